use super::*;

fn offered() -> RecordId {
	let id = registered();
	assert_ok!(Health::offer_custody(signed(HOSPITAL), id, CLINIC));
	id
}

fn accept(who: u64, id: RecordId) -> sp_runtime::DispatchResult {
	Health::accept_custody(signed(who), id)
}

#[test]
fn custody_moves_when_both_want_it() {
	run(|| {
		let id = offered();
		assert_ok!(Health::amend(signed(HOSPITAL), id, commitment(2), None));
		assert_eq!(CustodyOffers::<Test>::get(id), Some(CLINIC));
		set_prices(500, 50, 5);
		assert_ok!(accept(CLINIC, id));

		assert_eq!(record(id).custodian, CLINIC);
		assert!(!CustodyOffers::<Test>::contains_key(id));
		assert_eq!(held(HoldReason::Record, HOSPITAL), 0);
		assert_eq!(held(HoldReason::Record, CLINIC), 120);
		assert_last_event(Event::CustodyTransferred { record: id, from: HOSPITAL, to: CLINIC });
		assert_noop!(
			Health::amend(signed(HOSPITAL), id, commitment(3), None),
			Error::<Test>::NotCustodian
		);
		assert_ok!(Health::amend(signed(CLINIC), id, commitment(3), None));
	});
}

#[test]
fn what_hangs_on_a_record_goes_along() {
	run(|| {
		let id = offered();
		assert_ok!(Health::request_amendment(signed(PATIENT), id, commitment(50)));
		assert_ok!(Health::place_hold(signed(REGULATOR), id, START + YEAR, commitment(51)));
		assert_ok!(accept(CLINIC, id));
		assert_ok!(Health::accept_amendment(signed(CLINIC), id, commitment(2), None));
		assert_eq!(Holds::<Test>::get(id).len(), 1);
	});
}

#[test]
fn a_facility_without_licence_hands_over_but_takes_nothing() {
	run(|| {
		let id = registered();
		for problem in PROBLEMS {
			set_licence(HOSPITAL, Err(problem));
			set_licence(CLINIC, Err(problem));
			assert_noop!(
				Health::offer_custody(signed(HOSPITAL), id, CLINIC),
				Error::<Test>::RecipientUnlicensed(problem)
			);
			set_licence(CLINIC, Ok(()));
			assert_ok!(Health::offer_custody(signed(HOSPITAL), id, CLINIC));
			set_licence(CLINIC, Err(problem));
			assert_noop!(accept(CLINIC, id), Error::<Test>::RecipientUnlicensed(problem));
		}
		set_licence(CLINIC, Ok(()));
		assert_ok!(accept(CLINIC, id));
	});
}

#[test]
fn only_the_custodian_offers_and_only_to_somebody_else() {
	run(|| {
		let id = registered();
		for who in [CLINIC, PATIENT, STRANGER] {
			assert_noop!(
				Health::offer_custody(signed(who), id, CLINIC),
				Error::<Test>::NotCustodian
			);
		}
		assert_noop!(
			Health::offer_custody(signed(HOSPITAL), id, HOSPITAL),
			Error::<Test>::AlreadyCustodian
		);
		assert_noop!(
			Health::offer_custody(signed(HOSPITAL), id, PATIENT),
			Error::<Test>::SubjectIsCustodian
		);
	});
}

#[test]
fn only_the_recipient_accepts() {
	run(|| {
		let id = offered();
		for who in [HOSPITAL, PATIENT, STRANGER] {
			assert_noop!(accept(who, id), Error::<Test>::NotRecipient);
		}
		let other = registered_about(PATIENT, 2);
		assert_noop!(accept(CLINIC, other), Error::<Test>::NoOffer);
	});
}

#[test]
fn an_offer_is_replaced_taken_back_or_declined() {
	run(|| {
		let id = offered();
		set_licence(STRANGER, Ok(()));
		assert_ok!(Health::offer_custody(signed(HOSPITAL), id, STRANGER));
		assert_last_event(Event::CustodyOffered { record: id, to: STRANGER });
		assert_noop!(accept(CLINIC, id), Error::<Test>::NotRecipient);
		for by in [HOSPITAL, STRANGER] {
			assert_ok!(Health::offer_custody(signed(HOSPITAL), id, STRANGER));
			assert_noop!(
				Health::cancel_custody_offer(signed(PATIENT), id),
				Error::<Test>::NotRecipient
			);
			assert_ok!(Health::cancel_custody_offer(signed(by), id));
			assert_last_event(Event::CustodyOfferCancelled { record: id, by });
			assert_noop!(accept(STRANGER, id), Error::<Test>::NoOffer);
			assert_noop!(Health::cancel_custody_offer(signed(by), id), Error::<Test>::NoOffer);
		}
	});
}

#[test]
fn who_cannot_pay_takes_nothing_over() {
	run(|| {
		set_prices(ENDOWMENT / 2, 0, 0);
		let id = offered();
		assert_ok!(Balances::transfer_allow_death(signed(CLINIC), STRANGER, ENDOWMENT - 1_000));
		assert_noop!(accept(CLINIC, id), TokenError::FundsUnavailable);
	});
}
