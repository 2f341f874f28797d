//! The origins that referenda give, each with less than root's power, and the pace at which
//! referenda run.
//!
//! An origin is what a track is voted for: whoever wins a referendum on the track `accreditation`
//! has their call dispatched with [`Origin::Accreditor`], and with nothing more.

use crate::{AccountId, BlockNumber, Runtime, RuntimeCall};
use polkadot_sdk::*;

use frame_support::{
	traits::{Contains, Get},
	PalletId,
};
use sp_runtime::traits::AccountIdConversion;

pub use pallet::*;

/// The account of the patient safety office, which nobody has a key to. It is licensed as a
/// regulator by an issuer as every other one is, and then acts by referendum: see [`Call::act`].
pub struct SafetyOffice;
impl Get<AccountId> for SafetyOffice {
	fn get() -> AccountId {
		PalletId(*b"sls/safe").into_account_truncating()
	}
}

/// A period of governance of this many blocks, at the pace that the chain was told at its genesis: see
/// [`pallet::Shortening`].
pub struct Period<const BLOCKS: u32>;
impl<const BLOCKS: u32> Get<BlockNumber> for Period<BLOCKS> {
	fn get() -> BlockNumber {
		shortened(BLOCKS)
	}
}

/// `blocks` at this chain's pace, at least one.
pub fn shortened(blocks: BlockNumber) -> BlockNumber {
	blocks.checked_div(pallet::Shortening::<Runtime>::get()).unwrap_or(blocks).max(1)
}

/// What the office does: recalls, quarantines, and the end of them.
pub struct SafetyCalls;
impl Contains<RuntimeCall> for SafetyCalls {
	fn contains(call: &RuntimeCall) -> bool {
		matches!(
			call,
			RuntimeCall::Products(
				pallet_products::Call::take_measure { .. }
					| pallet_products::Call::lift_measure { .. }
			) | RuntimeCall::Provenance(
				pallet_provenance::Call::take_measure { .. }
					| pallet_provenance::Call::lift_measure { .. }
					| pallet_provenance::Call::close_case { .. }
			)
		)
	}
}

impl Config for Runtime {
	type RuntimeCall = RuntimeCall;
	type SafetyCalls = SafetyCalls;
	type SafetyOffice = SafetyOffice;
	type SafetyOrigin = super::PatientSafetyOrigin;
	type WeightInfo = crate::weights::pallet_utility::WeightInfo<Runtime>;
}

