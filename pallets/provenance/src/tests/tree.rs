//! A lot's whole tree, kept: the proof of a unit is read off it.

use salus_primitives::merkle::Batch;
use sp_core::H256;
use sp_io::hashing::blake2_256;

/// The hashes of each level, from the leaves to the root. An odd node is promoted.
pub struct Tree(pub Vec<Vec<H256>>);

impl Tree {
	pub fn of(leaves: Vec<H256>) -> Self {
		let mut levels = vec![leaves];
		while let Some(level) = levels.last().filter(|level| level.len() > 1) {
			let above = level.chunks(2).map(|pair| match pair {
				[left, right] => inner(left, right),
				_ => pair[0],
			});
			let above = above.collect();
			levels.push(above);
		}
		Self(levels)
	}

	pub fn count(&self) -> u32 {
		self.0[0].len() as u32
	}

	pub fn root(&self) -> H256 {
		self.0[self.0.len() - 1][0]
	}

	pub fn proof(&self, index: u32) -> Vec<H256> {
		let below = &self.0[..self.0.len() - 1];
		let siblings = below
			.iter()
			.enumerate()
			.filter_map(|(height, level)| level.get((index as usize >> height) ^ 1).copied());
		siblings.collect()
	}
}

/// The node above these two.
pub fn inner(left: &H256, right: &H256) -> H256 {
	let mut both = [0; 64];
	both[..32].copy_from_slice(&left.0);
	both[32..].copy_from_slice(&right.0);
	blake2_256(&both).into()
}

#[test]
fn it_is_the_same_tree() {
	for count in [1, 2, 3, 12, 16, 24, 33] {
		let leaves = crate::mock::leaves(count);
		let tree = Tree::of(leaves.clone());
		assert_eq!(tree.root(), Batch::of(&leaves).root);
		for index in 0..count {
			assert_eq!(Some(tree.proof(index)), Batch::proof(&leaves, index));
		}
	}
}
