use crate::{mock::*, Case, CaseState, Error, Event, Finding};
use frame_support::{assert_noop, assert_ok, dispatch::Pays};
use sp_runtime::DispatchError;

#[test]
fn an_overdue_case_is_flagged_by_anybody_for_free() {
	run(|| {
		let [id] = overdue(1)[..] else { panic!() };
		let before = case(id);
		prepared();
		let post = Glass::flag_overdue(signed(STRANGER), id).unwrap();
		assert_eq!(post.pays_fee, Pays::No);
		assert_eq!(case(id), Case { state: CaseState::Overdue, ..before });
		assert_eq!(conduct(MEDIC).strikes, 1);
		assert_eq!(conduct(MEDIC).unreviewed.into_inner(), []);
		assert_eq!(held(MEDIC), DEPOSIT);
		assert_eq!(last_event(), Event::ReviewOverdue { case: id, practitioner: MEDIC });
	});
}

#[test]
fn not_before_it_is_due() {
	run(|| {
		let id = broken(MEDIC, PATIENT);
		for now in [START, START + ACCESS, START + REVIEW - 1] {
			set_time(now);
			assert_noop!(Glass::flag_overdue(signed(STRANGER), id), Error::<Test>::NotOverdue);
		}
		set_time(START + REVIEW);
		assert_ok!(Glass::flag_overdue(signed(STRANGER), id));
	});
}

#[test]
fn once_and_not_after_a_review() {
	run(|| {
		let cases = overdue(2);
		assert_ok!(Glass::flag_overdue(signed(STRANGER), cases[0]));
		assert_noop!(Glass::flag_overdue(signed(STRANGER), cases[0]), Error::<Test>::NotOverdue);
		found(cases[0], Finding::Justified);
		found(cases[1], Finding::Justified);
		for id in cases {
			assert_noop!(Glass::flag_overdue(signed(STRANGER), id), Error::<Test>::NotOverdue);
		}
	});
}

#[test]
fn the_third_one_suspends_the_right() {
	run(|| {
		let cases = overdue(STRIKES);
		for id in &cases[..2] {
			assert_ok!(Glass::flag_overdue(signed(STRANGER), *id));
			assert!(!conduct(MEDIC).suspended);
		}
		prepared();
		assert_ok!(Glass::flag_overdue(signed(STRANGER), cases[2]));
		assert!(conduct(MEDIC).suspended);
		let practitioner = MEDIC;
		assert_eq!(
			events(),
			[
				Event::ReviewOverdue { case: cases[2], practitioner },
				Event::RightSuspended { practitioner }
			]
		);
		assert_noop!(breaks(MEDIC, PATIENT), Error::<Test>::RightSuspended);
	});
}

#[test]
fn what_nobody_flagged_counts_all_the_same() {
	run(|| {
		let cases = overdue(STRIKES);
		assert_eq!(conduct(MEDIC).strikes, 0);
		assert_noop!(breaks(MEDIC, PATIENT), Error::<Test>::RightSuspended);
		set_time(START + REVIEW - 1);
		assert_ok!(breaks(MEDIC, PATIENT));
		set_time(START + REVIEW);
		assert_noop!(breaks(MEDIC, CROWD + 9), Error::<Test>::RightSuspended);
		// Flagging changes nothing about that, and nor does a late review.
		assert_ok!(Glass::flag_overdue(signed(STRANGER), cases[0]));
		found(cases[1], Finding::Justified);
		assert_eq!(conduct(MEDIC).strikes_at(START + REVIEW), STRIKES);
		assert_noop!(breaks(MEDIC, CROWD + 9), Error::<Test>::RightSuspended);
	});
}

#[test]
fn two_overdue_and_one_unjustified_are_three_strikes() {
	run(|| {
		let unjustified = broken(MEDIC, PATIENT);
		found(unjustified, Finding::Unjustified);
		overdue(STRIKES - 1);
		assert_noop!(breaks(MEDIC, CROWD + 9), Error::<Test>::RightSuspended);
		set_time(START + REVIEW - 1);
		assert_ok!(breaks(MEDIC, CROWD + 9));
	});
}

#[test]
fn only_signed() {
	run(|| {
		let [id] = overdue(1)[..] else { panic!() };
		for origin in nobody_signed() {
			assert_noop!(Glass::flag_overdue(origin, id), DispatchError::BadOrigin);
		}
	});
}

#[test]
fn what_is_not_there_is_not_found() {
	run(|| {
		assert_noop!(Glass::flag_overdue(signed(STRANGER), 0), Error::<Test>::NotFound);
	});
}
