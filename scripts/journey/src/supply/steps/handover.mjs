// Packs go into cases, cases onto pallets, pallets into a load; and all that from hand to hand.
import { eventsOf, latest } from '../../send.mjs';
import { statement } from '../../statements.mjs';
import { miswritten } from '../gs1.mjs';

/** The cases, by their numbers: each has a hundred packs of the vaccine. */
export const CASE = 100;
// Cases 0 to 11, four on each pallet.
const CASES = Array.from({ length: 12 }, (_, number) => number);
const PALLETS = new Map([[100, [0, 1, 2, 3]], [101, [4, 5, 6, 7]], [102, [8, 9, 10, 11]]]);
const LOAD = 200;
const LEFT_BEHIND = 102;
const LOST = 3;
/** Bottles of drops that are in case 0, too. */
export const BOTTLES = 20;

export async function packing(journey) {
	const { api, company, goods, people, queries, table } = journey;
	const { hospital, maker, rival, wholesaler } = people;
	const { vaccine } = goods;
	table.part('Packs, cases, pallets, a load');
	const { openContainer } = api.tx.provenance;
	const wrong = openContainer(miswritten(journey.container(0)), company, 0);
	const spans = (number) =>
		(number === 0 ? [packsIn(vaccine, 0), goods.drops.span(0, BOTTLES)] : [packsIn(vaccine, number)]);
	const packs = [
		...CASES.map((number) => journey.pack(number, ...spans(number))),
		...[...PALLETS].map(([pallet, cases]) => journey.pack(pallet, ...cases)),
		journey.pack(LOAD, 100, 101),
	];
	const { batchAll } = api.tx.utility;
	const sale = statement('transaction information and statement');
	const [first] = await journey.actTogether([
		[maker, [
			{ step: 'open a case with a wrong check digit', call: wrong, expected: 'provenance.InvalidSscc' },
			{
				step: 'open 12 cases, 3 pallets and a load',
				call: batchAll(journey.open(...CASES, ...PALLETS.keys(), LOAD)),
			},
			{ step: 'pack 1,200 packs and 20 bottles, three levels', call: batchAll(packs) },
			{
				step: 'pack the load into one of its cases',
				call: journey.pack(0, LOAD),
				expected: 'provenance.PackedIntoItself',
			},
			{ step: 'ship the load of two pallets', call: await journey.ship(LOAD, wholesaler, sale) },
			{ step: 'ship the third pallet', call: await journey.ship(LEFT_BEHIND, wholesaler, sale) },
			{
				step: 'ship a case out of the load',
				call: await journey.ship(0, wholesaler, sale),
				expected: 'provenance.NotTopLevel',
			},
		]],
		[rival, [
			{
				step: 'open a case with the maker\'s prefix',
				call: journey.open(50)[0],
				expected: 'provenance.NotPrefixOwner',
			},
		]],
		[hospital, [
			{
				step: 'pack what somebody else has',
				call: journey.pack(0, vaccine.span(9_000, 9_001)),
				expected: 'provenance.NotHolder',
			},
		]],
	]);
	const { block, hash } = first.at(-1);
	await journey.ask(
		'look at a case', wholesaler, 'Manufacturer, in transit, 2 deep, no measure',
		queries.container(journey.container(0), hash), block,
	);
	await journey.ask(
		'verify a pack in it', wholesaler, 'InTransit, Manufacturer, no measure, saleable',
		queries.unit(vaccine, 0, hash), block,
	);
}

export async function handover(journey) {
	const { api, goods, people, queries, table } = journey;
	const { hospital, maker, pharmacy1, pharmacy2, wholesaler } = people;
	const { drops, vaccine } = goods;
	const { reject, settleReport, voidShipment } = api.tx.provenance;
	table.part('From hand to hand');
	await journey.actTogether([
		[pharmacy1, [
			{
				step: 'receive what goes to somebody else',
				call: journey.receive(LOAD),
				expected: 'provenance.NotConsignee',
			},
		]],
		[wholesaler, [
			{
				step: 'receive what was never shipped',
				call: journey.receive(0),
				expected: 'provenance.NotShipped',
			},
		]],
	]);
	const lost = [{ span: packsIn(vaccine, LOST), discrepancy: 'Lost' }];
	const sale = statement('transaction information and statement');
	const [[receiving]] = await journey.actTogether([
		[wholesaler, [
			{ step: 'receive the load, a case of it lost', call: journey.receive(LOAD, lost) },
			{ step: 'receive it again', call: journey.receive(LOAD), expected: 'provenance.NotShipped' },
			{
				step: 'reject the third pallet',
				call: reject(journey.container(LEFT_BEHIND), statement('its wrapping is open')),
			},
			{ step: 'take five cases from the pallets', call: journey.unpack(0, 1, 2, 4, 5) },
			{ step: 'ship a case to a pharmacy', call: await journey.ship(0, pharmacy1, sale) },
			{ step: 'ship a case to another one', call: await journey.ship(1, pharmacy2, sale) },
			{ step: 'ship a case to a hospital', call: await journey.ship(2, hospital, sale) },
		]],
	]);
	const [received] = eventsOf(receiving, 'provenance', 'Received');
	await journey.ask(
		'verify a pack that was lost', maker, 'Reported(Lost)',
		queries.state(vaccine, LOST * CASE, receiving.hash), receiving.block,
	);
	await journey.ask(
		'look who received what', maker, 'wholesaler, 1 report',
		received && `${journey.nameOf(received.data.consignee)}, ${received.data.reports.length} report`,
		receiving.block,
	);
	const back = journey.container(LEFT_BEHIND);
	const arriving = (number, lots) => [
		{ step: 'receive the case', call: journey.receive(number) },
		{ step: 'put what is in it into stock', call: journey.unpack(...lots) },
	];
	const [settled, arrived] = await journey.actTogether([
		[maker, [
			{ step: 'confirm the loss', call: settleReport(vaccine.id, LOST * CASE, 'Confirmed') },
			{
				step: 'ship the rejected pallet once more',
				call: await journey.ship(LEFT_BEHIND, wholesaler, sale),
			},
			{ step: 'take it back', call: voidShipment(back) },
			{ step: 'take it back again', call: voidShipment(back), expected: 'provenance.NotShipped' },
		]],
		[pharmacy1, arriving(0, [packsIn(vaccine, 0), drops.span(0, BOTTLES)])],
		[pharmacy2, arriving(1, [packsIn(vaccine, 1)])],
		[hospital, arriving(2, [packsIn(vaccine, 2)])],
	]);
	const { block, hash } = latest([settled.at(-1), arrived.at(-1)]);
	await journey.ask(
		'verify a pack that was lost', maker, 'Decommissioned(Lost)',
		queries.state(vaccine, LOST * CASE, hash), block,
	);
	await journey.ask(
		'look at the pallet', maker, 'Manufacturer, at hand, 0 deep, no measure',
		queries.container(back, hash), block,
	);
	await journey.ask(
		'verify a pack in stock', pharmacy1, 'Received, Pharmacy, no measure, saleable',
		queries.unit(vaccine, 0, hash), block,
	);
}

/** The packs that were packed into the case `number`. */
export function packsIn(lot, number) {
	return lot.span(number * CASE, (number + 1) * CASE);
}
