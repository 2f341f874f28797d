use super::*;
use crate::migrations::{state_before, verify_state_after, RepriceDeposits};
use codec::Encode;
use frame_support::{
	migrations::{SteppedMigration, SteppedMigrationError},
	storage::{unhashed, StoragePrefixedMap},
	traits::{fungible::MutateHold, tokens::Precision},
	weights::{Weight, WeightMeter},
};
use std::collections::{BTreeMap, BTreeSet};

type Migration = RepriceDeposits<Test>;
type Step = Result<Option<RecordId>, SteppedMigrationError>;

fn price_of_one() -> Weight {
	<Test as Config>::WeightInfo::reprice_deposits()
}

/// A step as the migrations pallet makes it: what fails is undone.
fn step(cursor: Option<RecordId>, limit: Weight) -> Step {
	Migration::transactional_step(cursor, &mut WeightMeter::with_limit(limit))
}

/// Steps with meters for `each` records, from `cursor` until it is done or fails, checking every
/// invariant after each of them. Answers with how many steps it took, and where it failed.
fn run_through(
	mut cursor: Option<RecordId>,
	each: u64,
) -> (u32, Result<(), (Option<RecordId>, SteppedMigrationError)>) {
	for steps in 1.. {
		match step(cursor, price_of_one() * each) {
			Ok(None) => return (steps, Ok(())),
			Ok(next) => cursor = next,
			Err(error) => return (steps, Err((cursor, error))),
		}
		if all_decode() {
			assert_ok!(Health::do_try_state());
		}
	}
	unreachable!("a step is done with a record")
}

/// All the way, in steps of `each` records, with the checks of a dry run around it.
fn migrate(each: u64) -> u32 {
	let before = state_before::<Test>().unwrap();
	let (steps, result) = run_through(None, each);
	assert_eq!(result, Ok(()));
	verify_state_after::<Test>(&before).unwrap();
	steps
}

/// `count` records of the hospital, in the order of their keys.
fn registered_many(count: u8) -> Vec<RecordId> {
	for number in 1..=count {
		registered_about(PATIENT, number);
	}
	in_order()
}

fn in_order() -> Vec<RecordId> {
	Records::<Test>::iter_keys().collect()
}

fn deposits() -> Vec<u64> {
	in_order().into_iter().map(|id| record(id).deposit).collect()
}

fn lowered() -> Vec<(u32, u64)> {
	frame_system::Pallet::<Test>::read_events_for_pallet::<Event<Test>>()
		.into_iter()
		.filter_map(|event| match event {
			Event::DepositsLowered { records, amount } => Some((records, amount)),
			_ => None,
		})
		.collect()
}

fn all_decode() -> bool {
	in_order().into_iter().all(|id| Records::<Test>::get(id).is_some())
}

/// Cuts a record's value short, and answers with its key and what it was.
fn damaged(id: RecordId) -> (Vec<u8>, Vec<u8>) {
	let key = Records::<Test>::hashed_key_for(id);
	let good = unhashed::get_raw(&key).unwrap();
	unhashed::put_raw(&key, &good[..good.len() / 2]);
	assert_eq!(Records::<Test>::get(id), None);
	(key, good)
}

#[test]
fn custodians_get_back_what_is_held_beyond_the_new_prices() {
	run(|| {
		let id = registered();
		assert_ok!(Health::amend(signed(HOSPITAL), id, commitment(2), None));
		assert_eq!((record(id).deposit, held(HoldReason::Record, HOSPITAL)), (120, 120));
		let before = record(id);

		set_prices(60, 4, 1);
		assert_eq!(migrate(10), 1);

		assert_eq!(record(id), Record { deposit: 68, ..before });
		assert_eq!(held(HoldReason::Record, HOSPITAL), 68);
		assert_eq!(Balances::free_balance(HOSPITAL), ENDOWMENT - 68);
		assert_last_event(Event::DepositsLowered { records: 1, amount: 52 });

		// What comes next is held and returned at these prices.
		assert_ok!(Health::amend(signed(HOSPITAL), id, commitment(3), None));
		assert_eq!(record(id).deposit, 72);
		erased(id);
		assert_eq!(held(HoldReason::Record, HOSPITAL), 0);
		assert_eq!(Balances::free_balance(HOSPITAL), ENDOWMENT);
	});
}

#[test]
fn many_records_take_several_steps() {
	run(|| {
		registered_many(20);
		set_prices(70, 5, 1);
		// The last step finds that there are no more.
		assert_eq!(migrate(3), 7);
		assert_eq!(deposits(), [75; 20]);
		assert_eq!(lowered(), [[(3, 105); 6].as_slice(), &[(2, 70)]].concat());
		assert_eq!(held(HoldReason::Record, HOSPITAL), 1500);
	});
}

