//! What the pallet offers to others.

use crate::{Config, Pallet};
use salus_primitives::{Action, Basis, ConsentGate, Purpose, Refusal, Segments};

impl<T: Config> ConsentGate<T::AccountId> for Pallet<T> {
	fn check(
		subject: &T::AccountId,
		actor: &T::AccountId,
		action: Action,
		purpose: Purpose,
		segments: Segments,
	) -> Result<Basis<T::AccountId>, Refusal> {
		Self::do_check(subject, actor, action, purpose, segments)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_permitted(
		subject: &T::AccountId,
		actor: &T::AccountId,
		action: Action,
		purpose: Purpose,
		segments: Segments,
	) {
		crate::benchmarking::ensure_permitted::<T>(subject, actor, action, purpose, segments);
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_plainly_granted(
		subject: &T::AccountId,
		actor: &T::AccountId,
		action: Action,
		purpose: Purpose,
		segments: Segments,
	) {
		crate::benchmarking::insert_grant::<T>(subject, actor, action, purpose, segments);
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_granted(
		subject: &T::AccountId,
		actor: &T::AccountId,
		action: Action,
		purpose: Purpose,
		segments: Segments,
	) {
		crate::benchmarking::ensure_granted::<T>(subject, actor, action, purpose, segments);
	}
}
