//! What the pallet offers to others.

use crate::{Catalogue, Config, Pallet, Product};
use salus_primitives::{CompanyPrefix, Gtin, ProductInfo, Products};

#[cfg(feature = "runtime-benchmarks")]
use crate::{NextMeasureId, MAX_MEASURES};
#[cfg(feature = "runtime-benchmarks")]
use salus_primitives::{
	Authority, Commitment, Measure, MeasureKind, MeasureReason, RecallClass, RecallDepth,
	StorageLimits,
};

impl<T: Config> Products<T::AccountId> for Pallet<T> {
	fn product(gtin: &Gtin) -> Option<ProductInfo<T::AccountId>> {
		Catalogue::<T>::get(gtin).map(Product::into_info)
	}

	fn prefix_owner(prefix: &CompanyPrefix) -> Option<T::AccountId> {
		Self::owner(prefix)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_product(gtin: &Gtin, manufacturer: &T::AccountId) {
		// Goods that are called back from wholesalers only can still be dispensed.
		let kind = MeasureKind::Recall { class: RecallClass::III, depth: RecallDepth::Wholesale };
		let (reason, by) = (MeasureReason::Labelling, Authority::Regulator);
		let first = NextMeasureId::<T>::get();
		let next = first.saturating_add(MAX_MEASURES);
		let measures = (first..next).map(|id| Measure { id, kind, reason, by });
		let product = Product {
			manufacturer: manufacturer.clone(),
			attributes: Commitment([1; 32]),
			limits: Some(StorageLimits { min: 200, max: 800, budget: 3_600 }),
			portions: 30,
			active: true,
			measures: frame_support::BoundedVec::truncate_from(measures.collect()),
			deposit: Default::default(),
		};
		NextMeasureId::<T>::put(next);
		Catalogue::<T>::insert(gtin, product);
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_unmeasured(gtin: &Gtin) {
		Catalogue::<T>::mutate_extant(gtin, |product| product.measures = Default::default());
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_prefix(prefix: &CompanyPrefix, owner: &T::AccountId) {
		if Self::owner(prefix).is_none() {
			Self::insert_prefix(*prefix, owner.clone(), owner.clone(), Default::default());
		}
	}
}
