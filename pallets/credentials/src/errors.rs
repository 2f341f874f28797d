//! Why a call failed.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod errors {
	#[pallet::error]
	pub enum Error<T> {
		/// The issuer is not accredited for this licence kind.
		NotAccredited,
		/// The issuer has this very accreditation.
		AlreadyAccredited,
		/// The issuer is accredited for the licence kind, but not in this jurisdiction.
		ForeignJurisdiction,
		/// The jurisdiction is not of the form that ISO 3166 gives.
		MalformedJurisdiction,
		/// The issuer has as many accreditations as fit.
		TooManyAccreditations,
		/// The account does not exist on this chain.
		UnknownAccount,
		/// There is no such licence, membership, identifier, endpoint or appeal.
		NotFound,
		/// The holder has a licence of this kind and jurisdiction, be it suspended or expired.
		AlreadyExists,
		/// The caller is not the issuer: of the licence, of any of the holder's, or of the identifier.
		NotIssuer,
		/// The holder has as many licences as fit.
		TooManyLicences,
		/// The end is not in the future.
		EndInPast,
		/// The end is further ahead than allowed.
		EndTooLate,
		/// A renewal has to end later than the licence does.
		EndNotLater,
		/// The licence is suspended.
		AlreadySuspended,
		/// The licence is not suspended.
		NotSuspended,
		/// The account has no licence of an organisational kind.
		NotAnOrganisation,
		/// The organisation's licence has expired.
		LicenceExpired,
		/// The organisation's licence is suspended.
		LicenceSuspended,
		/// The member belongs to as many organisations as fit.
		TooManyAffiliations,
		/// The organisation has as many members as fit.
		TooManyMembers,
		/// The licence or membership has not ended yet.
		NotExpired,
		/// An organisation cannot be its own member.
		SelfMembership,
		/// The issuer is discredited for something that this overlaps with.
		Discredited,
		/// The issuer was discredited for this already.
		AlreadyDiscredited,
		/// The identifier has something else than digits, or the wrong check digit.
		InvalidIdentifier,
		/// Somebody has this identifier.
		IdentifierTaken,
		/// The holder has an identifier of this kind.
		AlreadyIdentified,
		/// The address is not an `https://` URL in ASCII.
		MalformedAddress,
		/// The address is longer than fits.
		TooLong,
		/// The suspension was appealed already.
		AlreadyAppealed,
		/// The commitment is 32 zero bytes.
		ZeroCommitment,
		/// The issuer of the organisation's licence is discredited.
		IssuerDiscredited,
		/// The holder has appealed: governance decides, until the appeal is due.
		AppealPending,
	}
}
