//! Decisions of the payer.

use crate::{
	Authorisation, AuthorisationOf, Authorisations, CertifiedUnits, Config, Error, Event, Pallet,
	State,
};
use frame_support::{dispatch::DispatchResult, ensure, traits::Time};
use salus_primitives::{AuthorisationId, Commitment, Credentials, LicenceKind};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_certify(
		payer: T::AccountId,
		id: AuthorisationId,
		units: CertifiedUnits,
	) -> DispatchResult {
		let mut entry = Self::to_decide(&payer, id)?;
		ensure!(units.len() == entry.services.len(), Error::<T>::UnitsMismatch);
		for (service, certified) in entry.services.iter_mut().zip(&units) {
			ensure!(*certified <= service.requested, Error::<T>::MoreThanRequested);
			service.certified = *certified;
		}
		ensure!(units.iter().any(|units| *units > 0), Error::<T>::NothingCertified);

		let in_full = entry.is_in_full();
		Self::decide(id, entry, State::Certified { in_full });
		Self::deposit_event(Event::Certified { id, units, in_full });
		Ok(())
	}

	pub(crate) fn do_refuse(
		payer: T::AccountId,
		id: AuthorisationId,
		reason: Commitment,
	) -> DispatchResult {
		let entry = Self::to_decide(&payer, id)?;
		ensure!(!reason.is_zero(), Error::<T>::ZeroCommitment);

		Self::decide(id, entry, State::Refused { reason: Some(reason) });
		Self::deposit_event(Event::Refused { id, reason });
		Ok(())
	}

	/// The authorisation, if it is the turn of `payer`.
	pub(crate) fn to_decide(
		payer: &T::AccountId,
		id: AuthorisationId,
	) -> Result<AuthorisationOf<T>, Error<T>> {
		let entry = Self::entry(id)?;
		ensure!(entry.payer == *payer, Error::<T>::NotPayer);
		T::Credentials::standing(payer, LicenceKind::Payer).map_err(Error::<T>::Unlicensed)?;
		let now = T::Time::now();
		match entry.state {
			State::Requested { decide_by } => ensure!(now < decide_by, Error::<T>::ClockOver),
			State::Pended { answer_by, .. } => {
				ensure!(now >= answer_by, Error::<T>::AwaitingAnswer);
				return Err(Error::<T>::ClockOver);
			}
			State::Certified { .. } | State::Refused { .. } => {
				return Err(Error::<T>::AlreadyDecided);
			}
		}
		Ok(entry)
	}

	fn decide(id: AuthorisationId, entry: AuthorisationOf<T>, state: State) {
		let since = T::Time::now();
		Authorisations::<T>::insert(id, Authorisation { state, since, ..entry });
	}

	pub(crate) fn entry(id: AuthorisationId) -> Result<AuthorisationOf<T>, Error<T>> {
		Authorisations::<T>::get(id).ok_or(Error::<T>::NotFound)
	}
}
