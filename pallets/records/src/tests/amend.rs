use super::*;

#[test]
fn the_custodian_adds_a_version() {
	run(|| {
		let id = registered();
		let first = Versions::<Test>::get(id, 1);
		advance(1_000);
		assert_ok!(Health::amend(signed(HOSPITAL), id, commitment(2), None));

		assert_eq!(Records::<Test>::get(id).unwrap().version, 2);
		assert_eq!(Versions::<Test>::get(id, 1), first);
		assert_eq!(
			Versions::<Test>::get(id, 2),
			Some(Version {
				commitment: commitment(2),
				at: START + 1_000,
				author: Authorship::None
			})
		);
		assert_eq!(Commitments::<Test>::get(commitment(2)), Some(id));
		assert_last_event(Event::Amended {
			record: id,
			version: 2,
			commitment: commitment(2),
			author: None,
		});
	});
}

#[test]
fn the_custodian_pays_the_price_of_the_day() {
	run(|| {
		let id = registered();
		set_prices(500, 50, 5);
		assert_ok!(Health::amend(signed(HOSPITAL), id, commitment(2), None));
		assert_eq!(held(HoldReason::Record, HOSPITAL), 110 + 50);
		assert_eq!(record(id).deposit, 110 + 50);
	});
}

#[test]
fn unsigned_origins_are_refused() {
	run(|| {
		let id = registered();
		for origin in unsigned_origins() {
			assert_noop!(Health::amend(origin, id, commitment(2), None), BadOrigin);
		}
	});
}

#[test]
fn only_the_custodian_amends() {
	run(|| {
		let id = registered();
		for who in [CLINIC, PATIENT, STRANGER] {
			assert_noop!(
				Health::amend(signed(who), id, commitment(2), None),
				Error::<Test>::NotCustodian
			);
		}
	});
}

#[test]
fn the_custodian_must_still_be_licensed() {
	run(|| {
		let id = registered();
		for problem in PROBLEMS {
			set_licence(HOSPITAL, Err(problem));
			assert_noop!(
				Health::amend(signed(HOSPITAL), id, commitment(2), None),
				Error::<Test>::Unlicensed(problem)
			);
		}
	});
}

#[test]
fn the_record_must_exist() {
	run(|| {
		assert_noop!(
			Health::amend(signed(HOSPITAL), 0, commitment(2), None),
			Error::<Test>::NotFound
		);
	});
}

#[test]
fn a_retracted_record_is_not_amended() {
	run(|| {
		let id = registered();
		assert_ok!(Health::retract(signed(HOSPITAL), id));
		assert_noop!(
			Health::amend(signed(HOSPITAL), id, commitment(2), None),
			Error::<Test>::EnteredInError
		);
	});
}

#[test]
fn a_commitment_to_nothing_is_refused() {
	run(|| {
		let id = registered();
		assert_noop!(
			Health::amend(signed(HOSPITAL), id, Commitment::default(), None),
			Error::<Test>::CommitmentZero
		);
	});
}

#[test]
fn a_commitment_is_registered_once() {
	run(|| {
		let id = registered();
		assert_ok!(Health::register(signed(CLINIC), PATIENT, 0, commitment(2), None, CLASS));
		for number in [1, 2] {
			assert_noop!(
				Health::amend(signed(HOSPITAL), id, commitment(number), None),
				Error::<Test>::AlreadyExists
			);
		}
	});
}

#[test]
fn versions_are_bounded() {
	run(|| {
		let id = registered();
		for number in 2..=4 {
			assert_ok!(Health::amend(signed(HOSPITAL), id, commitment(number), None));
		}
		assert_noop!(
			Health::amend(signed(HOSPITAL), id, commitment(5), None),
			Error::<Test>::TooManyVersions
		);
	});
}

#[test]
fn who_cannot_pay_cannot_amend() {
	run(|| {
		let id = registered();
		set_prices(0, ENDOWMENT, 0);
		assert_noop!(
			Health::amend(signed(HOSPITAL), id, commitment(2), None),
			TokenError::FundsUnavailable
		);
	});
}
