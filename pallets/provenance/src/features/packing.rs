//! Packing and unpacking, at any level.

use super::spans::Taking;
use crate::{
	Config, ContainerPlace, Containers, Error, Event, Item, Items, Pallet, Place, Stage, MAX_DEPTH,
};
use frame_support::ensure;
use salus_primitives::{Products, Sscc, StorageLimits};
use sp_runtime::{DispatchError, DispatchResult};

/// What goes into a container.
struct Entering {
	/// What suits it.
	limits: Option<StorageLimits>,
	/// Whether it came back.
	returned: bool,
	/// How many levels of containers it has.
	height: u8,
}

impl<T: Config> Pallet<T> {
	pub(crate) fn do_pack(holder: T::AccountId, container: Sscc, items: Items) -> DispatchResult {
		ensure!(!items.is_empty(), Error::<T>::NothingToDo);
		for item in &items {
			match item {
				Item::Units(span) => {
					let mut piece = Self::take(*span, Taking::Away, &holder)?;
					Self::ensure_at_hand(&holder, &piece.place)?;
					let product = T::Products::product(&piece.lot.gtin);
					let limits = product.and_then(|product| product.limits);
					// What is not fit for sale goes back, as what came back does.
					let unfit = Self::ensure_fit_by_itself(&piece.lot, span).is_err();
					let returned = piece.stage == Stage::Returned || piece.suspect || unfit;
					Self::enter(&container, &holder, Entering { limits, returned, height: 0 })?;
					if piece.stage == Stage::Verified {
						piece.stage = Stage::Resold;
					}
					piece.place = Place::Container(container);
					Self::put(piece, &holder)?;
				}
				Item::Container(inner) => {
					let (limits, returned, height) = Self::take_container(inner, &holder)?;
					ensure!(!Self::is_within(&container, inner)?, Error::<T>::PackedIntoItself);
					Self::enter(&container, &holder, Entering { limits, returned, height })?;
					Self::place_container(inner, ContainerPlace::Within(container), returned)?;
				}
			}
		}
		Self::deposit_event(Event::Packed { container, items });
		Ok(())
	}

	pub(crate) fn do_unpack(holder: T::AccountId, items: Items, location: u16) -> DispatchResult {
		ensure!(!items.is_empty(), Error::<T>::NothingToDo);
		for item in &items {
			match item {
				Item::Units(span) => {
					let mut piece = Self::take(*span, Taking::Away, &holder)?;
					Self::ensure_at_hand(&holder, &piece.place)?;
					piece.place = Place::Stock { holder: holder.clone(), location };
					Self::put(piece, &holder)?;
				}
				Item::Container(inner) => {
					let (_, returned, _) = Self::take_container(inner, &holder)?;
					let place = ContainerPlace::Held { holder: holder.clone(), location };
					Self::place_container(inner, place, returned)?;
				}
			}
		}
		Self::deposit_event(Event::Unpacked { holder, location, items });
		Ok(())
	}

	/// Takes a container of `holder`'s out of the one that it is in, if any. Answers with what suits
	/// it, whether it came back, and its height.
	fn take_container(
		sscc: &Sscc,
		holder: &T::AccountId,
	) -> Result<(Option<StorageLimits>, bool, u8), DispatchError> {
		let chain = Self::chain(sscc)?;
		chain.ensure_at_hand(holder)?;
		let container = Self::container(sscc)?;
		if let ContainerPlace::Within(outer) = container.place {
			Self::recount(&outer, -1)?;
		}
		Ok((container.limits, chain.returns && container.contents > 0, container.height))
	}

	fn place_container(
		sscc: &Sscc,
		place: ContainerPlace<T::AccountId>,
		returns: bool,
	) -> DispatchResult {
		let mut container = Self::container(sscc)?;
		container.place = place;
		container.returns = returns;
		Containers::<T>::insert(sscc, container);
		Ok(())
	}

	/// Whether `sscc` is `outer`, or in it.
	pub(crate) fn is_within(sscc: &Sscc, outer: &Sscc) -> Result<bool, Error<T>> {
		let mut at = *sscc;
		for _ in 0..=MAX_DEPTH {
			if at == *outer {
				return Ok(true);
			}
			match Self::container(&at)?.place {
				ContainerPlace::Within(next) => at = next,
				ContainerPlace::Held { .. } => return Ok(false),
			}
		}
		Err(Error::<T>::TooDeep)
	}

	/// Lets one more thing into `holder`'s container `sscc`, and tells those that it is in.
	fn enter(sscc: &Sscc, holder: &T::AccountId, what: Entering) -> DispatchResult {
		let chain = Self::chain(sscc)?;
		chain.ensure_at_hand(holder)?;
		let depth = chain.depth.saturating_add(what.height);
		ensure!(depth <= MAX_DEPTH, Error::<T>::TooDeep);

		let (mut at, mut height) = (*sscc, what.height);
		loop {
			let mut container = Self::container(&at)?;
			let is_target = at == *sscc;
			height = height.saturating_add(1);
			container.height = container.height.max(height);
			container.limits = Self::combined(container.limits, what.limits)?;
			if at == chain.root {
				if container.contents == 0 {
					container.returns = what.returned;
				}
				ensure!(container.returns == what.returned, Error::<T>::MixedReturns);
			}
			if is_target {
				container.contents =
					container.contents.checked_add(1).ok_or(Error::<T>::TooMuchInside)?;
			}
			let place = container.place.clone();
			Containers::<T>::insert(at, container);
			match place {
				ContainerPlace::Within(outer) => at = outer,
				ContainerPlace::Held { .. } => return Ok(()),
			}
		}
	}

	/// What suits both.
	fn combined(
		inside: Option<StorageLimits>,
		entering: Option<StorageLimits>,
	) -> Result<Option<StorageLimits>, Error<T>> {
		let (Some(inside), Some(entering)) = (inside, entering) else {
			return Ok(inside.or(entering));
		};
		let both = inside.strictest(&entering);
		ensure!(both.is_valid(), Error::<T>::IncompatibleLimits);
		Ok(Some(both))
	}
}
