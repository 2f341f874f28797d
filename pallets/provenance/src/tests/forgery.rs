//! Forged proofs: whatever is done to them, no unit gets into a lot that is not in it.
//!
//! `SALUS_FORGERIES` says how many are tried.

use super::{
	dice::Dice,
	tree::{inner, Tree},
};
use crate::{mock::*, unit_leaf, LotId, LotOf, Lots, NewLot, UnitProof, MAX_UNITS};
use frame_support::assert_ok;
use sp_core::H256;
use std::{collections::BTreeMap, sync::OnceLock, thread};

const FORGERIES: u64 = 1_000_000;
/// A full tree; one whose last leaf is promoted up to the root; one with odd nodes all over; a small
/// one; one of a single unit.
const COUNTS: [u32; 5] = [1 << 20, 1_025, 777, 3, 1];

/// A lot as its manufacturer knows it.
struct Known {
	units: Vec<H256>,
	tree: Tree,
}

/// What somebody shows of a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Shown {
	lot: usize,
	index: u32,
	unit: H256,
	proof: Vec<H256>,
}

/// Something like a commitment, other ones for each lot.
fn commitment_of(lot: usize, index: u32) -> H256 {
	let mut dice = Dice::new(u64::from(index) << 8 | lot as u64);
	let mut unit = H256::zero();
	for bytes in unit.0.chunks_mut(4) {
		bytes.copy_from_slice(&(dice.below(1 << 31) as u32).to_le_bytes());
	}
	unit
}

fn known() -> &'static [Known] {
	static KNOWN: OnceLock<Vec<Known>> = OnceLock::new();
	KNOWN.get_or_init(|| {
		let all = COUNTS.iter().enumerate().map(|(lot, count)| {
			// Both halves of the work at once.
			let part = |from: u32, to: u32| -> Vec<(H256, H256)> {
				let one = |index| {
					let unit = commitment_of(lot, index);
					(unit, unit_leaf(index, unit))
				};
				(from..to).map(one).collect()
			};
			let (first, second) = thread::scope(|scope| {
				let second = scope.spawn(|| part(count / 2, *count));
				(part(0, count / 2), second.join().expect("leaves are hashed"))
			});
			let (units, leaves) = first.into_iter().chain(second).unzip();
			Known { units, tree: Tree::of(leaves) }
		});
		all.collect()
	})
}

fn honest(lot: usize, index: u32) -> Shown {
	let known = &known()[lot];
	Shown { lot, index, unit: known.units[index as usize], proof: known.tree.proof(index) }
}

fn is_honest(shown: &Shown) -> bool {
	shown.index < COUNTS[shown.lot] && *shown == honest(shown.lot, shown.index)
}

fn flip(dice: &mut Dice, hash: &mut H256) {
	hash.0[dice.below(32) as usize] ^= 1 << dice.below(8);
}

/// Another index than `index`: a neighbour, a cousin, a far one, one of no unit.
fn other_index(dice: &mut Dice, index: u32, count: u32) -> u32 {
	match dice.below(6) {
		0 => index ^ 1,
		1 => index ^ (1 << dice.below(21)),
		2 => index.wrapping_add(1 << dice.below(24)),
		3 => index >> (1 + dice.below(20)),
		4 => count - 1 - index,
		_ => dice.below(count.into()) as u32,
	}
}

const TRICKS: [&str; 14] = [
	"another sibling",
	"another serial",
	"another index",
	"another lot",
	"truncated",
	"extended",
	"inner node",
	"leaf for a serial",
	"last leaf twice",
	"beyond the count",
	"siblings exchanged",
	"left for right",
	"noise",
	"false count",
];

