// Where all the money is.
import { dollars } from '../told.mjs';

export async function totals(journey) {
	const { kept, people, plans, queries, table } = journey;
	const { insurer1, insurer2 } = people;
	const { gold, silver, short } = plans;
	table.part('Where the money is');
	const block = Math.max(...table.blocks);
	const at = await journey.blockHash(block);
	await journey.ask(
		'ask how much of the asset there is', people.bank, dollars(kept.issuance),
		queries.issuance(at).then(dollars), block,
	);
	for (const [payer, own] of [[insurer1, [gold]], [insurer2, [silver, short]]]) {
		const ledgers = await Promise.all(own.map((plan) => queries.ledger(plan, at)));
		const sum = ledgers.reduce((total, { reserve }) => total + reserve, 0n);
		await journey.ask(
			'compare what is on hold with the reserves', payer, dollars(sum), queries.held(payer, at).then(dollars), block,
		);
	}
	await spent(journey, at, block);
	await penniless(journey, block);
}

// What a plan put aside and does not have any more, its providers have.
async function spent(journey, at, block) {
	const { people, plans, queries, table } = journey;
	const { claims } = (await journey.api.at(at)).query.claims;
	const found = await Promise.all(Object.values(plans).map(({ id }) => claims.entries(id)));
	const all = found.flat().map(([, claim]) => claim.unwrap());
	const paid = sum(all, 'paid') + sum(all, 'interest');
	const shares = sum(all.flatMap(({ contributions }) => [...contributions]), 'amount');
	const providers = ['centre', 'clinic', 'hospital', 'imaging', 'lab', 'pharmacy', 'practice', 'surgeon'];
	const balances = await Promise.all(providers.map((name) => queries.spendable(people[name], at)));
	const got = balances.reduce((sum, balance) => sum + balance, 0n) - journey.kept.own;
	table.row({
		step: 'add up what providers have, and what all claims and shares say',
		who: people.bank.name,
		expected: dollars(paid + shares),
		result: dollars(got),
		block,
	});
}

async function penniless({ people, queries, table }, block) {
	const members = Object.values(people).filter(({ funded }) => funded === false);
	const balances = await Promise.all(members.map((member) => queries.balance(member)));
	table.row({
		step: `count the pseudonyms that have a token, of ${members.length}`,
		who: people.bank.name,
		expected: '0',
		result: `${balances.filter(({ free, held }) => free > 0n || held > 0n).length}`,
		block,
	});
}

function sum(list, field) {
	return list.reduce((total, entry) => total + BigInt(entry[field].toString()), 0n);
}
