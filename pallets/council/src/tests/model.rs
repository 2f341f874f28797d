//! Random calls by anybody, against a plain table of who has which seat and has voted on what.

use crate::{mock::*, Basis, Error};
use frame_support::{dispatch::Pays, storage::with_storage_layer};
use salus_primitives::{LicenceKind, LicenceProblem};
use sp_runtime::{DispatchError, StateVersion};
use std::collections::BTreeMap;

/// A small generator, the same everywhere.
struct Random(u64);

impl Random {
	fn below(&mut self, bound: u64) -> u64 {
		self.0 =
			self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
		(self.0 >> 33) % bound
	}

	/// Of more people than there are seats.
	fn who(&mut self) -> u64 {
		10 * (1 + self.below(9))
	}

	fn kind(&mut self) -> LicenceKind {
		match self.below(8) {
			0 => LicenceKind::Practitioner,
			1..=4 => LicenceKind::Facility,
			_ => LicenceKind::Payer,
		}
	}
}

const MOTIONS: u32 = 2;

#[derive(Default)]
struct Model {
	seats: BTreeMap<u64, Basis>,
	licences: BTreeMap<(u64, LicenceKind), Result<(), LicenceProblem>>,
	/// By motion and member.
	votes: BTreeMap<(u32, u64), bool>,
}

impl Model {
	fn standing(&self, who: u64, kind: LicenceKind) -> Result<(), LicenceProblem> {
		self.licences.get(&(who, kind)).copied().unwrap_or(Err(LicenceProblem::NotHeld))
	}

	fn seat(&mut self, who: u64, kind: LicenceKind) -> Result<(), Error<Test>> {
		match self.standing(who, kind) {
			_ if kind == LicenceKind::Practitioner => Err(Error::NotAnInstitution),
			_ if self.seats.contains_key(&who) => Err(Error::AlreadySeated),
			_ if self.seats.len() == MAX_SEATS as usize => Err(Error::NoRoom),
			Err(problem) => Err(Error::Unlicensed(problem)),
			Ok(()) => {
				self.seats.insert(who, Basis::Licence(kind));
				Ok(())
			}
		}
	}

	fn lose(&mut self, who: u64) -> Result<(), Error<Test>> {
		self.seats.remove(&who).ok_or(Error::NotSeated)?;
		self.votes.retain(|(_, voter), _| *voter != who);
		Ok(())
	}

	fn remove_unlicensed(&mut self, who: u64) -> Result<(), Error<Test>> {
		match self.seats.get(&who) {
			None => Err(Error::NotSeated),
			Some(Basis::Founder) => Err(Error::NotOnLicence),
			Some(Basis::Licence(kind)) if self.standing(who, *kind).is_ok() => {
				Err(Error::StillLicensed)
			}
			Some(_) => self.lose(who),
		}
	}

	fn found_on_licence(&mut self, who: u64, kind: LicenceKind) -> Result<(), Error<Test>> {
		if kind == LicenceKind::Practitioner {
			return Err(Error::NotAnInstitution);
		}
		let standing = self.standing(who, kind);
		let basis = self.seats.get_mut(&who).ok_or(Error::NotSeated)?;
		if *basis == Basis::Licence(kind) {
			return Err(Error::AlreadyOnLicence);
		}
		standing.map_err(Error::Unlicensed)?;
		*basis = Basis::Licence(kind);
		Ok(())
	}

	fn agrees(&self) {
		assert_eq!(members(), self.seats.keys().copied().collect::<Vec<_>>());
		for (who, expected) in &self.seats {
			assert_eq!(basis(*who), Some(*expected));
		}
		for motion in 0..MOTIONS {
			let (ayes, nays) = votes(motion);
			let cast = ayes.into_iter().map(|who| (who, true));
			let cast: BTreeMap<_, _> =
				cast.chain(nays.into_iter().map(|who| (who, false))).collect();
			let known = self.votes.iter().filter(|((of, _), _)| *of == motion);
			assert_eq!(cast, known.map(|((_, who), vote)| (*who, *vote)).collect());
		}
	}
}

/// A random call: whether it did what the model says. `None` when it was none.
fn step(random: &mut Random, model: &mut Model) -> Option<bool> {
	let (who, kind) = (random.who(), random.kind());
	let before = sp_io::storage::root(StateVersion::V1);
	let call = random.below(16);
	let (done, expected) = match call {
		0..=2 => {
			license(who, kind);
			model.licences.insert((who, kind), Ok(()));
			return None;
		}
		3 => {
			let problem = PROBLEMS[random.below(4) as usize];
			lapse(who, kind, problem);
			model.licences.insert((who, kind), Err(problem));
			return None;
		}
		4..=6 => {
			let (motion, approve) = (random.below(MOTIONS.into()) as u32, random.below(2) == 0);
			let voted = with_storage_layer(|| vote(who, motion, approve)).is_ok();
			let known = model.votes.get(&(motion, who));
			assert_eq!(voted, model.seats.contains_key(&who) && known != Some(&approve));
			if voted {
				model.votes.insert((motion, who), approve);
			}
			return Some(voted);
		}
		7..=10 => (Council::seat(governance(), who, kind), model.seat(who, kind)),
		11 => (Council::unseat(governance(), who), model.lose(who)),
		12 => (Council::vacate(signed(who)), model.lose(who)),
		13 => {
			let removal = Council::remove_unlicensed(signed(STRANGER), who);
			assert!(removal.is_err() || removal.is_ok_and(|post| post.pays_fee == Pays::No));
			(removal, model.remove_unlicensed(who))
		}
		_ => (Council::found_on_licence(signed(who), kind), model.found_on_licence(who, kind)),
	};
	let done = done.map(drop).map_err(|error| error.error);
	assert_eq!(done, expected.map_err(DispatchError::from), "call {call} by {who} with {kind:?}");
	// Nothing fails after it has changed something, storage layer or not.
	assert!(done.is_ok() || before == sp_io::storage::root(StateVersion::V1));
	Some(done.is_ok())
}

#[test]
fn the_council_is_what_the_model_says() {
	let (mut worked, mut refused, mut full, mut empty) = (0, 0, 0, 0);
	for seed in 0..100 {
		Licences::set(Default::default());
		founded(&FOUNDERS).execute_with(|| {
			System::set_block_number(1);
			let mut random = Random(seed);
			let founders = FOUNDERS.map(|founder| (founder, Basis::Founder));
			let mut model = Model { seats: founders.into(), ..Default::default() };
			(0..MOTIONS).for_each(|number| moved(UNIVERSITY, number));
			for _ in 0..200 {
				match step(&mut random, &mut model) {
					Some(true) => worked += 1,
					Some(false) => refused += 1,
					None => (),
				}
				model.agrees();
				Council::do_try_state().unwrap();
				full += u32::from(model.seats.len() == MAX_SEATS as usize);
				empty += u32::from(model.seats.is_empty());
			}
		});
	}
	assert!(worked > 3_000 && refused > 3_000, "{worked} calls worked, {refused} were refused");
	assert!(full > 50 && empty > 50, "{full} times full, {empty} times empty");
}
