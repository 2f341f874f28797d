// What scripts/network.sh asks of JSON: a relay chain's spec with a parachain in it, and what a
// parachain's blocks say of themselves.
//
//   node network.mjs register SPEC PARA_ID HEAD RAW   prints the relay chain's spec with the parachain in
//                                                     its genesis that has this first header, in hex, and
//                                                     this raw spec
//   node network.mjs slots URL FROM TO KEY            prints how many blocks, and how many of them by the
//                                                     author with that key
//   node network.mjs gaps URL FROM TO RELAY           prints the longest gap between two blocks, in slots:
//                                                     within a session of the relay chain, and from one to
//                                                     the next, at which it drops what is not yet backed
//   node network.mjs compare URL OTHER FROM TO        prints how many blocks, and in how many the two
//                                                     nodes' state roots differ
//
// FROM and TO are block numbers, both included. What went wrong is one line, and the exit code 1.
import { readFileSync, realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const PATIENCE = 30_000;
// How many questions are under way at once.
const AT_ONCE = 20;
// Where a chain's state has its runtime: `:code` in hex.
const CODE = '0x3a636f6465';
// In a header: a digest item that is there before the block is made, by Aura, of eight bytes.
const AURA_SLOT = '0x066175726120';
// `ParachainSystem.LastRelayChainBlockNumber` of the parachain, `Session.CurrentIndex` of the relay chain.
const RELAY_PARENT = '0x45323df7cc47150b3930e2666b0aa313a2bca190d36bd834cc73a38fc213ecbd';
const SESSION = '0xcec5070d609dd3497f72bde07fc96ba072763800a36a99fdfc7c10f6415f6ee6';

/** A plain spec of a relay chain, with a parachain that has a core from the first block. */
export function register(spec, paraId, head, wasm) {
	const patch = spec.genesis?.runtimeGenesis?.patch;
	if (!patch) {
		throw new Error('the relay chain\'s spec has no genesis patch to put the parachain into');
	}
	const paras = patch.paras?.paras ?? [];
	patch.paras = { ...patch.paras, paras: [...paras, [paraId, [head, wasm, true]]] };
	return spec;
}

/** The runtime in a raw spec, in hex. */
export function codeOf(raw) {
	const code = raw.genesis?.raw?.top?.[CODE];
	if (!code) {
		throw new Error('the parachain\'s spec is not raw: it has no runtime in its state');
	}
	return code;
}

/** The slot that a block was made in. */
export function slotOf(header) {
	const item = header.digest.logs.find((log) => log.startsWith(AURA_SLOT));
	if (!item) {
		throw new Error(`block ${Number(header.number)} names no slot`);
	}
	return Number(Buffer.from(item.slice(AURA_SLOT.length), 'hex').readBigUInt64LE());
}

/** Where `key` is among the authors, as the runtime lists them in SCALE. */
export function authorsOf(list, key) {
	const bytes = Buffer.from(list.slice(2), 'hex');
	const count = bytes[0] >> 2;
	if ((bytes[0] & 3) !== 0 || bytes.length !== 1 + count * 32) {
		throw new Error('the runtime does not list its authors as it should');
	}
	const keys = Array.from({ length: count }, (_, index) => bytes.subarray(1 + index * 32, 33 + index * 32));
	const index = keys.findIndex((author) => author.equals(Buffer.from(key.slice(2), 'hex')));
	if (index < 0) {
		throw new Error(`${key} is no author of the chain`);
	}
	return { count, index };
}

/** How many of the blocks an author made. */
export function judgeSlots(slots, { count, index }) {
	return { blocks: slots.length, authored: slots.filter((slot) => slot % count === index).length };
}

/** The longest time between two blocks, in slots: of the same session, and of different ones. */
export function judgeGaps(slots, sessions) {
	const gaps = slots.slice(1).map((slot, at) => ({ gap: slot - slots[at], same: sessions[at] === sessions[at + 1] }));
	const longest = (same) => Math.max(0, ...gaps.filter((each) => each.same === same).map(({ gap }) => gap));
	return { within: longest(true), across: longest(false) };
}

/** A number in a node's storage, of four bytes in SCALE. */
export function numberOf(bytes) {
	if (!/^0x[0-9a-f]{8}$/.test(bytes ?? '')) {
		throw new Error(`a number of four bytes was expected, not ${bytes}`);
	}
	return Buffer.from(bytes.slice(2), 'hex').readUInt32LE();
}

/** In how many blocks the roots of two nodes differ. */
export function judgeRoots(headers, others) {
	const diverging = headers.filter(({ stateRoot }, at) => stateRoot !== others[at].stateRoot);
	return { blocks: headers.length, diverging: diverging.length };
}

async function rpc(url, method, params = []) {
	const answer = await fetch(url.replace(/^ws:/, 'http:'), {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
		signal: AbortSignal.timeout(PATIENCE),
	}).catch((error) => {
		throw new Error(`${url} does not answer: ${error.cause?.code ?? error.message}`);
	});
	const { result, error } = await answer.json();
	if (error) {
		throw new Error(`${url} refuses ${method}: ${error.message}`);
	}
	return result;
}

async function headerAt(url, number) {
	const hash = await rpc(url, 'chain_getBlockHash', [number]);
	const header = hash && (await rpc(url, 'chain_getHeader', [hash]));
	if (!header) {
		throw new Error(`${url} has no block ${number}`);
	}
	return header;
}

/** The headers of blocks `from` to `to`. */
async function headersOf(url, from, to) {
	const headers = [];
	for (let first = from; first <= to; first += AT_ONCE) {
		const length = Math.min(AT_ONCE, to - first + 1);
		const numbers = Array.from({ length }, (_, index) => first + index);
		headers.push(...(await Promise.all(numbers.map((number) => headerAt(url, number)))));
	}
	return headers;
}

async function storedNumber(url, key, block) {
	const hash = await rpc(url, 'chain_getBlockHash', [block]);
	return numberOf(await rpc(url, 'state_getStorage', [key, hash]));
}

/** The relay chain's session in which block `number` was built. */
async function sessionOf(url, relay, number) {
	return storedNumber(relay, SESSION, await storedNumber(url, RELAY_PARENT, number));
}

const COMMANDS = {
	register(spec, paraId, head, raw) {
		const [relay, header, salus] = [spec, head, raw].map((file) => readFileSync(file, 'utf8').trim());
		const wasm = codeOf(JSON.parse(salus));
		return JSON.stringify(register(JSON.parse(relay), Number(paraId), header, wasm));
	},
	async slots(url, from, to, key) {
		const headers = await headersOf(url, Number(from), Number(to));
		const authors = authorsOf(await rpc(url, 'state_call', ['AuraApi_authorities', '0x']), key);
		const { blocks, authored } = judgeSlots(headers.map(slotOf), authors);
		return `${blocks} ${authored}`;
	},
	async gaps(url, from, to, relay) {
		const headers = await headersOf(url, Number(from), Number(to));
		const sessions = await Promise.all(headers.map(({ number }) => sessionOf(url, relay, Number(number))));
		const { within, across } = judgeGaps(headers.map(slotOf), sessions);
		return `${within} ${across}`;
	},
	async compare(url, other, from, to) {
		const [headers, others] = await Promise.all(
			[url, other].map((node) => headersOf(node, Number(from), Number(to))),
		);
		const { blocks, diverging } = judgeRoots(headers, others);
		return `${blocks} ${diverging}`;
	},
};

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
	const [name, ...values] = process.argv.slice(2);
	try {
		const command = Object.hasOwn(COMMANDS, name ?? '') && COMMANDS[name];
		if (!command || command.length !== values.length) {
			throw new Error('network.mjs is called as its first lines say');
		}
		process.stdout.write(`${await command(...values)}\n`);
	} catch (error) {
		process.stderr.write(`error: ${error.message}\n`);
		process.exitCode = 1;
	}
}
