//! Clocks: what it means that nobody said anything.

use crate::{
	Actor, AppealOf, Appeals, Config, Decision, Error, Event, Nonce, Outcome, Pallet, Stage, Turn,
};
use alloc::vec;
use frame_support::{dispatch::DispatchResult, ensure, traits::Time};
use salus_primitives::{days_after, ClaimId, LineDecision, Silence};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_lapse(claim: ClaimId) -> DispatchResult {
		let appeal = Self::existing(claim)?;
		let (until, internal) = match appeal.stage {
			Stage::Internal { until } => (until, true),
			Stage::Upheld { until, .. } | Stage::External { until, .. } => (until, false),
			Stage::Closed { .. } => return Err(Error::<T>::AlreadyClosed.into()),
		};
		ensure!(T::Time::now() >= until, Error::<T>::ClockRunning);

		match (&appeal.stage, appeal.clocks.silence) {
			(Stage::Upheld { .. }, _) => {
				Self::close(claim, appeal, Outcome::Upheld);
				Self::deposit_event(Event::BecameFinal { claim });
				Ok(())
			}
			(_, Silence::Grants) => Self::grant(claim, appeal, internal),
			(_, Silence::Refuses) => {
				Self::refuse(claim, appeal, internal);
				Ok(())
			}
		}
	}

	/// Silence grants everything.
	fn grant(claim: ClaimId, appeal: AppealOf<T>, internal: bool) -> DispatchResult {
		let lines = usize::try_from(appeal.lines).unwrap_or(usize::MAX);
		let everything = vec![LineDecision::Grant; lines];
		let record = appeal.grounds;
		Self::overturn(claim, &everything, record)?;
		Self::close(claim, Self::silent(appeal, internal, true), Outcome::Overturned);
		Self::deposit_event(Event::Overturned { claim, by: None, record, escalate_by: None });
		Ok(())
	}

	/// Silence refuses: the payer's lets the appellant go further, the reviewer's is final.
	fn refuse(claim: ClaimId, appeal: AppealOf<T>, internal: bool) {
		let mut appeal = Self::silent(appeal, internal, false);
		let escalate_by = internal.then(|| days_after(T::Time::now(), appeal.clocks.filing_days));
		if let Some(until) = escalate_by {
			appeal.stage = Stage::Upheld { until, nonce: Self::parent() };
			Appeals::<T>::insert(claim, appeal);
		} else {
			Self::close(claim, appeal, Outcome::Upheld);
		}
		Self::deposit_event(Event::Upheld { claim, by: None, record: None, escalate_by });
	}

	/// Records a silence.
	fn silent(mut appeal: AppealOf<T>, internal: bool, overturned: bool) -> AppealOf<T> {
		let decision = Decision { by: None, record: None, at: T::Time::now(), overturned };
		if internal {
			appeal.internal = Some(decision);
		} else {
			appeal.external = Some(decision);
		}
		appeal
	}

	/// The parent block's hash, which stands for the nonce of a payer who said nothing.
	fn parent() -> Nonce {
		let mut nonce = Nonce::default();
		let hash = frame_system::Pallet::<T>::parent_hash();
		for (to, from) in nonce.iter_mut().zip(hash.as_ref()) {
			*to = *from;
		}
		nonce
	}

	pub(crate) fn do_next(claim: ClaimId) -> Option<Turn<T::AccountId>> {
		let appeal = Appeals::<T>::get(claim)?;
		let (actor, until) = match appeal.stage {
			Stage::Internal { until } => (Actor::Payer(appeal.payer), until),
			Stage::Upheld { until, .. } => (Actor::Appellant(appeal.appellant), until),
			Stage::External { reviewer, until, .. } => (Actor::Reviewer(reviewer), until),
			Stage::Closed { .. } => return None,
		};
		Some(if T::Time::now() < until {
			Turn { actor, until: Some(until) }
		} else {
			Turn { actor: Actor::Anybody, until: None }
		})
	}
}
