// What every step has at hand, and the few moves that several steps make.
import { randomInt } from 'node:crypto';
import { terms } from './consents.mjs';

const SEGMENTS = 32;

export class Journey {
	constructor({ api, sender, queries, people, vault, table, documents }) {
		Object.assign(this, { api, sender, queries, people, vault, table, documents });
		this.segments = drawSegments();
	}

	/** Sends a call and prints a row about it. `expected` is `done` or an error in words. */
	async act(step, person, call, expected = 'done') {
		return this.report(step, person, this.sender.send(person, call), expected);
	}

	/** As `act`, with several calls as one, all or none. */
	async actAll(step, person, calls, expected = 'done') {
		return this.report(step, person, this.sender.sendAll(person, calls), expected);
	}

	/** Prints a row about what `sending` comes to. */
	async report(step, person, sending, expected = 'done') {
		const outcome = await sending;
		const result = outcome.error ?? 'done';
		this.table.row({ step, who: person.name, expected, result, block: outcome.block });
		if (outcome.block === undefined) {
			throw new Error(`"${step}" came into no block: ${result}`);
		}
		return outcome;
	}

	/** The call with which the patient consents to what `grantee` may do. */
	async grant(grantee, wish) {
		return this.api.tx.consent.grant(grantee, await terms(this, this.people.patient, wish));
	}

	/** The call with which the patient denies it. */
	async deny(grantee, wish) {
		const denied = await terms(this, this.people.patient, { ...wish, type: 'deny' });
		return this.api.tx.consent.deny(grantee, denied);
	}

	/**
	 * Lets `reader` ask for a record, and compares what the gate says with what the records pallet
	 * does in the same block: `permitted by Account`, or `refused: Purpose`.
	 */
	async read(reader, record, { action = 'Access', purpose = 'TREAT' } = {}) {
		const call = this.api.tx.records.access(record.id, action, purpose);
		const outcome = await this.sender.send(reader, call);
		const { subject, segment } = record;
		const asked = { subject, actor: reader, action, purpose, segment };
		const gate = await this.queries.gate(asked, outcome.hash);
		return { ...outcome, result: agreed(gate, outcome.error) };
	}

	/** Lets several readers ask at once and prints a row about each. */
	async readAll(attempts) {
		const outcomes = await Promise.all(
			attempts.map(({ reader, record, ...what }) => this.read(reader, record, what)),
		);
		attempts.forEach(({ step, reader, expected }, index) => {
			const { result, block } = outcomes[index];
			this.table.row({ step, who: reader.name, expected, result, block });
		});
		return outcomes;
	}

	/** Prints a row about what the chain says about a version of a record. */
	async verify(step, person, record, version, commitment, expected) {
		const result = await this.queries.verify(record.id, version, commitment);
		this.table.row({ step, who: person.name, expected, result });
	}

	/** Waits until the chain has block `number` and answers its hash. */
	async blockHash(number) {
		for (;;) {
			const hash = await this.api.rpc.chain.getBlockHash(number);
			if (!hash.isEmpty) {
				return hash;
			}
			await pause();
		}
	}

	/** Waits until the chain's time is `moment`. */
	async until(moment) {
		while ((await this.queries.now()) < moment) {
			await pause();
		}
	}
}

/** What gate and pallet say together, or both when they contradict each other. */
export function agreed(gate, error) {
	const refusal = /^records\.Refused\((.+)\)$/.exec(error ?? '')?.[1];
	const pallet = refusal ? `refused: ${refusal}` : error;
	const same = pallet === undefined ? gate.startsWith('permitted') : gate === pallet;
	return same ? gate : `gate: ${gate}; records: ${pallet ?? 'permitted'}`;
}

// Two of the patient's 32 segments, at random: a number means nothing to anybody else.
function drawSegments() {
	const open = randomInt(SEGMENTS);
	const closed = (open + 1 + randomInt(SEGMENTS - 1)) % SEGMENTS;
	return { open, closed };
}

function pause() {
	return new Promise((resolve) => {
		setTimeout(resolve, 250);
	});
}
