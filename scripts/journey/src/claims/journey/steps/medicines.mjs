// The medicines that the pharmacy claims for: made, sold to it, and dispensed, as in the supply journey.
import { stringToHex, u8aToHex } from '@polkadot/util';
import { statement } from '../../../statements.mjs';
import { Lot } from '../../../supply/lot.mjs';
import { SupplyJourney } from '../../../supply/journey.mjs';

const PACKS = 4;
const CASE = 1;
const NUMBER = 'CLM26A';
const LIMITS = { min: 200, max: 2_500, budget: 3_600 };
const SHELF_LIFE = 365;

export const medicines = { prefix, sold };

/** The maker gets a company prefix. */
function prefix(journey) {
	const { api, people } = journey;
	journey.supply = new SupplyJourney(journey);
	const { company } = journey.supply;
	return {
		step: 'assign a company prefix to a maker of medicines',
		call: api.tx.products.assignPrefix(people.maker.address, company),
	};
}

/** A lot is made, packed, and shipped to the pharmacy. */
async function sold(journey) {
	const { api, day, people, supply } = journey;
	const { company, gtins } = supply;
	const lot = new Lot(gtins.drops, NUMBER, PACKS);
	journey.goods.lot = lot;
	const made = {
		gtin: lot.gtin,
		number: stringToHex(lot.number),
		expires: day + SHELF_LIFE,
		attributes: statement('certificate of analysis, batch record'),
		count: lot.count,
		root: u8aToHex(lot.tree.root),
	};
	return {
		step: `make ${PACKS} packs, sell them to the pharmacy`,
		call: api.tx.utility.batchAll([
			api.tx.products.register(gtins.drops, company, statement('name, strength, form'), LIMITS, 1),
			api.tx.provenance.commission([made], 0),
			...supply.open(CASE),
			supply.pack(CASE, lot.span(0, PACKS)),
			await supply.ship(CASE, people.pharmacy, statement('transaction information and statement')),
		]),
	};
}

/** The pharmacy dispenses some of them. */
export async function dispensing({ api, goods, supply }) {
	const { lot } = goods;
	const packs = [0, 1];
	return {
		step: `receive them, dispense ${packs.length}`,
		call: api.tx.utility.batchAll([
			supply.receive(CASE),
			supply.unpack(lot.span(0, PACKS)),
			...packs.map((index) => supply.dispense(lot, index)),
		]),
	};
}
