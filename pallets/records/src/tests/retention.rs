use super::*;

fn hold(by: u64, id: RecordId, until: Moment) -> sp_runtime::DispatchResult {
	Health::place_hold(signed(by), id, until, commitment(70))
}

fn set(id: RecordId, class: RetentionClass, until: Moment) -> sp_runtime::DispatchResult {
	Health::set_retention(signed(HOSPITAL), id, class, until)
}

#[test]
fn the_custodian_keeps_longer_than_it_must() {
	run(|| {
		let id = registered();
		let until = START + 31 * YEAR;
		assert_ok!(set(id, RetentionClass::Implant, until));
		let kept = record(id);
		assert_eq!((kept.class, kept.retain_until), (RetentionClass::Implant, until));
		assert_last_event(Event::RetentionSet {
			record: id,
			class: RetentionClass::Implant,
			until,
		});
		// And changes its mind, down to the minimum.
		assert_ok!(set(id, RetentionClass::Implant, START + 30 * YEAR));
	});
}

#[test]
fn nothing_is_kept_shorter_than_rules_say() {
	run(|| {
		let id = registered();
		for (class, until) in [
			(CLASS, START + 10 * YEAR - 1),
			(RetentionClass::Paediatric, START + 28 * YEAR - 1),
			// Not by calling it something else either.
			(RetentionClass::Administrative, Moment::MAX),
		] {
			assert_noop!(set(id, class, until), Error::<Test>::BelowMinimum);
		}
	});
}

#[test]
fn calling_it_something_else_does_not_put_off_an_erasure() {
	run(|| {
		let id = registered();
		assert_ok!(Health::request_erasure(signed(PATIENT), id));
		assert_noop!(
			set(id, RetentionClass::Implant, Moment::MAX),
			Error::<Test>::ErasureRequested
		);
		assert_ok!(set(id, CLASS, Moment::MAX));
	});
}

#[test]
fn only_the_licensed_custodian_sets_retention() {
	run(|| {
		let id = registered();
		for who in [CLINIC, PATIENT, REGULATOR] {
			assert_noop!(
				Health::set_retention(signed(who), id, CLASS, Moment::MAX),
				Error::<Test>::NotCustodian
			);
		}
		for problem in PROBLEMS {
			set_licence(HOSPITAL, Err(problem));
			assert_noop!(set(id, CLASS, Moment::MAX), Error::<Test>::Unlicensed(problem));
		}
	});
}

#[test]
fn a_regulator_holds_a_record_and_lets_go() {
	run(|| {
		let id = registered();
		assert_ok!(hold(REGULATOR, id, START + YEAR));
		assert_eq!(
			Holds::<Test>::get(id).into_inner(),
			[LegalHold { by: REGULATOR, until: START + YEAR, order: commitment(70), deposit: 20 }]
		);
		assert_eq!(held(HoldReason::LegalHold, REGULATOR), 20);
		assert_last_event(Event::HoldPlaced {
			record: id,
			by: REGULATOR,
			until: START + YEAR,
			order: commitment(70),
		});

		// A second order of theirs takes the place of the first, at no further cost.
		assert_ok!(hold(REGULATOR, id, START + 2 * YEAR));
		assert_eq!(Holds::<Test>::get(id).len(), 1);
		assert_eq!(held(HoldReason::LegalHold, REGULATOR), 20);

		license(REGULATOR, LicenceKind::Regulator, Err(LicenceProblem::Expired));
		assert_ok!(Health::lift_hold(signed(REGULATOR), id));
		assert!(!Holds::<Test>::contains_key(id));
		assert_eq!(held(HoldReason::LegalHold, REGULATOR), 0);
		assert_last_event(Event::HoldLifted { record: id, by: REGULATOR });
	});
}

#[test]
fn each_regulator_lifts_their_own_hold() {
	run(|| {
		let id = registered();
		assert_ok!(hold(REGULATOR, id, START + YEAR));
		for who in [OTHER_REGULATORS[0], HOSPITAL, PATIENT] {
			assert_noop!(Health::lift_hold(signed(who), id), Error::<Test>::NotHeld);
		}
		assert_ok!(hold(OTHER_REGULATORS[0], id, START + YEAR));
		assert_ok!(Health::lift_hold(signed(REGULATOR), id));
		assert_eq!(Holds::<Test>::get(id)[0].by, OTHER_REGULATORS[0]);
	});
}

#[test]
fn four_regulators_hold_a_record_and_ended_ones_make_room() {
	run(|| {
		let id = registered();
		for regulator in OTHER_REGULATORS {
			assert_ok!(hold(regulator, id, START + YEAR));
		}
		assert_noop!(hold(REGULATOR, id, START + 2 * YEAR), Error::<Test>::TooManyHolds);
		advance(YEAR);
		assert_ok!(hold(REGULATOR, id, START + 2 * YEAR));
		assert_eq!(Holds::<Test>::get(id).len(), 1);
		assert_eq!(held(HoldReason::LegalHold, OTHER_REGULATORS[0]), 0);
	});
}

#[test]
fn only_a_licensed_regulator_holds() {
	run(|| {
		let id = registered();
		for who in [HOSPITAL, PATIENT, AUTHOR] {
			assert_noop!(
				hold(who, id, START + YEAR),
				Error::<Test>::NotRegulator(LicenceProblem::NotHeld)
			);
		}
		for problem in PROBLEMS {
			license(REGULATOR, LicenceKind::Regulator, Err(problem));
			assert_noop!(hold(REGULATOR, id, START + YEAR), Error::<Test>::NotRegulator(problem));
		}
	});
}

#[test]
fn a_hold_names_its_end_and_its_order() {
	run(|| {
		let id = registered();
		for past in [0, START] {
			assert_noop!(hold(REGULATOR, id, past), Error::<Test>::EndInPast);
		}
		assert_noop!(hold(REGULATOR, id, START + 10 * YEAR + 1), Error::<Test>::EndTooLate);
		assert_noop!(
			Health::place_hold(signed(REGULATOR), id, START + 1, Commitment::default()),
			Error::<Test>::CommitmentZero
		);
		assert_ok!(hold(REGULATOR, id, START + 10 * YEAR));
	});
}

#[test]
fn a_regulator_pays_for_a_hold() {
	run(|| {
		let id = registered();
		license(AUTHOR, LicenceKind::Regulator, Ok(()));
		assert_noop!(hold(AUTHOR, id, START + 1), TokenError::FundsUnavailable);
	});
}
