// EPCIS in, chain out: submits what salus-epcis planned, event by event.
import { USAGE, parse } from './src/epcis/args.mjs';
import { Journal } from './src/epcis/journal.mjs';
import { readPlan } from './src/epcis/plan.mjs';
import { prepare } from './src/epcis/prepare.mjs';
import { devSigners, readSigners } from './src/epcis/signers.mjs';
import { Submission } from './src/epcis/submit.mjs';
import { Table } from './src/epcis/table.mjs';
import { SUPPLY, connect } from './src/connect.mjs';
import { Problem } from './src/problem.mjs';
import { Queries } from './src/queries.mjs';
import { Sender } from './src/send.mjs';

const DEBUG = Boolean(process.env.DEBUG);

async function main() {
	const options = parse(process.argv.slice(2));
	if (options.help) {
		console.log(USAGE);
		return 0;
	}
	const plan = readPlan(options.plan);
	const signers = options['dev-signers'] ? await devSigners() : await readSigners(options.signers);
	const { api, lost } = await connect(options.url, SUPPLY);
	const chain = { api, queries: new Queries(api), sender: new Sender(api, lost), signers };
	if (options.prepare) {
		console.log(`Preparing ${api.runtimeChain} for ${options.plan}`);
		await prepare(chain, plan, (line) => console.log(`  ${line}`));
	}
	console.log(`EPCIS events on ${api.runtimeChain} at ${options.url}\n`);
	const table = new Table();
	const journal = await Journal.open(options.sent, api);
	const { batch, within } = options;
	await new Submission({ ...chain, journal, table, batch, within }).submit(plan);
	console.log(`\n${table.summary(plan)}`);
	return table.count('refused') + table.count('malformed') > 0 ? 1 : 0;
}

function explain(error) {
	const line = error instanceof Problem ? error.message : `the submission broke off: ${error.message}`;
	process.stderr.write(`error: ${DEBUG ? error.stack : line}\n`);
	return 2;
}

// The library logs what is reported here in one line.
if (!DEBUG) {
	console.warn = () => {};
	console.error = () => {};
}
process.on('uncaughtException', (error) => process.exit(explain(error)));
process.exit(await main().catch(explain));
