//! The gate: may this actor do that.

use crate::{
	types::Request, Config, ConsentId, Delegations, Denials, GranteeOf, Grants, Pallet, Policies,
	ProfileOf, Profiles, Provision, Scope,
};
use alloc::vec::Vec;
use core::iter;
use frame_support::{ensure, traits::Time};
use salus_primitives::{
	Action, Basis, Credentials, EmergencyAccess, Grantee, Power, Purpose, Refusal, Representation,
	Segments,
};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_check(
		subject: &T::AccountId,
		actor: &T::AccountId,
		action: Action,
		purpose: Purpose,
		segments: Segments,
	) -> Result<Basis<T::AccountId>, Refusal> {
		ensure!(!segments.is_empty(), Refusal::NothingRequested);
		let profile = Profiles::<T>::get(subject);
		if subject == actor {
			ensure!(!profile.deceased, Refusal::Deceased);
			return Ok(Basis::Subject);
		}

		let request = Request { action, purpose, segments, now: T::Time::now() };
		let refusal = match Self::consented(subject, actor, &profile, &request) {
			Ok(basis) => return Ok(basis),
			Err(refusal) => refusal,
		};
		// Nothing leads around what the subject decided for good. Otherwise who represents them
		// reads as they do: what they froze and denied was for others.
		ensure!(!profile.is_opted_out_of(purpose), refusal);
		let looks = matches!(action, Action::Access | Action::Use);
		if looks && T::Representation::may(subject, actor, Power::Read) {
			return Ok(Basis::Representative);
		}
		ensure!(!matches!(refusal, Refusal::Frozen | Refusal::Denied), refusal);
		Self::broken_glass(subject, actor, &profile, &request)
			.map(Basis::Emergency)
			.map_err(|why| refusal.max(why))
	}

	/// Whether a consent of the subject's lets `actor` in.
	fn consented(
		subject: &T::AccountId,
		actor: &T::AccountId,
		profile: &ProfileOf<T>,
		request: &Request,
	) -> Result<Basis<T::AccountId>, Refusal> {
		ensure!(!profile.frozen, Refusal::Frozen);
		ensure!(!profile.is_opted_out_of(request.purpose), Refusal::ResearchOptOut);
		let direct = Grantee::Account(actor.clone());
		let verdict = Self::granted(subject, &direct, profile, request);
		if verdict.is_ok() && profile.denials == 0 {
			return Ok(Basis::Grant(direct));
		}

		// Groups are looked at only if a denial may be about one, or the direct grant is not enough: the
		// common case stays at two reads.
		if profile.denials > 0 {
			let names = Self::names_of(actor);
			let touched =
				Self::denied(subject, names.iter(), profile, |denied| denied.touches(request));
			ensure!(!touched, Refusal::Denied);
		}
		let Err(mut closest) = verdict else { return Ok(Basis::Grant(direct)) };
		let groups = Self::groups_of(actor);
		let grantees = || iter::once(&direct).chain(&groups);
		for group in &groups {
			match Self::granted(subject, group, profile, request) {
				Ok(()) => return Ok(Basis::Grant(group.clone())),
				Err(refusal) => closest = closest.max(refusal),
			}
		}
		for grantee in grantees().filter(|to| Self::is_delegable(to)) {
			match Self::delegated(subject, grantee, profile, request) {
				Ok(()) => return Ok(Basis::Delegation(grantee.clone())),
				Err(refusal) => closest = closest.max(refusal),
			}
		}
		Err(closest)
	}

	/// Whether the grant to `grantee` permits `request`.
	pub(crate) fn granted(
		subject: &T::AccountId,
		grantee: &GranteeOf<T>,
		profile: &ProfileOf<T>,
		request: &Request,
	) -> Result<(), Refusal> {
		let grant = Grants::<T>::get(ConsentId::new(subject, grantee)).ok_or(Refusal::NoConsent)?;
		Self::grant_permits(&grant, profile, request)
	}

	/// Whether `grant` permits `request`.
	pub(crate) fn grant_permits(
		grant: &Provision,
		profile: &ProfileOf<T>,
		request: &Request,
	) -> Result<(), Refusal> {
		// What is over has expired, revoked or not: epochs are not told apart once the profile is
		// reaped, by when all grants of earlier ones are over.
		ensure!(!grant.scope.has_ended(request.now), Refusal::Expired);
		ensure!(grant.epoch == profile.epoch, Refusal::Revoked);
		grant.scope.is_open(request.now)?;
		ensure!(Self::form_counts(grant), Refusal::FormOutdated);
		grant.scope.contains(request)
	}

	/// Whether the form that `grant` was given under still counts. One read, if it is a published
	/// one.
	pub(crate) fn form_counts(grant: &Provision) -> bool {
		grant.policy == 0
			|| Policies::<T>::get(grant.policy)
				.is_some_and(|policy| grant.version >= policy.required)
	}

	/// Whether a denial of the subject's that is about one of `grantees` is in the way.
	pub(crate) fn denied<'a>(
		subject: &T::AccountId,
		mut grantees: impl Iterator<Item = &'a GranteeOf<T>>,
		profile: &ProfileOf<T>,
		in_the_way: impl Fn(&Scope) -> bool,
	) -> bool
	where
		T: 'a,
	{
		profile.denials > 0
			&& grantees.any(|grantee| {
				Denials::<T>::get(ConsentId::new(subject, grantee))
					.is_some_and(|denial| in_the_way(&denial.scope))
			})
	}

	/// Whether what was passed on to `grantee` permits `request`.
	fn delegated(
		subject: &T::AccountId,
		grantee: &GranteeOf<T>,
		profile: &ProfileOf<T>,
		request: &Request,
	) -> Result<(), Refusal> {
		let link =
			Delegations::<T>::get(ConsentId::new(subject, grantee)).ok_or(Refusal::NoConsent)?;
		link.scope.permits(request)?;
		ensure!(Self::stands_for(subject, link, profile, request), Refusal::DelegationEnded);
		Ok(())
	}

	/// The emergency case under which `actor` may do what is requested.
	fn broken_glass(
		subject: &T::AccountId,
		actor: &T::AccountId,
		profile: &ProfileOf<T>,
		request: &Request,
	) -> Result<u64, Refusal> {
		ensure!(request.purpose == Purpose::BTG && !profile.deceased, Refusal::NoConsent);
		let open = T::Emergency::open(subject, actor).ok_or(Refusal::NoConsent)?;
		ensure!(matches!(request.action, Action::Access | Action::Use), Refusal::Action);
		ensure!(
			open.segments.contains(request.segments)
				&& !profile.locked.intersects(request.segments),
			Refusal::Segment
		);
		Ok(open.case)
	}

	/// Whom a denial names when it is about `actor`: themselves, as whatever, and the groups that they
	/// were made part of. Losing a licence, or one's organisation its own, is no way around it.
	fn names_of(actor: &T::AccountId) -> Vec<GranteeOf<T>> {
		let themselves = [Grantee::Account(actor.clone()), Grantee::Organisation(actor.clone())];
		let organisations = T::Credentials::affiliations(actor).into_iter();
		let kinds = T::Credentials::kinds_given(actor);
		themselves
			.into_iter()
			.chain(organisations.map(Grantee::Organisation))
			.chain(kinds.iter().map(Grantee::Licence))
			.collect()
	}

	/// The groups of grantees that `actor` belongs to now.
	pub(crate) fn groups_of(actor: &T::AccountId) -> Vec<GranteeOf<T>> {
		let organisations = T::Credentials::organisations(actor).into_iter();
		let kinds = T::Credentials::licence_kinds(actor);
		organisations.map(Grantee::Organisation).chain(kinds.iter().map(Grantee::Licence)).collect()
	}
}
