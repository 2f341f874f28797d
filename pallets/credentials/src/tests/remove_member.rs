use super::*;

#[test]
fn the_organisation_removes_a_member_and_gets_the_deposit() {
	run(|| {
		admit_doctor();
		MembershipDeposit::set(1);
		let (organisation, member) = (HOSPITAL, DOCTOR);
		assert_ok!(Credentials::remove_member(signed(HOSPITAL), DOCTOR));
		System::assert_last_event(Event::MemberRemoved { organisation, member }.into());
		assert!(!Affiliations::<Test>::contains_key(DOCTOR));
		assert!(!MemberCounts::<Test>::contains_key(HOSPITAL));
		assert_eq!(held(HoldReason::Membership, HOSPITAL), 0);
	});
}

#[test]
fn other_memberships_stay() {
	run(|| {
		admit_doctor();
		let admit = |organisation, member| {
			Credentials::admit_member(signed(organisation), member, MemberRole::Nurse, END)
		};
		grant(CLINIC, Facility);
		assert_ok!(admit(CLINIC, DOCTOR));
		assert_ok!(admit(HOSPITAL, STRANGER));
		assert_ok!(Credentials::remove_member(signed(HOSPITAL), DOCTOR));
		assert_eq!(
			<Credentials as salus_primitives::Credentials<_>>::organisations(&DOCTOR),
			[CLINIC]
		);
		assert_eq!(MemberCounts::<Test>::get(HOSPITAL), 1);
		assert_eq!(held(HoldReason::Membership, HOSPITAL), MembershipDeposit::get());
	});
}

#[test]
fn an_organisation_that_lost_its_licence_still_removes() {
	run(|| {
		admit_doctor();
		assert_ok!(Credentials::revoke_licence(root(), HOSPITAL, Facility, germany()));
		assert_ok!(Credentials::remove_member(signed(HOSPITAL), DOCTOR));
	});
}

#[test]
fn only_accounts_remove() {
	run(|| {
		admit_doctor();
		assert_bad_origin(Call::remove_member { member: DOCTOR }, [none(), root()]);
	});
}

#[test]
fn only_members_are_removed_and_only_by_their_organisation() {
	run(|| {
		admit_doctor();
		for (organisation, member) in [(HOSPITAL, STRANGER), (CLINIC, DOCTOR), (DOCTOR, HOSPITAL)] {
			assert_noop!(
				Credentials::remove_member(signed(organisation), member),
				Error::<Test>::NotFound
			);
		}
	});
}
