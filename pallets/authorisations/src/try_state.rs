//! What always holds.

use crate::{
	AuthorisationOf, Authorisations, BalanceOf, Config, HoldReason, NextAuthorisation, Pallet,
	State, MAX_QUESTIONS,
};
use alloc::collections::{BTreeMap, BTreeSet};
use frame_support::{ensure, traits::fungible::InspectHold};
use sp_runtime::{traits::Saturating, TryRuntimeError};

impl<T: Config> Pallet<T> {
	/// Checks every invariant of the pallet.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		let next = NextAuthorisation::<T>::get();
		for (id, entry) in Authorisations::<T>::iter() {
			ensure!(id < next, "a number was not given out");
			Self::no_more_than_was_asked_for(&entry)?;
			Self::nothing_before_it_is_certified(&entry)?;
			Self::clocks_are_those_of_the_terms(&entry)?;
			Self::questions_are_counted(&entry)?;
		}
		Self::deposits_are_held()
	}

	/// Services are asked for once each, no more is certified than was asked for, and no more used
	/// than is certified.
	fn no_more_than_was_asked_for(entry: &AuthorisationOf<T>) -> Result<(), TryRuntimeError> {
		ensure!(entry.from <= entry.until, "the first day is later than the last one");
		ensure!(!entry.document.is_zero(), "a document is nothing");
		ensure!(!entry.services.is_empty(), "no services were asked for");
		let mut seen = BTreeSet::new();
		for service in &entry.services {
			ensure!(seen.insert(service.tag), "a service was asked for twice");
			ensure!(service.requested > 0, "no units were asked for");
			ensure!(service.certified <= service.requested, "more is certified than requested");
			ensure!(service.used <= service.certified, "more was used than is certified");
		}
		Ok(())
	}

	/// Something is certified if and only if the state says so, all of it if the state says that.
	fn nothing_before_it_is_certified(entry: &AuthorisationOf<T>) -> Result<(), TryRuntimeError> {
		let any = entry.services.iter().any(|service| service.certified > 0);
		match entry.state {
			State::Certified { in_full } => {
				ensure!(any, "nothing is certified");
				ensure!(in_full == entry.is_in_full(), "it is not known how much is certified");
			}
			_ => ensure!(!any, "units are certified of what is not"),
		}
		Ok(())
	}

	/// Every clock ends as long after it began as the terms said when it was asked for.
	fn clocks_are_those_of_the_terms(entry: &AuthorisationOf<T>) -> Result<(), TryRuntimeError> {
		let right = match entry.state {
			State::Requested { decide_by } => decide_by == entry.decide_by(entry.since),
			State::Pended { answer_by, .. } => answer_by == entry.answer_by(entry.since),
			State::Certified { .. } | State::Refused { .. } => true,
		};
		ensure!(right, "a clock is not that of the terms");
		Ok(())
	}

	/// What is pended or answered was asked, and not too often.
	fn questions_are_counted(entry: &AuthorisationOf<T>) -> Result<(), TryRuntimeError> {
		ensure!(entry.questions <= MAX_QUESTIONS, "a payer has asked too often");
		let pended = matches!(entry.state, State::Pended { .. });
		ensure!(!pended || entry.questions > 0, "nobody asked what is pended");
		ensure!(entry.answer.is_none() || entry.questions > 0, "nobody asked what was answered");
		let said = match entry.state {
			State::Pended { question, .. } => Some(question),
			State::Refused { reason } => reason,
			_ => None,
		};
		let nothing = [said, entry.answer].into_iter().flatten().any(|said| said.is_zero());
		ensure!(!nothing, "a statement is nothing");
		Ok(())
	}

	/// What is held from everybody is what the entries record.
	fn deposits_are_held() -> Result<(), TryRuntimeError> {
		let mut owed = BTreeMap::<T::AccountId, BalanceOf<T>>::new();
		for entry in Authorisations::<T>::iter_values() {
			owed.entry(entry.provider).or_default().saturating_accrue(entry.deposit);
		}
		let reason = HoldReason::Authorisation.into();
		let accounts = frame_system::Account::<T>::iter_keys();
		for account in accounts.chain(owed.keys().cloned()) {
			let recorded = owed.get(&account).copied().unwrap_or_default();
			ensure!(
				T::Currency::balance_on_hold(&reason, &account) == recorded,
				"a deposit is not what is held"
			);
		}
		Ok(())
	}
}
