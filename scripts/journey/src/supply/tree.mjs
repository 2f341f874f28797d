// A tree over very many leaves, as `merkle.mjs` builds it: one flat buffer a layer, so that a million
// leaves take some seconds and a proof of any of them nothing.
import { blake2AsU8a } from '@polkadot/util-crypto';

const HASH = 32;

export class Tree {
	#layers;

	/** Of `count` leaves, at least one, of which `leafAt` answers each: 32 bytes. */
	constructor(count, leafAt) {
		if (count < 1) {
			throw new Error('a tree has at least one leaf');
		}
		const leaves = new Uint8Array(count * HASH);
		for (let index = 0; index < count; index += 1) {
			leaves.set(leafAt(index), index * HASH);
		}
		this.#layers = [leaves];
		while (this.#layers.at(-1).length > HASH) {
			this.#layers.push(above(this.#layers.at(-1)));
		}
		this.count = count;
	}

	/** What commits to all leaves, with their count. */
	get root() {
		return this.#layers.at(-1);
	}

	/** The siblings on the way from the leaf `index` to the root. */
	proof(index) {
		if (index >= this.count) {
			throw new Error(`there is no leaf ${index}`);
		}
		return this.#layers.flatMap((layer, height) => {
			const at = ((index >> height) ^ 1) * HASH;
			return at < layer.length ? [layer.subarray(at, at + HASH)] : [];
		});
	}
}

function above(layer) {
	const next = new Uint8Array(Math.ceil(layer.length / HASH / 2) * HASH);
	for (let at = 0; at < layer.length; at += 2 * HASH) {
		const pair = layer.subarray(at, at + 2 * HASH);
		// An odd last node moves up as it is.
		next.set(pair.length === HASH ? pair : blake2AsU8a(pair, 256), at / 2);
	}
	return next;
}
