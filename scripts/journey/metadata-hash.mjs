// Whether a chain's runtime knows the hash of its metadata, which cold wallets sign.
import { parseArgs } from 'node:util';
import { Keyring } from '@polkadot/api';
import { cryptoWaitReady } from '@polkadot/util-crypto';
import { connect } from './src/connect.mjs';
import { digestOf, wrong } from './src/digest.mjs';
import { Problem } from './src/problem.mjs';

const USAGE = `Usage: node metadata-hash.mjs [--url ws://127.0.0.1:9944] [--expect 0xHASH]

Computes the hash of the runtime's metadata (RFC 78) and lets the chain judge transactions which are
signed with it, with another one and without. Alice signs: it is for development chains.

  --url URL      where the node listens; default ws://127.0.0.1:9944
  --expect HASH  the hash that was built into the runtime
  --help         this text

Exit code 0: the runtime has this hash. 1: it has not. 2: bad input, or no chain.`;

const PATIENCE = 60_000;

async function main() {
	const options = read(process.argv.slice(2));
	if (options.help) {
		console.log(USAGE);
		return 0;
	}
	await cryptoWaitReady();
	const { api, lost } = await connect(options.url, ['system']);
	const right = await Promise.race([digestOf(api), lost]);
	console.log(`computed from the metadata   ${right}`);
	if (options.expect !== undefined && options.expect !== right) {
		console.log(`built into the runtime       ${options.expect}`);
		return 1;
	}
	const verdicts = [
		['signed with it', { mode: 1, metadataHash: right }, true],
		['signed with another', { mode: 1, metadataHash: wrong(right) }, false],
		['signed without', { mode: 0 }, true],
	];
	let asExpected = true;
	for (const [what, how, taken] of verdicts) {
		const refusal = await Promise.race([refusalOf(api, how), lost]);
		const verdict = refusal === undefined ? 'in a block' : `refused: ${refusal}`;
		console.log(`${what.padEnd(28)} ${verdict}`);
		asExpected &&= taken === (refusal === undefined);
	}
	return asExpected ? 0 : 1;
}

/** Why the chain takes no remark of Alice that is signed `how`; undefined if it takes it. */
async function refusalOf(api, how) {
	const alice = new Keyring({ type: 'sr25519' }).addFromUri('//Alice');
	const remark = api.tx.system.remark('0x00');
	let timer;
	const late = new Promise((_, reject) => {
		timer = setTimeout(() => reject(new Problem('no block took a call in time: does the chain make blocks?')), PATIENCE);
	});
	const judged = new Promise((resolve) => {
		remark.signAndSend(alice, { nonce: -1, ...how }, (result) => {
			if (result.isInBlock || result.isFinalized) {
				resolve(undefined);
			} else if (result.isError) {
				resolve(result.status.type);
			}
		}).catch((error) => resolve(error.message));
	});
	return Promise.race([judged, late]).finally(() => clearTimeout(timer));
}

function read(argv) {
	const options = {
		url: { type: 'string', default: 'ws://127.0.0.1:9944' },
		expect: { type: 'string' },
		help: { type: 'boolean', default: false },
	};
	let values;
	try {
		({ values } = parseArgs({ args: argv, options }));
	} catch (error) {
		throw new Problem(`${error.message.split('. ')[0]}; see --help`);
	}
	if (values.expect !== undefined && !/^0x[0-9a-f]{64}$/.test(values.expect)) {
		throw new Problem(`--expect wants 0x and 64 hexadecimal digits, not ${values.expect}`);
	}
	return values;
}

main().then(
	(code) => process.exit(code),
	(error) => {
		console.error(error instanceof Problem ? `error: ${error.message}` : error);
		process.exit(2);
	},
);
