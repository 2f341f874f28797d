//! A chain that begins as a preset says, without a node.

use codec::Encode;
use polkadot_sdk::{frame_support::assert_ok, sp_genesis_builder::PresetId, *};
use salus_primitives::{LicenceKind, Moment, DAY, HOUR};
use salus_runtime::{
	genesis_config_presets, AccountId, Executive, Runtime, RuntimeCall, RuntimeEvent,
	RuntimeGenesisConfig, RuntimeOrigin, Signature, System, TxExtension, UncheckedExtrinsic,
};
use serde_json::{json, Value};
use sp_keyring::Sr25519Keyring;
use sp_runtime::{
	generic::{Era, SignedPayload},
	traits::Dispatchable,
	ApplyExtrinsicResult,
};

/// When the tests' clock starts: some hour of November 2026.
pub const START: Moment = 494_700 * HOUR;

/// Merges `patch` into `base` as chain specs do: objects by field, everything else replaced.
fn merge(base: &mut Value, patch: Value) {
	match (base, patch) {
		(Value::Object(base), Value::Object(patch)) => {
			for (key, value) in patch {
				merge(base.entry(key).or_insert(Value::Null), value);
			}
		}
		(base, patch) => *base = patch,
	}
}

/// Builds the preset `id` with `patch` over it.
pub fn build(id: &str, patch: Value) -> Result<sp_io::TestExternalities, String> {
	let preset =
		genesis_config_presets::get_preset(&PresetId::from(id)).expect("the preset exists");
	let mut config = serde_json::to_value(RuntimeGenesisConfig::default()).expect("serialises");
	merge(&mut config, serde_json::from_slice(&preset).expect("is JSON"));
	merge(&mut config, patch);
	let json = serde_json::to_vec(&config).expect("serialises");
	let mut ext = sp_io::TestExternalities::default();
	ext.execute_with(|| genesis_config_presets::build_state(&json))?;
	Ok(ext)
}

/// Runs `test` on the first block of a development chain, and checks the state at the end.
pub fn development(test: impl FnOnce()) {
	let mut ext = build("development", json!({})).expect("builds");
	ext.execute_with(|| {
		System::set_block_number(1);
		set_time(START);
		test();
		pallet_credentials::Pallet::<Runtime>::do_try_state().expect("credentials are sound");
		pallet_consent::Pallet::<Runtime>::do_try_state().expect("consents are sound");
		pallet_records::Pallet::<Runtime>::do_try_state().expect("records are sound");
		pallet_representatives::Pallet::<Runtime>::do_try_state()
			.expect("representatives are sound");
		pallet_emergency::Pallet::<Runtime>::do_try_state().expect("emergencies are sound");
		pallet_trail::Pallet::<Runtime>::do_try_state().expect("the trail is sound");
		pallet_products::Pallet::<Runtime>::do_try_state().expect("products are sound");
		pallet_provenance::Pallet::<Runtime>::do_try_state().expect("provenance is sound");
		pallet_coldchain::Pallet::<Runtime>::do_try_state().expect("the cold chain is sound");
		pallet_devices::Pallet::<Runtime>::do_try_state().expect("devices are sound");
		pallet_coverage::Pallet::<Runtime>::do_try_state().expect("plans are sound");
		pallet_claims::Pallet::<Runtime>::do_try_state().expect("claims are sound");
		pallet_authorisations::Pallet::<Runtime>::do_try_state().expect("authorisations are sound");
		pallet_appeals::Pallet::<Runtime>::do_try_state().expect("appeals are sound");
		pallet_sponsorship::Pallet::<Runtime>::do_try_state().expect("sponsorships are sound");
		pallet_council::Pallet::<Runtime>::do_try_state().expect("the council is sound");
	});
}

pub fn set_time(moment: Moment) {
	pallet_timestamp::Now::<Runtime>::put(moment);
}

pub fn account(key: Sr25519Keyring) -> AccountId {
	key.to_account_id()
}

