// Prior authorisation: asked for, pended, answered, certified in part, used up.
import { eventsOf } from '../../../send.mjs';
import { statement } from '../../../statements.mjs';
import { serviceNamed } from '../plans.mjs';

const ASKED = 3;
const CERTIFIED = 2;
const PERIOD = 20;

export async function authorisation(journey) {
	const { api, day, people, plans, queries, segments, table } = journey;
	const { fay, imaging, insurer1, insurer2, otto } = people;
	const { gold } = plans;
	const { answer, certify, pend, request } = api.tx.authorisations;
	table.part('Prior authorisation');
	const services = gold.tags.tags(serviceNamed('mri'), day).map((tag) => [tag, ASKED]);
	const asking = (member) => request(
		gold.id, member.address, true, segments, day, day + PERIOD, services, statement('why'),
	);
	const standing = (step, outcome, expected) =>
		journey.ask(step, imaging, expected, queries.authorisation(id, outcome.hash), outcome.block);
	const [asked] = await journey.actInTurn(imaging, [
		{ step: `ask for ${ASKED} scans`, call: asking(fay) },
		{ step: 'ask for somebody who is no member', call: asking(otto), expected: 'authorisations.NotMember' },
	]);
	const id = Number(eventsOf(asked, 'authorisations', 'Requested')[0].data.id);
	await standing('ask how it stands', asked, 'Requested');
	const [[pended]] = await journey.actTogether([
		[insurer1, [{ step: 'ask the provider for more', call: pend(id, statement('which side?')) }]],
		[insurer2, [
			{ step: 'certify it as another payer', call: certify(id, [ASKED]), expected: 'authorisations.NotPayer' },
		]],
	]);
	await standing('ask how it stands', pended, 'Pended');
	await journey.act('answer', imaging, answer(id, statement('the left one')));
	const [certified] = await journey.actInTurn(insurer1, [
		{ step: `certify ${CERTIFIED} of ${ASKED}`, call: certify(id, [CERTIFIED]) },
		{ step: 'certify the third one later', call: certify(id, [ASKED]), expected: 'authorisations.AlreadyDecided' },
	]);
	await standing('ask how it stands', certified, 'Certified(false)');
	const [one, two, three] = [1, 2, 3].map(() => journey.encounter(imaging));
	const scan = (at, units, billed, given = id) =>
		({ plan: gold, member: fay, lines: [['mri', billed, at, units]], authorisation: given });
	const paid = 'complete: billed 600.00, allowed 500.00, CO-45 100.00, PR-2 50.00, paid 450.00, share 50.00';
	const outcomes = await journey.claimInTurn(imaging, [
		{ step: 'claim a scan without it', wish: scan(one, 1, '600', null), expected: refused('CO-197', '600.00') },
		{ step: 'claim a scan', wish: scan(one, 1, '600'), expected: paid },
		{ step: 'claim two, when one is left', wish: scan(two, 2, '1200'), expected: refused('CO-198', '1200.00') },
		{ step: 'claim one', wish: scan(two, 1, '600'), expected: paid },
		{ step: 'claim a third one', wish: scan(three, 1, '600'), expected: refused('CO-198', '600.00') },
	]);
	await standing('ask how it stands', outcomes.at(-1), 'UsedUp(false)');
}

function refused(code, billed) {
	return `denied: billed ${billed}, allowed 0.00, ${code} ${billed}, paid 0.00, share 0.00`;
}
