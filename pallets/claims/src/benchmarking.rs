//! What the calls cost at most: every line refers to something of its own for which as much was claimed as
//! can be kept, counts for limits, and as many as can be are authorised.

// A benchmark whose set-up fails has to stop.
#![allow(clippy::expect_used)]

use super::*;
use crate::{features::Transfers, Call, Pallet};
use alloc::vec::Vec;
use frame_benchmarking::v2::*;
use frame_support::{
	traits::{
		fungible::Mutate as _,
		fungibles::{Inspect as _, Mutate as _},
		Get, Time,
	},
	BoundedVec,
};
use frame_system::RawOrigin;
use salus_primitives::{
	day_of, Action, Amount, AppealClocks, Authorisations, Benefit, ClaimId, ClaimKind, Commitment,
	ConsentGate, Coverage, Credentials, GroupId, LicenceKind, Limit, LineDecision, Moment, Purpose,
	Segments, ServiceReference, ServiceTag, Silence, Terms, Tier, DAY, MAX_CERTIFIED, MAX_GROUPS,
	MAX_LINES,
};
use sp_runtime::{traits::SaturatedConversion, Saturating};

const SEED: u32 = 0;
const NOW: Moment = 20_000 * DAY;
const FEE: Amount = 1_000_000;
const RESERVE: Amount = 1_000_000_000_000;

/// A plan with a member, and a provider who has room.
struct World<T: Config> {
	payer: T::AccountId,
	provider: T::AccountId,
	member: T::AccountId,
	plan: PlanId,
}

/// The benefit of every group.
fn benefit(authorisation: bool, review: bool) -> Benefit {
	Benefit {
		covered: true,
		deductible: true,
		authorisation,
		review,
		coinsurance: 2_000,
		copay: 1_000,
		max_units: Some(u32::MAX),
		max_paid: Some(Amount::MAX),
	}
}

fn terms(benefits: Vec<Benefit>) -> Terms {
	let all = |individual| Limit { individual, family: Amount::MAX };
	let tier = Tier { deductible: all(FEE / 2), out_of_pocket: all(Amount::MAX) };
	Terms {
		year: 2026,
		tiers: BoundedVec::truncate_from(alloc::vec![tier]),
		benefits: BoundedVec::truncate_from(benefits),
		filing_days: 1_000,
		prompt_pay_days: 0,
		interest: 800,
		review_days: 30,
		review_silence: Silence::Grants,
		references: false,
		appeals: AppealClocks {
			filing_days: 180,
			internal_days: 30,
			external_days: 45,
			silence: Silence::Grants,
		},
		..Default::default()
	}
}

fn tag(number: u32) -> ServiceTag {
	let mut tag = [0; 16];
	tag[..4].copy_from_slice(&number.to_le_bytes());
	ServiceTag(tag)
}

fn tags() -> Vec<ServiceTag> {
	(0..MAX_LINES).map(tag).collect()
}

/// Who can pay for room, and has nothing of the asset.
fn funded<T: Config>(name: &'static str, index: u32) -> T::AccountId {
	let who: T::AccountId = account(name, index, SEED);
	let funds = T::RoomDeposit::get().saturating_mul(100_000u32.saturated_into());
	T::Currency::set_balance(&who, funds);
	who
}

fn rich<T: Config>(name: &'static str, index: u32) -> T::AccountId {
	let who = funded::<T>(name, index);
	let asset = T::BenchmarkAsset::get();
	let assets = RESERVE.saturating_add(RESERVE);
	T::Assets::mint_into(asset, &who, assets).expect("the asset is there");
	who
}

/// A provider with the licences that cost the most to look at, whose account is created when it is paid.
fn provider<T: Config>(name: &'static str, index: u32) -> T::AccountId {
	let who = funded::<T>(name, index);
	T::Credentials::ensure_worst_case(&who);
	T::Credentials::ensure_holds(&who, LicenceKind::Laboratory);
	who
}

