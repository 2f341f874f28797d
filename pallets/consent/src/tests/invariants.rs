use crate::{mock::*, ConsentId, Denials, Grants, Profile, Profiles};
use frame_support::assert_ok;
use salus_primitives::{Actions, Commitment, Purposes, Seconds, Segments};

/// Runs `damage` on a state with a grant and a denial, and expects `try_state` to notice.
fn notices(damage: impl FnOnce(ConsentId)) {
	run(|| {
		assert_ok!(Consent::grant(signed(PATIENT), account(PHYSICIAN), terms()));
		assert_ok!(Consent::deny(signed(PATIENT), account(PHYSICIAN), terms()));
		assert_ok!(Consent::do_try_state());
		frame_support::storage::with_transaction(|| {
			damage(ConsentId::new(&PATIENT, &account(PHYSICIAN)));
			assert!(Consent::do_try_state().is_err());
			sp_runtime::TransactionOutcome::Rollback(Ok::<_, sp_runtime::DispatchError>(()))
		})
		.unwrap();
	});
}

#[test]
fn provisions_that_say_nothing_are_noticed() {
	notices(|id| Grants::<Test>::mutate(id, |g| g.as_mut().unwrap().scope.purposes = Purposes(0)));
	notices(|id| {
		Grants::<Test>::mutate(id, |g| g.as_mut().unwrap().scope.actions = Actions(1 << 7))
	});
	notices(|id| Denials::<Test>::mutate(id, |d| d.as_mut().unwrap().scope.segments = Segments(0)));
	notices(|id| Denials::<Test>::mutate(id, |d| d.as_mut().unwrap().form = Commitment::default()));
	notices(|id| Grants::<Test>::mutate(id, |g| g.as_mut().unwrap().scope.until = Seconds(0)));
}

#[test]
fn miscounted_denials_are_noticed() {
	notices(|_| Profiles::<Test>::mutate(PATIENT, |profile| profile.denials = 2));
	notices(|_| Profiles::<Test>::insert(STRANGER, Profile::default()));
	notices(Denials::<Test>::remove);
}

#[test]
fn missing_deposits_are_noticed() {
	notices(|id| Grants::<Test>::mutate(id, |g| g.as_mut().unwrap().deposit += 1));
	notices(Grants::<Test>::remove);
	notices(|_| Profiles::<Test>::mutate(PATIENT, |profile| profile.deposit = 0));
}

#[test]
fn a_whole_life_leaves_nothing_behind() {
	run(|| {
		let before = Balances::free_balance(PATIENT);
		assert_ok!(Consent::grant(signed(PATIENT), account(PHYSICIAN), terms()));
		assert_ok!(Consent::deny(signed(PATIENT), account(COLLEAGUE), terms()));
		assert_ok!(Consent::revoke_all(signed(PATIENT)));
		set_time(START + MAX_VALIDITY);
		for grantee in [PHYSICIAN, COLLEAGUE] {
			assert_ok!(Consent::reap(signed(STRANGER), PATIENT, account(grantee)));
		}
		assert_ok!(Consent::reap_profile(signed(STRANGER), PATIENT));
		assert_eq!(Grants::<Test>::iter().count(), 0);
		assert_eq!(Denials::<Test>::iter().count(), 0);
		assert_eq!(Profiles::<Test>::iter().count(), 0);
		assert_eq!(Balances::free_balance(PATIENT), before);
	});
}
