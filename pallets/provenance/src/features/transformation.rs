//! Transformation: repackaging and kitting, with the link kept.

use super::spans::{Piece, Taking};
use crate::{
	Config, DecommissionReason, Error, Event, Exceptions, NewLot, Origins, Pallet, Place, Span,
	Stage, MAX_ITEMS, MAX_LOTS,
};
use frame_support::{ensure, traits::ConstU32, BoundedVec};
use salus_primitives::{LicenceKind, RecallDepth};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_decommission(
		holder: T::AccountId,
		span: Span,
		reason: DecommissionReason,
	) -> DispatchResult {
		ensure!(reason != DecommissionReason::Transformed, Error::<T>::InvalidReason);
		let piece = Self::take(span, Taking::Away, &holder)?;
		match &piece.place {
			// What is quarantined or recalled may be destroyed where it is.
			Place::Container(container) => {
				let chain = Self::chain(container)?;
				ensure!(chain.holder == holder, Error::<T>::NotHolder);
				ensure!(chain.receive_by.is_none(), Error::<T>::InTransit);
			}
			place => Self::ensure_in_stock(&holder, place)?,
		}
		// What a case is about is evidence.
		let case = piece.suspect.then(|| Exceptions::<T>::get(span.lot, span.start)).flatten();
		let case = case.and_then(|exception| exception.case);
		ensure!(!case.is_some_and(|(_, status)| status.is_open()), Error::<T>::CaseOpen);
		Self::retire(piece, &holder, reason)?;
		Self::deposit_event(Event::Decommissioned { span, holder, reason });
		Ok(())
	}

	pub(crate) fn do_transform(
		manufacturer: T::AccountId,
		inputs: BoundedVec<Span, ConstU32<MAX_ITEMS>>,
		outputs: BoundedVec<NewLot, ConstU32<MAX_LOTS>>,
		location: u16,
	) -> DispatchResult {
		Self::ensure_licensed(&manufacturer, LicenceKind::Manufacturer)?;
		ensure!(!inputs.is_empty() && !outputs.is_empty(), Error::<T>::NothingToDo);
		let origins = BoundedVec::try_from(Self::with_ancestors(&inputs))
			.map_err(|_| Error::<T>::TooManyOrigins)?;
		let mut good_until = u16::MAX;
		for span in inputs.iter().copied() {
			let piece = Self::take(span, Taking::Away, &manufacturer)?;
			Self::ensure_in_stock(&manufacturer, &piece.place)?;
			ensure!(piece.stage != Stage::Returned, Error::<T>::ReturnNotVerified);
			ensure!(!piece.suspect, Error::<T>::Suspect);
			Self::ensure_fit(&span.lot, &piece.lot, &span, RecallDepth::Wholesale)?;
			good_until = good_until.min(piece.lot.expires);
			Self::retire(piece, &manufacturer, DecommissionReason::Transformed)?;
		}
		// A new box makes nothing good for longer; and origins are there as long as what was made of
		// them, to be recalled.
		let in_time = outputs.iter().all(|output| output.expires <= good_until);
		ensure!(in_time, Error::<T>::ExpiresLater);
		let mut lots = BoundedVec::new();
		for output in outputs {
			let lot = Self::add_lot(&manufacturer, output, location, &origins)?;
			Origins::<T>::insert(lot, &origins);
			lots.try_push(lot).map_err(|_| Error::<T>::TooManyOrigins)?;
		}
		Self::deposit_event(Event::Transformed { inputs, outputs: lots });
		Ok(())
	}

	/// Puts units out of use.
	fn retire(
		mut piece: Piece<T>,
		holder: &T::AccountId,
		reason: DecommissionReason,
	) -> DispatchResult {
		piece.place = Place::Gone { holder: holder.clone(), reason };
		Self::put(piece, holder)
	}
}
