//! What the pallet offers to others.

use crate::{Config, ContainerPlace, Containers, Pallet, MAX_DEPTH};
use frame_support::{traits::Get, weights::Weight};
use salus_primitives::{Custody, MeasureReason, Sscc, StorageLimits};
use sp_runtime::DispatchResult;

impl<T: Config> Custody<T::AccountId> for Pallet<T> {
	type Container = Sscc;

	fn holder(container: &Sscc) -> Option<T::AccountId> {
		Self::chain(container).ok().map(|chain| chain.holder)
	}

	fn outer(container: &Sscc) -> Option<Sscc> {
		match Containers::<T>::get(container)?.place {
			ContainerPlace::Within(outer) => Some(outer),
			ContainerPlace::Held { .. } => None,
		}
	}

	fn limits(container: &Sscc) -> Option<StorageLimits> {
		Containers::<T>::get(container)?.limits
	}

	fn quarantine(container: &Sscc) -> DispatchResult {
		Self::do_quarantine_for(container, MeasureReason::ColdChain)
	}

	fn holder_weight() -> Weight {
		T::DbWeight::get().reads(MAX_DEPTH.into())
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_container(holder: &T::AccountId, limits: Option<StorageLimits>) -> Sscc {
		crate::benchmarking::ensure_container::<T>(holder, limits)
	}
}
