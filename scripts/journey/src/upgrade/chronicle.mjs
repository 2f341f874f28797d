// Every event of every block, as blocks come: also of what the chain does by itself.
import { Metadata, TypeRegistry } from '@polkadot/types';
import { Problem } from '../problem.mjs';

const PATIENCE = 240_000;

export class Chronicle {
	#events = [];
	#failure;
	#next;
	#reading = Promise.resolve();
	#watchers = new Set();

	/** Of the chain of `api`, whose events `read` knows: see `EventReader`. */
	constructor(api, lost, read) {
		this.api = api;
		this.read = read;
		lost.catch((error) => this.#fail(error));
	}

	/** Begins, with the next block. */
	async begin() {
		this.#next = Number((await this.api.rpc.chain.getHeader()).number) + 1;
		await this.api.rpc.chain.subscribeNewHeads(({ number }) => {
			const read = () => this.#readUpTo(Number(number));
			this.#reading = this.#reading.then(read).catch((error) => this.#fail(error));
		});
		return this;
	}

	/**
	 * The first event since block `from` for which `wanted` holds, `{ block, hash, event }`. Waits for it;
	 * `what` says for what, should it not come.
	 */
	async first(what, wanted, from = 0) {
		const holds = ({ block, event }) => block >= from && wanted(event);
		const known = this.#events.find(holds);
		if (known) {
			return known;
		}
		if (this.#failure) {
			throw this.#failure;
		}
		return new Promise((resolve, reject) => {
			const watcher = { holds, resolve, reject };
			const timer = setTimeout(() => {
				this.#watchers.delete(watcher);
				reject(new Problem(`waited for ${PATIENCE / 1000} s in vain: ${what}`));
			}, PATIENCE);
			watcher.end = () => {
				clearTimeout(timer);
				this.#watchers.delete(watcher);
			};
			this.#watchers.add(watcher);
		});
	}

	/** The events `section.method` of blocks `from` to `to` that are known. */
	between(from, to, section, method) {
		return this.#events.filter(({ block, event }) =>
			block >= from && block <= to && event.section === section && event.method === method);
	}

	async #readUpTo(last) {
		for (; this.#next <= last; this.#next += 1) {
			const block = this.#next;
			const { hash, events } = await this.read(block);
			const entries = events.map((event) => ({ block, hash, event }));
			// A block as a whole: who asks about one of its events may ask for the others.
			this.#events.push(...entries);
			for (const watcher of this.#watchers) {
				const found = entries.find(watcher.holds);
				if (found) {
					watcher.end();
					watcher.resolve(found);
				}
			}
		}
	}

	#fail(error) {
		this.#failure ??= error;
		for (const watcher of this.#watchers) {
			watcher.end();
			watcher.reject(this.#failure);
		}
	}
}

/**
 * Reads events in the words of the runtime that made the block. The library's own registry goes over to a new
 * runtime while the last blocks of the old one are still being read.
 */
export class EventReader {
	#registries = new Map();

	constructor(api) {
		this.api = api;
		this.key = api.query.system.events.key();
	}

	/** `{ hash, events }` of block `number`. */
	async read(number) {
		const { rpc } = this.api;
		const [parent, hash] = await Promise.all([number - 1, number].map((one) => rpc.chain.getBlockHash(one)));
		const [registry, bytes] = await Promise.all([
			this.#registry(parent),
			rpc.state.getStorage.raw(this.key, hash),
		]);
		const records = bytes === null ? [] : registry.createType('Vec<FrameSystemEventRecord>', bytes);
		return { hash, events: records.map(({ event }) => event) };
	}

	async #registry(parent) {
		const { state } = this.api.rpc;
		const { specVersion } = await state.getRuntimeVersion.raw(parent);
		if (!this.#registries.has(specVersion)) {
			const registry = new TypeRegistry();
			registry.setMetadata(new Metadata(registry, await state.getMetadata.raw(parent)));
			this.#registries.set(specVersion, registry);
		}
		return this.#registries.get(specVersion);
	}
}
