use crate::{mock::*, Error, Event, Terms};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{Action, LifeEvents, Purpose, Purposes, Refusal, Segments, SubjectControls};

fn ask(
	actor: u64,
	purpose: Purpose,
	segments: u32,
) -> Result<salus_primitives::Basis<u64>, Refusal> {
	Consent::check(PATIENT, actor, Action::Access, purpose, Segments(segments))
}

fn granted() {
	assert_ok!(Consent::grant(signed(PATIENT), account(PHYSICIAN), terms()));
	System::reset_events();
}

#[test]
fn freezing_stops_everybody_but_the_subject_and_who_reads_for_them() {
	run(|| {
		granted();
		assert_ok!(Consent::freeze(signed(PATIENT)));
		assert_eq!(last_event(), Event::Frozen { subject: PATIENT });
		assert_eq!(check(PHYSICIAN), Err(Refusal::Frozen));
		Open::mutate(|all| all.insert((PATIENT, COLLEAGUE), Segments::ALL));
		assert_eq!(ask(COLLEAGUE, Purpose::BTG, 1), Err(Refusal::Frozen));
		assert!(check(PATIENT).is_ok());
		Readers::mutate(|all| all.insert((PATIENT, STRANGER)));
		assert_eq!(check(STRANGER), Ok(salus_primitives::Basis::Representative));
		assert_noop!(Consent::freeze(signed(PATIENT)), Error::<Test>::AlreadyFrozen);

		assert_ok!(Consent::unfreeze(signed(PATIENT)));
		assert!(check(PHYSICIAN).is_ok());
		assert_eq!(held(PATIENT), CONSENT_DEPOSIT, "the profile went, and its deposit came back");
		assert_noop!(Consent::unfreeze(signed(PATIENT)), Error::<Test>::NotFrozen);
	});
}

#[test]
fn who_cannot_pay_may_close_all_the_same() {
	run(|| {
		assert_ok!(Balances::transfer_allow_death(signed(POOR), STRANGER, CONSENT_DEPOSIT));
		assert_ok!(Consent::freeze(signed(POOR)));
		assert_ok!(Consent::lock_for_emergencies(signed(POOR), Segments(1)));
		assert_ok!(Consent::opt_out_of_research(signed(POOR)));
		assert_eq!(held(POOR), 0);
	});
}

#[test]
fn opting_out_of_research_is_for_good() {
	run(|| {
		let research =
			Terms { purposes: Purposes::from_iter([Purpose::HRESCH, Purpose::TREAT]), ..terms() };
		assert_ok!(Consent::grant(signed(PATIENT), account(PHYSICIAN), research.clone()));
		assert!(ask(PHYSICIAN, Purpose::BIORCH, 1).is_ok());
		assert_ok!(Consent::opt_out_of_research(signed(PATIENT)));
		for purpose in [Purpose::HRESCH, Purpose::BIORCH, Purpose::CLINTRCH] {
			assert_eq!(ask(PHYSICIAN, purpose, 1), Err(Refusal::ResearchOptOut));
		}
		assert!(ask(PHYSICIAN, Purpose::CLINTRL, 1).is_ok(), "a trial in care is treatment");
		assert_ok!(Consent::grant(signed(PATIENT), account(PHYSICIAN), research));
		assert_eq!(ask(PHYSICIAN, Purpose::HRESCH, 1), Err(Refusal::ResearchOptOut));
		Readers::mutate(|all| all.insert((PATIENT, STRANGER)));
		assert_eq!(ask(STRANGER, Purpose::HRESCH, 1), Err(Refusal::ResearchOptOut));
		assert_noop!(Consent::opt_out_of_research(signed(PATIENT)), Error::<Test>::AlreadyOptedOut);
		set_time(START + 2 * MAX_VALIDITY);
		assert_noop!(Consent::reap_profile(signed(STRANGER), PATIENT), Error::<Test>::StillNeeded);
	});
}

#[test]
fn broken_glass_opens_what_is_not_locked() {
	run(|| {
		assert_eq!(ask(PHYSICIAN, Purpose::BTG, 1), Err(Refusal::NoConsent));
		Open::mutate(|all| all.insert((PATIENT, PHYSICIAN), Segments(0b110)));
		assert_eq!(
			ask(PHYSICIAN, Purpose::BTG, 0b110),
			Ok(salus_primitives::Basis::Emergency(CASE))
		);
		assert_eq!(ask(PHYSICIAN, Purpose::BTG, 0b001), Err(Refusal::Segment));
		assert_eq!(ask(PHYSICIAN, Purpose::TREAT, 0b010), Err(Refusal::NoConsent));
		assert_eq!(
			Consent::check(PATIENT, PHYSICIAN, Action::Disclose, Purpose::BTG, Segments(0b010)),
			Err(Refusal::Action)
		);

		assert_ok!(Consent::lock_for_emergencies(signed(PATIENT), Segments(0b010)));
		assert_eq!(
			last_event(),
			Event::LockedForEmergencies { subject: PATIENT, segments: Segments(0b010) }
		);
		assert_eq!(ask(PHYSICIAN, Purpose::BTG, 0b010), Err(Refusal::Segment), "at once");
		assert!(ask(PHYSICIAN, Purpose::BTG, 0b100).is_ok());
		assert_eq!(Consent::open_to_emergencies(&PATIENT), Some(Segments(!0b010)));

		let no_glass = Terms { purposes: Purposes::from_iter([Purpose::BTG]), ..terms() };
		let no_glass = Terms { segments: Segments::ALL, ..no_glass };
		assert_ok!(Consent::deny(signed(PATIENT), account(PHYSICIAN), no_glass));
		assert_eq!(ask(PHYSICIAN, Purpose::BTG, 0b100), Err(Refusal::Denied));
	});
}

