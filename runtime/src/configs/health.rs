//! Salus's own pallets, and how they know each other.
//!
//! `credentials` knows who somebody is, `consent` asks it and knows who may do what, `records` asks
//! both. No pallet names another one: the traits of `salus-primitives` are tied to pallets here.

use super::{governance::RootOrTwoThirds, monetary::deposit};
use crate::{Balance, Balances, Consent, Credentials, Runtime, RuntimeHoldReason, Timestamp};
use polkadot_sdk::*;

use frame_support::{parameter_types, traits::ConstU32};
use salus_primitives::{Moment, DAY, YEAR};

// Deposits count the bytes of keys and values; `tests/runtime/deposits.rs` counts again.
parameter_types! {
	/// Held from the issuer for a licence.
	pub const LicenceDeposit: Balance = deposit(1, 111);
	/// Held from the organisation for a member, with the entry that counts its members.
	pub const MembershipDeposit: Balance = deposit(2, 157);
	/// A licence or a membership is renewed every five years at the latest.
	pub const MaxCredentialValidity: Moment = 5 * YEAR;
	/// Held from the patient for a grant or a denial.
	pub const ConsentDeposit: Balance = deposit(1, 112);
	/// Held from the patient for their profile.
	pub const ProfileDeposit: Balance = deposit(1, 80);
	/// A consent ends after ten years at the latest: nobody foresees further what they agree to.
	pub const MaxConsentValidity: Moment = 10 * YEAR;
	/// Held from the facility for a record.
	pub const RecordDeposit: Balance = deposit(1, 114);
	/// Held from the facility for each version, with its entry in the index of commitments.
	pub const VersionDeposit: Balance = deposit(2, 140);
	/// Held from the reader for a receipt, until it may be reaped.
	pub const ReceiptDeposit: Balance = deposit(1, 123);
	/// How long a receipt stays: HIPAA (45 CFR 164.528) has disclosures accounted for six years
	/// back, which may have two leap days in them.
	pub const ReceiptRetention: Moment = 6 * YEAR + 2 * DAY;
}

impl pallet_credentials::Config for Runtime {
	type AccreditationOrigin = RootOrTwoThirds;
	type Currency = Balances;
	type LicenceDeposit = LicenceDeposit;
	type MaxAccreditations = ConstU32<32>;
	type MaxAffiliations = ConstU32<4>;
	type MaxLicences = ConstU32<8>;
	type MaxMembers = ConstU32<100_000>;
	type MaxValidity = MaxCredentialValidity;
	type MembershipDeposit = MembershipDeposit;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Time = Timestamp;
	type WeightInfo = pallet_credentials::weights::SubstrateWeight<Runtime>;
}

impl pallet_consent::Config for Runtime {
	type ConsentDeposit = ConsentDeposit;
	type Credentials = Credentials;
	type Currency = Balances;
	type MaxValidity = MaxConsentValidity;
	type ProfileDeposit = ProfileDeposit;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Time = Timestamp;
	type WeightInfo = pallet_consent::weights::SubstrateWeight<Runtime>;
}

impl pallet_records::Config for Runtime {
	type ConsentGate = Consent;
	type Credentials = Credentials;
	type Currency = Balances;
	type MaxVersions = ConstU32<1_000>;
	type ReceiptDeposit = ReceiptDeposit;
	type ReceiptRetention = ReceiptRetention;
	type RecordDeposit = RecordDeposit;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Time = Timestamp;
	type VersionDeposit = VersionDeposit;
	type WeightInfo = pallet_records::weights::SubstrateWeight<Runtime>;
}
