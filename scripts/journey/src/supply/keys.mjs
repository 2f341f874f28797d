// Keys of sensors and devices, which sign for themselves: Ed25519, or P-256 as secure elements have it.
import { generateKeyPairSync, sign } from 'node:crypto';
import { u8aToHex } from '@polkadot/util';

const ED25519_PREFIX = 12;
const P256_ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const SCALAR = 32;

/** A fresh Ed25519 key: `{ key, sign }`, both as the chain's calls take them. */
export function ed25519Key() {
	const { publicKey, privateKey } = generateKeyPairSync('ed25519');
	const bytes = publicKey.export({ format: 'der', type: 'spki' }).subarray(ED25519_PREFIX);
	return {
		key: { Ed25519: u8aToHex(bytes) },
		sign: (message) => ({ Ed25519: u8aToHex(sign(null, message, privateKey)) }),
	};
}

/** A fresh P-256 key, which signs SHA-256 with the lower s. `signHigh` takes the other one. */
export function p256Key() {
	const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	const { x, y } = publicKey.export({ format: 'jwk' });
	const signed = (message) => sign('sha256', message, { key: privateKey, dsaEncoding: 'ieee-p1363' });
	return {
		key: { P256: u8aToHex(compressed(Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url'))) },
		sign: (message) => ({ P256: u8aToHex(lowered(signed(message))) }),
		signHigh: (message) => ({ P256: u8aToHex(mirrored(lowered(signed(message)))) }),
	};
}

/** A point in 33 bytes: whether y is odd, and x. */
export function compressed(x, y) {
	return Buffer.concat([Buffer.from([2 + (y.at(-1) & 1)]), x]);
}

/** The signature, r and s, with the lower one of the two possible s. */
export function lowered(signature) {
	return scalarOf(signature) > P256_ORDER / 2n ? mirrored(signature) : signature;
}

/** The other signature that is as valid. */
export function mirrored(signature) {
	const s = (P256_ORDER - scalarOf(signature)).toString(16).padStart(2 * SCALAR, '0');
	return Buffer.concat([signature.subarray(0, SCALAR), Buffer.from(s, 'hex')]);
}

function scalarOf(signature) {
	return BigInt(u8aToHex(signature.subarray(SCALAR)));
}
