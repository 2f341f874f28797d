// The hash of a runtime's metadata, as a cold wallet computes it (RFC 78).
import { merkleizeMetadata } from '@polkadot-api/merkleize-metadata';
import { u8aToHex } from '@polkadot/util';

/** The version of metadata that the hash is of. */
const VERSION = '0x0f000000';

/** The hash for the runtime that `api` speaks with, and the token that it names. */
export async function digestOf(api) {
	const answer = await api.rpc.state.call('Metadata_metadata_at_version', VERSION);
	const metadata = api.createType('Option<Bytes>', answer.toU8a(true)).unwrapOrDefault();
	const { specName, specVersion } = api.runtimeVersion;
	return digest(metadata.toU8a(true), {
		base58Prefix: Number(api.consts.system.ss58Prefix),
		decimals: Number(api.registry.chainDecimals[0]),
		specName: specName.toString(),
		specVersion: specVersion.toNumber(),
		tokenSymbol: api.registry.chainTokens[0],
	});
}

/** The hash of encoded metadata for a chain that calls its token so. */
export function digest(metadata, chain) {
	return u8aToHex(merkleizeMetadata(metadata, chain).digest());
}

/** The same hash with one bit turned: no runtime has it. */
export function wrong(hash) {
	const last = Number.parseInt(hash.at(-1), 16) ^ 1;
	return `${hash.slice(0, -1)}${last.toString(16)}`;
}
