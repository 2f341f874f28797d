//! What each call costs at the most, and what a check costs at the least.

use super::*;
use alloc::vec::Vec;
use frame_benchmarking::v2::*;
use frame_support::traits::{
	fungible::{Mutate, MutateHold},
	Get, Time,
};
use frame_system::RawOrigin;
use salus_primitives::{
	Acting, Action, Actions, Basis, Commitment, ConsentGate, Credentials, EmergencyAccess,
	LicenceKind, Purpose, Purposes, Representation, Seconds, Segments, Sponsorship,
};
use sp_runtime::traits::{Bounded, Saturating, StaticLookup, Zero};

const SEED: u32 = 0;
const FORM: Commitment = Commitment([1; 32]);

fn funded<T: Config>(name: &'static str, index: u32) -> T::AccountId {
	let who = account(name, index, SEED);
	let plenty = BalanceOf::<T>::max_value() / 4_096u32.into();
	T::Currency::set_balance(&who, plenty);
	who
}

fn subject<T: Config>() -> T::AccountId {
	funded::<T>("subject", 0)
}

/// An account that costs the most to look up.
fn licensed<T: Config>(name: &'static str, index: u32) -> T::AccountId {
	let who = funded::<T>(name, index);
	T::Credentials::ensure_worst_case(&who);
	T::Credentials::ensure_holds(&who, LicenceKind::Facility);
	who
}

/// An organisation: the grantee that costs the most to look up.
fn organisation<T: Config>() -> GranteeOf<T> {
	Grantee::Organisation(licensed::<T>("organisation", 0))
}

/// Everything there is, until the last second.
fn everything<T: Config>() -> Scope {
	let now = T::Time::now();
	let until = now.saturating_add(T::MaxValidity::get());
	Scope {
		purposes: Purposes::from_iter(Purpose::ALL.iter().copied()),
		actions: Actions::from_iter(Action::ALL),
		segments: Segments::ALL,
		from: Seconds::floor(now).unwrap_or_default(),
		until: Seconds::floor(until).unwrap_or_default(),
	}
}

fn terms<T: Config>() -> Terms {
	let Scope { purposes, actions, segments, from, until } = everything::<T>();
	Terms {
		purposes,
		actions,
		segments,
		from: from.moment(),
		until: until.moment(),
		form: FORM,
		delegation: MAX_DELEGATION,
		policy: None,
	}
}

fn denial<T: Config>() -> Terms {
	Terms { delegation: 0, ..terms::<T>() }
}

fn grant<T: Config>(subject: &T::AccountId, grantee: &GranteeOf<T>) -> Result<(), BenchmarkError> {
	let acting = Acting { subject: subject.clone(), by: None };
	Pallet::<T>::do_grant(acting, grantee.clone(), terms::<T>())?;
	Ok(())
}

fn deny<T: Config>(subject: &T::AccountId, grantee: &GranteeOf<T>) -> Result<(), BenchmarkError> {
	let acting = Acting { subject: subject.clone(), by: None };
	Ok(Pallet::<T>::do_deny(acting, grantee.clone(), denial::<T>())?)
}

/// A form of an institution's that is in force.
fn form<T: Config>(institution: &T::AccountId) -> Result<PolicyId, BenchmarkError> {
	Pallet::<T>::do_publish_form(institution.clone(), FORM)?;
	Ok(LastPolicyId::<T>::get())
}

/// What permits `scope` under a form of its own.
fn provision<T: Config>(scope: Scope, epoch: u16) -> Provision {
	let policy = LastPolicyId::<T>::mutate(|last| {
		last.saturating_inc();
		*last
	});
	let institution = account("institution", policy, SEED);
	let deposit = Zero::zero();
	let entry = Policy { institution, latest: 1, required: 1, form: FORM, deposit };
	Policies::<T>::insert(policy, entry);
	Provision {
		scope,
		delegation: MAX_DELEGATION,
		form: FORM,
		policy,
		version: 1,
		epoch,
		deposit: 0,
	}
}

