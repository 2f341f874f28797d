//! What this pallet stores, and what sensors sign.

use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use salus_primitives::{
	merkle::{self, Batch, ProofProblem},
	Commitment, DeviceKey, Moment, Seconds, StorageLimits,
};
use scale_info::TypeInfo;
use sp_core::H256;

/// The number of a sensor's registration, given out in order from 0 and never again.
pub type RegistrationId = u32;

/// How many sensors a container may have at a time.
pub const MAX_SENSORS: u32 = 4;

/// How many containers around one are asked what they have been through.
pub const MAX_OUTER: usize = 8;

/// The most readings in a report, of which proofs fit.
pub const MAX_READINGS: u32 = 1 << Batch::MAX_PROOF;

/// Domain of what a sensor signs when it is registered.
pub const SENSOR_DOMAIN: &[u8] = b"salus/cold-chain-sensor/v1";
/// Domain of what a sensor signs when it reports.
pub const REPORT_DOMAIN: &[u8] = b"salus/cold-chain-report/v1";
/// Domain of a reading in a report's batch.
pub const READING_DOMAIN: &[u8] = b"salus/reading/v1";

/// What a sensor signs to show that its key is its own: [`SENSOR_DOMAIN`], and SCALE encoded the
/// hash of the chain's genesis block, the number that its registration gets, the owner, the key, the
/// commitment to its identity and the interval. The number is given out once, so that this is good
/// for one registration only.
pub fn sensor_payload(
	genesis: &impl Encode,
	registration: RegistrationId,
	owner: &impl Encode,
	key: &DeviceKey,
	identity: &Commitment,
	interval: u32,
) -> Vec<u8> {
	let mut payload = SENSOR_DOMAIN.to_vec();
	(genesis, registration, owner, key, identity, interval).encode_to(&mut payload);
	payload
}

/// What a sensor signs of a report: [`REPORT_DOMAIN`], and SCALE encoded the hash of the chain's
/// genesis block, the number of its registration, the container and the report.
pub fn report_payload(
	genesis: &impl Encode,
	registration: RegistrationId,
	container: &impl Encode,
	report: &Report,
) -> Vec<u8> {
	let mut payload = REPORT_DOMAIN.to_vec();
	(genesis, registration, container, report).encode_to(&mut payload);
	payload
}

/// The leaf `index` of a report's batch: [`merkle::leaf`] in [`READING_DOMAIN`] of when it was
/// measured and the temperature, in hundredths of a degree Celsius.
pub fn reading_leaf(index: u32, at: Seconds, temperature: i16) -> H256 {
	merkle::leaf(READING_DOMAIN, index, &(at, temperature))
}

/// What a sensor says of some time. Temperatures are in hundredths of a degree Celsius.
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
pub struct Report {
	/// Its number: 1 for the first one of a registration, and so on.
	pub sequence: u32,
	/// Since when.
	pub from: Seconds,
	/// Until when, exclusive: where the next report begins.
	pub until: Seconds,
	/// All readings, see [`reading_leaf`].
	pub readings: Batch,
	/// The lowest temperature.
	pub min: i16,
	/// The highest temperature.
	pub max: i16,
	/// For how many seconds it was out of `limits`.
	pub outside: u32,
	/// What the sensor was set to.
	pub limits: StorageLimits,
}

impl Report {
	/// Whether a temperature was out of the limits.
	pub const fn was_outside(&self) -> bool {
		self.min < self.limits.min || self.max > self.limits.max
	}

	/// Whether the seconds outside fit into the report's time, and there are some if and only if a
	/// temperature was out of the limits.
	pub fn is_consistent(&self) -> bool {
		self.outside <= self.length() && self.was_outside() == (self.outside > 0)
	}

	/// For how many seconds it was out of `limits`, at the most. Where a temperature was out of them
	/// that the sensor did not look for, nobody knows for how long: all the time counts.
	pub fn outside_of(&self, limits: &StorageLimits) -> u32 {
		let too_cold = self.min < limits.min && self.limits.min < limits.min;
		let too_warm = self.max > limits.max && self.limits.max > limits.max;
		if too_cold || too_warm {
			self.length()
		} else {
			self.outside
		}
	}

