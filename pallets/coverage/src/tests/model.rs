//! Random calls: whatever is tried, what always holds does, what fails changes nothing, and nothing
//! that is over changes.

use crate::{mock::*, Members, Services};
use frame_support::storage::with_storage_layer;
use salus_primitives::{
	BenefitUse, Coverage as _, CoverageRef, Day, NetworkId, PlanId, Service, Shared, Tier,
	VersionId, YearOfFamily, YearOfMember,
};
use sp_runtime::{DispatchResult, StateVersion};
use std::collections::BTreeMap;

/// A small generator, the same everywhere.
struct Random(u64);

impl Random {
	fn below(&mut self, bound: u64) -> u64 {
		self.0 =
			self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
		(self.0 >> 33) % bound
	}

	fn byte(&mut self, bound: u64) -> u8 {
		self.below(bound) as u8
	}

	/// A day around `now`.
	fn day(&mut self, now: Day) -> Day {
		now - 3 + self.below(12) as Day
	}
}

const MEMBERS: [u64; 3] = [ALICE, BOB, CAROL];
const PROVIDERS: [u64; 2] = [HOSPITAL, PHARMACY];
const PLANS: [(u64, PlanId); 4] = [(PAYER, 0), (OTHER_PAYER, 1), (PAYER, 2), (PAYER, 3)];

/// How somebody is covered: in which tier, and after whom.
type How = (u8, Option<CoverageRef<u64>>);

/// What was so on a day that is over.
#[derive(Default)]
struct Over {
	covered: BTreeMap<(PlanId, u64), How>,
	listed: Vec<(PlanId, u8)>,
	networks: BTreeMap<(PlanId, u64), NetworkId>,
	versions: BTreeMap<PlanId, VersionId>,
}

fn covered(plan: PlanId, member: u64, day: Day) -> Option<How> {
	Members::<Test>::get(plan, member)
		.map(|member| member.membership)
		.filter(|covered| covered.from <= day && day <= covered.until)
		.map(|covered| (covered.tier, covered.after))
}

fn is_listed(plan: PlanId, number: u8, day: Day) -> bool {
	Services::<Test>::get(plan, tag(number))
		.map(|listed| listed.service)
		.is_some_and(|service| service.from <= day && day <= service.until)
}

impl Over {
	fn on(day: Day) -> Self {
		let mut over = Self::default();
		for (_, plan) in PLANS {
			over.covered.extend(
				MEMBERS.into_iter().filter_map(|who| Some(((plan, who), covered(plan, who, day)?))),
			);
			over.listed.extend(
				(0..4).filter(|tag| is_listed(plan, *tag, day)).map(|number| (plan, number)),
			);
			for provider in PROVIDERS {
				let network = Coverage::network(plan, &provider, day);
				over.networks.insert((plan, provider), network);
			}
			if let Some((version, _)) = Coverage::terms_on(plan, day) {
				over.versions.insert(plan, version);
			}
		}
		over
	}

	/// More may have been covered since, and not less.
	fn is_still_so(&self, day: Day) {
		for ((plan, member), how) in &self.covered {
			assert_eq!(covered(*plan, *member, day).as_ref(), Some(how), "{member} lost {day}");
		}
		for (plan, number) in &self.listed {
			assert!(is_listed(*plan, *number, day), "service {number} lost {day}");
		}
		for ((plan, provider), network) in &self.networks {
			assert_eq!(Coverage::network(*plan, provider, day), *network);
		}
		for (plan, version) in &self.versions {
			// Only a plan in which nobody was covered may be gone by now.
			if Coverage::plan(*plan).is_some() {
				assert_eq!(Coverage::terms_on(*plan, day).unwrap().0, *version);
			}
		}
	}
}

