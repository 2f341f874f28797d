use crate::{
	mock::*, Appointed, Attestation, Condition, ConditionState, Conditions, Error, Event,
	HoldReason,
};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResult};
use salus_primitives::{Commitment, LicenceKind, LicenceProblem, Power};
use sp_runtime::{DispatchError, TokenError};
use Condition::{Death, Incapacity};

fn attest(by: u64, organisation: u64) -> DispatchResult {
	Family::attest(signed(by), PATIENT, Incapacity, organisation, EVIDENCE)
}

fn attestation(by: u64, organisation: u64, at: u64) -> Attestation<u64, u64> {
	Attestation { by, organisation, at, evidence: EVIDENCE, deposit: ATTESTATION }
}

fn state() -> ConditionState<u64, u64> {
	Conditions::<Test>::get(PATIENT, Incapacity).unwrap()
}

fn paid(who: u64) -> u64 {
	held(HoldReason::Attestation, who)
}

#[test]
fn the_first_attestation_waits() {
	run(|| {
		assert_ok!(attest(PHYSICIAN, HOSPITAL));
		let first = attestation(PHYSICIAN, HOSPITAL, START);
		assert_eq!(state(), ConditionState { first, second: None });
		assert_eq!(paid(PHYSICIAN), ATTESTATION);
		assert!(!holds(Incapacity));
		let (subject, condition, by, organisation) = (PATIENT, Incapacity, PHYSICIAN, HOSPITAL);
		assert_eq!(last_event(), Event::Attested { subject, condition, by, organisation });
	});
}

#[test]
fn the_second_attestation_confirms() {
	run(|| {
		assert_ok!(attest(PHYSICIAN, HOSPITAL));
		set_time(START + 5);
		prepared();
		assert_ok!(attest(SPECIALIST, CLINIC));
		let first = attestation(PHYSICIAN, HOSPITAL, START);
		let second = Some(attestation(SPECIALIST, CLINIC, START + 5));
		assert_eq!(state(), ConditionState { first, second });
		assert_eq!((paid(PHYSICIAN), paid(SPECIALIST)), (ATTESTATION, ATTESTATION));
		assert!(holds(Incapacity) && !holds(Death));
		assert_eq!(Deaths::get(), []);
		let (subject, condition) = (PATIENT, Incapacity);
		assert_eq!(last_event(), Event::ConditionConfirmed { subject, condition });
	});
}

#[test]
fn a_confirmed_condition_stays_for_good() {
	run(|| {
		confirmed(Incapacity);
		set_time(START + 10 * VALIDITY);
		assert!(holds(Incapacity));
		for (by, organisation) in [(PHYSICIAN, HOSPITAL), (COLLEAGUE, HOSPITAL)] {
			assert_noop!(attest(by, organisation), Error::<Test>::ConditionHolds);
		}
	});
}

#[test]
fn a_death_is_told_once_it_is_confirmed() {
	run(|| {
		let attest =
			|by, organisation| Family::attest(signed(by), PATIENT, Death, organisation, EVIDENCE);
		assert_ok!(attest(PHYSICIAN, HOSPITAL));
		assert_eq!(Deaths::get(), []);
		assert_ok!(attest(SPECIALIST, CLINIC));
		assert_eq!(Deaths::get(), [(PATIENT, true)]);
	});
}

#[test]
fn the_conditions_do_not_mix() {
	run(|| {
		assert_ok!(attest(PHYSICIAN, HOSPITAL));
		assert_ok!(Family::attest(signed(SPECIALIST), PATIENT, Death, CLINIC, EVIDENCE));
		assert!(!holds(Incapacity) && !holds(Death));
	});
}

#[test]
fn the_second_attestation_follows_in_time() {
	run(|| {
		assert_ok!(attest(PHYSICIAN, HOSPITAL));
		set_time(START + VALIDITY - 1);
		assert_ok!(attest(SPECIALIST, CLINIC));
		assert!(holds(Incapacity));
	});
	run(|| {
		assert_ok!(attest(PHYSICIAN, HOSPITAL));
		set_time(START + VALIDITY);
		prepared();
		assert_ok!(attest(SPECIALIST, CLINIC));
		let first = attestation(SPECIALIST, CLINIC, START + VALIDITY);
		assert_eq!(state(), ConditionState { first, second: None });
		assert_eq!((paid(PHYSICIAN), paid(SPECIALIST)), (0, ATTESTATION));
		let (subject, condition, by, organisation) = (PATIENT, Incapacity, SPECIALIST, CLINIC);
		assert_eq!(last_event(), Event::Attested { subject, condition, by, organisation });
	});
}

#[test]
fn an_outdated_attestation_is_renewed_by_the_same_practitioner() {
	run(|| {
		assert_ok!(attest(PHYSICIAN, HOSPITAL));
		set_time(START + VALIDITY - 1);
		assert_noop!(attest(PHYSICIAN, HOSPITAL), Error::<Test>::AlreadyAttested);
		set_time(START + VALIDITY);
		assert_ok!(attest(PHYSICIAN, HOSPITAL));
		assert_eq!(state().first.at, START + VALIDITY);
		assert_eq!(paid(PHYSICIAN), ATTESTATION);
	});
}

