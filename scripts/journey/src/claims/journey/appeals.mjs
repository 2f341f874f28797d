// What binds who appeals to a secret before the payer speaks, and what chooses the reviewer: neither of
// them alone.
import { randomBytes } from 'node:crypto';
import { u8aToHex } from '@polkadot/util';
import { blake2AsHex } from '@polkadot/util-crypto';

const PLEDGE_DOMAIN = 'salus/appeal-pledge/v1';
const SEED_DOMAIN = 'salus/appeal-seed/v1';

/** A fresh nonce, as hex. */
export function freshNonce() {
	return u8aToHex(new Uint8Array(randomBytes(32)));
}

/** What is filed with an appeal: `blake2_256(domain ++ claim ++ nonce)`. */
export function pledge(claim, nonce) {
	return hash(PLEDGE_DOMAIN, claim, nonce);
}

/** What the reviewer is chosen by: `blake2_256(domain ++ claim ++ appellant's nonce ++ payer's)`. */
export function seed(claim, appellant, payer) {
	return hash(SEED_DOMAIN, claim, appellant, payer);
}

/** The seed after a recusal. */
export function nextSeed(before) {
	return blake2AsHex(before, 256);
}

/** Who of `pool` reviews: beginning where the seed says, the first one who `may`. */
export function chosen(pool, by, may) {
	const start = Number(BigInt(by) % BigInt(pool.length));
	return [...pool.slice(start), ...pool.slice(0, start)].find(may);
}

function hash(domain, { plan, number }, ...nonces) {
	const id = Buffer.alloc(8);
	id.writeUInt32LE(plan, 0);
	id.writeUInt32LE(number, 4);
	const bytes = nonces.map((nonce) => Buffer.from(nonce.slice(2), 'hex'));
	return blake2AsHex(Buffer.concat([Buffer.from(domain), id, ...bytes]), 256);
}
