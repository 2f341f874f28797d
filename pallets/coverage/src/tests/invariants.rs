use crate::{
	mock::*, Contracts, Families, FamilyOf, HoldReason, Members, NextPlan, Plans, Services,
	Versions,
};
use frame_support::{assert_ok, traits::fungible::MutateHold};
use salus_primitives::{
	BenefitUse, Coverage as _, Membership, Service, Shared, YearOfFamily, YearOfMember,
};

/// Runs `damage` on a state with everything there is, and expects `try_state` to notice.
#[track_caller]
fn notices(what: &'static str, damage: impl FnOnce()) {
	run(|| {
		assert_ok!(Coverage::publish_version(signed(PAYER), PLAN, TODAY + 1, terms()));
		enrolled(ALICE, Some(7));
		enrolled(BOB, Some(7));
		enrolled_elsewhere(ALICE);
		listed(1);
		contracted(1, TODAY, TODAY + 1);
		contracted(2, TODAY + 2, TODAY + 3);
		for member in [ALICE, BOB] {
			Coverage::note_use(PLAN, &member, bounded(vec![year(2023), year(2024)]));
		}
		let family = [2023, 2024].map(|year| YearOfFamily { year, shared: shares(2) });
		Coverage::note_family_use(PLAN, 7, bounded(family.to_vec()));
		assert_ok!(Coverage::do_try_state());
		frame_support::storage::with_transaction(|| {
			damage();
			assert_eq!(Coverage::do_try_state(), Err(what.into()));
			sp_runtime::TransactionOutcome::Rollback(Ok::<_, sp_runtime::DispatchError>(()))
		})
		.unwrap();
	});
}

fn shares(times: u128) -> Shared {
	Shared { deductible: 10 * times, out_of_pocket: 20 * times }
}

fn year(year: u16) -> YearOfMember {
	let benefits = [0, 1].map(|group| BenefitUse { group, units: 1, paid: 1 });
	YearOfMember { year, shared: shares(1), benefits: bounded(benefits.to_vec()) }
}

fn plan(change: impl FnOnce(&mut crate::PlanOf<Test>)) {
	Plans::<Test>::mutate(PLAN, |entry| change(entry.as_mut().unwrap()));
}

fn member(change: impl FnOnce(&mut Membership<u64>)) {
	Members::<Test>::mutate(PLAN, ALICE, |entry| change(&mut entry.as_mut().unwrap().membership));
}

fn family(change: impl FnOnce(&mut FamilyOf<Test>)) {
	Families::<Test>::mutate(PLAN, 7, |entry| change(entry.as_mut().unwrap()));
}

fn service(change: impl FnOnce(&mut Service)) {
	Services::<Test>::mutate(PLAN, tag(1), |entry| change(&mut entry.as_mut().unwrap().service));
}

fn contract(change: impl FnOnce(&mut crate::ContractOf<Test>)) {
	Contracts::<Test>::mutate(PLAN, HOSPITAL, |entry| change(entry.as_mut().unwrap()));
}

fn version(number: u16, change: impl FnOnce(&mut salus_primitives::Terms)) {
	Versions::<Test>::mutate(PLAN, number, |entry| change(&mut entry.as_mut().unwrap().terms));
}

#[test]
fn miscounted_entries_are_noticed() {
	notices("a plan was not given out", || NextPlan::<Test>::put(1));
	notices("members are miscounted", || plan(|entry| entry.members = 3));
	notices("services are miscounted", || Services::<Test>::remove(PLAN, tag(1)));
	notices("contracts are miscounted", || plan(|entry| entry.contracts = 0));
	let copy = || Members::<Test>::get(PLAN, ALICE).unwrap();
	notices("a member is of no plan", || Members::<Test>::insert(77, ALICE, copy()));
	let copy = || Services::<Test>::get(PLAN, tag(1)).unwrap();
	notices("a service is of no plan", || Services::<Test>::insert(77, tag(1), copy()));
	let copy = || Contracts::<Test>::get(PLAN, HOSPITAL).unwrap();
	notices("a contract is of no plan", || Contracts::<Test>::insert(77, HOSPITAL, copy()));
}

