//! What happened.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod events {
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A subject permitted a grantee what `terms` say, in place of an earlier grant.
		Granted {
			/// Whose data.
			subject: T::AccountId,
			/// Who may.
			grantee: GranteeOf<T>,
			/// What they may.
			terms: Terms,
		},
		/// A subject forbade a grantee what `terms` say, in place of an earlier denial.
		Denied {
			/// Whose data.
			subject: T::AccountId,
			/// Who may not.
			grantee: GranteeOf<T>,
			/// What they may not.
			terms: Terms,
		},
		/// A subject revoked a grant.
		Revoked {
			/// Whose data.
			subject: T::AccountId,
			/// Who no longer may.
			grantee: GranteeOf<T>,
		},
		/// A subject lifted a denial.
		DenialLifted {
			/// Whose data.
			subject: T::AccountId,
			/// Whom the denial was about.
			grantee: GranteeOf<T>,
		},
		/// A subject revoked all grants.
		AllRevoked {
			/// Whose data.
			subject: T::AccountId,
			/// The epoch that grants need from now on.
			epoch: u16,
		},
		/// An expired or void grant, an expired denial, or both were removed.
		Reaped {
			/// Whose data.
			subject: T::AccountId,
			/// Whom they were about.
			grantee: GranteeOf<T>,
		},
		/// A profile that no consent needs any more was removed.
		ProfileReaped {
			/// Whose profile.
			subject: T::AccountId,
		},
		/// A grantee passed on what it has of a subject's consent.
		Delegated {
			/// Whose data.
			subject: T::AccountId,
			/// Who passed it on.
			delegator: GranteeOf<T>,
			/// To whom.
			to: GranteeOf<T>,
			/// What.
			terms: DelegatedTerms,
		},
		/// What was passed on was taken back, given up, or removed.
		DelegationEnded {
			/// Whose data.
			subject: T::AccountId,
			/// To whom it was passed on.
			to: GranteeOf<T>,
		},
		/// A subject froze everything.
		Frozen {
			/// Whose data.
			subject: T::AccountId,
		},
		/// A subject ended the freeze.
		Unfrozen {
			/// Whose data.
			subject: T::AccountId,
		},
		/// A subject locked segments for emergencies, and left the others open.
		LockedForEmergencies {
			/// Whose data.
			subject: T::AccountId,
			/// What stays closed.
			segments: Segments,
		},
		/// A subject opted out of research, for good.
		OptedOutOfResearch {
			/// Whose data.
			subject: T::AccountId,
		},
		/// An institution published a consent form, in version 1.
		FormPublished {
			/// The form's number.
			policy: PolicyId,
			/// Whose form it is.
			institution: T::AccountId,
			/// Commitment to it.
			form: Commitment,
		},
		/// An institution published another version of its form.
		VersionPublished {
			/// The form.
			policy: PolicyId,
			/// The version.
			version: u16,
			/// Commitment to it.
			form: Commitment,
			/// Whether consents under older versions no longer count.
			reconsent: bool,
		},
		/// Consents under versions of a form before this one no longer count.
		ReconsentRequired {
			/// The form.
			policy: PolicyId,
			/// The version that counts.
			version: u16,
		},
		/// An institution withdrew a form: consents under it no longer count.
		PolicyRetired {
			/// The form.
			policy: PolicyId,
		},
	}
}
