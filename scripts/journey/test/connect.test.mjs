import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { WebSocketServer } from 'ws';
import metadataHex from '@polkadot/types-support/metadata/v16/substrate-hex';
import version from '@polkadot/types-support/metadata/v16/substrate-ver';

const CARE = fileURLToPath(new URL('../care.mjs', import.meta.url));
const SUPPLY = fileURLToPath(new URL('../supply.mjs', import.meta.url));
const CLAIMS = fileURLToPath(new URL('../claims.mjs', import.meta.url));
const NO_ANSWER = { error: { code: -32601, message: 'Method not found' } };

// What another Substrate chain says when a client arrives.
const ANSWERS = {
	rpc_methods: () => ({ methods: [] }),
	chain_getBlockHash: () => `0x${'11'.repeat(32)}`,
	state_getRuntimeVersion: () => version,
	system_chain: () => 'Elsewhere',
	system_properties: () => ({}),
	state_call: ([name]) => (name === 'Metadata_metadata_versions' ? '0x0410000000' : metadataHex),
};

async function journeyTo(onMessage, script = CARE) {
	const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
	await new Promise((resolve) => {
		server.once('listening', resolve);
	});
	server.on('connection', (socket) => {
		socket.on('message', (data) => onMessage(socket, JSON.parse(data)));
	});
	const url = `ws://127.0.0.1:${server.address().port}`;
	const result = await new Promise((resolve) => {
		execFile(process.execPath, [script, '--url', url], (error, stdout, stderr) => {
			resolve({ code: error?.code ?? 0, stderr: stderr.trim().replace(url, 'URL') });
		});
	});
	server.close();
	return result;
}

function elsewhere(socket, { id, method, params }) {
	const answer = method in ANSWERS ? { result: ANSWERS[method](params) } : NO_ANSWER;
	socket.send(JSON.stringify({ jsonrpc: '2.0', id, ...answer }));
}

test('another chain is told apart by what it lacks', async () => {
	const lacks = (missing) => ({
		code: 2,
		stderr: `error: URL runs Elsewhere (node), not Salus: it has no ${missing}`,
	});
	const care = 'clinicalCouncil, consent, credentials, emergency, records, representatives, sponsorship, trail';
	assert.deepEqual(await journeyTo(elsewhere), lacks(care));
	const supply = 'clinicalCouncil, coldchain, credentials, devices, products, provenance';
	assert.deepEqual(await journeyTo(elsewhere, SUPPLY), lacks(supply));
	const claims = 'appeals, authorisations, claims, clinicalCouncil, consent, coverage, credentials, products, provenance, records, sponsorship';
	assert.deepEqual(await journeyTo(elsewhere, CLAIMS), lacks(claims));
});

test('a node that hangs up is told', async () => {
	const result = await journeyTo((socket) => socket.close());
	assert.deepEqual(result, { code: 2, stderr: 'error: URL has gone away' });
});

test('a server that talks nonsense ends the journey with one line', async () => {
	const { code, stderr } = await journeyTo((socket) => socket.send('nonsense'));
	assert.equal(code, 1);
	assert.match(stderr, /^error: the journey broke off: [^\n]+$/);
});