#[test]
fn versions_out_of_order_are_noticed() {
	notices("a version was not given out", || plan(|entry| entry.next_version = 1));
	notices("a version is not stored", || Versions::<Test>::remove(PLAN, 0));
	let copy = || Versions::<Test>::get(PLAN, 0).unwrap();
	notices("a version is unknown to its plan", || Versions::<Test>::insert(PLAN, 5, copy()));
	notices("versions are out of order", || plan(|entry| entry.versions[1].0 = TODAY));
	notices("terms say nothing", || version(0, |terms| terms.tiers = Default::default()));
	let what = "terms have less than before";
	notices(what, || version(0, |terms| terms.year = 2025));
	notices(what, || version(1, |terms| _ = terms.tiers.pop()));
	notices(what, || version(1, |terms| _ = terms.benefits.pop()));
}

#[test]
fn services_that_cannot_be_are_noticed() {
	notices("a service ends before it begins", || service(|entry| entry.until = TODAY - 1));
	notices("a service has no fees", || service(|entry| entry.fees = Default::default()));
	let what = "a service has two fees for a network";
	notices(what, || service(|entry| entry.fees[1].0 = 0));
	notices("a service has no benefit", || service(|entry| entry.group = 3));
}

#[test]
fn contracts_that_cannot_be_are_noticed() {
	notices("a contract has no periods", || contract(|entry| entry.periods = Default::default()));
	notices("a contract is out of network", || contract(|entry| entry.periods[0].network = 0));
	notices("a period ends before it begins", || {
		contract(|entry| entry.periods[0].until = TODAY - 1)
	});
	notices("periods overlap", || contract(|entry| entry.periods[0].until = TODAY + 2));
}

#[test]
fn members_that_cannot_be_are_noticed() {
	notices("a member has no tier", || member(|entry| entry.tier = 2));
	notices("a member's years are out of order", || member(|entry| entry.used[0].year = 2024));
	notices("a benefit was used twice in a year", || {
		member(|entry| entry.used[0].benefits[1].group = 0)
	});
}

#[test]
fn circles_are_noticed() {
	notices("a coverage pays before itself", || {
		member(|entry| entry.after = Some(coverage(OTHER_PLAN, ALICE)));
		Members::<Test>::mutate(OTHER_PLAN, ALICE, |entry| {
			entry.as_mut().unwrap().membership.after = Some(coverage(PLAN, ALICE))
		});
	});
}

#[test]
fn orders_in_two_assets_are_noticed() {
	notices("a coverage pays first in another asset", || {
		member(|entry| entry.after = Some(coverage(OTHER_PLAN, ALICE)));
		plan(|entry| entry.asset = DOLLAR);
	});
}

#[test]
fn families_that_cannot_be_are_noticed() {
	notices("a family is miscounted", || family(|entry| entry.members = 1));
	notices("a family is missing", || Families::<Test>::remove(PLAN, 7));
	notices("a family's years are out of order", || family(|entry| entry.used[0].year = 2024));
	let what = "a family used less than its members";
	notices(what, || family(|entry| entry.used[1].shared.deductible = 19));
	notices(what, || family(|entry| entry.used[0].shared.out_of_pocket = 39));
	notices(what, || family(|entry| _ = entry.used.remove(0)));
}

#[test]
fn families_may_forget_what_is_long_ago_and_remember_who_has_left() {
	run(|| {
		enrolled(ALICE, Some(7));
		Coverage::note_use(PLAN, &ALICE, bounded(vec![year(2020), year(2023)]));
		let years = [2022, 2023, 2024].map(|year| YearOfFamily { year, shared: shares(3) });
		Coverage::note_family_use(PLAN, 7, bounded(years.to_vec()));
		assert_ok!(Coverage::do_try_state());
	});
}

#[test]
fn deposits_that_are_not_held_are_noticed() {
	let what = "a deposit is not what is held";
	for reason in [
		HoldReason::Plan,
		HoldReason::Version,
		HoldReason::Service,
		HoldReason::Contract,
		HoldReason::Member,
		HoldReason::Family,
	] {
		notices(what, move || Balances::hold(&reason.into(), &PAYER, 1).unwrap());
	}
	notices(what, || plan(|entry| entry.deposit += 1));
	notices(what, || family(|entry| entry.deposit -= 1));
}
