//! Offers: a patient changes to another sponsor, when both want it.

use crate::{Config, Enrolments, Error, Event, Offer, OfferOf, Offers, Pallet};
use frame_support::ensure;
use sp_runtime::{
	traits::{Get, Saturating},
	DispatchResult,
};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_offer(
		institution: T::AccountId,
		patient: T::AccountId,
		places: u16,
	) -> DispatchResult {
		let enrolment = Enrolments::<T>::get(&patient)
			.filter(|enrolment| !enrolment.ended)
			.ok_or(Error::<T>::NotEnrolled)?;
		let former = Offers::<T>::get(&patient);
		ensure!(institution != patient, Error::<T>::SelfEnrolment);
		Self::ensure_organisation(&institution)?;
		let place_deposit = Self::price_of(places)?;
		ensure!(enrolment.sponsor != institution, Error::<T>::AlreadyEnrolled);
		ensure!(
			former.as_ref().is_none_or(|former| former.institution == institution),
			Error::<T>::OfferStands
		);

		if let Some(former) = former {
			Self::release(&institution, former.deposit);
		}
		let deposit = T::AccountDeposit::get().saturating_add(place_deposit);
		Self::hold(&institution, deposit)?;
		Offers::<T>::insert(&patient, Offer { institution: institution.clone(), places, deposit });
		Self::deposit_event(Event::Offered { patient, institution, places });
		Ok(())
	}

	pub(crate) fn do_accept_offer(
		patient: T::AccountId,
		institution: T::AccountId,
	) -> DispatchResult {
		let offer = Self::offer_of(&patient, &institution)?;
		let mut enrolment = Enrolments::<T>::get(&patient).ok_or(Error::<T>::NotEnrolled)?;
		ensure!(offer.places >= enrolment.taken, Error::<T>::PlacesTaken);

		Self::release(&enrolment.sponsor, enrolment.deposit());
		// What is held for the offer is held for the enrolment from now on, at the price of then.
		let account_deposit = T::AccountDeposit::get().min(offer.deposit);
		enrolment.sponsor = institution.clone();
		enrolment.places = offer.places;
		enrolment.account_deposit = account_deposit;
		enrolment.place_deposit = offer.deposit.saturating_sub(account_deposit);
		Enrolments::<T>::insert(&patient, enrolment);
		Offers::<T>::remove(&patient);
		let places = offer.places;
		Self::deposit_event(Event::SponsorChanged { patient, sponsor: institution, places });
		Ok(())
	}

	pub(crate) fn do_withdraw_offer(
		institution: T::AccountId,
		patient: T::AccountId,
	) -> DispatchResult {
		Self::offer_of(&patient, &institution)?;

		Self::remove_offer(&patient);
		Self::deposit_event(Event::OfferWithdrawn { patient, institution });
		Ok(())
	}

	pub(crate) fn do_decline_offer(patient: T::AccountId) -> DispatchResult {
		let Offer { institution, .. } = Self::remove_offer(&patient).ok_or(Error::<T>::NoOffer)?;

		Self::deposit_event(Event::OfferDeclined { patient, institution });
		Ok(())
	}

	/// Removes the offer to `patient`, whoever's it is, and returns its deposit.
	pub(crate) fn remove_offer(patient: &T::AccountId) -> Option<OfferOf<T>> {
		let offer = Offers::<T>::take(patient)?;
		Self::release(&offer.institution, offer.deposit);
		Some(offer)
	}

	fn offer_of(
		patient: &T::AccountId,
		institution: &T::AccountId,
	) -> Result<OfferOf<T>, Error<T>> {
		Offers::<T>::get(patient)
			.filter(|offer| offer.institution == *institution)
			.ok_or(Error::<T>::NoOffer)
	}
}
