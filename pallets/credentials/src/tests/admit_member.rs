use super::*;

fn admit(organisation: u64, member: u64) -> DispatchResult {
	Credentials::admit_member(signed(organisation), member, MemberRole::Nurse, END)
}

#[test]
fn an_organisation_admits_a_member_and_pays_the_deposit() {
	run(|| {
		grant(HOSPITAL, Facility);
		let (organisation, member, role, until) = (HOSPITAL, STRANGER, MemberRole::Nurse, END);
		assert_ok!(admit(HOSPITAL, STRANGER));
		System::assert_last_event(
			Event::MemberAdmitted { organisation, member, role, until }.into(),
		);
		let deposit = MembershipDeposit::get();
		let membership = Membership { organisation, role, until, deposit };
		assert_eq!(Credentials::memberships(STRANGER), [membership]);
		assert_eq!(MemberCounts::<Test>::get(HOSPITAL), 1);
		assert_eq!(held(HoldReason::Membership, HOSPITAL), deposit);
		assert_eq!(held(HoldReason::Membership, STRANGER), 0);
	});
}

#[test]
fn admitting_again_changes_role_and_end_for_the_same_deposit() {
	run(|| {
		admit_doctor();
		let deposit = held(HoldReason::Membership, HOSPITAL);
		MembershipDeposit::set(deposit + 1);
		let (organisation, role, until) = (HOSPITAL, MemberRole::PrivacyOfficer, START + 1);
		assert_ok!(Credentials::admit_member(signed(HOSPITAL), DOCTOR, role, until));
		System::assert_last_event(
			Event::MemberAdmitted { organisation, member: DOCTOR, role, until }.into(),
		);
		let membership = Membership { organisation, role, until, deposit };
		assert_eq!(Credentials::memberships(DOCTOR), [membership]);
		assert_eq!(MemberCounts::<Test>::get(HOSPITAL), 1);
		assert_eq!(held(HoldReason::Membership, HOSPITAL), deposit);
	});
}

#[test]
fn a_full_organisation_can_still_admit_its_members_again() {
	run(|| {
		admit_doctor();
		assert_ok!(admit(HOSPITAL, STRANGER));
		assert_ok!(admit(HOSPITAL, DOCTOR));
	});
}

#[test]
fn only_accounts_admit() {
	run(|| {
		let call = Call::admit_member { member: DOCTOR, role: MemberRole::Nurse, until: END };
		assert_bad_origin(call, [none(), root()]);
	});
}

#[test]
fn who_admits_has_to_be_an_organisation() {
	run(|| {
		grant(STRANGER, Practitioner);
		for who in [STRANGER, ISSUER] {
			assert_noop!(admit(who, DOCTOR), Error::<Test>::NotAnOrganisation);
		}
	});
}

#[test]
fn the_organisation_has_to_be_licensed_now() {
	run(|| {
		grant(HOSPITAL, Facility);
		suspend(HOSPITAL, Facility);
		assert_noop!(admit(HOSPITAL, DOCTOR), Error::<Test>::LicenceSuspended);
		set_time(END);
		assert_noop!(admit(HOSPITAL, DOCTOR), Error::<Test>::LicenceExpired);
		let bavaria = place("DE-BY");
		assert_ok!(Credentials::grant_licence(
			signed(ISSUER),
			HOSPITAL,
			Facility,
			bavaria,
			END + DAY
		));
		let role = MemberRole::Doctor;
		assert_ok!(Credentials::admit_member(signed(HOSPITAL), DOCTOR, role, END + DAY));
	});
}

#[test]
fn an_organisation_is_not_its_own_member() {
	run(|| {
		grant(HOSPITAL, Facility);
		assert_noop!(admit(HOSPITAL, HOSPITAL), Error::<Test>::SelfMembership);
	});
}

#[test]
fn the_member_has_to_exist() {
	run(|| {
		grant(HOSPITAL, Facility);
		assert_noop!(admit(HOSPITAL, NOBODY), Error::<Test>::UnknownAccount);
	});
}

#[test]
fn the_end_lies_in_the_allowed_future() {
	run(|| {
		grant(HOSPITAL, Facility);
		let admit_until =
			|until| Credentials::admit_member(signed(HOSPITAL), DOCTOR, MemberRole::Doctor, until);
		let latest = START + MaxValidity::get();
		assert_noop!(admit_until(START), Error::<Test>::EndInPast);
		assert_noop!(admit_until(latest + 1), Error::<Test>::EndTooLate);
		assert_ok!(admit_until(latest));
		assert_noop!(admit_until(START), Error::<Test>::EndInPast);
	});
}

#[test]
fn affiliations_are_bounded() {
	run(|| {
		for organisation in [HOSPITAL, CLINIC, PRACTICE] {
			grant(organisation, Facility);
		}
		assert_ok!(admit(HOSPITAL, DOCTOR));
		assert_ok!(admit(CLINIC, DOCTOR));
		assert_noop!(admit(PRACTICE, DOCTOR), Error::<Test>::TooManyAffiliations);
	});
}

#[test]
fn members_are_bounded() {
	run(|| {
		admit_doctor();
		assert_ok!(admit(HOSPITAL, STRANGER));
		assert_noop!(admit(HOSPITAL, POOR), Error::<Test>::TooManyMembers);
	});
}

#[test]
fn the_organisation_has_to_afford_the_deposit() {
	run(|| {
		grant(POOR, Facility);
		assert_noop!(admit(POOR, DOCTOR), TokenError::FundsUnavailable);
	});
}
