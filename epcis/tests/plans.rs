//! Plans for the documents beside: a story from manufacture to patient, and what goes wrong.

use salus_epcis::{
	from_hex, hash_hex, lots, plan, to_hex, Counts, Document, EventPlan, Plan, ProblemKind,
	Secrets, Settings, State,
};
use salus_primitives::{merkle::Batch, Commitment, Gtin};
use serde_json::{json, Value};
use sp_core::H256;
use std::{fs, path::Path};

const GTIN: Gtin = Gtin(4_012_345_111_118);
const SSCC: &str = "040123450000001112";
const MAKER: &str = "5CLcpro28apwDvkZjDCgWX5E2Ekn35N42Le5Ajdq31GXmj2C";
const SENSOR: &str = "bada04abe6e5699d84f8ed0f72d55ef2028e66f1b607dbe6793dee50e25a61dd";
const PHARMACY: &str = "5CAuZN64TWjvXtrACghfvnz1K3vWNLH9hZpQiJ993R2anVv2";

fn text(name: &str) -> String {
	fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/documents").join(name))
		.unwrap()
}

fn run(names: &[&str], state: &mut State, secrets: &mut Secrets) -> Plan {
	let documents: Vec<_> = names.iter().map(|name| Document::read(name, &text(name))).collect();
	let settings = Settings::from_json(&text("map.json")).unwrap();
	let mut byte = u8::try_from(secrets.documents.len()).unwrap();
	let mut random = || {
		byte += 1;
		Ok([byte; 32])
	};
	plan(&documents, state, secrets, &settings, &mut random).unwrap()
}

fn story() -> (Plan, State, Secrets) {
	let (mut state, mut secrets) = (State::default(), Secrets::default());
	let plan = run(&["story.jsonld"], &mut state, &mut secrets);
	(plan, state, secrets)
}

fn calls(event: &EventPlan) -> Vec<(&str, &str, &Value)> {
	event.calls.iter().map(|call| (call.pallet, call.call, &call.args)).collect()
}

fn kinds(event: &EventPlan) -> Vec<ProblemKind> {
	event.problems.iter().map(|problem| problem.kind).collect()
}

fn units(serials: &[&str], secret: &[u8; 32]) -> Vec<H256> {
	let units = (0..).zip(serials);
	units.map(|(index, serial)| lots::unit(secret, index, serial.as_bytes())).collect()
}

fn leaves(units: &[H256]) -> Vec<H256> {
	(0..).zip(units).map(|(index, unit)| lots::leaf(index, unit)).collect()
}

