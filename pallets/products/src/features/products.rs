//! Products: what manufacturers make.

use crate::{Catalogue, Config, Error, Event, HoldReason, Pallet, Product, ProductOf};
use frame_support::{dispatch::DispatchResult, ensure, traits::Get};
use salus_primitives::{Commitment, CompanyPrefix, Credentials, Gtin, LicenceKind, StorageLimits};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_register(
		manufacturer: T::AccountId,
		gtin: Gtin,
		prefix: CompanyPrefix,
		attributes: Commitment,
		limits: Option<StorageLimits>,
		portions: u16,
	) -> DispatchResult {
		Self::ensure_licensed(&manufacturer)?;
		ensure!(gtin.is_valid(), Error::<T>::InvalidGtin);
		ensure!(gtin.has_prefix(&prefix), Error::<T>::OtherPrefix);
		ensure!(Self::owner(&prefix).as_ref() == Some(&manufacturer), Error::<T>::NotPrefixOwner);
		ensure!(!Catalogue::<T>::contains_key(gtin), Error::<T>::AlreadyRegistered);
		ensure!(portions > 0, Error::<T>::ZeroPortions);
		Self::ensure_described(&attributes, &limits)?;

		let deposit = Self::hold(HoldReason::Product, &manufacturer, T::ProductDeposit::get())?;
		let product = Product {
			manufacturer: manufacturer.clone(),
			attributes,
			limits,
			portions,
			active: true,
			measures: Default::default(),
			deposit,
		};
		Catalogue::<T>::insert(gtin, product);
		Self::deposit_event(Event::ProductRegistered {
			gtin,
			manufacturer,
			attributes,
			limits,
			portions,
		});
		Ok(())
	}

	pub(crate) fn do_update(
		who: T::AccountId,
		gtin: Gtin,
		attributes: Commitment,
		limits: Option<StorageLimits>,
	) -> DispatchResult {
		let mut product = Self::own_product(&who, &gtin)?;
		Self::ensure_licensed(&who)?;
		Self::ensure_described(&attributes, &limits)?;

		let limits_before = product.limits;
		product.attributes = attributes;
		product.limits = limits;
		Catalogue::<T>::insert(gtin, product);
		Self::deposit_event(Event::ProductUpdated { gtin, attributes, limits, limits_before });
		Ok(())
	}

	pub(crate) fn do_discontinue(who: T::AccountId, gtin: Gtin) -> DispatchResult {
		let mut product = Self::own_product(&who, &gtin)?;
		ensure!(product.active, Error::<T>::Discontinued);

		product.active = false;
		Catalogue::<T>::insert(gtin, product);
		Self::deposit_event(Event::ProductDiscontinued { gtin });
		Ok(())
	}

	pub(crate) fn do_reactivate(who: T::AccountId, gtin: Gtin) -> DispatchResult {
		let mut product = Self::own_product(&who, &gtin)?;
		Self::ensure_licensed(&who)?;
		ensure!(!product.active, Error::<T>::Active);

		product.active = true;
		Catalogue::<T>::insert(gtin, product);
		Self::deposit_event(Event::ProductReactivated { gtin });
		Ok(())
	}

	pub(crate) fn known_product(gtin: &Gtin) -> Result<ProductOf<T>, Error<T>> {
		Catalogue::<T>::get(gtin).ok_or(Error::<T>::UnknownProduct)
	}

	fn own_product(who: &T::AccountId, gtin: &Gtin) -> Result<ProductOf<T>, Error<T>> {
		let product = Self::known_product(gtin)?;
		ensure!(product.manufacturer == *who, Error::<T>::NotManufacturer);
		Ok(product)
	}

	fn ensure_licensed(who: &T::AccountId) -> Result<(), Error<T>> {
		T::Credentials::standing(who, LicenceKind::Manufacturer).map_err(Error::<T>::Unlicensed)
	}

	fn ensure_described(
		attributes: &Commitment,
		limits: &Option<StorageLimits>,
	) -> Result<(), Error<T>> {
		ensure!(!attributes.is_zero(), Error::<T>::ZeroCommitment);
		let possible = limits.as_ref().is_none_or(StorageLimits::is_valid);
		ensure!(possible, Error::<T>::ReversedLimits);
		Ok(())
	}
}
