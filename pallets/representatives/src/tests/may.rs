use crate::{mock::*, Appointed, Condition};
use frame_support::assert_ok;
use salus_primitives::{Power, Powers, Representation};
use Condition::{Death, Incapacity};

const PROXY: u64 = FRIEND;
const EXECUTOR: u64 = SPOUSE;
const GUARDIAN: u64 = STRANGER;

/// Who may read now: the proxy, the executor, the guardian.
fn readers() -> [bool; 3] {
	[PROXY, EXECUTOR, GUARDIAN].map(|who| may(who, Power::Read))
}

#[test]
fn every_kind_has_its_time() {
	run(|| {
		appointed(Appointed::Proxy, PROXY);
		appointed(Appointed::Executor, EXECUTOR);
		guarded_by(GUARDIAN);
		assert_eq!(readers(), [false, false, true]);
		confirmed(Incapacity);
		assert_eq!(readers(), [true, false, true]);
		confirmed(Death);
		assert_eq!(readers(), [false, true, false]);
		assert_ok!(Family::lift_condition(signed(COURT), PATIENT, Death));
		assert_eq!(readers(), [true, false, true]);
		assert_ok!(Family::lift_condition(signed(PATIENT), PATIENT, Incapacity));
		assert_eq!(readers(), [false, false, true]);
	});
}

#[test]
fn death_without_incapacity_wakes_the_executor_only() {
	run(|| {
		appointed(Appointed::Proxy, PROXY);
		appointed(Appointed::Executor, EXECUTOR);
		confirmed(Death);
		assert_eq!(readers(), [false, true, false]);
	});
}

#[test]
fn a_childs_death_ends_the_parents_authority() {
	run(|| {
		born_to(SPOUSE);
		assert!(Family::may(CHILD, SPOUSE, Power::Read));
		for (by, organisation) in [(PHYSICIAN, HOSPITAL), (SPECIALIST, CLINIC)] {
			assert_ok!(Family::attest(signed(by), CHILD, Death, organisation, EVIDENCE));
		}
		assert!(!Family::may(CHILD, SPOUSE, Power::Read));
	});
}

#[test]
fn every_term_ends_at_its_millisecond() {
	run(|| {
		appointed(Appointed::Proxy, PROXY);
		appointed(Appointed::Executor, EXECUTOR);
		guarded_by(GUARDIAN);
		confirmed(Incapacity);
		set_time(UNTIL - 1);
		assert_eq!(readers(), [true, false, true]);
		set_time(UNTIL);
		assert_eq!(readers(), [false, false, false]);
		confirmed(Death);
		assert_eq!(readers(), [false, false, false]);
	});
}

#[test]
fn only_the_powers_given_and_only_for_this_subject() {
	run(|| {
		let powers = Powers::from_iter([Power::Read, Power::Dispute]);
		let court = signed(COURT);
		assert_ok!(Family::appoint_guardian(court, PATIENT, GUARDIAN, powers, UNTIL, EVIDENCE));
		for power in Power::ALL {
			let given = powers.contains(power);
			assert_eq!(may(GUARDIAN, power), given);
			assert_eq!(<Family as Representation<u64>>::may(&PATIENT, &GUARDIAN, power), given);
			assert!(!may(FRIEND, power) && !may(PATIENT, power) && !may(COURT, power));
			assert!(!Family::may(GUARDIAN, PATIENT, power) && !Family::may(CHILD, GUARDIAN, power));
		}
	});
}

#[test]
fn a_contest_closes_grants_only() {
	run(|| {
		guarded_by(GUARDIAN);
		assert_ok!(Family::contest(signed(PATIENT), GUARDIAN, EVIDENCE));
		let allowed = Power::ALL.map(|power| may(GUARDIAN, power));
		assert_eq!(allowed, [false, true, true, true]);
	});
}
