// `node --test scripts/lib`
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { authorsOf, codeOf, judgeGaps, judgeRoots, judgeSlots, numberOf, register, slotOf } from './network.mjs';

const TOOL = fileURLToPath(new URL('./network.mjs', import.meta.url));
const ALICE = `0x${'11'.repeat(32)}`;
const BOB = `0x${'22'.repeat(32)}`;
const AUTHORS = `0x08${ALICE.slice(2)}${BOB.slice(2)}`;
const folder = mkdtempSync(join(tmpdir(), 'network-'));
after(() => rmSync(folder, { recursive: true }));

function header(number, slot, stateRoot = '0x00') {
	const bytes = Buffer.alloc(8);
	bytes.writeBigUInt64LE(BigInt(slot));
	const logs = ['0x0466726f6e00', `0x066175726120${bytes.toString('hex')}`];
	return { number: `0x${number.toString(16)}`, stateRoot, digest: { logs } };
}

/** A node that has these blocks, while `body` runs. */
async function serving(headers, body, stored = () => null) {
	const answers = {
		chain_getBlockHash: ([number]) => (headers[number] ? `0x${number}` : null),
		chain_getHeader: ([hash]) => headers[Number(hash.slice(2))],
		state_call: () => AUTHORS,
		state_getStorage: ([, hash]) => stored(hash),
	};
	const server = createServer((request, response) => {
		let text = '';
		request.on('data', (part) => {
			text += part;
		});
		request.on('end', () => {
			const { method, params } = JSON.parse(text);
			response.end(JSON.stringify({ jsonrpc: '2.0', id: 1, result: answers[method](params) }));
		});
	});
	await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
	try {
		return await body(`ws://127.0.0.1:${server.address().port}`);
	} finally {
		server.close();
	}
}

/** Runs the tool beside the servers of this process. */
async function tool(...values) {
	const child = spawn(process.execPath, [TOOL, ...values]);
	const said = { stdout: '', stderr: '' };
	for (const stream of ['stdout', 'stderr']) {
		child[stream].on('data', (part) => {
			said[stream] += part;
		});
	}
	const status = await new Promise((resolve) => child.on('close', resolve));
	return { status, ...said };
}

test('a parachain is put beside those that are in the spec', () => {
	const spec = { genesis: { runtimeGenesis: { patch: { paras: { paras: [[1, ['0xa', '0xb', true]]] } } } } };
	assert.deepEqual(register(spec, 2000, '0xc', '0xd').genesis.runtimeGenesis.patch.paras.paras, [
		[1, ['0xa', '0xb', true]],
		[2000, ['0xc', '0xd', true]],
	]);
});

test('a spec without a patch is refused', () => {
	assert.throws(() => register({ genesis: { raw: {} } }, 2000, '0xc', '0xd'), /no genesis patch/);
});

test('the runtime is read from a raw spec only', () => {
	assert.equal(codeOf({ genesis: { raw: { top: { '0x3a636f6465': '0xbb' } } } }), '0xbb');
	assert.throws(() => codeOf({ genesis: { runtimeGenesis: {} } }), /is not raw/);
});

test('the slot is read from the digest', () => {
	assert.equal(slotOf(header(5, 297_000_123)), 297_000_123);
	assert.throws(() => slotOf({ number: '0x5', digest: { logs: [] } }), /block 5 names no slot/);
});

test('an author is found among those of the chain', () => {
	assert.deepEqual(authorsOf(AUTHORS, BOB), { count: 2, index: 1 });
	assert.throws(() => authorsOf(AUTHORS, `0x${'33'.repeat(32)}`), /is no author/);
	assert.throws(() => authorsOf('0x0811', BOB), /does not list/);
});

test('authors are known by their slots', () => {
	const authors = { count: 2, index: 1 };
	assert.deepEqual(judgeSlots([10, 11, 12, 14, 16, 17], authors), { blocks: 6, authored: 2 });
	assert.deepEqual(judgeSlots([10], authors), { blocks: 1, authored: 0 });
});

test('gaps at a new session are told apart', () => {
	assert.deepEqual(judgeGaps([10, 12, 16, 17], [3, 3, 4, 4]), { within: 2, across: 4 });
	assert.deepEqual(judgeGaps([10, 12], [3, 3]), { within: 2, across: 0 });
	assert.deepEqual(judgeGaps([10], [3]), { within: 0, across: 0 });
});

test('a number in storage has four bytes', () => {
	assert.equal(numberOf('0x2c010000'), 300);
	assert.throws(() => numberOf(null), /four bytes/);
});

test('the session is that of the relay chain\'s block that a block was built on', async () => {
	const headers = Array.from({ length: 10 }, (_, number) => header(number, number < 5 ? number : number + 3));
	// Block 4 and those before are built in session 1, the others in session 2.
	const parent = (hash) => (Number(hash.slice(2)) < 5 ? '0x0a000000' : '0x0b000000');
	await serving(headers, (url) =>
		serving(Array(12).fill(headers[0]), async (relay) => {
			assert.equal((await tool('gaps', url, '1', '9', relay)).stdout, '1 4\n');
		}, (hash) => (hash === '0x10' ? '0x01000000' : '0x02000000')), parent);
});

test('diverging roots are counted', () => {
	const ours = [header(1, 1, '0xa'), header(2, 2, '0xb')];
	assert.deepEqual(judgeRoots(ours, ours), { blocks: 2, diverging: 0 });
	assert.deepEqual(judgeRoots(ours, [ours[0], header(2, 2, '0xc')]), { blocks: 2, diverging: 1 });
});

test('two nodes are compared block by block', async () => {
	const headers = Array.from({ length: 50 }, (_, number) => header(number, 100 + number, `0x${number}`));
	const forked = headers.map((each, number) => (number < 45 ? each : { ...each, stateRoot: '0xff' }));
	await serving(headers, (url) =>
		serving(forked, async (other) => {
			assert.equal((await tool('compare', url, other, '1', '49')).stdout, '49 5\n');
			assert.equal((await tool('slots', url, '1', '49', BOB)).stdout, '49 25\n');
			const missing = await tool('compare', url, other, '1', '50');
			assert.equal(missing.status, 1);
			assert.match(missing.stderr, /^error: ws:\S+ has no block 50\n$/);
		}),
	);
});

test('a spec on the command line', () => {
	const [spec, head, raw] = ['spec', 'head', 'raw'].map((name) => join(folder, name));
	writeFileSync(spec, JSON.stringify({ genesis: { runtimeGenesis: { patch: {} } } }));
	writeFileSync(head, '0xaa\n');
	writeFileSync(raw, JSON.stringify({ genesis: { raw: { top: { '0x3a636f6465': '0xbb' } } } }));
	const { stdout } = spawnSync(process.execPath, [TOOL, 'register', spec, '2000', head, raw], { encoding: 'utf8' });
	assert.deepEqual(JSON.parse(stdout).genesis.runtimeGenesis.patch, { paras: { paras: [[2000, ['0xaa', '0xbb', true]]] } });
});

test('bad input is one line', async () => {
	for (const values of [[], ['constructor'], ['compare', 'ws://127.0.0.1:9']]) {
		const { status, stderr } = await tool(...values);
		assert.equal(status, 1);
		assert.match(stderr, /^error: network\.mjs is called as its first lines say\n$/);
	}
	const { status, stderr } = await tool('compare', 'ws://127.0.0.1:9', 'ws://127.0.0.1:9', '1', '1');
	assert.equal(status, 1);
	assert.match(stderr, /^error: ws:\/\/127\.0\.0\.1:9 does not answer: .+\n$/);
});
