//! What there has to be before a call costs as much as it can.

use crate::*;
use alloc::vec::Vec;
use frame_benchmarking::v2::*;
use frame_support::{
	traits::{fungible::Mutate, Get},
	BoundedVec,
};
use salus_primitives::{
	Commitment, CompanyPrefix, Credentials, Gtin, LicenceKind, Measure, MeasureKind, MeasureReason,
	Moment, Products, RecallClass, RecallDepth, Seconds, Sscc, StorageLimits, DAY,
};
use sp_core::H256;
use sp_runtime::traits::{BlakeTwo256, Bounded, Hash, StaticLookup};

pub(super) const TODAY: u16 = 20_000;
pub(super) const STATEMENT: Commitment = Commitment([1; 32]);
pub(super) const PREFIX: CompanyPrefix = CompanyPrefix { digits: 4_012_345, length: 7 };
pub(super) const LIMITS: StorageLimits = StorageLimits { min: 200, max: 800, budget: 3_600 };
/// Units that are proven are among these, the first of a lot.
pub(super) const PROVEN: u32 = 2 * MAX_RETURNS;

pub(super) type Lookup<T> = <<T as frame_system::Config>::Lookup as StaticLookup>::Source;

pub(super) fn funded<T: Config>(name: &'static str, index: u32) -> T::AccountId {
	let who = account(name, index, 0);
	T::Currency::set_balance(&who, BalanceOf::<T>::max_value() / 100_000u32.into());
	who
}

pub(super) fn licensed<T: Config>(name: &'static str, kind: LicenceKind) -> T::AccountId {
	let who = funded::<T>(name, 0);
	T::Credentials::ensure_worst_case(&who);
	T::Credentials::ensure_holds(&who, kind);
	who
}

/// The maker of everything, at noon of [`TODAY`].
pub(super) fn manufacturer<T: Config + pallet_timestamp::Config<Moment = Moment>>() -> T::AccountId
{
	pallet_timestamp::Now::<T>::put(Moment::from(TODAY) * DAY + DAY / 2);
	licensed::<T>("manufacturer", LicenceKind::Manufacturer)
}

pub(super) fn checked(body: u64, is_valid: impl Fn(u64) -> bool) -> u64 {
	(0..10).map(|digit| body * 10 + digit).find(|code| is_valid(*code)).unwrap_or_default()
}

/// A product of `maker`'s.
pub(super) fn product<T: Config>(index: u32, maker: &T::AccountId) -> Gtin {
	let gtin = Gtin(checked(401_234_500_000 + u64::from(index), |code| Gtin(code).is_valid()));
	T::Products::ensure_product(&gtin, maker);
	gtin
}

pub(super) fn sscc(index: u32) -> Sscc {
	let body = 34_012_345_000_000_000 + u64::from(index);
	Sscc(checked(body, |code| Sscc(code).is_valid()))
}

pub(super) fn unit(index: u32) -> H256 {
	unit_commitment(&unit_key(&[7; 32], index), b"SERIAL")
}

/// The root over 2^24 units of which the first ones are [`unit`]s, and their proofs. The rest is made
/// up: nobody looks at it.
pub(super) fn tree() -> (H256, Vec<UnitProof>) {
	let mut proofs: Vec<Vec<H256>> = (0..PROVEN).map(|_| Vec::new()).collect();
	let mut level: Vec<H256> = (0..PROVEN).map(|index| unit_leaf(index, unit(index))).collect();
	let join = |left: H256, right: H256| BlakeTwo256::hash(&[left.0, right.0].concat());
	for height in 0..MAX_UNIT_PROOF {
		if level.len() == 1 {
			level.push(H256::repeat_byte(height as u8 + 1));
		}
		for (index, proof) in proofs.iter_mut().enumerate() {
			proof.push(level[(index >> height) ^ 1]);
		}
		level = level.chunks(2).map(|pair| join(pair[0], pair[1])).collect();
	}
	(level[0], proofs.into_iter().map(BoundedVec::truncate_from).collect())
}

