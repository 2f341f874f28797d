//! Returns: what came back is verified, unit by unit, before it is sold again (DSCSA, saleable
//! returns).

use super::spans::Taking;
use crate::{Config, Error, Event, LotId, Pallet, ProvenUnit, Span, Stage};
use frame_support::ensure;
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_verify_return(
		holder: T::AccountId,
		id: LotId,
		start: u32,
		units: &[ProvenUnit],
	) -> DispatchResult {
		ensure!(!units.is_empty(), Error::<T>::NothingToDo);
		let lot = Self::lot(&id)?;
		let mut end = start;
		for ProvenUnit { unit, proof } in units {
			Self::ensure_proven(&lot, end, *unit, proof).map_err(Error::<T>::Proof)?;
			end = end.saturating_add(1);
		}
		let span = Span { lot: id, start, end };
		let mut piece = Self::take(span, Taking::Apart, &holder)?;
		Self::ensure_in_stock(&holder, &piece.place)?;
		ensure!(piece.stage == Stage::Returned, Error::<T>::NotReturned);

		piece.stage = Stage::Verified;
		Self::put(piece, &holder)?;
		Self::deposit_event(Event::ReturnVerified { span });
		Ok(())
	}
}
