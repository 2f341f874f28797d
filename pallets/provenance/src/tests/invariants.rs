use crate::{
	mock::*, Case, CaseStatus, Cases, ContainerOf, ContainerPlace, Containers, End, ExceptionOf,
	Exceptions, HoldReason, Item, Lot, LotId, LotMeasure, Lots, NextCaseId, Origins, Place,
	RangeOf, Ranges, ShipmentKind, Target, Word, Words,
};
use frame_support::{assert_ok, traits::fungible::MutateHold};
use salus_primitives::{MeasureKind, Sscc};

/// What there is when an invariant is damaged.
struct Chain {
	/// Units 0 to 10 are in a pharmacy, of which 3 is dispensed and in an open case, and 4 was
	/// suspect; those from 10 to 12 are in the inner container; 20 is suspect; those from 30 are fresh.
	lot: LotId,
	/// A vial that was opened, in the same pharmacy.
	vials: LotId,
	/// Made of the other lot.
	kit: LotId,
	/// In the outer container.
	inner: Sscc,
	outer: Sscc,
}

fn chain() -> Chain {
	let (lot, vials) = (commission(MEDICINE, "A1"), commission(VIAL, "B1"));
	deliver(lot, 0, 10, PHARMACY, 1);
	deliver(vials, 0, 10, PHARMACY, 2);
	assert_ok!(dispense(PHARMACY, lot, 3));
	assert_ok!(dispense(OTHER_PHARMACY, lot, 3));
	assert_ok!(Provenance::suspect(signed(PHARMACY), lot, 4, commitment(1)));
	assert_ok!(Provenance::close_case(signed(REGULATOR), 1, false, commitment(1)));
	assert_ok!(portion(PHARMACY, vials, 0, 3));
	let (inner, outer) = (open(MAKER, 3), open(MAKER, 4));
	assert_ok!(pack(MAKER, inner, &[units(lot, 10, 12)]));
	assert_ok!(pack(MAKER, outer, &[Item::Container(inner)]));
	assert_ok!(Provenance::suspect(signed(MAKER), lot, 20, commitment(1)));
	let inputs = vec![span(lot, 21, 30)].try_into().unwrap();
	let outputs = vec![new_lot(MEDICINE, "K1")].try_into().unwrap();
	assert_ok!(Provenance::transform(signed(MAKER), inputs, outputs, 1));
	measure(Target::Span(span(lot, 5, 7)), MeasureKind::Quarantine);
	let kit = LotId::of(&MEDICINE, &number("K1"));
	Chain { lot, vials, kit, inner, outer }
}

/// Runs `damage`, and expects `try_state` to notice.
#[track_caller]
fn notices(what: &'static str, damage: impl FnOnce(&Chain)) {
	new_test_ext().execute_with(|| {
		let chain = chain();
		assert_ok!(Provenance::do_try_state());
		damage(&chain);
		assert_eq!(Provenance::do_try_state(), Err(what.into()));
	});
}

fn lot(id: LotId, change: impl FnOnce(&mut Lot<u64>)) {
	Lots::<Test>::mutate(id, |lot| change(lot.as_mut().unwrap()));
}

fn changed(lot: LotId, index: u32, change: impl FnOnce(&mut RangeOf<Test>)) {
	let (end, mut range) = range(lot, index);
	change(&mut range);
	Ranges::<Test>::insert(lot, End::from(end), range);
}

fn boxed(sscc: Sscc, change: impl FnOnce(&mut ContainerOf<Test>)) {
	Containers::<Test>::mutate(sscc, |container| change(container.as_mut().unwrap()));
}

fn exception(lot: LotId, index: u32, change: impl FnOnce(&mut ExceptionOf<Test>)) {
	Exceptions::<Test>::mutate(lot, index, |exception| change(exception.as_mut().unwrap()));
}

fn case(id: u32, change: impl FnOnce(&mut Case<u64, u64>)) {
	Cases::<Test>::mutate(id, |case| change(case.as_mut().unwrap()));
}

