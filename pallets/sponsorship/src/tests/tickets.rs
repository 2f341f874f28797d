use super::*;
use codec::{Decode, Encode, MaxEncodedLen};
use frame_support::traits::{fungible::InspectHold, Consideration, Footprint};
use salus_primitives::Sponsorship as _;

/// One entry of `size` bytes: costs 7 and 1 for each byte.
fn entry(size: usize) -> Footprint {
	Footprint::from_parts(1, size)
}

fn new(who: u64, size: usize) -> Result<Ticket, sp_runtime::DispatchError> {
	Consideration::<u64, Footprint>::new(&who, entry(size))
}

fn ticket_held(who: u64) -> u64 {
	Balances::balance_on_hold(&TicketReason::get(), &who)
}

#[test]
fn a_place_is_taken_and_given_back() {
	run(|| {
		enrolled();
		let ticket = new(PATIENT, 30).unwrap();
		assert!(matches!(ticket, Ticket::Place(_)));
		assert_eq!(Sponsorship::taken(&PATIENT), 1);

		// Another size is the same place.
		let ticket = ticket.update(&PATIENT, entry(60)).unwrap();
		assert!(matches!(ticket, Ticket::Place(_)));
		assert_eq!(Sponsorship::taken(&PATIENT), 1);

		assert_ok!(ticket.drop(&PATIENT));
		assert_eq!(Sponsorship::taken(&PATIENT), 0);
		assert_eq!(held(HOSPITAL), 140);
	});
}

#[test]
fn a_place_is_for_so_many_bytes() {
	run(|| {
		enrolled();
		let size = PLACE_SIZE as usize;
		assert_noop!(new(PATIENT, size + 1).map(drop), TokenError::FundsUnavailable);
		let place = new(PATIENT, size).unwrap();
		assert_noop!(
			place.clone().update(&PATIENT, entry(size + 1)).map(drop),
			TokenError::FundsUnavailable
		);
		assert_ok!(Balances::transfer_keep_alive(signed(TREASURY), PATIENT, 200));
		let own = place.update(&PATIENT, entry(size + 1)).unwrap();
		assert_eq!((ticket_held(PATIENT), Sponsorship::taken(&PATIENT)), (108, 0));
		assert_ok!(own.drop(&PATIENT));
	});
}

#[test]
fn others_pay_themselves() {
	run(|| {
		let ticket = new(PHYSICIAN, 30).unwrap();
		assert!(matches!(ticket, Ticket::Own(_)));
		assert_eq!(ticket_held(PHYSICIAN), 37);
		let ticket = ticket.update(&PHYSICIAN, entry(60)).unwrap();
		assert_eq!(ticket_held(PHYSICIAN), 67);
		let ticket = ticket.update(&PHYSICIAN, entry(10)).unwrap();
		assert_eq!(ticket_held(PHYSICIAN), 17);
		assert_ok!(ticket.drop(&PHYSICIAN));
		assert_eq!(ticket_held(PHYSICIAN), 0);
		assert_eq!(free(PHYSICIAN), ENDOWMENT);
	});
}

#[test]
fn without_a_free_place_a_patient_pays_as_well() {
	run(|| {
		enrolled();
		assert!((0..4).all(|_| Sponsorship::take_place(&PATIENT)));
		assert_noop!(new(PATIENT, 30).map(drop), TokenError::FundsUnavailable);
		assert_ok!(Balances::transfer_keep_alive(signed(TREASURY), PATIENT, 100));
		let ticket = new(PATIENT, 30).unwrap();
		assert_eq!(ticket_held(PATIENT), 37);

		// What was paid stays paid, though a place is free by now.
		Sponsorship::give_back(&PATIENT);
		let ticket = ticket.update(&PATIENT, entry(40)).unwrap();
		assert_eq!((ticket_held(PATIENT), Sponsorship::taken(&PATIENT)), (47, 3));
		assert_ok!(ticket.drop(&PATIENT));
		assert_eq!((ticket_held(PATIENT), Sponsorship::taken(&PATIENT)), (0, 3));
	});
}

#[test]
fn burning_costs_who_paid_unless_it_was_the_sponsor() {
	run(|| {
		enrolled();
		Consideration::<u64, Footprint>::burn(new(PATIENT, 30).unwrap(), &PATIENT);
		assert_eq!((Sponsorship::taken(&PATIENT), held(HOSPITAL)), (0, 140));

		let issued = Balances::total_issuance();
		Consideration::<u64, Footprint>::burn(new(PHYSICIAN, 30).unwrap(), &PHYSICIAN);
		assert_eq!((ticket_held(PHYSICIAN), free(PHYSICIAN)), (0, ENDOWMENT - 37));
		assert_eq!(Balances::total_issuance(), issued - 37);
		// `run` wants the total back as it was.
		assert_ok!(Balances::force_adjust_total_issuance(
			RuntimeOrigin::root(),
			pallet_balances::AdjustmentDirection::Increase,
			37
		));
	});
}

#[test]
fn tickets_are_stored_and_compared() {
	run(|| {
		enrolled();
		let (place, own) = (new(PATIENT, 30).unwrap(), new(PHYSICIAN, 30).unwrap());
		for ticket in [&place, &own] {
			let bytes = ticket.encode();
			assert!(bytes.len() <= Ticket::max_encoded_len());
			assert_eq!(&Ticket::decode(&mut &bytes[..]).unwrap(), ticket);
			assert_eq!(&ticket.clone(), ticket);
		}
		assert_ne!(place, own);
		assert_eq!(place.encode(), [0]);
		assert_ne!(own, new(PHYSICIAN, 31).unwrap());
	});
}
