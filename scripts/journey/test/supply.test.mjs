import assert from 'node:assert/strict';
import { ECDH, createPublicKey, verify } from 'node:crypto';
import { test } from 'node:test';
import { hexToU8a, u8aToHex } from '@polkadot/util';
import { blake2AsHex, blake2AsU8a } from '@polkadot/util-crypto';
import { checkDigit, companyPrefix, freshPrefix, gtin, miswritten, printed, sscc } from '../src/supply/gs1.mjs';
import { SupplyJourney } from '../src/supply/journey.mjs';
import { compressed, ed25519Key, lowered, mirrored, p256Key } from '../src/supply/keys.mjs';
import { Lot, lotId, unitCommitment, unitKey } from '../src/supply/lot.mjs';
import { patientCommitment, readingLeaf } from '../src/supply/messages.mjs';
import { rangeEndIn } from '../src/supply/queries.mjs';
import { gap, outstanding, usedUp } from '../src/supply/spans.mjs';
import { Tree } from '../src/supply/tree.mjs';
import { UNIT_LEAF, batch, flaw, leaf, proof } from '../src/merkle.mjs';
import { names, words } from '../src/metadata.mjs';
import { latest } from '../src/send.mjs';
import { realMetadata } from '../fixtures/metadata.mjs';

test('published GTINs and SSCCs have their check digits', () => {
	// GS1's example company 4012345, as in the EPC Tag Data Standard; and GS1's own check digit example.
	assert.equal(sscc('4012345', 0, 3), 340123450000000000n);
	assert.equal(gtin('4012345', 11111, 0), 4012345111118n);
	assert.equal(checkDigit('629104150021'), 3);
	assert.equal(checkDigit('37610425002123456'), 9);
	assert.equal(checkDigit('0000000000000'), 0);
});

test('zeros count, and what is too long is no key', () => {
	assert.deepEqual(companyPrefix('0401234'), { digits: 401234n, length: 7 });
	assert.match(freshPrefix(), /^\d{9}$/);
	assert.equal(printed(gtin('000000001', 2)).length, 14);
	assert.match(printed(gtin('000000001', 2)), /^0000000001002/);
	assert.throws(() => gtin('4012345', 100_000), /more than 5 digits/);
	assert.throws(() => sscc('4012345', 10 ** 9), /more than 9 digits/);
});

test('a miswritten key has another check digit', () => {
	for (let item = 0; item < 20; item += 1) {
		const right = gtin('401234567', item);
		const wrong = miswritten(right);
		assert.equal(wrong / 10n, right / 10n);
		assert.notEqual(wrong, right);
	}
});

test('the big tree is the one that batches have', () => {
	const leaves = Array.from({ length: 70 }, (_, index) => leaf('salus/test-leaf/v1', index));
	for (let count = 1; count <= leaves.length; count += 1) {
		const some = leaves.slice(0, count);
		const tree = new Tree(count, (index) => some[index]);
		assert.equal(u8aToHex(tree.root), u8aToHex(batch(some).root));
		for (let index = 0; index < count; index += 1) {
			assert.deepEqual(tree.proof(index).map((node) => u8aToHex(node)), proof(some, index).map((node) => u8aToHex(node)));
		}
		assert.throws(() => tree.proof(count), /no leaf/);
	}
	assert.throws(() => new Tree(0, () => leaves[0]), /at least one leaf/);
});

test('a hundred thousand leaves are no matter', () => {
	const count = 100_001;
	const one = new Uint8Array(32);
	const at = (index) => {
		one.set([index, index >> 8, index >> 16]);
		return one;
	};
	const tree = new Tree(count, at);
	for (const index of [0, 1, 65_535, 99_999, 100_000]) {
		assert.equal(flaw(tree, index, at(index), tree.proof(index)), undefined);
		assert.equal(flaw(tree, index, at(index + 1), tree.proof(index)), 'Mismatch');
	}
});

