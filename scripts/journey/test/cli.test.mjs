import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const CARE = fileURLToPath(new URL('../care.mjs', import.meta.url));
const SUPPLY = fileURLToPath(new URL('../supply.mjs', import.meta.url));
const CLAIMS = fileURLToPath(new URL('../claims.mjs', import.meta.url));
const UPGRADE = fileURLToPath(new URL('../upgrade.mjs', import.meta.url));

function care(...args) {
	return played(CARE, args);
}

function played(script, args) {
	return new Promise((resolve) => {
		execFile(process.execPath, [script, ...args], (error, stdout, stderr) => {
			resolve({ code: error?.code ?? 0, stdout, stderr });
		});
	});
}

async function refuses(args, pattern, script = CARE) {
	const { code, stderr } = await played(script, args);
	assert.match(stderr, pattern);
	assert.equal(stderr.trim().split('\n').length, 1, stderr);
	assert.equal(code, 2);
}

async function listening(handle) {
	const server = createServer(handle);
	await new Promise((resolve) => {
		server.listen(0, '127.0.0.1', resolve);
	});
	return { server, url: `ws://127.0.0.1:${server.address().port}` };
}

test('help is help', async () => {
	const { code, stdout } = await care('--help');
	assert.equal(code, 0);
	assert.match(stdout, /^Usage: /);
});

test('bad arguments and bad files end with 2 and one line', async () => {
	const path = join(mkdtempSync(join(tmpdir(), 'salus-cli-')), 'broken.json');
	writeFileSync(path, '{');
	await Promise.all([
		refuses(['--nonsense'], /^error: Unknown option '--nonsense'/),
		refuses(['--url'], /^error: .*--url/),
		refuses([path], /^error: .*broken\.json: not JSON/),
		refuses(['--url', 'nonsense'], /^error: nonsense is no address of a node/),
	]);
});

test('the supply and the claims journey take no documents', async () => {
	for (const [name, script] of [['supply', SUPPLY], ['claims', CLAIMS]]) {
		const { code, stdout } = await played(script, ['--help']);
		assert.equal(code, 0);
		assert.match(stdout, new RegExp(`^Usage: node ${name}\\.mjs`));
		await Promise.all([
			refuses(['--vault', 'folder'], /^error: Unknown option '--vault'/, script),
			refuses(['patient.json'], /^error: Unexpected argument 'patient\.json'/, script),
			refuses(['--url', 'nonsense'], /^error: nonsense is no address of a node/, script),
		]);
	}
});

test('the upgrade journey wants a runtime', async () => {
	const { code, stdout } = await played(UPGRADE, ['--help']);
	assert.equal(code, 0);
	assert.match(stdout, /^Usage: node upgrade\.mjs --code FILE/);
	const folder = mkdtempSync(join(tmpdir(), 'salus-cli-'));
	const files = { text: 'no runtime', wasm: Buffer.from('0061736d01000000', 'hex') };
	for (const [name, content] of Object.entries(files)) {
		writeFileSync(join(folder, name), content);
	}
	await Promise.all([
		refuses([], /^error: --code is missing/, UPGRADE),
		refuses(['--code', join(folder, 'absent')], /^error: .*absent: does not exist/, UPGRADE),
		refuses(['--code', folder], /^error: .*: EISDIR/, UPGRADE),
		refuses(['--code', join(folder, 'text')], /^error: .*text is no runtime/, UPGRADE),
		refuses(['--code', join(folder, 'wasm'), '--url', 'nonsense'], /^error: nonsense is no address of a node/, UPGRADE),
	]);
});

test('a dead port and a server that is no node end with 2 and one line', async () => {
	const { server, url } = await listening((_, response) => response.writeHead(404).end());
	await refuses(['--url', url], /^error: no node can be reached at ws:/);
	await new Promise((resolve) => {
		server.close(resolve);
	});
	await refuses(['--url', url], /^error: no node can be reached at ws:.*ECONNREFUSED/);
});
