//! What each call costs at the most, and what proofs and signatures cost.

use super::*;
use alloc::vec::Vec;
use codec::Decode;
use frame_benchmarking::v2::*;
use frame_support::{
	traits::{fungible::Mutate, EnsureOrigin, Get},
	BoundedVec,
};
use frame_system::RawOrigin as System;
use salus_primitives::{
	merkle::Batch, AccessMonitor, AccessReceipts, Acting, Commitment, Credentials, LicenceKind,
	Moment, Sighting,
};
use sp_core::H256;
use sp_runtime::{
	traits::{BlakeTwo256, Bounded, Hash, StaticLookup, Verify},
	AccountId32, MultiSignature,
};

const STATEMENT: Commitment = Commitment([1; 32]);
const TODAY: Day = 20_000;
const YESTERDAY: Day = TODAY - 1;
const SALT: [u8; 32] = [2; 32];
const BODY: H256 = H256::repeat_byte(3);
/// As many receipts as proofs fit for.
const COUNT: u32 = 1 << Batch::MAX_PROOF;
const INDEX: u32 = COUNT / 3;

/// A signature, made once with a random nonce, of [`MESSAGE`] by [`SIGNER`].
const SIGNATURE: [u8; 64] = [
	108, 18, 61, 163, 134, 7, 12, 119, 35, 8, 110, 118, 59, 124, 138, 149, 100, 151, 100, 6, 62,
	214, 45, 226, 17, 61, 134, 146, 69, 58, 41, 86, 158, 29, 118, 65, 8, 30, 22, 172, 165, 33, 136,
	203, 220, 66, 254, 222, 124, 24, 72, 114, 16, 127, 170, 32, 235, 21, 47, 213, 180, 79, 19, 140,
];
const SIGNER: [u8; 32] = [
	24, 157, 172, 41, 41, 109, 49, 129, 77, 200, 197, 108, 243, 211, 106, 5, 67, 55, 43, 186, 117,
	56, 250, 50, 42, 74, 235, 254, 188, 57, 224, 86,
];
const MESSAGE: &[u8] = b"a sensor's reading, thirty-two by";

fn funded<T: Config>(name: &'static str) -> T::AccountId {
	let who = account(name, 0, 0);
	T::Currency::set_balance(&who, BalanceOf::<T>::max_value() / 100_000u32.into());
	who
}

fn named<T: Config>(who: &T::AccountId) -> AccountIdLookup<T> {
	T::Lookup::unlookup(who.clone())
}

type AccountIdLookup<T> = <<T as frame_system::Config>::Lookup as StaticLookup>::Source;

/// A subject who pays for their disputes themselves, which costs more than taking a place.
fn subject<T: Config>() -> T::AccountId {
	funded::<T>("subject")
}

/// An organisation with the licences that cost the most to look at, on the first moment of
/// [`TODAY`].
fn organisation<T: Config + pallet_timestamp::Config<Moment = Moment>>() -> T::AccountId {
	pallet_timestamp::Now::<T>::put(end_of(YESTERDAY));
	licensed::<T>("organisation", LicenceKind::Facility)
}

fn licensed<T: Config>(name: &'static str, kind: LicenceKind) -> T::AccountId {
	let who = funded::<T>(name);
	T::Credentials::ensure_worst_case(&who);
	T::Credentials::ensure_holds(&who, kind);
	who
}

/// The leaf [`INDEX`] of a full batch, about `subject`, with its proof. The rest of the batch is made
/// up: nobody looks at it.
fn proven<T: Config>(subject: &T::AccountId) -> (Batch, H256, Vec<H256>) {
	let leaf = receipt_leaf(INDEX, subject_tag(&SALT, subject), BODY);
	let (mut node, mut position, mut proof) = (leaf, INDEX, Vec::new());
	for byte in (1..=u8::MAX).take(Batch::MAX_PROOF as usize) {
		let sibling = H256::repeat_byte(byte);
		let pair = if position % 2 == 0 { [node, sibling] } else { [sibling, node] };
		node = BlakeTwo256::hash(&[pair[0].0, pair[1].0].concat());
		proof.push(sibling);
		position /= 2;
	}
	(Batch { root: node, count: COUNT }, leaf, proof)
}

