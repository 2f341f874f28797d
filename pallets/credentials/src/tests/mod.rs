//! One file for each call, and one each for genesis, discredited issuers, what other pallets ask, and
//! the invariants.

mod accredit;
mod admit_member;
mod appeal_suspension;
mod decide_appeal;
mod discredit;
mod genesis;
mod grant_licence;
mod invariants;
mod leave;
mod queries;
mod reap_licence;
mod reap_membership;
mod register_identifier;
mod reinstate_licence;
mod remove_endpoint;
mod remove_identifier;
mod remove_member;
mod renew_licence;
mod revoke_licence;
mod set_endpoint;
mod suspend_licence;
mod withdraw_accreditation;

use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{LicenceKinds, DAY};
use sp_runtime::{
	traits::{BadOrigin, Dispatchable},
	TokenError,
};
use LicenceKind::{Facility, Practitioner};

const NPI: Identifier = Identifier::Npi(*b"1234567893");
const OTHER_NPI: Identifier = Identifier::Npi(*b"1245319599");
const GLN: Identifier = Identifier::Gln(*b"4012345000009");
const FHIR: ConnectionType = ConnectionType::HL7FhirRest;
const GROUNDS: Commitment = Commitment([6; 32]);

/// Under what a licence of [`DOCTOR`]'s to practise in Germany is appealed about.
fn practice() -> Accreditation {
	Accreditation { kind: Practitioner, jurisdiction: germany() }
}

/// Suspends the licence of [`DOCTOR`], who appeals.
fn appeal_suspended() {
	grant(DOCTOR, Practitioner);
	suspend(DOCTOR, Practitioner);
	assert_ok!(Credentials::appeal_suspension(signed(DOCTOR), Practitioner, germany(), GROUNDS));
}

fn root() -> RuntimeOrigin {
	RuntimeOrigin::root()
}

fn none() -> RuntimeOrigin {
	RuntimeOrigin::none()
}

fn signed(who: u64) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

/// `call` refuses each of `origins` for what it is.
fn assert_bad_origin<const N: usize>(call: Call<Test>, origins: [RuntimeOrigin; N]) {
	for origin in origins {
		assert_noop!(RuntimeCall::from(call.clone()).dispatch(origin), BadOrigin);
	}
}

/// `call`, about [`ISSUER`]'s licence for [`DOCTOR`] to practise in Germany, fails for everybody but
/// the issuer, and for the issuer when it is not accredited for it any more.
fn assert_only_by_accredited_issuer(call: impl Fn(RuntimeOrigin) -> DispatchResult) {
	for who in [STRANGER, OTHER_ISSUER, DOCTOR] {
		assert_noop!(call(signed(who)), Error::<Test>::NotIssuer);
	}
	assert_ok!(withdraw(ISSUER, Practitioner, germany(), Withdrawal::Retirement));
	assert_noop!(call(signed(ISSUER)), Error::<Test>::NotAccredited);
	assert_ok!(Credentials::accredit(root(), ISSUER, Practitioner, place("FR")));
	assert_noop!(call(signed(ISSUER)), Error::<Test>::ForeignJurisdiction);
}
