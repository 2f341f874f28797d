//! Registering, amending, signing and retracting records.

use crate::{
	AccountIdLookupOf, AccountIdOf, AmendmentRequestOf, AmendmentState, Amendments, Authorship,
	BatchId, Commitments, Config, ErasureGround, Error, Event, HoldReason, NextRecordId, Pallet,
	Record, RecordId, RecordOf, RecordStatus, Records, RetentionClass, RetentionRules, Version,
	Versions, FIRST_VERSION,
};
use frame_support::{
	dispatch::DispatchResult,
	ensure,
	traits::{Get, Time},
};
use salus_primitives::{Commitment, Credentials, LicenceKind, Moment, Segment};
use sp_runtime::{traits::Saturating, DispatchError};

/// What a new record is made of.
pub(crate) struct NewRecord<AccountId> {
	pub custodian: AccountId,
	pub subject: AccountId,
	pub segment: Segment,
	pub commitment: Commitment,
	pub author: Authorship<AccountId>,
	pub class: RetentionClass,
	pub at: Moment,
	pub leaf: Option<(BatchId, u32)>,
}

impl<AccountId: Clone> Authorship<AccountId> {
	/// Who is named, whether they have signed or not.
	pub(crate) fn named(&self) -> Option<AccountId> {
		match self {
			Self::None => None,
			Self::Awaited(author) | Self::Signed(author) => Some(author.clone()),
		}
	}
}

impl<T: Config> Pallet<T> {
	pub(crate) fn do_register(
		custodian: T::AccountId,
		subject: T::AccountId,
		segment: u8,
		commitment: Commitment,
		author: Option<AccountIdLookupOf<T>>,
		class: RetentionClass,
	) -> DispatchResult {
		let segment = Segment::new(segment).ok_or(Error::<T>::SegmentOutOfRange)?;
		Self::ensure_licensed(&custodian)?;
		let author = Self::awaited(&custodian, author)?;
		let named = author.named();

		let record = Self::add_record(NewRecord {
			custodian: custodian.clone(),
			subject: subject.clone(),
			segment,
			commitment,
			author,
			class,
			at: T::Time::now(),
			leaf: None,
		})?;

		Self::deposit_event(Event::Registered {
			record,
			custodian,
			subject,
			segment,
			commitment,
			author: named,
			class,
		});
		Ok(())
	}

	/// Stores a new record with its first version, and holds their deposits from its custodian.
	pub(crate) fn add_record(new: NewRecord<AccountIdOf<T>>) -> Result<RecordId, DispatchError> {
		ensure!(new.custodian != new.subject, Error::<T>::SubjectIsCustodian);
		Self::ensure_fresh(&new.commitment)?;
		let id = NextRecordId::<T>::get();
		let next = id.checked_add(1).ok_or(Error::<T>::TooManyRecords)?;

		let deposit = T::RecordDeposit::get().saturating_add(T::VersionDeposit::get());
		let deposit = Self::hold(HoldReason::Record, &new.custodian, deposit)?;
		NextRecordId::<T>::put(next);
		Versions::<T>::insert(
			id,
			FIRST_VERSION,
			Version { commitment: new.commitment, at: new.at, author: new.author },
		);
		Commitments::<T>::insert(new.commitment, id);
		Records::<T>::insert(
			id,
			Record {
				custodian: new.custodian,
				subject: new.subject,
				segment: new.segment,
				status: RecordStatus::Active,
				version: FIRST_VERSION,
				receipts: 0,
				registered_at: new.at,
				class: new.class,
				retain_until: new.at.saturating_add(T::Retention::minimum(new.class)),
				erasure: ErasureGround::None,
				leaf: new.leaf,
				deposit,
			},
		);
		Ok(id)
	}

	pub(crate) fn do_amend(
		custodian: T::AccountId,
		id: RecordId,
		commitment: Commitment,
		author: Option<AccountIdLookupOf<T>>,
	) -> DispatchResult {
		let record = Self::in_custody_of(&custodian, id)?;
		let author = Self::awaited(&custodian, author)?;
		let named = author.named();
		let version = Self::add_version(id, record, commitment, author)?;

		Self::deposit_event(Event::Amended { record: id, version, commitment, author: named });
		Ok(())
	}

	/// Stores the next version of `record`, and holds its deposit from the custodian.
	pub(crate) fn add_version(
		id: RecordId,
		mut record: RecordOf<T>,
		commitment: Commitment,
		author: Authorship<T::AccountId>,
	) -> Result<u32, DispatchError> {
		Self::ensure_fresh(&commitment)?;
		let version = record
			.version
			.checked_add(1)
			.filter(|version| *version <= T::MaxVersions::get())
			.ok_or(Error::<T>::TooManyVersions)?;

		let deposit = Self::hold(HoldReason::Record, &record.custodian, T::VersionDeposit::get())?;
		Versions::<T>::insert(id, version, Version { commitment, at: T::Time::now(), author });
		Commitments::<T>::insert(commitment, id);
		record.version = version;
		record.deposit.saturating_accrue(deposit);
		Records::<T>::insert(id, record);
		Ok(version)
	}

	pub(crate) fn do_cosign(author: T::AccountId, id: RecordId, number: u32) -> DispatchResult {
		Self::active(id)?;
		let mut version = Versions::<T>::get(id, number).ok_or(Error::<T>::NotFound)?;
		match &version.author {
			Authorship::Awaited(named) if *named == author => (),
			Authorship::Signed(named) if *named == author => {
				return Err(Error::<T>::AlreadySigned.into())
			}
			_ => return Err(Error::<T>::NotAuthor.into()),
		}
		T::Credentials::standing(&author, LicenceKind::Practitioner)
			.map_err(Error::<T>::AuthorUnlicensed)?;

		version.author = Authorship::Signed(author.clone());
		Versions::<T>::insert(id, number, version);

		Self::deposit_event(Event::Cosigned { record: id, version: number, author });
		Ok(())
	}

	pub(crate) fn do_retract(custodian: T::AccountId, id: RecordId) -> DispatchResult {
		let mut record = Self::in_custody_of(&custodian, id)?;

		// What was to be amended counts no more. A refusal stays, with what the subject said to it.
		let pending = |request: &AmendmentRequestOf<T>| request.state == AmendmentState::Pending;
		if let Some(request) = Amendments::<T>::get(id).filter(pending) {
			Self::remove_amendment(id, &record.subject, request);
		}
		record.status = RecordStatus::EnteredInError;
		Records::<T>::insert(id, record);

		Self::deposit_event(Event::Retracted { record: id });
		Ok(())
	}
}