fn a_call(random: &mut Random, now: Day) -> (usize, DispatchResult) {
	let (payer, plan) = PLANS[random.below(4) as usize];
	let origin = signed(payer);
	let member = MEMBERS[random.below(3) as usize];
	let provider = PROVIDERS[random.below(2) as usize];
	let (from, until) = (random.day(now), random.day(now) + random.below(60) as Day);
	let (number, tier) = (random.byte(4), random.byte(3));
	let after = (random.below(3) == 0).then(|| {
		let member = MEMBERS[random.below(2) as usize];
		CoverageRef { plan: random.below(4) as PlanId, member }
	});
	let call = random.below(14) as usize;
	let done = match call {
		0 | 1 => {
			let mut terms = if random.below(4) == 0 { more_terms() } else { terms() };
			terms.year = 2024 + random.below(2) as u16 * u16::from(now > TODAY + 150);
			terms.tiers[0] = Tier { deductible: LIMIT, out_of_pocket: LIMIT };
			Coverage::publish_version(origin, plan, from, terms)
		}
		2 => Coverage::withdraw_version(origin, plan),
		3 => {
			let service = Service { from, until, ..service(random.byte(5)) };
			let other = (tag(random.byte(4)), service.clone());
			Coverage::list_services(origin, plan, list(vec![(tag(number), service), other]))
		}
		4 => Coverage::end_service(origin, plan, tag(number), from),
		5 => Coverage::unlist_services(origin, plan, bounded(vec![tag(number)])),
		6 => Coverage::contract(origin, plan, provider, tier, from, until),
		7 => Coverage::end_contract(origin, plan, provider, from),
		8 => Coverage::reap_contract(origin, plan, provider).map(|_| ()).map_err(|e| e.error),
		9 => {
			let family = (random.below(2) == 0).then_some(7);
			Coverage::enrol(origin, plan, member, from, until, tier, family, after)
		}
		10 => {
			// Often as they are, for once it has begun they stay.
			let known = Coverage::membership(plan, member).filter(|_| random.below(2) == 0);
			let (tier, after) = known.map_or((tier % 2, after), |known| (known.tier, known.after));
			Coverage::change_enrolment(origin, plan, member, until, tier, after)
		}
		11 => Coverage::remove_member(origin, plan, member).map(|_| ()).map_err(|e| e.error),
		12 => match random.below(8) {
			0 if plan > 2 => Coverage::close_plan(origin, plan),
			_ => Coverage::reap_plan(origin, plan),
		},
		_ => {
			uses(random, plan, member);
			Ok(())
		}
	};
	(call, done)
}

/// `member` uses something, as claims note it.
fn uses(random: &mut Random, plan: PlanId, member: u64) {
	let Some(membership) = Coverage::membership(plan, member) else { return };
	let year = 2024;
	let more = random.below(100).into();
	let add = |shared: &mut Shared| {
		shared.deductible += more;
		shared.out_of_pocket += 2 * more;
	};
	let mut used = membership.used;
	if used.is_empty() {
		let benefits = bounded(vec![BenefitUse { group: 0, units: 1, paid: more }]);
		used = bounded(vec![YearOfMember { year, shared: Shared::default(), benefits }]);
	}
	add(&mut used[0].shared);
	Coverage::note_use(plan, &member, used);
	let Some(family) = membership.family else { return };
	let mut together = Coverage::family_use(plan, family);
	if together.is_empty() {
		together = bounded(vec![YearOfFamily { year, shared: Shared::default() }]);
	}
	add(&mut together[0].shared);
	Coverage::note_family_use(plan, family, together);
}

#[test]
fn nothing_that_is_over_changes_whatever_is_called() {
	let mut succeeded = [0; 14];
	for seed in 0..25 {
		run(|| {
			let mut random = Random(seed);
			for asset in [EURO, DOLLAR] {
				Coverage::open_plan(signed(PAYER), asset).unwrap();
			}
			let mut now = TODAY;
			let mut past = BTreeMap::<Day, Over>::new();
			for _ in 0..250 {
				if random.below(3) == 0 {
					past.iter().for_each(|(day, over)| over.is_still_so(*day));
					let days = [0, 1, 1, 3, 3, 5, 30][random.below(7) as usize];
					for day in now..now + days {
						past.insert(day, Over::on(day));
					}
					now += days;
					set_day(now);
					past.retain(|day, _| day + RETENTION >= now);
				}
				let before = sp_io::storage::root(StateVersion::V1);
				let mut call = 0;
				let done = with_storage_layer(|| {
					let (tried, done) = a_call(&mut random, now);
					call = tried;
					done
				});
				if done.is_ok() {
					succeeded[call] += 1;
				} else {
					assert_eq!(before, sp_io::storage::root(StateVersion::V1));
				}
				Coverage::do_try_state().unwrap();
			}
		});
	}
	assert!(succeeded.iter().all(|times| *times > 5), "{succeeded:?}");
}
