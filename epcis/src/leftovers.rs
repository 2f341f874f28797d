//! What an event says beside what becomes a call: named field by field, with a reason.

use crate::{events::Event, output::EventPlan};
use serde_json::Value;
use std::collections::BTreeSet;

/// What every event has, and says nothing about goods; or is looked at object by object.
const LOOKED_AT: [&str; 16] = [
	"@context",
	"type",
	"eventID",
	"eventTime",
	"eventTimeZoneOffset",
	"recordTime",
	"action",
	"bizStep",
	"epcList",
	"childEPCs",
	"inputEPCList",
	"outputEPCList",
	"quantityList",
	"childQuantityList",
	"inputQuantityList",
	"outputQuantityList",
];

const QUANTITIES: [&str; 4] =
	["quantityList", "childQuantityList", "inputQuantityList", "outputQuantityList"];

/// Names all fields that are neither looked at nor in `used`.
pub fn name_leftovers(event: &Event, used: &BTreeSet<&'static str>, plan: &mut EventPlan) {
	let Some(fields) = event.raw.as_object() else { return };
	for field in QUANTITIES.into_iter().filter(|field| !used.contains(field)) {
		for quantity in event.list(field) {
			let class = quantity.get("epcClass").and_then(Value::as_str).unwrap_or("no class");
			let unit = quantity.get("uom").and_then(Value::as_str).unwrap_or_default();
			let what = match quantity.get("quantity") {
				Some(number) => format!("{field}: {number} {unit} of {class}"),
				None => format!("{field}: some of {class}"),
			};
			let reason = "class level: the chain knows units by their serials, and none is named";
			plan.unmapped(what.replace("  ", " "), reason);
		}
	}
	for (field, value) in fields {
		let field = field.as_str();
		let is_empty = match value {
			Value::Null => true,
			Value::Array(all) => all.is_empty(),
			Value::Object(all) => all.is_empty(),
			_ => false,
		};
		if is_empty || LOOKED_AT.contains(&field) {
			continue;
		}
		if field == "bizLocation" && used.contains(field) {
			for extension in value.as_object().into_iter().flatten().map(|(name, _)| name) {
				if extension != "id" {
					plan.unmapped(format!("bizLocation.{extension}"), EXTENSION);
				}
			}
			continue;
		}
		if used.contains(field) {
			continue;
		}
		let what = match value {
			Value::Array(all) => format!("{field}: {} of them", all.len()),
			Value::String(text) => format!("{field}: {text}"),
			_ => field.to_string(),
		};
		plan.unmapped(what, reason(field));
	}
}

const EXTENSION: &str = "an extension: the chain has no place for it, the event's hash covers it";

fn reason(field: &str) -> &'static str {
	match field {
		"sensorElementList" => "readings reach the chain from the sensors, which sign for them",
		"bizTransactionList" | "sourceList" | "destinationList" => {
			"only a shipment commits to its parties and business transactions"
		}
		"disposition" => "it changes nothing about custody in this business step",
		"persistentDisposition" => "the chain has no state that is set beside the disposition",
		"certificationInfo" => "certificates are credentials, which are not issued by events",
		"readPoint" => "the chain knows where goods are, not where they were read",
		"bizLocation" => "no call of this event says where goods are",
		"ilmd" => "only a lot that is commissioned commits to its attributes",
		"parentID" => "no call of this event names the parent",
		"transformationID" => "a transformation is one call, with all that goes in and comes out",
		"errorDeclaration" => "what the event said is wrong is undone by people, not by a plan",
		_ => EXTENSION,
	}
}