/// One forgery, and the count that is claimed of the lot: the true one, but for the last trick.
fn forge(dice: &mut Dice, trick: usize) -> (Shown, u32) {
	let lot = dice.of(&[0, 0, 0, 0, 1, 1, 2, 2, 3, 4]);
	let count = COUNTS[lot];
	let tree = &known()[lot].tree;
	let last = dice.one_in(8);
	let index = if last { count - 1 } else { dice.below(count.into()) as u32 };
	let mut shown = honest(lot, index);
	let length = shown.proof.len() as u64;
	match trick {
		0 => {
			if length > 0 {
				let at = dice.below(length) as usize;
				flip(dice, &mut shown.proof[at]);
			}
		}
		1 => flip(dice, &mut shown.unit),
		2 => shown.index = other_index(dice, index, count),
		3 => {
			let other = (lot + 1 + dice.below(COUNTS.len() as u64 - 1) as usize) % COUNTS.len();
			match dice.below(3) {
				0 => shown.lot = other,
				1 => shown.proof = honest(other, index % COUNTS[other]).proof,
				_ => shown.unit = honest(other, index % COUNTS[other]).unit,
			}
		}
		4 => match dice.below(3) {
			0 => drop(shown.proof.pop()),
			1 => shown.proof = shown.proof.split_off(dice.below(length + 1) as usize),
			_ if length > 0 => drop(shown.proof.remove(dice.below(length) as usize)),
			_ => {}
		},
		5 => {
			let own = tree.0[0][index as usize];
			let more = dice.of(&[H256::zero(), tree.root(), own, shown.unit, H256::repeat_byte(7)]);
			for _ in 0..1 + dice.below(30) * dice.below(2) {
				shown.proof.insert(dice.below(shown.proof.len() as u64 + 1) as usize, more);
			}
		}
		6 => {
			let height = (1 + dice.below(length + 1) as usize).min(tree.0.len() - 1);
			let at = index as usize >> height;
			shown.unit = tree.0[height][at];
			if dice.one_in(2) {
				shown.index = at as u32;
			}
			if dice.one_in(2) {
				shown.proof.drain(..height.min(length as usize));
			}
		}
		7 => shown.unit = tree.0[0][index as usize],
		8 => {
			// As if an odd node were its own sibling, as in trees that duplicate it.
			let end = count - 1;
			shown = honest(lot, end);
			let own = tree.0[0][end as usize];
			match dice.below(4) {
				0 => shown.proof.insert(0, own),
				1 => shown.index = count,
				2 => {
					shown.index = count;
					shown.proof.insert(0, own);
				}
				_ => {
					let twice = inner(&own, &own);
					shown.index = end ^ 1;
					shown.proof.insert(dice.below(shown.proof.len() as u64 + 1) as usize, twice);
				}
			}
		}
		9 => {
			shown.index = match dice.below(5) {
				0 => count,
				1 => count.saturating_add(index),
				2 => index | MAX_UNITS,
				3 => u32::MAX - index,
				_ => index.wrapping_add(1 << (24 + dice.below(8))),
			}
		}
		10 => match dice.below(2) {
			0 => shown.proof.reverse(),
			_ if length > 1 => {
				let (one, other) = (dice.below(length) as usize, dice.below(length) as usize);
				shown.proof.swap(one, other);
			}
			_ => {}
		},
		11 => {
			let neighbour = (index ^ 1).min(count - 1);
			shown.unit = honest(lot, neighbour).unit;
			if let Some(first) = shown.proof.first_mut() {
				*first = tree.0[0][index as usize];
			}
		}
		12 => {
			for _ in 0..1 + dice.below(3) {
				shown.proof.iter_mut().for_each(|hash| flip(dice, hash));
			}
			shown.index = dice.below(1 << 25) as u32;
		}
		_ => {
			// The record of the lot lies: whatever is not in its tree stays out of it.
			let (forged, _) = {
				let trick = dice.of(&[1, 2, 3, 6, 7, 8, 9, 11]);
				forge(dice, trick)
			};
			let count = COUNTS[forged.lot];
			let claims = [
				count / 2,
				count - 1,
				count + 1,
				count * 2,
				forged.index.saturating_add(1),
				MAX_UNITS,
			];
			return (forged, dice.of(&claims));
		}
	}
	(shown, count)
}

