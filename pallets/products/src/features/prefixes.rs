//! Company prefixes: who may give GTINs to what.

use crate::{BalanceOf, Config, Error, Event, HoldReason, Pallet, PrefixEntry, Prefixes};
use frame_support::{dispatch::DispatchResult, ensure, traits::Get};
use salus_primitives::{CompanyPrefix, Credentials, LicenceKind};
use sp_runtime::{traits::Saturating, SaturatedConversion};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_assign_prefix(
		assigner: T::AccountId,
		holder: T::AccountId,
		prefix: CompanyPrefix,
	) -> DispatchResult {
		ensure!(
			T::Credentials::is_accredited(&assigner, LicenceKind::Manufacturer),
			Error::<T>::NotAccredited
		);
		ensure!(T::Credentials::is_organisation(&holder), Error::<T>::NotOrganisation);
		ensure!(prefix.is_valid(), Error::<T>::InvalidPrefix);
		match Prefixes::<T>::get(prefix) {
			Some(PrefixEntry::Owned { .. }) => return Err(Error::<T>::PrefixTaken.into()),
			Some(PrefixEntry::Branch(_)) => return Err(Error::<T>::PrefixOverlaps.into()),
			None => (),
		}
		ensure!(
			branches(prefix).all(|branch| Self::owner(&branch).is_none()),
			Error::<T>::PrefixOverlaps
		);

		let deposit = Self::hold(HoldReason::Prefix, &assigner, Self::prefix_deposit(prefix))?;
		Self::insert_prefix(prefix, holder.clone(), assigner.clone(), deposit);
		Self::deposit_event(Event::PrefixAssigned { prefix, holder, assigner });
		Ok(())
	}

	pub(crate) fn do_withdraw_prefix(who: T::AccountId, prefix: CompanyPrefix) -> DispatchResult {
		let Some(PrefixEntry::Owned { holder, assigner, deposit }) = Prefixes::<T>::get(prefix)
		else {
			return Err(Error::<T>::NotFound.into());
		};
		ensure!(assigner == who, Error::<T>::NotAssigner);

		Prefixes::<T>::remove(prefix);
		for branch in branches(prefix) {
			let others = Self::owned_below(&branch).saturating_sub(1);
			let entry = (others > 0).then_some(PrefixEntry::Branch(others));
			Prefixes::<T>::set(branch, entry);
		}
		Self::release(HoldReason::Prefix, &assigner, deposit);
		Self::deposit_event(Event::PrefixWithdrawn { prefix, holder });
		Ok(())
	}

	/// Stores that `prefix` is `holder`'s, which overlaps with no other, and counts it.
	pub(crate) fn insert_prefix(
		prefix: CompanyPrefix,
		holder: T::AccountId,
		assigner: T::AccountId,
		deposit: BalanceOf<T>,
	) {
		Prefixes::<T>::insert(prefix, PrefixEntry::Owned { holder, assigner, deposit });
		for branch in branches(prefix) {
			// At most 10^8 prefixes begin with the same four digits, so that this never saturates.
			let count = Self::owned_below(&branch).saturating_add(1);
			Prefixes::<T>::insert(branch, PrefixEntry::Branch(count));
		}
	}

	/// Whose company prefix `prefix` is.
	pub(crate) fn owner(prefix: &CompanyPrefix) -> Option<T::AccountId> {
		match Prefixes::<T>::get(prefix) {
			Some(PrefixEntry::Owned { holder, .. }) => Some(holder),
			_ => None,
		}
	}

	fn owned_below(branch: &CompanyPrefix) -> u32 {
		match Prefixes::<T>::get(branch) {
			Some(PrefixEntry::Branch(count)) => count,
			_ => 0,
		}
	}

	/// What is held for `prefix`: every one pays for all branches above it, as if it were the only
	/// one below them.
	fn prefix_deposit(prefix: CompanyPrefix) -> BalanceOf<T> {
		let above: BalanceOf<T> = branches(prefix).count().saturated_into();
		T::PrefixDeposit::get().saturating_add(T::BranchDeposit::get().saturating_mul(above))
	}
}

/// All shorter prefixes that begin `prefix`, at most eight.
pub(crate) fn branches(prefix: CompanyPrefix) -> impl Iterator<Item = CompanyPrefix> {
	(CompanyPrefix::MIN_LENGTH..prefix.length).filter_map(move |length| prefix.shortened(length))
}
