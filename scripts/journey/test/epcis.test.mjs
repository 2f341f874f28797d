import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { encodeAddress } from '@polkadot/util-crypto';
import { parse } from '../src/epcis/args.mjs';
import { Journal } from '../src/epcis/journal.mjs';
import { needsOf } from '../src/epcis/needs.mjs';
import {
	callNames,
	inTime,
	isKnownCopy,
	openOf,
	readPlan,
	reasonsFor,
	shortHash,
} from '../src/epcis/plan.mjs';
import { renumber } from '../src/epcis/renumber.mjs';
import { devSigners, readSigners, short } from '../src/epcis/signers.mjs';
import { Submission, bySigner } from '../src/epcis/submit.mjs';
import { Table, remarks } from '../src/epcis/table.mjs';
import { Problem } from '../src/problem.mjs';

const STORY = new URL('../../../epcis/tests/documents/story.jsonld', import.meta.url);
const MAP = new URL('../../../epcis/tests/documents/map.json', import.meta.url);
const MAKER = '5CLcpro28apwDvkZjDCgWX5E2Ekn35N42Le5Ajdq31GXmj2C';
const PHARMACY = '5CAuZN64TWjvXtrACghfvnz1K3vWNLH9hZpQiJ993R2anVv2';

function file(name, content) {
	const path = join(mkdtempSync(join(tmpdir(), 'salus-epcis-')), name);
	writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
	return path;
}

function call(name, by, args = {}, open = undefined) {
	return { pallet: 'provenance', call: name, by, args, open };
}

function event(calls, more = {}) {
	return { hash: 'ni:///sha-256;0123456789abcdef?ver=CBV2.0', calls, facts: [], unmapped: [], problems: [], ...more };
}

test('a plan is one, or there is a line that says so', () => {
	const plan = { documents: [], events: [event([call('ship', MAKER)])] };
	assert.equal(readPlan(file('plan.json', plan)).events.length, 1);
	assert.throws(() => readPlan(file('plan.json', '{')), /plan\.json: not JSON/);
	assert.throws(() => readPlan(file('plan.json', { documents: [], events: [{}] })), /no plan of salus-epcis/);
	assert.throws(() => readPlan('/nowhere/plan.json'), /ENOENT/);
});

test('what is open has to be filled in, and is sent once it is', () => {
	const recall = (kind) => call('take_measure', MAKER, { kind }, ['kind']);
	assert.deepEqual(openOf(recall({ Recall: { class: null, depth: null } })), ['kind']);
	assert.deepEqual(openOf(recall({ Recall: { class: 'I', depth: null } })), ['kind']);
	assert.deepEqual(openOf(recall({ Recall: { class: 'I', depth: 'Patient' } })), []);
	assert.deepEqual(openOf(call('ship', null, { consignee: null }, ['consignee', 'by'])), ['consignee', 'by']);
	// An argument that may be nothing is not open.
	assert.deepEqual(openOf(call('dispense', MAKER, { portions: null, range_end: null })), []);
	const unmapped = [{ what: 'prefix of 00/1', reason: 'a' }, { what: 'by', reason: 'b' }, { what: 'prefixes', reason: 'c' }];
	assert.deepEqual(reasonsFor({ unmapped }, ['prefix', 'by']).map(({ reason }) => reason), ['a', 'b']);
});

test('calls are known by what they are, and how often that was there before', () => {
	const calls = [call('dispense'), call('pack'), call('dispense')];
	assert.deepEqual(callNames({ calls }), ['provenance.dispense#0', 'provenance.pack#0', 'provenance.dispense#1']);
	const groups = bySigner([call('a', 'x'), call('b', 'x'), call('c', 'y'), call('d', 'x')].map((one) => ({ call: one })));
	assert.deepEqual(groups.map((group) => group.length), [2, 1, 1]);
});

test('a time that is over is replaced, and said so', () => {
	const [now, within] = [Date.UTC(2026, 10, 21), 24 * 60 * 60 * 1000];
	const late = call('ship', MAKER, { container: '1', receive_by: Date.UTC(2026, 3, 4) });
	const { args, note } = inTime(late, now, within);
	assert.deepEqual(args, { container: '1', receive_by: Date.UTC(2026, 10, 22) });
	assert.equal(note, 'receive_by 2026-04-04 is over: 2026-11-22 instead');
	assert.equal(late.args.receive_by, Date.UTC(2026, 3, 4));
	const early = call('ship', MAKER, { receive_by: now + 1 });
	assert.deepEqual(inTime(early, now, within), { args: early.args });
	assert.deepEqual(inTime(call('pack', MAKER), now, within), { args: {} });
});

