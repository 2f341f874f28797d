//! Commissioning: a lot of serialised units in one call.

use crate::{
	BalanceOf, Config, Error, Event, HoldReason, Lot, LotId, LotNumber, Lots, NewLot, Pallet, Span,
	MAX_LOTS, MAX_ORIGINS, MAX_UNITS, UNITS_PER_WORD,
};
use alloc::vec::Vec;
use frame_support::{
	ensure,
	traits::{ConstU32, Get, Time},
	BoundedVec,
};
use salus_primitives::{end_of_day, LicenceKind, ProductInfo, Products};
use sp_runtime::{traits::Saturating, DispatchError, DispatchResult};

/// What GS1's character set 82 has beside letters and digits.
const OTHER_CHARACTERS: &[u8] = b"!\"%&'()*+,-./_:;<=>?";

impl<T: Config> Pallet<T> {
	pub(crate) fn do_commission(
		manufacturer: T::AccountId,
		lots: BoundedVec<NewLot, ConstU32<MAX_LOTS>>,
		location: u16,
	) -> DispatchResult {
		Self::ensure_licensed(&manufacturer, LicenceKind::Manufacturer)?;
		ensure!(!lots.is_empty(), Error::<T>::NothingToDo);
		for lot in lots {
			Self::add_lot(&manufacturer, lot, location, &[])?;
		}
		Ok(())
	}

	/// Commissions `new`, made of `origins`, for its licensed `manufacturer`.
	pub(crate) fn add_lot(
		manufacturer: &T::AccountId,
		new: NewLot,
		location: u16,
		origins: &[Span],
	) -> Result<LotId, DispatchError> {
		let NewLot { gtin, number, expires, attributes, count, root } = new;
		let product = T::Products::product(&gtin).ok_or(Error::<T>::UnknownProduct)?;
		Self::ensure_may_make(manufacturer, &product)?;
		ensure!(Self::is_lot_number(&number), Error::<T>::InvalidLotNumber);
		ensure!(count > 0, Error::<T>::ZeroCount);
		ensure!(count <= MAX_UNITS, Error::<T>::TooManyUnits);
		ensure!(!root.is_zero(), Error::<T>::ZeroRoot);
		Self::ensure_committed(&attributes)?;
		ensure!(T::Time::now() < end_of_day(expires), Error::<T>::Expired);
		let id = LotId::of(&gtin, &number);
		ensure!(!Lots::<T>::contains_key(id), Error::<T>::AlreadyExists);

		let deposit = Self::lot_deposit(count, origins.len());
		Self::hold(HoldReason::Lot, manufacturer, deposit)?;
		Lots::<T>::insert(
			id,
			Lot {
				gtin,
				number: number.clone(),
				expires,
				count,
				fresh: 0,
				location,
				root,
				attributes,
				derived: !origins.is_empty(),
				reaping: false,
				open_cases: 0,
				measures: BoundedVec::new(),
				deposit,
			},
		);
		Self::deposit_event(Event::Commissioned { lot: id, gtin, number, count });
		Ok(id)
	}

	fn ensure_may_make(
		manufacturer: &T::AccountId,
		product: &ProductInfo<T::AccountId>,
	) -> Result<(), Error<T>> {
		ensure!(product.manufacturer == *manufacturer, Error::<T>::NotManufacturer);
		ensure!(product.active, Error::<T>::Discontinued);
		Ok(())
	}

	/// What is held for a lot of `count` units, made of as many spans as `origins`.
	fn lot_deposit(count: u32, origins: usize) -> BalanceOf<T> {
		let words = count.div_ceil(UNITS_PER_WORD);
		let origins = u32::try_from(origins).unwrap_or(u32::MAX);
		T::LotDeposit::get()
			.saturating_add(T::WordDeposit::get().saturating_mul(words.into()))
			.saturating_add(T::OriginDeposit::get().saturating_mul(origins.into()))
	}

	fn is_lot_number(number: &LotNumber) -> bool {
		let in_set = |byte: &u8| byte.is_ascii_alphanumeric() || OTHER_CHARACTERS.contains(byte);
		!number.is_empty() && number.iter().all(in_set)
	}

	/// `origins` and what they in turn were made of: stops when there are too many.
	pub(crate) fn with_ancestors(origins: &[Span]) -> Vec<Span> {
		let limit = usize::try_from(MAX_ORIGINS).unwrap_or_default();
		let mut all = origins.to_vec();
		for origin in origins {
			if all.len() > limit {
				break;
			}
			all.extend(crate::Origins::<T>::get(origin.lot));
		}
		all
	}
}
