//! Random calls by anybody: against a model of what has to come of them, with the invariants checked
//! after each.

use crate::{
	mock::*, patient_commitment, Condition, DecommissionReason, DeviceId, LotId, NextMeasureId,
	Target,
};
use salus_primitives::{
	end_of_day, Authority, MeasureKind, MeasureReason, Moment, RecallClass, RecallDepth, DAY,
};
use sp_runtime::DispatchResult;
use std::collections::BTreeMap;

const DEVICES: u64 = 3;
const PATIENTS: MeasureKind =
	MeasureKind::Recall { class: RecallClass::III, depth: RecallDepth::Patient };
const KINDS: [MeasureKind; 3] = [
	MeasureKind::Quarantine,
	PATIENTS,
	MeasureKind::Recall { class: RecallClass::I, depth: RecallDepth::Wholesale },
];

/// A small generator, the same everywhere.
struct Random(u64);

impl Random {
	fn below(&mut self, bound: u64) -> u64 {
		self.0 =
			self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
		(self.0 >> 33) % bound
	}
}

/// What is known of a device, said plainly.
#[derive(Clone, Copy, Debug)]
struct Known {
	owner: u64,
	offered: Option<u64>,
	implanted: bool,
	gone: Option<Moment>,
}

/// What has to be.
struct Oracle {
	devices: BTreeMap<u64, Known>,
	/// By target: number, kind and whether a regulator took it.
	measures: BTreeMap<u64, Vec<(u32, MeasureKind, bool)>>,
	next: u32,
	now: Moment,
}

#[derive(Clone, Copy, Debug)]
enum Step {
	Offer(u64, u64),
	Accept(u64),
	Withdraw(u64),
	Implant(u64),
	Explant(u64),
	Decommission(u64),
	Reap(u64),
	/// Of the target, below [`DEVICES`] a device, then the lot, then the model.
	Take(u64, MeasureKind),
	Lift(u64, u32),
	Wait(Moment),
}

const LOT: u64 = DEVICES;
const MODEL: u64 = DEVICES + 1;

fn is_organisation(who: u64) -> bool {
	(MAKER..=REGULATOR).contains(&who)
}

fn is_facility(who: u64) -> bool {
	who == HOSPITAL || who == CLINIC
}

impl Oracle {
	/// The severest measure against a device, of its own and those of what it is one of. One in a
	/// patient is called back from patients or not at all.
	fn against(&self, device: u64) -> Option<MeasureKind> {
		let implanted = self.devices.get(&device).is_some_and(|known| known.implanted);
		let of = |target| self.measures.get(&target).into_iter().flatten();
		let all = of(device).chain(of(LOT)).chain(of(MODEL)).map(|(_, kind, _)| *kind);
		all.filter(|kind| !implanted || *kind == PATIENTS).max()
	}