/// `call` as a transaction, the signer's `nonce`th.
pub fn sign(signer: Sr25519Keyring, nonce: u32, call: RuntimeCall) -> UncheckedExtrinsic {
	let extension: TxExtension = (
		frame_system::AuthorizeCall::<Runtime>::new(),
		frame_system::CheckNonZeroSender::<Runtime>::new(),
		salus_runtime::extensions::CheckLostKey,
		frame_system::CheckSpecVersion::<Runtime>::new(),
		frame_system::CheckTxVersion::<Runtime>::new(),
		frame_system::CheckGenesis::<Runtime>::new(),
		frame_system::CheckEra::<Runtime>::from(Era::immortal()),
		frame_system::CheckNonce::<Runtime>::from(nonce),
		frame_system::CheckWeight::<Runtime>::new(),
		pallet_transaction_payment::ChargeTransactionPayment::<Runtime>::from(0),
		frame_metadata_hash_extension::CheckMetadataHash::<Runtime>::new(false),
	)
		.into();
	let payload = SignedPayload::new(call.clone(), extension.clone()).expect("has a payload");
	let signature = Signature::Sr25519(payload.using_encoded(|bytes| signer.sign(bytes)));
	UncheckedExtrinsic::new_signed(call, account(signer).into(), signature, extension)
}

/// Signs `call` as the signer's next transaction and applies it.
pub fn transact(signer: Sr25519Keyring, call: impl Into<RuntimeCall>) -> ApplyExtrinsicResult {
	let nonce = System::account_nonce(account(signer));
	Executive::apply_extrinsic(sign(signer, nonce, call.into()))
}

/// Dispatches `call` as `key`'s account.
pub fn call_as(
	key: Sr25519Keyring,
	call: impl Into<RuntimeCall>,
) -> Result<(), sp_runtime::DispatchError> {
	call.into().dispatch(RuntimeOrigin::signed(account(key))).map(drop).map_err(|error| error.error)
}

/// Has two of the three members of the technical committee carry out `call`.
pub fn committee(call: impl Into<RuntimeCall>) {
	use Sr25519Keyring::{Alice, Bob};
	carry::<pallet_collective::Instance1>(
		call.into(),
		RuntimeCall::TechnicalCommittee,
		&[Alice, Bob],
	);
}

/// Has the three members of the clinical council carry out `call`.
pub fn council(call: impl Into<RuntimeCall>) {
	use Sr25519Keyring::{Alice, Bob, Charlie};
	let ayes = [Alice, Bob, Charlie];
	carry::<pallet_collective::Instance2>(call.into(), RuntimeCall::ClinicalCouncil, &ayes);
}

fn carry<I: 'static>(
	proposal: RuntimeCall,
	motion: fn(pallet_collective::Call<Runtime, I>) -> RuntimeCall,
	ayes: &[Sr25519Keyring],
) where
	Runtime: pallet_collective::Config<I, Proposal = RuntimeCall>,
	RuntimeEvent: From<pallet_collective::Event<Runtime, I>>,
{
	use pallet_collective::Call;
	use sp_runtime::traits::Hash;

	let length_bound = proposal.encoded_size() as u32;
	let proposal_hash = <Runtime as frame_system::Config>::Hashing::hash_of(&proposal);
	let index = pallet_collective::ProposalCount::<Runtime, I>::get();
	let vote = |key| {
		let vote = Call::vote { proposal: proposal_hash, index, approve: true };
		assert_ok!(call_as(key, motion(vote)));
	};
	let threshold = ayes.len() as u32;
	let propose = Call::propose { threshold, proposal: Box::new(proposal), length_bound };
	assert_ok!(call_as(Sr25519Keyring::Alice, motion(propose)));
	ayes.iter().copied().for_each(vote);
	let proposal_weight_bound = frame_support::weights::Weight::MAX;
	let close = Call::close { proposal_hash, index, proposal_weight_bound, length_bound };
	assert_ok!(call_as(Sr25519Keyring::Alice, motion(close)));
	System::assert_has_event(
		pallet_collective::Event::<Runtime, I>::Executed { proposal_hash, result: Ok(()) }.into(),
	);
}

/// Ferdie, who is accredited for everything in Germany, licenses `holder`.
pub fn license(holder: Sr25519Keyring, kind: LicenceKind) {
	assert_ok!(call_as(
		Sr25519Keyring::Ferdie,
		RuntimeCall::Credentials(pallet_credentials::Call::grant_licence {
			holder: account(holder).into(),
			kind,
			jurisdiction: "DE".parse().expect("is a country"),
			until: START + 365 * DAY,
		})
	));
}
