//! Random sequences, against a model in plain Rust.

use crate::{mock::*, Deadline, Error, NextAuthorisation, Standing};
use frame_support::storage::with_storage_layer;
use salus_primitives::{
	AuthorisationClocks, Authorisations as _, Day, LicenceKind, LicenceProblem, Moment, Refusal,
	ServiceTag, Silence, DAY, HOUR,
};
use sp_runtime::{DispatchError, StateVersion};
use std::collections::BTreeMap;

const SEQUENCES: u64 = 3_000;
const STEPS: u64 = 40;
const PROVIDERS: [u64; 2] = [CLINIC, PHYSICIAN];

/// A small generator, the same everywhere.
struct Random(u64);

impl Random {
	fn below(&mut self, bound: u64) -> u64 {
		self.0 =
			self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
		(self.0 >> 33) % bound
	}

	fn one<T: Copy>(&mut self, of: &[T]) -> T {
		of[self.below(of.len() as u64) as usize]
	}
}

/// What somebody did.
#[derive(Clone, Debug)]
enum Step {
	Asked { urgent: bool },
	Questioned,
	Answered,
	Certified(Vec<u32>),
	Refused,
}

/// What is known of an authorisation: all that was ever done, and when. How it stands is told from
/// that alone, and not kept.
#[derive(Clone, Debug)]
struct Story {
	by: u64,
	from: Day,
	until: Day,
	asked: Vec<(ServiceTag, u32)>,
	clocks: AuthorisationClocks,
	steps: Vec<(Moment, Step)>,
	used: Vec<u32>,
	/// Whether a call or a use has noted that a clock is over.
	noted: bool,
}

/// What has become of it.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Told {
	Payer(Moment),
	Provider(Moment),
	/// Since when, and how many units.
	Yes(Moment, Vec<u32>),
	No(Moment),
}

impl Story {
	fn hours(&self) -> Moment {
		let Some((_, Step::Asked { urgent })) = self.steps.first() else { panic!("was asked") };
		HOUR * Moment::from(if *urgent {
			self.clocks.urgent_hours
		} else {
			self.clocks.normal_hours
		})
	}

	fn full(&self) -> Vec<u32> {
		self.asked.iter().map(|(_, units)| *units).collect()
	}

	fn told(&self, now: Moment) -> Told {
		let (at, last) = self.steps.last().expect("was asked");
		match last {
			Step::Asked { .. } | Step::Answered => {
				let over = at + self.hours();
				match self.clocks.silence {
					_ if now < over => Told::Payer(over),
					Silence::Grants => Told::Yes(over, self.full()),
					Silence::Refuses => Told::No(over),
				}
			}
			Step::Questioned => {
				let over = at + Moment::from(self.clocks.answer_hours) * HOUR;
				if now < over {
					Told::Provider(over)
				} else {
					Told::No(over)
				}
			}
			Step::Certified(units) => Told::Yes(*at, units.clone()),
			Step::Refused => Told::No(*at),
		}
	}

	/// Whether a person has decided, or what the clock did was noted.
	fn is_closed(&self) -> bool {
		let last = self.steps.last().map(|(_, step)| step);
		self.noted || matches!(last, Some(Step::Certified(_) | Step::Refused))
	}

	fn questions(&self) -> usize {
		self.steps.iter().filter(|(_, step)| matches!(step, Step::Questioned)).count()
	}
}

struct Model {
	now: Moment,
	clocks: AuthorisationClocks,
	licensed: bool,
	consents: bool,
	next: u64,
	all: BTreeMap<u64, Story>,
}

type Done = Result<(), Error<Test>>;

impl Model {
	fn new() -> Self {
		let all = BTreeMap::new();
		Self { now: START, clocks: CLOCKS, licensed: true, consents: true, next: 0, all }
	}

	fn ask(&mut self, ask: &Ask) -> Done {
		let today = Day::try_from(self.now / DAY).unwrap();
		if ask.from > ask.until {
			return Err(Error::ReversedDays);
		}
		if ask.until < today {
			return Err(Error::DaysOver);
		}
		if ask.from + Day::from(ask.urgent) < today {
			return Err(Error::Backdated);
		}
		if u32::from(ask.until) - u32::from(ask.from) + 1 > u32::from(MAX_PERIOD) {
			return Err(Error::PeriodTooLong);
		}
		let (first, last) = Members::get()[&(PLAN, MEMBER)];
		if !(first..=last).contains(&ask.from) {
			return Err(Error::NotCovered);
		}
		if !self.consents {
			return Err(Error::ConsentRefused(Refusal::Denied));
		}
		let story = Story {
			by: ask.by,
			from: ask.from,
			until: ask.until,
			asked: ask.services.clone(),
			clocks: self.clocks,
			steps: vec![(self.now, Step::Asked { urgent: ask.urgent })],
			used: vec![0; ask.services.len()],
			noted: false,
		};
		self.all.insert(self.next, story);
		self.next += 1;
		Ok(())
	}

