// Amounts: exact decimals outside, the asset's smallest units on the chain.
import { Decimal } from './json.mjs';

// As many as a line can bill on the chain: no product or sum of them overflows.
export const MAX_BILLED = (2n ** 128n - 1n) >> 56n;

/**
 * `{ units }` of an asset with so many decimals, or `{ flaw }`: why there is no such amount. Trailing
 * zeroes are no digits; nothing is rounded.
 */
export function toUnits(value, decimals) {
	const decimal = Decimal.from(value);
	if (decimal === undefined) {
		return { flaw: `${JSON.stringify(value)} is no decimal` };
	}
	const { digits, places } = decimal.reduced();
	if (digits < 0n) {
		return { flaw: `${decimal} is negative` };
	}
	if (places > decimals) {
		return { flaw: `${decimal} has more than the ${decimals} decimals of the asset` };
	}
	const units = digits * 10n ** BigInt(decimals - places);
	return units > MAX_BILLED ? { flaw: `${decimal} is more than a line can bill` } : { units };
}

/** The amount as a decimal: `135.57`, and no more decimals than it takes, but two at least. */
export function toDecimal(units, decimals) {
	const amount = BigInt(units);
	const digits = String(amount < 0n ? -amount : amount).padStart(decimals + 1, '0');
	const whole = digits.slice(0, digits.length - decimals);
	const shown = Math.min(2, decimals);
	const rest = digits.slice(digits.length - decimals);
	const part = rest.slice(0, shown) + rest.slice(shown).replace(/0+$/, '');
	return new Decimal(`${amount < 0n ? '-' : ''}${whole}${part ? `.${part}` : ''}`);
}
