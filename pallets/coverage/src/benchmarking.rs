//! What each call costs at the most.

use super::*;
use alloc::vec::Vec;
use frame_benchmarking::v2::*;
use frame_support::{
	traits::{fungible::Mutate, Get},
	BoundedVec,
};
use frame_system::RawOrigin as System;
use salus_primitives::{
	days_after, Amount, AppealClocks, AuthorisationClocks, Benefit, BenefitUse, Coverage,
	CoverageRef, Credentials, Day, GroupId, LicenceKind, Limit, Membership, Moment, NetworkId,
	PlanId, Service, ServiceTag, Shared, Terms, Tier, VersionId, YearOfFamily, YearOfMember, DAY,
	MAX_FEES, MAX_GROUPS, MAX_TIERS, MAX_VERSIONS,
};
use sp_runtime::{
	traits::{Bounded, StaticLookup},
	SaturatedConversion,
};

const TODAY: Day = 20_000;
const YEAR: u16 = 2024;
const FAMILY: u32 = 0;
const LAST: Day = Day::MAX - 1;

fn funded<T: Config>(name: &'static str) -> T::AccountId {
	let who = account(name, 0, 0);
	T::Currency::set_balance(&who, BalanceOf::<T>::max_value() / 100_000u32.into());
	who
}

/// Somebody with the licences that cost the most to look at.
fn licensed<T: Config>(name: &'static str, kind: LicenceKind) -> T::AccountId {
	let who = funded::<T>(name);
	T::Credentials::ensure_worst_case(&who);
	T::Credentials::ensure_holds(&who, kind);
	who
}

fn provider<T: Config>() -> T::AccountId {
	licensed::<T>("provider", LicenceKind::Laboratory)
}

fn member<T: Config>() -> T::AccountId {
	account("member", 0, 0)
}

fn set_day<T: pallet_timestamp::Config<Moment = Moment>>(day: Day) {
	pallet_timestamp::Now::<T>::put(days_after(0, day));
}

/// How many days after its last one something may be removed, rounded up.
fn retention<T: Config>() -> Day {
	T::Retention::get().div_ceil(DAY).saturating_add(1).saturated_into()
}

/// Terms as long as they may be.
fn terms() -> Terms {
	let limit = Limit { individual: Amount::MAX, family: Amount::MAX };
	let tier = Tier { deductible: limit, out_of_pocket: limit };
	let tiers = (0..MAX_TIERS).map(|_| tier).collect();
	let benefits = (0..MAX_GROUPS).map(|_| benefit()).collect();
	Terms {
		year: YEAR,
		tiers: BoundedVec::truncate_from(tiers),
		benefits: BoundedVec::truncate_from(benefits),
		// As short as it may be, for any retention is longer.
		filing_days: 1,
		prompt_pay_days: 30,
		review_days: 30,
		authorisation: AuthorisationClocks {
			urgent_hours: 72,
			normal_hours: 168,
			answer_hours: 72,
			..Default::default()
		},
		appeals: AppealClocks {
			filing_days: 180,
			internal_days: 30,
			external_days: 45,
			..Default::default()
		},
		..Default::default()
	}
}

fn benefit() -> Benefit {
	Benefit {
		covered: true,
		copay: Amount::MAX,
		max_units: Some(u32::MAX),
		max_paid: Some(Amount::MAX),
		..Default::default()
	}
}

/// As large as it may be, from `from` on.
fn service(from: Day, group: GroupId, fee: Amount) -> Service {
	let fees = (0..MAX_FEES).map(|network| (network.saturated_into::<NetworkId>(), fee)).collect();
	Service {
		from,
		until: LAST,
		group,
		intense: false,
		benefit: Some(benefit()),
		fees: BoundedVec::truncate_from(fees),
	}
}

fn tag(number: u32) -> ServiceTag {
	let mut tag = [0; 16];
	tag.iter_mut().zip(number.to_le_bytes()).for_each(|(to, byte)| *to = byte);
	ServiceTag(tag)
}

fn listed(count: u32, from: Day) -> ListedServices {
	let services = (0..count).map(|number| (tag(number), service(from, 0, Amount::MAX)));
	BoundedVec::truncate_from(services.collect())
}

