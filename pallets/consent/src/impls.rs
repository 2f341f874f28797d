//! What the pallet offers to others.

use crate::{Config, GranteeOf, Pallet};
use salus_primitives::{Action, ConsentGate, Purpose, Refusal, Segments};

impl<T: Config> ConsentGate<T::AccountId> for Pallet<T> {
	fn check(
		subject: &T::AccountId,
		actor: &T::AccountId,
		action: Action,
		purpose: Purpose,
		segments: Segments,
	) -> Result<GranteeOf<T>, Refusal> {
		Self::do_check(subject, actor, action, purpose, segments)
	}

	/// The subject has denials, the actor belongs to as many groups as can be, each group has a denial
	/// and a grant that do not apply, and the grant that does is looked at last.
	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_permitted(
		subject: &T::AccountId,
		actor: &T::AccountId,
		action: Action,
		purpose: Purpose,
		segments: Segments,
	) {
		use crate::{ConsentId, Denials, Grants, Profiles, Provision};
		use frame_support::traits::Time;
		use salus_primitives::{Actions, Commitment, Credentials, Grantee, Purposes, Seconds};

		T::Credentials::ensure_worst_case(actor);
		let applies = Provision {
			purposes: Purposes::from_iter([purpose]),
			actions: Actions::from_iter([action]),
			segments,
			from: Seconds(0),
			until: Seconds::ceil(T::Time::now().saturating_add(60_000)).expect("before 2106"),
			form: Commitment([1; 32]),
			version: 1,
			epoch: 0,
			deposit: 0u32.into(),
		};
		let idle = Provision { until: Seconds(0), ..applies.clone() };
		let mut grantees = Self::groups_of(actor);
		grantees.insert(0, Grantee::Account(actor.clone()));
		for grantee in &grantees {
			let id = ConsentId::new(subject, grantee);
			Grants::<T>::insert(id, idle.clone());
			Denials::<T>::insert(id, idle.clone());
		}
		Profiles::<T>::mutate(subject, |profile| profile.denials = grantees.len() as u32);
		let last = grantees.last().expect("the actor is one");
		Grants::<T>::insert(ConsentId::new(subject, last), applies);
	}
}
