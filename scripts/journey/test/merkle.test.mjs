import assert from 'node:assert/strict';
import { test } from 'node:test';
import { u8aToHex } from '@polkadot/util';
import { blake2AsU8a } from '@polkadot/util-crypto';
import { batch, flaw, leaf, proof } from '../src/merkle.mjs';

const DOMAIN = 'salus/test-leaf/v1';

function leavesOf(count) {
	return Array.from({ length: count }, (_, index) => leaf(DOMAIN, index, Buffer.from([index * 7])));
}

test('every leaf of every small batch is proven at its index only', () => {
	for (let count = 1; count <= 33; count += 1) {
		const leaves = leavesOf(count);
		const whole = batch(leaves);
		assert.equal(whole.count, count);
		for (let index = 0; index < count; index += 1) {
			const siblings = proof(leaves, index);
			for (let other = 0; other < count; other += 1) {
				const proven = flaw(whole, other, leaves[index], siblings) === undefined;
				assert.equal(proven, other === index, `leaf ${index} of ${count} at ${other}`);
			}
		}
	}
});

test('wrong proofs say what is wrong', () => {
	const leaves = leavesOf(6);
	const whole = batch(leaves);
	const siblings = proof(leaves, 1);
	const forged = siblings.map((sibling) => Uint8Array.from(sibling));
	forged[2][31] ^= 1;
	assert.equal(flaw(whole, 1, leaves[1], siblings), undefined);
	assert.equal(flaw(whole, 6, leaves[1], siblings), 'Index');
	assert.equal(flaw(whole, 1, leaves[1], siblings.slice(1)), 'Length');
	assert.equal(flaw(whole, 1, leaves[1], [...siblings, new Uint8Array(32)]), 'Length');
	assert.equal(flaw(whole, 1, leaves[1], forged), 'Mismatch');
	assert.equal(flaw(whole, 1, leaves[2], siblings), 'Mismatch');
	assert.equal(flaw({ ...whole, count: 2 }, 1, leaves[1], siblings), 'Length');
});

test('the tree is built as the chain builds it', () => {
	const [a, b, c] = leavesOf(3);
	const pair = (left, right) => blake2AsU8a(Buffer.concat([left, right]), 256);
	assert.deepEqual(batch([a]).root, a);
	assert.deepEqual(proof([a], 0), []);
	assert.deepEqual(batch([a, b, c]).root, pair(pair(a, b), c));
	assert.deepEqual(proof([a, b, c], 2), [pair(a, b)]);
	assert.throws(() => batch([]), /at least one leaf/);
});

test('a leaf carries its domain and its index in little endian', () => {
	const bytes = Buffer.concat([Buffer.from(DOMAIN), Buffer.from([2, 1, 0, 0]), Buffer.from('ab')]);
	assert.equal(u8aToHex(leaf(DOMAIN, 258, Buffer.from('a'), Buffer.from('b'))), u8aToHex(blake2AsU8a(bytes, 256)));
	assert.notDeepEqual(leaf(DOMAIN, 1), leaf(DOMAIN, 2));
	assert.notDeepEqual(leaf('a', 1), leaf('b', 1));
});
