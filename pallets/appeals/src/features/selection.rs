//! Selection: a reviewer whom neither party chooses, and who has no interest in the claim.

use crate::{first_tried, AppealOf, Config, Pallet, Pool, ReviewerOf, MAX_TRIES};
use alloc::vec::Vec;
use frame_support::traits::Get;
use salus_primitives::{day_of, ClaimId, Coverage, Credentials, OUT_OF_NETWORK};
use sp_core::H256;

impl<T: Config> Pallet<T> {
	/// Who may be tried for `appeal`: everybody in the pool who joined before it was filed.
	pub(crate) fn known(appeal: &AppealOf<T>) -> Vec<ReviewerOf<T>> {
		// Who joined later does not count: the appellant, who knows its nonce, and both once the payer
		// has said its own, could move the start by letting others join.
		let mut known = Pool::<T>::get().into_inner();
		known.retain(|reviewer| reviewer.since < appeal.filed);
		known
	}

	/// Who of `known` reviews `appeal` by `seed`: beginning where the seed says, the first of at most
	/// [`MAX_TRIES`] who may and can.
	pub(crate) fn choose(
		claim: ClaimId,
		appeal: &AppealOf<T>,
		known: &[ReviewerOf<T>],
		seed: H256,
	) -> Option<T::AccountId> {
		let interested = Self::interested(appeal);
		known
			.iter()
			.cycle()
			.skip(first_tried(seed, known.len()))
			.take(known.len().min(MAX_TRIES))
			.filter(|reviewer| reviewer.open < T::MaxOpenCases::get())
			.map(|reviewer| &reviewer.account)
			.filter(|who| !appeal.recused.contains(who))
			.filter(|who| T::Credentials::holds(who, T::ReviewerKind::get()))
			.filter(|who| Self::is_independent(claim, appeal, who))
			.find(|who| !Self::belongs(&interested, who))
			.cloned()
	}

	/// Payer and provider, and every organisation that either belongs to.
	fn interested(appeal: &AppealOf<T>) -> Vec<T::AccountId> {
		let mut interested = Vec::new();
		for party in [&appeal.payer, &appeal.provider] {
			interested.extend(T::Credentials::affiliations(party));
			interested.push(party.clone());
		}
		interested
	}

	/// Whether `who` is or belongs to any of `interested`.
	fn belongs(interested: &[T::AccountId], who: &T::AccountId) -> bool {
		interested.contains(who)
			|| T::Credentials::affiliations(who).iter().any(|house| interested.contains(house))
	}

	/// Whether `who` is no party, and had no contract with the plan when the appeal was filed. Nobody
	/// can change that afterwards, to get rid of a reviewer: contracts begin today at the earliest, so
	/// that one of the day before was there before the appeal.
	pub(crate) fn is_independent(claim: ClaimId, appeal: &AppealOf<T>, who: &T::AccountId) -> bool {
		let before = day_of(appeal.filed).saturating_sub(1);
		!appeal.is_party(who) && T::Coverage::network(claim.plan, who, before) == OUT_OF_NETWORK
	}
}
