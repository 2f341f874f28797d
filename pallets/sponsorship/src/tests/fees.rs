//! Transactions as a block executes them: `CheckNonce` and `ChargeTransactionPayment`.

use super::*;
use frame_support::{
	assert_storage_noop,
	dispatch::{Pays, PostDispatchInfo},
	weights::Weight,
};
use pallet_transaction_payment::{Event as FeeEvent, OnChargeTransaction};
use sp_runtime::{
	traits::DispatchTransaction,
	transaction_validity::{
		InvalidTransaction, TransactionSource::External, TransactionValidityError,
	},
};

const CANNOT_PAY: TransactionValidityError =
	TransactionValidityError::Invalid(InvalidTransaction::Payment);

fn sponsored() -> Event<Test> {
	Event::CallSponsored { patient: PATIENT, sponsor: Some(HOSPITAL) }
}

/// What the pool says to a transaction with the next nonce.
fn validate(who: u64, tip: u64, call: &RuntimeCall) -> Result<(), TransactionValidityError> {
	extension(System::account_nonce(who), tip)
		.validate_only(signed(who), call, &info_of(call), LENGTH, External, 0)
		.map(|_| ())
}

/// Asserts that pool and block refuse a transaction, and that nothing changes.
fn assert_refused(who: u64, tip: u64, call: RuntimeCall) {
	assert_noop!(validate(who, tip, &call), CANNOT_PAY);
	let sent = || send_with(who, System::account_nonce(who), tip, call).map(drop);
	assert_noop!(sent(), CANNOT_PAY);
}

#[test]
fn a_patient_without_tokens_pays_nothing_and_the_sponsor_exactly_the_fee() {
	run(|| {
		enrolled();
		let (before, collected) = (free(HOSPITAL), free(TREASURY));
		let fee = fee_of(&ordinary());
		assert!(fee > 0);
		assert_ok!(validate(PATIENT, 0, &ordinary()));
		assert_ok!(send(PATIENT, ordinary()).unwrap());

		assert_eq!(free(HOSPITAL), before - fee);
		assert_eq!(free(TREASURY), collected + fee);
		assert_eq!(total(PATIENT), 0);
		assert_eq!((enrolment().day, enrolment().calls), (20_000, 1));
		assert_eq!(held(HOSPITAL), 140);
		assert_eq!(events(), [sponsored()]);
		System::assert_has_event(
			FeeEvent::TransactionFeePaid { who: PATIENT, actual_fee: fee, tip: 0 }.into(),
		);
	});
}

#[test]
fn validating_uses_up_nothing() {
	run(|| {
		enrolled();
		for call in [ordinary(), protective()] {
			assert_storage_noop!(assert_ok!(validate(PATIENT, 0, &call)));
		}
		leave(HOSPITAL, 1);
		assert_storage_noop!(assert_ok!(validate(PATIENT, 0, &protective())));
		assert_eq!(Sponsorship::allowance_left(PATIENT), DAILY_CALLS);
	});
}

#[test]
fn a_call_that_fails_costs_as_well() {
	run(|| {
		enrolled();
		let (before, fee) = (free(HOSPITAL), fee_of(&failing()));
		assert_eq!(send(PATIENT, failing()).unwrap().unwrap_err().error, BadOrigin);
		assert_eq!(free(HOSPITAL), before - fee);
		assert_eq!(Sponsorship::allowance_left(PATIENT), DAILY_CALLS - 1);
		assert_eq!(events(), [sponsored()]);
	});
}

#[test]
fn the_allowance_ends_after_so_many_calls_and_is_fresh_the_next_day() {
	run(|| {
		enrolled();
		set_time(START + 1);
		for _ in 0..DAILY_CALLS {
			assert_ok!(send(PATIENT, ordinary()).unwrap());
		}
		for call in [ordinary(), protective(), failing()] {
			assert_refused(PATIENT, 0, call);
		}
		set_time(START + DAY - 1);
		assert_refused(PATIENT, 0, ordinary());
		set_time(START + DAY);
		assert_ok!(send(PATIENT, ordinary()).unwrap());
		assert_eq!((enrolment().day, enrolment().calls), (20_001, 1));
		assert_eq!(Sponsorship::allowance_left(PATIENT), DAILY_CALLS - 1);
	});
}

#[test]
fn only_a_few_calls_a_day_go_unpaid() {
	run(|| {
		enrolled();
		leave(HOSPITAL, fee_of(&protective()));
		for _ in 0..DAILY_UNPAID_CALLS {
			assert_ok!(send(PATIENT, protective()).unwrap());
		}
		assert_refused(PATIENT, 0, protective());
	});
}

#[test]
fn a_patient_who_can_pay_does_when_the_sponsor_cannot() {
	run(|| {
		enrolled();
		leave(HOSPITAL, fee_of(&protective()));
		let fee = fee_of(&protective());
		assert_ok!(Balances::transfer_keep_alive(signed(TREASURY), PATIENT, 2 * fee));
		let before = free(PATIENT);
		assert_ok!(send(PATIENT, protective()).unwrap());
		assert_eq!(free(PATIENT), before - fee);
		assert_eq!(Sponsorship::allowance_left(PATIENT), DAILY_CALLS);
	});
}

