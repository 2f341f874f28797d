//! Eligibility: what somebody is covered for on a day.

use crate::{
	Config, Contracts, Eligibility, EligibilityProblem, Error, Event, Families, Left, Members,
	Pallet, Plans, Versions,
};
use frame_support::{dispatch::DispatchResult, ensure};
use salus_primitives::{Day, NetworkId, PlanId, Shared, OUT_OF_NETWORK};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_check_eligibility(
		provider: T::AccountId,
		plan: PlanId,
		member: T::AccountId,
		day: Day,
	) -> DispatchResult {
		ensure!(Self::is_provider(&provider), Error::<T>::NotProvider);

		let answer = Self::do_eligibility(plan, &member, Some(&provider), day);
		Self::deposit_event(Event::EligibilityChecked { plan, member, provider, day, answer });
		Ok(())
	}

	pub(crate) fn do_eligibility(
		plan: PlanId,
		member: &T::AccountId,
		provider: Option<&T::AccountId>,
		day: Day,
	) -> Result<Eligibility<T::AccountId>, EligibilityProblem> {
		let entry = Plans::<T>::get(plan).ok_or(EligibilityProblem::UnknownPlan)?;
		let member = Members::<T>::get(plan, member).ok_or(EligibilityProblem::NotMember)?;
		let membership = member.membership;
		ensure!(day >= membership.from, EligibilityProblem::BeforeCoverage);
		ensure!(day <= membership.until, EligibilityProblem::AfterCoverage);
		let version = entry.version_on(day);
		let version = version.and_then(|version| Versions::<T>::get(plan, version));
		let terms = version.ok_or(EligibilityProblem::NoTerms)?.terms;
		let tier = terms.tiers.get(usize::from(membership.tier));
		let tier = tier.ok_or(EligibilityProblem::NoTerms)?;

		let used = membership.used.iter().find(|used| used.year == terms.year);
		let used = used.map(|used| used.shared).unwrap_or_default();
		let family = membership.family.map(|family| Self::shared_by(plan, family, terms.year));
		let family = family.as_ref();
		Ok(Eligibility {
			tier: membership.tier,
			network: provider.map(|provider| Self::network_of(plan, provider, day)),
			deductible_left: Left::of(&tier.deductible, &used, family, |used| used.deductible),
			out_of_pocket_left: Left::of(&tier.out_of_pocket, &used, family, |used| {
				used.out_of_pocket
			}),
			after: membership.after,
		})
	}

	/// The network of `provider` on `day`.
	pub(crate) fn network_of(plan: PlanId, provider: &T::AccountId, day: Day) -> NetworkId {
		let contract = Contracts::<T>::get(plan, provider);
		contract.map_or(OUT_OF_NETWORK, |contract| contract.network_on(day))
	}

	/// What a family shared in the costs of a year.
	fn shared_by(plan: PlanId, family: u32, year: u16) -> Shared {
		let family = Families::<T>::get(plan, family);
		let used = family.map(|family| family.used).unwrap_or_default();
		let year = used.iter().find(|used| used.year == year);
		year.map(|used| used.shared).unwrap_or_default()
	}
}
