use crate::{mock::*, Capacity, DelegatedTerms, Delegations, Error, Event, PolicyVersion, Terms};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResult};
use salus_primitives::{
	Action, Actions, Basis, Commitment, Grantee, LicenceKind, LicenceKinds, Purpose, Purposes,
	Refusal, Segments, DAY,
};

/// A specialist to whom things are passed on, and whoever comes next.
const SPECIALIST: u64 = COLLEAGUE;
const THIRD: u64 = STRANGER;
const FOURTH: u64 = POOR;

fn narrower(delegation: u8) -> DelegatedTerms {
	DelegatedTerms {
		purposes: Purposes::from_iter([Purpose::COC]),
		actions: Actions::from_iter([Action::Access]),
		segments: Segments(0b01),
		from: START,
		until: START + 5 * DAY,
		delegation,
	}
}

fn delegate(by: u64, to: u64, terms: DelegatedTerms) -> DispatchResult {
	Consent::delegate(signed(by), PATIENT, Capacity::Individual, account(to), terms)
}

fn grant(delegation: u8) {
	assert_ok!(Consent::grant(
		signed(PATIENT),
		account(PHYSICIAN),
		Terms { delegation, ..terms() }
	));
}

fn ask(actor: u64) -> Result<Basis<u64>, Refusal> {
	Consent::check(PATIENT, actor, Action::Access, Purpose::COC, Segments(0b01))
}

fn passed_on(to: u64) -> Result<Basis<u64>, Refusal> {
	Ok(Basis::Delegation(account(to)))
}

/// The patient to the physician, the physician to the specialist, the specialist to the third, the
/// third to the fourth: as deep as it goes.
fn chain() {
	Organisations::set(Default::default());
	assert_ok!(Balances::transfer_allow_death(signed(HOSPITAL), FOURTH, 100));
	grant(3);
	assert_ok!(delegate(PHYSICIAN, SPECIALIST, narrower(2)));
	assert_ok!(delegate(SPECIALIST, THIRD, narrower(1)));
	assert_ok!(delegate(THIRD, FOURTH, narrower(0)));
	assert_eq!(ask(FOURTH), passed_on(FOURTH));
}

#[test]
fn what_is_passed_on_is_narrower_and_paid_for_by_the_delegator() {
	run(|| {
		grant(1);
		System::reset_events();
		assert_ok!(delegate(PHYSICIAN, SPECIALIST, narrower(0)));
		assert_eq!(
			last_event(),
			Event::Delegated {
				subject: PATIENT,
				delegator: account(PHYSICIAN),
				to: account(SPECIALIST),
				terms: narrower(0)
			}
		);
		assert_eq!(held(PHYSICIAN), DELEGATION_DEPOSIT);
		assert_eq!(ask(SPECIALIST), passed_on(SPECIALIST));
		for (action, purpose, segments, refusal) in [
			(Action::Use, Purpose::COC, 0b01, Refusal::Action),
			(Action::Access, Purpose::TREAT, 0b01, Refusal::Purpose),
			(Action::Access, Purpose::COC, 0b10, Refusal::Segment),
		] {
			let answer = Consent::check(PATIENT, SPECIALIST, action, purpose, Segments(segments));
			assert_eq!(answer, Err(refusal));
		}
		set_time(START + 5 * DAY - 1);
		assert!(ask(SPECIALIST).is_ok());
		set_time(START + 5 * DAY);
		assert_eq!(ask(SPECIALIST), Err(Refusal::Expired));
	});
}

#[test]
fn widening_is_refused_in_every_dimension() {
	run(|| {
		grant(3);
		let terms = narrower(0);
		for wider in [
			DelegatedTerms { purposes: Purposes::from_iter([Purpose::HPAYMT]), ..terms.clone() },
			DelegatedTerms {
				purposes: Purposes::from_iter([Purpose::COC, Purpose::BTG]),
				..terms.clone()
			},
			DelegatedTerms { actions: Actions::from_iter([Action::Disclose]), ..terms.clone() },
			DelegatedTerms { segments: Segments(0b101), ..terms.clone() },
			DelegatedTerms { until: START + 10 * DAY + 1_000, ..terms.clone() },
		] {
			assert_noop!(delegate(PHYSICIAN, SPECIALIST, wider), Error::<Test>::Widening);
		}
		assert_ok!(delegate(PHYSICIAN, SPECIALIST, terms));
	});
}

