// The supply journey: medicines and devices from their maker to a patient, played against a running
// chain.
import { SUPPLY_USAGE, parseSupply } from './src/args.mjs';
import { SUPPLY, connect } from './src/connect.mjs';
import { gather } from './src/people.mjs';
import { play, run } from './src/play.mjs';
import { Sender } from './src/send.mjs';
import { SupplyJourney } from './src/supply/journey.mjs';
import { SupplyQueries } from './src/supply/queries.mjs';
import { accreditation } from './src/supply/steps/accreditation.mjs';
import { coldchain } from './src/supply/steps/coldchain.mjs';
import { commissioning } from './src/supply/steps/commissioning.mjs';
import { device } from './src/supply/steps/device.mjs';
import { counterfeit, dispensing } from './src/supply/steps/dispensing.mjs';
import { handover, packing } from './src/supply/steps/handover.mjs';
import { products } from './src/supply/steps/products.mjs';
import { recall } from './src/supply/steps/recall.mjs';
import { returning } from './src/supply/steps/returning.mjs';
import { Table } from './src/table.mjs';

const NEWCOMERS = [
	'issuer',
	'gs1',
	'maker',
	'rival',
	'wholesaler',
	'carrier',
	'pharmacy1',
	'pharmacy2',
	'hospital',
	'regulator',
];
// Asks, and pays for nothing.
const TOKENLESS = ['patient'];

const STEPS = [accreditation, products, commissioning];

// Played side by side, for they have nothing to do with each other: each lane in its order.
const LANES = [
	[packing, handover, dispensing, counterfeit, recall, returning],
	[coldchain],
	[device],
];

await run(async () => {
	const options = parseSupply(process.argv.slice(2));
	if (options.help) {
		console.log(SUPPLY_USAGE);
		return 0;
	}
	const { api, lost } = await connect(options.url, SUPPLY);
	const journey = new SupplyJourney({
		api,
		people: await gather(NEWCOMERS, TOKENLESS),
		queries: new SupplyQueries(api),
		sender: new Sender(api, lost),
		table: new Table(),
	});
	const lines = [
		`The supply journey on ${api.runtimeChain} at ${options.url}`,
		`Company prefix ${journey.prefix}: every run has its own`,
	];
	return play(journey, { lines, steps: STEPS, lanes: LANES });
});
