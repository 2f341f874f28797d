//! What the pallet offers to others.

use crate::{word, Config, ContainerPlace, Containers, LotId, Pallet, Words, MAX_DEPTH};
use frame_support::{traits::Get, weights::Weight};
use salus_primitives::{Custody, MeasureReason, Sscc, StorageLimits};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	/// Whether the unit `index` of `lot` is dispensed, and `pharmacy` has where it is noted. Three reads.
	pub fn has_dispensed(pharmacy: &T::AccountId, lot: &LotId, index: u32) -> bool {
		Words::<T>::get(lot, word::number(index)).is_dispensed(word::offset(index))
			&& Self::covering(lot, index)
				.is_some_and(|(_, range)| Self::ensure_in_stock(pharmacy, &range.place).is_ok())
	}
}

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
