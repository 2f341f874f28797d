//! What this pallet stores, and what the runtime tells it.

use crate::Config;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::traits::fungible::Inspect;
use scale_info::TypeInfo;
use sp_runtime::traits::{Saturating, StaticLookup};

/// How a call names an account.
pub type AccountIdLookupOf<T> = <<T as frame_system::Config>::Lookup as StaticLookup>::Source;
/// The balance in which deposits are held.
pub type BalanceOf<T> =
	<<T as Config>::Currency as Inspect<<T as frame_system::Config>::AccountId>>::Balance;
/// An enrolment of this runtime.
pub type EnrolmentOf<T> = Enrolment<<T as frame_system::Config>::AccountId, BalanceOf<T>>;
/// An offer of this runtime.
pub type OfferOf<T> = Offer<<T as frame_system::Config>::AccountId, BalanceOf<T>>;

/// Who pays for a patient, for what, and how much of it is used.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Enrolment<AccountId, Balance> {
	/// Who pays.
	pub sponsor: AccountId,
	/// For how many entries.
	pub places: u16,
	/// How many of them are taken.
	pub taken: u16,
	/// What is held from the sponsor for the account.
	pub account_deposit: Balance,
	/// What is held from the sponsor for all places together.
	pub place_deposit: Balance,
	/// The day, counted from the Unix epoch, of the last call that was sponsored.
	pub day: u32,
	/// How many calls were sponsored on that day.
	pub calls: u16,
	/// Whether the sponsor has stopped paying. Then there are no places.
	pub ended: bool,
}

impl<AccountId, Balance: Copy + Saturating> Enrolment<AccountId, Balance> {
	/// All that is held for it.
	pub(crate) fn deposit(&self) -> Balance {
		self.account_deposit.saturating_add(self.place_deposit)
	}
}

/// An institution's offer to become the sponsor of a patient.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Offer<AccountId, Balance> {
	/// Who would pay.
	pub institution: AccountId,
	/// For how many entries.
	pub places: u16,
	/// What is held from the institution, for the account and all places.
	pub deposit: Balance,
}

/// What becomes of a sponsored call when the sponsor cannot pay for it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CallClass {
	/// The patient pays, or the call is refused.
	Ordinary,
	/// If the patient cannot either, it goes through free of charge, a few times a day: it closes
	/// something (revoke, deny, freeze, contest).
	Protective,
}

/// The list of sponsored calls.
///
/// A call that wraps others (batch, proxy, multisig) must not be on it, or one call of the allowance
/// would pay for many. Neither should a call whose size the caller chooses freely: the sponsor pays
/// for every byte.
pub trait SponsoredCall<Call> {
	/// Of which class `call` is, `None` if it is not sponsored. Reads no storage.
	fn class(call: &Call) -> Option<CallClass>;
}
