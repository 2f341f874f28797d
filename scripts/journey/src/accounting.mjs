// An accounting of disclosures (45 CFR 164.528) out of a custodian's file, and whether the file is
// what the custodian committed to on chain, day by day.
import { u8aToHex } from '@polkadot/util';
import { batch } from './merkle.mjs';
import { dateOf, dayOfDate, keyOf, receiptLeaf } from './receipts.mjs';

// Days asked for at a time.
const PAGE = 100;

/** What `custodian` anchored from day `from` to `to`: for each day undefined, `quiet`, or a batch. */
export async function anchoredDays(api, custodian, from, to) {
	const days = Array.from({ length: to - from + 1 }, (_, index) => from + index);
	const anchored = new Map();
	for (let at = 0; at < days.length; at += PAGE) {
		const part = days.slice(at, at + PAGE);
		const entries = await api.query.trail.days.multi(part.map((day) => [custodian, day]));
		part.forEach((day, index) => anchored.set(day, anchoredDay(entries[index])));
	}
	return anchored;
}

/**
 * Compares the custodian's receipts with what is anchored, and picks the subject's:
 * `{ days: [{ date, state, reason }], disclosures, complete }`. A day is `proven`, `quiet`, `missing`
 * or `altered`; the accounting is complete when all are one of the first two.
 */
export function account(receipts, anchored, subject) {
	const key = keyOf(subject);
	const days = [...anchored].map(([day, entry]) => {
		const date = dateOf(day);
		const entries = receipts.filter((receipt) => receipt.day === date);
		return { date, entries, ...judged(entries, entry) };
	});
	const disclosures = days.flatMap(({ entries, state }) =>
		entries
			.filter((receipt) => keyOf(receipt.subject) === key)
			.sort((one, other) => (one.at < other.at ? -1 : 1))
			.map((receipt) => ({ ...receipt, proven: state === 'proven' })));
	return {
		days: days.map(({ date, state, reason }) => ({ date, state, reason })),
		disclosures,
		complete: days.every(({ state }) => state === 'proven' || state === 'quiet'),
	};
}

/** What is not in order, in words: `complete`, `incomplete: 2026-11-18 missing`. */
export function verdict({ days, complete }) {
	const flawed = days.filter(({ state }) => state === 'missing' || state === 'altered');
	return complete
		? 'complete'
		: `incomplete: ${flawed.map(({ date, state }) => `${date} ${state}`).join(', ')}`;
}

/** The accounting as lines of text. */
export function told(report) {
	const { days, disclosures } = report;
	const count = (state) => days.filter((day) => day.state === state).length;
	const lines = days
		.filter(({ reason }) => reason !== undefined)
		.map(({ date, state, reason }) => `${date}  ${state}: ${reason}`);
	const summary = ['proven', 'quiet', 'missing', 'altered'].map((state) => `${count(state)} ${state}`);
	return [
		`${counted(days.length, 'day')}: ${summary.join(', ')}`,
		...lines,
		counted(disclosures.length, 'disclosure'),
		...disclosures.map(line),
		verdict(report),
	];
}

// The date, to whom, what, and what for: 45 CFR 164.528(b)(2).
function line({ at, reader, action, purpose, record, proven }) {
	const disclosed = `${at}  to ${reader}  record ${record}, ${action}  for ${purpose}`;
	return proven ? disclosed : `${disclosed}  (not proven)`;
}

function counted(number, noun) {
	return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function anchoredDay(entry) {
	if (entry.isNone) {
		return undefined;
	}
	const anchored = entry.unwrap().batch;
	if (anchored.isNone) {
		return 'quiet';
	}
	const { root, count } = anchored.unwrap();
	return { root: root.toHex(), count: count.toNumber() };
}

function judged(entries, anchored) {
	if (anchored === undefined) {
		return { state: 'missing', reason: 'the custodian anchored nothing' };
	}
	if (anchored === 'quiet') {
		return entries.length === 0
			? { state: 'quiet' }
			: { state: 'altered', reason: `declared quiet, and there are ${entries.length} receipts` };
	}
	const reason = difference(entries, anchored);
	return reason === undefined ? { state: 'proven' } : { state: 'altered', reason };
}

function difference(entries, { root, count }) {
	if (entries.length !== count) {
		return `${count} receipts are anchored, the file has ${entries.length}`;
	}
	const sorted = [...entries].sort((one, other) => one.index - other.index);
	if (sorted.some(({ index }, place) => index !== place)) {
		return 'an index is missing, or there twice';
	}
	const found = u8aToHex(batch(sorted.map(receiptLeaf)).root);
	return found === root ? undefined : 'the root is another one';
}

/** The days from date `from` to date `to`, undefined when they are none. */
export function span(from, to) {
	const [first, last] = [dayOfDate(from), dayOfDate(to)];
	return first === undefined || last === undefined || first > last ? undefined : { first, last };
}
