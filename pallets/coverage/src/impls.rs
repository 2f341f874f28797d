//! What the pallet offers to others.

use crate::{AssetIdOf, Config, Families, Members, Pallet, Plan, Plans, Services, Versions};
use salus_primitives::{
	Coverage, Day, FamilyUse, MemberUse, Membership, NetworkId, PlanId, PlanInfo, Service,
	ServiceTag, Terms, VersionId,
};

impl<T: Config> Coverage<T::AccountId> for Pallet<T> {
	type AssetId = AssetIdOf<T>;

	fn plan(plan: PlanId) -> Option<PlanInfo<T::AccountId, Self::AssetId>> {
		Plans::<T>::get(plan).map(Plan::into_info)
	}

	fn terms(plan: PlanId, version: VersionId) -> Option<Terms> {
		Versions::<T>::get(plan, version).map(|version| version.terms)
	}

	fn service(plan: PlanId, tag: &ServiceTag) -> Option<Service> {
		Services::<T>::get(plan, tag).map(|listed| listed.service)
	}

	fn network(plan: PlanId, provider: &T::AccountId, day: Day) -> NetworkId {
		Self::network_of(plan, provider, day)
	}

	fn membership(plan: PlanId, member: &T::AccountId) -> Option<Membership<T::AccountId>> {
		Members::<T>::get(plan, member).map(|member| member.membership)
	}

	fn note_use(plan: PlanId, member: &T::AccountId, used: MemberUse) {
		if let Some(mut entry) = Members::<T>::get(plan, member) {
			entry.membership.used = used;
			Members::<T>::insert(plan, member, entry);
		}
	}

	fn family_use(plan: PlanId, family: u32) -> FamilyUse {
		Families::<T>::get(plan, family).map(|family| family.used).unwrap_or_default()
	}

	fn note_family_use(plan: PlanId, family: u32, used: FamilyUse) {
		if let Some(mut entry) = Families::<T>::get(plan, family) {
			entry.used = used;
			Families::<T>::insert(plan, family, entry);
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_covered(
		payer: &T::AccountId,
		asset: Self::AssetId,
		member: &T::AccountId,
		terms: Terms,
		tags: &[ServiceTag],
		fee: salus_primitives::Amount,
	) -> PlanId {
		crate::benchmarking::covered::<T>(payer, asset, member, terms, tags, fee)
	}
}
