//! A plan, as it is written.

use serde::Serialize;
use serde_json::Value;

/// What is to be done about some documents.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Plan {
	/// The documents.
	pub documents: Vec<DocumentReport>,
	/// Their events, document after document, in order.
	pub events: Vec<EventPlan>,
	/// How many there are of what.
	pub counts: Counts,
}

/// What became of a document.
#[derive(Clone, Debug, Serialize)]
pub struct DocumentReport {
	/// What it is called.
	pub document: String,
	/// How many events it has.
	pub events: u32,
	/// Why it could not be read, if so.
	#[serde(skip_serializing_if = "Option::is_none")]
	pub error: Option<String>,
}

/// What is to be done about an event.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EventPlan {
	/// Its document.
	pub document: String,
	/// Its place there, from 0.
	pub index: u32,
	/// What it calls itself.
	#[serde(rename = "eventID")]
	pub event_id: Option<String>,
	/// Its hash id.
	pub hash: Option<String>,
	/// Its type, as it is written.
	#[serde(rename = "type")]
	pub kind: Option<String>,
	/// Its action, as it is written.
	pub action: Option<String>,
	/// Its business step: one word of the vocabulary, or a URI.
	pub biz_step: Option<String>,
	/// Its disposition, likewise.
	pub disposition: Option<String>,
	/// When, in UTC.
	pub time: Option<String>,
	/// What to call, in order.
	pub calls: Vec<Call>,
	/// What there is to know, and nothing to do about.
	pub facts: Vec<String>,
	/// What is in no call, and why.
	pub unmapped: Vec<Unmapped>,
	/// What is wrong.
	pub problems: Vec<Problem>,
}

/// A call of the chain.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Call {
	/// The pallet.
	pub pallet: &'static str,
	/// Its call.
	pub call: &'static str,
	/// The account that signs it.
	pub by: Option<String>,
	/// The arguments by name.
	pub args: Value,
	/// What somebody has to fill in, `null` until then: arguments, and `by`.
	#[serde(skip_serializing_if = "Vec::is_empty")]
	pub open: Vec<&'static str>,
}

/// Something that is in no call.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Unmapped {
	/// A field, an object or an argument.
	pub what: String,
	/// Why.
	pub reason: String,
}

/// Something that is wrong.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Problem {
	/// Of which kind.
	pub kind: ProblemKind,
	/// What exactly.
	pub text: String,
}

/// Kinds of problems.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ProblemKind {
	/// The event, or a key in it, is not what the standard says.
	Malformed,
	/// The same event was there before.
	Duplicate,
	/// The same identifier was there before, with another event.
	SameId,
	/// It is called by a hash that is not its own.
	OtherHash,
	/// Something else happened to an object later, or before it was there.
	OutOfOrder,
	/// It does not fit to what happened before: the chain will refuse the call.
	State,
}

/// How many there are of what.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Counts {
	/// Documents.
	pub documents: u32,
	/// Those that could not be read.
	pub unreadable: u32,
	/// Events.
	pub events: u32,
	/// Those with calls.
	pub mapped: u32,
	/// Those without calls, but with facts.
	pub observed: u32,
	/// Those without either, but with reasons or problems.
	pub reasoned: u32,
	/// Those of none of these: there is none.
	pub lost: u32,
	/// Calls.
	pub calls: u32,
	/// Reasons.
	pub unmapped: u32,
	/// Malformed events, and events with malformed keys.
	pub malformed: u32,
	/// Duplicates.
	pub duplicates: u32,
	/// Events out of order.
	pub out_of_order: u32,
}

impl Call {
	pub(crate) fn new(
		pallet: &'static str,
		call: &'static str,
		args: Value,
		open: Vec<&'static str>,
	) -> Self {
		Self { pallet, call, by: None, args, open }
	}
}

impl EventPlan {
	pub(crate) fn call(&mut self, pallet: &'static str, call: &'static str, args: Value) {
		self.calls.push(Call::new(pallet, call, args, Vec::new()));
	}

	pub(crate) fn fact(&mut self, text: impl Into<String>) {
		self.facts.push(text.into());
	}

	pub(crate) fn unmapped(&mut self, what: impl Into<String>, reason: impl Into<String>) {
		self.unmapped.push(Unmapped { what: what.into(), reason: reason.into() });
	}

	pub(crate) fn problem(&mut self, kind: ProblemKind, text: impl Into<String>) {
		self.problems.push(Problem { kind, text: text.into() });
	}

	fn has(&self, kind: ProblemKind) -> bool {
		self.problems.iter().any(|problem| problem.kind == kind)
	}
}

impl Counts {
	/// Counts what is in a plan.
	pub fn of(documents: &[DocumentReport], events: &[EventPlan]) -> Self {
		let count = |all: usize| u32::try_from(all).unwrap_or(u32::MAX);
		let events_that = |is: &dyn Fn(&EventPlan) -> bool| {
			count(events.iter().filter(|event| is(event)).count())
		};
		let nothing_to_do = |event: &EventPlan| event.calls.is_empty() && event.facts.is_empty();
		let unsaid = |event: &EventPlan| event.unmapped.is_empty() && event.problems.is_empty();
		Self {
			documents: count(documents.len()),
			unreadable: count(documents.iter().filter(|it| it.error.is_some()).count()),
			events: count(events.len()),
			mapped: events_that(&|event| !event.calls.is_empty()),
			observed: events_that(&|event| event.calls.is_empty() && !event.facts.is_empty()),
			reasoned: events_that(&|event| nothing_to_do(event) && !unsaid(event)),
			lost: events_that(&|event| nothing_to_do(event) && unsaid(event)),
			calls: count(events.iter().map(|event| event.calls.len()).sum()),
			unmapped: count(events.iter().map(|event| event.unmapped.len()).sum()),
			malformed: events_that(&|event| event.has(ProblemKind::Malformed)),
			duplicates: events_that(&|event| event.has(ProblemKind::Duplicate)),
			out_of_order: events_that(&|event| event.has(ProblemKind::OutOfOrder)),
		}
	}
}
