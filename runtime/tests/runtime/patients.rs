//! Patients who never held a token, and patients who lost their key.

use crate::support::{account, call_as, development, license, set_time, transact, START};
use polkadot_sdk::{
	frame_support::{assert_noop, assert_ok},
	*,
};
use salus_primitives::{
	Action, Actions, Commitment, Grantee, LicenceKind, Purpose, Purposes, Refusal, Segments, DAY,
};
use salus_runtime::{Balances, Consent, Runtime, RuntimeCall, System, EXISTENTIAL_DEPOSIT};
use sp_keyring::Sr25519Keyring::{
	self, Alice, Bob, Charlie as Hospital, Dave as Physician, One as Patient, Two as NewKey,
};
use sp_runtime::{
	traits::BlockNumberProvider,
	transaction_validity::{InvalidTransaction, TransactionValidityError},
};

const PAYMENT: TransactionValidityError =
	TransactionValidityError::Invalid(InvalidTransaction::Payment);

fn grantee() -> Grantee<salus_runtime::AccountId> {
	Grantee::Account(account(Physician))
}

fn grant() -> RuntimeCall {
	RuntimeCall::Consent(pallet_consent::Call::grant {
		grantee: grantee(),
		terms: pallet_consent::Terms {
			purposes: Purposes::from_iter([Purpose::TREAT]),
			actions: Actions::from_iter([Action::Access]),
			segments: Segments(0b1),
			from: START,
			until: START + 30 * DAY,
			form: Commitment([9; 32]),
			delegation: 0,
			policy: None,
		},
	})
}

fn revoke() -> RuntimeCall {
	RuntimeCall::Consent(pallet_consent::Call::revoke { grantee: grantee() })
}

fn freeze() -> RuntimeCall {
	RuntimeCall::Consent(pallet_consent::Call::freeze {})
}

fn enrol(patient: Sr25519Keyring) {
	assert_ok!(call_as(
		Hospital,
		RuntimeCall::Sponsorship(pallet_sponsorship::Call::enrol {
			patient: account(patient).into(),
			places: 8,
		})
	));
}

fn total_balance(who: Sr25519Keyring) -> salus_runtime::Balance {
	use polkadot_sdk::frame_support::traits::fungible::Inspect;
	<Balances as Inspect<_>>::total_balance(&account(who))
}

fn check() -> Result<(), Refusal> {
	Consent::check(
		account(Patient),
		account(Physician),
		Action::Access,
		Purpose::TREAT,
		Segments(0b1),
	)
	.map(drop)
}

/// A hospital that has enrolled the patient.
fn hospital(test: impl FnOnce()) {
	development(|| {
		license(Hospital, LicenceKind::Facility);
		enrol(Patient);
		test();
	});
}

#[test]
fn somebody_without_tokens_decides_about_their_data() {
	hospital(|| {
		let before = Balances::free_balance(account(Hospital));

		assert_ok!(transact(Patient, grant()).expect("is paid for"));
		assert_ok!(check());
		assert_ok!(transact(Patient, revoke()).expect("is paid for"));
		assert_eq!(check(), Err(Refusal::NoConsent));
		assert_ok!(transact(Patient, freeze()).expect("is paid for"));
		assert_eq!(check(), Err(Refusal::Frozen));

		assert_eq!(total_balance(Patient), 0);
		assert!(Balances::free_balance(account(Hospital)) < before);
	});
}

#[test]
fn before_enrolment_nothing_is_paid_for() {
	development(|| {
		assert_eq!(transact(Patient, freeze()), Err(PAYMENT));
	});
}

/// Ways to wrap `call` so that it would be made by the patient, or in their name.
fn wrapped(call: RuntimeCall) -> Vec<RuntimeCall> {
	let calls = vec![call.clone()];
	let boxed = Box::new(call.clone());
	let other = account(Bob);
	vec![
		RuntimeCall::Utility(pallet_utility::Call::batch { calls: calls.clone() }),
		RuntimeCall::Utility(pallet_utility::Call::batch_all { calls: calls.clone() }),
		RuntimeCall::Utility(pallet_utility::Call::force_batch { calls }),
		RuntimeCall::Utility(pallet_utility::Call::as_derivative { index: 0, call: boxed.clone() }),
		RuntimeCall::Utility(pallet_utility::Call::if_else {
			main: boxed.clone(),
			fallback: boxed.clone(),
		}),
		RuntimeCall::Proxy(pallet_proxy::Call::proxy {
			real: other.clone().into(),
			force_proxy_type: None,
			call: boxed.clone(),
		}),
		RuntimeCall::Multisig(pallet_multisig::Call::as_multi_threshold_1 {
			other_signatories: vec![other.clone()],
			call: boxed.clone(),
		}),
		RuntimeCall::Multisig(pallet_multisig::Call::as_multi {
			threshold: 2,
			other_signatories: vec![other],
			maybe_timepoint: None,
			call: boxed,
			max_weight: Default::default(),
		}),
	]
}

