// The same story about other goods: what chains remember is numbered anew, so that a document can be
// submitted to one of them once more.
import { randomInt } from 'node:crypto';
import { checkDigit } from '../supply/gs1.mjs';

const LOT = /(lotNumber"\s*:\s*"|urn:epc:class:lgtin:\d+\.\d+\.|\/10\/)([^"/?#]+)/g;
const SERIAL = /(urn:epc:id:sgtin:\d+\.\d+\.|\/21\/)([^"/?#]+)/g;
const SSCC_URN = /urn:epc:id:sscc:(\d+)\.(\d)(\d+)/g;
const SSCC_LINK = /\/00\/(\d{18})/g;
const REFERENCE = 5;

/** `text`, a document, with `stamp` behind its lot and serial numbers, and other SSCCs of the same companies. */
export function renumber(text, stamp, digits = randomDigits) {
	const known = new Map();
	const again = (head, count) => {
		const reference = digits(count);
		return { reference, sscc: whole(`${head}${reference}`) };
	};
	const urns = text.replace(SSCC_URN, (_, prefix, extension, old) => {
		const before = whole(`${extension}${prefix}${old}`);
		if (!known.has(before)) {
			known.set(before, again(`${extension}${prefix}`, old.length));
		}
		return `urn:epc:id:sscc:${prefix}.${extension}${known.get(before).reference}`;
	});
	const links = urns.replace(SSCC_LINK, (_, before) => {
		if (!known.has(before)) {
			known.set(before, again(before.slice(0, -1 - REFERENCE), REFERENCE));
		}
		return `/00/${known.get(before).sscc}`;
	});
	const stamped = (_, head, number) => `${head}${number}-${stamp}`;
	return links.replace(LOT, stamped).replace(SERIAL, stamped);
}

function whole(digits) {
	return `${digits}${checkDigit(digits)}`;
}

function randomDigits(count) {
	return Array.from({ length: count }, () => randomInt(10)).join('');
}
