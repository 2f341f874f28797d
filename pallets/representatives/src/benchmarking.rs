//! What each call costs at the most.

use super::*;
use alloc::boxed::Box;
use frame_benchmarking::v2::*;
use frame_support::traits::{fungible::Mutate, Get, Time};
use frame_system::RawOrigin as System;
use salus_primitives::{Commitment, Credentials, LicenceKind, MemberRole, Moment, Power, Powers};
use sp_runtime::{
	traits::{Bounded, StaticLookup, Zero},
	DispatchError,
};

const EVIDENCE: Commitment = Commitment([1; 32]);
const ALL: Powers = Powers(0b1111);

fn funded<T: Config>(name: &'static str) -> T::AccountId {
	let who = account(name, 0, 0);
	T::Currency::set_balance(&who, BalanceOf::<T>::max_value() / 100_000u32.into());
	who
}

/// A subject who pays for their entries themselves, which costs more than taking a place.
fn subject<T: Config>() -> T::AccountId {
	funded::<T>("subject")
}

fn representative<T: Config>() -> T::AccountId {
	funded::<T>("representative")
}

fn court<T: Config>() -> T::AccountId {
	let court = funded::<T>("court");
	T::Credentials::ensure_accredited(&court, LicenceKind::Court);
	court
}

fn until<T: Config>() -> Moment {
	T::Time::now() + T::MaxTerm::get()
}

fn named<T: Config>(who: &T::AccountId) -> AccountIdLookup<T> {
	<T as frame_system::Config>::Lookup::unlookup(who.clone())
}

type AccountIdLookup<T> = <<T as frame_system::Config>::Lookup as StaticLookup>::Source;

/// An executor of the subject's.
fn appointed<T: Config>() -> Result<(T::AccountId, T::AccountId), BenchmarkError> {
	let (subject, who) = (subject::<T>(), representative::<T>());
	let kind = Appointed::Executor;
	Pallet::<T>::do_appoint(subject.clone(), who.clone(), kind, ALL, until::<T>(), EVIDENCE)?;
	Ok((subject, who))
}

/// A proxy of somebody who cannot decide, with every power but to read: the representative who costs
/// the most to look at.
pub(crate) fn ensure_represents<T: Config>(subject: &T::AccountId, who: &T::AccountId) {
	let representative = Representative {
		kind: Kind::Proxy,
		powers: Powers::from_iter([Power::Grant, Power::Revoke, Power::Dispute]),
		until: until::<T>(),
		contested: false,
		appointed_by: subject.clone(),
		evidence: EVIDENCE,
		deposit: Zero::zero(),
	};
	Representatives::<T>::insert(subject, who, representative);
	let attestation = Attestation {
		by: who.clone(),
		organisation: who.clone(),
		at: T::Time::now(),
		evidence: EVIDENCE,
		deposit: Zero::zero(),
	};
	let state = ConditionState { first: attestation.clone(), second: Some(attestation) };
	Conditions::<T>::insert(subject, Condition::Incapacity, state);
}

/// A guardian, whom the subject contests.
fn contested<T: Config>() -> Result<(T::AccountId, T::AccountId), BenchmarkError> {
	let (subject, who) = guarded::<T>()?;
	Pallet::<T>::do_contest(subject.clone(), who.clone(), EVIDENCE)?;
	Ok((subject, who))
}

fn guarded<T: Config>() -> Result<(T::AccountId, T::AccountId), BenchmarkError> {
	let (subject, who) = (subject::<T>(), representative::<T>());
	let (court, until) = (court::<T>(), until::<T>());
	Pallet::<T>::do_appoint_guardian(court, subject.clone(), who.clone(), ALL, until, EVIDENCE)?;
	Ok((subject, who))
}

/// A practitioner, and the organisation of theirs that costs the most to look at.
fn practitioner<T: Config>(
	name: &'static str,
	house: &'static str,
) -> (T::AccountId, T::AccountId) {
	let (practitioner, organisation) = (funded::<T>(name), funded::<T>(house));
	T::Credentials::ensure_worst_case(&organisation);
	T::Credentials::ensure_holds(&practitioner, LicenceKind::Practitioner);
	T::Credentials::ensure_member(&organisation, &practitioner, MemberRole::Doctor);
	(practitioner, organisation)
}

fn first<T: Config>() -> (T::AccountId, T::AccountId) {
	practitioner::<T>("first", "hospital")
}

