// What the payer denied is appealed: the payer upholds it, a reviewer whom neither party chose overturns
// it, and the rest is paid in that block.
import { eventsOf } from '../../../send.mjs';
import { statement } from '../../../statements.mjs';
import { chosen, freshNonce, nextSeed, pledge, seed } from '../appeals.mjs';
import { dollars, interestOn, usd } from '../told.mjs';

export async function appeal(journey) {
	const { api, kept, people, queries, table } = journey;
	const { insurer1, insurer2, mother, surgeon } = people;
	const id = kept.appealed;
	table.part('An appeal');
	const { decide, escalate, file, recuse, review } = api.tx.appeals;
	const [own, payers] = [freshNonce(), freshNonce()];
	const filing = file(id, statement('grounds'), pledge(id, own));
	await journey.actTogether([
		[mother, [{ step: 'appeal for somebody else', call: filing, expected: 'appeals.NotParty' }]],
		[surgeon, [
			{ step: 'appeal, bound to a nonce', call: filing },
			{ step: 'void the claim meanwhile', call: api.tx.claims.void(id), expected: 'claims.UnderAppeal' },
			{ step: 'go to a reviewer at once', call: escalate(id, own), expected: 'appeals.Undecided' },
		]],
	]);
	const upholding = decide(id, null, statement('upheld'), payers);
	await journey.actTogether([
		[insurer2, [{ step: 'uphold it as another payer', call: upholding, expected: 'appeals.NotPayer' }]],
		[insurer1, [{ step: 'uphold it, with another nonce', call: upholding }]],
	]);
	const [, escalated] = await journey.actInTurn(surgeon, [
		{ step: 'go on with another nonce', call: escalate(id, freshNonce()), expected: 'appeals.WrongNonce' },
		{ step: 'go on to a reviewer', call: escalate(id, own) },
	]);
	const first = await assigned(journey, escalated, 'Escalated', seed(id, own, payers));
	const recused = await journey.act('leave it to somebody else', first, recuse(id));
	const second = await assigned(journey, recused, 'Recused', nextSeed(seed(id, own, payers)), first);
	const decisions = ['ByRule', { Allow: usd('700') }];
	const overturning = review(id, decisions, statement('it was necessary'));
	const [[reviewed]] = await journey.actTogether([
		[second, [
			{ step: 'allow 700.00 for the second operation', call: overturning },
			{ step: 'review it again', call: overturning, expected: 'appeals.NotInReview' },
		]],
	]);
	const claim = await journey.judged(
		'read what was decided', surgeon, { ...reviewed, id },
		'complete by Appeal: billed 2300.00, allowed 1700.00, CO-45 600.00, PR-2 170.00, paid 1530.00, share 170.00',
	);
	// Its terms have it paid at once: every second until the reviewer spoke bears interest.
	const late = Math.floor((await queries.time(reviewed.hash)) / 1000) - claim.due;
	const interest = interestOn(usd('630'), claim.rate, late);
	const all = kept.interest + interest;
	await journey.ask('read the interest', surgeon, dollars(all), dollars(claim.interest), reviewed.block);
	await journey.balanced(
		'look at the money in that block', surgeon, reviewed, `grows by ${dollars(usd('630') + interest)}`,
	);
	const again = file(id, statement('grounds'), pledge(id, freshNonce()));
	const leave = { step: 'leave the pool', call: api.tx.appeals.leavePool() };
	await journey.actTogether([
		[surgeon, [{ step: 'appeal once more', call: again, expected: 'appeals.AlreadyFinal' }]],
		...[people.reviewer1, people.reviewer2, people.reviewer3].map((reviewer) => [reviewer, [leave]]),
	]);
}

// Prints a row about who reviews it. The first reviewer of the journey belongs to the clinic that the
// surgeon belongs to.
async function assigned({ people, queries, table }, outcome, event, by, recused) {
	const [data] = eventsOf(outcome, 'appeals', event).map((found) => found.data);
	const pool = (await queries.view('Appeals', 'reviewers', [], outcome.hash)).map(({ account }) => `${account}`);
	const without = [people.reviewer1, recused].filter(Boolean).map(({ address }) => address);
	const expected = chosen(pool, by, (address) => !without.includes(address));
	const named = (address) =>
		Object.values(people).find((person) => person.address === address)?.name ?? address;
	const reviewer = `${data?.next ?? data?.reviewer}`;
	table.row({
		step: 'compare the reviewer with what both nonces say',
		who: people.surgeon.name,
		expected: named(expected),
		result: named(reviewer),
		block: outcome.block,
	});
	const found = Object.values(people).find((person) => person.address === reviewer);
	if (!found) {
		throw new Error('the appeal went to a reviewer of another run');
	}
	return found;
}
