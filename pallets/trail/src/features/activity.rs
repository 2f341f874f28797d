//! Suspicion: counts what actors do, and makes noise when it is unusual.

use crate::{
	Activities, Activity, AlertThresholds, Config, Counts, Error, Event, Pallet, Signal, Sketch,
	Tally, Thresholds, MAX_REFUSALS,
};
use frame_support::{
	dispatch::DispatchResult,
	ensure,
	traits::{Get, Time},
};
use salus_primitives::{Commitment, Sighting};
use sp_runtime::traits::{BlakeTwo256, Hash};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_set_thresholds(thresholds: Thresholds) -> DispatchResult {
		ensure!(
			Signal::ALL.iter().all(|signal| thresholds.of(*signal) > 0),
			Error::<T>::ZeroThreshold
		);
		ensure!(thresholds.subjects <= Sketch::BITS, Error::<T>::ThresholdTooHigh);

		AlertThresholds::<T>::put(thresholds);
		Self::deposit_event(Event::ThresholdsSet { thresholds });
		Ok(())
	}

	pub(crate) fn do_report_refusals(
		reporter: T::AccountId,
		actor: T::AccountId,
		count: u32,
		evidence: Commitment,
	) -> DispatchResult {
		Self::ensure_organisation(&reporter)?;
		ensure!(reporter != actor, Error::<T>::SelfReport);
		ensure!(count > 0, Error::<T>::ZeroCount);
		ensure!(count <= MAX_REFUSALS, Error::<T>::TooMany);
		ensure!(!evidence.is_zero(), Error::<T>::ZeroCommitment);

		let reported = actor.clone();
		Self::deposit_event(Event::RefusalsReported { reporter, actor, count, evidence });
		Self::tally(&reported, Signal::Refusals, |tally| {
			tally.refusals = tally.refusals.saturating_add(count);
		});
		Ok(())
	}

	pub(crate) fn do_reap_activity(actor: T::AccountId) -> DispatchResult {
		let activity = Activities::<T>::get(&actor).ok_or(Error::<T>::NotFound)?;
		ensure!(activity.is_over(Self::bucket()), Error::<T>::StillNeeded);

		Activities::<T>::remove(&actor);
		Self::deposit_event(Event::ActivityReaped { actor });
		Ok(())
	}

	pub(crate) fn do_note(actor: &T::AccountId, sighting: Sighting<T::AccountId>) {
		match sighting {
			Sighting::Emergency => Self::tally(actor, Signal::Emergencies, |tally| {
				tally.emergencies = tally.emergencies.saturating_add(1);
			}),
			Sighting::Subject(subject) => Self::tally(actor, Signal::Subjects, |tally| {
				tally.subjects.insert(Self::bit(actor, subject));
			}),
		}
	}

	/// What `actor` did in this bucket and the one before.
	pub(crate) fn counts(actor: &T::AccountId) -> Counts {
		let mut activity = Activities::<T>::get(actor).unwrap_or_default();
		activity.roll(Self::bucket());
		Counts {
			emergencies: activity.count(Signal::Emergencies),
			refusals: activity.count(Signal::Refusals),
			subjects: activity.count(Signal::Subjects),
		}
	}

	/// Counts something about `actor`, and gives `signal` when that makes it unusual.
	fn tally(actor: &T::AccountId, signal: Signal, add: impl FnOnce(&mut Tally)) {
		let mut activity: Activity = Activities::<T>::get(actor).unwrap_or_default();
		activity.roll(Self::bucket());
		add(&mut activity.current);
		let count = activity.count(signal);
		let unusual = count >= AlertThresholds::<T>::get().of(signal) && activity.flag(signal);

		Activities::<T>::insert(actor, activity);
		if unusual {
			let actor = actor.clone();
			Self::deposit_event(Event::UnusualAccess { actor, signal, count });
		}
	}

	/// The number of the bucket that is counted in now.
	pub(crate) fn bucket() -> u64 {
		let length = T::ActivityPeriod::get() / 2;
		T::Time::now().checked_div(length).unwrap_or_default()
	}

	/// The bit of `subject` among those whom `actor` accesses: the same one in every bucket, so that
	/// who is accessed in two counts once.
	fn bit(actor: &T::AccountId, subject: &T::AccountId) -> u8 {
		let [bit, ..] = BlakeTwo256::hash_of(&(actor, subject)).0;
		bit
	}
}