pub(super) fn new_lot(gtin: Gtin, number: u32) -> NewLot {
	let mut text = alloc::vec![b'A'; MAX_LOT_NUMBER as usize];
	text.iter_mut().zip(number.to_le_bytes()).for_each(|(byte, part)| *byte += part % 16);
	NewLot {
		gtin,
		number: BoundedVec::truncate_from(text),
		expires: TODAY + 365,
		attributes: STATEMENT,
		count: MAX_UNITS,
		root: tree().0,
	}
}

/// Measures that do not reach units below 64.
pub(super) fn measures() -> BoundedVec<LotMeasure, frame_support::traits::ConstU32<MAX_MEASURES>> {
	let measure = container_measure(0);
	let all = (0..MAX_MEASURES).map(|_| LotMeasure { start: 1_000, end: 2_000, measure });
	BoundedVec::truncate_from(all.collect())
}

pub(super) fn container_measure(id: u32) -> Measure {
	let kind = MeasureKind::Recall { class: RecallClass::I, depth: RecallDepth::Patient };
	let by = salus_primitives::Authority::Manufacturer;
	Measure { id, kind, reason: MeasureReason::Quality, by }
}

/// A lot of its own product, whose first 64 units are a range that is in `place`.
pub(super) fn lot<T: Config>(
	index: u32,
	maker: &T::AccountId,
	place: PlaceOf<T>,
	stage: Stage,
) -> Result<LotId, BenchmarkError> {
	let id = Pallet::<T>::add_lot(maker, new_lot(product::<T>(index, maker), index), 1, &[])?;
	Lots::<T>::mutate_extant(id, |lot| {
		lot.fresh = 64;
		lot.measures = measures();
	});
	let deposit = Pallet::<T>::hold(HoldReason::Range, maker, T::RangeDeposit::get())?;
	if let Place::Container(container) = place {
		Pallet::<T>::recount(&container, 1)?;
	}
	let range = Range { start: 0, place, stage, touched: false, suspect: false, deposit };
	Ranges::<T>::insert(id, End::from(64), range);
	Ok(id)
}

/// A container that is in seven others of `holder`'s: the outermost one, and itself.
pub(super) fn nested<T: Config>(
	first: u32,
	holder: &T::AccountId,
) -> Result<(Sscc, Sscc), BenchmarkError> {
	let mut place = ContainerPlace::Held { holder: holder.clone(), location: 1 };
	for level in 0..u32::from(MAX_DEPTH) {
		let deposit = Pallet::<T>::hold(HoldReason::Container, holder, T::ContainerDeposit::get())?;
		let innermost = level + 1 == u32::from(MAX_DEPTH);
		Containers::<T>::insert(
			sscc(first + level),
			Container {
				place,
				height: MAX_DEPTH - level as u8,
				contents: u32::from(!innermost),
				returns: false,
				limits: Some(LIMITS),
				shipment: None,
				measures: BoundedVec::new(),
				deposit,
			},
		);
		place = ContainerPlace::Within(sscc(first + level));
	}
	Ok((sscc(first), sscc(first + u32::from(MAX_DEPTH) - 1)))
}

/// See [`salus_primitives::Custody::ensure_container`].
pub(crate) fn ensure_container<T: Config>(
	holder: &T::AccountId,
	limits: Option<StorageLimits>,
) -> Sscc {
	let (_, inner) = nested::<T>(1_000_000, holder).unwrap_or((sscc(0), sscc(0)));
	Containers::<T>::mutate_extant(inner, |container| container.limits = limits);
	inner
}

