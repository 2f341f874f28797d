//! What always holds.

use crate::{BalanceOf, Conditions, Config, Counts, HoldReason, Pallet, Representatives};
use alloc::collections::BTreeMap;
use frame_support::{
	ensure,
	traits::{fungible::InspectHold, Get},
};
use salus_primitives::Sponsorship;
use sp_runtime::{
	traits::{Saturating, Zero},
	TryRuntimeError,
};

impl<T: Config> Pallet<T> {
	/// Checks every invariant of the pallet.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::representatives_can_act()?;
		Self::counts_are_exact()?;
		Self::conditions_are_independent()?;
		Self::deposits_are_held()
	}

	/// Nobody represents themselves, everybody has a power and evidence, and proxies and executors
	/// were appointed by the subject.
	fn representatives_can_act() -> Result<(), TryRuntimeError> {
		for (subject, representative, entry) in Representatives::<T>::iter() {
			ensure!(subject != representative, "somebody represents themselves");
			ensure!(
				!entry.powers.is_empty() && entry.powers.is_known(),
				"a representative has no or an unknown power"
			);
			ensure!(!entry.evidence.is_zero(), "a representative has no evidence");
			ensure!(
				!entry.kind.is_appointed() || entry.appointed_by == subject,
				"somebody else appointed a proxy or an executor"
			);
		}
		Ok(())
	}

	/// Every subject's count is how many representatives they have, and within the bound.
	fn counts_are_exact() -> Result<(), TryRuntimeError> {
		let mut counted = BTreeMap::<T::AccountId, u32>::new();
		for (subject, _) in Representatives::<T>::iter_keys() {
			counted.entry(subject).or_default().saturating_accrue(1);
		}
		ensure!(
			Counts::<T>::iter().collect::<BTreeMap<_, _>>() == counted,
			"a count is not how many representatives there are"
		);
		ensure!(
			counted.values().all(|count| *count <= T::MaxRepresentatives::get()),
			"a subject has too many representatives"
		);
		Ok(())
	}

	/// Nobody attested about themselves, and two attestations are of two people and two
	/// organisations, the first one first.
	fn conditions_are_independent() -> Result<(), TryRuntimeError> {
		for (subject, _, state) in Conditions::<T>::iter() {
			for attestation in state.attestations() {
				ensure!(attestation.by != subject, "somebody attested about themselves");
				ensure!(!attestation.evidence.is_zero(), "an attestation has no evidence");
			}
			let Some(second) = state.second else { continue };
			ensure!(state.first.by != second.by, "somebody attested twice");
			ensure!(
				state.first.organisation != second.organisation,
				"both attestations are of one organisation"
			);
			ensure!(state.first.at <= second.at, "the second attestation came first");
		}
		Ok(())
	}

	/// What is held from everybody is what the entries that they paid for record, and an entry
	/// without a deposit is the subject's own and has a place.
	fn deposits_are_held() -> Result<(), TryRuntimeError> {
		let mut entries = BTreeMap::<T::AccountId, BalanceOf<T>>::new();
		let mut places = BTreeMap::<T::AccountId, u32>::new();
		for (subject, _, entry) in Representatives::<T>::iter() {
			if entry.deposit.is_zero() {
				ensure!(entry.kind.is_appointed(), "an entry of somebody else's has a place");
				places.entry(subject).or_default().saturating_accrue(1);
			}
			entries.entry(entry.appointed_by).or_default().saturating_accrue(entry.deposit);
		}
		ensure!(
			places.iter().all(|(subject, count)| T::Sponsorship::taken(subject) >= *count),
			"an entry has neither deposit nor place"
		);

		let mut attestations = BTreeMap::<T::AccountId, BalanceOf<T>>::new();
		for state in Conditions::<T>::iter_values() {
			for attestation in state.attestations() {
				attestations
					.entry(attestation.by.clone())
					.or_default()
					.saturating_accrue(attestation.deposit);
			}
		}

		for (reason, owed) in
			[(HoldReason::Representation, entries), (HoldReason::Attestation, attestations)]
		{
			let reason = reason.into();
			let accounts = frame_system::Account::<T>::iter_keys();
			for account in accounts.chain(owed.keys().cloned()) {
				let recorded = owed.get(&account).copied().unwrap_or_default();
				ensure!(
					T::Currency::balance_on_hold(&reason, &account) == recorded,
					"a deposit is not what is held"
				);
			}
		}
		Ok(())
	}
}
