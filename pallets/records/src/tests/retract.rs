use super::*;

#[test]
fn the_custodian_retracts_and_the_history_stays() {
	run(|| {
		let id = accessed();
		assert_ok!(Health::amend(signed(HOSPITAL), id, commitment(2), None));
		let before = Records::<Test>::get(id).unwrap();
		assert_ok!(Health::retract(signed(HOSPITAL), id));

		assert_eq!(
			Records::<Test>::get(id),
			Some(Record { status: RecordStatus::EnteredInError, ..before })
		);
		assert_eq!(Versions::<Test>::iter_prefix(id).count(), 2);
		assert_eq!(Receipts::<Test>::iter_prefix(id).count(), 1);
		assert_eq!(held(HoldReason::Record, HOSPITAL), 120);
		assert_last_event(Event::Retracted { record: id });
	});
}

#[test]
fn unsigned_origins_are_refused() {
	run(|| {
		let id = registered();
		for origin in unsigned_origins() {
			assert_noop!(Health::retract(origin, id), BadOrigin);
		}
	});
}

#[test]
fn only_the_custodian_retracts() {
	run(|| {
		let id = registered();
		for who in [CLINIC, PATIENT, STRANGER] {
			assert_noop!(Health::retract(signed(who), id), Error::<Test>::NotCustodian);
		}
	});
}

#[test]
fn the_custodian_must_still_be_licensed() {
	run(|| {
		let id = registered();
		for problem in PROBLEMS {
			set_licence(HOSPITAL, Err(problem));
			assert_noop!(Health::retract(signed(HOSPITAL), id), Error::<Test>::Unlicensed(problem));
		}
	});
}

#[test]
fn the_record_must_exist() {
	run(|| {
		assert_noop!(Health::retract(signed(HOSPITAL), 0), Error::<Test>::NotFound);
	});
}

#[test]
fn a_record_is_retracted_once() {
	run(|| {
		let id = registered();
		assert_ok!(Health::retract(signed(HOSPITAL), id));
		assert_noop!(Health::retract(signed(HOSPITAL), id), Error::<Test>::EnteredInError);
	});
}
