use crate::{mock::*, Disputed, Disputes, Error, Event};
use frame_support::{assert_noop, dispatch::Pays};
use sp_runtime::DispatchError;

fn reap(dispute: u64) -> Result<Pays, DispatchError> {
	Trail::reap_dispute(signed(STRANGER), dispute)
		.map(|post| post.pays_fee)
		.map_err(|error| error.error)
}

#[test]
fn what_was_decided_is_kept_for_years_and_goes_for_free() {
	run(|| {
		let dispute = disputed();
		set_time(START + 5);
		closed(dispute);
		set_time(START + 5 + RETENTION - 1);
		assert_noop!(reap(dispute), Error::<Test>::StillNeeded);
		set_time(START + 5 + RETENTION);
		prepared();
		assert_eq!(reap(dispute), Ok(Pays::No));
		assert_eq!(Disputes::<Test>::iter().count(), 0);
		assert_eq!(Disputed::<Test>::iter().count(), 0);
		assert_eq!(balance(PATIENT), ENDOWMENT);
		assert_eq!(last_event(), Event::DisputeReaped { dispute });
		assert_noop!(reap(dispute), Error::<Test>::NotFound);
	});
}

#[test]
fn what_is_not_decided_stays() {
	run(|| {
		let dispute = disputed();
		set_time(START + 2 * RETENTION);
		assert_noop!(reap(dispute), Error::<Test>::StillNeeded);
		set_time(START);
		answered(dispute);
		set_time(START + 2 * RETENTION);
		assert_noop!(reap(dispute), Error::<Test>::StillNeeded);
	});
}

#[test]
fn anybody_may_but_only_signed() {
	run(|| {
		let dispute = disputed();
		for origin in nobody_signed() {
			assert_noop!(Trail::reap_dispute(origin, dispute), DispatchError::BadOrigin);
		}
	});
}
