use super::*;

#[test]
fn a_member_leaves_and_the_organisation_gets_the_deposit() {
	run(|| {
		admit_doctor();
		let (organisation, member) = (HOSPITAL, DOCTOR);
		assert_ok!(Credentials::leave(signed(DOCTOR), HOSPITAL));
		System::assert_last_event(Event::MemberLeft { organisation, member }.into());
		assert!(!Affiliations::<Test>::contains_key(DOCTOR));
		assert!(!MemberCounts::<Test>::contains_key(HOSPITAL));
		assert_eq!(held(HoldReason::Membership, HOSPITAL), 0);
	});
}

#[test]
fn only_accounts_leave() {
	run(|| {
		admit_doctor();
		assert_bad_origin(Call::leave { organisation: HOSPITAL }, [none(), root()]);
	});
}

#[test]
fn only_members_leave() {
	run(|| {
		admit_doctor();
		for (member, organisation) in [(STRANGER, HOSPITAL), (DOCTOR, CLINIC), (HOSPITAL, DOCTOR)] {
			assert_noop!(Credentials::leave(signed(member), organisation), Error::<Test>::NotFound);
		}
	});
}
