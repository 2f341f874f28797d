//! Acting: who may do what in a subject's name now, and doing it.

use crate::{
	Condition, Config, Error, Event, Kind, Origin, Pallet, PowerNeeded, RawOrigin,
	RepresentativeOf, Representatives, Standing, WeightInfo,
};
use alloc::vec::Vec;
use frame_support::{
	dispatch::{
		extract_actual_weight, DispatchErrorWithPostInfo, DispatchResultWithPostInfo,
		GetDispatchInfo, WithPostDispatchInfo,
	},
	ensure,
	traits::{OriginTrait, Time},
};
use frame_system::pallet_prelude::OriginFor;
use salus_primitives::{Moment, Power};
use sp_runtime::traits::Dispatchable;

impl<T: Config> Pallet<T> {
	/// Ensures that `who` may use `power` in the name of `subject` now.
	pub(crate) fn authorise(
		subject: &T::AccountId,
		who: &T::AccountId,
		power: Power,
	) -> Result<(), Error<T>> {
		let entry = Representatives::<T>::get(subject, who).ok_or(Error::<T>::NotRepresentative)?;
		match Self::standing(subject, &entry, T::Time::now()) {
			Standing::Active => {}
			Standing::Dormant => return Err(Error::<T>::Dormant),
			Standing::Lapsed => return Err(Error::<T>::Deceased),
			Standing::Ended => return Err(Error::<T>::Ended),
		}
		ensure!(entry.powers.contains(power), Error::<T>::PowerMissing);
		ensure!(!entry.contested || power != Power::Grant, Error::<T>::Contested);
		Ok(())
	}

	/// Whether a representative may act at `now`: at most two reads.
	fn standing(subject: &T::AccountId, entry: &RepresentativeOf<T>, now: Moment) -> Standing {
		if entry.has_ended(now) {
			return Standing::Ended;
		}
		if entry.kind != Kind::Executor && Self::holds(subject, Condition::Death) {
			return Standing::Lapsed;
		}
		match entry.kind.waits_for() {
			Some(condition) if !Self::holds(subject, condition) => Standing::Dormant,
			_ => Standing::Active,
		}
	}

	pub(crate) fn do_representatives(
		subject: &T::AccountId,
	) -> Vec<(T::AccountId, RepresentativeOf<T>, Standing)> {
		let now = T::Time::now();
		Representatives::<T>::iter_prefix(subject)
			.map(|(who, entry)| {
				let standing = Self::standing(subject, &entry, now);
				(who, entry, standing)
			})
			.collect()
	}

	pub(crate) fn do_act(
		origin: OriginFor<T>,
		subject: T::AccountId,
		by: T::AccountId,
		call: <T as Config>::RuntimeCall,
	) -> DispatchResultWithPostInfo {
		let refused = |error: Error<T>| error.with_weight(T::WeightInfo::act());
		let power =
			T::CallPowers::power(&call).ok_or_else(|| refused(Error::<T>::NotRepresentable))?;
		Self::authorise(&subject, &by, power).map_err(refused)?;
		Self::dispatch_for(origin, subject, by, power, call)
	}

	/// Dispatches `call` in the name of `subject`. What the representative's own origin was not
	/// allowed to call, it is not allowed to call for somebody either.
	///
	/// The fee is always paid: calls that are free when they succeed are so for whoever signs them.
	pub(crate) fn dispatch_for(
		mut origin: OriginFor<T>,
		subject: T::AccountId,
		by: T::AccountId,
		power: Power,
		call: <T as Config>::RuntimeCall,
	) -> DispatchResultWithPostInfo {
		let caller: Origin<T> =
			RawOrigin::Representative { subject: subject.clone(), by: by.clone() };
		origin.set_caller_from(<T as Config>::RuntimeOrigin::from(caller));
		let info = call.get_dispatch_info();

		let result = call.dispatch(origin);
		let weight = T::WeightInfo::act().saturating_add(extract_actual_weight(&result, &info));
		result.map_err(|DispatchErrorWithPostInfo { error, .. }| error.with_weight(weight))?;
		Self::deposit_event(Event::ActedFor { subject, representative: by, power });
		Ok(Some(weight).into())
	}
}
