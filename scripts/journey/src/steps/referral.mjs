// A physician passes on what a patient consented to, no wider, and only while the consent stands.
import { delegated } from '../consents.mjs';

const TREAT = { purposes: ['TREAT'], actions: ['Access'] };

export async function referral(journey) {
	const { api, people, records, segments, table } = journey;
	const { patient, physician, physician2, specialist } = people;
	const [record, closed] = records;
	table.part('The physician refers the patient to a specialist');
	const grant = () =>
		journey.grant(
			{ Account: physician.address },
			{ ...TREAT, segments: [segments.open, segments.closed], delegation: 1 },
		);
	const pass = async (to, wish) =>
		api.tx.consent.delegate(
			patient.address, 'Individual', { Account: to.address }, await delegated(journey, wish),
		);
	const narrow = { ...TREAT, segments: [segments.open] };
	const wide = { ...narrow, actions: ['Access', 'Disclose'] };
	const reads = (step, reader, expected) => ({ step, reader, record, expected });

	await journey.act('grant the physician, who may pass it on once', patient, await grant());
	await journey.actInTurn(physician, [
		{ step: 'pass on more than was granted', call: await pass(specialist, wide), expected: 'consent.Widening' },
		{ step: 'pass on one segment to a specialist', call: await pass(specialist, narrow) },
	]);
	const passing = journey.sender.send(specialist, await pass(physician2, narrow));
	await journey.readAll([
		reads('access what was passed on', specialist, 'permitted by Delegation(Account)'),
		{ ...reads('access what was not', specialist, 'refused: Segment'), record: closed },
	]);
	await journey.report('pass it on once more', specialist, passing, 'consent.DelegationTooDeep');

	const revoke = api.tx.consent.revoke({ Account: physician.address });
	await journey.act('revoke the physician\'s consent', patient, revoke);
	await journey.readAll([
		reads('access', specialist, 'refused: DelegationEnded'),
		// Closest is what the hospital, whose member they are, had before everything was revoked.
		reads('access', physician, 'refused: Revoked'),
	]);
	await journey.act('grant the physician again', patient, await grant());
	await journey.readAll([
		reads('access: what has ended does not come back', specialist, 'refused: DelegationEnded'),
		reads('access', physician, 'permitted by Grant(Account)'),
	]);
}
