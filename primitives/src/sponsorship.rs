//! Who pays for the state of those who have no tokens.

/// Places for state that an institution has paid in advance for a subject. Implemented by the
/// sponsorship pallet.
pub trait Sponsorship<AccountId> {
	/// Takes one of `subject`'s places. `false` when none is free, or the subject is not enrolled:
	/// then they pay themselves. One read, and one write when it succeeds.
	fn take_place(subject: &AccountId) -> bool;

	/// Who pays for `subject` now. One read.
	fn sponsor(_subject: &AccountId) -> Option<AccountId> {
		None
	}

	/// Gives a place back.
	fn give_back(subject: &AccountId);

	/// The places of `subject` that are taken.
	fn taken(subject: &AccountId) -> u32;

	/// Pays for places of `subject`'s.
	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_place(_subject: &AccountId) {}
}

impl<AccountId> Sponsorship<AccountId> for () {
	fn take_place(_: &AccountId) -> bool {
		false
	}

	fn give_back(_: &AccountId) {}

	fn taken(_: &AccountId) -> u32 {
		0
	}
}
