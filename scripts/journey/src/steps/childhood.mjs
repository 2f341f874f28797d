// A parent decides for a child until it is of age; then the child does, and nobody else.
import { statement } from '../statements.mjs';

const TREAT = { purposes: ['TREAT'], actions: ['Access'] };
const PLACES = 8;
const ALL_POWERS = 15;
// A childhood, in calls: long enough for what happens in it.
const CHILDHOOD = 10;

export async function childhood(journey) {
	const { api, people, queries, segments, sender, table } = journey;
	const { child, parent, physician } = people;
	table.part('A child comes of age');
	const majority = (await queries.now()) + (await journey.lasting(CHILDHOOD));
	const evidence = statement('certificate of birth');
	const [record] = await journey.fileAll(
		'enrol a newborn, register the parent, file a record',
		[{ subject: child, segment: segments.open, retention: 'Paediatric' }],
		[
			api.tx.sponsorship.enrol(child.address, PLACES),
			api.tx.representatives.registerParent(
				child.address, parent.address, majority, ALL_POWERS, evidence,
			),
		],
	);
	const grantee = { Account: physician.address };
	const grant = await journey.grant(grantee, { ...TREAT, segments: [segments.open] }, parent);
	const inTheChildsName = (call) => api.tx.representatives.act(child.address, call);
	await journey.act('grant the physician in the child\'s name', parent, inTheChildsName(grant));
	const asParent = { reader: parent, record, purpose: 'FAMRQT' };
	await journey.readAll([
		{ step: 'access', reader: physician, record, expected: 'permitted by Grant(Account)' },
		{ step: 'access as the parent', ...asParent, expected: 'permitted by Representative' },
	]);

	await journey.until(majority);
	const revoke = api.tx.consent.revoke(grantee);
	const meddling = sender.send(parent, inTheChildsName(revoke));
	await journey.readAll([
		{ step: 'access as the parent of an adult', ...asParent, expected: 'refused: NoConsent' },
		{ step: 'access: what was granted stands', reader: physician, record, expected: 'permitted by Grant(Account)' },
	]);
	await journey.report('revoke in the grown child\'s name', parent, meddling, 'representatives.Ended');
	await journey.act('revoke it themselves, without a token', child, revoke);
	await journey.readAll([
		{ step: 'access', reader: physician, record, expected: 'refused: NoConsent' },
	]);
}
