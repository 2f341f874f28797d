//! What each call costs at the most.

use super::*;
use frame_benchmarking::v2::*;
use frame_support::traits::{fungible::Mutate, Get, Time};
use frame_system::RawOrigin;
use salus_primitives::{
	Action, Actions, Commitment, Credentials, LicenceKind, Purpose, Purposes, Seconds, Segments,
};
use sp_runtime::traits::{Bounded, Zero};

const SEED: u32 = 0;

fn subject<T: Config>() -> T::AccountId {
	let subject = account("subject", 0, SEED);
	let plenty = BalanceOf::<T>::max_value() / 4u32.into();
	T::Currency::set_balance(&subject, plenty);
	subject
}

/// An organisation: the grantee that costs the most to look up.
fn organisation<T: Config>() -> GranteeOf<T> {
	let organisation = account("organisation", 0, SEED);
	T::Credentials::ensure_worst_case(&organisation);
	T::Credentials::ensure_holds(&organisation, LicenceKind::Facility);
	Grantee::Organisation(organisation)
}

fn terms<T: Config>() -> Terms {
	let now = T::Time::now();
	Terms {
		purposes: Purpose::ALL.iter().copied().collect::<Purposes>(),
		actions: Actions::from_iter(Action::ALL),
		segments: Segments::ALL,
		from: now,
		until: now + T::MaxValidity::get(),
		form: Commitment([1; 32]),
		version: u16::MAX,
	}
}

/// Lets what was granted or denied end now.
fn expire<Balance: codec::HasCompact>(provision: &mut Option<Provision<Balance>>) {
	provision.as_mut().expect("stored").until = Seconds(0);
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
	fn deny() {
		let (subject, grantee) = (subject::<T>(), organisation::<T>());
		let id = ConsentId::new(&subject, &grantee);

		#[extrinsic_call]
		_(RawOrigin::Signed(subject), grantee, terms::<T>());

		assert!(Denials::<T>::contains_key(id));
	}

	#[benchmark]
	fn revoke() -> Result<(), BenchmarkError> {
		let (subject, grantee) = (subject::<T>(), organisation::<T>());
		let id = ConsentId::new(&subject, &grantee);
		Pallet::<T>::do_grant(subject.clone(), grantee.clone(), terms::<T>())?;

		#[extrinsic_call]
		_(RawOrigin::Signed(subject), grantee);

		assert!(!Grants::<T>::contains_key(id));
		Ok(())
	}

	#[benchmark]
	fn lift_denial() -> Result<(), BenchmarkError> {
		let (subject, grantee) = (subject::<T>(), organisation::<T>());
		Pallet::<T>::do_deny(subject.clone(), grantee.clone(), terms::<T>())?;

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
		Pallet::<T>::do_grant(subject.clone(), grantee.clone(), terms::<T>())?;
		Pallet::<T>::do_deny(subject.clone(), grantee.clone(), terms::<T>())?;
		Grants::<T>::mutate(id, expire);
		Denials::<T>::mutate(id, expire);
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

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
