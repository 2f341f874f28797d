//! Who is privileged, and how they come by it.

mod brakes;
mod parameters;
mod privileges;
mod tracks;
mod upgrades;

use crate::support::{account, call_as, committee, council, development, license, START};
use polkadot_sdk::{
	frame_support::{
		assert_noop, assert_ok,
		traits::{EnsureOrigin, Get, PalletInfoAccess},
	},
	*,
};
use salus_primitives::{
	Commitment, CompanyPrefix, Gtin, LicenceKind, MeasureKind, MeasureReason, RecallClass,
	RecallDepth, DAY,
};
use salus_runtime::{
	configs::governance::{
		origins::{self, Origin, SafetyOffice},
		AccreditationOrigin, CommitteeTwoThirds, PatientSafetyOrigin, SafetyOrigin,
	},
	AllPalletsWithSystem, Runtime, RuntimeCall, RuntimeEvent, RuntimeOrigin, System, UNIT,
};
use sp_keyring::Sr25519Keyring::{Alice, Charlie, Eve, Ferdie};
use sp_runtime::{
	traits::{BadOrigin, Dispatchable, Hash},
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

fn council_origin(ayes: u32, of: u32) -> RuntimeOrigin {
	pallet_collective::RawOrigin::<_, pallet_collective::Instance2>::Members(ayes, of).into()
}

/// Dispatches `call` as a referendum does that was won for `origin`.
fn by_referendum(
	origin: impl Into<RuntimeOrigin>,
	call: impl Into<RuntimeCall>,
) -> Result<(), DispatchError> {
	call.into().dispatch(origin.into()).map(drop).map_err(|error| error.error)
}

#[test]
fn there_is_no_sudo() {
	use frame_support::traits::PalletsInfoAccess;
	assert!(AllPalletsWithSystem::infos().iter().all(|pallet| pallet.module_name != "pallet_sudo"));
}

#[test]
fn two_thirds_are_enough_and_less_is_not() {
	development(|| {
		assert!(CommitteeTwoThirds::ensure_origin(committee_origin(2, 3)).is_ok());
		assert!(CommitteeTwoThirds::ensure_origin(committee_origin(1, 2)).is_err());
		assert!(CommitteeTwoThirds::ensure_origin(council_origin(3, 3)).is_err());
		// Nobody is two thirds alone.
		for (ayes, seats) in [(0, 0), (1, 1), (2, 4), (6, 10)] {
			assert!(CommitteeTwoThirds::ensure_origin(committee_origin(ayes, seats)).is_err());
		}
		for (ayes, seats) in [(2, 2), (3, 4), (7, 10)] {
			assert!(CommitteeTwoThirds::ensure_origin(committee_origin(ayes, seats)).is_ok());
		}
		assert!(CommitteeTwoThirds::ensure_origin(RuntimeOrigin::root()).is_err());
		for origin in [RuntimeOrigin::root(), Origin::Accreditor.into(), council_origin(3, 4)] {
			assert!(AccreditationOrigin::ensure_origin(origin).is_ok());
		}
		for origin in [council_origin(2, 2), committee_origin(3, 3), Origin::Treasurer.into()] {
			assert!(AccreditationOrigin::ensure_origin(origin).is_err());
		}
		for origin in [RuntimeOrigin::root(), Origin::PatientSafety.into(), council_origin(3, 3)] {
			assert!(SafetyOrigin::ensure_origin(origin).is_ok());
		}
		assert!(PatientSafetyOrigin::ensure_origin(council_origin(3, 3)).is_err());
		assert!(SafetyOrigin::ensure_origin(RuntimeOrigin::from(Origin::Accreditor)).is_err());
	});
}

#[test]
fn the_council_accredits_and_neither_a_member_nor_the_committee_does() {
	development(|| {
		assert_noop!(call_as(Alice, accredit()), BadOrigin);
		assert_eq!(by_referendum(committee_origin(3, 3), accredit()), Err(BadOrigin.into()));
		council(accredit());
		assert_eq!(pallet_credentials::Accreditations::<Runtime>::get(account(Eve)).len(), 1);
	});
}

#[test]
fn a_whitelisted_call_takes_both_the_committee_and_a_referendum() {
	development(|| {
		let code_hash = <Runtime as frame_system::Config>::Hashing::hash(b"the next runtime");
		let upgrade = RuntimeCall::System(frame_system::Call::authorize_upgrade { code_hash });
		let call_hash = <Runtime as frame_system::Config>::Hashing::hash_of(&upgrade);
		let whitelist =
			RuntimeCall::Whitelist(pallet_whitelist::Call::whitelist_call { call_hash });
		let dispatch = RuntimeCall::Whitelist(
			pallet_whitelist::Call::dispatch_whitelisted_call_with_preimage {
				call: Box::new(upgrade.clone()),
			},
		);

		assert_noop!(call_as(Alice, upgrade.clone()), BadOrigin);
		assert_noop!(call_as(Alice, whitelist.clone()), BadOrigin);
		assert_eq!(by_referendum(Origin::WhitelistedCaller, upgrade), Err(BadOrigin.into()));
		assert_eq!(
			by_referendum(Origin::WhitelistedCaller, whitelist.clone()),
			Err(BadOrigin.into())
		);
		let refused: DispatchError =
			pallet_whitelist::Error::<Runtime>::DeferredDispatchNotFound.into();
		assert_eq!(by_referendum(committee_origin(3, 3), dispatch.clone()), Err(BadOrigin.into()));

		committee(whitelist);
		assert_noop!(call_as(Alice, dispatch.clone()), refused);
		assert_ok!(by_referendum(Origin::WhitelistedCaller, dispatch.clone()));
		System::assert_has_event(RuntimeEvent::System(frame_system::Event::UpgradeAuthorized {
			code_hash,
			check_version: true,
		}));
		// Once.
		assert!(pallet_whitelist::WhitelistedCall::<Runtime>::iter().next().is_none());
	});
}

#[test]
fn only_the_treasurer_creates_assets() {
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
		let by_treasurer = by_referendum(Origin::Treasurer, force_create.clone());
		assert_eq!(by_treasurer, Err(BadOrigin.into()));
		assert_ok!(by_referendum(RuntimeOrigin::root(), force_create));
		assert!(pallet_assets::Asset::<Runtime>::contains_key(7));
	});
}

