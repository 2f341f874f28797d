// How a reader gets the secret of one document: sealed to the reader's key with HPKE (RFC 9180), off
// chain, bound to the address of the document.
import { Chacha20Poly1305 } from '@hpke/chacha20poly1305';
import { CipherSuite, HkdfSha256 } from '@hpke/core';
import { DhkemX25519HkdfSha256 } from '@hpke/dhkem-x25519';

const KEY_LENGTH = 32;
const ENCAPSULATED = 32;
const INFO = new TextEncoder().encode('salus/envelope/v1');

const suite = new CipherSuite({
	kem: new DhkemX25519HkdfSha256(),
	kdf: new HkdfSha256(),
	aead: new Chacha20Poly1305(),
});

/** A fresh X25519 key pair. */
export function generateKeyPair() {
	return suite.kem.generateKeyPair();
}

/** Seals `{ key, salt }` of the document at `address` to the holder of `recipientPublicKey`. */
export async function seal(recipientPublicKey, { key, salt }, address) {
	const sender = await suite.createSenderContext({ recipientPublicKey, info: INFO });
	const sealed = await sender.seal(Buffer.concat([key, salt]), new TextEncoder().encode(address));
	return new Uint8Array(Buffer.concat([Buffer.from(sender.enc), Buffer.from(sealed)]));
}

/** Opens an envelope with the reader's key pair. Throws when it was sealed to somebody else. */
export async function open(recipientKey, envelope, address) {
	const enc = envelope.slice(0, ENCAPSULATED);
	const recipient = await suite.createRecipientContext({ recipientKey, enc, info: INFO });
	const sealed = envelope.slice(ENCAPSULATED);
	const secret = new Uint8Array(await recipient.open(sealed, new TextEncoder().encode(address)));
	return { key: secret.subarray(0, KEY_LENGTH), salt: secret.subarray(KEY_LENGTH) };
}
