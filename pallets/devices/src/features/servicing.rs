//! Servicing: calibration and maintenance by whom the owner trusts with it.

use crate::{
	Authorisation, Config, DeviceId, Devices, Error, Event, Happening, HoldReason, Pallet,
	ServiceKind, Servicers,
};
use frame_support::{
	dispatch::DispatchResult,
	ensure,
	traits::{Get, Time},
};
use salus_primitives::{Commitment, Credentials, LicenceKind, Moment};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_authorise_servicer(
		owner: T::AccountId,
		servicer: T::AccountId,
		until: Moment,
	) -> DispatchResult {
		Self::ensure_organisation(&owner)?;
		ensure!(until > T::Time::now(), Error::<T>::NotInFuture);

		let deposit = match Servicers::<T>::get(&owner, &servicer) {
			Some(before) => before.deposit,
			None => Self::hold(HoldReason::Servicer, &owner, T::ServicerDeposit::get())?,
		};
		Servicers::<T>::insert(&owner, &servicer, Authorisation { until, deposit });
		Self::deposit_event(Event::ServicerAuthorised { owner, servicer, until });
		Ok(())
	}

	pub(crate) fn do_revoke_servicer(
		owner: T::AccountId,
		servicer: T::AccountId,
	) -> DispatchResult {
		let entry = Servicers::<T>::get(&owner, &servicer).ok_or(Error::<T>::NotFound)?;

		Servicers::<T>::remove(&owner, &servicer);
		Self::release(HoldReason::Servicer, &owner, entry.deposit);
		Self::deposit_event(Event::ServicerRevoked { owner, servicer });
		Ok(())
	}

	pub(crate) fn do_reap_servicer(owner: T::AccountId, servicer: T::AccountId) -> DispatchResult {
		let entry = Servicers::<T>::get(&owner, &servicer).ok_or(Error::<T>::NotFound)?;
		ensure!(T::Time::now() >= entry.until, Error::<T>::StillNeeded);

		Servicers::<T>::remove(&owner, &servicer);
		Self::release(HoldReason::Servicer, &owner, entry.deposit);
		Self::deposit_event(Event::ServicerReaped { owner, servicer });
		Ok(())
	}

	pub(crate) fn do_record_service(
		by: T::AccountId,
		device: DeviceId,
		kind: ServiceKind,
		certificate: Commitment,
		next_due: Moment,
	) -> DispatchResult {
		let mut entry = Self::active_device(&device)?;
		Self::ensure_servicer(&by)?;
		let now = T::Time::now();
		let authorised = Servicers::<T>::get(&entry.owner, &by);
		ensure!(authorised.is_some_and(|entry| now < entry.until), Error::<T>::NotAuthorised);
		let interval = Self::model_entry(&entry.model)?.interval(kind);
		let latest = now.saturating_add(interval.ok_or(Error::<T>::NotServiced)?);
		ensure!(next_due > now, Error::<T>::NotInFuture);
		ensure!(next_due <= latest, Error::<T>::DueTooLate);
		ensure!(!certificate.is_zero(), Error::<T>::ZeroCommitment);

		let what = Happening::Serviced { kind, certificate, next_due };
		Self::append(&device, &mut entry, by.clone(), what)?;
		*entry.due(kind) = Some(next_due);
		Devices::<T>::insert(device, entry);
		Self::deposit_event(Event::Serviced { device, kind, by, certificate, next_due });
		Ok(())
	}

	fn ensure_servicer(who: &T::AccountId) -> Result<(), Error<T>> {
		let kinds = T::Credentials::licence_kinds(who);
		let may = [LicenceKind::Manufacturer, LicenceKind::Laboratory, LicenceKind::Facility];
		ensure!(may.into_iter().any(|kind| kinds.contains(kind)), Error::<T>::NotServicer);
		Ok(())
	}
}