#[test]
fn a_step_goes_on_behind_the_cursor() {
	run(|| {
		let ids = registered_many(5);
		set_prices(70, 5, 1);
		assert_eq!(step(None, price_of_one() * 2), Ok(Some(ids[1])));
		assert_eq!(deposits(), [75, 75, 110, 110, 110]);
		assert_eq!(step(Some(ids[1]), price_of_one() * 2), Ok(Some(ids[3])));
		assert_eq!(deposits(), [75, 75, 75, 75, 110]);

		// It is not thrown off by a cursor whose record has gone since.
		erased(ids[3]);
		assert_eq!(step(Some(ids[3]), price_of_one() * 2), Ok(None));
		assert_eq!(deposits(), [75; 4]);
	});
}

#[test]
fn a_step_does_as_much_as_its_meter_allows_for_and_at_least_one_record() {
	run(|| {
		let ids = registered_many(2);
		set_prices(70, 5, 1);
		let one = price_of_one();
		let short = [
			Weight::zero(),
			one.saturating_sub(Weight::from_parts(1, 0)),
			one.saturating_sub(Weight::from_parts(0, 1)),
		];
		for limit in short {
			let mut meter = WeightMeter::with_limit(limit);
			assert_eq!(
				Migration::step(None, &mut meter),
				Err(SteppedMigrationError::InsufficientWeight { required: one })
			);
			assert_eq!(meter.consumed(), Weight::zero());
		}
		assert_eq!(deposits(), [110; 2]);
		assert!(lowered().is_empty());

		let mut meter = WeightMeter::with_limit((one * 2).saturating_sub(Weight::from_parts(1, 1)));
		assert_eq!(Migration::step(None, &mut meter), Ok(Some(ids[0])));
		assert_eq!(meter.consumed(), one);
		assert_eq!(deposits(), [75, 110]);
	});
}

#[test]
fn without_records_there_is_nothing_to_do() {
	run(|| {
		assert_eq!(migrate(1), 1);
		assert_eq!(Migration::max_steps(), Some(1));
		assert!(lowered().is_empty());

		// Ids that were given out do not matter, records do.
		registered_many(3).into_iter().for_each(erased);
		assert_eq!(migrate(1), 1);
		assert!(lowered().is_empty());
	});
}

#[test]
fn nobody_is_asked_for_more() {
	for (record, version) in [(100, 10), (200, 10), (100, 20), (99, 11), (u64::MAX, u64::MAX)] {
		run(|| {
			registered_many(3);
			set_prices(record, version, 1);
			migrate(2);
			assert_eq!(deposits(), [110; 3]);
			assert!(lowered().is_empty());
		});
	}
}

#[test]
fn records_may_become_free() {
	run(|| {
		registered_many(3);
		set_prices(0, 0, 1);
		migrate(2);
		assert_eq!(deposits(), [0; 3]);
		assert_eq!(held(HoldReason::Record, HOSPITAL), 0);
	});
}

#[test]
fn a_second_run_changes_nothing() {
	run(|| {
		registered_many(7);
		set_prices(30, 3, 1);
		migrate(2);
		let root = sp_io::storage::root(sp_runtime::StateVersion::V1);
		migrate(3);
		assert_eq!(sp_io::storage::root(sp_runtime::StateVersion::V1), root);
	});
}

#[test]
fn erased_records_keep_their_deposit_until_they_are_swept() {
	run(|| {
		Places::set((0, 0));
		let id = registered();
		consent();
		for _ in 0..8 {
			assert_ok!(Health::access(signed(DOCTOR), id, Action::Access, Purpose::TREAT));
		}
		erased(id);
		let left = Leftovers::<Test>::get(id).unwrap();
		set_prices(1, 1, 1);
		migrate(5);
		assert_eq!(Leftovers::<Test>::get(id), Some(left));
		assert_eq!(held(HoldReason::Record, HOSPITAL), 110);
		assert_ok!(Health::sweep(signed(STRANGER), id));
		assert_eq!(held(HoldReason::Record, HOSPITAL), 0);
	});
}