	const fn length(&self) -> u32 {
		self.until.0.saturating_sub(self.from.0)
	}
}

/// Where a sensor is, or was last.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Attachment<Container> {
	/// The container.
	pub container: Container,
	/// From when on it may report: when it was attached, or until when it had reported before.
	pub since: Seconds,
	/// Until when the container is watched, as far as this sensor answers for it. Before `since`
	/// where the container was left without a sensor.
	pub watched: Seconds,
	/// The container's limits as they were last seen: when the sensor was attached or detached, or
	/// when it reported and had been set to them.
	pub limits: StorageLimits,
	/// When it was detached. What went before may still be reported.
	pub detached: Option<Seconds>,
}

impl<Container> Attachment<Container> {
	/// What `report` is judged by, when the container has the `current` limits: those, if the sensor
	/// was set to them. Otherwise whatever may have counted: nobody makes good what was bad by
	/// packing something else, or nothing.
	pub(crate) fn limits_for(
		&self,
		report: &Report,
		current: Option<StorageLimits>,
	) -> StorageLimits {
		let known = report.limits.strictest(&self.limits);
		match current {
			Some(current) if self.detached.is_none() && current == report.limits => current,
			Some(current) => known.strictest(&current),
			None => known,
		}
	}
}

/// A registered sensor.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Sensor<AccountId, Container, Balance> {
	/// The organisation that registered it.
	pub owner: AccountId,
	/// The number of this registration.
	pub registration: RegistrationId,
	/// Commitment to maker, serial number and calibration.
	pub identity: Commitment,
	/// For how many seconds it may leave a container unwatched between two reports.
	pub interval: u32,
	/// The number of its last report, 0 before the first one.
	pub sequence: u32,
	/// Until when its last report goes, 0 before the first one.
	pub until: Seconds,
	/// Where it is, or was last.
	pub attachment: Option<Attachment<Container>>,
	/// What is held from the owner for it.
	pub deposit: Balance,
}

impl<AccountId, Container, Balance> Sensor<AccountId, Container, Balance> {
	/// Where it is.
	pub fn attached(&self) -> Option<&Attachment<Container>> {
		self.attachment.as_ref().filter(|attachment| attachment.detached.is_none())
	}

	/// When it was detached, if it has not reported up to then.
	pub fn unreported(&self) -> Option<Seconds> {
		let attachment = self.attachment.as_ref()?;
		attachment.detached.filter(|detached| *detached > attachment.since.max(self.until))
	}

	/// Whether it has left its container unwatched for too long, when it watches again at `from`.
	pub(crate) fn leaves_gap(&self, attachment: &Attachment<Container>, from: Seconds) -> bool {
		from.0 > attachment.watched.0.saturating_add(self.interval)
	}

	/// How many seconds its next report is late at `now`, if it is. What went before it was attached
	/// is not its delay.
	pub fn overdue(&self, now: Seconds) -> Option<u32> {
		let attachment = self.attached()?;
		let due = attachment.watched.max(attachment.since).0.saturating_add(self.interval);
		now.0.checked_sub(due).filter(|late| *late > 0)
	}
}

/// What sensors found out about a container.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Journey<AccountId, Balance> {
	/// How many seconds all sensors reported out of limits, added up; if more was spent around the
	/// container when a sensor was attached, from there on.
	pub spent: u32,
	/// How often it was left unwatched for too long.
	pub gaps: u16,
	/// Until when it was watched, while no sensor is attached.
	pub watched: Seconds,
	/// When the last one of those was detached that had not reported up to then.
	pub left: Seconds,
	/// The sensors that are attached.
	pub sensors: BoundedVec<DeviceKey, ConstU32<MAX_SENSORS>>,
	/// Who attached the first one.
	pub payer: AccountId,
	/// What is held from them for it.
	pub deposit: Balance,
}

/// What is kept of a report, so that its readings can be proven.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct KeptReport<AccountId, Container, Balance> {
	/// The readings.
	pub readings: Batch,
	/// Of which container.
	pub container: Container,
	/// When it was reported, in milliseconds.
	pub reported_at: Moment,
	/// The owner of the sensor.
	pub payer: AccountId,
	/// What is held from them for it.
	pub deposit: Balance,
}