#[test]
fn all_classes_share_one_allowance() {
	run(|| {
		enrolled();
		for (call, left) in [(ordinary(), 19), (protective(), 18), (failing(), 17)] {
			let _ = send(PATIENT, call).unwrap();
			assert_eq!(Sponsorship::allowance_left(PATIENT), left);
		}
		assert_ok!(Sponsorship::enrol(signed(HOSPITAL), OTHER_PATIENT, 1));
		assert_eq!(Sponsorship::allowance_left(OTHER_PATIENT), DAILY_CALLS);
	});
}

#[test]
fn beyond_the_allowance_a_patient_may_pay() {
	run(|| {
		enrolled();
		let fee = fee_of(&ordinary());
		assert_ok!(Balances::transfer_keep_alive(signed(TREASURY), PATIENT, fee + 1));
		for _ in 0..DAILY_CALLS {
			assert_ok!(send(PATIENT, ordinary()).unwrap());
		}
		// The sponsor paid although the patient could have.
		assert_eq!(free(PATIENT), fee + 1);
		let before = free(HOSPITAL);
		System::reset_events();
		assert_ok!(send(PATIENT, ordinary()).unwrap());
		assert_eq!((free(PATIENT), free(HOSPITAL)), (1, before));
		assert_eq!(enrolment().calls, 20);
		assert_eq!(events(), []);
	});
}

#[test]
fn a_tip_is_not_sponsored() {
	run(|| {
		enrolled();
		assert_refused(PATIENT, 1, ordinary());
		assert_refused(PATIENT, 1, protective());
		// Who tips pays all of it.
		let fee = fee_of(&ordinary());
		assert_ok!(Balances::transfer_keep_alive(signed(TREASURY), PATIENT, fee + 4));
		let before = free(HOSPITAL);
		assert_ok!(send_with(PATIENT, 0, 3, ordinary()).unwrap());
		assert_eq!((free(PATIENT), free(HOSPITAL)), (1, before));
		assert_eq!(enrolment().calls, 0);
	});
}

#[test]
fn a_call_that_is_not_on_the_list_is_not_sponsored() {
	run(|| {
		enrolled();
		assert_refused(PATIENT, 0, unsponsored());
		assert_refused(PATIENT, 0, Call::enrol { patient: OTHER_PATIENT, places: 1 }.into());
	});
}

#[test]
fn when_the_sponsor_cannot_pay_only_protective_calls_pass() {
	run(|| {
		enrolled();
		leave(HOSPITAL, fee_of(&ordinary()).min(fee_of(&protective())));
		let (broke, collected) = (free(HOSPITAL), free(TREASURY));
		assert_refused(PATIENT, 0, ordinary());

		System::reset_events();
		assert_ok!(validate(PATIENT, 0, &protective()));
		assert_ok!(send(PATIENT, protective()).unwrap());
		assert_eq!((free(HOSPITAL), free(TREASURY)), (broke, collected));
		assert_eq!(events(), [Event::CallSponsored { patient: PATIENT, sponsor: None }]);
		assert_eq!(TransactionPayment::remaining_txfee::<u64>(), 0);
		assert_eq!(Sponsorship::allowance_left(PATIENT), DAILY_CALLS - 1);
	});
}

#[test]
fn the_sponsors_last_token_is_not_for_fees() {
	run(|| {
		enrolled();
		let fee = fee_of(&ordinary());
		leave(HOSPITAL, fee);
		assert_refused(PATIENT, 0, ordinary());
		assert_ok!(Balances::transfer_keep_alive(signed(TREASURY), HOSPITAL, 1));
		assert_ok!(send(PATIENT, ordinary()).unwrap());
		assert_eq!((free(HOSPITAL), held(HOSPITAL)), (1, 140));
	});
}

#[test]
fn when_the_sponsor_cannot_pay_a_patient_may_pay_for_an_ordinary_call() {
	run(|| {
		enrolled();
		leave(HOSPITAL, 1);
		let fee = fee_of(&ordinary());
		assert_ok!(Balances::transfer_keep_alive(signed(TREASURY), PATIENT, fee + 1));
		assert_ok!(send(PATIENT, protective()).unwrap());
		assert_eq!(free(PATIENT), fee + 1);
		assert_ok!(send(PATIENT, ordinary()).unwrap());
		assert_eq!(free(PATIENT), 1);
		assert_eq!(enrolment().calls, 1);
	});
}

/// Charges a call of the patient's that turns out as `outcome` says.
fn charge(call: &RuntimeCall, outcome: PostDispatchInfo) {
	let nonce = System::account_nonce(PATIENT);
	let run =
		extension(nonce, 0)
			.test_run(signed(PATIENT), call, &info_of(call), LENGTH, 0, |_| Ok(outcome));
	assert_ok!(run.unwrap());
}

