//! What happened.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod events {
	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A payer opened a plan.
		PlanOpened {
			/// The plan.
			plan: PlanId,
			/// The payer.
			payer: T::AccountId,
			/// The asset in which it pays.
			asset: AssetIdOf<T>,
		},
		/// A payer published a version of a plan's terms.
		VersionPublished {
			/// The plan.
			plan: PlanId,
			/// The version.
			version: VersionId,
			/// From which day it is in force.
			from: Day,
			/// The version that made room for it, if one did.
			dropped: Option<VersionId>,
		},
		/// A payer withdrew a version of a plan's terms that was not in force yet.
		VersionWithdrawn {
			/// The plan.
			plan: PlanId,
			/// The version.
			version: VersionId,
		},
		/// A payer listed services of a plan.
		ServicesListed {
			/// The plan.
			plan: PlanId,
			/// Their tags.
			tags: Tags,
		},
		/// A service ends earlier than it did.
		ServiceEnded {
			/// The plan.
			plan: PlanId,
			/// Its tag.
			tag: ServiceTag,
			/// Its last day.
			until: Day,
		},
		/// A payer removed services of a plan that nobody needs.
		ServicesUnlisted {
			/// The plan.
			plan: PlanId,
			/// Their tags.
			tags: Tags,
		},
		/// A provider is in a network of a plan.
		ProviderContracted {
			/// The plan.
			plan: PlanId,
			/// The provider.
			provider: T::AccountId,
			/// When, and in which one.
			period: Period,
		},
		/// The contract of a provider with a plan ends earlier than it did.
		ContractEnded {
			/// The plan.
			plan: PlanId,
			/// The provider.
			provider: T::AccountId,
			/// Its last day.
			until: Day,
		},
		/// The contract of a provider with a plan was removed after its retention.
		ContractReaped {
			/// The plan.
			plan: PlanId,
			/// The provider.
			provider: T::AccountId,
		},
		/// A payer enrolled a member.
		MemberEnrolled {
			/// The plan.
			plan: PlanId,
			/// The member.
			member: T::AccountId,
			/// The first day that is covered.
			from: Day,
			/// The last day that is covered.
			until: Day,
			/// Their tier.
			tier: u8,
			/// Their family.
			family: Option<u32>,
			/// The coverage that pays first.
			after: Option<CoverageRef<T::AccountId>>,
		},
		/// A payer changed a member's coverage.
		EnrolmentChanged {
			/// The plan.
			plan: PlanId,
			/// The member.
			member: T::AccountId,
			/// The last day that is covered.
			until: Day,
			/// Their tier.
			tier: u8,
			/// The coverage that pays first.
			after: Option<CoverageRef<T::AccountId>>,
		},
		/// A member was removed after their retention, or because nothing was ever covered.
		MemberRemoved {
			/// The plan.
			plan: PlanId,
			/// The member.
			member: T::AccountId,
		},
		/// A plan enrols nobody any more.
		PlanClosed {
			/// The plan.
			plan: PlanId,
		},
		/// A plan was removed.
		PlanReaped {
			/// The plan.
			plan: PlanId,
		},
		/// A provider asked what a member is covered for.
		EligibilityChecked {
			/// The plan.
			plan: PlanId,
			/// The member.
			member: T::AccountId,
			/// The provider.
			provider: T::AccountId,
			/// The day that was asked about.
			day: Day,
			/// What is covered, or why nothing is.
			answer: Result<Eligibility<T::AccountId>, EligibilityProblem>,
		},
	}
}
