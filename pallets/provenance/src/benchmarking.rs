//! What each call costs at the most.

mod setup;

pub(crate) use setup::ensure_container;

use super::*;
use alloc::vec::Vec;
use frame_benchmarking::v2::*;
use frame_support::{traits::Get, BoundedVec};
use frame_system::RawOrigin as System;
use salus_primitives::{end_of_day, LicenceKind, MeasureReason, Moment, Products, DAY};
use setup::*;
use sp_runtime::traits::StaticLookup;

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
		let reports = branches::<T>(n, &maker, outer)?
			.into_iter()
			.map(|span| Report { span, discrepancy: Discrepancy::Lost })
			.collect();
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
		let lot = lot::<T>(0, &maker, reported::<T>(&maker), Stage::New)?;

		#[extrinsic_call]
		_(System::Signed(maker), lot, 8, ReportOutcome::Found { location: 1 });

		let (_, range) = Pallet::<T>::covering(&lot, 8).ok_or("settled")?;
		assert!(matches!(range.place, Place::Stock { .. }));
		Ok(())
	}

	#[benchmark]
	fn lapse_report() -> Result<(), BenchmarkError> {
		let maker = manufacturer::<T>();
		let lot = lot::<T>(0, &maker, reported::<T>(&maker), Stage::New)?;

		#[extrinsic_call]
		_(System::Signed(funded::<T>("anybody", 0)), lot, 8);

		let (_, range) = Pallet::<T>::covering(&lot, 8).ok_or("settled")?;
		assert!(matches!(range.place, Place::Gone { .. }));
		Ok(())
	}

	/// The first unit of its range, which is where the call says.
	#[benchmark]
	fn dispense() -> Result<(), BenchmarkError> {
		let (pharmacy, lot, proof) = for_sale::<T>()?;

		#[extrinsic_call]
		_(System::Signed(pharmacy), lot, 0, unit(0), proof, None, RIGHT);

		assert!(Words::<T>::get(lot, 0).is_dispensed(0));
		Ok(())
	}

	/// The same, where the call names another range.
	#[benchmark]
	fn dispense_unhinted() -> Result<(), BenchmarkError> {
		let (pharmacy, lot, proof) = for_sale::<T>()?;

		#[extrinsic_call]
		dispense(System::Signed(pharmacy), lot, 0, unit(0), proof, None, WRONG);

		assert!(Words::<T>::get(lot, 0).is_dispensed(0));
		Ok(())
	}

	/// The call names another range, here and in what follows.
	#[benchmark]
	fn dispense_portions() -> Result<(), BenchmarkError> {
		let (pharmacy, lot, proof) = for_sale::<T>()?;

		#[extrinsic_call]
		dispense(System::Signed(pharmacy), lot, 0, unit(0), proof, Some(1), WRONG);

		assert!(Exceptions::<T>::contains_key(lot, 0));
		Ok(())
	}

	/// A case is opened.
	#[benchmark]
	fn dispense_again() -> Result<(), BenchmarkError> {
		let (pharmacy, lot, proof) = for_sale::<T>()?;
		let first = pharmacy.clone();
		let dispensed = Pallet::<T>::do_dispense(first, lot, 0, unit(0), &proof, None, RIGHT);
		dispensed.map_err(|error| error.error)?;

		#[extrinsic_call]
		dispense(System::Signed(pharmacy), lot, 0, unit(0), proof, None, WRONG);

		assert_eq!(Cases::<T>::iter_values().count(), 1);
		Ok(())
	}

	/// A unit that was made of `o` lots of as many products.
	#[benchmark]
	fn dispense_derived(o: Linear<1, MAX_ORIGINS>) -> Result<(), BenchmarkError> {
		let (pharmacy, lot, proof) = for_sale::<T>()?;
		let maker = manufacturer::<T>();
		derive::<T>(lot, 1..o + 1, &maker)?;

		#[extrinsic_call]
		dispense(System::Signed(pharmacy), lot, 0, unit(0), proof, Some(1), WRONG);

		assert!(Words::<T>::get(lot, 0).is_dispensed(0));
		Ok(())
	}

	/// The only portion of a unit.
	#[benchmark]
	fn undo_dispense() -> Result<(), BenchmarkError> {
		let (pharmacy, lot, proof) = for_sale::<T>()?;
		let by = pharmacy.clone();
		let dispensed = Pallet::<T>::do_dispense(by, lot, 0, unit(0), &proof, Some(1), RIGHT);
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
		let inputs = touched::<T>(i, &maker)?;
		let outputs: Vec<_> = (0..o)
			.map(|index| new_lot(product::<T>(1_000 + index, &maker), 1_000 + index))
			.collect();
		let ids: Vec<_> = outputs.iter().map(|lot| LotId::of(&lot.gtin, &lot.number)).collect();
		if i < MAX_ORIGINS {
			let origins = derive::<T>(inputs[0].lot, 100..100 + MAX_ORIGINS - i, &maker)?;
			origins.into_iter().try_for_each(unmeasured::<T>)?;
		}
		inputs.iter().try_for_each(|span| unmeasured::<T>(span.lot))?;

		#[extrinsic_call]
		_(
			System::Signed(maker),
			BoundedVec::truncate_from(inputs),
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
		let LotMeasure { start, end, .. } = measures()[0];

		#[extrinsic_call]
		_(System::Signed(maker), Target::Span(Span { lot, start, end }), 0, STATEMENT);

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
		scattered::<T>(lot, REAPED_PER_CALL, &maker)?;
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
		let (batch, leaf, proof) = unit_of_million();
		let proven;

		#[block]
		{
			proven = batch.verify(5, leaf, &proof);
		}

		assert!(proven.is_ok());
		Ok(())
	}

	/// Not a call: recalling a lot of a thousand units, for comparison with one of 2^24.
	#[benchmark]
	fn measure_recall_of_thousand() -> Result<(), BenchmarkError> {
		let (maker, lot) = lot_of::<T>(1_000)?;
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
		let (maker, lot) = lot_of::<T>(10_000_000)?;
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
