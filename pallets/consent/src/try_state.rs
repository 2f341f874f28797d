//! What always holds.

use crate::{
	types::account_of, BalanceOf, Config, Delegations, Denials, Grants, HoldReason, LastPolicyId,
	Pallet, Policies, Profiles, Scope, MAX_DELEGATION,
};
use alloc::collections::BTreeMap;
use frame_support::{ensure, traits::fungible::InspectHold};
use salus_primitives::Sponsorship;
use sp_runtime::{
	traits::{Saturating, Zero},
	TryRuntimeError,
};

impl<T: Config> Pallet<T> {
	/// Checks every invariant of the pallet.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::grants_say_something()?;
		Self::denials_say_something()?;
		Self::delegations_say_something()?;
		Self::profiles_count_denials()?;
		Self::required_versions_exist()?;
		Self::deposits_are_held()
	}

	/// Every grant has a scope and a form, allows no more links than there may be, and is under no
	/// published form that never was.
	fn grants_say_something() -> Result<(), TryRuntimeError> {
		let last = LastPolicyId::<T>::get();
		for grant in Grants::<T>::iter_values() {
			ensure_says_something(&grant.scope)?;
			ensure!(!grant.form.is_zero(), "a grant has no form");
			ensure!(grant.delegation <= MAX_DELEGATION, "a grant may be passed on too far");
			ensure!(
				grant.policy <= last && (grant.policy == 0) == (grant.version == 0),
				"a grant is under a form that never was"
			);
		}
		Ok(())
	}

	/// Every denial has a scope and a form. It is not passed on, of no epoch, and under no published
	/// form.
	fn denials_say_something() -> Result<(), TryRuntimeError> {
		for denial in Denials::<T>::iter_values() {
			ensure_says_something(&denial.scope)?;
			ensure!(!denial.form.is_zero(), "a denial has no form");
			ensure!(
				denial.delegation == 0 && denial.epoch == 0 && denial.policy == 0,
				"a denial is passed on, of an epoch, or under a published form"
			);
		}
		Ok(())
	}

	/// Every delegation has a scope and somebody who passed it on, and allows fewer links than a grant
	/// may.
	fn delegations_say_something() -> Result<(), TryRuntimeError> {
		for link in Delegations::<T>::iter_values() {
			ensure_says_something(&link.scope)?;
			ensure!(link.delegation < MAX_DELEGATION, "a delegation may be passed on too far");
			ensure!(account_of(&link.by).is_some(), "a kind of licence passed something on");
		}
		Ok(())
	}

	/// The profiles' counts add up to the denials, no profile is empty, and none is paid for twice.
	fn profiles_count_denials() -> Result<(), TryRuntimeError> {
		let mut counted = 0u64;
		for profile in Profiles::<T>::iter_values() {
			ensure!(profile.is_kept(), "a profile is empty");
			ensure!(
				!profile.sponsored || profile.deposit.is_zero(),
				"a profile has both a place and a deposit"
			);
			counted.saturating_accrue(profile.denials.into());
		}
		ensure!(
			Denials::<T>::iter_keys().count() as u64 == counted,
			"profiles and denials do not add up"
		);
		Ok(())
	}

	/// Forms have numbers that were given out and a text, and require one of their versions.
	fn required_versions_exist() -> Result<(), TryRuntimeError> {
		let last = LastPolicyId::<T>::get();
		for (id, policy) in Policies::<T>::iter() {
			ensure!((1..=last).contains(&id), "a form has a number that was not given out");
			ensure!(!policy.form.is_zero(), "a form has no text");
			ensure!(
				(1..=policy.latest).contains(&policy.required),
				"a form requires a version that there is not"
			);
		}
		Ok(())
	}

	/// What is held is what the entries record, and an entry without a deposit has a place. Keys name
	/// nobody, so grants and denials are summed over all accounts.
	fn deposits_are_held() -> Result<(), TryRuntimeError> {
		let mut consents = BalanceOf::<T>::zero();
		let mut placed = 0u64;
		for provision in Grants::<T>::iter_values().chain(Denials::<T>::iter_values()) {
			consents.saturating_accrue(Self::worth(provision.deposit));
			placed.saturating_accrue((provision.deposit == 0).into());
		}
		let mut links = BTreeMap::<T::AccountId, BalanceOf<T>>::new();
		for link in Delegations::<T>::iter_values() {
			if let Some(delegator) = account_of(&link.by) {
				links.entry(delegator.clone()).or_default().saturating_accrue(link.deposit);
			}
		}
		let mut forms = BTreeMap::<T::AccountId, BalanceOf<T>>::new();
		for policy in Policies::<T>::iter_values() {
			forms.entry(policy.institution).or_default().saturating_accrue(policy.deposit);
		}

		let (mut held, mut places) = (BalanceOf::<T>::zero(), 0u64);
		for account in frame_system::Account::<T>::iter_keys() {
			let on_hold =
				|reason: HoldReason| T::Currency::balance_on_hold(&reason.into(), &account);
			let profile = Profiles::<T>::get(&account);
			held.saturating_accrue(on_hold(HoldReason::Consent));
			placed.saturating_accrue(profile.sponsored.into());
			places.saturating_accrue(T::Sponsorship::taken(&account).into());
			ensure!(
				on_hold(HoldReason::Profile) == profile.deposit,
				"a profile's deposit is not what is held"
			);
			ensure!(
				on_hold(HoldReason::Delegation) == links.remove(&account).unwrap_or_default(),
				"a delegator's deposits are not what is held"
			);
			ensure!(
				on_hold(HoldReason::Form) == forms.remove(&account).unwrap_or_default(),
				"an institution's deposits are not what is held"
			);
		}
		ensure!(held == consents, "the consents' deposits are not what is held");
		ensure!(placed <= places, "an entry has neither deposit nor place");
		ensure!(
			links.into_values().chain(forms.into_values()).all(|owed| owed.is_zero()),
			"somebody who is no more has a deposit"
		);
		Ok(())
	}
}

/// A purpose, an action and a segment are named, and the window ends after it begins.
fn ensure_says_something(scope: &Scope) -> Result<(), TryRuntimeError> {
	ensure!(
		!scope.purposes.is_empty() && scope.purposes.is_known(),
		"an entry is for no or an unknown purpose"
	);
	ensure!(
		!scope.actions.is_empty() && scope.actions.is_known(),
		"an entry is about no or an unknown action"
	);
	ensure!(!scope.segments.is_empty(), "an entry is about no segment");
	ensure!(scope.from < scope.until, "an entry ends before it begins");
	Ok(())
}
