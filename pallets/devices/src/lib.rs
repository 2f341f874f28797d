//! # Devices
//!
//! Medical devices with a UDI, a key of their own, and a history.
//!
//! ## Terms
//!
//! - **Model**: what a *manufacturer* registers under a [`DeviceIdentifier`] (UDI-DI) of one of the
//!   three issuing agencies. It has a firmware key, and says how often its devices are serviced.
//! - **Device**: one unit of a model, named by the model and its serial number, with a key that no
//!   other device has or will have. Whatever it signs has a counter, each higher than the one before.
//! - **Owner**: the organisation that has a device: who made it, and then whoever accepts it.
//! - **Servicer**: whom an owner authorised to calibrate and maintain its devices.
//! - **Measure**: a quarantine or recall of a model, a lot or a device, by the manufacturer or a
//!   *regulator*. Nothing is written to the devices that it is against: it counts at read, in a
//!   patient if it reaches patients.
//! - **Patient**: in whom a device is implanted. On chain is a salted commitment and no name; the
//!   patient knows the device and the salt, and looks by themselves whether something is wrong.
//!
//! ## States
//!
//! A device is *in use*, *implanted*, which a facility does and undoes, or *decommissioned*, which is
//! final. Whether it is expired, due for a service, under a measure or runs recalled firmware is
//! decided at read, and is what everybody learns who authenticates it.
//!
//! ## Invariants
//!
//! Checked by `try_state`, see `try_state.rs`:
//!
//! 1. a model has the id of its identifier, which is in its agency's form, and counts its devices,
//!    releases, recalls and measures;
//! 2. a device has the id of its model and serial number, a model, a key bound to it, a release that
//!    there is, and is offered only while it is in use, to another one;
//! 3. a history is as long as its device says, and has no device but that;
//! 4. measures have numbers of their own that were given out, something that they are against, and
//!    room for regulators' ones;
//! 5. the held deposits are those that the entries record.
//!
//! ## Example
//!
//! ```
//! use pallet_devices::{patient_commitment, DeviceId, DeviceIdentifier, ModelId};
//!
//! // A HIBC: the last character checks the others.
//! let hibc = |text: &[u8]| DeviceIdentifier::Hibcc(text.to_vec().try_into().unwrap());
//! let identifier = hibc(b"+A123BJC5D6E71G");
//! assert!(identifier.check().is_ok());
//! assert!(hibc(b"+A123BJC5D6E72G").check().is_err());
//!
//! // Whoever reads the label knows the device on chain.
//! let serial = b"000025".to_vec().try_into().unwrap();
//! let device = DeviceId::of(&ModelId::of(&identifier), &serial);
//!
//! // The facility puts this on chain, and the patient finds it with the salt.
//! let (salt, alice) = ([7; 32], b"alice");
//! let on_chain = patient_commitment(&device, &salt, alice);
//! assert_eq!(patient_commitment(&device, &salt, alice), on_chain);
//! assert_ne!(patient_commitment(&device, &salt, b"bob"), on_chain);
//! ```

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub use pallet::*;
pub use signing::*;
pub use types::*;
pub use udi::{hibc_check_character, DeviceIdentifier, UdiProblem};
pub use weights::WeightInfo;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod calls;
mod config;
mod errors;
mod events;
mod features;
#[cfg(test)]
mod mock;
mod signing;
mod state;
#[cfg(test)]
mod tests;
mod try_state;
mod types;
mod udi;
pub mod weights;

use frame_support::{pallet_macros::import_section, traits::fungible};

/// The balance in which deposits are held.
pub type BalanceOf<T> =
	<<T as Config>::Currency as fungible::Inspect<<T as frame_system::Config>::AccountId>>::Balance;
