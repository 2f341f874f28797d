// Salus's goals of performance, and what was measured beside them.
//
// `--list` names the benchmarks that are needed; otherwise the arguments are the files that
// scripts/templates/measured.hbs made of their results.
import { readFileSync } from 'node:fs';

const NEEDED = {
	pallet_assets: ['transfer'],
	pallet_balances: ['transfer_keep_alive'],
	pallet_claims: ['measure_four_lines', 'measure_four_lines_in_batch'],
	pallet_consent: ['grant', 'grant_on_place', 'measure_check', 'measure_hold'],
	pallet_nfts: ['mint'],
	pallet_provenance: [
		'dispense',
		'measure_million_commissioned',
		'measure_recall_of_ten_million',
		'measure_recall_of_thousand',
		'measure_unit_proof',
	],
	pallet_records: ['anchor_batch', 'prove_leaf'],
	pallet_trail: ['anchor_day', 'measure_verify_leaf', 'measure_verify_signature'],
};
const LEAVES = 2 ** 20;
// What a block offers to ordinary calls: three quarters of two seconds and of ten MiB.
const BLOCK = { time: 0.75 * 2e12, proof: 0.75 * 10 * 2 ** 20 };
// The SDK's base weight of a transaction, and RocksDB's read and write, in picoseconds.
// The hashes of pallet and map that every key begins with.
const PREFIX = 32;
const BASE = 108_157_000;
const READ = 25_000_000;
const WRITE = 100_000_000;

if (process.argv[2] === '--list') {
	console.log([...new Set(Object.values(NEEDED).flat())].join(','));
	process.exit(0);
}

const measured = new Map();
for (const file of process.argv.slice(2)) {
	for (const line of readFileSync(file, 'utf8').split('\n')) {
		const [kind, pallet, name, ...rest] = line.split('\t');
		const key = `${pallet}::${name}`;
		if (kind === 'measured') {
			const [time, , reads, writes, recorded, declared] = rest.map(Number);
			measured.set(key, { time, reads, writes, recorded, declared, storage: [] });
		} else if (kind === 'storage') {
			measured.get(key).storage.push(rest[0]);
		}
	}
}

function get(key) {
	const found = measured.get(key);
	if (!found) {
		console.error(`error: ${key} was not measured`);
		process.exit(2);
	}
	return found;
}

const microseconds = ({ time }) => `${(time / 1e6).toFixed(1)} us`;

/** Reads and writes of the pallet's own storage, from the comments on a benchmark. */
function own({ storage }, pallet) {
	const ours = storage.filter((line) => line.includes(`\`${pallet}::`) && line.includes('(r:'));
	const sum = (letter) =>
		ours.reduce((total, line) => total + Number(new RegExp(`${letter}:(\\d+)`).exec(line)[1]), 0);
	return { reads: sum('r'), writes: sum('w') };
}

