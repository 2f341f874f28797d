// What rules cannot decide waits for the payer.
import { statement } from '../../../statements.mjs';
import { dollars, interestOn, usd } from '../told.mjs';

const SURGERY = '2300.00';

export async function review(journey) {
	const { api, people, plans, queries, table } = journey;
	const { clinic, insurer1, insurer2, ivy, surgeon } = people;
	table.part('A claim that waits for the payer');
	const at = journey.encounter(clinic);
	const lines = [['surgery', '1500', at], ['second-surgery', '800', at]];
	const [pended] = await journey.claimInTurn(surgeon, [{
		step: 'claim two operations',
		wish: { plan: plans.gold, member: ivy, lines, kind: 'Professional' },
		expected: `pended: billed ${SURGERY}`,
	}]);
	const { id } = pended;
	journey.kept.appealed = id;
	const decide = (...decisions) => api.tx.claims.decide(id, decisions, statement('reasons'));
	const decision = [{ Allow: usd('1000') }, 'Deny'];
	const [, [, decided]] = await journey.actTogether([
		[insurer2, [{ step: 'decide it as another payer', call: decide(...decision), expected: 'claims.NotPayer' }]],
		[insurer1, [
			{ step: 'decide one line of two', call: decide('Deny'), expected: 'claims.WrongNumber' },
			{ step: 'allow 1000.00 for the first line, deny the second', call: decide(...decision) },
			{ step: 'decide it again', call: decide(...decision), expected: 'claims.NotPended' },
		]],
	]);
	const claim = await journey.judged(
		'read what was decided', surgeon, { ...decided, id },
		`partial by Payer: billed ${SURGERY}, allowed 1000.00, CO-45 500.00, PR-2 100.00, PI-50 800.00, `
			+ 'paid 900.00, share 100.00',
	);
	// Its terms have it paid at once: every second until the payer decided bears interest.
	const late = Math.floor((await queries.time(decided.hash)) / 1000) - claim.due;
	const interest = interestOn(usd('900'), claim.rate, late);
	journey.kept.interest = interest;
	await journey.balanced(
		'look at the money in that block', surgeon, decided, `grows by ${dollars(usd('900') + interest)}`,
	);
}