	/// Whether `who` may do `step`, and what comes of it.
	fn take(&mut self, who: u64, step: Step) -> bool {
		let authority = who == MAKER || who == REGULATOR;
		let mine = |known: &&mut Known| known.owner == who && known.gone.is_none();
		match step {
			Step::Offer(device, to) => {
				let Some(known) = self.devices.get_mut(&device).filter(mine) else { return false };
				let may =
					!known.implanted && known.offered.is_none() && to != who && is_organisation(to);
				if may {
					known.offered = Some(to);
				}
				may
			}
			Step::Accept(device) => match self.devices.get_mut(&device) {
				Some(known) if known.offered == Some(who) => {
					(known.owner, known.offered) = (who, None);
					true
				}
				_ => false,
			},
			Step::Withdraw(device) => match self.devices.get_mut(&device).filter(mine) {
				Some(known) => known.offered.take().is_some(),
				None => false,
			},
			Step::Implant(device) => {
				let expired = device == 0 && self.now >= end_of_day(pi(0).expires.unwrap());
				let safe = self.against(device).is_none() && !expired;
				let Some(known) = self.devices.get_mut(&device).filter(mine) else { return false };
				let may = safe && is_facility(who) && !known.implanted;
				if may {
					(known.implanted, known.offered) = (true, None);
				}
				may
			}
			Step::Explant(device) => match self.devices.get_mut(&device).filter(mine) {
				Some(known) => std::mem::take(&mut known.implanted),
				None => false,
			},
			Step::Decommission(device) => match self.devices.get_mut(&device).filter(mine) {
				Some(known) if !known.implanted => {
					(known.gone, known.offered) = (Some(self.now), None);
					true
				}
				_ => false,
			},
			Step::Reap(device) => {
				let gone = self.devices.get(&device).and_then(|known| known.gone);
				let may = gone.is_some_and(|at| self.now >= at + RETENTION);
				if may {
					self.devices.remove(&device);
					self.measures.remove(&device);
				}
				may
			}
			Step::Take(target, kind) => {
				let used = |known: &Known| known.gone.is_none();
				let exists = target >= LOT || self.devices.get(&target).is_some_and(used);
				let taken = self.measures.entry(target).or_default();
				let makers = taken.iter().filter(|(_, _, regulators)| !regulators).count();
				let room = taken.len() < 4 && (who == REGULATOR || makers < 2);
				let may = exists && authority && room;
				if may {
					taken.push((self.next, kind, who == REGULATOR));
					self.next += 1;
				}
				may
			}
			Step::Lift(target, id) => {
				let taken = self.measures.entry(target).or_default();
				let at = taken.iter().position(|(number, _, _)| *number == id);
				let Some(at) = at.filter(|_| authority) else { return false };
				let may = who == REGULATOR || !taken[at].2;
				if may {
					taken.remove(at);
				}
				may
			}
			Step::Wait(time) => {
				self.now += time;
				true
			}
		}
	}

	/// Compares what is with what has to be.
	fn check(&self) {
		for device in 0..DEVICES {
			let (known, entry) = (self.devices.get(&device), MedicalDevices::device(of(device)));
			assert_eq!(known.is_some(), entry.is_some());
			let (Some(known), Some(entry)) = (known, entry) else { continue };
			assert_eq!((entry.owner, entry.offered_to), (known.owner, known.offered));
			let standing = MedicalDevices::standing(of(device)).unwrap();
			match standing.condition {
				Condition::InUse => assert!(!known.implanted && known.gone.is_none()),
				Condition::Implanted => assert!(known.implanted && known.gone.is_none()),
				Condition::Decommissioned(_) => assert!(!known.implanted && known.gone.is_some()),
			}
			assert_eq!(standing.measure.map(|measure| measure.kind), self.against(device));
			let notice = self.against(device).filter(|_| known.implanted);
			let told = MedicalDevices::implant_notice(of(device));
			assert_eq!(told.map(|measure| measure.kind), notice);
			let mine = MedicalDevices::is_mine(of(device), SALT, PATIENT.to_vec());
			assert_eq!(mine, known.implanted);
		}
		for target in 0..=MODEL {
			let measures = MedicalDevices::measures(target_of(target));
			let found: Vec<_> = measures
				.iter()
				.map(|taken| (taken.id, taken.kind, taken.by == Authority::Regulator))
				.collect();
			assert_eq!(found, self.measures.get(&target).cloned().unwrap_or_default());
		}
	}
}

fn of(device: u64) -> DeviceId {
	id(u8::try_from(device).unwrap())
}

fn target_of(target: u64) -> Target {
	match target {
		LOT => Target::Lot(model(), LotId::of(&label("LOT-7"))),
		MODEL => Target::Model(model()),
		device => Target::Device(of(device)),
	}
}

/// Any step, more often one that may work.
fn any(random: &mut Random, oracle: &Oracle) -> Step {
	let device = random.below(DEVICES);
	match random.below(18) {
		0..=2 => Step::Offer(device, MAKER + random.below(8)),
		3..=5 => Step::Accept(device),
		6 => Step::Withdraw(device),
		7..=9 => Step::Implant(device),
		10 => Step::Explant(device),
		11 if random.below(5) == 0 => Step::Decommission(device),
		12 => Step::Reap(device),
		13 if random.below(2) == 0 => {
			Step::Take(random.below(MODEL + 1), KINDS[random.below(3) as usize])
		}
		14..=16 => {
			let target = random.below(MODEL + 1);
			let first = oracle.measures.get(&target).and_then(|taken| taken.first());
			let latest = NextMeasureId::<Test>::get();
			let id = first.map_or(latest.saturating_sub(random.below(6) as u32), |first| first.0);
			Step::Lift(target, id)
		}
		_ if random.below(20) == 0 => Step::Wait(random.below(12 * 365) * DAY),
		_ => Step::Wait(random.below(DAY)),
	}
}