/** The largest entry of a map, key and prefix included. */
function largest({ storage }, map) {
	const line = storage.find((comment) => comment.includes(`\`${map}\``) && comment.includes('max_size'));
	return Number(/max_size`: Some\((\d+)\)/.exec(line)?.[1]) + PREFIX;
}

/** How many of a call fit into a block, by what is declared for it. */
function perBlock({ time, reads, writes, declared }) {
	const spent = BASE + time + reads * READ + writes * WRITE;
	return Math.floor(Math.min(BLOCK.time / spent, BLOCK.proof / Math.max(declared, 1)));
}

const grant = get('pallet_consent::grant');
const placed = get('pallet_consent::grant_on_place');
const hold = get('pallet_consent::measure_hold');
const check = get('pallet_consent::measure_check');
const mint = get('pallet_nfts::mint');
const transfer = get('pallet_balances::transfer_keep_alive');
const day = get('pallet_trail::anchor_day');
const batch = get('pallet_records::anchor_batch');
const prove = get('pallet_records::prove_leaf');
const leaf = get('pallet_trail::measure_verify_leaf');
const signature = get('pallet_trail::measure_verify_signature');

const claim = get('pallet_claims::measure_four_lines');
const batched = get('pallet_claims::measure_four_lines_in_batch');
const settlement = get('pallet_assets::transfer');

const million = get('pallet_provenance::measure_million_commissioned');
const dispense = get('pallet_provenance::dispense');
const unit = get('pallet_provenance::measure_unit_proof');
const small = get('pallet_provenance::measure_recall_of_thousand');
const large = get('pallet_provenance::measure_recall_of_ten_million');

const access = own(grant, 'Consent');
const bytes = largest(grant, 'Consent::Grants');
const looks = own(check, 'Consent');
const ratio = placed.time / mint.time;
const proving = leaf.time / signature.time;
const throughput = perBlock(placed) / perBlock(transfer);
const perSecond = Math.round((LEAVES / (batch.time / 1e12)) / 1e6);

// A new lot has no measures yet; of those an entry has room for eight, of 17 bytes each.
const lot = largest(million, 'Provenance::Lots') - 8 * 17;
// Units without exceptions are not marked; a word has room for 256 marks of a byte each.
const word = (largest(dispense, 'Provenance::Words') - 256) / 256;
const units = Math.round(1e6 / (million.time / 1e12) / 1e6);
const dispensing = own(dispense, 'Provenance');
const proven = unit.time / signature.time;
const recall = large.time / small.time;

const claims = claim.time / settlement.time;

const rows = [
	['grant: reads/writes of the pallet', `${access.reads}/${access.writes}`, '<= 2/1', access.reads <= 2 && access.writes <= 1],
	['grant on a place: execution', `${microseconds(placed)}, ${ratio.toFixed(2)} x nfts.mint (${microseconds(mint)})`, '<= 0.50 x', ratio <= 0.5],
	['grant with a deposit of its own: execution', `${microseconds(grant)}, of which the hold ${microseconds(hold)}`, '', undefined],
	['check of a direct grant: reads of the pallet', `${looks.reads}, ${microseconds(check)}`, '<= 2 (consent, profile)', looks.reads <= 2],
	['state of a grant', `${bytes} bytes`, '<= 112', bytes <= 112],
	['grants on places in a block, by weight', `${perBlock(placed)}, ${throughput.toFixed(2)} x transfers (${perBlock(transfer)})`, '>= 0.90 x', throughput >= 0.9],
	['receipts of a day in one call', `2^20, ${microseconds(day)}`, '2^20', true],
	['records anchored a second and core', `${perSecond} million (2^20 in ${microseconds(batch)})`, '>= 1 million', perSecond >= 1],
	['verify a leaf of 2^20', `${microseconds(leaf)}, ${proving.toFixed(2)} x sr25519 (${microseconds(signature)})`, '<= 0.50 x', proving <= 0.5],
	['prove a leaf and make it a record', microseconds(prove), '', undefined],
	['a million units commissioned: state', `${lot} bytes, one call of ${microseconds(million)}`, '<= 200 bytes', lot <= 200],
	['units anchored a second and core', `${units} million`, '>= 1 million', units >= 1],
	['such calls in a block, by weight', `${perBlock(million)}: ${perBlock(million)} million units`, '', undefined],
	['dispense: reads/writes of the pallet', `${dispensing.reads}/${dispensing.writes}, ${microseconds(dispense)}`, '<= 3/2', dispensing.reads <= 3 && dispensing.writes <= 2],
	['state of a dispensed unit', `${word.toFixed(3)} bytes`, '<= 0.5', word <= 0.5],
	['state of a commissioned unit', `${(lot / 1e6).toFixed(4)} bytes`, '<= 0.01', lot / 1e6 <= 0.01],
	['verify a unit of 2^20', `${microseconds(unit)}, ${proven.toFixed(2)} x sr25519`, '<= 0.50 x', proven <= 0.5],
	['recall of 10^7 units beside 10^3', `${microseconds(large)}, ${recall.toFixed(2)} x ${microseconds(small)}`, '<= 1.10 x', recall <= 1.1],
	['claim of 4 lines, decided and paid', `${microseconds(claim)}, ${claims.toFixed(2)} x assets.transfer (${microseconds(settlement)})`, '<= 3.00 x', claims <= 3],
	['such claims in a block, by weight', `${perBlock(claim)}; in batches of 100 ${perBlock(batched) * 100}, ${microseconds({ time: batched.time / 100 })} each; assets.transfer ${perBlock(settlement)}`, '', undefined],
];

const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column].length)));
const line = (cells) => cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd();
console.log(line(['what', 'measured', 'goal', '']));
for (const [what, found, goal, met] of rows) {
	console.log(line([what, found, goal, met === undefined ? '' : met ? 'ok' : 'MISSED']));
}
process.exit(rows.some(([, , , met]) => met === false) ? 1 : 0);
