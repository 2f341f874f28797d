//! What the pallet needs from the runtime.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod config {
	/// What the pallet needs from the runtime.
	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// The currency of the deposits.
		#[cfg(not(feature = "runtime-benchmarks"))]
		type Currency: fungible::MutateHold<Self::AccountId, Reason = Self::RuntimeHoldReason>;

		/// The currency of the deposits. Benchmarks mint it.
		#[cfg(feature = "runtime-benchmarks")]
		type Currency: fungible::MutateHold<Self::AccountId, Reason = Self::RuntimeHoldReason>
			+ fungible::Mutate<Self::AccountId>;

		/// The runtime's hold reasons.
		type RuntimeHoldReason: From<HoldReason>;

		/// The clock, in milliseconds since the Unix epoch.
		type Time: frame_support::traits::Time<Moment = Moment>;

		/// Knows who is a licensed facility.
		type Credentials: Credentials<Self::AccountId>;

		/// Knows who may access whose data.
		type ConsentGate: ConsentGate<Self::AccountId>;

		/// Who asks for a subject: themselves, or who represents them.
		type SubjectOrigin: EnsureOrigin<Self::RuntimeOrigin, Success = Acting<Self::AccountId>>;

		/// Who pays for the state of those who have no tokens.
		type Sponsorship: Sponsorship<Self::AccountId>;

		/// Hears who accessed whose data.
		type Monitor: AccessMonitor<Self::AccountId>;

		/// How long records are kept at least.
		type Retention: RetentionRules;

		/// Held from the custodian for as long as a record stands, an offer to another facility
		/// included.
		#[pallet::constant]
		type RecordDeposit: Get<BalanceOf<Self>>;

		/// Held from the custodian for each version, with its entry in the commitment index, for as
		/// long as it stands.
		#[pallet::constant]
		type VersionDeposit: Get<BalanceOf<Self>>;

		/// Held from the reader for a receipt until it is reaped.
		#[pallet::constant]
		type ReceiptDeposit: Get<BalanceOf<Self>>;

		/// How long, in milliseconds, a receipt stays before it may be reaped. HIPAA (45 CFR
		/// 164.528) has disclosures accounted for six years back.
		#[pallet::constant]
		type ReceiptRetention: Get<Moment>;

		/// Held from the subject for a request to amend, until it is accepted or settled, or
		/// the record erased.
		#[pallet::constant]
		type AmendmentDeposit: Get<BalanceOf<Self>>;

		/// Within how many milliseconds the custodian answers a request to amend.
		#[pallet::constant]
		type AmendmentPeriod: Get<Moment>;

		/// By how many milliseconds it may extend this, once.
		#[pallet::constant]
		type AmendmentExtension: Get<Moment>;

		/// Held from the custodian for a batch.
		#[pallet::constant]
		type BatchDeposit: Get<BalanceOf<Self>>;

		/// How many leaves a batch may have.
		#[pallet::constant]
		type MaxBatchLeaves: Get<u32>;

		/// Held from the regulator for a legal hold, until it is lifted or gone.
		#[pallet::constant]
		type HoldDeposit: Get<BalanceOf<Self>>;

		/// How far from now, in milliseconds, a legal hold may end.
		#[pallet::constant]
		type MaxHold: Get<Moment>;

		/// How many versions and receipts of erased records one call removes, at least 1.
		#[pallet::constant]
		type SweepPerCall: Get<u32>;

		/// How many versions a record may have, at least 1.
		#[pallet::constant]
		type MaxVersions: Get<u32>;

		/// The weights of the calls.
		type WeightInfo: WeightInfo;
	}
}
