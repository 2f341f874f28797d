//! The pallet against an oracle: random sequences of everything that may happen, after each of which
//! both have to say the same.
//!
//! `SALUS_MODEL_SEQUENCES` says how many sequences, `SALUS_MODEL_SEED` where to begin: a sequence
//! that went wrong is played again by its seed.

mod operations;
mod oracle;

use crate::mock::*;
use frame_support::{storage::with_transaction, traits::BuildGenesisConfig};
use operations::{ask, Dice, Operation, PATIENTS, RICH};
use oracle::{Oracle, Outcome, Question, Who};
use salus_primitives::{
	Basis, LicenceKind, LicenceKinds, Purpose, Refusal, Segments, SubjectControls,
};
use sp_runtime::{DispatchError, TransactionOutcome};
use std::{
	collections::BTreeMap,
	panic::{catch_unwind, AssertUnwindSafe},
	thread,
};

const SEQUENCES: u64 = 100_000;
const QUESTIONS: u64 = 2;
/// The invariants are checked after this many operations.
const BLOCK: u64 = 6;
const MONEY: u64 = 1_000_000;
const PLACES: [(u64, u32); 2] = [(PATIENTS[0], 1), (PATIENTS[1], 3)];

/// How often something came up: what never does is not tested.
type Seen = BTreeMap<String, u64>;

fn number(name: &str) -> Option<u64> {
	std::env::var(name).ok().map(|text| text.parse().expect("a number"))
}

/// The oracle's beginning.
fn beginning() -> Oracle {
	let staff = |kind| [kind].into_iter().collect();
	Oracle {
		now: START,
		accounts: RICH.into_iter().chain(PATIENTS).collect(),
		rich: RICH.into(),
		licences: [
			(11, staff(LicenceKind::Practitioner)),
			(12, staff(LicenceKind::Researcher)),
			(21, staff(LicenceKind::Facility)),
			(22, staff(LicenceKind::Facility)),
		]
		.into(),
		organisations: [(11, vec![21]), (13, vec![21, 22])].into(),
		places: PLACES.into(),
		..Default::default()
	}
}

/// The pallet's, the same. At block 0 there are no events, and what is not committed is not looked up
/// in a trie: both make it fast.
fn genesis() -> sp_io::TestExternalities {
	let mut state = sp_io::TestExternalities::default();
	state.execute_with(|| {
		pallet_balances::GenesisConfig::<Test> {
			balances: RICH.map(|who| (who, MONEY)).into(),
			..Default::default()
		}
		.build();
		set_time(START);
		for (patient, places) in PLACES {
			Places::insert(patient, (places, 0));
			// Whoever is enrolled has an account, be it without money.
			System::inc_sufficients(&patient);
		}
	});
	state
}

/// What is not in storage.
fn surroundings(oracle: &Oracle) {
	let licences = oracle.licences.iter();
	Licences::set(
		licences
			.map(|(who, kinds)| (*who, kinds.iter().copied().collect::<LicenceKinds>()))
			.collect(),
	);
	Organisations::set(oracle.organisations.clone());
	Readers::set(Default::default());
	Open::set(Default::default());
}

fn gate(question: &Question) -> Result<Basis<u64>, Refusal> {
	let Question { subject, actor, action, purpose, segments } = *question;
	Consent::check(subject, actor, action, purpose, Segments(segments))
}

/// What is there is paid for as the oracle says. With the invariants, by which deposits and places are
/// those of the entries, nothing is left over or missing.
fn same_books(oracle: &Oracle) {
	for who in RICH {
		let prices = [CONSENT_DEPOSIT, PROFILE_DEPOSIT, DELEGATION_DEPOSIT, FORM_DEPOSIT];
		assert_eq!(held(who), oracle.held(who, prices), "held from {who}");
	}
	for (patient, places) in PLACES {
		let free = oracle.places[&patient];
		assert_eq!(Places::get(patient), Some((places, places - free)), "places of {patient}");
	}
	for patient in PATIENTS {
		let decisions = oracle.decisions.get(&patient).cloned().unwrap_or_default();
		let open = (!decisions.frozen && !decisions.dead).then_some(Segments(!decisions.locked));
		assert_eq!(Consent::open_to_emergencies(&patient), open);
	}
}

fn name<T: core::fmt::Debug>(value: &T) -> String {
	let text = format!("{value:?}");
	text.split(['(', ' ']).next().unwrap_or_default().into()
}

/// How deep what `question` was let in by hangs below a grant.
fn depth(oracle: &Oracle, question: &Question, basis: &Basis<u64>) -> Option<usize> {
	let Basis::Delegation(to) = basis else { return None };
	let link = oracle
		.links
		.iter()
		.find(|((subject, who), _)| {
			*subject == question.subject && *to == salus_primitives::Grantee::from(*who)
		})
		.map(|(_, link)| link)?;
	let mut parent = &*link.parent;
	let mut depth = 1;
	while let oracle::Parent::Link(link) = parent {
		parent = &*link.parent;
		depth += 1;
	}
	Some(depth)
}

