// Many records are anchored in one call, and one of them becomes a record of its own.
import { randomBytes, randomInt } from 'node:crypto';
import { hexToU8a, u8aToHex } from '@polkadot/util';
import { decodeAddress } from '@polkadot/util-crypto';
import { deposit } from '../documents.mjs';
import { words } from '../metadata.mjs';
import { RECORD_LEAF, batch as commit, leaf, proof } from '../merkle.mjs';
import { eventsOf } from '../send.mjs';

const COUNT = 1000;
const SEGMENTS = 32;

export async function batch(journey) {
	const { api, documents, people, queries, segments, table, vault } = journey;
	const { hospital, patient } = people;
	const [document] = documents;
	table.part('A thousand records in one call');
	const index = randomInt(COUNT);
	const entry = { segment: segments.open, ...deposit(vault, document.bytes) };
	const leaves = Array.from({ length: COUNT }, (_, at) =>
		(at === index
			? recordLeaf(at, decodeAddress(patient.address), entry.segment, hexToU8a(entry.commitment))
			: recordLeaf(at, randomBytes(32), randomInt(SEGMENTS), randomBytes(32))));
	const { root, count } = commit(leaves);
	const anchor = api.tx.records.anchorBatch(u8aToHex(root), count, 'Clinical');
	const anchoring = await journey.act(`anchor ${COUNT} records of as many patients`, hospital, anchor);
	const [anchored] = eventsOf(anchoring, 'records', 'BatchAnchored');
	const id = Number(anchored.data.batch);

	const siblings = proof(leaves, index).map((sibling) => u8aToHex(sibling));
	const told = [id, index, patient.address, entry.segment, entry.commitment];
	const answer = await queries.view('Records', 'verify_leaf', [...told, siblings]);
	table.row({
		step: 'ask whether the patient\'s record is one of them',
		who: patient.name,
		expected: 'proven',
		result: answer.isOk ? 'proven' : words(answer.asErr),
	});
	const prove = (way) => api.tx.records.proveLeaf(...told, way);
	const forged = [`0x${'5a'.repeat(32)}`, ...siblings.slice(1)];
	const [, , proving] = await journey.actInTurn(patient, [
		{ step: 'prove it with a forged sibling', call: prove(forged), expected: 'records.Proof(Mismatch)' },
		{ step: 'prove it with a sibling too few', call: prove(siblings.slice(1)), expected: 'records.Proof(Length)' },
		{ step: `prove it with its ${siblings.length} siblings`, call: prove(siblings) },
		{ step: 'prove it again', call: prove(siblings), expected: 'records.AlreadyExists' },
	]);
	const [proven] = eventsOf(proving, 'records', 'LeafProven');
	if (!proven) {
		throw new Error('the leaf did not become a record');
	}
	const record = { ...entry, id: Number(proven.data.record) };
	await journey.verify('verify the record that it became', patient, record, 1, entry.commitment, 'Current');
}

function recordLeaf(index, subject, segment, commitment) {
	return leaf(RECORD_LEAF, index, subject, Buffer.from([segment]), commitment);
}
