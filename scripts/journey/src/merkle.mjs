// Merkle batches as `salus_primitives::merkle` makes them: a binary tree over blake2_256 in which an
// odd last node moves up as it is. Leaves carry their domain and index, so that none is taken for an
// inner node, or for another leaf.
import { blake2AsU8a } from '@polkadot/util-crypto';

/** Leaves of records that are anchored together. */
export const RECORD_LEAF = 'salus/record-leaf/v1';
/** Leaves of the packs of a lot. */
export const UNIT_LEAF = 'salus/unit/v1';
/** Leaves of a day's receipts. */
export const RECEIPT_LEAF = 'salus/receipt-leaf/v1';

/** The leaf `index` with `content`: `blake2_256(domain ++ index as u32 LE ++ content)`. */
export function leaf(domain, index, ...content) {
	const number = Buffer.alloc(4);
	number.writeUInt32LE(index);
	return hash(Buffer.from(domain), number, ...content);
}

/** The batch that commits to `leaves`, at least one: `{ root, count }`. */
export function batch(leaves) {
	const [root] = layers(leaves).at(-1);
	return { root, count: leaves.length };
}

/** The siblings on the way from the leaf `index` to the root. */
export function proof(leaves, index) {
	let position = index;
	return layers(leaves).flatMap((layer) => {
		const sibling = layer[position ^ 1];
		position >>= 1;
		return sibling ? [sibling] : [];
	});
}

/** Nothing when `hashed` is the leaf `index`, else what is wrong: `Index`, `Length`, `Mismatch`. */
export function flaw({ root, count }, index, hashed, siblings) {
	if (index >= count) {
		return 'Index';
	}
	const sides = path(count, index);
	if (sides.length !== siblings.length) {
		return 'Length';
	}
	const top = siblings.reduce(
		(node, sibling, step) => (sides[step] === 'left' ? hash(sibling, node) : hash(node, sibling)),
		hashed,
	);
	return Buffer.compare(top, root) === 0 ? undefined : 'Mismatch';
}

// On which side the siblings stand. Where a node moves up as it is there is none.
function path(count, index) {
	const sides = [];
	let position = index;
	for (let width = count; width > 1; width = Math.ceil(width / 2)) {
		if (position % 2 === 1) {
			sides.push('left');
		} else if (position + 1 < width) {
			sides.push('right');
		}
		position >>= 1;
	}
	return sides;
}

// All layers, from the leaves to the root.
function layers(leaves) {
	if (leaves.length === 0) {
		throw new Error('a batch has at least one leaf');
	}
	const all = [leaves];
	while (all.at(-1).length > 1) {
		all.push(above(all.at(-1)));
	}
	return all;
}

function above(layer) {
	const next = [];
	for (let at = 0; at < layer.length; at += 2) {
		next.push(at + 1 < layer.length ? hash(layer[at], layer[at + 1]) : layer[at]);
	}
	return next;
}

function hash(...parts) {
	return blake2AsU8a(Buffer.concat(parts), 256);
}
