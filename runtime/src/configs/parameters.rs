//! What governance sets without an upgrade: fees, limits and clocks.
//!
//! The track `parameters` sets them, and no value that it sets can do more than this file allows:
//! whoever reads a parameter reads it within its [`Bounds`].

use super::{
	governance::origins::ParameterAdmin,
	monetary::{RELAY_UNIT, UNIT, USD_UNIT},
};
use crate::{AccountId, Balance, Runtime, RuntimeEvent};
use core::marker::PhantomData;
use polkadot_sdk::*;

use frame_support::{
	dynamic_params::{dynamic_pallet_params, dynamic_params},
	traits::{AsEnsureOriginWithArg, EitherOfDiverse, Get},
};
use frame_system::EnsureRoot;
use salus_primitives::{Moment, DAY, HOUR};

/// The parameters, and what they are until somebody sets them.
#[dynamic_params(RuntimeParameters, pallet_parameters::Parameters::<Runtime>)]
#[allow(missing_docs)] // of what the macros add
pub mod values {
	use super::*;

	/// Fees.
	#[dynamic_pallet_params]
	#[codec(index = 0)]
	pub mod fees {
		/// The fee for using up a whole block, in time or in proof, whichever is scarcer, in SLS.
		#[codec(index = 0)]
		pub static WholeBlock: Balance = 10 * UNIT;
		/// What a message from another chain pays for a whole block in the relay chain's token.
		#[codec(index = 1)]
		pub static WholeBlockInRelayToken: Balance = RELAY_UNIT;
		/// What a message from another chain pays for a whole block in US dollars.
		#[codec(index = 2)]
		pub static WholeBlockInUsd: Balance = 5 * USD_UNIT;
	}

	/// Limits of emergency access.
	#[dynamic_pallet_params]
	#[codec(index = 1)]
	pub mod limits {
		/// How often a practitioner breaks glass a day.
		#[codec(index = 0)]
		pub static EmergenciesOfPractitioner: u32 = 10;
		/// How often a subject's glass is broken a day.
		#[codec(index = 1)]
		pub static EmergenciesOfSubject: u32 = 3;
		/// After how many unjustified emergencies a practitioner is suspended from more.
		#[codec(index = 2)]
		pub static Strikes: u32 = 3;
	}

	/// Clocks, in milliseconds.
	#[dynamic_pallet_params]
	#[codec(index = 2)]
	pub mod clocks {
		/// How long broken glass stays open.
		#[codec(index = 0)]
		pub static EmergencyAccess: Moment = 4 * HOUR;
		/// Within which an emergency access is reviewed.
		#[codec(index = 1)]
		pub static EmergencyReview: Moment = 72 * HOUR;
		/// Within which a custodian answers a dispute about an access.
		#[codec(index = 2)]
		pub static DisputeAnswer: Moment = 30 * DAY;
		/// Within which a custodian acts on a request to amend a record.
		#[codec(index = 3)]
		pub static Amendment: Moment = 60 * DAY;
		/// Within which governance decides an appeal against a suspension.
		#[codec(index = 4)]
		pub static SuspensionAppeal: Moment = 30 * DAY;
	}
}

/// Between what a parameter stays, whatever is voted for.
pub trait Bounds<Value> {
	/// The least.
	const LEAST: Value;
	/// The most.
	const MOST: Value;
}

/// A parameter within its bounds.
pub struct Bounded<P>(PhantomData<P>);

macro_rules! bounded {
	($($(#[$doc:meta])* $name:ident: $type:ty = $module:ident::$parameter:ident in $least:expr, $most:expr;)*) => {
		$(
			impl Bounds<$type> for values::$module::$parameter {
				const LEAST: $type = $least;
				const MOST: $type = $most;
			}

			impl Get<$type> for Bounded<values::$module::$parameter> {
				fn get() -> $type {
					values::$module::$parameter::get()
						.clamp(<values::$module::$parameter as Bounds<$type>>::LEAST,
							<values::$module::$parameter as Bounds<$type>>::MOST)
				}
			}

			$(#[$doc])*
			pub type $name = Bounded<values::$module::$parameter>;
		)*
	};
}
bounded! {
	/// The fee for a whole block. Never so dear that nobody can vote to make it cheaper.
	WholeBlockFee: Balance = fees::WholeBlock in UNIT / 100, 1_000 * UNIT;
	/// The fee for a whole block in the relay chain's token.
	RelayTokenFee: Balance = fees::WholeBlockInRelayToken in RELAY_UNIT / 1_000, 100 * RELAY_UNIT;
	/// The fee for a whole block in US dollars.
	UsdFee: Balance = fees::WholeBlockInUsd in USD_UNIT / 100, 1_000 * USD_UNIT;
	/// How often a practitioner breaks glass a day. Never not at all.
	PractitionerLimit: u32 = limits::EmergenciesOfPractitioner in 1, 100;
	/// How often a subject's glass is broken a day. Never not at all.
	SubjectLimit: u32 = limits::EmergenciesOfSubject in 1, 20;
	/// Strikes until a suspension.
	StrikeLimit: u32 = limits::Strikes in 1, 20;
	/// How long broken glass stays open. A vote opens it for a day at most.
	EmergencyAccessPeriod: Moment = clocks::EmergencyAccess in HOUR / 4, DAY;
	/// Within which an emergency access is reviewed.
	ReviewPeriod: Moment = clocks::EmergencyReview in DAY, 30 * DAY;
	/// Within which a dispute is answered.
	AnswerPeriod: Moment = clocks::DisputeAnswer in DAY, 60 * DAY;
	/// Within which a request to amend is acted on: HIPAA (45 CFR 164.526(b)(2)) allows 60 days.
	AmendmentPeriod: Moment = clocks::Amendment in DAY, 60 * DAY;
	/// Within which an appeal is decided.
	AppealPeriod: Moment = clocks::SuspensionAppeal in DAY, 90 * DAY;
}

#[cfg(feature = "runtime-benchmarks")]
impl Default for RuntimeParameters {
	fn default() -> Self {
		RuntimeParameters::Fees(values::fees::Parameters::WholeBlock(
			values::fees::WholeBlock,
			Some(10 * UNIT),
		))
	}
}

impl pallet_parameters::Config for Runtime {
	type AdminOrigin =
		AsEnsureOriginWithArg<EitherOfDiverse<EnsureRoot<AccountId>, ParameterAdmin>>;
	type RuntimeEvent = RuntimeEvent;
	type RuntimeParameters = RuntimeParameters;
	// The SDK's own measurement, which the pallet lets out under no other name.
	type WeightInfo = ();
}
