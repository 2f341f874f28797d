//! Why a call failed.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod errors {
	/// Why a call failed.
	#[pallet::error]
	pub enum Error<T> {
		/// The caller is not accredited for manufacturers' licences.
		NotAccredited,
		/// The holder is no organisation.
		NotOrganisation,
		/// A company prefix has 4 to 12 digits.
		InvalidPrefix,
		/// Somebody has this company prefix.
		PrefixTaken,
		/// Somebody has a company prefix that begins this one, or that this one begins.
		PrefixOverlaps,
		/// There is no such company prefix or measure.
		NotFound,
		/// Only who assigned the company prefix withdraws it.
		NotAssigner,
		/// The caller has no valid licence as a manufacturer.
		Unlicensed(LicenceProblem),
		/// The company prefix is not the caller's.
		NotPrefixOwner,
		/// The GTIN has too many digits, or the last one does not check the others.
		InvalidGtin,
		/// The GTIN is not one of this company prefix.
		OtherPrefix,
		/// The GTIN is, or was, registered by this or another manufacturer.
		AlreadyRegistered,
		/// A unit has at least one portion.
		ZeroPortions,
		/// The lowest temperature is above the highest one.
		ReversedLimits,
		/// The commitment is all zeros.
		ZeroCommitment,
		/// No product has this GTIN.
		UnknownProduct,
		/// The product is another manufacturer's.
		NotManufacturer,
		/// The product is discontinued.
		Discontinued,
		/// The product is not discontinued.
		Active,
		/// The caller is neither the product's licensed manufacturer nor a licensed regulator.
		NotAuthorized,
		/// So many measures are in force, all in all or by the manufacturer, that another one of the
		/// caller's does not fit.
		TooManyMeasures,
		/// All numbers of measures have been given out.
		OutOfNumbers,
		/// A manufacturer does not lift what a regulator took.
		NotYours,
	}
}
