//! Merkle batches: one commitment to many leaves.
//!
//! A binary tree (`binary-merkle-tree`) over `blake2_256`, in which an odd node is promoted. A leaf
//! is hashed with a domain and its own index, so that it can be taken neither for an inner node, nor
//! for a leaf of another kind of batch, nor for another leaf of the same one. The number of leaves is
//! committed to beside the root, and fixes how long a proof is.

use alloc::vec::Vec;
use binary_merkle_tree::{merkle_proof_raw, merkle_root_raw, verify_proof, Leaf};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::PalletError;
use scale_info::TypeInfo;
use sp_core::H256;
use sp_runtime::traits::{BlakeTwo256, Hash};

/// A batch of leaves, committed to.
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
pub struct Batch {
	/// The root of the tree.
	pub root: H256,
	/// How many leaves it has.
	pub count: u32,
}

/// What is wrong with the proof of a leaf.
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
	PalletError,
)]
pub enum ProofProblem {
	/// The batch has no leaf of this index.
	Index,
	/// A proof for this index has another length.
	Length,
	/// The leaf is not in the batch, or not at this index.
	Mismatch,
}

impl Batch {
	/// The most hashes in a proof of a batch of up to 2^20 leaves.
	pub const MAX_PROOF: u32 = 20;

	/// Commits to `leaves`, which [`leaf`] hashed.
	pub fn of(leaves: &[H256]) -> Self {
		let count = u32::try_from(leaves.len()).unwrap_or(u32::MAX);
		Self { root: merkle_root_raw::<BlakeTwo256, _>(leaves.iter().copied()), count }
	}

	/// The proof that `leaves` has its leaf `index`, `None` when there is no such leaf.
	pub fn proof(leaves: &[H256], index: u32) -> Option<Vec<H256>> {
		leaves.get(usize::try_from(index).ok()?)?;
		Some(merkle_proof_raw::<BlakeTwo256, _>(leaves.iter().copied(), index).proof)
	}

	/// Checks that `leaf` is the leaf `index` of this batch.
	pub fn verify(&self, index: u32, leaf: H256, proof: &[H256]) -> Result<(), ProofProblem> {
		if index >= self.count {
			return Err(ProofProblem::Index);
		}
		if proof.len() != self.proof_length(index) {
			return Err(ProofProblem::Length);
		}
		let siblings = proof.iter().copied();
		let leaf = Leaf::Hash(leaf);
		if verify_proof::<BlakeTwo256, _, _>(&self.root, siblings, self.count, index, leaf) {
			Ok(())
		} else {
			Err(ProofProblem::Mismatch)
		}
	}

	/// How many siblings there are on the way from the leaf `index` to the root.
	fn proof_length(&self, index: u32) -> usize {
		let (mut length, mut position, mut width) = (0usize, index, self.count);
		while width > 1 {
			let promoted = position % 2 == 0 && position.saturating_add(1) == width;
			if !promoted {
				length = length.saturating_add(1);
			}
			position /= 2;
			width = width.div_ceil(2);
		}
		length
	}
}

/// The hash of the leaf `index` with `content`, in a batch of the kind that `domain` names:
/// `blake2_256(domain ++ index ++ content)`, SCALE encoded, the domain without its length.
pub fn leaf(domain: &[u8], index: u32, content: &impl Encode) -> H256 {
	let mut bytes = domain.to_vec();
	index.encode_to(&mut bytes);
	content.encode_to(&mut bytes);
	BlakeTwo256::hash(&bytes)
}

#[cfg(test)]
mod tests {
	use super::*;

	const DOMAIN: &[u8] = b"salus/test-leaf/v1";

	fn leaves(count: u32) -> Vec<H256> {
		(0..count).map(|index| leaf(DOMAIN, index, &(index * 7))).collect()
	}

	#[test]
	fn every_leaf_of_every_small_batch_is_proven_at_its_index_only() {
		for count in 1..=33 {
			let leaves = leaves(count);
			let batch = Batch::of(&leaves);
			for index in 0..count {
				let proof = Batch::proof(&leaves, index).unwrap();
				for other in 0..count {
					assert_eq!(
						batch.verify(other, leaves[index as usize], &proof).is_ok(),
						other == index,
						"leaf {index} of {count} at {other}"
					);
				}
			}
		}
	}

	#[test]
	fn wrong_proofs_say_what_is_wrong() {
		let leaves = leaves(6);
		let batch = Batch::of(&leaves);
		let proof = Batch::proof(&leaves, 1).unwrap();
		assert_eq!(batch.verify(1, leaves[1], &proof), Ok(()));
		assert_eq!(batch.verify(6, leaves[1], &proof), Err(ProofProblem::Index));
		assert_eq!(batch.verify(1, leaves[1], &proof[1..]), Err(ProofProblem::Length));
		let longer = [proof.as_slice(), &[H256::zero()]].concat();
		assert_eq!(batch.verify(1, leaves[1], &longer), Err(ProofProblem::Length));
		let mut forged = proof.clone();
		forged[2].0[31] ^= 1;
		assert_eq!(batch.verify(1, leaves[1], &forged), Err(ProofProblem::Mismatch));
		assert_eq!(batch.verify(1, leaves[2], &proof), Err(ProofProblem::Mismatch));
	}

	#[test]
	fn an_inner_node_is_no_leaf_and_the_count_is_committed() {
		let leaves = leaves(4);
		let batch = Batch::of(&leaves);
		let inner = BlakeTwo256::hash(&[leaves[0].0, leaves[1].0].concat());
		let sibling = BlakeTwo256::hash(&[leaves[2].0, leaves[3].0].concat());
		// The forger would need a batch of two leaves with this root: the count says four.
		assert_eq!(batch.verify(0, inner, &[sibling]), Err(ProofProblem::Length));
		let smaller = Batch { count: 2, ..batch };
		assert_ne!(smaller, batch);
		// Even with a wrong count, a leaf is never 64 bytes of two hashes: it carries its domain.
		assert_ne!(leaf(DOMAIN, 0, &(leaves[0], leaves[1])), inner);
	}

	#[test]
	fn a_full_batch_needs_twenty_siblings() {
		let batch = Batch { root: H256::zero(), count: 1 << 20 };
		assert_eq!(batch.proof_length(0), Batch::MAX_PROOF as usize);
		assert_eq!(Batch { count: 1, ..batch }.proof_length(0), 0);
	}
}
