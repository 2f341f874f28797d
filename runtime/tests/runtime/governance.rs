//! Who is privileged, and how.

use crate::support::{account, call_as, committee, development};
use polkadot_sdk::{
	frame_support::{
		assert_noop,
		traits::{EnsureOrigin, PalletInfoAccess},
	},
	*,
};
use salus_primitives::LicenceKind;
use salus_runtime::{
	configs::governance::{RootOrTwoThirds, TwoThirds},
	AllPalletsWithSystem, Runtime, RuntimeCall, RuntimeEvent, RuntimeOrigin, System,
};
use sp_keyring::Sr25519Keyring::{Alice, Charlie, Eve, Ferdie};
use sp_runtime::{
	traits::{BadOrigin, Hash},
	DispatchError,
};

fn accredit() -> RuntimeCall {
	RuntimeCall::Credentials(pallet_credentials::Call::accredit {
		issuer: account(Eve).into(),
		kind: LicenceKind::Facility,
		jurisdiction: "FR".parse().expect("is a country"),
	})
}

fn committee_origin(ayes: u32, of: u32) -> RuntimeOrigin {
	pallet_collective::RawOrigin::<_, pallet_collective::Instance1>::Members(ayes, of).into()
}

#[test]
fn there_is_no_sudo() {
	use frame_support::traits::PalletsInfoAccess;
	assert!(AllPalletsWithSystem::infos().iter().all(|pallet| pallet.module_name != "pallet_sudo"));
}

#[test]
fn two_thirds_are_enough_and_less_is_not() {
	development(|| {
		assert!(RootOrTwoThirds::ensure_origin(RuntimeOrigin::root()).is_ok());
		assert!(RootOrTwoThirds::ensure_origin(committee_origin(2, 3)).is_ok());
		assert!(RootOrTwoThirds::ensure_origin(committee_origin(1, 2)).is_err());
		assert!(RootOrTwoThirds::ensure_origin(RuntimeOrigin::signed(account(Alice))).is_err());
		assert!(RootOrTwoThirds::ensure_origin(RuntimeOrigin::none()).is_err());
		assert!(TwoThirds::ensure_origin(RuntimeOrigin::root()).is_err());
	});
}

#[test]
fn the_committee_accredits_and_a_member_does_not() {
	development(|| {
		assert_noop!(call_as(Alice, accredit()), BadOrigin);
		committee(accredit());
		assert_eq!(pallet_credentials::Accreditations::<Runtime>::get(account(Eve)).len(), 1);
	});
}

#[test]
fn root_is_a_call_that_the_committee_whitelisted() {
	development(|| {
		let code_hash = <Runtime as frame_system::Config>::Hashing::hash(b"the next runtime");
		let upgrade = RuntimeCall::System(frame_system::Call::authorize_upgrade { code_hash });
		let call_hash = <Runtime as frame_system::Config>::Hashing::hash_of(&upgrade);
		let dispatch = RuntimeCall::Whitelist(
			pallet_whitelist::Call::dispatch_whitelisted_call_with_preimage {
				call: Box::new(upgrade.clone()),
			},
		);

		assert_noop!(call_as(Alice, upgrade), BadOrigin);
		assert!(call_as(Alice, dispatch.clone()).is_err());

		committee(RuntimeCall::Utility(pallet_utility::Call::batch_all {
			calls: vec![
				RuntimeCall::Whitelist(pallet_whitelist::Call::whitelist_call { call_hash }),
				dispatch,
			],
		}));
		System::assert_has_event(RuntimeEvent::System(frame_system::Event::UpgradeAuthorized {
			code_hash,
			check_version: true,
		}));
	});
}

#[test]
fn only_governance_creates_assets() {
	development(|| {
		let create = |admin: sp_keyring::Sr25519Keyring| {
			RuntimeCall::Assets(pallet_assets::Call::create {
				id: 7.into(),
				admin: account(admin).into(),
				min_balance: 1,
			})
		};
		assert_eq!(call_as(Charlie, create(Charlie)), Err(DispatchError::BadOrigin));
		let force_create = RuntimeCall::Assets(pallet_assets::Call::force_create {
			id: 7.into(),
			owner: account(Ferdie).into(),
			is_sufficient: true,
			min_balance: 1,
		});
		assert_eq!(call_as(Ferdie, force_create.clone()), Err(DispatchError::BadOrigin));
		committee(force_create);
		assert!(pallet_assets::Asset::<Runtime>::contains_key(7));
	});
}

#[test]
fn the_session_comes_before_aura() {
	use salus_runtime::{Aura, AuraExt, Authorship, CollatorSelection, Session};
	let order = [
		Authorship::index(),
		CollatorSelection::index(),
		Session::index(),
		Aura::index(),
		AuraExt::index(),
	];
	assert!(order.is_sorted());
}