/// Origins with a purpose.
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use alloc::boxed::Box;
	use frame_support::{
		dispatch::{GetDispatchInfo, PostDispatchInfo},
		pallet_prelude::*,
		traits::{Contains, IsSubType},
	};
	use frame_system::pallet_prelude::*;
	use pallet_utility::WeightInfo;
	use sp_runtime::traits::Dispatchable;

	/// What the pallet needs.
	#[pallet::config]
	pub trait Config: polkadot_sdk::frame_system::Config {
		/// The calls of the runtime.
		type RuntimeCall: Parameter
			+ Dispatchable<RuntimeOrigin = Self::RuntimeOrigin, PostInfo = PostDispatchInfo>
			+ GetDispatchInfo
			+ IsSubType<Call<Self>>
			+ IsType<<Self as frame_system::Config>::RuntimeCall>;
		/// Who acts as the patient safety office.
		type SafetyOrigin: EnsureOrigin<Self::RuntimeOrigin>;
		/// The account of the patient safety office.
		type SafetyOffice: Get<Self::AccountId>;
		/// What the patient safety office may do.
		type SafetyCalls: Contains<<Self as Config>::RuntimeCall>;
		/// `dispatch_as` of `pallet_utility` does the same work as [`Pallet::act`].
		type WeightInfo: pallet_utility::WeightInfo;
	}

	/// The pallet.
	#[pallet::pallet]
	pub struct Pallet<T>(_);

	/// What a referendum's call is dispatched with.
	#[derive(
		PartialEq, Eq, Clone, MaxEncodedLen, Encode, Decode, DecodeWithMemTracking, TypeInfo, Debug,
	)]
	#[pallet::origin]
	pub enum Origin {
		/// Dispatches, as root, a call that the technical committee has put on the whitelist.
		#[codec(index = 0)]
		WhitelistedCaller,
		/// Accredits those who issue licences, and seats institutions on the clinical council.
		#[codec(index = 1)]
		Accreditor,
		/// Suspends, recalls, and ends safe mode.
		#[codec(index = 2)]
		PatientSafety,
		/// Spends from the treasury and manages classes of assets.
		#[codec(index = 3)]
		Treasurer,
		/// Sets parameters.
		#[codec(index = 4)]
		ParameterAdmin,
		/// Cancels a referendum and returns its deposits.
		#[codec(index = 5)]
		ReferendumCanceller,
		/// Cancels a referendum and takes its deposits.
		#[codec(index = 6)]
		ReferendumKiller,
	}

	/// By how much the periods of governance are shorter than on a chain that is meant to last. Set
	/// at genesis; no call changes it, so that no vote can hurry another one.
	#[pallet::storage]
	pub type Shortening<T> = StorageValue<_, u32, ValueQuery, ConstU32<1>>;

	/// What the pallet begins with.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// What the periods of governance are divided by: 0 and 1 leave them as they are.
		pub shortening: u32,
		#[serde(skip)]
		#[doc(hidden)]
		pub _config: core::marker::PhantomData<T>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			Shortening::<T>::put(self.shortening.max(1));
		}
	}

	/// What has happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// The patient safety office has acted.
		Acted {
			/// What came of the call.
			result: DispatchResult,
		},
	}

	/// What can go wrong.
	#[pallet::error]
	pub enum Error<T> {
		/// The patient safety office does not make such calls.
		NotForSafety,
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Makes `call` as the patient safety office: recalls and quarantines as a regulator orders
		/// them. Whether the office is licensed for it, the called pallet checks.
		///
		/// By [`Config::SafetyOrigin`]. Fails with [`Error::NotForSafety`]; what the call itself fails
		/// with is in the event.
		#[pallet::call_index(0)]
		#[pallet::weight({
			let info = call.get_dispatch_info();
			(T::WeightInfo::dispatch_as().saturating_add(info.call_weight), info.class)
		})]
		pub fn act(origin: OriginFor<T>, call: Box<<T as Config>::RuntimeCall>) -> DispatchResult {
			T::SafetyOrigin::ensure_origin(origin)?;
			ensure!(T::SafetyCalls::contains(&call), Error::<T>::NotForSafety);
			let office = frame_system::RawOrigin::Signed(T::SafetyOffice::get());
			let result = call.dispatch(office.into()).map(drop).map_err(|failed| failed.error);
			Self::deposit_event(Event::Acted { result });
			Ok(())
		}
	}

	macro_rules! ensure_origins {
		($($name:ident),* $(,)?) => {
			$(
				#[doc = concat!("Only [`Origin::", stringify!($name), "`].")]
				pub struct $name;

				impl<O: Into<Result<Origin, O>> + From<Origin>> EnsureOrigin<O> for $name {
					type Success = ();

					fn try_origin(origin: O) -> Result<(), O> {
						match origin.into()? {
							Origin::$name => Ok(()),
							other => Err(O::from(other)),
						}
					}

					#[cfg(feature = "runtime-benchmarks")]
					fn try_successful_origin() -> Result<O, ()> {
						Ok(O::from(Origin::$name))
					}
				}
			)*
		};
	}
	ensure_origins!(
		WhitelistedCaller,
		Accreditor,
		PatientSafety,
		Treasurer,
		ParameterAdmin,
		ReferendumCanceller,
		ReferendumKiller,
	);
}
