// A record is erased: when the law lets it, without a trace of it on chain or in the vault.
import { u8aToHex } from '@polkadot/util';
import { lookUp } from '../trie.mjs';
import { erasureReceipt, statement } from '../statements.mjs';

const MONTH = 30 * 24 * 60 * 60 * 1000;

export async function erasure(journey) {
	const { api, people, queries, records, table } = journey;
	const { hospital, patient, regulator } = people;
	const [, record] = records;
	const { id } = record;
	table.part('A record is erased');
	const asking = journey.sender.send(patient, api.tx.records.requestErasure(id));
	const own = { reader: patient, record, purpose: 'PATRQT' };
	await journey.readAll([
		{ step: 'access it, which leaves a receipt', ...own, expected: 'permitted by Subject' },
	]);
	await journey.report('request its erasure', patient, asking);
	const receipt = erasureReceipt(`salt, key and ciphertext of ${record.address} are destroyed`);
	const erase = api.tx.records.erase([id], receipt);
	await journey.act('erase it before the law lets them', hospital, erase, 'records.RetentionNotOver');
	const until = (await queries.now()) + MONTH;
	await journey.actInTurn(regulator, [
		{ step: 'place a legal hold', call: api.tx.records.placeHold(id, until, statement('a case is pending')) },
		{ step: 'order the erasure all the same', call: api.tx.records.orderErasure(id, statement('article 17')) },
	]);
	await journey.act('erase it under the hold', hospital, erase, 'records.UnderHold');
	await journey.act('lift the hold', regulator, api.tx.records.liftHold(id));

	const keys = entriesOf(api, record);
	table.row({
		step: 'look for its entries on chain',
		who: patient.name,
		expected: Object.keys(keys).join(', '),
		result: await standing(api, keys),
	});
	destroy(journey.vault, record);
	await journey.act('destroy salt, key and ciphertext; erase it', hospital, erase);
	table.row({
		step: 'look for it in the vault',
		who: hospital.name,
		expected: '0 files',
		result: `${journey.vault.filesOf(record.address).length} files`,
	});
	await journey.verify('verify it', patient, record, 1, record.commitment, 'Erased');
	table.row({
		step: 'look for its entries on chain',
		who: patient.name,
		expected: 'nothing',
		result: await standing(api, keys),
	});
	for (const [name, key] of Object.entries(keys)) {
		table.row({
			step: `check the proof that there is no entry in ${name}`,
			who: patient.name,
			expected: 'proven absent',
			result: await absence(api, key),
		});
	}
	const access = api.tx.records.access(id, 'Access', 'PATRQT');
	await journey.act('access it', patient, access, 'records.Erased');
}

// The keys of everything that says something about a record with one version and one receipt.
function entriesOf(api, { id, commitment }) {
	const { commitments, receipts, records, versions } = api.query.records;
	return {
		records: records.key(id),
		versions: versions.key(id, 1),
		commitments: commitments.key(commitment),
		receipts: receipts.key(id, 0),
	};
}

async function standing(api, keys) {
	const values = await Promise.all(Object.values(keys).map((key) => api.rpc.state.getStorage(key)));
	const names = Object.keys(keys).filter((_, index) => values[index].isSome);
	return names.length > 0 ? names.join(', ') : 'nothing';
}

// Without trusting the node: its answer has to lead from the state root to where the key would be.
async function absence(api, key) {
	const at = await api.rpc.chain.getBlockHash();
	const [{ proof }, header] = await Promise.all([
		api.rpc.state.getReadProof([key], at),
		api.rpc.chain.getHeader(at),
	]);
	try {
		const nodes = proof.map((node) => node.toU8a(true));
		const value = lookUp(header.stateRoot.toU8a(), nodes, Buffer.from(key.slice(2), 'hex'));
		return value === undefined ? 'proven absent' : u8aToHex(value);
	} catch (error) {
		return error.message;
	}
}

function destroy(vault, record) {
	vault.destroy(record.address);
	record.secret.key.fill(0);
	record.secret.salt.fill(0);
	delete record.secret;
}
