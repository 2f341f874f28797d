//! Reports: what a consignee did not get as it should be, the shipper answers for.

use super::spans::Taking;
use crate::{Config, Error, Event, LotId, Pallet, Place, ReportOutcome, Span};
use frame_support::{ensure, traits::Time};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	/// Settles a report as its `shipper` says, or, without one, because it is overdue.
	pub(crate) fn do_settle_report(
		shipper: Option<T::AccountId>,
		lot: LotId,
		index: u32,
		outcome: ReportOutcome,
	) -> DispatchResult {
		Self::lot(&lot)?;
		let (end, range) = Self::covering(&lot, index).ok_or(Error::<T>::NotInOnePlace)?;
		let Place::Reported { holder, discrepancy, due, .. } = range.place else {
			return Err(Error::<T>::NotReported.into());
		};
		match shipper {
			Some(shipper) => ensure!(shipper == holder, Error::<T>::NotHolder),
			None => ensure!(T::Time::now() > due.moment(), Error::<T>::NotYetDue),
		}
		let span = Span { lot, start: range.start, end };
		let mut piece = Self::take(span, Taking::Apart, &holder)?;
		let place = match outcome {
			ReportOutcome::Found { location } => Place::Stock { holder: holder.clone(), location },
			ReportOutcome::Confirmed => {
				Place::Gone { holder: holder.clone(), reason: discrepancy.into() }
			}
		};
		piece.place = place.clone();
		Self::put(piece, &holder)?;
		Self::deposit_event(Event::ReportSettled { span, place });
		Ok(())
	}
}
