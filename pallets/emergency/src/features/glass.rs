//! Breaking the glass, and closing it before its time.

use crate::{
	Case, CaseId, CaseState, Cases, Conduct, Config, Error, Event, HoldReason, Latest, NextCaseId,
	Pallet, Reason, SubjectUse,
};
use frame_support::{
	dispatch::DispatchResult,
	ensure,
	traits::{fungible::MutateHold, Get, Time},
};
use salus_primitives::{
	AccessMonitor, Commitment, Credentials, LicenceKind, MemberRole, Segments, Sighting,
	SubjectControls,
};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_break_glass(
		practitioner: T::AccountId,
		subject: T::AccountId,
		organisation: T::AccountId,
		segments: Segments,
		reason: Reason,
		justification: Commitment,
	) -> DispatchResult {
		T::Credentials::standing(&practitioner, LicenceKind::Practitioner)
			.map_err(Error::<T>::Unlicensed)?;
		ensure!(
			T::Credentials::member_role(&organisation, &practitioner)
				== Some(MemberRole::EmergencyPractitioner),
			Error::<T>::NotEmergencyPractitioner
		);
		ensure!(practitioner != subject, Error::<T>::SelfAccess);
		ensure!(!segments.is_empty(), Error::<T>::NoSegments);
		ensure!(!justification.is_zero(), Error::<T>::ZeroCommitment);
		Self::ensure_left_open(&subject, segments)?;

		let now = T::Time::now();
		let until = now.saturating_add(T::AccessPeriod::get());
		let review_due = now.saturating_add(T::ReviewPeriod::get());
		let id = NextCaseId::<T>::get();
		let next = id.checked_add(1).ok_or(Error::<T>::TooManyCases)?;
		let mut conduct = Conduct::<T>::get(&practitioner);
		Self::ensure_right(&conduct, now)?;
		ensure!(!Self::awaits_review(&subject, &practitioner), Error::<T>::ReviewPending);
		let listed = conduct.unreviewed.try_push((id, review_due));
		listed.map_err(|_| Error::<T>::TooManyUnreviewed)?;
		let period = T::RatePeriod::get();
		conduct.window = conduct
			.window
			.used(now, period, T::PractitionerLimit::get())
			.ok_or(Error::<T>::PractitionerLimitReached)?;
		let subject_use = SubjectUse::<T>::get(&subject)
			.unwrap_or_default()
			.used(now, period, T::SubjectLimit::get())
			.ok_or(Error::<T>::SubjectLimitReached)?;

		let deposit = T::CaseDeposit::get();
		T::Currency::hold(&HoldReason::Case.into(), &practitioner, deposit)?;
		NextCaseId::<T>::put(next);
		Conduct::<T>::insert(&practitioner, conduct);
		SubjectUse::<T>::insert(&subject, subject_use);
		Latest::<T>::insert(&subject, &practitioner, id);
		let case = Case {
			practitioner: practitioner.clone(),
			organisation: organisation.clone(),
			subject: subject.clone(),
			segments,
			reason,
			justification,
			opened_at: now,
			until,
			review_due,
			state: CaseState::Unreviewed,
			review: None,
			deposit,
		};
		Cases::<T>::insert(id, case);
		T::Monitor::note(&practitioner, Sighting::Emergency);
		let privacy_officer = T::Credentials::privacy_officer(&organisation);
		Self::deposit_event(Event::GlassBroken {
			case: id,
			subject,
			practitioner,
			organisation,
			privacy_officer,
			segments,
			reason,
			justification,
			until,
			review_due,
		});
		Ok(())
	}

	pub(crate) fn do_end_access(practitioner: T::AccountId, id: CaseId) -> DispatchResult {
		let mut case = Self::existing(id)?;
		ensure!(case.practitioner == practitioner, Error::<T>::NotAuthorized);
		let now = T::Time::now();
		ensure!(case.is_open(now), Error::<T>::AlreadyEnded);

		case.until = now;
		let subject = case.subject.clone();
		Cases::<T>::insert(id, case);
		Self::deposit_event(Event::AccessEnded { case: id, subject, practitioner });
		Ok(())
	}

	/// Ensures that `subject` leaves all of `segments` open to emergencies.
	fn ensure_left_open(subject: &T::AccountId, segments: Segments) -> Result<(), Error<T>> {
		let open = T::Controls::open_to_emergencies(subject).ok_or(Error::<T>::SubjectFrozen)?;
		ensure!(open.contains(segments), Error::<T>::SegmentsLocked);
		Ok(())
	}

	/// Whether a case of the two, be it open or not, has no review. Only the latest one can: the
	/// next one waits for its review.
	fn awaits_review(subject: &T::AccountId, practitioner: &T::AccountId) -> bool {
		Latest::<T>::get(subject, practitioner)
			.and_then(Cases::<T>::get)
			.is_some_and(|case| case.state.awaits_review())
	}
}
