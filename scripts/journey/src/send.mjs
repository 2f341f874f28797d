// Signs, sends and waits for the block. Calls of many people, and several of one person, may be
// under way at once.
//
// On a relay chain another block may take a block's place until it has been included, and calls come into
// the other one in another order. So a call is done when its block is final or included.
import { u8aConcat, u8aToHex } from '@polkadot/util';
import { describe, turnedAway } from './errors.mjs';
import { Problem } from './problem.mjs';

const PATIENCE = 120_000;
const PAUSE = 500;
// Where a transaction comes from, as runtimes are told.
const FROM_OUTSIDE = 2;

export class Sender {
	#nonces = new Map();
	/** How many blocks it takes at most, so far, until a call is done. */
	depth = 1;

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
		return new Promise((resolve, reject) => {
			let taken;
			let ended = false;
			const end = (outcome) => {
				ended = true;
				resolve(outcome);
			};
			const refused = (reason) => {
				this.#nonces.delete(person.address);
				end({ error: reason, block: undefined, events: [] });
			};
			const watch = async () => {
				while (!ended) {
					const outcome = taken;
					if (await this.#included(outcome)) {
						end(outcome);
					} else {
						await pause();
					}
				}
			};
			// Signing changes the extrinsic: each signer gets one of their own.
			const extrinsic = this.api.tx(call.method);
			extrinsic.signAndSend(person.pair, { nonce }, (result) => {
				const { status, events, dispatchError, blockNumber } = result;
				// A chain that finalises at once may skip the first of the two.
				if (status.isInBlock || status.isFinalized) {
					const first = taken === undefined;
					taken = {
						error: dispatchError && describe(this.api.registry, dispatchError),
						block: Number(blockNumber),
						hash: status.isInBlock ? status.asInBlock : status.asFinalized,
						events: events.map(({ event }) => event),
					};
					if (status.isFinalized) {
						end(taken);
					} else if (first) {
						pause().then(watch).catch(reject);
					}
				} else if (result.isError) {
					this.#whyDropped(extrinsic, status).then(refused, reject);
				}
			}).catch((error) => refused(turnedAway(error.message)));
		});
	}

	/** Why a call was dropped that fitted onto a block, which another one has replaced since. */
	async #whyDropped(extrinsic, status) {
		const { registry, rpc } = this.api;
		const newest = await rpc.chain.getBlockHash();
		const asked = u8aConcat([FROM_OUTSIDE], extrinsic.toU8a(), newest.toU8a());
		const answer = await rpc.state.call('TaggedTransactionQueue_validate_transaction', u8aToHex(asked), newest);
		const validity = registry.createType('TransactionValidity', answer.toU8a(true));
		return validity.isErr && validity.asErr.isInvalid
			? `invalid: ${validity.asErr.asInvalid.type}`
			: `the node dropped the call: ${status.type}`;
	}

	/** Whether the relay chain has included a block, as the newest block knows. */
	async #included({ block, hash }) {
		const { rpc } = this.api;
		const [here, newest] = await Promise.all([rpc.chain.getBlockHash(block), rpc.chain.getHeader()]);
		if (!here.eq(hash)) {
			return false;
		}
		const { query } = await this.api.at(newest.hash);
		const waiting = (await query.parachainSystem.unincludedSegment()).length;
		const since = Number(newest.number) - block;
		if (since < waiting) {
			return false;
		}
		this.depth = Math.max(this.depth, since + 1);
		return true;
	}
}

function pause() {
	return new Promise((resolve) => {
		setTimeout(resolve, PAUSE);
	});
}

/** The events `section.method` of an outcome. */
export function eventsOf({ events }, section, method) {
	return events.filter((event) => event.section === section && event.method === method);
}

/** The outcome in the latest block of several. */
export function latest(outcomes) {
	return outcomes.reduce((last, outcome) => (outcome.block > last.block ? outcome : last));
}
