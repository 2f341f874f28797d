// A local folder in which a file's name is the hash of its bytes. It holds ciphertexts and sealed
// envelopes, and no key.
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { blake2AsHex } from '@polkadot/util-crypto';
import { Problem } from './problem.mjs';

export class Vault {
	constructor(folder) {
		this.folder = folder;
		try {
			mkdirSync(folder, { recursive: true });
		} catch (error) {
			throw new Problem(`${folder}: the vault cannot be made: ${error.message}`);
		}
	}

	/** Stores `bytes` and answers their address. */
	put(bytes) {
		const address = addressOf(bytes);
		this.#write(this.pathOf(address), bytes);
		return address;
	}

	/** What stands at `address`, whatever it is: check it with `isIntact`. */
	get(address) {
		return new Uint8Array(readFileSync(this.pathOf(address)));
	}

	/** Where the content of `address` is kept. */
	pathOf(address) {
		return join(this.folder, address.slice(0, 2), address);
	}

	/** Keeps the envelope in which the secret of `address` is sealed to `reader`. */
	putEnvelope(address, reader, envelope) {
		this.#write(this.#envelopePath(address, reader), envelope);
	}

	/** The envelope for `reader`. Throws when there is none. */
	getEnvelope(address, reader) {
		return new Uint8Array(readFileSync(this.#envelopePath(address, reader)));
	}

	/** Removes what stands at `address`, and every envelope for it. */
	destroy(address) {
		for (const path of this.filesOf(address)) {
			rmSync(path);
		}
	}

	/** The files there are of `address`: the ciphertext and its envelopes. */
	filesOf(address) {
		const path = this.pathOf(address);
		const folder = dirname(path);
		const names = existsSync(folder) ? readdirSync(folder) : [];
		return names.filter((name) => name.startsWith(basename(path))).map((name) => join(folder, name));
	}

	#envelopePath(address, reader) {
		return `${this.pathOf(address)}.${reader}`;
	}

	#write(path, bytes) {
		try {
			mkdirSync(dirname(path), { recursive: true });
			writeFileSync(path, bytes);
		} catch (error) {
			throw new Problem(`${path}: cannot be written: ${error.message}`);
		}
	}
}

/** Whether `bytes` are what `address` stands for. */
export function isIntact(address, bytes) {
	return addressOf(bytes) === address;
}

function addressOf(bytes) {
	return blake2AsHex(bytes, 256).slice(2);
}
