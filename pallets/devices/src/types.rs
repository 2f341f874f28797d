//! What this pallet stores, and what its calls take.

use crate::DeviceIdentifier;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec, Hashable};
use salus_primitives::{
	end_of_day, Authority, Commitment, DeviceKey, LicenceKinds, Measure, MeasureReason, Moment,
	RecallDepth,
};
use scale_info::TypeInfo;
use sp_core::H256;

/// How many entries of a history, or releases of a model, one call removes.
pub const REAP_STEP: u32 = 16;

/// How many entries of a history [`history`](crate::Pallet::history) answers with.
pub const HISTORY_PER_CALL: u32 = 100;

/// How many measures against one target may be in force.
pub const MAX_MEASURES: u32 = 4;

/// How many of them may be the manufacturer's, so that there is always room for regulators'.
pub const MAX_BY_MANUFACTURER: u32 = 2;

/// The number of a release among those of its model, given out in order from 0.
pub type ReleaseNumber = u32;

/// A lot, a serial number or a software's version: 1 to 20 printable ASCII characters but the space.
pub type Label = BoundedVec<u8, ConstU32<20>>;

/// The version of a release: 1 to 32 printable ASCII characters but the space.
pub type Version = BoundedVec<u8, ConstU32<32>>;

/// Whether `text` is printable ASCII without spaces, and not empty.
pub(crate) fn is_label(text: &[u8]) -> bool {
	!text.is_empty() && text.iter().all(u8::is_ascii_graphic)
}

/// Names a model: `blake2_128` of its [`DeviceIdentifier`], SCALE encoded.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct ModelId(pub [u8; 16]);

impl ModelId {
	/// The model with this identifier.
	pub fn of(identifier: &DeviceIdentifier) -> Self {
		Self(identifier.blake2_128())
	}
}

/// Names a device: `blake2_128` of its model's id and its serial number, SCALE encoded.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct DeviceId(pub [u8; 16]);

impl DeviceId {
	/// The device of `model` with this serial number.
	pub fn of(model: &ModelId, serial: &Label) -> Self {
		Self((*model, serial.clone()).blake2_128())
	}
}

/// Names a lot among those of its model: `blake2_128` of what is printed, SCALE encoded.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct LotId(pub [u8; 16]);

impl LotId {
	/// The lot with this name.
	pub fn of(lot: &Label) -> Self {
		Self(lot.blake2_128())
	}
}

/// A model of device.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Model<AccountId, Balance> {
	/// The UDI-DI.
	pub identifier: DeviceIdentifier,
	/// Who makes it.
	pub manufacturer: AccountId,
	/// Commitment to what else there is to know: name, class, instructions.
	pub attributes: Commitment,
	/// The longest time between two calibrations, in seconds; `None` if it needs none.
	pub calibration_interval: Option<u32>,
	/// The longest time between two maintenances, in seconds; `None` if it needs none.
	pub maintenance_interval: Option<u32>,
	/// What signs its firmware.
	pub firmware_key: DeviceKey,
	/// The number of the oldest release that there is: those before it were removed.
	pub first_release: ReleaseNumber,
	/// The number of the next release: those there are end before it.
	pub next_release: ReleaseNumber,
	/// How many releases are recalled by a regulator.
	pub recalls: u32,
	/// How many devices there are.
	pub devices: u32,
	/// How many measures against it, or lots of it, are in force.
	pub measures: u32,
	/// What is held from the manufacturer for it.
	pub deposit: Balance,
}

impl<AccountId, Balance> Model<AccountId, Balance> {
	/// The longest time between two services of `kind`, in milliseconds.
	pub fn interval(&self, kind: ServiceKind) -> Option<Moment> {
		let seconds = match kind {
			ServiceKind::Calibration => self.calibration_interval,
			ServiceKind::Maintenance => self.maintenance_interval,
		};
		seconds.map(|seconds| Moment::from(seconds).saturating_mul(1_000))
	}
}

