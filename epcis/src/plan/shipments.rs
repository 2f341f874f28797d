//! Containers that change hands.

use super::{span_json, Planner, Work, MAX_ITEMS};
use crate::{
	events::word,
	keys::sscc_text,
	output::Call,
	state::{Place, Stage},
};
use salus_primitives::Sscc;
use serde_json::{json, Value};

impl Planner<'_> {
	pub(super) fn ship(&mut self, work: &mut Work<'_>, back: bool) -> Result<(), String> {
		let goods = self.goods(work);
		let outer = self.outermost(&goods, &mut work.plan);
		self.in_named(&goods, &mut work.plan);
		for sscc in outer {
			let name = sscc_text(&Sscc(sscc));
			if self.state.containers.get(&sscc).is_some_and(|it| it.stage == Stage::Shipped) {
				work.plan.fact(format!("container {name} is on its way already"));
				continue;
			}
			let contents = self.listed_contents(sscc);
			let field = |name| work.event.raw.get(name).cloned().unwrap_or(Value::Null);
			let documents = json!({
				"event": work.hash,
				"time": work.said.time,
				"container": name,
				"contents": contents,
				"transactions": field("bizTransactionList"),
				"from": field("sourceList"),
				"to": field("destinationList"),
			});
			let documents = self.commit(&format!("{}#shipment/{name}", work.hash), &documents)?;
			let mut open = Vec::new();
			let consignee = self.consignee(work);
			if consignee.is_none() {
				open.push("consignee");
			}
			let args = json!({
				"container": name,
				"consignee": consignee,
				"kind": if back { "Return" } else { "Sale" },
				"documents": documents,
				"receive_by": work.said.at.saturating_add(self.settings.receive_within),
			});
			work.plan.calls.push(Call::new("provenance", "ship", args, open));
			work.used.extend(["bizTransactionList", "sourceList", "destinationList"]);
			if let Some(known) = self.state.containers.get_mut(&sscc) {
				known.stage = Stage::Shipped;
			}
		}
		Ok(())
	}

	pub(super) fn consignee(&self, work: &mut Work<'_>) -> Option<String> {
		let destinations = work.event.list("destinationList");
		let of = |kind: &str| {
			let fits = |it: &&Value| it.get("type").and_then(Value::as_str).map(word);
			let found = destinations.iter().find(|it| fits(it).as_deref() == Some(kind))?;
			found.get("destination")?.as_str()
		};
		let text = of("owning_party").or_else(|| of("possessing_party")).or_else(|| of("location"));
		let party = text.and_then(|text| self.settings.party(text));
		if party.is_none() {
			let reason = match text {
				Some(text) => format!("{text} is not among the parties of the map"),
				None => "the event has no destination".into(),
			};
			work.plan.unmapped("consignee", reason);
		}
		party.map(Into::into)
	}

	pub(super) fn receive(&mut self, work: &mut Work<'_>) -> Result<(), String> {
		let goods = self.goods(work);
		let outer = self.outermost(&goods, &mut work.plan);
		let within = self.in_named(&goods, &mut work.plan);
		let discrepancy = match work.said.disposition.as_deref() {
			Some("damaged") => Some("Damaged"),
			Some("stolen") => Some("Stolen"),
			_ => None,
		};
		for sscc in outer {
			let name = sscc_text(&Sscc(sscc));
			if self.state.containers.get(&sscc).is_some_and(|it| it.stage == Stage::Received) {
				work.plan.fact(format!("container {name} is received already"));
				continue;
			}
			let mut reported = Vec::new();
			if discrepancy.is_some() {
				let units = within.iter().filter(|unit| match self.state.place(unit) {
					Some(Place::Container(inner)) => self.is_within(inner, &[sscc].into()),
					_ => false,
				});
				reported = self.state.spans(units.copied());
				if reported.is_empty() {
					let reason = "it is not said which units this is true of";
					work.plan.unmapped("disposition", reason);
				}
			}
			if reported.len() > MAX_ITEMS {
				let surplus = reported.split_off(MAX_ITEMS).len();
				let reason = "a call reports up to 16 of them";
				work.plan.unmapped(format!("{surplus} spans of units"), reason);
			}
			let reports: Vec<_> = reported
				.iter()
				.map(|span| json!({ "span": span_json(span), "discrepancy": discrepancy }))
				.collect();
			let location = self.location(work);
			let args = json!({ "container": name, "location": location, "reports": reports });
			work.plan.call("provenance", "receive", args);
			for span in &reported {
				self.state.put(span, Place::Reported);
			}
			if let Some(known) = self.state.containers.get_mut(&sscc) {
				known.stage = Stage::Received;
			}
			if work.said.disposition.as_deref() == Some("returned") {
				work.plan.fact("what came back is verified before it is sold again");
			}
		}
		Ok(())
	}

	pub(super) fn void_shipping(&mut self, work: &mut Work<'_>) -> Result<(), String> {
		let goods = self.goods(work);
		let outer = self.outermost(&goods, &mut work.plan);
		self.in_named(&goods, &mut work.plan);
		for sscc in outer {
			let args = json!({ "container": sscc_text(&Sscc(sscc)) });
			work.plan.call("provenance", "void_shipment", args);
			if let Some(known) = self.state.containers.get_mut(&sscc) {
				known.stage = Stage::Open;
			}
		}
		Ok(())
	}
}
