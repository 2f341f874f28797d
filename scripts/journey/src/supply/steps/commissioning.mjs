// A million packs become known to the chain in one call, of which it keeps some bytes.
import { randomInt } from 'node:crypto';
import { hexToU8a, stringToHex, u8aToHex } from '@polkadot/util';
import { UNIT_LEAF, flaw, leaf } from '../../merkle.mjs';
import { statement } from '../../statements.mjs';
import { Lot } from '../lot.mjs';

const PACKS = 1_000_000;
const BOTTLES = 5_000;
const SAMPLES = 3;
const MOST_BYTES = 200;
const DAY = 24 * 60 * 60 * 1000;
const SHELF_LIFE = 2 * 365;

export async function commissioning(journey) {
	const { api, goods, gtins, people, queries, table } = journey;
	const { maker, patient, rival } = people;
	table.part('A million packs');
	const started = Date.now();
	goods.vaccine = new Lot(gtins.vaccine, 'VAC26A', PACKS);
	const took = Date.now() - started;
	goods.drops = new Lot(gtins.drops, 'DRO26B', BOTTLES);
	const lot = goods.vaccine;
	const samples = Array.from({ length: SAMPLES }, () => randomInt(PACKS));
	table.row({
		step: `make serials, keys and a tree of ${counted(PACKS)} packs: ${counted(took)} ms`,
		who: maker.name,
		expected: `proves ${SAMPLES} of ${SAMPLES} at random`,
		result: `proves ${samples.filter((index) => proves(lot, index)).length} of ${SAMPLES} at random`,
	});

	const expires = Math.floor((await queries.now()) / DAY) + SHELF_LIFE;
	const commission = (...lots) =>
		api.tx.provenance.commission(lots.map((entry) => described(entry, expires)), 0);
	const [[done]] = await journey.actTogether([
		[maker, [
			{
				step: `commission them, and ${counted(BOTTLES)} bottles of drops, in one call`,
				call: commission(lot, goods.drops),
			},
			{
				step: 'commission the vaccine again',
				call: commission(lot),
				expected: 'provenance.AlreadyExists',
			},
		]],
		[rival, [
			{
				step: 'commission another lot of it, not being its maker',
				call: commission({ ...lot, number: 'VAC26Z' }),
				expected: 'provenance.NotManufacturer',
			},
		]],
	]);
	const bytes = await stored(api, lot, done.hash);
	table.row({
		step: `count what the chain keeps of ${counted(PACKS)} packs: ${bytes} bytes`,
		who: maker.name,
		expected: `at most ${MOST_BYTES} bytes`,
		result: bytes <= MOST_BYTES ? `at most ${MOST_BYTES} bytes` : `${bytes} bytes`,
	});
	const [index] = samples;
	const ask = (pack) => queries.unit(lot, index, done.hash, pack);
	await journey.ask(
		`verify the pack ${index}`, patient, 'Active, Manufacturer, no measure, saleable', ask(),
		done.block,
	);
	const falsified = { ...lot.proven(index), unit: `0x${'5a'.repeat(32)}` };
	await journey.ask('verify one with another serial', patient, 'Proof(Mismatch)', ask(falsified), done.block);
}

function described({ gtin, number, count, tree }, expires) {
	return {
		gtin,
		number: stringToHex(number),
		expires,
		attributes: statement('certificate of analysis, batch record'),
		count,
		root: u8aToHex(tree.root),
	};
}

function proves(lot, index) {
	const { unit, proof } = lot.proven(index);
	const siblings = proof.map((sibling) => hexToU8a(sibling));
	return flaw(lot.tree, index, leaf(UNIT_LEAF, index, hexToU8a(unit)), siblings) === undefined;
}

// Keys and values of everything that says something about a lot that nobody has touched.
async function stored(api, lot, at) {
	const { exceptions, lots, origins, ranges, words } = api.query.provenance;
	const under = [exceptions, ranges, words].map((map) => map.keyPrefix(lot.id));
	const found = await Promise.all(under.map((prefix) => api.rpc.state.getKeysPaged(prefix, 100, prefix, at)));
	const keys = [lots.key(lot.id), origins.key(lot.id), ...found.flat().map((key) => key.toHex())];
	const values = await Promise.all(keys.map((key) => api.rpc.state.getStorage(key, at)));
	return keys.reduce((sum, key, place) => {
		const value = values[place];
		return value.isSome ? sum + (key.length - 2) / 2 + value.unwrap().toU8a(true).length : sum;
	}, 0);
}

function counted(number) {
	return number.toLocaleString('en-US');
}
