//! What the pallet offers to others.

use crate::{ClaimStatus, Claims, Config, Error, Ledgers, Pallet};
use frame_support::ensure;
use salus_primitives::{
	Appealable, ClaimId, Commitment, Contested, Coverage, LineDecision, PlanId, PlanLedger,
};
use sp_runtime::DispatchResult;

impl<T: Config> Appealable<T::AccountId> for Pallet<T> {
	fn contested(id: ClaimId) -> Option<Contested<T::AccountId>> {
		let claim = Claims::<T>::get(id.plan, id.number)?;
		let (ClaimStatus::Decided { at, .. } | ClaimStatus::Reversed { at }) = claim.status else {
			return None;
		};
		let payer = T::Coverage::plan(id.plan)?.payer;
		Some(Contested {
			refused: claim.refused() > 0 || claim.curtailed,
			lines: u32::try_from(claim.lines.len()).unwrap_or(u32::MAX),
			provider: claim.provider,
			member: claim.member,
			payer,
			version: claim.version,
			decided: at.moment(),
		})
	}

	fn note_appeal(id: ClaimId, open: bool) -> DispatchResult {
		Claims::<T>::try_mutate(id.plan, id.number, |claim| {
			let claim = claim.as_mut().ok_or(Error::<T>::UnknownClaim)?;
			// What was decided after it would have to be decided anew.
			ensure!(!open || !Self::is_coordinated(claim), Error::<T>::Coordinated);
			claim.appealed = open;
			Ok(())
		})
	}

	fn overturn(id: ClaimId, decisions: &[LineDecision], record: Commitment) -> DispatchResult {
		Self::do_overturn(id, decisions, record)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_refused(provider: &T::AccountId, member: &T::AccountId) -> ClaimId {
		crate::benchmarking::ensure_refused::<T>(provider, member)
	}
}

impl<T: Config> PlanLedger for Pallet<T> {
	fn is_settled(plan: PlanId) -> bool {
		let ledger = Ledgers::<T>::get(plan);
		ledger.claims == 0 && ledger.reserve == 0
	}

	fn forget(plan: PlanId) {
		Ledgers::<T>::remove(plan);
	}
}
