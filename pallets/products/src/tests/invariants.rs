use crate::{mock::*, Catalogue, HoldReason, NextMeasureId, PrefixEntry, Prefixes, ProductOf};
use frame_support::{assert_ok, traits::fungible::MutateHold};
use salus_primitives::{Gtin, Measure, MeasureKind, StorageLimits};

/// Runs `damage` on a state with two prefixes that share branches, and a product with two measures,
/// and expects `try_state` to notice.
#[track_caller]
fn notices(what: &'static str, damage: impl FnOnce()) {
	run(|| {
		assign(OTHER_MAKER, prefix(4_012_399, 7));
		registered();
		measured(MAKER, MeasureKind::Quarantine);
		measured(REGULATOR, MeasureKind::Quarantine);
		assert_ok!(Products::do_try_state());
		frame_support::storage::with_transaction(|| {
			damage();
			assert_eq!(Products::do_try_state(), Err(what.into()));
			sp_runtime::TransactionOutcome::Rollback(Ok::<_, sp_runtime::DispatchError>(()))
		})
		.unwrap();
	});
}

fn product(change: impl FnOnce(&mut ProductOf<Test>)) {
	Catalogue::<Test>::mutate(GTIN, |entry| change(entry.as_mut().unwrap()));
}

fn branch(digits: u64, length: u8, count: u32) {
	Prefixes::<Test>::insert(prefix(digits, length), PrefixEntry::Branch(count));
}

#[test]
fn prefixes_that_overlap_are_noticed() {
	let owned = || PrefixEntry::Owned { holder: MAKER, assigner: GS1, deposit: 0 };
	notices("a prefix is none", || Prefixes::<Test>::insert(prefix(1, 3), owned()));
	notices("two company prefixes overlap", || Prefixes::<Test>::insert(prefix(4_012, 4), owned()));
	let what = "a branch is miscounted";
	notices(what, || branch(4_012, 4, 1));
	notices(what, || branch(401_234, 6, 2));
	notices(what, || branch(9_999, 4, 0));
	notices(what, || Prefixes::<Test>::remove(prefix(4_012_399, 7)));
	notices("a branch is missing", || Prefixes::<Test>::remove(prefix(40_123, 5)));
}

#[test]
fn products_that_cannot_be_are_noticed() {
	notices("a GTIN is none", || Catalogue::<Test>::insert(Gtin(1), entry()));
	notices("a product has no master data", || product(|entry| entry.attributes = NOTHING));
	notices("a unit has no portions", || product(|entry| entry.portions = 0));
	let limits = Some(StorageLimits { min: 801, ..FRIDGE });
	notices("a product cannot be kept", || product(|entry| entry.limits = limits));
}

#[test]
fn measures_without_a_number_of_their_own_are_noticed() {
	notices("a measure's number was not given out", || NextMeasureId::<Test>::put(1));
	notices("two measures have the same number", || product(|entry| entry.measures[1].id = 0));
}

#[test]
fn places_that_are_kept_from_regulators_are_noticed() {
	notices("a manufacturer has too many measures", || {
		product(|entry| {
			let theirs = entry.measures[0];
			entry.measures[1].by = theirs.by;
			entry.measures.try_push(Measure { id: 2, ..theirs }).unwrap();
		});
		NextMeasureId::<Test>::put(3);
	});
}

#[test]
fn missing_and_surplus_deposits_are_noticed() {
	let what = "a deposit is not what is held";
	notices(what, || product(|entry| entry.deposit += 1));
	notices(what, || {
		Prefixes::<Test>::mutate(PREFIX, |entry| {
			let Some(PrefixEntry::Owned { deposit, .. }) = entry else { panic!() };
			*deposit -= 1;
		})
	});
	for reason in [HoldReason::Prefix, HoldReason::Product] {
		notices(what, || {
			assert_ok!(Balances::hold(&reason.into(), &STRANGER, 1));
		});
	}
}
