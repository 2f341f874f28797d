//! Appeals: the holder of a suspended licence turns to governance.

use crate::*;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_appeal_suspension(
		holder: T::AccountId,
		kind: LicenceKind,
		jurisdiction: Jurisdiction,
		grounds: Commitment,
	) -> DispatchResult {
		ensure!(!grounds.is_zero(), Error::<T>::ZeroCommitment);
		let licences = Licences::<T>::get(&holder);
		let licence = licences
			.iter()
			.find(|licence| licence.is_for(kind, jurisdiction))
			.ok_or(Error::<T>::NotFound)?;
		ensure!(licence.status == LicenceStatus::Suspended, Error::<T>::NotSuspended);
		let name = Accreditation { kind, jurisdiction };
		ensure!(!Appeals::<T>::contains_key(&holder, name), Error::<T>::AlreadyAppealed);

		let at = T::Time::now();
		let due = at.saturating_add(T::AppealPeriod::get());
		let deposit = T::AppealDeposit::get();
		T::Currency::hold(&HoldReason::Appeal.into(), &holder, deposit)?;
		Appeals::<T>::insert(&holder, name, Appeal { grounds, at, due, deposit });
		Self::deposit_event(Event::SuspensionAppealed { holder, kind, jurisdiction, grounds, due });
		Ok(())
	}

	pub(crate) fn do_decide_appeal(
		holder: T::AccountId,
		kind: LicenceKind,
		jurisdiction: Jurisdiction,
		outcome: Outcome,
	) -> DispatchResult {
		let name = Accreditation { kind, jurisdiction };
		ensure!(Appeals::<T>::contains_key(&holder, name), Error::<T>::NotFound);
		if outcome == Outcome::Overturned {
			Self::try_mutate_licence(&holder, kind, jurisdiction, |licence| {
				licence.status = LicenceStatus::Active;
				Ok(())
			})?;
		}
		Self::drop_appeal(&holder, kind, jurisdiction);
		Self::deposit_event(Event::AppealDecided { holder, kind, jurisdiction, outcome });
		Ok(())
	}

	/// Ensures that an issuer does not get around governance while that has an appeal to decide, and
	/// the time for it.
	pub(super) fn ensure_unappealed(
		by: Option<&T::AccountId>,
		holder: &T::AccountId,
		licence: &LicenceOf<T>,
	) -> DispatchResult {
		let name = Accreditation { kind: licence.kind, jurisdiction: licence.jurisdiction };
		let pending = by.is_some()
			&& Appeals::<T>::get(holder, name).is_some_and(|appeal| T::Time::now() < appeal.due);
		ensure!(!pending, Error::<T>::AppealPending);
		Ok(())
	}

	/// Removes an appeal, if there is one, and returns the deposit.
	pub(super) fn drop_appeal(
		holder: &T::AccountId,
		kind: LicenceKind,
		jurisdiction: Jurisdiction,
	) {
		let name = Accreditation { kind, jurisdiction };
		if let Some(appeal) = Appeals::<T>::take(holder, name) {
			Self::release(HoldReason::Appeal, holder, appeal.deposit);
		}
	}
}
