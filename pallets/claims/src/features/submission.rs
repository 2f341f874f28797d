//! Handing in claims, one by one or in batches.

use crate::{
	Claim, ClaimOf, ClaimStatus, Config, DecidedBy, Docket, Error, Event, Ledgers, Line, NewClaim,
	NewClaimOf, Pallet, Payout, PlanOf, ProviderAccounts, Ruling, Transfers, MAX_BATCH, MAX_BILLED,
};
use alloc::rc::Rc;
use frame_support::{
	ensure, pallet_prelude::ConstU32, storage::with_storage_layer, traits::Time, BoundedVec,
};
use salus_primitives::{
	days_after, Action, ClaimId, ClaimKind, ConsentGate, Coverage, Credentials, LicenceKind,
	LicenceProblem, Purpose, Seconds, Terms, VersionId, MAX_LINES,
};
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_submit(provider: T::AccountId, claim: NewClaimOf<T>) -> DispatchResult {
		Self::ensure_good_standing(&provider, claim.kind)?;
		let mut transfers = Transfers::default();
		Self::file(&provider, claim, &mut transfers)?;
		transfers.make()
	}

	pub(crate) fn do_submit_batch(
		provider: T::AccountId,
		claims: BoundedVec<NewClaimOf<T>, ConstU32<MAX_BATCH>>,
	) -> DispatchResult {
		ensure!(!claims.is_empty(), Error::<T>::NothingToDo);
		let mut transfers = Transfers::default();
		let mut known: Option<(ClaimKind, Result<(), Error<T>>)> = None;
		let (mut filed, mut refused) = (0u32, 0u32);
		for (index, claim) in (0u32..).zip(claims) {
			// Claims of a batch are mostly of a kind, whose licence is looked at once.
			if known.as_ref().is_none_or(|(kind, _)| *kind != claim.kind) {
				known = Some((claim.kind, Self::ensure_good_standing(&provider, claim.kind)));
			}
			let outcome = match &known {
				Some((_, Err(Error::Unlicensed(problem)))) => {
					Err(Error::<T>::Unlicensed(*problem).into())
				}
				// What is done for a claim that is refused is undone.
				_ => with_storage_layer(|| Self::file(&provider, claim, &mut transfers)),
			};
			match outcome {
				Ok(_) => filed = filed.saturating_add(1),
				Err(error) => {
					refused = refused.saturating_add(1);
					Self::deposit_event(Event::NotFiled { index, error });
				}
			}
		}
		transfers.make()?;
		Self::deposit_event(Event::BatchFiled { provider, filed, refused });
		Ok(())
	}

	/// Ensures that `provider` may make claims of `kind` now.
	pub(crate) fn ensure_good_standing(
		provider: &T::AccountId,
		kind: ClaimKind,
	) -> Result<(), Error<T>> {
		use LicenceKind::{Facility, Laboratory, Pharmacy, Practitioner};
		let kinds: &[LicenceKind] = match kind {
			ClaimKind::Institutional => &[Facility, Laboratory],
			ClaimKind::Pharmacy => &[Pharmacy],
			ClaimKind::Oral | ClaimKind::Professional | ClaimKind::Vision => {
				&[Practitioner, Facility]
			}
		};
		// Of several problems, the one that is closest to being none.
		let mut closest = LicenceProblem::NotHeld;
		for kind in kinds {
			match T::Credentials::standing(provider, *kind) {
				Ok(()) => return Ok(()),
				Err(problem) => closest = closest.max(problem),
			}
		}
		Err(Error::<T>::Unlicensed(closest))
	}

	/// Files a claim, decides it if rules can, and notes what is to be transferred.
	pub(crate) fn file(
		provider: &T::AccountId,
		new: NewClaimOf<T>,
		transfers: &mut Transfers<T>,
	) -> Result<ClaimId, DispatchError> {
		let plan = T::Coverage::plan(new.plan).ok_or(Error::<T>::UnknownPlan)?;
		Self::ensure_well_formed(&new)?;
		ensure!(plan.payer != *provider, Error::<T>::OwnPlan);
		T::Consent::check(&new.member, &plan.payer, Action::Use, Purpose::HPAYMT, new.segments)
			.map_err(Error::<T>::Refused)?;

		let mut account =
			ProviderAccounts::<T>::get(new.plan, provider).ok_or(Error::<T>::NoRoom)?;
		let room = Self::room_for(new.lines.len());
		ensure!(room <= account.free(), Error::<T>::NoRoom);
		account.taken = account.taken.saturating_add(room);
		let mut ledger = Ledgers::<T>::get(new.plan);
		let id = ClaimId { plan: new.plan, number: ledger.next };
		ledger.next = ledger.next.checked_add(1).ok_or(Error::<T>::OutOfNumbers)?;
		ledger.claims = ledger.claims.saturating_add(1);

		let (version, terms) = Self::clocks(&plan, &new)?;
		let claim = Self::unjudged(provider, version, &terms, new)?;
		let terms = Rc::new(terms);
		let mut docket = Docket { id, plan, terms, ledger, account, claim, coordinated: false };
		let decided = docket.judge(Ruling::Wait, None)?;
		docket.coordinate()?;
		match decided {
			Some(first) => docket.conclude(DecidedBy::Rules, first, transfers)?,
			None => docket.pend()?,
		}
		docket.save();
		Ok(id)
	}

	/// Ensures that a claim says what claims have to say.
	fn ensure_well_formed(new: &NewClaimOf<T>) -> Result<(), Error<T>> {
		ensure!(!new.lines.is_empty(), Error::<T>::NothingToDo);
		ensure!(!new.document.is_zero(), Error::<T>::ZeroCommitment);
		let today = Self::today();
		for line in &new.lines {
			ensure!(line.units > 0, Error::<T>::ZeroUnits);
			ensure!(line.billed > 0, Error::<T>::ZeroAmount);
			ensure!(line.billed <= MAX_BILLED, Error::<T>::AmountTooLarge);
			ensure!(line.date <= today, Error::<T>::InTheFuture);
		}
		Ok(())
	}

	/// The terms whose clocks apply to a claim: those of its latest service.
	fn clocks(plan: &PlanOf<T>, new: &NewClaimOf<T>) -> Result<(VersionId, Terms), Error<T>> {
		let latest = new.lines.iter().map(|line| line.date).max().unwrap_or_default();
		// A service before the first version is refused, and that can be appealed.
		let version = plan
			.version_on(latest)
			.or_else(|| plan.versions.first().map(|(_, version)| *version))
			.ok_or(Error::<T>::NoTerms)?;
		let terms = T::Coverage::terms(new.plan, version).ok_or(Error::<T>::NoTerms)?;
		Ok((version, terms))
	}

	/// A claim that nothing is decided of.
	fn unjudged(
		provider: &T::AccountId,
		version: VersionId,
		terms: &Terms,
		new: NewClaimOf<T>,
	) -> Result<ClaimOf<T>, DispatchError> {
		let NewClaim { member, kind, prior, authorisation, document, lines, .. } = new;
		let now = T::Time::now();
		// Rounded down: nobody is late for what is left of a second.
		let received = Seconds::floor(now).ok_or(Error::<T>::TimeOutOfRange)?;
		let mut new_lines = BoundedVec::<Line, ConstU32<MAX_LINES>>::default();
		for line in lines {
			new_lines.try_push(Line::new(line)).map_err(|_| Error::<T>::NothingToDo)?;
		}
		Ok(Claim {
			provider: provider.clone(),
			member,
			kind,
			status: ClaimStatus::Pended {
				until: Self::seconds(days_after(now, terms.review_days))?,
			},
			flags: Default::default(),
			curtailed: false,
			appealed: false,
			prior,
			next: None,
			authorisation,
			document,
			reasons: None,
			version,
			received,
			due: Self::seconds(days_after(now, terms.prompt_pay_days))?,
			interest_rate: terms.interest,
			unpaid: 0,
			paid: 0,
			interest: 0,
			payout: Payout::Settled,
			share: 0,
			contributions: Default::default(),
			lines: new_lines,
		})
	}
}
