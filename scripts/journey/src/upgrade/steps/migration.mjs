// The migration of the new runtime: stopped by a damaged record, repaired by referendum, carried through.
import { eventsOf } from '../../send.mjs';
import { fate, origin } from '../referenda.mjs';
import { differences, lowered, progress, rowsAt, snapshot } from '../snapshot.mjs';
import { access, freshCommitment } from './registration.mjs';

const FOR_GOOD = 2 ** 32 - 1;
const MIGRATION = 'pallet_records/prices';

export async function failure(journey) {
	const { api, chronicle, kept, people, table } = journey;
	const { hospital, mother, outsider } = people;
	table.part('The migration fails');
	await happened(journey, 'migrations begin', 'UpgradeStarted', kept.upgraded);
	const { block, hash } = await happened(journey, 'one of them fails', 'MigrationFailed', kept.upgraded);
	kept.failed = block;
	const state = await api.at(hash);
	const [rows, until, cursor, done] = await Promise.all([
		rowsAt(api, kept.before, hash),
		state.query.safeMode.enteredUntil(),
		state.query.multiBlockMigrations.cursor(),
		state.query.multiBlockMigrations.historic.keys(),
	]);
	const say = (step, expected, result) => table.row({ step, who: 'chain', expected, result, block });
	const { damaged, before } = kept;
	const count = before.rows.length;
	const expected = `${damaged} lowered, ${count - damaged} not`;
	say('deposits up to the damaged record, and from it on', expected, progress(before, rows));
	const intact = rows.filter(({ content }, index) => content === before.rows[index].content).length;
	say('records that are as they were, but for deposits', `${count - 1}`, `${intact}`);
	const forGood = until.isSome && Number(until.unwrap()) === FOR_GOOD;
	say('safe mode is entered', 'for good', forGood ? 'for good' : `until ${until}`);
	say('migrations under way, and done', 'none, 0', `${cursor.isNone ? 'none' : cursor.unwrap().type}, ${done.length}`);
	await journey.actTogether([
		[outsider, [{ step: 'an ordinary call', call: journey.transfer(), expected: 'system.CallFiltered' }]],
		[mother, [{
			step: 'revoke a consent', call: api.tx.consent.revoke({ Organisation: hospital.address }),
		}]],
	]);
}

export async function recovery(journey) {
	const { api, chronicle, kept, people, table } = journey;
	const { hospital, mother, outsider, physician } = people;
	table.part('The chain recovers');
	const { bytes, key } = kept.before.rows[kept.damaged];
	const repair = api.tx.utility.batchAll([
		api.tx.system.setStorage([[key, bytes]]),
		api.tx.multiBlockMigrations.forceOnboardMbms(),
	]);
	const whitelist = (aside) => aside.passAll('technicalCommittee', [
		{ step: 'whitelist the repair', call: aside.whitelisting([repair]) },
	]);
	const [enacted] = await journey.decide('place a referendum on the repair', [{
		origin: origin('WhitelistedCaller'),
		track: 'whitelisted_caller',
		step: 'repair the record, migrate',
		call: journey.whitelisted(repair),
		inner: repair,
	}], whitelist);
	kept.resumed = enacted;
	const { block, hash } = await happened(journey, 'migrations are completed', 'UpgradeCompleted', enacted);
	kept.completed = block;
	const { query } = await api.at(hash);
	const [id] = await query.multiBlockMigrations.historic.keys();
	const name = id ? named(id.args[0]) : 'none';
	table.row({ step: 'what was migrated', who: 'chain', expected: `${MIGRATION} 0 to 1`, result: name, block });
	compare(journey, await snapshot(api, hash), block);
	await journey.decide('place a referendum on going on', [{
		origin: origin('PatientSafety'),
		track: 'patient_safety',
		step: 'leave safe mode',
		call: api.tx.safeMode.forceExit(),
	}]);
	const [, , [filing]] = await journey.actTogether([
		[outsider, [{ step: 'an ordinary call', call: journey.transfer() }]],
		[physician, [{ step: 'access a record', call: access(journey) }]],
		[hospital, [{ step: 'register a record', call: journey.register(mother, freshCommitment()) }]],
	]);
	await priced(journey, filing);
}

export async function closing(journey) {
	const { kept, table } = journey;
	table.part('The vote that fails');
	const { block, result } = await fate(journey, kept.opposed);
	table.row({
		step: `referendum ${kept.opposed}: stop everything, which all were against`,
		who: 'voters',
		expected: 'rejected',
		result,
		block,
	});
}

// The records, their history and their custodians before the upgrade and after the migration.
function compare({ api, kept, table }, after, block) {
	const { before } = kept;
	const found = differences(before, after);
	const { deposits, due, held } = lowered(before, after);
	const sls = (amount) => tokens(api, amount);
	const say = (step, expected, result) => table.row({ step, who: 'chain', expected, result, block });
	const result = found.length > 0 ? found.join(', ') : `${after.rows.length} as before`;
	say('records, versions, commitments, custodians', `${before.rows.length} as before`, result);
	say('deposits went down', sls(due), sls(deposits));
	say('what custodians have on hold went down', sls(due), sls(held));
	kept.released = sls(held);
}

// A record that was registered after the upgrade costs what the new runtime asks for.
async function priced({ api, table }, filing) {
	const [registered] = eventsOf(filing, 'records', 'Registered');
	const record = registered && (await api.query.records.records(registered.data.record));
	const { recordDeposit, versionDeposit } = api.consts.records;
	const price = recordDeposit.toBigInt() + versionDeposit.toBigInt();
	table.row({
		step: 'its deposit is the new price',
		who: 'chain',
		expected: tokens(api, price),
		result: record ? tokens(api, record.unwrap().deposit.toBigInt()) : 'no record',
		block: filing.block,
	});
}

// Waits for an event of the migrations since block `from`, and prints a row about it.
async function happened({ chronicle, table }, step, method, from) {
	const found = await chronicle.first(step, (event) =>
		event.section === 'multiBlockMigrations' && event.method === method, from);
	table.row({ step, who: 'chain', expected: method, result: method, block: found.block });
	return found;
}

// A migration's id: whose and what it is, from which version to which.
function named(id) {
	const bytes = id.toU8a(true);
	const [from, to] = bytes.subarray(-2);
	return `${Buffer.from(bytes.subarray(0, -2))} ${from} to ${to}`;
}

function tokens(api, amount) {
	const decimals = api.registry.chainDecimals[0];
	const digits = String(amount).padStart(decimals + 1, '0');
	const fraction = digits.slice(-decimals).replace(/0+$/, '');
	return `${digits.slice(0, -decimals)}${fraction ? `.${fraction}` : ''} ${api.registry.chainTokens[0]}`;
}
