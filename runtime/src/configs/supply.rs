//! The supply chain: products, where each unit of them is, whether it was kept cold, and medical
//! devices.
//!
//! `products` knows who makes what. `provenance` asks it, and knows who holds each unit. `coldchain`
//! asks `provenance` who holds a container, and has it quarantined. `devices` asks `products` whose a
//! company prefix is. All of them ask `credentials` who somebody is.

use super::monetary::deposit;
use crate::{
	Balance, Balances, Credentials, Products, Provenance, Runtime, RuntimeHoldReason, Timestamp,
};
use polkadot_sdk::*;

use frame_support::{parameter_types, traits::ConstU32};
use salus_primitives::{Moment, DAY, MINUTE, YEAR};

// Deposits count the bytes of keys and values; `tests/runtime/deposits.rs` counts again.
parameter_types! {
	/// Held from the assigner for a company prefix.
	pub const PrefixDeposit: Balance = deposit(1, 150);
	/// Held on top of it for each shorter one, of which up to eight are remembered.
	pub const BranchDeposit: Balance = deposit(1, 150);
	/// Held from the manufacturer for a product.
	pub const ProductDeposit: Balance = deposit(1, 250);
	/// Held from the manufacturer for a lot.
	pub const LotDeposit: Balance = deposit(1, 350);
	/// Held from the manufacturer for each 256 units of a lot. What is dispensed of them is one entry,
	/// which nobody pays for but once.
	pub const WordDeposit: Balance = deposit(0, 128);
	/// Held from the manufacturer for each span that a lot was made of.
	pub const OriginDeposit: Balance = deposit(0, 80);
	/// Held from who separates units from the rest of their lot.
	pub const RangeDeposit: Balance = deposit(1, 250);
	/// Held from who opens a container.
	pub const ContainerDeposit: Balance = deposit(1, 350);
	/// Held from who causes something to be said of a single unit.
	pub const ExceptionDeposit: Balance = deposit(1, 150);
	/// Held from who opens a case about a unit.
	pub const SuspicionDeposit: Balance = deposit(1, 220);
	/// EU FMD (Commission Delegated Regulation 2016/161, article 13): ten days.
	pub const UndoPeriod: Moment = 10 * DAY;
	/// Goods arrive, or are taken back, within this time.
	pub const MaxTransit: Moment = 180 * DAY;
	/// Within which a shipper answers what a consignee reports.
	pub const ReportPeriod: Moment = 14 * DAY;
	/// How long lots are kept after they expire. DSCSA (section 582 of the FD&C Act) has transaction
	/// information kept for six years.
	pub const SupplyRetention: Moment = 6 * YEAR + 2 * DAY;
	/// How long devices are kept after their end. EU MDR (article 10(8)) has documentation of implants
	/// kept for fifteen years.
	pub const DeviceRetention: Moment = 15 * YEAR + 4 * DAY;
	/// Held from the owner for a sensor.
	pub const SensorDeposit: Balance = deposit(1, 300);
	/// Held from the owner of a sensor for what travels with it.
	pub const JourneyDeposit: Balance = deposit(1, 400);
	/// Held from the owner of a sensor for a batch of readings.
	pub const ReportDeposit: Balance = deposit(1, 200);
	/// Held from the manufacturer for a device model.
	pub const ModelDeposit: Balance = deposit(1, 400);
	/// Held from the manufacturer for a device.
	pub const DeviceDeposit: Balance = deposit(1, 500);
	/// Held from the manufacturer for a device's key, which is never anybody else's.
	pub const KeyDeposit: Balance = deposit(1, 150);
	/// Held from the manufacturer for a firmware release.
	pub const ReleaseDeposit: Balance = deposit(1, 250);
	/// Held from the owner for what happened to a device.
	pub const HistoryDeposit: Balance = deposit(1, 200);
	/// Held from the owner for who may service their devices.
	pub const ServicerDeposit: Balance = deposit(1, 200);
	/// Held from who takes a measure against devices.
	pub const MeasureDeposit: Balance = deposit(1, 300);
	/// How long a device's answer may be on its way.
	pub const MaxChallenge: Moment = 10 * MINUTE;
}

impl pallet_products::Config for Runtime {
	type BranchDeposit = BranchDeposit;
	type Credentials = Credentials;
	type Currency = Balances;
	type PrefixDeposit = PrefixDeposit;
	type ProductDeposit = ProductDeposit;
	type RuntimeHoldReason = RuntimeHoldReason;
	type WeightInfo = pallet_products::weights::SubstrateWeight<Runtime>;
}

impl pallet_provenance::Config for Runtime {
	type CaseDeposit = SuspicionDeposit;
	type ContainerDeposit = ContainerDeposit;
	type Credentials = Credentials;
	type Currency = Balances;
	type ExceptionDeposit = ExceptionDeposit;
	type LotDeposit = LotDeposit;
	type MaxTransit = MaxTransit;
	type OriginDeposit = OriginDeposit;
	type Products = Products;
	type RangeDeposit = RangeDeposit;
	type ReportPeriod = ReportPeriod;
	type RetentionPeriod = SupplyRetention;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Time = Timestamp;
	type UndoPeriod = UndoPeriod;
	type WeightInfo = pallet_provenance::weights::SubstrateWeight<Runtime>;
	type WordDeposit = WordDeposit;
}

impl pallet_coldchain::Config for Runtime {
	type ClockTolerance = ConstU32<60>;
	type Credentials = Credentials;
	type Currency = Balances;
	type Custody = Provenance;
	type JourneyDeposit = JourneyDeposit;
	type MaxInterval = ConstU32<{ 24 * 60 * 60 }>;
	type ReportDeposit = ReportDeposit;
	type RetentionPeriod = SupplyRetention;
	type RuntimeHoldReason = RuntimeHoldReason;
	type SensorDeposit = SensorDeposit;
	type Time = Timestamp;
	type WeightInfo = pallet_coldchain::weights::SubstrateWeight<Runtime>;
}

impl pallet_devices::Config for Runtime {
	type Credentials = Credentials;
	type Currency = Balances;
	type DeviceDeposit = DeviceDeposit;
	type HistoryDeposit = HistoryDeposit;
	type KeyDeposit = KeyDeposit;
	type MaxChallenge = MaxChallenge;
	type MeasureDeposit = MeasureDeposit;
	type ModelDeposit = ModelDeposit;
	type Products = Products;
	type ReleaseDeposit = ReleaseDeposit;
	type RetentionPeriod = DeviceRetention;
	type RuntimeHoldReason = RuntimeHoldReason;
	type ServicerDeposit = ServicerDeposit;
	type Time = Timestamp;
	type WeightInfo = pallet_devices::weights::SubstrateWeight<Runtime>;
}
