//! Requests: what providers want to be certain of before they do it.

use crate::{
	types::{decide_by, Request},
	Authorisation, Authorisations, AuthorisedService, Config, Error, Event, NextAuthorisation,
	Pallet, RequestedServices, State,
};
use alloc::collections::BTreeSet;
use frame_support::{
	dispatch::DispatchResult,
	ensure,
	traits::{ConstU32, Get, Time},
	BoundedVec,
};
use salus_primitives::{
	day_of, Action, AuthorisationClocks, ConsentGate, Coverage, Credentials, Day, LicenceKind,
	PlanId, Purpose, ServiceTag, MAX_CERTIFIED,
};

/// Licences of those who care for patients.
const PROVIDERS: [LicenceKind; 4] = [
	LicenceKind::Practitioner,
	LicenceKind::Facility,
	LicenceKind::Pharmacy,
	LicenceKind::Laboratory,
];

impl<T: Config> Pallet<T> {
	pub(crate) fn do_request(
		provider: T::AccountId,
		request: Request<T::AccountId>,
	) -> DispatchResult {
		let kinds = T::Credentials::licence_kinds(&provider);
		let licensed = PROVIDERS.into_iter().any(|kind| kinds.contains(kind));
		ensure!(licensed, Error::<T>::NotProvider);
		Self::ensure_sound(&request)?;
		let (payer, clocks) = Self::payer_and_clocks(&request)?;
		Self::ensure_known(&request)?;
		T::Consent::check(&request.member, &payer, Action::Use, Purpose::COVAUTH, request.segments)
			.map_err(Error::<T>::ConsentRefused)?;
		let id = NextAuthorisation::<T>::get();
		let next = id.checked_add(1).ok_or(Error::<T>::OutOfNumbers)?;

		let Request { plan, member, urgent, segments, from, until, services, document } = request;
		let now = T::Time::now();
		let decide_by = decide_by(&clocks, urgent, now);
		let entry = Authorisation {
			plan,
			payer,
			member: member.clone(),
			provider: provider.clone(),
			urgent,
			clocks,
			from,
			until,
			services: nothing_of(&services),
			document,
			answer: None,
			questions: 0,
			state: State::Requested { decide_by },
			since: now,
			deposit: Self::hold(&provider, T::AuthorisationDeposit::get())?,
		};
		Authorisations::<T>::insert(id, entry);
		NextAuthorisation::<T>::put(next);
		Self::deposit_event(Event::Requested {
			id,
			plan,
			member,
			provider,
			urgent,
			segments,
			from,
			until,
			services,
			document,
			decide_by,
		});
		Ok(())
	}

	/// Checks what `request` says for itself.
	fn ensure_sound(request: &Request<T::AccountId>) -> Result<(), Error<T>> {
		let Request { urgent, from, until, services, document, .. } = request;
		ensure!(!document.is_zero(), Error::<T>::ZeroCommitment);
		// Both days count.
		let between = until.checked_sub(*from).ok_or(Error::<T>::ReversedDays)?;
		let today = Self::today();
		ensure!(*until >= today, Error::<T>::DaysOver);
		// What is urgent may be done in the evening, and asked for in the morning.
		let earliest = if *urgent { today.saturating_sub(1) } else { today };
		ensure!(*from >= earliest, Error::<T>::Backdated);
		ensure!(between < T::MaxPeriod::get(), Error::<T>::PeriodTooLong);
		ensure!(!services.is_empty(), Error::<T>::NoServices);
		ensure!(services.iter().all(|(_, units)| *units > 0), Error::<T>::ZeroUnits);
		let mut seen = BTreeSet::new();
		ensure!(services.iter().all(|(tag, _)| seen.insert(*tag)), Error::<T>::DuplicateService);
		Ok(())
	}

	/// Who pays for the member on the first day, and the clocks of the terms of that day.
	fn payer_and_clocks(
		request: &Request<T::AccountId>,
	) -> Result<(T::AccountId, AuthorisationClocks), Error<T>> {
		let Request { plan, member, from, .. } = request;
		let info = T::Coverage::plan(*plan).ok_or(Error::<T>::UnknownPlan)?;
		let membership = T::Coverage::membership(*plan, member).ok_or(Error::<T>::NotMember)?;
		ensure!(membership.from <= *from && *from <= membership.until, Error::<T>::NotCovered);
		let version = info.version_on(*from).ok_or(Error::<T>::NoTerms)?;
		let terms = T::Coverage::terms(*plan, version).ok_or(Error::<T>::NoTerms)?;
		Ok((info.payer, terms.authorisation))
	}

	/// Checks that the plan knows each service, on one of the days at least.
	fn ensure_known(request: &Request<T::AccountId>) -> Result<(), Error<T>> {
		let Request { plan, from, until, services, .. } = request;
		services.iter().try_for_each(|(tag, _)| Self::ensure_valid(*plan, tag, *from, *until))
	}

	fn ensure_valid(plan: PlanId, tag: &ServiceTag, from: Day, until: Day) -> Result<(), Error<T>> {
		let service = T::Coverage::service(plan, tag).ok_or(Error::<T>::UnknownService)?;
		let (first, last) = (service.from.max(from), service.until.min(until));
		ensure!(first <= last, Error::<T>::ServiceNotValid);
		Ok(())
	}

	/// The day that it is.
	pub(crate) fn today() -> Day {
		day_of(T::Time::now())
	}
}

/// The services of a new request, of which nothing is certified.
fn nothing_of(
	services: &RequestedServices,
) -> BoundedVec<AuthorisedService, ConstU32<MAX_CERTIFIED>> {
	let services = services.iter().map(|(tag, requested)| AuthorisedService {
		tag: *tag,
		requested: *requested,
		certified: 0,
		used: 0,
	});
	BoundedVec::truncate_from(services.collect())
}
