mod access;
mod amend;
mod amendments;
mod batches;
mod cosign;
mod custody;
mod erase;
mod invariants;
mod migrations;
mod reap_receipt;
mod register;
mod requests_for_erasure;
mod retention;
mod retract;
mod sweep;
mod views;

use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{
	Action, Basis, Commitment, Grantee, LicenceKind, LicenceProblem, Moment, Purpose, Refusal,
	Segments, DAY, YEAR,
};
use sp_runtime::{DispatchError::BadOrigin, TokenError};

/// Every way in which a licence can be missing.
const PROBLEMS: [LicenceProblem; 4] = [
	LicenceProblem::NotHeld,
	LicenceProblem::Expired,
	LicenceProblem::Suspended,
	LicenceProblem::IssuerDiscredited,
];

/// Every call about one record, by whoever may make it, but for access and reaping.
fn calls_about(id: RecordId) -> Vec<(u64, Call<Test>)> {
	let commitment = commitment(99);
	vec![
		(HOSPITAL, Call::amend { record: id, commitment, author: None }),
		(HOSPITAL, Call::retract { record: id }),
		(DOCTOR, Call::access { record: id, action: Action::Access, purpose: Purpose::TREAT }),
		(AUTHOR, Call::cosign { record: id, version: 1 }),
		(PATIENT, Call::request_amendment { record: id, request: commitment }),
		(HOSPITAL, Call::extend_amendment { record: id, reason: commitment }),
		(HOSPITAL, Call::accept_amendment { record: id, commitment, author: None }),
		(
			HOSPITAL,
			Call::refuse_amendment {
				record: id,
				reason: RefusalReason::NotAccessible,
				rationale: commitment,
			},
		),
		(PATIENT, Call::state_disagreement { record: id, statement: commitment }),
		(HOSPITAL, Call::offer_custody { record: id, to: CLINIC }),
		(CLINIC, Call::accept_custody { record: id }),
		(HOSPITAL, Call::cancel_custody_offer { record: id }),
		(HOSPITAL, Call::set_retention { record: id, class: CLASS, until: Moment::MAX }),
		(REGULATOR, Call::place_hold { record: id, until: START + YEAR, order: commitment }),
		(REGULATOR, Call::lift_hold { record: id }),
		(PATIENT, Call::request_erasure { record: id }),
		(REGULATOR, Call::order_erasure { record: id, order: commitment }),
		(HOSPITAL, Call::erase { records: vec![id].try_into().unwrap(), receipt: commitment }),
	]
}

fn dispatch(who: u64, call: Call<Test>) -> sp_runtime::DispatchResult {
	use sp_runtime::traits::Dispatchable;
	RuntimeCall::from(call).dispatch(signed(who)).map(drop).map_err(|error| error.error)
}

#[test]
fn an_erased_record_is_told_from_one_that_never_was() {
	run(|| {
		let id = registered();
		erased(id);
		consent();
		for (who, call) in calls_about(id) {
			assert_noop!(dispatch(who, call), Error::<Test>::Erased);
		}
		for (who, call) in calls_about(id + 1) {
			assert_noop!(dispatch(who, call), Error::<Test>::NotFound);
		}
	});
}

#[test]
fn calls_are_signed() {
	run(|| {
		let id = registered();
		let to_all = calls_about(id).into_iter().map(|(_, call)| call).chain([
			Call::sweep { record: id },
			Call::retire_batch { batch: 0 },
			Call::anchor_batch { root: sp_core::H256::repeat_byte(1), count: 1, class: CLASS },
			Call::prove_leaf {
				batch: 0,
				index: 0,
				subject: PATIENT,
				segment: SEGMENT,
				commitment: commitment(1),
				proof: Default::default(),
			},
		]);
		for call in to_all {
			for origin in unsigned_origins() {
				use sp_runtime::traits::Dispatchable;
				let result = RuntimeCall::from(call.clone()).dispatch(origin);
				assert_eq!(result.map_err(|error| error.error), Err(BadOrigin));
			}
		}
	});
}
