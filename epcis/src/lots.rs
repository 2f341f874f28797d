//! Lots as the chain knows them: identifiers, commitments to units, and Merkle trees that prove them.

use crate::keys::MAX_TEXT;
use codec::Encode;
use salus_primitives::{merkle, Gtin};
use sp_core::H256;
use sp_io::hashing::{blake2_128, blake2_256};
use std::{
	fs::File,
	io::{self, BufWriter, Read, Seek, SeekFrom, Write},
	path::Path,
};

/// The name of a lot on chain.
pub type LotId = [u8; 16];
/// What the commitments to the units of a lot are made of. Whoever has it knows which serial is whose.
pub type LotSecret = [u8; 32];

/// The most units in a lot, for which a proof has 24 siblings.
pub const MAX_UNITS: u32 = 1 << 24;

const LOT: &[u8] = b"salus/lot/v1";
const UNIT: &[u8] = b"salus/unit/v1";
const UNIT_KEY: &[u8] = b"salus/unit-key/v1";
const SERIAL: &[u8] = b"salus/serial/v1";
const SERIAL_NUMBER: &[u8] = b"salus/serial-number/v1";

/// Crockford's digits: no two of them look alike.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The identifier of the lot `number` of `gtin`.
pub fn lot_id(gtin: &Gtin, number: &str) -> LotId {
	blake2_128(&[LOT, &gtin.0.encode(), &number.as_bytes().encode()].concat())
}

/// The commitment to the unit `index` of the lot with `secret`: what is shown of it on chain when it
/// is dispensed.
pub fn unit(secret: &LotSecret, index: u32, serial: &[u8]) -> H256 {
	let key = keyed(UNIT_KEY, secret, index);
	let mut bytes = [0u8; SERIAL.len() + 32 + MAX_TEXT];
	let mut rest = bytes.as_mut_slice();
	// Never longer than that, or what follows would be cut.
	let length = [SERIAL, key.as_slice(), serial].into_iter().try_fold(0usize, |sum, part| {
		rest.write_all(part).ok()?;
		sum.checked_add(part.len())
	});
	match length.and_then(|length| bytes.get(..length)) {
		Some(written) => H256(blake2_256(written)),
		None => H256(blake2_256(&[SERIAL, key.as_slice(), serial].concat())),
	}
}

/// The leaf of the unit `index` in its lot's tree.
pub fn leaf(index: u32, unit: &H256) -> H256 {
	merkle::leaf(UNIT, index, unit)
}

/// The serial number of the unit `index` in a generated lot: 20 characters with 100 bits that nobody
/// guesses without `secret`.
pub fn serial(secret: &LotSecret, index: u32) -> [u8; MAX_TEXT] {
	let mut text = keyed(SERIAL_NUMBER, secret, index);
	for byte in &mut text {
		*byte = ALPHABET.get(usize::from(*byte % 32)).copied().unwrap_or_default();
	}
	text.first_chunk().copied().unwrap_or([b'0'; MAX_TEXT])
}

fn keyed(domain: &[u8], secret: &LotSecret, index: u32) -> [u8; 32] {
	blake2_256(&[domain, secret, &index.to_le_bytes()].concat())
}

/// One level up: an odd node is promoted.
fn parents(level: &[H256]) -> Vec<H256> {
	let parent = |pair: &[H256]| match pair {
		[left, right] => {
			let mut both = [0u8; 64];
			let (first, second) = both.split_at_mut(32);
			first.copy_from_slice(left.as_bytes());
			second.copy_from_slice(right.as_bytes());
			H256(blake2_256(&both))
		}
		[odd] => *odd,
		_ => H256::zero(),
	};
	level.chunks(2).map(parent).collect()
}

/// All levels of a lot's tree, from the leaves to the root.
#[derive(Clone, Debug)]
pub struct Tree(Vec<Vec<H256>>);

impl Tree {
	/// The tree over the units with these commitments, in order.
	pub fn over(units: impl Iterator<Item = H256>) -> Self {
		let mut level: Vec<_> =
			(0u32..).zip(units).map(|(index, unit)| leaf(index, &unit)).collect();
		let mut levels = Vec::new();
		while level.len() > 1 {
			let above = parents(&level);
			levels.push(std::mem::replace(&mut level, above));
		}
		levels.push(level);
		Self(levels)
	}

	/// The root, zero for no units.
	pub fn root(&self) -> H256 {
		self.0.last().and_then(|level| level.first()).copied().unwrap_or_default()
	}

	/// The siblings on the way from the leaf `index` to the root, `None` when there is no such leaf.
	pub fn proof(&self, index: u32) -> Option<Vec<H256>> {
		let mut position = usize::try_from(index).ok()?;
		self.0.first()?.get(position)?;
		let mut proof = Vec::new();
		for level in &self.0 {
			proof.extend(level.get(position ^ 1));
			position /= 2;
		}
		Some(proof)
	}
}

