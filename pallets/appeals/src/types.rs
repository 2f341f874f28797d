//! What this pallet stores and answers.

use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use salus_primitives::{days_after, AppealClocks, ClaimId, Commitment, Moment};
use scale_info::TypeInfo;
use sp_core::{H256, U256};
use sp_runtime::traits::{BlakeTwo256, Hash};

/// How many reviewers of the pool are looked at for an appeal.
pub const MAX_TRIES: usize = 16;

/// How many reviewers may recuse themselves from an appeal.
pub const MAX_RECUSALS: u32 = 8;

/// Domain of the hash that binds an appellant to its nonce.
pub const PLEDGE_DOMAIN: &[u8] = b"salus/appeal-pledge/v1";

/// Domain of the seed that a reviewer is chosen by.
pub const SEED_DOMAIN: &[u8] = b"salus/appeal-seed/v1";

/// A secret number of 32 bytes; the appellant's and the payer's, together, choose the reviewer.
pub type Nonce = [u8; 32];

/// What an appellant files to be bound to `nonce`: `blake2_256(domain ++ claim ++ nonce)`.
pub fn pledge(claim: ClaimId, nonce: &Nonce) -> H256 {
	let mut bytes = Vec::from(PLEDGE_DOMAIN);
	claim.encode_to(&mut bytes);
	bytes.extend_from_slice(nonce);
	BlakeTwo256::hash(&bytes)
}

/// What the reviewer is chosen by: `blake2_256(domain ++ claim ++ appellant's nonce ++ payer's)`.
pub fn seed(claim: ClaimId, appellant: &Nonce, payer: &Nonce) -> H256 {
	let mut bytes = Vec::from(SEED_DOMAIN);
	claim.encode_to(&mut bytes);
	bytes.extend_from_slice(appellant);
	bytes.extend_from_slice(payer);
	BlakeTwo256::hash(&bytes)
}

/// The seed after `seed`, for when a reviewer recuses themselves: its hash.
pub fn next_seed(seed: H256) -> H256 {
	BlakeTwo256::hash(seed.as_bytes())
}

/// What stands for the payer's nonce after `nonce`, for when nobody was found by that: its
/// `blake2_256` hash.
pub fn next_nonce(nonce: &Nonce) -> Nonce {
	BlakeTwo256::hash(nonce).0
}

/// At which of `count` reviewers the search begins: the seed, a number with its first byte the highest,
/// modulo `count`. 0 if there are none.
pub fn first_tried(seed: H256, count: usize) -> usize {
	let rest = U256::from_big_endian(seed.as_bytes()).checked_rem(U256::from(count));
	rest.and_then(|rest| usize::try_from(rest).ok()).unwrap_or_default()
}

/// Somebody in the pool.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Reviewer<AccountId, Balance> {
	/// Who.
	pub account: AccountId,
	/// Since when, in milliseconds. They are given no appeal that was filed by then.
	pub since: Moment,
	/// How many appeals are assigned to them.
	pub open: u32,
	/// What is held from them.
	pub deposit: Balance,
}

/// What came out of an appeal.
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
pub enum Outcome {
	/// What was refused stays so.
	#[codec(index = 0)]
	Upheld,
	/// It was decided anew, and paid.
	#[codec(index = 1)]
	Overturned,
	/// The appellant took the appeal back.
	#[codec(index = 2)]
	Withdrawn,
}

/// How far an appeal has got. Times are in milliseconds; when one has come, the clock is over.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum Stage<AccountId> {
	/// It is the payer's turn.
	#[codec(index = 0)]
	Internal {
		/// When the payer's time is over.
		until: Moment,
	},
	/// The payer upheld its decision, or a part of it, and it is the appellant's turn.
	#[codec(index = 1)]
	Upheld {
		/// When the time to escalate is over.
		until: Moment,
		/// The payer's nonce; or what stands for it, if the payer was silent or a search found nobody.
		nonce: Nonce,
	},
	/// It is the reviewer's turn.
	#[codec(index = 2)]
	External {
		/// Who reviews it.
		reviewer: AccountId,
		/// When their time is over.
		until: Moment,
		/// By which they were chosen.
		seed: H256,
	},
	/// Nothing follows.
	#[codec(index = 3)]
	Closed {
		/// Since when.
		at: Moment,
		/// What came out of it.
		outcome: Outcome,
	},
}

/// What somebody decided about an appeal.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Decision<AccountId> {
	/// Who, `None` if it was a silence that the plan's rule gave a meaning to.
	pub by: Option<AccountId>,
	/// Commitment to the reasons, `None` if it was a silence.
	pub record: Option<Commitment>,
	/// When, in milliseconds.
	pub at: Moment,
	/// Whether that overturned what was decided before.
	pub overturned: bool,
}

