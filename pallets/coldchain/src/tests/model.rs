//! Random sequences, against a model in plain Rust.

use crate::{mock::*, Error, Report};
use frame_support::storage::with_storage_layer;
use salus_primitives::{Seconds, StorageLimits};
use sp_runtime::{DispatchError, DispatchResult, StateVersion};
use std::{collections::BTreeMap, ops::Range};

const SEQUENCES: u64 = 3_000;
const STEPS: u64 = 30;
const BOXES: [Crate; 2] = [BOX, OTHER_BOX];

/// A small generator, the same everywhere.
struct Random(u64);

impl Random {
	fn below(&mut self, bound: u64) -> u64 {
		self.0 =
			self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
		(self.0 >> 33) % bound
	}

	fn within(&mut self, range: Range<u32>) -> u32 {
		range.start + u32::try_from(self.below(u64::from(range.end - range.start))).unwrap()
	}
}

/// A sensor on a container: since when, and what it answers for. Until when, if it was detached.
#[derive(Clone, Copy)]
struct At {
	container: Crate,
	since: u32,
	watched: u32,
	limits: StorageLimits,
	detached: Option<u32>,
}

#[derive(Clone, Copy, Default)]
struct Probe {
	sequence: u32,
	until: u32,
	at: Option<At>,
}

impl Probe {
	fn here(&self) -> Option<At> {
		self.at.filter(|at| at.detached.is_none())
	}

	/// When it was detached, if it owes a report of what went before, and may still hand it in.
	fn owes(&self, now: u32) -> Option<u32> {
		let at = self.at?;
		let detached = at.detached.filter(|detached| at.since.max(self.until) < *detached)?;
		(now <= detached + MAX_INTERVAL).then_some(detached)
	}
}

/// What the sensors of a container found out.
#[derive(Clone, Default)]
struct Trip {
	spent: u32,
	gaps: u16,
	watched: u32,
	left: u32,
	/// Until when anything was ever reported, or when it began: to find what nobody watched without
	/// any of the rules above.
	covered: u32,
}

struct Model {
	now: u32,
	probes: Vec<Probe>,
	trips: BTreeMap<Crate, Trip>,
	limits: BTreeMap<Crate, StorageLimits>,
	quarantines: BTreeMap<Crate, u32>,
	/// Whether the container is gone.
	gone: BTreeMap<Crate, ()>,
	/// Every second that was ever reported out of limits, of containers that are still there.
	ever_outside: BTreeMap<Crate, u32>,
}

impl Model {
	fn new(sensors: usize) -> Self {
		Self {
			now: START,
			probes: vec![Probe::default(); sensors],
			trips: Default::default(),
			limits: BOXES.map(|container| (container, FRIDGE)).into(),
			quarantines: Default::default(),
			gone: Default::default(),
			ever_outside: Default::default(),
		}
	}

	fn on(&self, container: Crate) -> usize {
		self.probes.iter().filter(|p| p.here().is_some_and(|at| at.container == container)).count()
	}

	fn attach(&mut self, sensor: usize, container: Crate) -> Result<(), Error<Test>> {
		if self.probes[sensor].here().is_some() {
			return Err(Error::StillAttached);
		}
		if self.probes[sensor].owes(self.now).is_some() {
			return Err(Error::Unreported);
		}
		if self.gone.contains_key(&container) {
			return Err(Error::NotHolder);
		}
		let limits = *self.limits.get(&container).ok_or(Error::NoLimits)?;
		if self.on(container) >= 4 {
			return Err(Error::TooManySensors);
		}
		let since = self.now.max(self.probes[sensor].until);
		let nobody = self.on(container) == 0;
		let begins = Trip { watched: since, covered: since, ..Default::default() };
		let trip = self.trips.entry(container).or_insert(begins);
		let watched = if nobody { trip.watched.min(since) } else { since };
		self.probes[sensor].at = Some(At { container, since, watched, limits, detached: None });
		Ok(())
	}

	fn detach(&mut self, sensor: usize) -> Result<(), Error<Test>> {
		let at = self.probes[sensor].here().ok_or(Error::NotAttached)?;
		let others = self.on(at.container) > 1;
		let silent = self.probes[sensor].until <= at.since;
		let gap = self.now > at.watched + INTERVAL || (silent && others);
		let watched = if gap { self.now } else { at.watched };
		let limits = self.limits.get(&at.container).copied().unwrap_or(at.limits);
		let left = At { watched, limits, detached: Some(self.now), ..at };
		self.probes[sensor].at = Some(left);
		let owes = self.probes[sensor].owes(self.now).unwrap_or_default();
		let trip = self.trips.get_mut(&at.container).unwrap();
		trip.gaps += u16::from(gap);
		trip.watched = trip.watched.max(watched);
		trip.left = trip.left.max(owes);
		Ok(())
	}

