use super::*;

fn grant_to_doctor(origin: RuntimeOrigin) -> DispatchResult {
	Credentials::grant_licence(origin, DOCTOR, Practitioner, germany(), END)
}

#[test]
fn an_issuer_grants_a_licence_and_pays_the_deposit() {
	run(|| {
		let (holder, kind, jurisdiction, issuer, until) =
			(DOCTOR, Practitioner, germany(), ISSUER, END);
		assert_ok!(grant_to_doctor(signed(ISSUER)));
		System::assert_last_event(
			Event::LicenceGranted { holder, kind, jurisdiction, issuer, until }.into(),
		);
		let (status, deposit) = (LicenceStatus::Active, LicenceDeposit::get());
		let licence = Licence { kind, jurisdiction, issuer, until, status, deposit };
		assert_eq!(Credentials::licences(DOCTOR), [licence]);
		assert_eq!(held(HoldReason::Licence, ISSUER), deposit);
		assert_eq!(held(HoldReason::Licence, DOCTOR), 0);
	});
}

#[test]
fn an_accreditation_for_a_country_covers_its_subdivisions() {
	run(|| {
		let grant_in = |code| {
			Credentials::grant_licence(signed(ISSUER), DOCTOR, Practitioner, place(code), END)
		};
		assert_ok!(grant_in("DE-BY"));
		assert_noop!(grant_in("FR-75"), Error::<Test>::ForeignJurisdiction);
	});
}

#[test]
fn an_accreditation_for_a_subdivision_does_not_cover_the_country() {
	run(|| {
		assert_ok!(Credentials::accredit(root(), OTHER_ISSUER, Practitioner, place("DE-BY")));
		assert_noop!(grant_to_doctor(signed(OTHER_ISSUER)), Error::<Test>::ForeignJurisdiction);
	});
}

#[test]
fn only_accounts_grant() {
	run(|| {
		let call = Call::grant_licence {
			holder: DOCTOR,
			kind: Practitioner,
			jurisdiction: germany(),
			until: END,
		};
		assert_bad_origin(call, [none(), root()]);
	});
}

#[test]
fn the_issuer_has_to_be_accredited_for_the_kind() {
	run(|| {
		for who in [STRANGER, DOCTOR, OTHER_ISSUER] {
			assert_noop!(grant_to_doctor(signed(who)), Error::<Test>::NotAccredited);
		}
	});
}

#[test]
fn the_jurisdiction_has_to_be_well_formed() {
	run(|| {
		assert_noop!(
			Credentials::grant_licence(signed(ISSUER), DOCTOR, Practitioner, malformed(), END),
			Error::<Test>::MalformedJurisdiction
		);
	});
}

#[test]
fn the_holder_has_to_exist() {
	run(|| {
		assert_noop!(
			Credentials::grant_licence(signed(ISSUER), NOBODY, Practitioner, germany(), END),
			Error::<Test>::UnknownAccount
		);
	});
}

#[test]
fn the_end_lies_in_the_allowed_future() {
	run(|| {
		let grant_until = |until| {
			Credentials::grant_licence(signed(ISSUER), DOCTOR, Practitioner, germany(), until)
		};
		let latest = START + MaxValidity::get();
		assert_noop!(grant_until(0), Error::<Test>::EndInPast);
		assert_noop!(grant_until(START), Error::<Test>::EndInPast);
		assert_noop!(grant_until(latest + 1), Error::<Test>::EndTooLate);
		assert_noop!(grant_until(Moment::MAX), Error::<Test>::EndTooLate);
		assert_ok!(grant_until(latest));
	});
}

#[test]
fn there_is_one_licence_for_each_kind_and_jurisdiction() {
	run(|| {
		grant(HOSPITAL, Facility);
		let again = |issuer| {
			Credentials::grant_licence(signed(issuer), HOSPITAL, Facility, germany(), END + DAY)
		};
		assert_noop!(again(ISSUER), Error::<Test>::AlreadyExists);
		assert_noop!(again(OTHER_ISSUER), Error::<Test>::AlreadyExists);
		set_time(END);
		assert_noop!(again(OTHER_ISSUER), Error::<Test>::AlreadyExists);
		assert_ok!(Credentials::reap_licence(signed(STRANGER), HOSPITAL, Facility, germany()));
		assert_ok!(again(OTHER_ISSUER));
	});
}

#[test]
fn licences_are_bounded() {
	run(|| {
		let grant_in = |code| {
			Credentials::grant_licence(signed(ISSUER), DOCTOR, Practitioner, place(code), END)
		};
		for code in ["DE", "DE-BY", "DE-BE"] {
			assert_ok!(grant_in(code));
		}
		assert_noop!(grant_in("DE-HH"), Error::<Test>::TooManyLicences);
	});
}

#[test]
fn the_issuer_has_to_afford_the_deposit() {
	run(|| {
		accredit(POOR, Practitioner);
		assert_noop!(grant_to_doctor(signed(POOR)), TokenError::FundsUnavailable);
	});
}
