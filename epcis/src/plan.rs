//! From events to calls.

mod containers;
mod lots;
mod shipments;
mod signers;
mod units;

use self::lots::new_lots;
use crate::{
	effects::{effect, Effect},
	events::{Document, Event, EventType, Said},
	keys::{gtin_text, Key},
	leftovers::name_leftovers,
	lots::{LotId, Tree},
	output::{Counts, DocumentReport, EventPlan, Plan, ProblemKind},
	settings::Settings,
	state::{to_hex, Place, Random, Secrets, Span, State, UnitRef},
};
use salus_primitives::{CompanyPrefix, Gtin};
use serde_json::{json, Value};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The most spans and containers of one call.
const MAX_ITEMS: usize = 16;
/// The most lots of one call.
const MAX_LOTS: usize = 32;
/// How many objects are named in one problem.
const NAMED: usize = 3;

/// Plans the calls for `documents`, in order. `state` and `secrets` are as they are to be kept after
/// that. An error is one of `random`, or of a file of secrets that is damaged.
pub fn plan(
	documents: &[Document],
	state: &mut State,
	secrets: &mut Secrets,
	settings: &Settings,
	random: Random<'_>,
) -> Result<Plan, String> {
	let mut planner = Planner {
		state,
		secrets,
		settings: settings.clone(),
		random,
		trees: HashMap::new(),
		pending: BTreeMap::new(),
		coming: HashMap::new(),
		errors: HashMap::new(),
		ids: HashMap::new(),
	};
	planner.look_ahead(documents);
	let mut reports = Vec::new();
	let mut events = Vec::new();
	for document in documents {
		for (index, event) in (0u32..).zip(&document.events) {
			events.push(planner.event(document, index, event)?);
		}
		reports.push(DocumentReport {
			document: document.name.clone(),
			events: u32::try_from(document.events.len()).unwrap_or(u32::MAX),
			error: document.error.clone(),
		});
	}
	let counts = Counts::of(&reports, &events);
	Ok(Plan { documents: reports, events, counts })
}

struct Planner<'a> {
	state: &'a mut State,
	secrets: &'a mut Secrets,
	settings: Settings,
	random: Random<'a>,
	trees: HashMap<LotId, Tree>,
	/// All units that the input commissions of lots, however many events say so.
	pending: BTreeMap<(u64, String), NewLot>,
	/// Where units are commissioned.
	coming: HashMap<(u64, String), String>,
	/// Events that are declared errors, by their identifiers, and where.
	errors: HashMap<String, String>,
	/// Hashes and places of identifiers.
	ids: HashMap<String, (Option<String>, String)>,
}

/// A lot as events name it.
#[derive(Clone, Debug)]
struct NewLot {
	gtin: Gtin,
	number: String,
	expires: u16,
	serials: Vec<String>,
	ilmd: Vec<Value>,
}

/// What a list of keys is about.
#[derive(Default)]
struct Objects {
	units: Vec<UnitRef>,
	containers: Vec<(u64, Option<CompanyPrefix>)>,
}

/// An event that is being planned.
struct Work<'e> {
	event: &'e Event,
	said: &'e Said,
	hash: String,
	plan: EventPlan,
	/// Fields that went into calls.
	used: BTreeSet<&'static str>,
}

