use super::*;
use frame_support::traits::{fungible::MutateHold, tokens::Precision, Hooks};
use salus_primitives::Sponsorship as _;

/// Breaks the state of an enrolled patient with an offer, and expects to be told what is wrong.
fn assert_noticed(complaint: &'static str, damage: fn()) {
	new_test_ext().execute_with(|| {
		offered();
		assert!(Sponsorship::take_place(&PATIENT));
		assert_ok!(Sponsorship::do_try_state());
		damage();
		assert_eq!(Sponsorship::do_try_state(), Err(complaint.into()));
	});
}

fn change(change: fn(&mut EnrolmentOf<Test>)) {
	Enrolments::<Test>::mutate(PATIENT, |enrolment| change(enrolment.as_mut().unwrap()));
}

#[test]
fn places_suffice() {
	assert_noticed("more places are taken than there are", || change(|e| e.taken = 5));
	assert_noticed("places after the end, or none before", || change(|e| e.ended = true));
	assert_noticed("places after the end, or none before", || {
		change(|e| (e.taken, e.places) = (0, 0))
	});
	assert_noticed("a deposit for places after the end", || {
		change(|e| (e.taken, e.places, e.ended) = (0, 0, true))
	});
}

#[test]
fn enrolled_accounts_exist() {
	assert_noticed("an enrolled account does not exist by itself", || {
		System::dec_sufficients(&PATIENT);
	});
	assert_noticed("a patient is their own sponsor", || change(|e| e.sponsor = PATIENT));
}

#[test]
fn offers_come_from_others() {
	assert_noticed("an offer to a stranger", || Enrolments::<Test>::remove(PATIENT));
	assert_noticed("an offer of the sponsor", || change(|e| e.sponsor = INSURER));
	assert_noticed("an offer after the end", || {
		change(|e| (e.taken, e.places, e.place_deposit, e.ended) = (0, 0, 0, true))
	});
}

#[test]
fn deposits_are_held() {
	const DIFFER: &str = "deposits differ from what is on hold";
	fn release(who: u64) {
		let reason = HoldReason::Enrolment.into();
		assert_ok!(Balances::release(&reason, &who, 1, Precision::Exact));
	}
	assert_noticed(DIFFER, || release(HOSPITAL));
	assert_noticed(DIFFER, || release(INSURER));
	assert_noticed(DIFFER, || change(|e| e.account_deposit += 1));
	assert_noticed(DIFFER, || change(|e| e.place_deposit -= 1));
	assert_noticed(DIFFER, || Offers::<Test>::remove(PATIENT));
	assert_noticed(DIFFER, || {
		assert_ok!(Balances::hold(&HoldReason::Enrolment.into(), &PHYSICIAN, 1));
	});
	assert_noticed("a sponsor does not exist", || {
		Enrolments::<Test>::mutate(PATIENT, |enrolment| {
			let stranger = Enrolment { sponsor: 77, ..enrolment.clone().unwrap() };
			System::inc_sufficients(&OTHER_PATIENT);
			Enrolments::<Test>::insert(OTHER_PATIENT, stranger);
		});
	});
}

#[test]
fn a_configuration_that_cannot_work_is_noticed() {
	run(|| {
		Sponsorship::integrity_test();
		for (account, place) in [(0, 10), (100, 0)] {
			set_prices(account, place);
			assert!(std::panic::catch_unwind(Sponsorship::integrity_test).is_err());
		}
	});
}

#[test]
fn a_whole_life_leaves_nothing_behind() {
	run(|| {
		enrolled();
		assert_ok!(Sponsorship::offer(signed(INSURER), PATIENT, 2));
		assert!(Sponsorship::take_place(&PATIENT));
		assert_ok!(Sponsorship::accept_offer(signed(PATIENT), INSURER));
		Sponsorship::give_back(&PATIENT);
		assert_ok!(Sponsorship::discharge(signed(INSURER), PATIENT));
		assert_eq!(Enrolments::<Test>::iter().count() + Offers::<Test>::iter().count(), 0);
		assert!(!System::account_exists(&PATIENT));
		assert_eq!((free(HOSPITAL), free(INSURER)), (ENDOWMENT, ENDOWMENT));
	});
}

/// Calls of every kind by everybody and for everybody, with prices and time that change.
#[test]
fn random_calls_break_nothing() {
	run(|| {
		let mut state = 0x5a1u64;
		let mut draw = |below: u64| {
			state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
			(state >> 33) % below
		};
		let (mut passed, mut failed) = ([0u32; 11], [0u32; 11]);
		let mut now = START;
		for step in 0..6_000u32 {
			// Mostly organisations for patients, and now and then anybody.
			let who = if draw(8) > 0 { 1 + draw(2) } else { 1 + draw(5) };
			let patient = if draw(8) > 0 { 4 + draw(2) } else { 1 + draw(5) };
			let places = draw(6) as u16;
			let call = draw(11) as usize;
			let went = match call {
				0 => Sponsorship::enrol(signed(who), patient, places).is_ok(),
				1 => Sponsorship::resize(signed(who), patient, places).is_ok(),
				2 => Sponsorship::offer(signed(who), patient, places).is_ok(),
				3 => Sponsorship::accept_offer(signed(patient), who).is_ok(),
				4 => Sponsorship::withdraw_offer(signed(who), patient).is_ok(),
				5 => Sponsorship::decline_offer(signed(patient)).is_ok(),
				6 => Sponsorship::discharge(signed(who), patient).is_ok(),
				7 => Sponsorship::take_place(&patient),
				8 => {
					let taken = Sponsorship::taken(&patient) > 0;
					Sponsorship::give_back(&patient);
					taken
				}
				9 => send(patient, [ordinary(), protective(), failing()][draw(3) as usize].clone())
					.is_ok(),
				_ => send_with(patient, System::account_nonce(patient), 1, ordinary()).is_ok(),
			};
			let count = if went { &mut passed } else { &mut failed };
			count[call] += 1;
			match draw(20) {
				0 => set_prices(1 + draw(200), 1 + draw(20)),
				1 => {
					now += DAY / 4;
					set_time(now);
				}
				2 => {
					let _ = Balances::transfer_keep_alive(signed(TREASURY), patient, 1 + draw(9));
				}
				3 if patient > PHYSICIAN => {
					let _ = Balances::transfer_all(signed(patient), TREASURY, false);
				}
				_ => (),
			}
			if step % 25 == 0 {
				assert_ok!(Sponsorship::do_try_state());
				assert_eq!(Balances::total_issuance(), 4 * ENDOWMENT);
			}
		}
		assert!(passed.iter().chain(&failed).all(|count| *count > 0), "{passed:?} {failed:?}");
		assert_eq!((1..=TREASURY).map(total).sum::<u64>(), 4 * ENDOWMENT);
	});
}
