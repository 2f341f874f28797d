import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hexToU8a, u8aToHex } from '@polkadot/util';
import { blake2AsHex, cryptoWaitReady } from '@polkadot/util-crypto';
import { pass } from '../src/governance.mjs';
import { electorate, seated } from '../src/people.mjs';
import { Chronicle, EventReader } from '../src/upgrade/chronicle.mjs';
import { codeHash, customSections, shell } from '../src/upgrade/code.mjs';
import { carriedOut, fate, lookup, taskName, trackName } from '../src/upgrade/referenda.mjs';
import { differences, lowered, progress } from '../src/upgrade/snapshot.mjs';
import { realMetadata } from '../fixtures/metadata.mjs';
import metadataHex from '@polkadot/types-support/metadata/v16/substrate-hex';

const { registry, metadata } = realMetadata();
await cryptoWaitReady();

const ALICE = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY';
const BOB = '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty';
const CHARLIE = '5FLSigC9HGRKVhB9FiEo4Y3koPsNmBmLJbpXg2mp1hXcS59Y';
const NEVER = new Promise(() => {});

function version() {
	return registry.createType('RuntimeVersion', {
		specName: 'salus',
		implName: 'salus',
		authoringVersion: 1,
		specVersion: 1,
		implVersion: 0,
		apis: [['0xdf6acb689907609b', 5], ['0x37e397fc7c91f5e4', 2]],
		stateVersion: 1,
		transactionVersion: 1,
	});
}

test('a shell says what a runtime says, and what it is told to', () => {
	const sections = customSections(shell(version()));
	assert.deepEqual([...sections.keys()], ['runtime_version', 'runtime_apis']);
	// Name, implementation, three versions, no APIs, two more versions: as in a runtime that was built.
	assert.equal(
		u8aToHex(sections.get('runtime_version')),
		`0x1473616c75731473616c7573${'01000000'}${'01000000'}${'00000000'}00${'01000000'}01`,
	);
	assert.equal(u8aToHex(sections.get('runtime_apis')), '0xdf6acb689907609b0500000037e397fc7c91f5e402000000');
	const other = customSections(shell(version(), { specName: 'solus', specVersion: 258 })).get('runtime_version');
	assert.equal(u8aToHex(other), `0x14736f6c75731473616c7573${'01000000'}${'02010000'}${'00000000'}00${'01000000'}01`);
});

test('a shell is as big as it is asked to be', () => {
	const size = 2 * 1024 * 1024 + 1;
	const padded = shell(version(), {}, size);
	assert(padded.length >= size && padded.length < size + 32);
	assert.deepEqual(customSections(padded).get('runtime_apis'), customSections(shell(version())).get('runtime_apis'));
	assert.notEqual(codeHash(padded), codeHash(shell(version())));
	assert.throws(() => customSections(new Uint8Array(20)), /no wasm module/);
});

test('what is no custom section is passed over', () => {
	const code = shell(version());
	const withType = Buffer.concat([code.subarray(0, 8), Buffer.from([1, 1, 0]), code.subarray(8)]);
	assert.deepEqual(customSections(new Uint8Array(withType)), customSections(code));
});

test('an enactment is named after its referendum', () => {
	const bytes = Buffer.concat([Buffer.from('assembly'), Buffer.from([9 << 2]), Buffer.from('enactment'), Buffer.from([2, 1, 0, 0])]);
	assert.equal(taskName(258), blake2AsHex(bytes, 256));
});

test('a track is known by its name', () => {
	const track = (id, name) => [registry.createType('u16', id), { name }];
	const api = { consts: { referenda: { tracks: [track(0, 'root\0\0\0'), track(21, 'referendum_killer')] } } };
	assert.equal(trackName(api, 0), 'root');
	assert.equal(trackName(api, 21), 'referendum_killer');
	assert.equal(trackName(api, 5), 'track 5');
});

