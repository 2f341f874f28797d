//! Delegation: a grantee passes on what it has, only narrower, and only while it has it.
//!
//! A link names what stands above it by a digest of all of that entry. Whether it still stands is
//! looked up whenever somebody asks, over three links at the most, so that whatever ends a consent
//! ends all that hangs on it in the same block. Taking a consent back and giving the very same again
//! within the same second is one act: what hung on it hangs on it still.

use crate::{
	types::{account_of, Request},
	Above, BalanceOf, Capacity, Config, ConsentId, DelegatedTerms, Delegation, DelegationOf,
	Delegations, Digest, Error, Event, GranteeOf, Grants, HoldReason, Pallet, ProfileOf, Profiles,
	Scope, MAX_DELEGATION,
};
use frame_support::{
	ensure,
	traits::{fungible::MutateHold, Time},
};
use salus_primitives::{Credentials, Grantee};
use sp_runtime::{traits::Get, DispatchError, DispatchResult};

/// Why a link does not stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Lapse {
	/// It never will again.
	ForGood,
	/// It might.
	ForNow,
}

/// What a link may be fixed to.
struct Anchor {
	above: Above,
	parent: Digest,
	scope: Scope,
	delegation: u8,
}

impl<T: Config> Pallet<T> {
	pub(crate) fn do_delegate(
		delegator: T::AccountId,
		subject: T::AccountId,
		capacity: Capacity,
		to: GranteeOf<T>,
		terms: DelegatedTerms,
	) -> DispatchResult {
		let DelegatedTerms { purposes, actions, segments, from, until, delegation } = terms;
		let scope = Self::scope(purposes, actions, segments, from, until)?;
		ensure!(Self::is_delegable(&to), Error::<T>::NotDelegable);
		ensure!(account_of(&to) != Some(&subject), Error::<T>::SelfGrant);
		Self::ensure_known(&subject, &to)?;
		let by = match capacity {
			Capacity::Individual => Grantee::Account(delegator.clone()),
			Capacity::Organisation => Grantee::Organisation(delegator.clone()),
		};
		ensure!(Self::is_in_standing(&by), Error::<T>::NotAuthorized);
		let profile = Profiles::<T>::get(&subject);
		let anchor = Self::anchor(&subject, &by, &profile, &scope, delegation)?;
		let Anchor { above, parent, .. } = anchor;
		let mut link =
			Delegation { by, above, parent, scope, delegation, deposit: BalanceOf::<T>::default() };
		Self::ensure_acyclic(&subject, &to, &link)?;
		let closed = profile.frozen || Self::is_denied_above(&subject, &link, &profile);
		ensure!(!closed, Error::<T>::ParentEnded);

		let id = ConsentId::new(&subject, &to);
		if let Some(old) = Delegations::<T>::get(id) {
			let free = old.by == link.by || Self::standing(&subject, &old, &profile).is_err();
			ensure!(free, Error::<T>::AlreadyExists);
			Self::remove_delegation(id, &old);
		}
		link.deposit = T::DelegationDeposit::get();
		T::Currency::hold(&HoldReason::Delegation.into(), &delegator, link.deposit)?;

		let delegator = link.by.clone();
		Delegations::<T>::insert(id, link);
		Self::deposit_event(Event::Delegated { subject, delegator, to, terms });
		Ok(())
	}

	pub(crate) fn do_end_delegation(
		caller: T::AccountId,
		subject: T::AccountId,
		to: GranteeOf<T>,
	) -> DispatchResult {
		let id = ConsentId::new(&subject, &to);
		let link = Delegations::<T>::get(id).ok_or(Error::<T>::NotFound)?;
		let concerned = [account_of(&link.by), account_of(&to)];
		ensure!(concerned.contains(&Some(&caller)), Error::<T>::NotAuthorized);

		Self::remove_delegation(id, &link);
		Self::deposit_event(Event::DelegationEnded { subject, to });
		Ok(())
	}

