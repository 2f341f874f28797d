// Who signs: keys by account.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Keyring } from '@polkadot/api';
import { u8aToHex } from '@polkadot/util';
import { cryptoWaitReady, decodeAddress } from '@polkadot/util-crypto';
import { Problem } from '../problem.mjs';

const WELL_KNOWN = [
	'Maker',
	'Wholesaler',
	'Carrier',
	'Pharmacy',
	'Hospital',
	'Regulator',
	'Alice',
	'Bob',
	'Charlie',
	'Dave',
	'Eve',
	'Ferdie',
];

/** Keys, found by account in whatever format that is written. */
export class Signers {
	#people = new Map();

	add(name, pair) {
		this.#people.set(u8aToHex(pair.publicKey), { name, pair, address: pair.address });
	}

	/** `{ name, pair, address }` of an account, if its key is here. */
	of(account) {
		return this.#people.get(idOf(account));
	}
}

/** The well-known keys of development. */
export async function devSigners() {
	await cryptoWaitReady();
	const keyring = new Keyring({ type: 'sr25519', ss58Format: 42 });
	const signers = new Signers();
	for (const name of WELL_KNOWN) {
		signers.add(name, keyring.addFromUri(`//${name}`));
	}
	return signers;
}

/** The keys in a file: `{ account: "//Uri, mnemonic, or path of a key file" }`. */
export async function readSigners(path) {
	await cryptoWaitReady();
	const entries = Object.entries(readJson(path));
	const signers = new Signers();
	for (const [account, where] of entries) {
		const pair = await keyOf(where, path, account);
		if (u8aToHex(pair.publicKey) !== idOf(account)) {
			throw new Problem(`${path}: the key of ${account} is that of ${pair.address}`);
		}
		signers.add(short(account), pair);
	}
	return signers;
}

/** An account in few characters. */
export function short(account) {
	return account.length > 12 ? `${account.slice(0, 6)}…${account.slice(-4)}` : account;
}

async function keyOf(where, path, account) {
	// A keyring of its own: one with many keys says less well which of them is wrong.
	const keyring = new Keyring({ type: 'sr25519', ss58Format: 42 });
	const isPhrase = typeof where === 'string' && (/^(\/\/|0x)/.test(where) || where.includes(' '));
	try {
		if (isPhrase) {
			return keyring.addFromUri(where);
		}
		const file = resolve(dirname(path), where);
		if (!existsSync(file)) {
			throw new Problem(`${path}: ${account} has neither a //Uri, a mnemonic nor a key file`);
		}
		const text = readFileSync(file, 'utf8').trim();
		if (!text.startsWith('{')) {
			return keyring.addFromUri(text);
		}
		const pair = keyring.addFromJson(JSON.parse(text));
		pair.unlock(process.env.SALUS_KEY_PASSWORD ?? '');
		return pair;
	} catch (error) {
		// What the library says of a wrong phrase may repeat it.
		throw error instanceof Problem ? error : new Problem(`${path}: the key of ${account} cannot be read`);
	}
}

function idOf(account) {
	try {
		return u8aToHex(decodeAddress(account));
	} catch {
		throw new Problem(`${account} is no account`);
	}
}

function readJson(path) {
	try {
		return JSON.parse(readFileSync(path, 'utf8'));
	} catch (error) {
		throw new Problem(`${path}: ${error instanceof SyntaxError ? 'not JSON' : error.message.split('\n')[0]}`);
	}
}
