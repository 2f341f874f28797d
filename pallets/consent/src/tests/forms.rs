use crate::{mock::*, Error, Event, PolicyVersion, Terms};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{Commitment, Refusal};

const FORM: Commitment = Commitment([8; 32]);

fn published() -> u32 {
	assert_ok!(Consent::publish_form(signed(HOSPITAL), FORM));
	crate::LastPolicyId::<Test>::get()
}

fn under(policy: u32, version: u16) -> Terms {
	Terms { policy: Some(PolicyVersion { policy, version }), ..terms() }
}

fn grant(terms: Terms) -> frame_support::dispatch::DispatchResult {
	plainly(Consent::grant(signed(PATIENT), account(PHYSICIAN), terms))
}

#[test]
fn a_licensed_organisation_publishes_and_pays() {
	run(|| {
		assert_noop!(Consent::publish_form(signed(PHYSICIAN), FORM), Error::<Test>::NotAuthorized);
		let nothing = Commitment::default();
		assert_noop!(
			Consent::publish_form(signed(HOSPITAL), nothing),
			Error::<Test>::ZeroCommitment
		);
		let policy = published();
		assert_eq!(policy, 1);
		assert_eq!(
			last_event(),
			Event::FormPublished { policy, institution: HOSPITAL, form: FORM }
		);
		assert_eq!(held(HOSPITAL), FORM_DEPOSIT);
		assert_ok!(Consent::retire_policy(signed(HOSPITAL), policy));
		assert_eq!(held(HOSPITAL), 0);
		assert_eq!(Consent::policy(policy), None);
	});
}

#[test]
fn a_new_version_makes_older_consents_stale_only_if_it_says_so() {
	run(|| {
		let policy = published();
		assert_ok!(grant(under(policy, 1)));
		assert!(check(PHYSICIAN).is_ok());
		assert_ok!(Consent::publish_version(signed(HOSPITAL), policy, FORM, false));
		assert!(check(PHYSICIAN).is_ok());
		System::reset_events();
		assert_ok!(Consent::publish_version(signed(HOSPITAL), policy, FORM, true));
		assert_eq!(
			last_event(),
			Event::VersionPublished { policy, version: 3, form: FORM, reconsent: true }
		);
		assert_eq!(check(PHYSICIAN), Err(Refusal::FormOutdated), "in the same block");
		for version in [1, 2] {
			assert_noop!(grant(under(policy, version)), Error::<Test>::FormOutdated);
		}
		assert_ok!(grant(under(policy, 3)));
		assert!(check(PHYSICIAN).is_ok());
	});
}

#[test]
fn consent_is_required_anew_later_too() {
	run(|| {
		let policy = published();
		assert_ok!(grant(under(policy, 1)));
		assert_ok!(Consent::publish_version(signed(HOSPITAL), policy, FORM, false));
		System::reset_events();
		assert_ok!(Consent::require_reconsent(signed(HOSPITAL), policy));
		assert_eq!(last_event(), Event::ReconsentRequired { policy, version: 2 });
		assert_eq!(check(PHYSICIAN), Err(Refusal::FormOutdated));
	});
}

#[test]
fn a_retired_form_carries_no_consent() {
	run(|| {
		let policy = published();
		assert_ok!(grant(under(policy, 1)));
		System::reset_events();
		assert_ok!(Consent::retire_policy(signed(HOSPITAL), policy));
		assert_eq!(last_event(), Event::PolicyRetired { policy });
		assert_eq!(check(PHYSICIAN), Err(Refusal::FormOutdated));
		assert_noop!(grant(under(policy, 1)), Error::<Test>::UnknownPolicy);
		assert_eq!(published(), 2, "numbers are not used again");
	});
}

#[test]
fn versions_that_do_not_exist_are_refused() {
	run(|| {
		let policy = published();
		for version in [0, 2] {
			assert_noop!(grant(under(policy, version)), Error::<Test>::UnknownVersion);
		}
		assert_noop!(grant(under(0, 1)), Error::<Test>::UnknownPolicy);
		assert_noop!(grant(under(9, 1)), Error::<Test>::UnknownPolicy);
	});
}

#[test]
fn only_its_institution_changes_a_form() {
	run(|| {
		let policy = published();
		for result in [
			Consent::publish_version(signed(PHYSICIAN), policy, FORM, true),
			Consent::require_reconsent(signed(PHYSICIAN), policy),
			Consent::retire_policy(signed(PHYSICIAN), policy),
		] {
			assert_eq!(result, Err(Error::<Test>::NotAuthorized.into()));
		}
		for result in [
			Consent::publish_version(signed(HOSPITAL), 9, FORM, true),
			Consent::require_reconsent(signed(HOSPITAL), 9),
			Consent::retire_policy(signed(HOSPITAL), 9),
		] {
			assert_eq!(result, Err(Error::<Test>::UnknownPolicy.into()));
		}
		assert_noop!(
			Consent::publish_version(signed(HOSPITAL), policy, Commitment::default(), true),
			Error::<Test>::ZeroCommitment
		);
	});
}
