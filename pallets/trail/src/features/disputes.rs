//! Disputes: a subject objects to an access, the custodian answers, a regulator decides.

use crate::{
	Config, Day, Dispute, DisputeId, DisputeOf, DisputeState, Disputed, Disputes, Error, Event,
	Finding, NextDisputeId, Pallet, Target,
};
use frame_support::{
	dispatch::DispatchResult,
	ensure,
	traits::{Get, Time},
};
use salus_primitives::{AccessReceipts, Acting, Commitment, Credentials, LicenceKind};
use sp_core::H256;
use sp_runtime::traits::Zero;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_dispute_receipt(
		acting: Acting<T::AccountId>,
		record: u64,
		index: u32,
		statement: Commitment,
	) -> DispatchResult {
		let parties = T::Receipts::parties(record, index).ok_or(Error::<T>::NotFound)?;
		ensure!(parties.subject == acting.subject, Error::<T>::NotSubject);
		let target = Target::Receipt { record, index };
		Self::open(acting, parties.custodian, Some(parties.reader), target, statement)
	}

	pub(crate) fn do_dispute_leaf(
		acting: Acting<T::AccountId>,
		custodian: T::AccountId,
		day: Day,
		index: u32,
		leaf: H256,
		proof: &[H256],
		statement: Commitment,
	) -> DispatchResult {
		Self::do_verify_receipt(&custodian, day, index, leaf, proof).map_err(Error::<T>::from)?;
		Self::open(acting, custodian, None, Target::Leaf { day, index }, statement)
	}

	fn open(
		acting: Acting<T::AccountId>,
		custodian: T::AccountId,
		reader: Option<T::AccountId>,
		target: Target,
		statement: Commitment,
	) -> DispatchResult {
		let Acting { subject, by } = acting;
		let opened_at = T::Time::now();
		let mut entry = Dispute {
			subject: subject.clone(),
			custodian: custodian.clone(),
			reader,
			target,
			statement,
			opened_at,
			due: opened_at.saturating_add(T::AnswerPeriod::get()),
			state: DisputeState::Open,
			deposit: Zero::zero(),
		};
		let key = entry.key();
		ensure!(!statement.is_zero(), Error::<T>::ZeroCommitment);
		ensure!(!Disputed::<T>::contains_key(&key), Error::<T>::AlreadyDisputed);
		let dispute = NextDisputeId::<T>::get();
		let next = dispute.checked_add(1).ok_or(Error::<T>::TooManyDisputes)?;

		entry.deposit = Self::pay_for_dispute(&subject)?;
		Disputes::<T>::insert(dispute, entry);
		Disputed::<T>::insert(key, dispute);
		NextDisputeId::<T>::put(next);
		Self::deposit_event(Event::DisputeOpened {
			dispute,
			subject,
			custodian,
			target,
			statement,
			by,
		});
		Ok(())
	}

	pub(crate) fn do_answer(
		who: T::AccountId,
		dispute: DisputeId,
		answer: Commitment,
	) -> DispatchResult {
		let mut entry = Self::dispute_entry(dispute)?;
		ensure!(entry.custodian == who, Error::<T>::NotCustodian);
		ensure!(!entry.is_closed(), Error::<T>::Closed);
		ensure!(entry.state == DisputeState::Open, Error::<T>::AlreadyAnswered);
		let at = T::Time::now();
		ensure!(!entry.is_overdue(at), Error::<T>::AnswerOverdue);
		ensure!(!answer.is_zero(), Error::<T>::ZeroCommitment);

		entry.state = DisputeState::Answered { answer, at };
		Disputes::<T>::insert(dispute, entry);
		Self::deposit_event(Event::DisputeAnswered { dispute, answer });
		Ok(())
	}

	pub(crate) fn do_close(
		by: T::AccountId,
		dispute: DisputeId,
		finding: Finding,
		ruling: Commitment,
	) -> DispatchResult {
		T::Credentials::standing(&by, LicenceKind::Regulator).map_err(Error::<T>::Unlicensed)?;
		let mut entry = Self::dispute_entry(dispute)?;
		ensure!(!entry.concerns(&by), Error::<T>::ConflictOfInterest);
		ensure!(
			T::Credentials::member_role(&entry.custodian, &by).is_none(),
			Error::<T>::ConflictOfInterest
		);
		let at = T::Time::now();
		let answer = match &entry.state {
			DisputeState::Open if entry.is_overdue(at) => None,
			DisputeState::Open => return Err(Error::<T>::AwaitingAnswer.into()),
			DisputeState::Answered { answer, .. } => Some(*answer),
			DisputeState::Closed { .. } => return Err(Error::<T>::Closed.into()),
		};
		ensure!(!ruling.is_zero(), Error::<T>::ZeroCommitment);

		Self::pay_back(&entry);
		entry.deposit = Zero::zero();
		entry.state = DisputeState::Closed { answer, finding, ruling, by: by.clone(), at };
		Disputes::<T>::insert(dispute, entry);
		Self::deposit_event(Event::DisputeClosed { dispute, finding, ruling, by });
		Ok(())
	}

	pub(crate) fn do_reap_dispute(dispute: DisputeId) -> DispatchResult {
		let entry = Self::dispute_entry(dispute)?;
		let DisputeState::Closed { at, .. } = entry.state else {
			return Err(Error::<T>::StillNeeded.into());
		};
		ensure!(Self::retention_is_over(at, T::Time::now()), Error::<T>::StillNeeded);

		Self::remove(dispute, entry);
		Self::deposit_event(Event::DisputeReaped { dispute });
		Ok(())
	}

	pub(crate) fn do_withdraw_dispute(
		acting: Acting<T::AccountId>,
		dispute: DisputeId,
	) -> DispatchResult {
		let entry = Self::dispute_entry(dispute)?;
		ensure!(entry.subject == acting.subject, Error::<T>::NotSubject);
		ensure!(!entry.is_closed(), Error::<T>::Closed);

		Self::pay_back(&entry);
		Self::remove(dispute, entry);
		Self::deposit_event(Event::DisputeWithdrawn { dispute });
		Ok(())
	}

	fn dispute_entry(dispute: DisputeId) -> Result<DisputeOf<T>, Error<T>> {
		Disputes::<T>::get(dispute).ok_or(Error::<T>::NotFound)
	}

	fn remove(dispute: DisputeId, entry: DisputeOf<T>) {
		Disputes::<T>::remove(dispute);
		Disputed::<T>::remove(entry.key());
	}
}
