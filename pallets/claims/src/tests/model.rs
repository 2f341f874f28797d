//! The pallet against an oracle: random plans, and random sequences of everything that may happen,
//! after each of which both have to say the same, to the unit.
//!
//! `SALUS_MODEL_SEQUENCES` says how many sequences, `SALUS_MODEL_SEED` where to begin: a sequence
//! that went wrong is played again by its seed, in the test that it came up in.

mod lines;
mod operations;
mod oracle;
mod same;

use crate::mock::{mint, set_time, storage, Claims};
use frame_support::storage::with_transaction;
use operations::{beginning, mirror, About, Dice, Operation};
use oracle::{Oracle, Outcome};
use sp_runtime::{DispatchError, TransactionOutcome};
use std::{
	collections::BTreeMap,
	panic::{catch_unwind, AssertUnwindSafe},
};

/// All tests together play so many.
const SEQUENCES: u64 = 100_000;
const TESTS: u64 = 4;
/// The invariants are checked after this many operations.
const BLOCK: u64 = 6;

/// How often something came up: what never does is not tested.
type Seen = BTreeMap<String, u64>;

fn env(name: &str) -> Option<u64> {
	std::env::var(name).ok().map(|text| text.parse().expect("a number"))
}

/// Plays one sequence; `done` is what was done so far, for whoever has to look into it.
fn play(
	seed: u64,
	about: About,
	opening: &Oracle,
	done: &mut Vec<(Operation, Outcome)>,
	seen: &mut Seen,
) {
	let mut dice = Dice::new(seed);
	let mut oracle = opening.clone();
	Operation::furnish(&mut dice, &mut oracle, about);
	mirror(&oracle);
	set_time(oracle.now);
	let length = if dice.one_in(4) { 2 * BLOCK + 1 } else { BLOCK - 2 };
	for step in 1..=length {
		let operation = Operation::draw(&mut dice, &oracle, about);
		let (expected, left_out) = operation.tell(&mut oracle);
		done.push((operation.clone(), expected.clone()));
		if operation.is_of_the_world() {
			mirror(&oracle);
			continue;
		}
		let (came, not_filed) = operation.call();
		assert_eq!(came, expected, "what came of it");
		assert_eq!(not_filed, left_out, "what was not filed");
		let outcome = expected.err().unwrap_or("done".into());
		*seen.entry(format!("{} {outcome}", operation.name())).or_default() += 1;
		// What failed was undone by the storage layer.
		if came.is_ok() {
			same::lately(&oracle, operation.judges());
		}
		if step % BLOCK == 0 {
			Claims::do_try_state().expect("the invariants hold");
		}
	}
	same::everything(&oracle);
	Claims::do_try_state().expect("the invariants hold");
	same::note(&oracle, seen);
}

/// Plays sequences about something, each from the same beginning.
fn play_all(about: About) -> Seen {
	let first = env("SALUS_MODEL_SEED").unwrap_or(0);
	let sequences = env("SALUS_MODEL_SEQUENCES").unwrap_or(SEQUENCES / TESTS);
	let mut seen = Seen::new();
	// At block 0 there are no events, and what is not committed is not looked up in a trie: both make
	// it fast.
	sp_io::TestExternalities::default().execute_with(|| {
		for (key, value) in storage().top {
			sp_io::storage::set(&key, &value);
		}
		let (mut oracle, opening) = beginning(about);
		for (who, purse) in &oracle.purses {
			if *who > crate::mock::FRIEND {
				mint(*who, purse.free as u128);
			}
		}
		set_time(oracle.now);
		mirror(&oracle);
		for operation in opening {
			assert_eq!(operation.tell(&mut oracle).0, Ok(()), "{operation:?}");
			assert_eq!(operation.call().0, Ok(()), "{operation:?}");
		}
		for seed in first..first + sequences {
			let mut done = Vec::new();
			let played = with_transaction(|| {
				let played = catch_unwind(AssertUnwindSafe(|| {
					play(seed, about, &oracle, &mut done, &mut seen)
				}));
				TransactionOutcome::Rollback(Ok::<_, DispatchError>(played.is_ok()))
			});
			if played != Ok(true) {
				let done: Vec<_> = done
					.iter()
					.map(|(operation, expected)| format!("{operation:?}: {expected:?}"))
					.collect();
				panic!(
					"SALUS_MODEL_SEED={seed} SALUS_MODEL_SEQUENCES=1 plays it again, about \
					 {about:?}:\n{}",
					done.join("\n")
				);
			}
		}
	});
	println!("{sequences} sequences about {about:?} from seed {first}: {seen:#?}");
	seen
}

