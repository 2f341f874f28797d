//! A patient, a hospital and two physicians.

use crate::support::{account, call_as, council, development, license, set_time, START};
use pallet_records::RetentionClass;
use polkadot_sdk::{
	frame_support::{assert_noop, assert_ok},
	*,
};
use salus_primitives::{
	Action, Actions, Basis, Commitment, Grantee, Jurisdiction, LicenceKind, Purpose, Purposes,
	Refusal, Segment, Segments, DAY, HOUR,
};
use salus_runtime::{Balances, Records, Runtime, RuntimeCall};
use sp_keyring::Sr25519Keyring::{
	Bob as OtherPhysician, Charlie as Hospital, Dave as Physician, Eve as Patient, Ferdie as Issuer,
};

const RECORD: u64 = 0;
const LETTER: Commitment = Commitment([1; 32]);
const CORRECTED: Commitment = Commitment([2; 32]);

fn germany() -> Jurisdiction {
	"DE".parse().expect("is a country")
}

fn segment(number: u8) -> Segments {
	Segment::new(number).expect("exists").into()
}

fn grant(until: u64) -> RuntimeCall {
	RuntimeCall::Consent(pallet_consent::Call::grant {
		grantee: Grantee::Account(account(Physician)),
		terms: pallet_consent::Terms {
			purposes: Purposes::from_iter([Purpose::TREAT]),
			actions: Actions::from_iter([Action::Access]),
			segments: segment(3),
			from: START,
			until,
			form: Commitment([9; 32]),
			delegation: 0,
			policy: None,
		},
	})
}

fn access(purpose: Purpose) -> RuntimeCall {
	RuntimeCall::Records(pallet_records::Call::access {
		record: RECORD,
		action: Action::Access,
		purpose,
	})
}

fn refused(refusal: Refusal) -> pallet_records::Error<Runtime> {
	pallet_records::Error::Refused(refusal)
}

/// The issuer licenses the hospital and the physicians, and the hospital registers a letter.
fn admitted() {
	license(Hospital, LicenceKind::Facility);
	license(Physician, LicenceKind::Practitioner);
	license(OtherPhysician, LicenceKind::Practitioner);
	assert_ok!(call_as(
		Hospital,
		RuntimeCall::Records(pallet_records::Call::register {
			subject: account(Patient).into(),
			segment: 3,
			commitment: LETTER,
			author: None,
			class: RetentionClass::Clinical,
		})
	));
}

#[test]
fn care_from_accreditation_to_revocation() {
	development(|| {
		// Nobody may license in France, until the committee accredits somebody.
		let in_france = RuntimeCall::Credentials(pallet_credentials::Call::grant_licence {
			holder: account(Hospital).into(),
			kind: LicenceKind::Facility,
			jurisdiction: "FR".parse().expect("is a country"),
			until: START + DAY,
		});
		assert_noop!(
			call_as(Issuer, in_france.clone()),
			pallet_credentials::Error::<Runtime>::ForeignJurisdiction
		);
		council(RuntimeCall::Credentials(pallet_credentials::Call::accredit {
			issuer: account(Issuer).into(),
			kind: LicenceKind::Facility,
			jurisdiction: "FR".parse().expect("is a country"),
		}));
		assert_ok!(call_as(Issuer, in_france));

		admitted();
		assert_noop!(call_as(Physician, access(Purpose::TREAT)), refused(Refusal::NoConsent));

		assert_ok!(call_as(Patient, grant(START + HOUR)));
		assert_ok!(call_as(Physician, access(Purpose::TREAT)));
		assert_ok!(call_as(Physician, access(Purpose::COC)));
		assert_noop!(call_as(Physician, access(Purpose::HRESCH)), refused(Refusal::Purpose));
		assert_noop!(call_as(Physician, access(Purpose::BTG)), refused(Refusal::Purpose));
		assert_noop!(call_as(OtherPhysician, access(Purpose::TREAT)), refused(Refusal::NoConsent));
		assert_eq!(Records::receipts(RECORD, 0).len(), 2);

		assert_ok!(call_as(
			Hospital,
			RuntimeCall::Records(pallet_records::Call::amend {
				record: RECORD,
				commitment: CORRECTED,
				author: None,
			})
		));
		use pallet_records::Verification;
		assert_eq!(Records::verify(RECORD, 2, CORRECTED), Verification::Current);
		assert_eq!(Records::verify(RECORD, 1, LETTER), Verification::Superseded { by: 2 });
		assert_eq!(Records::verify(RECORD, 1, CORRECTED), Verification::Mismatch);

		assert_ok!(call_as(
			Patient,
			RuntimeCall::Consent(pallet_consent::Call::revoke {
				grantee: Grantee::Account(account(Physician)),
			})
		));
		assert_noop!(call_as(Physician, access(Purpose::TREAT)), refused(Refusal::NoConsent));
	});
}

#[test]
fn a_grant_ends_by_itself() {
	development(|| {
		admitted();
		assert_ok!(call_as(Patient, grant(START + HOUR)));
		set_time(START + HOUR - 1);
		assert_ok!(call_as(Physician, access(Purpose::TREAT)));
		set_time(START + HOUR);
		assert_noop!(call_as(Physician, access(Purpose::TREAT)), refused(Refusal::Expired));
	});
}

#[test]
fn a_consent_to_a_profession_ends_with_the_licence() {
	development(|| {
		admitted();
		let RuntimeCall::Consent(pallet_consent::Call::grant { terms, .. }) = grant(START + DAY)
		else {
			unreachable!()
		};
		assert_ok!(call_as(
			Patient,
			RuntimeCall::Consent(pallet_consent::Call::grant {
				grantee: Grantee::Licence(LicenceKind::Practitioner),
				terms,
			})
		));
		assert_ok!(call_as(OtherPhysician, access(Purpose::TREAT)));
		assert_ok!(call_as(
			Issuer,
			RuntimeCall::Credentials(pallet_credentials::Call::suspend_licence {
				holder: account(OtherPhysician).into(),
				kind: LicenceKind::Practitioner,
				jurisdiction: germany(),
			})
		));
		assert_noop!(call_as(OtherPhysician, access(Purpose::TREAT)), refused(Refusal::NoConsent));
	});
}

#[test]
fn the_runtime_api_answers_like_the_gate() {
	use salus_primitives::runtime_decl_for_consent_api::ConsentApiV1;

	development(|| {
		let check = |purpose| {
			Runtime::check(
				account(Patient),
				account(Physician),
				Action::Access,
				purpose,
				segment(3),
			)
		};
		assert_eq!(check(Purpose::TREAT), Err(Refusal::NoConsent));
		assert_ok!(call_as(Patient, grant(START + HOUR)));
		assert_eq!(check(Purpose::TREAT), Ok(Basis::Grant(Grantee::Account(account(Physician)))));
		assert_eq!(check(Purpose::HPAYMT), Err(Refusal::Purpose));
	});
}

#[test]
fn deposits_come_back() {
	development(|| {
		let free = || Balances::free_balance(account(Patient));
		let before = free();
		assert_ok!(call_as(Patient, grant(START + HOUR)));
		assert!(free() < before);
		assert_ok!(call_as(
			Patient,
			RuntimeCall::Consent(pallet_consent::Call::revoke {
				grantee: Grantee::Account(account(Physician)),
			})
		));
		assert_eq!(free(), before);
	});
}
