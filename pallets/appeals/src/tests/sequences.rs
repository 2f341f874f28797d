//! Random sequences of calls, against what can be said about them without looking at storage.

use crate::{mock::*, Error, Event, HoldReason, Nonce};
use frame_support::storage::with_storage_layer;
use salus_primitives::{ClaimId, LicenceKind, LineDecision, LineDecisions, Moment, Silence, DAY};
use sp_runtime::{DispatchError, StateVersion};
use std::collections::BTreeMap;

const SEQUENCES: u64 = 60;
const STEPS: u32 = 160;
const CLAIMS: u32 = 4;
const PEOPLE: u64 = 8;

struct Random(u64);

impl Random {
	fn below(&mut self, bound: u64) -> u64 {
		self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005);
		self.0 = self.0.wrapping_add(1_442_695_040_888_963_407);
		(self.0 >> 33) % bound
	}

	fn often(&mut self) -> bool {
		self.below(8) > 0
	}
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum At {
	Payer(Moment),
	Appellant(Moment),
	Reviewer(u64, Moment),
	Unescalated(Moment),
	Upheld(Moment),
	Overturned(Moment),
	Withdrawn(Moment),
}

impl At {
	fn until(self) -> Option<Moment> {
		match self {
			Self::Payer(until) | Self::Appellant(until) | Self::Reviewer(_, until) => Some(until),
			_ => None,
		}
	}

	/// Since when it is closed.
	fn since(self) -> Option<Moment> {
		match self {
			Self::Unescalated(at) | Self::Upheld(at) | Self::Overturned(at) => Some(at),
			Self::Withdrawn(at) => Some(at),
			_ => None,
		}
	}
}

/// What is known of an appeal from the calls that succeeded.
#[derive(Clone, Debug)]
struct Story {
	by: u64,
	nonce: Nonce,
	at: At,
	/// When what it is about was decided, by the ledger's clock.
	covers: Moment,
	second: bool,
	silence: Silence,
	recused: Vec<u64>,
}

struct Model {
	now: Moment,
	silence: Silence,
	appeals: BTreeMap<ClaimId, Story>,
	pool: BTreeMap<u64, Moment>,
	licensed: BTreeMap<u64, bool>,
	payer: bool,
}

type Done = Result<(), Error<Test>>;

impl Model {
	fn story(&mut self, claim: ClaimId) -> Result<&mut Story, Error<Test>> {
		self.appeals.get_mut(&claim).ok_or(Error::NotFound)
	}

	fn file(&mut self, who: u64, claim: ClaimId, nonce: Nonce, known: &Claim) -> Done {
		if ![CLINIC, MEMBER].contains(&who) {
			return Err(Error::NotParty);
		}
		let mut second = false;
		if let Some(story) = self.appeals.get(&claim) {
			if story.at.since().is_none() {
				return Err(Error::AlreadyOpen);
			}
			if known.decided <= story.covers {
				second = !story.second && story.by != who;
				match story.at {
					At::Withdrawn(_) if !second => return Err(Error::AlreadyWithdrawn),
					At::Unescalated(_) if !second => return Err(Error::AlreadyFinal),
					At::Upheld(_) | At::Overturned(_) => return Err(Error::AlreadyFinal),
					_ => {}
				}
			}
			if story.nonce == nonce {
				return Err(Error::UsedPledge);
			}
		}
		if !known.refused {
			return Err(Error::NothingRefused);
		}
		let closed = self.appeals.get(&claim).and_then(|story| story.at.since());
		let since = if second { closed.unwrap() } else { known.decided };
		if self.now >= since + Moment::from(FILING) * DAY {
			return Err(Error::FilingOver);
		}
		let story = Story {
			by: who,
			nonce,
			at: At::Payer(self.now + Moment::from(INTERNAL) * DAY),
			covers: known.decided,
			second,
			silence: self.silence,
			recused: Vec::new(),
		};
		self.appeals.insert(claim, story);
		Ok(())
	}

	/// `granted` says whether all of it is granted, or a part.
	fn decide(&mut self, who: u64, claim: ClaimId, granted: Option<bool>) -> Done {
		let (now, licensed) = (self.now, self.payer);
		let story = self.story(claim)?;
		if who != PAYER {
			return Err(Error::NotPayer);
		}
		if !licensed {
			return Err(Error::Unlicensed(salus_primitives::LicenceProblem::Suspended));
		}
		let At::Payer(until) = story.at else { return Err(Error::AlreadyDecided) };
		if now >= until {
			return Err(Error::ClockOver);
		}
		if granted.is_some() {
			story.covers = whole(now);
		}
		story.at = match granted {
			Some(true) => At::Overturned(now),
			_ => At::Appellant(now + Moment::from(FILING) * DAY),
		};
		Ok(())
	}

