use crate::{mock::*, Error, Event};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{LicenceKind, LicenceProblem, MeasureKind};
use sp_runtime::{DispatchError, DispatchResult};

const QUARANTINE: MeasureKind = MeasureKind::Quarantine;

fn lift(who: u64, id: u32) -> DispatchResult {
	Products::lift_measure(signed(who), GTIN, id, EVIDENCE)
}

#[test]
fn a_manufacturer_lifts_its_own_and_a_regulator_any() {
	run(|| {
		registered();
		for (taken_by, lifted_by) in [(MAKER, MAKER), (MAKER, REGULATOR), (REGULATOR, REGULATOR)] {
			let id = measured(taken_by, QUARANTINE);
			let measure = entry().measures[0];
			assert_ok!(lift(lifted_by, id));
			assert!(Products::measures(GTIN).is_empty());
			let (gtin, who, evidence) = (GTIN, lifted_by, EVIDENCE);
			assert_eq!(last_event(), Event::MeasureLifted { gtin, measure, who, evidence });
		}
	});
}

#[test]
fn a_manufacturer_does_not_lift_what_a_regulator_took() {
	run(|| {
		registered();
		let id = measured(REGULATOR, QUARANTINE);
		assert_noop!(lift(MAKER, id), Error::<Test>::NotYours);
		license(MAKER, LicenceKind::Regulator, Ok(()));
		assert_noop!(lift(MAKER, id), Error::<Test>::NotYours);
	});
}

#[test]
fn one_and_not_the_others() {
	run(|| {
		registered();
		let ids = [measured(MAKER, QUARANTINE), measured(REGULATOR, QUARANTINE)];
		assert_ok!(lift(MAKER, ids[0]));
		assert_eq!(Products::measures(GTIN).len(), 1);
		assert_noop!(lift(REGULATOR, ids[0]), Error::<Test>::NotFound);
		assert_noop!(lift(REGULATOR, 9), Error::<Test>::NotFound);
		assert_ok!(lift(REGULATOR, ids[1]));
	});
}

#[test]
fn nobody_else_and_with_evidence() {
	run(|| {
		assert_noop!(lift(REGULATOR, 0), Error::<Test>::UnknownProduct);
		registered();
		let id = measured(MAKER, QUARANTINE);
		for who in [OTHER_MAKER, GS1, STRANGER] {
			assert_noop!(lift(who, id), Error::<Test>::NotAuthorized);
		}
		let empty = Products::lift_measure(signed(MAKER), GTIN, id, NOTHING);
		assert_noop!(empty, Error::<Test>::ZeroCommitment);
		license(MAKER, LicenceKind::Manufacturer, Err(LicenceProblem::Suspended));
		assert_noop!(lift(MAKER, id), Error::<Test>::NotAuthorized);
		for origin in nobody_signed() {
			let lifted = Products::lift_measure(origin, GTIN, id, EVIDENCE);
			assert_noop!(lifted, DispatchError::BadOrigin);
		}
	});
}
