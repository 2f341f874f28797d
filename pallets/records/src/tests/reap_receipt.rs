use super::*;
use frame_support::{assert_storage_noop, dispatch::Pays};

fn retention() -> u64 {
	<Test as Config>::ReceiptRetention::get()
}

#[test]
fn anybody_reaps_once_retention_is_over() {
	run(|| {
		let id = accessed();
		advance(retention());
		let info = Health::reap_receipt(signed(STRANGER), id, 0).unwrap();

		assert_eq!(info.pays_fee, Pays::No);
		assert!(!Receipts::<Test>::contains_key(id, 0));
		assert_last_event(Event::ReceiptReaped { record: id, index: 0 });
	});
}

#[test]
fn the_reader_gets_back_what_was_held() {
	run(|| {
		let id = accessed();
		set_prices(0, 0, 1_000);
		assert_eq!(Balances::free_balance(DOCTOR), ENDOWMENT - 1);
		advance(retention());
		assert_ok!(Health::reap_receipt(signed(STRANGER), id, 0));

		assert_eq!(held(HoldReason::Receipt, DOCTOR), 0);
		assert_eq!(Balances::free_balance(DOCTOR), ENDOWMENT);
		assert_eq!(Balances::free_balance(STRANGER), ENDOWMENT);
	});
}

#[test]
fn indices_are_not_used_twice() {
	run(|| {
		let id = accessed();
		advance(retention());
		assert_ok!(Health::reap_receipt(signed(STRANGER), id, 0));
		assert_ok!(Health::access(signed(DOCTOR), id, Action::Access, Purpose::TREAT));
		assert!(Receipts::<Test>::contains_key(id, 1));
	});
}

#[test]
fn receipts_of_a_retracted_record_are_reaped_too() {
	run(|| {
		let id = accessed();
		assert_ok!(Health::retract(signed(HOSPITAL), id));
		advance(retention());
		assert_ok!(Health::reap_receipt(signed(STRANGER), id, 0));
	});
}

#[test]
fn unsigned_origins_are_refused() {
	run(|| {
		let id = accessed();
		advance(retention());
		for origin in unsigned_origins() {
			assert_noop!(Health::reap_receipt(origin, id, 0), BadOrigin);
		}
	});
}

#[test]
fn a_receipt_stays_within_its_retention() {
	run(|| {
		let id = accessed();
		advance(retention() - 1);
		// Not even the reader or the custodian removes it.
		for who in [DOCTOR, HOSPITAL, PATIENT] {
			assert_noop!(Health::reap_receipt(signed(who), id, 0), Error::<Test>::NotExpired);
		}
	});
}

#[test]
fn a_failed_attempt_pays_its_fee() {
	run(|| {
		let id = accessed();
		assert_storage_noop!({
			let error = Health::reap_receipt(signed(STRANGER), id, 0).unwrap_err();
			assert_eq!(error.post_info.pays_fee, Pays::Yes);
		});
	});
}

#[test]
fn the_receipt_must_exist() {
	run(|| {
		let id = accessed();
		advance(retention());
		for (record, index) in [(id, 1), (id + 1, 0)] {
			assert_noop!(
				Health::reap_receipt(signed(STRANGER), record, index),
				Error::<Test>::NotFound
			);
		}
		assert_ok!(Health::reap_receipt(signed(STRANGER), id, 0));
		assert_noop!(Health::reap_receipt(signed(STRANGER), id, 0), Error::<Test>::NotFound);
	});
}
