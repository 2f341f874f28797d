//! Benchmarks of the calls.

use super::*;
use alloc::vec::Vec;
use frame_benchmarking::v2::*;
use frame_support::{
	migrations::SteppedMigration,
	traits::{
		fungible::{Inspect, Mutate},
		Get, Time,
	},
	weights::WeightMeter,
};
use frame_system::RawOrigin;
use salus_primitives::{
	merkle::{leaf, Batch},
	Action, Basis, Commitment, ConsentGate, Credentials, LicenceKind, MemberRole, Moment, Purpose,
	Segment, SEGMENT_COUNT,
};
use sp_core::H256;
use sp_runtime::traits::{BlakeTwo256, Bounded, Hash, Saturating, StaticLookup};

const SEGMENT: u8 = SEGMENT_COUNT - 1;
const CLASS: RetentionClass = RetentionClass::Clinical;
const STATEMENT: Commitment = Commitment([9; 32]);

fn numbered<T: Config>(name: &'static str, index: u32) -> T::AccountId {
	let who = account(name, index, 0);
	T::Currency::set_balance(&who, BalanceOf::<T>::max_value() / 100_000u32.into());
	who
}

fn funded<T: Config>(name: &'static str) -> T::AccountId {
	numbered::<T>(name, 0)
}

/// A facility that costs the most to look up.
fn facility<T: Config>(name: &'static str) -> T::AccountId {
	let facility = funded::<T>(name);
	T::Credentials::ensure_worst_case(&facility);
	T::Credentials::ensure_holds(&facility, LicenceKind::Facility);
	facility
}

fn custodian<T: Config>() -> T::AccountId {
	facility::<T>("custodian")
}

fn regulator<T: Config>(index: u32) -> T::AccountId {
	let regulator = numbered::<T>("regulator", index);
	T::Credentials::ensure_worst_case(&regulator);
	T::Credentials::ensure_holds(&regulator, LicenceKind::Regulator);
	regulator
}

/// A practitioner of `custodian`.
fn author<T: Config>(custodian: &T::AccountId) -> T::AccountId {
	let author = funded::<T>("author");
	T::Credentials::ensure_holds(&author, LicenceKind::Practitioner);
	T::Credentials::ensure_member(custodian, &author, MemberRole::Doctor);
	author
}

/// A subject who pays themselves, which costs more than taking a place.
fn subject<T: Config>() -> T::AccountId {
	funded::<T>("subject")
}

fn named<T: Config>(who: &T::AccountId) -> AccountIdLookupOf<T> {
	T::Lookup::unlookup(who.clone())
}

/// A commitment that no other has.
fn document(number: u32) -> Commitment {
	Commitment(BlakeTwo256::hash_of(&number).0)
}

fn registered_by<T: Config>(custodian: &T::AccountId) -> Result<RecordId, BenchmarkError> {
	let id = NextRecordId::<T>::get();
	let number = u32::try_from(id).unwrap_or_default();
	let (custodian, subject) = (custodian.clone(), subject::<T>());
	Pallet::<T>::do_register(custodian, subject, SEGMENT, document(number), None, CLASS)?;
	Ok(id)
}

/// A registered record, and its custodian.
fn registered<T: Config>() -> Result<(RecordId, T::AccountId), BenchmarkError> {
	let custodian = custodian::<T>();
	Ok((registered_by::<T>(&custodian)?, custodian))
}

/// A registered record that its subject wants amended, and its custodian.
fn requested<T: Config>() -> Result<(RecordId, T::AccountId), BenchmarkError> {
	let (id, custodian) = registered::<T>()?;
	Pallet::<T>::do_request_amendment(subject::<T>(), id, STATEMENT)?;
	Ok((id, custodian))
}

fn refused<T: Config>() -> Result<(RecordId, T::AccountId), BenchmarkError> {
	let (id, custodian) = requested::<T>()?;
	let reason = RefusalReason::AccurateAndComplete;
	Pallet::<T>::do_refuse_amendment(custodian.clone(), id, reason, STATEMENT)?;
	Ok((id, custodian))
}

/// A record on offer, its custodian and the other facility.
fn offered<T: Config>() -> Result<(RecordId, T::AccountId, T::AccountId), BenchmarkError> {
	let (id, custodian) = registered::<T>()?;
	let recipient = facility::<T>("recipient");
	Pallet::<T>::do_offer_custody(custodian.clone(), id, recipient.clone())?;
	Ok((id, custodian, recipient))
}

