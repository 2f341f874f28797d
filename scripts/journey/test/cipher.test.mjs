import assert from 'node:assert/strict';
import { test } from 'node:test';
import { u8aToHex } from '@polkadot/util';
import { CONSENT_FORM_DOMAIN, RECORD_DOMAIN, commitment, decrypt, encrypt } from '../src/cipher.mjs';

const bytes = (text) => new TextEncoder().encode(text);

test('what is encrypted comes back, and looks different every time', () => {
	const plaintext = bytes('{"resourceType":"Basic"}');
	const [first, second] = [encrypt(plaintext), encrypt(plaintext)];
	assert.deepEqual(decrypt(first.secret, first.ciphertext), plaintext);
	assert.notDeepEqual(first.ciphertext, second.ciphertext);
	assert.notDeepEqual(first.secret.salt, second.secret.salt);
});

test('every flipped byte is noticed', () => {
	const { secret, ciphertext } = encrypt(bytes('short'));
	for (const index of ciphertext.keys()) {
		const copy = ciphertext.slice();
		copy[index] ^= 0x80;
		assert.throws(() => decrypt(secret, copy));
	}
});

test('the commitment is that of the chain', () => {
	const salt = new Uint8Array(32).fill(1);
	// Made with Python's hashlib.
	const known = '0x14f2e9953f064ca7f4bea6f5696a8701d9d07983cb54842a3d9453b170a7abd5';
	assert.equal(u8aToHex(commitment(RECORD_DOMAIN, salt, bytes('ciphertext'))), known);
});

test('domain, salt and content all count', () => {
	const salt = new Uint8Array(32);
	const all = [
		commitment(RECORD_DOMAIN, salt, bytes('a')),
		commitment(CONSENT_FORM_DOMAIN, salt, bytes('a')),
		commitment(RECORD_DOMAIN, salt.slice().fill(1), bytes('a')),
		commitment(RECORD_DOMAIN, salt, bytes('b')),
	];
	assert.equal(new Set(all.map((each) => u8aToHex(each))).size, all.length);
});
