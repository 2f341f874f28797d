// Who is covered, asked before anything is done: by a view that costs nothing, and by a call that is
// known to have been made.
import { eventsOf } from '../../../send.mjs';
import { eligibility as toldOf } from '../queries.mjs';

export async function eligibility(journey) {
	const { api, day, people, plans, queries, table } = journey;
	const { ada, clinic, cleo2, insurer1, nia, old, otto } = people;
	const { gold, silver } = plans;
	table.part('Eligibility');
	const ask = (step, plan, member, expected) =>
		journey.ask(step, clinic, expected, queries.eligible(plan, member, clinic, day));
	const covered = 'tier 0, network 1, deductible left 300.00, family 500.00, '
		+ 'out of pocket left 1000.00, family 1800.00';
	await ask('ask about a member in a family', gold, ada, covered);
	await ask('about one who is covered from tomorrow on', gold, nia, 'BeforeCoverage');
	await ask('about one who was covered until yesterday', gold, old, 'AfterCoverage');
	await ask('about nobody of the plan', gold, otto, 'NotMember');
	await ask(
		'about one whom another plan covers first', silver, cleo2,
		`tier 0, network 0, deductible left 0.00, out of pocket left 500.00, after plan ${gold.id}`,
	);
	const check = api.tx.coverage.checkEligibility(gold.id, ada.address, day);
	const [[checking]] = await journey.actTogether([
		[clinic, [{ step: 'ask by a call', call: check }]],
		[insurer1, [{ step: 'ask without being a provider', call: check, expected: 'coverage.NotProvider' }]],
	]);
	const [checked] = eventsOf(checking, 'coverage', 'EligibilityChecked');
	await journey.ask(
		'read the answer in its event', clinic, covered, checked && toldOf(checked.data.answer), checking.block,
	);
}
