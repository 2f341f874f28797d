//! Containers: what is put into them, taken out, and fastened to them.

use super::{named, span_json, texts, Objects, Planner, Work, MAX_ITEMS};
use crate::{
	keys::{sscc_text, Key},
	output::{Call, EventPlan, ProblemKind},
	state::{container_name, lot_name, KnownContainer, Place, Span, Stage, UnitRef},
};
use salus_primitives::{CompanyPrefix, Gtin, Sscc};
use serde_json::{json, Value};
use std::collections::{BTreeMap, BTreeSet};

impl Planner<'_> {
	pub(super) fn open(
		&mut self,
		sscc: u64,
		prefix: Option<CompanyPrefix>,
		location: u16,
		plan: &mut EventPlan,
	) {
		let prefix = prefix.or_else(|| self.settings.prefix_of(&Sscc(sscc)));
		let mut open = Vec::new();
		if prefix.is_none() {
			let reason =
				"a Digital Link does not show how long it is, and the map has none that fits";
			plan.unmapped(format!("prefix of {}", container_name(sscc)), reason);
			open.push("prefix");
		}
		let prefix =
			prefix.map(|it| json!({ "digits": it.digits.to_string(), "length": it.length }));
		let args = json!({
			"container": sscc_text(&Sscc(sscc)),
			"prefix": prefix,
			"location": location,
		});
		plan.calls.push(Call::new("provenance", "open_container", args, open));
		let known = KnownContainer { parent: None, stage: Stage::Open };
		self.state.containers.insert(sscc, known);
	}

	/// What is known of a container, which is there from now on.
	pub(super) fn container(&mut self, sscc: u64, plan: &mut EventPlan) -> KnownContainer {
		let known = KnownContainer { parent: None, stage: Stage::Open };
		*self.state.containers.entry(sscc).or_insert_with(|| {
			plan.fact(format!("container {} was not seen before", container_name(sscc)));
			known
		})
	}

	/// The container that an aggregation is about.
	pub(super) fn parent(&self, work: &mut Work<'_>) -> Option<(u64, Option<CompanyPrefix>)> {
		work.used.insert("parentID");
		let Some(text) = work.event.text("parentID") else {
			work.plan.unmapped("parentID", "it is not said which container this is about");
			return None;
		};
		match Key::parse(text) {
			Ok(Key::Container { sscc, prefix }) => Some((sscc.0, prefix)),
			Ok(_) => {
				work.plan.unmapped(format!("parentID: {text}"), "only an SSCC names a container");
				None
			}
			Err(problem) => {
				work.plan.unmapped(format!("parentID: {text}"), problem.to_string());
				None
			}
		}
	}

	pub(super) fn pack(&mut self, work: &mut Work<'_>) -> Result<(), String> {
		let Some((sscc, prefix)) = self.parent(work) else { return Ok(()) };
		let objects = self.objects(texts(work.event, "childEPCs"), &mut work.plan);
		let units = self.in_use(&objects.units, &mut work.plan);
		let spans = self.state.spans(units);
		let mut items: Vec<_> = spans.iter().map(|it| json!({ "Units": span_json(it) })).collect();
		for (child, _) in &objects.containers {
			self.container(*child, &mut work.plan);
			items.push(json!({ "Container": sscc_text(&Sscc(*child)) }));
		}
		if items.is_empty() {
			work.plan.unmapped("the event", "nothing is packed that the chain knows");
			return Ok(());
		}
		match self.state.containers.get(&sscc) {
			Some(known) if known.stage == Stage::Shipped => {
				let text = format!("container {} is on its way", container_name(sscc));
				work.plan.problem(ProblemKind::State, text);
			}
			Some(_) => {}
			None => {
				let location = self.location(work);
				self.open(sscc, prefix, location, &mut work.plan);
			}
		}
		for items in items.chunks(MAX_ITEMS) {
			let args = json!({ "container": sscc_text(&Sscc(sscc)), "items": items });
			work.plan.call("provenance", "pack", args);
		}
		for span in &spans {
			self.state.put(span, Place::Container(sscc));
		}
		for (child, _) in objects.containers {
			if let Some(known) = self.state.containers.get_mut(&child) {
				known.parent = Some(sscc);
			}
		}
		Ok(())
	}

	pub(super) fn unpack(&mut self, work: &mut Work<'_>) -> Result<(), String> {
		let Some((sscc, _)) = self.parent(work) else { return Ok(()) };
		let names_some = !work.event.list("childEPCs").is_empty();
		let (spans, children) = if names_some {
			let objects = self.objects(texts(work.event, "childEPCs"), &mut work.plan);
			let units = self.in_use(&objects.units, &mut work.plan);
			let elsewhere: Vec<_> = units
				.iter()
				.filter(|unit| self.state.place(unit) != Some(Place::Container(sscc)))
				.map(|unit| self.unit_name(unit))
				.collect();
			if let Some(text) = named(&elsewhere) {
				let text = format!("not in container {}: {text}", container_name(sscc));
				work.plan.problem(ProblemKind::State, text);
			}
			let children = objects.containers.into_iter().map(|(child, _)| child).collect();
			(self.state.spans(units), children)
		} else if work.event.list("childQuantityList").is_empty() {
			// None named means all of them.
			(self.state.contents(sscc), self.state.containers_in(sscc))
		} else {
			(Vec::new(), Vec::new())
		};
		let units = spans.iter().map(|it| json!({ "Units": span_json(it) }));
		let containers = children.iter().map(|it| json!({ "Container": sscc_text(&Sscc(*it)) }));
		let items: Vec<_> = units.chain(containers).collect();
		if items.is_empty() {
			work.plan.unmapped("the event", "nothing is unpacked that the chain knows");
			return Ok(());
		}
		let location = self.location(work);
		for items in items.chunks(MAX_ITEMS) {
			work.plan.call("provenance", "unpack", json!({ "items": items, "location": location }));
		}
		for span in &spans {
			self.state.put(span, Place::Stock);
		}
		for child in children {
			self.container(child, &mut work.plan).parent = None;
			if let Some(known) = self.state.containers.get_mut(&child) {
				known.parent = None;
			}
		}
		Ok(())
	}

	/// The containers of `goods` that are in none of the others. Names what is not moved by itself.
	pub(super) fn outermost(&mut self, goods: &Objects, plan: &mut EventPlan) -> Vec<u64> {
		let named: BTreeSet<_> = goods.containers.iter().map(|(sscc, _)| *sscc).collect();
		let mut outer = Vec::new();
		for sscc in &named {
			match self.container(*sscc, plan).parent {
				None => outer.push(*sscc),
				Some(parent) if self.is_within(parent, &named) => {
					plan.fact(format!("container {} is in another one", container_name(*sscc)));
				}
				Some(parent) => plan.unmapped(
					format!("container {}", container_name(*sscc)),
					format!("it is in container {}, with which it moves", container_name(parent)),
				),
			}
		}
		outer
	}

	/// Whether a container is one of `named`, or in one.
	pub(super) fn is_within(&self, sscc: u64, named: &BTreeSet<u64>) -> bool {
		let parents = std::iter::successors(Some(sscc), |inner| {
			self.state.containers.get(inner).and_then(|known| known.parent)
		});
		// More levels than the chain has would be a circle.
		parents.take(MAX_ITEMS).any(|sscc| named.contains(&sscc))
	}

	/// Those of the units of `goods` that are in containers that the event names; the others are named
	/// with a reason.
	pub(super) fn in_named(&self, goods: &Objects, plan: &mut EventPlan) -> Vec<UnitRef> {
		let named: BTreeSet<_> = goods.containers.iter().map(|(sscc, _)| *sscc).collect();
		let mut within = Vec::new();
		for unit in &goods.units {
			let reason = match self.state.place(unit) {
				Some(Place::Container(sscc)) if self.is_within(sscc, &named) => {
					within.push(*unit);
					continue;
				}
				Some(Place::Container(sscc)) => {
					format!(
						"the unit is in container {}, with which it moves",
						container_name(sscc)
					)
				}
				Some(Place::Gone) => "the unit is out of use".into(),
				_ => "a loose unit: it changes hands in a container".into(),
			};
			plan.unmapped(self.unit_name(unit), reason);
		}
		within
	}

	/// Lots and how many of their units are in a container and in those in it.
	pub(super) fn listed_contents(&self, sscc: u64) -> Vec<Value> {
		let mut lots: BTreeMap<String, u64> = BTreeMap::new();
		for span in self.all_in(sscc) {
			if let Some(lot) = self.state.lot_by_id(&span.lot) {
				let count = lots.entry(lot_name(&Gtin(lot.gtin), &lot.number)).or_default();
				*count = count.saturating_add(span.end.saturating_sub(span.start).into());
			}
		}
		lots.into_iter().map(|(lot, units)| json!({ "lot": lot, "units": units })).collect()
	}

	/// All spans in a container and in those in it.
	pub(super) fn all_in(&self, sscc: u64) -> Vec<Span> {
		let mut spans = Vec::new();
		let mut seen = BTreeSet::new();
		let mut todo = vec![sscc];
		while let Some(next) = todo.pop() {
			if seen.insert(next) {
				spans.extend(self.state.contents(next));
				todo.extend(self.state.containers_in(next));
			}
		}
		spans
	}

	pub(super) fn attach(&mut self, work: &mut Work<'_>) -> Result<(), String> {
		let Some((sscc, _)) = self.parent(work) else { return Ok(()) };
		for text in texts(work.event, "childEPCs") {
			match self.settings.sensor(text) {
				Some(sensor) => {
					let args = json!({ "sensor": sensor, "container": sscc_text(&Sscc(sscc)) });
					work.plan.call("coldchain", "attach", args);
				}
				None => work.plan.unmapped(text, "not among the sensors of the map"),
			}
		}
		Ok(())
	}

	pub(super) fn detach(&mut self, work: &mut Work<'_>) -> Result<(), String> {
		work.used.insert("parentID");
		if work.event.list("childEPCs").is_empty() {
			work.plan.unmapped("the event", "it is not said what is taken off");
		}
		for text in texts(work.event, "childEPCs") {
			match self.settings.sensor(text) {
				Some(sensor) => work.plan.call("coldchain", "detach", json!({ "sensor": sensor })),
				None => work.plan.unmapped(text, "not among the sensors of the map"),
			}
		}
		Ok(())
	}
}
