//! What has become of it.

use super::*;

pub fn get(id: ClaimId) -> Claim<u64> {
	crate::Claims::<Test>::get(id.plan, id.number).expect("is there")
}

pub fn status(id: ClaimId) -> ClaimStatus {
	get(id).status
}

pub fn payout(id: ClaimId) -> Payout {
	get(id).payout
}

pub fn ledger(plan: PlanId) -> Ledger {
	crate::Ledgers::<Test>::get(plan)
}

pub fn account(plan: PlanId, provider: u64) -> ProviderAccountOf<Test> {
	crate::ProviderAccounts::<Test>::get(plan, provider).expect("has an account")
}

/// What a provider has to give back to [`PLAN`].
pub fn receivable(provider: u64) -> Amount {
	account(PLAN, provider).receivable
}

/// What is allowed and paid for each line of a claim.
pub fn amounts(id: ClaimId) -> Vec<(Amount, Amount)> {
	get(id).lines.iter().map(|line| (line.allowed, line.paid)).collect()
}

/// The adjustments of the line `index` of a claim.
pub fn adjustments(id: ClaimId, index: usize) -> Vec<Adjustment> {
	get(id).lines[index].adjustments.to_vec()
}

pub fn co(reason: AdjustmentReason, amount: Amount) -> Adjustment {
	Adjustment { group: AdjustmentGroup::Contractual, reason, amount }
}

pub fn pr(reason: AdjustmentReason, amount: Amount) -> Adjustment {
	Adjustment { group: AdjustmentGroup::Patient, reason, amount }
}

pub fn oa(reason: AdjustmentReason, amount: Amount) -> Adjustment {
	Adjustment { group: AdjustmentGroup::Other, reason, amount }
}

pub fn pi(reason: AdjustmentReason, amount: Amount) -> Adjustment {
	Adjustment { group: AdjustmentGroup::Payer, reason, amount }
}

/// What somebody has of [`COIN`] and can spend.
pub fn coins(who: u64) -> Amount {
	Assets::balance(COIN, who)
}

/// What payers have put aside.
pub fn reserved(who: u64) -> Amount {
	AssetsHolder::balance_on_hold(COIN, &HoldReason::Reserve.into(), &who)
}

/// All coins that there are.
pub fn issued() -> Amount {
	use frame_support::traits::fungibles::Inspect;
	<Assets as Inspect<u64>>::total_issuance(COIN)
}

pub fn mint(who: u64, amount: Amount) {
	assert_ok!(Assets::mint_into(COIN, &who, amount));
}

pub fn burn_all_but(who: u64, left: Amount) {
	Assets::set_balance(COIN, &who, left);
}

/// What is held from a provider for its room.
pub fn held(who: u64) -> u64 {
	Balances::balance_on_hold(&HoldReason::Room.into(), &who)
}

pub fn balance(who: u64) -> u64 {
	Balances::free_balance(who)
}

/// How many bytes the pallet has in storage: keys and values, but the version of its storage.
pub fn bytes() -> usize {
	let prefix = sp_io::hashing::twox_128(b"Claims").to_vec();
	let version = storage_prefix(b"Claims", b":__STORAGE_VERSION__:").to_vec();
	let (mut key, mut sum) = (prefix.clone(), 0);
	while let Some(next) = sp_io::storage::next_key(&key).filter(|key| key.starts_with(&prefix)) {
		if next != version {
			sum += next.len() + sp_io::storage::get(&next).map_or(0, |value| value.len());
		}
		key = next;
	}
	sum
}
