// JSON whose numbers keep their digits: an amount is no floating-point number.
import { randomUUID } from 'node:crypto';

const TOKENS = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const NUMBER = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,4}))?$/;
// Nothing that is worth anything has more.
const LONGEST = 64;

/** A decimal number as it is written. */
export class Decimal {
	constructor(text) {
		this.text = text;
	}

	/** `value` as a decimal, if it is a number. */
	static from(value) {
		const decimal = value instanceof Decimal ? value : new Decimal(String(value));
		return typeof value !== 'object' || value instanceof Decimal ? (decimal.reduced() && decimal) : undefined;
	}

	/** `{ digits, places }` with `digits / 10 ** places`, and as few of them as there may be. */
	reduced() {
		const [, sign, whole, part = '', exponent = '0'] = NUMBER.exec(this.text) ?? [];
		if (whole === undefined || this.text.length > LONGEST || Math.abs(Number(exponent)) > LONGEST) {
			return undefined;
		}
		let digits = BigInt(`${whole}${part}`);
		let places = part.length - Number(exponent);
		if (places < 0) {
			digits *= 10n ** BigInt(-places);
			places = 0;
		}
		while (places > 0 && digits % 10n === 0n) {
			digits /= 10n;
			places -= 1;
		}
		return { digits: sign ? -digits : digits, places };
	}

	/** The product of decimals. */
	times(other) {
		const [a, b] = [this.reduced(), other.reduced()];
		return fromDigits(a.digits * b.digits, a.places + b.places);
	}

	/** Whether both are the same number, however it is written. */
	equals(other) {
		const [a, b] = [this.reduced(), other.reduced()];
		return a.digits === b.digits && a.places === b.places;
	}

	/** The number, if it is one of 0 to 2^53 without a fraction. */
	integer() {
		const { digits, places } = this.reduced();
		const fits = places === 0 && digits >= 0n && digits <= BigInt(Number.MAX_SAFE_INTEGER);
		return fits ? Number(digits) : undefined;
	}

	toString() {
		return this.text;
	}

	toJSON() {
		return Number(this.text);
	}
}

/** Parses `text`, which JSON.parse takes: every number is a {@link Decimal}. */
export function parseExactly(text) {
	const mark = randomUUID();
	const marked = text.replace(TOKENS, (token) => (token.startsWith('"') ? token : `{"${mark}":"${token}"}`));
	return JSON.parse(marked, (_, value) => {
		const number = value?.[mark];
		return number === undefined ? value : new Decimal(number);
	});
}

/** JSON text in which decimals have all their digits. */
export function stringifyExactly(value, indent = 2) {
	const mark = randomUUID();
	const marked = JSON.stringify(value, function replace(key, plain) {
		// Decimal.toJSON was called already: what it was called on is still there.
		const given = this[key];
		return given instanceof Decimal ? `${mark}${given}` : plain;
	}, indent);
	return marked.replace(new RegExp(`"${mark}([^"]*)"`, 'g'), '$1');
}

function fromDigits(digits, places) {
	const text = String(digits < 0n ? -digits : digits).padStart(places + 1, '0');
	const point = text.length - places;
	const part = places > 0 ? `.${text.slice(point)}` : '';
	return new Decimal(`${digits < 0n ? '-' : ''}${text.slice(0, point)}${part}`);
}