/// A model of this runtime.
pub type ModelOf<T> = Model<<T as frame_system::Config>::AccountId, BalanceOf<T>>;
/// A device of this runtime.
pub type DeviceOf<T> = Device<<T as frame_system::Config>::AccountId, BalanceOf<T>>;
/// What binds a key to a device in this runtime.
pub type KeyBindingOf<T> = KeyBinding<<T as frame_system::Config>::AccountId, BalanceOf<T>>;
/// A release of firmware in this runtime.
pub type ReleaseOf<T> = Release<BalanceOf<T>>;
/// An entry in a history of this runtime.
pub type HistoryEntryOf<T> = HistoryEntry<<T as frame_system::Config>::AccountId, BalanceOf<T>>;
/// The measures against a target of this runtime.
pub type MeasureEntriesOf<T> = MeasureEntries<<T as frame_system::Config>::AccountId, BalanceOf<T>>;

#[import_section(calls::calls)]
#[import_section(config::config)]
#[import_section(errors::errors)]
#[import_section(events::events)]
#[import_section(state::state)]
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use alloc::vec::Vec;
	use frame_support::{pallet_prelude::*, traits::Time};
	use frame_system::pallet_prelude::*;
	use salus_primitives::{
		Authority, Commitment, CompanyPrefix, Credentials, DeviceKey, DeviceSignature,
		LicenceProblem, Measure, MeasureKind, MeasureReason, Moment, Products,
	};
	use sp_core::H256;
	use sp_runtime::traits::StaticLookup;

	type AccountIdLookupOf<T> = <<T as frame_system::Config>::Lookup as StaticLookup>::Source;

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(0);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// The model with this id.
		pub fn model(model: ModelId) -> Option<ModelOf<T>> {
			Models::<T>::get(model)
		}

		/// The device with this id.
		pub fn device(device: DeviceId) -> Option<DeviceOf<T>> {
			Devices::<T>::get(device)
		}

		/// A release of `model`.
		pub fn release_of(model: ModelId, release: ReleaseNumber) -> Option<ReleaseOf<T>> {
			Releases::<T>::get(model, release)
		}

		/// The history of `device`, from the entry `from` on: [`HISTORY_PER_CALL`] entries at most.
		pub fn history(device: DeviceId, from: u32) -> Vec<HistoryEntryOf<T>> {
			let to = from.saturating_add(HISTORY_PER_CALL);
			(from..to).map_while(|number| Histories::<T>::get(device, number)).collect()
		}

		/// The measures in force against `target` itself.
		pub fn measures(target: Target) -> Vec<Measure> {
			Measures::<T>::get(target).into_iter().map(|entry| entry.measure).collect()
		}

		/// Until when `servicer` may service the devices of `owner`, exclusive, in milliseconds;
		/// `None` if it may not now.
		pub fn servicer(owner: T::AccountId, servicer: T::AccountId) -> Option<Moment> {
			let until = Servicers::<T>::get(owner, servicer)?.until;
			Some(until).filter(|until| T::Time::now() < *until)
		}

		/// What there is to know of `device` now.
		pub fn standing(device: DeviceId) -> Option<DeviceReport> {
			Devices::<T>::get(device).map(|entry| Self::report(&device, &entry))
		}

		/// Whether `device` has signed `challenge` for `by`, and what there is to know of it: the
		/// answer of [`Pallet::authenticate`], which is put on record nowhere.
		pub fn authenticate_offline(
			device: DeviceId,
			by: T::AccountId,
			challenge: Challenge,
			signature: DeviceSignature,
		) -> Result<DeviceReport, AuthProblem> {
			Self::do_authenticate_offline(&device, &by, &challenge, &signature)
		}

		/// The severest measure in force against `device` that reaches patients, if it is in one.
		pub fn implant_notice(device: DeviceId) -> Option<Measure> {
			Self::do_implant_notice(&device)
		}

		/// Whether `device` is in the patient with this `salt` and `subject`. To be asked of a node
		/// of one's own; everybody else computes [`patient_commitment`].
		pub fn is_mine(device: DeviceId, salt: [u8; 32], subject: Vec<u8>) -> bool {
			Self::do_is_mine(&device, &salt, &subject)
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}
}
