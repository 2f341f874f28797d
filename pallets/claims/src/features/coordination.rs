//! Coordination of benefits: what happens to the claim that was decided before.

use crate::{ClaimOf, Claims, Config, Docket, Error, Pallet};
use sp_runtime::DispatchResult;

impl<T: Config> Docket<T> {
	/// Ties the claim to the one that was decided before, if that is what it is judged by: what the
	/// patient paid for that one counts for this one, and nothing more is due for that one. A claim of
	/// which every line was refused is not tied, so that the other one can still be taken back.
	pub(crate) fn coordinate(&mut self) -> DispatchResult {
		if !self.coordinated {
			self.claim.prior = None;
		}
		let Some(id) = self.claim.prior.filter(|_| !self.claim.is_refused()) else {
			return Ok(());
		};
		Claims::<T>::try_mutate(id.plan, id.number, |prior| {
			let prior = prior.as_mut().ok_or(Error::<T>::UnknownPrior)?;
			if prior.next != Some(self.id) {
				prior.next = Some(self.id);
				for part in core::mem::take(&mut prior.contributions) {
					self.claim
						.contributions
						.try_push(part)
						.map_err(|_| Error::<T>::TooManyContributors)?;
				}
			}
			Ok(())
		})
	}

	/// Unties the claim from the one that was decided before, for good.
	pub(crate) fn part(&mut self) {
		self.untie();
		self.claim.prior = None;
	}

	/// Unties the claim from the one that was decided before, which it may be tied to again.
	pub(crate) fn untie(&mut self) {
		let Some(id) = self.claim.prior else { return };
		Claims::<T>::mutate(id.plan, id.number, |prior| {
			if let Some(prior) = prior.as_mut().filter(|prior| prior.next == Some(self.id)) {
				prior.next = None;
				prior.contributions = core::mem::take(&mut self.claim.contributions);
			}
		});
	}
}

impl<T: Config> Pallet<T> {
	/// Whether another plan was asked to decide after `claim`, and that stands.
	pub(crate) fn is_coordinated(claim: &ClaimOf<T>) -> bool {
		claim
			.next
			.and_then(|next| Claims::<T>::get(next.plan, next.number))
			.is_some_and(|next| next.stands())
	}
}
