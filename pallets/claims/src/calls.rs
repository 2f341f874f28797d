//! The calls: who signed, and what is done then.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod calls {
	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Hand in a claim. If the plan's rules can decide it, they do, and what they say is paid in the
		/// same call. What is not covered, late, claimed twice or not authorised is refused line by
		/// line, with its reason: the call succeeds.
		///
		/// By a provider in good standing: licensed facilities and laboratories for institutional
		/// claims, pharmacies for theirs, practitioners and facilities for the others. The claim takes
		/// room of the provider's account. The member has consented to the payer's use of the segments
		/// for payment. Errors: [`Error::Unlicensed`], [`Error::UnknownPlan`], [`Error::NothingToDo`],
		/// [`Error::ZeroCommitment`], [`Error::ZeroUnits`], [`Error::ZeroAmount`],
		/// [`Error::AmountTooLarge`], [`Error::InTheFuture`], [`Error::OwnPlan`], [`Error::Refused`],
		/// [`Error::NoRoom`], [`Error::NoTerms`], [`Error::PaysFirst`], [`Error::UnknownPrior`],
		/// [`Error::PriorUndecided`], [`Error::PriorDiffers`], [`Error::Coordinated`],
		/// [`Error::TooManyServices`], [`Error::OutOfNumbers`].
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::submit(lines_of(claim)).saturating_add(weight_of_looks::<T>(claim)))]
		pub fn submit(origin: OriginFor<T>, claim: NewClaimOf<T>) -> DispatchResult {
			let provider = ensure_signed(origin)?;
			Self::do_submit(provider, claim)
		}

		/// Hand in up to [`MAX_BATCH`] claims. Those that cannot be filed do not spoil the others:
		/// [`Event::NotFiled`] names each with its error. What a plan pays for all of them is
		/// transferred at once.
		///
		/// By a provider, as for [`Pallet::submit`]. Errors: [`Error::NothingToDo`].
		#[pallet::call_index(1)]
		#[pallet::weight(weight_of_batch::<T>(claims))]
		pub fn submit_batch(
			origin: OriginFor<T>,
			claims: BoundedVec<NewClaimOf<T>, ConstU32<MAX_BATCH>>,
		) -> DispatchResult {
			let provider = ensure_signed(origin)?;
			Self::do_submit_batch(provider, claims)
		}

		/// Decide a claim that rules could not, line by line. `reasons` commits to why.
		///
		/// By the licensed payer, within the time of its terms. Errors: [`Error::UnknownClaim`],
		/// [`Error::NotPayer`], [`Error::Unlicensed`], [`Error::NotPended`], [`Error::TooLate`],
		/// [`Error::WrongNumber`], [`Error::ZeroCommitment`], [`Error::ZeroAmount`],
		/// [`Error::Undecided`].
		#[pallet::call_index(2)]
		#[pallet::weight(
			T::WeightInfo::decide(counted(decisions))
				.saturating_add(weight_of_all_looks::<T>(counted(decisions)))
		)]
		pub fn decide(
			origin: OriginFor<T>,
			claim: ClaimId,
			decisions: LineDecisions,
			reasons: Commitment,
		) -> DispatchResult {
			let payer = ensure_signed(origin)?;
			Self::do_decide(payer, claim, decisions, reasons)
		}

		/// Decide a claim that the payer did not decide in time, as the plan says.
		///
		/// By anybody, free of charge on success. Errors: [`Error::UnknownClaim`],
		/// [`Error::NotPended`], [`Error::NotYetDue`].
		#[pallet::call_index(3)]
		#[pallet::weight(
			T::WeightInfo::decide(MAX_LINES).saturating_add(weight_of_all_looks::<T>(MAX_LINES))
		)]
		pub fn lapse(origin: OriginFor<T>, claim: ClaimId) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_lapse(claim)?;
			Ok(Pays::No.into())
		}

		/// Take a claim back. What was paid for it is taken from the caller's account as far as it has
		/// it, and the rest from its next payments. What was paid of the patient's share returns as far
		/// as the caller has it.
		///
		/// By who made it. Errors: [`Error::UnknownClaim`], [`Error::NotProvider`],
		/// [`Error::NotStanding`], [`Error::UnderAppeal`], [`Error::Coordinated`].
		#[pallet::call_index(4)]
		#[pallet::weight(
			T::WeightInfo::void()
				.saturating_add(T::WeightInfo::refund_share())
				.saturating_add(T::WeightInfo::coordinate())
		)]
		pub fn void(origin: OriginFor<T>, claim: ClaimId) -> DispatchResult {
			let provider = ensure_signed(origin)?;
			Self::do_void(provider, claim)
		}

		/// Take a claim back and hand in another one instead.
		///
		/// By who made it. What was paid of the patient's share counts for the new one. Errors: those of
		/// [`Pallet::void`] and [`Pallet::submit`], [`Error::OtherPlan`], [`Error::OtherMember`].
		#[pallet::call_index(5)]
		#[pallet::weight(
			T::WeightInfo::void()
				.saturating_add(T::WeightInfo::coordinate())
				.saturating_add(T::WeightInfo::submit(lines_of(with)))
				.saturating_add(weight_of_looks::<T>(with))
		)]
		pub fn replace(
			origin: OriginFor<T>,
			claim: ClaimId,
			with: NewClaimOf<T>,
		) -> DispatchResult {
			let provider = ensure_signed(origin)?;
			Self::do_replace(provider, claim, with)
		}

		/// Take a decision back. What was paid is kept of the provider's next payments. The provider and
		/// the member can appeal. `reasons` commits to why.
		///
		/// By the licensed payer. Errors: [`Error::UnknownClaim`], [`Error::NotPayer`],
		/// [`Error::Unlicensed`], [`Error::ZeroCommitment`], [`Error::NotDecided`],
		/// [`Error::DecidedOnAppeal`], [`Error::UnderAppeal`], [`Error::Coordinated`].
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::reverse().saturating_add(T::WeightInfo::coordinate()))]
		pub fn reverse(
			origin: OriginFor<T>,
			claim: ClaimId,
			reasons: Commitment,
		) -> DispatchResult {
			let payer = ensure_signed(origin)?;
			Self::do_reverse(payer, claim, reasons)
		}

		/// Put `amount` aside for a plan, held in the caller's account. Claims that wait are paid, up to
		/// [`Config::MaxSettled`], and the others in the next blocks.
		///
		/// By the plan's payer. Errors: [`Error::UnknownPlan`], [`Error::NotPayer`],
		/// [`Error::ZeroAmount`], [`Error::AmountTooLarge`], or the asset's.
		#[pallet::call_index(7)]
		#[pallet::weight(T::WeightInfo::top_up(T::MaxSettled::get()))]
		pub fn top_up(
			origin: OriginFor<T>,
			plan: PlanId,
			#[pallet::compact] amount: Amount,
		) -> DispatchResult {
			let payer = ensure_signed(origin)?;
			Self::do_top_up(payer, plan, amount)
		}

		/// Take `amount` out of a plan's reserve. What is owed stays.
		///
		/// By the plan's payer. Errors: [`Error::UnknownPlan`], [`Error::NotPayer`],
		/// [`Error::ZeroAmount`], [`Error::Owing`].
		#[pallet::call_index(8)]
		#[pallet::weight(T::WeightInfo::withdraw())]
		pub fn withdraw(
			origin: OriginFor<T>,
			plan: PlanId,
			#[pallet::compact] amount: Amount,
		) -> DispatchResult {
			let payer = ensure_signed(origin)?;
			Self::do_withdraw(payer, plan, amount)
		}

		/// Pay claims of a plan that wait, in their order: up to `most`, and [`Config::MaxSettled`].
		///
		/// By anybody. Errors: [`Error::UnknownPlan`], [`Error::NothingToDo`].
		#[pallet::call_index(9)]
		#[pallet::weight(T::WeightInfo::top_up((*most).min(T::MaxSettled::get())))]
		pub fn settle(origin: OriginFor<T>, plan: PlanId, most: u32) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_settle(plan, most.min(T::MaxSettled::get()))
		}

		/// Pay what was set apart, as the provider's account could not take it.
		///
		/// By anybody. Errors: [`Error::UnknownClaim`], [`Error::NothingToDo`], or the asset's.
		#[pallet::call_index(10)]
		#[pallet::weight(T::WeightInfo::collect())]
		pub fn collect(origin: OriginFor<T>, claim: ClaimId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_collect(claim)
		}

		/// Pay `amount` of what the patient owes to the provider.
		///
		/// By anybody but the provider. Errors: [`Error::UnknownClaim`], [`Error::NotDecided`],
		/// [`Error::Coordinated`], [`Error::OwnClaim`], [`Error::ZeroAmount`],
		/// [`Error::MoreThanOwed`], [`Error::TooManyContributors`], or the asset's.
		#[pallet::call_index(11)]
		#[pallet::weight(T::WeightInfo::pay_share())]
		pub fn pay_share(
			origin: OriginFor<T>,
			claim: ClaimId,
			#[pallet::compact] amount: Amount,
		) -> DispatchResult {
			let from = ensure_signed(origin)?;
			Self::do_pay_share(from, claim, amount)
		}

		/// Give back what was paid of a patient's share and is not owed any more.
		///
		/// By the provider, to whoever paid. Errors: [`Error::UnknownClaim`], [`Error::NotProvider`],
		/// [`Error::NotDecided`], [`Error::NothingToDo`], or the asset's.
		#[pallet::call_index(12)]
		#[pallet::weight(T::WeightInfo::refund_share())]
		pub fn refund_share(origin: OriginFor<T>, claim: ClaimId) -> DispatchResult {
			let provider = ensure_signed(origin)?;
			Self::do_refund_share(provider, claim)
		}

		/// Buy room for claims to a plan: [`ROOM_OF_CLAIM`] for each, and one for each of its lines.
		///
		/// By anybody who wants to claim, from whom [`Config::RoomDeposit`] is held for each unit, and
		/// [`Config::AccountDeposit`] the first time. Errors: [`Error::UnknownPlan`],
		/// [`Error::NothingToDo`], [`Error::AmountTooLarge`], or the currency's.
		#[pallet::call_index(13)]
		#[pallet::weight(T::WeightInfo::buy_room())]
		pub fn buy_room(origin: OriginFor<T>, plan: PlanId, units: u32) -> DispatchResult {
			let provider = ensure_signed(origin)?;
			Self::do_buy_room(provider, plan, units)
		}

		/// Give free room back, and get the deposit back. An account without any goes, unless something
		/// is to be given back to the plan: then it goes when the plan is gone, for 0 `units` if it has
		/// no room any more.
		///
		/// By who bought it. Errors: [`Error::NothingToDo`], [`Error::NoRoom`].
		#[pallet::call_index(14)]
		#[pallet::weight(T::WeightInfo::release_room())]
		pub fn release_room(origin: OriginFor<T>, plan: PlanId, units: u32) -> DispatchResult {
			let provider = ensure_signed(origin)?;
			Self::do_release_room(provider, plan, units)
		}

		/// Give back what was paid for claims that do not stand any more, rather than have it kept of
		/// the next payments.
		///
		/// By the provider. Errors: [`Error::UnknownPlan`], [`Error::NothingToDo`],
		/// [`Error::ZeroAmount`], [`Error::MoreThanOwed`], [`Error::NotEnough`].
		#[pallet::call_index(15)]
		#[pallet::weight(T::WeightInfo::repay())]
		pub fn repay(
			origin: OriginFor<T>,
			plan: PlanId,
			#[pallet::compact] amount: Amount,
		) -> DispatchResult {
			let provider = ensure_signed(origin)?;
			Self::do_repay(provider, plan, amount)
		}

		/// Remove a claim that was decided or taken back [`Config::Retention`] ago. Its room is free.
		///
		/// By anybody, free of charge on success. Errors: [`Error::UnknownClaim`],
		/// [`Error::StillNeeded`].
		#[pallet::call_index(16)]
		#[pallet::weight(T::WeightInfo::reap())]
		pub fn reap(origin: OriginFor<T>, claim: ClaimId) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_reap(claim)?;
			Ok(Pays::No.into())
		}
	}
}
