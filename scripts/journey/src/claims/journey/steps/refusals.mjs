// What no plan pays, line by line with its reason; and claims that are not even filed.
export async function refusals(journey) {
	await lines(journey);
	await members(journey);
	await unfiled(journey);
}

async function lines(journey) {
	const { clinic, gus, practice } = journey.people;
	journey.table.part('Why not');
	const { gold } = journey.plans;
	const at = journey.encounter(practice);
	const [, again] = await journey.claimInTurn(practice, [
		{
			step: 'claim seven services, of which six are not right',
			wish: {
				plan: gold,
				member: gus,
				lines: [
					['consult', '120', at],
					['consult', '120', at],
					['no such thing', '10', at],
					['cosmetic', '80', at],
					['care-a', '200', journey.encounter(clinic)],
					['mri', '500', at],
					['physio', '200', at, 4],
				],
			},
			expected: 'partial: billed 1230.00, allowed 380.00, PR-3 30.00, OA-18 120.00, CO-181 10.00, '
				+ 'PR-96 80.00, CO-16 200.00, CO-197 500.00, CO-45 20.00, PR-119 50.00, paid 220.00, share 160.00',
			lines: [
				['a consultation', 'billed 120.00, allowed 120.00, PR-3 20.00, paid 100.00'],
				['the same again', 'billed 120.00, allowed 0.00, OA-18 120.00, paid 0.00'],
				['unknown', 'billed 10.00, allowed 0.00, CO-181 10.00, paid 0.00'],
				['not covered', 'billed 80.00, allowed 80.00, PR-96 80.00, paid 0.00'],
				['somebody else\'s encounter', 'billed 200.00, allowed 0.00, CO-16 200.00, paid 0.00'],
				['not authorised', 'billed 500.00, allowed 0.00, CO-197 500.00, paid 0.00'],
				[
					'more than a year\'s units, and money',
					'billed 200.00, allowed 180.00, CO-45 20.00, PR-3 10.00, PR-119 50.00, paid 120.00',
				],
			],
		},
		{
			step: 'claim the consultation once more',
			wish: { plan: gold, member: gus, lines: [['consult', '120', at]] },
			expected: denied('OA-18', '120.00'),
		},
	]);
	await journey.balanced('look at the money in that block', practice, again, 'grows by 220.00');
}

async function members(journey) {
	const { day, people, plans } = journey;
	const { gus, nia, old, otto, practice } = people;
	const { gold } = plans;
	const at = journey.encounter(practice);
	const claim = (step, member, expected, date) =>
		({ step, wish: { plan: gold, member, lines: [['check-b', '60', at, 1, date]] }, expected });
	await journey.claimInTurn(practice, [
		claim('claim for somebody who is no member', otto, denied('PR-31', '60.00', '60.00')),
		claim('for one who is covered from tomorrow on', nia, denied('PR-26', '60.00', '60.00')),
		claim('for one who was covered until yesterday', old, denied('PR-27', '60.00', '60.00')),
		claim('for a service of yesterday, before there were terms', gus, denied('CO-181', '60.00'), day - 1),
		claim('for one of tomorrow', gus, 'claims.InTheFuture', day + 1),
	]);
}

async function unfiled(journey) {
	const { api, people, plans } = journey;
	const { cleo2, dentist, gus, hal, insurer1, practice, quack } = people;
	const { gold, silver } = plans;
	const at = journey.encounter(practice);
	const wish = (member, more = {}) => ({ plan: gold, member, lines: [['check-b', '60', at]], ...more });
	const own = { kind: 'Professional' };
	await journey.claimTogether([
		[practice, [
			{ step: 'claim without consent', wish: wish(hal), expected: 'claims.Refused(NoConsent)' },
			{ step: 'claim without room', wish: wish(cleo2, { plan: silver }), expected: 'claims.NoRoom' },
			{ step: 'claim as a pharmacy', wish: wish(gus, { kind: 'Pharmacy' }), expected: 'claims.Unlicensed(NotHeld)' },
			{ step: 'claim from no plan', wish: wish(gus, { plan: { ...gold, id: 4_294_967_295 } }), expected: 'claims.UnknownPlan' },
			{ step: 'claim nothing', wish: wish(gus, { lines: [] }), expected: 'claims.NothingToDo' },
		]],
		[dentist, [{ step: 'claim under a suspended licence', wish: wish(gus, own), expected: 'claims.Unlicensed(Suspended)' }]],
		[quack, [{ step: 'claim without a licence', wish: wish(gus, own), expected: 'claims.Unlicensed(NotHeld)' }]],
	]);
	await journey.act('revoke the consent', gus, api.tx.consent.revoke({ Account: insurer1.address }));
	await journey.claimInTurn(practice, [
		{ step: 'claim after that', wish: wish(gus), expected: 'claims.Refused(NoConsent)' },
	]);
}

function denied(code, billed, share = '0.00') {
	return `denied: billed ${billed}, allowed 0.00, ${code} ${billed}, paid 0.00, share ${share}`;
}
