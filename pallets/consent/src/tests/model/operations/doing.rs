//! How it is done to the oracle, and to the pallet.

use super::{
	super::oracle::{Oracle, Outcome, Said, Signed, Who},
	Operation, PEOPLE,
};
use crate::{mock::*, Capacity, DelegatedTerms, PolicyVersion, Terms};
use frame_support::{dispatch::Pays, storage::with_storage_layer};
use salus_primitives::{Actions, Commitment, LifeEvents, Purposes, Segments};
use sp_runtime::{DispatchError, DispatchResult};

pub(super) fn signed_by(who: u64) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

pub(super) fn purposes_of(said: &Said) -> Purposes {
	let known: Purposes = said.purposes.iter().copied().collect();
	Purposes(known.0 | u64::from(said.strange_purpose) << 63)
}

pub(super) fn actions_of(said: &Said) -> Actions {
	let known: Actions = said.actions.iter().copied().collect();
	Actions(known.0 | u8::from(said.strange_action) << 7)
}

pub(super) fn terms_of(said: &Said, signed: Signed) -> Terms {
	Terms {
		purposes: purposes_of(said),
		actions: actions_of(said),
		segments: Segments(said.segments),
		from: said.from,
		until: said.until,
		form: Commitment([signed.form; 32]),
		delegation: said.delegation,
		policy: signed.policy.map(|(policy, version)| PolicyVersion { policy, version }),
	}
}

pub(super) fn delegated(said: &Said) -> DelegatedTerms {
	DelegatedTerms {
		purposes: purposes_of(said),
		actions: actions_of(said),
		segments: Segments(said.segments),
		from: said.from,
		until: said.until,
		delegation: said.delegation,
	}
}

impl Operation {
	/// Does it to the oracle.
	pub fn tell(&self, oracle: &mut Oracle) -> Outcome {
		match self.clone() {
			Self::Grant(subject, represented, who, said, signed) => {
				oracle.grant(subject, represented, who, &said, signed)
			}
			Self::Deny(subject, represented, who, said, signed) => {
				oracle.deny(subject, represented, who, &said, signed)
			}
			Self::Revoke(subject, who) => oracle.revoke(subject, who),
			Self::Lift(subject, represented, who) => oracle.lift(subject, represented, who),
			Self::RevokeAll(subject) => oracle.revoke_all(subject),
			Self::Reap(subject, who) => oracle.reap(subject, who),
			Self::ReapProfile(subject) => oracle.reap_profile(subject),
			Self::Publish(who) => oracle.publish(who),
			Self::Version(who, policy, reconsent) => oracle.version(who, policy, reconsent),
			Self::Require(who, policy) => oracle.require(who, policy),
			Self::Retire(who, policy) => oracle.retire(who, policy),
			Self::Delegate(subject, by, to, said) => oracle.delegate(subject, by, to, &said),
			Self::EndDelegation(caller, subject, to) => oracle.end_delegation(caller, subject, to),
			Self::RevokeDelegation(subject, to) => oracle.revoke_delegation(subject, to),
			Self::ReapDelegation(subject, to) => oracle.reap_delegation(subject, to),
			Self::Freeze(subject) => oracle.freeze(subject),
			Self::Unfreeze(subject, represented) => oracle.unfreeze(subject, represented),
			Self::Lock(subject, represented, bits) => oracle.lock(subject, represented, bits),
			Self::OptOut(subject) => oracle.opt_out(subject),
			Self::Death(subject, dead) => oracle.death(subject, dead),
			Self::Wait(time) => {
				oracle.now += time;
				Ok(())
			}
			Self::Membership(who, organisations) => {
				oracle.organisations.insert(who, organisations);
				Ok(())
			}
			Self::Licences(who, kinds) => {
				oracle.licences.insert(who, kinds.into_iter().collect());
				Ok(())
			}
			Self::Reader(subject, who, may) => {
				if may {
					oracle.readers.insert((subject, who));
				} else {
					oracle.readers.remove(&(subject, who));
				}
				Ok(())
			}
			Self::Glass(subject, who, open) => {
				match open {
					Some(bits) => oracle.glass.insert((subject, who), bits),
					None => oracle.glass.remove(&(subject, who)),
				};
				Ok(())
			}
		}
	}