/// What [`salus_primitives::Coverage::ensure_covered`] does.
pub(crate) fn covered<T: Config>(
	payer: &T::AccountId,
	asset: AssetIdOf<T>,
	member: &T::AccountId,
	mut terms: Terms,
	tags: &[ServiceTag],
	fee: Amount,
) -> PlanId {
	let plan = NextPlan::<T>::get();
	NextPlan::<T>::put(plan.saturating_add(1));
	let benefit = terms.benefits.last().cloned().unwrap_or_default();
	while terms.benefits.try_push(benefit.clone()).is_ok() {}

	let in_force = Pallet::<T>::today().saturating_sub(365);
	let others: Day = MAX_VERSIONS.saturating_sub(1).saturated_into();
	let mut versions = VersionDays::default();
	let mut next_version: VersionId = 0;
	for from in in_force.saturating_sub(others)..=in_force {
		if versions.try_push((from, next_version)).is_ok() {
			let version = Version { terms: terms.clone(), deposit: Default::default() };
			Versions::<T>::insert(plan, next_version, version);
			next_version = next_version.saturating_add(1);
		}
	}
	for (index, tag) in tags.iter().enumerate() {
		let group = index.checked_rem(MAX_GROUPS as usize).unwrap_or_default().saturated_into();
		let service = Service { benefit: None, ..service(0, group, fee) };
		Services::<T>::insert(plan, tag, ListedService { service, deposit: Default::default() });
	}

	let shared = Shared { deductible: 1, out_of_pocket: 1 };
	let groups = 0..MAX_GROUPS.saturated_into::<GroupId>();
	let benefits: Vec<_> = groups.map(|group| BenefitUse { group, units: 1, paid: 1 }).collect();
	let years = terms.year.saturating_sub(2)..=terms.year;
	let used = years.clone().map(|year| {
		let benefits = BoundedVec::truncate_from(benefits.clone());
		YearOfMember { year, shared, benefits }
	});
	let membership = Membership {
		from: 0,
		until: LAST,
		tier: 0,
		family: Some(FAMILY),
		after: None,
		used: BoundedVec::truncate_from(used.collect()),
	};
	Members::<T>::insert(plan, member, Member { membership, deposit: Default::default() });
	let used = years.map(|year| YearOfFamily { year, shared });
	let family = Family {
		used: BoundedVec::truncate_from(used.collect()),
		members: 1,
		deposit: Default::default(),
	};
	Families::<T>::insert(plan, FAMILY, family);
	let entry = Plan {
		payer: payer.clone(),
		asset,
		versions,
		next_version,
		closed: false,
		members: 1,
		services: tags.len().saturated_into(),
		contracts: 0,
		deposit: Default::default(),
	};
	Plans::<T>::insert(plan, entry);
	plan
}

/// A plan with as many versions as there may be, of which the last one begins in a year, and the payer.
fn opened<T: Config + pallet_timestamp::Config<Moment = Moment>>(
) -> Result<(PlanId, T::AccountId), BenchmarkError> {
	opened_with::<T>(MAX_VERSIONS)
}

fn opened_with<T: Config + pallet_timestamp::Config<Moment = Moment>>(
	versions: u32,
) -> Result<(PlanId, T::AccountId), BenchmarkError> {
	let payer = licensed::<T>("payer", LicenceKind::Payer);
	let plan = NextPlan::<T>::get();
	set_day::<T>(TODAY.saturating_sub(20));
	Pallet::<T>::do_open_plan(payer.clone(), T::BenchmarkAsset::get())?;
	let earlier = versions.saturating_sub(1).saturated_into();
	for version in 0..earlier {
		let from = TODAY.saturating_sub(20).saturating_add(version);
		Pallet::<T>::do_publish_version(payer.clone(), plan, from, terms())?;
	}
	let from = TODAY.saturating_add(365);
	Pallet::<T>::do_publish_version(payer.clone(), plan, from, terms())?;
	set_day::<T>(TODAY);
	Ok((plan, payer))
}

/// Other plans in which `who` is a member, each of which pays after the next one; the first one of them.
fn chain<T: Config>(who: &T::AccountId) -> CoverageRef<T::AccountId> {
	let mut after = None;
	for _ in 1..MAX_CHAIN {
		let payer = funded::<T>("other payer");
		let plan = covered::<T>(&payer, T::BenchmarkAsset::get(), who, terms(), &[], 1);
		Members::<T>::mutate(plan, who, |member| {
			if let Some(member) = member {
				member.membership.after = after.take();
			}
		});
		after = Some(CoverageRef { plan, member: who.clone() });
	}
	after.unwrap_or(CoverageRef { plan: PlanId::MAX, member: who.clone() })
}

