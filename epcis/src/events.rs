//! Documents and their events, read one by one: what is wrong with one stops no other.

use epcis_models::{Action, EPCISEvent};
use serde_json::{Map, Value};

/// A document: an EPCISDocument, an EPCISQueryDocument, an event, or an array of those.
#[derive(Clone, Debug)]
pub struct Document {
	/// What it is called in the plan.
	pub name: String,
	/// Why it could not be read, if so.
	pub error: Option<String>,
	/// Its events, in order.
	pub events: Vec<Event>,
}

/// An event, read or not.
#[derive(Clone, Debug)]
pub struct Event {
	/// As it is written.
	pub raw: Value,
	/// Its hash id (`ni:///sha-256;…?ver=CBV2.0`), if it can be made.
	pub hash: Option<String>,
	/// What it says, or why that is not to be understood.
	pub said: Result<Said, String>,
}

/// The five types of events.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum EventType {
	/// Something happened to objects.
	Object,
	/// Objects were put into another, or taken out of it.
	Aggregation,
	/// Objects belong to a business transaction.
	Transaction,
	/// Objects became other objects.
	Transformation,
	/// Objects were fastened to a place or to another object.
	Association,
}

/// What an event says.
#[derive(Clone, Debug)]
pub struct Said {
	/// Its type.
	pub kind: EventType,
	/// What it does, which a transformation does not say.
	pub action: Option<Action>,
	/// When, in milliseconds since the Unix epoch.
	pub at: u64,
	/// When, in UTC.
	pub time: String,
	/// The business step: one word of the Core Business Vocabulary, or another's URI.
	pub step: Option<String>,
	/// The disposition, likewise.
	pub disposition: Option<String>,
	/// Whether it declares itself an error.
	pub is_error: bool,
}

impl Document {
	/// Reads `text`, which is called `name` in the plan.
	pub fn read(name: &str, text: &str) -> Self {
		let mut document = Self { name: name.into(), error: None, events: Vec::new() };
		// A byte order mark is no JSON, but common.
		match serde_json::from_str(text.trim_start_matches('\u{feff}')) {
			Ok(value) => {
				if let Err(error) = document.add(value) {
					document.error = Some(error);
				}
			}
			Err(error) => document.error = Some(format!("no JSON: {error}")),
		}
		document
	}

	fn add(&mut self, value: Value) -> Result<(), String> {
		match value {
			Value::Array(all) => {
				// What is wrong with one of them is said at its place.
				for one in all {
					if let Err(error) = self.add(one.clone()) {
						self.events.push(Event { raw: one, hash: None, said: Err(error) });
					}
				}
				Ok(())
			}
			Value::Object(mut fields) => match text_of(&fields, "type").unwrap_or_default() {
				"EPCISDocument" | "EPCISQueryDocument" => {
					let events =
						take_events(&mut fields).ok_or("no list of events where one belongs")?;
					// The vocabulary of the header is no part of any event.
					fields.remove("epcisHeader");
					let mut envelope = Value::Object(fields);
					for event in events {
						self.events.push(Event::read(event, Some(&mut envelope)));
					}
					Ok(())
				}
				_ => {
					self.events.push(Event::read(Value::Object(fields), None));
					Ok(())
				}
			},
			_ => Err("neither a document nor an event".into()),
		}
	}
}

impl Event {
	fn read(raw: Value, envelope: Option<&mut Value>) -> Self {
		let hash = hash(&raw, envelope);
		let said = Said::read(&raw);
		Self { raw, hash, said }
	}

	/// The text of a field.
	pub fn text(&self, field: &str) -> Option<&str> {
		text_of(self.raw.as_object()?, field)
	}

	/// The elements of a field that is a list, or one of them.
	pub fn list(&self, field: &str) -> &[Value] {
		match self.raw.get(field) {
			Some(Value::Array(all)) => all,
			Some(Value::Null) | None => &[],
			Some(one) => std::slice::from_ref(one),
		}
	}
}

impl Said {
	fn read(raw: &Value) -> Result<Self, String> {
		let fields = raw.as_object().ok_or("an event is an object")?;
		let event: EPCISEvent = serde_json::from_value(Value::Object(tolerated(fields)))
			.map_err(|error| error.to_string())?;
		let (kind, action, at) = match &event {
			EPCISEvent::ObjectEvent(it) => (EventType::Object, Some(it.action), it.event_time),
			EPCISEvent::AggregationEvent(it) => {
				(EventType::Aggregation, Some(it.action), it.event_time)
			}
			EPCISEvent::TransactionEvent(it) => {
				(EventType::Transaction, Some(it.action), it.event_time)
			}
			EPCISEvent::TransformationEvent(it) => (EventType::Transformation, None, it.event_time),
			EPCISEvent::AssociationEvent(it) => {
				(EventType::Association, Some(it.action), it.event_time)
			}
		};
		Ok(Self {
			kind,
			action,
			at: u64::try_from(at.timestamp_millis())
				.map_err(|_| "the event time is before the year 1970")?,
			time: at.to_rfc3339(),
			step: text_of(fields, "bizStep").map(word),
			disposition: text_of(fields, "disposition").map(word),
			is_error: fields.get("errorDeclaration").is_some_and(|it| !it.is_null()),
		})
	}
}

