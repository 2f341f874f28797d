// A company prefix is given out, and products are registered under it.
import { statement } from '../../statements.mjs';
import { companyPrefix, freshPrefix, gtin, miswritten, printed } from '../gs1.mjs';

// From 2 to 8 degrees. A real budget is longer than a journey.
const FRIDGE = { min: 200, max: 800, budget: 20 };
const DROPS_PORTIONS = 10;
const OTHER_ITEM = 9;

export async function products(journey) {
	const { api, company, gtins, people, prefix, table } = journey;
	const { gs1, maker, regulator, rival } = people;
	const { assignPrefix, register: registerProduct } = api.tx.products;
	table.part('Products');
	const shorter = prefix.slice(0, -2);
	await journey.actTogether([
		[gs1, [
			{
				step: `assign the company prefix ${prefix} to a maker`,
				call: assignPrefix(maker.address, company),
			},
			{
				step: 'assign it to another one',
				call: assignPrefix(rival.address, company),
				expected: 'products.PrefixTaken',
			},
			{
				step: `assign one that begins it, ${shorter}`,
				call: assignPrefix(rival.address, companyPrefix(shorter)),
				expected: 'products.PrefixOverlaps',
			},
		]],
		[regulator, [
			{
				step: 'assign one without accreditation',
				call: assignPrefix(rival.address, companyPrefix(freshPrefix())),
				expected: 'products.NotAccredited',
			},
		]],
	]);
	const register = (code, portions = 1, under = company) =>
		registerProduct(code, under, statement('name, strength, form, leaflet'), FRIDGE, portions);
	await journey.actTogether([
		[maker, [
			{
				step: 'register a GTIN with a wrong check digit',
				call: register(miswritten(gtins.vaccine)),
				expected: 'products.InvalidGtin',
			},
			{
				step: 'register a GTIN of somebody else\'s prefix',
				call: register(gtin(freshPrefix(), OTHER_ITEM)),
				expected: 'products.OtherPrefix',
			},
			{ step: `register a vaccine, ${printed(gtins.vaccine)}`, call: register(gtins.vaccine) },
			{
				step: `register drops in ${DROPS_PORTIONS} portions, ${printed(gtins.drops)}`,
				call: register(gtins.drops, DROPS_PORTIONS),
			},
			{
				step: 'register the vaccine again',
				call: register(gtins.vaccine),
				expected: 'products.AlreadyRegistered',
			},
		]],
		[rival, [
			{
				step: 'register a product under the maker\'s prefix',
				call: register(gtin(prefix, OTHER_ITEM)),
				expected: 'products.NotPrefixOwner',
			},
		]],
	]);
}