#[test]
fn no_wrapper_is_paid_for() {
	hospital(|| {
		let wrappers = wrapped(freeze());
		// A wrapper within one of the two calls that are looked into is found, too.
		let hidden = wrappers.iter().cloned().flat_map(|call| {
			let (account, call) = (account(Bob), Box::new(call));
			[
				RuntimeCall::Representatives(pallet_representatives::Call::act {
					subject: account.clone().into(),
					call: call.clone(),
				}),
				RuntimeCall::Recovery(pallet_recovery::Call::control_inherited_account {
					recovered: account.into(),
					call,
				}),
			]
		});
		for call in wrappers.iter().cloned().chain(hidden) {
			assert_eq!(transact(Patient, call.clone()), Err(PAYMENT), "{call:?}");
		}
		// Nor is what moves money, or anything else.
		for call in [
			RuntimeCall::System(frame_system::Call::remark { remark: vec![] }),
			RuntimeCall::Balances(pallet_balances::Call::transfer_allow_death {
				dest: account(Bob).into(),
				value: 0,
			}),
		] {
			assert_eq!(transact(Patient, call), Err(PAYMENT));
		}
		assert_eq!(System::account_nonce(account(Patient)), 0);
	});
}

#[test]
fn calls_that_are_looked_into_are_not_stacked() {
	hospital(|| {
		let act = |call| {
			RuntimeCall::Representatives(pallet_representatives::Call::act {
				subject: account(Bob).into(),
				call: Box::new(call),
			})
		};
		let control = |call| {
			RuntimeCall::Recovery(pallet_recovery::Call::control_inherited_account {
				recovered: account(Bob).into(),
				call: Box::new(call),
			})
		};
		for call in [
			act(act(freeze())),
			act(control(freeze())),
			control(control(freeze())),
			control(act(act(freeze()))),
		] {
			assert_eq!(transact(Patient, call.clone()), Err(PAYMENT), "{call:?}");
		}
		for call in [act(freeze()), control(freeze()), control(act(freeze()))] {
			assert!(transact(Patient, call).expect("is paid for").is_err(), "is nobody's heir");
		}
	});
}

#[test]
fn what_fails_counts_and_the_next_day_begins_anew() {
	hospital(|| {
		let before = Balances::free_balance(account(Hospital));
		for _ in 0..20 {
			assert!(
				transact(Patient, revoke()).expect("is paid for").is_err(),
				"nothing to revoke"
			);
		}
		assert!(Balances::free_balance(account(Hospital)) < before, "the fees are real");
		assert_eq!(transact(Patient, freeze()), Err(PAYMENT));

		set_time(START + DAY);
		assert_ok!(transact(Patient, freeze()).expect("is paid for"));
	});
}

#[test]
fn a_long_call_is_not_paid_for() {
	hospital(|| {
		let group = || pallet_recovery::FriendGroup {
			friends: (0..5u8)
				.map(|friend| [friend; 32].into())
				.collect::<Vec<_>>()
				.try_into()
				.expect("fits"),
			friends_needed: 5,
			inheritor: account(NewKey),
			inheritance_delay: 1,
			inheritance_priority: 0,
			cancel_delay: 1,
		};
		let set = |groups: usize| {
			RuntimeCall::Recovery(pallet_recovery::Call::set_friend_groups {
				friend_groups: (0..groups).map(|_| group()).collect(),
			})
		};
		assert_ok!(transact(Patient, set(1)).expect("is paid for"));
		assert_eq!(transact(Patient, set(100)), Err(PAYMENT));
	});
}