/// What is printed on one device (UDI-PI).
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct ProductionIdentifier {
	/// The lot, if it is of one.
	pub lot: Option<Label>,
	/// The serial number, which no other device of the model has.
	pub serial: Label,
	/// The last day on which it may be used, in days since the Unix epoch.
	pub expires: Option<u16>,
	/// The day on which it was made, in days since the Unix epoch.
	pub made: u16,
	/// The version of the software that it was made with.
	pub software: Option<Label>,
}

impl ProductionIdentifier {
	/// Whether every label is one.
	pub(crate) fn labels_are_valid(&self) -> bool {
		[Some(&self.serial), self.lot.as_ref(), self.software.as_ref()]
			.into_iter()
			.flatten()
			.all(|label| is_label(label))
	}
}

/// Why a device is not used any more.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum DecommissionReason {
	/// It does not exist any more.
	Destroyed,
	/// Nobody knows where it is.
	Lost,
	/// It was stolen.
	Stolen,
	/// It has served.
	EndOfLife,
	/// It left for where this chain does not reach.
	Exported,
}

/// What is with a device.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub enum DeviceState {
	/// Ready, or used.
	InUse,
	/// In a patient.
	Implanted {
		/// Commitment to the patient, see [`patient_commitment`](crate::patient_commitment).
		patient: Commitment,
		/// Since when, in milliseconds.
		since: Moment,
	},
	/// Not used any more, for ever.
	Decommissioned {
		/// Why.
		reason: DecommissionReason,
		/// When, in milliseconds.
		at: Moment,
	},
}

/// A device.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Device<AccountId, Balance> {
	/// Its model.
	pub model: ModelId,
	/// What is printed on it.
	pub pi: ProductionIdentifier,
	/// What it signs with.
	pub key: DeviceKey,
	/// Whose it is.
	pub owner: AccountId,
	/// To whom it is offered.
	pub offered_to: Option<AccountId>,
	/// What is with it.
	pub state: DeviceState,
	/// The counter of what it signed last: the next one is higher.
	pub counter: u64,
	/// The release that is installed.
	pub firmware: Option<ReleaseNumber>,
	/// From when on it needs calibration, in milliseconds.
	pub calibration_due: Option<Moment>,
	/// From when on it needs maintenance, in milliseconds.
	pub maintenance_due: Option<Moment>,
	/// How many entries its history has.
	pub history: u32,
	/// What is held from the owner for it.
	pub deposit: Balance,
}

impl<AccountId, Balance> Device<AccountId, Balance> {
	/// How far down the chain it is, for what is decided about measures.
	pub(crate) const fn level(&self) -> RecallDepth {
		if self.is_implanted() {
			RecallDepth::Patient
		} else {
			RecallDepth::Wholesale
		}
	}

	/// Whether it is in a patient.
	pub const fn is_implanted(&self) -> bool {
		matches!(self.state, DeviceState::Implanted { .. })
	}

	/// Whether it is not used any more.
	pub const fn is_decommissioned(&self) -> bool {
		matches!(self.state, DeviceState::Decommissioned { .. })
	}

	/// Whether the last day on which it may be used is over.
	pub fn is_expired(&self, now: Moment) -> bool {
		self.pi.expires.is_some_and(|day| now >= end_of_day(day))
	}

	/// From when on it needs a service of `kind`.
	pub(crate) fn due(&mut self, kind: ServiceKind) -> &mut Option<Moment> {
		match kind {
			ServiceKind::Calibration => &mut self.calibration_due,
			ServiceKind::Maintenance => &mut self.maintenance_due,
		}
	}
}

/// Which device has, or had, a key. Never removed.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct KeyBinding<AccountId, Balance> {
	/// The device.
	pub device: DeviceId,
	/// Who made it.
	pub payer: AccountId,
	/// What is held from them for the entry, for ever.
	pub deposit: Balance,
}

/// What is asked of a device, to sign. The counter is the device's own: it counts what it signs.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct Challenge {
	/// Chosen by who asks, at random.
	pub nonce: H256,
	/// Until when the answer counts, exclusive, in milliseconds.
	pub expires: Moment,
	/// The device's counter: higher than any that the chain has seen of it.
	pub counter: u64,
}