test('a proposal is found by its hash and length', () => {
	const hash = registry.createType('Hash', `0x${'11'.repeat(32)}`);
	assert.deepEqual(lookup({ method: { hash, encodedLength: 7 } }), { Lookup: { hash: hash.toHex(), len: 7 } });
});

const ok = { isOk: true };
const badOrigin = registry.createType('SpRuntimeDispatchError', 'BadOrigin');
const failed = (asErr) => ({ isOk: false, asErr });

test('a result is told, with or without its weight', () => {
	assert.equal(carriedOut(registry, ok), 'carried out');
	assert.equal(carriedOut(registry, failed(badOrigin)), 'BadOrigin');
	assert.equal(carriedOut(registry, failed({ error: badOrigin })), 'BadOrigin');
});

// A chain whose events are written down: `[block, section, method, data]`.
async function chronicleOf(told) {
	const events = told.map(([block, section, method, data]) => ({ block, event: { section, method, data } }));
	const last = Math.max(...events.map(({ block }) => block));
	const read = async (number) => ({
		hash: `0x0${number}`,
		events: events.filter(({ block }) => block === number).map(({ event: one }) => one),
	});
	let arrive;
	const api = {
		rpc: {
			chain: {
				getHeader: async () => ({ number: 0 }),
				subscribeNewHeads: async (heard) => {
					arrive = heard;
				},
			},
		},
	};
	const chronicle = await new Chronicle(api, NEVER, read).begin();
	arrive({ number: last });
	return chronicle;
}

const hashOf = (text) => registry.createType('Hash', text);
const id = (number) => ({ isSome: true, unwrap: () => hashOf(taskName(number)) });

test('what becomes of a referendum is told from its events', async () => {
	const inner = { method: { hash: hashOf(`0x${'22'.repeat(32)}`) } };
	const callHash = inner.method.hash;
	const chronicle = await chronicleOf([
		[2, 'referenda', 'Confirmed', { index: 1 }],
		[2, 'referenda', 'Rejected', { index: 2 }],
		[2, 'referenda', 'Confirmed', { index: 3 }],
		[2, 'referenda', 'Confirmed', { index: 4 }],
		[2, 'referenda', 'Confirmed', { index: 5 }],
		[2, 'referenda', 'Confirmed', { index: 6 }],
		[3, 'scheduler', 'Dispatched', { id: { isSome: false } }],
		[3, 'scheduler', 'Dispatched', { id: id(1), result: ok }],
		[4, 'scheduler', 'CallUnavailable', { id: id(3) }],
		[5, 'whitelist', 'WhitelistedCallDispatched', { callHash, result: failed({ error: badOrigin }) }],
		[5, 'scheduler', 'Dispatched', { id: id(4), result: ok }],
		[6, 'whitelist', 'DispatchDeferred', { callHash }],
		[6, 'scheduler', 'Dispatched', { id: id(5), result: ok }],
		[7, 'scheduler', 'Dispatched', { id: id(6), result: failed(badOrigin) }],
	]);
	const journey = { api: { registry }, chronicle };
	assert.deepEqual(await fate(journey, 1), { block: 3, result: 'approved, carried out' });
	assert.deepEqual(await fate(journey, 1, inner), { block: 3, result: 'approved, not dispatched' });
	assert.deepEqual(await fate(journey, 2), { block: 2, result: 'rejected' });
	assert.deepEqual(await fate(journey, 3), { block: 4, result: 'approved, CallUnavailable' });
	assert.deepEqual(await fate(journey, 4, inner), { block: 5, result: 'approved, BadOrigin' });
	assert.deepEqual(await fate(journey, 5, inner), { block: 6, result: 'approved, deferred' });
	assert.deepEqual(await fate(journey, 6, inner), { block: 7, result: 'approved, BadOrigin' });
});

