//! The pool: who may be given an appeal to review.

use crate::{Config, Error, Event, HoldReason, Pallet, Pool, Reviewer};
use frame_support::{
	dispatch::DispatchResult,
	ensure,
	traits::{Get, Time},
};
use salus_primitives::Credentials;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_join_pool(who: T::AccountId) -> DispatchResult {
		T::Credentials::standing(&who, T::ReviewerKind::get()).map_err(Error::<T>::Unlicensed)?;
		let mut pool = Pool::<T>::get();
		ensure!(!pool.iter().any(|reviewer| reviewer.account == who), Error::<T>::AlreadyInPool);
		let reviewer = Reviewer {
			account: who.clone(),
			since: T::Time::now(),
			open: 0,
			deposit: T::ReviewerDeposit::get(),
		};
		pool.try_push(reviewer).map_err(|_| Error::<T>::PoolFull)?;

		Self::hold(HoldReason::Reviewer, &who, T::ReviewerDeposit::get())?;
		Pool::<T>::put(pool);
		Self::deposit_event(Event::ReviewerJoined { reviewer: who });
		Ok(())
	}

	pub(crate) fn do_leave_pool(who: T::AccountId) -> DispatchResult {
		let mut pool = Pool::<T>::get();
		let found = pool.iter().find(|reviewer| reviewer.account == who).cloned();
		let reviewer = found.ok_or(Error::<T>::NotInPool)?;
		ensure!(reviewer.open == 0, Error::<T>::HasCases);

		// The others keep their order, which is that in which they joined.
		pool.retain(|reviewer| reviewer.account != who);
		Pool::<T>::put(pool);
		Self::release(HoldReason::Reviewer, &who, reviewer.deposit);
		Self::deposit_event(Event::ReviewerLeft { reviewer: who });
		Ok(())
	}

	/// Counts one case more of `who`.
	pub(crate) fn assign(who: &T::AccountId) {
		Self::count(who, |open| open.saturating_add(1));
	}

	/// Counts one case less of `who`.
	pub(crate) fn free(who: &T::AccountId) {
		Self::count(who, |open| open.saturating_sub(1));
	}

	fn count(who: &T::AccountId, change: impl Fn(u32) -> u32) {
		Pool::<T>::mutate(|pool| {
			for reviewer in pool.iter_mut().filter(|reviewer| reviewer.account == *who) {
				reviewer.open = change(reviewer.open);
			}
		});
	}
}