/// Plays one sequence; `done` is what was done so far, for whoever has to look into it.
fn play(seed: u64, done: &mut Vec<(Operation, Outcome)>, seen: &mut Seen) {
	let mut dice = Dice::new(seed);
	let mut oracle = beginning();
	surroundings(&oracle);
	let length = 8 + dice.below(5);
	for step in 1..=length {
		let operation = Operation::draw(&mut dice, &oracle);
		let expected = operation.tell(&mut oracle);
		done.push((operation.clone(), expected));
		assert_eq!(operation.call(), expected, "what came of it");
		let outcome = expected.err().unwrap_or("done");
		*seen.entry(format!("{} {outcome}", operation.name())).or_default() += 1;

		for _ in 0..QUESTIONS {
			let question = ask(&mut dice, &oracle);
			let answer = oracle.gate(&question);
			assert_eq!(gate(&question), answer, "{question:?}");
			let what = match &answer {
				Ok(basis) => match depth(&oracle, &question, basis) {
					Some(depth) => format!("Delegation {depth}"),
					None => name(basis),
				},
				Err(refusal) => name(refusal),
			};
			*seen.entry(what).or_default() += 1;
		}
		if step % BLOCK == 0 || step == length {
			Consent::do_try_state().expect("the invariants hold");
			same_books(&oracle);
		}
	}
}

/// Plays the sequences of `seeds`, each from the beginning.
fn play_all(seeds: impl Iterator<Item = u64>) -> Seen {
	let mut seen = Seen::new();
	genesis().execute_with(|| {
		for seed in seeds {
			let mut done = Vec::new();
			let played = with_transaction(|| {
				let played =
					catch_unwind(AssertUnwindSafe(|| play(seed, &mut done, &mut seen))).is_ok();
				TransactionOutcome::Rollback(Ok::<_, DispatchError>(played))
			});
			if played != Ok(true) {
				let done: Vec<_> = done
					.iter()
					.map(|(operation, expected)| format!("{operation:?}: {expected:?}"))
					.collect();
				panic!(
					"SALUS_MODEL_SEED={seed} SALUS_MODEL_SEQUENCES=1 plays it again:\n{}",
					done.join("\n")
				);
			}
		}
	});
	seen
}

#[test]
fn pallet_and_oracle_agree() {
	let first = number("SALUS_MODEL_SEED").unwrap_or(0);
	let sequences = number("SALUS_MODEL_SEQUENCES").unwrap_or(SEQUENCES);
	let workers = thread::available_parallelism().map_or(1, |count| count.get() as u64);
	let seen = thread::scope(|scope| {
		let started: Vec<_> = (0..workers)
			.map(|worker| {
				let seeds = (first..first + sequences).skip(worker as usize);
				scope.spawn(move || play_all(seeds.step_by(workers as usize)))
			})
			.collect();
		let mut seen = Seen::new();
		for worker in started {
			for (what, count) in worker.join().expect("pallet and oracle agree") {
				*seen.entry(what).or_default() += count;
			}
		}
		seen
	});
	println!("{sequences} sequences from seed {first}: {seen:#?}");

	// A sample this large has everything in it, or the draws are no good.
	if sequences >= 20_000 {
		let bases = ["Subject", "Grant", "Representative", "Emergency"].map(String::from);
		let depths = (1..=3).map(|depth| format!("Delegation {depth}"));
		let refusals = [
			Refusal::NoConsent,
			Refusal::Revoked,
			Refusal::Expired,
			Refusal::NotYetValid,
			Refusal::DelegationEnded,
			Refusal::FormOutdated,
			Refusal::Purpose,
			Refusal::Action,
			Refusal::Segment,
			Refusal::NothingRequested,
			Refusal::ResearchOptOut,
			Refusal::Denied,
			Refusal::Frozen,
			Refusal::Deceased,
		]
		.map(|refusal| name(&refusal));
		let calls = Operation::CALLS.map(|call| format!("{call} done"));
		let errors = [
			"AlreadyExists",
			"DelegationCycle",
			"DelegationTooDeep",
			"NotAuthorized",
			"NotDelegable",
			"NotFound",
			"ParentEnded",
			"SelfGrant",
			"UnknownGrantee",
			"Widening",
		]
		.map(|error| format!("Delegate {error}"));
		for what in bases.into_iter().chain(depths).chain(refusals).chain(calls).chain(errors) {
			assert!(seen.contains_key(&what), "{what} never came up");
		}
	}
}

#[test]
fn the_oracle_breaks_no_glass_by_implication() {
	// The oracle's own tree: nothing above breaking the glass is consent to it.
	let mut oracle = beginning();
	let said = oracle::Said {
		purposes: [Purpose::TREAT].into(),
		strange_purpose: false,
		actions: [salus_primitives::Action::Access].into(),
		strange_action: false,
		segments: 1,
		from: START,
		until: START + 10_000,
		delegation: 0,
	};
	let signed = oracle::Signed { form: 7, policy: None };
	assert_eq!(oracle.grant(1, false, Who::Account(11), &said, signed), Ok(()));
	let ask = |purpose| Question {
		subject: 1,
		actor: 11,
		action: salus_primitives::Action::Access,
		purpose,
		segments: 1,
	};
	assert!(oracle.gate(&ask(Purpose::ERTREAT)).is_ok());
	assert_eq!(oracle.gate(&ask(Purpose::BTG)), Err(Refusal::Purpose));
}