#[test]
fn the_story_is_told_in_calls() {
	let (plan, _, secrets) = story();
	let events = &plan.events;
	let id = to_hex(&lots::lot_id(&GTIN, "L1"));
	let secret = from_hex(&secrets.lots["04012345111118/L1"]).unwrap();
	let units = units(&["A1", "A2", "A3", "A4", "A5"], &secret);
	let leaves = leaves(&units);
	let batch = Batch::of(&leaves);
	let span = |start: u32, end: u32| json!({ "lot": id, "start": start, "end": end });

	// Two events commission one lot, which is committed to once.
	let attributes = &secrets.documents["04012345111118/L1#attributes"].commitment;
	let lot = json!({
		"gtin": "04012345111118", "number": "0x4c31", "expires": 28_548, "attributes": attributes,
		"count": 5, "root": hash_hex(&batch.root),
	});
	let args = json!({ "lots": [lot], "location": 1 });
	assert_eq!(calls(&events[0]), [("provenance", "commission", &args)]);
	assert!(events[1].calls.is_empty());
	assert_eq!(events[1].facts, ["2 units are in the commission of lot 04012345111118/L1"]);

	let prefix = json!({ "digits": "4012345", "length": 7 });
	let args = json!({ "container": SSCC, "prefix": prefix, "location": 1 });
	assert_eq!(calls(&events[2]), [("provenance", "open_container", &args)]);

	let items = json!([{ "Units": span(0, 3) }, { "Units": span(4, 5) }]);
	let args = json!({ "container": SSCC, "items": items });
	assert_eq!(calls(&events[3]), [("provenance", "pack", &args)]);
	assert_eq!(events[3].unmapped[0].what, "urn:epc:id:sgtin:4012345.011111.X9");
	assert_eq!(events[3].unmapped[0].reason, "unit unknown: its commissioning was not seen");

	let sensor = json!({ "Ed25519": format!("0x{SENSOR}") });
	let args = json!({ "sensor": sensor, "container": SSCC });
	assert_eq!(calls(&events[4]), [("coldchain", "attach", &args)]);
	assert_eq!(events[4].unmapped[0].what, "urn:epc:id:giai:4012345.SENSOR2");

	// The shipment commits to parties, transactions and contents.
	let hash = events[5].hash.as_ref().unwrap();
	let opening = &secrets.documents[&format!("{hash}#shipment/{SSCC}")];
	let salt = from_hex(&opening.salt).unwrap();
	let commitment = Commitment::new(Commitment::STATEMENT, &salt, opening.content.as_bytes());
	let args = json!({
		"container": SSCC, "consignee": PHARMACY, "kind": "Sale",
		"documents": to_hex(&commitment.0), "receive_by": 1_772_784_000_000u64 + 2_592_000_000,
	});
	assert_eq!(calls(&events[5]), [("provenance", "ship", &args)]);
	assert!(events[5].unmapped.is_empty(), "{:?}", events[5].unmapped);
	let content: Value = serde_json::from_str(&opening.content).unwrap();
	assert_eq!(content["contents"], json!([{ "lot": "04012345111118/L1", "units": 4 }]));
	assert_eq!(content["transactions"][0]["type"], "po");
	assert!(events[6].calls.is_empty());
	assert_eq!(events[6].facts, [format!("container {SSCC} is on its way already")]);

	let args = json!({ "container": SSCC, "location": 2, "reports": [] });
	assert_eq!(calls(&events[7]), [("provenance", "receive", &args)]);
	let args = json!({ "items": items, "location": 2 });
	assert_eq!(calls(&events[8]), [("provenance", "unpack", &args)]);
	let args = json!({ "sensor": sensor });
	assert_eq!(calls(&events[9]), [("coldchain", "detach", &args)]);

	for (event, index, portions) in [(10, 0, Value::Null), (11, 1, json!(4))] {
		let proof = Batch::proof(&leaves, index).unwrap();
		assert_eq!(batch.verify(index, leaves[index as usize], &proof), Ok(()));
		let args = json!({
			"lot": id, "index": index, "unit": hash_hex(&units[index as usize]),
			"proof": proof.iter().map(hash_hex).collect::<Vec<_>>(), "portions": portions,
			"range_end": null,
		});
		assert_eq!(calls(&events[event]), [("provenance", "dispense", &args)]);
	}

	let args = json!({ "span": span(2, 3), "reason": "Destroyed" });
	assert_eq!(calls(&events[12]), [("provenance", "decommission", &args)]);

	let (_, call, args) = calls(&events[13])[0];
	assert_eq!((call, &args["inputs"]), ("transform", &json!([span(3, 4)])));
	assert_eq!(args["outputs"][0]["gtin"], "04012345222227");
	assert_eq!((&args["outputs"][0]["count"], &args["location"]), (&json!(2), &json!(1)));

	assert!(events[14].calls.is_empty());
	assert_eq!(events[14].facts, ["observation, committed by its hash"]);
	let named: Vec<_> = events[14].unmapped.iter().map(|it| it.what.as_str()).collect();
	assert_eq!(named, ["readPoint", "sensorElementList: 1 of them", "example:shelf: 7"]);

	let call = &events[15].calls[0];
	assert_eq!((call.call, call.open.as_slice()), ("take_measure", ["kind"].as_slice()));
	assert_eq!(call.args["target"], json!({ "Span": span(4, 5) }));
	let call = &events[16].calls[0];
	assert_eq!((call.call, &call.args["index"]), ("suspect", &json!(4)));
	assert!(events[17].calls.is_empty());
	assert!(events[17].unmapped[0].reason.starts_with("class level"));

	// Who ships, or holds what something is done to.
	let by: Vec<_> =
		events.iter().flat_map(|event| &event.calls).map(|it| it.by.as_deref()).collect();
	let [maker, pharmacy] = [MAKER, PHARMACY].map(|account| vec![Some(account)]);
	let expected = [maker.repeat(5), pharmacy.repeat(6), maker.repeat(2), pharmacy].concat();
	assert_eq!(by, expected);

	assert!(events.iter().all(|event| event.problems.is_empty()));
	let counts = Counts { mapped: 14, observed: 3, reasoned: 1, lost: 0, calls: 14, ..plan.counts };
	assert_eq!((plan.counts, plan.counts.events), (counts, 18));
}

