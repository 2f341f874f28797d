//! What does not change: codes, proofs.

use super::{super::oracle::SLOTS, BOXES};
use crate::{mock::*, tests::tree::Tree, LotId, UnitProof};
use salus_primitives::Sscc;
use sp_core::H256;
use std::sync::OnceLock;

/// What does not change: codes, proofs.
pub(super) struct Facts {
	pub lots: Vec<LotId>,
	pub boxes: Vec<Sscc>,
	pub roots: Vec<H256>,
	pub units: Vec<H256>,
	pub proofs: Vec<Vec<UnitProof>>,
}

pub(super) fn facts() -> &'static Facts {
	static FACTS: OnceLock<Facts> = OnceLock::new();
	FACTS.get_or_init(|| {
		let trees: Vec<_> = SLOTS.iter().map(|(.., count)| Tree::of(leaves(*count))).collect();
		let proofs = |tree: &Tree| {
			(0..tree.count()).map(|index| tree.proof(index).try_into().unwrap()).collect()
		};
		Facts {
			lots: SLOTS.iter().map(|(gtin, text, _)| LotId::of(gtin, &number(text))).collect(),
			boxes: (0..BOXES).map(sscc).collect(),
			roots: trees.iter().map(Tree::root).collect(),
			units: (0..1_300).map(unit).collect(),
			proofs: trees.iter().map(proofs).collect(),
		}
	})
}

pub fn lot_id(slot: usize) -> LotId {
	facts().lots[slot]
}

pub fn code(container: u64) -> Sscc {
	facts().boxes[container as usize]
}

/// The commitment to a unit's serial and its proof. Of no unit of the lot, if it has none.
pub fn proven(slot: usize, index: u32) -> (H256, UnitProof) {
	let at = index as usize;
	let proof = facts().proofs[slot].get(at).cloned().unwrap_or_default();
	(facts().units.get(at).copied().unwrap_or_default(), proof)
}