	fn decide(&mut self, who: u64, id: u64, step: Step) -> Done {
		let (now, licensed) = (self.now, self.licensed);
		let story = self.all.get_mut(&id).ok_or(Error::NotFound)?;
		if who != PAYER {
			return Err(Error::NotPayer);
		}
		if !licensed {
			return Err(Error::Unlicensed(LicenceProblem::Suspended));
		}
		if story.is_closed() {
			return Err(Error::AlreadyDecided);
		}
		match story.told(now) {
			Told::Payer(_) => {}
			Told::Provider(_) => return Err(Error::AwaitingAnswer),
			Told::Yes(..) | Told::No(_) => return Err(Error::ClockOver),
		}
		match &step {
			Step::Questioned if story.questions() == 2 => return Err(Error::TooManyQuestions),
			Step::Certified(units) if units.len() != story.asked.len() => {
				return Err(Error::UnitsMismatch)
			}
			Step::Certified(units) if units.iter().zip(story.full()).any(|(u, all)| *u > all) => {
				return Err(Error::MoreThanRequested)
			}
			Step::Certified(units) if units.iter().sum::<u32>() == 0 => {
				return Err(Error::NothingCertified)
			}
			_ => {}
		}
		story.steps.push((now, step));
		Ok(())
	}

	fn answer(&mut self, who: u64, id: u64) -> Done {
		let now = self.now;
		let story = self.all.get_mut(&id).ok_or(Error::NotFound)?;
		if who != story.by {
			return Err(Error::NotRequester);
		}
		if story.noted || !matches!(story.steps.last(), Some((_, Step::Questioned))) {
			return Err(Error::NotPended);
		}
		if matches!(story.told(now), Told::No(_)) {
			return Err(Error::ClockOver);
		}
		story.steps.push((now, Step::Answered));
		Ok(())
	}

	fn lapse(&mut self, id: u64) -> Done {
		let now = self.now;
		let story = self.all.get_mut(&id).ok_or(Error::NotFound)?;
		if story.is_closed() {
			return Err(Error::AlreadyDecided);
		}
		if matches!(story.told(now), Told::Payer(_) | Told::Provider(_)) {
			return Err(Error::ClockRunning);
		}
		story.noted = true;
		Ok(())
	}

	fn withdraw(&mut self, who: u64, id: u64) -> Done {
		let now = self.now;
		let story = self.all.get(&id).ok_or(Error::NotFound)?;
		if who != story.by {
			return Err(Error::NotRequester);
		}
		if story.used.iter().any(|used| *used > 0) {
			return Err(Error::AlreadyUsed);
		}
		if matches!(story.told(now), Told::No(_)) {
			return Err(Error::AlreadyRefused);
		}
		self.all.remove(&id);
		Ok(())
	}

	fn reap(&mut self, id: u64) -> Done {
		let story = self.all.get(&id).ok_or(Error::NotFound)?;
		let needed = match story.told(self.now) {
			Told::Payer(_) | Told::Provider(_) => return Err(Error::StillNeeded),
			Told::Yes(since, _) => since.max((Moment::from(story.until) + 1) * DAY),
			Told::No(since) => since,
		};
		if self.now < needed + RETENTION {
			return Err(Error::StillNeeded);
		}
		self.all.remove(&id);
		Ok(())
	}

	fn note_use(&mut self, id: u64, used: &[u32]) {
		let now = self.now;
		let Some(story) = self.all.get_mut(&id) else { return };
		let Told::Yes(_, units) = story.told(now) else { return };
		story.noted = true;
		for ((kept, used), units) in story.used.iter_mut().zip(used).zip(units) {
			*kept = (*used).min(units);
		}
	}