/// Why a reading is not one of those that were reported.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub enum ReadingProblem {
	/// There is no such report, or it was reaped or not kept.
	UnknownReport,
	/// The proof does not hold.
	Proof(ProofProblem),
}

#[cfg(test)]
mod tests {
	use super::*;

	const REPORT: Report = Report {
		sequence: 1,
		from: Seconds(100),
		until: Seconds(200),
		readings: Batch { root: H256::repeat_byte(1), count: 1 },
		min: 200,
		max: 800,
		outside: 0,
		limits: StorageLimits { min: 200, max: 800, budget: 0 },
	};

	#[test]
	fn the_limits_themselves_are_within() {
		assert!(REPORT.is_consistent());
		for outside in [Report { min: 199, ..REPORT }, Report { max: 801, ..REPORT }] {
			assert!(!outside.is_consistent());
			assert!(Report { outside: 1, ..outside }.is_consistent());
			assert!(Report { outside: 100, ..outside }.is_consistent());
			assert!(!Report { outside: 101, ..outside }.is_consistent());
		}
		assert!(!Report { outside: 1, ..REPORT }.is_consistent());
	}

	#[test]
	fn what_a_sensor_did_not_look_for_counts_all_the_time() {
		let limits = |min, max| StorageLimits { min, max, budget: 0 };
		let counted = |report: Report, min, max| report.outside_of(&limits(min, max));
		assert_eq!(counted(REPORT, 200, 800), 0);
		assert_eq!(counted(REPORT, 100, 900), 0);
		assert_eq!(counted(REPORT, 201, 800), 100);
		assert_eq!(counted(REPORT, 200, 799), 100);
		// What it saw is within the limits it did not know.
		assert_eq!(counted(Report { min: 300, max: 700, ..REPORT }, 300, 700), 0);
		let warm = Report { max: 900, outside: 7, ..REPORT };
		assert_eq!(counted(warm, 200, 800), 7);
		assert_eq!(counted(warm, 200, 900), 7);
		assert_eq!(counted(warm, 200, 700), 100);
		assert_eq!(counted(warm, 250, 800), 100);
		let cold = Report { min: 100, outside: 7, ..REPORT };
		assert_eq!(counted(cold, 200, 800), 7);
		assert_eq!(counted(cold, 201, 800), 100);
		assert_eq!(counted(cold, 150, 850), 7);
	}

	#[test]
	fn the_limits_of_now_count_if_the_sensor_knew_them() {
		let limits = |min, max, budget| StorageLimits { min, max, budget };
		let seconds = Seconds(1);
		let at = Attachment {
			container: (),
			since: seconds,
			watched: seconds,
			limits: limits(100, 700, 9),
			detached: None,
		};
		let known = limits(200, 700, 0);
		assert_eq!(at.limits_for(&REPORT, Some(REPORT.limits)), REPORT.limits);
		assert_eq!(at.limits_for(&REPORT, None), known);
		assert_eq!(at.limits_for(&REPORT, Some(limits(300, 900, 1))), limits(300, 700, 0));
		let left = Attachment { detached: Some(seconds), ..at };
		assert_eq!(left.limits_for(&REPORT, Some(REPORT.limits)), known);
	}

	#[test]
	fn payloads_are_as_documented() {
		let genesis = H256::repeat_byte(2);
		let key = DeviceKey::Ed25519([3; 32]);
		let identity = Commitment([4; 32]);
		let (number, owner, interval) = (5u32.encode(), 7u64.encode(), 600u32.encode());
		let bytes =
			[SENSOR_DOMAIN, &[2; 32], &number, &owner, &key.encode(), &[4; 32], &interval].concat();
		assert_eq!(sensor_payload(&genesis, 5, &7u64, &key, &identity, 600), bytes);
		let bytes =
			[REPORT_DOMAIN, &[2; 32], &5u32.encode(), &9u64.encode(), &REPORT.encode()].concat();
		assert_eq!(report_payload(&genesis, 5, &9u64, &REPORT), bytes);
		let bytes = [READING_DOMAIN, &3u32.encode(), &100u32.encode(), &(-5i16).encode()].concat();
		assert_eq!(reading_leaf(3, Seconds(100), -5).0, sp_io::hashing::blake2_256(&bytes));
	}
}
