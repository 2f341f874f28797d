//! What each call costs at the most.

use super::*;
use alloc::vec::Vec;
use frame_benchmarking::v2::*;
use frame_support::{
	traits::{fungible::Mutate, Get},
	BoundedVec,
};
use frame_system::RawOrigin as System;
use salus_primitives::{
	end_of_day, Commitment, CompanyPrefix, Credentials, Gtin, LicenceKind, Measure, MeasureKind,
	MeasureReason, Moment, Products, RecallClass, RecallDepth, Seconds, Sscc, StorageLimits, DAY,
};
use sp_core::H256;
use sp_runtime::traits::{BlakeTwo256, Bounded, Hash, StaticLookup};

const TODAY: u16 = 20_000;
const STATEMENT: Commitment = Commitment([1; 32]);
const PREFIX: CompanyPrefix = CompanyPrefix { digits: 4_012_345, length: 7 };
const LIMITS: StorageLimits = StorageLimits { min: 200, max: 800, budget: 3_600 };
/// Units that are proven are among these, the first of a lot.
const PROVEN: u32 = 2 * MAX_RETURNS;

type Lookup<T> = <<T as frame_system::Config>::Lookup as StaticLookup>::Source;

fn funded<T: Config>(name: &'static str, index: u32) -> T::AccountId {
	let who = account(name, index, 0);
	T::Currency::set_balance(&who, BalanceOf::<T>::max_value() / 100_000u32.into());
	who
}

fn licensed<T: Config>(name: &'static str, kind: LicenceKind) -> T::AccountId {
	let who = funded::<T>(name, 0);
	T::Credentials::ensure_worst_case(&who);
	T::Credentials::ensure_holds(&who, kind);
	who
}

/// The maker of everything, at noon of [`TODAY`].
fn manufacturer<T: Config + pallet_timestamp::Config<Moment = Moment>>() -> T::AccountId {
	pallet_timestamp::Now::<T>::put(Moment::from(TODAY) * DAY + DAY / 2);
	licensed::<T>("manufacturer", LicenceKind::Manufacturer)
}

fn checked(body: u64, is_valid: impl Fn(u64) -> bool) -> u64 {
	(0..10).map(|digit| body * 10 + digit).find(|code| is_valid(*code)).unwrap_or_default()
}

/// A product of `maker`'s.
fn product<T: Config>(index: u32, maker: &T::AccountId) -> Gtin {
	let gtin = Gtin(checked(401_234_500_000 + u64::from(index), |code| Gtin(code).is_valid()));
	T::Products::ensure_product(&gtin, maker);
	gtin
}

fn sscc(index: u32) -> Sscc {
	let body = 34_012_345_000_000_000 + u64::from(index);
	Sscc(checked(body, |code| Sscc(code).is_valid()))
}

fn unit(index: u32) -> H256 {
	unit_commitment(&unit_key(&[7; 32], index), b"SERIAL")
}

