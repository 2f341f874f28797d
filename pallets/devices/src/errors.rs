//! Why a call failed.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod errors {
	/// Why a call failed.
	#[pallet::error]
	pub enum Error<T> {
		/// There is no such model, device, release, servicer or measure.
		NotFound,
		/// The caller has no valid licence of the kind that this takes.
		Unlicensed(LicenceProblem),
		/// The caller, or who is to own a device, has no valid licence as an organisation.
		NotOrganisation,
		/// Not a GTIN, or its check digit is another one.
		InvalidGtin,
		/// Not a HIBC primary data structure.
		InvalidHibc,
		/// The check character of a HIBC is another one.
		WrongHibcCheck,
		/// Not an ISBT 128 processor product identification code.
		InvalidIsbt,
		/// A GTIN needs the company prefix in it.
		PrefixMissing,
		/// Only a GTIN has a company prefix.
		PrefixUnexpected,
		/// The company prefix is not the one in the GTIN.
		PrefixMismatch,
		/// The company prefix is not the caller's.
		NotPrefixOwner,
		/// There is a model with this identifier.
		AlreadyRegistered,
		/// The commitment is all zeros.
		ZeroCommitment,
		/// An interval is zero.
		ZeroInterval,
		/// The key is no point of its curve.
		InvalidKey,
		/// Only who makes the model does this.
		NotManufacturer,
		/// The model still has devices.
		HasDevices,
		/// Measures against the model, or a lot of it, are in force.
		HasMeasures,
		/// Releases of the model are recalled by a regulator.
		HasRecalls,
		/// A lot, serial number or version is empty, or not printable ASCII without spaces.
		InvalidLabel,
		/// The device is yet to be made.
		MadeInFuture,
		/// The device expires before it is made.
		ExpiresBeforeMade,
		/// There is a device of this model with this serial number.
		AlreadyManufactured,
		/// The key is, or was, another device's.
		KeyTaken,
		/// The model has as many devices as can be counted.
		TooManyDevices,
		/// The key did not sign this, on this chain.
		BadSignature,
		/// The challenge has expired.
		ChallengeExpired,
		/// The challenge is for longer than [`Config::MaxChallenge`].
		ChallengeTooLong,
		/// The chain has seen this counter of the device, or a higher one.
		Replayed,
		/// The device is not used any more. That is final.
		Decommissioned,
		/// The image's digest is all zeros.
		ZeroImage,
		/// All numbers of the model's releases have been given out.
		TooManyReleases,
		/// Neither the manufacturer nor a licensed regulator.
		NotAuthority,
		/// The release is recalled already.
		AlreadyRecalled,
		/// The release is not recalled.
		NotRecalled,
		/// What a regulator did, only a regulator undoes.
		RegulatorsDecision,
		/// The release is recalled.
		FirmwareRecalled,
		/// The history has as many entries as can be counted.
		TooMuchHistory,
		/// Only the owner does this.
		NotOwner,
		/// The moment is not in the future.
		NotInFuture,
		/// The caller has no valid licence as a manufacturer, a laboratory or a facility.
		NotServicer,
		/// The owner has not authorised the caller, or not until now.
		NotAuthorised,
		/// The model needs no such service.
		NotServiced,
		/// The service is due later than the model's interval allows.
		DueTooLate,
		/// Nobody transfers anything to themselves.
		SelfTransfer,
		/// The device is offered already.
		AlreadyOffered,
		/// The device is not offered.
		NotOffered,
		/// The device is offered to somebody else.
		NotRecipient,
		/// The device is in a patient.
		Implanted,
		/// The device is in no patient.
		NotImplanted,
		/// A measure against the device, its lot or its model is in force.
		UnderMeasure,
		/// The last day on which the device may be used is over.
		DeviceExpired,
		/// [`MAX_MEASURES`] against this target are in force, or [`MAX_BY_MANUFACTURER`] of the
		/// manufacturer, who is the caller.
		TooManyMeasures,
		/// All numbers of measures have been given out.
		MeasuresExhausted,
		/// It is too early to remove it.
		StillNeeded,
	}
}