/// The last part of a word of the Core Business Vocabulary, however it is written; other URIs are
/// kept as they are.
pub fn word(text: &str) -> String {
	const BEFORE: [&str; 8] = [
		"https://ref.gs1.org/cbv/BizStep-",
		"https://ref.gs1.org/cbv/Disp-",
		"https://ref.gs1.org/cbv/SDT-",
		"cbv:BizStep-",
		"cbv:Disp-",
		"urn:epcglobal:cbv:bizstep:",
		"urn:epcglobal:cbv:disp:",
		"urn:epcglobal:cbv:sdt:",
	];
	BEFORE.iter().find_map(|before| text.strip_prefix(before)).unwrap_or(text).into()
}

fn text_of<'a>(fields: &'a Map<String, Value>, field: &str) -> Option<&'a str> {
	fields.get(field)?.as_str()
}

fn take_events(document: &mut Map<String, Value>) -> Option<Vec<Value>> {
	let body = document.get_mut("epcisBody")?.as_object_mut()?;
	if let Some(one) = body.remove("event") {
		body.insert("eventList".into(), Value::Array(vec![one]));
	}
	let list = match body.get_mut("queryResults") {
		Some(results) => results.get_mut("resultsBody")?.get_mut("eventList")?,
		None => body.get_mut("eventList")?,
	};
	match list {
		Value::Array(events) => Some(std::mem::take(events)),
		_ => None,
	}
}

/// The hash of an event depends on the namespaces of its document, and on which fields that says are
/// to be ignored.
fn hash(event: &Value, envelope: Option<&mut Value>) -> Option<String> {
	let canonical = match envelope {
		Some(envelope) => {
			let body = envelope.get_mut("epcisBody")?;
			let list = match body.get_mut("queryResults") {
				Some(results) => results.get_mut("resultsBody")?.get_mut("eventList")?,
				None => body.get_mut("eventList")?,
			};
			*list = Value::Array(vec![event.clone()]);
			epcis_hash::canonicalize_json(envelope, true)
		}
		None => epcis_hash::canonicalize_json(event, true),
	};
	Some(epcis_hash::compute_hash_from_prehash(&canonical.ok()?))
}

/// What the model is stricter about than the standard: types of business transactions, sources and
/// destinations are optional there, and JSON-LD writes a list of one as the one.
fn tolerated(fields: &Map<String, Value>) -> Map<String, Value> {
	let mut fields = fields.clone();
	for name in ["bizTransactionList", "sourceList", "destinationList"] {
		let Some(list) = fields.get_mut(name) else { continue };
		if list.is_object() {
			*list = Value::Array(vec![list.take()]);
		}
		for one in list.as_array_mut().into_iter().flatten() {
			if let Some(one) = one.as_object_mut() {
				one.entry("type").or_insert_with(|| Value::String(String::new()));
			}
		}
	}
	fields
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn words_are_the_same_however_they_are_written() {
		for text in [
			"shipping",
			"urn:epcglobal:cbv:bizstep:shipping",
			"https://ref.gs1.org/cbv/BizStep-shipping",
			"cbv:BizStep-shipping",
		] {
			assert_eq!(word(text), "shipping");
		}
		assert_eq!(
			word("https://example.com/steps/shipping"),
			"https://example.com/steps/shipping"
		);
	}

	#[test]
	fn every_envelope_is_opened() {
		let event = r#"{"type":"ObjectEvent","eventTime":"2026-01-02T03:04:05Z",
			"eventTimeZoneOffset":"+00:00","action":"OBSERVE","bizStep":"storing"}"#;
		let list = format!("[{event},7,{event}]");
		let document = Document::read("list", &list);
		assert!(document.error.is_none());
		let read: Vec<_> = document.events.iter().map(|event| event.said.is_ok()).collect();
		assert_eq!(read, [true, false, true]);
		assert_eq!(document.events[0].hash, document.events[2].hash);
		for whole in [
			event.to_string(),
			format!(r#"{{"type":"EPCISDocument","epcisBody":{{"eventList":[{event}]}}}}"#),
			format!(r#"{{"type":"EPCISDocument","epcisBody":{{"event":{event}}}}}"#),
			format!(
				r#"{{"type":"EPCISQueryDocument","epcisBody":{{"queryResults":{{"queryName":"q",
				"resultsBody":{{"eventList":[{event}]}}}}}}}}"#
			),
		] {
			let one = Document::read("one", &whole);
			assert!(one.error.is_none(), "{:?}", one.error);
			assert_eq!(one.events[0].hash, document.events[0].hash);
			assert_eq!(one.events[0].said.as_ref().unwrap().at, 1_767_323_045_000);
		}
		assert!(Document::read("none", r#"{"type":"EPCISDocument"}"#).error.is_some());
		assert!(Document::read("none", "{").error.is_some());
		assert!(Document::read("none", "7").error.is_some());
	}
}
