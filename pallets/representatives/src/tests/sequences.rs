//! Random sequences of calls, beside a plain model of who may do what.

use crate::{mock::*, Appointed, Condition, Conditions, Counts, Kind, Outcome, Representatives};
use salus_primitives::{Moment, Power, Powers, DAY};
use std::collections::BTreeMap;

const SEQUENCES: u64 = 300;
const CALLS: u32 = 40;

struct Random(u64);

impl Random {
	fn below(&mut self, bound: u64) -> u64 {
		self.0 ^= self.0 << 13;
		self.0 ^= self.0 >> 7;
		self.0 ^= self.0 << 17;
		self.0 % bound
	}

	fn of<T: Copy>(&mut self, choices: &[T]) -> T {
		choices[self.below(choices.len() as u64) as usize]
	}
}

#[derive(Clone)]
struct Mandate {
	kind: Kind,
	powers: Powers,
	until: Moment,
	contested: bool,
}

#[derive(Default)]
struct Model {
	mandates: BTreeMap<(u64, u64), Mandate>,
	/// Who attested, when, and who confirmed.
	conditions: BTreeMap<(u64, bool), (u64, Moment, Option<u64>)>,
}

impl Model {
	fn holds(&self, subject: u64, death: bool) -> bool {
		self.conditions.get(&(subject, death)).is_some_and(|(_, _, second)| second.is_some())
	}

	fn may(&self, subject: u64, who: u64, power: Power, now: Moment) -> bool {
		let Some(mandate) = self.mandates.get(&(subject, who)) else { return false };
		let dead = self.holds(subject, true);
		let awake = match mandate.kind {
			Kind::Parent | Kind::Guardian => !dead,
			Kind::Proxy => !dead && self.holds(subject, false),
			Kind::Executor => dead,
		};
		now < mandate.until
			&& awake && mandate.powers.contains(power)
			&& !(mandate.contested && power == Power::Grant)
	}

	/// Names somebody, and says whether that is possible: there are as many people as
	/// representatives may be, and all but the child can pay.
	fn name(&mut self, subject: u64, who: u64, mandate: Mandate) -> bool {
		let appointed = matches!(mandate.kind, Kind::Proxy | Kind::Executor);
		let able = !appointed || (subject == PATIENT && !self.holds(subject, true));
		let possible = able && !self.mandates.contains_key(&(subject, who));
		if possible {
			self.mandates.insert((subject, who), mandate);
		}
		possible
	}
}

const SUBJECTS: [u64; 2] = [PATIENT, CHILD];
const PEOPLE: [u64; 4] = [FRIEND, SPOUSE, STRANGER, PHYSICIAN];
const PRACTITIONERS: [(u64, u64); 3] =
	[(PHYSICIAN, HOSPITAL), (COLLEAGUE, HOSPITAL), (SPECIALIST, CLINIC)];