/// A member with a family of its own, who used as much as there may be.
fn enrolled<T: Config>(
	plan: PlanId,
	payer: &T::AccountId,
	from: Day,
	until: Day,
) -> Result<T::AccountId, BenchmarkError> {
	let member = member::<T>();
	let asset = T::BenchmarkAsset::get();
	let model = covered::<T>(payer, asset, &member, terms(), &[], 1);
	let model = Members::<T>::get(model, &member);
	let used = model.ok_or("is a member")?.membership.used;
	let membership = Membership {
		from,
		until,
		tier: 0,
		family: Some(FAMILY),
		after: None,
		used: Default::default(),
	};
	Pallet::<T>::do_enrol(payer.clone(), plan, member.clone(), membership)?;
	Pallet::<T>::note_use(plan, &member, used);
	let shared = Shared { deductible: 1, out_of_pocket: 1 };
	let used = (YEAR.saturating_sub(2)..=YEAR).map(|year| YearOfFamily { year, shared });
	Pallet::<T>::note_family_use(plan, FAMILY, BoundedVec::truncate_from(used.collect()));
	Ok(member)
}

/// A contract with all periods but the last one that fits, one a day from today on.
fn contracted<T: Config + pallet_timestamp::Config<Moment = Moment>>(
	plan: PlanId,
	payer: &T::AccountId,
	provider: &T::AccountId,
	periods: u32,
) -> Result<Day, BenchmarkError> {
	let mut day = TODAY;
	for index in 0..periods {
		day = TODAY.saturating_add(index.saturated_into());
		set_day::<T>(day);
		let network = index.saturating_add(1).saturated_into();
		let period = Period { network, from: day, until: day };
		Pallet::<T>::do_contract(payer.clone(), plan, provider.clone(), period)?;
	}
	Ok(day)
}

