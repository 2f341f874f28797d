// What members share in the costs: a deductible that ends in the middle of a line, a family's, a share
// that does not divide; and the most that is due in a year.
export async function deductible(journey) {
	const { day, people, plans, queries, table } = journey;
	const { ada, ben, clinic } = people;
	const { gold } = plans;
	table.part('The deductible');
	const [at, next] = [journey.encounter(clinic), journey.encounter(clinic)];
	await journey.claimInTurn(clinic, [
		{
			step: 'claim what crosses the deductible',
			wish: {
				plan: gold,
				member: ada,
				lines: [['care-a', '250', at], ['care-b', '400', at], ['care-c', '99.999999', at]],
			},
			expected: 'complete: billed 749.999999, allowed 599.999999, CO-45 150.00, PR-1 300.00, '
				+ 'PR-2 59.999999, paid 240.00, share 359.999999',
			lines: [
				['before', 'billed 250.00, allowed 200.00, CO-45 50.00, PR-1 200.00, paid 0.00'],
				['across', 'billed 400.00, allowed 300.00, CO-45 100.00, PR-1 100.00, PR-2 40.00, paid 160.00'],
				['after; rounded', 'billed 99.999999, allowed 99.999999, PR-2 19.999999, paid 80.00'],
			],
		},
		{
			step: 'claim for another one of the family',
			wish: { plan: gold, member: ben, lines: [['care-b', '300', next]] },
			expected: 'complete: billed 300.00, allowed 300.00, PR-1 200.00, PR-2 20.00, paid 80.00, share 220.00',
		},
	]);
	const ask = (step, member, expected) =>
		journey.ask(step, clinic, expected, queries.eligible(gold, member, clinic, day));
	await ask(
		'ask what is left of it', ada,
		'tier 0, network 1, deductible left 0.00, family 0.00, '
			+ 'out of pocket left 605.000001, family 1185.000001',
	);
	await ask(
		'ask about the other one', ben,
		'tier 0, network 1, deductible left 100.00, family 0.00, out of pocket left 780.00, family 1185.000001',
	);
}

export async function maximum(journey) {
	const { day, people, plans, queries, table } = journey;
	const { clinic, eve } = people;
	const { gold } = plans;
	table.part('The most that is due in a year');
	const [at, next] = [journey.encounter(clinic), journey.encounter(clinic)];
	await journey.claimInTurn(clinic, [
		{
			step: 'claim what reaches it',
			wish: { plan: gold, member: eve, lines: [['care-b', '300', at]] },
			expected: 'complete: billed 300.00, allowed 300.00, PR-2 50.00, paid 250.00, share 50.00',
		},
		{
			step: 'claim something else',
			wish: { plan: gold, member: eve, lines: [['consult', '120', next]] },
			expected: 'complete: billed 120.00, allowed 120.00, paid 120.00, share 0.00',
		},
	]);
	await journey.ask(
		'ask what is left of it', clinic,
		'tier 1, network 1, deductible left 0.00, out of pocket left 0.00',
		queries.eligible(gold, eve, clinic, day),
	);
}