/// The lots' records on the chain.
fn commission_all() -> Vec<(LotId, LotOf<Test>)> {
	let all = (0..COUNTS.len()).map(|lot| {
		let text = format!("F{lot}");
		let (count, root) = (COUNTS[lot], known()[lot].tree.root());
		let new = NewLot { count, root, ..new_lot(MEDICINE, &text) };
		assert_ok!(Provenance::commission(signed(MAKER), vec![new].try_into().unwrap(), 1));
		let id = LotId::of(&MEDICINE, &number(&text));
		(id, Lots::<Test>::get(id).unwrap())
	});
	all.collect()
}

fn proves(lot: &LotOf<Test>, shown: &Shown) -> bool {
	Provenance::ensure_proven(lot, shown.index, shown.unit, &shown.proof).is_ok()
}

fn verifies(id: LotId, shown: &Shown) -> bool {
	let Ok(proof) = UnitProof::try_from(shown.proof.clone()) else { return false };
	Provenance::verify_unit(id, shown.index, shown.unit, proof).is_ok()
}

/// Tries `count` forgeries; how often each trick was tried.
fn try_all(seed: u64, count: u64) -> BTreeMap<&'static str, u64> {
	let mut dice = Dice::new(seed);
	let mut tried = BTreeMap::new();
	run(|| {
		let lots = commission_all();
		let mut done = 0;
		while done < count {
			let trick = dice.below(TRICKS.len() as u64) as usize;
			let (shown, claimed) = forge(&mut dice, trick);
			let (id, lot) = &lots[shown.lot];
			let is_true = if claimed == lot.count {
				is_honest(&shown)
			} else {
				// Under a false count, a unit of the lot is still one of the lot.
				let units = &known()[shown.lot].units;
				units.get(shown.index as usize) == Some(&shown.unit)
			};
			// Some tricks come to nothing, as to exchange equal siblings.
			if is_true {
				continue;
			}
			if claimed == lot.count {
				assert!(!proves(lot, &shown), "{}: {shown:?}", TRICKS[trick]);
				if done % 64 == 0 {
					assert!(!verifies(*id, &shown), "{}: {shown:?}", TRICKS[trick]);
				}
			} else {
				let false_lot = LotOf::<Test> { count: claimed, ..lot.clone() };
				assert!(!proves(&false_lot, &shown), "of {claimed}: {shown:?}");
			}
			if done % 32 == 0 {
				let which = dice.below(COUNTS.len() as u64) as usize;
				let shown = honest(which, dice.below(COUNTS[which].into()) as u32);
				assert!(proves(&lots[which].1, &shown) && verifies(lots[which].0, &shown));
			}
			*tried.entry(TRICKS[trick]).or_default() += 1;
			done += 1;
		}
	});
	tried
}

#[test]
fn no_forged_proof_is_accepted() {
	let count =
		std::env::var("SALUS_FORGERIES").map_or(FORGERIES, |text| text.parse().expect("a number"));
	let workers = thread::available_parallelism().map_or(1, |count| count.get() as u64);
	let tried = thread::scope(|scope| {
		let started: Vec<_> = (0..workers)
			.map(|worker| {
				let mine = count / workers + u64::from(worker < count % workers);
				scope.spawn(move || try_all(worker, mine))
			})
			.collect();
		let mut tried = BTreeMap::<_, u64>::new();
		for worker in started {
			for (trick, count) in worker.join().expect("none is accepted") {
				*tried.entry(trick).or_default() += count;
			}
		}
		tried
	});
	println!("{tried:#?}");
	assert_eq!(tried.values().sum::<u64>(), count);
	assert!(count < 1_000 || tried.len() == TRICKS.len(), "some trick was never tried");
}

#[test]
fn every_honest_proof_is_accepted() {
	run(|| {
		let lots = commission_all();
		for (lot, (id, record)) in lots.iter().enumerate() {
			let count = COUNTS[lot];
			// All of the small ones; of the large one, the ends and some between.
			let step = (count / 2_000).max(1) as usize;
			for index in (0..count).step_by(step).chain([count - 1]) {
				let shown = honest(lot, index);
				assert!(proves(record, &shown), "{shown:?}");
				if index % 16 == 0 {
					assert!(verifies(*id, &shown), "{shown:?}");
				}
			}
		}
	});
}