	pub(crate) fn do_revoke_delegation(subject: T::AccountId, to: GranteeOf<T>) -> DispatchResult {
		let id = ConsentId::new(&subject, &to);
		let link = Delegations::<T>::get(id).ok_or(Error::<T>::NotFound)?;

		Self::remove_delegation(id, &link);
		Self::deposit_event(Event::DelegationEnded { subject, to });
		Ok(())
	}

	pub(crate) fn do_reap_delegation(subject: T::AccountId, to: GranteeOf<T>) -> DispatchResult {
		let id = ConsentId::new(&subject, &to);
		let link = Delegations::<T>::get(id).ok_or(Error::<T>::NotFound)?;
		let profile = Profiles::<T>::get(&subject);
		let lapse = Self::standing(&subject, &link, &profile);
		ensure!(lapse == Err(Lapse::ForGood), Error::<T>::StillNeeded);

		Self::remove_delegation(id, &link);
		Self::deposit_event(Event::DelegationEnded { subject, to });
		Ok(())
	}

	/// Whether somebody can pass a consent on to this kind of grantee.
	pub(crate) fn is_delegable(to: &GranteeOf<T>) -> bool {
		account_of(to).is_some()
	}

	/// Whether everything above `link` permits `request` now. One read for each link, one or two more
	/// if the subject has denials, and the licences of an organisation that passed it on.
	pub(crate) fn stands_for(
		subject: &T::AccountId,
		mut link: DelegationOf<T>,
		profile: &ProfileOf<T>,
		request: &Request,
	) -> bool {
		for _ in 0..MAX_DELEGATION {
			if !Self::is_in_standing(&link.by)
				|| Self::is_denied_to_delegator(subject, &link.by, profile, |denied| {
					denied.touches(request)
				}) {
				return false;
			}
			let id = ConsentId::new(subject, &link.by);
			match link.above {
				Above::Grant => {
					return Grants::<T>::get(id)
						.filter(|grant| Digest::of(grant) == link.parent)
						.is_some_and(|grant| {
							Self::grant_permits(&grant, profile, request).is_ok()
						});
				}
				Above::Delegation => {
					let above = Delegations::<T>::get(id).filter(|above| {
						Digest::of(above) == link.parent && above.scope.permits(request).is_ok()
					});
					match above {
						Some(above) => link = above,
						None => return false,
					}
				}
			}
		}
		false
	}

	/// Whether `link` stands, whatever is requested.
	fn standing(
		subject: &T::AccountId,
		link: &DelegationOf<T>,
		profile: &ProfileOf<T>,
	) -> Result<(), Lapse> {
		let now = T::Time::now();
		let mut verdict = Ok(());
		let mut link = link.clone();
		for _ in 0..MAX_DELEGATION {
			ensure!(!link.scope.has_ended(now), Lapse::ForGood);
			if !Self::is_in_standing(&link.by) {
				verdict = Err(Lapse::ForNow);
			}
			let id = ConsentId::new(subject, &link.by);
			match link.above {
				Above::Grant => {
					let grant = Grants::<T>::get(id)
						.filter(|grant| Digest::of(grant) == link.parent)
						.filter(|grant| grant.epoch == profile.epoch && !grant.scope.has_ended(now))
						.ok_or(Lapse::ForGood)?;
					ensure!(Self::form_counts(&grant), Lapse::ForGood);
					return verdict;
				}
				Above::Delegation => {
					link = Delegations::<T>::get(id)
						.filter(|above| Digest::of(above) == link.parent)
						.ok_or(Lapse::ForGood)?;
				}
			}
		}
		Err(Lapse::ForGood)
	}

