// The hospital encrypts the documents into the vault and anchors their commitments.
import { deposit } from '../documents.mjs';
import { eventsOf } from '../send.mjs';

// One to read and amend, one that stays closed, one to retract.
const LEAST = 3;
const BATCH = 50;
const WAVE = 10;

export async function registration(journey) {
	const { api, sender, people, table } = journey;
	const { hospital, physician2, patient } = people;
	table.part('Records');
	const records = filed(journey).map((record) => ({ ...record, subject: patient }));
	const register = ({ segment, commitment }) =>
		api.tx.records.register(patient.address, segment, commitment, null, 'Clinical');
	table.row({
		step: `encrypt ${count(records.length, 'document')} of ${kinds(records)} into the vault`,
		who: hospital.name,
		expected: `${records.length} in the vault`,
		result: `${new Set(records.map(({ address }) => address)).size} in the vault`,
	});
	const nobody = register({ ...records[0], commitment: `0x${'11'.repeat(32)}` });
	const [outcomes, again, unlicensed] = await Promise.all([
		sendInWaves(sender, hospital, chunks(records.map(register), BATCH)),
		sender.send(hospital, register(records[0])),
		sender.send(physician2, nobody),
	]);
	const ids = outcomes
		.flatMap((outcome) => eventsOf(outcome, 'records', 'Registered'))
		.map(({ data }) => Number(data.record));
	table.row({
		step: 'register their commitments in two segments',
		who: hospital.name,
		expected: `${records.length} registered`,
		result: outcomes.find(({ error }) => error)?.error ?? `${ids.length} registered`,
		block: outcomes.at(-1).block,
	});
	if (ids.length !== records.length) {
		throw new Error(`${records.length - ids.length} records were not registered`);
	}
	await journey.report('register a commitment again', hospital, again, 'records.AlreadyExists');
	await journey.report(
		'register as somebody who is no facility', physician2, unlicensed, 'records.Unlicensed(NotHeld)',
	);
	journey.records = records.map((record, index) => ({ ...record, id: ids[index] }));
	await verifyAll(journey);
}

// Documents in turn to the open and the closed segment; a few documents are filed more than once.
function filed({ documents, vault, segments }) {
	const length = Math.max(LEAST, documents.length);
	return Array.from({ length }, (_, index) => {
		const document = documents[index % documents.length];
		const segment = index % 2 === 0 ? segments.open : segments.closed;
		return { document, segment, ...deposit(vault, document.bytes) };
	});
}

// Not too many at once for the transaction pool. The order of one person's calls is kept.
async function sendInWaves(sender, person, batches) {
	const outcomes = [];
	for (const wave of chunks(batches, WAVE)) {
		outcomes.push(...(await Promise.all(wave.map((calls) => sender.sendAll(person, calls)))));
	}
	return outcomes;
}

async function verifyAll({ table, queries, people, records }) {
	let current = 0;
	for (const part of chunks(records, BATCH)) {
		const answers = await Promise.all(
			part.map(({ id, commitment }) => queries.verify(id, 1, commitment)),
		);
		current += answers.filter((answer) => answer === 'Current').length;
	}
	table.row({
		step: 'verify every commitment against the chain',
		who: people.hospital.name,
		expected: `${records.length} Current`,
		result: `${current} Current`,
	});
}

function kinds(records) {
	const types = new Set(records.map(({ document }) => document.name.split('/')[0]));
	return types.size <= 3 ? [...types].join(', ') : `${types.size} FHIR types`;
}

function count(number, noun) {
	return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function chunks(list, size) {
	const parts = [];
	for (let at = 0; at < list.length; at += size) {
		parts.push(list.slice(at, at + size));
	}
	return parts;
}
