// Service tags: what the chain calls a service. A tag says nothing to anybody who has not got the secret
// that a payer shares with its providers; the table of codes and tags is a file of theirs, off chain.
//
//   tag   = HMAC-SHA256(secret, period (u32, big endian) ‖ alias (u16, big endian) ‖ system|code)[..16]
//   alias = HMAC-SHA256(secret, encounter ‖ 0x00 ‖ system|code)[..4] (u32, big endian) mod aliases
//
// The alias hangs on the encounter, so that the same service of the same encounter always has the same
// tag, by which a duplicate is found; services of other encounters are spread over the aliases.
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Problem } from '../problem.mjs';
import { dayOf } from './days.mjs';
import { toUnits } from './money.mjs';
import { parseExactly } from './json.mjs';

const TAG = 16;
const MAX_ALIASES = 65_535;
const MAX_PERIOD = 4_294_967_295;
const MAX_GROUP = 63;
const MAX_NETWORK = 255;
const MAX_FEES = 8;
const MAX_DECIMALS = 30;

/** `system|code`, the name of a service; without a system `|code`, as FHIR searches for it. */
export function nameOf({ system = '', code }) {
	return `${system}|${code}`;
}

/** The tag of an alias of a service in a period: 16 bytes, as hex. */
export function tagOf(secret, period, alias, code) {
	const head = Buffer.alloc(6);
	head.writeUInt32BE(period, 0);
	head.writeUInt16BE(alias, 4);
	const digest = createHmac('sha256', bytesOf(secret)).update(head).update(nameOf(code)).digest();
	return `0x${digest.subarray(0, TAG).toString('hex')}`;
}

/** Which of so many aliases a service has in an encounter, see {@link encounterKey}. */
export function aliasOf(secret, encounter, code, aliases) {
	const hmac = createHmac('sha256', bytesOf(secret)).update(encounter).update('\0').update(nameOf(code));
	return hmac.digest().readUInt32BE(0) % aliases;
}

/** What an encounter is called when its aliases are chosen: the chain's reference, in one way only. */
export function encounterKey(reference) {
	const { Encounter: encounter, Dispensed: dispensed } = reference;
	return dispensed ? `dispensed/${dispensed.lot.toLowerCase()}/${dispensed.index}` : `encounter/${encounter}`;
}

/** The services of a plan, and their tags. */
export class TagTable {
	#services;
	#tags;

	/** From what a table's file says, see scripts/journey/README.md; `origin` names it in messages. */
	constructor(table, origin = 'the tag table') {
		const { secret, currency, decimals, periods, services } = checked(table, origin);
		Object.assign(this, { secret, currency, decimals, periods });
		this.#services = new Map(services.map((service) => [nameOf(service), service]));
		this.#tags = new Map(this.#all().map((entry) => [entry.tag, entry]));
		const expected = services.reduce((sum, { aliases }) => sum + aliases, 0) * periods.length;
		if (this.#services.size !== services.length || this.#tags.size !== expected) {
			throw new Problem(`${origin}: a service or a period is there twice`);
		}
	}

	/** The table in a file. */
	static read(path) {
		let text;
		try {
			text = readFileSync(path, 'utf8');
			JSON.parse(text);
		} catch (error) {
			const reason = error instanceof SyntaxError ? 'not JSON' : error.message.split('\n')[0];
			throw new Problem(`${path}: ${reason}`);
		}
		return new TagTable(parseExactly(text), path);
	}

	/** What the table says of a code, if it is in it. */
	service(code) {
		return this.#services.get(nameOf(code));
	}

	/** The period that a day is in, if any. */
	period(day) {
		return this.periods.find(({ from, until }) => from <= day && day <= until);
	}

	/** The tag of a service of this table for what a claim's line refers to, on a day of its periods. */
	tag(code, reference, day) {
		const { aliases } = this.service(code);
		const alias = aliasOf(this.secret, encounterKey(reference), code, aliases);
		return tagOf(this.secret, this.period(day).period, alias, code);
	}

	/**
	 * What a prior authorisation names: it is asked for before there is an encounter, so it has to name
	 * the tag of the encounter to come, or all aliases.
	 */
	tags(code, day) {
		const { period } = this.period(day);
		const { aliases } = this.service(code);
		return Array.from({ length: aliases }, (_, alias) => tagOf(this.secret, period, alias, code));
	}

