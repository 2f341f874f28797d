// The command line.
import { parseArgs } from 'node:util';
import { Problem } from './problem.mjs';

export const USAGE = `Usage: node care.mjs [--url ws://127.0.0.1:9944] [--vault FOLDER] [FHIR file or folder ...]

Plays the care journey against a running Salus development chain, with any FHIR R4 JSON documents
(without a file or folder: with some of HL7's own examples).

  --url URL       where the node listens; default ws://127.0.0.1:9944
  --vault FOLDER  where the encrypted documents go; default a new folder in build/vault
  --help          this text

Exit code 0: every step went as expected. 1: a step did not. 2: the journey could not be made.`;

export const SUPPLY_USAGE = `Usage: node supply.mjs [--url ws://127.0.0.1:9944]

Plays the supply journey against a running Salus development chain.

  --url URL  where the node listens; default ws://127.0.0.1:9944
  --help     this text

Exit code 0: every step went as expected. 1: a step did not. 2: the journey could not be made.`;

export const CLAIMS_USAGE = `Usage: node claims.mjs [--url ws://127.0.0.1:9944]

Plays the claims journey against a running Salus development chain.

  --url URL  where the node listens; default ws://127.0.0.1:9944
  --help     this text

Exit code 0: every step went as expected. 1: a step did not. 2: the journey could not be made.`;

export const UPGRADE_USAGE = `Usage: node upgrade.mjs --code FILE [--url ws://127.0.0.1:9944]

Plays the upgrade journey against a fresh Salus development chain: what governance stops, what it
refuses, and how it replaces the runtime.

  --code FILE  the next runtime, as scripts/upgrade.sh builds it
  --url URL    where the node listens; default ws://127.0.0.1:9944
  --help       this text

Exit code 0: every step went as expected. 1: a step did not. 2: the journey could not be made.`;

const COMMON = {
	url: { type: 'string', default: 'ws://127.0.0.1:9944' },
	help: { type: 'boolean', default: false },
};

/** What the care journey is told: `{ url, vault, help, inputs }`. */
export function parse(argv) {
	const { values, positionals } = read(argv, { ...COMMON, vault: { type: 'string' } }, true);
	return { ...values, inputs: positionals };
}

/** What the supply journey is told: `{ url, help }`. */
export function parseSupply(argv) {
	return read(argv, COMMON, false).values;
}

/** What the claims journey is told: `{ url, help }`. */
export function parseClaims(argv) {
	return read(argv, COMMON, false).values;
}

/** What the upgrade journey is told: `{ url, code, help }`. */
export function parseUpgrade(argv) {
	return read(argv, { ...COMMON, code: { type: 'string' } }, false).values;
}

function read(argv, options, allowPositionals) {
	try {
		return parseArgs({ args: argv, allowPositionals, options });
	} catch (error) {
		throw new Problem(`${error.message.split('. ')[0]}; see --help`);
	}
}