	fn report(&mut self, sensor: usize, report: &Report) -> Result<(), Error<Test>> {
		let probe = self.probes[sensor];
		let at = probe.at.ok_or(Error::NotAttached)?;
		let (from, until) = (report.from.0, report.until.0);
		if report.sequence <= probe.sequence {
			return Err(Error::Replayed);
		}
		if report.sequence > probe.sequence + 1 {
			return Err(Error::SequenceGap);
		}
		if from >= until {
			return Err(Error::ReversedTime);
		}
		if from < probe.until {
			return Err(Error::Overlaps);
		}
		if from < at.since {
			return Err(Error::BeforeAttachment);
		}
		if let Some(detached) = at.detached {
			if from >= detached || until > detached + TOLERANCE {
				return Err(Error::AfterDetachment);
			}
			if self.now > detached + MAX_INTERVAL {
				return Err(Error::TooLate);
			}
		}
		if until > self.now + TOLERANCE {
			return Err(Error::InTheFuture);
		}
		let current = self.limits.get(&at.container).copied();
		let knew = current == Some(report.limits);
		// All limits there may be are of the same temperatures.
		let mut budgets = vec![report.limits.budget];
		if !knew || at.detached.is_some() {
			budgets.extend([Some(at.limits), current].into_iter().flatten().map(|l| l.budget));
		}
		let trip = self.trips.get_mut(&at.container).expect("whoever may report has a journey");
		trip.gaps += u16::from(from > at.watched + INTERVAL);
		trip.spent += report.outside;
		if trip.spent > budgets.into_iter().min().unwrap() {
			*self.quarantines.entry(at.container).or_default() += 1;
		}
		if at.detached.is_some() {
			trip.watched = trip.watched.max(until);
		}
		*self.ever_outside.entry(at.container).or_default() += report.outside;
		let unwatched = from.saturating_sub(trip.covered);
		trip.covered = trip.covered.max(until);
		let gaps = trip.gaps;
		let limits = if knew { report.limits } else { at.limits };
		let at = At { watched: at.watched.max(until), limits, ..at };
		self.probes[sensor] = Probe { sequence: report.sequence, until, at: Some(at) };
		// However sensors come and go: nobody looking for that long is never overlooked.
		if unwatched > 2 * INTERVAL && at.detached.is_none() && self.on(at.container) == 1 {
			assert!(gaps > 0, "{unwatched} seconds without a gap");
		}
		Ok(())
	}

	fn end(&mut self, container: Crate) -> Result<(), Error<Test>> {
		if !self.trips.contains_key(&container) {
			return Err(Error::NotFound);
		}
		if self.limits.contains_key(&container) {
			return Err(Error::StillNeeded);
		}
		if self.on(container) > 0 {
			return Err(Error::StillAttached);
		}
		if self.now <= self.trips[&container].left + MAX_INTERVAL {
			return Err(Error::Unreported);
		}
		// Nothing that anybody may still hand in is lost.
		let here = |probe: &&Probe| probe.at.is_some_and(|at| at.container == container);
		assert!(!self.probes.iter().filter(here).any(|probe| probe.owes(self.now).is_some()));
		self.trips.remove(&container);
		self.ever_outside.remove(&container);
		Ok(())
	}

	fn agrees(&self, devices: &[Device]) {
		for container in BOXES {
			let found = crate::Journeys::<Test>::get(container);
			let found = found.map(|j| (j.spent, j.gaps, j.sensors.len()));
			let trip = self.trips.get(&container);
			let expected = trip.map(|trip| (trip.spent, trip.gaps, self.on(container)));
			assert_eq!(found, expected);
			assert_eq!(quarantines(container), self.quarantines.get(&container).map_or(0, |n| *n));
			// Nothing that was ever reported of what is still there is forgotten.
			let ever = self.ever_outside.get(&container).copied().unwrap_or_default();
			assert_eq!(trip.map_or(0, |trip| trip.spent), ever);
		}
		for (probe, device) in self.probes.iter().zip(devices) {
			let entry = device.entry();
			assert_eq!((entry.sequence, entry.until), (probe.sequence, Seconds(probe.until)));
			let late = probe.here().and_then(|at| {
				self.now.checked_sub(at.watched.max(at.since) + INTERVAL).filter(|late| *late > 0)
			});
			assert_eq!(Coldchain::overdue(device.key()), late);
		}
	}
}

