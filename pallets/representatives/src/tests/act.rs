use crate::{
	mock::{diary::*, *},
	Appointed, Condition, Event, WeightInfo,
};
use frame_support::{
	assert_noop, assert_ok,
	dispatch::{DispatchClass, DispatchResultWithPostInfo, GetDispatchInfo, Pays},
	traits::OriginTrait,
};
use salus_primitives::{Power, Powers};
use sp_runtime::DispatchError;

type Error = crate::Error<Test>;
type DiaryCall = diary::Call<Test>;

fn act_for(subject: u64, by: u64, call: DiaryCall) -> DispatchResultWithPostInfo {
	Family::act(signed(by), subject, Box::new(call.into()))
}

fn act(by: u64, call: DiaryCall) -> DispatchResultWithPostInfo {
	act_for(PATIENT, by, call)
}

fn written() -> Option<(u64, Option<u64>)> {
	Entry::<Test>::get()
}

/// The error of a refused call, which has changed nothing.
#[track_caller]
fn refused(by: u64, call: DiaryCall, error: Error) {
	assert_noop!(act(by, call).map_err(|refused| refused.error), error);
}

fn own_weight() -> frame_support::weights::Weight {
	<() as WeightInfo>::act()
}

#[test]
fn the_call_is_made_in_the_subjects_name() {
	run(|| {
		guarded_by(FRIEND);
		prepared();
		assert_ok!(act(FRIEND, DiaryCall::open {}));
		assert_eq!(written(), Some((PATIENT, Some(FRIEND))));
		let (subject, representative, power) = (PATIENT, FRIEND, Power::Grant);
		assert_eq!(last_event(), Event::ActedFor { subject, representative, power });
	});
}

#[test]
fn every_call_takes_its_own_power() {
	run(|| {
		let revoke = Powers::from_iter([Power::Revoke]);
		let court = signed(COURT);
		assert_ok!(Family::appoint_guardian(court, PATIENT, FRIEND, revoke, UNTIL, EVIDENCE));
		refused(FRIEND, DiaryCall::open {}, Error::PowerMissing);
		refused(FRIEND, DiaryCall::tear {}, Error::PowerMissing);
		prepared();
		assert_ok!(act(FRIEND, DiaryCall::close {}));
		let (subject, representative, power) = (PATIENT, FRIEND, Power::Revoke);
		assert_eq!(last_event(), Event::ActedFor { subject, representative, power });
	});
}

#[test]
fn what_is_not_representable_is_not_for_anybody() {
	run(|| {
		guarded_by(FRIEND);
		refused(FRIEND, DiaryCall::burn {}, Error::NotRepresentable);
		let remark = frame_system::Call::remark { remark: vec![] };
		let result = Family::act(signed(FRIEND), PATIENT, Box::new(remark.into()));
		assert_noop!(result.map_err(|error| error.error), Error::NotRepresentable);
	});
}

#[test]
fn only_representatives_act() {
	run(|| {
		guarded_by(FRIEND);
		for who in [PATIENT, SPOUSE, COURT, HOSPITAL] {
			refused(who, DiaryCall::open {}, Error::NotRepresentative);
		}
		let other = act_for(SPOUSE, FRIEND, DiaryCall::open {});
		assert_noop!(other.map_err(|error| error.error), Error::NotRepresentative);
		for origin in nobody_signed().into_iter().chain([on_behalf(FRIEND)]) {
			let result = Family::act(origin, PATIENT, Box::new(DiaryCall::open {}.into()));
			assert_noop!(result.map_err(|error| error.error), DispatchError::BadOrigin);
		}
	});
}

#[test]
fn a_parent_acts_until_majority() {
	run(|| {
		born_to(SPOUSE);
		set_time(UNTIL - 1);
		assert_ok!(act_for(CHILD, SPOUSE, DiaryCall::open {}));
		assert_eq!(written(), Some((CHILD, Some(SPOUSE))));
		set_time(UNTIL);
		let grown = act_for(CHILD, SPOUSE, DiaryCall::close {});
		assert_noop!(grown.map_err(|error| error.error), Error::Ended);
		// The grown child needs nobody.
		assert_ok!(Diary::open(signed(CHILD)));
		assert_eq!(written(), Some((CHILD, None)));
	});
}

#[test]
fn a_proxy_acts_while_incapacity_holds() {
	run(|| {
		appointed(Appointed::Proxy, FRIEND);
		refused(FRIEND, DiaryCall::open {}, Error::Dormant);
		let incapacity = Condition::Incapacity;
		assert_ok!(Family::attest(signed(PHYSICIAN), PATIENT, incapacity, HOSPITAL, EVIDENCE));
		refused(FRIEND, DiaryCall::open {}, Error::Dormant);
		assert_ok!(Family::attest(signed(SPECIALIST), PATIENT, incapacity, CLINIC, EVIDENCE));
		assert_ok!(act(FRIEND, DiaryCall::open {}));
		assert_ok!(Family::lift_condition(signed(PATIENT), PATIENT, incapacity));
		refused(FRIEND, DiaryCall::open {}, Error::Dormant);
		confirmed(incapacity);
		set_time(UNTIL);
		refused(FRIEND, DiaryCall::open {}, Error::Ended);
	});
}