#[test]
fn a_record_that_cannot_be_decoded_ends_it_and_stays_as_it_is() {
	for from_the_beginning in [false, true] {
		run(|| {
			let ids = registered_many(10);
			set_prices(70, 5, 1);
			let (key, good) = damaged(ids[5]);
			let bad = unhashed::get_raw(&key);

			// The row is in the middle of a step of four: the step ends before it.
			let first = step(None, price_of_one() * 4);
			assert_eq!(first, Ok(Some(ids[3])));
			let second = step(Some(ids[3]), price_of_one() * 4);
			assert_eq!(second, Ok(Some(ids[4])));
			let third = step(Some(ids[4]), price_of_one() * 4);
			assert_eq!(third, Err(SteppedMigrationError::Failed));

			assert_eq!(unhashed::get_raw(&key), bad);
			for (place, id) in ids.iter().enumerate().filter(|(place, _)| *place != 5) {
				assert_eq!(record(*id).deposit, if place < 5 { 75 } else { 110 });
			}
			assert_eq!(lowered(), [(4, 140), (1, 35)]);
			assert_eq!(held(HoldReason::Record, HOSPITAL), 5 * 75 + 5 * 110);

			// Trying once more fails at once, and does no harm.
			assert_eq!(step(Some(ids[4]), price_of_one()), Err(SteppedMigrationError::Failed));
			assert_eq!(run_through(None, 3).1, Err((Some(ids[4]), SteppedMigrationError::Failed)));
			assert_eq!(held(HoldReason::Record, HOSPITAL), 5 * 75 + 5 * 110);

			unhashed::put_raw(&key, &good);
			assert_ok!(Health::do_try_state());
			let cursor = (!from_the_beginning).then_some(ids[4]);
			assert_eq!(run_through(cursor, 4).1, Ok(()));
			assert_eq!(deposits(), [75; 10]);
			assert_eq!(held(HoldReason::Record, HOSPITAL), 750);
		});
	}
}

#[test]
fn the_first_record_may_be_the_damaged_one() {
	run(|| {
		let ids = registered_many(3);
		set_prices(70, 5, 1);
		let (key, good) = damaged(ids[0]);
		assert_eq!(run_through(None, 4), (1, Err((None, SteppedMigrationError::Failed))));
		assert!(lowered().is_empty());
		unhashed::put_raw(&key, &good);
		migrate(4);
	});
}

/// It is not for a migration of prices to stop the chain about one custodian.
#[test]
fn what_the_currency_does_not_release_stays_with_its_record() {
	run(|| {
		let ids = registered_many(2);
		set_prices(70, 5, 1);
		let reason = HoldReason::Record.into();
		assert_ok!(Balances::release(&reason, &HOSPITAL, 170, Precision::Exact));

		// There is enough for one of the two.
		assert_eq!(step(None, price_of_one() * 9), Ok(None));
		assert_eq!(deposits(), [75, 110]);
		assert_eq!(held(HoldReason::Record, HOSPITAL), 15);
		assert_last_event(Event::DepositsLowered { records: 1, amount: 35 });

		assert_ok!(Balances::hold(&reason, &HOSPITAL, 170));
		assert_eq!(step(Some(ids[0]), price_of_one() * 9), Ok(None));
		assert_eq!(deposits(), [75, 75]);
	});
}

#[test]
fn it_says_what_it_is_and_where_it_works() {
	run(|| {
		assert_eq!(
			Migration::id().encode(),
			[b"pallet_records/prices".as_slice(), &[0, 1]].concat()
		);
		assert_eq!(
			RepriceDeposits::<Test, 2>::id().encode(),
			[b"pallet_records/prices".as_slice(), &[1, 2]].concat()
		);
		let prefixes = Migration::migrating_prefixes().unwrap().into_iter().collect::<Vec<_>>();
		assert_eq!(prefixes, [Records::<Test>::final_prefix().to_vec()]);
		assert!(Records::<Test>::hashed_key_for(0).starts_with(&prefixes[0]));

		registered_many(4);
		assert_eq!(Migration::max_steps(), Some(5));
		set_prices(1, 1, 1);
		assert_eq!(migrate(1), 5);
		NextRecordId::<Test>::put(u64::MAX);
		assert_eq!(Migration::max_steps(), None);
	});
}

#[test]
fn a_dry_run_refuses_what_would_fail() {
	new_test_ext().execute_with(|| {
		let ids = registered_many(3);
		damaged(ids[1]);
		assert_eq!(
			state_before::<Test>(),
			Err("a record cannot be decoded: the migration would fail".into())
		);
	});
}

#[test]
fn a_dry_run_notices_what_a_migration_must_not_do() {
	fn assert_noticed(complaint: &'static str, damage: fn(RecordId)) {
		new_test_ext().execute_with(|| {
			let id = registered_many(3)[1];
			let before = state_before::<Test>().unwrap();
			damage(id);
			assert_eq!(verify_state_after::<Test>(&before), Err(complaint.into()));
		});
	}
	fn change(id: RecordId, change: fn(&mut RecordOf<Test>)) {
		Records::<Test>::mutate(id, |record| change(record.as_mut().unwrap()));
	}
	assert_noticed("a version or a commitment changed", |id| Versions::<Test>::remove(id, 1));
	assert_noticed("a version or a commitment changed", |_| {
		Commitments::<Test>::remove(commitment(1))
	});
	assert_noticed("a record came or went", Records::<Test>::remove);
	assert_noticed("a record came or went", |id| {
		Records::<Test>::insert(id + 100, record(id));
	});
	assert_noticed("a deposit grew", |id| change(id, |record| record.deposit += 1));
	assert_noticed("a record changed", |id| change(id, |record| record.subject = STRANGER));
	assert_noticed("a record changed", |id| {
		Records::<Test>::swap(id, id + 100);
	});
	assert_noticed("deposits differ from what is on hold", |id| {
		change(id, |record| record.deposit -= 1)
	});
	new_test_ext().execute_with(|| {
		assert_eq!(
			verify_state_after::<Test>(&[1]),
			Err("the state before cannot be decoded".into())
		);
	});
}

