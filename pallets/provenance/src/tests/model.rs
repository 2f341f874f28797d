//! The pallet against an oracle: random sequences of everything that may happen, after each of which
//! both have to say the same.
//!
//! `SALUS_MODEL_SEQUENCES` says how many sequences, `SALUS_MODEL_SEED` where to begin: a sequence
//! that went wrong is played again by its seed.

mod operations;
mod oracle;

use super::dice::Dice;
use crate::{mock::*, ContainerPlace, Containers, End, HoldReason, Lots, Place, Ranges};
use frame_support::storage::with_transaction;
use operations::{code, lot_id, openings, proven, Operation, BOXES};
use oracle::{Held, Oracle, Outcome, Unit, Where, SLOTS};
use salus_primitives::LicenceKind;
use sp_runtime::{DispatchError, TransactionOutcome};
use std::{
	collections::{BTreeMap, BTreeSet},
	panic::{catch_unwind, AssertUnwindSafe},
	thread,
};

const SEQUENCES: u64 = 100_000;
/// The invariants are checked after this many operations.
const BLOCK: u64 = 6;

/// The openings of neighbouring seeds. The first is nothing; the last, a lot in shreds, is slow.
const OPENINGS: [usize; 16] = [0, 1, 2, 3, 4, 5, 6, 7, 2, 3, 4, 6, 7, 2, 3, 8];

/// What has to come up, besides all calls.
const EXPECTED: [&str; 84] = [
	"Active",
	"InTransit",
	"Received",
	"Reported",
	"Suspect",
	"Quarantined",
	"Cleared",
	"Illegitimate",
	"PartlyDispensed",
	"Dispensed",
	"Decommissioned",
	"Returned",
	"Verified",
	"Resold",
	"saleable: true",
	"saleable: false",
	"unit under Quarantine",
	"unit under Recall",
	"container overdue",
	"lot half gone",
	"Commission NotManufacturer",
	"Commission Unlicensed",
	"Close NotEmpty",
	"Open AlreadyExists",
	"Pack AlreadyDispensed",
	"Pack Funds are unavailable",
	"Pack Gone",
	"Pack InTransit",
	"Pack IncompatibleLimits",
	"Pack MixedReturns",
	"Pack NotHolder",
	"Pack NotInOnePlace",
	"Pack PackedIntoItself",
	"Pack TooDeep",
	"Pack TooManyToCheck",
	"Pack UnderMeasure",
	"Pack UnderReport",
	"Unpack InTransit",
	"Join NotAdjacent",
	"Ship ConsigneeUnlicensed",
	"Ship InvalidDeadline",
	"Ship NotTopLevel",
	"Ship ReturnsOnly",
	"Ship UnderMeasure",
	"Receive NotConsignee",
	"Receive NotInContainer",
	"Receive Overdue",
	"Receive UnderMeasure",
	"Settle NotHolder",
	"Lapse NotYetDue",
	"Dispense Expired",
	"Dispense Illegitimate",
	"Dispense InContainer",
	"Dispense NotDivisible",
	"Dispense NotHolder",
	"Dispense Proof",
	"Dispense Quarantined",
	"Dispense ReturnNotVerified",
	"Dispense Suspect",
	"Dispense TooManyPortions",
	"Dispense UnderMeasure",
	"Dispense Unlicensed",
	"Undo CaseOpen",
	"Undo Illegitimate",
	"Undo UndoTooLate",
	"Decommission InvalidReason",
	"Transform ExpiresLater",
	"Transform ReturnNotVerified",
	"Transform Suspect",
	"Transform TooManyOrigins",
	"Transform UnderMeasure",
	"Suspect CaseOpen",
	"Suspect NotAuthorized",
	"QuarantineUnit Quarantined",
	"CloseCase ConflictOfInterest",
	"ReapCase StillNeeded",
	"ReapLot StillNeeded",
	"Take TooManyMeasures",
	"Lift NotYours",
	"Lift OtherTarget",
	"VerifyReturn NotReturned",
	"no hint",
	"right hint",
	"wrong hint",
];

/// How often something came up: what never does is not tested.
type Seen = BTreeMap<String, u64>;

fn opening_of(seed: u64) -> usize {
	OPENINGS[(seed % OPENINGS.len() as u64) as usize]
}