/// A dispute of the subject's with the organisation.
fn disputed<T: Config + pallet_timestamp::Config<Moment = Moment>>(
) -> Result<(T::AccountId, T::AccountId, DisputeId), BenchmarkError> {
	let (custodian, subject) = (organisation::<T>(), subject::<T>());
	let (record, index) = T::Receipts::ensure_receipt(&subject, &custodian);
	let dispute = NextDisputeId::<T>::get();
	let acting = Acting { subject: subject.clone(), by: None };
	Pallet::<T>::do_dispute_receipt(acting, record, index, STATEMENT)?;
	Ok((subject, custodian, dispute))
}

#[benchmarks(where T: pallet_timestamp::Config<Moment = Moment>)]
mod benchmarks {
	use super::*;

	/// Not the first day of the custodian's.
	#[benchmark]
	fn anchor_day() -> Result<(), BenchmarkError> {
		let custodian = organisation::<T>();
		Pallet::<T>::do_declare_quiet_day(custodian.clone(), YESTERDAY - 1)?;
		let count = T::MaxReceiptsPerDay::get();

		#[extrinsic_call]
		_(System::Signed(custodian.clone()), YESTERDAY, BODY, count);

		assert!(Days::<T>::contains_key(custodian, YESTERDAY));
		Ok(())
	}

	#[benchmark]
	fn declare_quiet_day() -> Result<(), BenchmarkError> {
		let custodian = organisation::<T>();
		Pallet::<T>::do_declare_quiet_day(custodian.clone(), YESTERDAY - 1)?;

		#[extrinsic_call]
		_(System::Signed(custodian.clone()), YESTERDAY);

		assert!(Days::<T>::contains_key(custodian, YESTERDAY));
		Ok(())
	}

	#[benchmark]
	fn set_thresholds() -> Result<(), BenchmarkError> {
		let origin =
			T::GovernanceOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		let thresholds = Thresholds { emergencies: 1, refusals: 2, subjects: 3 };

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, thresholds);

