//! What each call costs at the most.

use super::*;
use frame_benchmarking::v2::*;
use frame_support::traits::{fungible::Mutate, EnsureOrigin, Get, Time};
use frame_system::RawOrigin;
use salus_primitives::{Commitment, Credentials, LicenceKind, MemberRole, Moment, Segments};
use sp_runtime::traits::{Bounded, StaticLookup};

const STATEMENT: Commitment = Commitment([1; 32]);
const REASON: Reason = Reason::LifeThreatening;
/// More organisations than anybody may belong to.
const HOUSES: u32 = 16;

fn funded<T: Config>(name: &'static str, index: u32) -> T::AccountId {
	let who = account(name, index, 0);
	T::Currency::set_balance(&who, BalanceOf::<T>::max_value() / 100_000u32.into());
	who
}

fn subject<T: Config>() -> T::AccountId {
	account("subject", 0, 0)
}

/// An emergency practitioner who belongs to as many organisations as may be, and the one that costs
/// the most to look at.
fn practitioner<T: Config>() -> (T::AccountId, T::AccountId) {
	let (practitioner, hospital) = (funded::<T>("medic", 0), funded::<T>("hospital", 0));
	T::Credentials::ensure_worst_case(&practitioner);
	T::Credentials::ensure_worst_case(&hospital);
	T::Credentials::ensure_holds(&practitioner, LicenceKind::Practitioner);
	T::Credentials::ensure_member(&hospital, &practitioner, MemberRole::EmergencyPractitioner);
	let officer = funded::<T>("officer", 0);
	T::Credentials::ensure_member(&hospital, &officer, MemberRole::PrivacyOfficer);
	(practitioner, hospital)
}

/// A regulator who belongs to as many organisations as may be, to none with the practitioner.
fn reviewer<T: Config>() -> T::AccountId {
	let reviewer = funded::<T>("reviewer", 0);
	T::Credentials::ensure_holds(&reviewer, LicenceKind::Regulator);
	for index in 0..HOUSES {
		let house = funded::<T>("house", index);
		T::Credentials::ensure_member(&house, &reviewer, MemberRole::Doctor);
	}
	reviewer
}

/// A case of a practitioner who has as many unreviewed ones as may be.
fn broken<T: Config>() -> Result<(CaseId, T::AccountId), BenchmarkError> {
	let (practitioner, hospital) = practitioner::<T>();
	let id = NextCaseId::<T>::get();
	Pallet::<T>::do_break_glass(
		practitioner.clone(),
		subject::<T>(),
		hospital,
		Segments(1),
		REASON,
		STATEMENT,
	)?;
	fill::<T>(&practitioner, T::MaxOpenCases::get());
	Ok((id, practitioner))
}

/// Fills the list of unreviewed cases up to `count`; none of them is ever overdue.
fn fill<T: Config>(practitioner: &T::AccountId, count: u32) {
	Conduct::<T>::mutate(practitioner, |conduct| {
		for n in conduct.unreviewed.len() as u32..count {
			let other = CaseId::MAX - CaseId::from(n);
			conduct.unreviewed.try_push((other, Moment::MAX)).expect("there is room");
		}
	});
}

/// One strike less than suspends the right.
fn nearly_suspended<T: Config>(practitioner: &T::AccountId) {
	Conduct::<T>::mutate(practitioner, |conduct| {
		conduct.strikes = T::StrikeLimit::get().saturating_sub(1);
	});
}

fn named<T: Config>(
	who: &T::AccountId,
) -> <<T as frame_system::Config>::Lookup as StaticLookup>::Source {
	<T as frame_system::Config>::Lookup::unlookup(who.clone())
}

fn pass<T: pallet_timestamp::Config<Moment = Moment>>(time: Moment) {
	pallet_timestamp::Now::<T>::mutate(|now| *now += time);
}

/// See [`EmergencyAccess::ensure_open`](salus_primitives::EmergencyAccess::ensure_open).
pub(crate) fn ensure_open<T: Config>(
	subject: &T::AccountId,
	practitioner: &T::AccountId,
	segments: Segments,
) {
	T::Credentials::ensure_holds(practitioner, LicenceKind::Practitioner);
	let id = NextCaseId::<T>::get();
	let opened_at = T::Time::now();
	let case = Case {
		practitioner: practitioner.clone(),
		organisation: practitioner.clone(),
		subject: subject.clone(),
		segments,
		reason: REASON,
		justification: STATEMENT,
		opened_at,
		until: opened_at.saturating_add(T::AccessPeriod::get()),
		review_due: opened_at.saturating_add(T::ReviewPeriod::get()),
		state: CaseState::Unreviewed,
		review: None,
		deposit: BalanceOf::<T>::default(),
	};
	Cases::<T>::insert(id, case);
	Latest::<T>::insert(subject, practitioner, id);
}