test('rows say why nothing is sent, once', () => {
	const open = call('take_measure', MAKER, { kind: null }, ['kind']);
	const told = event([open], {
		facts: ['seen'],
		unmapped: [{ what: 'kind', reason: 'untold' }, { what: 'ilmd', reason: 'unused' }],
		problems: [{ kind: 'duplicate', text: 'the same event as a #1' }, { kind: 'out_of_order', text: 'late' }],
	});
	assert.deepEqual(remarks(told), [
		{ kind: 'duplicate', result: 'duplicate: the same event as a #1, nothing is sent' },
		{ kind: 'problem', result: 'out of order: late' },
		{ kind: 'fact', result: 'nothing to send: seen' },
		{ kind: 'unmapped', result: 'not mapped: ilmd: unused' },
	]);
	assert(isKnownCopy({ problems: [{ kind: 'state', text: '01/1/21/2 is dispensed already: …' }] }));
	assert(!isKnownCopy(told));
	const lines = [];
	const table = new Table((line) => lines.push(line));
	table.event(told, [{ call: 'provenance.ship', by: 'Maker', kind: 'done', result: 'done in block 7' }, ...remarks(told)]);
	assert.match(lines[2], /^01234567 -.*provenance\.ship +Maker +done in block 7$/);
	assert.equal(table.summary({ events: [told] }), '1 events: 1 done, 1 events seen before.');
	assert.equal(shortHash(null), '-');
});

test('what a chain needs is read off the plan', () => {
	const prefix = { digits: '4012345', length: 7 };
	const sensor = { Ed25519: '0x11' };
	const calls = [
		call('commission', MAKER, { lots: [{ gtin: '04012345111118' }] }),
		call('open_container', MAKER, { prefix }),
		{ ...call('attach', MAKER, { sensor }), pallet: 'coldchain' },
		call('ship', MAKER, { consignee: 'carrier' }),
		call('dispense', PHARMACY),
		call('transform', MAKER, { outputs: [{ gtin: '04012345222227' }] }),
		call('ship', null, { consignee: null }),
	];
	assert.deepEqual(needsOf({ events: [event(calls)] }), {
		licences: [
			{ holder: MAKER, kind: 'Manufacturer' },
			{ holder: 'carrier', kind: 'Wholesaler' },
			{ holder: PHARMACY, kind: 'Pharmacy' },
		],
		prefixes: [{ holder: MAKER, ...prefix }],
		products: [
			{ holder: MAKER, gtin: '04012345111118', prefix },
			{ holder: MAKER, gtin: '04012345222227', prefix },
		],
		sensors: [{ holder: MAKER, sensor }],
	});
	assert.throws(() => needsOf({ events: [event(calls.slice(0, 1))] }), /no company prefix of 5CLc.* 04012345111118/);
});

test('keys are found by account, however it is written', async () => {
	const dev = await devSigners();
	assert.equal(dev.of(MAKER).name, 'Maker');
	// The same account as the relay chain writes it.
	assert.equal(dev.of(encodeAddress(MAKER, 0)).name, 'Maker');
	assert.equal(dev.of('5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY').name, 'Alice');
	assert.deepEqual(Object.values(JSON.parse(readFileSync(MAP)).parties).map((it) => dev.of(it).name), ['Maker', 'Pharmacy', 'Pharmacy']);
	const key = file('maker.key', '//Maker\n');
	const signers = await readSigners(file('signers.json', { [MAKER]: key, [PHARMACY]: '//Pharmacy' }));
	assert.equal(signers.of(MAKER).address, MAKER);
	assert.equal(signers.of(PHARMACY).name, short(PHARMACY));
	const wrong = [
		[{ [MAKER]: '//Pharmacy' }, /the key of 5CLc.* is that of 5CAu/],
		[{ [MAKER]: 'no-such-file' }, /neither a \/\/Uri, a mnemonic nor a key file/],
		[{ [MAKER]: file('key.json', '{') }, /the key of 5CLc.* cannot be read$/],
		[{ nobody: '//Maker' }, /nobody is no account/],
		['{', /not JSON/],
	];
	for (const [content, pattern] of wrong) {
		await assert.rejects(readSigners(file('signers.json', content)), (error) => error instanceof Problem && pattern.test(error.message));
	}
});

