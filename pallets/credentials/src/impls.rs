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
			.filter(|licence| Self::licence_standing(licence, now).is_ok())
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

	fn affiliations(who: &T::AccountId) -> Vec<T::AccountId> {
		Affiliations::<T>::get(who).into_iter().map(|held| held.organisation).collect()
	}

	fn kinds_given(who: &T::AccountId) -> LicenceKinds {
		Licences::<T>::get(who).iter().map(|licence| licence.kind).collect()
	}

	fn member_role(organisation: &T::AccountId, who: &T::AccountId) -> Option<MemberRole> {
		let now = T::Time::now();
		Affiliations::<T>::get(who)
			.into_iter()
			.find(|held| held.organisation == *organisation && !held.is_expired(now))
			.filter(|_| Self::organisation_standing(organisation).is_ok())
			.map(|held| held.role)
	}

	fn privacy_officer(organisation: &T::AccountId) -> Option<T::AccountId> {
		let now = T::Time::now();
		PrivacyOfficers::<T>::get(organisation).filter(|officer| {
			Affiliations::<T>::get(officer)
				.iter()
				.any(|held| held.organisation == *organisation && !held.is_expired(now))
		})
	}

	fn is_accredited(who: &T::AccountId, kind: LicenceKind) -> bool {
		Accreditations::<T>::get(who).iter().any(|held| held.kind == kind)
	}

	fn is_organisation(who: &T::AccountId) -> bool {
		Licences::<T>::get(who).iter().any(|licence| licence.kind.is_organisation())
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_holds(who: &T::AccountId, kind: LicenceKind) {
		crate::benchmarking::ensure_holds::<T>(who, kind);
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_member(organisation: &T::AccountId, who: &T::AccountId, role: MemberRole) {
		crate::benchmarking::ensure_member::<T>(organisation, who, role);
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_accredited(who: &T::AccountId, kind: LicenceKind) {
		crate::benchmarking::ensure_accredited::<T>(who, kind);
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_worst_case(who: &T::AccountId) {
		crate::benchmarking::ensure_worst_case::<T>(who);
	}
}
