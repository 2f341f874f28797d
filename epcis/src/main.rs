//! `salus-epcis`: plans, hashes and lots at the command line.
//!
//! Exit codes: 0 when all went well, 1 when a file could not be read or written or holds what it may
//! not, 2 when the command line is wrong, 3 when the plan was made but something in the documents is
//! malformed.

use clap::{Args, Parser, Subcommand};
use salus_epcis::{
	day, from_hex, hash_hex,
	keys::{gtin_text, is_text, parse_gtin},
	lots::{leaf, read_proof, serial, unit, write_tree, LotSecret, MAX_UNITS},
	plan, to_hex, Document, Secrets, Settings, State,
};
use salus_primitives::DAY;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::{
	fs,
	io::{self, BufWriter, Write},
	os::unix::fs::OpenOptionsExt,
	path::{Path, PathBuf},
	process::ExitCode,
};

/// Plans the chain calls that GS1 EPCIS 2.0 documents stand for.
#[derive(Parser)]
#[command(version)]
struct Cli {
	#[command(subcommand)]
	command: Command,
}

#[derive(Subcommand)]
enum Command {
	/// Print the calls that documents stand for, and what is in none.
	Plan(PlanArgs),
	/// Print the hash ids of events.
	Hash {
		/// Documents, in JSON-LD.
		#[arg(required = true)]
		files: Vec<PathBuf>,
	},
	/// Make a lot of units with serial numbers that nobody guesses.
	Lot(LotArgs),
	/// Print serial, commitment and proof of units of such a lot.
	Prove {
		/// The folder of the lot.
		folder: PathBuf,
		/// Indexes of units, from 0.
		#[arg(required = true)]
		indexes: Vec<u32>,
	},
}

#[derive(Args)]
struct PlanArgs {
	/// Documents, in JSON-LD. Their order is that of the events.
	#[arg(required = true)]
	files: Vec<PathBuf>,
	/// Where secrets of lots and salts of documents are kept.
	#[arg(long)]
	secrets: Option<PathBuf>,
	/// What earlier runs know of lots, containers and events; written again.
	#[arg(long)]
	state: Option<PathBuf>,
	/// The institution's locations, parties, sensors and company prefixes.
	#[arg(long)]
	map: Option<PathBuf>,
	/// Days within which a shipment is to be received.
	#[arg(long, default_value_t = 30, value_parser = clap::value_parser!(u64).range(1..=3650))]
	receive_within: u64,
	/// Where the plan goes: standard output, if nowhere else.
	#[arg(long)]
	out: Option<PathBuf>,
}

#[derive(Args)]
struct LotArgs {
	/// The product: 8, 12, 13 or 14 digits.
	#[arg(long)]
	gtin: String,
	/// The lot's number.
	#[arg(long)]
	number: String,
	/// How many units there are, 2^24 at most.
	#[arg(long, value_parser = clap::value_parser!(u32).range(1..=i64::from(MAX_UNITS)))]
	count: u32,
	/// The last day on which it is good: YYYY-MM-DD.
	#[arg(long)]
	expires: String,
	/// 32 secret bytes as hexadecimal digits: random ones, if none are given.
	#[arg(long)]
	secret: Option<String>,
	/// Write all serial numbers, too, one a line.
	#[arg(long)]
	serials: bool,
	/// A folder that is not there yet, or is empty.
	#[arg(long)]
	out: PathBuf,
}

/// `lot.json`.
#[derive(Serialize, Deserialize)]
struct LotFile {
	gtin: String,
	number: String,
	expires: u16,
	count: u32,
	root: String,
	secret: String,
}

const LOT_FILE: &str = "lot.json";
const TREE_FILE: &str = "tree.bin";
const SERIALS_FILE: &str = "serials.txt";

fn main() -> ExitCode {
	let done = match Cli::parse().command {
		Command::Plan(args) => run_plan(&args),
		Command::Hash { files } => run_hash(&files),
		Command::Lot(args) => run_lot(&args),
		Command::Prove { folder, indexes } => run_prove(&folder, &indexes),
	};
	match done {
		Ok(code) => code,
		Err(error) => {
			eprintln!("error: {error}");
			ExitCode::from(1)
		}
	}
}

