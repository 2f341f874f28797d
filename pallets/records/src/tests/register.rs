use super::*;

#[test]
fn a_facility_registers_a_record() {
	run(|| {
		assert_ok!(Health::register(
			signed(HOSPITAL),
			PATIENT,
			SEGMENT,
			commitment(1),
			None,
			CLASS
		));

		assert_eq!(
			Records::<Test>::get(0),
			Some(Record {
				custodian: HOSPITAL,
				subject: PATIENT,
				segment: segment(),
				status: RecordStatus::Active,
				version: 1,
				receipts: 0,
				registered_at: START,
				class: CLASS,
				retain_until: START + 10 * YEAR,
				erasure: ErasureGround::None,
				leaf: None,
				deposit: 110,
			})
		);
		assert_eq!(
			Versions::<Test>::get(0, 1),
			Some(Version { commitment: commitment(1), at: START, author: Authorship::None })
		);
		assert_eq!(Commitments::<Test>::get(commitment(1)), Some(0));
		assert_last_event(Event::Registered {
			record: 0,
			custodian: HOSPITAL,
			subject: PATIENT,
			segment: segment(),
			commitment: commitment(1),
			author: None,
			class: CLASS,
		});
	});
}

#[test]
fn the_class_says_how_long_it_is_kept() {
	run(|| {
		use RetentionClass::*;
		let minimums = [(Administrative, 6), (Clinical, 10), (Imaging, 10), (Paediatric, 28)];
		for (number, (class, years)) in (0u8..).zip(minimums.into_iter().chain([(Implant, 30)])) {
			let commitment = commitment(number + 1);
			assert_ok!(Health::register(signed(HOSPITAL), PATIENT, 0, commitment, None, class));
			assert_eq!(record(number.into()).retain_until, START + years * YEAR);
		}
	});
}

#[test]
fn ids_are_given_out_in_order() {
	run(|| {
		assert_ok!(Health::register(
			signed(HOSPITAL),
			PATIENT,
			SEGMENT,
			commitment(1),
			None,
			CLASS
		));
		assert_ok!(Health::register(signed(CLINIC), PATIENT, 0, commitment(2), None, CLASS));
		assert_eq!(NextRecordId::<Test>::get(), 2);
		assert_eq!(Commitments::<Test>::get(commitment(2)), Some(1));
	});
}

#[test]
fn the_custodian_pays_for_record_and_version() {
	run(|| {
		registered();
		assert_eq!(held(HoldReason::Record, HOSPITAL), 110);
		assert_eq!(Balances::free_balance(HOSPITAL), ENDOWMENT - 110);
	});
}

#[test]
fn unsigned_origins_are_refused() {
	run(|| {
		for origin in unsigned_origins() {
			assert_noop!(
				Health::register(origin, PATIENT, SEGMENT, commitment(1), None, CLASS),
				BadOrigin
			);
		}
	});
}

#[test]
fn a_valid_facility_licence_is_needed() {
	run(|| {
		assert_noop!(
			Health::register(signed(STRANGER), PATIENT, SEGMENT, commitment(1), None, CLASS),
			Error::<Test>::Unlicensed(LicenceProblem::NotHeld)
		);
		for problem in PROBLEMS {
			set_licence(HOSPITAL, Err(problem));
			assert_noop!(
				Health::register(signed(HOSPITAL), PATIENT, SEGMENT, commitment(1), None, CLASS),
				Error::<Test>::Unlicensed(problem)
			);
		}
	});
}

#[test]
fn there_are_thirty_two_segments() {
	run(|| {
		for segment in [32, u8::MAX] {
			assert_noop!(
				Health::register(signed(HOSPITAL), PATIENT, segment, commitment(1), None, CLASS),
				Error::<Test>::SegmentOutOfRange
			);
		}
		assert_ok!(Health::register(signed(HOSPITAL), PATIENT, 0, commitment(1), None, CLASS));
		assert_ok!(Health::register(signed(HOSPITAL), PATIENT, 31, commitment(2), None, CLASS));
	});
}

#[test]
fn nobody_keeps_records_about_themselves() {
	run(|| {
		assert_noop!(
			Health::register(signed(HOSPITAL), HOSPITAL, SEGMENT, commitment(1), None, CLASS),
			Error::<Test>::SubjectIsCustodian
		);
	});
}

#[test]
fn a_commitment_to_nothing_is_refused() {
	run(|| {
		assert_noop!(
			Health::register(
				signed(HOSPITAL),
				PATIENT,
				SEGMENT,
				Commitment::default(),
				None,
				CLASS
			),
			Error::<Test>::CommitmentZero
		);
	});
}

#[test]
fn a_commitment_is_registered_once() {
	run(|| {
		let id = registered();
		assert_ok!(Health::amend(signed(HOSPITAL), id, commitment(2), None));
		for number in [1, 2] {
			assert_noop!(
				Health::register(signed(CLINIC), DOCTOR, 0, commitment(number), None, CLASS),
				Error::<Test>::AlreadyExists
			);
		}
	});
}

#[test]
fn ids_run_out() {
	run(|| {
		NextRecordId::<Test>::put(RecordId::MAX);
		assert_noop!(
			Health::register(signed(HOSPITAL), PATIENT, SEGMENT, commitment(1), None, CLASS),
			Error::<Test>::TooManyRecords
		);
	});
}

#[test]
fn who_cannot_pay_cannot_register() {
	run(|| {
		for (record, version) in [(ENDOWMENT, 0), (0, ENDOWMENT), (ENDOWMENT - 1, 1)] {
			set_prices(record, version, 0);
			assert_noop!(
				Health::register(signed(HOSPITAL), PATIENT, SEGMENT, commitment(1), None, CLASS),
				TokenError::FundsUnavailable
			);
		}
	});
}
