import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { TypeRegistry } from '@polkadot/types';
import { hexToU8a, u8aToHex } from '@polkadot/util';
import { blake2AsU8a, cryptoWaitReady, encodeAddress } from '@polkadot/util-crypto';
import { account, anchoredDays, span, told, verdict } from '../src/accounting.mjs';
import { batch, flaw, leaf, proof } from '../src/merkle.mjs';
import {
	bodyOf, dayOf, dayOfDate, format, parse, receipt, receiptLeaf, tagSalt,
} from '../src/receipts.mjs';

const CLI = fileURLToPath(new URL('../accounting.mjs', import.meta.url));
const NOON = Date.parse('2026-11-20T12:00:00Z');
const DAY = dayOf(NOON);
const [patient, other, reader] = [1, 2, 3].map((byte) => encodeAddress(new Uint8Array(32).fill(byte)));

await cryptoWaitReady();

function receiptsOf(...subjects) {
	return subjects.map((subject, index) => ({
		index,
		...receipt({ subject, reader, action: 'Access', purpose: 'TREAT', record: 7, at: NOON + index }),
	}));
}

function anchoredAs(receipts) {
	const { root, count } = batch(receipts.map(receiptLeaf));
	return { root: u8aToHex(root), count };
}

const receipts = receiptsOf(other, patient, other);
const anchored = new Map([[DAY - 1, 'quiet'], [DAY, anchoredAs(receipts)]]);

test('a file that is what was anchored is complete, and tells what was disclosed', () => {
	const report = account(parse(format(receipts), 'file'), anchored, patient);
	assert.equal(verdict(report), 'complete');
	assert.deepEqual(report.disclosures.map(({ index, proven }) => [index, proven]), [[1, true]]);
	assert.deepEqual(told(report), [
		'2 days: 1 proven, 1 quiet, 0 missing, 0 altered',
		'1 disclosure',
		`2026-11-20T12:00:00.001Z  to ${reader}  record 7, Access  for TREAT`,
		'complete',
	]);
	// The order of the lines does not matter, nor how an address is written.
	const hex = u8aToHex(new Uint8Array(32).fill(1));
	assert.equal(account([...receipts].reverse(), anchored, hex).disclosures.length, 1);
	assert.equal(verdict(account([...receipts].reverse(), anchored, hex)), 'complete');
});

test('whatever is altered, left out, added or missing shows', () => {
	const changed = (index, change) =>
		receipts.map((entry) => (entry.index === index ? { ...entry, ...change } : entry));
	const altered = 'incomplete: 2026-11-20 altered';
	const verdictOf = (entries, days = anchored) => verdict(account(entries, days, patient));
	for (const change of [
		{ purpose: 'HMARKT' }, { action: 'Use' }, { reader: other }, { record: 8 },
		{ subject: other }, { at: new Date(NOON).toISOString() }, { salt: `0x${'00'.repeat(32)}` }, { index: 2 },
	]) {
		assert.equal(verdictOf(changed(1, change)), altered, JSON.stringify(change));
	}
	assert.equal(verdictOf(receipts.slice(0, 2)), altered);
	assert.equal(verdictOf([...receipts, ...receiptsOf(patient)]), altered);
	assert.equal(verdictOf(receipts, new Map([[DAY, 'quiet']])), altered);
	assert.equal(verdictOf(receipts, new Map([[DAY, undefined]])), 'incomplete: 2026-11-20 missing');
	assert.equal(account(changed(0, { record: 8 }), anchored, patient).disclosures[0].proven, false);
});

