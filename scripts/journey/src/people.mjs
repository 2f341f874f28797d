// Who plays. Committee, council and money are the development chain's, everybody else is new in every
// run, so that the journey can be repeated on the same chain.
import { randomBytes } from 'node:crypto';
import { Keyring } from '@polkadot/api';
import { cryptoWaitReady } from '@polkadot/util-crypto';
import { generateKeyPair } from './envelope.mjs';
import { Problem } from './problem.mjs';

const WELL_KNOWN = ['Alice', 'Bob', 'Charlie', 'Dave', 'Eve', 'Ferdie'];
// Two thirds, and never fewer than these.
const LEAST_AYES = { technicalCommittee: 2, clinicalCouncil: 3 };

/**
 * Everybody by name: `{ name, address, pair, sealing, funded }`, and the bank, which is Alice. The
 * `tokenless` never get any tokens.
 */
export async function gather(newcomers, tokenless = []) {
	await cryptoWaitReady();
	const keyring = new Keyring({ type: 'sr25519' });
	const people = {};
	for (const name of [...newcomers, ...tokenless]) {
		const pair = keyring.addFromSeed(new Uint8Array(randomBytes(32)));
		const funded = !tokenless.includes(name);
		const sealing = await generateKeyPair();
		people[name] = { name, pair, address: pair.address, sealing, funded };
	}
	people.bank = wellKnown(keyring, 'Alice');
	return people;
}

/**
 * Those well-known people who sit on a council, `technicalCommittee` or `clinicalCouncil`, and how many ayes
 * it takes there.
 */
export async function seated(api, council) {
	const keyring = new Keyring({ type: 'sr25519' });
	const seats = (await api.query[council].members()).map(String);
	const keys = WELL_KNOWN.map((name) => wellKnown(keyring, name));
	const members = keys.filter(({ pair }) => seats.includes(keyring.encodeAddress(pair.publicKey, 42)));
	const threshold = Math.max(LEAST_AYES[council], Math.ceil((2 * seats.length) / 3));
	if (members.length < threshold) {
		const name = council.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
		throw new Problem(
			`the ${name} is not that of a development chain: the journey has no key for it`,
		);
	}
	return { members, threshold };
}

/** The well-known accounts and their stashes, who hold nearly all tokens of a development chain. */
export function electorate() {
	const keyring = new Keyring({ type: 'sr25519' });
	return WELL_KNOWN.flatMap((name) => [wellKnown(keyring, name), wellKnown(keyring, `${name}//stash`)]);
}

function wellKnown(keyring, name) {
	const pair = keyring.addFromUri(`//${name}`);
	return { name, pair, address: pair.address };
}