#[test]
fn a_grant_for_later_is_passed_on_for_later() {
	run(|| {
		let later = Terms { from: START + DAY, delegation: 1, ..terms() };
		assert_ok!(Consent::grant(signed(PATIENT), account(PHYSICIAN), later));
		assert_noop!(delegate(PHYSICIAN, SPECIALIST, narrower(0)), Error::<Test>::Widening);
		let later = DelegatedTerms { from: START + DAY, ..narrower(0) };
		assert_ok!(delegate(PHYSICIAN, SPECIALIST, later));
		assert_eq!(ask(SPECIALIST), Err(Refusal::NotYetValid));
		set_time(START + DAY);
		assert_eq!(ask(SPECIALIST), passed_on(SPECIALIST));
	});
}

#[test]
fn depth_is_what_the_subject_set() {
	run(|| {
		grant(0);
		assert_noop!(
			delegate(PHYSICIAN, SPECIALIST, narrower(0)),
			Error::<Test>::DelegationTooDeep
		);
		grant(2);
		assert_noop!(
			delegate(PHYSICIAN, SPECIALIST, narrower(2)),
			Error::<Test>::DelegationTooDeep
		);
		assert_ok!(delegate(PHYSICIAN, SPECIALIST, narrower(1)));
		assert_noop!(delegate(SPECIALIST, THIRD, narrower(1)), Error::<Test>::DelegationTooDeep);
		assert_ok!(delegate(SPECIALIST, THIRD, narrower(0)));
		assert_noop!(delegate(THIRD, FOURTH, narrower(0)), Error::<Test>::DelegationTooDeep);
		let too_deep = Terms { delegation: 4, ..terms() };
		assert_noop!(
			Consent::grant(signed(PATIENT), account(PHYSICIAN), too_deep),
			Error::<Test>::DelegationTooDeep
		);
		let denial = Terms { delegation: 1, ..terms() };
		assert_noop!(
			Consent::deny(signed(PATIENT), account(PHYSICIAN), denial),
			Error::<Test>::DenialDelegated
		);
	});
}

#[test]
fn a_chain_ends_with_any_of_its_links() {
	type End = fn() -> DispatchResult;

	let ends: [(&str, End); 7] = [
		("revoked", || Consent::revoke(signed(PATIENT), account(PHYSICIAN))),
		("all revoked", || Consent::revoke_all(signed(PATIENT))),
		("granted anew, narrower", || {
			let terms = Terms { delegation: 2, ..terms() };
			plainly(Consent::grant(signed(PATIENT), account(PHYSICIAN), terms))
		}),
		("the first link taken back", || {
			Consent::end_delegation(signed(PHYSICIAN), PATIENT, account(SPECIALIST))
		}),
		("the second link revoked by the subject", || {
			Consent::revoke_delegation(signed(PATIENT), account(THIRD))
		}),
		("a delegator denied", || Consent::deny(signed(PATIENT), account(SPECIALIST), terms())),
		("the first delegator denied", || {
			Consent::deny(signed(PATIENT), account(PHYSICIAN), terms())
		}),
	];
	for (what, end) in ends {
		run(|| {
			chain();
			assert_ok!(end());
			assert_eq!(ask(FOURTH), Err(Refusal::DelegationEnded), "{what}");
		});
	}
}

#[test]
fn what_was_revoked_does_not_come_back_with_a_new_grant() {
	run(|| {
		chain();
		assert_ok!(Consent::revoke(signed(PATIENT), account(PHYSICIAN)));
		set_time(START + 1_000);
		grant(3);
		assert_eq!(ask(SPECIALIST), Err(Refusal::DelegationEnded));
		assert_eq!(ask(FOURTH), Err(Refusal::DelegationEnded));
		// A link that is made anew does not bring back those below it either.
		assert_ok!(delegate(PHYSICIAN, SPECIALIST, narrower(2)));
		assert_eq!(ask(SPECIALIST), passed_on(SPECIALIST));
		assert_eq!(ask(THIRD), Err(Refusal::DelegationEnded));
	});
}