/// A span from the middle of each of `count` lots, each eight containers deep.
pub(super) fn packed<T: Config>(
	count: u32,
	maker: &T::AccountId,
) -> Result<Vec<Span>, BenchmarkError> {
	(0..count)
		.map(|index| {
			let (_, inner) = nested::<T>(index * 16, maker)?;
			let lot = lot::<T>(index, maker, Place::Container(inner), Stage::New)?;
			// What is under a measure only goes back.
			let gtin = Lots::<T>::get(lot).ok_or("commissioned")?.gtin;
			T::Products::ensure_unmeasured(&gtin);
			Ok(Span { lot, start: 8, end: 16 })
		})
		.collect()
}

pub(super) fn in_stock<T: Config>(holder: &T::AccountId) -> PlaceOf<T> {
	Place::Stock { holder: holder.clone(), location: 1 }
}

pub(super) fn shipped<T: Config>(
	sscc: Sscc,
	consignee: &T::AccountId,
) -> Result<(), BenchmarkError> {
	Containers::<T>::mutate_extant(sscc, |container| {
		container.shipment = Some(Shipment {
			consignee: consignee.clone(),
			kind: ShipmentKind::Sale,
			documents: STATEMENT,
			receive_by: Seconds(u32::MAX),
		});
	});
	Ok(())
}

pub(super) fn items(spans: Vec<Span>) -> Items {
	BoundedVec::truncate_from(spans.into_iter().map(Item::Units).collect())
}

/// Where the first range of [`for_sale`] ends, and the one after it.
pub(super) const RIGHT: Option<u32> = Some(64);
pub(super) const WRONG: Option<u32> = Some(128);

/// A lot in the stock of a pharmacy, in two ranges, and the proof of its first unit.
pub(super) fn for_sale<T: Config + pallet_timestamp::Config<Moment = Moment>>(
) -> Result<(T::AccountId, LotId, UnitProof), BenchmarkError> {
	let maker = manufacturer::<T>();
	let pharmacy = licensed::<T>("pharmacy", LicenceKind::Pharmacy);
	let lot = lot::<T>(0, &maker, in_stock::<T>(&pharmacy), Stage::Resold)?;
	let second = Span { lot, start: 64, end: 128 };
	let piece = Pallet::<T>::take(second, crate::features::Taking::Apart, &maker)?;
	Pallet::<T>::put(piece, &maker)?;
	Ok((pharmacy, lot, tree().1.swap_remove(0)))
}

/// A case about the first unit of a lot that is eight containers deep.
pub(super) fn case<T: Config>(maker: &T::AccountId) -> Result<CaseId, BenchmarkError> {
	let (_, inner) = nested::<T>(0, maker)?;
	let lot = lot::<T>(0, maker, Place::Container(inner), Stage::New)?;
	let id = NextCaseId::<T>::get();
	Pallet::<T>::do_suspect(maker.clone(), lot, 0, STATEMENT)?;
	Ok(id)
}

/// A span from the middle of each of `count` lots, each in a branch of its own of the container
/// `outer`, eight containers deep.
pub(super) fn branches<T: Config>(
	count: u32,
	maker: &T::AccountId,
	outer: Sscc,
) -> Result<Vec<Span>, BenchmarkError> {
	(0..count)
		.map(|index| {
			let (branch, inner) = nested::<T>((index + 1) * 16, maker)?;
			// Its outermost container makes room for the common one.
			let next = sscc((index + 1) * 16 + 1);
			Containers::<T>::remove(branch);
			Containers::<T>::mutate_extant(next, |container| {
				container.place = ContainerPlace::Within(outer);
			});
			let lot = lot::<T>(index, maker, Place::Container(inner), Stage::New)?;
			Ok(Span { lot, start: 8, end: 16 })
		})
		.collect()
}

pub(super) fn reported<T: Config>(holder: &T::AccountId) -> PlaceOf<T> {
	Place::Reported {
		holder: holder.clone(),
		consignee: funded::<T>("consignee", 0),
		discrepancy: Discrepancy::Short,
		due: Seconds(0),
	}
}

