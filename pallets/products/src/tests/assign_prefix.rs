use crate::{mock::*, Error, Event, HoldReason, PrefixEntry, Prefixes};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{CompanyPrefix, LicenceKind, LicenceProblem};
use sp_runtime::{DispatchError, DispatchResult, TokenError};

fn try_assign(prefix: CompanyPrefix) -> DispatchResult {
	Products::assign_prefix(signed(GS1), OTHER_MAKER, prefix)
}

#[test]
fn an_organisation_gets_a_prefix_and_its_branches_count_it() {
	run(|| {
		let before = held(HoldReason::Prefix, GS1);
		let other = prefix(4_012_399, 7);
		assert_ok!(Products::assign_prefix(signed(GS1), OTHER_MAKER, other));
		let deposit = PREFIX_DEPOSIT + 3 * BRANCH_DEPOSIT;
		assert_eq!(
			Prefixes::<Test>::get(other),
			Some(PrefixEntry::Owned { holder: OTHER_MAKER, assigner: GS1, deposit })
		);
		assert_eq!(held(HoldReason::Prefix, GS1), before + deposit);
		// 4012 and 40123 begin both, 401234 and 401239 one.
		assert_eq!(below(prefix(4_012, 4)), Some(2));
		assert_eq!(below(prefix(40_123, 5)), Some(2));
		assert_eq!(below(prefix(401_234, 6)), Some(1));
		assert_eq!(below(prefix(401_239, 6)), Some(1));
		let event = Event::PrefixAssigned { prefix: other, holder: OTHER_MAKER, assigner: GS1 };
		assert_eq!(last_event(), event);
	});
}

#[test]
fn no_two_are_the_same_or_begin_each_other() {
	run(|| {
		assert_noop!(try_assign(PREFIX), Error::<Test>::PrefixTaken);
		for (digits, length) in [(4_012, 4), (40_123, 5), (401_234, 6)] {
			assert_noop!(try_assign(prefix(digits, length)), Error::<Test>::PrefixOverlaps);
		}
		for (digits, length) in [(40_123_450, 8), (401_234_599_999, 12)] {
			assert_noop!(try_assign(prefix(digits, length)), Error::<Test>::PrefixOverlaps);
		}
		// The same number with another zero before it is another prefix.
		assert_ok!(try_assign(prefix(4_012_345, 8)));
		assert_ok!(try_assign(prefix(4_012_346, 7)));
	});
}

#[test]
fn who_has_the_shorter_one_is_in_the_way_of_themselves_too() {
	run(|| {
		let longer = prefix(40_123_451, 8);
		assert_noop!(
			Products::assign_prefix(signed(GS1), MAKER, longer),
			Error::<Test>::PrefixOverlaps
		);
	});
}

#[test]
fn the_shortest_has_no_branch_and_the_longest_eight() {
	run(|| {
		let before = held(HoldReason::Prefix, GS1);
		assert_ok!(try_assign(prefix(0, 4)));
		assert_eq!(held(HoldReason::Prefix, GS1), before + PREFIX_DEPOSIT);
		assert_ok!(try_assign(prefix(999_999_999_999, 12)));
		let both = 2 * PREFIX_DEPOSIT + 8 * BRANCH_DEPOSIT;
		assert_eq!(held(HoldReason::Prefix, GS1), before + both);
	});
}

#[test]
fn prefixes_have_four_to_twelve_digits() {
	run(|| {
		for (digits, length) in [(1, 0), (123, 3), (10_000, 4), (1, 13), (1, u8::MAX)] {
			assert_noop!(try_assign(prefix(digits, length)), Error::<Test>::InvalidPrefix);
		}
	});
}

#[test]
fn only_who_is_accredited_for_manufacturers() {
	run(|| {
		accredit(STRANGER, LicenceKind::Pharmacy);
		for who in [STRANGER, MAKER, REGULATOR] {
			assert_noop!(
				Products::assign_prefix(signed(who), MAKER, prefix(1, 4)),
				Error::<Test>::NotAccredited
			);
		}
		for origin in nobody_signed() {
			assert_noop!(
				Products::assign_prefix(origin, MAKER, prefix(1, 4)),
				DispatchError::BadOrigin
			);
		}
	});
}

#[test]
fn only_organisations_get_one_in_good_standing_or_not() {
	run(|| {
		for holder in [STRANGER, PHYSICIAN] {
			assert_noop!(
				Products::assign_prefix(signed(GS1), holder, prefix(1, 4)),
				Error::<Test>::NotOrganisation
			);
		}
		license(MAKER, LicenceKind::Manufacturer, Err(LicenceProblem::Suspended));
		assert_ok!(Products::assign_prefix(signed(GS1), MAKER, prefix(1, 4)));
	});
}

#[test]
fn a_prefix_is_paid_for() {
	run(|| {
		assert_noop!(
			Products::assign_prefix(signed(POOR), MAKER, prefix(1, 4)),
			TokenError::FundsUnavailable
		);
	});
}
