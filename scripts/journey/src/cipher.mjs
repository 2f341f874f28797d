// How a document is encrypted, and what the chain learns of it: XChaCha20-Poly1305 with a fresh key
// for every version, and a salted commitment to the ciphertext.
import { randomBytes } from 'node:crypto';
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { blake2AsU8a } from '@polkadot/util-crypto';

export const RECORD_DOMAIN = 'salus/record/v1';
export const CONSENT_FORM_DOMAIN = 'salus/consent-form/v1';

const KEY = 32;
const NONCE = 24;
const SALT = 32;
const ASSOCIATED = new TextEncoder().encode(RECORD_DOMAIN);

/** Encrypts `plaintext`. `{ key, salt }` are the secret, whose destruction is the erasure. */
export function encrypt(plaintext) {
	const secret = { key: bytes(KEY), salt: bytes(SALT) };
	const nonce = bytes(NONCE);
	const sealed = xchacha20poly1305(secret.key, nonce, ASSOCIATED).encrypt(plaintext);
	return { secret, ciphertext: concat(nonce, sealed) };
}

/** The plaintext. Throws when a single bit of the ciphertext or of the key is not as it was. */
export function decrypt({ key }, ciphertext) {
	const nonce = ciphertext.subarray(0, NONCE);
	return xchacha20poly1305(key, nonce, ASSOCIATED).decrypt(ciphertext.subarray(NONCE));
}

/** `blake2_256(domain ++ salt ++ blake2_256(content))`. */
export function commitment(domain, salt, content) {
	return blake2AsU8a(concat(new TextEncoder().encode(domain), salt, blake2AsU8a(content, 256)), 256);
}

/** A fresh salt. */
export function freshSalt() {
	return bytes(SALT);
}

function bytes(length) {
	return new Uint8Array(randomBytes(length));
}

function concat(...parts) {
	return new Uint8Array(Buffer.concat(parts));
}