fn hold_end<T: Config>() -> Moment {
	T::Time::now().saturating_add(T::MaxHold::get())
}

/// As many regulators hold the record as may.
fn hold_by_all<T: Config>(id: RecordId) -> Result<(), BenchmarkError> {
	for index in 0..MAX_HOLDS {
		Pallet::<T>::do_place_hold(regulator::<T>(index), id, hold_end::<T>(), STATEMENT)?;
	}
	Ok(())
}

/// Ends every hold on the record.
fn end_holds<T: Config>(id: RecordId) {
	Holds::<T>::mutate(id, |holds| holds.iter_mut().for_each(|hold| hold.until = 0));
}

/// As many holds as there may be, ended, each of a regulator whom nobody else has.
fn leave_ended_holds<T: Config>(id: RecordId, index: u32) -> Result<(), BenchmarkError> {
	let mut holds = HoldsOf::<T>::default();
	for number in 0..MAX_HOLDS {
		let by = numbered::<T>("regulator", index.saturating_mul(MAX_HOLDS).saturating_add(number));
		let deposit = Pallet::<T>::hold(HoldReason::LegalHold, &by, T::HoldDeposit::get())?;
		let hold = LegalHold { by, until: 0, order: STATEMENT, deposit };
		holds.try_push(hold).map_err(|_| "too many holds")?;
	}
	Holds::<T>::insert(id, holds);
	Ok(())
}

/// Leaves `count` receipts on the record, each of another reader.
fn leave_receipts<T: Config>(id: RecordId, count: u32) -> Result<(), BenchmarkError> {
	for index in 0..count {
		let reader = numbered::<T>("reader", index);
		let deposit = Pallet::<T>::hold(HoldReason::Receipt, &reader, T::ReceiptDeposit::get())?;
		let receipt = Receipt {
			reader,
			basis: Basis::Subject,
			action: Action::Access,
			purpose: Purpose::TREAT,
			version: FIRST_VERSION,
			at: T::Time::now(),
			deposit,
		};
		Receipts::<T>::insert(id, index, receipt);
	}
	Records::<T>::mutate(id, |record| {
		record.iter_mut().for_each(|record| record.receipts = count);
	});
	Ok(())
}

/// See [`AccessReceipts::ensure_receipt`](salus_primitives::AccessReceipts::ensure_receipt).
pub(crate) fn ensure_receipt<T: Config>(
	subject: &T::AccountId,
	custodian: &T::AccountId,
) -> (RecordId, u32) {
	T::Credentials::ensure_holds(custodian, LicenceKind::Facility);
	T::Currency::set_balance(custodian, BalanceOf::<T>::max_value() / 100_000u32.into());
	let id = NextRecordId::<T>::get();
	let number = u32::try_from(id).unwrap_or_default();
	let (custodian, subject) = (custodian.clone(), subject.clone());
	Pallet::<T>::do_register(custodian, subject, SEGMENT, document(number), None, CLASS)
		.expect("the custodian is licensed and has the means");
	leave_receipts::<T>(id, 1).expect("the reader has the means");
	(id, 0)
}

/// A batch of as many leaves as there may be, with the proof of the first one, about the subject.
fn anchored<T: Config>() -> Result<(BatchId, Proof), BenchmarkError> {
	let custodian = custodian::<T>();
	let first = leaf(LEAF_DOMAIN, 0, &(subject::<T>(), SEGMENT, document(0)));
	// What the other leaves are does not matter: their subtrees' roots are the proof.
	let proof = (1..=Batch::MAX_PROOF).map(|level| BlakeTwo256::hash_of(&level));
	let proof = proof.collect::<Vec<H256>>();
	let root = proof.iter().fold(first, |node, sibling| {
		BlakeTwo256::hash(&[node.as_bytes(), sibling.as_bytes()].concat())
	});
	let id = NextBatchId::<T>::get();
	Pallet::<T>::do_anchor_batch(custodian, root, 1 << Batch::MAX_PROOF, CLASS)?;
	Ok((id, proof.try_into().map_err(|_| "proof too long")?))
}

