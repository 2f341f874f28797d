//! Reviews: somebody independent says what a case was, or nobody does in time.

use crate::{CaseId, CaseOf, CaseState, Cases, Config, Error, Event, Finding, Pallet, Review};
use frame_support::{dispatch::DispatchResult, ensure, traits::Time};
use salus_primitives::{Commitment, Credentials, LicenceKind};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_review(
		reviewer: T::AccountId,
		id: CaseId,
		finding: Finding,
		findings: Commitment,
	) -> DispatchResult {
		let mut case = Self::existing(id)?;
		ensure!(case.state.awaits_review(), Error::<T>::AlreadyReviewed);
		ensure!(reviewer != case.practitioner, Error::<T>::SelfReview);
		Self::ensure_reviewer(&reviewer)?;
		Self::ensure_independent(&reviewer, &case)?;
		ensure!(!findings.is_zero(), Error::<T>::ZeroCommitment);

		let now = T::Time::now();
		let overdue = now >= case.review_due;
		// A flagged case has its strike, and gets no second one.
		let strike =
			case.state == CaseState::Unreviewed && (overdue || finding == Finding::Unjustified);
		// Somebody who is on the same footing as the practitioner does not close what is open: the
		// patient may still be on the table.
		if finding == Finding::Unjustified
			&& T::Credentials::holds(&reviewer, LicenceKind::Regulator)
		{
			case.until = case.until.min(now);
		}
		case.state = finding.into();
		case.review = Some(Review { reviewer: reviewer.clone(), findings });
		let (subject, practitioner) = (case.subject.clone(), case.practitioner.clone());
		Cases::<T>::insert(id, case);
		let suspended = Self::settle(&practitioner, id, strike);
		Self::deposit_event(Event::Reviewed {
			case: id,
			subject,
			practitioner: practitioner.clone(),
			reviewer,
			finding,
			findings,
			overdue,
		});
		if suspended {
			Self::deposit_event(Event::RightSuspended { practitioner });
		}
		Ok(())
	}

	pub(crate) fn do_flag_overdue(id: CaseId) -> DispatchResult {
		let mut case = Self::existing(id)?;
		ensure!(
			case.state == CaseState::Unreviewed && T::Time::now() >= case.review_due,
			Error::<T>::NotOverdue
		);

		case.state = CaseState::Overdue;
		let practitioner = case.practitioner.clone();
		Cases::<T>::insert(id, case);
		let suspended = Self::settle(&practitioner, id, true);
		Self::deposit_event(Event::ReviewOverdue { case: id, practitioner: practitioner.clone() });
		if suspended {
			Self::deposit_event(Event::RightSuspended { practitioner });
		}
		Ok(())
	}

	/// Ensures that `who` is a practitioner or a regulator. Of two licences that do not count, the
	/// one that is closer to counting gives the reason.
	fn ensure_reviewer(who: &T::AccountId) -> Result<(), Error<T>> {
		T::Credentials::standing(who, LicenceKind::Practitioner)
			.or_else(|as_practitioner| {
				T::Credentials::standing(who, LicenceKind::Regulator)
					.map_err(|as_regulator| as_practitioner.max(as_regulator))
			})
			.map_err(Error::<T>::Unlicensed)
	}

	/// Ensures that `reviewer` has nothing to do with who is part of `case`: is not the subject, and
	/// neither is nor belongs to an organisation that the practitioner acted for or belongs to.
	fn ensure_independent(reviewer: &T::AccountId, case: &CaseOf<T>) -> Result<(), Error<T>> {
		ensure!(*reviewer != case.subject, Error::<T>::NotIndependent);
		let mut theirs = T::Credentials::organisations(&case.practitioner);
		theirs.push(case.organisation.clone());
		let own = T::Credentials::organisations(reviewer);
		ensure!(
			!theirs.iter().any(|house| house == reviewer || own.contains(house)),
			Error::<T>::NotIndependent
		);
		Ok(())
	}
}
