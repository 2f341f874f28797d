// The upgrade journey: what governance stops and refuses, and how it replaces the runtime, played against
// a fresh development chain.
import { UPGRADE_USAGE, parseUpgrade } from './src/args.mjs';
import { UPGRADE, connect } from './src/connect.mjs';
import { electorate, gather } from './src/people.mjs';
import { play, run } from './src/play.mjs';
import { Problem } from './src/problem.mjs';
import { Queries } from './src/queries.mjs';
import { Sender } from './src/send.mjs';
import { Table } from './src/table.mjs';
import { Chronicle, EventReader } from './src/upgrade/chronicle.mjs';
import { codeHash, readCode } from './src/upgrade/code.mjs';
import { UpgradeJourney } from './src/upgrade/journey.mjs';
import { pausing, safeMode } from './src/upgrade/steps/brakes.mjs';
import { closing, failure, recovery } from './src/upgrade/steps/migration.mjs';
import { misuse, refusals } from './src/upgrade/steps/refusals.mjs';
import { registration } from './src/upgrade/steps/registration.mjs';
import { unfit, upgrade } from './src/upgrade/steps/upgrade.mjs';

const NEWCOMERS = ['issuer', 'hospital', 'physician', 'patient', 'mother', 'outsider', 'anybody'];
const TOKENLESS = ['pauper'];
// Of the electorate, who places the referenda.
const PROPOSER = 'Dave';

const STEPS = [registration];
// Played side by side, for they have nothing to do with each other.
const LANES = [[pausing], [refusals], [misuse]];
const CLOSING = [safeMode, unfit, upgrade, failure, recovery, closing];

await run(async () => {
	const options = parseUpgrade(process.argv.slice(2));
	if (options.help) {
		console.log(UPGRADE_USAGE);
		return 0;
	}
	if (options.code === undefined) {
		throw new Problem('--code is missing: the next runtime; see --help');
	}
	const code = readCode(options.code);
	const { api, lost } = await connect(options.url, UPGRADE);
	const people = await gather(NEWCOMERS, TOKENLESS);
	const voters = electorate();
	people.proposer = voters.find(({ name }) => name === PROPOSER);
	const reader = new EventReader(api);
	const journey = new UpgradeJourney({
		api,
		chronicle: await new Chronicle(api, lost, (number) => reader.read(number)).begin(),
		code,
		electorate: voters,
		people,
		queries: new Queries(api),
		sender: new Sender(api, lost),
		table: new Table(),
	});
	journey.kept.version = Number(api.runtimeVersion.specVersion);
	const lines = [
		`The upgrade journey on ${api.runtimeChain} at ${options.url}`,
		`From spec version ${journey.kept.version} to the next: ${options.code}, ${code.length} bytes, ${codeHash(code)}`,
	];
	const exit = await play(journey, { lines, steps: STEPS, lanes: LANES, closing: CLOSING });
	for (const line of journey.figures()) {
		console.log(line);
	}
	return exit;
});
