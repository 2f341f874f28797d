use crate::{mock::*, Error, Event, HoldReason, Prefixes};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError;

#[test]
fn the_deposit_returns_and_nothing_is_left() {
	run(|| {
		assert_ok!(Products::withdraw_prefix(signed(GS1), PREFIX));
		assert_eq!(Prefixes::<Test>::iter().count(), 0);
		assert_eq!(held(HoldReason::Prefix, GS1), 0);
		assert_eq!(last_event(), Event::PrefixWithdrawn { prefix: PREFIX, holder: MAKER });
		assert_noop!(Products::withdraw_prefix(signed(GS1), PREFIX), Error::<Test>::NotFound);
		// What was a branch is free now.
		assign(OTHER_MAKER, prefix(4_012, 4));
	});
}

#[test]
fn other_prefixes_stay_where_they_are() {
	run(|| {
		assign(OTHER_MAKER, prefix(401_239, 6));
		assert_ok!(Products::withdraw_prefix(signed(GS1), PREFIX));
		assert_eq!(Products::prefix_owner(prefix(401_239, 6)), Some(OTHER_MAKER));
		assert_eq!(below(prefix(40_123, 5)), Some(1));
		assert_eq!(below(prefix(401_234, 6)), None);
		let deposit = PREFIX_DEPOSIT + 2 * BRANCH_DEPOSIT;
		assert_eq!(held(HoldReason::Prefix, GS1), deposit);
	});
}

#[test]
fn products_stay_their_manufacturers() {
	run(|| {
		registered();
		assert_ok!(Products::withdraw_prefix(signed(GS1), PREFIX));
		assign(OTHER_MAKER, PREFIX);
		assert_eq!(entry().manufacturer, MAKER);
		let again = Products::register(signed(OTHER_MAKER), GTIN, PREFIX, ATTRIBUTES, None, 1);
		assert_noop!(again, Error::<Test>::AlreadyRegistered);
		let more = Products::register(signed(MAKER), OTHER_GTIN, PREFIX, ATTRIBUTES, None, 1);
		assert_noop!(more, Error::<Test>::NotPrefixOwner);
	});
}

#[test]
fn only_who_assigned_it_accredited_or_not() {
	run(|| {
		for who in [OTHER_GS1, MAKER, REGULATOR] {
			let withdrawn = Products::withdraw_prefix(signed(who), PREFIX);
			assert_noop!(withdrawn, Error::<Test>::NotAssigner);
		}
		for origin in nobody_signed() {
			assert_noop!(Products::withdraw_prefix(origin, PREFIX), DispatchError::BadOrigin);
		}
		Accredited::set(Default::default());
		assert_ok!(Products::withdraw_prefix(signed(GS1), PREFIX));
	});
}

#[test]
fn a_branch_is_no_prefix() {
	run(|| {
		let branch = prefix(4_012, 4);
		assert_noop!(Products::withdraw_prefix(signed(GS1), branch), Error::<Test>::NotFound);
	});
}
