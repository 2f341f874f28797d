//! Which privileged call takes which track: found by making every call of the runtime with every
//! origin, and written to `docs/governance.md`.

use super::{committee_origin, council_origin};
use crate::support::{account, development};
use codec::Decode;
use frame_metadata::{v16::RuntimeMetadataV16, RuntimeMetadata, RuntimeMetadataPrefixed};
use polkadot_sdk::*;
use salus_runtime::{
	configs::governance::{origins::Origin, tracks::Tracks},
	Runtime, RuntimeCall, RuntimeOrigin,
};
use scale_info::TypeDef;
use sp_keyring::Sr25519Keyring::Eve;
use sp_runtime::{traits::Dispatchable, DispatchError};
use std::{
	collections::BTreeMap,
	panic::{catch_unwind, AssertUnwindSafe},
};

/// A call with arguments that are as close to zero as they can be.
pub struct ZeroCall {
	pub pallet: String,
	pub name: String,
	pub call: RuntimeCall,
}

/// The call that begins with these two bytes. Where an enum knows no variant 0, the next one is taken.
fn zero_call(pallet: u8, call: u8) -> RuntimeCall {
	let mut bytes = vec![0; 1_024];
	bytes[..2].copy_from_slice(&[pallet, call]);
	loop {
		let mut rest = &bytes[..];
		match RuntimeCall::decode(&mut rest) {
			Ok(call) => return call,
			Err(error) => {
				// What was read last is what it choked on.
				let read = bytes.len() - rest.len();
				let last = &mut bytes[read - 1];
				*last = last.checked_add(1).unwrap_or_else(|| panic!("{pallet}.{call}: {error}"));
			}
		}
	}
}

/// Every call of the runtime.
pub fn calls() -> Vec<ZeroCall> {
	let opaque = sp_io::TestExternalities::default()
		.execute_with(|| Runtime::metadata_at_version(16))
		.expect("is version 16");
	let prefixed = RuntimeMetadataPrefixed::decode(&mut &opaque[..]).expect("decodes");
	let RuntimeMetadata::V16(metadata) = prefixed.1 else { panic!("asked for version 16") };
	calls_of(&metadata)
}

fn calls_of(metadata: &RuntimeMetadataV16) -> Vec<ZeroCall> {
	let mut calls = Vec::new();
	for pallet in &metadata.pallets {
		let Some(all) = &pallet.calls else { continue };
		let TypeDef::Variant(variants) =
			&metadata.types.resolve(all.ty.id).expect("is known").type_def
		else {
			panic!("calls are an enum")
		};
		for variant in &variants.variants {
			calls.push(ZeroCall {
				pallet: pallet.name.clone(),
				name: variant.name.clone(),
				call: zero_call(pallet.index, variant.index),
			});
		}
	}
	calls
}

/// Who there is, in the order of the columns, and what they are named.
fn everybody() -> Vec<(&'static str, RuntimeOrigin)> {
	vec![
		("root", RuntimeOrigin::root()),
		("whitelisted_caller", Origin::WhitelistedCaller.into()),
		("accreditation", Origin::Accreditor.into()),
		("patient_safety", Origin::PatientSafety.into()),
		("treasurer", Origin::Treasurer.into()),
		("parameters", Origin::ParameterAdmin.into()),
		("referendum_canceller", Origin::ReferendumCanceller.into()),
		("referendum_killer", Origin::ReferendumKiller.into()),
		("technical committee", committee_origin(2, 3)),
		("clinical council", council_origin(3, 3)),
	]
}

/// Whether `call` refuses `origin` as such. Whatever else happens, nothing of it stays.
fn is_refused(call: &RuntimeCall, origin: RuntimeOrigin) -> bool {
	let outcome = catch_unwind(AssertUnwindSafe(|| {
		frame_support::storage::with_transaction(|| {
			let result = call.clone().dispatch(origin).map(drop).map_err(|failed| failed.error);
			frame_support::storage::TransactionOutcome::Rollback(Ok::<_, DispatchError>(result))
		})
		.expect("is not nested too deep")
	}));
	// Whoever is not privileged may still make what was voted for before it was whitelisted.
	let deferred = pallet_whitelist::Error::<Runtime>::DeferredDispatchNotFound.into();
	// What panics here, as an inherent does outside of its place, has accepted the origin.
	matches!(outcome, Ok(Err(error)) if error == DispatchError::BadOrigin || error == deferred)
}