impl<T: Config + pallet_timestamp::Config<Moment = Moment>> World<T> {
	fn new(provider: T::AccountId, benefits: Vec<Benefit>) -> Self {
		pallet_timestamp::Now::<T>::put(NOW);
		let payer = rich::<T>("payer", 0);
		let member = rich::<T>("member", 0);
		T::Credentials::ensure_holds(&payer, LicenceKind::Payer);
		let asset = T::BenchmarkAsset::get();
		let plan =
			T::Coverage::ensure_covered(&payer, asset, &member, terms(benefits), &tags(), FEE);
		Pallet::<T>::do_buy_room(provider.clone(), plan, 10_000).expect("is rich");
		Pallet::<T>::do_top_up(payer.clone(), plan, RESERVE).expect("is rich");
		Self { payer, provider, member, plan }
	}

	/// The same, with consent after looking for denials.
	fn consented(benefits: Vec<Benefit>) -> Self {
		let world = Self::new(provider::<T>("provider", 0), benefits);
		let Self { payer, member, .. } = &world;
		T::Consent::ensure_granted(member, payer, Action::Use, Purpose::HPAYMT, Segments::ALL);
		world
	}

	/// The provider has claimed services of every group, and for everything that its next claim refers
	/// to. As many services need an authorisation as one can be for.
	fn worst() -> Self {
		let certified = (0..MAX_CERTIFIED).map(|_| benefit(true, false));
		let world = Self::consented(certified.chain([benefit(false, false)]).collect());
		let groups = (0..MAX_GROUPS).rev().map(|group| GroupCount {
			group: group.saturated_into::<GroupId>(),
			lines: 1,
			intense: 0,
		});
		ProviderAccounts::<T>::mutate(world.plan, &world.provider, |account| {
			let account = account.as_mut().expect("has room");
			account.groups = BoundedVec::truncate_from(groups.collect());
		});
		for line in world.claim(MAX_LINES, 0, true).lines {
			let others = (1..MAX_SERVICES).map(|number| BilledService {
				plan: PlanId::MAX,
				claim: number,
				tag: tag(number),
				date: 0,
			});
			let others = BoundedVec::truncate_from(others.collect());
			Billed::<T>::insert(&world.provider, line.reference, others);
		}
		world
	}

	/// What rules cannot decide.
	fn reviewed() -> Self {
		Self::consented(alloc::vec![benefit(false, true)])
	}

	/// A member who has used nothing yet, and consented without denying anything. The provider has one
	/// licence, and has been paid before.
	fn usual() -> Self {
		let provider = funded::<T>("provider", 0);
		T::Credentials::ensure_holds(&provider, LicenceKind::Facility);
		let world = Self::new(provider, alloc::vec![benefit(false, false)]);
		let Self { payer, provider, member, plan } = &world;
		T::Consent::ensure_plainly_granted(
			member,
			payer,
			Action::Use,
			Purpose::HPAYMT,
			Segments::ALL,
		);
		T::Coverage::note_use(*plan, member, Default::default());
		T::Assets::mint_into(T::BenchmarkAsset::get(), provider, FEE).expect("mints");
		world
	}
}

impl<T: Config> World<T> {
	/// A claim with so many lines, each of another service, and for another encounter if `apart`. The
	/// `number` is its own.
	fn claim(&self, lines: u32, number: u64, apart: bool) -> NewClaimOf<T> {
		let date = day_of(T::Time::now());
		let line = |index: u32| ClaimedService {
			tag: tag(index),
			units: 1,
			billed: FEE.saturating_add(1),
			date,
			reference: ServiceReference::Encounter(
				number.saturating_mul(100).saturating_add(if apart { index.into() } else { 0 }),
			),
		};
		NewClaim {
			plan: self.plan,
			member: self.member.clone(),
			kind: ClaimKind::Institutional,
			segments: Segments::ALL,
			prior: None,
			authorisation: None,
			document: Commitment([1; 32]),
			lines: BoundedVec::truncate_from((0..lines).map(line).collect()),
		}
	}

	/// The same, with an authorisation for as many of its services as one can be for.
	fn authorised(&self, lines: u32, number: u64) -> NewClaimOf<T> {
		let Self { plan, member, provider, .. } = self;
		let certified: Vec<_> = tags().into_iter().take(MAX_CERTIFIED as usize).collect();
		let id = T::Authorisations::ensure_certified(*plan, member, provider, &certified);
		NewClaim { authorisation: Some(id), ..self.claim(lines, number, true) }
	}