fn word(lot: LotId, change: impl FnOnce(&mut Word)) {
	Words::<Test>::mutate(lot, 0, change);
}

#[test]
fn vanished_and_doubled_units_are_noticed() {
	let what = "units in no place, or in two";
	notices(what, |chain| Ranges::<Test>::remove(chain.lot, End::from(12)));
	notices(what, |chain| changed(chain.lot, 10, |range| range.start = 9));
	notices(what, |chain| changed(chain.lot, 10, |range| range.start = 11));
	// Ends are sorted, so that only the first range can be empty.
	notices("empty range", |chain| {
		let (_, empty) = range(chain.lot, 0);
		Ranges::<Test>::insert(chain.lot, End::from(0), empty);
	});
	let what = "units vanished, or appeared";
	notices(what, |chain| lot(chain.lot, |lot| lot.fresh += 1));
	notices(what, |chain| lot(chain.lot, |lot| lot.fresh -= 1));
	notices(what, |chain| lot(chain.lot, |lot| lot.count = lot.fresh - 1));
	notices("range of no lot", |chain| Lots::<Test>::remove(chain.vials));
}

#[test]
fn lost_and_miscounted_containers_are_noticed() {
	notices("range in no container", |chain| {
		changed(chain.lot, 10, |range| range.place = Place::Container(sscc(99)))
	});
	notices("container in no container", |chain| Containers::<Test>::remove(chain.outer));
	let what = "miscounted container";
	notices(what, |chain| boxed(chain.inner, |inner| inner.contents += 1));
	notices(what, |chain| boxed(chain.outer, |outer| outer.contents = 0));
	notices(what, |_| boxed(sscc(1), |empty| empty.contents = 1));
	notices("nothing came back", |_| boxed(sscc(1), |empty| empty.returns = true));
}

#[test]
fn circles_and_towers_are_noticed() {
	let what = "taller than what it is in";
	notices(what, |chain| boxed(chain.inner, |inner| inner.height = 2));
	notices(what, |chain| boxed(chain.outer, |outer| outer.height = 1));
	notices(what, |chain| {
		boxed(chain.outer, |outer| outer.place = ContainerPlace::Within(chain.inner))
	});
	notices(what, |chain| {
		boxed(chain.inner, |inner| inner.place = ContainerPlace::Within(chain.inner))
	});
	notices("too tall", |_| boxed(sscc(1), |empty| empty.height = 9));
	notices("too deep, or a circle", |_| {
		let all: Vec<Sscc> = (10..19).map(|serial| open(MAKER, serial)).collect();
		for (height, pair) in all.windows(2).enumerate() {
			boxed(pair[0], |inner| inner.place = ContainerPlace::Within(pair[1]));
			boxed(pair[1], |outer| outer.height = height as u8 + 2);
		}
	});
	notices("shipped from inside another one", |chain| {
		assert_ok!(ship(MAKER, chain.outer, WHOLESALER, ShipmentKind::Sale));
		let shipment = container(chain.outer).shipment;
		boxed(chain.outer, |outer| outer.shipment = None);
		boxed(chain.inner, |inner| inner.shipment = shipment);
	});
}

#[test]
fn dispensed_units_elsewhere_are_noticed() {
	notices("dispensed, but fresh", |chain| word(chain.lot, |word| word.dispense(200, 0)));
	notices("dispensed from an untouched range", |chain| {
		changed(chain.lot, 3, |range| range.touched = false)
	});
	notices("dispensed from an untouched range", |chain| {
		word(chain.lot, |word| word.dispense(20, 0))
	});
	notices("dispensed, but not in stock", |chain| {
		word(chain.lot, |word| word.dispense(11, 0));
		changed(chain.lot, 10, |range| range.touched = true);
	});
	notices("word that says nothing", |chain| Words::<Test>::insert(chain.lot, 9, Word::default()));
}

