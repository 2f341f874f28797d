import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('../collator.mjs', import.meta.url));
const ALICE = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY';

function played(...args) {
	return new Promise((resolve) => {
		execFile(process.execPath, [SCRIPT, ...args], (error, stdout, stderr) => {
			resolve({ code: error?.code ?? 0, stdout, stderr: stderr.trim() });
		});
	});
}

test('help is help', async () => {
	const { code, stdout } = await played('--help');
	assert.equal(code, 0);
	assert.match(stdout, /^Usage: /);
});

test('bad input ends with 2 and one line', async () => {
	const file = join(mkdtempSync(join(tmpdir(), 'salus-collator-')), 'secret');
	writeFileSync(file, 'no phrase\n');
	for (const [args, line] of [
		[[], /^error: give one of status, register, rotate, leave, purge; see --help$/],
		[['dance', '--account', ALICE], /^error: give one of status/],
		[['status', 'twice', '--account', ALICE], /^error: give one of status/],
		[['status'], /^error: give either --account or --secret; see --help$/],
		[['status', '--account', ALICE, '--secret', file], /^error: give either/],
		[['status', '--account', 'nobody'], /^error: nobody is no address of an account$/],
		[['leave', '--secret', `${file}.absent`], /^error: .*secret\.absent cannot be read: ENOENT$/],
		[['leave', '--secret', file], /^error: .*secret holds no secret phrase$/],
		[['status', '--account', ALICE, '--url', 'nonsense'], /^error: nonsense is no address of a node/],
	]) {
		const { code, stderr } = await played(...args);
		assert.match(stderr, line);
		assert.equal(code, 2);
	}
});
