use super::*;

fn order(who: u64, id: RecordId) -> sp_runtime::DispatchResult {
	Health::order_erasure(signed(who), id, commitment(80))
}

#[test]
fn the_subject_asks_once() {
	run(|| {
		let id = registered();
		assert_ok!(Health::request_erasure(signed(PATIENT), id));
		assert_eq!(record(id).erasure, ErasureGround::Requested);
		assert_last_event(Event::ErasureRequested { record: id });
		assert_noop!(Health::request_erasure(signed(PATIENT), id), Error::<Test>::AlreadyRequested);
	});
}

#[test]
fn nobody_else_asks() {
	run(|| {
		let id = registered();
		for who in [HOSPITAL, STRANGER, REGULATOR] {
			assert_noop!(Health::request_erasure(signed(who), id), Error::<Test>::NotSubject);
		}
	});
}

#[test]
fn a_regulator_orders_once_over_a_request() {
	run(|| {
		let id = registered();
		assert_ok!(Health::request_erasure(signed(PATIENT), id));
		assert_ok!(order(REGULATOR, id));
		assert_eq!(record(id).erasure, ErasureGround::Ordered);
		assert_last_event(Event::ErasureOrdered {
			record: id,
			by: REGULATOR,
			order: commitment(80),
		});
		assert_noop!(order(REGULATOR, id), Error::<Test>::AlreadyOrdered);
		// Asking does not weaken the order.
		assert_noop!(Health::request_erasure(signed(PATIENT), id), Error::<Test>::AlreadyRequested);
	});
}

#[test]
fn an_order_takes_a_licensed_regulator_and_a_document() {
	run(|| {
		let id = registered();
		for who in [HOSPITAL, PATIENT] {
			assert_noop!(order(who, id), Error::<Test>::NotRegulator(LicenceProblem::NotHeld));
		}
		for problem in PROBLEMS {
			license(REGULATOR, LicenceKind::Regulator, Err(problem));
			assert_noop!(order(REGULATOR, id), Error::<Test>::NotRegulator(problem));
		}
		license(REGULATOR, LicenceKind::Regulator, Ok(()));
		assert_noop!(
			Health::order_erasure(signed(REGULATOR), id, Commitment::default()),
			Error::<Test>::CommitmentZero
		);
	});
}
