//! What happened.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod events {
	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A lot was commissioned.
		Commissioned {
			/// The lot.
			lot: LotId,
			/// Its product.
			gtin: Gtin,
			/// Its number.
			number: LotNumber,
			/// How many units it has.
			count: u32,
		},
		/// A container was opened.
		ContainerOpened {
			/// Its code.
			container: Sscc,
			/// By whom.
			holder: T::AccountId,
		},
		/// An empty container was closed.
		ContainerClosed {
			/// Its code.
			container: Sscc,
		},
		/// Something was packed into a container.
		Packed {
			/// The container.
			container: Sscc,
			/// What.
			items: Items,
		},
		/// Something was put into stock.
		Unpacked {
			/// Whose.
			holder: T::AccountId,
			/// Where.
			location: u16,
			/// What.
			items: Items,
		},
		/// Two ranges became one.
		Joined {
			/// What it comprises.
			span: Span,
		},
		/// A container was shipped.
		Shipped {
			/// The container.
			container: Sscc,
			/// By whom.
			shipper: T::AccountId,
			/// To whom.
			consignee: T::AccountId,
			/// Why.
			kind: ShipmentKind,
			/// Commits to the transaction information and statement.
			documents: Commitment,
		},
		/// A container was received: from now on the consignee holds it.
		Received {
			/// The container.
			container: Sscc,
			/// From whom.
			shipper: T::AccountId,
			/// By whom.
			consignee: T::AccountId,
			/// What was wrong.
			reports: BoundedVec<Report, ConstU32<MAX_ITEMS>>,
		},
		/// A container was rejected: the shipper holds it on.
		Rejected {
			/// The container.
			container: Sscc,
			/// By whom.
			consignee: T::AccountId,
			/// Commits to the reasons.
			statement: Commitment,
		},
		/// A shipment was taken back.
		ShipmentVoided {
			/// The container.
			container: Sscc,
		},
		/// What was reported was settled.
		ReportSettled {
			/// Which units.
			span: Span,
			/// Where they are now.
			place: Place<T::AccountId>,
		},
		/// A unit was dispensed, in part or whole.
		Dispensed {
			/// The lot.
			lot: LotId,
			/// The unit.
			index: u32,
			/// By whom.
			pharmacy: T::AccountId,
			/// How many portions are left.
			left: u16,
		},
		/// A unit was to be dispensed that is dispensed already: one of the two is a copy.
		SuspectedCounterfeit {
			/// The lot.
			lot: LotId,
			/// The unit.
			index: u32,
			/// Where it was dispensed.
			first: T::AccountId,
			/// Where it was to be dispensed again.
			second: T::AccountId,
			/// The case, until a regulator closes it.
			case: CaseId,
		},
		/// What was dispensed last is back.
		DispensingUndone {
			/// The lot.
			lot: LotId,
			/// The unit.
			index: u32,
			/// By whom.
			pharmacy: T::AccountId,
		},
		/// Units are not used any more.
		Decommissioned {
			/// Which ones.
			span: Span,
			/// Who had them.
			holder: T::AccountId,
			/// Why.
			reason: DecommissionReason,
		},
		/// Units were made into other lots.
		Transformed {
			/// What was used up.
			inputs: BoundedVec<Span, ConstU32<MAX_ITEMS>>,
			/// What was made of it.
			outputs: BoundedVec<LotId, ConstU32<MAX_LOTS>>,
		},
		/// There is reason to believe that a unit is illegitimate.
		Suspected {
			/// The case.
			case: CaseId,
			/// The lot.
			lot: LotId,
			/// The unit.
			index: u32,
			/// Commits to the reasons.
			evidence: Commitment,
		},
		/// A suspect unit was set apart.
		UnitQuarantined {
			/// The case.
			case: CaseId,
		},
		/// A case was closed.
		CaseClosed {
			/// The case.
			case: CaseId,
			/// By whom.
			regulator: T::AccountId,
			/// Whether the unit is illegitimate.
			illegitimate: bool,
			/// Commits to the reasons.
			ruling: Commitment,
		},
		/// A closed case was removed.
		CaseReaped {
			/// The case.
			case: CaseId,
		},
		/// A measure is in force.
		MeasureTaken {
			/// Against what.
			target: Target,
			/// Which one.
			measure: Measure,
			/// Commits to the reasons. Zero if the chain took it on the word of a sensor.
			evidence: Commitment,
		},
		/// A measure is no longer in force.
		MeasureLifted {
			/// Against what.
			target: Target,
			/// Which one.
			measure: Measure,
			/// Commits to the reasons.
			evidence: Commitment,
		},
		/// Units that came back were verified.
		ReturnVerified {
			/// Which ones.
			span: Span,
		},
		/// Some of what was kept of a lot was removed, in the end the lot.
		LotReaped {
			/// The lot.
			lot: LotId,
			/// Whether that was all.
			whole: bool,
		},
	}
}