/// Hangs `to` below a grant, over as many links as there may be, of which the delegators are
/// organisations that begin with number `index`. Only the grant, at the top, permits `granted`.
fn hang<T: Config>(
	subject: &T::AccountId,
	to: &GranteeOf<T>,
	links: u8,
	index: u32,
	granted: Scope,
	epoch: u16,
) -> T::AccountId {
	let mut by = licensed::<T>("delegator", index);
	let grant = provision::<T>(granted, epoch);
	let (mut above, mut parent) = (Above::Grant, Digest::of(&grant));
	Grants::<T>::insert(ConsentId::new(subject, &Grantee::Organisation(by.clone())), grant);
	for link in (0..links).rev() {
		let next = match link {
			0 => None,
			_ => Some(licensed::<T>("delegator", index.saturating_add(link.into()))),
		};
		let receiver = next.clone().map_or_else(|| to.clone(), Grantee::Organisation);
		let deposit = T::DelegationDeposit::get();
		T::Currency::hold(&HoldReason::Delegation.into(), &by, deposit).expect("funded");
		let entry = Delegation {
			by: Grantee::Organisation(by.clone()),
			above,
			parent,
			scope: everything::<T>(),
			delegation: link,
			deposit,
		};
		(above, parent) = (Above::Delegation, Digest::of(&entry));
		Delegations::<T>::insert(ConsentId::new(subject, &receiver), entry);
		by = next.unwrap_or(by);
	}
	by
}

/// Denies `grantee` nothing, which has to be looked up.
fn deny_nothing<T: Config>(subject: &T::AccountId, grantee: &GranteeOf<T>) {
	let scope = Scope { purposes: Purposes::default(), ..everything::<T>() };
	let denial = Provision { policy: 0, version: 0, ..provision::<T>(scope, 0) };
	Denials::<T>::insert(ConsentId::new(subject, grantee), denial);
	Profiles::<T>::mutate(subject, |profile| profile.denials.saturating_inc());
}

/// Everything that `actor` is to a subject, after giving them as much as there may be.
fn grantees<T: Config>(actor: &T::AccountId) -> Vec<GranteeOf<T>> {
	T::Credentials::ensure_worst_case(actor);
	let mut grantees = Pallet::<T>::groups_of(actor);
	grantees.push(Grantee::Account(actor.clone()));
	grantees.push(Grantee::Organisation(actor.clone()));
	grantees
}

/// See [`ConsentGate::ensure_granted`].
pub(crate) fn ensure_granted<T: Config>(
	subject: &T::AccountId,
	actor: &T::AccountId,
	action: Action,
	purpose: Purpose,
	segments: Segments,
) {
	for grantee in grantees::<T>(actor) {
		deny_nothing::<T>(subject, &grantee);
	}
	insert_grant::<T>(subject, actor, action, purpose, segments);
}

/// Stores a grant to `actor`.
pub(crate) fn insert_grant<T: Config>(
	subject: &T::AccountId,
	actor: &T::AccountId,
	action: Action,
	purpose: Purpose,
	segments: Segments,
) {
	let scope = Scope {
		purposes: Purposes::from_iter([purpose]),
		actions: Actions::from_iter([action]),
		segments,
		..everything::<T>()
	};
	let id = ConsentId::new(subject, &Grantee::Account(actor.clone()));
	Grants::<T>::insert(id, provision::<T>(scope, Profiles::<T>::get(subject).epoch));
}