#[test]
fn death_ends_all_authority_but_the_executors_which_begins() {
	run(|| {
		appointed(Appointed::Proxy, FRIEND);
		appointed(Appointed::Executor, SPOUSE);
		guarded_by(STRANGER);
		confirmed(Condition::Incapacity);
		refused(SPOUSE, DiaryCall::open {}, Error::Dormant);
		confirmed(Condition::Death);
		refused(FRIEND, DiaryCall::open {}, Error::Deceased);
		refused(STRANGER, DiaryCall::close {}, Error::Deceased);
		assert_ok!(act(SPOUSE, DiaryCall::open {}));
		assert_eq!(written(), Some((PATIENT, Some(SPOUSE))));
		assert_ok!(Family::lift_condition(signed(COURT), PATIENT, Condition::Death));
		refused(SPOUSE, DiaryCall::open {}, Error::Dormant);
		assert_ok!(act(FRIEND, DiaryCall::open {}));
		assert_ok!(act(STRANGER, DiaryCall::close {}));
	});
}

#[test]
fn a_contested_representative_closes_and_does_not_open() {
	run(|| {
		guarded_by(FRIEND);
		assert_ok!(Family::contest(signed(PATIENT), FRIEND, EVIDENCE));
		refused(FRIEND, DiaryCall::open {}, Error::Contested);
		assert_ok!(act(FRIEND, DiaryCall::close {}));
		assert_ok!(Family::withdraw_contest(signed(PATIENT), FRIEND));
		assert_ok!(act(FRIEND, DiaryCall::open {}));
	});
}

#[test]
fn who_was_removed_acts_no_more() {
	run(|| {
		appointed(Appointed::Proxy, FRIEND);
		guarded_by(SPOUSE);
		confirmed(Condition::Incapacity);
		assert_ok!(act(FRIEND, DiaryCall::close {}));
		assert_ok!(Family::dismiss(signed(PATIENT), FRIEND));
		refused(FRIEND, DiaryCall::close {}, Error::NotRepresentative);
		assert_ok!(Family::end_guardianship(signed(COURT), PATIENT, SPOUSE));
		refused(SPOUSE, DiaryCall::close {}, Error::NotRepresentative);
	});
}

#[test]
fn nothing_that_asks_for_a_signature_is_done_for_somebody() {
	run(|| {
		guarded_by(FRIEND);
		let result = act(FRIEND, DiaryCall::sign {});
		assert_noop!(result.map_err(|error| error.error), DispatchError::BadOrigin);
		// Acts do not nest either, even where a careless runtime would let them.
		let inner = Box::new(DiaryCall::open {}.into());
		let nested = crate::Call::act { subject: PATIENT, call: inner };
		let result = Family::act(signed(FRIEND), PATIENT, Box::new(nested.into()));
		assert_noop!(result.map_err(|error| error.error), DispatchError::BadOrigin);
	});
}

#[test]
fn the_filter_of_the_callers_origin_stays_in_force() {
	run(|| {
		guarded_by(FRIEND);
		let mut origin = signed(FRIEND);
		origin.add_filter(|call: &RuntimeCall| !matches!(call, RuntimeCall::Diary(..)));
		let result = Family::act(origin, PATIENT, Box::new(DiaryCall::open {}.into()));
		let filtered = frame_system::Error::<Test>::CallFiltered;
		assert_noop!(result.map_err(|error| error.error), filtered);
		assert_eq!(written(), None);
	});
}

#[test]
fn the_calls_error_is_the_acts_and_nothing_stays() {
	run(|| {
		guarded_by(FRIEND);
		prepared();
		let call: RuntimeCall =
			crate::Call::act { subject: PATIENT, call: Box::new(DiaryCall::tear {}.into()) }.into();
		let error = sp_runtime::traits::Dispatchable::dispatch(call, signed(FRIEND)).unwrap_err();
		assert_eq!(error.error, diary::Error::<Test>::Torn.into());
		assert_eq!(error.post_info.actual_weight, Some(own_weight() + ACTUAL));
		assert_eq!(error.post_info.pays_fee, Pays::Yes);
		assert_eq!(written(), None);
		assert_eq!(System::read_events_for_pallet::<Event<Test>>(), []);
	});
}

#[test]
fn it_weighs_what_the_call_weighs_and_is_never_free() {
	run(|| {
		guarded_by(FRIEND);
		let wrapped = |call: DiaryCall| -> RuntimeCall {
			crate::Call::act { subject: PATIENT, call: Box::new(call.into()) }.into()
		};
		let info = wrapped(DiaryCall::open {}).get_dispatch_info();
		assert_eq!(
			(info.call_weight, info.class),
			(own_weight() + DECLARED, DispatchClass::Normal)
		);
		assert_eq!(info.pays_fee, Pays::Yes);
		let info = wrapped(DiaryCall::close {}).get_dispatch_info();
		assert_eq!(info.class, DispatchClass::Operational);

		let post = act(FRIEND, DiaryCall::open {}).unwrap();
		assert_eq!(post.actual_weight, Some(own_weight() + DECLARED));
		let post = act(FRIEND, DiaryCall::close {}).unwrap();
		assert_eq!(post.actual_weight, Some(own_weight() + ACTUAL));
		assert_eq!(post.pays_fee, Pays::Yes);
	});
}

#[test]
fn who_is_refused_pays_for_no_call_that_was_not_made() {
	run(|| {
		for call in [DiaryCall::open {}, DiaryCall::burn {}] {
			let error = act(STRANGER, call).unwrap_err();
			assert_eq!(error.post_info.actual_weight, Some(own_weight()));
		}
	});
}
