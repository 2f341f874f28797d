//! Random assignments, against a list of who has what.

use crate::{mock::*, Error, HoldReason, PrefixEntry, Prefixes};
use frame_support::storage::with_storage_layer;
use salus_primitives::CompanyPrefix;
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

	/// Few digits that differ, so that many prefixes begin each other.
	fn prefix(&mut self) -> CompanyPrefix {
		let length = 3 + u8::try_from(self.below(11)).unwrap();
		let mut digits = 4 * 10u64.pow(u32::from(length) - 1);
		for place in 0..u32::from(length) - 1 {
			digits += 10u64.pow(place) * self.below(2) * u64::from(self.below(4) == 0);
		}
		prefix(digits, length)
	}
}

/// The digits as text, in which beginning is beginning.
fn text(prefix: &CompanyPrefix) -> String {
	format!("{:0width$}", prefix.digits, width = usize::from(prefix.length))
}

type Model = BTreeMap<CompanyPrefix, u64>;

fn expected(model: &Model, wanted: &CompanyPrefix) -> Result<(), Error<Test>> {
	let wanted_text = text(wanted);
	if !(4..=12).contains(&wanted_text.len()) {
		return Err(Error::InvalidPrefix);
	}
	if model.contains_key(wanted) {
		return Err(Error::PrefixTaken);
	}
	let overlaps = model
		.keys()
		.map(text)
		.any(|owned| owned.starts_with(&wanted_text) || wanted_text.starts_with(&owned));
	if overlaps {
		return Err(Error::PrefixOverlaps);
	}
	Ok(())
}

fn agrees(model: &Model) {
	let mut owned = Model::new();
	let mut branches = BTreeMap::<String, u32>::new();
	for (prefix, entry) in Prefixes::<Test>::iter() {
		match entry {
			PrefixEntry::Owned { assigner, .. } => {
				owned.insert(prefix, assigner);
			}
			PrefixEntry::Branch(count) => {
				branches.insert(text(&prefix), count);
			}
		}
	}
	assert_eq!(&owned, model);
	let mut counted = BTreeMap::<String, u32>::new();
	for prefix in model.keys().map(text) {
		for length in 4..prefix.len() {
			*counted.entry(prefix[..length].into()).or_default() += 1;
		}
	}
	assert_eq!(branches, counted);
	for who in [GS1, OTHER_GS1] {
		let mine = model.iter().filter(|(_, assigner)| **assigner == who);
		let deposits = mine
			.map(|(prefix, _)| PREFIX_DEPOSIT + BRANCH_DEPOSIT * (u64::from(prefix.length) - 4));
		assert_eq!(held(HoldReason::Prefix, who), deposits.sum::<u64>());
	}
}

#[test]
fn prefixes_never_overlap_whatever_is_assigned() {
	let (mut assigned, mut overlapping, mut withdrawn) = (0, 0, 0);
	for seed in 0..200 {
		run(|| {
			let mut random = Random(seed);
			let mut model = Model::from([(PREFIX, GS1)]);
			for _ in 0..60 {
				let before = sp_io::storage::root(StateVersion::V1);
				let who = GS1 + random.below(2);
				let wanted = random.prefix();
				let done = if random.below(3) > 0 {
					let done = with_storage_layer(|| {
						Products::assign_prefix(signed(who), OTHER_MAKER, wanted)
					});
					// Who assigns a lot runs out of means.
					if !matches!(done, Err(DispatchError::Token(_))) {
						let expected = expected(&model, &wanted).map_err(DispatchError::from);
						assert_eq!(done, expected, "{wanted:?}");
						overlapping += u32::from(done == Err(Error::<Test>::PrefixOverlaps.into()));
					}
					if done.is_ok() {
						model.insert(wanted, who);
						assigned += 1;
					}
					done
				} else {
					let known = model.keys().nth(random.below(8) as usize).copied();
					let wanted = known.unwrap_or(wanted);
					let done =
						with_storage_layer(|| Products::withdraw_prefix(signed(who), wanted));
					let expected = match model.get(&wanted) {
						None => Err(Error::<Test>::NotFound),
						Some(assigner) if *assigner != who => Err(Error::NotAssigner),
						Some(_) => Ok(()),
					};
					assert_eq!(done, expected.map_err(DispatchError::from));
					if done.is_ok() {
						model.remove(&wanted);
						withdrawn += 1;
					}
					done
				};
				if done.is_err() {
					assert_eq!(before, sp_io::storage::root(StateVersion::V1));
				}
				agrees(&model);
			}
			Products::do_try_state().unwrap();
		});
	}
	assert!(assigned > 500, "only {assigned} assigned");
	assert!(overlapping > 500, "only {overlapping} overlapped");
	assert!(withdrawn > 500, "only {withdrawn} withdrawn");
}
