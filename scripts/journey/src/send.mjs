// Signs, sends and waits for the block. Calls of many people, and several of one person, may be
// under way at once.
import { describe, turnedAway } from './errors.mjs';
import { Problem } from './problem.mjs';

const PATIENCE = 60_000;

export class Sender {
	#nonces = new Map();

	constructor(api, lost) {
		this.api = api;
		this.lost = lost;
	}

	/** Sends `call` of `person`: `{ error, block, hash, events }`, `error` in words or undefined. */
	async send(person, call) {
		const nonce = await this.#nextNonce(person.address);
		let timer;
		const late = new Promise((_, reject) => {
			const line = `no block took a call within ${PATIENCE / 1000} s: does the chain make blocks?`;
			timer = setTimeout(() => reject(new Problem(line)), PATIENCE);
		});
		const sent = this.#submit(person, call, nonce);
		return Promise.race([sent, late, this.lost]).finally(() => clearTimeout(timer));
	}

	/** Sends several calls of one person as one, all or none. */
	sendAll(person, calls) {
		return this.send(person, this.api.tx.utility.batchAll(calls));
	}

	async #nextNonce(address) {
		const known = this.#nonces.get(address) ?? this.api.rpc.system.accountNextIndex(address);
		const nonce = Promise.resolve(known).then(Number);
		this.#nonces.set(address, nonce.then((value) => value + 1));
		return nonce;
	}

	#submit(person, call, nonce) {
		return new Promise((resolve) => {
			const refused = (reason) => {
				this.#nonces.delete(person.address);
				resolve({ error: reason, block: undefined, events: [] });
			};
			// Signing changes the extrinsic: each signer gets one of their own.
			this.api.tx(call.method).signAndSend(person.pair, { nonce }, (result) => {
				const { status, events, dispatchError, blockNumber } = result;
				// A chain that finalises at once may skip the first of the two.
				if (status.isInBlock || status.isFinalized) {
					resolve({
						error: dispatchError && describe(this.api.registry, dispatchError),
						block: Number(blockNumber),
						hash: status.isInBlock ? status.asInBlock : status.asFinalized,
						events: events.map(({ event }) => event),
					});
				} else if (result.isError) {
					refused(`the node dropped the call: ${status.type}`);
				}
			}).catch((error) => refused(turnedAway(error.message)));
		});
	}
}

/** The events `section.method` of an outcome. */
export function eventsOf({ events }, section, method) {
	return events.filter((event) => event.section === section && event.method === method);
}

/** The outcome in the latest block of several. */
export function latest(outcomes) {
	return outcomes.reduce((last, outcome) => (outcome.block > last.block ? outcome : last));
}
