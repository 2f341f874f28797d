//! What was claimed for each encounter and each dispensed unit, so that nothing is paid twice.

use crate::{Billed, BilledService, ClaimedService, Config, Error, MAX_SERVICES};
use alloc::vec::Vec;
use frame_support::{pallet_prelude::ConstU32, BoundedVec};
use salus_primitives::{ClaimId, ServiceReference};

/// What was claimed for one reference.
type Bill = BoundedVec<BilledService, ConstU32<MAX_SERVICES>>;

/// What a provider claimed for the references of a claim. Stored by [`Bills::close`].
pub(crate) struct Bills<'a, T: Config> {
	provider: &'a T::AccountId,
	id: ClaimId,
	bills: Vec<(ServiceReference, Bill)>,
}

impl<'a, T: Config> Bills<'a, T> {
	pub(crate) fn open(provider: &'a T::AccountId, id: ClaimId) -> Self {
		Self { provider, id, bills: Vec::new() }
	}

	/// What was claimed for `reference`.
	fn of(&mut self, reference: &ServiceReference) -> Option<&mut Bill> {
		let at = match self.bills.iter().position(|(known, _)| known == reference) {
			Some(at) => at,
			None => {
				self.bills.push((*reference, Billed::<T>::get(self.provider, reference)));
				self.bills.len().saturating_sub(1)
			}
		};
		self.bills.get_mut(at).map(|(_, bill)| bill)
	}

	/// Whether `line` was claimed from the plan before, or earlier in the claim.
	pub(crate) fn has(&mut self, line: &ClaimedService) -> bool {
		let plan = self.id.plan;
		self.of(&line.reference).is_some_and(|bill| {
			bill.iter().any(|billed| {
				billed.plan == plan && billed.tag == line.tag && billed.date == line.date
			})
		})
	}

	/// Whether something was claimed from another plan for the same reference and day.
	pub(crate) fn elsewhere(&mut self, line: &ClaimedService) -> bool {
		let plan = self.id.plan;
		self.of(&line.reference).is_some_and(|bill| {
			bill.iter().any(|billed| billed.plan != plan && billed.date == line.date)
		})
	}

	/// Notes that `line` is claimed.
	pub(crate) fn note(&mut self, line: &ClaimedService) -> Result<(), Error<T>> {
		let ClaimId { plan, number: claim } = self.id;
		let billed = BilledService { plan, claim, tag: line.tag, date: line.date };
		let bill = self.of(&line.reference).ok_or(Error::<T>::TooManyServices)?;
		bill.try_push(billed).map_err(|_| Error::<T>::TooManyServices)
	}

	/// Forgets that the claim has `line`, if that was noted.
	pub(crate) fn forget(&mut self, line: &ClaimedService) {
		let ClaimId { plan, number: claim } = self.id;
		let noted = BilledService { plan, claim, tag: line.tag, date: line.date };
		if let Some(bill) = self.of(&line.reference) {
			bill.retain(|billed| *billed != noted);
		}
	}

	/// Stores what was noted.
	pub(crate) fn close(self) {
		for (reference, bill) in self.bills {
			if bill.is_empty() {
				Billed::<T>::remove(self.provider, reference);
			} else {
				Billed::<T>::insert(self.provider, reference, bill);
			}
		}
	}
}
