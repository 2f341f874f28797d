//! Places for what patients store in pallets of the SDK.

use crate::{Config, Pallet};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use core::marker::PhantomData;
use frame_support::{
	traits::{Consideration, Footprint, Get},
	CloneNoBound, DebugNoBound, EqNoBound, PartialEqNoBound,
};
use salus_primitives::Sponsorship;
use scale_info::TypeInfo;
use sp_runtime::DispatchError;

/// The ticket of an SDK pallet for what somebody stores: a place while a sponsor has one free, and
/// what `Inner` takes from them otherwise.
///
/// What is larger than [`Config::PlaceSize`] takes no place, and gives back the one it has.
#[derive(
	CloneNoBound,
	PartialEqNoBound,
	EqNoBound,
	DebugNoBound,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
#[codec(encode_bound(Inner: Encode))]
#[codec(decode_bound(Inner: Decode))]
#[codec(decode_with_mem_tracking_bound(Inner: DecodeWithMemTracking))]
#[codec(mel_bound(Inner: MaxEncodedLen))]
#[scale_info(skip_type_params(T))]
pub enum SponsoredOr<T, Inner>
where
	Inner: Clone + PartialEq + Eq + core::fmt::Debug,
{
	/// A place that the sponsor has paid for.
	#[codec(index = 0)]
	Place(PhantomData<fn() -> T>),
	/// What the account pays itself.
	#[codec(index = 1)]
	Own(Inner),
}

/// Whether what is stored is no larger than a place.
fn fits<T: Config>(stored: &Footprint) -> bool {
	stored.size <= u64::from(T::PlaceSize::get())
}

impl<T, Inner> Consideration<T::AccountId, Footprint> for SponsoredOr<T, Inner>
where
	T: Config,
	Inner: Consideration<T::AccountId, Footprint>,
{
	fn new(who: &T::AccountId, new: Footprint) -> Result<Self, DispatchError> {
		if fits::<T>(&new) && Pallet::<T>::take_place(who) {
			return Ok(Self::Place(PhantomData));
		}
		Inner::new(who, new).map(Self::Own)
	}

	fn update(self, who: &T::AccountId, new: Footprint) -> Result<Self, DispatchError> {
		match self {
			Self::Place(_) if fits::<T>(&new) => Ok(self),
			Self::Place(_) => {
				let own = Inner::new(who, new)?;
				Pallet::<T>::give_back(who);
				Ok(Self::Own(own))
			}
			Self::Own(ticket) => ticket.update(who, new).map(Self::Own),
		}
	}

	fn drop(self, who: &T::AccountId) -> Result<(), DispatchError> {
		match self {
			Self::Place(_) => {
				Pallet::<T>::give_back(who);
				Ok(())
			}
			Self::Own(ticket) => ticket.drop(who),
		}
	}

	fn burn(self, who: &T::AccountId) {
		match self {
			// The sponsor did nothing to lose a deposit for.
			Self::Place(_) => Pallet::<T>::give_back(who),
			Self::Own(ticket) => ticket.burn(who),
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_successful(who: &T::AccountId, new: Footprint) {
		Inner::ensure_successful(who, new);
	}
}
