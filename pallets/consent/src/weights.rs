//! Weights.
#![allow(missing_docs)]
use core::marker::PhantomData;
use frame_support::weights::Weight;

pub trait WeightInfo {
	fn grant() -> Weight;
	fn deny() -> Weight;
	fn revoke() -> Weight;
	fn lift_denial() -> Weight;
	fn revoke_all() -> Weight;
	fn reap() -> Weight;
	fn reap_profile() -> Weight;
}

pub struct SubstrateWeight<T>(PhantomData<T>);
impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn grant() -> Weight {
		Weight::zero()
	}
	fn deny() -> Weight {
		Weight::zero()
	}
	fn revoke() -> Weight {
		Weight::zero()
	}
	fn lift_denial() -> Weight {
		Weight::zero()
	}
	fn revoke_all() -> Weight {
		Weight::zero()
	}
	fn reap() -> Weight {
		Weight::zero()
	}
	fn reap_profile() -> Weight {
		Weight::zero()
	}
}
impl WeightInfo for () {
	fn grant() -> Weight {
		Weight::zero()
	}
	fn deny() -> Weight {
		Weight::zero()
	}
	fn revoke() -> Weight {
		Weight::zero()
	}
	fn lift_denial() -> Weight {
		Weight::zero()
	}
	fn revoke_all() -> Weight {
		Weight::zero()
	}
	fn reap() -> Weight {
		Weight::zero()
	}
	fn reap_profile() -> Weight {
		Weight::zero()
	}
}