test('every pack of a lot is proven by its own serial', () => {
	const lot = new Lot(4012345111118n, 'A1', 33);
	assert.match(lot.serial(7).toString(), /^[0-9A-F]{12}$/);
	for (const index of [0, 7, 32]) {
		const { unit, proof: siblings } = lot.proven(index);
		const hashed = leaf(UNIT_LEAF, index, hexToU8a(unit));
		const nodes = siblings.map((node) => hexToU8a(node));
		assert.equal(flaw(lot.tree, index, hashed, nodes), undefined);
		assert.equal(flaw(lot.tree, index, leaf(UNIT_LEAF, index, lot.unit((index + 1) % 33)), nodes), 'Mismatch');
	}
	assert.notDeepEqual(lot.unit(0), new Lot(lot.gtin, lot.number, 33).unit(0));
});

test('ids, keys and commitments are the domain and what is in it', () => {
	const number = Buffer.from([0x08, ...Buffer.from('A1')]);
	const bytes = Buffer.concat([Buffer.from('salus/lot/v1'), Buffer.from('0700000000000000', 'hex'), number]);
	assert.equal(lotId(7n, 'A1'), blake2AsHex(bytes, 128));
	const secret = Buffer.alloc(32, 1);
	const key = unitKey(secret, 258);
	const index = Buffer.from([2, 1, 0, 0]);
	assert.deepEqual(key, blake2AsU8a(Buffer.concat([Buffer.from('salus/unit-key/v1'), secret, index]), 256));
	const serial = Buffer.from('G3K9');
	const committed = blake2AsU8a(Buffer.concat([Buffer.from('salus/serial/v1'), key, serial]), 256);
	assert.deepEqual(unitCommitment(key, serial), committed);
});

test('a reading carries when and how warm', () => {
	const content = Buffer.from([100, 0, 0, 0, 0xfb, 0xff]);
	assert.deepEqual(readingLeaf(3, 100, -5), leaf('salus/reading/v1', 3, content));
});

test('an implant is found with its salt only', () => {
	const [device, salt, alice] = [`0x${'11'.repeat(16)}`, new Uint8Array(32).fill(7), Buffer.from('alice')];
	const onChain = patientCommitment(device, salt, alice);
	assert.equal(patientCommitment(device, salt, alice), onChain);
	assert.notEqual(patientCommitment(device, salt, Buffer.from('bob')), onChain);
	assert.notEqual(patientCommitment(device, new Uint8Array(32), alice), onChain);
	assert.notEqual(patientCommitment(`0x${'12'.repeat(16)}`, salt, alice), onChain);
});

const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

function scalar(signature) {
	return BigInt(u8aToHex(signature.subarray(32)));
}

test('a pack is dispensed from where it is known to be, or from anywhere', () => {
	const journey = { api: { tx: { provenance: { dispense: (...args) => args } } } };
	const lot = { id: '0x01', proven: (index) => ({ unit: `u${index}`, proof: [index] }) };
	const dispense = (...args) => SupplyJourney.prototype.dispense.apply(journey, [lot, ...args]);
	assert.deepEqual(dispense(5), ['0x01', 5, 'u5', [5], null, null]);
	assert.deepEqual(dispense(5, { rangeEnd: 100 }), ['0x01', 5, 'u5', [5], null, 100]);
	const proven = { unit: 'x', proof: [] };
	assert.deepEqual(dispense(5, { portions: 4, proven }), ['0x01', 5, 'x', [], 4, null]);
});

test('a range ends where the chain says, if it says so', () => {
	const some = { isSome: true, unwrap: () => ({ toNumber: () => 100 }) };
	assert.equal(rangeEndIn({ isOk: true, asOk: { rangeEnd: some } }), 100);
	assert.equal(rangeEndIn({ isOk: true, asOk: { rangeEnd: { isSome: false } } }), null);
	assert.equal(rangeEndIn({ isOk: false }), null);
});

