// When a call is done: on a chain whose blocks may be replaced, and on one that finalises at once.
import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { Sender } from '../src/send.mjs';

const PERSON = { address: 'somebody', pair: {} };
const never = new Promise(() => {});

// A chain that tells what becomes of a call as the test says: `hashes` of its blocks, how many of the newest
// are `waiting` to be included, and `tell`, which sends the status of the call.
function chain() {
	const state = { hashes: new Map(), newest: 0, waiting: 0 };
	const hash = (value) => ({ value, eq: (other) => other.value === value });
	const api = {
		rpc: {
			chain: {
				getBlockHash: async (number) => hash(state.hashes.get(number)),
				getHeader: async () => ({ number: state.newest, hash: hash('newest') }),
			},
			system: { accountNextIndex: async () => 0 },
		},
		at: async () => ({
			query: { parachainSystem: { unincludedSegment: async () => Array(state.waiting).fill(0) } },
		}),
		tx: () => ({
			signAndSend: async (_pair, _options, tell) => {
				state.tell = (blockNumber, value, final = false) => tell({
					status: {
						isInBlock: !final, isFinalized: final, asInBlock: hash(value), asFinalized: hash(value),
					},
					events: [],
					blockNumber,
				});
			},
		}),
	};
	return { api, state };
}

async function sent() {
	const { api, state } = chain();
	const sender = new Sender(api, never);
	const outcome = { done: false };
	const sending = sender.send(PERSON, { method: {} }).then((value) => Object.assign(outcome, { done: true, value }));
	while (!state.tell) {
		await pause(1);
	}
	return { sender, sending, outcome, state };
}

function pause(milliseconds) {
	return new Promise((resolve) => {
		setTimeout(resolve, milliseconds);
	});
}

test('a block that is final at once is enough', async () => {
	const { sender, sending, state } = await sent();
	state.tell(7, 'a', true);
	assert.equal((await sending).value.block, 7);
	assert.equal(sender.depth, 1);
});

test('a block counts once the relay chain has included it', async () => {
	const { sender, sending, outcome, state } = await sent();
	Object.assign(state, { hashes: new Map([[7, 'a']]), newest: 8, waiting: 2 });
	state.tell(7, 'a');
	await pause(1200);
	assert.equal(outcome.done, false);
	Object.assign(state, { newest: 9 });
	await sending;
	assert.equal(outcome.value.block, 7);
	assert.equal(sender.depth, 3);
});

test('when another block takes its place, the call is done where it came then', async () => {
	const { sending, outcome, state } = await sent();
	Object.assign(state, { hashes: new Map([[7, 'b']]), newest: 12, waiting: 2 });
	state.tell(7, 'a');
	await pause(1200);
	assert.equal(outcome.done, false);
	state.hashes.set(8, 'c');
	state.tell(8, 'c');
	await sending;
	assert.equal(outcome.value.block, 8);
});
