//! Measures: all of a product is held or called back.

use crate::{
	Catalogue, Config, Error, Event, NextMeasureId, Pallet, ProductOf, MAX_BY_MANUFACTURER,
};
use frame_support::{dispatch::DispatchResult, ensure};
use salus_primitives::{
	Authority, Commitment, Credentials, Gtin, LicenceKind, Measure, MeasureKind, MeasureReason,
};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_take_measure(
		who: T::AccountId,
		gtin: Gtin,
		kind: MeasureKind,
		reason: MeasureReason,
		evidence: Commitment,
	) -> DispatchResult {
		let mut product = Self::known_product(&gtin)?;
		let by = Self::authority(&who, &product)?;
		ensure!(!evidence.is_zero(), Error::<T>::ZeroCommitment);
		let id = NextMeasureId::<T>::get();
		let next = id.checked_add(1).ok_or(Error::<T>::OutOfNumbers)?;
		let measure = Measure { id, kind, reason, by };
		let places = by == Authority::Regulator || product.by_manufacturer() < MAX_BY_MANUFACTURER;
		ensure!(places, Error::<T>::TooManyMeasures);
		product.measures.try_push(measure).map_err(|_| Error::<T>::TooManyMeasures)?;

		NextMeasureId::<T>::put(next);
		Catalogue::<T>::insert(gtin, product);
		Self::deposit_event(Event::MeasureTaken { gtin, measure, who, evidence });
		Ok(())
	}

	pub(crate) fn do_lift_measure(
		who: T::AccountId,
		gtin: Gtin,
		id: u32,
		evidence: Commitment,
	) -> DispatchResult {
		let mut product = Self::known_product(&gtin)?;
		let by = Self::authority(&who, &product)?;
		let measure = product.measures.iter().find(|measure| measure.id == id).copied();
		let measure = measure.ok_or(Error::<T>::NotFound)?;
		ensure!(by == Authority::Regulator || measure.by == by, Error::<T>::NotYours);
		ensure!(!evidence.is_zero(), Error::<T>::ZeroCommitment);

		product.measures.retain(|other| other.id != id);
		Catalogue::<T>::insert(gtin, product);
		Self::deposit_event(Event::MeasureLifted { gtin, measure, who, evidence });
		Ok(())
	}

	/// As what `who` acts on `product`. A manufacturer that is a regulator as well is not one of its
	/// own products.
	fn authority(who: &T::AccountId, product: &ProductOf<T>) -> Result<Authority, Error<T>> {
		let (kind, authority) = if product.manufacturer == *who {
			(LicenceKind::Manufacturer, Authority::Manufacturer)
		} else {
			(LicenceKind::Regulator, Authority::Regulator)
		};
		ensure!(T::Credentials::holds(who, kind), Error::<T>::NotAuthorized);
		Ok(authority)
	}
}
