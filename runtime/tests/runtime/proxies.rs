//! What each proxy may do, call by call.

use crate::support::{account, call_as, development};
use polkadot_sdk::{
	frame_support::{assert_noop, assert_ok, traits::InstanceFilter},
	*,
};
use salus_primitives::{Grantee, LicenceKind, Sscc};
use salus_runtime::{Balances, ProxyType, Runtime, RuntimeCall, RuntimeEvent, System, UNIT};
use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie};
use ProxyType::*;

fn revoke_consent() -> RuntimeCall {
	let grantee = Grantee::Licence(LicenceKind::Practitioner);
	RuntimeCall::Consent(pallet_consent::Call::revoke { grantee })
}

fn transfer() -> RuntimeCall {
	RuntimeCall::Balances(pallet_balances::Call::transfer_allow_death {
		dest: account(Charlie).into(),
		value: UNIT,
	})
}

fn batch(call: RuntimeCall) -> RuntimeCall {
	RuntimeCall::Utility(pallet_utility::Call::batch_all { calls: vec![call] })
}

fn as_proxy(call: RuntimeCall) -> RuntimeCall {
	RuntimeCall::Proxy(pallet_proxy::Call::proxy {
		real: account(Alice).into(),
		force_proxy_type: None,
		call: Box::new(call),
	})
}

/// Calls, and who beside [`Any`] may make them.
fn table() -> Vec<(RuntimeCall, Vec<ProxyType>)> {
	let everyone = vec![
		NonTransfer,
		CancelProxy,
		Consent,
		Records,
		Credentials,
		Collator,
		Admission,
		Supply,
		Billing,
		Governance,
	];
	let claim = salus_primitives::ClaimId { plan: 0, number: 0 };
	vec![
		(revoke_consent(), vec![NonTransfer, Consent]),
		(
			RuntimeCall::Records(pallet_records::Call::retract { record: 0 }),
			vec![NonTransfer, Records],
		),
		(
			RuntimeCall::Trail(pallet_trail::Call::declare_quiet_day { day: 0 }),
			vec![NonTransfer, Records],
		),
		(
			RuntimeCall::Sponsorship(pallet_sponsorship::Call::enrol {
				patient: account(Bob).into(),
				places: 1,
			}),
			vec![NonTransfer, Admission],
		),
		(
			RuntimeCall::Provenance(pallet_provenance::Call::close_container {
				container: Sscc(0),
			}),
			vec![NonTransfer, Supply],
		),
		(
			RuntimeCall::Coverage(pallet_coverage::Call::close_plan { plan: 0 }),
			vec![NonTransfer, Billing],
		),
		(
			RuntimeCall::Claims(pallet_claims::Call::buy_room { plan: 0, units: 1 }),
			vec![NonTransfer, Billing],
		),
		// What plans pay and get back is money; what patients owe is theirs to pay.
		(RuntimeCall::Claims(pallet_claims::Call::void { claim }), vec![Billing]),
		(RuntimeCall::Appeals(pallet_appeals::Call::withdraw { claim }), vec![Billing]),
		(RuntimeCall::Claims(pallet_claims::Call::pay_share { claim, amount: 1 }), vec![]),
		// Nobody breaks the glass for somebody else, and nobody acts for yet another account.
		(RuntimeCall::Emergency(pallet_emergency::Call::end_access { case: 0 }), vec![]),
		(
			RuntimeCall::Representatives(pallet_representatives::Call::act {
				subject: account(Bob).into(),
				call: Box::new(revoke_consent()),
			}),
			vec![],
		),
		(
			RuntimeCall::Recovery(pallet_recovery::Call::control_inherited_account {
				recovered: account(Bob).into(),
				call: Box::new(revoke_consent()),
			}),
			vec![],
		),
		(
			RuntimeCall::Credentials(pallet_credentials::Call::remove_member {
				member: account(Bob).into(),
			}),
			vec![NonTransfer, Credentials],
		),
		(
			RuntimeCall::CollatorSelection(pallet_collator_selection::Call::leave_intent {}),
			vec![NonTransfer, Collator],
		),
		(RuntimeCall::Session(pallet_session::Call::purge_keys {}), vec![NonTransfer, Collator]),
		(
			RuntimeCall::Proxy(pallet_proxy::Call::reject_announcement {
				delegate: account(Bob).into(),
				call_hash: Default::default(),
			}),
			vec![NonTransfer, CancelProxy],
		),
		(RuntimeCall::System(frame_system::Call::remark { remark: vec![] }), vec![NonTransfer]),
		(
			RuntimeCall::TechnicalCommittee(pallet_collective::Call::vote {
				proposal: Default::default(),
				index: 0,
				approve: true,
			}),
			vec![NonTransfer, Governance],
		),
		(RuntimeCall::Council(pallet_council::Call::vacate {}), vec![NonTransfer, Governance]),
		(
			RuntimeCall::ConvictionVoting(pallet_conviction_voting::Call::remove_vote {
				class: None,
				index: 0,
			}),
			vec![NonTransfer, Governance],
		),
		(batch(transfer()), everyone),
		(transfer(), vec![]),
		(
			RuntimeCall::Assets(pallet_assets::Call::approve_transfer {
				id: 1.into(),
				delegate: account(Bob).into(),
				amount: 1,
			}),
			vec![],
		),
		(as_proxy(transfer()), vec![]),
		(
			RuntimeCall::Proxy(pallet_proxy::Call::add_proxy {
				delegate: account(Bob).into(),
				proxy_type: Any,
				delay: 0,
			}),
			vec![],
		),
		(
			RuntimeCall::Multisig(pallet_multisig::Call::as_multi_threshold_1 {
				other_signatories: vec![account(Bob)],
				call: Box::new(transfer()),
			}),
			vec![],
		),
		(
			RuntimeCall::Utility(pallet_utility::Call::as_derivative {
				index: 0,
				call: Box::new(transfer()),
			}),
			vec![],
		),
		(RuntimeCall::PolkadotXcm(pallet_xcm::Call::remove_all_authorized_aliases {}), vec![]),
		(
			RuntimeCall::Preimage(pallet_preimage::Call::note_preimage { bytes: vec![] }),
			vec![NonTransfer, Governance],
		),
	]
}

