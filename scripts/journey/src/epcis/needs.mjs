// What a chain has to know before a plan can be carried out: licences, company prefixes, products and
// sensors, read off the calls.
import { Problem } from '../problem.mjs';

/**
 * `{ licences: [{ holder, kind }], prefixes: [{ holder, digits, length }], products: [{ holder, gtin,
 * prefix }], sensors: [{ holder, sensor }] }`.
 */
export function needsOf({ events }) {
	const kinds = new Map();
	const prefixes = new Map();
	const gtins = new Map();
	const sensors = new Map();
	const license = (holder, kind) => {
		kinds.set(holder, (kinds.get(holder) ?? new Set()).add(kind));
	};
	const calls = events.flatMap((event) => event.calls).filter((call) => call.by);
	for (const { by, call, args } of calls) {
		if (!kinds.has(by)) {
			kinds.set(by, new Set());
		}
		for (const { gtin } of args.lots ?? args.outputs ?? []) {
			gtins.set(gtin, by);
			license(by, 'Manufacturer');
		}
		if (call === 'dispense') {
			license(by, 'Pharmacy');
		}
		if (call === 'open_container' && args.prefix) {
			prefixes.set(args.prefix.digits, { holder: by, ...args.prefix });
		}
		if (call === 'attach') {
			sensors.set(JSON.stringify(args.sensor), { holder: by, sensor: args.sensor });
		}
		if (call === 'ship' && args.consignee && !kinds.has(args.consignee)) {
			kinds.set(args.consignee, new Set());
		}
	}
	const all = [...prefixes.values()];
	return {
		// Whoever does nothing that takes a licence of its own only moves goods.
		licences: [...kinds].flatMap(([holder, set]) =>
			(set.size > 0 ? [...set] : ['Wholesaler']).map((kind) => ({ holder, kind }))),
		prefixes: all,
		products: [...gtins].map(([gtin, holder]) => ({ holder, gtin, prefix: prefixOf(gtin, holder, all) })),
		sensors: [...sensors.values()],
	};
}

function prefixOf(gtin, holder, prefixes) {
	// Shorter GTINs stand behind zeroes; the first of 14 digits is the level of packaging.
	const fits = ({ digits, length }) => gtin.slice(1).startsWith(digits.padStart(length, '0'));
	const found = prefixes.find((prefix) => prefix.holder === holder && fits(prefix));
	if (!found) {
		throw new Problem(`the plan names no company prefix of ${holder} for the product ${gtin}`);
	}
	return { digits: found.digits, length: found.length };
}
