//! Naming representatives: a facility registers parents, a subject appoints, a court does.

use crate::{Appointed, Condition, Config, Error, Event, Kind, Pallet, Representative};
use frame_support::{
	dispatch::DispatchResult,
	ensure,
	traits::{Get, Time},
};
use salus_primitives::{Commitment, Credentials, LicenceKind, Moment, Powers, Sponsorship};
use sp_runtime::traits::Zero;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_register_parent(
		facility: T::AccountId,
		subject: T::AccountId,
		parent: T::AccountId,
		majority: Moment,
		powers: Powers,
		evidence: Commitment,
	) -> DispatchResult {
		T::Credentials::standing(&facility, LicenceKind::Facility)
			.map_err(Error::<T>::Unlicensed)?;
		ensure!(facility != parent, Error::<T>::ConflictOfInterest);
		// Whom an institution pays for is known to that institution, and to no other.
		ensure!(
			T::Sponsorship::sponsor(&subject).is_none_or(|sponsor| sponsor == facility),
			Error::<T>::NotSponsor
		);
		// Who can sign needs nobody whom somebody else chose, short of a court.
		ensure!(
			frame_system::Pallet::<T>::account_nonce(&subject).is_zero(),
			Error::<T>::SubjectHasActed
		);
		let now = T::Time::now();
		ensure!(majority > now, Error::<T>::MajorityInPast);
		ensure!(majority <= now.saturating_add(T::MaxMinority::get()), Error::<T>::MajorityTooFar);
		Self::ensure_nameable(&subject, &parent, powers, evidence)?;

		let deposit = Self::hold_for_entry(&facility)?;
		let entry = entry(Kind::Parent, powers, majority, facility.clone(), evidence, deposit);
		Self::enter(&subject, &parent, entry);
		Self::deposit_event(Event::ParentRegistered {
			subject,
			parent,
			facility,
			powers,
			majority,
		});
		Ok(())
	}

	pub(crate) fn do_appoint(
		subject: T::AccountId,
		representative: T::AccountId,
		kind: Appointed,
		powers: Powers,
		until: Moment,
		evidence: Commitment,
	) -> DispatchResult {
		// Whoever finds a dead person's key would make themselves the executor.
		ensure!(!Self::holds(&subject, Condition::Death), Error::<T>::Deceased);
		Self::ensure_term(until)?;
		Self::ensure_nameable(&subject, &representative, powers, evidence)?;

		let deposit = Self::pay_for_own_entry(&subject)?;
		let entry = entry(kind.into(), powers, until, subject.clone(), evidence, deposit);
		Self::enter(&subject, &representative, entry);
		Self::deposit_event(Event::Appointed { subject, representative, kind, powers, until });
		Ok(())
	}

	pub(crate) fn do_appoint_guardian(
		court: T::AccountId,
		subject: T::AccountId,
		guardian: T::AccountId,
		powers: Powers,
		until: Moment,
		evidence: Commitment,
	) -> DispatchResult {
		Self::ensure_court(&court)?;
		Self::ensure_term(until)?;
		Self::ensure_nameable(&subject, &guardian, powers, evidence)?;

		let deposit = Self::hold_for_entry(&court)?;
		let entry = entry(Kind::Guardian, powers, until, court.clone(), evidence, deposit);
		Self::enter(&subject, &guardian, entry);
		Self::deposit_event(Event::GuardianAppointed { subject, guardian, court, powers, until });
		Ok(())
	}

	fn ensure_term(until: Moment) -> Result<(), Error<T>> {
		let now = T::Time::now();
		ensure!(until > now, Error::<T>::EndInPast);
		ensure!(until <= now.saturating_add(T::MaxTerm::get()), Error::<T>::EndTooLate);
		Ok(())
	}
}

fn entry<AccountId, Balance>(
	kind: Kind,
	powers: Powers,
	until: Moment,
	appointed_by: AccountId,
	evidence: Commitment,
	deposit: Balance,
) -> Representative<AccountId, Balance> {
	Representative { kind, powers, until, contested: false, appointed_by, evidence, deposit }
}