#[test]
fn unlocking_everything_leaves_no_profile() {
	run(|| {
		assert_ok!(Consent::lock_for_emergencies(signed(PATIENT), Segments(0b010)));
		assert_eq!(held(PATIENT), PROFILE_DEPOSIT);
		assert_ok!(Consent::lock_for_emergencies(signed(PATIENT), Segments(0)));
		assert_eq!(held(PATIENT), 0);
		assert!(!crate::Profiles::<Test>::contains_key(PATIENT));
	});
}

#[test]
fn the_key_of_the_dead_opens_nothing() {
	run(|| {
		granted();
		assert_ok!(Consent::freeze(signed(PATIENT)));
		assert_ok!(Consent::deny(signed(PATIENT), account(STRANGER), terms()));
		assert_ok!(Consent::lock_for_emergencies(signed(PATIENT), Segments(0b11)));
		Consent::note_death(&PATIENT, true);
		assert_eq!(check(PATIENT), Err(Refusal::Deceased));
		assert_eq!(Consent::open_to_emergencies(&PATIENT), None);
		for opening in [
			plainly(Consent::grant(signed(PATIENT), account(PHYSICIAN), terms())),
			Consent::unfreeze(signed(PATIENT)),
			Consent::lift_denial(signed(PATIENT), account(STRANGER)),
			Consent::deny(signed(PATIENT), account(STRANGER), narrower()),
			Consent::lock_for_emergencies(signed(PATIENT), Segments(0b01)),
		] {
			assert_eq!(opening, Err(Error::<Test>::Deceased.into()));
		}
		// Closing is always possible, and an executor opens on a key of their own.
		assert_ok!(Consent::lock_for_emergencies(signed(PATIENT), Segments(0b111)));
		ActingBy::set(Some(STRANGER));
		assert_ok!(Consent::unfreeze(signed(PATIENT)));
		assert!(check(PHYSICIAN).is_ok(), "what they consented to stands");
		assert_ok!(Consent::revoke(signed(PATIENT), account(PHYSICIAN)));

		Consent::note_death(&PATIENT, false);
		assert!(check(PATIENT).is_ok());
	});
}

#[test]
fn death_alone_makes_and_removes_a_profile() {
	run(|| {
		Consent::note_death(&PATIENT, true);
		assert!(profile().deceased);
		set_time(START + 2 * MAX_VALIDITY);
		assert_noop!(Consent::reap_profile(signed(STRANGER), PATIENT), Error::<Test>::StillNeeded);
		Consent::note_death(&PATIENT, false);
		assert!(!crate::Profiles::<Test>::contains_key(PATIENT));
	});
}

#[test]
fn nobody_else_controls() {
	run(|| {
		for origin in [RuntimeOrigin::none(), RuntimeOrigin::root()] {
			for result in [
				Consent::freeze(origin.clone()),
				Consent::unfreeze(origin.clone()),
				Consent::lock_for_emergencies(origin.clone(), Segments(1)),
				Consent::opt_out_of_research(origin.clone()),
			] {
				assert_eq!(result, Err(sp_runtime::DispatchError::BadOrigin));
			}
		}
	});
}

fn narrower() -> crate::Terms {
	crate::Terms { segments: Segments(0b01), ..terms() }
}

#[test]
fn death_closes_what_was_broken_open() {
	run(|| {
		Open::mutate(|all| all.insert((PATIENT, PHYSICIAN), Segments::ALL));
		assert!(ask(PHYSICIAN, Purpose::BTG, 0b01).is_ok());
		Consent::note_death(&PATIENT, true);
		assert_eq!(ask(PHYSICIAN, Purpose::BTG, 0b01), Err(Refusal::NoConsent));
	});
}

#[test]
fn who_reads_in_somebodys_name_does_no_more() {
	run(|| {
		Readers::mutate(|all| all.insert((PATIENT, STRANGER)));
		for action in Action::ALL {
			let looks = matches!(action, Action::Access | Action::Use);
			let answer = Consent::check(PATIENT, STRANGER, action, Purpose::TREAT, Segments(1));
			assert_eq!(answer.is_ok(), looks, "{action:?}");
		}
	});
}