test('what is anchored is read from the chain, a page at a time', async () => {
	const registry = new TypeRegistry();
	registry.register({
		Batch: { root: 'H256', count: 'u32' },
		DayEntry: { batch: 'Option<Batch>', anchoredAt: 'u64', deposit: 'u128' },
	});
	const batched = { ...anchoredAs(receipts) };
	const stored = new Map([[DAY, { batch: batched }], [DAY - 1, { batch: null }]]);
	const sizes = [];
	const multi = async (keys) => {
		sizes.push(keys.length);
		return keys.map(([, day]) => registry.createType('Option<DayEntry>', stored.get(day) ?? null));
	};
	const api = { query: { trail: { days: { multi } } } };
	const days = await anchoredDays(api, other, DAY - 149, DAY);
	assert.deepEqual(sizes, [100, 50]);
	assert.deepEqual([...days.entries()].slice(-3), [[DAY - 2, undefined], [DAY - 1, 'quiet'], [DAY, batched]]);
	assert.equal([...days.values()].filter(Boolean).length, 2);
});

test('tag and body are what the chain recomputes in a dispute, with salts of their own', () => {
	const [, entry] = receipts;
	const bytes = Buffer.concat([
		Buffer.from('salus/receipt-subject/v1'), tagSalt(entry), new Uint8Array(32).fill(1),
	]);
	const disputed = leaf('salus/receipt-leaf/v1', 1, blake2AsU8a(bytes, 256), bodyOf(entry));
	const leaves = receipts.map(receiptLeaf);
	assert.equal(flaw(batch(leaves), 1, disputed, proof(leaves, 1)), undefined);
	assert.notDeepEqual(tagSalt(entry), hexToU8a(entry.salt));
});

test('bad lines are named', () => {
	const [good] = receipts;
	const bad = (change, pattern) =>
		assert.throws(() => parse(format([good, { ...good, ...change }]), 'file'), pattern);
	bad({ day: '2026-02-30' }, /^Error: file:2: day is not a date$/);
	bad({ index: -1 }, /index is not a whole number/);
	bad({ salt: '0x00' }, /salt is not 32 bytes/);
	bad({ subject: '0x1234' }, /subject is not an address/);
	bad({ at: 'yesterday' }, /at is not a time/);
	bad({ at: '2026-11-21T00:00:00.000Z' }, /is not on 2026-11-20/);
	assert.throws(() => parse('{', 'file'), /file:1: not JSON/);
	assert.throws(() => parse('[]', 'file'), /file:1: not a JSON object/);
	assert.deepEqual(parse('\n\n', 'file'), []);
});

test('spans are of dates in their order', () => {
	assert.deepEqual(span('1970-01-01', '1970-01-03'), { first: 0, last: 2 });
	assert.equal(span('2026-11-20', '2026-11-19'), undefined);
	assert.equal(span('2026-11-20', 'tomorrow'), undefined);
	assert.equal(dayOfDate('2026-13-01'), undefined);
	assert.equal(dayOfDate('2026-11-20'), DAY);
});

function run(...args) {
	return new Promise((resolve) => {
		execFile(process.execPath, [CLI, ...args], (error, stdout, stderr) => {
			resolve({ code: error?.code ?? 0, stdout, stderr });
		});
	});
}

test('bad input ends with 2 and one line', async () => {
	const file = join(mkdtempSync(join(tmpdir(), 'salus-accounting-')), 'receipts.jsonl');
	writeFileSync(file, format(receipts));
	const whole = ['--custodian', other, '--subject', patient, '--from', '2026-11-19', '--to', '2026-11-20'];
	const refuses = async (args, pattern) => {
		const { code, stderr } = await run(...args);
		assert.match(stderr, pattern);
		assert.equal(stderr.trim().split('\n').length, 1, stderr);
		assert.equal(code, 2);
	};
	const help = await run('--help');
	assert.equal(help.code, 0);
	assert.match(help.stdout, /^Usage: /);
	await Promise.all([
		refuses([], /--custodian is missing/),
		refuses(['--nonsense'], /Unknown option/),
		refuses(whole, /exactly one file/),
		refuses([...whole, '/nowhere'], /\/nowhere: does not exist/),
		refuses([...whole, '--to', '2026-11-18', file], /expected two dates/),
		refuses([...whole, '--subject', 'me', file], /--subject: me is no address/),
		refuses([...whole, '--url', 'nonsense', file], /nonsense is no address of a node/),
		refuses([...whole, '--url', 'ws://127.0.0.1:1', file], /no node can be reached/),
	]);
});