#[test]
fn marks_and_exceptions_that_do_not_belong_together_are_noticed() {
	notices("exception without a mark", |chain| word(chain.lot, |word| word.unmark(4)));
	notices("mark without an exception", |chain| word(chain.lot, |word| word.mark(5)));
	notices("mark without an exception", |chain| Exceptions::<Test>::remove(chain.lot, 4));
	notices("exception that says nothing", |chain| {
		exception(chain.lot, 4, |exception| exception.case = None)
	});
	notices("opened, but not dispensed from", |chain| word(chain.vials, |word| word.undo(0)));
}

#[test]
fn cases_about_nothing_are_noticed() {
	notices("case not opened yet", |_| NextCaseId::<Test>::put(2));
	notices("case about nothing", |_| case(0, |case| case.index = 9));
	let what = "case that its unit does not know";
	notices(what, |_| case(0, |case| case.index = 4));
	notices(what, |_| case(0, |case| case.status = CaseStatus::Quarantined));
	notices(what, |_| case(1, |case| case.status = CaseStatus::Suspect));
	notices(what, |chain| {
		exception(chain.lot, 20, |exception| exception.case = Some((9, CaseStatus::Suspect)))
	});
	let what = "miscounted cases";
	notices(what, |chain| lot(chain.lot, |lot| lot.open_cases -= 1));
	notices(what, |chain| lot(chain.kit, |lot| lot.open_cases += 1));
	let what = "suspect among others";
	notices(what, |chain| changed(chain.lot, 20, |range| range.suspect = false));
	notices(what, |chain| {
		changed(chain.lot, 12, |range| range.suspect = true);
		let (_, mut wider) = range(chain.lot, 20);
		wider.start = 12;
		Ranges::<Test>::remove(chain.lot, End::from(20));
		Ranges::<Test>::insert(chain.lot, End::from(21), wider);
	});
	notices("suspect, but fresh", |chain| {
		case(2, |case| case.index = 200);
		let exception = Exceptions::<Test>::take(chain.lot, 20).unwrap();
		Exceptions::<Test>::insert(chain.lot, 200, exception);
		word(chain.lot, |word| {
			word.unmark(20);
			word.mark(200);
		});
	});
}

#[test]
fn measures_against_and_origins_of_nothing_are_noticed() {
	let what = "measure against nothing";
	let measure = |chain: &Chain, change: fn(&mut LotMeasure)| {
		lot(chain.lot, |lot| change(&mut lot.measures[0]));
	};
	notices(what, |chain| measure(chain, |measure| measure.end = measure.start));
	notices(what, |chain| measure(chain, |measure| measure.end = COUNT + 1));
	notices("origins of nothing", |chain| lot(chain.kit, |lot| lot.derived = false));
	notices("origins of nothing", |chain| {
		let origins = Origins::<Test>::get(chain.kit);
		Origins::<Test>::insert(chain.lot, origins);
	});
	notices("made of nothing", |chain| {
		Origins::<Test>::mutate(chain.kit, |origins| origins.truncate(0))
	});
}

#[test]
fn missing_and_surplus_deposits_are_noticed() {
	let what = "deposit not on hold";
	notices(what, |chain| lot(chain.lot, |lot| lot.deposit += 1));
	notices(what, |chain| changed(chain.lot, 10, |range| range.deposit.amount -= 1));
	notices(what, |chain| changed(chain.lot, 10, |range| range.deposit.payer = WHOLESALER));
	notices(what, |chain| boxed(chain.inner, |inner| inner.deposit.amount = 0));
	notices(what, |chain| exception(chain.lot, 4, |exception| exception.deposit.amount += 1));
	notices(what, |_| case(0, |case| case.deposit.amount += 1));
	for reason in [
		HoldReason::Lot,
		HoldReason::Range,
		HoldReason::Container,
		HoldReason::Exception,
		HoldReason::Case,
	] {
		notices(what, |_| {
			assert_ok!(Balances::hold(&reason.into(), &STRANGER, 1));
		});
	}
}
