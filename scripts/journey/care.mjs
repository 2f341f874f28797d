// The care journey: Salus's main job, played against a running chain with real FHIR documents.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { USAGE, parse } from './src/args.mjs';
import { CareJourney } from './src/care.mjs';
import { CARE, connect } from './src/connect.mjs';
import { examples, readDocuments } from './src/fhir.mjs';
import { gather } from './src/people.mjs';
import { play, run } from './src/play.mjs';
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
import { Table } from './src/table.mjs';
import { Vault } from './src/vault.mjs';

const NEWCOMERS = [
	'issuer',
	'hospital',
	'physician',
	'nurse',
	'physician2',
	'insurer',
	'patient',
	'hospital2',
	'physician3',
	'specialist',
	'emergency',
	'emergency2',
	'casualty',
	'regulator',
	'parent',
	'friend1',
	'friend2',
];
// They never get any tokens.
const TOKENLESS = ['child', 'pensioner', 'newkey'];

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

await run(async () => {
	const options = parse(process.argv.slice(2));
	if (options.help) {
		console.log(USAGE);
		return 0;
	}
	const documents = readDocuments(options.inputs.length > 0 ? options.inputs : examples());
	const { api, lost } = await connect(options.url, CARE);
	const started = new Date().toISOString().replace(/[:.]/g, '-');
	const vault = new Vault(options.vault ?? join(BUILD, 'vault', started));
	const journey = new CareJourney({
		api,
		documents,
		people: await gather(NEWCOMERS, TOKENLESS),
		queries: new Queries(api),
		sender: new Sender(api, lost),
		table: new Table(),
		vault,
	});
	const lines = [
		`The care journey on ${api.runtimeChain} at ${options.url}`,
		`${documents.length} FHIR documents, ${documents[0].path} the first; vault: ${vault.folder}`,
	];
	return play(journey, { lines, steps: STEPS, lanes: LANES });
});
