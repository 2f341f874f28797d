//! The calls: who signed, and what is done then.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod calls {
	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Commission lots, whose units are in the caller's stock at `location` then.
		///
		/// By the licensed manufacturer of their products, from whom [`Config::LotDeposit`] is held
		/// for each, with [`Config::WordDeposit`] for every 256 units. Errors: [`Error::Unlicensed`],
		/// [`Error::NothingToDo`], [`Error::UnknownProduct`], [`Error::NotManufacturer`],
		/// [`Error::Discontinued`], [`Error::InvalidLotNumber`], [`Error::ZeroCount`],
		/// [`Error::TooManyUnits`], [`Error::ZeroRoot`], [`Error::ZeroCommitment`],
		/// [`Error::Expired`], [`Error::AlreadyExists`], or the currency's.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::commission(counted(lots)))]
		pub fn commission(
			origin: OriginFor<T>,
			lots: BoundedVec<NewLot, ConstU32<MAX_LOTS>>,
			location: u16,
		) -> DispatchResult {
			let manufacturer = ensure_signed(origin)?;
			Self::do_commission(manufacturer, lots, location)
		}

		/// Open an empty container with this SSCC, whose company prefix is `prefix`.
		///
		/// By its owner, licensed in the supply chain, from whom [`Config::ContainerDeposit`] is held
		/// until it is closed. Errors: [`Error::Unlicensed`], [`Error::InvalidSscc`],
		/// [`Error::WrongPrefix`], [`Error::NotPrefixOwner`], [`Error::AlreadyExists`], or the
		/// currency's.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::open_container())]
		pub fn open_container(
			origin: OriginFor<T>,
			container: Sscc,
			prefix: CompanyPrefix,
			location: u16,
		) -> DispatchResult {
			let holder = ensure_signed(origin)?;
			Self::do_open_container(holder, container, prefix, location)
		}

		/// Close an empty container, whose code can be used again then. Its deposit returns.
		///
		/// By its holder, or who opened it. Errors: [`Error::UnknownContainer`],
		/// [`Error::NotTopLevel`], [`Error::NotHolder`], [`Error::InTransit`], [`Error::NotEmpty`].
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::close_container())]
		pub fn close_container(origin: OriginFor<T>, container: Sscc) -> DispatchResult {
			let holder = ensure_signed(origin)?;
			Self::do_close_container(holder, container)
		}

		/// Pack `items` into `container`, out of stock or other containers.
		///
		/// By who holds all of them. [`Config::RangeDeposit`] is held for each piece that remains of a
		/// range of which units are taken. Errors: [`Error::NothingToDo`], those about what is held
		/// ([`Error::UnknownContainer`], [`Error::UnknownLot`], [`Error::EmptySpan`],
		/// [`Error::IndexOutOfRange`], [`Error::NotInOnePlace`], [`Error::NotHolder`],
		/// [`Error::Gone`], [`Error::UnderReport`], [`Error::InTransit`], [`Error::UnderMeasure`],
		/// [`Error::AlreadyDispensed`], [`Error::TooManyToCheck`]), and about how it is packed
		/// ([`Error::PackedIntoItself`], [`Error::TooDeep`], [`Error::IncompatibleLimits`],
		/// [`Error::MixedReturns`]), or the currency's.
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::pack(counted(items)))]
		pub fn pack(origin: OriginFor<T>, container: Sscc, items: Items) -> DispatchResult {
			let holder = ensure_signed(origin)?;
			Self::do_pack(holder, container, items)
		}

		/// Put `items` into the caller's stock at `location`, out of containers or from elsewhere in
		/// the stock.
		///
		/// By who holds all of them. Deposits and errors: those of [`Pallet::pack`] about what is
		/// held.
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::unpack(counted(items)))]
		pub fn unpack(origin: OriginFor<T>, items: Items, location: u16) -> DispatchResult {
			let holder = ensure_signed(origin)?;
			Self::do_unpack(holder, items, location)
		}

		/// Make one range of that of unit `index` and the one after it, which are in the same place
		/// and state. The deposit of the first one returns.
		///
		/// By their holder. Errors: [`Error::UnknownLot`], [`Error::NotInOnePlace`],
		/// [`Error::NotAdjacent`], [`Error::NotHolder`], [`Error::InTransit`],
		/// [`Error::UnderMeasure`], [`Error::UnderReport`], [`Error::Gone`].
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::join())]
		pub fn join(origin: OriginFor<T>, lot: LotId, index: u32) -> DispatchResult {
			let holder = ensure_signed(origin)?;
			Self::do_join(holder, lot, index)
		}

		/// Ship `container` to `consignee`, who may receive it until `receive_by`. `documents` commits
		/// to the transaction information and statement.
		///
		/// By its holder; both are licensed in the supply chain. Errors: [`Error::Unlicensed`],
		/// [`Error::ConsigneeUnlicensed`], [`Error::ShippedToSelf`], [`Error::ZeroCommitment`],
		/// [`Error::InvalidDeadline`], [`Error::UnknownContainer`], [`Error::NotTopLevel`],
		/// [`Error::NotHolder`], [`Error::InTransit`], [`Error::EmptyContainer`],
		/// [`Error::ReturnsOnly`], and, unless it goes back, [`Error::UnderMeasure`].
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::ship())]
		pub fn ship(
			origin: OriginFor<T>,
			container: Sscc,
			consignee: AccountIdLookupOf<T>,
			kind: ShipmentKind,
			documents: Commitment,
			receive_by: Moment,
		) -> DispatchResult {
			let shipper = ensure_signed(origin)?;
			let consignee = T::Lookup::lookup(consignee)?;
			Self::do_ship(shipper, container, consignee, kind, documents, receive_by)
		}

		/// Receive `container`: the caller holds it then, but for what it reports, which stays with the
		/// shipper.
		///
		/// By the licensed consignee in time. Errors: [`Error::UnknownContainer`],
		/// [`Error::NotShipped`], [`Error::NotConsignee`], [`Error::Overdue`],
		/// [`Error::Unlicensed`], [`Error::NotInContainer`], those of [`Pallet::pack`] about spans, or
		/// the currency's.
		#[pallet::call_index(7)]
		#[pallet::weight(T::WeightInfo::receive(counted(reports)))]
		pub fn receive(
			origin: OriginFor<T>,
			container: Sscc,
			location: u16,
			reports: BoundedVec<Report, ConstU32<MAX_ITEMS>>,
		) -> DispatchResult {
			let consignee = ensure_signed(origin)?;
			Self::do_receive(consignee, container, location, reports)
		}

		/// Refuse to receive `container`. `statement` commits to the reasons.
		///
		/// By the consignee, at any time. Errors: [`Error::UnknownContainer`],
		/// [`Error::NotShipped`], [`Error::NotConsignee`], [`Error::ZeroCommitment`].
		#[pallet::call_index(8)]
		#[pallet::weight(T::WeightInfo::reject())]
		pub fn reject(
			origin: OriginFor<T>,
			container: Sscc,
			statement: Commitment,
		) -> DispatchResult {
			let consignee = ensure_signed(origin)?;
			Self::do_reject(consignee, container, statement)
		}

		/// Take a shipment back that has not been received.
		///
		/// By the shipper. Errors: [`Error::UnknownContainer`], [`Error::NotShipped`],
		/// [`Error::NotHolder`].
		#[pallet::call_index(9)]
		#[pallet::weight(T::WeightInfo::void_shipment())]
		pub fn void_shipment(origin: OriginFor<T>, container: Sscc) -> DispatchResult {
			let shipper = ensure_signed(origin)?;
			Self::do_void_shipment(shipper, container)
		}

		/// Say what became of the reported units around `index`.
		///
		/// By the shipper. Errors: [`Error::UnknownLot`], [`Error::NotInOnePlace`],
		/// [`Error::NotReported`], [`Error::NotHolder`].
		#[pallet::call_index(10)]
		#[pallet::weight(T::WeightInfo::settle_report())]
		pub fn settle_report(
			origin: OriginFor<T>,
			lot: LotId,
			index: u32,
			outcome: ReportOutcome,
		) -> DispatchResult {
			let shipper = ensure_signed(origin)?;
			Self::do_settle_report(Some(shipper), lot, index, outcome)
		}

		/// Take a report of the units around `index` as true that the shipper has not answered in
		/// time.
		///
		/// By anybody. Errors: [`Error::UnknownLot`], [`Error::NotInOnePlace`],
		/// [`Error::NotReported`], [`Error::NotYetDue`].
		#[pallet::call_index(11)]
		#[pallet::weight(T::WeightInfo::lapse_report())]
		pub fn lapse_report(origin: OriginFor<T>, lot: LotId, index: u32) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_settle_report(None, lot, index, ReportOutcome::Confirmed)
		}

		/// Dispense the unit `index`, or `portions` of it. `range_end` is the end of the range that the
		/// unit is in, as `verify_unit` answers it: it saves looking for it, and changes nothing else
		/// when it is wrong.
		///
		/// By the licensed pharmacy in whose stock it is. A unit that is dispensed already is not
		/// dispensed again: the call then opens a case, wherever the unit is. Errors:
		/// [`Error::Unlicensed`], [`Error::UnknownLot`], [`Error::Proof`], [`Error::NotHolder`],
		/// [`Error::InContainer`], [`Error::Gone`], [`Error::UnderReport`], [`Error::Expired`],
		/// [`Error::UnderMeasure`], [`Error::ReturnNotVerified`], [`Error::Suspect`],
		/// [`Error::Quarantined`], [`Error::Illegitimate`], [`Error::NotDivisible`],
		/// [`Error::TooManyPortions`], or the currency's.
		#[pallet::call_index(12)]
		#[pallet::weight(
			T::WeightInfo::dispense()
				.max(T::WeightInfo::dispense_unhinted())
				.max(T::WeightInfo::dispense_portions())
				.max(T::WeightInfo::dispense_again())
				.max(T::WeightInfo::dispense_derived(MAX_ORIGINS))
		)]
		pub fn dispense(
			origin: OriginFor<T>,
			lot: LotId,
			index: u32,
			unit: H256,
			proof: UnitProof,
			portions: Option<u16>,
			range_end: Option<u32>,
		) -> DispatchResultWithPostInfo {
			let pharmacy = ensure_signed(origin)?;
			Self::do_dispense(pharmacy, lot, index, unit, &proof, portions, range_end)
		}

		/// Take back what was dispensed last of the unit `index`.
		///
		/// By the licensed pharmacy in whose stock it is, within half of [`Config::UndoPeriod`] at
		/// least and all of it at most. Errors: [`Error::Unlicensed`], [`Error::UnknownLot`],
		/// [`Error::NotInOnePlace`], [`Error::NotHolder`], [`Error::NotDispensed`],
		/// [`Error::CaseOpen`], [`Error::Illegitimate`], [`Error::Expired`],
		/// [`Error::UnderMeasure`], [`Error::UndoTooLate`].
		#[pallet::call_index(13)]
		#[pallet::weight(T::WeightInfo::undo_dispense())]
		pub fn undo_dispense(origin: OriginFor<T>, lot: LotId, index: u32) -> DispatchResult {
			let pharmacy = ensure_signed(origin)?;
			Self::do_undo_dispense(pharmacy, lot, index)
		}

		/// Put units out of use, for good.
		///
		/// By their holder. Deposits and errors: those of [`Pallet::pack`] about spans, though what is
		/// under a measure may be destroyed; [`Error::InvalidReason`], [`Error::CaseOpen`].
		#[pallet::call_index(14)]
		#[pallet::weight(T::WeightInfo::decommission())]
		pub fn decommission(
			origin: OriginFor<T>,
			span: Span,
			reason: DecommissionReason,
		) -> DispatchResult {
			let holder = ensure_signed(origin)?;
			Self::do_decommission(holder, span, reason)
		}

		/// Make units into new lots: repackaging, or kitting. Measures against what is used up reach
		/// what is made of it.
		///
		/// By the licensed manufacturer of the new lots' products, out of whose stock the units are.
		/// Deposits and errors: those of [`Pallet::commission`] and those of [`Pallet::pack`] about
		/// spans; [`Error::InContainer`], [`Error::Expired`], [`Error::ReturnNotVerified`],
		/// [`Error::Suspect`], [`Error::TooManyOrigins`].
		#[pallet::call_index(15)]
		#[pallet::weight(T::WeightInfo::transform(counted(inputs), counted(outputs)))]
		pub fn transform(
			origin: OriginFor<T>,
			inputs: BoundedVec<Span, ConstU32<MAX_ITEMS>>,
			outputs: BoundedVec<NewLot, ConstU32<MAX_LOTS>>,
			location: u16,
		) -> DispatchResult {
			let manufacturer = ensure_signed(origin)?;
			Self::do_transform(manufacturer, inputs, outputs, location)
		}

		/// Open a case about the unit `index`. `evidence` commits to the reasons.
		///
		/// By its holder, or a licensed regulator. Held: [`Config::CaseDeposit`],
		/// [`Config::ExceptionDeposit`] unless there is more to say of the unit already, and
		/// [`Config::RangeDeposit`] for each piece that remains of its range. Errors:
		/// [`Error::ZeroCommitment`], [`Error::UnknownLot`], [`Error::EmptySpan`],
		/// [`Error::IndexOutOfRange`], [`Error::NotAuthorized`], [`Error::Gone`],
		/// [`Error::CaseOpen`], [`Error::Illegitimate`], or the currency's.
		#[pallet::call_index(16)]
		#[pallet::weight(T::WeightInfo::suspect())]
		pub fn suspect(
			origin: OriginFor<T>,
			lot: LotId,
			index: u32,
			evidence: Commitment,
		) -> DispatchResult {
			let reporter = ensure_signed(origin)?;
			Self::do_suspect(reporter, lot, index, evidence)
		}

		/// Say that the unit that `case` is about was set apart.
		///
		/// By its holder. Errors: [`Error::NotFound`], [`Error::CaseClosed`], [`Error::Quarantined`],
		/// [`Error::NotHolder`].
		#[pallet::call_index(17)]
		#[pallet::weight(T::WeightInfo::quarantine_unit())]
		pub fn quarantine_unit(origin: OriginFor<T>, case: CaseId) -> DispatchResult {
			let holder = ensure_signed(origin)?;
			Self::do_quarantine_unit(holder, case)
		}

		/// Decide `case`. `ruling` commits to the reasons.
		///
		/// By a licensed regulator who is no party. Errors: [`Error::ZeroCommitment`],
		/// [`Error::Unlicensed`], [`Error::NotFound`], [`Error::CaseClosed`],
		/// [`Error::ConflictOfInterest`].
		#[pallet::call_index(18)]
		#[pallet::weight(T::WeightInfo::close_case())]
		pub fn close_case(
			origin: OriginFor<T>,
			case: CaseId,
			illegitimate: bool,
			ruling: Commitment,
		) -> DispatchResult {
			let regulator = ensure_signed(origin)?;
			Self::do_close_case(regulator, case, illegitimate, ruling)
		}

		/// Remove `case`, closed [`Config::RetentionPeriod`] ago. Its deposit returns.
		///
		/// By anybody, free of charge on success. Errors: [`Error::NotFound`],
		/// [`Error::StillNeeded`].
		#[pallet::call_index(19)]
		#[pallet::weight(T::WeightInfo::reap_case())]
		pub fn reap_case(origin: OriginFor<T>, case: CaseId) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_reap_case(case)?;
			Ok(Pays::No.into())
		}

		/// Quarantine or recall `target`, at once. `evidence` commits to the reasons.
		///
		/// By the licensed manufacturer of the lot, or who opened the container, if that is one and holds
		/// it; or by a licensed regulator. Errors: [`Error::ZeroCommitment`], [`Error::UnknownLot`],
		/// [`Error::EmptySpan`], [`Error::IndexOutOfRange`], [`Error::UnknownContainer`],
		/// [`Error::NotAuthorized`], [`Error::TooManyMeasures`].
		#[pallet::call_index(20)]
		#[pallet::weight(T::WeightInfo::take_measure())]
		pub fn take_measure(
			origin: OriginFor<T>,
			target: Target,
			kind: MeasureKind,
			reason: MeasureReason,
			evidence: Commitment,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_take_measure(who, target, kind, reason, evidence)
		}

		/// Lift measure `id` against `target`, at once: all that it was taken against. `evidence` commits
		/// to the reasons.
		///
		/// By who may take one; a regulator's or a sensor's only by a regulator. Errors: those of
		/// [`Pallet::take_measure`], [`Error::NotFound`], [`Error::OtherTarget`], [`Error::NotYours`].
		#[pallet::call_index(21)]
		#[pallet::weight(T::WeightInfo::lift_measure())]
		pub fn lift_measure(
			origin: OriginFor<T>,
			target: Target,
			id: u32,
			evidence: Commitment,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_lift_measure(who, target, id, evidence)
		}

		/// Show that units from `start` on, which came back, are those of the lot: they may be sold
		/// again then.
		///
		/// By who holds them in stock. Errors: [`Error::NothingToDo`], [`Error::UnknownLot`],
		/// [`Error::Proof`], [`Error::InContainer`], [`Error::NotReturned`], and those of
		/// [`Pallet::pack`] about spans, or the currency's.
		#[pallet::call_index(22)]
		#[pallet::weight(T::WeightInfo::verify_return(counted(units)))]
		pub fn verify_return(
			origin: OriginFor<T>,
			lot: LotId,
			start: u32,
			units: BoundedVec<ProvenUnit, ConstU32<MAX_RETURNS>>,
		) -> DispatchResult {
			let holder = ensure_signed(origin)?;
			Self::do_verify_return(holder, lot, start, &units)
		}

		/// Remove up to [`REAPED_PER_CALL`] entries of a lot that expired [`Config::RetentionPeriod`]
		/// ago, and in the end the lot. Deposits return.
		///
		/// By anybody, free of charge on success. Errors: [`Error::UnknownLot`],
		/// [`Error::StillNeeded`].
		#[pallet::call_index(23)]
		#[pallet::weight(T::WeightInfo::reap_lot())]
		pub fn reap_lot(origin: OriginFor<T>, lot: LotId) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_reap_lot(lot)?;
			Ok(Pays::No.into())
		}
	}
}
