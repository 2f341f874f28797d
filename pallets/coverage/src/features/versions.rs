//! Versions: what a plan's terms are, and from when on.

use crate::{
	BalanceOf, Config, Error, Event, HoldReason, Pallet, PlanOf, Plans, Version, Versions,
	MAX_DAYS, MAX_HOURS,
};
use codec::Encode;
use frame_support::{
	dispatch::DispatchResult,
	ensure,
	traits::{DefensiveOption, Get},
};
use salus_primitives::{days_after, Benefit, Day, Limit, PlanId, Terms, VersionId, WHOLE};
use sp_runtime::{
	traits::{Saturating, Zero},
	SaturatedConversion,
};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_publish_version(
		who: T::AccountId,
		plan: PlanId,
		from: Day,
		terms: Terms,
	) -> DispatchResult {
		let mut entry = Self::licensed_plan(&who, plan)?;
		Self::ensure_not_past(from)?;
		Self::ensure_sound(&terms)?;
		if let Some((last, version)) = entry.versions.last().copied() {
			ensure!(from > last, Error::<T>::NotLater);
			// Something may have been decided today by the terms that there are.
			ensure!(from > Self::today(), Error::<T>::TooSoon);
			let last = Self::terms_of(plan, version)?;
			ensure!(terms.year >= last.year, Error::<T>::YearBackwards);
			ensure!(terms.tiers.len() >= last.tiers.len(), Error::<T>::FewerTiers);
			ensure!(terms.benefits.len() >= last.benefits.len(), Error::<T>::FewerBenefits);
		}
		let dropped = Self::make_room(&mut entry)?;
		let version = entry.next_version;
		entry.next_version = version.checked_add(1).ok_or(Error::<T>::OutOfNumbers)?;
		entry.versions.try_push((from, version)).map_err(|_| Error::<T>::TooManyVersions)?;

		let deposit = Self::hold(HoldReason::Version, &who, Self::version_deposit(&terms))?;
		if let Some(oldest) = dropped {
			Self::remove_version(&who, plan, oldest);
		}
		Versions::<T>::insert(plan, version, Version { terms, deposit });
		Plans::<T>::insert(plan, entry);
		Self::deposit_event(Event::VersionPublished { plan, version, from, dropped });
		Ok(())
	}

	pub(crate) fn do_withdraw_version(who: T::AccountId, plan: PlanId) -> DispatchResult {
		let mut entry = Self::licensed_plan(&who, plan)?;
		let (from, version) = entry.versions.pop().ok_or(Error::<T>::NoTerms)?;
		ensure!(from > Self::today(), Error::<T>::InForce);
		let terms = Self::terms_of(plan, version)?;
		let before = match entry.versions.last() {
			Some((_, before)) => Self::terms_of(plan, *before)?,
			None => Terms::default(),
		};
		ensure!(
			(entry.members == 0 || terms.tiers.len() == before.tiers.len())
				&& (entry.services == 0 || terms.benefits.len() == before.benefits.len()),
			Error::<T>::StillReferred
		);

		Self::remove_version(&who, plan, version);
		Plans::<T>::insert(plan, entry);
		Self::deposit_event(Event::VersionWithdrawn { plan, version });
		Ok(())
	}

	/// Takes the oldest version off the list if there is no room for another one: that is possible once
	/// nothing that it applied to can still be claimed.
	fn make_room(entry: &mut PlanOf<T>) -> Result<Option<VersionId>, Error<T>> {
		if !entry.versions.is_full() {
			return Ok(None);
		}
		let successor = entry.versions.get(1).map(|(from, _)| *from);
		ensure!(successor.is_some_and(Self::retained_from), Error::<T>::TooManyVersions);
		let (_, oldest) = entry.versions.remove(0);
		Ok(Some(oldest))
	}

	fn remove_version(payer: &T::AccountId, plan: PlanId, version: VersionId) {
		if let Some(version) = Versions::<T>::take(plan, version) {
			Self::release(HoldReason::Version, payer, version.deposit);
		}
	}

	/// What is held for a version with these terms.
	fn version_deposit(terms: &Terms) -> BalanceOf<T> {
		let bytes: BalanceOf<T> = terms.encoded_size().saturated_into();
		T::VersionDeposit::get().saturating_add(T::TermsByteDeposit::get().saturating_mul(bytes))
	}

	/// The terms of a version that the plan has.
	pub(crate) fn terms_of(plan: PlanId, version: VersionId) -> Result<Terms, Error<T>> {
		let version = Versions::<T>::get(plan, version).defensive_ok_or(Error::<T>::NoTerms)?;
		Ok(version.terms)
	}

	/// The terms by which members and services are judged that there are from `day` on: they have
	/// nothing that later terms have not.
	pub(crate) fn terms_from(plan: PlanId, entry: &PlanOf<T>, day: Day) -> Result<Terms, Error<T>> {
		let version = entry.version_from(day).ok_or(Error::<T>::NoTerms)?;
		Self::terms_of(plan, version)
	}

	fn ensure_sound(terms: &Terms) -> Result<(), Error<T>> {
		ensure!(!terms.tiers.is_empty(), Error::<T>::NoTiers);
		ensure!(!terms.benefits.is_empty(), Error::<T>::NoBenefits);
		ensure!(
			terms.interest <= WHOLE
				&& terms.thresholds.intense_share <= WHOLE
				&& terms.benefits.iter().all(shares_are_parts),
			Error::<T>::TooManyBasisPoints
		);
		let ordered = |limit: &Limit| limit.individual <= limit.family;
		let tiers = terms.tiers.iter();
		let mut limits = tiers.flat_map(|tier| [tier.deductible, tier.out_of_pocket]);
		ensure!(limits.all(|limit| ordered(&limit)), Error::<T>::ReversedLimit);
		Self::ensure_clocks(terms)
	}

	/// That there is time for everything, and not too much. Only what is to be paid may be due at once.
	fn ensure_clocks(terms: &Terms) -> Result<(), Error<T>> {
		let days = [
			terms.filing_days,
			terms.review_days,
			terms.appeals.filing_days,
			terms.appeals.internal_days,
			terms.appeals.external_days,
		];
		let hours = [
			terms.authorisation.urgent_hours,
			terms.authorisation.normal_hours,
			terms.authorisation.answer_hours,
		];
		ensure!(!days.iter().chain(&hours).any(Zero::is_zero), Error::<T>::ZeroClock);
		let mut days = days.into_iter().chain([terms.prompt_pay_days]);
		ensure!(
			days.all(|days| days <= MAX_DAYS)
				&& hours.into_iter().all(|hours| hours <= MAX_HOURS)
				// What can still be claimed is still there.
				&& days_after(0, terms.filing_days) < T::Retention::get(),
			Error::<T>::ClockTooLong
		);
		Ok(())
	}

	/// That nothing that `benefit` shares out is more than the whole.
	pub(crate) fn ensure_parts(benefit: &Benefit) -> Result<(), Error<T>> {
		ensure!(shares_are_parts(benefit), Error::<T>::TooManyBasisPoints);
		Ok(())
	}
}

fn shares_are_parts(benefit: &Benefit) -> bool {
	benefit.coinsurance <= WHOLE
}