/// The next report of a sensor, or something like it.
fn drawn(random: &mut Random, model: &Model, sensor: usize) -> Report {
	let probe = model.probes[sensor];
	let since = probe.at.map_or(model.now, |at| at.since.max(probe.until));
	let odd = random.below(8) == 0;
	let sequence = if odd { random.within(0..3) + probe.sequence } else { probe.sequence + 1 };
	let delay = if random.below(6) == 0 { random.within(0..2_000) } else { 0 };
	let from = since + delay;
	let until = match random.below(10) {
		0 => from + random.within(0..1_000),
		_ => (from + 1).max(probe.at.and_then(|at| at.detached).unwrap_or(model.now)),
	};
	let from = if random.below(20) == 0 { from.saturating_sub(50) } else { from };
	let limits = probe.at.and_then(|at| model.limits.get(&at.container)).copied();
	let limits = if random.below(25) == 0 { None } else { limits };
	let limits = limits.unwrap_or(StorageLimits { budget: 70, ..FRIDGE });
	let length = until.saturating_sub(from);
	let outside = if random.below(2) == 0 { random.within(0..60).min(length) } else { 0 };
	let max = if outside > 0 { limits.max + 1 } else { limits.max };
	let base = calm(sequence, 0, 1);
	let (from, until) = (Seconds(from), Seconds(until));
	Report { from, until, min: limits.min, max, outside, limits, ..base }
}

#[test]
fn spent_gaps_and_quarantines_are_those_of_the_model() {
	let devices: Vec<_> = (1..=5).map(Device::new).collect();
	let (mut worked, mut gaps, mut quarantined) = (BTreeMap::<u64, u32>::new(), 0, 0);
	for seed in 0..SEQUENCES {
		run(|| {
			set_balance(MAKER, 1_000_000);
			for device in &devices {
				register(MAKER, device);
			}
			let mut random = Random(seed);
			let mut model = Model::new(devices.len());
			for _ in 0..STEPS {
				let sensor = random.below(5) as usize;
				let (device, key) = (&devices[sensor], devices[sensor].key());
				let container = BOXES[usize::from(random.below(4) == 0)];
				let before = sp_io::storage::root(StateVersion::V1);
				let what = random.below(20);
				let (done, expected): (DispatchResult, _) = match what {
					0..=2 => (
						with_storage_layer(|| Coldchain::attach(signed(MAKER), key, container)),
						model.attach(sensor, container),
					),
					3 | 4 => (
						with_storage_layer(|| Coldchain::detach(signed(MAKER), key)),
						model.detach(sensor),
					),
					5..=11 => {
						let report = drawn(&mut random, &model, sensor);
						(
							with_storage_layer(|| device.report(report)),
							model.report(sensor, &report),
						)
					}
					12..=15 => {
						let far = match random.below(16) {
							0 => 2 * MAX_INTERVAL,
							1..=4 => 1_500,
							_ => 400,
						};
						model.now += random.within(0..far);
						set_now(model.now);
						continue;
					}
					16 => {
						match random.below(7) {
							0 | 1 => {
								model.limits.remove(&container);
								if random.below(2) == 0 {
									close(container);
									model.gone.insert(container, ());
								} else if !model.gone.contains_key(&container) {
									set_limits(container, None);
								}
							}
							budget => {
								let budget = u32::try_from(budget - 1).unwrap() * 25;
								let limits = StorageLimits { budget, ..FRIDGE };
								Containers::mutate(|all| {
									all.insert(container, (MAKER, Some(limits)))
								});
								model.limits.insert(container, limits);
								model.gone.remove(&container);
							}
						}
						continue;
					}
					_ => {
						let idle = BOXES.into_iter().find(|one| !model.limits.contains_key(one));
						let container = idle.unwrap_or(container);
						(
							Coldchain::end_journey(signed(STRANGER), container)
								.map(drop)
								.map_err(|error| error.error),
							model.end(container),
						)
					}
				};
				assert_eq!(done, expected.map_err(DispatchError::from), "call {what} of {seed}");
				if done.is_ok() {
					*worked.entry(what).or_default() += 1;
				} else {
					assert_eq!(before, sp_io::storage::root(StateVersion::V1));
				}
				model.agrees(&devices);
			}
			gaps += model.trips.values().map(|trip| u32::from(trip.gaps)).sum::<u32>();
			quarantined += model.quarantines.values().sum::<u32>();
		});
	}
	let worked = |kinds: Range<u64>| -> u32 {
		kinds.map(|kind| worked.get(&kind).copied().unwrap_or_default()).sum()
	};
	assert!(worked(0..3) > 5_000 && worked(3..5) > 1_000 && worked(5..12) > 5_000);
	assert!(worked(17..20) > 20, "only {} ended", worked(17..20));
	assert!(gaps > 500 && quarantined > 200, "only {gaps} gaps and {quarantined} quarantines");
}
