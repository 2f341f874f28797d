use crate::{mock::*, Pallet};
use frame_support::assert_ok;
use salus_primitives::{MeasureKind, ProductInfo, RecallClass, RecallDepth};

#[test]
fn others_learn_what_they_need() {
	run(|| {
		assert_eq!(Pallet::<Test>::product(GTIN), None);
		assert!(Products::measures(GTIN).is_empty());
		registered();
		let info = ProductInfo {
			manufacturer: MAKER,
			limits: Some(FRIDGE),
			portions: 10,
			active: true,
			measures: Vec::new(),
		};
		assert_eq!(Products::product(GTIN), Some(info.clone()));
		assert_eq!(<Products as salus_primitives::Products<u64>>::product(&GTIN), Some(info));
	});
}

#[test]
fn all_measures_in_force_are_told() {
	run(|| {
		registered();
		let told = || {
			let info = Products::product(GTIN).unwrap();
			assert_eq!(info.measures, Products::measures(GTIN).into_inner());
			info.measures.iter().map(|measure| measure.id).collect::<Vec<_>>()
		};
		let recall = |class| MeasureKind::Recall { class, depth: RecallDepth::Patient };
		let mut ids = vec![
			measured(MAKER, MeasureKind::Quarantine),
			measured(REGULATOR, recall(RecallClass::I)),
			measured(REGULATOR, recall(RecallClass::II)),
			measured(MAKER, recall(RecallClass::I)),
		];
		assert_eq!(told(), ids);
		assert_ok!(Products::lift_measure(signed(REGULATOR), GTIN, ids.remove(1), EVIDENCE));
		assert_eq!(told(), ids);
	});
}

#[test]
fn a_severer_recall_does_not_hide_a_deeper_one() {
	run(|| {
		registered();
		let recall = |class, depth| MeasureKind::Recall { class, depth };
		let deep = measured(REGULATOR, recall(RecallClass::II, RecallDepth::Patient));
		let severe = measured(MAKER, recall(RecallClass::I, RecallDepth::Wholesale));
		let measures = Products::product(GTIN).unwrap().measures;
		let counts = |level| {
			let reaching = measures.iter().filter(|measure| measure.kind.reaches(level));
			reaching.max_by_key(|measure| measure.kind).map(|measure| measure.id)
		};
		assert_eq!(counts(RecallDepth::Wholesale), Some(severe));
		assert_eq!(counts(RecallDepth::Pharmacy), Some(deep));
		assert_eq!(counts(RecallDepth::Patient), Some(deep));
	});
}

#[test]
fn prefixes_have_owners_and_branches_none() {
	run(|| {
		for (asked, owner) in [(PREFIX, Some(MAKER)), (prefix(4_012, 4), None)] {
			assert_eq!(Products::prefix_owner(asked), owner);
			let told = <Products as salus_primitives::Products<u64>>::prefix_owner(&asked);
			assert_eq!(told, owner);
		}
	});
}

#[cfg(feature = "runtime-benchmarks")]
#[test]
fn benchmarks_of_others_get_what_they_ask_for() {
	use salus_primitives::Products as _;
	run(|| {
		Pallet::<Test>::ensure_product(&GTIN, &OTHER_MAKER);
		let info = Products::product(GTIN).unwrap();
		assert_eq!(info.manufacturer, OTHER_MAKER);
		assert!(info.active);
		assert_eq!(info.measures.len(), crate::MAX_MEASURES as usize);
		assert!(!info.measures.iter().any(|measure| measure.kind.reaches(RecallDepth::Pharmacy)));
		Pallet::<Test>::ensure_unmeasured(&GTIN);
		assert!(Products::measures(GTIN).is_empty());
		for _ in 0..2 {
			Pallet::<Test>::ensure_prefix(&prefix(4_012_346, 7), &OTHER_MAKER);
			assert_eq!(Products::prefix_owner(prefix(4_012_346, 7)), Some(OTHER_MAKER));
			assert_eq!(below(prefix(4_012, 4)), Some(2));
		}
	});
}
