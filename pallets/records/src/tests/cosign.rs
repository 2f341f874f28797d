use super::*;

/// A record whose version 1 waits for the author.
fn awaiting() -> RecordId {
	let id = NextRecordId::<Test>::get();
	let author = Some(AUTHOR);
	assert_ok!(Health::register(signed(HOSPITAL), PATIENT, SEGMENT, commitment(1), author, CLASS));
	id
}

fn authorship(id: RecordId, version: u32) -> Authorship<u64> {
	Versions::<Test>::get(id, version).unwrap().author
}

#[test]
fn author_and_institution_sign_a_record() {
	run(|| {
		let id = awaiting();
		assert_eq!(authorship(id, 1), Authorship::Awaited(AUTHOR));
		assert_ok!(Health::cosign(signed(AUTHOR), id, 1));
		assert_eq!(authorship(id, 1), Authorship::Signed(AUTHOR));
		assert_last_event(Event::Cosigned { record: id, version: 1, author: AUTHOR });
	});
}

#[test]
fn each_version_has_its_author() {
	run(|| {
		let id = registered();
		assert_ok!(Health::amend(signed(HOSPITAL), id, commitment(2), Some(AUTHOR)));
		assert_last_event(Event::Amended {
			record: id,
			version: 2,
			commitment: commitment(2),
			author: Some(AUTHOR),
		});
		assert_ok!(Health::cosign(signed(AUTHOR), id, 2));
		assert_eq!(authorship(id, 1), Authorship::None);
		assert_noop!(Health::cosign(signed(AUTHOR), id, 1), Error::<Test>::NotAuthor);
		assert_noop!(Health::cosign(signed(AUTHOR), id, 3), Error::<Test>::NotFound);
	});
}

#[test]
fn nobody_else_signs_and_nobody_twice() {
	run(|| {
		let id = awaiting();
		for who in [HOSPITAL, DOCTOR, PATIENT] {
			assert_noop!(Health::cosign(signed(who), id, 1), Error::<Test>::NotAuthor);
		}
		assert_ok!(Health::cosign(signed(AUTHOR), id, 1));
		assert_noop!(Health::cosign(signed(AUTHOR), id, 1), Error::<Test>::AlreadySigned);
		assert_noop!(Health::cosign(signed(DOCTOR), id, 1), Error::<Test>::NotAuthor);
	});
}

#[test]
fn authors_are_licensed_members_of_the_custodian() {
	run(|| {
		let id = awaiting();
		let register = |author| {
			let author = Some(author);
			Health::register(signed(HOSPITAL), PATIENT, SEGMENT, commitment(2), author, CLASS)
		};
		let amend = |author| Health::amend(signed(HOSPITAL), id, commitment(2), Some(author));
		license(DOCTOR, LicenceKind::Practitioner, Ok(()));
		assert_noop!(register(DOCTOR), Error::<Test>::AuthorNotMember);
		assert_noop!(amend(DOCTOR), Error::<Test>::AuthorNotMember);
		for problem in PROBLEMS {
			license(AUTHOR, LicenceKind::Practitioner, Err(problem));
			assert_noop!(register(AUTHOR), Error::<Test>::AuthorUnlicensed(problem));
			assert_noop!(amend(AUTHOR), Error::<Test>::AuthorUnlicensed(problem));
			// Who lost the licence since does not sign any more either.
			assert_noop!(
				Health::cosign(signed(AUTHOR), id, 1),
				Error::<Test>::AuthorUnlicensed(problem)
			);
		}
	});
}

#[test]
fn what_was_entered_in_error_is_not_signed() {
	run(|| {
		let id = awaiting();
		assert_ok!(Health::retract(signed(HOSPITAL), id));
		assert_noop!(Health::cosign(signed(AUTHOR), id, 1), Error::<Test>::EnteredInError);
	});
}