#[benchmarks(where T: pallet_timestamp::Config<Moment = Moment>)]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn register() {
		let custodian = custodian::<T>();
		let (subject, author) = (named::<T>(&subject::<T>()), author::<T>(&custodian));
		let id = NextRecordId::<T>::get();
		let author = Some(named::<T>(&author));

		#[extrinsic_call]
		_(RawOrigin::Signed(custodian), subject, SEGMENT, STATEMENT, author, CLASS);

		assert!(Records::<T>::contains_key(id));
	}

	#[benchmark]
	fn amend() -> Result<(), BenchmarkError> {
		let (id, custodian) = registered::<T>()?;
		let author = Some(named::<T>(&author::<T>(&custodian)));

		#[extrinsic_call]
		_(RawOrigin::Signed(custodian), id, STATEMENT, author);

		assert!(Versions::<T>::contains_key(id, FIRST_VERSION + 1));
		Ok(())
	}

	#[benchmark]
	fn retract() -> Result<(), BenchmarkError> {
		let (id, custodian) = requested::<T>()?;

		#[extrinsic_call]
		_(RawOrigin::Signed(custodian), id);

		assert!(Pallet::<T>::active(id).is_err());
		Ok(())
	}

	/// In the way that costs the gate the most.
	#[benchmark]
	fn access() -> Result<(), BenchmarkError> {
		let (id, _) = registered::<T>()?;
		let reader = funded::<T>("reader");
		let (subject, purpose) = (subject::<T>(), Purpose::BTG);
		let segment = Segment::new(SEGMENT).ok_or("segment out of range")?;
		T::ConsentGate::ensure_permitted(
			&subject,
			&reader,
			Action::Access,
			purpose,
			segment.into(),
		);

		#[extrinsic_call]
		_(RawOrigin::Signed(reader), id, Action::Access, purpose);

		assert!(Receipts::<T>::contains_key(id, 0));
		Ok(())
	}

	/// On a grant to the reader, after looking for denials to everything that the reader is.
	#[benchmark]
	fn access_by_grant() -> Result<(), BenchmarkError> {
		let (id, _) = registered::<T>()?;
		let reader = funded::<T>("reader");
		let (subject, purpose) = (subject::<T>(), Purpose::TREAT);
		let segment = Segment::new(SEGMENT).ok_or("segment out of range")?;
		T::ConsentGate::ensure_granted(&subject, &reader, Action::Access, purpose, segment.into());

		#[extrinsic_call]
		access(RawOrigin::Signed(reader), id, Action::Access, purpose);

		assert!(Receipts::<T>::contains_key(id, 0));
		Ok(())
	}

	#[benchmark]
	fn reap_receipt() -> Result<(), BenchmarkError> {
		let (id, _) = registered::<T>()?;
		leave_receipts::<T>(id, 1)?;
		let caller: T::AccountId = whitelisted_caller();
		pallet_timestamp::Now::<T>::mutate(|now| *now += T::ReceiptRetention::get());

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), id, 0);

		assert!(!Receipts::<T>::contains_key(id, 0));
		Ok(())
	}

	#[benchmark]
	fn cosign() -> Result<(), BenchmarkError> {
		let (id, custodian) = registered::<T>()?;
		let author = author::<T>(&custodian);
		let awaited = Some(named::<T>(&author));
		Pallet::<T>::do_amend(custodian, id, STATEMENT, awaited)?;
		let signed = Authorship::Signed(author.clone());

		#[extrinsic_call]
		_(RawOrigin::Signed(author), id, FIRST_VERSION + 1);

		assert!(Versions::<T>::get(id, FIRST_VERSION + 1)
			.is_some_and(|version| version.author == signed));
		Ok(())
	}

	#[benchmark]
	fn request_amendment() -> Result<(), BenchmarkError> {
		let (id, _) = registered::<T>()?;

		#[extrinsic_call]
		_(RawOrigin::Signed(subject::<T>()), id, STATEMENT);

		assert!(Amendments::<T>::contains_key(id));
		Ok(())
	}

	#[benchmark]
	fn extend_amendment() -> Result<(), BenchmarkError> {
		let (id, custodian) = requested::<T>()?;

		#[extrinsic_call]
		_(RawOrigin::Signed(custodian), id, STATEMENT);

		assert!(Amendments::<T>::get(id).is_some_and(|request| request.extended));
		Ok(())
	}

	#[benchmark]
	fn accept_amendment() -> Result<(), BenchmarkError> {
		let (id, custodian) = requested::<T>()?;
		let author = Some(named::<T>(&author::<T>(&custodian)));

		#[extrinsic_call]
		_(RawOrigin::Signed(custodian), id, STATEMENT, author);

		assert!(!Amendments::<T>::contains_key(id));
		Ok(())
	}

	#[benchmark]
	fn refuse_amendment() -> Result<(), BenchmarkError> {
		let (id, custodian) = requested::<T>()?;

		#[extrinsic_call]
		_(RawOrigin::Signed(custodian), id, RefusalReason::AccurateAndComplete, STATEMENT);

		assert!(Amendments::<T>::get(id)
			.is_some_and(|request| request.state != AmendmentState::Pending));
		Ok(())
	}

	#[benchmark]
	fn state_disagreement() -> Result<(), BenchmarkError> {
		let (id, _) = refused::<T>()?;

		#[extrinsic_call]
		_(RawOrigin::Signed(subject::<T>()), id, STATEMENT);

		assert!(Pallet::<T>::do_state_disagreement(subject::<T>(), id, STATEMENT).is_err());
		Ok(())
	}

	#[benchmark]
	fn offer_custody() -> Result<(), BenchmarkError> {
		let (id, custodian) = registered::<T>()?;
		let recipient = facility::<T>("recipient");

		#[extrinsic_call]
		_(RawOrigin::Signed(custodian), id, named::<T>(&recipient));

		assert_eq!(CustodyOffers::<T>::get(id), Some(recipient));
		Ok(())
	}

	#[benchmark]
	fn accept_custody() -> Result<(), BenchmarkError> {
		let (id, _, recipient) = offered::<T>()?;

		#[extrinsic_call]
		_(RawOrigin::Signed(recipient.clone()), id);

		assert!(Records::<T>::get(id).is_some_and(|record| record.custodian == recipient));
		Ok(())
	}

	#[benchmark]
	fn cancel_custody_offer() -> Result<(), BenchmarkError> {
		let (id, _, recipient) = offered::<T>()?;

		#[extrinsic_call]
		_(RawOrigin::Signed(recipient), id);

		assert!(!CustodyOffers::<T>::contains_key(id));
		Ok(())
	}

	#[benchmark]
	fn anchor_batch() {
		let id = NextBatchId::<T>::get();
		let (root, count) = (H256::repeat_byte(1), T::MaxBatchLeaves::get());

		#[extrinsic_call]
		_(RawOrigin::Signed(custodian::<T>()), root, count, CLASS);

		assert!(Batches::<T>::contains_key(id));
	}

	/// Of the largest batch that there may be.
	#[benchmark]
	fn prove_leaf() -> Result<(), BenchmarkError> {
		let (batch, proof) = anchored::<T>()?;
		let caller: T::AccountId = whitelisted_caller();
		let (id, subject) = (NextRecordId::<T>::get(), named::<T>(&subject::<T>()));

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), batch, 0, subject, SEGMENT, document(0), proof);

		assert!(Records::<T>::get(id).is_some_and(|record| record.leaf == Some((batch, 0))));
		Ok(())
	}

	#[benchmark]
	fn retire_batch() -> Result<(), BenchmarkError> {
		let (batch, _) = anchored::<T>()?;
		let minimum = T::Retention::minimum(CLASS);
		pallet_timestamp::Now::<T>::mutate(|now| *now = now.saturating_add(minimum));

		#[extrinsic_call]
		_(RawOrigin::Signed(account("custodian", 0, 0)), batch);

		assert!(!Batches::<T>::contains_key(batch));
		Ok(())
	}

	#[benchmark]
	fn set_retention() -> Result<(), BenchmarkError> {
		let (id, custodian) = registered::<T>()?;

		#[extrinsic_call]
		_(RawOrigin::Signed(custodian), id, CLASS, Moment::MAX);

		assert!(Records::<T>::get(id).is_some_and(|record| record.retain_until == Moment::MAX));
		Ok(())
	}

	/// In place of holds that have ended, whose deposits go back.
	#[benchmark]
	fn place_hold() -> Result<(), BenchmarkError> {
		let (id, _) = registered::<T>()?;
		hold_by_all::<T>(id)?;
		end_holds::<T>(id);
		let regulator = regulator::<T>(MAX_HOLDS);

		#[extrinsic_call]
		_(RawOrigin::Signed(regulator.clone()), id, hold_end::<T>(), STATEMENT);

		assert!(Holds::<T>::get(id).iter().all(|hold| hold.by == regulator));
		Ok(())
	}

	#[benchmark]
	fn lift_hold() -> Result<(), BenchmarkError> {
		let (id, _) = registered::<T>()?;
		hold_by_all::<T>(id)?;

		#[extrinsic_call]
		_(RawOrigin::Signed(regulator::<T>(0)), id);

		assert!(!Holds::<T>::get(id).is_full());
		Ok(())
	}

	#[benchmark]
	fn request_erasure() -> Result<(), BenchmarkError> {
		let (id, _) = registered::<T>()?;

		#[extrinsic_call]
		_(RawOrigin::Signed(subject::<T>()), id);

		assert!(
			Records::<T>::get(id).is_some_and(|record| record.erasure == ErasureGround::Requested)
		);
		Ok(())
	}

	#[benchmark]
	fn order_erasure() -> Result<(), BenchmarkError> {
		let (id, _) = registered::<T>()?;

		#[extrinsic_call]
		_(RawOrigin::Signed(regulator::<T>(0)), id, STATEMENT);

		assert!(
			Records::<T>::get(id).is_some_and(|record| record.erasure == ErasureGround::Ordered)
		);
		Ok(())
	}

	/// Each with all that may hang on a record, and the first with more than is swept at once.
	#[benchmark]
	fn erase(n: Linear<1, MAX_ERASED>) -> Result<(), BenchmarkError> {
		let custodian = custodian::<T>();
		let recipient = facility::<T>("recipient");
		let mut records = Vec::new();
		for index in 0..n {
			let id = registered_by::<T>(&custodian)?;
			let patient = numbered::<T>("patient", index);
			Records::<T>::mutate(id, |record| {
				record.iter_mut().for_each(|record| record.subject = patient.clone());
			});
			Pallet::<T>::do_offer_custody(custodian.clone(), id, recipient.clone())?;
			Pallet::<T>::do_request_amendment(patient, id, STATEMENT)?;
			leave_ended_holds::<T>(id, index)?;
			Records::<T>::mutate(id, |record| {
				record.iter_mut().for_each(|record| {
					record.erasure = ErasureGround::Ordered;
					record.leaf = Some((0, index));
				});
			});
			records.push(id);
		}
		leave_receipts::<T>(records[0], T::SweepPerCall::get())?;
		let named = records.clone().try_into().map_err(|_| "too many records")?;

		#[extrinsic_call]
		_(RawOrigin::Signed(custodian), named, STATEMENT);

		assert!(records.into_iter().all(Pallet::<T>::do_is_erased));
		Ok(())
	}

	/// Of receipts, which cost more than versions.
	#[benchmark]
	fn sweep(n: Linear<1, { T::SweepPerCall::get() }>) -> Result<(), BenchmarkError> {
		let (id, custodian) = registered::<T>()?;
		leave_receipts::<T>(id, n)?;
		Records::<T>::remove(id);
		Versions::<T>::remove(id, FIRST_VERSION);
		let deposit = T::RecordDeposit::get();
		Leftovers::<T>::insert(id, Remains { custodian, versions: 0, receipts: n, deposit });
		let caller: T::AccountId = whitelisted_caller();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), id);

		assert!(!Leftovers::<T>::contains_key(id));
		Ok(())
	}

	/// A step over one record, which the meter allows for, whose custodian gets something back.
	#[benchmark]
	fn reprice_deposits() -> Result<(), BenchmarkError> {
		let (id, custodian) = registered::<T>()?;
		let price = Records::<T>::get(id).ok_or("no record")?.deposit;
		let excess = Pallet::<T>::hold(
			HoldReason::Record,
			&custodian,
			<T::Currency as Inspect<T::AccountId>>::minimum_balance(),
		)?;
		Records::<T>::mutate(id, |record| {
			record.iter_mut().for_each(|record| record.deposit.saturating_accrue(excess));
		});
		let mut meter = WeightMeter::with_limit(<T as Config>::WeightInfo::reprice_deposits());

		#[block]
		{
			let step = migrations::RepriceDeposits::<T>::step(None, &mut meter);
			assert!(step.is_ok());
		}

		assert!(Records::<T>::get(id).is_some_and(|record| record.deposit == price));
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
