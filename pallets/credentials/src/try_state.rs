//! What must always be true of the pallet's storage.

use crate::{features::endpoints::is_url, *};
use alloc::collections::{BTreeMap, BTreeSet};
use core::mem::discriminant;
use frame_support::traits::fungible::InspectHold;
use sp_runtime::{traits::Saturating, TryRuntimeError};

impl<T: Config> Pallet<T> {
	/// Checks every invariant.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::accreditations_are_sound()?;
		Self::licences_are_sound()?;
		Self::memberships_are_sound()?;
		Self::member_counts_are_exact()?;
		Self::officers_have_the_role()?;
		Self::fraud_is_not_accredited()?;
		Self::identifiers_lead_to_holders()?;
		Self::endpoints_are_urls()?;
		Self::appeals_are_about_suspensions()?;
		Self::deposits_are_on_hold()
	}

	/// Who answers for data protection is a member with that role.
	fn officers_have_the_role() -> Result<(), TryRuntimeError> {
		for (organisation, officer) in PrivacyOfficers::<T>::iter() {
			ensure!(
				Affiliations::<T>::get(officer).iter().any(|held| {
					held.organisation == organisation && held.role == MemberRole::PrivacyOfficer
				}),
				"privacy officers: without the role"
			);
		}
		Ok(())
	}

	/// Discreditings: never an empty list, none that covers another, jurisdictions well formed, and
	/// nobody is accredited for what overlaps with one.
	fn fraud_is_not_accredited() -> Result<(), TryRuntimeError> {
		for (issuer, discredited) in Discredited::<T>::iter() {
			ensure!(!discredited.is_empty(), "discredited: empty list");
			ensure!(
				discredited.iter().all(|fraud| fraud.jurisdiction.is_well_formed()),
				"discredited: malformed jurisdiction"
			);
			ensure!(
				discredited.iter().all(|fraud| {
					discredited.iter().filter(|other| fraud.overlaps(other)).count() == 1
				}),
				"discredited: one covers another"
			);
			let held = Accreditations::<T>::get(issuer);
			ensure!(
				discredited.iter().all(|fraud| !held.iter().any(|held| fraud.overlaps(held))),
				"discredited: accredited"
			);
		}
		Ok(())
	}

	/// Identifiers: valid, never an empty list, one of a kind, and they lead to their holders and
	/// back.
	fn identifiers_lead_to_holders() -> Result<(), TryRuntimeError> {
		let by_identifier: BTreeMap<_, _> = Identifiers::<T>::iter()
			.map(|(identifier, entry)| (identifier, entry.holder))
			.collect();
		ensure!(by_identifier.keys().all(Identifier::is_valid), "identifiers: invalid");
		let mut by_holder = BTreeMap::new();
		for (holder, held) in IdentifiersOf::<T>::iter() {
			ensure!(!held.is_empty(), "identifiers: empty list");
			let kinds: Vec<_> = held.iter().map(discriminant).collect();
			ensure!(
				kinds.iter().all(|kind| kinds.iter().filter(|other| *other == kind).count() == 1),
				"identifiers: two of a kind"
			);
			for identifier in held {
				let first = by_holder.insert(identifier, holder.clone()).is_none();
				ensure!(first, "identifiers: two holders");
			}
		}
		ensure!(by_identifier == by_holder, "identifiers: holders differ");
		Ok(())
	}

	/// Endpoints have addresses.
	fn endpoints_are_urls() -> Result<(), TryRuntimeError> {
		ensure!(
			Endpoints::<T>::iter_values().all(|endpoint| is_url(&endpoint.address)),
			"endpoints: malformed address"
		);
		Ok(())
	}

	/// An appeal is about a suspended licence, has grounds, and is due after it was made.
	fn appeals_are_about_suspensions() -> Result<(), TryRuntimeError> {
		for (holder, licence, appeal) in Appeals::<T>::iter() {
			ensure!(!appeal.grounds.is_zero(), "appeals: no grounds");
			ensure!(appeal.at <= appeal.due, "appeals: due before made");
			ensure!(
				Licences::<T>::get(holder).iter().any(|held| {
					held.is_for(licence.kind, licence.jurisdiction)
						&& held.status == LicenceStatus::Suspended
				}),
				"appeals: not suspended"
			);
		}
		Ok(())
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
		let identifiers =
			Identifiers::<T>::iter_values().map(|entry| (entry.registrar, entry.deposit));
		let endpoints = Endpoints::<T>::iter().map(|(who, _, endpoint)| (who, endpoint.deposit));
		let appeals = Appeals::<T>::iter().map(|(who, _, appeal)| (who, appeal.deposit));
		ensure!(Self::is_on_hold(HoldReason::Licence, licences), "deposits: licences");
		ensure!(Self::is_on_hold(HoldReason::Membership, memberships), "deposits: memberships");
		ensure!(Self::is_on_hold(HoldReason::Identifier, identifiers), "deposits: identifiers");
		ensure!(Self::is_on_hold(HoldReason::Endpoint, endpoints), "deposits: endpoints");
		ensure!(Self::is_on_hold(HoldReason::Appeal, appeals), "deposits: appeals");
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
