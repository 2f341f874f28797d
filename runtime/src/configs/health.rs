//! Salus's own pallets, and how they know each other.
//!
//! `credentials` knows who somebody is. `consent` asks it and knows who may do what; `representatives`
//! and `emergency` know who may beside those with a consent, and `consent` asks them. `records` asks
//! all of them through the one gate, and tells `trail` who has read what. No pallet names another
//! one: the traits of `salus-primitives` are tied to pallets here.

use super::{
	governance::{AccreditationOrigin, SafetyOrigin},
	monetary::deposit,
	parameters::{
		AmendmentPeriod, AnswerPeriod, AppealPeriod, EmergencyAccessPeriod, PractitionerLimit,
		ReviewPeriod, StrikeLimit, SubjectLimit,
	},
};
use crate::{
	release::{RECORD_DEPOSIT, VERSION_DEPOSIT},
	Balance, Balances, Consent, Credentials, Emergency, Records, Representatives, Runtime,
	RuntimeCall, RuntimeHoldReason, RuntimeOrigin, Sponsorship, Timestamp, Trail,
};
use polkadot_sdk::*;

use frame_support::{parameter_types, traits::ConstU32};
use pallet_records::{RetentionClass, RetentionRules};
use pallet_representatives::{EnsureSubject, PowerNeeded};
use salus_primitives::{Moment, Power, DAY, YEAR};

/// A patient, or somebody who represents them.
type SubjectOrigin = EnsureSubject<Runtime>;

// Deposits count the bytes of keys and values; `tests/runtime/deposits.rs` counts again.
parameter_types! {
	/// What a byte of state costs: consents keep their deposits in this unit.
	pub const DepositUnit: Balance = deposit(0, 1);
	/// Held from the issuer for a licence.
	pub const LicenceDeposit: Balance = deposit(1, 111);
	/// Held from the organisation for a member, with the entries that count its members and name its
	/// privacy officer.
	pub const MembershipDeposit: Balance = deposit(3, 237);
	/// A licence or a membership is renewed every five years at the latest.
	pub const MaxCredentialValidity: Moment = 5 * YEAR;
	/// Held from the issuer for an identifier, with its entry in the holder's list.
	pub const IdentifierDeposit: Balance = deposit(2, 300);
	/// Held from the organisation for an endpoint.
	pub const EndpointDeposit: Balance = deposit(1, 250);
	/// Held from the holder for an appeal, until it is decided.
	pub const AppealDeposit: Balance = deposit(1, 200);
	/// Held for a grant or a denial.
	pub const ConsentDeposit: Balance = deposit(1, 112);
	/// Held for a subject's profile.
	pub const ProfileDeposit: Balance = deposit(1, 120);
	/// Held from the delegator for what they pass on.
	pub const DelegationDeposit: Balance = deposit(1, 200);
	/// Held from the institution for a published form.
	pub const FormDeposit: Balance = deposit(1, 150);
	/// A consent ends after ten years at the latest: nobody foresees further what they agree to.
	pub const MaxConsentValidity: Moment = 10 * YEAR;
	/// Held for a representative.
	pub const RepresentationDeposit: Balance = deposit(2, 300);
	/// Held from a practitioner for an attestation.
	pub const AttestationDeposit: Balance = deposit(1, 350);
	/// How far ahead a child's majority may be.
	pub const MaxMinority: Moment = 21 * YEAR + 6 * DAY;
	/// A proxy, a guardian or an executor is appointed anew after ten years at the latest.
	pub const MaxTerm: Moment = 10 * YEAR;
	/// Within which the second of two attestations follows the first.
	pub const AttestationValidity: Moment = 30 * DAY;
	/// Held from the practitioner for an emergency case.
	pub const CaseDeposit: Balance = deposit(4, 750);
	/// Within which emergency accesses are counted for the limits.
	pub const EmergencyRatePeriod: Moment = DAY;
	/// How long emergency cases and disputes stay: as long as receipts.
	pub const CaseRetention: Moment = 6 * YEAR + 2 * DAY;
	/// Held from the custodian for a day's batch of receipts.
	pub const DayDeposit: Balance = deposit(2, 250);
	/// Held for a dispute.
	pub const DisputeDeposit: Balance = deposit(2, 380);
	/// The time over which the trail counts what somebody does.
	pub const ActivityPeriod: Moment = DAY;
	/// Held from the facility for a record.
	pub const RecordDeposit: Balance = RECORD_DEPOSIT;
	/// Held from the facility for each version, with its entry in the index of commitments.
	pub const VersionDeposit: Balance = VERSION_DEPOSIT;
	/// Held from the reader for a receipt, until it may be reaped.
	pub const ReceiptDeposit: Balance = deposit(1, 130);
	/// How long a receipt stays: HIPAA (45 CFR 164.528) has disclosures accounted for six years
	/// back, which may have two leap days in them.
	pub const ReceiptRetention: Moment = 6 * YEAR + 2 * DAY;
	/// Held for a request to amend a record.
	pub const AmendmentDeposit: Balance = deposit(1, 250);
	/// By how much the custodian may extend this, once.
	pub const AmendmentExtension: Moment = 30 * DAY;
	/// Held from the facility for a batch of records.
	pub const BatchDeposit: Balance = deposit(1, 150);
	/// Held from the regulator for a legal hold.
	pub const LegalHoldDeposit: Balance = deposit(1, 350);
	/// A legal hold is ordered anew after ten years at the latest.
	pub const MaxLegalHold: Moment = 10 * YEAR;
}

