//! What pallets tell each other about accesses: emergencies, sightings, receipts.

use crate::Segments;

/// An emergency access that is open now.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct EmergencyGrant {
	/// The case.
	pub case: u64,
	/// The segments it opens.
	pub segments: Segments,
}

/// Answers who has broken the glass. Implemented by the emergency pallet.
pub trait EmergencyAccess<AccountId> {
	/// The emergency access of `practitioner` to `subject`'s data, if one is open now. One or two
	/// reads.
	fn open(subject: &AccountId, practitioner: &AccountId) -> Option<EmergencyGrant>;

	/// Opens `segments` of `subject`'s data to `practitioner`.
	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_open(_subject: &AccountId, _practitioner: &AccountId, _segments: Segments) {}
}

impl<AccountId> EmergencyAccess<AccountId> for () {
	fn open(_: &AccountId, _: &AccountId) -> Option<EmergencyGrant> {
		None
	}
}

/// Something that is counted about an actor.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sighting<'a, AccountId> {
	/// The actor broke the glass.
	Emergency,
	/// The actor accessed data of this subject.
	Subject(&'a AccountId),
}

/// Counts what actors do, and makes noise when it is unusual. Implemented by the trail pallet.
pub trait AccessMonitor<AccountId> {
	/// `actor` did something.
	fn note(actor: &AccountId, sighting: Sighting<AccountId>);
}

impl<AccountId> AccessMonitor<AccountId> for () {
	fn note(_: &AccountId, _: Sighting<AccountId>) {}
}

/// Whom an access receipt is about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReceiptParties<AccountId> {
	/// Whose data was accessed.
	pub subject: AccountId,
	/// Who keeps the record.
	pub custodian: AccountId,
	/// Who accessed it.
	pub reader: AccountId,
}

/// Knows the receipts that are on chain one by one. Implemented by the records pallet.
pub trait AccessReceipts<AccountId> {
	/// The parties of the receipt `index` of `record`. Two reads.
	fn parties(record: u64, index: u32) -> Option<ReceiptParties<AccountId>>;

	/// Leaves a receipt for accessing a record of `subject`'s that `custodian` keeps.
	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_receipt(subject: &AccountId, custodian: &AccountId) -> (u64, u32);
}