#[test]
fn what_a_call_costs_less_returns_to_the_sponsor() {
	run(|| {
		enrolled();
		let (call, before) = (ordinary(), free(HOSPITAL));
		let all = info_of(&call).call_weight;
		let spare = 1_000;
		let less = all.saturating_sub(Weight::from_parts(spare, 0));
		charge(&call, PostDispatchInfo { actual_weight: Some(less), pays_fee: Pays::Yes });
		assert_eq!(before - free(HOSPITAL), fee_of(&call) - spare);
		assert_eq!(free(PATIENT), 0);

		// A call that turns out free of charge returns everything, and counts.
		let before = free(HOSPITAL);
		charge(&call, PostDispatchInfo { actual_weight: None, pays_fee: Pays::No });
		assert_eq!(free(HOSPITAL), before);
		assert_eq!(enrolment().calls, 2);
	});
}

#[test]
fn a_free_protective_call_returns_nothing() {
	run(|| {
		enrolled();
		leave(HOSPITAL, 1);
		let collected = free(TREASURY);
		let nothing = PostDispatchInfo { actual_weight: Some(Weight::zero()), pays_fee: Pays::Yes };
		charge(&protective(), nothing);
		assert_eq!((free(HOSPITAL), free(TREASURY), free(PATIENT)), (1, collected, 0));
	});
}

#[test]
fn a_call_without_a_fee_uses_up_nothing() {
	run(|| {
		enrolled();
		let call = ordinary();
		let mut info = info_of(&call);
		info.pays_fee = Pays::No;
		let before = free(HOSPITAL);
		System::reset_events();
		let run = extension(0, 0)
			.test_run(signed(PATIENT), &call, &info, LENGTH, 0, |_| Ok(Default::default()));
		assert_ok!(run.unwrap());
		assert_eq!((free(HOSPITAL), enrolment().calls), (before, 0));
		assert_eq!(events(), []);
	});
}

#[test]
fn everybody_else_pays_as_ever() {
	run(|| {
		enrolled();
		let (sponsor, collected) = (free(HOSPITAL), free(TREASURY));
		let tip = 9;
		let fee = fee_of(&ordinary());
		assert_ok!(send_with(PHYSICIAN, 0, tip, ordinary()).unwrap());
		assert_eq!(free(PHYSICIAN), ENDOWMENT - fee - tip);
		assert_eq!(free(TREASURY), collected + fee + tip);
		assert_eq!(free(HOSPITAL), sponsor);
		assert_eq!(events(), []);

		// The sponsor too.
		assert_ok!(send(HOSPITAL, ordinary()).unwrap());
		assert_eq!(free(HOSPITAL), sponsor - fee);
		assert_eq!(enrolment().calls, 0);
	});
}

#[test]
fn who_is_not_enrolled_and_has_no_tokens_is_refused() {
	run(|| {
		enrolled();
		for call in [ordinary(), protective(), unsponsored()] {
			assert_refused(OTHER_PATIENT, 0, call);
		}
	});
}

#[test]
fn an_enrolled_account_has_a_nonce() {
	run(|| {
		enrolled();
		let account = frame_system::Account::<Test>::get(PATIENT);
		assert_eq!((account.providers, account.sufficients), (0, 1));
		assert_ok!(send_with(PATIENT, 0, 0, ordinary()).unwrap());
		let sent = |nonce| send_with(PATIENT, nonce, 0, ordinary());
		assert_noop!(sent(0).map(drop), TransactionValidityError::from(InvalidTransaction::Stale));
		assert_noop!(sent(2).map(drop), TransactionValidityError::from(InvalidTransaction::Future));
		assert_ok!(sent(1).unwrap());
		assert_eq!(System::account_nonce(PATIENT), 2);
	});
}

#[test]
fn a_default_charge_is_as_of_the_wrapped_adapter() {
	run(|| {
		enrolled();
		let (call, before) = (ordinary(), free(HOSPITAL));
		let charged = <Fees as OnChargeTransaction<Test>>::LiquidityInfo::default();
		assert!(matches!(charged, Charged::Signer(None)));
		assert_ok!(Fees::correct_and_deposit_fee(
			&PATIENT,
			&info_of(&call),
			&Default::default(),
			0,
			0,
			charged
		));
		assert_eq!(free(HOSPITAL), before);
		assert_eq!(events(), []);
	});
}

#[test]
fn the_weight_of_charging_counts_the_search_for_a_sponsor() {
	use pallet_transaction_payment::WeightInfo as _;
	let inner = <() as pallet_transaction_payment::WeightInfo>::charge_transaction_payment();
	let ours = <() as crate::WeightInfo>::sponsored_fee();
	assert!(ours.all_gt(Weight::zero()));
	assert_eq!(SponsoredFeesWeight::<Test, ()>::charge_transaction_payment(), inner + ours);
}
