//! Health plans: what they cover, what is authorised beforehand, what they pay, and appeals.
//!
//! `coverage` knows plans and members. `authorisations` asks it and `consent`. `claims` asks all of
//! them, and `records` and `provenance` whether what is claimed happened; it settles in assets.
//! `appeals` has `claims` decide anew.

use super::monetary::{deposit, AssetId};
use crate::{
	AccountId, Assets, AssetsHolder, Authorisations, Balance, Balances, Claims, Consent, Coverage,
	Credentials, Provenance, Runtime, RuntimeHoldReason, Timestamp,
};
use polkadot_sdk::*;

use frame_support::{
	parameter_types,
	traits::{ConstU16, ConstU32, Time},
	weights::{constants::RocksDbWeight, Weight},
};
use pallet_provenance::LotId;
use pallet_records::RecordStatus;
use salus_primitives::{
	Credentials as _, LicenceKind, Moment, References, ServiceReference, DAY, YEAR,
};

// Deposits count the bytes of keys and values; `tests/runtime/deposits.rs` counts again.
parameter_types! {
	/// Held from a payer for a plan.
	pub const PlanDeposit: Balance = deposit(1, 300);
	/// Held from a payer for a version of a plan's terms, on top of [`TermsByteDeposit`].
	pub const TermsDeposit: Balance = deposit(1, 100);
	/// Held from a payer for each byte of a plan's terms.
	pub const TermsByteDeposit: Balance = deposit(0, 1);
	/// Held from a payer for a service.
	pub const ServiceDeposit: Balance = deposit(1, 400);
	/// Held from a payer for a contract with a provider.
	pub const ContractDeposit: Balance = deposit(1, 150);
	/// Held from a payer for a member and what they use in three years.
	pub const MemberDeposit: Balance = deposit(1, 4_300);
	/// Held from a payer for a family and what it uses.
	pub const FamilyDeposit: Balance = deposit(1, 250);
	/// Held from a provider for an authorisation.
	pub const AuthorisationDeposit: Balance = deposit(1, 800);
	/// Held from a provider for its account with a plan.
	pub const ProviderAccountDeposit: Balance = deposit(1, 800);
	/// Held from a provider for each unit of room for claims.
	pub const RoomDeposit: Balance = deposit(1, 400);
	/// HIPAA (45 CFR 164.316) has documentation kept for six years.
	pub const ClaimsRetention: Moment = 6 * YEAR + 2 * DAY;
	/// Held from a reviewer in the pool.
	pub const ReviewerDeposit: Balance = deposit(1, 100);
	/// Held from who appeals.
	pub const ClaimAppealDeposit: Balance = deposit(1, 800);
	/// Reviewers are physicians and other practitioners.
	pub const ReviewerKind: LicenceKind = LicenceKind::Practitioner;
}

/// What claims are settled in when they are measured: an asset that is there.
#[cfg(feature = "runtime-benchmarks")]
pub struct MeasuredAsset;

#[cfg(feature = "runtime-benchmarks")]
impl frame_support::traits::Get<AssetId> for MeasuredAsset {
	fn get() -> AssetId {
		use frame_support::traits::fungibles::{Create, Inspect};
		const MEASURED: AssetId = 4_711;
		if !Assets::asset_exists(MEASURED) {
			let owner = super::governance::TreasuryAccount::get();
			<Assets as Create<AccountId>>::create(MEASURED, owner, true, 1).expect("is new");
		}
		MEASURED
	}
}

impl pallet_coverage::Config for Runtime {
	type Assets = Assets;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkAsset = MeasuredAsset;
	type ContractDeposit = ContractDeposit;
	type Credentials = Credentials;
	type Currency = Balances;
	type FamilyDeposit = FamilyDeposit;
	type Ledger = Claims;
	type MemberDeposit = MemberDeposit;
	type PlanDeposit = PlanDeposit;
	type Retention = ClaimsRetention;
	type RuntimeHoldReason = RuntimeHoldReason;
	type ServiceDeposit = ServiceDeposit;
	type TermsByteDeposit = TermsByteDeposit;
	type Time = Timestamp;
	type VersionDeposit = TermsDeposit;
	type WeightInfo = pallet_coverage::weights::SubstrateWeight<Runtime>;
}

impl pallet_authorisations::Config for Runtime {
	type AuthorisationDeposit = AuthorisationDeposit;
	type Consent = Consent;
	type Coverage = Coverage;
	type Credentials = Credentials;
	type Currency = Balances;
	type MaxPeriod = ConstU16<366>;
	type Retention = ClaimsRetention;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Time = Timestamp;
	type WeightInfo = pallet_authorisations::weights::SubstrateWeight<Runtime>;
}

/// Whether what claims refer to is on chain.
pub struct OnChain;

impl References<AccountId> for OnChain {
	fn happened(provider: &AccountId, reference: &ServiceReference) -> Option<Moment> {
		match reference {
			// The provider keeps the encounter's record, or works for who keeps it.
			ServiceReference::Encounter(record) => {
				let record = pallet_records::Records::<Runtime>::get(record)?;
				let own = record.custodian == *provider
					|| Credentials::member_role(&record.custodian, provider).is_some();
				let stands = record.status == RecordStatus::Active;
				(own && stands).then_some(record.registered_at)
			}
			ServiceReference::Dispensed { lot, index } => {
				Provenance::has_dispensed(provider, &LotId(*lot), *index).then(Timestamp::now)
			}
		}
	}

	// A record, a membership, and an organisation's licence with its issuers; a dispensed unit takes
	// less.
	fn weight() -> Weight {
		RocksDbWeight::get().reads(8).saturating_add(Weight::from_parts(40_000_000, 24_576))
	}
}

impl pallet_claims::Config for Runtime {
	type AccountDeposit = ProviderAccountDeposit;
	type AssetId = AssetId;
	type Assets = Assets;
	type Authorisations = Authorisations;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkAsset = MeasuredAsset;
	type Consent = Consent;
	type Coverage = Coverage;
	type Credentials = Credentials;
	type Currency = Balances;
	type MaxSettled = ConstU32<50>;
	type References = OnChain;
	type Reserves = AssetsHolder;
	type Retention = ClaimsRetention;
	type RoomDeposit = RoomDeposit;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Time = Timestamp;
	type WeightInfo = pallet_claims::weights::SubstrateWeight<Runtime>;
}

impl pallet_appeals::Config for Runtime {
	type AppealDeposit = ClaimAppealDeposit;
	type Claims = Claims;
	type Coverage = Coverage;
	type Credentials = Credentials;
	type Currency = Balances;
	type MaxOpenCases = ConstU32<8>;
	type MaxReviewers = ConstU32<256>;
	type Retention = ClaimsRetention;
	type ReviewerDeposit = ReviewerDeposit;
	type ReviewerKind = ReviewerKind;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Time = Timestamp;
	type WeightInfo = pallet_appeals::weights::SubstrateWeight<Runtime>;
}