test('a chronicle has no block twice, and none left out', async () => {
	const chronicle = await chronicleOf([[1, 'a', 'One', {}], [2, 'a', 'Two', {}], [3, 'a', 'One', {}]]);
	const one = ({ method }) => method === 'One';
	assert.equal((await chronicle.first('one', one)).block, 1);
	assert.equal((await chronicle.first('one', one, 2)).block, 3);
	assert.equal(chronicle.between(1, 3, 'a', 'One').length, 2);
	assert.equal(chronicle.between(2, 2, 'a', 'One').length, 0);
});

test('a chronicle of a chain that is gone says so', async () => {
	const gone = Promise.reject(new Error('gone away'));
	const chronicle = new Chronicle({}, gone, undefined);
	const waiting = chronicle.first('anything', () => true);
	await assert.rejects(waiting, /gone away/);
	await assert.rejects(chronicle.first('anything', () => true), /gone away/);
});

test('events are read in the words of the runtime that made them', async () => {
	const opaque = registry.createType('Option<OpaqueMetadata>', hexToU8a(metadataHex)).unwrap();
	const asked = [];
	// The second block made the third one's runtime.
	const versions = { '0x00': 1, '0x01': 1, '0x02': 2 };
	const [pallet, variant] = plainEvent();
	const one = u8aToHex(Uint8Array.from([1 << 2, 0, 0, 0, 0, 0, pallet.index.toNumber(), variant.index.toNumber(), 0]));
	const stored = { '0x01': one, '0x02': null, '0x03': '0x00' };
	const api = {
		query: { system: { events: { key: () => '0x26aa' } } },
		rpc: {
			chain: { getBlockHash: async (number) => `0x0${number}` },
			state: {
				getMetadata: { raw: async (hash) => {
					asked.push(hash);
					return opaque.toHex();
				} },
				getRuntimeVersion: { raw: async (hash) => ({ specVersion: versions[hash] }) },
				getStorage: { raw: async (key, hash) => stored[hash] },
			},
		},
	};
	const reader = new EventReader(api);
	const { events, hash } = await reader.read(1);
	assert.equal(hash, '0x01');
	assert.deepEqual(events.map(({ method }) => method), [variant.name.toString()]);
	assert.deepEqual(await reader.read(2), { hash: '0x02', events: [] });
	await reader.read(3);
	assert.deepEqual(asked, ['0x00', '0x02']);
});

// An event that has nothing in it, with its pallet.
function plainEvent() {
	for (const pallet of metadata.asLatest.pallets.filter(({ events }) => events.isSome)) {
		const { variants } = registry.lookup.getSiType(pallet.events.unwrap().type).def.asVariant;
		const found = variants.find(({ fields }) => fields.length === 0);
		if (found) {
			return [pallet, found];
		}
	}
	throw new Error('the chain has no such event');
}

function records(...deposits) {
	const rows = deposits.map((deposit, index) => ({ id: index, content: `record ${index}`, deposit, versions: index === 0 ? 2 : 1 }));
	return { rows, history: 'all', held: new Map([['x', deposits.reduce((total, one) => total + one, 0n)]]), prices: { record: 3n, version: 2n } };
}

test('what a migration did to deposits adds up', () => {
	// The first one has two versions, the last one was cheap before.
	const before = records(10n, 9n, 4n);
	const after = records(7n, 5n, 4n);
	assert.deepEqual(lowered(before, after), { deposits: 7n, held: 7n, due: 7n });
	assert.deepEqual(differences(before, after), []);
});

test('what changed but deposits is named', () => {
	const before = records(10n, 9n);
	const after = records(10n, 9n, 8n);
	after.rows[1].content = 'something else';
	after.history = 'less';
	assert.deepEqual(differences(before, after), ['2 records are 3', 'record 1', 'versions or commitments']);
	assert.deepEqual(differences(before, records(1n)), ['2 records are 1', 'record 1']);
});

