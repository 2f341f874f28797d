//! A claim and what it is kept with, while something is done with it.

use crate::{
	ClaimOf, Claims, Config, Error, Ledger, Ledgers, Pallet, PlanOf, ProviderAccountOf,
	ProviderAccounts,
};
use alloc::rc::Rc;
use frame_support::traits::Time;
use salus_primitives::{ClaimId, Coverage, Moment, Seconds, Terms};
use sp_runtime::DispatchError;

/// A claim, the plan that it is made to, and what plan and provider have with each other.
pub(crate) struct Docket<T: Config> {
	pub(crate) id: ClaimId,
	pub(crate) plan: PlanOf<T>,
	/// The terms whose clocks apply.
	pub(crate) terms: Rc<Terms>,
	pub(crate) ledger: Ledger,
	pub(crate) account: ProviderAccountOf<T>,
	pub(crate) claim: ClaimOf<T>,
	/// Whether it was judged by what another plan decided before.
	pub(crate) coordinated: bool,
}

impl<T: Config> Docket<T> {
	/// Takes out what is kept.
	pub(crate) fn load(id: ClaimId) -> Result<Self, DispatchError> {
		let claim = Claims::<T>::get(id.plan, id.number).ok_or(Error::<T>::UnknownClaim)?;
		let plan = T::Coverage::plan(id.plan).ok_or(Error::<T>::UnknownPlan)?;
		let account =
			ProviderAccounts::<T>::get(id.plan, &claim.provider).ok_or(Error::<T>::NoRoom)?;
		// Terms that are long over are not kept. What was claimed under them can still be settled.
		let terms = T::Coverage::terms(id.plan, claim.version).unwrap_or_default();
		let ledger = Ledgers::<T>::get(id.plan);
		Ok(Self { id, plan, terms: Rc::new(terms), ledger, account, claim, coordinated: false })
	}

	/// Puts it back.
	pub(crate) fn save(self) {
		let Self { id, ledger, account, claim, .. } = self;
		Ledgers::<T>::insert(id.plan, ledger);
		ProviderAccounts::<T>::insert(id.plan, &claim.provider, account);
		Claims::<T>::insert(id.plan, id.number, claim);
	}
}

impl<T: Config> Pallet<T> {
	/// Now, in whole seconds: not later than it is, so that whoever looks back sees what was done.
	pub(crate) fn now() -> Result<Seconds, Error<T>> {
		Seconds::floor(T::Time::now()).ok_or(Error::<T>::TimeOutOfRange)
	}

	/// A moment in whole seconds, of which deadlines are made.
	pub(crate) fn seconds(moment: Moment) -> Result<Seconds, Error<T>> {
		Seconds::ceil(moment).ok_or(Error::<T>::TimeOutOfRange)
	}
}
