// The custodian's own file of accesses, one receipt a line, of which the chain holds a root a day.
//
// A line is a JSON object: `day` (YYYY-MM-DD, UTC), `index` (its place in the day's batch), `salt`
// (32 secret bytes), `subject`, `reader` (addresses), `action`, `purpose` (codes), `record` (its
// number), `at` (when, ISO 8601). Two salts are derived from the secret one, so that a dispute, which
// publishes the one of the tag, says nothing about the body:
//
//   tag  = blake2_256("salus/receipt-subject/v1" ++ salt of the tag ++ subject)
//   body = blake2_256("salus/receipt-body/v1" ++ salt of the body ++ blake2_256(content))
//
// content is the JSON array [reader as hex, action, purpose, record, at] without white space.
import { hexToU8a, isHex, u8aToHex } from '@polkadot/util';
import { blake2AsU8a, decodeAddress } from '@polkadot/util-crypto';
import { commitment, freshSalt } from './cipher.mjs';
import { RECEIPT_LEAF, leaf } from './merkle.mjs';
import { Problem } from './problem.mjs';

const SUBJECT_DOMAIN = 'salus/receipt-subject/v1';
const BODY_DOMAIN = 'salus/receipt-body/v1';
const TAG_SALT_DOMAIN = 'salus/receipt-tag-salt/v1';
const BODY_SALT_DOMAIN = 'salus/receipt-body-salt/v1';
const DAY = 24 * 60 * 60 * 1000;
const KEY = 32;
const CODE = /^[A-Za-z]\w*$/;

/** A receipt of what happened at `at` (milliseconds). Its index is given when the day is over. */
export function receipt({ subject, reader, action, purpose, record, at }) {
	return {
		day: dateOf(dayOf(at)),
		salt: u8aToHex(freshSalt()),
		subject,
		reader,
		action,
		purpose,
		record,
		at: new Date(at).toISOString(),
	};
}

/** The leaf of a receipt in its day's batch. */
export function receiptLeaf(entry) {
	return leaf(RECEIPT_LEAF, entry.index, tagOf(entry), bodyOf(entry));
}

/** What a dispute publishes of a receipt: the salt of its tag. */
export function tagSalt({ salt }) {
	return derived(TAG_SALT_DOMAIN, salt);
}

/** What a dispute publishes of everything else: the digest. */
export function bodyOf({ reader, action, purpose, record, at, salt }) {
	const content = JSON.stringify([u8aToHex(decodeAddress(reader)), action, purpose, record, at]);
	return commitment(BODY_DOMAIN, derived(BODY_SALT_DOMAIN, salt), Buffer.from(content));
}

/** The number of the day on which `at` (milliseconds) is. */
export function dayOf(at) {
	return Math.floor(at / DAY);
}

/** The date of a day: `2026-11-21`. */
export function dateOf(day) {
	return new Date(day * DAY).toISOString().slice(0, 10);
}

/** The number of the day with this date, undefined when it is no date. */
export function dayOfDate(date) {
	const at = /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : NaN;
	// 30 February parses in some engines.
	return Number.isNaN(at) || dateOf(at / DAY) !== date || at < 0 ? undefined : at / DAY;
}

/** The text of a custodian's file. */
export function format(entries) {
	return entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
}

/** The receipts in a custodian's file. `origin` names it in the message when it is none. */
export function parse(text, origin) {
	const lines = text.split('\n').map((line, index) => ({ line, place: `${origin}:${index + 1}` }));
	return lines
		.filter(({ line }) => line.trim() !== '')
		.map(({ line, place }) => parseLine(line, place));
}

/** The public key of an address, undefined when it is none. */
export function keyOf(address) {
	try {
		const key = typeof address === 'string' ? decodeAddress(address) : [];
		return key.length === KEY ? u8aToHex(key) : undefined;
	} catch {
		return undefined;
	}
}

// What each field has to be, in words.
const FIELDS = {
	day: ['a date', (value) => typeof value === 'string' && dayOfDate(value) !== undefined],
	index: ['a whole number of 32 bits', (value) => isWhole(value) && value <= 0xffff_ffff],
	salt: ['32 bytes in hex', (value) => isHex(value, 256)],
	subject: ['an address', (value) => keyOf(value) !== undefined],
	reader: ['an address', (value) => keyOf(value) !== undefined],
	action: ['a code', (value) => typeof value === 'string' && CODE.test(value)],
	purpose: ['a code', (value) => typeof value === 'string' && CODE.test(value)],
	record: ['a whole number', isWhole],
	at: ['a time', (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value))],
};

function parseLine(line, place) {
	let entry;
	try {
		entry = JSON.parse(line);
	} catch {
		throw new Problem(`${place}: not JSON`);
	}
	if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) {
		throw new Problem(`${place}: not a JSON object`);
	}
	for (const [field, [kind, holds]] of Object.entries(FIELDS)) {
		if (!holds(entry[field])) {
			throw new Problem(`${place}: ${field} is not ${kind}`);
		}
	}
	if (dateOf(dayOf(Date.parse(entry.at))) !== entry.day) {
		throw new Problem(`${place}: ${entry.at} is not on ${entry.day}`);
	}
	return entry;
}

function tagOf({ salt, subject }) {
	const parts = [Buffer.from(SUBJECT_DOMAIN), derived(TAG_SALT_DOMAIN, salt), decodeAddress(subject)];
	return blake2AsU8a(Buffer.concat(parts), 256);
}

function derived(domain, salt) {
	return blake2AsU8a(Buffer.concat([Buffer.from(domain), hexToU8a(salt)]), 256);
}

function isWhole(value) {
	return Number.isSafeInteger(value) && value >= 0;
}
