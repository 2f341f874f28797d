// The patient lets the physician read one segment, and the physician reads.
import { commit, fetchFor, handOver, tryDecrypt } from '../documents.mjs';
import { parseResource } from '../fhir.mjs';
import { right } from '../queries.mjs';

export async function consent(journey) {
	const { people, segments, table } = journey;
	table.part('The patient consents');
	const wish = { purposes: ['TREAT'], actions: ['Access'], segments: [segments.open] };
	const grant = await journey.grant({ Account: people.physician.address }, wish);
	await journey.act('grant the physician TREAT/Access on one segment', people.patient, grant);
}

export async function treatment(journey) {
	const { people, queries, records, segments, table, vault } = journey;
	const { hospital, physician, patient } = people;
	const [record] = records;
	const who = physician.name;
	table.part('The physician treats');
	const asked = { subject: patient, actor: physician, action: 'Access', purpose: 'TREAT' };
	table.row({
		step: 'ask the gate',
		who,
		expected: 'permitted by Grant(Account)',
		result: await queries.gate({ ...asked, segment: segments.open }),
	});
	await journey.readAll([
		{ step: 'access the record', reader: physician, record, expected: 'permitted by Grant(Account)' },
	]);
	const receipts = await queries.receipts(record.id);
	table.row({
		step: 'look at the receipts of the record',
		who: patient.name,
		expected: '1: physician, Access, TREAT, version 1, by Grant(Account)',
		result: `${receipts.length}: ${receipts.map((entry) => told(entry, people)).join('; ')}`,
	});
	await handOver(vault, record, physician);
	const { ciphertext, secret } = await fetchFor(vault, record.address, physician);
	await journey.verify(
		'verify what was fetched', physician, record, 1, commit(secret, ciphertext), 'Current',
	);
	const plaintext = tryDecrypt(secret, ciphertext);
	table.row({
		step: `decrypt ${record.document.name}`,
		who,
		expected: 'FHIR, to the byte',
		result: sameDocument(plaintext, record.document),
	});
}

function told([, receipt], people) {
	const { reader, action, purpose, version, basis } = receipt;
	const known = Object.values(people).find(({ address }) => reader.eq(address));
	return `${known?.name ?? reader}, ${action.type}, ${purpose.type}, version ${version}, by ${right(basis)}`;
}

function sameDocument(plaintext, { bytes, name }) {
	if (plaintext === undefined) {
		return 'cannot be decrypted';
	}
	parseResource(plaintext, name);
	return Buffer.compare(plaintext, bytes) === 0 ? 'FHIR, to the byte' : 'another document';
}
