//! The commands, as they are run.

use salus_epcis::{from_hex, lots};
use salus_primitives::merkle::Batch;
use serde_json::Value;
use sp_core::H256;
use std::{
	fs,
	path::{Path, PathBuf},
	process::{Command, Output},
};

fn run(arguments: &[&str]) -> (i32, String, String) {
	let Output { status, stdout, stderr } =
		Command::new(env!("CARGO_BIN_EXE_salus-epcis")).args(arguments).output().unwrap();
	let text = |bytes| String::from_utf8(bytes).unwrap();
	(status.code().unwrap(), text(stdout), text(stderr))
}

fn document(name: &str) -> String {
	let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/documents").join(name);
	path.display().to_string()
}

/// An empty folder of this test's own.
fn folder(name: &str) -> PathBuf {
	let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
	let _ = fs::remove_dir_all(&folder);
	fs::create_dir_all(&folder).unwrap();
	folder
}

fn hash(text: &Value) -> H256 {
	H256(from_hex(text.as_str().unwrap()).unwrap())
}

#[test]
fn a_lot_is_made_and_its_units_are_proven() {
	let folder = folder("lot");
	let out = folder.display().to_string();
	let secret = "07".repeat(32);
	let lot = ["lot", "--gtin", "4012345111118", "--number", "L-9", "--count", "1000"];
	let rest = ["--expires", "2028-02-29", "--secret", &secret, "--serials", "--out", &out];
	let (code, root, _) = run(&[lot.as_slice(), rest.as_slice()].concat());
	assert_eq!(code, 0);
	let units = (0..1_000).map(|index| lots::unit(&[7; 32], index, &lots::serial(&[7; 32], index)));
	let leaves: Vec<_> = (0..).zip(units).map(|(index, unit)| lots::leaf(index, &unit)).collect();
	let batch = Batch::of(&leaves);
	assert_eq!(hash(&Value::String(root.trim().into())), batch.root);
	let serials = fs::read_to_string(folder.join("serials.txt")).unwrap();
	let (code, lines, _) = run(&["prove", &out, "0", "511", "999"]);
	assert_eq!(code, 0);
	for (line, index) in lines.lines().zip([0, 511, 999]) {
		let line: Value = serde_json::from_str(line).unwrap();
		let proof: Vec<_> = line["proof"].as_array().unwrap().iter().map(hash).collect();
		let leaf = lots::leaf(index, &hash(&line["unit"]));
		assert_eq!(batch.verify(index, leaf, &proof), Ok(()));
		assert_eq!(serials.lines().nth(index as usize), line["serial"].as_str());
	}
	assert_eq!(run(&["prove", &out, "1000"]).0, 1);
	// Nothing is overwritten: the secret would be lost.
	assert_eq!(run(&[lot.as_slice(), rest.as_slice()].concat()).0, 1);
}

#[test]
fn a_plan_is_not_made_of_secrets_that_nobody_keeps() {
	let folder = folder("plan");
	let file = |name: &str| folder.join(name).display().to_string();
	let (story, map) = (document("story.jsonld"), document("map.json"));
	let (code, plan, error) = run(&["plan", &story, "--map", &map]);
	assert_eq!((code, plan.as_str()), (1, ""));
	assert!(error.contains("give --secrets or --state"));

	let (secrets, state, out) = (file("secrets.json"), file("state.json"), file("plan.json"));
	let kept = ["--secrets", &secrets, "--state", &state];
	let all = [&["plan", &story, "--map", &map, "--out", &out], kept.as_slice()].concat();
	assert_eq!(run(&all).0, 0);
	let plan: Value = serde_json::from_str(&fs::read_to_string(&out).unwrap()).unwrap();
	assert_eq!(plan["counts"]["calls"], 14);
	assert!(!fs::read_to_string(&state).unwrap().contains("secrets"));
	let (code, plan, _) = run(&[&["plan", &document("late.jsonld")], kept.as_slice()].concat());
	let plan: Value = serde_json::from_str(&plan).unwrap();
	assert_eq!((code, &plan["counts"]["duplicates"]), (0, &Value::from(1)));
	let (code, _, error) = run(&[&["plan", &document("broken.jsonld")], kept.as_slice()].concat());
	assert_eq!(code, 3);
	assert!(error.contains("no JSON"));
	assert_eq!(run(&["plan", "no-such-file"]).0, 1);
	assert_eq!(run(&["plan"]).0, 2);
}

#[test]
fn hashes_are_printed_in_order() {
	let (code, hashes, _) = run(&["hash", &document("story.jsonld")]);
	assert_eq!((code, hashes.lines().count()), (0, 18));
	assert!(hashes.lines().all(|it| it.starts_with("ni:///sha-256;") && it.ends_with("CBV2.0")));
	assert_eq!(run(&["hash", &document("malformed.jsonld")]).0, 3);
}
