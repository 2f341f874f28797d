// A pack is dispensed once, and a copy of it is found out.
import { eventsOf } from '../../send.mjs';
import { words } from '../../metadata.mjs';
import { statement } from '../../statements.mjs';

/** The pack that is dispensed, and copied. */
export const COPIED = 5;
/** The pack that a patient has. */
export const AT_HOME = 8;
const UNDONE = 7;
const OTHER = 6;
const BOTTLE = 3;
// Of pharmacy2, of the hospital, and of the wholesaler.
const ELSEWHERE = 110;
const IN_HOSPITAL = 210;
const IN_A_CASE = 610;

export async function dispensing(journey) {
	const { api, goods, people, queries, table } = journey;
	const { hospital, patient, pharmacy1, pharmacy2, wholesaler } = people;
	const { drops, vaccine } = goods;
	table.part('Dispensed once');
	const { undoDispense } = api.tx.provenance;
	const { unit, proof } = vaccine.proven(COPIED);
	// One range is all that the pharmacy has of the vaccine.
	const rangeEnd = await queries.rangeEnd(vaccine, COPIED);
	const dispense = (proven) => journey.dispense(vaccine, COPIED, { rangeEnd, proven });
	const portions = (count) => journey.dispense(drops, BOTTLE, { portions: count });
	const [mine] = await journey.actTogether([
		[pharmacy1, [
			{
				step: 'dispense a pack with another one\'s serial',
				call: dispense({ unit: vaccine.proven(OTHER).unit, proof }),
				expected: 'provenance.Proof(Mismatch)',
			},
			{
				step: 'dispense it with a sibling too few',
				call: dispense({ unit, proof: proof.slice(1) }),
				expected: 'provenance.Proof(Length)',
			},
			{ step: `dispense it with its ${proof.length} siblings`, call: dispense() },
			{ step: 'dispense one for a patient', call: journey.dispense(vaccine, AT_HOME, { rangeEnd }) },
			{ step: 'dispense one by mistake', call: journey.dispense(vaccine, UNDONE, { rangeEnd }) },
			{ step: 'undo that', call: undoDispense(vaccine.id, UNDONE) },
			{
				step: 'undo what was not dispensed',
				call: undoDispense(vaccine.id, OTHER),
				expected: 'provenance.NotDispensed',
			},
			{
				step: 'dispense a part of what has none',
				call: journey.dispense(vaccine, OTHER, { portions: 1, rangeEnd }),
				expected: 'provenance.NotDivisible',
			},
			{ step: 'dispense 4 of a bottle\'s 10 portions', call: portions(4) },
			{ step: 'dispense 7 more', call: portions(7), expected: 'provenance.TooManyPortions' },
		]],
		[pharmacy2, [
			{
				step: 'dispense what another pharmacy has',
				call: journey.dispense(vaccine, OTHER),
				expected: 'provenance.NotHolder',
			},
		]],
		[hospital, [
			{
				step: 'dispense, being no pharmacy',
				call: journey.dispense(vaccine, IN_HOSPITAL),
				expected: 'provenance.Unlicensed(NotHeld)',
			},
		]],
		[wholesaler, [
			{
				step: 'dispense, being no pharmacy',
				call: journey.dispense(vaccine, IN_A_CASE),
				expected: 'provenance.Unlicensed(NotHeld)',
			},
		]],
	]);
	const { block, hash } = mine.at(-1);
	const [left] = eventsOf(mine[8], 'provenance', 'Dispensed');
	await journey.ask(
		'look what is left of the bottle', patient, '6 left', left && `${left.data.left} left`,
		mine[8].block,
	);
	await journey.ask('verify the pack', patient, 'Dispensed', queries.state(vaccine, COPIED, hash), block);
	await journey.ask(
		'verify the one that was undone', patient, 'Received', queries.state(vaccine, UNDONE, hash),
		block,
	);
	await journey.ask(
		'verify the bottle', patient, 'PartlyDispensed(6)', queries.state(drops, BOTTLE, hash),
		block,
	);
}

export async function counterfeit(journey) {
	const { api, goods, people, queries, table } = journey;
	const { maker, patient, pharmacy1, pharmacy2, regulator } = people;
	const { drops, vaccine } = goods;
	table.part('A counterfeit');
	const { closeCase, undoDispense } = api.tx.provenance;
	const copy = journey.dispense(vaccine, COPIED);
	const [[caught], [rest]] = await journey.actTogether([
		[pharmacy2, [{ step: 'dispense a copy of what was dispensed', call: copy }]],
		[pharmacy1, [{ step: 'dispense what is left of the bottle', call: journey.dispense(drops, BOTTLE) }]],
	]);
	await journey.ask(
		'look what the chain makes of the copy', regulator, 'suspected: pharmacy1, then pharmacy2',
		suspicion(journey, caught), caught.block,
	);
	await journey.ask(
		'verify the pack', patient, 'Suspect', queries.state(vaccine, COPIED, caught.hash),
		caught.block,
	);
	await journey.ask(
		'verify the bottle', patient, 'Dispensed', queries.state(drops, BOTTLE, rest.hash),
		rest.block,
	);
	const id = numberOf(caught);
	const ruling = () => statement('the copy has another ink; the first one is being looked for');
	await journey.actTogether([
		[pharmacy2, [{ step: 'dispense another copy', call: copy }]],
		[pharmacy1, [
			{
				step: 'undo the dispensing, as if nothing were',
				call: undoDispense(vaccine.id, COPIED),
				expected: 'provenance.CaseOpen',
			},
		]],
		[maker, [
			{
				step: 'close the case, being no regulator',
				call: closeCase(id, false, ruling()),
				expected: 'provenance.Unlicensed(NotHeld)',
			},
		]],
	]);
	const [closing] = await journey.actInTurn(regulator, [
		{ step: 'close the case: illegitimate', call: closeCase(id, true, ruling()) },
		{ step: 'close it again', call: closeCase(id, false, ruling()), expected: 'provenance.CaseClosed' },
	]);
	await journey.ask('look at the case', regulator, 'Illegitimate, 2 attempts', told(api, id), closing.block);
	await journey.ask(
		'verify the pack', patient, 'Illegitimate', queries.state(vaccine, COPIED, closing.hash),
		closing.block,
	);
}

function suspicion(journey, outcome) {
	const [suspected] = eventsOf(outcome, 'provenance', 'SuspectedCounterfeit');
	if (!suspected) {
		return 'nothing';
	}
	const { first, second } = suspected.data;
	return `suspected: ${journey.nameOf(first)}, then ${journey.nameOf(second)}`;
}

function numberOf(outcome) {
	const [suspected] = eventsOf(outcome, 'provenance', 'SuspectedCounterfeit');
	if (!suspected) {
		throw new Error('nobody noticed the copy');
	}
	return Number(suspected.data.case);
}

async function told(api, id) {
	const { attempts, status } = (await api.query.provenance.cases(id)).unwrap();
	return `${words(status)}, ${attempts} attempts`;
}
