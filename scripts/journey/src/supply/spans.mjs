// Who has how much of a lot, out of nothing but what the chain stores of it.

const WORD = 256;

/**
 * How many units of a lot can still reach a patient, by who has them: a map.
 *
 * `lot` is `{ count, fresh, manufacturer }`, `ranges` are `{ start, end, place }` in any order, a
 * place being `{ holder }`, `{ container }` or `{ gone: true }`; `words` are `[number, { even, odd }]`,
 * 32 bytes each; `opened` has the indexes of units of which something is left; `holders` maps
 * containers to who has them.
 */
export function outstanding({ lot, ranges, words, opened, holders }) {
	const totals = new Map();
	const add = (holder, units) => totals.set(holder, (totals.get(holder) ?? 0) + units);
	for (const { start, end, place } of ranges) {
		if (!place.gone) {
			const holder = place.container === undefined ? place.holder : holders.get(place.container);
			add(holder, end - start - usedUp(start, end, words, opened));
		}
	}
	if (lot.fresh < lot.count) {
		add(lot.manufacturer, lot.count - lot.fresh);
	}
	return totals;
}

/** How many of the units from `start` to `end`, exclusive, are dispensed, with nothing left. */
export function usedUp(start, end, words, opened) {
	let count = 0;
	for (const [number, { even, odd }] of words) {
		const first = number * WORD;
		for (let index = Math.max(start, first); index < Math.min(end, first + WORD); index += 1) {
			const [byte, bit] = [(index - first) >> 3, index & 7];
			const dispensed = ((even[byte] | odd[byte]) >> bit) & 1;
			count += dispensed && !opened.has(index) ? 1 : 0;
		}
	}
	return count;
}

/** What is wrong with ranges that are to be all units before `fresh`, each once, or undefined. */
export function gap(ranges, fresh) {
	const sorted = [...ranges].sort((one, other) => one.start - other.start);
	let at = 0;
	for (const { start, end } of sorted) {
		if (start !== at || end <= start) {
			return `${start} to ${end} after ${at}`;
		}
		at = end;
	}
	return at === fresh ? undefined : `${at} instead of ${fresh}`;
}
