// A hundred claims in one call, three of which are not right; and what is unusual about the others.
import { describe } from '../../../errors.mjs';
import { eventsOf } from '../../../send.mjs';
import { statement } from '../../../statements.mjs';
import { idOf } from '../journey.mjs';
import { VELOCITY } from '../plans.mjs';
import { flagsIn } from '../told.mjs';

const COUNT = 100;
const CHECKS = ['check-a', 'check-b', 'check-c', 'check-d'];
const [NOT_CONSENTED, EMPTY, TOMORROW] = [10, 50, 90];
const GOOD = COUNT - 3;

export async function batch(journey) {
	const { api, day, people, plans, queries, table } = journey;
	const { hal, hospital, lou } = people;
	const { gold } = plans;
	table.part('A hundred claims');
	const encounters = Array.from({ length: COUNT / CHECKS.length }, () => journey.encounter(hospital));
	journey.kept.hospital = encounters;
	const wishes = Array.from({ length: COUNT }, (_, index) => {
		const at = encounters[Math.floor(index / CHECKS.length)];
		const date = index === TOMORROW ? day + 1 : day;
		const lines = index === EMPTY ? [] : [[CHECKS[index % CHECKS.length], '60', at, 1, date]];
		return { plan: gold, member: index === NOT_CONSENTED ? hal : lou, lines };
	});
	const bills = wishes.map((wish) => journey.bill(wish));
	const batched = await journey.act('hand in 100 claims in one call', hospital, api.tx.claims.submitBatch(bills));
	const refused = eventsOf(batched, 'claims', 'NotFiled').map(({ data }) =>
		`${data.index}: ${describe(api.registry, data.error)}`);
	await journey.ask(
		'read which were not filed', hospital,
		'10: claims.Refused(NoConsent), 50: claims.NothingToDo, 90: claims.InTheFuture', refused.join(', '),
		batched.block,
	);
	const decided = eventsOf(batched, 'claims', 'Decided');
	const paid = decided.filter(({ data }) => data.paid.toBigInt() === data.benefit.toBigInt());
	await journey.ask('count those that were paid', hospital, `${GOOD}`, paid.length, batched.block);
	await journey.balanced('look at the money in that block', hospital, batched, 'grows by 5820.00');
	const claims = await Promise.all(decided.map(({ data }) => queries.claim(idOf(data.claim), batched.hash)));
	const flagged = claims.filter(({ flags }) => flagsIn(flags) === 'velocity').length;
	await journey.ask(
		`count those that are flagged: more than ${VELOCITY} a day`, hospital, `${GOOD - VELOCITY} flagged`,
		`${flagged} flagged`, batched.block,
	);
}

export async function flags(journey) {
	const { api, people, plans, queries, table } = journey;
	const { hospital, insurer2, lou, lou2 } = people;
	const { gold, silver } = plans;
	table.part('What is unusual');
	const lines = journey.kept.hospital.slice(0, 3).map((at) => ['care-x', '250', at]);
	const [intense, twice] = await journey.claimInTurn(hospital, [
		{
			step: 'claim nothing but the intense service of a group',
			wish: { plan: gold, member: lou, lines },
			expected: 'complete: billed 750.00, allowed 750.00, PR-1 300.00, PR-2 90.00, paid 360.00, share 390.00',
		},
		{
			step: 'claim from another plan, too, without saying so',
			wish: { plan: silver, member: lou2, lines: [['check-a', '60', journey.kept.hospital[0]]] },
			expected: 'pended: billed 60.00',
		},
	]);
	const look = async (step, { block, hash, id }, expected) =>
		journey.ask(step, hospital, expected, queries.claim(id, hash).then((claim) => flagsIn(claim.flags)), block);
	await look('look how the first one is flagged', intense, 'velocity, intensity');
	await look('look how the second one is flagged', twice, 'across payers');
	const deny = api.tx.claims.decide(twice.id, ['Deny'], statement('the other plan has paid'));
	const denying = await journey.act('deny it', insurer2, deny);
	await journey.judged(
		'read what was decided', hospital, { ...denying, id: twice.id },
		'denied by Payer: billed 60.00, allowed 0.00, PI-50 60.00, paid 0.00, share 0.00',
	);
}
