use crate::{mock::*, Basis, Seat, Seats};
use codec::Encode;
use frame_support::{
	assert_ok,
	storage::{unhashed, with_transaction},
};
use pallet_collective::{Instance2, Members};
use salus_primitives::LicenceKind;
use sp_runtime::{DispatchError, TransactionOutcome};

/// Runs `damage` on a council of three founders and a hospital, and expects `try_state` to notice.
#[track_caller]
fn notices(what: &'static str, damage: impl FnOnce()) {
	run(|| {
		hospital_seated();
		assert_ok!(Council::do_try_state());
		with_transaction(|| {
			damage();
			assert_eq!(Council::do_try_state(), Err(what.into()));
			TransactionOutcome::Rollback(Ok::<_, DispatchError>(()))
		})
		.unwrap();
	});
}

fn seats(change: impl FnOnce(&mut [Seat<u64>])) {
	Seats::<Test>::mutate(|seats| change(seats.as_mut()));
}

#[test]
fn too_many_seats_are_noticed() {
	notices("there are more seats than fit", || {
		let seats = (0..=u64::from(MAX_SEATS)).map(|holder| (holder, Basis::Founder));
		let seats = seats.collect::<Vec<_>>().encode();
		unhashed::put_raw(&Seats::<Test>::hashed_key(), &seats);
	});
}

#[test]
fn disorder_and_second_seats_are_noticed() {
	let what = "the seats are out of order, or somebody has two";
	notices(what, || seats(|seats| seats.swap(0, 1)));
	notices(what, || seats(|seats| seats.reverse()));
	notices(what, || seats(|seats| seats[1] = seats[0]));
}

#[test]
fn the_seat_of_a_person_is_noticed() {
	for kind in [LicenceKind::Practitioner, LicenceKind::Researcher] {
		notices("a seat rests on a person's licence", || {
			seats(|seats| seats[2].basis = Basis::Licence(kind))
		});
	}
}

#[test]
fn another_collective_is_noticed() {
	let what = "the collective has other members than the council has seats";
	notices(what, || {
		Members::<Test, Instance2>::mutate(|members| members.pop());
	});
	notices(what, || Members::<Test, Instance2>::mutate(|members| members.push(STRANGER)));
	notices(what, Members::<Test, Instance2>::kill);
	notices(what, Seats::<Test>::kill);
	notices(what, || {
		Seats::<Test>::mutate(|seats| seats.pop());
	});
}

#[test]
fn a_licence_that_has_lapsed_breaks_nothing() {
	run(|| {
		hospital_seated();
		lapse(HOSPITAL, LicenceKind::Facility, PROBLEMS[1]);
		assert_ok!(Council::do_try_state());
		assert_eq!(basis(HOSPITAL), Some(Basis::Licence(LicenceKind::Facility)));
	});
}

#[test]
fn a_whole_life_leaves_nothing_behind() {
	founded(&[]).execute_with(|| {
		let empty = || sp_io::storage::root(sp_runtime::StateVersion::V1);
		license(HOSPITAL, LicenceKind::Facility);
		hospital_seated();
		assert_ok!(Council::vacate(signed(HOSPITAL)));
		let before = empty();
		hospital_seated();
		license(HOSPITAL, LicenceKind::Payer);
		assert_ok!(Council::found_on_licence(signed(HOSPITAL), LicenceKind::Payer));
		lapse(HOSPITAL, LicenceKind::Payer, PROBLEMS[0]);
		assert_ok!(Council::remove_unlicensed(signed(STRANGER), HOSPITAL));
		assert_eq!(empty(), before);
	});
}
