use super::*;

/// Breaks a sound state with `damage`, which has to be noticed as `expected`.
fn assert_noticed(damage: impl FnOnce(), expected: &'static str) {
	new_test_ext().execute_with(|| {
		accredit(ISSUER, Facility);
		admit_doctor();
		assert_ok!(Credentials::do_try_state());
		damage();
		assert_eq!(Credentials::do_try_state(), Err(expected.into()));
	});
}

#[test]
fn empty_lists_are_noticed() {
	assert_noticed(
		|| Accreditations::<Test>::insert(STRANGER, BoundedVec::default()),
		"accreditations: empty list",
	);
	assert_noticed(
		|| Licences::<Test>::insert(STRANGER, BoundedVec::default()),
		"licences: empty list",
	);
	assert_noticed(
		|| Affiliations::<Test>::insert(STRANGER, BoundedVec::default()),
		"memberships: empty list",
	);
}

#[test]
fn duplicates_are_noticed() {
	assert_noticed(
		|| Accreditations::<Test>::mutate(ISSUER, |held| held.try_push(held[0]).unwrap()),
		"accreditations: duplicate",
	);
	assert_noticed(
		|| Licences::<Test>::mutate(HOSPITAL, |held| held.try_push(held[0].clone()).unwrap()),
		"licences: duplicate",
	);
	assert_noticed(
		|| Affiliations::<Test>::mutate(DOCTOR, |held| held.try_push(held[0].clone()).unwrap()),
		"memberships: duplicate",
	);
}

#[test]
fn malformed_jurisdictions_are_noticed() {
	assert_noticed(
		|| Accreditations::<Test>::mutate(ISSUER, |held| held[0].jurisdiction = malformed()),
		"accreditations: malformed jurisdiction",
	);
	assert_noticed(
		|| Licences::<Test>::mutate(HOSPITAL, |held| held[0].jurisdiction = malformed()),
		"licences: malformed jurisdiction",
	);
}

#[test]
fn members_of_themselves_are_noticed() {
	assert_noticed(
		|| Affiliations::<Test>::mutate(DOCTOR, |held| held[0].organisation = DOCTOR),
		"memberships: member of itself",
	);
}

#[test]
fn wrong_member_counts_are_noticed() {
	const NOT_EXACT: &str = "member counts: not the number of memberships";
	assert_noticed(|| MemberCounts::<Test>::insert(HOSPITAL, 2), NOT_EXACT);
	assert_noticed(|| MemberCounts::<Test>::remove(HOSPITAL), NOT_EXACT);
	assert_noticed(|| MemberCounts::<Test>::insert(CLINIC, 0), NOT_EXACT);
	assert_noticed(
		|| {
			for member in [STRANGER, POOR] {
				Affiliations::<Test>::insert(member, Affiliations::<Test>::get(DOCTOR));
			}
			MemberCounts::<Test>::insert(HOSPITAL, MaxMembers::get() + 1);
		},
		"member counts: too many members",
	);
}

#[test]
fn missing_deposits_are_noticed() {
	assert_noticed(
		|| Licences::<Test>::mutate(HOSPITAL, |held| held[0].deposit += 1),
		"deposits: licences",
	);
	assert_noticed(
		|| Affiliations::<Test>::mutate(DOCTOR, |held| held[0].deposit -= 1),
		"deposits: memberships",
	);
}

#[test]
fn nothing_is_left_of_what_was_created_expired_and_reaped() {
	fn footprint() -> usize {
		Accreditations::<Test>::iter_keys().count()
			+ Licences::<Test>::iter_keys().count()
			+ Affiliations::<Test>::iter_keys().count()
			+ MemberCounts::<Test>::iter_keys().count()
	}

	run(|| {
		let free = [ISSUER, HOSPITAL].map(Balances::free_balance);
		admit_doctor();
		LicenceDeposit::set(99);
		MembershipDeposit::set(99);
		set_time(END);
		assert_ok!(Credentials::reap_membership(signed(STRANGER), DOCTOR, HOSPITAL));
		assert_ok!(Credentials::reap_licence(signed(STRANGER), HOSPITAL, Facility, germany()));
		assert_eq!([ISSUER, HOSPITAL].map(Balances::free_balance), free);
		for issuer in [ISSUER, OTHER_ISSUER] {
			for Accreditation { kind, jurisdiction } in Accreditations::<Test>::get(issuer) {
				assert_ok!(Credentials::withdraw_accreditation(
					root(),
					issuer,
					kind,
					jurisdiction,
					Withdrawal::Retirement
				));
			}
		}
		assert_eq!(footprint(), 0);
	});
}
