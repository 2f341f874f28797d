//! Coordination of benefits: what happens to the claim that was decided before.

use crate::{Claims, Config, Docket, Error};
use sp_runtime::DispatchResult;

impl<T: Config> Docket<T> {
	/// Ties the claim to the one that was decided before, if that is what it is judged by: what the
	/// patient paid for that one counts for this one, and nothing more is due for that one.
	pub(crate) fn coordinate(&mut self) -> DispatchResult {
		let Some(id) = self.claim.prior.filter(|_| self.coordinated) else {
			self.claim.prior = None;
			return Ok(());
		};
		Claims::<T>::try_mutate(id.plan, id.number, |prior| {
			let prior = prior.as_mut().ok_or(Error::<T>::UnknownPrior)?;
			prior.next = Some(self.id);
			self.claim.contributions = core::mem::take(&mut prior.contributions);
			Ok(())
		})
	}

	/// Unties the claim from the one that was decided before.
	pub(crate) fn part(&mut self) {
		let Some(id) = self.claim.prior.take() else { return };
		Claims::<T>::mutate(id.plan, id.number, |prior| {
			if let Some(prior) = prior {
				prior.next = None;
				prior.contributions = core::mem::take(&mut self.claim.contributions);
			}
		});
	}
}
