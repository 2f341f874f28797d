use super::*;

fn reap_doctor(origin: RuntimeOrigin) -> DispatchResultWithPostInfo {
	Credentials::reap_membership(origin, DOCTOR, HOSPITAL)
}

#[test]
fn anybody_clears_an_expired_membership_away_for_free() {
	run(|| {
		admit_doctor();
		set_time(END);
		let (organisation, member) = (HOSPITAL, DOCTOR);
		assert_eq!(reap_doctor(signed(STRANGER)), Ok(Pays::No.into()));
		System::assert_last_event(Event::MembershipReaped { organisation, member }.into());
		assert!(!Affiliations::<Test>::contains_key(DOCTOR));
		assert!(!MemberCounts::<Test>::contains_key(HOSPITAL));
		assert_eq!(held(HoldReason::Membership, HOSPITAL), 0);
	});
}

#[test]
fn only_accounts_reap() {
	run(|| {
		admit_doctor();
		set_time(END);
		let call = Call::reap_membership { member: DOCTOR, organisation: HOSPITAL };
		assert_bad_origin(call, [none(), root()]);
	});
}

#[test]
fn a_membership_that_has_not_ended_stays() {
	run(|| {
		admit_doctor();
		assert_ok!(Credentials::revoke_licence(root(), HOSPITAL, Facility, germany()));
		set_time(END - 1);
		for who in [STRANGER, HOSPITAL, DOCTOR] {
			assert_noop!(reap_doctor(signed(who)), Error::<Test>::NotExpired);
		}
	});
}

#[test]
fn the_membership_has_to_be_there() {
	run(|| {
		assert_noop!(reap_doctor(signed(STRANGER)), Error::<Test>::NotFound);
	});
}