/// Writes the tree over `leaves`, level after level, and returns its root. Only two levels are held
/// in memory.
pub fn write_tree(leaves: impl Iterator<Item = H256>, path: &Path) -> io::Result<H256> {
	let mut file = BufWriter::with_capacity(1 << 20, File::create(path)?);
	let mut level = Vec::with_capacity(leaves.size_hint().0);
	for leaf in leaves {
		file.write_all(leaf.as_bytes())?;
		level.push(leaf);
	}
	while level.len() > 1 {
		level = parents(&level);
		for node in &level {
			file.write_all(node.as_bytes())?;
		}
	}
	file.flush()?;
	Ok(level.first().copied().unwrap_or_default())
}

/// Reads the leaf `index` and its proof from what [`write_tree`] wrote over `count` leaves.
pub fn read_proof(path: &Path, count: u32, index: u32) -> io::Result<(H256, Vec<H256>)> {
	let invalid = |text: &str| io::Error::new(io::ErrorKind::InvalidData, text);
	if index >= count {
		return Err(io::Error::new(io::ErrorKind::InvalidInput, "the lot has no such unit"));
	}
	let mut file = File::open(path)?;
	let nodes = std::iter::successors(Some(u64::from(count)), |width| {
		(*width > 1).then(|| width.div_ceil(2))
	});
	if file.metadata()?.len() != nodes.sum::<u64>().saturating_mul(32) {
		return Err(invalid("the tree has another size than the lot"));
	}
	let mut node = |number: u64| {
		let mut bytes = [0u8; 32];
		file.seek(SeekFrom::Start(number.saturating_mul(32)))?;
		file.read_exact(&mut bytes)?;
		io::Result::Ok(H256(bytes))
	};
	let leaf = node(index.into())?;
	let (mut start, mut width, mut position) = (0u64, u64::from(count), u64::from(index));
	let mut proof = Vec::new();
	while width > 1 {
		let sibling = position ^ 1;
		if sibling < width {
			proof.push(node(start.saturating_add(sibling))?);
		}
		start = start.saturating_add(width);
		width = width.div_ceil(2);
		position /= 2;
	}
	Ok((leaf, proof))
}

#[cfg(test)]
mod tests {
	use super::*;
	use salus_primitives::merkle::Batch;

	const SECRET: LotSecret = [7; 32];

	fn units(count: u32) -> Vec<H256> {
		(0..count).map(|index| unit(&SECRET, index, &serial(&SECRET, index))).collect()
	}

	#[test]
	fn units_are_committed_to_as_the_chain_expects() {
		let key = blake2_256(&[&b"salus/unit-key/v1"[..], &SECRET, &5u32.encode()].concat());
		let expected = blake2_256(&[&b"salus/serial/v1"[..], &key, b"SN-5"].concat());
		assert_eq!(unit(&SECRET, 5, b"SN-5").0, expected);
		let long = [b'9'; 64];
		let expected = blake2_256(&[&b"salus/serial/v1"[..], &key, &long].concat());
		assert_eq!(unit(&SECRET, 5, &long).0, expected);
		let leaf_of = blake2_256(&[&b"salus/unit/v1"[..], &5u32.encode(), &[9; 32]].concat());
		assert_eq!(leaf(5, &H256([9; 32])).0, leaf_of);
		let gtin = Gtin(4_012_345_123_456);
		let bytes = (gtin.0, b"L1".to_vec()).encode();
		assert_eq!(lot_id(&gtin, "L1"), blake2_128(&[&b"salus/lot/v1"[..], &bytes].concat()));
		assert_eq!(gtin.encode(), gtin.0.encode());
	}

	#[test]
	fn roots_and_proofs_are_those_of_the_chain() {
		let path = std::env::temp_dir().join(format!("salus-epcis-tree-{}", std::process::id()));
		for count in (1..=33).chain([100, 1_000]) {
			let units = units(count);
			let leaves: Vec<_> = (0..).zip(&units).map(|(index, unit)| leaf(index, unit)).collect();
			let batch = Batch::of(&leaves);
			let tree = Tree::over(units.iter().copied());
			assert_eq!(tree.root(), batch.root);
			assert_eq!(write_tree(leaves.iter().copied(), &path).unwrap(), batch.root);
			for index in (0..count).step_by(if count > 33 { 37 } else { 1 }) {
				let proof = Batch::proof(&leaves, index).unwrap();
				assert_eq!(tree.proof(index).as_ref(), Some(&proof));
				let leaf = leaves[index as usize];
				assert_eq!(read_proof(&path, count, index).unwrap(), (leaf, proof.clone()));
				assert_eq!(batch.verify(index, leaf, &proof), Ok(()));
			}
			assert_eq!(tree.proof(count), None);
			assert!(read_proof(&path, count, count).is_err());
			assert!(read_proof(&path, count + 1, 0).is_err());
		}
		std::fs::remove_file(path).unwrap();
	}

	#[test]
	fn serials_are_distinct_and_fit() {
		let serials: std::collections::BTreeSet<_> =
			(0..10_000).map(|index| serial(&SECRET, index)).collect();
		assert_eq!(serials.len(), 10_000);
		for serial in serials {
			assert!(crate::keys::is_text(std::str::from_utf8(&serial).unwrap()));
		}
		assert_ne!(serial(&SECRET, 0), serial(&[8; 32], 0));
	}
}
