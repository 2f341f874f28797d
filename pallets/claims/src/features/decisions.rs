//! Decisions: by rules, by the payer, by the end of a clock, by an appeal.

use crate::{
	Bench, Bills, ClaimStatus, Config, DecidedBy, Docket, Error, Event, Flags, Line, Pallet,
	Payout, Ruling, Transfers, Verdict,
};
use alloc::vec::Vec;
use frame_support::{ensure, traits::Time};
use salus_primitives::{
	ClaimId, Commitment, Credentials, LicenceKind, LineDecision, LineDecisions, PlanId,
};
use sp_runtime::{DispatchError, DispatchResult};

/// What rules decided: the plan that has to be asked first, if another one has.
pub(crate) type First = Option<PlanId>;

impl<T: Config> Docket<T> {
	/// Judges the lines of the claim, or those that `only` names. `None` if they cannot be decided
	/// under `ruling`.
	pub(crate) fn judge(
		&mut self,
		ruling: Ruling,
		only: Option<&[usize]>,
	) -> Result<Option<First>, DispatchError> {
		let provider = self.claim.provider.clone();
		let mut bench = Bench::<T>::open(self);
		let by_rules = matches!(ruling, Ruling::Wait);
		bench.coordinate(self.id, &self.claim, by_rules)?;
		let mut bills = Bills::<T>::open(&provider, self.id);
		let concerned = |index: usize| only.is_none_or(|only| only.contains(&index));
		let mut lines = self.claim.lines.clone();
		for (_, line) in lines.iter_mut().enumerate().filter(|(index, _)| concerned(*index)) {
			bench.give_back(line);
			// Of a decided claim, what was refused was not noted: the note is another line's.
			if only.is_none() || line.used.is_some() {
				bills.forget(&line.service);
			}
			*line = Line::new(line.service.clone());
		}

		if by_rules {
			self.note_signals(&mut bench, &mut bills);
		} else {
			bench.unusual = self.is_unusual(&bench);
		}
		let mut undecided = false;
		for (index, line) in lines.iter_mut().enumerate().filter(|(index, _)| concerned(*index)) {
			let duplicate = bills.has(&line.service);
			let (verdict, service) = bench.judge(index, &line.service, duplicate, ruling);
			if by_rules && service.is_some_and(|service| self.note_service(&service)) {
				bench.flags.insert(Flags::INTENSITY);
			}
			match verdict {
				Verdict::Decided(judged) => {
					// What was refused may be claimed again, put right.
					if judged.used.is_some() {
						bills.note(&line.service)?;
					}
					line.allowed = judged.allowed;
					line.paid = judged.paid;
					line.adjustments = judged.adjustments;
					line.used = judged.used;
				}
				Verdict::Undecided => {
					bills.note(&line.service)?;
					undecided = true;
				}
			}
		}
		undecided |= by_rules && self.is_unusual(&bench);
		self.claim.flags = bench.flags;
		self.coordinated = bench.is_coordinated();
		let first = bench.first;
		bills.close();
		if undecided {
			// What the lines used is not kept.
			return Ok(None);
		}
		bench.close(self.claim.authorisation);
		self.claim.lines = lines;
		if !by_rules && !self.coordinated {
			self.part();
		} else if !by_rules && self.claim.is_refused() {
			self.untie();
		}
		Ok(Some(first))
	}

	/// Whether `decisions` allow less for a line than was billed.
	fn is_cut_by(&self, decisions: &[LineDecision]) -> bool {
		self.claim.lines.iter().zip(decisions).any(|(line, decision)| {
			matches!(decision, LineDecision::Allow(amount) if *amount < line.service.billed)
		})
	}

	/// Leaves the claim to the payer.
	pub(crate) fn pend(&mut self) -> DispatchResult {
		let ClaimStatus::Pended { until } = self.claim.status else {
			return Err(Error::<T>::NotPended.into());
		};
		Pallet::<T>::deposit_event(Event::Pended {
			claim: self.id,
			provider: self.claim.provider.clone(),
			until,
			flags: self.claim.flags,
		});
		Ok(())
	}

	/// Makes the decision stand, and pays.
	pub(crate) fn conclude(
		&mut self,
		by: DecidedBy,
		first: First,
		transfers: &mut Transfers<T>,
	) -> DispatchResult {
		self.claim.status = ClaimStatus::Decided { at: Pallet::<T>::now()?, by };
		self.claim.share = self.claim.share_of_lines();
		let benefit = self.claim.benefit();
		self.take_apart();
		// What was paid before and is not due any more is due back.
		let too_much = self.claim.paid.saturating_sub(benefit);
		self.claim.paid = self.claim.paid.saturating_sub(too_much);
		self.account.receivable = self.account.receivable.saturating_add(too_much);
		self.leave_queue();
		self.claim.unpaid = benefit.saturating_sub(self.claim.paid);
		let paid = self.pay(transfers)?;
		Pallet::<T>::deposit_event(Event::Decided {
			claim: self.id,
			provider: self.claim.provider.clone(),
			by,
			outcome: self.claim.outcome(),
			billed: self.claim.billed(),
			benefit,
			share: self.claim.share,
			paid: paid.net,
			interest: paid.interest,
			recouped: paid.recouped,
			waiting: !matches!(self.claim.payout, Payout::Settled),
			first,
		});
		Ok(())
	}
}