test('how far a migration came is told, and whether it kept the order', () => {
	const before = records(10n, 9n, 8n, 7n);
	const row = (deposit) => ({ deposit });
	assert.equal(progress(before, [5n, 4n, undefined, 7n].map(row)), '2 lowered, 2 not');
	assert.equal(progress(before, [5n, 9n, undefined, 3n].map(row)), '2 lowered, 2 not, out of order');
	assert.equal(progress(before, [5n, 4n, 3n, 2n].map(row)), '4 lowered, 0 not');
});

test('the electorate are twelve', () => {
	const voters = electorate();
	assert.equal(new Set(voters.map(({ address }) => address)).size, 12);
	assert.equal(voters[0].address, ALICE);
	assert.equal(voters[1].name, 'Alice//stash');
});

const chainOf = (members) => ({
	query: { clinicalCouncil: { members: async () => members }, technicalCommittee: { members: async () => members } },
});

test('a council of strangers is named', async () => {
	const seats = async (members, council) => {
		const { members: known, threshold } = await seated(chainOf(members), council);
		return [known.length, threshold];
	};
	assert.deepEqual(await seats([ALICE, BOB, CHARLIE], 'technicalCommittee'), [3, 2]);
	// Of the clinical council it takes three at least.
	assert.deepEqual(await seats([ALICE, BOB, CHARLIE], 'clinicalCouncil'), [3, 3]);
	const stranger = '5C4hrfjw9DjXZTzV3MwzrrAr9P1MJhSrvWGWqi1eSuyUpnhM';
	for (const strangers of [[], [stranger], [ALICE, BOB], [ALICE, stranger, stranger]]) {
		await assert.rejects(
			seated(chainOf(strangers), 'clinicalCouncil'),
			/^Error: the clinical council is not that of a development chain/,
		);
	}
});

// A council that answers as it is told to.
function council({ proposing, closing }) {
	const call = (name) => (...args) => ({ name, args });
	const sent = [];
	const outcomes = { propose: proposing, vote: { events: [] }, close: closing };
	return {
		sent,
		api: {
			...chainOf([ALICE, BOB, CHARLIE]),
			registry,
			tx: { clinicalCouncil: { close: call('close'), propose: call('propose'), vote: call('vote') } },
		},
		sender: {
			send: async (person, { name, args }) => {
				sent.push([person.name, name, args]);
				return outcomes[name];
			},
		},
	};
}

const event = (method, data) => ({ events: [{ section: 'clinicalCouncil', method, data }] });
const proposing = event('Proposed', { proposalHash: '0x01', proposalIndex: 4 });
const motion = { method: { encodedLength: 9 }, paymentInfo: async () => ({ weight: 'much' }) };

test('a motion is proposed, voted for and closed', async () => {
	const journey = council({ proposing, closing: event('Executed', { result: ok }) });
	const { result } = await pass(journey, 'clinicalCouncil', motion);
	assert.equal(result, 'carried out');
	assert.deepEqual(journey.sent, [
		['Alice', 'propose', [3, motion, 9]],
		['Alice', 'vote', ['0x01', 4, true]],
		['Bob', 'vote', ['0x01', 4, true]],
		['Charlie', 'vote', ['0x01', 4, true]],
		['Alice', 'close', ['0x01', 4, 'much', 9]],
	]);
});

test('a motion that fails says why', async () => {
	const passed = (told) => pass(council({ proposing, ...told }), 'clinicalCouncil', motion);
	const { result } = await passed({ closing: event('Executed', { result: failed(badOrigin) }) });
	assert.equal(result, 'BadOrigin');
	assert.equal((await passed({ closing: { events: [] } })).result, 'not carried out');
	assert.equal((await passed({ closing: { error: 'clinicalCouncil.TooEarly', events: [] } })).result, 'clinicalCouncil.TooEarly');
	const refused = passed({ proposing: { error: 'clinicalCouncil.NotMember', events: [] } });
	await assert.rejects(refused, /took no proposal: clinicalCouncil\.NotMember/);
});