fn env(name: &str) -> Option<u64> {
	std::env::var(name).ok().map(|text| text.parse().expect("a number"))
}

/// The oracle's beginning.
fn beginning() -> Oracle {
	Oracle {
		now: START,
		licences: [
			(MAKER, LicenceKind::Manufacturer),
			(OTHER_MAKER, LicenceKind::Manufacturer),
			(WHOLESALER, LicenceKind::Wholesaler),
			(PHARMACY, LicenceKind::Pharmacy),
			(OTHER_PHARMACY, LicenceKind::Pharmacy),
			(POOR_PHARMACY, LicenceKind::Pharmacy),
			(REGULATOR, LicenceKind::Regulator),
		]
		.into(),
		..Default::default()
	}
}

/// The pallet's, the same. At block 0 there are no events, and what is not committed is not looked up
/// in a trie: both make it fast.
fn genesis() -> sp_io::TestExternalities {
	use frame_support::traits::fungible::Mutate;
	let mut state = sp_io::TestExternalities::default();
	state.execute_with(|| {
		for who in PEOPLE {
			Balances::set_balance(&who, ENDOWMENT);
		}
		set_time(START);
	});
	state
}

/// What is not in storage.
fn surroundings(oracle: &Oracle) {
	Licences::set(oracle.licences.clone());
	Registered::set(Default::default());
	register(MEDICINE, MAKER, None, 1);
	register(OTHER_MEDICINE, OTHER_MAKER, None, 1);
	register(VIAL, MAKER, Some(FRIDGE), 10);
	register(FROZEN, MAKER, Some(FREEZER), 1);
}

/// Every unit is in the one place that the oracle says, and each range ends where a border is.
fn same_places(oracle: &Oracle) {
	for slot in 0..SLOTS.len() {
		let id = lot_id(slot);
		let Some(lot) = oracle.lots.get(&slot) else {
			assert_eq!((Lots::<Test>::get(id), Ranges::<Test>::iter_prefix(id).count()), (None, 0));
			continue;
		};
		let known = Lots::<Test>::get(id).expect("it is there");
		assert_eq!(known.reaping, lot.reaping);
		assert_eq!(Ranges::<Test>::iter_prefix(id).count(), lot.borders.len());
		if lot.reaping {
			continue;
		}
		assert_eq!((known.count, known.fresh), (lot.count(), lot.fresh()));
		let mut whole = 0;
		for (at, border) in lot.borders.iter().enumerate() {
			let range = Ranges::<Test>::get(id, End::from(border.end)).expect("ends at a border");
			assert_eq!((range.start, range.touched), (lot.begin(at), border.touched));
			let place = match range.place {
				Place::Stock { holder, location } => Where::Stock(holder, location),
				Place::Container(sscc) => Where::Inside(
					(0..BOXES).find(|id| code(*id) == sscc).expect("a known container"),
				),
				Place::Reported { holder, consignee, discrepancy, due } => {
					Where::Reported { shipper: holder, consignee, discrepancy, due: due.moment() }
				}
				Place::Gone { holder, reason } => Where::Gone(holder, reason),
			};
			let units = &lot.units[range.start as usize..border.end as usize];
			let alike = |unit: &Unit| {
				unit.place == place && unit.stage == range.stage && unit.suspect == range.suspect
			};
			assert!(units.iter().all(alike), "{slot} {}: {place:?}, not {units:?}", range.start);
			whole += border.end - range.start;
		}
		let maker = Where::Stock(Registered::get()[&lot.gtin].manufacturer, lot.location);
		let fresh = &lot.units[lot.fresh() as usize..];
		assert!(fresh.iter().all(|unit| unit.place == maker), "fresh units were never touched");
		assert_eq!(whole + fresh.len() as u32, lot.count(), "units vanished, or appeared");
	}
	for id in 0..BOXES {
		let known = Containers::<Test>::get(code(id));
		assert_eq!(known.is_some(), oracle.boxes.contains_key(&id));
		let (Some(known), Some(entry)) = (known, oracle.boxes.get(&id)) else { continue };
		let place = match entry.place {
			Held::By(holder, location) => ContainerPlace::Held { holder, location },
			Held::Inside(outer) => ContainerPlace::Within(code(outer)),
			Held::Moving => unreachable!("nothing is moved for long"),
		};
		assert_eq!(known.place, place);
		assert_eq!((known.height, known.limits), (entry.height, entry.limits));
		assert_eq!(known.contents, oracle.contents(id));
		assert_eq!(known.shipment.is_some(), entry.shipment.is_some());
		assert_eq!(known.measures.to_vec(), entry.measures);
		// Of those in another one it says nothing.
		let outermost = matches!(entry.place, Held::By(..));
		assert!(!outermost || known.returns == entry.returns);
	}
}

