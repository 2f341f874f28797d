// The hospital's side of a record: encrypt, keep, anchor, hand over.
import { u8aToHex } from '@polkadot/util';
import { RECORD_DOMAIN, commitment, decrypt, encrypt } from './cipher.mjs';
import { open, seal } from './envelope.mjs';

/** Encrypts `bytes` into the vault: `{ address, secret, commitment }`. */
export function deposit(vault, bytes) {
	const { secret, ciphertext } = encrypt(bytes);
	const address = vault.put(ciphertext);
	return { address, secret, commitment: commit(secret, ciphertext) };
}

/** Hands a version's secret to `reader`, sealed to the reader's key. */
export async function handOver(vault, { address, secret }, reader) {
	const envelope = await seal(reader.sealing.publicKey, secret, address);
	vault.putEnvelope(address, reader.address, envelope);
}

/** What `reader` fetches: the ciphertext, and the secret out of the reader's envelope. */
export async function fetchFor(vault, address, reader) {
	const envelope = vault.getEnvelope(address, reader.address);
	const secret = await open(reader.sealing, envelope, address);
	return { ciphertext: vault.get(address), secret };
}

/** The commitment that a ciphertext and its salt make, as the chain knows it. */
export function commit({ salt }, ciphertext) {
	return u8aToHex(commitment(RECORD_DOMAIN, salt, ciphertext));
}

/** The plaintext, or undefined when it is not what was encrypted. */
export function tryDecrypt(secret, ciphertext) {
	try {
		return decrypt(secret, ciphertext);
	} catch {
		return undefined;
	}
}