/// See [`ConsentGate::ensure_permitted`].
pub(crate) fn ensure_permitted<T: Config>(
	subject: &T::AccountId,
	actor: &T::AccountId,
	action: Action,
	purpose: Purpose,
	segments: Segments,
) {
	if purpose != Purpose::BTG {
		return ensure_granted::<T>(subject, actor, action, purpose, segments);
	}
	let epoch = Profiles::<T>::get(subject).epoch;
	let nothing = || Scope { segments: Segments::default(), ..everything::<T>() };
	for (number, grantee) in (0u32..).zip(grantees::<T>(actor)) {
		if Pallet::<T>::is_delegable(&grantee) {
			let first = number.saturating_mul(MAX_DELEGATION.into());
			hang::<T>(subject, &grantee, MAX_DELEGATION, first, nothing(), epoch);
			for delegator in 0..u32::from(MAX_DELEGATION) {
				let delegator: T::AccountId =
					account("delegator", first.saturating_add(delegator), SEED);
				deny_nothing::<T>(subject, &Grantee::Organisation(delegator.clone()));
				deny_nothing::<T>(subject, &Grantee::Account(delegator));
			}
		}
		deny_nothing::<T>(subject, &grantee);
		Grants::<T>::insert(ConsentId::new(subject, &grantee), provision::<T>(nothing(), epoch));
	}
	T::Representation::ensure_represents(subject, actor);
	T::Emergency::ensure_open(subject, actor, segments);
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn grant() {
		let (subject, grantee) = (subject::<T>(), organisation::<T>());
		let id = ConsentId::new(&subject, &grantee);

		#[extrinsic_call]
		_(RawOrigin::Signed(subject), grantee, terms::<T>());

		assert!(Grants::<T>::contains_key(id));
	}

	#[benchmark]
	fn grant_under_form() -> Result<(), BenchmarkError> {
		let (subject, grantee) = (subject::<T>(), organisation::<T>());
		let id = ConsentId::new(&subject, &grantee);
		let policy = form::<T>(&licensed::<T>("institution", 0))?;
		let terms = Terms { policy: Some(PolicyVersion { policy, version: 1 }), ..terms::<T>() };

		#[extrinsic_call]
		grant(RawOrigin::Signed(subject), grantee, terms);

		assert!(Grants::<T>::get(id).is_some_and(|entry| entry.policy == policy));
		Ok(())
	}

	/// To an account, of a subject whose institution paid for a place.
	#[benchmark]
	fn grant_on_place() {
		let (subject, grantee) = (subject::<T>(), Grantee::Account(funded::<T>("actor", 0)));
		let id = ConsentId::new(&subject, &grantee);
		T::Sponsorship::ensure_place(&subject);

		#[extrinsic_call]
		grant(RawOrigin::Signed(subject), grantee, terms::<T>());

		assert!(Grants::<T>::get(id).is_some_and(|entry| entry.deposit == 0));
	}

	/// Not a call: what it costs to hold a deposit for a grant.
	#[benchmark]
	fn measure_hold() -> Result<(), BenchmarkError> {
		let subject = subject::<T>();

		#[block]
		{
			T::Currency::hold(&HoldReason::Consent.into(), &subject, T::ConsentDeposit::get())?;
		}

		Ok(())
	}

	#[benchmark]
	fn deny() {
		let (subject, grantee) = (subject::<T>(), organisation::<T>());
		let id = ConsentId::new(&subject, &grantee);

		#[extrinsic_call]
		_(RawOrigin::Signed(subject), grantee, denial::<T>());

		assert!(Denials::<T>::contains_key(id));
	}

	#[benchmark]
	fn revoke() -> Result<(), BenchmarkError> {
		let (subject, grantee) = (subject::<T>(), organisation::<T>());
		let id = ConsentId::new(&subject, &grantee);
		super::grant::<T>(&subject, &grantee)?;

		#[extrinsic_call]
		_(RawOrigin::Signed(subject), grantee);

		assert!(!Grants::<T>::contains_key(id));
		Ok(())
	}

	#[benchmark]
	fn lift_denial() -> Result<(), BenchmarkError> {
		let (subject, grantee) = (subject::<T>(), organisation::<T>());
		super::deny::<T>(&subject, &grantee)?;

		#[extrinsic_call]
		_(RawOrigin::Signed(subject.clone()), grantee);

		assert!(!Profiles::<T>::contains_key(subject));
		Ok(())
	}

	#[benchmark]
	fn revoke_all() {
		let subject = subject::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(subject.clone()));

		assert_eq!(Profiles::<T>::get(subject).epoch, 1);
	}

	#[benchmark]
	fn reap() -> Result<(), BenchmarkError> {
		let (subject, grantee) = (subject::<T>(), organisation::<T>());
		let id = ConsentId::new(&subject, &grantee);
		super::grant::<T>(&subject, &grantee)?;
		super::deny::<T>(&subject, &grantee)?;
		for provisions in [Grants::<T>::mutate, Denials::<T>::mutate] {
			provisions(id, |entry: &mut Option<Provision>| {
				entry.as_mut().expect("stored").scope.until = Seconds(0);
			});
		}
		let caller = account("caller", 0, SEED);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), subject, grantee);

		assert!(!Grants::<T>::contains_key(id) && !Denials::<T>::contains_key(id));
		Ok(())
	}

	#[benchmark]
	fn reap_profile() -> Result<(), BenchmarkError> {
		let subject = subject::<T>();
		Pallet::<T>::do_revoke_all(subject.clone())?;
		Profiles::<T>::mutate(&subject, |profile| profile.voided_until = Seconds(0));
		assert!(!Profiles::<T>::get(&subject).deposit.is_zero());
		let caller = account("caller", 0, SEED);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), subject.clone());

		assert!(!Profiles::<T>::contains_key(subject));
		Ok(())
	}

	#[benchmark]
	fn publish_form() {
		let institution = licensed::<T>("institution", 0);

		#[extrinsic_call]
		_(RawOrigin::Signed(institution), FORM);

		assert!(Policies::<T>::contains_key(LastPolicyId::<T>::get()));
	}

	#[benchmark]
	fn publish_version() -> Result<(), BenchmarkError> {
		let institution = licensed::<T>("institution", 0);
		let policy = form::<T>(&institution)?;

		#[extrinsic_call]
		_(RawOrigin::Signed(institution), policy, FORM, true);

		assert!(Policies::<T>::get(policy).is_some_and(|entry| entry.required == 2));
		Ok(())
	}

	#[benchmark]
	fn require_reconsent() -> Result<(), BenchmarkError> {
		let institution = licensed::<T>("institution", 0);
		let policy = form::<T>(&institution)?;
		Pallet::<T>::do_publish_version(institution.clone(), policy, FORM, false)?;

		#[extrinsic_call]
		_(RawOrigin::Signed(institution), policy);

		assert!(Policies::<T>::get(policy).is_some_and(|entry| entry.required == 2));
		Ok(())
	}

	#[benchmark]
	fn retire_policy() -> Result<(), BenchmarkError> {
		let institution = licensed::<T>("institution", 0);
		let policy = form::<T>(&institution)?;

		#[extrinsic_call]
		_(RawOrigin::Signed(institution), policy);

		assert!(!Policies::<T>::contains_key(policy));
		Ok(())
	}

	/// The last link that there may be, of an organisation whose own grant is not enough, in place of
	/// a link as long that has ended; and the subject has denials.
	#[benchmark]
	fn delegate() -> Result<(), BenchmarkError> {
		let (subject, delegator) = (subject::<T>(), licensed::<T>("delegating", 0));
		let (by, to) = (Grantee::Organisation(delegator.clone()), organisation::<T>());
		let links = MAX_DELEGATION.saturating_sub(1);
		hang::<T>(&subject, &by, links, 0, everything::<T>(), 0);
		Delegations::<T>::mutate(ConsentId::new(&subject, &by), |link| {
			link.as_mut().expect("stored").delegation = 1;
		});
		let none = Scope { segments: Segments::default(), ..everything::<T>() };
		Grants::<T>::insert(ConsentId::new(&subject, &by), provision::<T>(none, 0));
		hang::<T>(&subject, &to, MAX_DELEGATION, 10, everything::<T>(), u16::MAX);
		deny_nothing::<T>(&subject, &by);
		let Terms { purposes, actions, segments, from, until, .. } = terms::<T>();
		let terms = DelegatedTerms { purposes, actions, segments, from, until, delegation: 0 };
		let lookup = T::Lookup::unlookup(subject.clone());

		#[extrinsic_call]
		_(RawOrigin::Signed(delegator), lookup, Capacity::Organisation, to.clone(), terms);

		assert!(
			Delegations::<T>::get(ConsentId::new(&subject, &to)).is_some_and(|link| link.by == by)
		);
		Ok(())
	}

	#[benchmark]
	fn end_delegation() {
		let (subject, to) = (subject::<T>(), organisation::<T>());
		let delegator = hang::<T>(&subject, &to, MAX_DELEGATION, 0, everything::<T>(), 0);
		let lookup = T::Lookup::unlookup(subject.clone());

		#[extrinsic_call]
		_(RawOrigin::Signed(delegator), lookup, to.clone());

		assert!(!Delegations::<T>::contains_key(ConsentId::new(&subject, &to)));
	}

	#[benchmark]
	fn revoke_delegation() {
		let (subject, to) = (subject::<T>(), organisation::<T>());
		hang::<T>(&subject, &to, MAX_DELEGATION, 0, everything::<T>(), 0);

		#[extrinsic_call]
		_(RawOrigin::Signed(subject.clone()), to.clone());

		assert!(!Delegations::<T>::contains_key(ConsentId::new(&subject, &to)));
	}

	#[benchmark]
	fn reap_delegation() {
		let (subject, to) = (subject::<T>(), organisation::<T>());
		hang::<T>(&subject, &to, MAX_DELEGATION, 0, everything::<T>(), u16::MAX);
		let (caller, lookup) = (account("caller", 0, SEED), T::Lookup::unlookup(subject.clone()));

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), lookup, to.clone());

		assert!(!Delegations::<T>::contains_key(ConsentId::new(&subject, &to)));
	}

	#[benchmark]
	fn freeze() {
		let subject = subject::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(subject.clone()));

		assert!(Profiles::<T>::get(subject).frozen);
	}

	#[benchmark]
	fn unfreeze() -> Result<(), BenchmarkError> {
		let subject = subject::<T>();
		Pallet::<T>::do_freeze(subject.clone())?;

		#[extrinsic_call]
		_(RawOrigin::Signed(subject.clone()));

		assert!(!Profiles::<T>::contains_key(subject));
		Ok(())
	}

	#[benchmark]
	fn lock_for_emergencies() {
		let subject = subject::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(subject.clone()), Segments::ALL);

		assert_eq!(Profiles::<T>::get(subject).locked, Segments::ALL);
	}

	#[benchmark]
	fn opt_out_of_research() {
		let subject = subject::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(subject.clone()));

		assert!(Profiles::<T>::get(subject).research_opt_out);
	}

	/// Not a call: what asking the gate costs when a grant to the actor is enough, and the subject
	/// has no denials.
	#[benchmark]
	fn measure_check() -> Result<(), BenchmarkError> {
		let (subject, actor) = (subject::<T>(), funded::<T>("actor", 0));
		let grantee = Grantee::Account(actor.clone());
		super::grant::<T>(&subject, &grantee)?;
		let (action, purpose) = (Action::Access, Purpose::TREAT);
		let answer;

		#[block]
		{
			answer = <Pallet<T> as ConsentGate<_>>::check(
				&subject,
				&actor,
				action,
				purpose,
				Segments(1),
			);
		}

		assert_eq!(answer, Ok(Basis::Grant(grantee)));
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::mock::{new_test_ext, Test};

	/// What the benchmarks of others rely on.
	#[test]
	fn whoever_is_to_be_let_in_is() {
		new_test_ext().execute_with(|| {
			let ask = |purpose| Pallet::<Test>::do_check(&1, &2, Action::Use, purpose, Segments(4));
			ensure_permitted::<Test>(&1, &2, Action::Use, Purpose::BTG, Segments(4));
			assert!(matches!(ask(Purpose::BTG), Ok(Basis::Emergency(_))));
			ensure_granted::<Test>(&1, &2, Action::Use, Purpose::TREAT, Segments(4));
			assert_eq!(ask(Purpose::TREAT), Ok(Basis::Grant(Grantee::Account(2))));
		});
	}
}
