use crate::{mock::*, Error, Event, HoldReason, Journeys};
use frame_support::{assert_noop, assert_ok, dispatch::Pays};
use sp_runtime::DispatchError;

fn end(container: Crate) -> Result<Pays, DispatchError> {
	Coldchain::end_journey(signed(STRANGER), container)
		.map(|post| post.pays_fee)
		.map_err(|error| error.error)
}

#[test]
fn who_is_gone_is_watched_no_more() {
	run(|| {
		let device = watching(1);
		set_now(START + 1_000);
		assert_ok!(device.report(warm(1, 700, 1_000, 30)));
		assert_noop!(end(BOX), Error::<Test>::StillNeeded);
		close(BOX);
		assert_noop!(end(BOX), Error::<Test>::StillAttached);
		detach(&device);
		assert_eq!(end(BOX), Ok(Pays::No));
		assert_eq!(Journeys::<Test>::iter().count(), 0);
		assert_eq!(held(HoldReason::Journey, MAKER), 0);
		assert_eq!(last_event(), Event::JourneyEnded { container: BOX, spent: 30, gaps: 1 });
		assert_noop!(end(BOX), Error::<Test>::NotFound);
	});
}

#[test]
fn or_if_nothing_in_it_has_limits() {
	run(|| {
		let device = watching(1);
		set_limits(BOX, None);
		detach(&device);
		assert_eq!(end(BOX), Ok(Pays::No));
	});
}

#[test]
fn not_before_everything_is_reported() {
	run(|| {
		let (one, other) = (watching(1), watching(2));
		set_now(START + 100);
		detach(&one);
		set_now(START + 200);
		assert_ok!(other.report(calm(1, 0, 200)));
		detach(&other);
		close(BOX);
		assert_noop!(end(BOX), Error::<Test>::Unreported);
		set_now(START + 100 + MAX_INTERVAL);
		assert_noop!(end(BOX), Error::<Test>::Unreported);
		assert_ok!(one.report(warm(1, 0, 100, 70)));
		set_now(START + 101 + MAX_INTERVAL);
		assert_eq!(end(BOX), Ok(Pays::No));
		let Event::JourneyEnded { spent, .. } = events().pop().unwrap() else { panic!() };
		assert_eq!(spent, 70);
	});
}

#[test]
fn nobody_ends_it_to_begin_another_one() {
	run(|| {
		let device = watching(1);
		set_now(START + 100);
		assert_ok!(device.report(warm(1, 0, 100, 1)));
		detach(&device);
		for who in [MAKER, WHOLESALER, REGULATOR, STRANGER] {
			let ended = Coldchain::end_journey(signed(who), BOX);
			assert_noop!(ended, Error::<Test>::StillNeeded);
		}
		assert_eq!(found(BOX), (1, 0));
	});
}

#[test]
fn nor_to_hide_that_nobody_watched() {
	run(|| {
		let device = watching(1);
		detach(&device);
		assert_eq!(found(BOX), (0, 0));
		assert_noop!(end(BOX), Error::<Test>::StillNeeded);
	});
}

#[test]
fn anybody_may_but_only_signed() {
	run(|| {
		watching(1);
		close(BOX);
		for origin in nobody_signed() {
			assert_noop!(Coldchain::end_journey(origin, BOX), DispatchError::BadOrigin);
		}
	});
}