#[test]
fn what_comes_late_or_twice_is_named() {
	let (_, state, mut secrets) = story();
	// As another run, which knows of the first one from its file.
	let mut state = State::from_json(&state.to_json().unwrap()).unwrap();
	let plan = run(&["late.jsonld"], &mut state, &mut secrets);
	let events = &plan.events;
	let expected: [(&[&str], &[ProblemKind]); 11] = [
		(&[], &[ProblemKind::Duplicate]),
		(&[], &[ProblemKind::OutOfOrder]),
		(&["commission"], &[ProblemKind::OutOfOrder]),
		(&[], &[ProblemKind::OutOfOrder]),
		(&[], &[]),
		(&["dispense"], &[ProblemKind::State]),
		(&[], &[ProblemKind::State]),
		(&[], &[]),
		(&[], &[]),
		(&["ship"], &[]),
		(&["void_shipment"], &[]),
	];
	for (event, (called, problems)) in events.iter().zip(expected) {
		let names: Vec<_> = event.calls.iter().map(|call| call.call).collect();
		assert_eq!((names.as_slice(), kinds(event).as_slice()), (called, problems), "{event:?}");
	}
	assert_eq!(events.len(), expected.len());
	assert_eq!(events[0].problems[0].text, "the same event as story.jsonld #10");
	assert!(events[1].unmapped[0].reason.ends_with("before this; it is at late.jsonld #2"));
	assert_eq!(events[4].unmapped[0].reason, "it is not said how many");
	assert!(events[7].unmapped[0].reason.starts_with("late.jsonld #8 declares it an error"));
	assert!(events[8].unmapped.iter().any(|it| it.what == "errorDeclaration"));
	assert_eq!(events[9].calls[0].args["kind"], "Return");
	assert_eq!(events[9].calls[0].open, ["consignee", "by"]);
	assert_eq!(events[9].calls[0].by, None);
	let unsigned = events[9].unmapped.iter().find(|it| it.what == "by").unwrap();
	assert_eq!(unsigned.reason, "the event names neither a party nor a place");
	assert_eq!(plan.counts.lost, 0);

	// All of it again: nothing is called twice.
	let again = run(&["story.jsonld", "late.jsonld"], &mut state, &mut secrets);
	assert_eq!((again.counts.calls, again.counts.duplicates), (0, 29));
}

#[test]
fn the_same_secrets_make_the_same_plan() {
	let (plan, _, mut secrets) = story();
	secrets.made = 0;
	let again = run(&["story.jsonld"], &mut State::default(), &mut secrets);
	assert_eq!(secrets.made, 0);
	let json = |plan: &Plan| serde_json::to_value(plan).unwrap();
	assert_eq!(json(&plan), json(&again));
}

