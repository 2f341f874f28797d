//! Registering, amending and retracting records.

use crate::{
	Commitments, Config, Error, Event, HoldReason, NextRecordId, Pallet, Record, RecordId,
	RecordStatus, Records, Version, Versions, FIRST_VERSION,
};
use frame_support::{
	dispatch::DispatchResult,
	ensure,
	traits::{Get, Time},
};
use salus_primitives::{Commitment, Moment, Segment};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_register(
		custodian: T::AccountId,
		subject: T::AccountId,
		segment: u8,
		commitment: Commitment,
	) -> DispatchResult {
		let segment = Segment::new(segment).ok_or(Error::<T>::SegmentOutOfRange)?;
		ensure!(custodian != subject, Error::<T>::SubjectIsCustodian);
		Self::ensure_licensed(&custodian)?;
		Self::ensure_fresh(&commitment)?;
		let id = NextRecordId::<T>::get();
		let next = id.checked_add(1).ok_or(Error::<T>::TooManyRecords)?;

		let now = T::Time::now();
		let deposit = Self::hold(HoldReason::Record, &custodian, T::RecordDeposit::get())?;
		Self::add_version(&custodian, id, FIRST_VERSION, commitment, now)?;
		NextRecordId::<T>::put(next);
		Records::<T>::insert(
			id,
			Record {
				custodian: custodian.clone(),
				subject: subject.clone(),
				segment,
				status: RecordStatus::Active,
				version: FIRST_VERSION,
				receipts: 0,
				registered_at: now,
				deposit,
			},
		);

		Self::deposit_event(Event::Registered {
			record: id,
			custodian,
			subject,
			segment,
			commitment,
		});
		Ok(())
	}

	pub(crate) fn do_amend(
		custodian: T::AccountId,
		id: RecordId,
		commitment: Commitment,
	) -> DispatchResult {
		let mut record = Self::in_custody_of(&custodian, id)?;
		Self::ensure_fresh(&commitment)?;
		let version = record
			.version
			.checked_add(1)
			.filter(|version| *version <= T::MaxVersions::get())
			.ok_or(Error::<T>::TooManyVersions)?;

		Self::add_version(&custodian, id, version, commitment, T::Time::now())?;
		record.version = version;
		Records::<T>::insert(id, record);

		Self::deposit_event(Event::Amended { record: id, version, commitment });
		Ok(())
	}

	pub(crate) fn do_retract(custodian: T::AccountId, id: RecordId) -> DispatchResult {
		let mut record = Self::in_custody_of(&custodian, id)?;

		record.status = RecordStatus::EnteredInError;
		Records::<T>::insert(id, record);

		Self::deposit_event(Event::Retracted { record: id });
		Ok(())
	}

	fn add_version(
		custodian: &T::AccountId,
		id: RecordId,
		version: u32,
		commitment: Commitment,
		at: Moment,
	) -> DispatchResult {
		let deposit = Self::hold(HoldReason::Record, custodian, T::VersionDeposit::get())?;
		Versions::<T>::insert(id, version, Version { commitment, at, deposit });
		Commitments::<T>::insert(commitment, id);
		Ok(())
	}
}
