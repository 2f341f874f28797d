use super::*;

fn registered() {
	grant(DOCTOR, Practitioner);
	for identifier in [NPI, GLN] {
		assert_ok!(Credentials::register_identifier(signed(ISSUER), DOCTOR, identifier));
	}
}

#[test]
fn registrar_and_governance_remove_and_the_registrar_gets_the_deposit() {
	for origin in [signed(ISSUER), root()] {
		run(|| {
			registered();
			let deposit = IdentifierDeposit::get();
			IdentifierDeposit::set(1);
			assert_ok!(Credentials::remove_identifier(origin.clone(), NPI));
			System::assert_last_event(
				Event::IdentifierRemoved { holder: DOCTOR, identifier: NPI }.into(),
			);
			assert_eq!(Credentials::identifiers(DOCTOR), [GLN]);
			assert_eq!(Credentials::holder_of(NPI), None);
			assert_eq!(held(HoldReason::Identifier, ISSUER), deposit);
			assert_ok!(Credentials::remove_identifier(origin, GLN));
			assert!(!IdentifiersOf::<Test>::contains_key(DOCTOR));
			assert_eq!(held(HoldReason::Identifier, ISSUER), 0);
		});
		IdentifierDeposit::set(5);
	}
}

#[test]
fn somebody_has_to_ask() {
	run(|| {
		registered();
		assert_bad_origin(Call::remove_identifier { identifier: NPI }, [none()]);
	});
}

#[test]
fn nobody_else_removes() {
	run(|| {
		registered();
		for who in [DOCTOR, OTHER_ISSUER, STRANGER] {
			assert_noop!(
				Credentials::remove_identifier(signed(who), NPI),
				Error::<Test>::NotIssuer
			);
		}
	});
}

#[test]
fn a_registrar_takes_back_its_word_whatever_it_has_lost() {
	run(|| {
		registered();
		assert_ok!(Credentials::revoke_licence(root(), DOCTOR, Practitioner, germany()));
		assert_ok!(withdraw(ISSUER, Practitioner, germany(), Withdrawal::Fraud));
		assert_eq!(Credentials::identifiers(DOCTOR), [NPI, GLN]);
		assert_ok!(Credentials::remove_identifier(signed(ISSUER), NPI));
	});
}

#[test]
fn a_removed_identifier_may_be_somebody_elses() {
	run(|| {
		registered();
		grant(HOSPITAL, Facility);
		assert_ok!(Credentials::remove_identifier(signed(ISSUER), GLN));
		assert_ok!(Credentials::register_identifier(signed(ISSUER), HOSPITAL, GLN));
		assert_eq!(Credentials::holder_of(GLN), Some(HOSPITAL));
	});
}

#[test]
fn the_identifier_has_to_be_there() {
	run(|| {
		registered();
		for origin in [root(), signed(ISSUER)] {
			assert_noop!(
				Credentials::remove_identifier(origin, OTHER_NPI),
				Error::<Test>::NotFound
			);
		}
	});
}

#[test]
fn anybody_clears_away_what_a_fraud_has_registered() {
	run(|| {
		registered();
		assert_ok!(withdraw(ISSUER, Practitioner, germany(), Withdrawal::Fraud));
		assert_ok!(Credentials::remove_identifier(signed(STRANGER), NPI));
		assert_eq!(Credentials::holder_of(NPI), None);
	});
}
