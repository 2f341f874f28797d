//! What always holds.

use crate::{
	Billed, BilledService, ClaimOf, ClaimStatus, Claims, Config, HoldReason, Ledgers, Pallet,
	Payout, ProviderAccounts, Queue,
};
use alloc::{
	collections::{BTreeMap, BTreeSet},
	vec::Vec,
};
use frame_support::{
	ensure,
	traits::{fungible::InspectHold as _, fungibles::InspectHold as _},
};
use salus_primitives::{Amount, ClaimId, Coverage, GroupId, PlanId};
use sp_runtime::{
	traits::{Saturating, Zero},
	TryRuntimeError,
};

/// What lines used: of a deductible, of the most that is due, of a benefit's units and money.
#[derive(Default)]
struct Used {
	deductible: Amount,
	out_of_pocket: Amount,
	benefits: BTreeMap<GroupId, (u32, Amount)>,
}

impl<T: Config> Pallet<T> {
	/// Checks every invariant of the pallet.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		for (plan, number, claim) in Claims::<T>::iter() {
			let id = ClaimId { plan, number };
			Self::lines_balance(&claim)?;
			Self::nothing_is_paid_twice(&claim)?;
			Self::claims_refer_to_each_other(id, &claim)?;
		}
		Self::reserves_are_on_hold()?;
		Self::queues_have_what_waits()?;
		Self::coverages_have_what_lines_used()?;
		Self::lines_are_noted()?;
		Self::room_is_what_claims_take()
	}

	/// Billed minus adjustments is paid, which is at most what is allowed.
	fn lines_balance(claim: &ClaimOf<T>) -> Result<(), TryRuntimeError> {
		let decided = claim.is_decided();
		for line in &claim.lines {
			// What was taken back before it was decided says nothing.
			let says = decided || line.paid > 0 || !line.adjustments.is_empty();
			let adjusted = line.adjustments.iter().map(|adjustment| adjustment.amount);
			let adjusted = adjusted.fold(0, Amount::saturating_add);
			ensure!(
				!says || line.service.billed == adjusted.saturating_add(line.paid),
				"billed minus adjustments is not paid"
			);
			ensure!(
				line.paid <= line.allowed && line.allowed <= line.service.billed,
				"more is paid than allowed, or allowed than billed"
			);
			ensure!(decided || line.used.is_none(), "what is not decided used something");
		}
		Ok(())
	}

	/// What was paid and what is unpaid is what the lines say, and nobody paid more than the share but
	/// by what is to be refunded.
	fn nothing_is_paid_twice(claim: &ClaimOf<T>) -> Result<(), TryRuntimeError> {
		let due = if claim.is_decided() { claim.benefit() } else { 0 };
		ensure!(claim.paid.saturating_add(claim.unpaid) == due, "a claim is not paid as decided");
		ensure!(
			matches!(claim.payout, Payout::Queued { .. }) == (claim.unpaid > 0),
			"what is unpaid does not wait"
		);
		let share = if claim.is_decided() { claim.share_of_lines() } else { 0 };
		ensure!(claim.share == share, "the patient's share is not that of the lines");
		ensure!(claim.contributions.iter().all(|part| part.amount > 0), "somebody paid nothing");
		Ok(())
	}

	/// A claim and the one that was decided before it refer to each other.
	fn claims_refer_to_each_other(id: ClaimId, claim: &ClaimOf<T>) -> Result<(), TryRuntimeError> {
		if let Some(prior) = claim.prior.filter(|_| claim.stands() && !claim.is_refused()) {
			let prior =
				Claims::<T>::get(prior.plan, prior.number).ok_or("a prior claim is gone")?;
			ensure!(prior.next == Some(id), "a prior claim does not know the next");
			ensure!(prior.is_decided(), "a prior claim does not stand");
			ensure!(prior.contributions.is_empty(), "a share is paid twice");
		}
		if let Some(next) = claim.next {
			// The next one may have been reaped.
			if let Some(next) = Claims::<T>::get(next.plan, next.number) {
				ensure!(next.prior == Some(id), "a next claim does not know the prior");
			}
		}
		Ok(())
	}

	/// What payers have on hold is the sum of their plans' reserves, which have what is set apart.
	fn reserves_are_on_hold() -> Result<(), TryRuntimeError> {
		let mut reserves: Vec<(T::AccountId, T::AssetId, Amount)> = Vec::new();
		let mut uncollected = BTreeMap::<PlanId, Amount>::new();
		for (plan, _, claim) in Claims::<T>::iter() {
			if let Payout::Uncollected { amount, interest } = claim.payout {
				ensure!(interest <= amount, "more interest is set apart than there is");
				uncollected.entry(plan).or_default().saturating_accrue(amount);
			}
		}
		for (plan, ledger) in Ledgers::<T>::iter() {
			let apart = uncollected.get(&plan).copied().unwrap_or_default();
			ensure!(ledger.uncollected == apart, "what is set apart is not what claims say");
			ensure!(ledger.uncollected <= ledger.reserve, "the reserve does not have what is owed");
			let Some(info) = T::Coverage::plan(plan) else {
				ensure!(ledger.reserve == 0 && ledger.claims == 0, "a plan is gone that owes");
				continue;
			};
			match reserves
				.iter_mut()
				.find(|(payer, asset, _)| *payer == info.payer && *asset == info.asset)
			{
				Some((.., sum)) => sum.saturating_accrue(ledger.reserve),
				None => reserves.push((info.payer, info.asset, ledger.reserve)),
			}
		}
		for (payer, asset, sum) in reserves {
			let held = T::Reserves::balance_on_hold(asset, &HoldReason::Reserve.into(), &payer);
			ensure!(held == sum, "what is on hold is not the sum of the reserves");
		}
		Ok(())
	}

	/// The queue has every claim that waits, once, in a place that is not over yet.
	fn queues_have_what_waits() -> Result<(), TryRuntimeError> {
		let mut waiting = BTreeMap::<PlanId, (u32, Amount)>::new();
		let mut there = BTreeMap::<PlanId, u32>::new();
		for (plan, number, claim) in Claims::<T>::iter() {
			let (claims, unpaid) = waiting.entry(plan).or_default();
			there.entry(plan).or_default().saturating_inc();
			if let Payout::Queued { place } = claim.payout {
				ensure!(
					Queue::<T>::get(plan, place) == Some(number),
					"a claim is out of the queue"
				);
				claims.saturating_inc();
				unpaid.saturating_accrue(claim.unpaid);
			}
		}
		let mut places = BTreeMap::<PlanId, u32>::new();
		for (plan, place, _) in Queue::<T>::iter() {
			let ledger = Ledgers::<T>::get(plan);
			ensure!(
				ledger.head <= place && place < ledger.tail,
				"a place of the queue is over, or has not come"
			);
			places.entry(plan).or_default().saturating_inc();
		}
		for (plan, ledger) in Ledgers::<T>::iter() {
			let (claims, unpaid) = waiting.get(&plan).copied().unwrap_or_default();
			ensure!(ledger.queued == unpaid, "what waits is not what claims say");
			ensure!(
				places.get(&plan).copied().unwrap_or_default() == claims,
				"somebody is in the queue twice"
			);
			let claims = there.get(&plan).copied().unwrap_or_default();
			ensure!(ledger.claims == claims, "claims are miscounted");
			ensure!(
				ledger.next == ledger.claims.saturating_add(ledger.reaped),
				"numbers were given out twice, or not at all"
			);
		}
		Ok(())
	}

	/// What members and families used is the sum of the lines; more, where claims were reaped.
	fn coverages_have_what_lines_used() -> Result<(), TryRuntimeError> {
		let mut members = BTreeMap::<(PlanId, T::AccountId, u16), Used>::new();
		let mut families = BTreeMap::<(PlanId, u32, u16), (Amount, Amount)>::new();
		for (plan, _, claim) in Claims::<T>::iter() {
			for line in &claim.lines {
				let Some(used) = &line.used else { continue };
				let key = (plan, claim.member.clone(), used.year);
				let sum = members.entry(key).or_default();
				sum.deductible.saturating_accrue(used.deductible);
				sum.out_of_pocket.saturating_accrue(used.out_of_pocket);
				if used.limited {
					let (units, paid) = sum.benefits.entry(used.group).or_default();
					units.saturating_accrue(used.units);
					paid.saturating_accrue(line.paid);
				}
				let membership = T::Coverage::membership(plan, &claim.member);
				if let Some(family) = membership.and_then(|membership| membership.family) {
					let (deductible, most) = families.entry((plan, family, used.year)).or_default();
					deductible.saturating_accrue(used.deductible);
					most.saturating_accrue(used.out_of_pocket);
				}
			}
		}
		let agrees = |plan: PlanId, kept: Amount, sum: Amount| {
			kept == sum || (kept > sum && Ledgers::<T>::get(plan).reaped > 0)
		};
		for ((plan, member, year), sum) in members {
			// Years that are long over are not kept, nor are members who left.
			let Some(membership) = T::Coverage::membership(plan, &member) else { continue };
			let Some(kept) = membership.used.iter().find(|kept| kept.year == year) else {
				continue;
			};
			ensure!(
				agrees(plan, kept.shared.deductible, sum.deductible)
					&& agrees(plan, kept.shared.out_of_pocket, sum.out_of_pocket),
				"a member's share is not that of the lines"
			);
			for (group, (units, paid)) in sum.benefits {
				let of_group = kept.benefits.iter().find(|used| used.group == group);
				let of_group = of_group.ok_or("a benefit was used without a trace")?;
				ensure!(
					agrees(plan, of_group.units.into(), units.into())
						&& agrees(plan, of_group.paid, paid),
					"what is used of a benefit is not what the lines used"
				);
			}
		}
		for ((plan, family, year), (deductible, most)) in families {
			let used = T::Coverage::family_use(plan, family);
			let Some(kept) = used.iter().find(|kept| kept.year == year) else { continue };
			// Members may have left.
			ensure!(
				kept.shared.deductible >= deductible && kept.shared.out_of_pocket >= most,
				"a family's share is less than that of the lines"
			);
		}
		Ok(())
	}

	/// Every line that counts is noted for what it refers to, once, and nothing else is.
	fn lines_are_noted() -> Result<(), TryRuntimeError> {
		let mut noted = 0u32;
		for (provider, reference, services) in Billed::<T>::iter() {
			ensure!(!services.is_empty(), "nothing is noted for a reference");
			let mut seen = BTreeSet::new();
			for BilledService { plan, claim: number, tag, date } in services {
				ensure!(seen.insert((plan, tag, date)), "a service is noted twice");
				let claim =
					Claims::<T>::get(plan, number).ok_or("a claim is noted that is gone")?;
				ensure!(claim.provider == provider, "a service is noted for somebody else");
				let lines = claim.lines.iter().filter(|line| {
					let pended = matches!(claim.status, ClaimStatus::Pended { .. });
					(pended || line.used.is_some())
						&& line.service.reference == reference
						&& line.service.tag == tag
						&& line.service.date == date
				});
				ensure!(lines.count() >= 1, "a service is noted that is no line");
				noted.saturating_inc();
			}
		}
		let used = Claims::<T>::iter()
			.flat_map(|(_, _, claim)| claim.lines)
			.filter(|line| line.used.is_some())
			.count();
		ensure!(
			usize::try_from(noted).unwrap_or(usize::MAX) >= used,
			"a line is not noted for what it refers to"
		);
		Ok(())
	}

	/// Claims take the room that providers' accounts say, for which deposits are held.
	fn room_is_what_claims_take() -> Result<(), TryRuntimeError> {
		let mut taken = BTreeMap::<(PlanId, T::AccountId), u32>::new();
		for (plan, _, claim) in Claims::<T>::iter() {
			let room = Self::room_for(claim.lines.len());
			taken.entry((plan, claim.provider)).or_default().saturating_accrue(room);
		}
		let mut deposits = BTreeMap::new();
		for (plan, provider, account) in ProviderAccounts::<T>::iter() {
			let sum = taken.remove(&(plan, provider.clone())).unwrap_or_default();
			ensure!(account.taken == sum, "claims take other room than the account says");
			ensure!(account.taken <= account.room, "claims take room that nobody paid for");
			let held = deposits.entry(provider).or_insert_with(Zero::zero);
			crate::BalanceOf::<T>::saturating_accrue(held, account.deposit);
		}
		ensure!(taken.is_empty(), "a claim has no account");
		for (provider, sum) in deposits {
			let held = T::Currency::balance_on_hold(&HoldReason::Room.into(), &provider);
			ensure!(held == sum, "deposits are not what is held");
		}
		Ok(())
	}
}
