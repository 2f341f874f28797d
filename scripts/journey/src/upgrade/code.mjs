// Runtimes as bytes: those that a chain is to take, and those that it is to turn down.
import { readFileSync } from 'node:fs';
import { compactToU8a, hexToU8a, stringToU8a, u8aConcat } from '@polkadot/util';
import { blake2AsHex } from '@polkadot/util-crypto';
import { Problem } from '../problem.mjs';

const CODE_KEY = '0x3a636f6465';
const WASM = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
// What Substrate puts before a runtime that is compressed.
const COMPRESSED = [0x52, 0xbc, 0x53, 0x76, 0x46, 0xdb, 0x8e, 0x05];
const CUSTOM_SECTION = 0;

/** The runtime in a file. */
export function readCode(path) {
	let code;
	try {
		code = new Uint8Array(readFileSync(path));
	} catch (error) {
		throw new Problem(`${path}: ${error.code === 'ENOENT' ? 'does not exist' : error.message}`);
	}
	if (!startsWith(code, WASM) && !startsWith(code, COMPRESSED)) {
		throw new Problem(`${path} is no runtime: expected wasm, as it is or compressed`);
	}
	return code;
}

/** The runtime that the chain has, at block `at` or now. */
export async function chainCode(api, at) {
	return hexToU8a(await api.rpc.state.getStorage.raw(CODE_KEY, ...(at === undefined ? [] : [at])));
}

/** What an upgrade is authorised by. */
export function codeHash(code) {
	return blake2AsHex(code, 256);
}

/**
 * A module without a function that gives itself out as a runtime: with the `version` of the chain's own
 * but for what `change` says. At least `size` bytes long. The chain reads no more of a runtime before it takes it.
 */
export function shell(version, change = {}, size = 0) {
	const { apis, authoringVersion, implName, implVersion, specName, specVersion, stateVersion, transactionVersion } =
		{ ...plain(version), ...change };
	const text = (words) => u8aConcat(compactToU8a(words.length), stringToU8a(words));
	const told = u8aConcat(
		text(specName),
		text(implName),
		...[authoringVersion, specVersion, implVersion].map(u32),
		// The list of APIs is in a section of its own.
		compactToU8a(0),
		u32(transactionVersion),
		[stateVersion],
	);
	const module = u8aConcat(WASM, section('runtime_version', told), section('runtime_apis', apis));
	const missing = size - module.length;
	return missing > 0 ? u8aConcat(module, section('padding', new Uint8Array(missing))) : module;
}

/** The custom sections of a module, by name. */
export function customSections(module) {
	if (!startsWith(module, WASM)) {
		throw new Error('no wasm module');
	}
	const sections = new Map();
	let at = WASM.length;
	while (at < module.length) {
		const id = module[at];
		const [size, start] = readVarint(module, at + 1);
		if (id === CUSTOM_SECTION) {
			const [length, name] = readVarint(module, start);
			const words = Buffer.from(module.subarray(name, name + length)).toString();
			sections.set(words, module.subarray(name + length, start + size));
		}
		at = start + size;
	}
	return sections;
}

function plain(version) {
	const { apis, implName, specName } = version;
	return {
		apis: u8aConcat(...apis.map((api) => api.toU8a())),
		implName: String(implName),
		specName: String(specName),
		authoringVersion: Number(version.authoringVersion),
		implVersion: Number(version.implVersion),
		specVersion: Number(version.specVersion),
		stateVersion: Number(version.stateVersion),
		transactionVersion: Number(version.transactionVersion),
	};
}

function section(name, content) {
	const payload = u8aConcat(varint(name.length), stringToU8a(name), content);
	return u8aConcat([CUSTOM_SECTION], varint(payload.length), payload);
}

function u32(value) {
	const bytes = new Uint8Array(4);
	new DataView(bytes.buffer).setUint32(0, value, true);
	return bytes;
}

function varint(value) {
	const bytes = [];
	let rest = value;
	do {
		const more = rest > 0x7f;
		bytes.push((rest & 0x7f) | (more ? 0x80 : 0));
		rest >>>= 7;
	} while (rest > 0);
	return Uint8Array.from(bytes);
}

function readVarint(bytes, from) {
	let value = 0;
	for (let at = from, shift = 0; ; at += 1, shift += 7) {
		value |= (bytes[at] & 0x7f) << shift;
		if (bytes[at] < 0x80) {
			return [value, at + 1];
		}
	}
}

function startsWith(bytes, start) {
	return start.every((byte, index) => bytes[index] === byte);
}