	/// Does it to the pallet.
	pub fn call(&self) -> Outcome {
		let free = |result: frame_support::dispatch::DispatchResultWithPostInfo| -> DispatchResult {
			let post = result.map_err(|error| error.error)?;
			assert_eq!(post.pays_fee, Pays::No, "reaping is free");
			Ok(())
		};
		ActingBy::set(match self {
			Self::Grant(_, true, ..)
			| Self::Deny(_, true, ..)
			| Self::Lift(_, true, _)
			| Self::Unfreeze(_, true)
			| Self::Lock(_, true, _) => Some(PEOPLE[0]),
			_ => None,
		});
		let done = with_storage_layer(|| match self.clone() {
			Self::Grant(subject, _, who, said, signed) => {
				plainly(Consent::grant(signed_by(subject), who.into(), terms_of(&said, signed)))
			}
			Self::Deny(subject, _, who, said, signed) => {
				Consent::deny(signed_by(subject), who.into(), terms_of(&said, signed))
			}
			Self::Revoke(subject, who) => Consent::revoke(signed_by(subject), who.into()),
			Self::Lift(subject, _, who) => Consent::lift_denial(signed_by(subject), who.into()),
			Self::RevokeAll(subject) => Consent::revoke_all(signed_by(subject)),
			Self::Reap(subject, who) => {
				free(Consent::reap(signed_by(PEOPLE[3]), subject, who.into()))
			}
			Self::ReapProfile(subject) => {
				free(Consent::reap_profile(signed_by(PEOPLE[3]), subject))
			}
			Self::Publish(who) => Consent::publish_form(signed_by(who), Commitment([9; 32])),
			Self::Version(who, policy, reconsent) => {
				Consent::publish_version(signed_by(who), policy, Commitment([9; 32]), reconsent)
			}
			Self::Require(who, policy) => Consent::require_reconsent(signed_by(who), policy),
			Self::Retire(who, policy) => Consent::retire_policy(signed_by(who), policy),
			Self::Delegate(subject, by, to, said) => {
				let (capacity, who) = match by {
					Who::Account(who) => (Capacity::Individual, who),
					Who::Organisation(who) => (Capacity::Organisation, who),
					Who::Licence(_) => unreachable!("never drawn"),
				};
				let terms = delegated(&said);
				Consent::delegate(signed_by(who), subject, capacity, to.into(), terms)
			}
			Self::EndDelegation(caller, subject, to) => {
				Consent::end_delegation(signed_by(caller), subject, to.into())
			}
			Self::RevokeDelegation(subject, to) => {
				Consent::revoke_delegation(signed_by(subject), to.into())
			}
			Self::ReapDelegation(subject, to) => {
				free(Consent::reap_delegation(signed_by(PEOPLE[3]), subject, to.into()))
			}
			Self::Freeze(subject) => Consent::freeze(signed_by(subject)),
			Self::Unfreeze(subject, _) => Consent::unfreeze(signed_by(subject)),
			Self::Lock(subject, _, bits) => {
				Consent::lock_for_emergencies(signed_by(subject), Segments(bits))
			}
			Self::OptOut(subject) => Consent::opt_out_of_research(signed_by(subject)),
			Self::Death(subject, dead) => {
				Consent::note_death(&subject, dead);
				Ok(())
			}
			Self::Wait(time) => {
				set_time(pallet_timestamp::Now::<Test>::get() + time);
				Ok(())
			}
			Self::Membership(who, organisations) => {
				Organisations::mutate(|all| all.insert(who, organisations));
				Ok(())
			}
			Self::Licences(who, kinds) => {
				Licences::mutate(|all| all.insert(who, kinds.into_iter().collect()));
				Ok(())
			}
			Self::Reader(subject, who, may) => {
				Readers::mutate(|all| match may {
					true => all.insert((subject, who)),
					false => all.remove(&(subject, who)),
				});
				Ok(())
			}
			Self::Glass(subject, who, open) => {
				Open::mutate(|all| match open {
					Some(bits) => all.insert((subject, who), Segments(bits)),
					None => all.remove(&(subject, who)),
				});
				Ok(())
			}
		});
		done.map_err(|error| match error {
			DispatchError::Module(error) => error.message.expect("has a name"),
			other => other.into(),
		})
	}
}
