//! # Cold chain
//!
//! Sensors that watch containers, and sign what they measured.
//!
//! ## Terms
//!
//! - **Sensor**: a device with a key of its own (Ed25519, or P-256 as secure elements have it). Its
//!   *owner* registers it; every *registration* has a number, which the sensor signs with each report,
//!   so that what was signed under one registration is nothing under the next.
//! - **Container**: what [`Config::Custody`] calls so. Who *holds* it attaches sensors of their own to
//!   it, and it may have four.
//! - **Limits**: between which temperatures everything in a container has to be kept, and for how many
//!   seconds it may be outside: its *budget*.
//! - **Report**: what a sensor says of some time: a Merkle batch of readings, the lowest and the highest
//!   temperature, how long it was outside. Anybody may hand it in. The sensor is trusted for what it
//!   measured, and nobody for handing it in.
//! - **Journey**: what sensors found out about a container: how much of the budget is *spent*, and how
//!   many *gaps* there are, in which it was left unwatched for longer than the sensor's *interval*.
//!
//! ## States
//!
//! A sensor is *registered*, *attached* and in the end *retired*. Attached, it is *overdue* when it
//! has not reported for longer than its interval (decided at read).
//!
//! Detached, it has [`Config::MaxInterval`] for its last word: to report what it has not yet, up to
//! then. Until it has, it is neither attached nor retired, and the journey is not ended: whoever could
//! do so could keep what is signed from counting. Neither does it matter what is packed or unpacked in
//! the meantime: a report is judged by the strictest limits that are known, unless the sensor was set
//! to those of now. What it did not look for counts all the time.
//!
//! A journey begins with the first sensor and lasts as long as anything in the container has limits,
//! whoever attaches and detaches what. Neither changing sensors nor changing hands gives any of the
//! budget back. A container that was outside for longer than its current limits allow is quarantined
//! with the next report, also when the limits were tightened in between.
//!
//! A gap is counted once: by the report that ends it, or when the sensor is detached. Where the last
//! sensor was taken off, the next one answers for the time in between. A sensor that leaves others
//! behind without having reported leaves a gap however short it stayed, so that silent sensors cannot
//! take turns.
//!
//! ## Invariants
//!
//! Checked by `try_state`, see `try_state.rs`:
//!
//! 1. registrations have numbers of their own, and sensors keys and intervals;
//! 2. a sensor is attached to a container if and only if its journey has the sensor, and what may
//!    still be reported has a journey to count for;
//! 3. what is kept of a report can be proven, and no sensor has reported less than is kept;
//! 4. the held deposits are those that the entries record.
//!
//! ## Example
//!
//! ```
//! use pallet_coldchain::{reading_leaf, Report};
//! use salus_primitives::{merkle::Batch, Seconds, StorageLimits};
//!
//! // A sensor in a box of vaccines measures every five minutes.
//! let readings = [(Seconds(1_000), 410i16), (Seconds(1_300), 820), (Seconds(1_600), 500)];
//! let leaves: Vec<_> =
//!     (0..).zip(readings).map(|(index, (at, read))| reading_leaf(index, at, read)).collect();
//! let report = Report {
//!     sequence: 1,
//!     from: Seconds(1_000),
//!     until: Seconds(1_900),
//!     readings: Batch::of(&leaves),
//!     min: 410,
//!     max: 820,
//!     outside: 300,
//!     limits: StorageLimits { min: 200, max: 800, budget: 3_600 },
//! };
//! assert!(report.is_consistent());
//!
//! // Later on somebody shows the one that was too warm.
//! let proof = Batch::proof(&leaves, 1).unwrap();
//! assert!(report.readings.verify(1, reading_leaf(1, Seconds(1_300), 820), &proof).is_ok());
//! ```

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod errors;
mod events;
mod features;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;
mod try_state;
mod types;
pub mod weights;

use frame_support::{pallet_macros::import_section, traits::fungible};
use salus_primitives::Custody;

