// A reserve that does not suffice: claims wait in their order, and are paid when money comes.
import { eventsOf } from '../../../send.mjs';
import { dollars, interestOn, usd } from '../told.mjs';

export async function reserve(journey) {
	const { api, people, plans, queries, table } = journey;
	const { insurer2, joe, lab } = people;
	const { short } = plans;
	table.part('A reserve that is too small');
	const claim = (code, billed, number) =>
		({ plan: short, member: joe, lines: [[code, billed, { Encounter: number }]] });
	const [, one, two] = await journey.claimInTurn(lab, [
		{
			step: 'claim a test of 80.00: 100.00 are there',
			wish: claim('test', '80', 1),
			expected: 'complete: billed 80.00, allowed 80.00, paid 80.00, share 0.00',
		},
		{
			step: 'claim another one',
			wish: claim('test', '80', 2),
			expected: 'complete: billed 80.00, allowed 80.00, paid 0.00, unpaid 80.00, share 0.00, waits',
		},
		{
			step: 'claim a small one, for which there were enough',
			wish: claim('small-test', '20', 3),
			expected: 'complete: billed 20.00, allowed 20.00, paid 0.00, unpaid 20.00, share 0.00, waits',
		},
	]);
	const owing = async (step, hash, block, expected) => {
		const { reserve: left, queued } = await queries.ledger(short, hash);
		await journey.ask(step, insurer2, expected, `${dollars(left)} there, ${dollars(queued)} owed`, block);
	};
	await owing('ask what is there', two.hash, two.block, '20.00 there, 100.00 owed');
	const { topUp, withdraw } = api.tx.claims;
	const [, little, topping] = await journey.actInTurn(insurer2, [
		{ step: 'take out some of what is owed', call: withdraw(short.id, usd('10')), expected: 'claims.Owing' },
		{ step: 'put 10.00 aside: not enough', call: topUp(short.id, usd('10')) },
		{ step: 'put 90.00 aside', call: topUp(short.id, usd('90')) },
	]);
	for (const [amount, outcome, count] of [['10.00', little, 0], ['90.00', topping, 2]]) {
		const paying = eventsOf(outcome, 'claims', 'Paid').length;
		await journey.ask(`count the claims that ${amount} paid`, lab, `${count}`, paying, outcome.block);
	}
	const paid = await Promise.all([one, two].map(({ id }) => queries.claim(id, topping.hash)));
	const now = Math.floor((await queries.time(topping.hash)) / 1000);
	const due = ['80', '20'].map((amount, index) =>
		interestOn(usd(amount), paid[index].rate, now - paid[index].due));
	for (const [index, amount] of ['80.00', '20.00'].entries()) {
		const { paid: got, interest, payout } = paid[index];
		await journey.ask(
			`look at the claim of ${amount}`, lab, `paid ${amount}, interest ${dollars(due[index])}`,
			`paid ${dollars(got)}, interest ${dollars(interest)}${payout.name === 'Queued' ? ', waits' : ''}`, topping.block,
		);
	}
	const interest = due[0] + due[1];
	await journey.balanced(
		'look at the money in that block', lab, topping, `grows by ${dollars(usd('100') + interest)}`,
	);
	const left = usd('20') - interest;
	await owing('ask what is there', topping.hash, topping.block, `${dollars(left)} there, 0.00 owed`);
	await journey.actInTurn(insurer2, [
		{ step: 'take out more than that', call: withdraw(short.id, left + 1n), expected: 'claims.Owing' },
		{ step: 'take out what is there', call: withdraw(short.id, left) },
	]);
}