#[test]
fn each_type_allows_what_it_says() {
	for (call, allowed) in table() {
		for proxy in ProxyType::ALL {
			let expected = proxy == Any || allowed.contains(&proxy);
			assert_eq!(proxy.filter(&call), expected, "{proxy:?} {call:?}");
		}
	}
}

#[test]
fn a_superset_allows_all_that_its_subset_does() {
	for mine in ProxyType::ALL {
		assert!(mine.is_superset(&mine));
		for theirs in ProxyType::ALL {
			let covers = table().iter().all(|(call, _)| mine.filter(call) || !theirs.filter(call));
			assert_eq!(mine.is_superset(&theirs), covers, "{mine:?} {theirs:?}");
		}
	}
}

#[test]
fn a_batch_does_not_widen_a_proxy() {
	development(|| {
		assert_ok!(call_as(
			Alice,
			RuntimeCall::Proxy(pallet_proxy::Call::add_proxy {
				delegate: account(Bob).into(),
				proxy_type: Consent,
				delay: 0,
			})
		));
		let before = Balances::free_balance(account(Charlie));
		for call in [transfer(), batch(transfer()), batch(batch(transfer()))] {
			assert_ok!(call_as(Bob, as_proxy(call)));
			System::assert_last_event(RuntimeEvent::Proxy(pallet_proxy::Event::ProxyExecuted {
				result: Err(frame_system::Error::<Runtime>::CallFiltered.into()),
			}));
		}
		assert_eq!(Balances::free_balance(account(Charlie)), before);

		// The call itself arrives: there is no such consent to revoke.
		assert_ok!(call_as(Bob, as_proxy(revoke_consent())));
		System::assert_last_event(RuntimeEvent::Proxy(pallet_proxy::Event::ProxyExecuted {
			result: Err(pallet_consent::Error::<Runtime>::NotFound.into()),
		}));
	});
}

#[test]
fn a_stranger_is_no_proxy() {
	development(|| {
		assert_noop!(
			call_as(Bob, as_proxy(revoke_consent())),
			pallet_proxy::Error::<Runtime>::NotProxy
		);
	});
}
