// Claims in words: every amount of them, in the order in which the chain has them.
import { GROUPS } from '../codes.mjs';
import { adjusted, adjustments, chainClaim, sumOf } from '../chain-claim.mjs';
import { toDecimal, toUnits } from '../money.mjs';

/** The decimals of the test dollar. */
export const DECIMALS = 6;

const FLAGS = ['impossible date', 'across payers', 'velocity', 'intensity'];
const YEAR_SECONDS = 365n * 24n * 60n * 60n;
const WHOLE = 10_000n;

/** `12.34` in the smallest units. */
export function usd(amount) {
	const { units, flaw } = toUnits(amount, DECIMALS);
	if (flaw) {
		throw new Error(`no amount: ${flaw}`);
	}
	return units;
}

/** Smallest units as `12.34`. */
export function dollars(units) {
	return String(toDecimal(units, DECIMALS));
}

/** What changed: `grows by 12.34`, `falls by 12.34`, `stays`. */
export function change(before, after) {
	if (before === after) {
		return 'stays';
	}
	return after > before ? `grows by ${dollars(after - before)}` : `falls by ${dollars(before - after)}`;
}

/** The flags of a set in words. */
export function flagsIn(bits) {
	return FLAGS.filter((_, bit) => (bits >> bit) & 1).join(', ') || 'nothing';
}

/** A claim as the chain answers, as plain values. */
export function plain(claim) {
	const { flags, interestRate } = claim.toJSON();
	return { ...chainClaim(claim), flags: Number(flags), rate: Number(interestRate) };
}

/** A claim in words. Whoever decided it is named, unless it was the plan's rules. */
export function told(claim) {
	const { status, lines, paid, unpaid, share, payout } = claim;
	const billed = `billed ${dollars(sumOf(lines, 'billed'))}`;
	if (status.name !== 'Decided') {
		return `${status.name.toLowerCase()}: ${billed}`;
	}
	const by = status.by === 'Rules' ? '' : ` by ${status.by}`;
	return [
		`${outcome(lines)}${by}: ${billed}`,
		`allowed ${dollars(sumOf(lines, 'allowed'))}`,
		...reasons(lines),
		`paid ${dollars(paid)}`,
		...(unpaid > 0n ? [`unpaid ${dollars(unpaid)}`] : []),
		`share ${dollars(share)}`,
		...(payout.name === 'Queued' ? ['waits'] : []),
		...flaws(claim),
	].join(', ');
}

/** A line in words. */
export function lineTold(line) {
	const { billed, allowed, paid } = line;
	const parts = [`billed ${dollars(billed)}`, `allowed ${dollars(allowed)}`];
	return [...parts, ...reasons([line]), `paid ${dollars(paid)}`].join(', ');
}

/** Simple interest, of whole seconds, rounded down: what the chain's documentation says. */
export function interestOn(units, rate, seconds) {
	return seconds > 0 ? (units * BigInt(rate) * BigInt(seconds)) / (YEAR_SECONDS * WHOLE) : 0n;
}

function outcome(lines) {
	const refused = lines.filter((line) => line.refused).length;
	if (refused === 0) {
		return 'complete';
	}
	return refused === lines.length ? 'denied' : 'partial';
}

function reasons(lines) {
	return adjustments(lines).map(({ group, reason, amount }) => `${group}-${reason} ${dollars(amount)}`);
}

// What never is: said, so that no row is as expected if it is.
function flaws({ lines, paid, unpaid, share }) {
	const balanced = lines.every((line) => line.billed - sumOf(line.adjustments, 'amount') === line.paid);
	return [
		...(balanced ? [] : ['billed minus adjustments is not paid']),
		...(sumOf(lines, 'paid') === paid + unpaid ? [] : ['the lines are not what is paid']),
		...(adjusted(lines, GROUPS.Patient) === share ? [] : ['the lines are not the share']),
	];
}
