//! Units: what becomes of them in the end, and what is done when they are unsafe.

use super::{span_json, Planner, Work};
use crate::{
	events::Event,
	keys::sscc_text,
	output::{Call, ProblemKind},
	state::{container_name, hash_hex, to_hex, Place, UnitRef},
};
use salus_primitives::Sscc;
use serde_json::{json, Value};

impl Planner<'_> {
	pub(super) fn dispense(&mut self, work: &mut Work<'_>) -> Result<(), String> {
		let goods = self.goods(work);
		for (sscc, _) in &goods.containers {
			let what = format!("container {}", container_name(*sscc));
			work.plan.unmapped(what, "patients are given units, not containers");
		}
		let mut units = self.in_use(&goods.units, &mut work.plan);
		units.sort();
		units.dedup();
		let in_part = work.said.disposition.as_deref() == Some("partially_dispensed");
		let portions = if in_part { portions(work.event, units.len()) } else { None };
		for unit in units {
			let name = self.unit_name(&unit);
			if in_part && portions.is_none() {
				work.plan.unmapped(format!("portions of {name}"), "it is not said how many");
				continue;
			}
			if self.state.is_dispensed(&unit) {
				let text = format!("{name} is dispensed already: the chain opens a case about it");
				work.plan.problem(ProblemKind::State, text);
			}
			if let Some(Place::Container(sscc)) = self.state.place(&unit) {
				let text = format!("{name} is in container {}", container_name(sscc));
				work.plan.problem(ProblemKind::State, text);
			}
			let Some((commitment, proof)) = self.proof(&unit) else {
				work.plan.unmapped(name, "the secret of its lot is unknown");
				continue;
			};
			let args = json!({
				"lot": to_hex(&unit.lot),
				"index": unit.index,
				"unit": commitment,
				"proof": proof,
				"portions": portions,
				// Who submits it asks the chain: it only saves fees.
				"range_end": null,
			});
			work.plan.call("provenance", "dispense", args);
			if portions.is_none() {
				self.state.set_dispensed(&unit);
			} else {
				work.used.insert("quantityList");
			}
		}
		Ok(())
	}

	/// The commitment to a unit and its proof.
	pub(super) fn proof(&mut self, unit: &UnitRef) -> Option<(String, Vec<String>)> {
		let lot = self.state.lot_by_id(&unit.lot)?;
		let secret = self.secrets.known_lot(lot)?;
		let tree = self.trees.entry(unit.lot).or_insert_with(|| lot.tree(&secret));
		let serial = lot.serials.get(usize::try_from(unit.index).ok()?)?;
		let commitment = crate::lots::unit(&secret, unit.index, serial.as_bytes());
		Some((hash_hex(&commitment), tree.proof(unit.index)?.iter().map(hash_hex).collect()))
	}

	pub(super) fn decommission(&mut self, work: &mut Work<'_>, reason: &str) -> Result<(), String> {
		let goods = self.goods(work);
		let units = self.in_use(&goods.units, &mut work.plan);
		let mut spans = self.state.spans(units);
		let mut close = Vec::new();
		for (sscc, _) in &goods.containers {
			let contents = self.all_in(*sscc);
			if contents.is_empty() && !self.state.containers.contains_key(sscc) {
				let what = format!("container {}", container_name(*sscc));
				work.plan.unmapped(what, "it is unknown what is in it");
				continue;
			}
			for span in contents {
				if !spans.contains(&span) {
					spans.retain(|it| {
						it.lot != span.lot || it.end <= span.start || span.end <= it.start
					});
					spans.push(span);
				}
			}
			close.push(*sscc);
		}
		for span in spans {
			let args = json!({ "span": span_json(&span), "reason": reason });
			work.plan.call("provenance", "decommission", args);
			self.state.put(&span, Place::Gone);
		}
		for sscc in close {
			let inner = self.state.containers_in(sscc);
			if inner.is_empty() {
				let args = json!({ "container": sscc_text(&Sscc(sscc)) });
				work.plan.call("provenance", "close_container", args);
				self.state.containers.remove(&sscc);
			} else {
				work.plan
					.fact(format!("container {} still has others in it", container_name(sscc)));
			}
		}
		Ok(())
	}

	pub(super) fn measure(
		&mut self,
		work: &mut Work<'_>,
		kind: &Value,
		reason: &str,
		open: Vec<&'static str>,
	) -> Result<(), String> {
		let goods = self.goods(work);
		let units = self.in_use(&goods.units, &mut work.plan);
		let spans = self.state.spans(units);
		let spans = spans.iter().map(|span| json!({ "Span": span_json(span) }));
		let containers = goods.containers.iter();
		let containers = containers.map(|(it, _)| json!({ "Container": sscc_text(&Sscc(*it)) }));
		let targets: Vec<_> = spans.chain(containers).collect();
		if targets.is_empty() {
			return Ok(());
		}
		let evidence = self.evidence(work)?;
		for target in targets {
			let args =
				json!({ "target": target, "kind": kind, "reason": reason, "evidence": evidence });
			let open = open.clone();
			work.plan.calls.push(Call::new("provenance", "take_measure", args, open));
		}
		Ok(())
	}

	pub(super) fn suspect(&mut self, work: &mut Work<'_>) -> Result<(), String> {
		let goods = self.goods(work);
		for (sscc, _) in &goods.containers {
			let what = format!("container {}", container_name(*sscc));
			work.plan.unmapped(what, "units are suspected, not containers");
		}
		let units = self.in_use(&goods.units, &mut work.plan);
		if units.is_empty() {
			return Ok(());
		}
		let evidence = self.evidence(work)?;
		for unit in units {
			let args =
				json!({ "lot": to_hex(&unit.lot), "index": unit.index, "evidence": evidence });
			work.plan.call("provenance", "suspect", args);
		}
		Ok(())
	}
}

/// How many portions were dispensed of the one unit of an event: its only quantity, if that is a
/// whole number of pieces.
pub(super) fn portions(event: &Event, units: usize) -> Option<u16> {
	match (event.list("quantityList"), units) {
		([one], 1) => {
			let is_count = one.get("uom").is_none_or(Value::is_null);
			let number = one.get("quantity")?.as_f64()?;
			let fits = is_count && number.fract() == 0.0 && (1.0..=65_535.0).contains(&number);
			// A whole number that is small enough loses nothing.
			fits.then(|| format!("{number:.0}").parse().ok())?
		}
		_ => None,
	}
}
