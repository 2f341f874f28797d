//! Licences: granted, renewed, suspended, reinstated, revoked and reaped.

use super::common::take_entry;
use crate::*;
use core::mem;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_grant_licence(
		issuer: T::AccountId,
		holder: T::AccountId,
		kind: LicenceKind,
		jurisdiction: Jurisdiction,
		until: Moment,
	) -> DispatchResult {
		Self::ensure_well_formed(jurisdiction)?;
		Self::ensure_accredited(&issuer, kind, jurisdiction)?;
		Self::ensure_account(&holder)?;
		Self::ensure_end(until)?;
		let replaced = Licences::<T>::try_mutate(&holder, |licences| {
			let deposit = T::LicenceDeposit::get();
			let status = LicenceStatus::Active;
			let licence =
				Licence { kind, jurisdiction, issuer: issuer.clone(), until, status, deposit };
			let known = licences.iter_mut().find(|known| known.is_for(kind, jurisdiction));
			let replaced = match known {
				Some(known) => {
					ensure!(Self::has_discredited_issuer(known), Error::<T>::AlreadyExists);
					Some(mem::replace(known, licence))
				}
				None => {
					licences.try_push(licence).map_err(|_| Error::<T>::TooManyLicences)?;
					None
				}
			};
			T::Currency::hold(&HoldReason::Licence.into(), &issuer, deposit)?;
			Ok::<_, DispatchError>(replaced)
		})?;
		if let Some(licence) = replaced {
			Self::forget_licence(&holder, licence);
		}
		Self::deposit_event(Event::LicenceGranted { holder, kind, jurisdiction, issuer, until });
		Ok(())
	}

	pub(crate) fn do_renew_licence(
		issuer: T::AccountId,
		holder: T::AccountId,
		kind: LicenceKind,
		jurisdiction: Jurisdiction,
		until: Moment,
	) -> DispatchResult {
		Self::try_mutate_licence(&holder, kind, jurisdiction, |licence| {
			Self::ensure_in_charge(Some(&issuer), licence)?;
			Self::ensure_end(until)?;
			ensure!(licence.until < until, Error::<T>::EndNotLater);
			licence.until = until;
			Ok(())
		})?;
		Self::deposit_event(Event::LicenceRenewed { holder, kind, jurisdiction, until });
		Ok(())
	}

	pub(crate) fn do_suspend_licence(
		by: Option<T::AccountId>,
		holder: T::AccountId,
		kind: LicenceKind,
		jurisdiction: Jurisdiction,
	) -> DispatchResult {
		Self::try_mutate_licence(&holder, kind, jurisdiction, |licence| {
			Self::ensure_in_charge(by.as_ref(), licence)?;
			ensure!(licence.status == LicenceStatus::Active, Error::<T>::AlreadySuspended);
			licence.status = LicenceStatus::Suspended;
			Ok(())
		})?;
		Self::deposit_event(Event::LicenceSuspended { holder, kind, jurisdiction, by });
		Ok(())
	}

	pub(crate) fn do_reinstate_licence(
		by: Option<T::AccountId>,
		holder: T::AccountId,
		kind: LicenceKind,
		jurisdiction: Jurisdiction,
	) -> DispatchResult {
		Self::try_mutate_licence(&holder, kind, jurisdiction, |licence| {
			Self::ensure_in_charge(by.as_ref(), licence)?;
			ensure!(licence.status == LicenceStatus::Suspended, Error::<T>::NotSuspended);
			Self::ensure_unappealed(by.as_ref(), &holder, licence)?;
			licence.status = LicenceStatus::Active;
			Ok(())
		})?;
		Self::drop_appeal(&holder, kind, jurisdiction);
		Self::deposit_event(Event::LicenceReinstated { holder, kind, jurisdiction, by });
		Ok(())
	}

	pub(crate) fn do_revoke_licence(
		by: Option<T::AccountId>,
		holder: T::AccountId,
		kind: LicenceKind,
		jurisdiction: Jurisdiction,
	) -> DispatchResult {
		Self::remove_licence(&holder, kind, jurisdiction, |licence| {
			Self::ensure_in_charge(by.as_ref(), licence)?;
			Self::ensure_unappealed(by.as_ref(), &holder, licence)
		})?;
		Self::deposit_event(Event::LicenceRevoked { holder, kind, jurisdiction, by });
		Ok(())
	}

	pub(crate) fn do_reap_licence(
		holder: T::AccountId,
		kind: LicenceKind,
		jurisdiction: Jurisdiction,
	) -> DispatchResult {
		Self::remove_licence(&holder, kind, jurisdiction, |licence| {
			let void = licence.is_expired(T::Time::now()) || Self::has_discredited_issuer(licence);
			ensure!(void, Error::<T>::NotExpired);
			Ok(())
		})?;
		Self::deposit_event(Event::LicenceReaped { holder, kind, jurisdiction });
		Ok(())
	}

	/// Who acts on a licence: an issuer, or governance (`None`).
	pub(crate) fn ensure_issuer_or_governance(
		origin: OriginFor<T>,
	) -> Result<Option<T::AccountId>, DispatchError> {
		match T::SafetyOrigin::try_origin(origin) {
			Ok(_) => Ok(None),
			Err(origin) => Ok(Some(ensure_signed(origin)?)),
		}
	}

	/// Whether the issuer of `licence` lost its accreditation for fraud. One read.
	fn has_discredited_issuer(licence: &LicenceOf<T>) -> bool {
		Self::is_discredited(&licence.issuer, licence.kind, &licence.jurisdiction)
	}

	/// Whether the holder may act under `licence` at `now`, and if not, why.
	pub(crate) fn licence_standing(
		licence: &LicenceOf<T>,
		now: Moment,
	) -> Result<(), LicenceProblem> {
		licence.standing(now)?;
		ensure!(!Self::has_discredited_issuer(licence), LicenceProblem::IssuerDiscredited);
		Ok(())
	}

	/// The best standing that any of `who`'s `relevant` licences gives now: valid, or the problem
	/// that is closest to it.
	pub(crate) fn best_standing(
		who: &T::AccountId,
		relevant: impl Fn(&LicenceOf<T>) -> bool,
	) -> Result<(), LicenceProblem> {
		let now = T::Time::now();
		let mut closest = LicenceProblem::NotHeld;
		for licence in Licences::<T>::get(who).iter().filter(|licence| relevant(licence)) {
			match Self::licence_standing(licence, now) {
				Ok(()) => return Ok(()),
				Err(problem) => closest = closest.max(problem),
			}
		}
		Err(closest)
	}

	/// `by` may act on `licence`: governance (`None`), or its issuer while accredited for it.
	pub(super) fn ensure_in_charge(
		by: Option<&T::AccountId>,
		licence: &LicenceOf<T>,
	) -> DispatchResult {
		let Some(issuer) = by else { return Ok(()) };
		ensure!(*issuer == licence.issuer, Error::<T>::NotIssuer);
		Self::ensure_accredited(issuer, licence.kind, licence.jurisdiction)
	}

	/// Changes a licence, unless `change` fails.
	pub(super) fn try_mutate_licence(
		holder: &T::AccountId,
		kind: LicenceKind,
		jurisdiction: Jurisdiction,
		change: impl FnOnce(&mut LicenceOf<T>) -> DispatchResult,
	) -> DispatchResult {
		Licences::<T>::try_mutate(holder, |licences| {
			let licence = licences
				.iter_mut()
				.find(|licence| licence.is_for(kind, jurisdiction))
				.ok_or(Error::<T>::NotFound)?;
			change(licence)
		})
	}

	/// Returns what is on hold for a licence that is gone, and for an appeal about it.
	fn forget_licence(holder: &T::AccountId, licence: LicenceOf<T>) {
		Self::release(HoldReason::Licence, &licence.issuer, licence.deposit);
		Self::drop_appeal(holder, licence.kind, licence.jurisdiction);
	}

	/// Removes a licence and returns its deposit, unless `check` fails.
	fn remove_licence(
		holder: &T::AccountId,
		kind: LicenceKind,
		jurisdiction: Jurisdiction,
		check: impl FnOnce(&LicenceOf<T>) -> DispatchResult,
	) -> DispatchResult {
		let licence = Licences::<T>::try_mutate_exists(holder, |stored| {
			let licence = take_entry(stored, |licence| licence.is_for(kind, jurisdiction))
				.ok_or(Error::<T>::NotFound)?;
			check(&licence)?;
			Ok::<_, DispatchError>(licence)
		})?;
		Self::forget_licence(holder, licence);
		Ok(())
	}
}
