//! Whatever is stopped, patients are not.

use super::{by_referendum, committee_origin, council_origin};
use crate::support::{account, call_as, committee, development};
use polkadot_sdk::{
	frame_support::{
		assert_noop, assert_ok,
		traits::{Contains, GetCallMetadata, Hooks},
	},
	*,
};
use salus_runtime::{
	configs::{
		brakes::{Day, Unpausable},
		governance::origins::Origin,
	},
	Runtime, RuntimeCall, RuntimeOrigin, SafeMode, System, TxPause,
};
use sp_core::TypedGet;
use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie};
use sp_runtime::traits::BadOrigin;

type Filter = <Runtime as frame_system::Config>::BaseCallFilter;

/// `call` of `pallet` with some arguments.
fn call(pallet: &str, call: &str) -> RuntimeCall {
	super::privileges::calls()
		.into_iter()
		.find_map(|known| (known.pallet == pallet && known.name == call).then_some(known.call))
		.unwrap_or_else(|| panic!("there is no {pallet}.{call}"))
}

fn name(pallet: &str, call: &str) -> pallet_tx_pause::RuntimeCallNameOf<Runtime> {
	let bytes = |text: &str| text.as_bytes().to_vec().try_into().expect("is short");
	(bytes(pallet), bytes(call))
}

const FOR_PATIENTS: [(&str, &str); 11] = [
	("Consent", "revoke"),
	("Consent", "revoke_all"),
	("Consent", "revoke_delegation"),
	("Consent", "deny"),
	("Consent", "freeze"),
	("Consent", "unfreeze"),
	("Consent", "lock_for_emergencies"),
	("Consent", "opt_out_of_research"),
	("Representatives", "dismiss"),
	("Trail", "dispute_receipt"),
	("Trail", "dispute_leaf"),
];
const FOR_BLOCKS: [(&str, &str); 2] =
	[("Timestamp", "set"), ("ParachainSystem", "set_validation_data")];
const FOR_GOVERNANCE: [(&str, &str); 10] = [
	("Referenda", "submit"),
	("Referenda", "place_decision_deposit"),
	("ConvictionVoting", "vote"),
	("Preimage", "note_preimage"),
	("Whitelist", "whitelist_call"),
	("Whitelist", "dispatch_whitelisted_call"),
	("TechnicalCommittee", "propose"),
	("ClinicalCouncil", "vote"),
	("System", "apply_authorized_upgrade"),
	("SafeMode", "force_exit"),
];
const STOPPED: [(&str, &str); 6] = [
	("Balances", "transfer_allow_death"),
	("Consent", "grant"),
	("Records", "register"),
	("Claims", "submit"),
	("PolkadotXcm", "transfer_assets"),
	("System", "remark"),
];

#[test]
fn safe_mode_stops_all_but_patients_blocks_governance_and_emergencies() {
	development(|| {
		assert!(STOPPED.iter().all(|(pallet, name)| Filter::contains(&call(pallet, name))));
		committee(pallet_safe_mode::Call::force_enter {});
		assert!(SafeMode::is_entered());
		for (pallet, name) in FOR_PATIENTS.iter().chain(&FOR_BLOCKS).chain(&FOR_GOVERNANCE) {
			assert!(Filter::contains(&call(pallet, name)), "{pallet}.{name}");
		}
		for (pallet, name) in [("Emergency", "break_glass"), ("Provenance", "take_measure")] {
			assert!(Filter::contains(&call(pallet, name)), "{pallet}.{name}");
		}
		for (pallet, name) in STOPPED {
			assert!(!Filter::contains(&call(pallet, name)), "{pallet}.{name}");
		}
	});
}

/// What is voted on is used up by being made, also in vain.
#[test]
fn whatever_others_than_root_decide_goes_on() {
	let privileges = super::privileges::privileges();
	let calls = privileges.iter().flat_map(|(pallet, rules)| {
		let shared = rules.iter().filter(|(who, _)| **who != ["root"]);
		shared.flat_map(move |(_, calls)| calls.iter().map(move |call| (pallet, call)))
	});
	development(|| {
		committee(pallet_safe_mode::Call::force_enter {});
		let mut count = 0;
		for (pallet, name_of_call) in calls {
			assert!(Filter::contains(&call(pallet, name_of_call)), "{pallet}.{name_of_call}");
			assert!(Unpausable::contains(&name(pallet, name_of_call)), "{pallet}.{name_of_call}");
			count += 1;
		}
		assert!(count > 30, "{count}");
	});
}