	/// What `by` may pass on `scope` from: their grant if it is enough, else what was passed on to
	/// them.
	fn anchor(
		subject: &T::AccountId,
		by: &GranteeOf<T>,
		profile: &ProfileOf<T>,
		scope: &Scope,
		delegation: u8,
	) -> Result<Anchor, Error<T>> {
		let id = ConsentId::new(subject, by);
		let enough = |anchor: Anchor| {
			ensure!(delegation < anchor.delegation, Error::<T>::DelegationTooDeep);
			ensure!(anchor.scope.covers(scope), Error::<T>::Widening);
			Ok(anchor)
		};
		let from_grant = Grants::<T>::get(id).map(|grant| {
			let parent = Digest::of(&grant);
			let stands = grant.epoch == profile.epoch
				&& !grant.scope.has_ended(T::Time::now())
				&& Self::form_counts(&grant);
			ensure!(stands, Error::<T>::ParentEnded);
			let (scope, delegation) = (grant.scope, grant.delegation);
			enough(Anchor { above: Above::Grant, parent, scope, delegation })
		});
		if let Some(Ok(anchor)) = from_grant {
			return Ok(anchor);
		}
		let from_delegation = Delegations::<T>::get(id).map(|link| {
			ensure!(Self::standing(subject, &link, profile).is_ok(), Error::<T>::ParentEnded);
			let parent = Digest::of(&link);
			let (scope, delegation) = (link.scope, link.delegation);
			enough(Anchor { above: Above::Delegation, parent, scope, delegation })
		});
		match (from_grant, from_delegation) {
			(_, Some(Ok(anchor))) => Ok(anchor),
			(Some(Err(error)), _) | (None, Some(Err(error))) => Err(error),
			_ => Err(Error::<T>::NotFound),
		}
	}

	/// Nobody above `link` is whom it leads to.
	fn ensure_acyclic(
		subject: &T::AccountId,
		to: &GranteeOf<T>,
		link: &DelegationOf<T>,
	) -> Result<(), DispatchError> {
		let mut next = Some(link.clone());
		for _ in 0..=MAX_DELEGATION {
			let Some(link) = next else { return Ok(()) };
			ensure!(account_of(&link.by) != account_of(to), Error::<T>::DelegationCycle);
			next = Self::above(subject, &link);
		}
		Ok(())
	}

	/// Whether `by` may pass anything on now: an organisation has to be licensed.
	fn is_in_standing(by: &GranteeOf<T>) -> bool {
		match by {
			Grantee::Organisation(organisation) => {
				T::Credentials::licence_kinds(organisation).any_organisation()
			}
			_ => true,
		}
	}

	/// Whether the subject denies now a part of what `link` passes on to one of those above.
	fn is_denied_above(
		subject: &T::AccountId,
		link: &DelegationOf<T>,
		profile: &ProfileOf<T>,
	) -> bool {
		let now = T::Time::now();
		let scope = &link.scope;
		let mut next = Some(link.clone());
		for _ in 0..MAX_DELEGATION {
			let Some(link) = next else { return false };
			let overlaps = |denied: &Scope| denied.overlaps(scope, now);
			if Self::is_denied_to_delegator(subject, &link.by, profile, overlaps) {
				return true;
			}
			next = Self::above(subject, &link);
		}
		false
	}

	/// The link above `link`, if what stands above is one.
	fn above(subject: &T::AccountId, link: &DelegationOf<T>) -> Option<DelegationOf<T>> {
		match link.above {
			Above::Grant => None,
			Above::Delegation => Delegations::<T>::get(ConsentId::new(subject, &link.by)),
		}
	}

	/// Whether a denial that names the delegator is in the way. A denial to a group that the delegator
	/// belongs to is about what its members do themselves: to look up the groups of everybody above
	/// would cost each access more than it is worth.
	fn is_denied_to_delegator(
		subject: &T::AccountId,
		by: &GranteeOf<T>,
		profile: &ProfileOf<T>,
		in_the_way: impl Fn(&Scope) -> bool,
	) -> bool {
		let Some(account) = account_of(by) else { return false };
		let person = Grantee::Account(account.clone());
		let names = [by, &person].into_iter().take(if *by == person { 1 } else { 2 });
		Self::denied(subject, names, profile, in_the_way)
	}

	/// Removes a link and returns its deposit to the delegator.
	fn remove_delegation(id: ConsentId, link: &DelegationOf<T>) {
		Delegations::<T>::remove(id);
		if let Some(delegator) = account_of(&link.by) {
			Self::release(HoldReason::Delegation, delegator, link.deposit);
		}
	}
}
