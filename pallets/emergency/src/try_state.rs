//! What always holds.

use crate::{
	BalanceOf, CaseId, CaseState, Cases, Conduct, Config, HoldReason, Latest, NextCaseId, Pallet,
};
use alloc::{collections::BTreeMap, vec::Vec};
use frame_support::{
	ensure,
	traits::{fungible::InspectHold, Get},
};
use salus_primitives::Moment;
use sp_runtime::{traits::Saturating, TryRuntimeError};

impl<T: Config> Pallet<T> {
	/// Checks every invariant of the pallet.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::cases_are_sound()?;
		Self::latest_is_newest()?;
		Self::unreviewed_cases_are_listed()?;
		Self::deposits_are_held()
	}

	/// A case is somebody else's, of some segments, justified by a document, open for no longer than
	/// may be, and has a review when it is reviewed: by neither the practitioner nor the subject.
	fn cases_are_sound() -> Result<(), TryRuntimeError> {
		let next = NextCaseId::<T>::get();
		for (id, case) in Cases::<T>::iter() {
			ensure!(id < next, "a case has a number that was not given");
			ensure!(case.practitioner != case.subject, "somebody opened their own data");
			ensure!(!case.segments.is_empty(), "a case opens nothing");
			ensure!(!case.justification.is_zero(), "a case has no justification");
			ensure!(
				case.opened_at <= case.until
					&& case.until <= case.opened_at.saturating_add(T::AccessPeriod::get()),
				"a case is open for longer than may be"
			);
			ensure!(
				case.state.awaits_review() == case.review.is_none(),
				"a case is reviewed without a review"
			);
			let Some(review) = case.review else { continue };
			ensure!(
				review.reviewer != case.practitioner && review.reviewer != case.subject,
				"a review is not independent"
			);
			ensure!(!review.findings.is_zero(), "a review found nothing");
		}
		Ok(())
	}

	/// The latest case of a subject and practitioner is theirs and their newest, and no other one of
	/// theirs awaits a review.
	fn latest_is_newest() -> Result<(), TryRuntimeError> {
		for (subject, practitioner, id) in Latest::<T>::iter() {
			ensure!(
				Cases::<T>::get(id).is_some_and(|case| {
					case.subject == subject && case.practitioner == practitioner
				}),
				"the latest case is not theirs"
			);
		}
		for (id, case) in Cases::<T>::iter() {
			let latest = Latest::<T>::get(&case.subject, &case.practitioner);
			ensure!(latest.is_none_or(|latest| latest >= id), "the latest case is not the newest");
			ensure!(
				latest == Some(id) || !case.state.awaits_review(),
				"a case before the latest awaits its review"
			);
		}
		Ok(())
	}

	/// What a practitioner has unreviewed are their unreviewed cases, oldest first.
	fn unreviewed_cases_are_listed() -> Result<(), TryRuntimeError> {
		let mut unreviewed = BTreeMap::<T::AccountId, Vec<(CaseId, Moment)>>::new();
		for (id, case) in Cases::<T>::iter() {
			if case.state == CaseState::Unreviewed {
				unreviewed.entry(case.practitioner).or_default().push((id, case.review_due));
			}
		}
		unreviewed.values_mut().for_each(|cases| cases.sort());
		let listed = Conduct::<T>::iter()
			.filter(|(_, conduct)| !conduct.unreviewed.is_empty())
			.map(|(practitioner, conduct)| (practitioner, conduct.unreviewed.into_inner()))
			.collect::<BTreeMap<_, _>>();
		ensure!(listed == unreviewed, "what is unreviewed is not what is listed");
		Ok(())
	}

	/// What is held from everybody is what their cases record.
	fn deposits_are_held() -> Result<(), TryRuntimeError> {
		let mut owed = BTreeMap::<T::AccountId, BalanceOf<T>>::new();
		for case in Cases::<T>::iter_values() {
			owed.entry(case.practitioner).or_default().saturating_accrue(case.deposit);
		}
		let reason = HoldReason::Case.into();
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
