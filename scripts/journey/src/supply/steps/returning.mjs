// Packs go back to the wholesaler, who may sell them again once each of them is verified.
import { statement } from '../../statements.mjs';

const START = 100;
const COUNT = 5;
// The case in which they came, empty now, and one of packs that nobody sent back.
const OLD = 1;
const NEW = 5;

export async function returning(journey) {
	const { api, goods, people, queries, table } = journey;
	const { pharmacy1, pharmacy2, wholesaler } = people;
	const { vaccine } = goods;
	table.part('Saleable returns');
	const span = vaccine.span(START, START + COUNT);
	const documents = statement('transaction information and statement');
	await journey.actInTurn(pharmacy2, [
		{ step: `pack ${COUNT} packs to send them back`, call: journey.pack(OLD, span) },
		{ step: 'ship them back', call: await journey.ship(OLD, wholesaler, documents, 'Return') },
	]);
	const [, , , , , back] = await journey.actInTurn(wholesaler, [
		{ step: 'receive them', call: journey.receive(OLD) },
		{
			step: 'ship them to a pharmacy',
			call: await journey.ship(OLD, pharmacy1, documents),
			expected: 'provenance.ReturnsOnly',
		},
		{ step: 'put them into stock', call: journey.unpack(span) },
		{
			step: 'pack them with new ones for sale',
			call: journey.pack(NEW, span),
			expected: 'provenance.MixedReturns',
		},
		{ step: 'pack them alone', call: journey.pack(OLD, span) },
		{
			step: 'ship them to a pharmacy',
			call: await journey.ship(OLD, pharmacy1, documents),
			expected: 'provenance.ReturnsOnly',
		},
		{ step: 'put them into stock again', call: journey.unpack(span) },
	]);
	await journey.ask(
		'verify one of them', wholesaler, 'Returned', queries.state(vaccine, START, back.hash),
		back.block,
	);

	const units = Array.from({ length: COUNT }, (_, place) => vaccine.proven(START + place));
	const verify = (list) => api.tx.provenance.verifyReturn(vaccine.id, START, list);
	const [, verified] = await journey.actInTurn(wholesaler, [
		{
			step: 'verify them, one being another',
			call: verify([...units.slice(0, -1), vaccine.proven(START + COUNT)]),
			expected: 'provenance.Proof(Mismatch)',
		},
		{ step: `verify ${COUNT} packs in one call`, call: verify(units) },
		{ step: 'verify them again', call: verify(units), expected: 'provenance.NotReturned' },
	]);
	await journey.ask(
		'verify one of them', wholesaler, 'Verified', queries.state(vaccine, START, verified.hash),
		verified.block,
	);
	await journey.actInTurn(wholesaler, [
		{ step: 'pack them with new ones for sale', call: journey.pack(NEW, span) },
		{ step: 'ship them to a pharmacy', call: await journey.ship(NEW, pharmacy1, documents) },
	]);
	const [, , sold] = await journey.actInTurn(pharmacy1, [
		{ step: 'receive them', call: journey.receive(NEW) },
		{ step: 'put them into stock', call: journey.unpack(span) },
		{ step: 'dispense one of them', call: journey.dispense(vaccine, START) },
	]);
	await journey.ask(
		'verify another one', pharmacy1, 'Resold, Pharmacy, no measure, saleable',
		queries.unit(vaccine, START + 1, sold.hash), sold.block,
	);
}
