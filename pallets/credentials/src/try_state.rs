//! What must always be true of the pallet's storage.

use crate::*;
use alloc::collections::{BTreeMap, BTreeSet};
use frame_support::traits::fungible::InspectHold;
use sp_runtime::{traits::Saturating, TryRuntimeError};

impl<T: Config> Pallet<T> {
	/// Checks every invariant.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::accreditations_are_sound()?;
		Self::licences_are_sound()?;
		Self::memberships_are_sound()?;
		Self::member_counts_are_exact()?;
		Self::deposits_are_on_hold()
	}

	/// Accreditations: never an empty list, none twice, jurisdictions well formed.
	fn accreditations_are_sound() -> Result<(), TryRuntimeError> {
		for (_, held) in Accreditations::<T>::iter() {
			ensure!(!held.is_empty(), "accreditations: empty list");
			ensure!(all_differ(&held, |held| *held), "accreditations: duplicate");
			ensure!(
				held.iter().all(|held| held.jurisdiction.is_well_formed()),
				"accreditations: malformed jurisdiction"
			);
		}
		Ok(())
	}

	/// Licences: never an empty list, one for each kind and jurisdiction, jurisdictions well formed.
	fn licences_are_sound() -> Result<(), TryRuntimeError> {
		for (_, held) in Licences::<T>::iter() {
			ensure!(!held.is_empty(), "licences: empty list");
			ensure!(
				all_differ(&held, |held| (held.kind, held.jurisdiction)),
				"licences: duplicate"
			);
			ensure!(
				held.iter().all(|held| held.jurisdiction.is_well_formed()),
				"licences: malformed jurisdiction"
			);
		}
		Ok(())
	}

	/// Memberships: never an empty list, one for each organisation, nobody in themselves.
	fn memberships_are_sound() -> Result<(), TryRuntimeError> {
		for (member, held) in Affiliations::<T>::iter() {
			ensure!(!held.is_empty(), "memberships: empty list");
			ensure!(all_differ(&held, |held| &held.organisation), "memberships: duplicate");
			ensure!(
				held.iter().all(|held| held.organisation != member),
				"memberships: member of itself"
			);
		}
		Ok(())
	}

	/// Each organisation's count is the number of its memberships, within the bound.
	fn member_counts_are_exact() -> Result<(), TryRuntimeError> {
		let mut members = BTreeMap::<T::AccountId, u32>::new();
		for membership in Affiliations::<T>::iter_values().flatten() {
			let count = members.entry(membership.organisation).or_default();
			*count = count.saturating_add(1);
		}
		ensure!(
			members == MemberCounts::<T>::iter().collect(),
			"member counts: not the number of memberships"
		);
		ensure!(
			members.values().all(|count| *count <= T::MaxMembers::get()),
			"member counts: too many members"
		);
		Ok(())
	}

	/// Each payer has on hold what its entries say.
	fn deposits_are_on_hold() -> Result<(), TryRuntimeError> {
		let licences =
			Licences::<T>::iter_values().flatten().map(|licence| (licence.issuer, licence.deposit));
		let memberships = Affiliations::<T>::iter_values()
			.flatten()
			.map(|membership| (membership.organisation, membership.deposit));
		ensure!(Self::is_on_hold(HoldReason::Licence, licences), "deposits: licences");
		ensure!(Self::is_on_hold(HoldReason::Membership, memberships), "deposits: memberships");
		Ok(())
	}

	/// Whether each payer has on hold for `reason` exactly the sum of its `deposits`.
	fn is_on_hold(
		reason: HoldReason,
		deposits: impl Iterator<Item = (T::AccountId, BalanceOf<T>)>,
	) -> bool {
		let mut sums = BTreeMap::<T::AccountId, BalanceOf<T>>::new();
		for (payer, deposit) in deposits {
			let sum = sums.entry(payer).or_default();
			*sum = sum.saturating_add(deposit);
		}
		let reason = reason.into();
		sums.iter().all(|(payer, sum)| T::Currency::balance_on_hold(&reason, payer) == *sum)
	}
}

/// Whether no two entries have the same `key`.
fn all_differ<'a, Entry, Key: Ord>(entries: &'a [Entry], key: impl Fn(&'a Entry) -> Key) -> bool {
	let mut seen = BTreeSet::new();
	entries.iter().all(|entry| seen.insert(key(entry)))
}
