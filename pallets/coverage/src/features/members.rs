//! Members: who is covered, and from when until when.

use crate::{
	Config, Error, Event, Families, Family, HoldReason, Member, MemberOf, Members, Pallet, PlanOf,
	Plans,
};
use frame_support::{
	dispatch::DispatchResult,
	ensure,
	traits::{Defensive, Get},
};
use salus_primitives::{CoverageRef, Day, Membership, PlanId};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_enrol(
		who: T::AccountId,
		plan: PlanId,
		member: T::AccountId,
		membership: Membership<T::AccountId>,
	) -> DispatchResult {
		let mut entry = Self::licensed_plan(&who, plan)?;
		ensure!(!entry.closed, Error::<T>::PlanClosed);
		ensure!(member != who, Error::<T>::PayerAsMember);
		ensure!(!Members::<T>::contains_key(plan, &member), Error::<T>::AlreadyMember);
		ensure!(membership.from <= membership.until, Error::<T>::ReversedDays);
		Self::ensure_tier(plan, &entry, membership.from, membership.tier)?;
		Self::ensure_follows(plan, &entry, &member, &membership.after)?;
		entry.members = entry.members.checked_add(1).ok_or(Error::<T>::OutOfNumbers)?;

		if let Some(family) = membership.family {
			Self::join(&who, plan, family)?;
		}
		let deposit = Self::hold(HoldReason::Member, &who, T::MemberDeposit::get())?;
		let Membership { from, until, tier, family, after, .. } = membership.clone();
		Members::<T>::insert(plan, &member, Member { membership, deposit });
		Plans::<T>::insert(plan, entry);
		Self::deposit_event(Event::MemberEnrolled {
			plan,
			member,
			from,
			until,
			tier,
			family,
			after,
		});
		Ok(())
	}

	pub(crate) fn do_change_enrolment(
		who: T::AccountId,
		plan: PlanId,
		member: T::AccountId,
		until: Day,
		tier: u8,
		after: Option<CoverageRef<T::AccountId>>,
	) -> DispatchResult {
		let entry = Self::licensed_plan(&who, plan)?;
		let mut known = Self::known_member(plan, &member)?;
		let membership = &mut known.membership;
		let today = Self::today();
		ensure!(membership.until >= today, Error::<T>::CoverageOver);
		Self::ensure_not_past(until)?;
		ensure!(!entry.closed || until <= membership.until, Error::<T>::PlanClosed);
		if membership.from <= today {
			// What was done since is judged by these, whenever it is claimed.
			let same = membership.tier == tier && membership.after == after;
			ensure!(same, Error::<T>::AlreadyBegun);
		} else {
			Self::ensure_tier(plan, &entry, membership.from, tier)?;
			Self::ensure_follows(plan, &entry, &member, &after)?;
		}

		membership.until = until;
		membership.tier = tier;
		membership.after = after.clone();
		Members::<T>::insert(plan, &member, known);
		Self::deposit_event(Event::EnrolmentChanged { plan, member, until, tier, after });
		Ok(())
	}

	pub(crate) fn do_remove_member(plan: PlanId, member: T::AccountId) -> DispatchResult {
		let mut entry = Self::known_plan(plan)?;
		let Member { membership, deposit } = Self::known_member(plan, &member)?;
		let cancelled = membership.until < membership.from;
		ensure!(cancelled || Self::retained_after(membership.until), Error::<T>::StillNeeded);

		if let Some(family) = membership.family {
			Self::leave(&entry.payer, plan, family);
		}
		Members::<T>::remove(plan, &member);
		entry.members = entry.members.saturating_sub(1);
		Self::release(HoldReason::Member, &entry.payer, deposit);
		Plans::<T>::insert(plan, entry);
		Self::deposit_event(Event::MemberRemoved { plan, member });
		Ok(())
	}

	fn join(payer: &T::AccountId, plan: PlanId, family: u32) -> DispatchResult {
		let mut entry = match Families::<T>::get(plan, family) {
			Some(entry) => entry,
			None => {
				let deposit = Self::hold(HoldReason::Family, payer, T::FamilyDeposit::get())?;
				Family { used: Default::default(), members: 0, deposit }
			}
		};
		entry.members = entry.members.checked_add(1).ok_or(Error::<T>::OutOfNumbers)?;
		Families::<T>::insert(plan, family, entry);
		Ok(())
	}

	/// One member less: the family goes with its last one.
	fn leave(payer: &T::AccountId, plan: PlanId, family: u32) {
		let Some(mut entry) = Families::<T>::get(plan, family).defensive() else { return };
		entry.members = entry.members.saturating_sub(1);
		if entry.members > 0 {
			Families::<T>::insert(plan, family, entry);
		} else {
			Families::<T>::remove(plan, family);
			Self::release(HoldReason::Family, payer, entry.deposit);
		}
	}

	fn known_member(plan: PlanId, member: &T::AccountId) -> Result<MemberOf<T>, Error<T>> {
		Members::<T>::get(plan, member).ok_or(Error::<T>::NotMember)
	}

	/// That all terms which apply from `from` on have the tier.
	fn ensure_tier(plan: PlanId, entry: &PlanOf<T>, from: Day, tier: u8) -> Result<(), Error<T>> {
		let terms = Self::terms_from(plan, entry, from)?;
		ensure!(usize::from(tier) < terms.tiers.len(), Error::<T>::UnknownTier);
		Ok(())
	}

	fn ensure_follows(
		plan: PlanId,
		entry: &PlanOf<T>,
		member: &T::AccountId,
		after: &Option<CoverageRef<T::AccountId>>,
	) -> Result<(), Error<T>> {
		let Some(after) = after else { return Ok(()) };
		let coverage = CoverageRef { plan, member: member.clone() };
		Self::ensure_order(&coverage, &entry.asset, after)
	}
}
