//! Ownership: a device goes from one organisation to another when both want it.

use crate::{Config, DeviceId, Devices, Error, Event, HoldReason, Pallet};
use frame_support::{dispatch::DispatchResult, ensure, traits::Get};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_offer(
		who: T::AccountId,
		device: DeviceId,
		to: T::AccountId,
	) -> DispatchResult {
		let mut entry = Self::device_of(&who, &device)?;
		ensure!(!entry.is_implanted(), Error::<T>::Implanted);
		ensure!(to != who, Error::<T>::SelfTransfer);
		ensure!(entry.offered_to.is_none(), Error::<T>::AlreadyOffered);
		Self::ensure_organisation(&to)?;

		entry.offered_to = Some(to.clone());
		Devices::<T>::insert(device, entry);
		Self::deposit_event(Event::Offered { device, to });
		Ok(())
	}

	pub(crate) fn do_accept(who: T::AccountId, device: DeviceId) -> DispatchResult {
		let mut entry = Self::active_device(&device)?;
		let to = entry.offered_to.take().ok_or(Error::<T>::NotOffered)?;
		ensure!(to == who, Error::<T>::NotRecipient);
		Self::ensure_organisation(&to)?;

		let deposit = Self::hold(HoldReason::Device, &to, T::DeviceDeposit::get())?;
		Self::release(HoldReason::Device, &entry.owner, entry.deposit);
		entry.deposit = deposit;
		let from = core::mem::replace(&mut entry.owner, to.clone());
		Devices::<T>::insert(device, entry);
		Self::deposit_event(Event::Transferred { device, from, to });
		Ok(())
	}

	pub(crate) fn do_withdraw_offer(who: T::AccountId, device: DeviceId) -> DispatchResult {
		let mut entry = Self::device_of(&who, &device)?;
		ensure!(entry.offered_to.take().is_some(), Error::<T>::NotOffered);

		Devices::<T>::insert(device, entry);
		Self::deposit_event(Event::OfferWithdrawn { device });
		Ok(())
	}
}