/// An appeal against the decision about a claim.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Appeal<AccountId, Balance> {
	/// Who appealed: the provider or the member.
	pub appellant: AccountId,
	/// Who claims.
	pub provider: AccountId,
	/// For whom.
	pub member: AccountId,
	/// Who decided.
	pub payer: AccountId,
	/// When it was filed, in milliseconds.
	pub filed: Moment,
	/// Until when what was decided of the claim is covered by this appeal, inclusive, in milliseconds: a
	/// later decision is another one, which can be appealed.
	pub covers: Moment,
	/// How many lines the claim has.
	pub lines: u32,
	/// Whether the other party appealed before, and gave up.
	pub second: bool,
	/// The clocks, and what silence means, as they were when the claim was judged.
	pub clocks: AppealClocks,
	/// Commitment to the grounds.
	pub grounds: Commitment,
	/// The hash of the appellant's nonce, see [`pledge`].
	pub pledge: H256,
	/// What the payer decided about the appeal.
	pub internal: Option<Decision<AccountId>>,
	/// What the reviewer decided.
	pub external: Option<Decision<AccountId>>,
	/// Reviewers who recused themselves.
	pub recused: BoundedVec<AccountId, ConstU32<MAX_RECUSALS>>,
	/// How far it has got.
	pub stage: Stage<AccountId>,
	/// What is held from the appellant for it.
	pub deposit: Balance,
}

impl<AccountId: PartialEq, Balance> Appeal<AccountId, Balance> {
	/// Whether `who` is one of those who argue.
	pub fn is_party(&self, who: &AccountId) -> bool {
		[&self.appellant, &self.provider, &self.member, &self.payer].contains(&who)
	}
}

impl<AccountId, Balance> Appeal<AccountId, Balance> {
	/// From when on nobody needs it any more, if it is closed, and entries are kept for `retention`. Not
	/// before the time to file is over, so that nobody appeals twice.
	pub(crate) fn over(&self, retention: Moment) -> Option<Moment> {
		let Stage::Closed { at, .. } = self.stage else { return None };
		Some(at.saturating_add(retention).max(days_after(at, self.clocks.filing_days)))
	}
}

/// Who is next to act.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub enum Actor<AccountId> {
	/// The payer decides.
	Payer(AccountId),
	/// The appellant escalates, or leaves it at that.
	Appellant(AccountId),
	/// The reviewer decides.
	Reviewer(AccountId),
	/// A clock is over, and anybody notes it.
	Anybody,
}

/// The next step of an appeal.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct Turn<AccountId> {
	/// Whose turn it is.
	pub actor: Actor<AccountId>,
	/// Until when, exclusive, in milliseconds. `None` if it is anybody's.
	pub until: Option<Moment>,
}

#[cfg(test)]
mod tests {
	use super::*;
	use sp_runtime::AccountId32;

	#[test]
	fn entries_are_as_large_as_the_documentation_says() {
		assert_eq!(Appeal::<AccountId32, u128>::max_encoded_len(), 718);
		assert_eq!(Reviewer::<AccountId32, u128>::max_encoded_len(), 60);
	}

	#[test]
	fn the_search_begins_at_the_seed_modulo_the_pool() {
		let mut bytes = [0; 32];
		bytes[30..].copy_from_slice(&[1, 4]);
		assert_eq!(first_tried(H256(bytes), 7), 260 % 7);
		assert_eq!(first_tried(H256(bytes), 1_000), 260);
		// 2^256 - 1 is a multiple of 3 and of 5, not of 7.
		let highest = H256([255; 32]);
		assert_eq!([3, 5, 15, 7].map(|count| first_tried(highest, count)), [0, 0, 0, 1]);
		assert_eq!(first_tried(highest, 0), 0);
	}

	#[test]
	fn claim_both_nonces_and_their_order_all_count() {
		let claim = ClaimId { plan: 1, number: 2 };
		let other = ClaimId { plan: 2, number: 1 };
		let base = seed(claim, &[1; 32], &[2; 32]);
		assert_ne!(base, seed(other, &[1; 32], &[2; 32]));
		assert_ne!(base, seed(claim, &[2; 32], &[1; 32]));
		assert_ne!(base, seed(claim, &[1; 32], &[3; 32]));
		assert_ne!(base, seed(claim, &[3; 32], &[2; 32]));
		assert_ne!(base, next_seed(base));
		assert_ne!(base, seed(claim, &[1; 32], &next_nonce(&[2; 32])));
		assert_ne!(pledge(claim, &[1; 32]), pledge(other, &[1; 32]));
		assert_ne!(pledge(claim, &[1; 32]), pledge(claim, &[2; 32]));
	}

	#[test]
	fn a_pledge_is_the_hash_that_clients_compute() {
		let claim = ClaimId { plan: 1, number: 2 };
		let bytes = [b"salus/appeal-pledge/v1".as_slice(), &[1, 0, 0, 0, 2, 0, 0, 0], &[9; 32]];
		assert_eq!(pledge(claim, &[9; 32]), BlakeTwo256::hash(&bytes.concat()));
	}
}
