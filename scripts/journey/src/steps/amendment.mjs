// Records change without losing their history, and tampering shows.
import { readFileSync, writeFileSync } from 'node:fs';
import { nextVersion } from '../amend.mjs';
import { commit, deposit, fetchFor, tryDecrypt } from '../documents.mjs';
import { parseResource } from '../fhir.mjs';
import { isIntact } from '../vault.mjs';

export async function amendment(journey) {
	const { api, people, records, sender, table, vault } = journey;
	const { hospital, patient } = people;
	const [record, , mistaken] = records;
	table.part('The hospital amends and retracts');
	const text = nextVersion(Buffer.from(record.document.bytes).toString('utf8'));
	parseResource(Buffer.from(text), `the next version of ${record.document.name}`);
	const amended = deposit(vault, Buffer.from(text));
	const [amending, retracting] = await Promise.all([
		sender.send(hospital, api.tx.records.amend(record.id, amended.commitment, null)),
		sender.send(hospital, api.tx.records.retract(mistaken.id)),
	]);
	await journey.report(`amend ${record.document.name}`, hospital, amending);
	await journey.verify('verify version 1', patient, record, 1, record.commitment, 'Superseded by 2');
	await journey.verify('verify version 2', patient, record, 2, amended.commitment, 'Current');
	await journey.verify('verify version 1 as version 2', patient, record, 2, record.commitment, 'Mismatch');
	await journey.report('retract another record as entered in error', hospital, retracting);
	await journey.verify('verify it', patient, mistaken, 1, mistaken.commitment, 'EnteredInError');
	const access = api.tx.records.access(mistaken.id, 'Access', 'PATRQT');
	await journey.act('access it as the patient', patient, access, 'records.EnteredInError');
}

export async function tampering(journey) {
	const { people, records, table, vault } = journey;
	const { physician } = people;
	const [record] = records;
	const who = physician.name;
	table.part('A tampered file is found out');
	const path = vault.pathOf(record.address);
	const original = readFileSync(path);
	try {
		writeFileSync(path, flipped(original));
		const { ciphertext, secret } = await fetchFor(vault, record.address, physician);
		const address = isIntact(record.address, ciphertext) ? 'intact' : 'not what it says';
		table.row({ step: 'compare the file with its address', who, expected: 'not what it says', result: address });
		const tampered = commit(secret, ciphertext);
		await journey.verify('verify its commitment', physician, record, 1, tampered, 'Mismatch');
		const result = tryDecrypt(secret, ciphertext) === undefined ? 'refused' : 'decrypted';
		table.row({ step: 'decrypt it', who, expected: 'refused', result });
	} finally {
		writeFileSync(path, original);
	}
}

function flipped(bytes) {
	const copy = Buffer.from(bytes);
	copy[copy.length - 1] ^= 1;
	return copy;
}
