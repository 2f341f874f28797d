// A lot is recalled while its packs are everywhere: nothing is written to any of them.
import { stringToHex } from '@polkadot/util';
import { eventsOf } from '../../send.mjs';
import { statement } from '../../statements.mjs';
import { AT_HOME, COPIED } from './dispensing.mjs';
import { CASE } from './handover.mjs';

const SHIPPED = 4;
const IN_STOCK = 10;
const PAGE = 65_536;

export async function recall(journey) {
	const { api, goods, people, queries, table } = journey;
	const { maker, patient, pharmacy1, pharmacy2, regulator, rival, wholesaler } = people;
	const { vaccine } = goods;
	table.part('A recall');
	const { liftMeasure, takeMeasure } = api.tx.provenance;
	const target = { Lot: vaccine.id };
	const take = (level, depth) =>
		takeMeasure(
			target, { Recall: { class: level, depth } }, 'Contamination', statement('particles were seen'),
		);
	const lift = (id) => liftMeasure(target, id, statement('it was the inspection lamp'));
	const check = (at) => queries.recallCheck(vaccine.gtin, stringToHex(vaccine.number), at);
	const places = async ({ block, hash }, step, expected) => {
		const packs = [SHIPPED * CASE, IN_STOCK, AT_HOME];
		const found = Promise.all(packs.map((index) => queries.measureOn(vaccine, index, hash)));
		await journey.ask(step, patient, expected.join('; '), found.then((all) => all.join('; ')), block);
	};
	const sale = statement('transaction information and statement');
	const [[shipping]] = await journey.actTogether([
		[wholesaler, [
			{ step: 'ship a case to a pharmacy', call: await journey.ship(SHIPPED, pharmacy2, sale) },
		]],
		[rival, [
			{
				step: 'recall the lot of another maker',
				call: take('I', 'Patient'),
				expected: 'provenance.NotAuthorized',
			},
		]],
	]);
	await holders(journey, shipping);

	const first = await journey.act(
		'recall the lot from wholesale, class III', maker, take('III', 'Wholesale'),
	);
	await places(
		first, 'verify packs on their way, in stock, at home',
		['Recall(III, Wholesale)', 'no measure', 'no measure'],
	);
	const second = await journey.act('recall it from pharmacies, class II', maker, take('II', 'Pharmacy'));
	await places(
		second, 'verify the same three in that block',
		['Recall(II, Pharmacy)', 'Recall(II, Pharmacy)', 'no measure'],
	);
	const third = await journey.act('recall it from patients, class I', regulator, take('I', 'Patient'));
	await places(third, 'verify the same three in that block', Array(3).fill('Recall(I, Patient)'));
	const recalls = ['III, Wholesale', 'II, Pharmacy', 'I, Patient'];
	const range = `0 to ${vaccine.count}`;
	await journey.ask(
		'check GTIN and lot of a pack at home', patient,
		recalls.map((each) => `${range}: Recall(${each})`).join(', '), check(third.hash),
		third.block,
	);

	const dispense = journey.dispense(vaccine, IN_STOCK);
	await journey.actTogether([
		[pharmacy1, [
			{
				step: 'dispense a pack',
				call: dispense,
				expected: 'provenance.UnderMeasure(Recall(I, Patient))',
			},
		]],
		[maker, [
			{
				step: 'lift the regulator\'s recall',
				call: lift(numberOf(third)),
				expected: 'provenance.NotYours',
			},
			{ step: 'lift the first one', call: lift(numberOf(first)) },
			{ step: 'lift the second one', call: lift(numberOf(second)) },
		]],
	]);
	const lifting = await journey.act('lift the last one', regulator, lift(numberOf(third)));
	await places(lifting, 'verify the same three', Array(3).fill('no measure'));
	await journey.ask('check GTIN and lot', patient, 'nothing', check(lifting.hash), lifting.block);
	await journey.act('dispense a pack', pharmacy1, dispense);
}

// Where everything is that can still reach a patient: from the chain's entries alone.
async function holders(journey, { block, hash }) {
	const { goods, people, queries, table } = journey;
	const { hospital, maker, pharmacy1, pharmacy2, regulator, wholesaler } = people;
	const { vaccine } = goods;
	const { totals, flaw } = await queries.outstanding(vaccine, hash);
	// Eight cases left the maker, of which one was lost.
	const expected = new Map([
		[maker, vaccine.count - 8 * CASE],
		[wholesaler, 4 * CASE],
		[pharmacy1, CASE - [COPIED, AT_HOME].length],
		[pharmacy2, CASE],
		[hospital, CASE],
	]);
	await journey.ask(
		'read all ranges of the lot', regulator, 'every pack once', flaw ?? 'every pack once',
		block,
	);
	for (const [person, count] of expected) {
		const found = totals.get(person.address) ?? 0;
		await journey.ask(
			`add up what is with: ${person.name}`, regulator, `${count} outstanding`,
			`${found} outstanding`, block,
		);
	}
	const sum = [...totals.values()].reduce((total, count) => total + count, 0);
	const starts = Array.from({ length: Math.ceil(vaccine.count / PAGE) }, (_, page) => page * PAGE);
	const counts = await Promise.all(starts.map((start) => {
		const span = vaccine.span(start, Math.min(start + PAGE, vaccine.count));
		return queries.view('Provenance', 'outstanding', [span], hash);
	}));
	table.row({
		step: 'ask the chain how many there are',
		who: regulator.name,
		expected: `${sum} outstanding`,
		result: `${counts.reduce((total, count) => total + count.toNumber(), 0)} outstanding`,
		block,
	});
}

function numberOf(outcome) {
	const [taken] = eventsOf(outcome, 'provenance', 'MeasureTaken');
	if (!taken) {
		throw new Error('no measure was taken');
	}
	return Number(taken.data.measure.id);
}
