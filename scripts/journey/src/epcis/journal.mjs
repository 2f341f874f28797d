// What has been sent, so that nothing is sent twice: by chain, event and call, with the block; or
// without one, as long as it is not known what became of it.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { Problem } from '../problem.mjs';

export class Journal {
	#path;
	#all;
	#chain;

	constructor(path, all, genesis) {
		this.#path = path;
		this.#all = all;
		all[genesis] ??= {};
		this.#chain = all[genesis];
	}

	/** Opens the journal at `path`, or none, for the chain that `api` speaks to. */
	static async open(path, api) {
		const all = read(path);
		const genesis = api.genesisHash.toHex();
		const known = Object.values(all[genesis] ?? {}).flatMap((calls) => Object.values(calls))
			.filter(({ block }) => block !== undefined);
		// A development chain begins again with the same first block, but not with the same others.
		if (known.length > 0 && !(await knows(api, known.at(-1)))) {
			delete all[genesis];
		}
		return new Journal(path, all, genesis);
	}

	/** Whether calls are remembered at all. */
	get isKept() {
		return this.#path !== undefined;
	}

	/** The number of the block in which a call of an event was done. */
	blockOf(event, name) {
		return this.#chain[event]?.[name]?.block;
	}

	/** Whether it is unknown what became of a call: the submission broke off when it was sent. */
	isUncertain(event, name) {
		const entry = this.#chain[event]?.[name];
		return entry !== undefined && entry.block === undefined;
	}

	/** Remembers that calls of an event are being sent. */
	sending(event, names) {
		this.#put(event, names, {});
	}

	/** Remembers that calls of an event were done. */
	done(event, names, { block, hash }) {
		this.#put(event, names, { block, hash: String(hash) });
	}

	/** Forgets calls of an event that were refused. */
	refused(event, names) {
		this.#put(event, names, undefined);
	}

	#put(event, names, entry) {
		this.#chain[event] = { ...this.#chain[event], ...Object.fromEntries(names.map((name) => [name, entry])) };
		if (this.isKept) {
			// Whoever reads the journal finds the whole of it, the one before or this one.
			writeFileSync(`${this.#path}.new`, `${JSON.stringify(this.#all, null, '\t')}\n`);
			renameSync(`${this.#path}.new`, this.#path);
		}
	}
}

async function knows(api, { block, hash }) {
	return (await api.rpc.chain.getBlockHash(block)).toHex() === hash;
}

function read(path) {
	if (path === undefined || !existsSync(path)) {
		return {};
	}
	try {
		return JSON.parse(readFileSync(path, 'utf8'));
	} catch {
		throw new Problem(`${path}: not JSON, so it is unknown what has been sent`);
	}
}