	/** The service that a tag stands for, its alias and period; undefined when it is in no table. */
	find(tag) {
		return this.#tags.get(String(tag).toLowerCase());
	}

	/** Every tag: `{ tag, alias, period, from, until, system, code, display, group, benefit, … }`. */
	entries() {
		return [...this.#tags.values()];
	}

	/** The same as `coverage.list_services` takes it: `[tag, Service]`, as many as there are. */
	listing() {
		return this.entries().map(({ tag, from, until, group, intense, fees }) => [
			tag,
			{ from, until, group, intense, benefit: null, fees },
		]);
	}

	#all() {
		return this.periods.flatMap(({ period, from, until }) =>
			[...this.#services.values()].flatMap((service) =>
				Array.from({ length: service.aliases }, (_, alias) => ({
					...service,
					tag: tagOf(this.secret, period, alias, service),
					alias,
					period,
					from,
					until,
				}))));
	}
}

function bytesOf(secret) {
	return Buffer.from(secret.replace(/^0x/, ''), 'hex');
}

// What is in the file, with numbers as numbers, days as days, fees in the asset's smallest unit.
function checked(table, origin) {
	const insist = (right, words) => {
		if (!right) {
			throw new Problem(`${origin}: ${words}`);
		}
	};
	const isText = (value) => typeof value === 'string' && value !== '';
	insist(/^(0x)?[0-9a-fA-F]{64}$/.test(table?.secret), 'secret is not 32 bytes as hex');
	insist(/^[A-Z]{3}$/.test(table.currency), 'currency is no code of ISO 4217');
	const decimals = whole(table.decimals, 0, MAX_DECIMALS);
	insist(decimals !== undefined, `decimals is no number of 0 to ${MAX_DECIMALS}`);
	insist(Array.isArray(table.periods) && table.periods.length > 0, 'there are no periods');
	const periods = table.periods.map((one, index) => {
		const [from, until] = [one?.from, one?.until].map((date) => (isText(date) ? dayOf(date) : undefined));
		const period = whole(one?.period, 0, MAX_PERIOD);
		insist(period !== undefined && from <= until, `periods[${index}] has no number, or no days from and until`);
		return { period, from, until };
	});
	const overlap = periods.find((one) => periods.some((other) =>
		other !== one && other.from <= one.until && one.from <= other.until));
	insist(overlap === undefined, `the period ${overlap?.period} overlaps another one`);
	insist(Array.isArray(table.services) && table.services.length > 0, 'there are no services');
	const services = table.services.map((one, index) => {
		const at = `services[${index}]`;
		insist(isText(one?.code), `${at} has no code`);
		insist(one.system === undefined || isText(one.system), `${at}.system is no text`);
		const group = whole(one.group, 0, MAX_GROUP);
		insist(group !== undefined, `${at}.group is no number of 0 to ${MAX_GROUP}`);
		insist(isText(one.benefit), `${at}.benefit is no name`);
		const aliases = whole(one.aliases ?? table.aliases ?? 1, 1, MAX_ALIASES);
		insist(aliases !== undefined, `${at}.aliases is no number of 1 to ${MAX_ALIASES}`);
		const fees = Object.entries(one.fees ?? {}).map(([network, fee]) => {
			const { units, flaw } = toUnits(fee, decimals);
			const number = whole(network, 0, MAX_NETWORK);
			insist(number !== undefined, `${at}.fees: ${network} is no network`);
			insist(flaw === undefined, `${at}.fees.${network}: ${flaw}`);
			return [number, units];
		});
		insist(fees.length > 0 && fees.length <= MAX_FEES, `${at}.fees names no network, or more than ${MAX_FEES}`);
		const { system, code, display, benefit } = one;
		return { system, code, display, group, benefit, intense: one.intense === true, aliases, fees };
	});
	return { secret: table.secret, currency: table.currency, decimals, periods, services };
}

function whole(value, least, most) {
	const number = Number(String(value));
	return /^\d+$/.test(String(value)) && number >= least && number <= most ? number : undefined;
}
