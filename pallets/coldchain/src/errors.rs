//! Why a call failed.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod errors {
	/// Why a call failed.
	#[pallet::error]
	pub enum Error<T> {
		/// The caller has no valid licence as an organisation that makes, moves or keeps goods.
		NotInSupplyChain,
		/// The key is none.
		InvalidKey,
		/// A sensor with this key is registered.
		AlreadyRegistered,
		/// The interval is zero.
		ZeroInterval,
		/// The interval is longer than [`Config::MaxInterval`].
		IntervalTooLong,
		/// The commitment is all zeros.
		ZeroCommitment,
		/// All numbers of registrations have been given out.
		OutOfNumbers,
		/// The proof is for another number than the next registration gets.
		StaleProof,
		/// The sensor did not sign this.
		InvalidSignature,
		/// There is no such sensor, journey or report.
		NotFound,
		/// The sensor is somebody else's.
		NotOwner,
		/// The sensor is attached to a container, or the container has sensors.
		StillAttached,
		/// The sensor is attached to no container.
		NotAttached,
		/// A sensor that was detached has not reported up to then, and may still do so.
		Unreported,
		/// The container is not with the caller.
		NotHolder,
		/// It does not matter how the container is kept, or it is gone.
		NoLimits,
		/// No temperature suits everything in the container.
		ImpossibleLimits,
		/// The container has [`MAX_SENSORS`] sensors.
		TooManySensors,
		/// The chain's clock is past the year 2106.
		TimeOutOfRange,
		/// The sensor has reported this before.
		Replayed,
		/// A report before this one is missing.
		SequenceGap,
		/// The report ends before it has begun.
		ReversedTime,
		/// The report begins before the last one ends.
		Overlaps,
		/// The report begins before the sensor was attached.
		BeforeAttachment,
		/// The report is about the time after the sensor was detached.
		AfterDetachment,
		/// The sensor was detached [`Config::MaxInterval`] ago.
		TooLate,
		/// The report ends after now.
		InTheFuture,
		/// The highest temperature is below the lowest one.
		ReversedReadings,
		/// A report has readings.
		ZeroCount,
		/// A report has [`MAX_READINGS`] at most.
		TooManyReadings,
		/// The root is all zeros.
		ZeroRoot,
		/// The seconds outside do not go with the temperatures, or with the time.
		Inconsistent,
		/// It is too early to remove it.
		StillNeeded,
	}
}
