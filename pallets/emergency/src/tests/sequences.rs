//! Random sequences of calls, against what can be said about them without looking at storage.

use crate::{mock::*, CaseId, Finding};
use salus_primitives::{Moment, DAY, HOUR};

const SEQUENCES: u64 = 60;
const STEPS: u32 = 120;
const PEOPLE: [u64; 3] = [MEDIC, COLLEAGUE, SPECIALIST];
const SUBJECTS: u64 = 3;

/// Xorshift: enough for tests, and the same everywhere.
struct Random(u64);

impl Random {
	fn below(&mut self, bound: u64) -> u64 {
		self.0 ^= self.0 << 13;
		self.0 ^= self.0 >> 7;
		self.0 ^= self.0 << 17;
		self.0 % bound
	}
}

/// What is known of a case from the calls that succeeded.
struct Known {
	practitioner: u64,
	subject: u64,
	until: Moment,
	due: Moment,
	reviewed: bool,
	strike: bool,
}

/// The strikes of `practitioner` since case or strike number `from` were forgiven.
fn strikes(cases: &[Known], practitioner: u64, now: Moment, forgiven: u32) -> u32 {
	let struck = cases
		.iter()
		.filter(|case| case.practitioner == practitioner)
		.filter(|case| case.strike || (!case.reviewed && now >= case.due))
		.count();
	u32::try_from(struck).unwrap() - forgiven
}

fn play(seed: u64) {
	let mut random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
	let mut cases = Vec::<Known>::new();
	let mut forgiven = [0u32; PEOPLE.len()];
	let mut now = START;
	for _ in 0..STEPS {
		let person = random.below(PEOPLE.len() as u64) as usize;
		let practitioner = PEOPLE[person];
		let subject = CROWD + random.below(SUBJECTS);
		let picked = random.below(cases.len() as u64 + 1);
		let id: CaseId = picked;
		let known = cases.get_mut(picked as usize);
		match random.below(8) {
			0..=2 => {
				let pending = cases.iter().any(|case| {
					case.practitioner == practitioner && case.subject == subject && !case.reviewed
				});
				let struck = strikes(&cases, practitioner, now, forgiven[person]) >= STRIKES;
				let done = breaks(practitioner, subject).is_ok();
				assert!(!(done && (pending || struck)));
				if done {
					cases.push(Known {
						practitioner,
						subject,
						until: now + ACCESS,
						due: now + REVIEW,
						reviewed: false,
						strike: false,
					});
				}
			}
			3 => {
				let done = Glass::end_access(signed(practitioner), id).is_ok();
				let there = known
					.filter(|case| case.practitioner == practitioner && now < case.until)
					.map(|case| case.until = now)
					.is_some();
				assert_eq!(done, there);
			}
			4 => {
				let unjustified = random.below(4) == 0;
				let finding = if unjustified { Finding::Unjustified } else { Finding::Justified };
				let peer = random.below(2) == 0;
				let by = if peer { REVIEWER } else { REGULATOR };
				let done = Glass::review(signed(by), id, finding, FINDINGS).is_ok();
				let known = known.filter(|case| !case.reviewed);
				assert_eq!(done, known.is_some());
				if let Some(case) = known {
					case.reviewed = true;
					case.strike |= unjustified || now >= case.due;
					if unjustified && !peer {
						case.until = case.until.min(now);
					}
				}
			}
			5 => {
				let done = Glass::flag_overdue(signed(STRANGER), id).is_ok();
				let known = known.filter(|case| !case.reviewed && !case.strike && now >= case.due);
				assert_eq!(done, known.is_some());
				if let Some(case) = known {
					case.strike = true;
				}
			}
			6 => {
				let recorded = cases
					.iter()
					.filter(|case| case.practitioner == practitioner && case.strike)
					.count() as u32;
				let done = Glass::reinstate(RuntimeOrigin::root(), practitioner).is_ok();
				assert_eq!(done, recorded - forgiven[person] >= STRIKES);
				if done {
					forgiven[person] = recorded;
				}
			}
			_ => {
				now += if random.below(3) == 0 { random.below(DAY) } else { random.below(HOUR) };
				set_time(now);
			}
		}

		for (person, practitioner) in PEOPLE.into_iter().enumerate() {
			assert_eq!(
				conduct(practitioner).strikes_at(now),
				strikes(&cases, practitioner, now, forgiven[person])
			);
			let own = cases.iter().filter(|case| case.practitioner == practitioner);
			assert_eq!(held(practitioner), own.count() as u64 * DEPOSIT);
			for subject in CROWD..CROWD + SUBJECTS {
				let latest = cases
					.iter()
					.rfind(|case| case.practitioner == practitioner && case.subject == subject);
				assert_eq!(
					open(subject, practitioner).is_some(),
					latest.is_some_and(|case| now < case.until)
				);
			}
		}
		Glass::do_try_state().unwrap();
	}
}

#[test]
fn the_pallet_agrees_with_what_is_known() {
	for seed in 1..=SEQUENCES {
		println!("seed {seed}");
		run(|| play(seed));
	}
}
