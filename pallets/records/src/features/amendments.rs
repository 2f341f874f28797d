//! Requests to amend, clocked: 45 CFR 164.526.

use crate::{
	AccountIdLookupOf, AmendmentRequest, AmendmentRequestOf, AmendmentState, Amendments, Config,
	Error, Event, HoldReason, Pallet, RecordId, RecordStatus, RefusalReason,
};
use frame_support::{
	dispatch::DispatchResult,
	ensure,
	traits::{Get, Time},
};
use salus_primitives::{Commitment, Sponsorship};
use sp_runtime::traits::Zero;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_request_amendment(
		subject: T::AccountId,
		id: RecordId,
		request: Commitment,
	) -> DispatchResult {
		let record = Self::about(&subject, id)?;
		ensure!(record.status == RecordStatus::Active, Error::<T>::EnteredInError);
		Self::ensure_committed(&request)?;
		// A refused request makes room for another one, which takes over its deposit.
		let deposit = match Amendments::<T>::get(id) {
			Some(AmendmentRequest { state: AmendmentState::Pending, .. }) => {
				return Err(Error::<T>::AlreadyRequested.into())
			}
			// The statement of disagreement stays with the record: it closed the matter.
			Some(AmendmentRequest {
				state: AmendmentState::Refused { disagreement: Some(_), .. },
				..
			}) => return Err(Error::<T>::AlreadyStated.into()),
			Some(refused) => refused.deposit,
			None if T::Sponsorship::take_place(&subject) => Zero::zero(),
			None => Self::hold(HoldReason::Amendment, &subject, T::AmendmentDeposit::get())?,
		};
		let requested_at = T::Time::now();
		let due = requested_at.saturating_add(T::AmendmentPeriod::get());

		Amendments::<T>::insert(
			id,
			AmendmentRequest {
				request,
				requested_at,
				due,
				extended: false,
				state: AmendmentState::Pending,
				deposit,
			},
		);

		Self::deposit_event(Event::AmendmentRequested { record: id, request, due });
		Ok(())
	}

	pub(crate) fn do_extend_amendment(
		custodian: T::AccountId,
		id: RecordId,
		reason: Commitment,
	) -> DispatchResult {
		Self::in_custody_of(&custodian, id)?;
		let mut pending = Self::pending_amendment(id)?;
		Self::ensure_committed(&reason)?;
		ensure!(!pending.extended, Error::<T>::AlreadyExtended);
		ensure!(T::Time::now() < pending.due, Error::<T>::Overdue);

		pending.due = pending.due.saturating_add(T::AmendmentExtension::get());
		pending.extended = true;
		let due = pending.due;
		Amendments::<T>::insert(id, pending);

		Self::deposit_event(Event::AmendmentExtended { record: id, reason, due });
		Ok(())
	}

	pub(crate) fn do_accept_amendment(
		custodian: T::AccountId,
		id: RecordId,
		commitment: Commitment,
		author: Option<AccountIdLookupOf<T>>,
	) -> DispatchResult {
		let record = Self::in_custody_of(&custodian, id)?;
		let pending = Self::pending_amendment(id)?;
		let author = Self::awaited(&custodian, author)?;
		let (named, subject) = (author.named(), record.subject.clone());
		let overdue = T::Time::now() >= pending.due;

		let version = Self::add_version(id, record, commitment, author)?;
		Self::remove_amendment(id, &subject, pending);

		Self::deposit_event(Event::AmendmentAccepted {
			record: id,
			version,
			commitment,
			author: named,
			overdue,
		});
		Ok(())
	}

	pub(crate) fn do_refuse_amendment(
		custodian: T::AccountId,
		id: RecordId,
		reason: RefusalReason,
		rationale: Commitment,
	) -> DispatchResult {
		Self::in_custody_of(&custodian, id)?;
		let mut pending = Self::pending_amendment(id)?;
		Self::ensure_committed(&rationale)?;
		let now = T::Time::now();
		let overdue = now >= pending.due;

		pending.state = AmendmentState::Refused { reason, rationale, at: now, disagreement: None };
		Amendments::<T>::insert(id, pending);

		Self::deposit_event(Event::AmendmentRefused { record: id, reason, rationale, overdue });
		Ok(())
	}

	pub(crate) fn do_state_disagreement(
		subject: T::AccountId,
		id: RecordId,
		statement: Commitment,
	) -> DispatchResult {
		Self::about(&subject, id)?;
		Self::ensure_committed(&statement)?;
		let mut request = Amendments::<T>::get(id).ok_or(Error::<T>::NotRequested)?;
		let AmendmentState::Refused { disagreement, .. } = &mut request.state else {
			return Err(Error::<T>::NotRefused.into());
		};
		ensure!(disagreement.is_none(), Error::<T>::AlreadyStated);

		*disagreement = Some(statement);
		Amendments::<T>::insert(id, request);

		Self::deposit_event(Event::DisagreementStated { record: id, statement });
		Ok(())
	}

	fn pending_amendment(id: RecordId) -> Result<AmendmentRequestOf<T>, Error<T>> {
		Amendments::<T>::get(id)
			.filter(|request| request.state == AmendmentState::Pending)
			.ok_or(Error::<T>::NotRequested)
	}

	/// Removes the request to amend a record of `subject`'s, and returns its deposit.
	pub(crate) fn remove_amendment(
		id: RecordId,
		subject: &T::AccountId,
		request: AmendmentRequestOf<T>,
	) {
		Amendments::<T>::remove(id);
		if request.deposit.is_zero() {
			T::Sponsorship::give_back(subject);
		} else {
			Self::release(HoldReason::Amendment, subject, request.deposit);
		}
	}
}
