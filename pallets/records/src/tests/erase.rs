use super::*;

fn erase(who: u64, ids: &[RecordId]) -> sp_runtime::DispatchResult {
	dispatch(
		who,
		Call::erase { records: ids.to_vec().try_into().unwrap(), receipt: commitment(90) },
	)
}

/// Whether any value or key that the pallet stores has `needle` in it.
fn on_chain(needle: &[u8]) -> bool {
	let prefix = sp_io::hashing::twox_128(b"Health").to_vec();
	let mut key = prefix.clone();
	while let Some(next) = sp_io::storage::next_key(&key).filter(|key| key.starts_with(&prefix)) {
		let value = sp_io::storage::get(&next).unwrap();
		if [next.as_slice(), &value]
			.iter()
			.any(|bytes| bytes.windows(needle.len()).any(|window| window == needle))
		{
			return true;
		}
		key = next;
	}
	false
}

#[test]
fn after_its_retention_a_record_is_forgotten() {
	run(|| {
		let id = accessed();
		assert_ok!(Health::amend(signed(HOSPITAL), id, commitment(2), None));
		advance(10 * YEAR);
		assert_ok!(erase(HOSPITAL, &[id]));

		assert_eq!(Health::record(id), None);
		assert!(Health::is_erased(id));
		assert_eq!(Health::verify(id, 1, commitment(1)), Verification::Erased);
		assert_eq!(Versions::<Test>::iter_prefix(id).count(), 0);
		assert_eq!(Receipts::<Test>::iter_prefix(id).count(), 0);
		assert!(Commitments::<Test>::iter().next().is_none());
		assert!(!Leftovers::<Test>::contains_key(id));
		assert_eq!(held(HoldReason::Record, HOSPITAL), 0);
		assert_eq!(held(HoldReason::Receipt, DOCTOR), 0);
		assert_eq!(
			frame_system::Pallet::<Test>::read_events_for_pallet::<Event<Test>>()
				.into_iter()
				.rev()
				.take(2)
				.collect::<Vec<_>>(),
			[
				Event::Erased { records: vec![id].try_into().unwrap(), receipt: commitment(90) },
				Event::Swept { record: id },
			]
		);
	});
}

#[test]
fn no_byte_about_anybody_stays() {
	run(|| {
		let subject = 0x5a1u64.wrapping_mul(0x9e37_79b9_7f4a_7c15);
		let id = registered_about(subject, 1);
		consent();
		assert_ok!(Health::access(signed(DOCTOR), id, Action::Access, Purpose::TREAT));
		assert_ok!(Health::offer_custody(signed(HOSPITAL), id, CLINIC));
		assert!(on_chain(&subject.to_le_bytes()) && on_chain(&commitment(1).0));
		erased(id);
		for needle in [&subject.to_le_bytes()[..], &commitment(1).0, &DOCTOR.to_le_bytes()] {
			assert!(!on_chain(needle));
		}
	});
}

#[test]
fn what_hangs_on_a_record_goes_and_is_paid_back() {
	run(|| {
		let id = registered();
		assert_ok!(Health::request_amendment(signed(PATIENT), id, commitment(50)));
		assert_ok!(Health::offer_custody(signed(HOSPITAL), id, CLINIC));
		assert_ok!(Health::place_hold(signed(REGULATOR), id, START + YEAR, commitment(51)));
		advance(10 * YEAR);
		assert_ok!(erase(HOSPITAL, &[id]));
		assert!(!Amendments::<Test>::contains_key(id));
		assert!(!CustodyOffers::<Test>::contains_key(id));
		assert!(!Holds::<Test>::contains_key(id));
		assert_eq!(held(HoldReason::LegalHold, REGULATOR), 0);
		assert_eq!(Places::get().0, 0);
	});
}