/// What is there is paid for as the oracle says, by everybody.
fn same_books(oracle: &Oracle) {
	let reasons = [
		HoldReason::Lot,
		HoldReason::Range,
		HoldReason::Container,
		HoldReason::Exception,
		HoldReason::Case,
	];
	let expected = oracle.held();
	for who in PEOPLE.into_iter().chain([POOR_PHARMACY]) {
		let holds = pallet_balances::Holds::<Test>::get(who);
		let held = reasons.map(|reason| {
			let entry = holds.iter().find(|hold| hold.id == reason.into());
			entry.map_or(0, |hold| hold.amount)
		});
		assert_eq!(held, expected.get(&who).copied().unwrap_or_default(), "held from {who}");
	}
}

fn name<T: core::fmt::Debug>(value: &T) -> String {
	let text = format!("{value:?}");
	text.split(['(', ' ']).next().unwrap_or_default().into()
}

/// Asks about a unit.
fn same_unit(oracle: &Oracle, slot: usize, index: u32, seen: &mut Seen) {
	let (unit, proof) = proven(slot, index);
	let told = Provenance::do_verify_unit(lot_id(slot), index, unit, &proof);
	let expected = oracle.answer(slot, index);
	let told = match (told, &expected) {
		(Ok(told), Ok(_)) => told,
		(Err(problem), Err(expected)) => return assert_eq!(name(&problem), *expected),
		(told, expected) => panic!("{slot} {index}: {told:?}, but {expected:?}"),
	};
	let expected = expected.expect("just seen");
	assert_eq!(told.state, expected.state, "{slot} {index}");
	let kinds: BTreeSet<_> =
		LicenceKind::ALL.into_iter().filter(|kind| told.holder.contains(*kind)).collect();
	assert_eq!(kinds, expected.kinds);
	assert_eq!((told.expires, told.expired), (expected.expires, expected.expired));
	assert_eq!(told.case, expected.case, "{slot} {index}");
	assert_eq!(told.saleable, expected.saleable, "{slot} {index}");
	assert_eq!(told.range_end, expected.range_end, "{slot} {index}");
	// Of measures that are alike, any may be told.
	assert_eq!(told.measure.is_some(), !expected.measures.is_empty(), "{slot} {index}");
	if let Some(measure) = told.measure {
		assert!(expected.measures.contains(&measure), "{slot} {index}: {measure:?}");
		*seen.entry(format!("unit under {}", name(&measure.kind))).or_default() += 1;
	}
	*seen.entry(name(&told.state)).or_default() += 1;
	*seen.entry(format!("saleable: {}", told.saleable)).or_default() += 1;
}

/// Asks about a container.
fn same_box(oracle: &Oracle, id: u64, seen: &mut Seen) {
	let told = match (Provenance::do_verify_container(code(id)), oracle.box_answer(id)) {
		(Ok(told), Ok(expected)) => (told, expected),
		(Err(problem), Err(expected)) => return assert_eq!(name(&problem), expected),
		(told, expected) => panic!("{id}: {told:?}, but {expected:?}"),
	};
	let (told, expected) = told;
	let kinds: BTreeSet<_> =
		LicenceKind::ALL.into_iter().filter(|kind| told.holder.contains(*kind)).collect();
	assert_eq!(kinds, expected.kinds);
	assert_eq!((told.in_transit, told.overdue), (expected.in_transit, expected.overdue));
	assert_eq!((told.depth, told.contents), (expected.depth, expected.contents));
	assert_eq!(told.limits, expected.limits);
	assert_eq!(told.measure.is_some(), !expected.measures.is_empty());
	assert!(told.measure.is_none_or(|measure| expected.measures.contains(&measure)));
	*seen.entry(format!("container at depth {}", told.depth)).or_default() += 1;
	if told.overdue {
		*seen.entry("container overdue".into()).or_default() += 1;
	}
}

