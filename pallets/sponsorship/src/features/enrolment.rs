//! Enrolling patients, and discharging them.

use crate::{Config, Enrolment, Enrolments, Error, Event, Pallet};
use frame_support::ensure;
use sp_runtime::{
	traits::{Get, Saturating, Zero},
	DispatchResult,
};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_enrol(
		sponsor: T::AccountId,
		patient: T::AccountId,
		places: u16,
	) -> DispatchResult {
		let former = Enrolments::<T>::get(&patient);
		ensure!(sponsor != patient, Error::<T>::SelfEnrolment);
		Self::ensure_organisation(&sponsor)?;
		let place_deposit = Self::price_of(places)?;
		ensure!(former.as_ref().is_none_or(|former| former.ended), Error::<T>::AlreadyEnrolled);

		let account_deposit = T::AccountDeposit::get();
		let (day, calls) = match former {
			Some(former) => {
				Self::release(&former.sponsor, former.deposit());
				// The day's allowance is the patient's, whoever pays.
				(former.day, former.calls)
			}
			None => {
				frame_system::Pallet::<T>::inc_sufficients(&patient);
				(0, 0)
			}
		};
		Self::hold(&sponsor, account_deposit.saturating_add(place_deposit))?;
		let enrolment = Enrolment {
			sponsor: sponsor.clone(),
			places,
			taken: 0,
			account_deposit,
			place_deposit,
			day,
			calls,
			ended: false,
		};
		Enrolments::<T>::insert(&patient, enrolment);
		Self::deposit_event(Event::Enrolled { patient, sponsor, places });
		Ok(())
	}

	pub(crate) fn do_resize(
		sponsor: T::AccountId,
		patient: T::AccountId,
		places: u16,
	) -> DispatchResult {
		let mut enrolment = Enrolments::<T>::get(&patient)
			.filter(|enrolment| !enrolment.ended)
			.ok_or(Error::<T>::NotEnrolled)?;
		ensure!(enrolment.sponsor == sponsor, Error::<T>::NotSponsor);
		let price = Self::price_of(places)?;
		ensure!(places >= enrolment.taken, Error::<T>::PlacesTaken);

		let former = enrolment.place_deposit;
		if price > former {
			Self::hold(&sponsor, price.saturating_sub(former))?;
		} else {
			Self::release(&sponsor, former.saturating_sub(price));
		}
		enrolment.places = places;
		enrolment.place_deposit = price;
		Enrolments::<T>::insert(&patient, enrolment);
		Self::deposit_event(Event::Resized { patient, places });
		Ok(())
	}

	pub(crate) fn do_discharge(sponsor: T::AccountId, patient: T::AccountId) -> DispatchResult {
		let mut enrolment = Enrolments::<T>::get(&patient).ok_or(Error::<T>::NotEnrolled)?;
		let account = frame_system::Account::<T>::get(&patient);
		// With an account goes its nonce, which is all that keeps what was signed with it from being
		// played again after a later enrolment. Tokens keep an account as well.
		let account_kept = !account.nonce.is_zero() && account.providers == 0;
		ensure!(enrolment.sponsor == sponsor, Error::<T>::NotSponsor);
		ensure!(!(enrolment.ended && account_kept), Error::<T>::AccountKept);
		ensure!(enrolment.taken == 0, Error::<T>::PlacesTaken);

		Self::remove_offer(&patient);
		if account_kept {
			Self::release(&sponsor, enrolment.place_deposit);
			enrolment.places = 0;
			enrolment.place_deposit = Zero::zero();
			enrolment.ended = true;
			Enrolments::<T>::insert(&patient, enrolment);
		} else {
			Self::release(&sponsor, enrolment.deposit());
			Enrolments::<T>::remove(&patient);
			frame_system::Pallet::<T>::dec_sufficients(&patient);
		}
		Self::deposit_event(Event::Discharged { patient, sponsor, account_kept });
		Ok(())
	}
}