	#[track_caller]
	fn agrees(&self) {
		assert_eq!(NextAuthorisation::<Test>::get(), self.next);
		for by in PROVIDERS {
			let made = self.all.values().filter(|story| story.by == by).count() as u64;
			assert_eq!(held(by), made * DEPOSIT);
		}
		let today = Day::try_from(self.now / DAY).unwrap();
		for id in 0..self.next {
			let Some(story) = self.all.get(&id) else {
				assert_eq!((Authorisations::state_of(id), certificate(id)), (None, None));
				continue;
			};
			let (expected, clock, certified) = match story.told(self.now) {
				Told::Payer(over) => ("A4", Some(Deadline::Payer(over)), None),
				Told::Provider(over) => ("A4", Some(Deadline::Provider(over)), None),
				Told::No(_) => ("A3", None, None),
				Told::Yes(_, units) => {
					let code = if units == story.full() { "A1" } else { "A2" };
					(code, None, Some(units))
				}
			};
			assert_eq!((code(id), deadline(id)), (expected, clock));
			assert_eq!(certificate(id).is_some(), certified.is_some());
			let Some(units) = certified else {
				assert_eq!(story.used.iter().sum::<u32>(), 0);
				continue;
			};
			let all = story.asked.iter().zip(&units).zip(&story.used);
			let some: Vec<_> = all
				.filter(|((_, units), _)| **units > 0)
				.map(|(((tag, _), units), used)| (*tag, *units, *used))
				.collect();
			assert_eq!(left(id), Some(some));
			let given = certificate(id).unwrap();
			assert_eq!(
				(given.provider, given.from, given.until),
				(story.by, story.from, story.until)
			);
			let in_full = expected == "A1";
			let stands = if units == story.used {
				Standing::UsedUp { in_full }
			} else if today > story.until {
				Standing::Expired { in_full }
			} else {
				Standing::Certified { in_full }
			};
			assert_eq!(standing(id), stands);
		}
	}

	/// Some time later, often exactly at or just before the end of a clock.
	fn pass(&mut self, random: &mut Random) {
		let ends: Vec<_> = self
			.all
			.values()
			.map(|story| match story.told(self.now) {
				Told::Payer(over) | Told::Provider(over) => over,
				Told::Yes(since, _) => since.max((Moment::from(story.until) + 1) * DAY) + RETENTION,
				Told::No(since) => since + RETENTION,
			})
			// Seldom so far that all the others are over.
			.filter(|over| *over < self.now + 30 * DAY || random.below(5) == 0)
			.collect();
		self.now = match random.below(4) {
			0 if !ends.is_empty() => self.now.max(random.one(&ends) - 1),
			1 if !ends.is_empty() => self.now.max(random.one(&ends)),
			2 => self.now + random.below(3 * DAY),
			_ => self.now + random.below(12 * HOUR),
		};
		set_time(self.now);
	}
}

/// A request that mostly is in order.
fn drawn(random: &mut Random, model: &Model) -> Ask {
	let today = Day::try_from(model.now / DAY).unwrap();
	let from = today + random.below(8) as Day - 2;
	let days = if random.below(12) == 0 { random.below(120) } else { random.below(20) } as Day;
	let until = if random.below(20) == 0 { from - 1 - days.min(2) } else { from + days };
	let mut services: Vec<_> =
		SERVICES.into_iter().filter(|_| random.below(3) > 0).collect::<Vec<_>>();
	if services.is_empty() {
		services.push((SESSION, 6));
	}
	for (_, units) in &mut services {
		*units = 1 + random.below(4) as u32;
	}
	let by = random.one(&PROVIDERS);
	Ask { by, urgent: random.below(2) == 0, from, until, services, ..Ask::default() }
}