type AccountIdOf<T> = <T as frame_system::Config>::AccountId;

/// The balance in which deposits are held.
pub type BalanceOf<T> = <<T as Config>::Currency as fungible::Inspect<AccountIdOf<T>>>::Balance;
/// How this runtime names a container.
pub type ContainerOf<T> = <<T as Config>::Custody as Custody<AccountIdOf<T>>>::Container;
/// Where a sensor is or was last, in this runtime.
pub type AttachmentOf<T> = Attachment<ContainerOf<T>>;
/// A sensor of this runtime.
pub type SensorOf<T> = Sensor<AccountIdOf<T>, ContainerOf<T>, BalanceOf<T>>;
/// A journey of this runtime.
pub type JourneyOf<T> = Journey<AccountIdOf<T>, BalanceOf<T>>;
/// What is kept of a report, in this runtime.
pub type KeptReportOf<T> = KeptReport<AccountIdOf<T>, ContainerOf<T>, BalanceOf<T>>;

#[import_section(errors::errors)]
#[import_section(events::events)]
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use alloc::vec::Vec;
	use codec::EncodeLike;
	use frame_support::{pallet_prelude::*, traits::Time};
	use frame_system::pallet_prelude::*;
	use salus_primitives::{Commitment, Credentials, DeviceKey, DeviceSignature, Moment, Seconds};
	use sp_core::H256;

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(0);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// What the pallet needs from the runtime.
	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// The currency of deposits.
		#[cfg(not(feature = "runtime-benchmarks"))]
		type Currency: fungible::MutateHold<Self::AccountId, Reason = Self::RuntimeHoldReason>;
		/// The currency of deposits, which benchmarks mint.
		#[cfg(feature = "runtime-benchmarks")]
		type Currency: fungible::MutateHold<Self::AccountId, Reason = Self::RuntimeHoldReason>
			+ fungible::Mutate<Self::AccountId>;

		/// The overarching hold reason.
		type RuntimeHoldReason: From<HoldReason>;

		/// The chain's clock, in milliseconds since the Unix epoch.
		type Time: Time<Moment = Moment>;

		/// Who is licensed as what.
		type Credentials: Credentials<Self::AccountId>;

		/// Where containers are, and what limits they have.
		type Custody: Custody<Self::AccountId, Container: EncodeLike + Eq>;

		/// Held from the owner for each sensor.
		#[pallet::constant]
		type SensorDeposit: Get<BalanceOf<Self>>;

		/// Held from who attaches the first sensor to a container, until the journey is removed.
		#[pallet::constant]
		type JourneyDeposit: Get<BalanceOf<Self>>;

		/// Held from the sensor's owner for each report that is kept.
		#[pallet::constant]
		type ReportDeposit: Get<BalanceOf<Self>>;

		/// The longest interval of a sensor, and how long it may still report after it was detached,
		/// in seconds.
		#[pallet::constant]
		type MaxInterval: Get<u32>;

		/// How many seconds a sensor's clock may be ahead of the chain's.
		#[pallet::constant]
		type ClockTolerance: Get<u32>;

		/// How long reports are kept, in milliseconds. The EU (2013/C 343/01, 4.2) has records of
		/// distribution kept for five years.
		#[pallet::constant]
		type RetentionPeriod: Get<Moment>;

		/// Weights of the calls.
		type WeightInfo: WeightInfo;
	}

	/// Why this pallet holds deposits.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// For a sensor, from its owner.
		#[codec(index = 0)]
		Sensor,
		/// For a journey, from who attached the first sensor.
		#[codec(index = 1)]
		Journey,
		/// For a report, from the sensor's owner.
		#[codec(index = 2)]
		Report,
	}

	/// The number that the next registration gets. None is used twice.
	#[pallet::storage]
	pub type NextRegistration<T> = StorageValue<_, RegistrationId, ValueQuery>;

	/// The sensors.
	#[pallet::storage]
	pub type Sensors<T: Config> = StorageMap<_, Blake2_128Concat, DeviceKey, SensorOf<T>>;

	/// The journeys.
	#[pallet::storage]
	pub type Journeys<T: Config> = StorageMap<_, Blake2_128Concat, ContainerOf<T>, JourneyOf<T>>;

	/// What is kept of reports, by the registration of the sensor and their numbers. Both are given
	/// out in order, so that nobody chooses a key.
	#[pallet::storage]
	pub type Reports<T: Config> =
		StorageDoubleMap<_, Twox64Concat, RegistrationId, Twox64Concat, u32, KeptReportOf<T>>;

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Register the sensor with the key `sensor`. `identity` commits to maker, serial number and
		/// calibration; after `interval` seconds without a report there is a gap. `registration` is
		/// [`NextRegistration`], and `proof` the sensor's signature of [`sensor_payload`].
		///
		/// By a licensed manufacturer, wholesaler, carrier, pharmacy, facility or laboratory, from
		/// which [`Config::SensorDeposit`] is held until the sensor is retired. Errors:
		/// [`Error::NotInSupplyChain`], [`Error::AlreadyRegistered`], [`Error::ZeroInterval`],
		/// [`Error::IntervalTooLong`], [`Error::ZeroCommitment`], [`Error::InvalidKey`],
		/// [`Error::StaleProof`], [`Error::InvalidSignature`], [`Error::OutOfNumbers`], or the
		/// currency's.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::register_sensor())]
		pub fn register_sensor(
			origin: OriginFor<T>,
			sensor: DeviceKey,
			identity: Commitment,
			interval: u32,
			registration: RegistrationId,
			proof: DeviceSignature,
		) -> DispatchResult {
			let owner = ensure_signed(origin)?;
			Self::do_register_sensor(owner, sensor, identity, interval, registration, proof)
		}

		/// Retire `sensor`. Its reports stay. It can be registered again, as another one.
		///
		/// By its owner, licensed or not, to whom the deposit returns. Errors: [`Error::NotFound`],
		/// [`Error::NotOwner`], [`Error::StillAttached`], [`Error::Unreported`].
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::retire_sensor())]
		pub fn retire_sensor(origin: OriginFor<T>, sensor: DeviceKey) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_retire_sensor(who, sensor)
		}

		/// Attach `sensor` to `container`. It reports from now on. What is spent of the containers that
		/// this one is in is spent of it.
		///
		/// By the sensor's owner who holds the container. If it is the first one of a journey,
		/// [`Config::JourneyDeposit`] is held until the journey is removed. Errors:
		/// [`Error::NotFound`], [`Error::NotOwner`], [`Error::StillAttached`], [`Error::Unreported`],
		/// [`Error::NotHolder`], [`Error::NoLimits`], [`Error::ImpossibleLimits`],
		/// [`Error::TimeOutOfRange`], [`Error::TooManySensors`], or the currency's.
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::attach())]
		pub fn attach(
			origin: OriginFor<T>,
			sensor: DeviceKey,
			container: ContainerOf<T>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_attach(who, sensor, container)
		}

		/// Detach `sensor` from its container. What is spent stays spent; what has not been reported
		/// may be a gap, and may still be reported for [`Config::MaxInterval`].
		///
		/// By the sensor's owner, or who holds the container; by anybody if that is gone, or nothing in
		/// it has limits. Errors: [`Error::NotFound`], [`Error::NotAttached`], [`Error::NotHolder`],
		/// [`Error::TimeOutOfRange`].
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::detach())]
		pub fn detach(origin: OriginFor<T>, sensor: DeviceKey) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_detach(who, sensor)
		}

		/// Remove the journey of `container`, which is gone, or in which nothing has limits. Its
		/// sensors are detached, and have reported up to then or had [`Config::MaxInterval`] to do so.
		/// The deposit returns to who attached the first one.
		///
		/// By anybody, free of charge on success. Errors: [`Error::NotFound`],
		/// [`Error::StillNeeded`], [`Error::StillAttached`], [`Error::Unreported`].
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::end_journey().saturating_add(T::Custody::holder_weight()))]
		pub fn end_journey(
			origin: OriginFor<T>,
			container: ContainerOf<T>,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_end_journey(container)?;
			Ok(Pays::No.into())
		}

		/// Hand in what `sensor` reports of the container that it is attached to, or was last: up to
		/// when it was detached, and no later than [`Config::MaxInterval`] after that. `signature` is
		/// that of [`report_payload`]. If the budget is exceeded, the container is quarantined, unless
		/// the sensor is detached and not its holder's.
		///
		/// By anybody. [`Config::ReportDeposit`] is held from the sensor's owner until what is kept of
		/// the report is reaped; if the owner cannot pay, the report counts, but is not kept. Errors:
		/// [`Error::NotFound`], [`Error::NotAttached`], [`Error::Replayed`],
		/// [`Error::SequenceGap`], [`Error::ReversedTime`], [`Error::Overlaps`],
		/// [`Error::BeforeAttachment`], [`Error::AfterDetachment`], [`Error::TooLate`],
		/// [`Error::InTheFuture`], [`Error::TimeOutOfRange`], [`Error::ZeroCount`],
		/// [`Error::TooManyReadings`], [`Error::ZeroRoot`], [`Error::ReversedReadings`],
		/// [`Error::Inconsistent`], [`Error::InvalidSignature`].
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::report())]
		pub fn report(
			origin: OriginFor<T>,
			sensor: DeviceKey,
			report: Report,
			signature: DeviceSignature,
		) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_report(sensor, report, signature)
		}

		/// Remove what is kept of the report `sequence` under `registration`, which was handed in
		/// [`Config::RetentionPeriod`] ago. The deposit returns.
		///
		/// By anybody, free of charge on success. Errors: [`Error::NotFound`],
		/// [`Error::StillNeeded`].
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::reap_report())]
		pub fn reap_report(
			origin: OriginFor<T>,
			registration: RegistrationId,
			sequence: u32,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_reap_report(registration, sequence)?;
			Ok(Pays::No.into())
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// The sensor with this key.
		pub fn sensor(sensor: DeviceKey) -> Option<SensorOf<T>> {
			Sensors::<T>::get(sensor)
		}

		/// What sensors found out about `container`.
		pub fn journey(container: ContainerOf<T>) -> Option<JourneyOf<T>> {
			Journeys::<T>::get(container)
		}

		/// By how many seconds the next report of `sensor` is late, `None` if it is not.
		pub fn overdue(sensor: DeviceKey) -> Option<u32> {
			Self::do_overdue(&sensor)
		}

		/// The sensors of `container` whose next report is late, and by how many seconds.
		pub fn missing(container: ContainerOf<T>) -> Vec<(DeviceKey, u32)> {
			Self::do_missing(&container)
		}

		/// What is kept of the report `sequence` under `registration`.
		pub fn kept_report(registration: RegistrationId, sequence: u32) -> Option<KeptReportOf<T>> {
			Reports::<T>::get(registration, sequence)
		}

		/// Whether the reading `index` of the report `sequence` under `registration` is this
		/// `temperature`, in hundredths of a degree Celsius, measured `at`.
		pub fn verify_reading(
			registration: RegistrationId,
			sequence: u32,
			index: u32,
			at: Seconds,
			temperature: i16,
			proof: Vec<H256>,
		) -> Result<(), ReadingProblem> {
			Self::do_verify_reading(registration, sequence, index, at, temperature, &proof)
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			assert!(T::MaxInterval::get() > 0, "sensors report");
			assert!(T::ClockTolerance::get() < T::MaxInterval::get(), "clocks are about right");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}
}
