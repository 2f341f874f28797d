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
	) -> DispatchResult {
		let accreditation = Accreditation { kind, jurisdiction };
		Accreditations::<T>::mutate_exists(&issuer, |stored| {
			take_entry(stored, |held| *held == accreditation)
		})
		.ok_or(Error::<T>::NotAccredited)?;
		Self::deposit_event(Event::AccreditationWithdrawn { issuer, kind, jurisdiction });
		Ok(())
	}

	/// Adds to what `issuer` is accredited for.
	pub(crate) fn add_accreditation(
		issuer: &T::AccountId,
		kind: LicenceKind,
		jurisdiction: Jurisdiction,
	) -> DispatchResult {
		Self::ensure_well_formed(jurisdiction)?;
		let accreditation = Accreditation { kind, jurisdiction };
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