fn second<T: Config>() -> (T::AccountId, T::AccountId) {
	practitioner::<T>("second", "clinic")
}

fn attested<T: Config>(
	(by, organisation): (T::AccountId, T::AccountId),
	subject: &T::AccountId,
	condition: Condition,
) -> Result<(), BenchmarkError> {
	Pallet::<T>::do_attest(by, subject.clone(), condition, organisation, EVIDENCE)?;
	Ok(())
}

fn is_contested<T: Config>(subject: &T::AccountId, representative: &T::AccountId) -> bool {
	Representatives::<T>::get(subject, representative).expect("named").contested
}

fn gone<T: Config>(subject: &T::AccountId, representative: &T::AccountId) -> bool {
	!Representatives::<T>::contains_key(subject, representative)
		&& !Counts::<T>::contains_key(subject)
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn register_parent() {
		let (facility, parent) = (funded::<T>("facility"), representative::<T>());
		T::Credentials::ensure_worst_case(&facility);
		T::Credentials::ensure_holds(&facility, LicenceKind::Facility);
		let child: T::AccountId = account("child", 0, 0);
		let (named_child, named_parent) = (named::<T>(&child), named::<T>(&parent));
		let majority = T::Time::now() + T::MaxMinority::get();

		#[extrinsic_call]
		_(System::Signed(facility), named_child, named_parent, majority, ALL, EVIDENCE);

		assert!(Representatives::<T>::contains_key(child, parent));
	}

	#[benchmark]
	fn appoint() -> Result<(), BenchmarkError> {
		let (subject, who) = (subject::<T>(), representative::<T>());
		attested::<T>(first::<T>(), &subject, Condition::Death)?;
		let (named, until) = (named::<T>(&who), until::<T>());

		#[extrinsic_call]
		_(System::Signed(subject.clone()), named, Appointed::Executor, ALL, until, EVIDENCE);

		assert!(Representatives::<T>::contains_key(subject, who));
		Ok(())
	}

	#[benchmark]
	fn appoint_guardian() {
		let (court, subject, who) = (court::<T>(), subject::<T>(), representative::<T>());
		let (named_subject, named, until) = (named::<T>(&subject), named::<T>(&who), until::<T>());

		#[extrinsic_call]
		_(System::Signed(court), named_subject, named, ALL, until, EVIDENCE);

		assert!(Representatives::<T>::contains_key(subject, who));
	}

	/// The second attestation of a death.
	#[benchmark]
	fn attest() -> Result<(), BenchmarkError> {
		let subject = subject::<T>();
		attested::<T>(first::<T>(), &subject, Condition::Death)?;
		let (by, organisation) = second::<T>();
		let (named_subject, organisation) = (named::<T>(&subject), named::<T>(&organisation));

		#[extrinsic_call]
		_(System::Signed(by), named_subject, Condition::Death, organisation, EVIDENCE);

		assert!(Pallet::<T>::holds(&subject, Condition::Death));
		Ok(())
	}

	/// An attestation in place of somebody else's, who has become a representative: more is looked
	/// at than for one that is too old.
	#[benchmark]
	fn renew_attestation() -> Result<(), BenchmarkError> {
		let subject = subject::<T>();
		let earlier = first::<T>();
		attested::<T>(earlier.clone(), &subject, Condition::Death)?;
		let (kind, until) = (Appointed::Executor, until::<T>());
		Pallet::<T>::do_appoint(subject.clone(), earlier.0, kind, ALL, until, EVIDENCE)?;
		let (by, organisation) = second::<T>();
		let (named_subject, organisation) = (named::<T>(&subject), named::<T>(&organisation));

		#[extrinsic_call]
		attest(System::Signed(by.clone()), named_subject, Condition::Death, organisation, EVIDENCE);

		let state = Conditions::<T>::get(subject, Condition::Death).ok_or("attested")?;
		assert!(state.first.by == by && !state.holds());
		Ok(())
	}

	/// By a court, of a confirmed death.
	#[benchmark]
	fn lift_condition() -> Result<(), BenchmarkError> {
		let (court, subject) = (court::<T>(), subject::<T>());
		attested::<T>(first::<T>(), &subject, Condition::Death)?;
		attested::<T>(second::<T>(), &subject, Condition::Death)?;
		let named = named::<T>(&subject);

		#[extrinsic_call]
		_(System::Signed(court), named, Condition::Death);

		assert!(!Conditions::<T>::contains_key(subject, Condition::Death));
		Ok(())
	}

	#[benchmark]
	fn contest() -> Result<(), BenchmarkError> {
		let (subject, who) = guarded::<T>()?;
		let named = named::<T>(&who);

		#[extrinsic_call]
		_(System::Signed(subject.clone()), named, EVIDENCE);

		assert!(is_contested::<T>(&subject, &who));
		Ok(())
	}

	#[benchmark]
	fn withdraw_contest() -> Result<(), BenchmarkError> {
		let (subject, who) = contested::<T>()?;
		attested::<T>(first::<T>(), &subject, Condition::Death)?;
		let named = named::<T>(&who);

		#[extrinsic_call]
		_(System::Signed(subject.clone()), named);

		assert!(!is_contested::<T>(&subject, &who));
		Ok(())
	}

	/// The representative goes.
	#[benchmark]
	fn settle_contest() -> Result<(), BenchmarkError> {
		let (subject, who) = contested::<T>()?;
		let (named_subject, named) = (named::<T>(&subject), named::<T>(&who));

		#[extrinsic_call]
		_(System::Signed(court::<T>()), named_subject, named, Outcome::Removed);

		assert!(gone::<T>(&subject, &who));
		Ok(())
	}

	#[benchmark]
	fn dismiss() -> Result<(), BenchmarkError> {
		let (subject, who) = appointed::<T>()?;
		let named = named::<T>(&who);

		#[extrinsic_call]
		_(System::Signed(subject.clone()), named);

		assert!(gone::<T>(&subject, &who));
		Ok(())
	}

	#[benchmark]
	fn end_guardianship() -> Result<(), BenchmarkError> {
		let (subject, who) = guarded::<T>()?;
		let (named_subject, named) = (named::<T>(&subject), named::<T>(&who));

		#[extrinsic_call]
		_(System::Signed(court::<T>()), named_subject, named);

		assert!(gone::<T>(&subject, &who));
		Ok(())
	}

	#[benchmark]
	fn resign() -> Result<(), BenchmarkError> {
		let (subject, who) = appointed::<T>()?;
		let named = named::<T>(&subject);

		#[extrinsic_call]
		_(System::Signed(who.clone()), named);

		assert!(gone::<T>(&subject, &who));
		Ok(())
	}

	#[benchmark]
	fn reap() -> Result<(), BenchmarkError> {
		let (subject, who) = appointed::<T>()?;
		Representatives::<T>::mutate(&subject, &who, |entry| {
			entry.as_mut().expect("appointed").until = 0;
		});
		let (named_subject, named) = (named::<T>(&subject), named::<T>(&who));

		#[extrinsic_call]
		_(System::Signed(account("caller", 0, 0)), named_subject, named);

		assert!(gone::<T>(&subject, &who));
		Ok(())
	}

	/// By a proxy, whose standing takes both conditions. The call inside is one that every origin
	/// may make and that costs nothing, whatever power the runtime says it takes.
	#[benchmark]
	fn act() -> Result<(), BenchmarkError> {
		let (subject, who) = (subject::<T>(), representative::<T>());
		let (kind, until) = (Appointed::Proxy, until::<T>());
		Pallet::<T>::do_appoint(subject.clone(), who.clone(), kind, ALL, until, EVIDENCE)?;
		let first = first::<T>();
		attested::<T>(first.clone(), &subject, Condition::Death)?;
		attested::<T>(first, &subject, Condition::Incapacity)?;
		attested::<T>(second::<T>(), &subject, Condition::Incapacity)?;
		let call: Box<<T as Config>::RuntimeCall> =
			Box::new(frame_system::Call::<T>::remark { remark: Default::default() }.into());
		let (named, power) = (named::<T>(&subject), Power::Grant);

		#[block]
		{
			let origin =
				frame_system::pallet_prelude::OriginFor::<T>::from(System::Signed(who.clone()));
			let subject =
				<T as frame_system::Config>::Lookup::lookup(named).map_err(DispatchError::from)?;
			let _ = T::CallPowers::power(&call);
			Pallet::<T>::authorise(&subject, &who, power).map_err(DispatchError::from)?;
			Pallet::<T>::dispatch_for(origin, subject, who.clone(), power, *call)
				.map_err(|error| error.error)?;
		}

		let event = Event::<T>::ActedFor { subject, representative: who, power };
		frame_system::Pallet::<T>::assert_last_event(event.into());
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
