//! Why a call failed.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod errors {
	/// Why a call failed.
	#[pallet::error]
	pub enum Error<T> {
		/// The caller may not act under the licence that this takes.
		Unlicensed(LicenceProblem),
		/// The consignee is not licensed to have medicines.
		ConsigneeUnlicensed,
		/// There is no such product.
		UnknownProduct,
		/// Only who makes the product may do this.
		NotManufacturer,
		/// No more lots are made of the product.
		Discontinued,
		/// There is no such lot.
		UnknownLot,
		/// There is no such container.
		UnknownContainer,
		/// There is no such case, or measure.
		NotFound,
		/// There is a lot of this number, or a container of this code.
		AlreadyExists,
		/// There is nothing in the list.
		NothingToDo,
		/// A lot number has 1 to 20 characters of GS1's set 82.
		InvalidLotNumber,
		/// A lot has a unit at least.
		ZeroCount,
		/// A lot has 2^24 units at most.
		TooManyUnits,
		/// The root is 32 zero bytes.
		ZeroRoot,
		/// The commitment is 32 zero bytes.
		ZeroCommitment,
		/// The units are no longer good.
		Expired,
		/// The code is not an SSCC, or its check digit is wrong.
		InvalidSscc,
		/// The company prefix is not the caller's.
		NotPrefixOwner,
		/// The code does not have this company prefix.
		WrongPrefix,
		/// The span has no unit, or ends before it starts.
		EmptySpan,
		/// The lot has no unit of this index.
		IndexOutOfRange,
		/// The units are not all in one place.
		NotInOnePlace,
		/// The caller does not hold this.
		NotHolder,
		/// The unit is in a container: it has to be unpacked first.
		InContainer,
		/// The units are not used any more.
		Gone,
		/// The units were reported, and the shipper has not answered.
		UnderReport,
		/// Nobody reported the units.
		NotReported,
		/// The shipper still has time to answer.
		NotYetDue,
		/// It is on its way.
		InTransit,
		/// It is not on its way.
		NotShipped,
		/// The caller is not who was to receive it.
		NotConsignee,
		/// It is too late to receive it.
		Overdue,
		/// The time is over, or further off than it may be.
		InvalidDeadline,
		/// Nobody ships to themselves.
		ShippedToSelf,
		/// The container is in another one.
		NotTopLevel,
		/// There is something in it.
		NotEmpty,
		/// There is nothing in it.
		EmptyContainer,
		/// A container is not packed into itself.
		PackedIntoItself,
		/// Containers would be more than 8 deep.
		TooDeep,
		/// As much is in the container as can be.
		TooMuchInside,
		/// No temperature suits everything in it.
		IncompatibleLimits,
		/// What came back is not mixed with what did not.
		MixedReturns,
		/// What came back goes further back, unless it was verified.
		ReturnsOnly,
		/// The units have not come back, or were verified.
		NotReturned,
		/// A unit that came back has to be verified first.
		ReturnNotVerified,
		/// The named units are not in the container.
		NotInContainer,
		/// A unit of these was dispensed, or opened, and stays where it is.
		AlreadyDispensed,
		/// Some of the units may be dispensed, and they are too many to look.
		TooManyToCheck,
		/// The unit is not in the lot, or not at this index.
		Proof(ProofProblem),
		/// It is quarantined or recalled.
		UnderMeasure(MeasureKind),
		/// There is reason to believe that the unit is illegitimate.
		Suspect,
		/// The unit was set apart.
		Quarantined,
		/// The unit is not what it says.
		Illegitimate,
		/// The product is not dispensed in portions.
		NotDivisible,
		/// There are not that many portions left.
		TooManyPortions,
		/// The unit was not dispensed.
		NotDispensed,
		/// It is too late to undo this.
		UndoTooLate,
		/// Why units are transformed is not said: they are.
		InvalidReason,
		/// Neither the manufacturer nor a regulator.
		NotAuthorized,
		/// The measure was taken by somebody else.
		NotYours,
		/// The measure is on other units of the lot than these.
		OtherTarget,
		/// As many measures are in force as can be.
		TooManyMeasures,
		/// All numbers have been given out.
		Overflow,
		/// There is a case about the unit, which is open.
		CaseOpen,
		/// The case is closed.
		CaseClosed,
		/// The case is about the regulator itself.
		ConflictOfInterest,
		/// Nobody may remove this yet.
		StillNeeded,
		/// The lot is made of too many spans.
		TooManyOrigins,
		/// The ranges do not follow each other in one place.
		NotAdjacent,
		/// What is made of units is not good for longer than they are.
		ExpiresLater,
	}
}
