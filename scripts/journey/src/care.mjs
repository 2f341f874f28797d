// What every step of the care journey has at hand, and the few moves that several of them make.
import { randomInt } from 'node:crypto';
import { terms } from './consents.mjs';
import { deposit } from './documents.mjs';
import { Journey } from './journey.mjs';
import { eventsOf } from './send.mjs';

const SEGMENTS = 32;

export class CareJourney extends Journey {
	constructor({ documents, vault, ...common }) {
		super(common);
		Object.assign(this, { documents, vault });
		this.segments = drawSegments();
	}

	/**
	 * The hospital files a document about each subject, after the calls in `before`, all or none; one
	 * row. Answers with the records.
	 */
	async fileAll(step, wishes, before = []) {
		const [document] = this.documents;
		const entries = wishes.map((wish) => ({ document, ...wish, ...deposit(this.vault, document.bytes) }));
		const calls = entries.map(({ subject, segment, commitment, retention = 'Clinical' }) =>
			this.api.tx.records.register(subject.address, segment, commitment, null, retention));
		const filing = await this.actAll(step, this.people.hospital, [...before, ...calls]);
		const filed = eventsOf(filing, 'records', 'Registered').map(({ data }) => Number(data.record));
		if (filed.length !== entries.length) {
			throw new Error(`"${step}" filed ${filed.length} of ${entries.length} records`);
		}
		return entries.map((entry, index) => ({ ...entry, id: filed[index] }));
	}

	/** The call with which the patient, or whoever signs, consents to what `grantee` may do. */
	async grant(grantee, wish, signer = this.people.patient) {
		return this.api.tx.consent.grant(grantee, await terms(this, signer, wish));
	}

	/** The call with which they deny it. */
	async deny(grantee, wish, signer = this.people.patient) {
		const denied = await terms(this, signer, { ...wish, type: 'deny' });
		return this.api.tx.consent.deny(grantee, denied);
	}

	/**
	 * Lets `reader` ask for a record, and compares what the gate says with what the records pallet
	 * does in the same block: `permitted by Grant(Account)`, or `refused: Purpose`.
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
