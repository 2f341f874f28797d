use crate::{mock::*, EnsureSubject, RawOrigin};
use codec::{DecodeAll, Encode};
use frame_support::traits::{EnsureOrigin, OriginTrait};
use salus_primitives::Acting;

fn acting(origin: RuntimeOrigin) -> Option<Acting<u64>> {
	EnsureSubject::<Test>::try_origin(origin).ok()
}

#[test]
fn a_signature_is_the_subjects_own() {
	run(|| assert_eq!(acting(signed(PATIENT)), Some(Acting { subject: PATIENT, by: None })));
}

#[test]
fn a_representative_acts_for_the_subject() {
	run(|| {
		let (subject, by) = (PATIENT, Some(FRIEND));
		assert_eq!(acting(on_behalf(FRIEND)), Some(Acting { subject, by }));
	});
}

#[test]
fn any_other_origin_comes_back_as_it_was() {
	run(|| {
		for origin in nobody_signed() {
			let caller = origin.caller().clone();
			let back = EnsureSubject::<Test>::try_origin(origin).unwrap_err();
			assert_eq!(*back.caller(), caller);
		}
	});
}

#[test]
fn a_representatives_origin_is_no_signature() {
	run(|| {
		assert_eq!(on_behalf(FRIEND).as_signer(), None);
		assert!(frame_system::ensure_signed(on_behalf(FRIEND)).is_err());
	});
}

#[test]
fn the_origin_is_encoded_and_decoded() {
	let origin = RawOrigin::Representative { subject: PATIENT, by: FRIEND };
	assert_eq!(RawOrigin::decode_all(&mut &origin.encode()[..]), Ok(origin));
}

#[cfg(feature = "runtime-benchmarks")]
#[test]
fn the_example_origin_is_a_subjects() {
	run(|| {
		let origin = EnsureSubject::<Test>::try_successful_origin().unwrap();
		assert_eq!(acting(origin), Some(Acting { subject: 0, by: None }));
	});
}