/// The root over 2^24 units of which the first ones are [`unit`]s, and their proofs. The rest is made
/// up: nobody looks at it.
fn tree() -> (H256, Vec<UnitProof>) {
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

fn new_lot(gtin: Gtin, number: u32) -> NewLot {
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
fn measures() -> BoundedVec<LotMeasure, frame_support::traits::ConstU32<MAX_MEASURES>> {
	let measure = container_measure(0);
	let all = (0..MAX_MEASURES).map(|_| LotMeasure { start: 1_000, end: 2_000, measure });
	BoundedVec::truncate_from(all.collect())
}

fn container_measure(id: u32) -> Measure {
	let kind = MeasureKind::Recall { class: RecallClass::I, depth: RecallDepth::Patient };
	let by = salus_primitives::Authority::Manufacturer;
	Measure { id, kind, reason: MeasureReason::Quality, by }
}

/// A lot of its own product, whose first 64 units are a range that is in `place`.
fn lot<T: Config>(
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
fn nested<T: Config>(first: u32, holder: &T::AccountId) -> Result<(Sscc, Sscc), BenchmarkError> {
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
fn packed<T: Config>(count: u32, maker: &T::AccountId) -> Result<Vec<Span>, BenchmarkError> {
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

fn in_stock<T: Config>(holder: &T::AccountId) -> PlaceOf<T> {
	Place::Stock { holder: holder.clone(), location: 1 }
}

fn shipped<T: Config>(sscc: Sscc, consignee: &T::AccountId) -> Result<(), BenchmarkError> {
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

fn items(spans: Vec<Span>) -> Items {
	BoundedVec::truncate_from(spans.into_iter().map(Item::Units).collect())
}

/// A lot in the stock of a pharmacy, and the proof of its first unit.
fn for_sale<T: Config + pallet_timestamp::Config<Moment = Moment>>(
) -> Result<(T::AccountId, LotId, UnitProof), BenchmarkError> {
	let maker = manufacturer::<T>();
	let pharmacy = licensed::<T>("pharmacy", LicenceKind::Pharmacy);
	let lot = lot::<T>(0, &maker, in_stock::<T>(&pharmacy), Stage::Resold)?;
	Ok((pharmacy, lot, tree().1.swap_remove(0)))
}

/// A case about the first unit of a lot that is eight containers deep.
fn case<T: Config>(maker: &T::AccountId) -> Result<CaseId, BenchmarkError> {
	let (_, inner) = nested::<T>(0, maker)?;
	let lot = lot::<T>(0, maker, Place::Container(inner), Stage::New)?;
	let id = NextCaseId::<T>::get();
	Pallet::<T>::do_suspect(maker.clone(), lot, 0, STATEMENT)?;
	Ok(id)
}

#[benchmarks(where T: pallet_timestamp::Config<Moment = Moment>)]
mod benchmarks {
	use super::*;

	/// Lots of as many products.
	#[benchmark]
	fn commission(n: Linear<1, MAX_LOTS>) {
		let maker = manufacturer::<T>();
		let lots: Vec<_> =
			(0..n).map(|index| new_lot(product::<T>(index, &maker), index)).collect();
		let ids: Vec<_> = lots.iter().map(|lot| LotId::of(&lot.gtin, &lot.number)).collect();

		#[extrinsic_call]
		_(System::Signed(maker), BoundedVec::truncate_from(lots), 1);

		assert!(ids.iter().all(Lots::<T>::contains_key));
	}

	#[benchmark]
	fn open_container() {
		let maker = manufacturer::<T>();
		T::Products::ensure_prefix(&PREFIX, &maker);

		#[extrinsic_call]
		_(System::Signed(maker), sscc(0), PREFIX, 1);

		assert!(Containers::<T>::contains_key(sscc(0)));
	}

	#[benchmark]
	fn close_container() -> Result<(), BenchmarkError> {
		let maker = manufacturer::<T>();
		T::Products::ensure_prefix(&PREFIX, &maker);
		Pallet::<T>::do_open_container(maker.clone(), sscc(0), PREFIX, 1)?;

		#[extrinsic_call]
		_(System::Signed(maker), sscc(0));

		assert!(!Containers::<T>::contains_key(sscc(0)));
		Ok(())
	}

	/// From eight containers deep to eight containers deep.
	#[benchmark]
	fn pack(n: Linear<1, MAX_ITEMS>) -> Result<(), BenchmarkError> {
		let maker = manufacturer::<T>();
		let spans = packed::<T>(n, &maker)?;
		let (_, target) = nested::<T>(100_000, &maker)?;

		#[extrinsic_call]
		_(System::Signed(maker), target, items(spans));

		assert_eq!(Containers::<T>::get(target).map(|container| container.contents), Some(n));
		Ok(())
	}

	/// From eight containers deep.
	#[benchmark]
	fn unpack(n: Linear<1, MAX_ITEMS>) -> Result<(), BenchmarkError> {
		let maker = manufacturer::<T>();
		let spans = packed::<T>(n, &maker)?;
		let first = spans[0];

		#[extrinsic_call]
		_(System::Signed(maker), items(spans), 1);

		let (_, range) = Pallet::<T>::covering(&first.lot, first.start).ok_or("unpacked")?;
		assert!(matches!(range.place, Place::Stock { .. }));
		Ok(())
	}

	/// Eight containers deep.
	#[benchmark]
	fn join() -> Result<(), BenchmarkError> {
		let maker = manufacturer::<T>();
		let span = packed::<T>(1, &maker)?[0];
		let piece = Pallet::<T>::take(span, crate::features::Taking::Apart, &maker)?;
		Pallet::<T>::put(piece, &maker)?;

		#[extrinsic_call]
		_(System::Signed(maker), span.lot, span.start);

		let joined = Pallet::<T>::covering(&span.lot, span.start).map(|(end, _)| end);
		assert_eq!(joined, Some(64));
		Ok(())
	}

	#[benchmark]
	fn ship() -> Result<(), BenchmarkError> {
		let maker = manufacturer::<T>();
		let consignee = licensed::<T>("consignee", LicenceKind::Pharmacy);
		let (outer, _) = nested::<T>(0, &maker)?;
		let named: Lookup<T> = T::Lookup::unlookup(consignee);
		let receive_by = (Moment::from(TODAY) + 1) * DAY;

		#[extrinsic_call]
		_(System::Signed(maker), outer, named, ShipmentKind::Sale, STATEMENT, receive_by);

		assert!(Containers::<T>::get(outer).is_some_and(|container| container.shipment.is_some()));
		Ok(())
	}

	/// Each report about units in the middle of a range, in a branch of its own, eight containers deep.
	#[benchmark]
	fn receive(n: Linear<0, MAX_ITEMS>) -> Result<(), BenchmarkError> {
		let maker = manufacturer::<T>();
		let consignee = licensed::<T>("consignee", LicenceKind::Pharmacy);
		let (outer, _) = nested::<T>(0, &maker)?;
		let mut reports = Vec::new();
		for index in 0..n {
			let (branch, inner) = nested::<T>((index + 1) * 16, &maker)?;
			// Its outermost container makes room for the common one.
			let next = sscc((index + 1) * 16 + 1);
			Containers::<T>::remove(branch);
			Containers::<T>::mutate_extant(next, |container| {
				container.place = ContainerPlace::Within(outer);
			});
			let lot = lot::<T>(index, &maker, Place::Container(inner), Stage::New)?;
			let span = Span { lot, start: 8, end: 16 };
			reports.push(Report { span, discrepancy: Discrepancy::Lost });
		}
		shipped::<T>(outer, &consignee)?;

		#[extrinsic_call]
		_(System::Signed(consignee.clone()), outer, 1, BoundedVec::truncate_from(reports));

		assert!(Pallet::<T>::outermost(&outer, &consignee).is_ok());
		Ok(())
	}

	#[benchmark]
	fn reject() -> Result<(), BenchmarkError> {
		let maker = manufacturer::<T>();
		let consignee = funded::<T>("consignee", 0);
		let (outer, _) = nested::<T>(0, &maker)?;
		shipped::<T>(outer, &consignee)?;

		#[extrinsic_call]
		_(System::Signed(consignee), outer, STATEMENT);

		assert!(Containers::<T>::get(outer).is_some_and(|container| container.shipment.is_none()));
		Ok(())
	}

	#[benchmark]
	fn void_shipment() -> Result<(), BenchmarkError> {
		let maker = manufacturer::<T>();
		let (outer, _) = nested::<T>(0, &maker)?;
		shipped::<T>(outer, &funded::<T>("consignee", 0))?;

		#[extrinsic_call]
		_(System::Signed(maker), outer);

		assert!(Containers::<T>::get(outer).is_some_and(|container| container.shipment.is_none()));
		Ok(())
	}

	#[benchmark]
	fn settle_report() -> Result<(), BenchmarkError> {
		let maker = manufacturer::<T>();
		let place = Place::Reported {
			holder: maker.clone(),
			consignee: funded::<T>("consignee", 0),
			discrepancy: Discrepancy::Short,
			due: Seconds(0),
		};
		let lot = lot::<T>(0, &maker, place, Stage::New)?;

		#[extrinsic_call]
		_(System::Signed(maker), lot, 8, ReportOutcome::Found { location: 1 });

		let (_, range) = Pallet::<T>::covering(&lot, 8).ok_or("settled")?;
		assert!(matches!(range.place, Place::Stock { .. }));
		Ok(())
	}

	#[benchmark]
	fn lapse_report() -> Result<(), BenchmarkError> {
		let maker = manufacturer::<T>();
		let place = Place::Reported {
			holder: maker.clone(),
			consignee: funded::<T>("consignee", 0),
			discrepancy: Discrepancy::Short,
			due: Seconds(0),
		};
		let lot = lot::<T>(0, &maker, place, Stage::New)?;

		#[extrinsic_call]
		_(System::Signed(funded::<T>("anybody", 0)), lot, 8);

		let (_, range) = Pallet::<T>::covering(&lot, 8).ok_or("settled")?;
		assert!(matches!(range.place, Place::Gone { .. }));
		Ok(())
	}

	/// The first unit of its range.
	#[benchmark]
	fn dispense() -> Result<(), BenchmarkError> {
		let (pharmacy, lot, proof) = for_sale::<T>()?;

		#[extrinsic_call]
		_(System::Signed(pharmacy), lot, 0, unit(0), proof, None);

		assert!(Words::<T>::get(lot, 0).is_dispensed(0));
		Ok(())
	}

	#[benchmark]
	fn dispense_portions() -> Result<(), BenchmarkError> {
		let (pharmacy, lot, proof) = for_sale::<T>()?;

		#[extrinsic_call]
		dispense(System::Signed(pharmacy), lot, 0, unit(0), proof, Some(1));

		assert!(Exceptions::<T>::contains_key(lot, 0));
		Ok(())
	}

	/// A case is opened.
	#[benchmark]
	fn dispense_again() -> Result<(), BenchmarkError> {
		let (pharmacy, lot, proof) = for_sale::<T>()?;
		let dispensed = Pallet::<T>::do_dispense(pharmacy.clone(), lot, 0, unit(0), &proof, None);
		dispensed.map_err(|error| error.error)?;

		#[extrinsic_call]
		dispense(System::Signed(pharmacy), lot, 0, unit(0), proof, None);

		assert_eq!(Cases::<T>::iter_values().count(), 1);
		Ok(())
	}

	/// A unit that was made of `o` lots of as many products.
	#[benchmark]
	fn dispense_derived(o: Linear<1, MAX_ORIGINS>) -> Result<(), BenchmarkError> {
		let (pharmacy, lot, proof) = for_sale::<T>()?;
		let maker = manufacturer::<T>();
		let mut origins = Vec::new();
		for index in 1..=o {
			let lot = super::lot::<T>(index, &maker, in_stock::<T>(&maker), Stage::New)?;
			origins.push(Span { lot, start: 0, end: 64 });
		}
		Origins::<T>::insert(lot, BoundedVec::truncate_from(origins));
		Lots::<T>::mutate_extant(lot, |lot| lot.derived = true);

		#[extrinsic_call]
		dispense(System::Signed(pharmacy), lot, 0, unit(0), proof, Some(1));

		assert!(Words::<T>::get(lot, 0).is_dispensed(0));
		Ok(())
	}

	/// The only portion of a unit.
	#[benchmark]
	fn undo_dispense() -> Result<(), BenchmarkError> {
		let (pharmacy, lot, proof) = for_sale::<T>()?;
		let dispensed =
			Pallet::<T>::do_dispense(pharmacy.clone(), lot, 0, unit(0), &proof, Some(1));
		dispensed.map_err(|error| error.error)?;

		#[extrinsic_call]
		_(System::Signed(pharmacy), lot, 0);

		assert!(!Words::<T>::contains_key(lot, 0));
		Ok(())
	}

	/// Eight containers deep.
	#[benchmark]
	fn decommission() -> Result<(), BenchmarkError> {
		let maker = manufacturer::<T>();
		let span = packed::<T>(1, &maker)?[0];

		#[extrinsic_call]
		_(System::Signed(maker), span, DecommissionReason::Destroyed);

		let (_, range) = Pallet::<T>::covering(&span.lot, span.start).ok_or("gone")?;
		assert!(matches!(range.place, Place::Gone { .. }));
		Ok(())
	}

	/// `i` spans of ranges of which units may be dispensed, each across as many words as may be, the
	/// first one of a lot that was made of as many others as may be, into `o` lots.
	#[benchmark]
	fn transform(i: Linear<1, MAX_ITEMS>, o: Linear<1, MAX_LOTS>) -> Result<(), BenchmarkError> {
		let maker = manufacturer::<T>();
		let mut inputs = Vec::new();
		for index in 0..i {
			let lot = super::lot::<T>(index, &maker, in_stock::<T>(&maker), Stage::New)?;
			let (start, end) = (64 + UNITS_PER_WORD, 64 + UNITS_PER_WORD * MAX_CHECKED_WORDS);
			let deposit = Pallet::<T>::hold(HoldReason::Range, &maker, T::RangeDeposit::get())?;
			let place = in_stock::<T>(&maker);
			let range = Range {
				start: 64,
				place,
				stage: Stage::New,
				touched: true,
				suspect: false,
				deposit,
			};
			Ranges::<T>::insert(lot, End::from(end + 8), range);
			Lots::<T>::mutate_extant(lot, |lot| {
				lot.fresh = end + 8;
				lot.measures = Default::default();
			});
			let gtin = Lots::<T>::get(lot).ok_or("commissioned")?.gtin;
			inputs.push((gtin, Span { lot, start: start - 8, end }));
		}
		let outputs: Vec<_> = (0..o)
			.map(|index| new_lot(product::<T>(1_000 + index, &maker), 1_000 + index))
			.collect();
		let ids: Vec<_> = outputs.iter().map(|lot| LotId::of(&lot.gtin, &lot.number)).collect();
		let spans: Vec<_> = inputs.iter().map(|(_, span)| *span).collect();
		let mut origins = Vec::new();
		for index in 100..100 + MAX_ORIGINS - i {
			let lot = super::lot::<T>(index, &maker, in_stock::<T>(&maker), Stage::New)?;
			let gtin = Lots::<T>::get(lot).ok_or("commissioned")?.gtin;
			T::Products::ensure_unmeasured(&gtin);
			origins.push(Span { lot, start: 0, end: 64 });
		}
		if !origins.is_empty() {
			Lots::<T>::mutate_extant(spans[0].lot, |lot| lot.derived = true);
			Origins::<T>::insert(spans[0].lot, BoundedVec::truncate_from(origins));
		}
		for (gtin, _) in &inputs {
			T::Products::ensure_unmeasured(gtin);
		}

		#[extrinsic_call]
		_(
			System::Signed(maker),
			BoundedVec::truncate_from(spans),
			BoundedVec::truncate_from(outputs),
			1,
		);

		assert!(ids.iter().all(Origins::<T>::contains_key));
		Ok(())
	}

	/// By a regulator, about a unit eight containers deep.
	#[benchmark]
	fn suspect() -> Result<(), BenchmarkError> {
		let maker = manufacturer::<T>();
		let regulator = licensed::<T>("regulator", LicenceKind::Regulator);
		let span = packed::<T>(1, &maker)?[0];

		#[extrinsic_call]
		_(System::Signed(regulator), span.lot, span.start, STATEMENT);

		assert!(Exceptions::<T>::contains_key(span.lot, span.start));
		Ok(())
	}

	#[benchmark]
	fn quarantine_unit() -> Result<(), BenchmarkError> {
		let maker = manufacturer::<T>();
		let case = case::<T>(&maker)?;

		#[extrinsic_call]
		_(System::Signed(maker), case);

		assert!(Cases::<T>::get(case).is_some_and(|case| case.status == CaseStatus::Quarantined));
		Ok(())
	}

	#[benchmark]
	fn close_case() -> Result<(), BenchmarkError> {
		let maker = manufacturer::<T>();
		let regulator = licensed::<T>("regulator", LicenceKind::Regulator);
		let case = case::<T>(&maker)?;

		#[extrinsic_call]
		_(System::Signed(regulator), case, false, STATEMENT);

		assert!(Cases::<T>::get(case).is_some_and(|case| case.status == CaseStatus::Cleared));
		Ok(())
	}

	#[benchmark]
	fn reap_case() -> Result<(), BenchmarkError> {
		let maker = manufacturer::<T>();
		let regulator = licensed::<T>("regulator", LicenceKind::Regulator);
		let case = case::<T>(&maker)?;
		Pallet::<T>::do_close_case(regulator, case, true, STATEMENT)?;
		let now = pallet_timestamp::Now::<T>::get();
		pallet_timestamp::Now::<T>::put(now + T::RetentionPeriod::get());

		#[extrinsic_call]
		_(System::Signed(maker), case);

		assert!(!Cases::<T>::contains_key(case));
		Ok(())
	}

	/// Against a span, by a regulator: manufacturers leave room for others.
	#[benchmark]
	fn take_measure() -> Result<(), BenchmarkError> {
		let maker = manufacturer::<T>();
		let regulator = licensed::<T>("regulator", LicenceKind::Regulator);
		let span = packed::<T>(1, &maker)?[0];
		Lots::<T>::mutate_extant(span.lot, |lot| lot.measures.pop());
		let kind = container_measure(0).kind;

		#[extrinsic_call]
		_(System::Signed(regulator), Target::Span(span), kind, MeasureReason::Quality, STATEMENT);

		assert_eq!(Lots::<T>::get(span.lot).map(|lot| lot.measures.len()), Some(8));
		Ok(())
	}

	#[benchmark]
	fn lift_measure() -> Result<(), BenchmarkError> {
		let maker = manufacturer::<T>();
		let lot = packed::<T>(1, &maker)?[0].lot;

		#[extrinsic_call]
		_(System::Signed(maker), Target::Lot(lot), 0, STATEMENT);

		assert_eq!(Lots::<T>::get(lot).map(|lot| lot.measures.len()), Some(7));
		Ok(())
	}

	/// Units in the middle of a range.
	#[benchmark]
	fn verify_return(n: Linear<1, MAX_RETURNS>) -> Result<(), BenchmarkError> {
		let maker = manufacturer::<T>();
		let lot = lot::<T>(0, &maker, in_stock::<T>(&maker), Stage::Returned)?;
		let units: Vec<_> = tree()
			.1
			.into_iter()
			.zip(0..)
			.skip(1)
			.take(n as usize)
			.map(|(proof, index)| ProvenUnit { unit: unit(index), proof })
			.collect();

		#[extrinsic_call]
		_(System::Signed(maker), lot, 1, BoundedVec::truncate_from(units));

		let (_, range) = Pallet::<T>::covering(&lot, 1).ok_or("verified")?;
		assert_eq!(range.stage, Stage::Verified);
		Ok(())
	}

	/// Ranges in as many containers, of as many payers.
	#[benchmark]
	fn reap_lot() -> Result<(), BenchmarkError> {
		let maker = manufacturer::<T>();
		let lot = lot::<T>(0, &maker, in_stock::<T>(&maker), Stage::New)?;
		for index in 0..REAPED_PER_CALL {
			let (payer, code) = (funded::<T>("payer", index), sscc(index * 16));
			nested::<T>(index * 16, &maker)?;
			Pallet::<T>::recount(&code, 1)?;
			let deposit = Pallet::<T>::hold(HoldReason::Range, &payer, T::RangeDeposit::get())?;
			let place = Place::Container(code);
			let range = Range {
				start: index,
				place,
				stage: Stage::New,
				touched: false,
				suspect: false,
				deposit,
			};
			Ranges::<T>::insert(lot, End::from(index + 1), range);
		}
		let expires = Lots::<T>::get(lot).ok_or("commissioned")?.expires;
		pallet_timestamp::Now::<T>::put(end_of_day(expires) + T::RetentionPeriod::get());

		#[extrinsic_call]
		_(System::Signed(maker), lot);

		assert!(Ranges::<T>::iter_key_prefix(lot).count() <= 1);
		Ok(())
	}

	/// Not a call of its own: commissioning one lot of a million units.
	#[benchmark]
	fn measure_million_commissioned() -> Result<(), BenchmarkError> {
		let maker = manufacturer::<T>();
		let lot = NewLot { count: 1_000_000, ..new_lot(product::<T>(0, &maker), 0) };
		let id = LotId::of(&lot.gtin, &lot.number);

		#[extrinsic_call]
		commission(System::Signed(maker), BoundedVec::truncate_from(alloc::vec![lot]), 1);

		assert!(Lots::<T>::contains_key(id));
		Ok(())
	}

	/// Not a call: what it costs to prove a unit of 2^20.
	#[benchmark]
	fn measure_unit_proof() -> Result<(), BenchmarkError> {
		let (_, mut proofs) = tree();
		let mut proof = proofs.swap_remove(5).into_inner();
		proof.truncate(20);
		let leaf = unit_leaf(5, unit(5));
		let (mut node, mut position) = (leaf, 5u32);
		for sibling in &proof {
			let pair = if position % 2 == 0 { [node, *sibling] } else { [*sibling, node] };
			node = BlakeTwo256::hash(&[pair[0].0, pair[1].0].concat());
			position /= 2;
		}
		let batch = salus_primitives::merkle::Batch { root: node, count: 1 << 20 };
		let proven;

		#[block]
		{
			proven = batch.verify(5, unit_leaf(5, unit(5)), &proof);
		}

		assert!(proven.is_ok());
		Ok(())
	}

	/// Not a call: recalling a lot of a thousand units, for comparison with one of 2^24.
	#[benchmark]
	fn measure_recall_of_thousand() -> Result<(), BenchmarkError> {
		let maker = manufacturer::<T>();
		let gtin = product::<T>(0, &maker);
		let lot =
			Pallet::<T>::add_lot(&maker, NewLot { count: 1_000, ..new_lot(gtin, 0) }, 1, &[])?;
		let kind = container_measure(0).kind;

		#[block]
		{
			let (target, reason) = (Target::Lot(lot), MeasureReason::Quality);
			Pallet::<T>::do_take_measure(maker, target, kind, reason, STATEMENT)?;
		}

		assert_eq!(Lots::<T>::get(lot).map(|lot| lot.measures.len()), Some(1));
		Ok(())
	}

	/// Not a call: recalling a lot of ten million units.
	#[benchmark]
	fn measure_recall_of_ten_million() -> Result<(), BenchmarkError> {
		let maker = manufacturer::<T>();
		let gtin = product::<T>(0, &maker);
		let lot =
			Pallet::<T>::add_lot(&maker, NewLot { count: 10_000_000, ..new_lot(gtin, 0) }, 1, &[])?;
		let kind = container_measure(0).kind;

		#[block]
		{
			let (target, reason) = (Target::Lot(lot), MeasureReason::Quality);
			Pallet::<T>::do_take_measure(maker, target, kind, reason, STATEMENT)?;
		}

		assert_eq!(Lots::<T>::get(lot).map(|lot| lot.measures.len()), Some(1));
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
