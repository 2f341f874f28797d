use crate::{mock::*, Terms};
use frame_support::assert_ok;
use salus_primitives::{
	Action, Actions, Basis, Grantee, LicenceKind, LicenceKinds, Purpose, Purposes, Refusal,
	Segments, DAY,
};
use std::collections::BTreeMap;

fn ask(action: Action, purpose: Purpose, segments: u32) -> Result<Basis<u64>, Refusal> {
	Consent::check(PATIENT, PHYSICIAN, action, purpose, Segments(segments))
}

fn grant(grantee: Grantee<u64>, terms: Terms) {
	assert_ok!(Consent::grant(signed(PATIENT), grantee, terms));
}

#[test]
fn every_refusal_has_its_reason() {
	run(|| {
		assert_eq!(check(PHYSICIAN), Err(Refusal::NoConsent));
		grant(account(PHYSICIAN), Terms { from: START + DAY, ..terms() });
		assert_eq!(check(PHYSICIAN), Err(Refusal::NotYetValid));
		set_time(START + DAY);
		assert_eq!(check(PHYSICIAN), Ok(by(account(PHYSICIAN))));
		assert_eq!(ask(Action::Access, Purpose::HPAYMT, 0b01), Err(Refusal::Purpose));
		assert_eq!(ask(Action::Disclose, Purpose::TREAT, 0b01), Err(Refusal::Action));
		assert_eq!(ask(Action::Access, Purpose::TREAT, 0b101), Err(Refusal::Segment));
		assert_eq!(ask(Action::Access, Purpose::TREAT, 0), Err(Refusal::NothingRequested));
		set_time(START + 10 * DAY - 1);
		assert!(check(PHYSICIAN).is_ok());
		assert_ok!(Consent::revoke_all(signed(PATIENT)));
		assert_eq!(check(PHYSICIAN), Err(Refusal::Revoked));
		// What is over has expired, revoked before or not.
		set_time(START + 10 * DAY);
		assert_eq!(check(PHYSICIAN), Err(Refusal::Expired));
	});
}

#[test]
fn a_purpose_covers_those_below_it_but_never_breaks_the_glass() {
	run(|| {
		grant(account(PHYSICIAN), terms());
		assert!(ask(Action::Access, Purpose::ERTREAT, 1).is_ok());
		assert_eq!(ask(Action::Access, Purpose::BTG, 1), Err(Refusal::Purpose));
	});
}

#[test]
fn the_subject_needs_no_consent() {
	run(|| {
		let own = |segments| {
			Consent::check(PATIENT, PATIENT, Action::Correct, Purpose::PATRQT, Segments(segments))
		};
		assert_eq!(own(u32::MAX), Ok(Basis::Subject));
		assert_eq!(own(0), Err(Refusal::NothingRequested));
	});
}

#[test]
fn members_act_under_their_organisations_grant_while_they_are_members() {
	run(|| {
		grant(Grantee::Organisation(HOSPITAL), terms());
		assert_eq!(check(PHYSICIAN), Ok(by(Grantee::Organisation(HOSPITAL))));
		assert_eq!(check(STRANGER), Err(Refusal::NoConsent));
		Organisations::set(BTreeMap::new());
		assert_eq!(check(PHYSICIAN), Err(Refusal::NoConsent));
	});
}

#[test]
fn licence_holders_act_under_their_kinds_grant_while_they_hold_it() {
	run(|| {
		let practitioners = Grantee::Licence(LicenceKind::Practitioner);
		grant(practitioners.clone(), terms());
		assert_eq!(check(COLLEAGUE), Ok(by(practitioners)));
		assert_eq!(check(HOSPITAL), Err(Refusal::NoConsent));
		Licences::mutate(|all| all.insert(COLLEAGUE, LicenceKinds::default()));
		assert_eq!(check(COLLEAGUE), Err(Refusal::NoConsent));
	});
}

#[test]
fn one_grant_has_to_cover_the_whole_request() {
	run(|| {
		grant(account(PHYSICIAN), Terms { segments: Segments(0b01), ..terms() });
		grant(Grantee::Organisation(HOSPITAL), Terms { segments: Segments(0b10), ..terms() });
		assert_eq!(ask(Action::Access, Purpose::TREAT, 0b01), Ok(by(account(PHYSICIAN))));
		assert_eq!(
			ask(Action::Access, Purpose::TREAT, 0b10),
			Ok(by(Grantee::Organisation(HOSPITAL)))
		);
		assert_eq!(ask(Action::Access, Purpose::TREAT, 0b11), Err(Refusal::Segment));
	});
}

#[test]
fn the_grant_that_came_closest_gives_the_reason() {
	run(|| {
		let payment = Purposes::from_iter([Purpose::HPAYMT]);
		grant(account(PHYSICIAN), Terms { purposes: payment, ..terms() });
		grant(Grantee::Organisation(HOSPITAL), Terms { segments: Segments(0b10), ..terms() });
		assert_eq!(check(PHYSICIAN), Err(Refusal::Segment));
	});
}

#[test]
fn a_denial_forbids_what_it_touches_and_nothing_else() {
	run(|| {
		let all = Actions::from_iter(Action::ALL);
		grant(account(PHYSICIAN), Terms { actions: all, segments: Segments::ALL, ..terms() });
		let denial = Terms {
			purposes: Purposes::from_iter([Purpose::ETREAT]),
			actions: Actions::from_iter([Action::Disclose]),
			segments: Segments(0b10),
			from: START + DAY,
			until: START + 2 * DAY,
			..terms()
		};
		assert_ok!(Consent::deny(signed(PATIENT), Grantee::Organisation(HOSPITAL), denial));
		let touched = || ask(Action::Disclose, Purpose::ERTREAT, 0b11);

		assert!(touched().is_ok());
		set_time(START + DAY);
		assert_eq!(touched(), Err(Refusal::Denied));
		assert!(ask(Action::Disclose, Purpose::TREAT, 0b11).is_ok());
		assert!(ask(Action::Access, Purpose::ERTREAT, 0b11).is_ok());
		assert!(ask(Action::Disclose, Purpose::ERTREAT, 0b101).is_ok());
		set_time(START + 2 * DAY);
		assert!(touched().is_ok());
	});
}

#[test]
fn a_direct_grant_costs_two_reads() {
	run(|| {
		grant(account(PHYSICIAN), terms());
		// Who is licensed as what is not even asked.
		Licences::set(BTreeMap::new());
		Organisations::set(BTreeMap::new());
		assert!(check(PHYSICIAN).is_ok());
	});
}