#[test]
fn a_chain_ends_with_the_shortest_window_above() {
	run(|| {
		assert_ok!(Consent::grant(
			signed(PATIENT),
			account(PHYSICIAN),
			Terms { delegation: 1, until: START + 5 * DAY, ..terms() }
		));
		assert_ok!(delegate(PHYSICIAN, SPECIALIST, narrower(0)));
		set_time(START + 5 * DAY - 1);
		assert!(ask(SPECIALIST).is_ok());
		set_time(START + 5 * DAY);
		assert!(ask(SPECIALIST).is_err());
	});
}

#[test]
fn an_outdated_form_ends_what_hangs_on_it() {
	run(|| {
		let form = Commitment([8; 32]);
		assert_ok!(Consent::publish_form(signed(HOSPITAL), form));
		let policy = Some(PolicyVersion { policy: 1, version: 1 });
		let terms = Terms { delegation: 1, policy, ..terms() };
		assert_ok!(Consent::grant(signed(PATIENT), account(PHYSICIAN), terms));
		assert_ok!(delegate(PHYSICIAN, SPECIALIST, narrower(0)));
		assert_ok!(Consent::publish_version(signed(HOSPITAL), 1, form, true));
		assert_eq!(ask(SPECIALIST), Err(Refusal::DelegationEnded));
		assert_noop!(delegate(PHYSICIAN, THIRD, narrower(0)), Error::<Test>::ParentEnded);
	});
}

#[test]
fn organisations_pass_on_what_they_have_while_licensed() {
	run(|| {
		assert_ok!(Consent::grant(
			signed(PATIENT),
			Grantee::Organisation(HOSPITAL),
			Terms { delegation: 1, ..terms() }
		));
		let delegate = |by, to| {
			Consent::delegate(signed(by), PATIENT, Capacity::Organisation, to, narrower(0))
		};
		// A member is not the organisation.
		assert_noop!(delegate(PHYSICIAN, account(STRANGER)), Error::<Test>::NotAuthorized);
		assert_ok!(delegate(HOSPITAL, account(STRANGER)));
		assert_eq!(ask(STRANGER), passed_on(STRANGER));
		Licences::mutate(|all| all.remove(&HOSPITAL));
		assert_eq!(ask(STRANGER), Err(Refusal::DelegationEnded));
		// It may be licensed again.
		assert_noop!(
			Consent::reap_delegation(signed(THIRD), PATIENT, account(STRANGER)),
			Error::<Test>::StillNeeded
		);
		let facility = LicenceKinds::from_iter([LicenceKind::Facility]);
		Licences::mutate(|all| all.insert(HOSPITAL, facility));
		assert_eq!(ask(STRANGER), passed_on(STRANGER));
	});
}

#[test]
fn it_may_be_passed_on_to_an_organisation_with_its_members() {
	run(|| {
		Organisations::set([(COLLEAGUE, vec![HOSPITAL])].into());
		grant(1);
		let hospital = Grantee::Organisation(HOSPITAL);
		assert_ok!(Consent::delegate(
			signed(PHYSICIAN),
			PATIENT,
			Capacity::Individual,
			hospital.clone(),
			narrower(0)
		));
		assert_eq!(ask(COLLEAGUE), Ok(Basis::Delegation(hospital)));
		Organisations::set(Default::default());
		assert_eq!(ask(COLLEAGUE), Err(Refusal::NoConsent));
	});
}

#[test]
fn nothing_goes_round_in_circles() {
	run(|| {
		chain();
		grant(3);
		assert_ok!(delegate(PHYSICIAN, SPECIALIST, narrower(2)));
		for (by, to) in [(PHYSICIAN, PHYSICIAN), (SPECIALIST, PHYSICIAN), (SPECIALIST, SPECIALIST)]
		{
			assert_noop!(delegate(by, to, narrower(0)), Error::<Test>::DelegationCycle);
		}
		assert_ok!(delegate(SPECIALIST, THIRD, narrower(1)));
		assert_noop!(delegate(THIRD, PHYSICIAN, narrower(0)), Error::<Test>::DelegationCycle);
		assert_noop!(delegate(THIRD, PATIENT, narrower(0)), Error::<Test>::SelfGrant);
	});
}

