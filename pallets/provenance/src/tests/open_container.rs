use crate::{mock::*, Containers, Error, Event, HoldReason};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{CompanyPrefix, LicenceKind, LicenceProblem, Sscc};
use sp_runtime::{DispatchError, TokenError};

#[test]
fn a_container_is_opened_empty() {
	run(|| {
		let container = open(WHOLESALER, 1);
		assert_eq!(last_event(), Event::ContainerOpened { container, holder: WHOLESALER });
		assert_eq!(held(HoldReason::Container, WHOLESALER), ContainerDeposit::get());
		let report = Provenance::do_verify_container(container).unwrap();
		assert_eq!((report.contents, report.depth, report.limits), (0, 0, None));
		assert!(!report.in_transit && !report.overdue && report.measure.is_none());
		assert!(report.holder.contains(LicenceKind::Wholesaler));
	});
}

#[test]
fn codes_are_valid_and_of_the_callers_prefix() {
	run(|| {
		let open =
			|who, container, prefix| Provenance::open_container(signed(who), container, prefix, 1);
		let right = sscc(1);
		assert_noop!(open(MAKER, Sscc(right.0 ^ 1), PREFIX), Error::<Test>::InvalidSscc);
		assert_noop!(open(MAKER, Sscc(0), PREFIX), Error::<Test>::InvalidSscc);
		let other = CompanyPrefix { digits: 4_012_346, length: 7 };
		assert_noop!(open(MAKER, right, other), Error::<Test>::WrongPrefix);
		// A shorter prefix, which the code begins with, but nobody has.
		let shorter = CompanyPrefix { digits: 401_234, length: 6 };
		assert_noop!(open(MAKER, right, shorter), Error::<Test>::NotPrefixOwner);
		assert_noop!(open(WHOLESALER, right, PREFIX), Error::<Test>::NotPrefixOwner);
		assert_ok!(open(MAKER, right, PREFIX));
		assert_noop!(open(MAKER, right, PREFIX), Error::<Test>::AlreadyExists);
		assert_eq!(Containers::<Test>::iter().count(), 1);
	});
}

#[test]
fn only_the_supply_chain_has_containers() {
	run(|| {
		for who in [REGULATOR, STRANGER] {
			PrefixOwner::set(who);
			assert_noop!(
				Provenance::open_container(signed(who), sscc(1), PREFIX, 1),
				Error::<Test>::Unlicensed(LicenceProblem::NotHeld)
			);
		}
		for (serial, kind) in [LicenceKind::Carrier, LicenceKind::Facility].into_iter().enumerate()
		{
			unlicense(STRANGER);
			license(STRANGER, kind);
			open(STRANGER, serial as u64);
		}
		for origin in nobody_signed() {
			assert_noop!(
				Provenance::open_container(origin, sscc(5), PREFIX, 1),
				DispatchError::BadOrigin
			);
		}
	});
}

#[test]
fn a_container_is_paid_for() {
	run(|| {
		PrefixOwner::set(POOR_PHARMACY);
		assert_noop!(
			Provenance::open_container(signed(POOR_PHARMACY), sscc(1), PREFIX, 1),
			TokenError::FundsUnavailable
		);
	});
}
