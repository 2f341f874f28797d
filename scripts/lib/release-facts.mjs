// What a runtime says of itself, and what its build adds, as JSON.
//
//   node release-facts.mjs RUNTIME.compact.wasm [KEY=VALUE...]
//
// The version is read from the section of the wasm that nodes read it from. It must not be compressed.
import { readFileSync } from 'node:fs';

/** Reads SCALE from the front of `bytes`. */
function reader(bytes) {
	let at = 0;
	const take = (length) => {
		if (at + length > bytes.length) {
			throw new Error('its version ends too early');
		}
		at += length;
		return bytes.subarray(at - length, at);
	};
	const u32 = () => take(4).readUInt32LE();
	const compact = () => {
		const first = take(1)[0];
		switch (first & 3) {
			case 0:
				return first >> 2;
			case 1:
				return (first | (take(1)[0] << 8)) >> 2;
			default:
				throw new Error('its version has a name that is too long');
		}
	};
	return { u32, skip: take, compact, text: () => take(compact()).toString('utf8') };
}

function version(wasm) {
	const [section] = WebAssembly.Module.customSections(new WebAssembly.Module(wasm), 'runtime_version');
	if (!section) {
		throw new Error('it has no section runtime_version');
	}
	const read = reader(Buffer.from(section));
	const specName = read.text();
	read.text(); // the implementation's name
	read.u32(); // its authoring version
	const specVersion = read.u32();
	read.u32(); // the implementation's version
	const apis = read.compact();
	read.skip(apis * 12);
	return { specName, specVersion, transactionVersion: read.u32() };
}

const [file, ...facts] = process.argv.slice(2);
try {
	const given = Object.fromEntries(
		facts.map((fact) => {
			const [key, value] = fact.split(/=(.*)/s);
			return [key, /^[0-9]{1,15}$/.test(value) ? Number(value) : value];
		}),
	);
	console.log(JSON.stringify({ ...version(readFileSync(file)), ...given }, null, '\t'));
} catch (error) {
	console.error(`error: ${file} is no runtime: ${error.message}`);
	process.exit(1);
}
