// A lot as its manufacturer has it: the serials of all packs, and what opens each of them alone.
import { randomBytes } from 'node:crypto';
import { bnToU8a, compactToU8a, u8aToHex } from '@polkadot/util';
import { blake2AsU8a } from '@polkadot/util-crypto';
import { UNIT_LEAF } from '../merkle.mjs';
import { Tree } from './tree.mjs';

const LOT_DOMAIN = 'salus/lot/v1';
const UNIT_KEY_DOMAIN = 'salus/unit-key/v1';
const SERIAL_DOMAIN = 'salus/serial/v1';
// Characters of a serial, two for each random byte: GS1 has 20 at most.
const SERIAL = 12;

/** The id of the lot `number` of the product `gtin`: `blake2_128(domain ++ gtin ++ number)`. */
export function lotId(gtin, number) {
	const gtinBytes = bnToU8a(gtin, { bitLength: 64, isLe: true });
	const parts = [Buffer.from(LOT_DOMAIN), gtinBytes, compactToU8a(number.length), Buffer.from(number)];
	return u8aToHex(blake2AsU8a(Buffer.concat(parts), 128));
}

/** The key of the unit `index`: `blake2_256(domain ++ lot secret ++ index)`. */
export function unitKey(secret, index) {
	const number = Buffer.alloc(4);
	number.writeUInt32LE(index);
	return blake2AsU8a(Buffer.concat([Buffer.from(UNIT_KEY_DOMAIN), secret, number]), 256);
}

/** The commitment to a serial: `blake2_256(domain ++ key ++ serial)`. */
export function unitCommitment(key, serial) {
	return blake2AsU8a(Buffer.concat([Buffer.from(SERIAL_DOMAIN), key, serial]), 256);
}

export class Lot {
	#secret = randomBytes(32);
	#serials;

	/** Makes up serials for `count` packs. */
	constructor(gtin, number, count) {
		Object.assign(this, { gtin, number, count, id: lotId(gtin, number) });
		this.#serials = Buffer.from(randomBytes((count * SERIAL) / 2).toString('hex').toUpperCase());
		const leaf = Buffer.concat([Buffer.from(UNIT_LEAF), Buffer.alloc(4 + 32)]);
		const at = UNIT_LEAF.length;
		this.tree = new Tree(count, (index) => {
			leaf.writeUInt32LE(index, at);
			leaf.set(this.unit(index), at + 4);
			return blake2AsU8a(leaf, 256);
		});
	}

	/** What is printed on the pack `index`. */
	serial(index) {
		return this.#serials.subarray(index * SERIAL, (index + 1) * SERIAL);
	}

	/** The commitment to it. */
	unit(index) {
		return unitCommitment(unitKey(this.#secret, index), this.serial(index));
	}

	/** What shows that the pack `index` is in the lot: `{ unit, proof }`. */
	proven(index) {
		return {
			unit: u8aToHex(this.unit(index)),
			proof: this.tree.proof(index).map((sibling) => u8aToHex(sibling)),
		};
	}

	/** Some of its packs, one after the other: `end` is exclusive. */
	span(start, end) {
		return { lot: this.id, start, end };
	}
}