/// What every privileged call takes, by pallet.
pub fn privileges() -> BTreeMap<String, BTreeMap<Vec<&'static str>, Vec<String>>> {
	let mut found: BTreeMap<_, BTreeMap<_, Vec<_>>> = BTreeMap::new();
	for ZeroCall { pallet, name, call } in calls() {
		let mut takes = Vec::new();
		// Each in a state of its own: a call that panics may leave it in disorder.
		development(|| {
			if is_refused(&call, RuntimeOrigin::signed(account(Eve))) {
				takes = everybody()
					.into_iter()
					.filter(|(_, origin)| !is_refused(&call, origin.clone()))
					.map(|(name, _)| name)
					.collect();
			}
		});
		if !takes.is_empty() {
			found.entry(pallet).or_default().entry(takes).or_default().push(name);
		}
	}
	found
}

fn table() -> String {
	let mut lines = vec!["| pallet | calls | who |".to_string(), "|---|---|---|".to_string()];
	for (pallet, rules) in privileges() {
		for (who, calls) in rules {
			let calls: Vec<_> = calls.iter().map(|call| format!("`{call}`")).collect();
			lines.push(format!("| {pallet} | {} | {} |", calls.join(" "), who.join(", ")));
		}
	}
	lines.join("\n")
}

fn tracks_table() -> String {
	use pallet_referenda::TracksInfo;
	use salus_runtime::{
		configs::{
			consensus::{HOURS, MINUTES},
			governance::origins::Shortening,
		},
		UNIT,
	};
	let mut lines = vec![
		"| track | deposit | prepare | decide | confirm | enact after | approval, support at half time |"
			.to_string(),
		"|---|---|---|---|---|---|---|".to_string(),
	];
	let time = |blocks: u32| match blocks {
		_ if blocks.is_multiple_of(24 * HOURS) => format!("{} d", blocks / (24 * HOURS)),
		_ if blocks.is_multiple_of(HOURS) => format!("{} h", blocks / HOURS),
		_ => format!("{} min", blocks / MINUTES),
	};
	sp_io::TestExternalities::default().execute_with(|| {
		Shortening::<Runtime>::put(1);
		for track in Tracks::tracks() {
			let info = &track.info;
			let name = info.name.iter().take_while(|byte| **byte != 0).copied().collect();
			let half = sp_runtime::Perbill::from_percent(50);
			let percent = |share: sp_runtime::Perbill| {
				format!("{:.1} %", f64::from(share.deconstruct()) / 1e7)
			};
			lines.push(format!(
				"| {} `{}` | {} SLS | {} | {} | {} | {} | {}, {} |",
				track.id,
				String::from_utf8(name).expect("is text"),
				info.decision_deposit / UNIT,
				time(info.prepare_period),
				time(info.decision_period),
				time(info.confirm_period),
				time(info.min_enactment_period),
				percent(info.min_approval.threshold(half)),
				percent(info.min_support.threshold(half)),
			));
		}
	});
	lines.join("\n")
}

/// `text` with what stands between the marks `name` replaced.
fn replace(text: &str, name: &str, with: &str) -> String {
	let (begin, end) = (format!("<!-- {name} -->\n"), format!("\n<!-- end of {name} -->"));
	let (before, rest) = text.split_once(&begin).expect("the beginning is marked");
	let (_, after) = rest.split_once(&end).expect("the end is marked");
	format!("{before}{begin}\n{with}\n{end}{after}")
}

#[test]
fn the_documentation_tells_who_may_what() {
	let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/governance.md");
	let text = std::fs::read_to_string(path).expect("is there");
	let fresh = replace(&replace(&text, "tracks", &tracks_table()), "privileges", &table());
	if std::env::var_os("SALUS_WRITE_DOCS").is_some() {
		std::fs::write(path, fresh).expect("can be written");
	} else {
		assert!(text == fresh, "run this test with SALUS_WRITE_DOCS=1, and read what changed");
	}
}

#[test]
fn salus_calls_that_are_privileged_each_have_a_track_below_root() {
	let found = privileges();
	for pallet in ["Credentials", "Council", "Emergency", "Trail", "Parameters", "Origins"] {
		for (who, calls) in &found[pallet] {
			assert!(who.len() > 1, "{pallet}: {calls:?} is for {who:?} only");
		}
	}
}
