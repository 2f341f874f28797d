//! What each call costs at the most, and what finding a sponsor adds to a fee.

use super::*;
use frame_benchmarking::v2::*;
use frame_support::traits::{
	fungible::{Inspect, Mutate},
	Get,
};
use frame_system::RawOrigin;
use salus_primitives::{Credentials, LicenceKind};
use sp_runtime::traits::{Bounded, StaticLookup};

/// A funded organisation with as many licences as fit.
fn organisation<T: Config>(name: &'static str) -> T::AccountId {
	let who = account(name, 0, 0);
	T::Currency::set_balance(&who, BalanceOf::<T>::max_value() / 100_000u32.into());
	T::Credentials::ensure_worst_case(&who);
	T::Credentials::ensure_holds(&who, LicenceKind::Facility);
	who
}

fn patient<T: Config>() -> T::AccountId {
	account("patient", 0, 0)
}

/// A patient, and the sponsor that has enrolled them.
fn enrolled<T: Config>() -> Result<(T::AccountId, T::AccountId), BenchmarkError> {
	let (patient, sponsor) = (patient::<T>(), organisation::<T>("sponsor"));
	Pallet::<T>::do_enrol(sponsor.clone(), patient.clone(), 1)?;
	Ok((patient, sponsor))
}

/// See [`Sponsorship::ensure_place`](salus_primitives::Sponsorship::ensure_place).
pub(crate) fn ensure_place<T: Config>(subject: &T::AccountId) {
	let places = T::MaxPlaces::get();
	Pallet::<T>::do_enrol(organisation::<T>("sponsor"), subject.clone(), places)
		.expect("the sponsor is licensed and has the means");
}

/// An enrolled patient, and the institution whose offer stands.
fn offered<T: Config>() -> Result<(T::AccountId, T::AccountId), BenchmarkError> {
	let (patient, _) = enrolled::<T>()?;
	let institution = organisation::<T>("institution");
	Pallet::<T>::do_offer(institution.clone(), patient.clone(), 1)?;
	Ok((patient, institution))
}

#[benchmarks]
mod benchmarks {
	use super::*;

	/// Where an enrolment by another sponsor has ended: two sponsors' funds move.
	#[benchmark]
	fn enrol() -> Result<(), BenchmarkError> {
		let (patient, former) = enrolled::<T>()?;
		frame_system::Pallet::<T>::inc_account_nonce(&patient);
		Pallet::<T>::do_discharge(former, patient.clone())?;
		let sponsor = organisation::<T>("institution");
		let lookup = T::Lookup::unlookup(patient.clone());

		#[extrinsic_call]
		_(RawOrigin::Signed(sponsor.clone()), lookup, T::MaxPlaces::get());

		assert_eq!(
			Enrolments::<T>::get(patient).map(|e| (e.sponsor, e.ended)),
			Some((sponsor, false))
		);
		Ok(())
	}

	#[benchmark]
	fn resize() -> Result<(), BenchmarkError> {
		let (patient, sponsor) = enrolled::<T>()?;
		let lookup = T::Lookup::unlookup(patient.clone());
		let places = T::MaxPlaces::get();

		#[extrinsic_call]
		_(RawOrigin::Signed(sponsor), lookup, places);

		assert_eq!(Enrolments::<T>::get(patient).map(|e| e.places), Some(places));
		Ok(())
	}

	/// In place of an earlier offer.
	#[benchmark]
	fn offer() -> Result<(), BenchmarkError> {
		let (patient, institution) = offered::<T>()?;
		let lookup = T::Lookup::unlookup(patient.clone());
		let places = T::MaxPlaces::get();

		#[extrinsic_call]
		_(RawOrigin::Signed(institution), lookup, places);

		assert_eq!(Offers::<T>::get(patient).map(|made| made.places), Some(places));
		Ok(())
	}

	#[benchmark]
	fn accept_offer() -> Result<(), BenchmarkError> {
		let (patient, institution) = offered::<T>()?;
		let lookup = T::Lookup::unlookup(institution.clone());

		#[extrinsic_call]
		_(RawOrigin::Signed(patient.clone()), lookup);

		assert_eq!(Enrolments::<T>::get(patient).map(|e| e.sponsor), Some(institution));
		Ok(())
	}

	#[benchmark]
	fn withdraw_offer() -> Result<(), BenchmarkError> {
		let (patient, institution) = offered::<T>()?;
		let lookup = T::Lookup::unlookup(patient.clone());

		#[extrinsic_call]
		_(RawOrigin::Signed(institution), lookup);

		assert!(!Offers::<T>::contains_key(patient));
		Ok(())
	}

	#[benchmark]
	fn decline_offer() -> Result<(), BenchmarkError> {
		let (patient, _) = offered::<T>()?;

		#[extrinsic_call]
		_(RawOrigin::Signed(patient.clone()));

		assert!(!Offers::<T>::contains_key(patient));
		Ok(())
	}

	/// With an offer that stands, and an account that goes.
	#[benchmark]
	fn discharge() -> Result<(), BenchmarkError> {
		let (patient, _) = offered::<T>()?;
		let sponsor = account("sponsor", 0, 0);
		let lookup = T::Lookup::unlookup(patient.clone());

		#[extrinsic_call]
		_(RawOrigin::Signed(sponsor), lookup);

		assert!(!Enrolments::<T>::contains_key(&patient) && !Offers::<T>::contains_key(&patient));
		assert!(!frame_system::Pallet::<T>::account_exists(&patient));
		Ok(())
	}

	/// What a fee costs more than `Inner` alone: the sponsor is looked for twice, to validate and to
	/// prepare, the sponsor's balance is read beside the patient's, and a call is counted.
	#[benchmark]
	fn sponsored_fee() -> Result<(), BenchmarkError> {
		let (patient, sponsor) = enrolled::<T>()?;

		#[block]
		{
			for _ in 0..2 {
				assert!(Pallet::<T>::do_allowance_left(&patient) > 0);
				T::Currency::balance(&sponsor);
			}
			Pallet::<T>::consume_call(&patient);
			let sponsor = Some(sponsor);
			Pallet::<T>::deposit_event(Event::CallSponsored { patient: patient.clone(), sponsor });
		}

		assert_eq!(Enrolments::<T>::get(patient).map(|e| e.calls), Some(1));
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