#[test]
fn what_only_passes_a_call_on_is_looked_into() {
	development(|| {
		committee(pallet_safe_mode::Call::force_enter {});
		let remark = call("System", "remark");
		let freeze = RuntimeCall::Consent(pallet_consent::Call::freeze {});
		let all = |calls| RuntimeCall::Utility(pallet_utility::Call::batch_all { calls });
		assert_noop!(
			call_as(Bob, all(vec![remark.clone()])),
			frame_system::Error::<Runtime>::CallFiltered
		);
		assert_ok!(call_as(Bob, all(vec![freeze.clone()])));
		let multisig = RuntimeCall::Multisig(pallet_multisig::Call::as_multi_threshold_1 {
			other_signatories: vec![account(Charlie)],
			call: Box::new(remark),
		});
		assert_noop!(call_as(Bob, multisig), frame_system::Error::<Runtime>::CallFiltered);
	});
}

#[test]
fn a_pause_stops_one_call_and_never_those_of_patients() {
	development(|| {
		committee(pallet_tx_pause::Call::pause { full_name: name("Records", "register") });
		assert!(!Filter::contains(&call("Records", "register")));
		assert!(Filter::contains(&call("Records", "amend")));
		for (pallet, call) in FOR_PATIENTS.iter().chain(&FOR_BLOCKS).chain(&FOR_GOVERNANCE) {
			assert_noop!(
				TxPause::pause(committee_origin(2, 3), name(pallet, call)),
				pallet_tx_pause::Error::<Runtime>::Unpausable
			);
		}
		// What safe mode lets through can be paused alone.
		assert_ok!(TxPause::pause(committee_origin(2, 3), name("Emergency", "break_glass")));
		assert!(!Filter::contains(&call("Emergency", "break_glass")));
		assert_ok!(TxPause::unpause(Origin::PatientSafety.into(), name("Records", "register")));
		assert!(Filter::contains(&call("Records", "register")));
	});
}

#[test]
fn who_pulls_the_brakes_and_who_lets_go() {
	development(|| {
		let enter = pallet_safe_mode::Call::force_enter {};
		let exit = pallet_safe_mode::Call::force_exit {};
		for origin in [
			RuntimeOrigin::signed(account(Alice)),
			committee_origin(1, 3),
			council_origin(3, 3),
			Origin::Treasurer.into(),
		] {
			assert_eq!(by_referendum(origin.clone(), enter.clone()), Err(BadOrigin.into()));
			assert_noop!(TxPause::pause(origin, name("Records", "register")), BadOrigin);
		}
		assert_noop!(
			call_as(Alice, pallet_safe_mode::Call::enter {}),
			pallet_safe_mode::Error::<Runtime>::NotConfigured
		);
		assert_ok!(by_referendum(Origin::PatientSafety, enter.clone()));
		assert_eq!(by_referendum(committee_origin(3, 3), exit.clone()), Err(BadOrigin.into()));
		assert_ok!(by_referendum(Origin::PatientSafety, exit));
		assert!(!SafeMode::is_entered());

		// It ends by itself.
		assert_ok!(by_referendum(committee_origin(2, 3), enter));
		let end = System::block_number() + Day::get();
		SafeMode::on_initialize(end);
		assert!(SafeMode::is_entered());
		SafeMode::on_initialize(end + 1);
		assert!(!SafeMode::is_entered());
	});
}

/// A name that is misspelt would stop what it should not.
#[test]
fn every_listed_name_is_a_call() {
	for (pallet, call) in FOR_PATIENTS.iter().chain(&FOR_BLOCKS).chain(&FOR_GOVERNANCE) {
		assert!(Unpausable::contains(&name(pallet, call)), "{pallet}.{call}");
	}
	for (pallet, call) in salus_runtime::configs::brakes::listed() {
		let known = RuntimeCall::get_module_names().contains(&pallet)
			&& call.is_none_or(|call| RuntimeCall::get_call_names(pallet).contains(&call));
		assert!(known, "{pallet}.{call:?}");
	}
}
