//! Questions: what the payer has to know before it decides.

use crate::{Authorisation, Authorisations, Config, Error, Event, Pallet, State, MAX_QUESTIONS};
use frame_support::{dispatch::DispatchResult, ensure, traits::Time};
use salus_primitives::{AuthorisationId, Commitment};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_pend(
		payer: T::AccountId,
		id: AuthorisationId,
		question: Commitment,
	) -> DispatchResult {
		let entry = Self::to_decide(&payer, id)?;
		ensure!(!question.is_zero(), Error::<T>::ZeroCommitment);
		ensure!(entry.questions < MAX_QUESTIONS, Error::<T>::TooManyQuestions);

		let since = T::Time::now();
		let answer_by = entry.answer_by(since);
		let state = State::Pended { answer_by, question };
		let questions = entry.questions.saturating_add(1);
		Authorisations::<T>::insert(id, Authorisation { state, since, questions, ..entry });
		Self::deposit_event(Event::Pended { id, question, answer_by });
		Ok(())
	}

	pub(crate) fn do_answer(
		provider: T::AccountId,
		id: AuthorisationId,
		document: Commitment,
	) -> DispatchResult {
		let entry = Self::entry(id)?;
		ensure!(entry.provider == provider, Error::<T>::NotRequester);
		let State::Pended { answer_by, .. } = entry.state else {
			return Err(Error::<T>::NotPended.into());
		};
		let since = T::Time::now();
		ensure!(since < answer_by, Error::<T>::ClockOver);
		ensure!(!document.is_zero(), Error::<T>::ZeroCommitment);

		let decide_by = entry.decide_by(since);
		let state = State::Requested { decide_by };
		let answer = Some(document);
		Authorisations::<T>::insert(id, Authorisation { state, since, answer, ..entry });
		Self::deposit_event(Event::Answered { id, document, decide_by });
		Ok(())
	}
}