/// Random tables, prices and meters, with failures in the middle, against a plain map.
#[test]
fn random_tables_end_as_a_plain_model_says() {
	let mut state = 0x11c5u64;
	let mut draw = |below: u64| {
		state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
		(state >> 33) % below
	};
	let (mut failures, mut longest) = (0u32, 0u32);
	for _ in 0..100 {
		run(|| {
			let mut number = 0u32;
			let mut fresh = || {
				number += 1;
				Commitment::new(Commitment::RECORD, &[0; 32], &number.to_le_bytes())
			};
			for _ in 0..draw(40) {
				set_prices(draw(120), draw(15), 1);
				let custodian = [HOSPITAL, CLINIC][draw(2) as usize];
				let id = NextRecordId::<Test>::get();
				assert_ok!(Health::register(
					signed(custodian),
					PATIENT,
					SEGMENT,
					fresh(),
					None,
					CLASS
				));
				for _ in 0..draw(4) {
					assert_ok!(Health::amend(signed(custodian), id, fresh(), None));
				}
				if draw(4) == 0 {
					erased(id);
				}
			}
			let (per_record, per_version) = (draw(150), draw(20));
			set_prices(per_record, per_version, 1);

			let model = Records::<Test>::iter()
				.map(|(id, record)| {
					let price = per_record + per_version * u64::from(record.version);
					(id, Record { deposit: record.deposit.min(price), ..record })
				})
				.collect::<BTreeMap<_, _>>();
			let owed = |who| {
				let of = model.values().filter(|record| record.custodian == who);
				of.map(|record| record.deposit).sum::<u64>()
			};
			let ids = in_order();
			let before = state_before::<Test>().unwrap();
			let broken = (!ids.is_empty() && draw(2) == 0)
				.then(|| ids[draw(ids.len() as u64) as usize])
				.map(|id| (id, damaged(id)));

			let (mut cursor, mut steps, mut repaired) = (None, 0, broken.is_none());
			let mut done = BTreeSet::new();
			loop {
				// Every fourth meter has next to nothing, which costs a step and no more.
				let records = 1 + draw(6);
				let spare = Weight::from_parts(draw(price_of_one().ref_time()), draw(1000));
				let limit = match draw(4) {
					0 => spare.min(price_of_one().saturating_sub(Weight::from_parts(1, 1))),
					_ => price_of_one() * records + spare,
				};
				steps += 1;
				match step(cursor, limit) {
					Ok(next) => {
						let until = match next {
							Some(id) => ids.iter().position(|other| *other == id).unwrap() + 1,
							None => ids.len(),
						};
						done.extend(&ids[..until]);
						if repaired {
							assert_ok!(Health::do_try_state());
						}
						cursor = next;
						if cursor.is_none() {
							break;
						}
					}
					Err(SteppedMigrationError::InsufficientWeight { required }) => {
						assert_eq!(required, price_of_one());
						assert!(!required.all_lte(limit));
					}
					Err(error) => {
						assert_eq!(error, SteppedMigrationError::Failed);
						let (id, (key, good)) = broken.clone().unwrap();
						let place = ids.iter().position(|other| *other == id).unwrap();
						assert_eq!(done, ids[..place].iter().copied().collect());
						for id in &ids[place + 1..] {
							assert!(record(*id).deposit >= model[id].deposit);
						}
						unhashed::put_raw(&key, &good);
						repaired = true;
						failures += 1;
						if draw(2) == 0 {
							cursor = None;
						}
					}
				}
				for id in &done {
					assert_eq!(record(*id), model[id]);
				}
			}

			longest = longest.max(steps);
			assert!(repaired);
			assert_eq!(Records::<Test>::iter().collect::<BTreeMap<_, _>>(), model);
			for custodian in [HOSPITAL, CLINIC] {
				assert_eq!(held(HoldReason::Record, custodian), owed(custodian));
				assert_eq!(Balances::free_balance(custodian), ENDOWMENT - owed(custodian));
			}
			verify_state_after::<Test>(&before).unwrap();
		});
	}
	assert!(failures > 20 && longest > 20, "{failures} failures, {longest} steps");
}