fn run_plan(args: &PlanArgs) -> Result<ExitCode, String> {
	let documents = args.files.iter().map(|file| document(file)).collect::<Result<Vec<_>, _>>()?;
	let mut settings = match &args.map {
		Some(file) => Settings::from_json(&read(file)?).map_err(|error| at(file, error))?,
		None => Settings::default(),
	};
	settings.receive_within = DAY.saturating_mul(args.receive_within);
	let mut state = match args.state.as_deref().filter(|file| file.exists()) {
		Some(file) => State::from_json(&read(file)?).map_err(|error| at(file, error))?,
		None => State::default(),
	};
	let mut secrets = match args.secrets.as_deref().filter(|file| file.exists()) {
		Some(file) => serde_json::from_str(&read(file)?).map_err(|error| at(file, error))?,
		None => Secrets::default(),
	};
	if let Some(kept) = state.secrets.take() {
		secrets.add(kept);
	}
	let plan = plan(&documents, &mut state, &mut secrets, &settings, &mut random)?;
	let text = serde_json::to_string_pretty(&plan).map_err(|error| error.to_string())?;
	// Secrets first: a plan that is there without them could never be followed up.
	match (&args.secrets, &args.state) {
		(Some(file), _) => {
			let text = serde_json::to_string_pretty(&secrets).map_err(|error| error.to_string())?;
			write_secret(file, &text)?;
		}
		(None, Some(_)) => state.secrets = Some(secrets),
		(None, None) if secrets.made > 0 => {
			let count = secrets.made;
			return Err(format!(
				"{count} secrets were made and would be lost: give --secrets or --state"
			));
		}
		(None, None) => {}
	}
	match &args.out {
		Some(file) => fs::write(file, text + "\n").map_err(|error| at(file, error))?,
		None => print(&(text + "\n"))?,
	}
	// The state last: what it has seen is in a plan, or the next run would take it for a repeat.
	if let Some(file) = &args.state {
		write_secret(file, &state.to_json()?)?;
	}
	let counts = plan.counts;
	for document in &plan.documents {
		if let Some(error) = &document.error {
			eprintln!("error: {}: {error}", document.document);
		}
	}
	eprintln!(
		"{} documents, {} events: {} with calls ({} of them), {} observed, {} with reasons only, \
		{} malformed, {} duplicates, {} out of order",
		counts.documents,
		counts.events,
		counts.mapped,
		counts.calls,
		counts.observed,
		counts.reasoned,
		counts.malformed,
		counts.duplicates,
		counts.out_of_order,
	);
	let is_malformed = counts.unreadable > 0 || counts.malformed > 0;
	Ok(ExitCode::from(if is_malformed { 3 } else { 0 }))
}

fn run_hash(files: &[PathBuf]) -> Result<ExitCode, String> {
	let mut code = ExitCode::SUCCESS;
	for file in files {
		let document = document(file)?;
		if let Some(error) = &document.error {
			eprintln!("error: {}: {error}", document.name);
			code = ExitCode::from(3);
		}
		for (index, event) in document.events.iter().enumerate() {
			match &event.hash {
				Some(hash) => print(&format!("{hash}\n"))?,
				None => {
					eprintln!("error: {} #{index}: no event that has a hash", document.name);
					code = ExitCode::from(3);
				}
			}
		}
	}
	Ok(code)
}

