//! What the pallet offers to others.

use crate::{Config, Origin, Pallet, RawOrigin};
use core::marker::PhantomData;
use frame_support::traits::{EnsureOrigin, OriginTrait};
use frame_system::pallet_prelude::OriginFor;
use salus_primitives::{Acting, Power, Representation};

impl<T: Config> Representation<T::AccountId> for Pallet<T> {
	/// Three reads at the most: the representative, and the two conditions.
	fn may(subject: &T::AccountId, who: &T::AccountId, power: Power) -> bool {
		Self::authorise(subject, who, power).is_ok()
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_represents(subject: &T::AccountId, who: &T::AccountId) {
		crate::benchmarking::ensure_represents::<T>(subject, who);
	}
}

/// A subject who signed, or a representative in their name.
pub struct EnsureSubject<T>(PhantomData<T>);

impl<T: Config> EnsureOrigin<OriginFor<T>> for EnsureSubject<T> {
	type Success = Acting<T::AccountId>;

	fn try_origin(origin: OriginFor<T>) -> Result<Self::Success, OriginFor<T>> {
		if let Some(subject) = origin.as_signer() {
			return Ok(Acting { subject: subject.clone(), by: None });
		}
		let origin: Result<Origin<T>, <T as Config>::RuntimeOrigin> =
			<T as Config>::RuntimeOrigin::from(origin).into();
		match origin {
			Ok(RawOrigin::Representative { subject, by }) => Ok(Acting { subject, by: Some(by) }),
			Err(other) => Err(other.into()),
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn try_successful_origin() -> Result<OriginFor<T>, ()> {
		use codec::Decode;
		let mut zeroes = sp_runtime::traits::TrailingZeroInput::zeroes();
		let zero = T::AccountId::decode(&mut zeroes).map_err(drop)?;
		Ok(OriginFor::<T>::signed(zero))
	}
}