#[test]
fn the_custodians_time_the_rules_time_and_no_time() {
	run(|| {
		let kept = registered();
		let requested = registered_about(PATIENT, 2);
		let ordered = registered_about(PATIENT, 3);
		for id in [kept, requested, ordered] {
			let until = START + 20 * YEAR;
			assert_ok!(Health::set_retention(signed(HOSPITAL), id, CLASS, until));
		}
		assert_ok!(Health::request_erasure(signed(PATIENT), requested));
		doomed(ordered);

		const KEPT: Error<Test> = Error::<Test>::RetentionNotOver;
		assert_noop!(erase(HOSPITAL, &[kept]), KEPT);
		assert_noop!(erase(HOSPITAL, &[requested]), KEPT);
		assert_ok!(erase(HOSPITAL, &[ordered]));
		advance(10 * YEAR - 1);
		assert_noop!(erase(HOSPITAL, &[requested]), KEPT);
		advance(1);
		assert_ok!(erase(HOSPITAL, &[requested]));
		assert_noop!(erase(HOSPITAL, &[kept]), KEPT);
		advance(10 * YEAR);
		assert_ok!(erase(HOSPITAL, &[kept]));
	});
}

#[test]
fn a_hold_beats_every_ground_until_it_ends() {
	run(|| {
		let id = registered();
		doomed(id);
		assert_ok!(Health::place_hold(signed(REGULATOR), id, START + YEAR, commitment(51)));
		advance(YEAR - 1);
		assert_noop!(erase(HOSPITAL, &[id]), Error::<Test>::UnderHold);
		advance(1);
		assert_ok!(erase(HOSPITAL, &[id]));
	});
}

#[test]
fn a_retracted_record_is_erased_too_and_without_a_licence() {
	run(|| {
		let id = registered();
		assert_ok!(Health::retract(signed(HOSPITAL), id));
		advance(10 * YEAR);
		set_licence(HOSPITAL, Err(LicenceProblem::Expired));
		assert_ok!(erase(HOSPITAL, &[id]));
	});
}

#[test]
fn all_or_nothing() {
	run(|| {
		let (due, kept) = (registered(), registered_about(PATIENT, 2));
		doomed(due);
		assert_noop!(erase(HOSPITAL, &[due, kept]), Error::<Test>::RetentionNotOver);
		assert_noop!(erase(HOSPITAL, &[due, due]), Error::<Test>::Erased);
		assert_noop!(erase(HOSPITAL, &[due, kept + 1]), Error::<Test>::NotFound);
	});
}

#[test]
fn only_the_custodian_erases() {
	run(|| {
		let id = registered();
		doomed(id);
		for who in [CLINIC, PATIENT, REGULATOR] {
			assert_noop!(erase(who, &[id]), Error::<Test>::NotCustodian);
		}
	});
}

#[test]
fn something_is_erased_and_a_receipt_filed() {
	run(|| {
		let id = registered();
		doomed(id);
		assert_noop!(erase(HOSPITAL, &[]), Error::<Test>::NothingToErase);
		let records = vec![id].try_into().unwrap();
		assert_noop!(
			Health::erase(signed(HOSPITAL), records, Commitment::default()),
			Error::<Test>::CommitmentZero
		);
	});
}

#[test]
fn ten_thousand_records_go_in_bounded_steps() {
	run(|| {
		set_prices(1, 1, 1);
		let ids = (0..10_000u32).map(|number| {
			let id = NextRecordId::<Test>::get();
			let commitment = Commitment::new(Commitment::RECORD, &[0; 32], &number.to_le_bytes());
			assert_ok!(Health::register(signed(HOSPITAL), PATIENT, 0, commitment, None, CLASS));
			id
		});
		let ids = ids.collect::<Vec<_>>();
		advance(10 * YEAR);
		for hundred in ids.chunks(MAX_ERASED as usize) {
			assert_ok!(erase(HOSPITAL, hundred));
		}
		assert_eq!(Records::<Test>::iter().count(), 0);
		// Five of each hundred went with the call, the others wait.
		assert_eq!(Leftovers::<Test>::iter().count(), 9_500);
		let enough = <Test as Config>::WeightInfo::sweep(5) * 10_000;
		Health::sweep_in_idle_time(enough);
		assert_eq!(Versions::<Test>::iter().count(), 0);
		assert_eq!(held(HoldReason::Record, HOSPITAL), 0);
	});
}
