//! What transactions cost, and where that goes.

use crate::support::{account, development, sign};
use polkadot_sdk::{
	frame_support::{
		assert_ok,
		traits::Get,
		weights::{Weight, WeightToFee as _},
	},
	*,
};
use salus_runtime::{
	configs::{monetary::WeightToFee, parameters::WholeBlockFee, system::MAXIMUM_BLOCK_WEIGHT},
	Balances, CollatorSelection, Executive, RuntimeCall, UncheckedExtrinsic, UNIT,
};
use sp_keyring::Sr25519Keyring::Alice;

#[test]
fn a_fee_is_paid_in_full_to_the_collators_pot() {
	development(|| {
		let pot = CollatorSelection::account_id();
		let (payer, issuance) =
			(Balances::free_balance(account(Alice)), Balances::total_issuance());
		let before = Balances::free_balance(&pot);
		let call = RuntimeCall::System(frame_system::Call::remark { remark: vec![0; 32] });

		assert_ok!(Executive::apply_extrinsic(sign(Alice, 0, call)).expect("is valid"));

		let fee = payer - Balances::free_balance(account(Alice));
		assert_eq!(Balances::free_balance(&pot), before + fee);
		assert_eq!(Balances::total_issuance(), issuance);
		assert!(fee > 0 && fee < UNIT / 10, "{fee}");
	});
}

#[test]
fn a_forged_signature_is_refused() {
	development(|| {
		let call = RuntimeCall::System(frame_system::Call::remark { remark: vec![] });
		let UncheckedExtrinsic { preamble, .. } = sign(Alice, 0, call);
		let forged = UncheckedExtrinsic::from_parts(
			RuntimeCall::System(frame_system::Call::remark { remark: vec![1] }),
			preamble,
		);
		assert!(Executive::apply_extrinsic(forged).is_err());
	});
}

#[test]
fn the_scarcer_of_time_and_proof_is_charged() {
	let (time, proof) = (MAXIMUM_BLOCK_WEIGHT.ref_time(), MAXIMUM_BLOCK_WEIGHT.proof_size());
	let fee = |time, proof| WeightToFee::weight_to_fee(&Weight::from_parts(time, proof));
	development(|| {
		let whole = WholeBlockFee::get();
		assert_eq!(whole, 10 * UNIT);
		assert_eq!(fee(0, 0), 0);
		assert_eq!(fee(time, 0), whole);
		assert_eq!(fee(0, proof), whole);
		assert_eq!(fee(time, proof), whole);
		assert_eq!(fee(time / 2, proof / 4), whole / 2);
		assert!(fee(u64::MAX, u64::MAX) >= whole);
	});
}
