// Reads a storage proof: Substrate's trie, base 16, blake2_256, with values of their own behind a
// hash. Says for sure that a key has no value, which a list of nodes alone does not.
import { compactFromU8a, u8aToHex } from '@polkadot/util';
import { blake2AsHex } from '@polkadot/util-crypto';

const HASH = 32;

/**
 * What stands at `key` in the state with `root`, both as bytes: the value, or undefined when `nodes`
 * prove that there is none. Throws when they prove neither.
 */
export function lookUp(root, nodes, key) {
	const known = new Map(nodes.map((node) => [blake2AsHex(node, 256), node]));
	const fetch = (hash) => {
		const node = known.get(u8aToHex(hash));
		if (node === undefined) {
			throw new Error('the proof does not reach far enough');
		}
		return node;
	};
	let rest = nibbles(key);
	let node = decode(fetch(root));
	for (;;) {
		const { partial, children, value } = node;
		if (!partial.every((nibble, at) => nibble === rest[at])) {
			return undefined;
		}
		rest = rest.slice(partial.length);
		if (rest.length === 0) {
			return value?.hashed ? fetch(value.bytes) : value?.bytes;
		}
		const child = children[rest[0]];
		if (child === undefined) {
			return undefined;
		}
		node = decode(child.length === HASH ? fetch(child) : child);
		rest = rest.slice(1);
	}
}

// Each kind of node: the bits that say so, how many, and what it has.
const KINDS = [
	{ bits: 0b01, length: 2, leaf: true, plain: true },
	{ bits: 0b10, length: 2 },
	{ bits: 0b11, length: 2, plain: true },
	{ bits: 0b001, length: 3, leaf: true, hashed: true },
	{ bits: 0b0001, length: 4, hashed: true },
];

function decode(bytes) {
	const reader = new Reader(bytes);
	const first = reader.byte();
	if (first === 0) {
		return { partial: [], children: [] };
	}
	const kind = KINDS.find(({ bits, length }) => first >> (8 - length) === bits);
	if (kind === undefined) {
		throw new Error(`the proof has a node of an unknown kind, ${first}`);
	}
	const partial = reader.partial(size(reader, first & (0xff >> kind.length), 0xff >> kind.length));
	const bitmap = kind.leaf ? 0 : reader.byte() | (reader.byte() << 8);
	const value = reader.value(kind);
	const children = Array.from({ length: 16 }, (_, nibble) =>
		((bitmap >> nibble) & 1 ? reader.prefixed() : undefined));
	return { partial, children, value };
}

// How many nibbles there are: as many as the first byte can say, the rest in further ones.
function size(reader, start, most) {
	let total = start;
	let full = start === most;
	while (full) {
		const next = reader.byte();
		total += next;
		full = next === 0xff;
	}
	return total;
}

class Reader {
	#at = 0;

	constructor(bytes) {
		this.bytes = bytes;
	}

	byte() {
		return this.take(1)[0];
	}

	take(length) {
		const end = this.#at + length;
		if (end > this.bytes.length) {
			throw new Error('the proof has a node that is cut off');
		}
		const part = this.bytes.subarray(this.#at, end);
		this.#at = end;
		return part;
	}

	partial(length) {
		return nibbles(this.take(Math.ceil(length / 2))).slice(length % 2);
	}

	prefixed() {
		const [width, length] = compactFromU8a(this.bytes.subarray(this.#at));
		this.take(width);
		return this.take(length.toNumber());
	}

	value({ hashed, plain }) {
		if (hashed) {
			return { hashed, bytes: this.take(HASH) };
		}
		return plain ? { bytes: this.prefixed() } : undefined;
	}
}

function nibbles(bytes) {
	return Array.from(bytes).flatMap((byte) => [byte >> 4, byte & 0xf]);
}