#[test]
fn the_treasury_pays_what_the_treasurer_spends() {
	use frame_support::traits::fungible::{Inspect, Mutate};
	use salus_runtime::{configs::governance::TreasuryAccount, Balances, UNIT};
	development(|| {
		Balances::set_balance(&TreasuryAccount::get(), 100 * UNIT);
		let spend = RuntimeCall::Treasury(pallet_treasury::Call::spend {
			asset_kind: Box::new(frame_support::traits::fungible::NativeOrWithId::Native),
			amount: 40 * UNIT,
			beneficiary: Box::new(account(Eve)),
			valid_from: None,
		});
		assert_noop!(call_as(Alice, spend.clone()), BadOrigin);
		assert_eq!(by_referendum(Origin::Accreditor, spend.clone()), Err(BadOrigin.into()));
		assert_ok!(by_referendum(Origin::Treasurer, spend));
		let before = Balances::balance(&account(Eve));
		assert_ok!(call_as(Charlie, pallet_treasury::Call::payout { index: 0 }));
		assert_eq!(Balances::balance(&account(Eve)), before + 40 * UNIT);
	});
}

#[test]
fn the_safety_office_recalls_once_it_is_licensed_as_a_regulator() {
	const PREFIX: CompanyPrefix = CompanyPrefix { digits: 4_012_345, length: 7 };
	const GTIN: Gtin = Gtin(4_012_345_111_118);
	const EVIDENCE: Commitment = Commitment([1; 32]);
	development(|| {
		license(Eve, LicenceKind::Manufacturer);
		let prefix =
			pallet_products::Call::assign_prefix { holder: account(Eve).into(), prefix: PREFIX };
		assert_ok!(call_as(Ferdie, prefix));
		let register = pallet_products::Call::register {
			gtin: GTIN,
			prefix: PREFIX,
			attributes: EVIDENCE,
			limits: None,
			portions: 1,
		};
		assert_ok!(call_as(Eve, register));

		let kind = MeasureKind::Recall { class: RecallClass::I, depth: RecallDepth::Patient };
		let reason = MeasureReason::AdverseEvents;
		let recall = RuntimeCall::Products(pallet_products::Call::take_measure {
			gtin: GTIN,
			kind,
			reason,
			evidence: EVIDENCE,
		});
		let act = |call: RuntimeCall| origins::Call::<Runtime>::act { call: Box::new(call) };
		assert_noop!(call_as(Alice, act(recall.clone())), BadOrigin);
		assert_eq!(by_referendum(council_origin(3, 3), act(recall.clone())), Err(BadOrigin.into()));
		assert_noop!(
			by_referendum(Origin::PatientSafety, act(accredit())),
			origins::Error::<Runtime>::NotForSafety
		);

		// What the call fails with is in the event.
		let unlicensed = pallet_products::Error::<Runtime>::NotAuthorized.into();
		assert_ok!(by_referendum(Origin::PatientSafety, act(recall.clone())));
		System::assert_last_event(
			origins::Event::<Runtime>::Acted { result: Err(unlicensed) }.into(),
		);

		let licence = RuntimeCall::Credentials(pallet_credentials::Call::grant_licence {
			holder: SafetyOffice::get().into(),
			kind: LicenceKind::Regulator,
			jurisdiction: "DE".parse().expect("is a country"),
			until: START + 365 * DAY,
		});
		// An account that is nobody's has to exist to be licensed.
		let found = pallet_balances::Call::transfer_keep_alive {
			dest: SafetyOffice::get().into(),
			value: UNIT,
		};
		assert_ok!(call_as(Ferdie, found));
		assert_ok!(call_as(Ferdie, licence));
		assert_ok!(by_referendum(Origin::PatientSafety, act(recall)));
		System::assert_last_event(origins::Event::<Runtime>::Acted { result: Ok(()) }.into());
		assert_eq!(salus_runtime::Products::measures(GTIN).len(), 1);
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