impl pallet_credentials::Config for Runtime {
	type AccreditationOrigin = AccreditationOrigin;
	type AppealDeposit = AppealDeposit;
	type AppealPeriod = AppealPeriod;
	type Currency = Balances;
	type EndpointDeposit = EndpointDeposit;
	type IdentifierDeposit = IdentifierDeposit;
	type LicenceDeposit = LicenceDeposit;
	type MaxAccreditations = ConstU32<32>;
	type MaxAddressLength = ConstU32<128>;
	type MaxAffiliations = ConstU32<4>;
	type MaxLicences = ConstU32<8>;
	type MaxMembers = ConstU32<100_000>;
	type MaxValidity = MaxCredentialValidity;
	type MembershipDeposit = MembershipDeposit;
	type RuntimeHoldReason = RuntimeHoldReason;
	type SafetyOrigin = SafetyOrigin;
	type Time = Timestamp;
	type WeightInfo = pallet_credentials::weights::SubstrateWeight<Runtime>;
}

impl pallet_consent::Config for Runtime {
	type ConsentDeposit = ConsentDeposit;
	type Credentials = Credentials;
	type Currency = Balances;
	type DelegationDeposit = DelegationDeposit;
	type DepositUnit = DepositUnit;
	type Emergency = Emergency;
	type FormDeposit = FormDeposit;
	type MaxValidity = MaxConsentValidity;
	type ProfileDeposit = ProfileDeposit;
	type Representation = Representatives;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Sponsorship = Sponsorship;
	type SubjectOrigin = SubjectOrigin;
	type Time = Timestamp;
	type WeightInfo = pallet_consent::weights::SubstrateWeight<Runtime>;
}

impl pallet_representatives::Config for Runtime {
	type AttestationDeposit = AttestationDeposit;
	type AttestationValidity = AttestationValidity;
	type CallPowers = CallPowers;
	type Credentials = Credentials;
	type Currency = Balances;
	type LifeEvents = Consent;
	type MaxMinority = MaxMinority;
	type MaxRepresentatives = ConstU32<8>;
	type MaxTerm = MaxTerm;
	type RepresentationDeposit = RepresentationDeposit;
	type RuntimeCall = RuntimeCall;
	type RuntimeHoldReason = RuntimeHoldReason;
	type RuntimeOrigin = RuntimeOrigin;
	type Sponsorship = Sponsorship;
	type Time = Timestamp;
	type WeightInfo = pallet_representatives::weights::SubstrateWeight<Runtime>;
}

/// What a representative may do in a subject's name, and the power it takes.
///
/// What cannot be undone is left to the subjects: nobody opts out of research for good for somebody
/// else.
pub struct CallPowers;