	/// Files a claim, which gets this number.
	fn file(&self, claim: NewClaimOf<T>) -> ClaimId {
		let id = ClaimId { plan: self.plan, number: Ledgers::<T>::get(self.plan).next };
		Pallet::<T>::do_submit(self.provider.clone(), claim).expect("is well formed");
		id
	}

	/// Takes everything out of the reserve.
	fn empty_reserve(&self) {
		let left = Ledgers::<T>::get(self.plan).available();
		Pallet::<T>::do_withdraw(self.payer.clone(), self.plan, left).expect("nothing is owed");
	}

	fn get(&self, id: ClaimId) -> ClaimOf<T> {
		Claims::<T>::get(id.plan, id.number).expect("is there")
	}
}

/// See [`salus_primitives::Appealable::ensure_refused`].
pub(crate) fn ensure_refused<T: Config>(provider: &T::AccountId, member: &T::AccountId) -> ClaimId {
	let payer = rich::<T>("payer", 1);
	for who in [provider, member] {
		let funds = T::RoomDeposit::get().saturating_mul(100_000u32.saturated_into());
		T::Currency::mint_into(who, funds).expect("mints");
		let asset = T::BenchmarkAsset::get();
		T::Assets::mint_into(asset, who, RESERVE).expect("mints");
	}
	T::Credentials::ensure_holds(&payer, LicenceKind::Payer);
	T::Credentials::ensure_holds(provider, LicenceKind::Facility);
	let asset = T::BenchmarkAsset::get();
	// Nothing is authorised.
	let terms = terms(alloc::vec![benefit(true, false)]);
	let plan = T::Coverage::ensure_covered(&payer, asset, member, terms, &tags(), FEE);
	Pallet::<T>::do_buy_room(provider.clone(), plan, 1_000).expect("is rich");
	Pallet::<T>::do_top_up(payer.clone(), plan, RESERVE).expect("is rich");
	T::Consent::ensure_granted(member, &payer, Action::Use, Purpose::HPAYMT, Segments::ALL);
	let (provider, member) = (provider.clone(), member.clone());
	let world = World::<T> { payer, provider, member, plan };
	world.file(world.claim(MAX_LINES, 0, true))
}