fn call(who: u64, step: Step) -> DispatchResult {
	let origin = signed(who);
	let reason = MeasureReason::Other;
	match step {
		Step::Offer(device, to) => MedicalDevices::offer(origin, of(device), to),
		Step::Accept(device) => MedicalDevices::accept(origin, of(device)),
		Step::Withdraw(device) => MedicalDevices::withdraw_offer(origin, of(device)),
		Step::Implant(device) => {
			let patient = patient_commitment(&of(device), &SALT, PATIENT);
			MedicalDevices::implant(origin, of(device), patient)
		}
		Step::Explant(device) => MedicalDevices::explant(origin, of(device)),
		Step::Decommission(device) => {
			MedicalDevices::decommission(origin, of(device), DecommissionReason::Lost)
		}
		Step::Reap(device) => {
			MedicalDevices::reap_device(origin, of(device)).map(drop).map_err(|post| post.error)
		}
		Step::Take(target, kind) => {
			MedicalDevices::take_measure(origin, target_of(target), kind, reason, EVIDENCE)
		}
		Step::Lift(target, id) => {
			MedicalDevices::lift_measure(origin, target_of(target), id, EVIDENCE)
		}
		Step::Wait(time) => {
			set_time(pallet_timestamp::Now::<Test>::get() + time);
			Ok(())
		}
	}
}

#[test]
fn everything_comes_as_it_has_to() {
	let (mut worked, mut implants, mut reaped) = (0, 0, 0);
	for seed in 0..40 {
		run(|| {
			registered();
			let mut oracle =
				Oracle { devices: BTreeMap::new(), measures: BTreeMap::new(), next: 0, now: START };
			for device in 0..DEVICES {
				make(u8::try_from(device).unwrap());
				// Only the first one expires.
				change_device(of(device), |entry| {
					entry.pi.expires = entry.pi.expires.filter(|_| device == 0);
				});
				let known = Known { owner: MAKER, offered: None, implanted: false, gone: None };
				oracle.devices.insert(device, known);
			}
			let mut random = Random(seed);
			for _ in 0..200 {
				let step = any(&mut random, &oracle);
				// Often by who may, or little would happen.
				let known = |device: u64| oracle.devices.get(&device);
				let who = match step {
					_ if random.below(3) == 0 => None,
					Step::Accept(device) => known(device).and_then(|known| known.offered),
					Step::Take(..) | Step::Lift(..) => Some(REGULATOR),
					Step::Offer(device, _)
					| Step::Withdraw(device)
					| Step::Implant(device)
					| Step::Explant(device)
					| Step::Decommission(device) => known(device).map(|known| known.owner),
					Step::Reap(_) | Step::Wait(_) => None,
				};
				let who = who.unwrap_or(MAKER + random.below(8));
				let before = sp_io::storage::root(sp_runtime::StateVersion::V1);
				let done = frame_support::storage::with_storage_layer(|| call(who, step));
				assert_eq!(done.is_ok(), oracle.take(who, step), "{step:?} by {who}: {done:?}");
				if done.is_ok() {
					worked += 1;
					implants += u32::from(matches!(step, Step::Implant(_)));
					reaped += u32::from(matches!(step, Step::Reap(_)));
				} else {
					assert_eq!(before, sp_io::storage::root(sp_runtime::StateVersion::V1));
				}
				oracle.check();
				MedicalDevices::do_try_state().unwrap();
			}
		});
	}
	assert!(
		worked > 1_500 && implants > 30 && reaped > 3,
		"only {worked} calls worked, {implants} implants and {reaped} reaps among them"
	);
}
