use super::*;

/// Every reason that the gate gives.
const REFUSALS: [Refusal; 14] = [
	Refusal::NoConsent,
	Refusal::Revoked,
	Refusal::Expired,
	Refusal::NotYetValid,
	Refusal::DelegationEnded,
	Refusal::FormOutdated,
	Refusal::Purpose,
	Refusal::Action,
	Refusal::Segment,
	Refusal::NothingRequested,
	Refusal::ResearchOptOut,
	Refusal::Denied,
	Refusal::Frozen,
	Refusal::Deceased,
];

fn access(who: u64, id: RecordId) -> frame_support::dispatch::DispatchResultWithPostInfo {
	Health::access(signed(who), id, Action::Use, Purpose::COC)
}

#[test]
fn who_has_a_grant_does_not_pay_for_looking_further() {
	run(|| {
		let id = registered();
		let direct = Some(<Test as Config>::WeightInfo::access_by_grant());
		for (basis, weight) in [
			(Basis::Grant(Grantee::Account(DOCTOR)), direct),
			(Basis::Grant(Grantee::Organisation(HOSPITAL)), None),
			(Basis::Delegation(Grantee::Account(DOCTOR)), None),
			(Basis::Representative, None),
			(Basis::Emergency(1), None),
		] {
			GateAnswer::set(Ok(basis));
			assert_eq!(access(DOCTOR, id).unwrap().actual_weight, weight);
		}
	});
}

#[test]
fn a_reader_with_consent_leaves_a_receipt() {
	run(|| {
		let id = registered();
		assert_ok!(Health::amend(signed(HOSPITAL), id, commitment(2), None));
		advance(1_000);
		for (index, basis) in [
			Basis::Grant(Grantee::Account(DOCTOR)),
			Basis::Delegation(Grantee::Organisation(HOSPITAL)),
			Basis::Representative,
			Basis::Emergency(7),
		]
		.into_iter()
		.enumerate()
		{
			let index = index as u32;
			GateAnswer::set(Ok(basis.clone()));
			assert_ok!(access(DOCTOR, id));

			assert_eq!(
				Receipts::<Test>::get(id, index),
				Some(Receipt {
					reader: DOCTOR,
					basis: basis.clone(),
					action: Action::Use,
					purpose: Purpose::COC,
					version: 2,
					at: START + 1_000,
					deposit: 1,
				})
			);
			assert_eq!(Records::<Test>::get(id).unwrap().receipts, index + 1);
			assert_last_event(Event::Accessed {
				record: id,
				index,
				reader: DOCTOR,
				basis,
				action: Action::Use,
				purpose: Purpose::COC,
				version: 2,
			});
		}
		assert_eq!(held(HoldReason::Receipt, DOCTOR), 4);
		assert_eq!(Seen::get(), [(DOCTOR, PATIENT); 4]);
	});
}

#[test]
fn the_gate_is_asked_for_the_segment_of_the_record() {
	run(|| {
		let id = registered();
		consent();
		assert_ok!(access(DOCTOR, id));
		assert_eq!(
			GateQuestion::get(),
			Some((PATIENT, DOCTOR, Action::Use, Purpose::COC, Segments(1 << SEGMENT)))
		);
	});
}

#[test]
fn the_subject_is_always_let_in() {
	run(|| {
		assert_ok!(Health::register(signed(HOSPITAL), DOCTOR, SEGMENT, commitment(1), None, CLASS));
		GateAnswer::set(Err(Refusal::Denied));
		assert_ok!(access(DOCTOR, 0));
		assert_eq!(Receipts::<Test>::get(0, 0).unwrap().basis, Basis::Subject);
		assert!(Seen::get().is_empty());
	});
}

#[test]
fn without_consent_nothing_changes() {
	run(|| {
		let id = registered();
		for refusal in REFUSALS {
			GateAnswer::set(Err(refusal));
			// The custodian has no privilege.
			for who in [DOCTOR, HOSPITAL] {
				assert_noop!(access(who, id), Error::<Test>::Refused(refusal));
			}
		}
	});
}

#[test]
fn unsigned_origins_are_refused() {
	run(|| {
		let id = accessed();
		for origin in unsigned_origins() {
			assert_noop!(Health::access(origin, id, Action::Access, Purpose::TREAT), BadOrigin);
		}
	});
}

#[test]
fn the_record_must_exist() {
	run(|| {
		consent();
		assert_noop!(access(DOCTOR, 0), Error::<Test>::NotFound);
	});
}

#[test]
fn a_retracted_record_is_closed_even_to_its_subject() {
	run(|| {
		let id = accessed();
		assert_ok!(Health::retract(signed(HOSPITAL), id));
		for who in [DOCTOR, PATIENT] {
			assert_noop!(access(who, id), Error::<Test>::EnteredInError);
		}
	});
}

#[test]
fn receipt_indices_run_out() {
	run(|| {
		let id = accessed();
		Records::<Test>::mutate(id, |record| record.as_mut().unwrap().receipts = u32::MAX);
		assert_noop!(access(DOCTOR, id), Error::<Test>::TooManyReceipts);
	});
}

#[test]
fn who_cannot_pay_cannot_access() {
	run(|| {
		let id = accessed();
		set_prices(0, 0, ENDOWMENT);
		assert_noop!(access(DOCTOR, id), TokenError::FundsUnavailable);
	});
}