#[test]
fn a_broke_hospital_does_not_keep_patients_from_closing() {
	hospital(|| {
		let everything = Balances::free_balance(account(Hospital));
		assert_ok!(call_as(
			Hospital,
			RuntimeCall::Balances(pallet_balances::Call::burn {
				value: everything - EXISTENTIAL_DEPOSIT,
				keep_alive: true,
			})
		));
		assert_eq!(transact(Patient, grant()), Err(PAYMENT));
		assert_ok!(transact(Patient, freeze()).expect("goes through without a fee"));
		assert_eq!(check(), Err(Refusal::Frozen));
	});
}

#[test]
fn a_lost_key_is_cut_off_and_consents_stand() {
	hospital(|| {
		enrol(NewKey);
		assert_ok!(transact(Patient, grant()).expect("is paid for"));
		let mut friends = vec![account(Alice), account(Bob)];
		friends.sort();
		assert_ok!(transact(
			Patient,
			RuntimeCall::Recovery(pallet_recovery::Call::set_friend_groups {
				friend_groups: vec![pallet_recovery::FriendGroup {
					friends: friends.try_into().expect("fits"),
					friends_needed: 2,
					inheritor: account(NewKey),
					inheritance_delay: 10,
					inheritance_priority: 0,
					cancel_delay: 10,
				}],
			})
		)
		.expect("is paid for"));
		assert_eq!(total_balance(Patient), 0);

		let lost = || account(Patient).into();
		let initiate = RuntimeCall::Recovery(pallet_recovery::Call::initiate_attempt {
			lost: lost(),
			friend_group_index: 0,
		});
		let approve = RuntimeCall::Recovery(pallet_recovery::Call::approve_attempt {
			lost: lost(),
			friend_group_index: 0,
		});
		let finish = RuntimeCall::Recovery(pallet_recovery::Call::finish_attempt {
			lost: lost(),
			friend_group_index: 0,
		});
		// Whoever uses their account all the while calls it off.
		assert_ok!(call_as(Alice, initiate.clone()));
		assert_noop!(
			call_as(Alice, finish.clone()),
			pallet_recovery::Error::<Runtime>::NotApproved
		);
		let veto =
			RuntimeCall::Recovery(pallet_recovery::Call::slash_attempt { friend_group_index: 0 });
		assert_ok!(transact(Patient, veto).expect("is paid for"));
		assert_noop!(call_as(Alice, finish.clone()), pallet_recovery::Error::<Runtime>::NotAttempt);

		// Now the key is lost.
		assert_ok!(call_as(Alice, initiate));
		assert_ok!(call_as(Bob, approve));
		assert_noop!(
			call_as(Bob, finish.clone()),
			pallet_recovery::Error::<Runtime>::NotYetInheritable
		);
		relay_chain_advances(10);
		assert_ok!(call_as(Bob, finish));

		assert_eq!(
			transact(Patient, revoke()),
			Err(TransactionValidityError::Invalid(InvalidTransaction::BadSigner))
		);
		assert_ok!(check());
		// Nor does whoever has it act through a proxy that they named in time, or undo what was
		// inherited.
		let through_proxy = RuntimeCall::Proxy(pallet_proxy::Call::proxy {
			real: lost(),
			force_proxy_type: None,
			call: Box::new(revoke()),
		});
		let in_a_batch = RuntimeCall::Utility(pallet_utility::Call::batch_all {
			calls: vec![through_proxy.clone()],
		});
		let undo = RuntimeCall::Recovery(pallet_recovery::Call::revoke_inheritor {});
		for call in [through_proxy, in_a_batch, undo] {
			assert_noop!(call_as(Bob, call), frame_system::Error::<Runtime>::CallFiltered);
		}
		assert_ok!(transact(
			NewKey,
			RuntimeCall::Recovery(pallet_recovery::Call::control_inherited_account {
				recovered: lost(),
				call: Box::new(revoke()),
			})
		)
		.expect("is paid for"));
		assert_eq!(check(), Err(Refusal::NoConsent));
	});
}

/// Lets the relay chain's block number grow.
fn relay_chain_advances(blocks: u32) {
	type RelayChain = cumulus_pallet_parachain_system::RelaychainDataProvider<Runtime>;
	RelayChain::set_block_number(RelayChain::current_block_number() + blocks);
}