/// Makes `lot` one that was made of as many others.
pub(super) fn derive<T: Config>(
	lot: LotId,
	others: core::ops::Range<u32>,
	maker: &T::AccountId,
) -> Result<Vec<LotId>, BenchmarkError> {
	let origins: Vec<_> = others
		.map(|index| self::lot::<T>(index, maker, in_stock::<T>(maker), Stage::New))
		.collect::<Result<_, _>>()?;
	let spans = origins.iter().map(|lot| Span { lot: *lot, start: 0, end: 64 }).collect();
	Origins::<T>::insert(lot, BoundedVec::truncate_from(spans));
	Lots::<T>::mutate_extant(lot, |lot| lot.derived = true);
	Ok(origins)
}

/// Lifts the measures against the product of `lot`.
pub(super) fn unmeasured<T: Config>(lot: LotId) -> Result<(), BenchmarkError> {
	T::Products::ensure_unmeasured(&Lots::<T>::get(lot).ok_or("commissioned")?.gtin);
	Ok(())
}

/// A span of each of `count` lots, across as many words as may be looked at.
pub(super) fn touched<T: Config>(
	count: u32,
	maker: &T::AccountId,
) -> Result<Vec<Span>, BenchmarkError> {
	(0..count)
		.map(|index| {
			let lot = self::lot::<T>(index, maker, in_stock::<T>(maker), Stage::New)?;
			let (start, end) = (64 + UNITS_PER_WORD, 64 + UNITS_PER_WORD * MAX_CHECKED_WORDS);
			let deposit = Pallet::<T>::hold(HoldReason::Range, maker, T::RangeDeposit::get())?;
			let (place, stage) = (in_stock::<T>(maker), Stage::New);
			let range = Range { start: 64, place, stage, touched: true, suspect: false, deposit };
			Ranges::<T>::insert(lot, End::from(end + 8), range);
			Lots::<T>::mutate_extant(lot, |lot| {
				lot.fresh = end + 8;
				lot.measures = Default::default();
			});
			Ok(Span { lot, start: start - 8, end })
		})
		.collect()
}

/// As many ranges of `lot`, each in another container and paid for by somebody else.
pub(super) fn scattered<T: Config>(
	lot: LotId,
	count: u32,
	maker: &T::AccountId,
) -> Result<(), BenchmarkError> {
	for index in 0..count {
		let (payer, code) = (funded::<T>("payer", index), sscc(index * 16));
		nested::<T>(index * 16, maker)?;
		Pallet::<T>::recount(&code, 1)?;
		let deposit = Pallet::<T>::hold(HoldReason::Range, &payer, T::RangeDeposit::get())?;
		let (place, stage) = (Place::Container(code), Stage::New);
		let range = Range { start: index, place, stage, touched: false, suspect: false, deposit };
		Ranges::<T>::insert(lot, End::from(index + 1), range);
	}
	Ok(())
}

/// A unit of a batch of 2^20: the batch, the leaf of its unit 5, and the proof.
pub(super) fn unit_of_million() -> (salus_primitives::merkle::Batch, H256, Vec<H256>) {
	let (_, mut proofs) = tree();
	let mut proof = proofs.swap_remove(5).into_inner();
	proof.truncate(20);
	let leaf = unit_leaf(5, unit(5));
	let (mut root, mut position) = (leaf, 5u32);
	for sibling in &proof {
		let pair = if position % 2 == 0 { [root, *sibling] } else { [*sibling, root] };
		root = BlakeTwo256::hash(&[pair[0].0, pair[1].0].concat());
		position /= 2;
	}
	(salus_primitives::merkle::Batch { root, count: 1 << 20 }, leaf, proof)
}

/// A lot of `count` units, and its maker.
pub(super) fn lot_of<T: Config + pallet_timestamp::Config<Moment = Moment>>(
	count: u32,
) -> Result<(T::AccountId, LotId), BenchmarkError> {
	let maker = manufacturer::<T>();
	let new = NewLot { count, ..new_lot(product::<T>(0, &maker), 0) };
	let lot = Pallet::<T>::add_lot(&maker, new, 1, &[])?;
	Ok((maker, lot))
}
