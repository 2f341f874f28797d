//! What always holds.

use crate::{
	end_of, Activities, AlertThresholds, BalanceOf, Config, CustodianDays, Custodians, Day, Days,
	DisputeState, Disputed, Disputes, HoldReason, NextDisputeId, Pallet, Signal, Sketch,
};
use alloc::{collections::BTreeMap, vec::Vec};
use frame_support::{ensure, traits::fungible::InspectHold};
use salus_primitives::{merkle::Batch, Sponsorship};
use sp_runtime::{
	traits::{Saturating, Zero},
	TryRuntimeError,
};

impl<T: Config> Pallet<T> {
	/// Checks every invariant of the pallet.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::days_are_counted()?;
		Self::batches_can_be_proven()?;
		Self::suspicion_is_possible()?;
		Self::disputes_are_found_by_their_target()?;
		Self::disputes_are_in_order()?;
		Self::deposits_are_held()
	}

	/// A custodian's count is how many days it anchored, all of them from the first day on, and the
	/// last one among them.
	fn days_are_counted() -> Result<(), TryRuntimeError> {
		let mut anchored = BTreeMap::<T::AccountId, Vec<Day>>::new();
		for (custodian, day) in Days::<T>::iter_keys() {
			anchored.entry(custodian).or_default().push(day);
		}
		ensure!(
			Custodians::<T>::iter_keys().all(|custodian| anchored.contains_key(&custodian)),
			"a custodian has anchored no day"
		);
		for (custodian, days) in anchored {
			let counted: CustodianDays =
				Custodians::<T>::get(custodian).ok_or("a custodian's days are not counted")?;
			ensure!(
				u32::try_from(days.len()) == Ok(counted.anchored),
				"a custodian's days are miscounted"
			);
			ensure!(
				days.iter().max() == Some(&counted.last)
					&& days.iter().all(|day| *day >= counted.first),
				"a custodian's first or last day is another one"
			);
		}
		Ok(())
	}

	/// Every batch has receipts, no more than proofs fit for, and a root, and came after its day.
	fn batches_can_be_proven() -> Result<(), TryRuntimeError> {
		for (_, day, entry) in Days::<T>::iter() {
			ensure!(end_of(day) <= entry.anchored_at, "a day was anchored before it was over");
			let Some(batch) = entry.batch else { continue };
			ensure!(
				batch.count > 0 && batch.count <= 1 << Batch::MAX_PROOF,
				"a batch has no or too many receipts"
			);
			ensure!(!batch.root.is_zero(), "a batch has no root");
		}
		Ok(())
	}

	/// Every threshold can be reached, and is more than nothing; every flag is that of a signal.
	fn suspicion_is_possible() -> Result<(), TryRuntimeError> {
		let thresholds = AlertThresholds::<T>::get();
		ensure!(
			Signal::ALL.iter().all(|signal| thresholds.of(*signal) > 0)
				&& thresholds.subjects <= Sketch::BITS,
			"a threshold is zero or out of reach"
		);
		ensure!(
			Activities::<T>::iter_values().all(|activity| activity.flags_are_known()),
			"an actor has an unknown flag"
		);
		Ok(())
	}

	/// Every dispute is found by its custodian and target, and nothing else is.
	fn disputes_are_found_by_their_target() -> Result<(), TryRuntimeError> {
		let mut disputes = 0u32;
		for (id, dispute) in Disputes::<T>::iter() {
			ensure!(id < NextDisputeId::<T>::get(), "a dispute's number was not given out");
			ensure!(
				Disputed::<T>::get(dispute.key()) == Some(id),
				"a dispute is not found by its target"
			);
			disputes.saturating_inc();
		}
		ensure!(
			u32::try_from(Disputed::<T>::iter_keys().count()) == Ok(disputes),
			"a target is disputed by nobody"
		);
		Ok(())
	}

	/// Every dispute says something, and was opened, answered and closed in this order.
	fn disputes_are_in_order() -> Result<(), TryRuntimeError> {
		for dispute in Disputes::<T>::iter_values() {
			ensure!(!dispute.statement.is_zero(), "a dispute has no statement");
			let (said, in_order) = match dispute.state {
				DisputeState::Open => (true, true),
				DisputeState::Answered { answer, at } => {
					(!answer.is_zero(), (dispute.opened_at..dispute.due).contains(&at))
				}
				DisputeState::Closed { answer, ruling, by, at, .. } => {
					let reader = dispute.reader.as_ref();
					ensure!(
						by != dispute.custodian && by != dispute.subject && reader != Some(&by),
						"somebody decided their own dispute"
					);
					let answered = answer.is_some();
					(
						!ruling.is_zero() && !answer.is_some_and(|answer| answer.is_zero()),
						at >= if answered { dispute.opened_at } else { dispute.due },
					)
				}
			};
			ensure!(said, "an answer or a ruling is empty");
			ensure!(in_order, "a dispute went on before its time");
		}
		Ok(())
	}

	/// What is held from everybody is what the entries record; a dispute without a deposit has a
	/// place, or is closed.
	fn deposits_are_held() -> Result<(), TryRuntimeError> {
		let mut days = BTreeMap::<T::AccountId, BalanceOf<T>>::new();
		for (custodian, _, entry) in Days::<T>::iter() {
			days.entry(custodian).or_default().saturating_accrue(entry.deposit);
		}
		let mut disputes = BTreeMap::<T::AccountId, BalanceOf<T>>::new();
		let mut places = BTreeMap::<T::AccountId, u32>::new();
		for dispute in Disputes::<T>::iter_values() {
			if dispute.is_closed() {
				ensure!(dispute.deposit.is_zero(), "a closed dispute has a deposit");
			} else if dispute.deposit.is_zero() {
				places.entry(dispute.subject.clone()).or_default().saturating_inc();
			}
			disputes.entry(dispute.subject).or_default().saturating_accrue(dispute.deposit);
		}
		ensure!(
			places.iter().all(|(subject, count)| T::Sponsorship::taken(subject) >= *count),
			"a dispute has neither deposit nor place"
		);

		for (reason, owed) in [(HoldReason::Day, days), (HoldReason::Dispute, disputes)] {
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