test('P-256 signatures have the lower s, and the other one is as valid', () => {
	const message = Buffer.from('what was measured');
	const secure = p256Key();
	const point = ECDH.convertKey(hexToU8a(secure.key.P256), 'prime256v1', undefined, undefined, 'uncompressed');
	const [x, y] = [point.subarray(1, 33), point.subarray(33)];
	assert.equal(u8aToHex(compressed(x, y)), secure.key.P256);
	const jwk = { kty: 'EC', crv: 'P-256', x: x.toString('base64url'), y: y.toString('base64url') };
	const key = { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' };
	for (let time = 0; time < 16; time += 1) {
		const low = hexToU8a(secure.sign(message).P256);
		const high = hexToU8a(secure.signHigh(message).P256);
		assert(verify('sha256', message, key, low) && verify('sha256', message, key, high));
		assert(scalar(low) <= ORDER / 2n && scalar(high) > ORDER / 2n);
		assert.deepEqual(lowered(mirrored(low)), Buffer.from(low));
		assert.deepEqual(lowered(low), low);
	}
});

test('an Ed25519 key is the one that verifies', () => {
	const plain = ed25519Key();
	const message = Buffer.from('what was measured');
	const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), hexToU8a(plain.key.Ed25519)]);
	const signature = hexToU8a(plain.sign(message).Ed25519);
	const key = { key: spki, format: 'der', type: 'spki' };
	assert(verify(null, message, key, signature));
	assert(!verify(null, Buffer.from('something else'), key, signature));
});

function word(...dispensed) {
	const [even, odd] = [new Uint8Array(32), new Uint8Array(32)];
	for (const [place, index] of dispensed.entries()) {
		(place % 2 === 0 ? even : odd)[(index % 256) >> 3] |= 1 << (index % 8);
	}
	return { even, odd };
}

test('what is outstanding is added up by who has it', () => {
	const ranges = [
		{ start: 0, end: 300, place: { holder: 'pharmacy' } },
		{ start: 300, end: 400, place: { gone: true } },
		{ start: 400, end: 450, place: { container: 'case' } },
		{ start: 450, end: 460, place: { holder: 'pharmacy' } },
	];
	const dispensed = [[0, word(5, 255, 7)], [1, word(256, 299)]];
	const found = outstanding({
		lot: { count: 1_000, fresh: 460, manufacturer: 'maker' },
		ranges,
		words: dispensed,
		opened: new Set([7]),
		holders: new Map([['case', 'wholesaler']]),
	});
	assert.deepEqual([...found], [['pharmacy', 300 - 4 + 10], ['wholesaler', 50], ['maker', 540]]);
	assert.equal(usedUp(0, 256, dispensed, new Set()), 3);
	assert.equal(usedUp(6, 299, dispensed, new Set([7])), 2);
	assert.equal(usedUp(512, 600, dispensed, new Set()), 0);
});

test('ranges are all units, each once', () => {
	const ranges = [{ start: 3, end: 9 }, { start: 0, end: 3 }];
	assert.equal(gap(ranges, 9), undefined);
	assert.equal(gap([], 0), undefined);
	assert.match(gap(ranges, 10), /9 instead of 10/);
	assert.match(gap([...ranges, { start: 8, end: 10 }], 10), /8 to 10 after 9/);
	assert.match(gap([{ start: 1, end: 2 }], 2), /1 to 2 after 0/);
});

test('structures and sets are put in words', () => {
	const { registry } = realMetadata();
	registry.register({
		Level: { _enum: ['III', 'II', 'I'] },
		Kind: { _enum: { Quarantine: 'Null', Recall: { level: 'Level', left: 'u16' } } },
	});
	const kind = (value) => words(registry.createType('Kind', value));
	assert.equal(kind('Quarantine'), 'Quarantine');
	assert.equal(kind({ Recall: { level: 'II', left: 7 } }), 'Recall(II, 7)');
	const variants = registry.createType('Kind', 'Quarantine').defKeys.map((name, index) => ({
		name: registry.createType('Text', name),
		index: registry.createType('u8', index),
	}));
	const path = ['salus_primitives', 'Kind'];
	const known = { lookup: { types: [{ type: { path, def: { asVariant: { variants } } } }] } };
	assert.deepEqual(names(known, 'Kind', 3), ['Quarantine', 'Recall']);
	assert.deepEqual(names(known, 'Kind', 2), ['Recall']);
	assert.deepEqual(names(known, 'Kind', 0), []);
});

test('the latest of several outcomes is that of the last block', () => {
	assert.deepEqual(latest([{ block: 3 }, { block: 5 }, { block: 4 }]), { block: 5 });
});
