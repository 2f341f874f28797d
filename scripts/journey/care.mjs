// The care journey: Salus's main job, played against a running chain with real FHIR documents.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { USAGE, parse } from './src/args.mjs';
import { connect } from './src/connect.mjs';
import { examples, readDocuments } from './src/fhir.mjs';
import { Journey } from './src/journey.mjs';
import { gather } from './src/people.mjs';
import { Problem } from './src/problem.mjs';
import { Queries } from './src/queries.mjs';
import { Sender } from './src/send.mjs';
import { accreditation } from './src/steps/accreditation.mjs';
import { amendment, tampering } from './src/steps/amendment.mjs';
import { batch } from './src/steps/batch.mjs';
import { childhood } from './src/steps/childhood.mjs';
import { emergency } from './src/steps/emergency.mjs';
import { erasure } from './src/steps/erasure.mjs';
import { referral } from './src/steps/referral.mjs';
import { denial, refusals } from './src/steps/refusals.mjs';
import { registration } from './src/steps/registration.mjs';
import { expiry, revocation, revocationOfAll } from './src/steps/revocation.mjs';
import { sponsorship } from './src/steps/sponsorship.mjs';
import { trail } from './src/steps/trail.mjs';
import { consent, treatment } from './src/steps/treatment.mjs';
import { Notes, Table } from './src/table.mjs';
import { Vault } from './src/vault.mjs';

const STEPS = [
	accreditation,
	registration,
	consent,
	treatment,
	refusals,
	denial,
	revocation,
	expiry,
	revocationOfAll,
	amendment,
	tampering,
];

// Played side by side, for they have nothing to do with each other: each lane in its order.
const LANES = [
	[batch, referral, erasure, trail],
	[emergency, childhood],
	[sponsorship],
];

const BUILD = fileURLToPath(new URL('../../build', import.meta.url));

const DEBUG = Boolean(process.env.DEBUG);

async function main() {
	const options = parse(process.argv.slice(2));
	if (options.help) {
		console.log(USAGE);
		return 0;
	}
	const documents = readDocuments(options.inputs.length > 0 ? options.inputs : examples());
	const { api, lost } = await connect(options.url);
	const run = new Date().toISOString().replace(/[:.]/g, '-');
	const vault = new Vault(options.vault ?? join(BUILD, 'vault', run));
	const table = new Table();
	const journey = new Journey({
		api,
		documents,
		people: await gather(),
		queries: new Queries(api),
		sender: new Sender(api, lost),
		table,
		vault,
	});
	return play(journey, options.url);
}

async function play(journey, url) {
	const { api, documents, table, vault } = journey;
	const started = Date.now();
	console.log(`The care journey on ${api.runtimeChain} at ${url}`);
	console.log(`${documents.length} FHIR documents, ${documents[0].path} the first; vault: ${vault.folder}\n`);
	table.head();
	for (const step of STEPS) {
		await step(journey);
	}
	await playTogether(journey, LANES);
	const [first, last] = [Math.min(...table.blocks), Math.max(...table.blocks)];
	const seconds = Math.round((Date.now() - started) / 1000);
	console.log(`\nBlocks ${first} to ${last}, ${seconds} s: ${table.passed} rows as expected, ${table.failed} not.`);
	return table.failed === 0 ? 0 : 1;
}

async function playTogether(journey, lanes) {
	const steps = lanes.flatMap((lane) => {
		let before = Promise.resolve();
		return lane.map((step) => {
			const notes = new Notes();
			before = before.then(() => step(journey.noting(notes)));
			// Whether it fails is asked when it is its turn.
			before.catch(() => {});
			return { notes, ending: before };
		});
	});
	for (const { notes, ending } of steps) {
		try {
			await ending;
		} finally {
			notes.replay(journey.table);
		}
	}
}

// 2 when the journey could not be made, 1 when it broke off on the way.
function explain(error) {
	const known = error instanceof Problem;
	const line = known ? error.message : `the journey broke off: ${error.message}`;
	process.stderr.write(`error: ${DEBUG ? error.stack : line}\n`);
	return known ? 2 : 1;
}

// The library logs what is reported here in one line.
if (!DEBUG) {
	console.warn = () => {};
	console.error = () => {};
}
// A server that is no node may answer with what the library cannot read.
process.on('uncaughtException', (error) => process.exit(explain(error)));
process.exit(await main().catch(explain));
