use super::*;

fn set(who: u64, address: &[u8]) -> DispatchResult {
	Credentials::set_endpoint(signed(who), FHIR, address.to_vec())
}

#[test]
fn an_organisation_says_where_a_service_is_and_pays() {
	run(|| {
		grant(HOSPITAL, Facility);
		assert_ok!(set(HOSPITAL, b"https://fhir.example/r4"));
		let (organisation, connection) = (HOSPITAL, FHIR);
		System::assert_last_event(Event::EndpointSet { organisation, connection }.into());
		assert_eq!(Credentials::endpoints(HOSPITAL), [(FHIR, b"https://fhir.example/r4".to_vec())]);
		assert_eq!(held(HoldReason::Endpoint, HOSPITAL), EndpointDeposit::get());
		assert!(Credentials::endpoints(CLINIC).is_empty());
	});
}

#[test]
fn another_address_takes_its_place_for_the_same_deposit() {
	run(|| {
		grant(HOSPITAL, Facility);
		assert_ok!(set(HOSPITAL, b"https://fhir.example/r4"));
		let deposit = held(HoldReason::Endpoint, HOSPITAL);
		EndpointDeposit::set(deposit + 1);
		assert_ok!(set(HOSPITAL, b"https://fhir.example/r5"));
		assert_eq!(Credentials::endpoints(HOSPITAL), [(FHIR, b"https://fhir.example/r5".to_vec())]);
		assert_eq!(held(HoldReason::Endpoint, HOSPITAL), deposit);
	});
}

#[test]
fn there_is_one_endpoint_of_each_kind() {
	run(|| {
		grant(HOSPITAL, Facility);
		for connection in ConnectionType::ALL {
			let address = format!("https://{}", connection.code()).into_bytes();
			assert_ok!(Credentials::set_endpoint(signed(HOSPITAL), connection, address));
		}
		let endpoints = Credentials::endpoints(HOSPITAL);
		assert!(endpoints.iter().map(|(connection, _)| *connection).eq(ConnectionType::ALL));
		assert!(endpoints
			.iter()
			.all(|(connection, address)| address[8..] == *connection.code().as_bytes()));
		let count = ConnectionType::ALL.len() as u64;
		assert_eq!(held(HoldReason::Endpoint, HOSPITAL), count * EndpointDeposit::get());
	});
}

#[test]
fn kinds_of_service_have_different_codes_and_all_are_listed() {
	let codes = ConnectionType::ALL.map(ConnectionType::code);
	assert!(codes.iter().all(|code| codes.iter().filter(|other| *other == code).count() == 1));
	for (index, connection) in ConnectionType::ALL.into_iter().enumerate() {
		assert_eq!(connection.encode(), [index as u8]);
	}
	assert!(ConnectionType::decode(&mut [ConnectionType::ALL.len() as u8].as_slice()).is_err());
}

#[test]
fn only_accounts_set() {
	run(|| {
		let call = Call::set_endpoint { connection: FHIR, address: b"https://a".to_vec() };
		assert_bad_origin(call, [none(), root()]);
	});
}

#[test]
fn addresses_are_encrypted_urls() {
	run(|| {
		grant(HOSPITAL, Facility);
		for malformed in [
			&b""[..],
			b"https://",
			b"https:/a",
			b"http://fhir.example",
			b"HTTPS://fhir.example",
			b" https://fhir.example",
			b"https://a b",
			b"https://a\n",
			b"https://\xc3\xa4",
		] {
			assert_noop!(set(HOSPITAL, malformed), Error::<Test>::MalformedAddress);
		}
		assert_ok!(set(HOSPITAL, b"https://a"));
	});
}

#[test]
fn addresses_are_bounded() {
	run(|| {
		grant(HOSPITAL, Facility);
		let mut address = b"https://".to_vec();
		address.resize(MaxAddressLength::get() as usize, b'a');
		assert_ok!(set(HOSPITAL, &address));
		address.push(b'a');
		assert_noop!(set(HOSPITAL, &address), Error::<Test>::TooLong);
	});
}

#[test]
fn who_has_an_endpoint_is_an_organisation() {
	run(|| {
		grant(DOCTOR, Practitioner);
		for who in [DOCTOR, STRANGER] {
			assert_noop!(set(who, b"https://fhir.example"), Error::<Test>::NotAnOrganisation);
		}
	});
}

#[test]
fn the_organisation_has_to_be_licensed_now() {
	run(|| {
		grant(HOSPITAL, Facility);
		grant(CLINIC, Facility);
		suspend(HOSPITAL, Facility);
		assert_noop!(set(HOSPITAL, b"https://fhir.example"), Error::<Test>::LicenceSuspended);
		assert_ok!(set(CLINIC, b"https://fhir.example"));
		assert_ok!(withdraw(ISSUER, Facility, germany(), Withdrawal::Fraud));
		assert_noop!(set(CLINIC, b"https://fhir.example"), Error::<Test>::IssuerDiscredited);
		set_time(END);
		assert_noop!(set(HOSPITAL, b"https://fhir.example"), Error::<Test>::LicenceExpired);
	});
}

#[test]
fn the_organisation_has_to_afford_the_deposit() {
	run(|| {
		grant(POOR, Facility);
		assert_noop!(set(POOR, b"https://fhir.example"), TokenError::FundsUnavailable);
	});
}