		assert_eq!(AlertThresholds::<T>::get(), thresholds);
		Ok(())
	}

	/// Of an actor who was seen before, and becomes unusual.
	#[benchmark]
	fn report_refusals() -> Result<(), BenchmarkError> {
		let (reporter, actor) = (organisation::<T>(), account("actor", 0, 0));
		Pallet::<T>::do_set_thresholds(Thresholds::default())?;
		Pallet::<T>::note(&actor, Sighting::Subject(&reporter));
		let (named, count) = (named::<T>(&actor), MAX_REFUSALS);

		#[extrinsic_call]
		_(System::Signed(reporter), named, count, STATEMENT);

		let event = Event::<T>::UnusualAccess { actor, signal: Signal::Refusals, count };
		frame_system::Pallet::<T>::assert_last_event(event.into());
		Ok(())
	}

	#[benchmark]
	fn reap_activity() {
		let (caller, actor) = (organisation::<T>(), account("actor", 0, 0));
		Activities::<T>::insert(&actor, Activity::default());
		let named = named::<T>(&actor);

		#[extrinsic_call]
		_(System::Signed(caller), named);

		assert!(!Activities::<T>::contains_key(actor));
	}

	#[benchmark]
	fn dispute_receipt() {
		let (custodian, subject) = (organisation::<T>(), subject::<T>());
		let (record, index) = T::Receipts::ensure_receipt(&subject, &custodian);
		let dispute = NextDisputeId::<T>::get();

		#[extrinsic_call]
		_(System::Signed(subject), record, index, STATEMENT);

		assert!(Disputes::<T>::contains_key(dispute));
	}

	/// Of a full batch.
	#[benchmark]
	fn dispute_leaf() -> Result<(), BenchmarkError> {
		let (custodian, subject) = (organisation::<T>(), subject::<T>());
		let (batch, _, proof) = proven::<T>(&subject);
		Pallet::<T>::do_anchor_day(custodian.clone(), YESTERDAY, batch)?;
		let proof: BoundedVec<_, _> = proof.try_into().map_err(|_| "the proof fits")?;
		let (named, dispute) = (named::<T>(&custodian), NextDisputeId::<T>::get());

		#[extrinsic_call]
		_(System::Signed(subject), named, YESTERDAY, INDEX, SALT, BODY, proof, STATEMENT);

		assert!(Disputes::<T>::contains_key(dispute));
		Ok(())
	}

	#[benchmark]
	fn answer() -> Result<(), BenchmarkError> {
		let (_, custodian, dispute) = disputed::<T>()?;

		#[extrinsic_call]
		_(System::Signed(custodian), dispute, STATEMENT);

		let entry = Disputes::<T>::get(dispute).ok_or("disputed")?;
		assert!(matches!(entry.state, DisputeState::Answered { .. }));
		Ok(())
	}

	#[benchmark]
	fn close() -> Result<(), BenchmarkError> {
		let (_, custodian, dispute) = disputed::<T>()?;
		Pallet::<T>::do_answer(custodian, dispute, STATEMENT)?;
		let regulator = licensed::<T>("regulator", LicenceKind::Regulator);

		#[extrinsic_call]
		_(System::Signed(regulator), dispute, Finding::Upheld, STATEMENT);

		assert!(Disputes::<T>::get(dispute).ok_or("disputed")?.is_closed());
		Ok(())
	}

	#[benchmark]
	fn reap_dispute() -> Result<(), BenchmarkError> {
		let (_, custodian, dispute) = disputed::<T>()?;
		Pallet::<T>::do_answer(custodian, dispute, STATEMENT)?;
		let regulator = licensed::<T>("regulator", LicenceKind::Regulator);
		Pallet::<T>::do_close(regulator.clone(), dispute, Finding::Upheld, STATEMENT)?;
		pallet_timestamp::Now::<T>::mutate(|now| *now += T::RetentionPeriod::get());

		#[extrinsic_call]
		_(System::Signed(regulator), dispute);

		assert!(!Disputes::<T>::contains_key(dispute));
		Ok(())
	}

	#[benchmark]
	fn withdraw_dispute() -> Result<(), BenchmarkError> {
		let (subject, custodian, dispute) = disputed::<T>()?;
		Pallet::<T>::do_answer(custodian, dispute, STATEMENT)?;

		#[extrinsic_call]
		_(System::Signed(subject), dispute);

		assert!(!Disputes::<T>::contains_key(dispute));
		Ok(())
	}

	/// An anchored day, which is not the last one.
	#[benchmark]
	fn reap_day() -> Result<(), BenchmarkError> {
		let custodian = organisation::<T>();
		for day in [YESTERDAY - 1, YESTERDAY] {
			Pallet::<T>::do_anchor_day(custodian.clone(), day, Batch { root: BODY, count: 1 })?;
		}
		pallet_timestamp::Now::<T>::mutate(|now| *now += T::RetentionPeriod::get());
		let (caller, named) = (account("caller", 0, 0), named::<T>(&custodian));

		#[extrinsic_call]
		_(System::Signed(caller), named);

		assert!(!Days::<T>::contains_key(custodian, YESTERDAY - 1));
		Ok(())
	}

	/// No call: the proof of one leaf of a batch of 2^20.
	#[benchmark]
	fn measure_verify_leaf() {
		let (batch, leaf, proof) = proven::<T>(&account("subject", 0, 0));
		let verified;

		#[block]
		{
			verified = batch.verify(INDEX, leaf, &proof);
		}

		assert_eq!(verified, Ok(()));
	}

	/// No call: one sr25519 signature.
	#[benchmark]
	fn measure_verify_signature() -> Result<(), BenchmarkError> {
		let signature = [&[1], SIGNATURE.as_slice()].concat();
		let signature = MultiSignature::decode(&mut &signature[..]).map_err(|_| "a signature")?;
		assert!(matches!(signature, MultiSignature::Sr25519(_)));
		let signer = AccountId32::new(SIGNER);
		let verified;

		#[block]
		{
			verified = signature.verify(MESSAGE, &signer);
		}

		assert!(verified);
		assert!(!signature.verify(&MESSAGE[1..], &signer));
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
