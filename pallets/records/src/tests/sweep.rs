use super::*;
use frame_support::{
	dispatch::Pays,
	traits::{Get, Hooks},
	weights::{RuntimeDbWeight, Weight},
};

/// An erased record with more receipts and versions left than one call sweeps.
fn leaving_much() -> RecordId {
	let id = registered();
	consent();
	for _ in 0..8 {
		assert_ok!(Health::access(signed(DOCTOR), id, Action::Access, Purpose::TREAT));
	}
	for number in 2..=4 {
		assert_ok!(Health::amend(signed(HOSPITAL), id, commitment(number), None));
	}
	erased(id);
	id
}

fn left(id: RecordId) -> Option<(u32, u32)> {
	Leftovers::<Test>::get(id).map(|left| (left.receipts, left.versions))
}

#[test]
fn anybody_sweeps_for_nothing_until_nothing_is_left() {
	run(|| {
		let id = leaving_much();
		assert_eq!(left(id), Some((3, 4)));
		assert_eq!(held(HoldReason::Record, HOSPITAL), 140);
		assert_eq!(held(HoldReason::Receipt, DOCTOR), 3);
		assert_eq!(Health::verify(id, 1, commitment(1)), Verification::Erased);

		let info = Health::sweep(signed(STRANGER), id).unwrap();
		assert_eq!(info.pays_fee, Pays::No);
		assert_eq!(left(id), Some((0, 2)));
		assert_ok!(Health::do_try_state());
		assert_ok!(Health::sweep(signed(STRANGER), id));
		assert_eq!(left(id), None);
		assert_eq!(held(HoldReason::Record, HOSPITAL), 0);
		assert_last_event(Event::Swept { record: id });
		assert_noop!(Health::sweep(signed(STRANGER), id), Error::<Test>::NothingToSweep);
	});
}

#[test]
fn what_is_not_left_is_not_swept() {
	run(|| {
		let id = registered();
		for id in [id, id + 1] {
			assert_noop!(Health::sweep(signed(STRANGER), id), Error::<Test>::NothingToSweep);
		}
	});
}

#[test]
fn idle_time_sweeps_as_much_as_fits() {
	run(|| {
		let id = leaving_much();
		let look: RuntimeDbWeight = <Test as frame_system::Config>::DbWeight::get();
		let look = look.reads(1);
		let cost = |entries| look + <Test as Config>::WeightInfo::sweep(entries);
		assert_eq!(Health::on_idle(1, Weight::zero()), Weight::zero());
		assert_eq!(left(id), Some((3, 4)));

		// Room for two entries sweeps two, and says so.
		let used = Health::on_idle(1, cost(2) + Weight::from_parts(1, 1));
		assert_eq!((used, left(id)), (cost(2), Some((1, 4))));

		// With room for everything, it stops when nothing is left.
		let used = Health::on_idle(1, Weight::MAX);
		assert_eq!((used, left(id)), (cost(5) + look, None));
	});
}
