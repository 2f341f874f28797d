//! What other pallets are told.

use crate::{mock::*, HoldReason, Member, Members};
use salus_primitives::{Coverage as Seam, PlanInfo, Shared, YearOfFamily, YearOfMember};

type Plans = Coverage;

#[test]
fn others_read_what_is_stored() {
	run(|| {
		enrolled(ALICE, Some(7));
		listed(1);
		contracted(4, TODAY, TODAY);
		let info = PlanInfo { payer: PAYER, asset: EURO, versions: bounded(vec![(TODAY, 0)]) };
		assert_eq!(<Plans as Seam<u64>>::plan(PLAN), Some(info));
		assert_eq!(<Plans as Seam<u64>>::plan(77), None);
		assert_eq!(<Plans as Seam<u64>>::terms(PLAN, 0), Some(terms()));
		assert_eq!(<Plans as Seam<u64>>::terms(PLAN, 1), None);
		assert_eq!(<Plans as Seam<u64>>::service(PLAN, &tag(1)), Some(service(0)));
		assert_eq!(<Plans as Seam<u64>>::service(PLAN, &tag(2)), None);
		assert_eq!(<Plans as Seam<u64>>::network(PLAN, &HOSPITAL, TODAY), 4);
		let member = Coverage::membership(PLAN, ALICE);
		assert!(member.is_some());
		assert_eq!(<Plans as Seam<u64>>::membership(PLAN, &ALICE), member);
		assert_eq!(<Plans as Seam<u64>>::membership(PLAN, &BOB), None);
	});
}

#[test]
fn use_is_noted_and_the_deposit_stays() {
	run(|| {
		enrolled(ALICE, Some(7));
		let shared = Shared { deductible: 5, out_of_pocket: 6 };
		let used = vec![YearOfMember { year: 2024, shared, benefits: Default::default() }];
		let together = vec![YearOfFamily { year: 2024, shared }];
		Coverage::note_family_use(PLAN, 7, bounded(together.clone()));
		Coverage::note_use(PLAN, &ALICE, bounded(used.clone()));
		let Member { membership, deposit } = Members::<Test>::get(PLAN, ALICE).unwrap();
		assert_eq!(membership.used.to_vec(), used);
		assert_eq!(deposit, MEMBER_DEPOSIT);
		assert_eq!(Coverage::family_use(PLAN, 7).to_vec(), together);
		assert_eq!(held(HoldReason::Family, PAYER), FAMILY_DEPOSIT);
	});
}

#[test]
fn nobody_uses_anything_where_they_are_not_covered() {
	run(|| {
		Coverage::note_use(PLAN, &ALICE, Default::default());
		Coverage::note_family_use(PLAN, 7, Default::default());
		assert_eq!(Coverage::membership(PLAN, ALICE), None);
		assert!(Coverage::family_use(PLAN, 7).is_empty());
		assert_eq!(crate::Families::<Test>::iter().count(), 0);
	});
}