fn run_lot(args: &LotArgs) -> Result<ExitCode, String> {
	let gtin = parse_gtin(&args.gtin).map_err(|problem| format!("{}: {problem}", args.gtin))?;
	if !is_text(&args.number) {
		return Err("a lot number has 1 to 20 characters of those that GS1 allows".into());
	}
	let expires = day(&args.expires).ok_or("--expires is a date, YYYY-MM-DD")?;
	let secret = match &args.secret {
		Some(text) => from_hex(text).ok_or("--secret is 64 hexadecimal digits")?,
		None => random().map_err(|error| error.to_string())?,
	};
	let folder = &args.out;
	fs::create_dir_all(folder).map_err(|error| at(folder, error))?;
	if fs::read_dir(folder).map_err(|error| at(folder, error))?.next().is_some() {
		return Err(at(folder, "the folder is not empty"));
	}
	let leaves = (0..args.count).map(|index| leaf(index, &generated(&secret, index)));
	let tree = folder.join(TREE_FILE);
	let root = write_tree(leaves, &tree).map_err(|error| at(&tree, error))?;
	if args.serials {
		let path = folder.join(SERIALS_FILE);
		write_serials(&path, &secret, args.count).map_err(|error| at(&path, error))?;
	}
	let lot = LotFile {
		gtin: gtin_text(&gtin),
		number: args.number.clone(),
		expires,
		count: args.count,
		root: hash_hex(&root),
		secret: to_hex(&secret),
	};
	let text = serde_json::to_string_pretty(&lot).map_err(|error| error.to_string())?;
	write_secret(&folder.join(LOT_FILE), &text)?;
	print(&format!("{}\n", lot.root))?;
	Ok(ExitCode::SUCCESS)
}

fn run_prove(folder: &Path, indexes: &[u32]) -> Result<ExitCode, String> {
	let path = folder.join(LOT_FILE);
	let lot: LotFile = serde_json::from_str(&read(&path)?).map_err(|error| at(&path, error))?;
	let secret = from_hex(&lot.secret).ok_or_else(|| at(&path, "the secret is not 32 bytes"))?;
	let tree = folder.join(TREE_FILE);
	for index in indexes {
		let (found, proof) =
			read_proof(&tree, lot.count, *index).map_err(|error| at(&tree, error))?;
		let commitment = generated(&secret, *index);
		if leaf(*index, &commitment) != found {
			return Err(at(&tree, "the tree is not that of the lot"));
		}
		let serial = serial(&secret, *index);
		let proof: Vec<_> = proof.iter().map(hash_hex).collect();
		let line = json!({
			"index": index,
			"serial": String::from_utf8_lossy(&serial),
			"unit": hash_hex(&commitment),
			"proof": proof,
		});
		print(&format!("{line}\n"))?;
	}
	Ok(ExitCode::SUCCESS)
}

fn generated(secret: &LotSecret, index: u32) -> sp_core::H256 {
	unit(secret, index, &serial(secret, index))
}

fn write_serials(path: &Path, secret: &LotSecret, count: u32) -> io::Result<()> {
	let mut file = BufWriter::new(secret_file(path)?);
	for index in 0..count {
		file.write_all(&serial(secret, index))?;
		file.write_all(b"\n")?;
	}
	file.flush()
}

fn random() -> io::Result<[u8; 32]> {
	let mut bytes = [0; 32];
	getrandom::fill(&mut bytes).map_err(io::Error::other)?;
	Ok(bytes)
}

fn document(file: &Path) -> Result<Document, String> {
	Ok(Document::read(&file.display().to_string(), &read(file)?))
}

fn read(file: &Path) -> Result<String, String> {
	fs::read_to_string(file).map_err(|error| at(file, error))
}

fn at(file: &Path, error: impl std::fmt::Display) -> String {
	format!("{}: {error}", file.display())
}

/// A closed pipe is an error like any other, and no panic.
fn print(text: &str) -> Result<(), String> {
	io::stdout().write_all(text.as_bytes()).map_err(|error| error.to_string())
}

/// A new file that only its owner reads.
fn secret_file(path: &Path) -> io::Result<fs::File> {
	fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)
}

/// Writes beside `path` and renames, so that what was there is whole until the new is.
fn write_secret(path: &Path, text: &str) -> Result<(), String> {
	let mut beside = path.as_os_str().to_owned();
	beside.push(".new");
	let beside = PathBuf::from(beside);
	let write = || {
		let mut file = secret_file(&beside)?;
		file.write_all(text.as_bytes())?;
		file.write_all(b"\n")?;
		file.sync_all()?;
		fs::rename(&beside, path)
	};
	write().map_err(|error| at(path, error))
}
