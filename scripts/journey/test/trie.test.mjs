import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blake2AsU8a } from '@polkadot/util-crypto';
import { lookUp } from '../src/trie.mjs';

const LONG = Buffer.alloc(40, 7);
const hash = (bytes) => blake2AsU8a(bytes, 256);
// Lengths up to 63 are one byte, times four.
const prefixed = (bytes) => Buffer.concat([Buffer.from([bytes.length << 2]), bytes]);

// The keys 0x1234 (a short value), 0x1256 (one behind a hash) and 0x12, below the branch at 0x12.
const short = Buffer.concat([Buffer.from([0b0100_0001, 0x04]), prefixed(Buffer.from('abc'))]);
const hashed = Buffer.concat([Buffer.from([0b0010_0001, 0x06]), hash(LONG)]);
const branch = Buffer.concat([
	Buffer.from([0b1100_0010, 0x12, 0b0010_1000, 0]),
	prefixed(Buffer.from('own')),
	prefixed(short),
	prefixed(hash(hashed)),
]);
const root = hash(branch);
const nodes = [LONG, hashed, branch];

test('what stands at a key is found', () => {
	assert.deepEqual(lookUp(root, nodes, Buffer.from([0x12, 0x34])), Buffer.from('abc'));
	assert.deepEqual(lookUp(root, nodes, Buffer.from([0x12, 0x56])), LONG);
	assert.deepEqual(lookUp(root, nodes, Buffer.from([0x12])), Buffer.from('own'));
});

test('that nothing stands there is proven', () => {
	for (const key of [[0x12, 0x44], [0x12, 0x35], [0x99], [0x12, 0x34, 0x00], [0x10]]) {
		assert.equal(lookUp(root, nodes, Buffer.from(key)), undefined, key.join());
	}
	assert.equal(lookUp(hash(Buffer.from([0])), [Buffer.from([0])], Buffer.from([1])), undefined);
});

test('a proof that is too small proves nothing', () => {
	const key = Buffer.from([0x12, 0x57]);
	assert.throws(() => lookUp(root, [branch], key), /not reach far enough/);
	assert.throws(() => lookUp(hash(branch.subarray(1)), nodes, key), /not reach far enough/);
	const cut = branch.subarray(0, 12);
	assert.throws(() => lookUp(hash(cut), [cut], key), /cut off/);
});

test('a long way to a leaf takes further bytes to count', () => {
	for (const length of [62, 64, 300, 320]) {
		const key = Buffer.alloc(length / 2, 0xab);
		const header = [0b0111_1111];
		for (let rest = length - 63; rest >= 0; rest -= 255) {
			header.push(Math.min(rest, 255));
		}
		const first = length < 63 ? [0b0100_0000 | length] : header;
		const leaf = Buffer.concat([Buffer.from(first), key, prefixed(Buffer.from('v'))]);
		assert.deepEqual(lookUp(hash(leaf), [leaf], key), Buffer.from('v'), `${length} nibbles`);
	}
});
