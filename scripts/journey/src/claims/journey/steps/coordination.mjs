// Two plans: the one that pays first, the one that pays what that one left, and the rest, which people
// pay.
import { eventsOf } from '../../../send.mjs';
import { dollars, usd } from '../told.mjs';

export async function coordination(journey) {
	const { api, people, plans, queries, table } = journey;
	const { centre, cleo, cleo2, employer, mother } = people;
	const { gold, silver } = plans;
	table.part('Two payers');
	const at = journey.encounter(centre);
	const lines = [['consult', '150', at], ['care-a', '500', at, 2]];
	const second = (prior) => ({ plan: silver, member: cleo2, lines, prior });
	const [wrong, first] = await journey.claimInTurn(centre, [
		{
			step: 'claim from the second plan first',
			wish: second(null),
			expected: 'denied: billed 650.00, allowed 0.00, OA-22 650.00, paid 0.00, share 0.00',
		},
		{
			step: 'claim from the first one',
			wish: { plan: gold, member: cleo, lines },
			expected: 'complete: billed 650.00, allowed 520.00, CO-45 130.00, PR-3 20.00, PR-1 300.00, '
				+ 'PR-2 20.00, paid 180.00, share 340.00',
		},
	]);
	const [decided] = eventsOf(wrong, 'claims', 'Decided');
	await journey.ask(
		'read which plan has to be asked first', centre, `plan ${gold.id}`,
		`plan ${decided?.data.first.unwrapOr('none')}`, wrong.block,
	);
	const [, , after] = await journey.claimInTurn(centre, [
		{
			step: 'claim from the second one, naming another claim',
			wish: second({ plan: gold.id, number: 4_294_967_295 }),
			expected: 'claims.UnknownPrior',
		},
		{
			step: 'claim less than before',
			wish: { ...second(first.id), lines: lines.slice(0, 1) },
			expected: 'claims.PriorDiffers',
		},
		{
			step: 'claim what the first plan left',
			wish: second(first.id),
			expected: 'complete: billed 650.00, allowed 390.00, OA-23 310.00, CO-45 20.00, PR-2 90.00, '
				+ 'paid 230.00, share 90.00',
			lines: [
				['a consultation', 'billed 150.00, allowed 90.00, OA-23 130.00, paid 20.00'],
				['care', 'billed 500.00, allowed 300.00, OA-23 180.00, CO-45 20.00, PR-2 90.00, paid 210.00'],
			],
		},
	]);
	await journey.ask('ask what is open with the first plan', centre, '0.00 open', queries.openShare(first.id, after.hash));
	await journey.ask('ask what is open after both', centre, '90.00 open', queries.openShare(after.id, after.hash));

	const pay = (id, amount) => api.tx.claims.payShare(id, usd(amount));
	await journey.actTogether([
		[mother, [
			{ step: 'pay for the first claim', call: pay(first.id, '1'), expected: 'claims.Coordinated' },
			{ step: 'pay a part of the share', call: pay(after.id, '50') },
		]],
		[centre, [{ step: 'pay for one\'s own claim', call: pay(after.id, '1'), expected: 'claims.OwnClaim' }]],
	]);
	const [, paying] = await journey.actInTurn(employer, [
		{ step: 'pay more than is left', call: pay(after.id, '40.000001'), expected: 'claims.MoreThanOwed' },
		{ step: 'pay the rest', call: pay(after.id, '40') },
	]);
	const [paid] = eventsOf(paying, 'claims', 'SharePaid');
	await journey.ask(
		'read what is left', employer, '0.00', paid && dollars(paid.data.left.toBigInt()), paying.block,
	);
	await journey.balanced('look at the money in that block', centre, paying, 'grows by 40.00');
	await journey.act('void the first claim', centre, api.tx.claims.void(first.id), 'claims.Coordinated');
}
