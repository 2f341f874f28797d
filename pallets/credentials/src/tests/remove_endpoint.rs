use super::*;

fn set() {
	grant(HOSPITAL, Facility);
	let address = b"https://fhir.example".to_vec();
	assert_ok!(Credentials::set_endpoint(signed(HOSPITAL), FHIR, address));
}

#[test]
fn an_organisation_ends_a_service_and_gets_the_deposit() {
	run(|| {
		set();
		EndpointDeposit::set(1);
		assert_ok!(Credentials::remove_endpoint(signed(HOSPITAL), FHIR));
		let (organisation, connection) = (HOSPITAL, FHIR);
		System::assert_last_event(Event::EndpointRemoved { organisation, connection }.into());
		assert!(Credentials::endpoints(HOSPITAL).is_empty());
		assert_eq!(held(HoldReason::Endpoint, HOSPITAL), 0);
		assert_eq!(Balances::free_balance(HOSPITAL), 1_000);
	});
}

#[test]
fn an_organisation_that_lost_its_licence_still_removes() {
	run(|| {
		set();
		assert_ok!(Credentials::revoke_licence(root(), HOSPITAL, Facility, germany()));
		assert_eq!(Credentials::endpoints(HOSPITAL).len(), 1);
		assert_ok!(Credentials::remove_endpoint(signed(HOSPITAL), FHIR));
	});
}

#[test]
fn only_accounts_remove() {
	run(|| {
		set();
		assert_bad_origin(Call::remove_endpoint { connection: FHIR }, [none(), root()]);
	});
}

#[test]
fn the_endpoint_has_to_be_there_and_the_callers() {
	run(|| {
		set();
		for (who, connection) in [(STRANGER, FHIR), (HOSPITAL, ConnectionType::DicomWadoRs)] {
			assert_noop!(
				Credentials::remove_endpoint(signed(who), connection),
				Error::<Test>::NotFound
			);
		}
	});
}
