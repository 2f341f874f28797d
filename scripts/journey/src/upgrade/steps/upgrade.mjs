// Code that does not fit, and the upgrade itself.
import { eventsOf } from '../../send.mjs';
import { describe } from '../../errors.mjs';
import { chainCode, codeHash, shell } from '../code.mjs';
import { origin } from '../referenda.mjs';
import { snapshot } from '../snapshot.mjs';
import { access } from './registration.mjs';

// More than a block takes.
const BEYOND = 5 * 1024 * 1024;
const WHITELISTED = { origin: origin('WhitelistedCaller'), track: 'whitelisted_caller' };
// Within which an upgrade is to be done, from its referendum to the new code.
const GOAL = 180;
// Of the records, in the order in which they are migrated.
const DAMAGED = 1 / 3;

export async function unfit(journey) {
	const { api, kept, people, sender, table } = journey;
	const { anybody } = people;
	table.part('Code that does not fit');
	// All at once, and each in its turn: first what dispatches the authorisation that was waiting, then the code.
	const outcomes = await Promise.all(kept.unfit.flatMap(({ code, hash }) => [
		journey.whitelisted(api.tx.system.authorizeUpgrade(hash)),
		api.tx.system.applyAuthorizedUpgrade(hex(code)),
	].map((call) => sender.send(anybody, call))));
	for (const [index, { what, expected }] of kept.unfit.entries()) {
		const [authorising, applying] = outcomes.slice(2 * index, 2 * index + 2);
		await journey.report(`dispatch the authorisation of code ${what}`, anybody, authorising);
		table.row({
			step: `hand in code ${what}`,
			who: anybody.name,
			expected,
			result: applying.error ?? rejection(api.registry, applying),
			block: applying.block,
		});
	}
	const beyond = shell(api.runtimeVersion, {}, BEYOND);
	await journey.actInVain('hand in code that fits into no block', anybody,
		api.tx.system.applyAuthorizedUpgrade(hex(beyond)),
		'1010: Invalid Transaction: Transaction would exhaust the block limits');
	const hash = codeHash(await chainCode(api));
	const untouched = hash === kept.codeBefore && Number(api.runtimeVersion.specVersion) === kept.version;
	const result = untouched ? 'as it was' : 'another';
	table.row({ step: 'look at the chain\'s code', who: 'chain', expected: 'as it was', result });
}

export async function upgrade(journey) {
	const { api, chronicle, code, kept, people, table } = journey;
	const { anybody, physician } = people;
	table.part('The upgrade');
	await journey.act('access a record', physician, access(journey));
	kept.before = await snapshot(api, await api.rpc.chain.getBlockHash());
	kept.damaged = Math.floor(kept.before.rows.length * DAMAGED);
	const { bytes, key } = kept.before.rows[kept.damaged];
	const authorise = api.tx.system.authorizeUpgrade(codeHash(code));
	// Cut off in the middle: what a careless repair might leave behind.
	const damage = api.tx.system.setStorage([[key, bytes.slice(0, 2 + 2 * 40)]]);
	kept.started = Date.now();
	const whitelist = (aside) => aside.passAll('technicalCommittee', [
		{ step: 'whitelist the upgrade', call: aside.whitelisting([authorise]) },
		{ step: 'whitelist damaging a record, to see what comes of it', call: aside.whitelisting([damage]) },
	]);
	await journey.decide('note the preimages, place referenda on them', [
		{ ...WHITELISTED, step: 'authorise the next runtime', call: journey.whitelisted(authorise), inner: authorise },
		{ ...WHITELISTED, step: 'damage a record', call: journey.whitelisted(damage), inner: damage },
	], whitelist);
	const applying = await journey.act('hand in the next runtime', anybody,
		api.tx.system.applyAuthorizedUpgrade(hex(code)));
	const { block } = await chronicle.first('the new code', ({ section, method }) =>
		section === 'parachainSystem' && method === 'ValidationFunctionApplied', applying.block);
	table.row({ step: 'the relay chain lets it go ahead', who: 'chain', expected: 'applied', result: 'applied', block });
	kept.upgraded = block + 1;
	const hash = await journey.blockHash(kept.upgraded);
	const version = await api.rpc.state.getRuntimeVersion(hash);
	kept.seconds = Math.round((Date.now() - kept.started) / 1000);
	table.row({
		step: 'the spec version is one up',
		who: 'chain',
		expected: `${version.specName} ${kept.version + 1}`,
		result: `${version.specName} ${version.specVersion}`,
		block: kept.upgraded,
	});
	table.row({
		step: 'the code is what was voted on',
		who: 'chain',
		expected: codeHash(code).slice(0, 18),
		result: codeHash(await chainCode(api, hash)).slice(0, 18),
		block: kept.upgraded,
	});
	table.row({
		step: 'from its referendum to the new code',
		who: 'chain',
		expected: `less than ${GOAL} s`,
		result: kept.seconds < GOAL ? `less than ${GOAL} s` : `${kept.seconds} s`,
	});
	// Whoever signs from now on signs for the new runtime.
	await journey.eventually(() => Number(api.runtimeVersion.specVersion) === Number(version.specVersion));
}

// What a code was turned down for, without an error for whoever handed it in.
function rejection(registry, outcome) {
	const [rejected] = eventsOf(outcome, 'system', 'RejectedInvalidAuthorizedUpgrade');
	return rejected ? `rejected: ${describe(registry, rejected.data.error)}` : 'done';
}

function hex(code) {
	return `0x${Buffer.from(code).toString('hex')}`;
}
