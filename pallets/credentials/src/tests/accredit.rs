use super::*;

#[test]
fn governance_accredits_an_issuer() {
	run(|| {
		let (kind, jurisdiction) = (Facility, place("US-CA"));
		assert_ok!(Credentials::accredit(root(), STRANGER, kind, jurisdiction));
		assert_eq!(
			Accreditations::<Test>::get(STRANGER)[..],
			[Accreditation { kind, jurisdiction }]
		);
		System::assert_last_event(
			Event::Accredited { issuer: STRANGER, kind, jurisdiction }.into(),
		);
	});
}

#[test]
fn nobody_else_does() {
	run(|| {
		let call = Call::accredit { issuer: STRANGER, kind: Facility, jurisdiction: germany() };
		assert_bad_origin(call, [none(), signed(STRANGER), signed(ISSUER)]);
	});
}

#[test]
fn the_jurisdiction_has_to_be_well_formed() {
	run(|| {
		assert_noop!(
			Credentials::accredit(root(), ISSUER, Facility, malformed()),
			Error::<Test>::MalformedJurisdiction
		);
	});
}

#[test]
fn the_issuer_has_to_exist() {
	run(|| {
		assert_noop!(
			Credentials::accredit(root(), NOBODY, Facility, germany()),
			Error::<Test>::UnknownAccount
		);
	});
}

#[test]
fn twice_is_once_too_often() {
	run(|| {
		assert_noop!(
			Credentials::accredit(root(), ISSUER, Facility, germany()),
			Error::<Test>::AlreadyAccredited
		);
	});
}

#[test]
fn accreditations_are_bounded() {
	run(|| {
		assert_ok!(Credentials::accredit(root(), ISSUER, Facility, place("FR")));
		assert_noop!(
			Credentials::accredit(root(), ISSUER, Facility, place("AT")),
			Error::<Test>::TooManyAccreditations
		);
	});
}
