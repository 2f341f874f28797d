// Somebody unconscious is brought in: the glass is broken, and somebody independent looks at why.
import { segmentSet } from '../metadata.mjs';
import { eventsOf } from '../send.mjs';
import { statement } from '../statements.mjs';

export async function emergency(journey) {
	const { api, people, segments, sender, table } = journey;
	const { casualty, hospital, physician, physician3, emergency2 } = people;
	const { emergency: practitioner } = people;
	table.part('Breaking the glass');
	const subject = casualty;
	const [open, closed] = await journey.fileAll('file two records of somebody unconscious', [
		{ subject, segment: segments.open },
		{ subject, segment: segments.closed },
	]);
	const breakGlass = (segment) =>
		api.tx.emergency.breakGlass(
			casualty.address,
			hospital.address,
			segmentSet(segment),
			'Unconscious',
			statement('brought in unconscious after a fall; blood thinners are suspected'),
		);
	const urgent = { reader: practitioner, purpose: 'BTG' };

	await journey.readAll([
		{ step: 'access to treat', reader: practitioner, record: open, expected: 'refused: NoConsent' },
		{ step: 'access, the glass being whole', ...urgent, record: open, expected: 'refused: NoConsent' },
	]);
	const breaking = await journey.act('break the glass for one segment', practitioner, breakGlass(segments.open));
	const [broken] = eventsOf(breaking, 'emergency', 'GlassBroken');
	if (!broken) {
		throw new Error('the glass was not broken');
	}
	const id = Number(broken.data.case);
	const again = sender.send(practitioner, breakGlass(segments.open));
	const locking = sender.send(casualty, api.tx.consent.lockForEmergencies(segmentSet(segments.closed)));
	await journey.readAll([
		{ step: 'access', ...urgent, record: open, expected: `permitted by Emergency(${id})` },
		{ step: 'access another segment', ...urgent, record: closed, expected: 'refused: Segment' },
	]);
	await journey.report('break it again', practitioner, again, 'emergency.ReviewPending');
	await journey.report('awake: lock the other segment for emergencies', casualty, locking);

	const review = () =>
		api.tx.emergency.review(id, 'Justified', statement('nobody could have asked; one segment was enough'));
	const [locked, own, colleague] = await Promise.all([
		sender.send(emergency2, breakGlass(segments.closed)),
		sender.send(practitioner, review()),
		sender.send(physician, review()),
	]);
	await journey.report('break the glass for the locked segment', emergency2, locked, 'emergency.SegmentsLocked');
	await journey.report('review one\'s own case', practitioner, own, 'emergency.SelfReview');
	await journey.report('review a colleague\'s case', physician, colleague, 'emergency.NotIndependent');
	await journey.act('review the case of another hospital', physician3, review());
	const found = (await api.query.emergency.cases(id)).unwrapOr(undefined);
	table.row({
		step: 'look at the case',
		who: casualty.name,
		expected: 'Justified',
		result: found === undefined ? 'no case' : found.state.type,
	});
}
