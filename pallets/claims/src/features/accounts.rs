//! Providers' accounts with plans: the room for claims that they pay for in advance.

use crate::{
	BalanceOf, Config, Error, Event, HoldReason, Pallet, ProviderAccount, ProviderAccounts,
	ROOM_OF_CLAIM,
};
use frame_support::{
	ensure,
	traits::{fungible::MutateHold, tokens::Precision::Exact, Get},
};
use salus_primitives::{Coverage, PlanId};
use sp_runtime::{
	traits::{SaturatedConversion, Saturating, Zero},
	DispatchResult,
};

impl<T: Config> Pallet<T> {
	/// The room that a claim with so many lines takes.
	pub(crate) fn room_for(lines: usize) -> u32 {
		ROOM_OF_CLAIM.saturating_add(u32::try_from(lines).unwrap_or(u32::MAX))
	}

	pub(crate) fn do_buy_room(provider: T::AccountId, plan: PlanId, units: u32) -> DispatchResult {
		T::Coverage::plan(plan).ok_or(Error::<T>::UnknownPlan)?;
		ensure!(units > 0, Error::<T>::NothingToDo);
		let known = ProviderAccounts::<T>::get(plan, &provider);
		let new = known.is_none();
		let mut account = known.unwrap_or_else(|| ProviderAccount {
			room: 0,
			taken: 0,
			deposit: Zero::zero(),
			receivable: 0,
			day: 0,
			claims: 0,
			groups: Default::default(),
		});
		account.room = account.room.checked_add(units).ok_or(Error::<T>::AmountTooLarge)?;
		let mut price = T::RoomDeposit::get().saturating_mul(units.saturated_into());
		if new {
			price = price.saturating_add(T::AccountDeposit::get());
		}
		T::Currency::hold(&HoldReason::Room.into(), &provider, price)?;
		account.deposit = account.deposit.saturating_add(price);
		let room = account.room;
		ProviderAccounts::<T>::insert(plan, &provider, account);
		Self::deposit_event(Event::RoomBought { plan, provider, room });
		Ok(())
	}

	pub(crate) fn do_release_room(
		provider: T::AccountId,
		plan: PlanId,
		units: u32,
	) -> DispatchResult {
		let mut account = ProviderAccounts::<T>::get(plan, &provider).ok_or(Error::<T>::NoRoom)?;
		// Of an account whose room went before its plan did, only the account itself is left to go.
		let rest = units == 0 && account.room == 0;
		ensure!(units > 0 || (rest && T::Coverage::plan(plan).is_none()), Error::<T>::NothingToDo);
		ensure!(units <= account.free(), Error::<T>::NoRoom);
		account.room = account.room.saturating_sub(units);
		let room = account.room;
		// An account without room goes, unless there is something to give back to a plan.
		let goes =
			room == 0 && (rest || account.receivable == 0 || T::Coverage::plan(plan).is_none());
		let back: BalanceOf<T> = if goes {
			account.deposit
		} else {
			T::RoomDeposit::get()
				.saturating_mul(units.saturated_into())
				.min(account.deposit.saturating_sub(T::AccountDeposit::get()))
		};
		T::Currency::release(&HoldReason::Room.into(), &provider, back, Exact)?;
		account.deposit = account.deposit.saturating_sub(back);
		ProviderAccounts::<T>::set(plan, &provider, (!goes).then_some(account));
		Self::deposit_event(Event::RoomReleased { plan, provider, room });
		Ok(())
	}
}
