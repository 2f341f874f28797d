//! Accreditation: who may issue licences.

use super::common::take_entry;
use crate::*;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_accredit(
		issuer: T::AccountId,
		kind: LicenceKind,
		jurisdiction: Jurisdiction,
	) -> DispatchResult {
		Self::ensure_account(&issuer)?;
		Self::add_accreditation(&issuer, kind, jurisdiction)?;
		Self::deposit_event(Event::Accredited { issuer, kind, jurisdiction });
		Ok(())
	}

	pub(crate) fn do_withdraw_accreditation(
		issuer: T::AccountId,
		kind: LicenceKind,
		jurisdiction: Jurisdiction,
		reason: Withdrawal,
	) -> DispatchResult {
		let accreditation = Accreditation { kind, jurisdiction };
		match reason {
			Withdrawal::Retirement => Self::retire(&issuer, accreditation)?,
			Withdrawal::Fraud => Self::discredit(&issuer, accreditation)?,
		}
		Self::deposit_event(Event::AccreditationWithdrawn { issuer, kind, jurisdiction, reason });
		Ok(())
	}

	/// Takes `accreditation` from `issuer`; its licences run out.
	fn retire(issuer: &T::AccountId, accreditation: Accreditation) -> DispatchResult {
		Accreditations::<T>::mutate_exists(issuer, |stored| {
			take_entry(stored, |held| *held == accreditation)
		})
		.ok_or(Error::<T>::NotAccredited)?;
		Ok(())
	}

	/// Makes all licences of `issuer` that `accreditation` covers count no more, for good.
	fn discredit(issuer: &T::AccountId, accreditation: Accreditation) -> DispatchResult {
		let Accreditation { kind, jurisdiction } = accreditation;
		Self::ensure_well_formed(jurisdiction)?;
		Discredited::<T>::try_mutate(issuer, |discredited| {
			ensure!(
				!discredited.iter().any(|known| known.covers(kind, &jurisdiction)),
				Error::<T>::AlreadyDiscredited
			);
			// What is narrower says nothing more.
			discredited.retain(|known| !accreditation.covers(known.kind, &known.jurisdiction));
			discredited.try_push(accreditation).map_err(|_| Error::<T>::TooManyAccreditations)
		})?;
		// An accreditation that is left would let it issue licences that do not count.
		Accreditations::<T>::mutate_exists(issuer, |stored| {
			while take_entry(stored, |held| accreditation.overlaps(held)).is_some() {}
		});
		Ok(())
	}

	/// Whether licences of `issuer` for `kind` in `jurisdiction` count no more. One read.
	pub(super) fn is_discredited(
		issuer: &T::AccountId,
		kind: LicenceKind,
		jurisdiction: &Jurisdiction,
	) -> bool {
		Discredited::<T>::get(issuer).iter().any(|fraud| fraud.covers(kind, jurisdiction))
	}

	/// Adds to what `issuer` is accredited for.
	pub(crate) fn add_accreditation(
		issuer: &T::AccountId,
		kind: LicenceKind,
		jurisdiction: Jurisdiction,
	) -> DispatchResult {
		Self::ensure_well_formed(jurisdiction)?;
		let accreditation = Accreditation { kind, jurisdiction };
		let fraud = Discredited::<T>::get(issuer);
		ensure!(!fraud.iter().any(|fraud| fraud.overlaps(&accreditation)), Error::<T>::Discredited);
		Accreditations::<T>::try_mutate(issuer, |held| {
			ensure!(!held.contains(&accreditation), Error::<T>::AlreadyAccredited);
			held.try_push(accreditation).map_err(|_| Error::<T>::TooManyAccreditations.into())
		})
	}

	/// The jurisdiction has the form of an ISO 3166 code.
	pub(super) fn ensure_well_formed(jurisdiction: Jurisdiction) -> DispatchResult {
		ensure!(jurisdiction.is_well_formed(), Error::<T>::MalformedJurisdiction);
		Ok(())
	}

	/// `issuer` is accredited for licences of `kind` in `jurisdiction`.
	pub(super) fn ensure_accredited(
		issuer: &T::AccountId,
		kind: LicenceKind,
		jurisdiction: Jurisdiction,
	) -> DispatchResult {
		let held = Accreditations::<T>::get(issuer);
		let mut places = held.iter().filter(|held| held.kind == kind).peekable();
		ensure!(places.peek().is_some(), Error::<T>::NotAccredited);
		ensure!(
			places.any(|held| held.jurisdiction.covers(&jurisdiction)),
			Error::<T>::ForeignJurisdiction
		);
		Ok(())
	}
}
