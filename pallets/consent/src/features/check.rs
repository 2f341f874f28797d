//! The gate: may this actor do that.

use crate::{
	types::Request, BalanceOf, Config, ConsentId, Denials, GranteeOf, Grants, Pallet, Profile,
	Profiles,
};
use alloc::vec::Vec;
use core::iter;
use frame_support::{ensure, traits::Time};
use salus_primitives::{Action, Credentials, Grantee, Purpose, Refusal, Segments};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_check(
		subject: &T::AccountId,
		actor: &T::AccountId,
		action: Action,
		purpose: Purpose,
		segments: Segments,
	) -> Result<GranteeOf<T>, Refusal> {
		ensure!(!segments.is_empty(), Refusal::NothingRequested);
		let direct = Grantee::Account(actor.clone());
		if subject == actor {
			return Ok(direct);
		}

		let request = Request { action, purpose, segments, now: T::Time::now() };
		let profile = Profiles::<T>::get(subject);
		let verdict = Self::permitted(subject, &direct, &profile, &request);
		if verdict.is_ok() && profile.denials == 0 {
			return Ok(direct);
		}

		// The groups are looked at only if a denial may be about one, or the direct grant is not
		// enough: the common case stays at two reads.
		let groups = Self::groups_of(actor);
		let denied = profile.denials > 0
			&& iter::once(&direct).chain(&groups).any(|grantee| {
				Denials::<T>::get(ConsentId::new(subject, grantee))
					.is_some_and(|denial| denial.denies(&request))
			});
		ensure!(!denied, Refusal::Denied);

		let Err(mut closest) = verdict else { return Ok(direct) };
		for group in groups {
			match Self::permitted(subject, &group, &profile, &request) {
				Ok(()) => return Ok(group),
				Err(refusal) => closest = closest.max(refusal),
			}
		}
		Err(closest)
	}

	/// Whether the grant to `grantee` permits `request`.
	fn permitted(
		subject: &T::AccountId,
		grantee: &GranteeOf<T>,
		profile: &Profile<BalanceOf<T>>,
		request: &Request,
	) -> Result<(), Refusal> {
		Grants::<T>::get(ConsentId::new(subject, grantee))
			.ok_or(Refusal::NoConsent)?
			.permits(profile.epoch, request)
	}

	/// The groups of grantees that `actor` belongs to now.
	pub(crate) fn groups_of(actor: &T::AccountId) -> Vec<GranteeOf<T>> {
		let organisations = T::Credentials::organisations(actor).into_iter();
		let kinds = T::Credentials::licence_kinds(actor);
		organisations.map(Grantee::Organisation).chain(kinds.iter().map(Grantee::Licence)).collect()
	}
}
