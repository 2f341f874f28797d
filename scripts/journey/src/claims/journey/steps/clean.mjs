// A claim that rules decide is paid in the block that it comes into.
export async function clean(journey) {
	const { people, plans, table } = journey;
	const { ada, clinic } = people;
	table.part('A clean claim');
	const at = journey.encounter(clinic);
	const lines = [['consult', '150', at], ['check-a', '60', at], ['drug', '30', at], ['physio', '50', at]];
	const [claimed] = await journey.claimInTurn(clinic, [{
		step: 'claim four services of an encounter',
		wish: { plan: plans.gold, member: ada, lines },
		expected: 'complete: billed 290.00, allowed 250.00, CO-45 40.00, PR-3 35.00, paid 215.00, share 35.00',
		lines: [
			['a consultation', 'billed 150.00, allowed 120.00, CO-45 30.00, PR-3 20.00, paid 100.00'],
			['a check', 'billed 60.00, allowed 60.00, paid 60.00'],
			['a drug', 'billed 30.00, allowed 25.00, CO-45 5.00, PR-3 5.00, paid 20.00'],
			['physiotherapy', 'billed 50.00, allowed 45.00, CO-45 5.00, PR-3 10.00, paid 35.00'],
		],
	}]);
	await journey.balanced('look at the money in that block', clinic, claimed, 'grows by 215.00');
	journey.kept.clean = claimed;
}
