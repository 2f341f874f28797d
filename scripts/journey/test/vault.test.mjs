import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { commit, deposit, fetchFor, handOver, tryDecrypt } from '../src/documents.mjs';
import { generateKeyPair, open, seal } from '../src/envelope.mjs';
import { Problem } from '../src/problem.mjs';
import { Vault, isIntact } from '../src/vault.mjs';

const folder = () => mkdtempSync(join(tmpdir(), 'salus-vault-'));
const reader = async (address) => ({ address, sealing: await generateKeyPair() });

test('a reader with an envelope reads, and the commitment is that of the deposit', async () => {
	const vault = new Vault(folder());
	const physician = await reader('physician');
	const bytes = Buffer.from('{"resourceType":"Basic"}');
	const version = deposit(vault, bytes);
	await handOver(vault, version, physician);
	const { ciphertext, secret } = await fetchFor(vault, version.address, physician);
	assert(isIntact(version.address, ciphertext));
	assert.equal(commit(secret, ciphertext), version.commitment);
	assert.deepEqual(Buffer.from(tryDecrypt(secret, ciphertext)), bytes);
});

test('a tampered file is found out three times', async () => {
	const vault = new Vault(folder());
	const { address, secret, commitment } = deposit(vault, Buffer.from('document'));
	const tampered = vault.get(address);
	tampered[30] ^= 1;
	writeFileSync(vault.pathOf(address), tampered);
	assert.equal(isIntact(address, vault.get(address)), false);
	assert.notEqual(commit(secret, vault.get(address)), commitment);
	assert.equal(tryDecrypt(secret, vault.get(address)), undefined);
});

test('an envelope opens for its reader and its document only', async () => {
	const [physician, outsider] = [await reader('physician'), await reader('outsider')];
	const secret = { key: new Uint8Array(32).fill(1), salt: new Uint8Array(32).fill(2) };
	const envelope = await seal(physician.sealing.publicKey, secret, 'address');
	assert.deepEqual(await open(physician.sealing, envelope, 'address'), secret);
	await assert.rejects(open(outsider.sealing, envelope, 'address'));
	await assert.rejects(open(physician.sealing, envelope, 'another address'));
});

test('nobody without an envelope gets a secret', async () => {
	const vault = new Vault(folder());
	const { address } = deposit(vault, Buffer.from('document'));
	await assert.rejects(fetchFor(vault, address, await reader('outsider')));
});

test('what is destroyed leaves no file, and others alone', async () => {
	const vault = new Vault(folder());
	const physician = await reader('physician');
	const [gone, kept] = ['one', 'another'].map((text) => deposit(vault, Buffer.from(text)));
	await Promise.all([gone, kept].map((version) => handOver(vault, version, physician)));
	assert.equal(vault.filesOf(gone.address).length, 2);
	vault.destroy(gone.address);
	assert.deepEqual(vault.filesOf(gone.address), []);
	assert.equal(vault.filesOf(kept.address).length, 2);
	assert.throws(() => vault.get(gone.address));
});

test('a vault that cannot be made is named', () => {
	const path = join(folder(), 'file');
	writeFileSync(path, '');
	assert.throws(() => new Vault(path), Problem);
});
