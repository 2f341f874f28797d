//! What the pallet offers to others.

use crate::{Cases, Config, Latest, Pallet};
use frame_support::traits::Time;
use salus_primitives::{Credentials, EmergencyAccess, EmergencyGrant, LicenceKind};

impl<T: Config> EmergencyAccess<T::AccountId> for Pallet<T> {
	/// One read if the practitioner never broke the subject's glass, and two if it has closed. While
	/// it is open, their licence is looked at as well, so that suspending it closes the glass.
	fn open(subject: &T::AccountId, practitioner: &T::AccountId) -> Option<EmergencyGrant> {
		let id = Latest::<T>::get(subject, practitioner)?;
		let case = Cases::<T>::get(id).filter(|case| case.is_open(T::Time::now()))?;
		T::Credentials::holds(practitioner, LicenceKind::Practitioner)
			.then_some(EmergencyGrant { case: id, segments: case.segments })
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_open(
		subject: &T::AccountId,
		practitioner: &T::AccountId,
		segments: salus_primitives::Segments,
	) {
		crate::benchmarking::ensure_open::<T>(subject, practitioner, segments);
	}
}