impl<T: Config> Pallet<T> {
	/// Ensures that `who` is the payer of the docket's plan, and may decide.
	fn ensure_payer(docket: &Docket<T>, who: &T::AccountId) -> Result<(), Error<T>> {
		ensure!(docket.plan.payer == *who, Error::<T>::NotPayer);
		T::Credentials::standing(who, LicenceKind::Payer).map_err(Error::<T>::Unlicensed)
	}

	pub(crate) fn do_decide(
		payer: T::AccountId,
		id: ClaimId,
		decisions: LineDecisions,
		reasons: Commitment,
	) -> DispatchResult {
		let mut docket = Docket::<T>::load(id)?;
		Self::ensure_payer(&docket, &payer)?;
		let ClaimStatus::Pended { until } = docket.claim.status else {
			return Err(Error::<T>::NotPended.into());
		};
		ensure!(T::Time::now() < until.moment(), Error::<T>::TooLate);
		ensure!(decisions.len() == docket.claim.lines.len(), Error::<T>::WrongNumber);
		ensure!(!reasons.is_zero(), Error::<T>::ZeroCommitment);
		// To allow nothing is to deny, and is said so.
		ensure!(!decisions.contains(&LineDecision::Allow(0)), Error::<T>::ZeroAmount);

		let mut transfers = Transfers::default();
		docket.claim.reasons = Some(reasons);
		docket.claim.curtailed = docket.is_cut_by(&decisions);
		let first = docket.judge(Ruling::Person(&decisions), None)?.ok_or(Error::<T>::Undecided)?;
		docket.conclude(DecidedBy::Payer, first, &mut transfers)?;
		docket.save();
		transfers.make()
	}

	pub(crate) fn do_lapse(id: ClaimId) -> DispatchResult {
		let mut docket = Docket::<T>::load(id)?;
		let ClaimStatus::Pended { until } = docket.claim.status else {
			return Err(Error::<T>::NotPended.into());
		};
		ensure!(until.moment() <= T::Time::now(), Error::<T>::NotYetDue);

		let mut transfers = Transfers::default();
		let silence = docket.terms.review_silence;
		let first = docket.judge(Ruling::Silence(silence), None)?.ok_or(Error::<T>::Undecided)?;
		docket.conclude(DecidedBy::Silence, first, &mut transfers)?;
		docket.save();
		transfers.make()
	}

	/// Decides anew what an appeal was right about: the lines of which `decisions` allow something, and
	/// those that were refused and that they grant. All lines, if the payer had reversed its decision.
	pub(crate) fn do_overturn(
		id: ClaimId,
		decisions: &[LineDecision],
		record: Commitment,
	) -> DispatchResult {
		let mut docket = Docket::<T>::load(id)?;
		ensure!(docket.claim.appealed, Error::<T>::NotAppealed);
		ensure!(decisions.len() == docket.claim.lines.len(), Error::<T>::WrongNumber);
		let before = docket.claim.lines.clone();
		let decided = docket.claim.is_decided();
		let concerned: Vec<usize> = decisions
			.iter()
			.zip(&before)
			.enumerate()
			.filter(|(_, (decision, line))| match decision {
				LineDecision::Allow(_) => true,
				LineDecision::Grant => !decided || line.used.is_none(),
				LineDecision::ByRule | LineDecision::Deny => false,
			})
			.map(|(index, _)| index)
			.collect();
		ensure!(!concerned.is_empty(), Error::<T>::NothingToDo);
		let only = decided.then_some(concerned.as_slice());

		let mut transfers = Transfers::default();
		docket.claim.appealed = false;
		docket.claim.reasons = Some(record);
		docket.claim.curtailed = docket.is_cut_by(decisions)
			|| (docket.claim.curtailed && concerned.len() < before.len());
		let first = docket.judge(Ruling::Person(decisions), only)?.ok_or(Error::<T>::Undecided)?;
		let after = &docket.claim.lines;
		let of_concerned =
			|| before.iter().zip(after).enumerate().filter(|(at, _)| concerned.contains(at));
		// What is decided for the provider leaves it with no less than it had.
		let less = |(_, (old, new)): (usize, (&Line, &Line))| decided && new.paid < old.paid;
		ensure!(!of_concerned().any(less), Error::<T>::LessThanBefore);
		ensure!(of_concerned().any(|(_, (_, new))| new.used.is_some()), Error::<T>::StillRefused);
		docket.coordinate()?;
		docket.conclude(DecidedBy::Appeal, first, &mut transfers)?;
		docket.save();
		transfers.make()
	}
}