fn play(seed: u64) {
	let mut random = Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
	let mut model = Model::default();
	let mut now = START;
	let places = random.below(3) as u32;
	enrol(PATIENT, places);

	for _ in 0..CALLS {
		let subject = random.of(&SUBJECTS);
		let who = random.of(&PEOPLE);
		let powers = Powers(random.below(15) as u8 + 1);
		let until = now + random.below(60 * DAY) + 1;
		let death = random.below(2) == 0;
		let condition = if death { Condition::Death } else { Condition::Incapacity };
		let key = (subject, who);
		let mandate = |kind| Mandate { kind, powers, until, contested: false };
		match random.below(14) {
			0 => {
				let (hospital, majority) = (signed(HOSPITAL), until);
				let done =
					Family::register_parent(hospital, subject, who, majority, powers, EVIDENCE);
				let possible = model.name(subject, who, mandate(Kind::Parent));
				assert_eq!(done.is_ok(), possible, "{done:?}");
			}
			1 | 2 => {
				let kind = random.of(&[Appointed::Proxy, Appointed::Executor]);
				let done = Family::appoint(signed(subject), who, kind, powers, until, EVIDENCE);
				let possible = model.name(subject, who, mandate(kind.into()));
				assert_eq!(done.is_ok(), possible, "{done:?}");
			}
			3 => {
				let court = signed(COURT);
				let done = Family::appoint_guardian(court, subject, who, powers, until, EVIDENCE);
				let possible = model.name(subject, who, mandate(Kind::Guardian));
				assert_eq!(done.is_ok(), possible, "{done:?}");
			}
			4..=6 => {
				let (by, organisation) = random.of(&PRACTITIONERS);
				let done = Family::attest(signed(by), subject, condition, organisation, EVIDENCE);
				let represents = |who| model.mandates.contains_key(&(subject, who));
				let state = model.conditions.get(&(subject, death)).copied();
				// The physicians of the hospital do not confirm each other.
				let house = |who| if who == SPECIALIST { CLINIC } else { HOSPITAL };
				let next = match state {
					_ if represents(by) => None,
					Some((_, _, Some(_))) => None,
					Some((first, at, None)) if now < at + VALIDITY && !represents(first) => {
						(house(first) != house(by)).then_some((first, at, Some(by)))
					}
					_ => Some((by, now, None)),
				};
				assert_eq!(done.is_ok(), next.is_some(), "{done:?}");
				if let Some(next) = next {
					model.conditions.insert((subject, death), next);
				}
			}
			7 => {
				let by = random.of(&[subject, PHYSICIAN, SPECIALIST, COURT, STRANGER]);
				let entitled =
					model.conditions.get(&(subject, death)).is_some_and(|(first, _, second)| {
						*first == by
							|| *second == Some(by)
							|| if death { by == COURT } else { by == subject }
					});
				let done = Family::lift_condition(signed(by), subject, condition);
				assert_eq!(done.is_ok(), entitled, "{done:?}");
				if entitled {
					model.conditions.remove(&(subject, death));
				}
			}
			8 => {
				let done = Family::contest(signed(subject), who, EVIDENCE).is_ok();
				let free = model.mandates.get(&key).is_some_and(|mandate| !mandate.contested);
				assert_eq!(done, free);
				if let Some(mandate) = model.mandates.get_mut(&key) {
					mandate.contested = true;
				}
			}
			9 => {
				let dead = model.holds(subject, true);
				let done = Family::withdraw_contest(signed(subject), who).is_ok();
				let there = model.mandates.get(&key).is_some_and(|mandate| mandate.contested);
				assert_eq!(done, there && !dead);
				if done {
					model.mandates.get_mut(&key).unwrap().contested = false;
				}
			}
			10 => {
				let outcome = random.of(&[Outcome::Upheld, Outcome::Removed]);
				let done = Family::settle_contest(signed(COURT), subject, who, outcome).is_ok();
				let there = model.mandates.get(&key).is_some_and(|mandate| mandate.contested);
				assert_eq!(done, there);
				match outcome {
					Outcome::Upheld if done => {
						model.mandates.get_mut(&key).unwrap().contested = false
					}
					Outcome::Removed if done => drop(model.mandates.remove(&key)),
					_ => {}
				}
			}
			11 => {
				let kind = model.mandates.get(&key).map(|mandate| mandate.kind);
				let (done, removable) = match random.below(3) {
					0 => (
						Family::dismiss(signed(subject), who),
						matches!(kind, Some(Kind::Proxy | Kind::Executor)),
					),
					1 => (
						Family::end_guardianship(signed(COURT), subject, who),
						matches!(kind, Some(Kind::Guardian | Kind::Parent)),
					),
					_ => (Family::resign(signed(who), subject), kind.is_some()),
				};
				assert_eq!(done.is_ok(), removable, "{done:?}");
				if removable {
					model.mandates.remove(&key);
				}
			}
			12 => {
				let ended = model.mandates.get(&key).is_some_and(|mandate| now >= mandate.until);
				assert_eq!(Family::reap(signed(STRANGER), subject, who).is_ok(), ended);
				if ended {
					model.mandates.remove(&key);
				}
			}
			_ => {
				now += random.below(20 * DAY);
				set_time(now);
			}
		}

		for subject in SUBJECTS {
			for who in PEOPLE {
				for power in Power::ALL {
					assert_eq!(
						Family::may(subject, who, power),
						model.may(subject, who, power, now),
						"{subject} {who} {power:?}"
					);
				}
			}
		}
	}
	Family::do_try_state().unwrap();

	// Everything can go, and everybody gets back what they paid.
	set_time(now + 60 * DAY);
	for (subject, representative) in model.mandates.keys() {
		Family::reap(signed(STRANGER), *subject, *representative).unwrap();
	}
	for ((subject, death), (first, ..)) in &model.conditions {
		let condition = if *death { Condition::Death } else { Condition::Incapacity };
		Family::lift_condition(signed(*first), *subject, condition).unwrap();
	}
	assert_eq!(Representatives::<Test>::iter().count(), 0);
	assert_eq!(Counts::<Test>::iter().count(), 0);
	assert_eq!(Conditions::<Test>::iter().count(), 0);
	assert_eq!(Places::get()[&PATIENT], (places, 0));
	for who in PATIENT..=STRANGER {
		assert_eq!(Balances::free_balance(who), ENDOWMENT);
	}
}

#[test]
fn the_pallet_agrees_with_the_model() {
	for seed in 1..=SEQUENCES {
		println!("seed {seed}");
		run(|| play(seed));
	}
}
