//! Who signs the calls of an event.

use super::{Planner, Work};
use crate::{effects::Effect, events::word};
use serde_json::Value;

/// What is said of a side of a handover, what is closest to its account first.
const SIDES: [&str; 3] = ["owning_party", "possessing_party", "location"];

impl Planner<'_> {
	/// Names who signs the calls of an event: the first of those that it names whose account the map
	/// has. A shipment is its source's, what is received its destination's; anything else is whose
	/// place it happened at.
	pub(super) fn sign(&self, effect: Effect, work: &mut Work<'_>) {
		if work.plan.calls.is_empty() {
			return;
		}
		let event = work.event;
		let mut named = Vec::new();
		let side = match effect {
			Effect::Ship { .. } | Effect::VoidShipping => Some(("sourceList", "source")),
			Effect::Receive => Some(("destinationList", "destination")),
			_ => None,
		};
		if let Some((list, field)) = side {
			for side in SIDES {
				let is_side = |it: &&Value| {
					it.get("type").and_then(Value::as_str).map(word).as_deref() == Some(side)
				};
				let texts = event.list(list).iter().filter(is_side);
				named.extend(texts.filter_map(|it| Some((list, it.get(field)?.as_str()?))));
			}
		}
		for field in ["readPoint", "bizLocation"] {
			let place = event.raw.get(field).and_then(|place| place.get("id")?.as_str());
			named.extend(place.map(|place| (field, place)));
		}
		let known = named.iter().find_map(|(field, text)| {
			let account = self.settings.party(text)?;
			Some((*field, account.to_string()))
		});
		if let Some((field, account)) = known {
			work.used.insert(field);
			for call in &mut work.plan.calls {
				call.by = Some(account.clone());
			}
			return;
		}
		let names: Vec<_> = named.iter().map(|(_, text)| *text).collect();
		let reason = if names.is_empty() {
			"the event names neither a party nor a place".into()
		} else {
			format!("not among the parties of the map: {}", names.join(", "))
		};
		work.plan.unmapped("by", reason);
		for call in &mut work.plan.calls {
			call.open.push("by");
		}
	}
}
