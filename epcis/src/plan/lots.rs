//! Lots that come into being.

use super::{named, span_json, texts, NewLot, Planner, Work, MAX_ITEMS, MAX_LOTS};
use crate::{
	events::Event,
	ilmd,
	keys::{gtin_text, is_text, Key},
	lots::MAX_UNITS,
	output::{EventPlan, ProblemKind},
	state::{container_name, hash_hex, lot_name, to_hex, KnownLot, Place},
};
use salus_primitives::CompanyPrefix;
use serde_json::{json, Map, Value};
use std::collections::{BTreeSet, HashMap};

impl Planner<'_> {
	/// The arguments of a lot that is to be, whose units are known from now on.
	pub(super) fn new_lot(
		&mut self,
		lot: NewLot,
		plan: &mut EventPlan,
	) -> Result<Option<Value>, String> {
		let NewLot { gtin, number, expires, serials, mut ilmd } = lot;
		let mut seen = BTreeSet::new();
		let mut units = Vec::new();
		for serial in serials {
			if let Some(other) = self.state.unit(&gtin, &serial) {
				let name = self.unit_name(&other);
				plan.problem(ProblemKind::State, format!("{name} is commissioned already"));
				plan.unmapped(name, "the unit is in another lot");
			} else if seen.insert(serial.clone()) {
				units.push(serial);
			}
		}
		let count = u32::try_from(units.len()).unwrap_or(u32::MAX);
		if count == 0 {
			return Ok(None);
		}
		if count > MAX_UNITS {
			plan.unmapped(lot_name(&gtin, &number), "a lot has up to 2^24 units");
			return Ok(None);
		}
		ilmd.dedup();
		let name = lot_name(&gtin, &number);
		let attributes = json!({ "lot": name, "ilmd": ilmd });
		let attributes = self.commit(&format!("{name}#attributes"), &attributes)?;
		let secret = self.secrets.lot(&gtin, &number, &mut *self.random)?;
		let earlier: Vec<_> = units
			.iter()
			.map(|serial| format!("01/{}/21/{serial}", gtin_text(&gtin)))
			.filter(|unit| self.state.others.remove(unit).is_some())
			.collect();
		if let Some(text) = named(&earlier) {
			let text = format!("something was said before their commissioning about {text}");
			plan.problem(ProblemKind::OutOfOrder, text);
		}
		let lot = KnownLot::new(gtin, &number, expires, units, 0);
		let tree = lot.tree(&secret);
		let args = json!({
			"gtin": gtin_text(&gtin),
			"number": to_hex(number.as_bytes()),
			"expires": expires,
			"attributes": attributes,
			"count": count,
			"root": hash_hex(&tree.root()),
		});
		self.trees.insert(crate::lots::lot_id(&gtin, &number), tree);
		self.state.insert_lot(lot);
		Ok(Some(args))
	}

	pub(super) fn commission(&mut self, work: &mut Work<'_>) -> Result<(), String> {
		work.used.insert("ilmd");
		let mut lots = Vec::new();
		for lot in new_lots(work.event, "epcList", &mut work.plan) {
			let name = lot_name(&lot.gtin, &lot.number);
			let pending = self.pending.remove(&(lot.gtin.0, lot.number.clone()));
			if let Some(known) = self.state.lot(&lot.gtin, &lot.number) {
				let is_known = |serial: &String| {
					let unit = self.state.unit(&lot.gtin, serial);
					unit.and_then(|unit| self.state.lot_by_id(&unit.lot)).is_some_and(|other| {
						other.number == known.number && known.expires == lot.expires
					})
				};
				let (known, unknown): (Vec<_>, Vec<_>) =
					lot.serials.iter().partition(|it| is_known(it));
				if !known.is_empty() {
					let count = known.len();
					work.plan.fact(format!("{count} units are in the commission of lot {name}"));
				}
				if !unknown.is_empty() {
					let what = format!("{} units of lot {name}", unknown.len());
					let reason =
						"the lot is committed to already, with other units or another expiry";
					work.plan.problem(ProblemKind::State, format!("{what}: {reason}"));
					work.plan.unmapped(what, reason);
				}
				continue;
			}
			let here = lot.serials.len();
			let whole = pending.filter(|it| it.expires == lot.expires).unwrap_or(lot);
			if whole.serials.len() > here {
				let all = whole.serials.len();
				work.plan.fact(format!("lot {name}: {here} units of {all}, the others follow"));
			}
			lots.extend(self.new_lot(whole, &mut work.plan)?);
		}
		let containers = commissioned_containers(work.event);
		let location =
			if lots.is_empty() && containers.is_empty() { 0 } else { self.location(work) };
		for lots in lots.chunks(MAX_LOTS) {
			let args = json!({ "lots": lots, "location": location });
			work.plan.call("provenance", "commission", args);
		}
		for (sscc, prefix) in containers {
			if self.state.containers.contains_key(&sscc) {
				work.plan.fact(format!("container {} is open already", container_name(sscc)));
			} else {
				self.open(sscc, prefix, location, &mut work.plan);
			}
		}
		Ok(())
	}

	pub(super) fn transform(&mut self, work: &mut Work<'_>) -> Result<(), String> {
		let mut trial = EventPlan::default();
		let outputs = new_lots(work.event, "outputEPCList", &mut trial);
		let inputs = self.objects(texts(work.event, "inputEPCList"), &mut trial);
		for (sscc, _) in &inputs.containers {
			trial.unmapped(container_name(*sscc), "units are transformed, not containers");
		}
		for (sscc, _) in commissioned_containers_of(work.event, "outputEPCList") {
			trial.unmapped(container_name(sscc), "units are made, not containers");
		}
		for lot in &outputs {
			if self.state.lot(&lot.gtin, &lot.number).is_some() {
				let name = lot_name(&lot.gtin, &lot.number);
				trial.unmapped(format!("lot {name}"), "the lot is committed to already");
			}
		}
		let units = self.in_use(&inputs.units, &mut trial);
		let spans = self.state.spans(units);
		let complete = trial.unmapped.is_empty();
		work.plan.unmapped.append(&mut trial.unmapped);
		work.plan.problems.append(&mut trial.problems);
		let reason = if !complete {
			"what goes in or comes out is not all known, and a part of it would be wrong"
		} else if spans.is_empty() || outputs.is_empty() {
			"what goes in and what comes out are to be in one event, by their serials"
		} else if spans.len() > MAX_ITEMS {
			"a transformation takes up to 16 spans of units"
		} else if outputs.len() > MAX_LOTS {
			"a transformation makes up to 32 lots"
		} else {
			""
		};
		if !reason.is_empty() {
			work.plan.unmapped("the event", reason);
			return Ok(());
		}
		let mut lots = Vec::new();
		for lot in outputs {
			lots.extend(self.new_lot(lot, &mut work.plan)?);
		}
		work.used.insert("ilmd");
		let location = self.location(work);
		let inputs: Vec<_> = spans.iter().map(span_json).collect();
		let args = json!({ "inputs": inputs, "outputs": lots, "location": location });
		work.plan.call("provenance", "transform", args);
		for span in &spans {
			self.state.put(span, Place::Gone);
		}
		Ok(())
	}
}

