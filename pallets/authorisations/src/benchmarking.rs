//! What each call costs at the most: with as many services as there may be.

use super::*;
use frame_benchmarking::v2::*;
use frame_support::{
	traits::{fungible::Mutate, Get, Time},
	BoundedVec,
};
use frame_system::RawOrigin as System;
use salus_primitives::{
	days_after, end_of_day, Action, AuthorisationClocks, AuthorisationId, Commitment, ConsentGate,
	Coverage, Credentials, Day, LicenceKind, Moment, PlanId, Purpose, Segments, ServiceTag,
	Silence, Terms, DAY, MAX_CERTIFIED, MAX_GROUPS, MAX_TIERS,
};
use sp_runtime::{traits::Bounded, SaturatedConversion};

type AssetOf<T> = <<T as Config>::Coverage as Coverage<AccountIdOf<T>>>::AssetId;

const NOW: Moment = 20_000 * DAY;
const TODAY: Day = 20_000;
const SOMETHING: Commitment = Commitment([1; 32]);
const CLOCKS: AuthorisationClocks = AuthorisationClocks {
	urgent_hours: 72,
	normal_hours: 168,
	answer_hours: 48,
	silence: Silence::Grants,
};

/// The service `number`.
fn tag(number: u32) -> ServiceTag {
	ServiceTag(u128::from(number).saturating_add(1).to_be_bytes())
}

fn tags(count: u32) -> alloc::vec::Vec<ServiceTag> {
	(0..count).map(tag).collect()
}

/// Somebody with the licences that cost the most to look at, one of them of `kind`.
fn licensed<T: Config>(name: &'static str, kind: LicenceKind) -> T::AccountId {
	let who = account(name, 0, 0);
	T::Currency::set_balance(&who, BalanceOf::<T>::max_value() / 100_000u32.into());
	T::Credentials::ensure_worst_case(&who);
	T::Credentials::ensure_holds(&who, kind);
	who
}

/// Who takes part, and in which plan.
struct Parties<T: Config> {
	plan: PlanId,
	payer: T::AccountId,
	member: T::AccountId,
	provider: T::AccountId,
}

/// A plan with `count` services, and a member who consents.
fn covered<T>(count: u32) -> Parties<T>
where
	T: Config + pallet_timestamp::Config<Moment = Moment>,
	AssetOf<T>: Default,
{
	pallet_timestamp::Now::<T>::put(NOW);
	let payer = licensed::<T>("payer", LicenceKind::Payer);
	let provider = licensed::<T>("provider", LicenceKind::Laboratory);
	let member = account("member", 0, 0);
	let full = |max: u32| usize::try_from(max).unwrap_or_default();
	let terms = Terms {
		year: 1,
		tiers: BoundedVec::truncate_from(alloc::vec![Default::default(); full(MAX_TIERS)]),
		benefits: BoundedVec::truncate_from(alloc::vec![Default::default(); full(MAX_GROUPS)]),
		filing_days: 90,
		prompt_pay_days: 30,
		review_days: 30,
		authorisation: CLOCKS,
		..Default::default()
	};
	let asset = AssetOf::<T>::default();
	let plan = T::Coverage::ensure_covered(&payer, asset, &member, terms, &tags(count), 1);
	T::Consent::ensure_granted(&member, &payer, Action::Use, Purpose::COVAUTH, Segments::ALL);
	Parties { plan, payer, member, provider }
}

fn services(count: u32) -> RequestedServices {
	BoundedVec::truncate_from(tags(count).into_iter().map(|tag| (tag, 100)).collect())
}

/// A request with `count` services, and who takes part.
fn requested<T>(count: u32) -> Result<(Parties<T>, AuthorisationId), BenchmarkError>
where
	T: Config + pallet_timestamp::Config<Moment = Moment>,
	AssetOf<T>: Default,
{
	let parties = covered::<T>(count);
	let id = NextAuthorisation::<T>::get();
	let request = Request {
		plan: parties.plan,
		member: parties.member.clone(),
		urgent: false,
		segments: Segments::ALL,
		from: TODAY,
		until: TODAY,
		services: services(count),
		document: SOMETHING,
	};
	Pallet::<T>::do_request(parties.provider.clone(), request)?;
	Ok((parties, id))
}

/// The same, and the provider was asked.
fn pended<T>() -> Result<(Parties<T>, AuthorisationId), BenchmarkError>
where
	T: Config + pallet_timestamp::Config<Moment = Moment>,
	AssetOf<T>: Default,
{
	let (parties, id) = requested::<T>(MAX_CERTIFIED)?;
	Pallet::<T>::do_pend(parties.payer.clone(), id, SOMETHING)?;
	Ok((parties, id))
}

/// See [`salus_primitives::Authorisations::ensure_certified`]. What is asked for comes last, so that it
/// takes longest to be found. There is no deposit to return.
pub(crate) fn ensure_certified<T: Config>(
	plan: PlanId,
	member: &T::AccountId,
	provider: &T::AccountId,
	wanted: &[ServiceTag],
) -> AuthorisationId {
	let most = usize::try_from(MAX_CERTIFIED).unwrap_or_default();
	let others = (0..MAX_CERTIFIED).map(|number| tag(u32::MAX.saturating_sub(number)));
	let others = others.filter(|other| !wanted.contains(other));
	let others = others.take(most.saturating_sub(wanted.len()));
	let services = others.chain(wanted.iter().copied()).map(|tag| AuthorisedService {
		tag,
		requested: 100,
		certified: 100,
		used: 0,
	});
	let payer = T::Coverage::plan(plan).map(|plan| plan.payer);
	let id = NextAuthorisation::<T>::get();
	let entry = Authorisation {
		plan,
		payer: payer.unwrap_or_else(|| provider.clone()),
		member: member.clone(),
		provider: provider.clone(),
		urgent: false,
		clocks: CLOCKS,
		from: 0,
		until: Day::MAX,
		services: BoundedVec::truncate_from(services.collect()),
		document: SOMETHING,
		answer: Some(SOMETHING),
		questions: 1,
		state: State::Certified { in_full: true },
		since: T::Time::now(),
		deposit: 0u32.saturated_into(),
	};
	Authorisations::<T>::insert(id, entry);
	NextAuthorisation::<T>::put(id.saturating_add(1));
	id
}

