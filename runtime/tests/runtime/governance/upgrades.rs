//! Upgrades, as far as they go without a node: `scripts/upgrade.sh` has the rest.

use crate::support::{call_as, development};
use polkadot_sdk::{
	frame_support::{
		assert_noop, assert_ok,
		migrations::{FailedMigrationHandler, FailedMigrationHandling},
		traits::Hooks,
	},
	*,
};
use salus_runtime::{
	configs::governance::origins::Origin, migrations::SafeModeOnFailedMigration, release, Runtime,
	RuntimeCall, SafeMode, System,
};
use sp_keyring::Sr25519Keyring::{Alice, Eve};
use sp_runtime::traits::{BadOrigin, Hash};

type Handler = SafeModeOnFailedMigration<SafeMode>;

#[test]
fn a_failed_migration_stops_everything_but_its_repair() {
	development(|| {
		assert_eq!(Handler::failed(Some(0)), FailedMigrationHandling::ForceUnstuck);
		assert_eq!(pallet_safe_mode::EnteredUntil::<Runtime>::get(), Some(u32::MAX));
		SafeMode::on_initialize(u32::MAX - 1);
		assert!(SafeMode::is_entered());
		assert_noop!(
			call_as(Eve, frame_system::Call::remark { remark: vec![] }),
			frame_system::Error::<Runtime>::CallFiltered
		);
		assert_ok!(call_as(Eve, pallet_consent::Call::freeze {}));
		assert_ok!(super::by_referendum(
			Origin::PatientSafety,
			pallet_safe_mode::Call::force_exit {}
		));
		assert!(!SafeMode::is_entered());
	});
}

#[test]
fn one_that_fails_in_safe_mode_makes_it_last() {
	development(|| {
		assert_ok!(super::by_referendum(
			Origin::PatientSafety,
			pallet_safe_mode::Call::force_enter {}
		));
		assert_eq!(Handler::failed(None), FailedMigrationHandling::ForceUnstuck);
		assert_eq!(pallet_safe_mode::EnteredUntil::<Runtime>::get(), Some(u32::MAX));
	});
}

#[test]
fn nobody_upgrades_without_authority() {
	development(|| {
		let code = vec![0; 100];
		let code_hash = <Runtime as frame_system::Config>::Hashing::hash(&code);
		let authorize = RuntimeCall::System(frame_system::Call::authorize_upgrade { code_hash });
		let apply = RuntimeCall::System(frame_system::Call::apply_authorized_upgrade {
			code: code.clone(),
		});
		let set = RuntimeCall::System(frame_system::Call::set_code { code });
		for call in [authorize.clone(), set] {
			assert_noop!(call_as(Alice, call.clone()), BadOrigin);
			for origin in [Origin::WhitelistedCaller, Origin::PatientSafety, Origin::Treasurer] {
				assert_eq!(super::by_referendum(origin, call.clone()), Err(BadOrigin.into()));
			}
		}
		assert_noop!(
			call_as(Alice, apply.clone()),
			frame_system::Error::<Runtime>::NothingAuthorized
		);
		assert_ok!(System::authorize_upgrade(
			salus_runtime::RuntimeOrigin::root(),
			<Runtime as frame_system::Config>::Hashing::hash(b"another"),
		));
		assert_noop!(call_as(Alice, apply), frame_system::Error::<Runtime>::Unauthorized);
	});
}

#[test]
fn migrations_have_room_for_a_record() {
	use pallet_records::WeightInfo;

	// A migration whose first step does not fit into a block fails for good.
	let block = <Runtime as frame_system::Config>::BlockWeights::get().max_block;
	let own = pallet_migrations::Pallet::<Runtime>::exec_migration_max_weight();
	let record = <Runtime as pallet_records::Config>::WeightInfo::reprice_deposits();
	for share in [release::MIGRATION_SHARE, release::REHEARSED_SHARE] {
		let room = share * block;
		assert!((own + record).all_lte(room), "{own} and {record} in {room}");
	}
	// What a rehearsal is for: it takes more than one block.
	assert!((own + record * 20).any_gt(release::REHEARSED_SHARE * block));
}