#[test]
fn a_first_practitioner_who_became_a_representative_counts_no_more() {
	run(|| {
		assert_ok!(attest(PHYSICIAN, HOSPITAL));
		appointed(Appointed::Proxy, PHYSICIAN);
		assert_ok!(attest(SPECIALIST, CLINIC));
		assert!(!holds(Incapacity) && !may(PHYSICIAN, Power::Read));
		assert_eq!((paid(PHYSICIAN), paid(SPECIALIST)), (0, ATTESTATION));
		assert_noop!(attest(PHYSICIAN, HOSPITAL), Error::<Test>::ConflictOfInterest);
	});
}

#[test]
fn only_licensed_practitioners_attest() {
	run(|| {
		let by = |origin| Family::attest(origin, PATIENT, Incapacity, HOSPITAL, EVIDENCE);
		for origin in nobody_signed() {
			assert_noop!(by(origin), DispatchError::BadOrigin);
		}
		assert_noop!(by(on_behalf(PHYSICIAN)), DispatchError::BadOrigin);
		Members::mutate(|members| members.insert((HOSPITAL, STRANGER)));
		let problem = LicenceProblem::NotHeld;
		assert_noop!(by(signed(STRANGER)), Error::<Test>::Unlicensed(problem));
		let problem = LicenceProblem::Expired;
		license(PHYSICIAN, LicenceKind::Practitioner, Err(problem));
		assert_noop!(by(signed(PHYSICIAN)), Error::<Test>::Unlicensed(problem));
	});
}

#[test]
fn a_practitioner_attests_for_an_organisation_of_theirs() {
	run(|| {
		assert_noop!(attest(PHYSICIAN, CLINIC), Error::<Test>::NotMember);
		assert_noop!(attest(PHYSICIAN, NOBODY), Error::<Test>::NotMember);
		license(HOSPITAL, LicenceKind::Facility, Err(LicenceProblem::Suspended));
		assert_noop!(attest(PHYSICIAN, HOSPITAL), Error::<Test>::NotMember);
	});
}

#[test]
fn nobody_attests_about_themselves() {
	run(|| {
		assert_noop!(
			Family::attest(signed(PHYSICIAN), PHYSICIAN, Incapacity, HOSPITAL, EVIDENCE),
			Error::<Test>::SelfAttestation
		);
	});
}

#[test]
fn no_representative_attests_be_they_first_or_second() {
	run(|| {
		appointed(Appointed::Executor, PHYSICIAN);
		assert_noop!(attest(PHYSICIAN, HOSPITAL), Error::<Test>::ConflictOfInterest);
		assert_ok!(attest(SPECIALIST, CLINIC));
		assert_noop!(attest(PHYSICIAN, HOSPITAL), Error::<Test>::ConflictOfInterest);
		// Who no longer is one may.
		assert_ok!(Family::resign(signed(PHYSICIAN), PATIENT));
		assert_ok!(attest(PHYSICIAN, HOSPITAL));
		assert!(holds(Incapacity));
	});
}

#[test]
fn the_two_are_of_different_organisations() {
	run(|| {
		assert_ok!(attest(PHYSICIAN, HOSPITAL));
		assert_noop!(attest(COLLEAGUE, HOSPITAL), Error::<Test>::SameOrganisation);
		// Attesting for another one does not help a colleague from the same house.
		Members::mutate(|members| members.insert((CLINIC, COLLEAGUE)));
		assert_noop!(attest(COLLEAGUE, CLINIC), Error::<Test>::SameOrganisation);
		// Nor does it when the first practitioner has joined the house of the second meanwhile.
		Members::mutate(|members| members.insert((CLINIC, PHYSICIAN)));
		assert_noop!(attest(SPECIALIST, CLINIC), Error::<Test>::SameOrganisation);
		Members::mutate(|members| members.remove(&(CLINIC, PHYSICIAN)));
		assert_ok!(attest(SPECIALIST, CLINIC));
	});
}

#[test]
fn nobody_confirms_themselves_from_elsewhere() {
	run(|| {
		assert_ok!(attest(PHYSICIAN, HOSPITAL));
		Members::set([(CLINIC, PHYSICIAN)].into());
		assert_noop!(attest(PHYSICIAN, CLINIC), Error::<Test>::AlreadyAttested);
	});
}

#[test]
fn evidence_says_something() {
	run(|| {
		let nothing = Commitment::default();
		assert_noop!(
			Family::attest(signed(PHYSICIAN), PATIENT, Incapacity, HOSPITAL, nothing),
			Error::<Test>::ZeroCommitment
		);
	});
}

#[test]
fn a_practitioner_without_the_deposit_cannot() {
	run(|| {
		license(POOR, LicenceKind::Practitioner, Ok(()));
		Members::mutate(|members| members.insert((CLINIC, POOR)));
		assert_ok!(attest(POOR, CLINIC));
		assert_noop!(
			Family::attest(signed(POOR), PATIENT, Death, CLINIC, EVIDENCE),
			TokenError::FundsUnavailable
		);
		// The deposit of the former is enough to renew it.
		set_time(START + VALIDITY);
		assert_ok!(attest(POOR, CLINIC));
	});
}
