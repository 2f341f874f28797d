use crate::{mock::*, Activities, Error, Event};
use frame_support::{assert_noop, dispatch::Pays};
use salus_primitives::{AccessMonitor, Sighting};
use sp_runtime::DispatchError;

fn reap(actor: u64) -> Result<Pays, DispatchError> {
	Trail::reap_activity(signed(STRANGER), actor)
		.map(|post| post.pays_fee)
		.map_err(|error| error.error)
}

#[test]
fn what_counts_no_more_goes_for_free() {
	run(|| {
		Trail::note(&PHYSICIAN, Sighting::Emergency);
		assert_noop!(reap(PHYSICIAN), Error::<Test>::StillNeeded);
		set_time(START + 2 * BUCKET - 1);
		assert_noop!(reap(PHYSICIAN), Error::<Test>::StillNeeded);
		set_time(START + 2 * BUCKET);
		prepared();
		assert_eq!(reap(PHYSICIAN), Ok(Pays::No));
		assert!(!Activities::<Test>::contains_key(PHYSICIAN));
		assert_eq!(last_event(), Event::ActivityReaped { actor: PHYSICIAN });
		assert_noop!(reap(PHYSICIAN), Error::<Test>::NotFound);
	});
}

#[test]
fn anybody_may_but_only_signed() {
	run(|| {
		for origin in nobody_signed() {
			assert_noop!(Trail::reap_activity(origin, PHYSICIAN), DispatchError::BadOrigin);
		}
	});
}