impl Planner<'_> {
	fn look_ahead(&mut self, documents: &[Document]) {
		let mut hashes = BTreeSet::new();
		for document in documents {
			for (index, event) in document.events.iter().enumerate() {
				let at = format!("{} #{index}", document.name);
				for text in all_keys(event) {
					if let Ok(Key::Container { prefix: Some(prefix), .. }) = Key::parse(text) {
						if !self.settings.prefixes.contains(&prefix) {
							self.settings.prefixes.push(prefix);
						}
					}
				}
				let Ok(said) = &event.said else { continue };
				if said.is_error {
					if let Some(id) = event.text("eventID") {
						self.errors.insert(id.into(), at);
					}
					continue;
				}
				let list = match effect(said).0 {
					Effect::Commission => "epcList",
					Effect::Transform => "outputEPCList",
					_ => continue,
				};
				if event.hash.as_ref().is_some_and(|hash| !hashes.insert(hash.clone())) {
					continue;
				}
				let mut ignored = EventPlan::default();
				for lot in new_lots(event, list, &mut ignored) {
					for serial in &lot.serials {
						let unit = (lot.gtin.0, serial.clone());
						self.coming.entry(unit).or_insert_with(|| at.clone());
					}
					if list != "epcList" {
						continue;
					}
					let name = (lot.gtin.0, lot.number.clone());
					match self.pending.get_mut(&name) {
						Some(pending) if pending.expires == lot.expires => {
							pending.serials.extend(lot.serials);
							pending.ilmd.extend(lot.ilmd);
						}
						Some(_) => {}
						None => {
							self.pending.insert(name, lot);
						}
					}
				}
			}
		}
		// An event that is declared an error commissions nothing.
		if !self.errors.is_empty() {
			let errors = std::mem::take(&mut self.errors);
			let is_error = |event: &Event| {
				event.text("eventID").is_some_and(|id| errors.contains_key(id))
					&& event.said.as_ref().is_ok_and(|said| !said.is_error)
			};
			let some = documents.iter().any(|document| document.events.iter().any(is_error));
			if some {
				let mut without = documents.to_vec();
				for document in &mut without {
					document.events.retain(|event| !is_error(event));
				}
				self.pending.clear();
				self.coming.clear();
				self.look_ahead(&without);
			}
			self.errors = errors;
		}
	}

	fn event(
		&mut self,
		document: &Document,
		index: u32,
		event: &Event,
	) -> Result<EventPlan, String> {
		let mut plan = EventPlan {
			document: document.name.clone(),
			index,
			event_id: event.text("eventID").map(Into::into),
			hash: event.hash.clone(),
			kind: event.text("type").map(Into::into),
			action: event.text("action").map(Into::into),
			..EventPlan::default()
		};
		let here = format!("{} #{index}", document.name);
		let said = match &event.said {
			Ok(said) => said,
			Err(error) => {
				plan.problem(ProblemKind::Malformed, error);
				return Ok(plan);
			}
		};
		plan.biz_step.clone_from(&said.step);
		plan.disposition.clone_from(&said.disposition);
		plan.time = Some(said.time.clone());
		let Some(hash) = event.hash.clone() else {
			plan.problem(ProblemKind::Malformed, "its hash cannot be made");
			return Ok(plan);
		};
		if let Some(first) = self.state.seen.get(&hash) {
			plan.problem(ProblemKind::Duplicate, format!("the same event as {first}"));
			return Ok(plan);
		}
		self.state.seen.insert(hash.clone(), here.clone());

		if let Some(id) = event.text("eventID") {
			if id.starts_with("ni:") && id != hash {
				let text = "its eventID is another hash than that of what it says";
				plan.problem(ProblemKind::OtherHash, text);
			}
			let before = self.ids.insert(id.into(), (Some(hash.clone()), here));
			if let Some((_, before)) = before.filter(|_| !said.is_error) {
				plan.problem(ProblemKind::SameId, format!("{before} has the same eventID"));
			}
		}
		let mut work = Work { event, said, hash, plan, used: BTreeSet::new() };
		let declared = event.text("eventID").and_then(|id| self.errors.get(id));
		if said.is_error {
			work.plan.unmapped("the event", "it declares itself an error: there is nothing to do");
		} else if let Some(declared) = declared {
			let reason = format!("{declared} declares it an error: there is nothing to do");
			work.plan.unmapped("the event", reason);
		} else {
			let (effect, uses_disposition) = effect(said);
			self.act(effect, &mut work)?;
			self.sign(effect, &mut work);
			if uses_disposition {
				work.used.insert("disposition");
			}
			self.note_times(&mut work);
		}
		let Work { mut plan, used, .. } = work;
		name_leftovers(event, &used, &mut plan);
		let is_empty = plan.calls.is_empty() && plan.facts.is_empty() && plan.unmapped.is_empty();
		if is_empty && plan.problems.is_empty() {
			plan.unmapped("the event", "it names no goods");
		}
		Ok(plan)
	}

	fn act(&mut self, effect: Effect, work: &mut Work<'_>) -> Result<(), String> {
		match effect {
			Effect::Commission => self.commission(work),
			Effect::Pack => self.pack(work),
			Effect::Unpack => self.unpack(work),
			Effect::Ship { back } => self.ship(work, back),
			Effect::Receive => self.receive(work),
			Effect::VoidShipping => self.void_shipping(work),
			Effect::Dispense => self.dispense(work),
			Effect::Decommission(reason) => self.decommission(work, reason),
			Effect::Recall => {
				let kind = json!({ "Recall": { "class": null, "depth": null } });
				work.plan.unmapped("kind", "EPCIS tells neither class nor depth of a recall");
				self.measure(work, &kind, "Other", vec!["kind"])
			}
			Effect::Quarantine(reason) => {
				self.measure(work, &json!("Quarantine"), reason, Vec::new())
			}
			Effect::Suspect => self.suspect(work),
			Effect::Transform => self.transform(work),
			Effect::Attach => self.attach(work),
			Effect::Detach => self.detach(work),
			Effect::Observe => {
				work.plan.fact("observation, committed by its hash");
				Ok(())
			}
			Effect::Nothing(reason) => {
				work.plan.unmapped("the event", reason);
				Ok(())
			}
		}
	}

	/// Says which keys are none, and about which objects something was said that happened later.
	fn note_times(&mut self, work: &mut Work<'_>) {
		let at = work.said.at;
		let mut late = Vec::new();
		for text in all_keys(work.event) {
			let key = match Key::parse(text) {
				Ok(key) => key,
				Err(problem) => {
					work.plan.problem(ProblemKind::Malformed, format!("{text}: {problem}"));
					continue;
				}
			};
			let unit = match &key {
				Key::Unit { gtin, serial, .. } => self.state.unit(gtin, serial),
				// Nothing happens to all of a lot or to a place.
				Key::Lot { .. } | Key::Product { .. } | Key::Place { .. } => continue,
				_ => None,
			};
			let before = match unit {
				Some(unit) => self.state.touch_unit(&unit, at),
				None => self.state.touch_other(&key.canonical(), at),
			};
			if before.is_some_and(|before| before > at) {
				late.push(key.canonical());
			}
		}
		late.dedup();
		if let Some(text) = named(&late) {
			let text = format!("something later was said before about {text}");
			work.plan.problem(ProblemKind::OutOfOrder, text);
		}
	}

	/// Finds units and containers; the others are named with a reason.
	fn objects<'t>(&self, keys: impl Iterator<Item = &'t str>, plan: &mut EventPlan) -> Objects {
		let mut objects = Objects::default();
		for text in keys {
			// What is no key is named where times are noted.
			let Ok(key) = Key::parse(text) else { continue };
			match key {
				Key::Unit { gtin, serial, .. } => match self.state.unit(&gtin, &serial) {
					Some(unit) => objects.units.push(unit),
					None => {
						let mut reason = "unit unknown: its commissioning was not seen".to_string();
						if let Some(at) = self.coming.get(&(gtin.0, serial)) {
							reason = format!("{reason} before this; it is at {at}");
							let text = format!("{text} is not commissioned before {at}");
							plan.problem(ProblemKind::OutOfOrder, text);
						}
						plan.unmapped(text, reason);
					}
				},
				Key::Container { sscc, prefix } => {
					if !objects.containers.iter().any(|(known, _)| *known == sscc.0) {
						objects.containers.push((sscc.0, prefix));
					}
				}
				Key::Lot { .. } | Key::Product { .. } => plan.unmapped(
					text,
					"class level: the chain knows units by their serials, and none is named",
				),
				Key::Place { .. } => plan.unmapped(text, "a place, and no goods"),
				Key::Other(_) => {
					plan.unmapped(text, "the chain knows units (SGTIN) and containers (SSCC) only");
				}
			}
		}
		objects
	}

	/// The goods that an event other than a transformation is about.
	fn goods(&self, work: &mut Work<'_>) -> Objects {
		let fields: &[&str] = match work.said.kind {
			EventType::Aggregation => &["parentID", "childEPCs"],
			EventType::Transaction => &["parentID", "epcList"],
			_ => &["epcList"],
		};
		work.used.insert("parentID");
		let keys = fields.iter().flat_map(|field| texts(work.event, field));
		self.objects(keys, &mut work.plan)
	}

	/// Those of `units` that are in use, the others are named.
	fn in_use(&self, units: &[UnitRef], plan: &mut EventPlan) -> Vec<UnitRef> {
		let mut rest = Vec::new();
		for unit in units {
			let reason = match self.state.place(unit) {
				Some(Place::Gone) => "is out of use since an earlier event",
				Some(Place::Reported) => "is reported since it was received, and not settled",
				_ => {
					rest.push(*unit);
					continue;
				}
			};
			let name = self.unit_name(unit);
			plan.problem(ProblemKind::State, format!("{name} {reason}"));
			plan.unmapped(name, format!("the unit {reason}"));
		}
		rest
	}

	fn unit_name(&self, unit: &UnitRef) -> String {
		let serial = self.state.lot_by_id(&unit.lot).and_then(|lot| {
			let serial = lot.serials.get(usize::try_from(unit.index).ok()?)?;
			Some(format!("01/{}/21/{serial}", gtin_text(&Gtin(lot.gtin))))
		});
		serial.unwrap_or_else(|| format!("{} #{}", to_hex(&unit.lot), unit.index))
	}

	/// The institution's number of where goods are.
	fn location(&self, work: &mut Work<'_>) -> u16 {
		let place = work.event.raw.get("bizLocation").and_then(|place| place.get("id")?.as_str());
		work.used.insert("bizLocation");
		match place.map(|place| (place, self.settings.location(place))) {
			Some((_, Some(location))) => location,
			Some((place, None)) => {
				let reason = "not among the locations of the map: 0 is taken";
				work.plan.unmapped(format!("bizLocation: {place}"), reason);
				0
			}
			None => {
				work.plan.unmapped("location", "the event has no bizLocation: 0 is taken");
				0
			}
		}
	}

	fn commit(&mut self, purpose: &str, content: &Value) -> Result<String, String> {
		self.secrets.commit(purpose, content, &mut *self.random)
	}

	fn evidence(&mut self, work: &Work<'_>) -> Result<String, String> {
		let content = json!({ "event": work.hash, "says": work.event.raw });
		self.commit(&format!("{}#evidence", work.hash), &content)
	}
}

/// All keys of goods that an event names.
fn all_keys(event: &Event) -> impl Iterator<Item = &str> {
	["parentID", "epcList", "childEPCs", "inputEPCList", "outputEPCList"]
		.into_iter()
		.flat_map(|field| texts(event, field))
}

fn texts<'e>(event: &'e Event, field: &str) -> impl Iterator<Item = &'e str> {
	event.list(field).iter().filter_map(Value::as_str)
}

fn span_json(span: &Span) -> Value {
	json!({ "lot": to_hex(&span.lot), "start": span.start, "end": span.end })
}

/// The first of `names`, and how many more there are.
fn named(names: &[String]) -> Option<String> {
	let more = names.len().saturating_sub(NAMED);
	let first = names.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
	match (names.is_empty(), more) {
		(true, _) => None,
		(false, 0) => Some(first),
		(false, more) => Some(format!("{first} and {more} more")),
	}
}