/// Plays one sequence; `done` is what was done so far, for whoever has to look into it.
fn play(seed: u64, opening: &Oracle, done: &mut Vec<(Operation, Outcome)>, seen: &mut Seen) {
	let mut dice = Dice::new(seed);
	let mut oracle = opening.clone();
	let length = if dice.one_in(8) { 2 * BLOCK } else { BLOCK };
	for step in 1..=length {
		let operation = Operation::draw(&mut dice, &oracle);
		if let Some(hint) = operation.hint(&oracle) {
			*seen.entry(hint.into()).or_default() += 1;
		}
		let expected = operation.tell(&mut oracle);
		done.push((operation.clone(), expected));
		assert_eq!(operation.call(), expected, "what came of it");
		if oracle.lots.values().any(|lot| lot.reaping) {
			*seen.entry("lot half gone".into()).or_default() += 1;
		}
		let outcome = expected.err().unwrap_or("done");
		*seen.entry(format!("{} {outcome}", operation.name())).or_default() += 1;

		let slots: Vec<_> = oracle.lots.keys().copied().collect();
		let slot = match slots.is_empty() || dice.one_in(40) {
			true => dice.below(SLOTS.len() as u64) as usize,
			false => dice.of(&slots),
		};
		let index = dice.below(u64::from(SLOTS[slot].2) + 1) as u32;
		// Mostly about what something happened to.
		let (slot, index) = match oracle.hot.is_empty() || dice.one_in(3) {
			true => (slot, index),
			false => dice.of(&oracle.hot),
		};
		same_unit(&oracle, slot, index, seen);
		if dice.one_in(2) {
			same_box(&oracle, dice.below(BOXES), seen);
		}
		if step % BLOCK == 0 {
			Provenance::do_try_state().expect("the invariants hold");
		}
	}
	same_places(&oracle);
	same_books(&oracle);
}

/// Plays the sequences of `seeds`, each from its opening.
fn play_all(seeds: impl Iterator<Item = u64> + Clone) -> Seen {
	let mut seen = Seen::new();
	for (number, opening) in openings().into_iter().enumerate() {
		genesis().execute_with(|| {
			let mut oracle = beginning();
			surroundings(&oracle);
			for operation in &opening {
				assert_eq!(operation.tell(&mut oracle), Ok(()), "{number}: {operation:?}");
				assert_eq!(operation.call(), Ok(()), "{number}: {operation:?}");
			}
			for seed in seeds.clone().filter(|seed| opening_of(*seed) == number) {
				surroundings(&oracle);
				let mut done = Vec::new();
				let played = with_transaction(|| {
					let played = catch_unwind(AssertUnwindSafe(|| {
						play(seed, &oracle, &mut done, &mut seen)
					}));
					TransactionOutcome::Rollback(Ok::<_, DispatchError>(played.is_ok()))
				});
				if played != Ok(true) {
					let done: Vec<_> = done
						.iter()
						.map(|(operation, expected)| format!("{operation:?}: {expected:?}"))
						.collect();
					panic!(
						"SALUS_MODEL_SEED={seed} SALUS_MODEL_SEQUENCES=1 plays it again, \
						 from opening {number}:\n{}",
						done.join("\n")
					);
				}
			}
		});
	}
	seen
}

#[test]
fn pallet_and_oracle_agree() {
	let first = env("SALUS_MODEL_SEED").unwrap_or(0);
	let sequences = env("SALUS_MODEL_SEQUENCES").unwrap_or(SEQUENCES);
	let workers = thread::available_parallelism().map_or(1, |count| count.get() as u64);
	let seen = thread::scope(|scope| {
		let started: Vec<_> = (0..workers)
			.map(|worker| {
				// Neighbours have different openings: each worker gets whole runs of them.
				let mine = move |seed: &u64| seed / OPENINGS.len() as u64 % workers == worker;
				let seeds = (first..first + sequences).filter(mine);
				scope.spawn(move || play_all(seeds))
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
	if sequences >= 50_000 {
		let calls = Operation::CALLS.map(|call| format!("{call} done"));
		let depths = (0..8).map(|depth| format!("container at depth {depth}"));
		for what in calls.into_iter().chain(depths).chain(EXPECTED.map(String::from)) {
			assert!(seen.contains_key(&what), "{what} never came up");
		}
	}
}