#[benchmarks(where T: pallet_timestamp::Config<Moment = Moment>)]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn break_glass() -> Result<(), BenchmarkError> {
		// There was a case before, reviewed by now.
		let (earlier, practitioner) = broken::<T>()?;
		let reviewer = reviewer::<T>();
		Pallet::<T>::do_review(reviewer, earlier, Finding::Justified, STATEMENT)?;
		let hospital = Cases::<T>::get(earlier).ok_or("no case")?.organisation;
		let id = NextCaseId::<T>::get();

		#[extrinsic_call]
		_(
			RawOrigin::Signed(practitioner.clone()),
			named::<T>(&subject::<T>()),
			named::<T>(&hospital),
			Segments(1),
			REASON,
			STATEMENT,
		);

		assert_eq!(Latest::<T>::get(subject::<T>(), practitioner), Some(id));
		Ok(())
	}

	#[benchmark]
	fn end_access() -> Result<(), BenchmarkError> {
		let (id, practitioner) = broken::<T>()?;

		#[extrinsic_call]
		_(RawOrigin::Signed(practitioner), id);

		let case = Cases::<T>::get(id).ok_or("no case")?;
		assert_eq!(case.until, case.opened_at);
		Ok(())
	}

	#[benchmark]
	fn review() -> Result<(), BenchmarkError> {
		let (id, practitioner) = broken::<T>()?;
		nearly_suspended::<T>(&practitioner);
		let reviewer = reviewer::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(reviewer), id, Finding::Unjustified, STATEMENT);

		let state = Cases::<T>::get(id).map(|case| case.state);
		assert_eq!(state, Some(CaseState::Unjustified));
		assert!(Conduct::<T>::get(practitioner).suspended);
		Ok(())
	}

	#[benchmark]
	fn flag_overdue() -> Result<(), BenchmarkError> {
		let (id, practitioner) = broken::<T>()?;
		nearly_suspended::<T>(&practitioner);
		pass::<T>(T::ReviewPeriod::get());

		#[extrinsic_call]
		_(RawOrigin::Signed(practitioner.clone()), id);

		assert_eq!(Cases::<T>::get(id).map(|case| case.state), Some(CaseState::Overdue));
		assert!(Conduct::<T>::get(practitioner).suspended);
		Ok(())
	}

	#[benchmark]
	fn reinstate() -> Result<(), BenchmarkError> {
		let origin =
			T::GovernanceOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		let practitioner = funded::<T>("medic", 0);
		fill::<T>(&practitioner, T::MaxOpenCases::get());
		Conduct::<T>::mutate(&practitioner, |conduct| {
			conduct.strikes = T::StrikeLimit::get();
			conduct.suspended = true;
		});

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, named::<T>(&practitioner));

		assert!(!Conduct::<T>::get(practitioner).suspended);
		Ok(())
	}

	#[benchmark]
	fn reap_case() -> Result<(), BenchmarkError> {
		let (id, practitioner) = broken::<T>()?;
		Pallet::<T>::do_review(reviewer::<T>(), id, Finding::Justified, STATEMENT)?;
		pass::<T>(T::RetentionPeriod::get());

		#[extrinsic_call]
		_(RawOrigin::Signed(practitioner.clone()), id);

		assert!(!Cases::<T>::contains_key(id));
		assert!(!Latest::<T>::contains_key(subject::<T>(), practitioner));
		Ok(())
	}

	#[benchmark]
	fn reap_use() -> Result<(), BenchmarkError> {
		let (_, practitioner) = broken::<T>()?;
		pass::<T>(T::RatePeriod::get());

		#[extrinsic_call]
		_(RawOrigin::Signed(practitioner), named::<T>(&subject::<T>()));

		assert!(!SubjectUse::<T>::contains_key(subject::<T>()));
		Ok(())
	}

	#[benchmark]
	fn reap_conduct() -> Result<(), BenchmarkError> {
		let (id, practitioner) = broken::<T>()?;
		Pallet::<T>::do_review(reviewer::<T>(), id, Finding::Justified, STATEMENT)?;
		Conduct::<T>::mutate(&practitioner, |conduct| conduct.unreviewed = Default::default());
		pass::<T>(T::RatePeriod::get());

		#[extrinsic_call]
		_(RawOrigin::Signed(practitioner.clone()), named::<T>(&practitioner));

		assert!(!Conduct::<T>::contains_key(practitioner));
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
