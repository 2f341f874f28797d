use super::*;

const REASON: RefusalReason = RefusalReason::AccurateAndComplete;
const DUE: Moment = START + 60 * DAY;

fn requested() -> RecordId {
	let id = registered();
	assert_ok!(Health::request_amendment(signed(PATIENT), id, commitment(50)));
	id
}

fn refused() -> RecordId {
	let id = requested();
	assert_ok!(Health::refuse_amendment(signed(HOSPITAL), id, REASON, commitment(51)));
	id
}

fn request(id: RecordId) -> AmendmentRequestOf<Test> {
	Amendments::<Test>::get(id).unwrap()
}

fn accept(id: RecordId) -> sp_runtime::DispatchResult {
	Health::accept_amendment(signed(HOSPITAL), id, commitment(2), Some(AUTHOR))
}

#[test]
fn a_patient_without_tokens_asks_on_a_place_of_theirs() {
	run(|| {
		let id = requested();
		assert_eq!(
			request(id),
			AmendmentRequest {
				request: commitment(50),
				requested_at: START,
				due: DUE,
				extended: false,
				state: AmendmentState::Pending,
				deposit: 0,
			}
		);
		assert_eq!(Places::get().0, 1);
		assert_last_event(Event::AmendmentRequested {
			record: id,
			request: commitment(50),
			due: DUE,
		});
	});
}

#[test]
fn who_has_no_place_pays_the_deposit() {
	run(|| {
		let id = registered_about(PAYING_PATIENT, 1);
		assert_ok!(Health::request_amendment(signed(PAYING_PATIENT), id, commitment(50)));
		assert_eq!(held(HoldReason::Amendment, PAYING_PATIENT), 7);
		assert_ok!(accept(id));
		assert_eq!(held(HoldReason::Amendment, PAYING_PATIENT), 0);

		Places::set((0, 0));
		let id = registered_about(PATIENT, 3);
		assert_noop!(
			Health::request_amendment(signed(PATIENT), id, commitment(50)),
			TokenError::FundsUnavailable
		);
	});
}

#[test]
fn accepted_it_is_a_new_version() {
	run(|| {
		let id = requested();
		assert_ok!(accept(id));
		assert_eq!(record(id).version, 2);
		assert_eq!(Versions::<Test>::get(id, 2).unwrap().author, Authorship::Awaited(AUTHOR));
		assert!(!Amendments::<Test>::contains_key(id));
		assert_eq!((Places::get().0, record(id).deposit), (0, 120));
		assert_last_event(Event::AmendmentAccepted {
			record: id,
			version: 2,
			commitment: commitment(2),
			author: Some(AUTHOR),
			overdue: false,
		});
	});
}

#[test]
fn refused_it_has_a_reason_and_room_for_disagreement() {
	run(|| {
		let id = refused();
		let refusal = |disagreement| AmendmentState::Refused {
			reason: REASON,
			rationale: commitment(51),
			at: START,
			disagreement,
		};
		assert_eq!(request(id).state, refusal(None));
		assert_last_event(Event::AmendmentRefused {
			record: id,
			reason: REASON,
			rationale: commitment(51),
			overdue: false,
		});
		assert_ok!(Health::state_disagreement(signed(PATIENT), id, commitment(52)));
		assert_eq!(request(id).state, refusal(Some(commitment(52))));
		assert_last_event(Event::DisagreementStated { record: id, statement: commitment(52) });
		assert_noop!(
			Health::state_disagreement(signed(PATIENT), id, commitment(53)),
			Error::<Test>::AlreadyStated
		);
		// It stays with the record, which no other request displaces.
		assert_noop!(
			Health::request_amendment(signed(PATIENT), id, commitment(54)),
			Error::<Test>::AlreadyStated
		);
	});
}

#[test]
fn after_a_refusal_they_may_ask_again_on_the_same_deposit() {
	run(|| {
		let id = refused();
		advance(DAY);
		assert_ok!(Health::request_amendment(signed(PATIENT), id, commitment(60)));
		assert_eq!(request(id).due, DUE + DAY);
		assert_eq!(Places::get().0, 1);
		assert_ok!(accept(id));
	});
}

#[test]
fn one_request_at_a_time() {
	run(|| {
		let id = requested();
		assert_noop!(
			Health::request_amendment(signed(PATIENT), id, commitment(60)),
			Error::<Test>::AlreadyRequested
		);
	});
}

#[test]
fn the_clock_tells_who_is_late() {
	run(|| {
		let id = requested();
		advance(60 * DAY - 1);
		assert_ok!(accept(id));
		assert!(matches!(last_overdue(), Some(false)));

		let late = registered_about(PATIENT, 3);
		assert_ok!(Health::request_amendment(signed(PATIENT), late, commitment(50)));
		advance(60 * DAY);
		assert_ok!(Health::refuse_amendment(signed(HOSPITAL), late, REASON, commitment(51)));
		assert!(matches!(last_overdue(), Some(true)));
	});
}

fn last_overdue() -> Option<bool> {
	match frame_system::Pallet::<Test>::events().pop()?.event {
		RuntimeEvent::Health(Event::AmendmentAccepted { overdue, .. }) => Some(overdue),
		RuntimeEvent::Health(Event::AmendmentRefused { overdue, .. }) => Some(overdue),
		_ => None,
	}
}