/// The lots that the keys in `field` are of, by GTIN, lot number and expiry.
pub(super) fn new_lots(event: &Event, field: &str, plan: &mut EventPlan) -> Vec<NewLot> {
	let ilmd = event.raw.get("ilmd").and_then(Value::as_object);
	let said_number = ilmd::lot_number(ilmd);
	let expires = match ilmd::expires(ilmd) {
		Ok(expires) => expires,
		Err(error) => {
			plan.problem(ProblemKind::Malformed, format!("itemExpirationDate: {error}"));
			None
		}
	};
	let mut lots: Vec<NewLot> = Vec::new();
	let mut places: HashMap<(u64, String), usize> = HashMap::new();
	for text in texts(event, field) {
		let (gtin, serial, in_key) = match Key::parse(text) {
			Ok(Key::Unit { gtin, serial, lot }) => (gtin, serial, lot),
			Ok(Key::Container { .. }) | Err(_) => continue,
			Ok(Key::Lot { .. } | Key::Product { .. }) => {
				let reason = "class level: a lot is committed to unit by unit, and none is named";
				plan.unmapped(text, reason);
				continue;
			}
			Ok(_) => {
				plan.unmapped(text, "the chain knows units (SGTIN) and containers (SSCC) only");
				continue;
			}
		};
		let reason = match (said_number, &in_key) {
			(Some(said), Some(in_key)) if said != in_key => {
				"its key names another lot than the ILMD"
			}
			(None, None) => "it is not said of which lot it is (lotNumber)",
			_ if expires.is_none() => "it is not said until when it is good (itemExpirationDate)",
			_ => "",
		};
		let number = in_key.or_else(|| said_number.map(Into::into)).unwrap_or_default();
		let reason = match reason {
			"" if !is_text(&number) => "its lot number is not 1 to 20 characters of those of GS1",
			other => other,
		};
		let (Some(expires), "") = (expires, reason) else {
			plan.unmapped(text, reason);
			continue;
		};
		let place = *places.entry((gtin.0, number.clone())).or_insert_with(|| {
			let ilmd = ilmd.map(|ilmd: &Map<String, Value>| Value::Object(ilmd.clone()));
			let ilmd = ilmd.into_iter().collect();
			lots.push(NewLot { gtin, number, expires, serials: Vec::new(), ilmd });
			lots.len().saturating_sub(1)
		});
		if let Some(lot) = lots.get_mut(place) {
			lot.serials.push(serial);
		}
	}
	lots
}

pub(super) fn commissioned_containers(event: &Event) -> Vec<(u64, Option<CompanyPrefix>)> {
	commissioned_containers_of(event, "epcList")
}

pub(super) fn commissioned_containers_of(
	event: &Event,
	field: &str,
) -> Vec<(u64, Option<CompanyPrefix>)> {
	let containers = texts(event, field).filter_map(|text| match Key::parse(text) {
		Ok(Key::Container { sscc, prefix }) => Some((sscc.0, prefix)),
		_ => None,
	});
	containers.collect()
}
