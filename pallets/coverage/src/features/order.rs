//! The order of benefits: which of a person's coverages pays first.

use crate::{AssetIdOf, Config, Error, Members, Pallet, MAX_CHAIN};
use alloc::vec::Vec;
use frame_support::ensure;
use salus_primitives::CoverageRef;

impl<T: Config> Pallet<T> {
	/// That `after` can pay before `coverage` does, which is paid in `asset`, and what pays before that
	/// one. Whoever would close a circle comes back to itself on the way or needs too many steps, so that
	/// there is none. Plans do not change their assets, so that all before `after` have this one.
	pub(crate) fn ensure_order(
		coverage: &CoverageRef<T::AccountId>,
		asset: &AssetIdOf<T>,
		after: &CoverageRef<T::AccountId>,
	) -> Result<(), Error<T>> {
		ensure!(after.plan != coverage.plan, Error::<T>::SamePlan);
		ensure!(Members::<T>::contains_key(after.plan, &after.member), Error::<T>::UnknownCoverage);
		let first = Self::known_plan(after.plan)?;
		ensure!(first.asset == *asset, Error::<T>::OtherAsset);
		let mut next = Some(after.clone());
		let mut length = 1u32;
		while let Some(one) = next {
			ensure!(one != *coverage, Error::<T>::CircularOrder);
			length = length.saturating_add(1);
			ensure!(length <= MAX_CHAIN, Error::<T>::ChainTooLong);
			next = first_of::<T>(&one);
		}
		Ok(())
	}

	/// All coverages that pay before `coverage`, unless it comes again.
	pub(crate) fn all_before(
		coverage: &CoverageRef<T::AccountId>,
	) -> Result<Vec<CoverageRef<T::AccountId>>, Error<T>> {
		let mut all = Vec::new();
		let mut next = first_of::<T>(coverage);
		while let Some(one) = next {
			ensure!(one != *coverage && !all.contains(&one), Error::<T>::CircularOrder);
			next = first_of::<T>(&one);
			all.push(one);
		}
		Ok(all)
	}
}

/// The coverage that pays before `coverage` does. One that was removed pays after none.
fn first_of<T: Config>(coverage: &CoverageRef<T::AccountId>) -> Option<CoverageRef<T::AccountId>> {
	Members::<T>::get(coverage.plan, &coverage.member)?.membership.after
}
