// The command line.
import { parseArgs } from 'node:util';
import { Problem } from '../problem.mjs';

const DAYS = 3650;

export const USAGE = `Usage: node epcis.mjs --plan plan.json (--signers FILE | --dev-signers) [OPTIONS]

Submits the calls of a plan of salus-epcis to a running Salus chain, in order, each signed by who it
names, and says event by event what became of them. scripts/epcis.sh makes the plan, too.

  --plan FILE            the plan
  --url URL              where the node listens; default ws://127.0.0.1:9944
  --signers FILE         { account: "//Uri, mnemonic, or path of a key file" }; the password of a
                         key file is in SALUS_KEY_PASSWORD. Calls of others are not sent
  --dev-signers          well-known keys of development instead
  --sent FILE            what has been sent: no call in it is sent again; written after each call
  --batch                the calls of an event as one: all or none
  --receive-within DAYS  by when a shipment is to be received whose planned time is over; default 30
  --prepare              on a development chain: licences, company prefixes, products and sensors first
  --help                 this text

Exit code 0: all that could be sent was done. 1: the chain refused something, or an event is
malformed. 2: it could not be run, or broke off.`;

export function parse(argv) {
	let values;
	try {
		({ values } = parseArgs({
			args: argv,
			options: {
				plan: { type: 'string' },
				url: { type: 'string', default: 'ws://127.0.0.1:9944' },
				signers: { type: 'string' },
				'dev-signers': { type: 'boolean', default: false },
				sent: { type: 'string' },
				batch: { type: 'boolean', default: false },
				'receive-within': { type: 'string', default: '30' },
				prepare: { type: 'boolean', default: false },
				help: { type: 'boolean', default: false },
			},
		}));
	} catch (error) {
		throw new Problem(`${error.message.split('. ')[0]}; see --help`);
	}
	if (values.help) {
		return values;
	}
	if (values.plan === undefined) {
		throw new Problem('--plan is missing; see --help');
	}
	if ((values.signers === undefined) !== values['dev-signers']) {
		throw new Problem('either --signers FILE or --dev-signers; see --help');
	}
	if (values.prepare && !values['dev-signers']) {
		throw new Problem('--prepare goes with --dev-signers: only a development chain is prepared');
	}
	const days = Number(values['receive-within']);
	if (!Number.isInteger(days) || days < 1 || days > DAYS) {
		throw new Problem(`--receive-within is a number of days from 1 to ${DAYS}`);
	}
	return { ...values, within: days * 24 * 60 * 60 * 1000 };
}