#[test]
fn what_is_malformed_stops_nothing_else() {
	let (mut state, mut secrets) = (State::default(), Secrets::default());
	let plan =
		run(&["malformed.jsonld", "broken.jsonld", "story.jsonld"], &mut state, &mut secrets);
	assert!(plan.documents[1].error.as_ref().is_some_and(|error| error.starts_with("no JSON")));
	let (malformed, story) = plan.events.split_at(8);
	for event in &malformed[..7] {
		assert!(kinds(event).contains(&ProblemKind::Malformed), "{event:?}");
		assert!(event.calls.is_empty());
	}
	assert!(malformed[6].problems[0].text.ends_with("the check digit is wrong"));
	assert!(malformed[7].problems.is_empty());
	assert_eq!(story.iter().map(|event| event.calls.len()).sum::<usize>(), 14);
	assert_eq!((plan.counts.unreadable, plan.counts.malformed, plan.counts.lost), (1, 7, 0));
}

/// Events of one run each, given as what differs from a plain observation.
fn tell(events: &[Value]) -> Vec<EventPlan> {
	let events = events.iter().zip(1..).map(|(differs, minute)| {
		let mut event = json!({
			"type": "ObjectEvent", "action": "OBSERVE", "eventTimeZoneOffset": "+00:00",
			"eventTime": format!("2026-05-01T08:{minute:02}:00Z"),
			"bizLocation": { "id": "urn:epc:id:sgln:4012345.00001.0" },
		});
		let differs = differs.as_object().unwrap().clone();
		event.as_object_mut().unwrap().extend(differs);
		event
	});
	let text = Value::Array(events.collect()).to_string();
	let documents = [Document::read("told", &text)];
	let settings = Settings::from_json(r#"{"locations":{"4012345000016":1}}"#).unwrap();
	let mut random = || Ok([7; 32]);
	let (mut state, mut secrets) = (State::default(), Secrets::default());
	plan(&documents, &mut state, &mut secrets, &settings, &mut random).unwrap().events
}

#[test]
fn what_arrives_damaged_is_reported_and_what_is_in_a_container_goes_with_it() {
	let unit = |serial: &str| format!("https://id.gs1.org/01/04012345111118/21/{serial}");
	// A case on a pallet, in keys that do not show whose they are.
	let case = "https://id.gs1.org/00/040123450000001112";
	let pallet = "https://id.gs1.org/00/040123450000002225";
	let ilmd = json!({ "cbvmda:lotNumber": "L1", "cbvmda:itemExpirationDate": "2028-02-29" });
	let units: Vec<_> = (0..4).map(|number| unit(&format!("S{number}"))).collect();
	let events = tell(&[
		json!({ "action": "ADD", "bizStep": "commissioning", "epcList": units, "ilmd": ilmd }),
		json!({ "type": "AggregationEvent", "action": "ADD", "bizStep": "packing",
			"parentID": case, "childEPCs": units }),
		json!({ "type": "AggregationEvent", "action": "ADD", "bizStep": "loading",
			"parentID": pallet, "childEPCs": [case] }),
		json!({ "bizStep": "shipping", "epcList": [case] }),
		json!({ "bizStep": "shipping", "epcList": [pallet, case] }),
		json!({ "bizStep": "receiving", "disposition": "damaged",
			"epcList": [pallet, units[1], units[2]] }),
		json!({ "bizStep": "dispensing", "epcList": [units[2]] }),
		json!({ "bizStep": "inspecting", "disposition": "non_conformant", "epcList": [pallet] }),
		json!({ "bizStep": "destroying", "epcList": [case] }),
		json!({ "action": "DELETE", "bizStep": "decommissioning", "epcList": [units[0]] }),
		json!({ "type": "AssociationEvent", "action": "DELETE", "parentID": pallet,
			"childEPCs": ["urn:epc:id:giai:4012345.7"] }),
	]);
	let id = to_hex(&lots::lot_id(&GTIN, "L1"));
	let span = |start: u32, end: u32| json!({ "lot": id, "start": start, "end": end });

	let opened = &events[1].calls[0];
	assert_eq!((opened.call, &opened.args["prefix"]), ("open_container", &Value::Null));
	assert_eq!(opened.open, ["prefix", "by"]);
	let items = json!([{ "Container": SSCC }]);
	assert_eq!(events[2].calls[1].args["items"], items);
	assert!(events[3].calls.is_empty());
	assert!(events[3].unmapped[0].reason.starts_with("it is in container 040123450000002225"));
	assert_eq!(events[4].calls.len(), 1);
	assert_eq!(events[4].facts, [format!("container {SSCC} is in another one")]);
	let reports = json!([{ "span": span(1, 3), "discrepancy": "Damaged" }]);
	assert_eq!(events[5].calls[0].args["reports"], reports);
	assert_eq!(kinds(&events[6]), [ProblemKind::State]);
	assert!(events[6].calls.is_empty());
	let measure = &events[7].calls[0].args;
	assert_eq!(measure["target"], json!({ "Container": "040123450000002225" }));
	assert_eq!((&measure["kind"], &measure["reason"]), (&json!("Quarantine"), &json!("Quality")));
	let destroyed: Vec<_> = events[8].calls.iter().map(|call| call.call).collect();
	assert_eq!(destroyed, ["decommission", "decommission", "close_container"]);
	assert_eq!(events[8].calls[0].args["span"], span(0, 1));
	assert_eq!(events[8].calls[1].args["span"], span(3, 4));
	assert_eq!(events[9].unmapped[0].reason, "it is not said why the units are out of use");
	assert_eq!(events[10].unmapped[0].reason, "not among the sensors of the map");
}

#[test]
fn both_sides_of_a_handover_are_told_apart() {
	let said = |step: &str, more: Value| {
		let mut event = json!({
			"type": "ObjectEvent", "action": "OBSERVE", "eventTimeZoneOffset": "+00:00",
			"eventTime": "2026-05-01T08:00:00Z", "bizStep": step,
			"epcList": ["urn:epc:id:sscc:4012345.0000000111"],
		});
		event.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
		event
	};
	let place =
		|extension: &str| json!({ "id": format!("urn:epc:id:sgln:4012345.00001.{extension}") });
	let sides = json!({
		"sourceList": [
			{ "type": "location", "source": "urn:epc:id:sgln:4012345.00001.0" },
			{ "type": "urn:epcglobal:cbv:sdt:possessing_party", "source": "urn:epc:id:pgln:4012345.00007" },
		],
		"destinationList": [{ "type": "possessing_party", "destination": "urn:epc:id:pgln:4012345.00025" }],
		"readPoint": place("R1"),
	});
	let cases = [
		// A possessing party that the map does not have gives way to the place.
		("shipping", sides.clone(), Some("M"), vec![]),
		("void_shipping", sides.clone(), Some("M"), vec![]),
		("receiving", sides, Some("P"), vec![]),
		("receiving", json!({ "readPoint": place("R1") }), Some("M"), vec![]),
		("destroying", json!({ "bizLocation": place("0") }), Some("M"), vec![]),
		(
			"receiving",
			json!({ "bizLocation": { "id": "urn:epc:id:sgln:4012345.00009.0" } }),
			None,
			vec!["by"],
		),
	];
	for (step, more, by, open) in cases {
		let document = Document::read("told", &said(step, more).to_string());
		let settings =
			Settings::from_json(r#"{"parties":{"4012345000016":"M","4012345000252":"P"}}"#)
				.unwrap();
		let (mut state, mut secrets) = (State::default(), Secrets::default());
		let mut random = || Ok([7; 32]);
		// The container has to be known, or what is in it would not be.
		let known =
			Document::read("known", &said("commissioning", json!({ "action": "ADD" })).to_string());
		let documents = [known, document];
		let plan = plan(&documents, &mut state, &mut secrets, &settings, &mut random).unwrap();
		let call = &plan.events[1].calls[0];
		assert_eq!((call.by.as_deref(), &call.open), (by, &open), "{step}: {call:?}");
	}
}
