// Claims are taken back: by who made them, with the money; by the payer, who keeps the next payments.
import { eventsOf } from '../../../send.mjs';
import { statement } from '../../../statements.mjs';
import { dollars } from '../told.mjs';
import { claimOf } from '../journey.mjs';

const PAID = 'complete: billed 30.00, allowed 25.00, CO-45 5.00, PR-3 5.00, paid 20.00, share 5.00';

export async function takingBack(journey) {
	const { api, goods, people, plans, queries, table } = journey;
	const { insurer1, insurer2, kim, pharmacy } = people;
	const { gold } = plans;
	const { replace, reverse, void: takeBack } = api.tx.claims;
	table.part('Taken back');
	const pack = (index) => ({ Dispensed: { lot: goods.lot.id, index } });
	const drug = (index, billed = '30') =>
		({ plan: gold, member: kim, lines: [['drug', billed, pack(index)]], kind: 'Pharmacy' });
	const [, first] = await journey.claimInTurn(pharmacy, [
		{
			step: 'claim a pack that was not dispensed',
			wish: drug(3),
			expected: 'denied: billed 30.00, allowed 0.00, CO-16 30.00, paid 0.00, share 0.00',
		},
		{ step: 'claim one that was', wish: drug(0), expected: PAID },
	]);
	const [[voiding]] = await journey.actTogether([
		[pharmacy, [{ step: 'void it', call: takeBack(first.id) }]],
		[insurer1, [{ step: 'void it as the payer', call: takeBack(first.id), expected: 'claims.NotProvider' }]],
	]);
	const [voided] = eventsOf(voiding, 'claims', 'Voided');
	await journey.ask(
		'read what went back', pharmacy, '20.00, 0.00 still due',
		voided && `${dollars(voided.data.returned.toBigInt())}, ${dollars(voided.data.receivable.toBigInt())} still due`,
		voiding.block,
	);
	await journey.balanced('look at the money in that block', pharmacy, voiding, 'falls by 20.00');
	const [second] = await journey.claimInTurn(pharmacy, [{ step: 'claim the pack again', wish: drug(0), expected: PAID }]);

	const [, replacing] = await journey.actInTurn(pharmacy, [
		{ step: 'void the voided one', call: takeBack(first.id), expected: 'claims.NotStanding' },
		{ step: 'replace the other one: 20.00 were meant', call: replace(second.id, journey.bill(drug(0, '20'))) },
	]);
	const third = claimOf(replacing);
	await journey.judged(
		'read what was decided', pharmacy, { ...replacing, id: third },
		'complete: billed 20.00, allowed 20.00, PR-3 5.00, paid 15.00, share 5.00',
	);
	await journey.balanced('look at the money in that block', pharmacy, replacing, 'falls by 5.00');

	const call = reverse(third, statement('it was for somebody else'));
	const [, [reversing]] = await journey.actTogether([
		[insurer2, [{ step: 'reverse it as another payer', call, expected: 'claims.NotPayer' }]],
		[insurer1, [{ step: 'reverse it', call }]],
	]);
	const due = async (step, { hash, block }, expected) =>
		journey.ask(step, insurer1, expected, queries.receivable(gold, pharmacy, hash).then(dollars), block);
	await due('ask what the pharmacy has to give back', reversing, '15.00');
	await journey.balanced('look at the money in that block', pharmacy, reversing, 'stays');
	const [next] = await journey.claimInTurn(pharmacy, [{ step: 'claim the next pack', wish: drug(1), expected: PAID }]);
	const [decided] = eventsOf(next, 'claims', 'Decided');
	await journey.ask(
		'read what was paid of it', pharmacy, '5.00, 15.00 kept',
		decided && `${dollars(decided.data.paid.toBigInt())}, ${dollars(decided.data.recouped.toBigInt())} kept`, next.block,
	);
	await journey.balanced('look at the money in that block', pharmacy, next, 'grows by 5.00');
	await due('ask what the pharmacy has to give back', next, '0.00');
}
