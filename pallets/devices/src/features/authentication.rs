//! Authentication: a device shows that it is there, and everybody learns how it stands.

use crate::{
	challenge_message, AuthProblem, Challenge, Config, DeviceId, DeviceOf, DeviceReport, Devices,
	Error, Event, Firmware, Pallet, Releases,
};
use frame_support::{
	dispatch::DispatchResult,
	ensure,
	traits::{Get, Time},
};
use salus_primitives::{Credentials, DeviceSignature, Moment};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_authenticate(
		by: T::AccountId,
		device: DeviceId,
		challenge: Challenge,
		signature: DeviceSignature,
	) -> DispatchResult {
		let mut entry = Self::active_device(&device)?;
		if entry.owner != by {
			Self::ensure_organisation(&by)?;
		}
		Self::check_challenge(&device, &entry, &by, &challenge, &signature)
			.map_err(Error::<T>::from)?;

		let standing = Self::report(&device, &entry);
		entry.counter = challenge.counter;
		Devices::<T>::insert(device, entry);
		Self::deposit_event(Event::Authenticated { device, by, standing });
		Ok(())
	}

	pub(crate) fn do_authenticate_offline(
		device: &DeviceId,
		by: &T::AccountId,
		challenge: &Challenge,
		signature: &DeviceSignature,
	) -> Result<DeviceReport, AuthProblem> {
		let entry = Devices::<T>::get(device).ok_or(AuthProblem::NotFound)?;
		Self::check_challenge(device, &entry, by, challenge, signature)?;
		Ok(Self::report(device, &entry))
	}

	/// What there is to know of `device` now: nothing is stored that would have to be kept up.
	pub(crate) fn report(device: &DeviceId, entry: &DeviceOf<T>) -> DeviceReport {
		let now = T::Time::now();
		let overdue = |due: Option<Moment>| due.is_some_and(|due| now >= due);
		let recalled = |release| {
			Releases::<T>::get(entry.model, release).is_none_or(|entry| entry.recall.is_some())
		};
		DeviceReport {
			model: entry.model,
			condition: entry.state.into(),
			holder: T::Credentials::licence_kinds(&entry.owner),
			measure: Self::severest(device, entry),
			firmware: entry
				.firmware
				.map(|release| Firmware { release, recalled: recalled(release) }),
			calibration_overdue: overdue(entry.calibration_due),
			maintenance_overdue: overdue(entry.maintenance_due),
			expired: entry.is_expired(now),
		}
	}

	/// Whether the device has answered `by`, in time and for the first time. What is cheap to refuse
	/// comes before the signature.
	fn check_challenge(
		device: &DeviceId,
		entry: &DeviceOf<T>,
		by: &T::AccountId,
		challenge: &Challenge,
		signature: &DeviceSignature,
	) -> Result<(), AuthProblem> {
		let now = T::Time::now();
		ensure!(now < challenge.expires, AuthProblem::ChallengeExpired);
		let longest = now.saturating_add(T::MaxChallenge::get());
		ensure!(challenge.expires <= longest, AuthProblem::ChallengeTooLong);
		ensure!(challenge.counter > entry.counter, AuthProblem::Replayed);
		let message = challenge_message(&Self::genesis(), device, by, challenge);
		ensure!(entry.key.verifies(&message, signature), AuthProblem::BadSignature);
		Ok(())
	}
}

impl<T> From<AuthProblem> for Error<T> {
	fn from(problem: AuthProblem) -> Self {
		match problem {
			AuthProblem::NotFound => Self::NotFound,
			AuthProblem::ChallengeExpired => Self::ChallengeExpired,
			AuthProblem::ChallengeTooLong => Self::ChallengeTooLong,
			AuthProblem::Replayed => Self::Replayed,
			AuthProblem::BadSignature => Self::BadSignature,
		}
	}
}
