// A patient without a token: a hospital pays, within limits. And what becomes of them when they lose
// their key. The second hospital it is, which does nothing else, so that its balance tells.
import { u8aCmp } from '@polkadot/util';
import { describe } from '../errors.mjs';
import { eventsOf } from '../send.mjs';

const TREAT = { purposes: ['TREAT'], actions: ['Access'] };
const PLACES = 8;
const DAILY_CALLS = 20;
// Allowances are of a day: what is counted here should not run into the next one.
const LEEWAY = 4 * 60 * 1000;
// In relay chain blocks.
const DELAY = 2;

export async function sponsorship(journey) {
	await journey.awayFromMidnight(LEEWAY);
	const record = await enrolled(journey);
	await lostKey(journey, record);
	await exhausted(journey);
}

async function enrolled(journey) {
	const { api, people, queries, segments, table } = journey;
	const { hospital2, insurer, pensioner, physician } = people;
	table.part('A patient without a token');
	const wish = { ...TREAT, segments: [segments.open] };
	const grantee = { Account: physician.address };
	const deny = await journey.deny({ Account: insurer.address }, wish, pensioner);
	const grant = await journey.grant(grantee, wish, pensioner);
	await journey.actInVain('deny the insurer, enrolled nowhere', pensioner, deny, 'invalid: Payment');
	const enrolling = journey.sender.send(hospital2, api.tx.sponsorship.enrol(pensioner.address, PLACES));
	const filing = journey.fileAll('file a record', [{ subject: pensioner, segment: segments.open }]);
	await journey.report('enrol the patient', hospital2, await enrolling);
	const [record] = await filing;
	const before = await queries.balance(hospital2);
	const { consent } = api.tx;
	const outcomes = await journey.actInTurn(pensioner, [
		{ step: 'deny the insurer', call: deny },
		{ step: 'grant the physician', call: grant },
		{ step: 'revoke that', call: consent.revoke(grantee) },
		{ step: 'freeze everything', call: consent.freeze() },
		{ step: 'unfreeze it', call: consent.unfreeze() },
		{ step: 'revoke what is not there', call: consent.revoke(grantee), expected: 'consent.NotFound' },
	]);
	const batch = api.tx.utility.batch([grant]);
	await journey.actInVain('grant in a batch, which is not sponsored', pensioner, batch, 'invalid: Payment');
	await left(journey, 'look what is left of today\'s calls', pensioner, DAILY_CALLS - outcomes.length);
	const after = await queries.balance(hospital2);
	table.row({
		step: 'compare the hospital\'s balance with the fees',
		who: hospital2.name,
		expected: `${fees(outcomes)} paid`,
		result: before.free > after.free ? `${before.free - after.free} paid` : 'nothing paid',
	});
	await penniless(journey, pensioner);
	return record;
}

async function lostKey(journey, record) {
	const { api, people, segments, sender, table } = journey;
	const { friend1, friend2, hospital2, newkey, pensioner, physician } = people;
	const { consent, recovery } = api.tx;
	table.part('They lose their key');
	const grantee = { Account: physician.address };
	const grant = await journey.grant(grantee, { ...TREAT, segments: [segments.open] }, pensioner);
	const friends = [friend1, friend2].map(({ pair }) => pair.publicKey).sort(u8aCmp);
	const group = {
		friends,
		friendsNeeded: 2,
		inheritor: newkey.address,
		inheritanceDelay: DELAY,
		inheritancePriority: 0,
		cancelDelay: DELAY,
	};
	await journey.actInTurn(pensioner, [
		{ step: 'name two friends, and an heir', call: recovery.setFriendGroups([group]) },
		{ step: 'grant the physician', call: grant },
	]);
	const reading = (step, expected) => ({ step, reader: physician, record, expected });
	await journey.act('the key is lost: begin an attempt', friend1, recovery.initiateAttempt(pensioner.address, 0));
	const enrolling = sender.send(hospital2, api.tx.sponsorship.enrol(newkey.address, PLACES));
	await journey.act('approve it', friend2, recovery.approveAttempt(pensioner.address, 0));
	await journey.report('enrol the new key', hospital2, enrolling);
	await relayBlocks(journey, DELAY);
	await journey.act('finish it after the delay', friend1, recovery.finishAttempt(pensioner.address, 0));
	const revoke = consent.revoke(grantee);
	await journey.readAll([reading('access: the consent stands as it stood', 'permitted by Grant(Account)')]);
	await journey.actInVain('revoke it with the lost key', pensioner, revoke, 'invalid: BadSigner');
	const controlling = await sender.send(newkey, recovery.controlInheritedAccount(pensioner.address, revoke));
	table.row({
		step: 'revoke it with the new key',
		who: newkey.name,
		expected: 'done',
		result: controlling.error ?? carriedOut(api.registry, controlling),
		block: controlling.block,
	});
	await journey.readAll([reading('access', 'refused: NoConsent')]);
}

async function exhausted(journey) {
	const { api, people, sender, table } = journey;
	const { insurer, newkey } = people;
	table.part('The allowance runs out');
	const nothing = api.tx.consent.revoke({ Account: insurer.address });
	const rest = await left(journey, 'look what is left of today\'s calls', newkey, DAILY_CALLS - 1);
	const outcomes = await Promise.all(Array.from({ length: rest }, () => sender.send(newkey, nothing)));
	const used = outcomes.filter(({ error }) => error === 'consent.NotFound');
	table.row({
		step: 'make them all, to no effect',
		who: newkey.name,
		expected: `${rest} consent.NotFound`,
		result: `${used.length} consent.NotFound`,
		block: used.at(-1)?.block,
	});
	await left(journey, 'look again', newkey, 0);
	await journey.actInVain('make one more', newkey, nothing, 'invalid: Payment');
	await penniless(journey, newkey);
}

async function left({ queries, table }, step, person, expected) {
	const result = Number(await queries.view('Sponsorship', 'allowance_left', [person.address]));
	table.row({ step, who: person.name, expected: `${expected}`, result: `${result}` });
	return result;
}

async function penniless({ queries, table }, person) {
	const { free, held } = await queries.balance(person);
	table.row({
		step: 'look at their balance',
		who: person.name,
		expected: '0 free, 0 on hold',
		result: `${free} free, ${held} on hold`,
	});
}

// The inner call's failure is only told by an event.
function carriedOut(registry, outcome) {
	const [controlled] = eventsOf(outcome, 'recovery', 'RecoveredAccountControlled');
	if (!controlled) {
		return 'not carried out';
	}
	const { callResult } = controlled.data;
	return callResult.isOk ? 'done' : describe(registry, callResult.asErr);
}

function fees(outcomes) {
	return outcomes
		.flatMap((outcome) => eventsOf(outcome, 'transactionPayment', 'TransactionFeePaid'))
		.reduce((sum, { data }) => sum + data.actualFee.toBigInt(), 0n);
}

async function relayBlocks(journey, count) {
	const last = async () => Number(await journey.api.query.parachainSystem.lastRelayChainBlockNumber());
	const end = (await last()) + count;
	await journey.eventually(async () => (await last()) >= end);
}