#[test]
fn nobody_passes_on_what_they_do_not_have() {
	run(|| {
		assert_noop!(delegate(PHYSICIAN, SPECIALIST, narrower(0)), Error::<Test>::NotFound);
		grant(1);
		assert_noop!(delegate(SPECIALIST, THIRD, narrower(0)), Error::<Test>::NotFound);
		assert_noop!(delegate(PHYSICIAN, NOBODY, narrower(0)), Error::<Test>::UnknownGrantee);
		assert_noop!(
			Consent::delegate(
				signed(PHYSICIAN),
				PATIENT,
				Capacity::Individual,
				Grantee::Licence(LicenceKind::Payer),
				narrower(0)
			),
			Error::<Test>::NotDelegable
		);
		assert_ok!(Consent::revoke_all(signed(PATIENT)));
		assert_noop!(delegate(PHYSICIAN, SPECIALIST, narrower(0)), Error::<Test>::ParentEnded);
		set_time(START + 10 * DAY);
		let later = DelegatedTerms { until: START + 11 * DAY, ..narrower(0) };
		assert_noop!(delegate(PHYSICIAN, SPECIALIST, later), Error::<Test>::ParentEnded);
	});
}

#[test]
fn nobody_overwrites_what_another_passed_on_while_it_stands() {
	run(|| {
		grant(1);
		assert_ok!(Consent::grant(
			signed(PATIENT),
			account(STRANGER),
			Terms { delegation: 1, ..terms() }
		));
		assert_ok!(delegate(PHYSICIAN, SPECIALIST, narrower(0)));
		assert_noop!(delegate(STRANGER, SPECIALIST, narrower(0)), Error::<Test>::AlreadyExists);
		// The same delegator may, and pays once.
		assert_ok!(delegate(PHYSICIAN, SPECIALIST, narrower(0)));
		assert_eq!(held(PHYSICIAN), DELEGATION_DEPOSIT);
		// What has ended stands in nobody's way.
		assert_ok!(Consent::revoke(signed(PATIENT), account(PHYSICIAN)));
		assert_ok!(delegate(STRANGER, SPECIALIST, narrower(0)));
		assert_eq!((held(PHYSICIAN), held(STRANGER)), (0, DELEGATION_DEPOSIT));
		assert_eq!(ask(SPECIALIST), passed_on(SPECIALIST));
	});
}

#[test]
fn those_concerned_end_it_and_nobody_else() {
	for who in [PHYSICIAN, SPECIALIST] {
		run(|| {
			grant(1);
			assert_ok!(delegate(PHYSICIAN, SPECIALIST, narrower(0)));
			assert_noop!(
				Consent::end_delegation(signed(THIRD), PATIENT, account(SPECIALIST)),
				Error::<Test>::NotAuthorized
			);
			assert_noop!(
				Consent::end_delegation(signed(who), PATIENT, account(THIRD)),
				Error::<Test>::NotFound
			);
			System::reset_events();
			assert_ok!(Consent::end_delegation(signed(who), PATIENT, account(SPECIALIST)));
			assert_eq!(
				last_event(),
				Event::DelegationEnded { subject: PATIENT, to: account(SPECIALIST) }
			);
			assert_eq!(held(PHYSICIAN), 0);
		});
	}
	run(|| {
		assert_noop!(
			Consent::revoke_delegation(signed(PATIENT), account(SPECIALIST)),
			Error::<Test>::NotFound
		);
	});
}

#[test]
fn what_has_ended_is_reaped_by_anybody() {
	run(|| {
		chain();
		let reap = |to| Consent::reap_delegation(signed(NOBODY), PATIENT, account(to));
		assert_noop!(reap(FOURTH), Error::<Test>::StillNeeded);
		assert_noop!(reap(NOBODY), Error::<Test>::NotFound);
		assert_ok!(Consent::revoke(signed(PATIENT), account(PHYSICIAN)));
		for to in [FOURTH, THIRD, SPECIALIST] {
			assert_eq!(reap(to).unwrap().pays_fee, frame_support::dispatch::Pays::No);
		}
		assert_eq!(Delegations::<Test>::iter().count(), 0);
		assert_eq!([PHYSICIAN, SPECIALIST, THIRD].map(held), [0; 3]);
	});
}
