use crate::{mock::*, Eligibility, EligibilityProblem, Error, Event, Left};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{
	Coverage as _, Day, LicenceKind, LicenceProblem, Shared, YearOfFamily, YearOfMember,
	OUT_OF_NETWORK,
};
use sp_runtime::{DispatchError, StateVersion};

fn ask(member: u64, day: Day) -> Result<Eligibility<u64>, EligibilityProblem> {
	let before = sp_io::storage::root(StateVersion::V1);
	let asked = Coverage::eligibility(PLAN, member, Some(HOSPITAL), day);
	assert_eq!(before, sp_io::storage::root(StateVersion::V1));
	assert_ok!(Coverage::check_eligibility(signed(HOSPITAL), PLAN, member, day));
	let event = Event::EligibilityChecked {
		plan: PLAN,
		member,
		provider: HOSPITAL,
		day,
		answer: asked.clone(),
	};
	assert_eq!(last_event(), event);
	asked
}

#[test]
fn it_is_known_what_is_left() {
	run(|| {
		enrolled_elsewhere(ALICE);
		contracted(3, TODAY, TODAY + 2);
		let after = Some(coverage(OTHER_PLAN, ALICE));
		let (from, until, first) = (TODAY, TODAY + 9, after.clone());
		let done = Coverage::enrol(signed(PAYER), PLAN, ALICE, from, until, 1, Some(7), first);
		assert_ok!(done);
		prepared();
		let fresh = Eligibility {
			tier: 1,
			network: Some(3),
			deductible_left: Left { individual: 100, family: Some(250) },
			out_of_pocket_left: Left { individual: 500, family: Some(900) },
			after: after.clone(),
		};
		assert_eq!(ask(ALICE, TODAY), Ok(fresh.clone()));

		let shared = |deductible, out_of_pocket| Shared { deductible, out_of_pocket };
		let year = |year, shared| YearOfMember { year, shared, benefits: Default::default() };
		let used = vec![year(2023, shared(90, 90)), year(2024, shared(60, 70))];
		Coverage::note_use(PLAN, &ALICE, bounded(used));
		let family = vec![
			YearOfFamily { year: 2023, shared: shared(90, 90) },
			YearOfFamily { year: 2024, shared: shared(260, 300) },
		];
		Coverage::note_family_use(PLAN, 7, bounded(family));
		let later = Eligibility {
			network: Some(OUT_OF_NETWORK),
			deductible_left: Left { individual: 40, family: Some(0) },
			out_of_pocket_left: Left { individual: 430, family: Some(600) },
			..fresh
		};
		assert_eq!(ask(ALICE, TODAY + 3), Ok(later.clone()));
		let nobody = Eligibility { network: None, ..later };
		assert_eq!(Coverage::eligibility(PLAN, ALICE, None, TODAY + 3), Ok(nobody));
	});
}

#[test]
fn who_has_no_family_has_no_limits_of_one() {
	run(|| {
		enrolled(ALICE, None);
		let left = ask(ALICE, TODAY).unwrap();
		assert_eq!(left.deductible_left, Left { individual: 100, family: None });
	});
}

#[test]
fn it_is_known_why_not() {
	run(|| {
		enrolled(ALICE, None);
		let (early, late) = (TODAY - 20, TODAY + 9);
		assert_ok!(Coverage::enrol(signed(PAYER), PLAN, BOB, early, late, 0, None, None));
		prepared();
		assert_eq!(ask(CAROL, TODAY), Err(EligibilityProblem::NotMember));
		assert_eq!(ask(ALICE, TODAY - 1), Err(EligibilityProblem::BeforeCoverage));
		assert_eq!(ask(ALICE, TODAY + 10), Err(EligibilityProblem::AfterCoverage));
		assert_eq!(ask(BOB, TODAY - 1), Err(EligibilityProblem::NoTerms));
		assert!(ask(ALICE, TODAY + 9).is_ok());
		let unknown = Coverage::eligibility(77, ALICE, None, TODAY);
		assert_eq!(unknown, Err(EligibilityProblem::UnknownPlan));
	});
}

#[test]
fn only_licensed_providers() {
	run(|| {
		enrolled(ALICE, None);
		let asks = |who| Coverage::check_eligibility(signed(who), PLAN, ALICE, TODAY);
		for who in [PAYER, REGULATOR, STRANGER, ALICE] {
			assert_noop!(asks(who), Error::<Test>::NotProvider);
		}
		assert_ok!(asks(PHARMACY));
		license(PHARMACY, LicenceKind::Pharmacy, Err(LicenceProblem::Suspended));
		assert_noop!(asks(PHARMACY), Error::<Test>::NotProvider);
		for origin in [RuntimeOrigin::none(), RuntimeOrigin::root()] {
			let done = Coverage::check_eligibility(origin, PLAN, ALICE, TODAY);
			assert_noop!(done, DispatchError::BadOrigin);
		}
	});
}
