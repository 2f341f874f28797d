import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import metadataHex from '@polkadot/types-support/metadata/v15/substrate-hex';
import { hexToU8a } from '@polkadot/util';
import { digest, wrong } from '../src/digest.mjs';

const SCRIPT = fileURLToPath(new URL('../metadata-hash.mjs', import.meta.url));
const CHAIN = { base58Prefix: 42, decimals: 10, specName: 'node', specVersion: 268, tokenSymbol: 'SLS' };

function played(...args) {
	return new Promise((resolve) => {
		execFile(process.execPath, [SCRIPT, ...args], (error, stdout, stderr) => {
			resolve({ code: error?.code ?? 0, stdout, stderr: stderr.trim() });
		});
	});
}

test('the hash depends on the metadata and on what the token is called', () => {
	const metadata = hexToU8a(metadataHex);
	const hash = digest(metadata, CHAIN);
	assert.match(hash, /^0x[0-9a-f]{64}$/);
	assert.equal(digest(metadata, { ...CHAIN }), hash);
	for (const change of [{ decimals: 12 }, { tokenSymbol: 'SLT' }]) {
		assert.notEqual(digest(metadata, { ...CHAIN, ...change }), hash);
	}
});

test('metadata of another runtime is told', () => {
	assert.throws(() => digest(hexToU8a(metadataHex), { ...CHAIN, specVersion: 1 }), /spec/i);
});

test('a wrong hash is a hash, but another one', () => {
	const hash = `0x${'5f'.repeat(32)}`;
	assert.equal(wrong(hash), `${hash.slice(0, -1)}e`);
	assert.equal(wrong(wrong(hash)), hash);
});

test('bad arguments end with 2 and one line, help with 0', async () => {
	assert.match((await played('--help')).stdout, /^Usage: /);
	for (const [args, line] of [
		[['--nonsense'], /^error: Unknown option '--nonsense'/],
		[['--expect', '0x12'], /^error: --expect wants 0x and 64 hexadecimal digits, not 0x12$/],
		[['--url', 'nonsense'], /^error: nonsense is no address of a node/],
	]) {
		const { code, stderr } = await played(...args);
		assert.equal(code, 2);
		assert.match(stderr, line);
	}
});
