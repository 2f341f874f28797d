//! Membership: people in organisations.

use super::common::take_entry;
use crate::*;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_admit_member(
		organisation: T::AccountId,
		member: T::AccountId,
		role: MemberRole,
		until: Moment,
	) -> DispatchResult {
		Self::ensure_organisation(&organisation)?;
		ensure!(member != organisation, Error::<T>::SelfMembership);
		Self::ensure_account(&member)?;
		Self::ensure_end(until)?;
		Affiliations::<T>::try_mutate(&member, |memberships| {
			let known = memberships.iter_mut().find(|known| known.organisation == organisation);
			if let Some(membership) = known {
				membership.role = role;
				membership.until = until;
				return Ok(());
			}
			let deposit = T::MembershipDeposit::get();
			let membership =
				Membership { organisation: organisation.clone(), role, until, deposit };
			memberships.try_push(membership).map_err(|_| Error::<T>::TooManyAffiliations)?;
			Self::count_member(&organisation)?;
			T::Currency::hold(&HoldReason::Membership.into(), &organisation, deposit)
		})?;
		Self::note_officer(&organisation, &member, role);
		Self::deposit_event(Event::MemberAdmitted { organisation, member, role, until });
		Ok(())
	}

	pub(crate) fn do_remove_member(
		organisation: T::AccountId,
		member: T::AccountId,
	) -> DispatchResult {
		Self::remove_membership(&member, &organisation, |_| Ok(()))?;
		Self::deposit_event(Event::MemberRemoved { organisation, member });
		Ok(())
	}

	pub(crate) fn do_leave(member: T::AccountId, organisation: T::AccountId) -> DispatchResult {
		Self::remove_membership(&member, &organisation, |_| Ok(()))?;
		Self::deposit_event(Event::MemberLeft { organisation, member });
		Ok(())
	}

	pub(crate) fn do_reap_membership(
		member: T::AccountId,
		organisation: T::AccountId,
	) -> DispatchResult {
		Self::remove_membership(&member, &organisation, |membership| {
			ensure!(membership.is_expired(T::Time::now()), Error::<T>::NotExpired);
			Ok(())
		})?;
		Self::deposit_event(Event::MembershipReaped { organisation, member });
		Ok(())
	}

	/// Whether `who` may act as an organisation, whatever its kind.
	pub(crate) fn organisation_standing(who: &T::AccountId) -> Result<(), LicenceProblem> {
		Self::best_standing(who, |licence| licence.kind.is_organisation())
	}

	/// `who` may act as an organisation.
	pub(super) fn ensure_organisation(who: &T::AccountId) -> DispatchResult {
		Self::organisation_standing(who).map_err(|problem| {
			match problem {
				LicenceProblem::NotHeld => Error::<T>::NotAnOrganisation,
				LicenceProblem::Expired => Error::<T>::LicenceExpired,
				LicenceProblem::Suspended => Error::<T>::LicenceSuspended,
				LicenceProblem::IssuerDiscredited => Error::<T>::IssuerDiscredited,
			}
			.into()
		})
	}

	/// Keeps who answers for data protection up to date: `member` has `role` now. Whoever was it
	/// before stays a member.
	fn note_officer(organisation: &T::AccountId, member: &T::AccountId, role: MemberRole) {
		if role == MemberRole::PrivacyOfficer {
			PrivacyOfficers::<T>::insert(organisation, member);
		} else {
			Self::forget_officer(organisation, member);
		}
	}

	/// `member` does not answer for data protection any more.
	fn forget_officer(organisation: &T::AccountId, member: &T::AccountId) {
		PrivacyOfficers::<T>::mutate_exists(organisation, |officer| {
			if officer.as_ref() == Some(member) {
				*officer = None;
			}
		});
	}

	/// Counts one more member of `organisation`.
	fn count_member(organisation: &T::AccountId) -> DispatchResult {
		MemberCounts::<T>::try_mutate(organisation, |count| {
			ensure!(*count < T::MaxMembers::get(), Error::<T>::TooManyMembers);
			*count = count.saturating_add(1);
			Ok(())
		})
	}

	/// Removes a membership and returns its deposit, unless `check` fails.
	fn remove_membership(
		member: &T::AccountId,
		organisation: &T::AccountId,
		check: impl FnOnce(&MembershipOf<T>) -> DispatchResult,
	) -> DispatchResult {
		Affiliations::<T>::try_mutate_exists(member, |stored| {
			let membership = take_entry(stored, |known| known.organisation == *organisation)
				.ok_or(Error::<T>::NotFound)?;
			check(&membership)?;
			MemberCounts::<T>::mutate_exists(organisation, |count| {
				*count = count.and_then(|members| members.checked_sub(1)).filter(|left| *left > 0);
			});
			Self::forget_officer(organisation, member);
			Self::release(HoldReason::Membership, organisation, membership.deposit);
			Ok(())
		})
	}
}