/// A sample this large has everything in it, or the draws are no good.
fn expect(seen: &Seen, expected: &[&str]) {
	if seen.get("sequences").is_some_and(|count| *count >= 20_000) {
		for what in expected {
			assert!(seen.contains_key(*what), "{what} never came up");
		}
	}
}

#[test]
fn pallet_and_oracle_agree_about_judging() {
	let seen = play_all(About::Judging);
	expect(
		&seen,
		&[
			"Submit done",
			"Batch done",
			"Batch NothingToDo",
			"Decide done",
			"Decide NotPayer",
			"Decide NotPended",
			"Decide Undecided",
			"Decide Unlicensed",
			"Decide WrongNumber",
			"Decide ZeroCommitment",
			"Decide ZeroAmount",
			"Lapse done",
			"Lapse NotPended",
			"Lapse NotYetDue",
			"Overturn done",
			"Submit AmountTooLarge",
			"Submit InTheFuture",
			"Submit NoRoom",
			"Submit NothingToDo",
			"Submit PaysFirst",
			"Submit Refused",
			"Submit UnknownPlan",
			"Submit Unlicensed",
			"Submit ZeroAmount",
			"Submit ZeroCommitment",
			"Submit ZeroUnits",
			"CO-16",
			"CO-29",
			"CO-45",
			"CO-181",
			"CO-197",
			"CO-198",
			"OA-18",
			"OA-22",
			"PI-50",
			"PR-1",
			"PR-2",
			"PR-3",
			"PR-26",
			"PR-27",
			"PR-31",
			"PR-96",
			"PR-119",
			"Rules",
			"Payer",
			"Silence",
			"Appeal",
			"Pended",
			"flag 0",
			"flag 1",
			"flag 2",
			"flag 3",
		],
	);
}

#[test]
fn pallet_and_oracle_agree_about_coordination() {
	let seen = play_all(About::Coordination);
	expect(
		&seen,
		&[
			"OA-22",
			"OA-23",
			"plan 2",
			"plan 3",
			"PayShare done",
			"PayShare Coordinated",
			"PayShare OwnClaim",
			"PayShare NotDecided",
			"Refund done",
			"Void done",
			"Replace done",
			"Reverse done",
			"Submit Coordinated",
			"Submit PriorDiffers",
			"Submit PriorUndecided",
			"Submit UnknownPrior",
			"Submit PaysFirst",
			"Replace PriorDiffers",
			"Decide done",
			"Lapse done",
		],
	);
}

#[test]
fn pallet_and_oracle_agree_about_money() {
	let seen = play_all(About::Money);
	expect(
		&seen,
		&[
			"TopUp done",
			"TopUp NotPayer",
			"TopUp ZeroAmount",
			"TopUp Funds are unavailable",
			"Withdraw done",
			"Withdraw Owing",
			"Withdraw NotPayer",
			"Withdraw ZeroAmount",
			"Settle NothingToDo",
			"Settle UnknownPlan",
			"Idle done",
			"Collect done",
			"Collect NothingToDo",
			"Collect Account cannot be created",
			"Repay done",
			"Repay MoreThanOwed",
			"Repay NotEnough",
			"Repay NothingToDo",
			"Repay ZeroAmount",
			"PayShare done",
			"PayShare MoreThanOwed",
			"PayShare ZeroAmount",
			"PayShare Funds are unavailable",
			"PayShare Account cannot exist with the funds that would be given",
			"interest",
			"paid later",
			"recouped",
			"uncollected",
		],
	);
}

#[test]
fn pallet_and_oracle_agree_about_undoing() {
	let seen = play_all(About::Undoing);
	expect(
		&seen,
		&[
			"Void done",
			"Void NotProvider",
			"Void NotStanding",
			"Void UnderAppeal",
			"Replace done",
			"Replace OtherPlan",
			"Replace Unlicensed",
			"Reverse done",
			"Reverse NotDecided",
			"Reverse NotPayer",
			"Reverse UnderAppeal",
			"Reverse ZeroCommitment",
			"Appeal done",
			"Overturn done",
			"Overturn NotAppealed",
			"Overturn NothingToDo",
			"Overturn WrongNumber",
			"Reap done",
			"Reap StillNeeded",
			"Refund done",
			"Buy done",
			"Buy NothingToDo",
			"Buy UnknownPlan",
			"Release done",
			"Release NoRoom",
			"Release NothingToDo",
			"Voided",
			"Reversed",
			"Appeal",
			"Overturn LessThanBefore",
			"Overturn StillRefused",
			"Reverse DecidedOnAppeal",
			"Replace OtherMember",
			"recouped",
		],
	);
}
