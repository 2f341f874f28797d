//! What happened.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod events {
	/// What happened. Fields are named after the arguments of the calls.
	#[allow(missing_docs)]
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// An issuer was accredited.
		Accredited { issuer: T::AccountId, kind: LicenceKind, jurisdiction: Jurisdiction },
		/// An issuer's accreditation was withdrawn. After fraud its licences count no more, otherwise
		/// they run out.
		AccreditationWithdrawn {
			issuer: T::AccountId,
			kind: LicenceKind,
			jurisdiction: Jurisdiction,
			reason: Withdrawal,
		},
		/// A licence was granted.
		LicenceGranted {
			holder: T::AccountId,
			kind: LicenceKind,
			jurisdiction: Jurisdiction,
			issuer: T::AccountId,
			until: Moment,
		},
		/// A licence was given a later end.
		LicenceRenewed {
			holder: T::AccountId,
			kind: LicenceKind,
			jurisdiction: Jurisdiction,
			until: Moment,
		},
		/// A licence was suspended: `by` its issuer, or by governance (`None`).
		LicenceSuspended {
			holder: T::AccountId,
			kind: LicenceKind,
			jurisdiction: Jurisdiction,
			by: Option<T::AccountId>,
		},
		/// A suspension was lifted: `by` the issuer, or by governance (`None`).
		LicenceReinstated {
			holder: T::AccountId,
			kind: LicenceKind,
			jurisdiction: Jurisdiction,
			by: Option<T::AccountId>,
		},
		/// A licence was revoked: `by` its issuer, or by governance (`None`).
		LicenceRevoked {
			holder: T::AccountId,
			kind: LicenceKind,
			jurisdiction: Jurisdiction,
			by: Option<T::AccountId>,
		},
		/// An organisation admitted a member, or gave one a new role and end.
		MemberAdmitted {
			organisation: T::AccountId,
			member: T::AccountId,
			role: MemberRole,
			until: Moment,
		},
		/// An organisation removed a member.
		MemberRemoved { organisation: T::AccountId, member: T::AccountId },
		/// A member left an organisation.
		MemberLeft { organisation: T::AccountId, member: T::AccountId },
		/// An expired licence was cleared away.
		LicenceReaped { holder: T::AccountId, kind: LicenceKind, jurisdiction: Jurisdiction },
		/// An expired membership was cleared away.
		MembershipReaped { organisation: T::AccountId, member: T::AccountId },
		/// A registered identifier was given to a holder.
		IdentifierRegistered {
			holder: T::AccountId,
			identifier: Identifier,
			registrar: T::AccountId,
		},
		/// An identifier was taken from its holder.
		IdentifierRemoved { holder: T::AccountId, identifier: Identifier },
		/// An organisation said where one of its services is.
		EndpointSet { organisation: T::AccountId, connection: ConnectionType },
		/// An organisation ended a service.
		EndpointRemoved { organisation: T::AccountId, connection: ConnectionType },
		/// The holder of a suspended licence appealed to governance, which decides until `due`.
		SuspensionAppealed {
			holder: T::AccountId,
			kind: LicenceKind,
			jurisdiction: Jurisdiction,
			grounds: Commitment,
			due: Moment,
		},
		/// Governance decided an appeal.
		AppealDecided {
			holder: T::AccountId,
			kind: LicenceKind,
			jurisdiction: Jurisdiction,
			outcome: Outcome,
		},
	}
}