#[test]
fn what_is_certified_left_and_due_is_what_the_model_says() {
	let mut worked = BTreeMap::<u64, u32>::new();
	let (mut granted, mut silenced) = (0, 0);
	for seed in 0..SEQUENCES {
		run(|| {
			Members::set([((PLAN, MEMBER), (TODAY - 100, Day::MAX))].into());
			KnownServices::set(SERVICES.map(|(tag, _)| ((PLAN, tag), (0, Day::MAX))).into());
			let mut random = Random(seed);
			let mut model = Model::new();
			for _ in 0..STEPS {
				let beyond = u64::from(random.below(30) == 0);
				let id = random.below(model.next.max(1) + beyond);
				let asker = model.all.get(&id).map_or(CLINIC, |story| story.by);
				let provider = if random.below(10) == 0 { STRANGER } else { asker };
				let payer = if random.below(10) == 0 { OTHER_PAYER } else { PAYER };
				let before = sp_io::storage::root(StateVersion::V1);
				let what = random.below(25);
				let (done, expected): (Result<(), DispatchError>, Done) = match what {
					0..=3 => {
						let ask = drawn(&mut random, &model);
						(with_storage_layer(|| ask.clone().call()), model.ask(&ask))
					}
					4..=6 => {
						let asked = model.all.get(&id).map(Story::full).unwrap_or_default();
						let mut given = asked.clone();
						for units in &mut given {
							*units = match random.below(12) {
								0..=5 => *units,
								11 => *units + 1,
								_ => random.below(u64::from(*units) + 1) as u32,
							};
						}
						if random.below(20) == 0 {
							given.pop();
						}
						let call = || Authorisations::certify(signed(payer), id, units(&given));
						let step = Step::Certified(given.clone());
						(with_storage_layer(call), model.decide(payer, id, step))
					}
					7 => (
						with_storage_layer(|| Authorisations::refuse(signed(payer), id, REASON)),
						model.decide(payer, id, Step::Refused),
					),
					8..=10 => (
						with_storage_layer(|| Authorisations::pend(signed(payer), id, QUESTION)),
						model.decide(payer, id, Step::Questioned),
					),
					11 | 12 => (
						with_storage_layer(|| {
							Authorisations::answer(signed(provider), id, ANSWERED)
						}),
						model.answer(provider, id),
					),
					13 | 14 => (
						with_storage_layer(|| {
							Authorisations::lapse(signed(STRANGER), id)
								.map(drop)
								.map_err(|error| error.error)
						}),
						model.lapse(id),
					),
					15 => (
						with_storage_layer(|| Authorisations::withdraw(signed(provider), id)),
						model.withdraw(provider, id),
					),
					16 | 17 => (
						with_storage_layer(|| {
							Authorisations::reap(signed(STRANGER), id)
								.map(drop)
								.map_err(|error| error.error)
						}),
						model.reap(id),
					),
					18 | 19 => {
						let asked = model.all.get(&id).map(|s| s.asked.clone());
						let asked = asked.unwrap_or_default();
						let used: Vec<_> = asked.iter().map(|_| random.below(6) as u32).collect();
						let noted = asked.iter().zip(&used).map(|((tag, _), used)| {
							let (tag, used) = (*tag, *used);
							salus_primitives::CertifiedService { tag, units: used, used }
						});
						let noted = noted.collect::<Vec<_>>().try_into().unwrap();
						Authorisations::note_use(id, noted);
						model.note_use(id, &used);
						model.agrees();
						continue;
					}
					20 => {
						match random.below(3) {
							0 => {
								model.clocks = AuthorisationClocks {
									urgent_hours: 1 + random.below(100) as u16,
									normal_hours: 1 + random.below(200) as u16,
									answer_hours: 1 + random.below(100) as u16,
									silence: random.one(&[Silence::Grants, Silence::Refuses]),
								};
								PlanClocks::mutate(|all| all.insert(0, model.clocks));
							}
							1 => {
								model.licensed = !model.licensed || random.below(2) == 0;
								let problem = Err(LicenceProblem::Suspended);
								let standing = if model.licensed { Ok(()) } else { problem };
								license(PAYER, LicenceKind::Payer, standing);
							}
							_ => {
								model.consents = !model.consents || random.below(2) == 0;
								let basis = salus_primitives::Basis::Representative;
								let denied = Err(Refusal::Denied);
								GateAnswer::set(if model.consents { Ok(basis) } else { denied });
							}
						}
						continue;
					}
					_ => {
						model.pass(&mut random);
						model.agrees();
						continue;
					}
				};
				assert_eq!(done, expected.map_err(DispatchError::from), "call {what} of {seed}");
				if done.is_ok() {
					*worked.entry(what).or_default() += 1;
				} else {
					assert_eq!(before, sp_io::storage::root(StateVersion::V1));
				}
				model.agrees();
			}
			Authorisations::do_try_state().unwrap();
			for story in model.all.values().filter(|story| !story.is_closed()) {
				match story.told(model.now) {
					Told::Yes(..) => granted += 1,
					Told::No(_) => silenced += 1,
					Told::Payer(_) | Told::Provider(_) => {}
				}
			}
		});
	}
	let worked = |kinds: std::ops::RangeInclusive<u64>| -> u32 {
		kinds.map(|kind| worked.get(&kind).copied().unwrap_or_default()).sum()
	};
	let all = [0..=3, 4..=6, 7..=7, 8..=10, 11..=12, 13..=14, 15..=15, 16..=17].map(worked);
	assert!(all.iter().all(|often| *often > 200), "calls that worked: {all:?}");
	assert!(granted > 200 && silenced > 200, "{granted} granted, {silenced} refused by silence");
}