impl PowerNeeded<RuntimeCall> for CallPowers {
	fn power(call: &RuntimeCall) -> Option<Power> {
		match call {
			RuntimeCall::Consent(call) => match call {
				pallet_consent::Call::grant { .. }
				| pallet_consent::Call::lift_denial { .. }
				| pallet_consent::Call::unfreeze { .. }
				// Locking fewer segments than before opens some.
				| pallet_consent::Call::lock_for_emergencies { .. } => Some(Power::Grant),
				pallet_consent::Call::deny { .. }
				| pallet_consent::Call::revoke { .. }
				| pallet_consent::Call::revoke_all { .. }
				| pallet_consent::Call::revoke_delegation { .. }
				| pallet_consent::Call::freeze { .. } => Some(Power::Revoke),
				_ => None,
			},
			RuntimeCall::Records(
				pallet_records::Call::request_amendment { .. }
				| pallet_records::Call::state_disagreement { .. }
				| pallet_records::Call::request_erasure { .. },
			)
			| RuntimeCall::Trail(
				pallet_trail::Call::dispute_receipt { .. }
				| pallet_trail::Call::dispute_leaf { .. }
				| pallet_trail::Call::withdraw_dispute { .. },
			) => Some(Power::Dispute),
			_ => None,
		}
	}
}

impl pallet_emergency::Config for Runtime {
	type AccessPeriod = EmergencyAccessPeriod;
	type CaseDeposit = CaseDeposit;
	type Controls = Consent;
	type Credentials = Credentials;
	type Currency = Balances;
	type GovernanceOrigin = SafetyOrigin;
	type MaxOpenCases = ConstU32<16>;
	type Monitor = Trail;
	type PractitionerLimit = PractitionerLimit;
	type RatePeriod = EmergencyRatePeriod;
	type RetentionPeriod = CaseRetention;
	type ReviewPeriod = ReviewPeriod;
	type RuntimeHoldReason = RuntimeHoldReason;
	type StrikeLimit = StrikeLimit;
	type SubjectLimit = SubjectLimit;
	type Time = Timestamp;
	type WeightInfo = pallet_emergency::weights::SubstrateWeight<Runtime>;
}

impl pallet_trail::Config for Runtime {
	type ActivityPeriod = ActivityPeriod;
	type AnswerPeriod = AnswerPeriod;
	type Credentials = Credentials;
	type Currency = Balances;
	type DayDeposit = DayDeposit;
	type DisputeDeposit = DisputeDeposit;
	type GovernanceOrigin = SafetyOrigin;
	type MaxReceiptsPerDay = ConstU32<{ 1 << 20 }>;
	type Receipts = Records;
	type RetentionPeriod = CaseRetention;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Sponsorship = Sponsorship;
	type SubjectOrigin = SubjectOrigin;
	type Time = Timestamp;
	type WeightInfo = pallet_trail::weights::SubstrateWeight<Runtime>;
}

impl pallet_records::Config for Runtime {
	type AmendmentDeposit = AmendmentDeposit;
	type AmendmentExtension = AmendmentExtension;
	type AmendmentPeriod = AmendmentPeriod;
	type BatchDeposit = BatchDeposit;
	type ConsentGate = Consent;
	type Credentials = Credentials;
	type Currency = Balances;
	type HoldDeposit = LegalHoldDeposit;
	type MaxBatchLeaves = ConstU32<{ 1 << 20 }>;
	type MaxHold = MaxLegalHold;
	type MaxVersions = ConstU32<1_000>;
	type Monitor = Trail;
	type ReceiptDeposit = ReceiptDeposit;
	type ReceiptRetention = ReceiptRetention;
	type RecordDeposit = RecordDeposit;
	type Retention = MinimumRetention;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Sponsorship = Sponsorship;
	type SubjectOrigin = SubjectOrigin;
	type SweepPerCall = ConstU32<50>;
	type Time = Timestamp;
	type VersionDeposit = VersionDeposit;
	type WeightInfo = pallet_records::weights::SubstrateWeight<Runtime>;
}

/// How long records are kept at least.
pub struct MinimumRetention;

impl RetentionRules for MinimumRetention {
	fn minimum(class: RetentionClass) -> Moment {
		match class {
			// 45 CFR 164.316(b)(2): six years.
			RetentionClass::Administrative => 6 * YEAR + 2 * DAY,
			// German Civil Code, section 630f(3): ten years after treatment.
			RetentionClass::Clinical => 10 * YEAR + 3 * DAY,
			// German Radiation Protection Act, section 85(2): ten years.
			RetentionClass::Imaging => 10 * YEAR + 3 * DAY,
			// The same section: until the 28th birthday of who was treated as a minor.
			RetentionClass::Paediatric => 28 * YEAR + 7 * DAY,
			// German Transfusion Act, section 14(3): thirty years, as for implants.
			RetentionClass::Implant => 30 * YEAR + 8 * DAY,
		}
	}
}
