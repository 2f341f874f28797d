use super::*;

fn register(who: u64, holder: u64, identifier: Identifier) -> DispatchResult {
	Credentials::register_identifier(signed(who), holder, identifier)
}

#[test]
fn the_issuer_of_a_licence_registers_and_pays() {
	run(|| {
		grant(DOCTOR, Practitioner);
		assert_ok!(register(ISSUER, DOCTOR, NPI));
		let (holder, registrar) = (DOCTOR, ISSUER);
		System::assert_last_event(
			Event::IdentifierRegistered { holder, identifier: NPI, registrar }.into(),
		);
		let deposit = IdentifierDeposit::get();
		assert_eq!(
			Identifiers::<Test>::get(NPI),
			Some(IdentifierEntry { holder, registrar, deposit })
		);
		assert_eq!(held(HoldReason::Identifier, ISSUER), deposit);
		assert_eq!(held(HoldReason::Identifier, DOCTOR), 0);

		assert_ok!(register(ISSUER, DOCTOR, GLN));
		assert_eq!(Credentials::identifiers(DOCTOR), [NPI, GLN]);
		assert_eq!(Credentials::holder_of(NPI), Some(DOCTOR));
		assert_eq!(Credentials::holder_of(OTHER_NPI), None);
		assert_eq!(held(HoldReason::Identifier, ISSUER), 2 * deposit);
	});
}

#[test]
fn only_accounts_register() {
	run(|| {
		grant(DOCTOR, Practitioner);
		let call = Call::register_identifier { holder: DOCTOR, identifier: NPI };
		assert_bad_origin(call, [none(), root()]);
	});
}

#[test]
fn digits_are_checked() {
	run(|| {
		grant(DOCTOR, Practitioner);
		for wrong in [
			Identifier::Npi(*b"1234567890"),
			Identifier::Npi(*b"123456789X"),
			Identifier::Gln(*b"4012345000001"),
		] {
			assert_noop!(register(ISSUER, DOCTOR, wrong), Error::<Test>::InvalidIdentifier);
		}
	});
}

#[test]
fn an_identifier_has_one_holder() {
	run(|| {
		grant(DOCTOR, Practitioner);
		grant(HOSPITAL, Facility);
		assert_ok!(register(ISSUER, DOCTOR, NPI));
		assert_noop!(register(ISSUER, HOSPITAL, NPI), Error::<Test>::IdentifierTaken);
		assert_noop!(register(ISSUER, DOCTOR, NPI), Error::<Test>::IdentifierTaken);
	});
}

#[test]
fn a_holder_has_one_of_each_kind() {
	run(|| {
		grant(DOCTOR, Practitioner);
		grant(HOSPITAL, Facility);
		assert_ok!(register(ISSUER, DOCTOR, NPI));
		assert_noop!(register(ISSUER, DOCTOR, OTHER_NPI), Error::<Test>::AlreadyIdentified);
		assert_ok!(register(ISSUER, DOCTOR, GLN));
		assert_noop!(register(ISSUER, DOCTOR, OTHER_NPI), Error::<Test>::AlreadyIdentified);
		assert_ok!(register(ISSUER, HOSPITAL, OTHER_NPI));
	});
}

#[test]
fn only_an_issuer_of_the_holder_vouches() {
	run(|| {
		assert_noop!(register(ISSUER, DOCTOR, NPI), Error::<Test>::NotIssuer);
		grant(DOCTOR, Practitioner);
		for who in [DOCTOR, OTHER_ISSUER, STRANGER] {
			assert_noop!(register(who, DOCTOR, NPI), Error::<Test>::NotIssuer);
		}
	});
}

#[test]
fn the_issuer_has_to_be_accredited_for_a_licence_of_the_holder() {
	for reason in [Withdrawal::Retirement, Withdrawal::Fraud] {
		run(|| {
			grant(DOCTOR, Practitioner);
			assert_ok!(withdraw(ISSUER, Practitioner, germany(), reason));
			assert_noop!(register(ISSUER, DOCTOR, NPI), Error::<Test>::NotAccredited);
			assert_ok!(Credentials::accredit(root(), ISSUER, Practitioner, place("FR")));
			assert_noop!(register(ISSUER, DOCTOR, NPI), Error::<Test>::ForeignJurisdiction);
			// One licence it is accredited for is enough.
			grant(DOCTOR, Facility);
			assert_ok!(register(ISSUER, DOCTOR, NPI));
		});
	}
}

#[test]
fn the_licence_need_not_be_valid() {
	run(|| {
		grant(DOCTOR, Practitioner);
		suspend(DOCTOR, Practitioner);
		set_time(END);
		assert_ok!(register(ISSUER, DOCTOR, NPI));
	});
}

#[test]
fn the_issuer_has_to_afford_the_deposit() {
	run(|| {
		LicenceDeposit::set(0);
		accredit(POOR, Practitioner);
		let (origin, kind) = (signed(POOR), Practitioner);
		assert_ok!(Credentials::grant_licence(origin, DOCTOR, kind, germany(), END));
		assert_noop!(register(POOR, DOCTOR, NPI), TokenError::FundsUnavailable);
	});
}
