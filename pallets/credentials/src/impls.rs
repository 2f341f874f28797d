//! What other pallets ask.

use crate::*;
use salus_primitives::{Credentials, LicenceKinds};

impl<T: Config> Credentials<T::AccountId> for Pallet<T> {
	fn standing(who: &T::AccountId, kind: LicenceKind) -> Result<(), LicenceProblem> {
		Self::best_standing(who, |licence| licence.kind == kind)
	}

	fn holds_in(who: &T::AccountId, kind: LicenceKind, jurisdiction: &Jurisdiction) -> bool {
		Self::best_standing(who, |licence| {
			licence.kind == kind && licence.jurisdiction.covers(jurisdiction)
		})
		.is_ok()
	}

	fn licence_kinds(who: &T::AccountId) -> LicenceKinds {
		let now = T::Time::now();
		Licences::<T>::get(who)
			.iter()
			.filter(|licence| licence.standing(now).is_ok())
			.map(|licence| licence.kind)
			.collect()
	}

	fn organisations(who: &T::AccountId) -> Vec<T::AccountId> {
		let now = T::Time::now();
		Affiliations::<T>::get(who)
			.into_iter()
			.filter(|membership| !membership.is_expired(now))
			.map(|membership| membership.organisation)
			.filter(|organisation| Self::organisation_standing(organisation).is_ok())
			.collect()
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_holds(who: &T::AccountId, kind: LicenceKind) {
		crate::benchmarking::ensure_holds::<T>(who, kind);
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_worst_case(who: &T::AccountId) {
		crate::benchmarking::ensure_worst_case::<T>(who);
	}
}