test('what was sent is remembered for this chain, as long as it is this chain', async () => {
	const path = join(mkdtempSync(join(tmpdir(), 'salus-epcis-')), 'sent.json');
	const chain = (genesis, hash) => ({
		genesisHash: { toHex: () => genesis },
		rpc: { chain: { getBlockHash: async () => ({ toHex: () => hash }) } },
	});
	const journal = await Journal.open(path, chain('0xaa', '0x01'));
	assert.equal(journal.blockOf('e', 'pack#0'), undefined);
	journal.sending('e', ['pack#0', 'pack#1', 'pack#2']);
	journal.done('e', ['pack#0'], { block: 7, hash: '0x01' });
	journal.refused('e', ['pack#1']);
	const again = await Journal.open(path, chain('0xaa', '0x01'));
	assert.equal(again.blockOf('e', 'pack#0'), 7);
	// Nobody knows what became of the third.
	assert.deepEqual(['pack#0', 'pack#1', 'pack#2'].map((name) => again.isUncertain('e', name)), [false, false, true]);
	assert.equal((await Journal.open(path, chain('0xbb', '0x01'))).blockOf('e', 'pack#0'), undefined);
	// The same first block, but another seventh.
	assert.equal((await Journal.open(path, chain('0xaa', '0x02'))).blockOf('e', 'pack#0'), undefined);
	assert(!(await Journal.open(undefined, chain('0xaa', '0x01'))).isKept);
	writeFileSync(path, '{');
	await assert.rejects(Journal.open(path, chain('0xaa', '0x01')), /unknown what has been sent/);
});

test('a dispensing is sent with where the range ends', async () => {
	const args = { lot: '0x01', index: 5, unit: '0x02', proof: [], portions: null, range_end: null };
	const sent = async (answer, more = {}) => {
		const extrinsics = [];
		const names = ['lot', 'index', 'unit', 'proof', 'portions', 'range_end'];
		const dispense = Object.assign((...values) => values, { meta: { args: names.map((name) => ({ name })) } });
		const submission = new Submission({
			api: { tx: { provenance: { dispense } } },
			queries: { now: async () => 0, view: async () => answer },
			sender: { send: async (_, extrinsic) => (extrinsics.push(extrinsic), { block: 1, events: [] }) },
			signers: await devSigners(),
			journal: { isKept: true, isUncertain: () => false, blockOf: () => undefined, sending() {}, done() {} },
			table: { event() {} },
		});
		await submission.submit({ documents: [], events: [event([call('dispense', PHARMACY, { ...args, ...more })])] });
		return extrinsics;
	};
	const rangeEnd = { isSome: true, unwrap: () => ({ toNumber: () => 100 }) };
	const known = { isOk: true, asOk: { rangeEnd } };
	assert.deepEqual(await sent(known), [['0x01', 5, '0x02', [], null, 100]]);
	assert.deepEqual(await sent(known, { range_end: 7 }), [['0x01', 5, '0x02', [], null, 7]]);
	assert.deepEqual(await sent({ isOk: false }), [['0x01', 5, '0x02', [], null, null]]);
});

test('a story is told of other goods', () => {
	const text = renumber(readFileSync(STORY, 'utf8'), 'x7', (count) => '9'.repeat(count));
	JSON.parse(text);
	assert(!text.includes('0000000111') && !text.includes('040123450000001112'));
	assert(text.includes('urn:epc:id:sscc:4012345.0999999999'));
	assert(text.includes('/00/040123459999999998'));
	assert(text.includes('"cbvmda:lotNumber": "L1-x7"') && text.includes('lgtin:4012345.011111.L1-x7"'));
	assert(text.includes('urn:epc:id:sgtin:4012345.011111.A1-x7"') && text.includes('/21/A4-x7"'));
});

test('the command line says what it lacks', () => {
	const good = ['--plan', 'p', '--dev-signers'];
	assert.equal(parse([...good, '--receive-within', '2']).within, 2 * 24 * 60 * 60 * 1000);
	assert.throws(() => parse(['--dev-signers']), /--plan is missing/);
	assert.throws(() => parse(['--plan', 'p']), /either --signers FILE or --dev-signers/);
	assert.throws(() => parse([...good, '--signers', 'f']), /either --signers/);
	assert.throws(() => parse(['--plan', 'p', '--signers', 'f', '--prepare']), /only a development chain/);
	assert.throws(() => parse([...good, '--receive-within', '0']), /from 1 to 3650/);
	assert.throws(() => parse([...good, '--nonsense']), /--nonsense/);
});
