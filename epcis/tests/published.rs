//! Documents that others published, where they are at hand: their hashes are reproduced, and nothing
//! in them is lost. They are no part of this repository.

use salus_epcis::{plan, Document, ProblemKind, Secrets, Settings, State};
use std::{
	fs,
	path::{Path, PathBuf},
};

fn folder() -> Option<PathBuf> {
	let folder = match std::env::var_os("SALUS_EPCIS_DATA") {
		Some(folder) => folder.into(),
		None => Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/epcis"),
	};
	if folder.is_dir() {
		return Some(folder);
	}
	eprintln!("skipped: {} is not there; SALUS_EPCIS_DATA names another", folder.display());
	None
}

fn documents(folder: &Path) -> Vec<(PathBuf, Document)> {
	let mut files: Vec<_> = ["gs1", "hashes"]
		.iter()
		.filter_map(|part| fs::read_dir(folder.join(part)).ok())
		.flatten()
		.map(|entry| entry.unwrap().path())
		.filter(|path| path.extension().is_some_and(|it| it == "jsonld"))
		.collect();
	files.sort();
	files
		.into_iter()
		.map(|path| {
			let name = path.file_name().unwrap().to_string_lossy().into_owned();
			let document = Document::read(&name, &fs::read_to_string(&path).unwrap());
			(path, document)
		})
		.collect()
}

#[test]
fn published_hashes_are_reproduced() {
	let Some(folder) = folder() else { return };
	let (mut hashes, mut same) = (0, 0);
	let (mut prehashes, mut consistent, mut same_prehash) = (0, 0, 0);
	for (path, document) in documents(&folder) {
		let lines = |extension| {
			let text = fs::read_to_string(path.with_extension(extension)).ok()?;
			let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
			Some(lines.map(Into::into).collect::<Vec<String>>())
		};
		let found: Vec<_> = document.events.iter().filter_map(|it| it.hash.clone()).collect();
		let Some(published) = lines("hashes") else { continue };
		assert_eq!(published.len(), found.len(), "{}", path.display());
		for (published, found) in published.iter().zip(&found) {
			hashes += 1;
			same += usize::from(published == found);
		}
		for (line, published) in lines("prehashes").unwrap_or_default().iter().zip(&published) {
			let hash = epcis_hash::compute_hash_from_prehash(line);
			prehashes += 1;
			// Some of these strings are not those that the hashes beside them are of.
			consistent += usize::from(hash == *published);
			same_prehash += usize::from(hash == *published && found.contains(&hash));
		}
	}
	println!("hashes: {same} of {hashes}");
	println!(
		"pre-hash strings: {prehashes}, of which {consistent} have the hash published beside them; \
		{same_prehash} of those"
	);
	assert!(hashes > 0);
	assert_eq!((same, same_prehash), (hashes, consistent));
}

#[test]
fn nothing_in_published_documents_is_lost() {
	let Some(folder) = folder() else { return };
	let documents: Vec<_> = documents(&folder).into_iter().map(|(_, document)| document).collect();
	let mut bytes = 0u8;
	let mut random = || {
		bytes = bytes.wrapping_add(1);
		Ok([bytes; 32])
	};
	let (mut state, mut secrets) = (State::default(), Secrets::default());
	let settings = Settings::default();
	let planned = plan(&documents, &mut state, &mut secrets, &settings, &mut random).unwrap();
	// Many of them are the same event: each for itself says more.
	let mut alone = salus_epcis::Counts::default();
	for document in &documents {
		for event in &document.events {
			let one =
				Document { name: document.name.clone(), error: None, events: vec![event.clone()] };
			let (mut state, mut secrets) = (State::default(), Secrets::default());
			let one = plan(&[one], &mut state, &mut secrets, &settings, &mut random).unwrap();
			alone.mapped += one.counts.mapped;
			alone.observed += one.counts.observed;
			alone.reasoned += one.counts.reasoned;
			alone.lost += one.counts.lost;
			alone.calls += one.counts.calls;
			alone.malformed += one.counts.malformed;
			for plan in one.events.iter().flat_map(|plan| &plan.problems) {
				println!("  {}: {plan:?}", document.name);
			}
		}
	}
	println!("together: {:?}", planned.counts);
	println!("each alone: {alone:?}");
	assert!(planned.counts.documents > 0 && planned.counts.unreadable == 0);
	assert_eq!((planned.counts.lost, alone.lost), (0, 0));
	for event in &planned.events {
		let is_duplicate =
			event.problems.iter().any(|problem| problem.kind == ProblemKind::Duplicate);
		for field in ["sensorElementList", "bizTransactionList", "ilmd", "errorDeclaration"] {
			let raw = &documents.iter().find(|it| it.name == event.document).unwrap().events
				[event.index as usize]
				.raw;
			let has = raw.get(field).is_some();
			let is_named = event.unmapped.iter().any(|it| it.what.starts_with(field));
			let is_used = event.calls.iter().any(|it| it.call == "ship" || it.call == "commission");
			let commissions = field == "ilmd" && event.action.as_deref() == Some("ADD");
			assert!(!has || is_named || is_used || is_duplicate || commissions, "{event:?}");
		}
	}
}