	/// Whether somebody would be given a case of `story`.
	fn anybody(&self, filed: Moment, recused: &[u64]) -> bool {
		self.pool.iter().any(|(who, since)| {
			*since < filed && self.licensed[who] && !recused.contains(who) && {
				let at = |story: &&Story| matches!(story.at, At::Reviewer(is, _) if is == *who);
				(self.appeals.values().filter(at).count() as u32) < MAX_CASES
			}
		})
	}

	fn escalate(&mut self, who: u64, claim: ClaimId, nonce: Nonce, filed: Moment) -> Done {
		let now = self.now;
		let story = self.story(claim)?.clone();
		if who != story.by {
			return Err(Error::NotAppellant);
		}
		match story.at {
			At::Payer(_) => return Err(Error::Undecided),
			At::Reviewer(..) => return Err(Error::AlreadyEscalated),
			At::Appellant(until) if now >= until => return Err(Error::ClockOver),
			At::Appellant(_) => {}
			_ => return Err(Error::AlreadyClosed),
		}
		if nonce != story.nonce {
			return Err(Error::WrongNonce);
		}
		if !self.pool.values().any(|since| *since < filed) {
			return Err(Error::NoReviewer);
		}
		// All of so few are tried. If none of them can, nothing changes that is told here.
		if !self.anybody(filed, &story.recused) {
			return Ok(());
		}
		let reviewer = 0;
		self.story(claim)?.at = At::Reviewer(reviewer, now + Moment::from(EXTERNAL) * DAY);
		Ok(())
	}

	fn before(&mut self, who: u64, claim: ClaimId) -> Done {
		let now = self.now;
		let At::Reviewer(reviewer, until) = self.story(claim)?.at else {
			return Err(Error::NotInReview);
		};
		if who != reviewer {
			return Err(Error::NotReviewer);
		}
		if now >= until {
			return Err(Error::ClockOver);
		}
		Ok(())
	}

	fn recuse(&mut self, who: u64, claim: ClaimId, filed: Moment) -> Done {
		self.before(who, claim)?;
		let mut recused = self.story(claim)?.recused.clone();
		if recused.len() as u32 == crate::MAX_RECUSALS {
			return Err(Error::TooManyRecusals);
		}
		recused.push(who);
		let at = if self.anybody(filed, &recused) {
			At::Reviewer(0, self.now + Moment::from(EXTERNAL) * DAY)
		} else {
			At::Appellant(self.now + Moment::from(FILING) * DAY)
		};
		let story = self.story(claim)?;
		(story.recused, story.at) = (recused, at);
		Ok(())
	}

	fn review(&mut self, who: u64, claim: ClaimId, overturn: bool) -> Done {
		self.before(who, claim)?;
		if !self.licensed[&who] {
			return Err(Error::Unlicensed(salus_primitives::LicenceProblem::Suspended));
		}
		let now = self.now;
		let story = self.story(claim)?;
		story.at = if overturn { At::Overturned(now) } else { At::Upheld(now) };
		if overturn {
			story.covers = whole(now);
		}
		Ok(())
	}

	fn lapse(&mut self, claim: ClaimId) -> Done {
		let now = self.now;
		let story = self.story(claim)?;
		let until = story.at.until().ok_or(Error::AlreadyClosed)?;
		if now < until {
			return Err(Error::ClockRunning);
		}
		story.at = match (story.at, story.silence) {
			(At::Appellant(_), _) => At::Unescalated(now),
			(At::Reviewer(..), Silence::Refuses) => At::Upheld(now),
			(At::Payer(_), Silence::Refuses) => At::Appellant(now + Moment::from(FILING) * DAY),
			_ => {
				story.covers = whole(now);
				At::Overturned(now)
			}
		};
		Ok(())
	}

	fn withdraw(&mut self, who: u64, claim: ClaimId) -> Done {
		let now = self.now;
		let story = self.story(claim)?;
		if story.by != who {
			return Err(Error::NotAppellant);
		}
		story.at.until().ok_or(Error::AlreadyClosed)?;
		story.at = At::Withdrawn(now);
		Ok(())
	}

	fn reap(&mut self, claim: ClaimId) -> Done {
		let now = self.now;
		let at = self.story(claim)?.at.since().ok_or(Error::StillNeeded)?;
		if now < at + RETENTION {
			return Err(Error::StillNeeded);
		}
		self.appeals.remove(&claim);
		Ok(())
	}

