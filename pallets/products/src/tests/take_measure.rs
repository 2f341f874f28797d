use crate::{mock::*, Error, Event, NextMeasureId, MAX_BY_MANUFACTURER, MAX_MEASURES};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{
	Authority, LicenceKind, LicenceProblem, Measure, MeasureKind, MeasureReason,
};
use sp_runtime::{DispatchError, DispatchResult};

const QUARANTINE: MeasureKind = MeasureKind::Quarantine;
const REASON: MeasureReason = MeasureReason::Contamination;

fn take(who: u64) -> DispatchResult {
	Products::take_measure(signed(who), GTIN, QUARANTINE, REASON, EVIDENCE)
}

#[test]
fn manufacturer_and_regulators_hold_back_all_of_a_product() {
	run(|| {
		registered();
		let cases = [(MAKER, Authority::Manufacturer), (REGULATOR, Authority::Regulator)];
		for (id, (who, by)) in (0..).zip(cases) {
			assert_ok!(take(who));
			let measure = Measure { id, kind: QUARANTINE, reason: REASON, by };
			assert_eq!(Products::measures(GTIN).last(), Some(&measure));
			let event = Event::MeasureTaken { gtin: GTIN, measure, who, evidence: EVIDENCE };
			assert_eq!(last_event(), event);
		}
	});
}

#[test]
fn a_manufacturer_is_no_regulator_of_its_own_products() {
	run(|| {
		registered();
		license(MAKER, LicenceKind::Regulator, Ok(()));
		assert_ok!(take(MAKER));
		assert_eq!(entry().measures[0].by, Authority::Manufacturer);
		license(MAKER, LicenceKind::Manufacturer, Err(LicenceProblem::Suspended));
		assert_noop!(take(MAKER), Error::<Test>::NotAuthorized);
	});
}

#[test]
fn four_at_a_time() {
	run(|| {
		registered();
		for _ in 0..MAX_MEASURES {
			measured(REGULATOR, QUARANTINE);
		}
		for who in [MAKER, REGULATOR] {
			assert_noop!(take(who), Error::<Test>::TooManyMeasures);
		}
		assert_ok!(Products::lift_measure(signed(REGULATOR), GTIN, 0, EVIDENCE));
		assert_ok!(take(MAKER));
		assert_eq!(NextMeasureId::<Test>::get(), MAX_MEASURES + 1);
	});
}

#[test]
fn a_manufacturer_does_not_keep_regulators_out() {
	run(|| {
		registered();
		// Neither does one that is a regulator as well.
		license(MAKER, LicenceKind::Regulator, Ok(()));
		for _ in 0..MAX_BY_MANUFACTURER {
			measured(MAKER, QUARANTINE);
		}
		assert_noop!(take(MAKER), Error::<Test>::TooManyMeasures);
		for _ in MAX_BY_MANUFACTURER..MAX_MEASURES {
			assert_ok!(take(REGULATOR));
			assert_noop!(take(MAKER), Error::<Test>::TooManyMeasures);
		}
		assert_noop!(take(REGULATOR), Error::<Test>::TooManyMeasures);
		// Its own place is free again, and nobody else's.
		assert_ok!(Products::lift_measure(signed(REGULATOR), GTIN, 2, EVIDENCE));
		assert_noop!(take(MAKER), Error::<Test>::TooManyMeasures);
		assert_ok!(Products::lift_measure(signed(MAKER), GTIN, 0, EVIDENCE));
		assert_ok!(take(MAKER));
	});
}

#[test]
fn nobody_else() {
	run(|| {
		assert_noop!(take(MAKER), Error::<Test>::UnknownProduct);
		registered();
		for who in [OTHER_MAKER, GS1, PHYSICIAN, STRANGER] {
			assert_noop!(take(who), Error::<Test>::NotAuthorized);
		}
		license(REGULATOR, LicenceKind::Regulator, Err(LicenceProblem::Expired));
		assert_noop!(take(REGULATOR), Error::<Test>::NotAuthorized);
		for origin in nobody_signed() {
			let taken = Products::take_measure(origin, GTIN, QUARANTINE, REASON, EVIDENCE);
			assert_noop!(taken, DispatchError::BadOrigin);
		}
	});
}

#[test]
fn with_evidence_and_a_number() {
	run(|| {
		registered();
		assert_noop!(
			Products::take_measure(signed(MAKER), GTIN, QUARANTINE, REASON, NOTHING),
			Error::<Test>::ZeroCommitment
		);
		NextMeasureId::<Test>::put(u32::MAX);
		assert_noop!(take(MAKER), Error::<Test>::OutOfNumbers);
	});
}