#[benchmarks(where T: pallet_timestamp::Config<Moment = Moment>)]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn open_plan() {
		let payer = licensed::<T>("payer", LicenceKind::Payer);
		let plan = NextPlan::<T>::get();

		#[extrinsic_call]
		_(System::Signed(payer), T::BenchmarkAsset::get());

		assert!(Plans::<T>::contains_key(plan));
	}

	/// Another one makes room.
	#[benchmark]
	fn publish_version() -> Result<(), BenchmarkError> {
		let (plan, payer) = opened::<T>()?;
		let today = TODAY.saturating_add(366).saturating_add(retention::<T>());
		set_day::<T>(today);
		let from = today.saturating_add(1);

		#[extrinsic_call]
		_(System::Signed(payer), plan, from, terms());

		assert!(!Versions::<T>::contains_key(plan, 0));
		assert_eq!(Plans::<T>::get(plan).map(|entry| entry.versions.len()), Some(16));
		Ok(())
	}

	#[benchmark]
	fn withdraw_version() -> Result<(), BenchmarkError> {
		let (plan, payer) = opened::<T>()?;

		#[extrinsic_call]
		_(System::Signed(payer), plan);

		assert_eq!(Plans::<T>::get(plan).map(|entry| entry.versions.len()), Some(15));
		Ok(())
	}

	/// Each begins under another version, as long as there are any.
	#[benchmark]
	fn list_services(n: Linear<1, MAX_LISTED>) -> Result<(), BenchmarkError> {
		let (plan, payer) = opened::<T>()?;
		let mut services = listed(n, 0);
		let first = TODAY.saturating_sub(20);
		let others: Day = MAX_VERSIONS.saturating_sub(1).saturated_into();
		let froms = (first..first.saturating_add(others)).cycle();
		services.iter_mut().zip(froms).for_each(|((_, service), from)| service.from = from);

		#[extrinsic_call]
		_(System::Signed(payer), plan, services);

		assert_eq!(Plans::<T>::get(plan).map(|entry| entry.services), Some(n));
		Ok(())
	}

	#[benchmark]
	fn end_service() -> Result<(), BenchmarkError> {
		let (plan, payer) = opened::<T>()?;
		Pallet::<T>::do_list_services(payer.clone(), plan, listed(1, TODAY))?;

		#[extrinsic_call]
		_(System::Signed(payer), plan, tag(0), TODAY);

		let until = Services::<T>::get(plan, tag(0)).map(|listed| listed.service.until);
		assert_eq!(until, Some(TODAY));
		Ok(())
	}

	#[benchmark]
	fn unlist_services(n: Linear<1, MAX_LISTED>) -> Result<(), BenchmarkError> {
		let (plan, payer) = opened::<T>()?;
		let services = listed(n, TODAY.saturating_add(1));
		Pallet::<T>::do_list_services(payer.clone(), plan, services)?;
		let tags = BoundedVec::truncate_from((0..n).map(tag).collect());

		#[extrinsic_call]
		_(System::Signed(payer), plan, tags);

		assert_eq!(Plans::<T>::get(plan).map(|entry| entry.services), Some(0));
		Ok(())
	}

	/// The first one.
	#[benchmark]
	fn contract() -> Result<(), BenchmarkError> {
		let (plan, payer) = opened::<T>()?;
		let provider = provider::<T>();
		let named = T::Lookup::unlookup(provider.clone());

		#[extrinsic_call]
		_(System::Signed(payer), plan, named, 1, TODAY, LAST);

		assert!(Contracts::<T>::contains_key(plan, provider));
		Ok(())
	}

	/// A contract that never begins, so that it goes.
	#[benchmark]
	fn end_contract() -> Result<(), BenchmarkError> {
		let (plan, payer) = opened::<T>()?;
		let provider = provider::<T>();
		let period = Period { network: 1, from: TODAY.saturating_add(1), until: LAST };
		Pallet::<T>::do_contract(payer.clone(), plan, provider.clone(), period)?;
		let named = T::Lookup::unlookup(provider.clone());

		#[extrinsic_call]
		_(System::Signed(payer), plan, named, TODAY);

		assert!(!Contracts::<T>::contains_key(plan, provider));
		Ok(())
	}

	#[benchmark]
	fn reap_contract() -> Result<(), BenchmarkError> {
		let (plan, payer) = opened::<T>()?;
		let provider = provider::<T>();
		let last = contracted::<T>(plan, &payer, &provider, MAX_PERIODS)?;
		set_day::<T>(last.saturating_add(retention::<T>()));
		let named = T::Lookup::unlookup(provider.clone());

		#[extrinsic_call]
		_(System::Signed(account("caller", 0, 0)), plan, named);

		assert!(!Contracts::<T>::contains_key(plan, provider));
		Ok(())
	}

	/// The first one of a family, after as many other coverages as there may be.
	#[benchmark]
	fn enrol() -> Result<(), BenchmarkError> {
		let (plan, payer) = opened::<T>()?;
		let member = member::<T>();
		let after = Some(chain::<T>(&member));
		let (family, tier) = (Some(u32::MAX), 0);
		let named = T::Lookup::unlookup(member.clone());

		#[extrinsic_call]
		_(System::Signed(payer), plan, named, TODAY, LAST, tier, family, after);

		assert!(Members::<T>::contains_key(plan, member));
		Ok(())
	}

	/// Everything, before it begins, and after as many other coverages as there may be.
	#[benchmark]
	fn change_enrolment() -> Result<(), BenchmarkError> {
		let (plan, payer) = opened::<T>()?;
		let tomorrow = TODAY.saturating_add(1);
		let member = enrolled::<T>(plan, &payer, tomorrow, tomorrow)?;
		let after = Some(chain::<T>(&member));
		let named = T::Lookup::unlookup(member.clone());

		#[extrinsic_call]
		_(System::Signed(payer), plan, named, LAST, 1, after);

		let until = Members::<T>::get(plan, member).map(|member| member.membership.until);
		assert_eq!(until, Some(LAST));
		Ok(())
	}

	/// The last one of a family.
	#[benchmark]
	fn remove_member() -> Result<(), BenchmarkError> {
		let (plan, payer) = opened::<T>()?;
		let member = enrolled::<T>(plan, &payer, TODAY, TODAY)?;
		set_day::<T>(TODAY.saturating_add(retention::<T>()));
		let named = T::Lookup::unlookup(member.clone());

		#[extrinsic_call]
		_(System::Signed(account("caller", 0, 0)), plan, named);

		assert!(!Members::<T>::contains_key(plan, member));
		assert!(!Families::<T>::contains_key(plan, FAMILY));
		Ok(())
	}

	#[benchmark]
	fn close_plan() -> Result<(), BenchmarkError> {
		let (plan, payer) = opened::<T>()?;

		#[extrinsic_call]
		_(System::Signed(payer), plan);

		assert_eq!(Plans::<T>::get(plan).map(|entry| entry.closed), Some(true));
		Ok(())
	}

	#[benchmark]
	fn reap_plan() -> Result<(), BenchmarkError> {
		let (plan, payer) = opened::<T>()?;
		Pallet::<T>::do_close_plan(payer.clone(), plan)?;

		#[extrinsic_call]
		_(System::Signed(payer), plan);

		assert!(!Plans::<T>::contains_key(plan));
		assert!(!Versions::<T>::contains_key(plan, 0));
		Ok(())
	}

	#[benchmark]
	fn check_eligibility() -> Result<(), BenchmarkError> {
		let (plan, payer) = opened::<T>()?;
		let provider = provider::<T>();
		let member = enrolled::<T>(plan, &payer, TODAY, LAST)?;
		let day = contracted::<T>(plan, &payer, &provider, MAX_PERIODS)?;
		let answer = Pallet::<T>::do_eligibility(plan, &member, Some(&provider), day);
		assert!(answer.is_ok_and(|covered| covered.network == Some(8)));
		let named = T::Lookup::unlookup(member);

		#[extrinsic_call]
		_(System::Signed(provider), plan, named, day);

		assert!(Members::<T>::iter_keys().count() > 0);
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
