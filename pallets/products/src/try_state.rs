//! What always holds.

use crate::{
	features::branches, BalanceOf, Catalogue, Config, HoldReason, NextMeasureId, Pallet,
	PrefixEntry, Prefixes, MAX_BY_MANUFACTURER,
};
use alloc::collections::{BTreeMap, BTreeSet};
use frame_support::{ensure, traits::fungible::InspectHold};
use salus_primitives::{CompanyPrefix, StorageLimits};
use sp_runtime::{traits::Saturating, TryRuntimeError};

impl<T: Config> Pallet<T> {
	/// Checks every invariant of the pallet.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::prefixes_do_not_overlap()?;
		Self::products_are_described()?;
		Self::measures_have_numbers_of_their_own()?;
		Self::regulators_have_room()?;
		Self::deposits_are_held()
	}

	/// What begins a company prefix is nobody's, and counts how many it begins.
	fn prefixes_do_not_overlap() -> Result<(), TryRuntimeError> {
		let mut below = BTreeMap::<CompanyPrefix, u32>::new();
		for (prefix, entry) in Prefixes::<T>::iter() {
			ensure!(prefix.is_valid(), "a prefix is none");
			if matches!(entry, PrefixEntry::Owned { .. }) {
				branches(prefix)
					.for_each(|branch| below.entry(branch).or_default().saturating_inc());
			}
		}
		for (prefix, entry) in Prefixes::<T>::iter() {
			match entry {
				PrefixEntry::Owned { .. } => {
					ensure!(!below.contains_key(&prefix), "two company prefixes overlap")
				}
				PrefixEntry::Branch(count) => {
					ensure!(below.remove(&prefix) == Some(count), "a branch is miscounted")
				}
			}
		}
		ensure!(below.is_empty(), "a branch is missing");
		Ok(())
	}

	/// Every product has a GTIN, master data, portions and limits that are possible.
	fn products_are_described() -> Result<(), TryRuntimeError> {
		for (gtin, product) in Catalogue::<T>::iter() {
			ensure!(gtin.is_valid(), "a GTIN is none");
			ensure!(!product.attributes.is_zero(), "a product has no master data");
			ensure!(product.portions > 0, "a unit has no portions");
			let possible = product.limits.as_ref().is_none_or(StorageLimits::is_valid);
			ensure!(possible, "a product cannot be kept");
		}
		Ok(())
	}

	/// No two measures have the same number, and every number was given out.
	fn measures_have_numbers_of_their_own() -> Result<(), TryRuntimeError> {
		let mut seen = BTreeSet::new();
		let next = NextMeasureId::<T>::get();
		for product in Catalogue::<T>::iter_values() {
			for measure in product.measures {
				ensure!(measure.id < next, "a measure's number was not given out");
				ensure!(seen.insert(measure.id), "two measures have the same number");
			}
		}
		Ok(())
	}

	/// No manufacturer has more than its share of the places for measures.
	fn regulators_have_room() -> Result<(), TryRuntimeError> {
		for product in Catalogue::<T>::iter_values() {
			let within = product.by_manufacturer() <= MAX_BY_MANUFACTURER;
			ensure!(within, "a manufacturer has too many measures");
		}
		Ok(())
	}

	/// What is held from everybody is what the entries record.
	fn deposits_are_held() -> Result<(), TryRuntimeError> {
		let mut prefixes = BTreeMap::<T::AccountId, BalanceOf<T>>::new();
		for entry in Prefixes::<T>::iter_values() {
			if let PrefixEntry::Owned { assigner, deposit, .. } = entry {
				prefixes.entry(assigner).or_default().saturating_accrue(deposit);
			}
		}
		let mut products = BTreeMap::<T::AccountId, BalanceOf<T>>::new();
		for product in Catalogue::<T>::iter_values() {
			products.entry(product.manufacturer).or_default().saturating_accrue(product.deposit);
		}

		for (reason, owed) in [(HoldReason::Prefix, prefixes), (HoldReason::Product, products)] {
			let reason = reason.into();
			let accounts = frame_system::Account::<T>::iter_keys();
			for account in accounts.chain(owed.keys().cloned()) {
				let recorded = owed.get(&account).copied().unwrap_or_default();
				ensure!(
					T::Currency::balance_on_hold(&reason, &account) == recorded,
					"a deposit is not what is held"
				);
			}
		}
		Ok(())
	}
}
