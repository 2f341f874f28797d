//! What other pallets may ask.

use crate::{AccountIdOf, Authorisations, Config, Pallet, State};
use frame_support::{traits::Time, BoundedVec};
use salus_primitives::{AuthorisationId, Certificate, CertifiedService, CertifiedServices};

impl<T: Config> salus_primitives::Authorisations<AccountIdOf<T>> for Pallet<T> {
	fn certificate(id: AuthorisationId) -> Option<Certificate<AccountIdOf<T>>> {
		let entry = Self::as_it_is(id)?;
		let State::Certified { .. } = entry.state else { return None };
		// A service of which nothing is certified was not authorised, rather than used up.
		let certified = entry.services.iter().filter(|service| service.certified > 0);
		let services = certified.map(|service| CertifiedService {
			tag: service.tag,
			units: service.certified,
			used: service.used,
		});
		Some(Certificate {
			plan: entry.plan,
			services: BoundedVec::truncate_from(services.collect()),
			member: entry.member,
			provider: entry.provider,
			from: entry.from,
			until: entry.until,
		})
	}

	fn note_use(id: AuthorisationId, services: CertifiedServices) {
		let Some(before) = Authorisations::<T>::get(id) else { return };
		let undecided = before.deadline().is_some();
		let mut entry = before.at(T::Time::now());
		let State::Certified { .. } = entry.state else { return };

		for service in entry.services.iter_mut() {
			let noted = services.iter().find(|noted| noted.tag == service.tag);
			let used = noted.map_or(service.used, |noted| noted.used);
			service.used = used.min(service.certified);
		}
		Authorisations::<T>::insert(id, &entry);
		// Using what the silence granted settles it, so that `lapse` never says so any more.
		if undecided {
			Self::note_lapse(id, &entry);
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_certified(
		plan: salus_primitives::PlanId,
		member: &AccountIdOf<T>,
		provider: &AccountIdOf<T>,
		tags: &[salus_primitives::ServiceTag],
	) -> AuthorisationId {
		crate::benchmarking::ensure_certified::<T>(plan, member, provider, tags)
	}
}
