// GS1 keys: what is printed on packs, cases and pallets. Numbers as BigInt, as the chain has them.
import { randomInt } from 'node:crypto';

const GTIN = 14;
const SSCC = 18;

/** The digit that checks `digits`, a string: modulo 10, weights 3 and 1 from the right. */
export function checkDigit(digits) {
	const sum = [...digits].reverse().reduce(
		(total, digit, place) => total + Number(digit) * (place % 2 === 0 ? 3 : 1),
		0,
	);
	return (10 - (sum % 10)) % 10;
}

/** A company prefix at random, a string of digits: zeros before the others count. */
export function freshPrefix(length = 9) {
	return text(BigInt(randomInt(10 ** length)), length);
}

/** A company prefix, a string of digits, as the chain has it. */
export function companyPrefix(prefix) {
	return { digits: BigInt(prefix), length: prefix.length };
}

/** The GTIN of the company's item `reference`. */
export function gtin(prefix, reference, indicator = 0) {
	return key(GTIN, indicator, prefix, reference);
}

/** The SSCC of the company's logistic unit `reference`. */
export function sscc(prefix, reference, extension = 3) {
	return key(SSCC, extension, prefix, reference);
}

/** A GTIN as it is printed. */
export function printed(number) {
	return text(number, GTIN);
}

/** The same number with another check digit. */
export function miswritten(number) {
	return number % 10n === 9n ? number - 9n : number + 1n;
}

function key(length, first, prefix, reference) {
	const digits = `${first}${prefix}${text(BigInt(reference), length - 2 - prefix.length)}`;
	return BigInt(`${digits}${checkDigit(digits)}`);
}

function text(number, length) {
	const digits = number.toString().padStart(length, '0');
	if (digits.length !== length) {
		throw new Error(`${number} has more than ${length} digits`);
	}
	return digits;
}
