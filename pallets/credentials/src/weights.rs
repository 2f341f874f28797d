//! Weights of the calls.

#![allow(missing_docs)]

use core::marker::PhantomData;
use frame_support::weights::Weight;

macro_rules! weights {
	($($call:ident)+) => {
		pub trait WeightInfo {
			$(fn $call() -> Weight;)+
		}

		pub struct SubstrateWeight<T>(PhantomData<T>);

		impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
			$(fn $call() -> Weight { Weight::from_parts(50_000_000, 10_000) })+
		}

		impl WeightInfo for () {
			$(fn $call() -> Weight { Weight::from_parts(50_000_000, 10_000) })+
		}
	};
}

weights! {
	accredit withdraw_accreditation grant_licence renew_licence suspend_licence reinstate_licence
	revoke_licence admit_member remove_member leave reap_licence reap_membership
}