#[benchmarks(where T: pallet_timestamp::Config<Moment = Moment>)]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn submit(n: Linear<1, MAX_LINES>) {
		let world = World::<T>::worst();
		let claim = world.authorised(n, 0);

		#[extrinsic_call]
		_(RawOrigin::Signed(world.provider.clone()), claim);

		let claim = world.get(ClaimId { plan: world.plan, number: 0 });
		assert!(claim.paid > 0);
		assert_eq!(claim.refused(), 0);
	}

	/// Not a call: a claim of a batch, without the transfer and the look at the licence.
	#[benchmark]
	fn file(n: Linear<1, MAX_LINES>) {
		let world = World::<T>::worst();
		let claim = world.authorised(n, 0);
		let mut transfers = Transfers::default();

		#[block]
		{
			Pallet::<T>::file(&world.provider, claim, &mut transfers).expect("is well formed");
		}

		assert!(Claims::<T>::contains_key(world.plan, 0));
	}

	/// Not a call: what a batch transfers for a plan.
	#[benchmark]
	fn make_transfer() {
		let world = World::<T>::worst();
		let asset = T::BenchmarkAsset::get();

		#[block]
		{
			Pallet::<T>::transfer_from_reserve(asset.clone(), &world.payer, &world.provider, FEE)
				.expect("the reserve has it");
		}

		assert_eq!(T::Assets::balance(asset, &world.provider), FEE);
	}

	/// Not a call: looking at a licence, of which the second one counts.
	#[benchmark]
	fn check_standing() {
		let provider = provider::<T>("provider", 0);

		#[block]
		{
			Pallet::<T>::ensure_good_standing(&provider, ClaimKind::Institutional)
				.map_err(|_| "is licensed")
				.expect("is licensed");
		}
	}

	/// Not a call: reading and comparing a claim of 32 lines that was decided before, and tying it to the
	/// next one.
	#[benchmark]
	fn coordinate() {
		let world = World::<T>::worst();
		let id = world.file(world.claim(MAX_LINES, 0, true));
		let other = world.get(id);
		let next = ClaimId { plan: world.plan, number: 1 };

		#[block]
		{
			Claims::<T>::mutate(id.plan, id.number, |claim| {
				let claim = claim.as_mut().expect("is there");
				assert!(claim.lines.iter().zip(&other.lines).all(|(one, other)| one == other));
				claim.next = Some(next);
			});
		}

		assert_eq!(world.get(id).next, Some(next));
	}

	/// Not a call: reading the terms of another day.
	#[benchmark]
	fn read_terms() {
		let world = World::<T>::worst();
		let terms;

		#[block]
		{
			terms = T::Coverage::terms(world.plan, 0);
		}

		assert!(terms.is_some());
	}

	#[benchmark]
	fn decide(n: Linear<1, MAX_LINES>) {
		let world = World::<T>::reviewed();
		let id = world.file(world.claim(n, 0, true));
		let decisions: Vec<_> = (0..n).map(|_| LineDecision::Allow(FEE)).collect();

		#[extrinsic_call]
		_(
			RawOrigin::Signed(world.payer.clone()),
			id,
			BoundedVec::truncate_from(decisions),
			Commitment([2; 32]),
		);

		assert!(world.get(id).paid > 0);
	}

	#[benchmark]
	fn void() {
		let world = World::<T>::worst();
		let id = world.file(world.authorised(MAX_LINES, 0));

		#[extrinsic_call]
		_(RawOrigin::Signed(world.provider.clone()), id);

		assert!(!world.get(id).stands());
	}

	#[benchmark]
	fn reverse() {
		let world = World::<T>::worst();
		let id = world.file(world.authorised(MAX_LINES, 0));

		#[extrinsic_call]
		_(RawOrigin::Signed(world.payer.clone()), id, Commitment([2; 32]));

		assert!(!world.get(id).stands());
	}

	/// Claims of 32 lines wait, each of another provider.
	#[benchmark]
	fn top_up(n: Linear<1, { T::MaxSettled::get() }>) {
		let mut world = World::<T>::consented(alloc::vec![benefit(false, false)]);
		world.empty_reserve();
		for index in 0..n {
			world.provider = provider::<T>("claimant", index);
			Pallet::<T>::do_buy_room(world.provider.clone(), world.plan, 100).expect("is rich");
			world.file(world.claim(MAX_LINES, index.into(), false));
		}
		assert!(Ledgers::<T>::get(world.plan).has_queue());

		#[extrinsic_call]
		_(RawOrigin::Signed(world.payer.clone()), world.plan, RESERVE);

		assert!(!Ledgers::<T>::get(world.plan).has_queue());
	}

	#[benchmark]
	fn withdraw() {
		let world = World::<T>::worst();

		#[extrinsic_call]
		_(RawOrigin::Signed(world.payer.clone()), world.plan, FEE);

		assert_eq!(Ledgers::<T>::get(world.plan).reserve, RESERVE.saturating_sub(FEE));
	}

	#[benchmark]
	fn collect() {
		let world = World::<T>::worst();
		let id = world.file(world.authorised(MAX_LINES, 0));
		// As if the provider's account could not have taken it.
		Claims::<T>::mutate(id.plan, id.number, |claim| {
			claim.as_mut().expect("is there").payout =
				Payout::Uncollected { amount: FEE, interest: 0 };
		});
		Ledgers::<T>::mutate(id.plan, |ledger| ledger.uncollected = FEE);

		#[extrinsic_call]
		_(RawOrigin::Signed(world.member.clone()), id);

		assert_eq!(world.get(id).payout, Payout::Settled);
	}

	#[benchmark]
	fn pay_share() {
		let world = World::<T>::worst();
		let id = world.file(world.authorised(MAX_LINES, 0));
		for index in 1..MAX_CONTRIBUTORS {
			let from = rich::<T>("friend", index);
			Pallet::<T>::do_pay_share(from, id, 1).expect("is owed");
		}

		#[extrinsic_call]
		_(RawOrigin::Signed(world.member.clone()), id, 1);

		assert_eq!(world.get(id).contributed(), MAX_CONTRIBUTORS.into());
	}

	#[benchmark]
	fn refund_share() {
		let world = World::<T>::worst();
		let id = world.file(world.authorised(MAX_LINES, 0));
		for index in 1..MAX_CONTRIBUTORS {
			let from = rich::<T>("friend", index);
			Pallet::<T>::do_pay_share(from, id, 1).expect("is owed");
		}
		Pallet::<T>::do_pay_share(world.member.clone(), id, 1).expect("is owed");
		Pallet::<T>::do_reverse(world.payer.clone(), id, Commitment([2; 32])).expect("stands");

		#[extrinsic_call]
		_(RawOrigin::Signed(world.provider.clone()), id);

		assert_eq!(world.get(id).contributed(), 0);
	}

	#[benchmark]
	fn buy_room() {
		let world = World::<T>::worst();
		let other = rich::<T>("provider", 1);

		#[extrinsic_call]
		_(RawOrigin::Signed(other.clone()), world.plan, 100);

		assert!(ProviderAccounts::<T>::contains_key(world.plan, other));
	}

	#[benchmark]
	fn release_room() {
		let world = World::<T>::worst();

		#[extrinsic_call]
		_(RawOrigin::Signed(world.provider.clone()), world.plan, 10_000);

		assert!(!ProviderAccounts::<T>::contains_key(world.plan, world.provider));
	}

	#[benchmark]
	fn repay() {
		let world = World::<T>::worst();
		let id = world.file(world.authorised(MAX_LINES, 0));
		Pallet::<T>::do_reverse(world.payer.clone(), id, Commitment([2; 32])).expect("stands");

		#[extrinsic_call]
		_(RawOrigin::Signed(world.provider.clone()), world.plan, 1);

		let account = ProviderAccounts::<T>::get(world.plan, &world.provider).expect("is there");
		assert!(account.receivable > 0);
	}

	#[benchmark]
	fn reap() {
		let world = World::<T>::worst();
		let id = world.file(world.authorised(MAX_LINES, 0));
		// As if it had been decided at the beginning of time, and refused.
		Claims::<T>::mutate(id.plan, id.number, |claim| {
			let at = salus_primitives::Seconds(0);
			claim.as_mut().expect("is there").status = ClaimStatus::Voided { at };
		});

		#[extrinsic_call]
		_(RawOrigin::Signed(world.member.clone()), id);

		assert!(!Claims::<T>::contains_key(id.plan, id.number));
	}

	/// Not a call: what the goal measures. Four services of an encounter, for a member of a family who
	/// consented, decided and paid at once.
	#[benchmark(extra)]
	fn measure_four_lines() {
		let world = World::<T>::usual();
		let claim = world.claim(4, 0, false);

		#[block]
		{
			Pallet::<T>::do_submit(world.provider.clone(), claim).expect("is well formed");
		}

		assert!(world.get(ClaimId { plan: world.plan, number: 0 }).paid > 0);
	}

	/// Not a call: a hundred of them in a batch.
	#[benchmark(extra)]
	fn measure_four_lines_in_batch() {
		let world = World::<T>::usual();
		let claims: Vec<_> =
			(0..MAX_BATCH).map(|number| world.claim(4, number.into(), false)).collect();

		#[block]
		{
			Pallet::<T>::do_submit_batch(world.provider.clone(), BoundedVec::truncate_from(claims))
				.expect("is well formed");
		}

		assert_eq!(Ledgers::<T>::get(world.plan).claims, MAX_BATCH);
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::mock::{new_test_ext, Test};
	use salus_primitives::Appealable;

	/// What the benchmarks of others rely on.
	#[test]
	fn whoever_is_to_be_refused_is() {
		new_test_ext().execute_with(|| {
			pallet_timestamp::Now::<Test>::put(NOW);
			let id = ensure_refused::<Test>(&1, &2);
			let contested = Pallet::<Test>::contested(id).unwrap();
			assert!(contested.refused);
			assert_eq!((contested.provider, contested.member), (1, 2));
			assert_eq!(contested.lines, MAX_LINES);
			assert_eq!(Claims::<Test>::get(id.plan, id.number).unwrap().refused(), 32);
			// It can be won, line by line.
			Pallet::<Test>::note_appeal(id, true).unwrap();
			let decisions = [LineDecision::Allow(FEE); MAX_LINES as usize];
			Pallet::<Test>::overturn(id, &decisions, Commitment([1; 32])).unwrap();
			assert_eq!(Claims::<Test>::get(id.plan, id.number).unwrap().refused(), 0);
			Pallet::<Test>::do_try_state().unwrap();
		});
	}
}
