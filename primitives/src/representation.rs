//! Who acts for a subject that cannot, or need not, act themselves.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use core::marker::PhantomData;
use frame_support::traits::EnsureOrigin;
use frame_system::RawOrigin;
use scale_info::TypeInfo;

/// What a representative may do in the subject's name.
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
pub enum Power {
	/// Give consent, and open what was closed.
	Grant,
	/// Take consent back, deny, freeze, lock.
	Revoke,
	/// Read the subject's data.
	Read,
	/// Request amendments and erasure, dispute accesses, answer in disputes.
	Dispute,
}

impl Power {
	/// Every power, in the order of its bit.
	pub const ALL: [Self; 4] = [Self::Grant, Self::Revoke, Self::Read, Self::Dispute];

	const fn bit(self) -> u8 {
		1 << self as u8
	}
}

/// A set of [`Power`]s: bit `n` stands for the power with index `n`.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Default,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Powers(pub u8);

impl Powers {
	const KNOWN: u8 = 0b1111;

	/// Whether no power is in the set.
	pub const fn is_empty(self) -> bool {
		self.0 == 0
	}

	/// Whether every bit stands for a power.
	pub const fn is_known(self) -> bool {
		self.0 & !Self::KNOWN == 0
	}

	/// Whether `power` is in the set.
	pub const fn contains(self, power: Power) -> bool {
		self.0 & power.bit() != 0
	}
}

impl FromIterator<Power> for Powers {
	fn from_iter<I: IntoIterator<Item = Power>>(powers: I) -> Self {
		Self(powers.into_iter().fold(0, |bits, power| bits | power.bit()))
	}
}

/// Answers who acts for a subject. Implemented by the representatives pallet.
pub trait Representation<AccountId> {
	/// Whether `who` represents `subject` with `power` now. Three reads at the most.
	fn may(subject: &AccountId, who: &AccountId, power: Power) -> bool;

	/// Makes `who` represent `subject` in the way that costs [`Self::may`] the most, with every power
	/// but `Read`.
	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_represents(_subject: &AccountId, _who: &AccountId) {}
}

impl<AccountId> Representation<AccountId> for () {
	fn may(_: &AccountId, _: &AccountId, _: Power) -> bool {
		false
	}
}

/// Whose call it is: a subject's own, or one in their name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Acting<AccountId> {
	/// The subject.
	pub subject: AccountId,
	/// The representative, unless the subject signed.
	pub by: Option<AccountId>,
}

/// A subject's signature, where nobody represents anybody.
pub struct SignedBySubject<AccountId>(PhantomData<AccountId>);

impl<Origin, AccountId> EnsureOrigin<Origin> for SignedBySubject<AccountId>
where
	Origin: Into<Result<RawOrigin<AccountId>, Origin>> + From<RawOrigin<AccountId>>,
	AccountId: Clone + Decode,
{
	type Success = Acting<AccountId>;

	fn try_origin(origin: Origin) -> Result<Self::Success, Origin> {
		origin.into().and_then(|origin| match origin {
			RawOrigin::Signed(subject) => Ok(Acting { subject, by: None }),
			other => Err(other.into()),
		})
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn try_successful_origin() -> Result<Origin, ()> {
		let mut zeroes = sp_runtime::traits::TrailingZeroInput::zeroes();
		let zero = AccountId::decode(&mut zeroes).map_err(drop)?;
		Ok(RawOrigin::Signed(zero).into())
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_set_holds_what_was_put_in() {
		let set = Powers::from_iter([Power::Grant, Power::Dispute]);
		for power in Power::ALL {
			assert_eq!(set.contains(power), matches!(power, Power::Grant | Power::Dispute));
		}
		assert!(set.is_known() && !set.is_empty());
		assert!(!Powers(0b1_0000).is_known() && Powers(0).is_empty());
	}
}