	#[track_caller]
	fn agrees(&self) {
		for number in 0..CLAIMS {
			let claim = ClaimId { plan: PLAN, number };
			let open = self.appeals.get(&claim).and_then(|story| story.at.until());
			assert_eq!(ledger(claim).appealed, open.is_some());
			let until = turn(claim).map(|(_, until)| until);
			assert_eq!(until, open.map(|until| Some(until).filter(|until| self.now < *until)));
		}
		for who in [CLINIC, MEMBER] {
			let made = self.appeals.values().filter(|story| story.by == who).count() as u64;
			assert_eq!(held(HoldReason::Appeal, who), made * APPEAL_DEPOSIT);
		}
		for who in FIRST..FIRST + PEOPLE {
			let there = self.pool.contains_key(&who);
			assert_eq!(held(HoldReason::Reviewer, who), if there { REVIEWER_DEPOSIT } else { 0 });
		}
		Appeals::do_try_state().unwrap();
	}
}

fn play(seed: u64, worked: &mut BTreeMap<u64, u32>) {
	let mut random = Random(seed);
	let mut model = Model {
		now: START,
		silence: Silence::Grants,
		appeals: BTreeMap::new(),
		pool: (FIRST..FIRST + 3).map(|who| (who, START - DAY)).collect(),
		licensed: (FIRST..FIRST + PEOPLE).map(|who| (who, true)).collect(),
		payer: true,
	};
	(0..CLAIMS).for_each(|number| decides(ClaimId { plan: PLAN, number }, CLAIMED));
	let mut fresh = 0;
	for _ in 0..STEPS {
		let claim = ClaimId { plan: PLAN, number: random.below(u64::from(CLAIMS)) as u32 };
		let story = model.appeals.get(&claim).cloned();
		let filed = crate::Appeals::<Test>::get(claim).map(|entry| entry.filed).unwrap_or_default();
		let right = story.as_ref().map_or(CLINIC, |story| story.by);
		let appellant = if random.often() { right } else { MEMBER };
		let payer = if random.often() { PAYER } else { STRANGER };
		let person = FIRST + random.below(PEOPLE);
		let reviewer = match story.as_ref().map(|story| story.at) {
			Some(At::Reviewer(who, _)) if random.often() => who,
			_ => person,
		};
		let overturn = random.below(3) == 0;
		let granted = overturn.then(|| random.below(2) > 0);
		let decisions: Option<LineDecisions> = granted.map(|all| {
			let rest = if all { LineDecision::Grant } else { LineDecision::Deny };
			vec![LineDecision::Allow(1), rest, rest].try_into().unwrap()
		});
		let before = sp_io::storage::root(StateVersion::V1);
		// What is due is tried more often, so that appeals get to the end.
		let what = match story.as_ref().map(|story| story.at) {
			Some(At::Payer(_)) if random.below(4) == 0 => 5,
			Some(At::Appellant(_)) if random.below(4) == 0 => 7,
			Some(At::Reviewer(..)) if random.below(2) == 0 => 10 + random.below(2),
			Some(at)
				if at.since().is_some_and(|at| model.now >= at + RETENTION)
					&& random.below(3) == 0 =>
			{
				15
			}
			_ => random.below(18),
		};
		let (done, expected): (Result<(), DispatchError>, Done) = match what {
			0 => {
				let done = with_storage_layer(|| Appeals::join_pool(signed(person)));
				let expected = if !model.licensed[&person] {
					Err(Error::Unlicensed(salus_primitives::LicenceProblem::Suspended))
				} else if model.pool.contains_key(&person) {
					Err(Error::AlreadyInPool)
				} else {
					model.pool.insert(person, model.now);
					Ok(())
				};
				(done, expected)
			}
			1 => {
				let done = with_storage_layer(|| Appeals::leave_pool(signed(person)));
				let has = |story: &Story| matches!(story.at, At::Reviewer(is, _) if is == person);
				let expected = if !model.pool.contains_key(&person) {
					Err(Error::NotInPool)
				} else if model.appeals.values().any(has) {
					Err(Error::HasCases)
				} else {
					model.pool.remove(&person);
					Ok(())
				};
				(done, expected)
			}
			2..=4 => {
				let nonce = if random.often() {
					fresh += 1;
					sp_core::H256::from_low_u64_be(fresh).0
				} else {
					story.as_ref().map_or(OWN, |story| story.nonce)
				};
				let who = match &story {
					Some(story) if matches!(story.at, At::Withdrawn(_)) && random.below(2) == 0 => {
						CLINIC + MEMBER - story.by
					}
					_ => [CLINIC, MEMBER, STRANGER][random.below(7).saturating_sub(4) as usize],
				};
				let known = ledger(claim);
				let pledge = pledged(claim, nonce);
				let call = || Appeals::file(signed(who), claim, GROUNDS, pledge);
				(with_storage_layer(call), model.file(who, claim, nonce, &known))
			}
			5 | 6 => {
				let call = || {
					Appeals::decide(
						signed(payer),
						claim,
						decisions.clone(),
						RECORD,
						[seed as u8; 32],
					)
				};
				(with_storage_layer(call), model.decide(payer, claim, granted))
			}
			7..=9 => {
				let right = story.as_ref().map_or(OWN, |story| story.nonce);
				let nonce = if random.often() { right } else { PAYERS };
				let call = || Appeals::escalate(signed(appellant), claim, nonce);
				let done = with_storage_layer(call);
				(done, model.escalate(appellant, claim, nonce, filed))
			}
			10 => (
				with_storage_layer(|| Appeals::recuse(signed(reviewer), claim)),
				model.recuse(reviewer, claim, filed),
			),
			11 => (
				with_storage_layer(|| {
					Appeals::review(signed(reviewer), claim, decisions.clone(), FINDINGS)
				}),
				model.review(reviewer, claim, overturn),
			),
			12 | 13 => (with_storage_layer(|| lapse(claim)).map(drop), model.lapse(claim)),
			14 if random.below(3) > 0 => (
				with_storage_layer(|| Appeals::withdraw(signed(appellant), claim)),
				model.withdraw(appellant, claim),
			),
			15 => (with_storage_layer(|| reap(claim)).map(drop), model.reap(claim)),
			16 => {
				match random.below(5) {
					0 => {
						model.silence = match model.silence {
							Silence::Grants => Silence::Refuses,
							Silence::Refuses => Silence::Grants,
						};
						silence(model.silence);
					}
					1 if !ledger(claim).appealed => match random.below(2) {
						0 => reverses(claim),
						_ => reverses_in_seconds(claim),
					},
					2 => {
						model.payer = random.below(3) > 0;
						let problem = salus_primitives::LicenceProblem::Suspended;
						let standing = if model.payer { Ok(()) } else { Err(problem) };
						license(PAYER, LicenceKind::Payer, standing);
					}
					_ => {
						let licensed = !model.licensed[&person] || random.below(2) == 0;
						model.licensed.insert(person, licensed);
						if licensed {
							license(person, LicenceKind::Practitioner, Ok(()));
						} else {
							suspend(person);
						}
					}
				}
				continue;
			}
			_ => {
				let ends: Vec<_> =
					model.appeals.values().filter_map(|story| story.at.until()).collect();
				let end = match ends.len() as u64 {
					0 => model.now,
					many => ends[random.below(many) as usize],
				};
				model.now = match random.below(20) {
					0 => model.now + RETENTION,
					1..=4 => model.now.max(end - 1),
					5..=8 => model.now.max(end),
					_ => model.now + random.below(8 * DAY),
				};
				set_time(model.now);
				model.agrees();
				continue;
			}
		};
		assert_eq!(done, expected.map_err(DispatchError::from), "call {what} of {seed}");
		if done.is_ok() {
			*worked.entry(what).or_default() += 1;
			let second = crate::Appeals::<Test>::get(claim).is_some_and(|appeal| appeal.second);
			assert_eq!(second, model.appeals.get(&claim).is_some_and(|story| story.second));
			for event in System::read_events_for_pallet::<Event<Test>>() {
				let rare = match event {
					Event::Filed { .. } if second => 20,
					Event::NobodyFound { .. } => 21,
					Event::Recused { next: None, .. } => 22,
					Event::Overturned { escalate_by: Some(_), .. } => 23,
					_ => continue,
				};
				*worked.entry(rare).or_default() += 1;
			}
			prepared();
		} else {
			assert_eq!(before, sp_io::storage::root(StateVersion::V1));
		}
		// Who it is, the model does not say.
		let mut took = None;
		if let Some(story) = model.appeals.get_mut(&claim) {
			if let At::Reviewer(who, _) = &mut story.at {
				if *who == 0 {
					*who = assigned(claim);
					took = Some((*who, story.recused.clone()));
				}
			}
		}
		if let Some((who, recused)) = took {
			assert!(model.pool[&who] < filed && model.licensed[&who] && !recused.contains(&who));
		}
		model.agrees();
	}
}

#[test]
fn everything_is_as_the_calls_that_succeeded_say() {
	let mut worked = BTreeMap::new();
	for seed in 0..SEQUENCES {
		run_with(3, || play(seed, &mut worked));
	}
	let calls = [0..=0, 1..=1, 2..=4, 5..=6, 7..=9, 10..=10, 11..=11, 12..=13, 14..=14, 15..=15];
	let kinds = calls
		.map(|kinds| kinds.map(|kind| worked.get(&kind).copied().unwrap_or_default()).sum::<u32>());
	assert!(kinds.iter().all(|often| *often > 30), "calls that worked: {kinds:?}");
	let rare = [20, 21, 22, 23].map(|kind| worked.get(&kind).copied().unwrap_or_default());
	assert!(rare.iter().all(|often| *often > 10), "what is rare: {rare:?}");
}