#[test]
fn the_custodian_extends_once_and_in_time() {
	run(|| {
		let extend = |id| Health::extend_amendment(signed(HOSPITAL), id, commitment(55));
		let id = requested();
		advance(60 * DAY - 1);
		assert_ok!(extend(id));
		assert_eq!(request(id).due, DUE + 30 * DAY);
		assert_last_event(Event::AmendmentExtended {
			record: id,
			reason: commitment(55),
			due: DUE + 30 * DAY,
		});
		assert_noop!(extend(id), Error::<Test>::AlreadyExtended);

		let late = registered_about(PATIENT, 3);
		assert_ok!(Health::request_amendment(signed(PATIENT), late, commitment(50)));
		advance(60 * DAY);
		assert_noop!(extend(late), Error::<Test>::Overdue);
	});
}

#[test]
fn only_the_subject_asks_and_disagrees() {
	run(|| {
		let id = refused();
		for who in [HOSPITAL, DOCTOR, PAYING_PATIENT] {
			assert_noop!(
				Health::request_amendment(signed(who), id, commitment(60)),
				Error::<Test>::NotSubject
			);
			assert_noop!(
				Health::state_disagreement(signed(who), id, commitment(60)),
				Error::<Test>::NotSubject
			);
		}
	});
}

#[test]
fn only_the_licensed_custodian_answers() {
	run(|| {
		let id = requested();
		let answers = |who| {
			[
				Health::extend_amendment(signed(who), id, commitment(60)),
				Health::accept_amendment(signed(who), id, commitment(60), None),
				Health::refuse_amendment(signed(who), id, REASON, commitment(60)),
			]
		};
		for who in [CLINIC, PATIENT, REGULATOR] {
			assert_noop!(
				Health::extend_amendment(signed(who), id, commitment(60)),
				Error::<Test>::NotCustodian
			);
			assert_eq!(answers(who), [Err(Error::<Test>::NotCustodian.into()); 3]);
		}
		for problem in PROBLEMS {
			set_licence(HOSPITAL, Err(problem));
			assert_eq!(answers(HOSPITAL), [Err(Error::<Test>::Unlicensed(problem).into()); 3]);
		}
	});
}

#[test]
fn nothing_is_answered_that_was_not_asked() {
	run(|| {
		for id in [registered(), {
			Health::register(signed(HOSPITAL), PATIENT, 0, commitment(9), None, CLASS).unwrap();
			Health::request_amendment(signed(PATIENT), 1, commitment(50)).unwrap();
			Health::refuse_amendment(signed(HOSPITAL), 1, REASON, commitment(51)).unwrap();
			1
		}] {
			assert_noop!(accept(id), Error::<Test>::NotRequested);
			assert_noop!(
				Health::refuse_amendment(signed(HOSPITAL), id, REASON, commitment(60)),
				Error::<Test>::NotRequested
			);
			assert_noop!(
				Health::extend_amendment(signed(HOSPITAL), id, commitment(60)),
				Error::<Test>::NotRequested
			);
		}
		let disagree = |id| Health::state_disagreement(signed(PATIENT), id, commitment(60));
		assert_noop!(disagree(0), Error::<Test>::NotRequested);
		assert_ok!(Health::request_amendment(signed(PATIENT), 0, commitment(50)));
		assert_noop!(disagree(0), Error::<Test>::NotRefused);
	});
}

#[test]
fn statements_commit_to_something_and_versions_are_fresh() {
	run(|| {
		let id = registered();
		let nothing = Commitment::default();
		const ZERO: Error<Test> = Error::<Test>::CommitmentZero;
		assert_noop!(Health::request_amendment(signed(PATIENT), id, nothing), ZERO);
		assert_ok!(Health::request_amendment(signed(PATIENT), id, commitment(50)));
		assert_noop!(Health::extend_amendment(signed(HOSPITAL), id, nothing), ZERO);
		assert_noop!(Health::accept_amendment(signed(HOSPITAL), id, nothing, None), ZERO);
		assert_noop!(
			Health::accept_amendment(signed(HOSPITAL), id, commitment(1), None),
			Error::<Test>::AlreadyExists
		);
		assert_noop!(Health::refuse_amendment(signed(HOSPITAL), id, REASON, nothing), ZERO);
		assert_ok!(Health::refuse_amendment(signed(HOSPITAL), id, REASON, commitment(51)));
		assert_noop!(Health::state_disagreement(signed(PATIENT), id, nothing), ZERO);
	});
}

#[test]
fn a_disagreement_outlasts_the_record_it_is_about() {
	run(|| {
		let id = refused();
		assert_ok!(Health::state_disagreement(signed(PATIENT), id, commitment(52)));
		let stated = request(id);
		assert_ok!(Health::retract(signed(HOSPITAL), id));
		assert_eq!(request(id), stated);
	});
}

#[test]
fn entering_in_error_settles_what_was_requested() {
	run(|| {
		let id = requested();
		assert_ok!(Health::retract(signed(HOSPITAL), id));
		assert!(!Amendments::<Test>::contains_key(id));
		assert_eq!(Places::get().0, 0);
		assert_noop!(accept(id), Error::<Test>::EnteredInError);
		assert_noop!(
			Health::request_amendment(signed(PATIENT), id, commitment(60)),
			Error::<Test>::EnteredInError
		);
	});
}