#[benchmarks(where T: pallet_timestamp::Config<Moment = Moment>, AssetOf<T>: Default)]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn request(n: Linear<1, MAX_CERTIFIED>) -> Result<(), BenchmarkError> {
		let Parties { plan, member, provider, .. } = covered::<T>(n);
		let id = NextAuthorisation::<T>::get();
		let (until, segments) = (TODAY, Segments::ALL);

		#[extrinsic_call]
		_(
			System::Signed(provider),
			plan,
			member,
			true,
			segments,
			TODAY,
			until,
			services(n),
			SOMETHING,
		);

		assert!(Authorisations::<T>::contains_key(id));
		Ok(())
	}

	#[benchmark]
	fn certify(n: Linear<1, MAX_CERTIFIED>) -> Result<(), BenchmarkError> {
		let (Parties { payer, .. }, id) = requested::<T>(n)?;
		let all = services(n).into_iter().map(|(_, units)| units);
		let units = BoundedVec::truncate_from(all.collect());

		#[extrinsic_call]
		_(System::Signed(payer), id, units);

		assert_eq!(Pallet::<T>::state_of(id), Some(Standing::Certified { in_full: true }));
		Ok(())
	}

	#[benchmark]
	fn refuse() -> Result<(), BenchmarkError> {
		let (Parties { payer, .. }, id) = requested::<T>(MAX_CERTIFIED)?;

		#[extrinsic_call]
		_(System::Signed(payer), id, SOMETHING);

		assert_eq!(Pallet::<T>::state_of(id), Some(Standing::Refused));
		Ok(())
	}

	/// Once more, after an answer.
	#[benchmark]
	fn pend() -> Result<(), BenchmarkError> {
		let (Parties { payer, provider, .. }, id) = pended::<T>()?;
		Pallet::<T>::do_answer(provider, id, SOMETHING)?;

		#[extrinsic_call]
		_(System::Signed(payer), id, SOMETHING);

		assert_eq!(Pallet::<T>::state_of(id), Some(Standing::Pended));
		Ok(())
	}

	#[benchmark]
	fn answer() -> Result<(), BenchmarkError> {
		let (Parties { provider, .. }, id) = pended::<T>()?;

		#[extrinsic_call]
		_(System::Signed(provider), id, SOMETHING);

		assert_eq!(Pallet::<T>::state_of(id), Some(Standing::Requested));
		Ok(())
	}

	/// The silence grants everything.
	#[benchmark]
	fn lapse() -> Result<(), BenchmarkError> {
		let (Parties { provider, .. }, id) = pended::<T>()?;
		Pallet::<T>::do_answer(provider, id, SOMETHING)?;
		pallet_timestamp::Now::<T>::put(days_after(NOW, 30));
		let caller = account("caller", 0, 0);

		#[extrinsic_call]
		_(System::Signed(caller), id);

		let state = Authorisations::<T>::get(id).map(|entry| entry.state);
		assert_eq!(state, Some(State::Certified { in_full: true }));
		Ok(())
	}

	#[benchmark]
	fn withdraw() -> Result<(), BenchmarkError> {
		let (Parties { provider, .. }, id) = pended::<T>()?;

		#[extrinsic_call]
		_(System::Signed(provider), id);

		assert!(!Authorisations::<T>::contains_key(id));
		Ok(())
	}

	/// What nobody had noted that the silence granted.
	#[benchmark]
	fn reap() -> Result<(), BenchmarkError> {
		let (Parties { provider, .. }, id) = pended::<T>()?;
		Pallet::<T>::do_answer(provider, id, SOMETHING)?;
		let over = days_after(end_of_day(TODAY), 30).saturating_add(T::Retention::get());
		pallet_timestamp::Now::<T>::put(over);
		let caller = account("caller", 0, 0);

		#[extrinsic_call]
		_(System::Signed(caller), id);

		assert!(!Authorisations::<T>::contains_key(id));
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::mock::{self, Test};
	use salus_primitives::Authorisations as _;

	#[test]
	fn what_is_ensured_is_certified() {
		mock::run(|| {
			let wanted = tags(3);
			let id =
				Pallet::<Test>::ensure_certified(mock::PLAN, &mock::MEMBER, &mock::CLINIC, &wanted);
			let given = Pallet::<Test>::certificate(id).unwrap();
			assert_eq!((given.plan, given.member), (mock::PLAN, mock::MEMBER));
			assert_eq!(given.services.len(), 16);
			let found = given.services.iter().filter(|service| wanted.contains(&service.tag));
			assert!(found.into_iter().filter(|service| service.units == 100).count() == 3);
			let many = tags(MAX_CERTIFIED);
			let id =
				Pallet::<Test>::ensure_certified(mock::PLAN, &mock::MEMBER, &mock::CLINIC, &many);
			let given = Pallet::<Test>::certificate(id).unwrap();
			assert!(given.services.iter().map(|service| service.tag).eq(many));
		});
	}
}