/// Why a signature does not show that a device is there.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub enum AuthProblem {
	/// There is no such device.
	NotFound,
	/// The challenge has expired.
	ChallengeExpired,
	/// The challenge is for longer than [`Config::MaxChallenge`](crate::Config::MaxChallenge).
	ChallengeTooLong,
	/// The chain has seen this counter, or a higher one.
	Replayed,
	/// The device's key did not sign this.
	BadSignature,
}

/// A recall of a release.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct FirmwareRecall {
	/// By whom.
	pub by: Authority,
	/// Why.
	pub reason: MeasureReason,
}

/// A release of a model's firmware.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Release<Balance> {
	/// Its version.
	pub version: Version,
	/// The digest of the public image.
	pub image: H256,
	/// When it was released, in milliseconds.
	pub released_at: Moment,
	/// The recall in force.
	pub recall: Option<FirmwareRecall>,
	/// What is held from the manufacturer for it.
	pub deposit: Balance,
}

/// What a device needs from time to time.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum ServiceKind {
	/// Its measurements are compared and set right.
	Calibration,
	/// It is looked after.
	Maintenance,
}

/// Until when somebody may service an owner's devices.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Authorisation<Balance> {
	/// Until when, exclusive, in milliseconds.
	pub until: Moment,
	/// What is held from the owner for it.
	pub deposit: Balance,
}

/// What happened to a device.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub enum Happening {
	/// Its owner installed a release.
	Installed {
		/// Which one.
		release: ReleaseNumber,
	},
	/// A servicer serviced it.
	Serviced {
		/// What was done.
		kind: ServiceKind,
		/// Commitment to the certificate.
		certificate: Commitment,
		/// When it is due again, in milliseconds.
		next_due: Moment,
	},
}

/// An entry in the history of a device.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct HistoryEntry<AccountId, Balance> {
	/// What happened.
	pub what: Happening,
	/// When, in milliseconds.
	pub at: Moment,
	/// Who did it.
	pub by: AccountId,
	/// What is held from them for the entry.
	pub deposit: Balance,
}

/// What a measure is against.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum Target {
	/// Every device of a model.
	Model(ModelId),
	/// Every device of a lot of a model.
	Lot(ModelId, LotId),
	/// One device.
	Device(DeviceId),
}

/// A measure in force, and who pays for it.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct MeasureEntry<AccountId, Balance> {
	/// The measure.
	pub measure: Measure,
	/// Who took it.
	pub by: AccountId,
	/// What is held from them for it.
	pub deposit: Balance,
}

/// The measures in force against one target.
pub type MeasureEntries<AccountId, Balance> =
	BoundedVec<MeasureEntry<AccountId, Balance>, ConstU32<MAX_MEASURES>>;

/// What is with a device, without the patient.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub enum Condition {
	/// Ready, or used.
	InUse,
	/// In a patient.
	Implanted,
	/// Not used any more.
	Decommissioned(DecommissionReason),
}

impl From<DeviceState> for Condition {
	fn from(state: DeviceState) -> Self {
		match state {
			DeviceState::InUse => Self::InUse,
			DeviceState::Implanted { .. } => Self::Implanted,
			DeviceState::Decommissioned { reason, .. } => Self::Decommissioned(reason),
		}
	}
}

/// The firmware of a device.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct Firmware {
	/// The release that is installed.
	pub release: ReleaseNumber,
	/// Whether it is recalled.
	pub recalled: bool,
}

/// What everybody may know of a device now.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct DeviceReport {
	/// Its model.
	pub model: ModelId,
	/// What is with it.
	pub condition: Condition,
	/// The kinds of the owner's valid licences.
	pub holder: LicenceKinds,
	/// The severest measure in force against it, its lot or its model. In a patient, only those that
	/// reach patients count; everywhere else all do, whatever their depth.
	pub measure: Option<Measure>,
	/// What is installed, as far as the chain knows.
	pub firmware: Option<Firmware>,
	/// Whether it needs calibration.
	pub calibration_overdue: bool,
	/// Whether it needs maintenance.
	pub maintenance_overdue: bool,
	/// Whether the last day on which it may be used is over.
	pub expired: bool,
}
