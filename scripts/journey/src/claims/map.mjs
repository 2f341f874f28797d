// What FHIR's references are on the chain: a file of the provider's, off chain.
import { readFileSync } from 'node:fs';
import { Problem } from '../problem.mjs';
import { keyOf } from '../receipts.mjs';
import { list } from './codes.mjs';

const SEGMENTS = 32;
const U32 = 4_294_967_295;
const SECTIONS = ['providers', 'members', 'coverages', 'references', 'authorisations', 'claims'];

/** References and what they stand for. */
export class ReferenceMap {
	#sections;

	/** From what a map's file says, see scripts/journey/README.md; `origin` names it in messages. */
	constructor(map, origin = 'the map') {
		const unknown = Object.keys(map ?? {}).find((name) => !SECTIONS.includes(name));
		if (!isObject(map) || unknown !== undefined) {
			throw new Problem(`${origin}: ${unknown ?? 'it'} is none of ${SECTIONS.join(', ')}`);
		}
		this.#sections = {};
		for (const section of SECTIONS) {
			const entries = Object.entries(map[section] ?? {}).map(([key, value]) => {
				const right = READ[section](value);
				if (right === undefined) {
					throw new Problem(`${origin}: ${section}: ${key} is not ${WANTED[section]}`);
				}
				return [key, right];
			});
			this.#sections[section] = new Map(entries);
		}
	}

	/** The map in a file. */
	static read(path) {
		try {
			return new ReferenceMap(JSON.parse(readFileSync(path, 'utf8')), path);
		} catch (error) {
			if (error instanceof Problem) {
				throw error;
			}
			const reason = error instanceof SyntaxError ? 'not JSON' : error.message.split('\n')[0];
			throw new Problem(`${path}: ${reason}`);
		}
	}

	/** The first of `keys` that a section has, and what it is there; undefined when it has none. */
	find(section, keys) {
		const found = keys.find((key) => this.#sections[section].has(key));
		return found === undefined ? undefined : this.#sections[section].get(found);
	}

	/** What a section calls `wanted`, undefined when it does not. */
	nameOf(section, wanted) {
		const found = [...this.#sections[section]].find(([, value]) => wanted(value));
		return found?.[0];
	}
}

/**
 * What a Reference may be called in the map, in the order in which it is looked for: as it is written,
 * without its version; `system|value` of its identifier; and of a contained resource the `system|value`
 * of its identifiers, and `Claim/ID#NAME`.
 */
export function keysOf(reference, resource) {
	const keys = [];
	const { reference: literal, identifier } = reference ?? {};
	if (typeof literal === 'string') {
		if (literal.startsWith('#')) {
			const inside = list(resource.contained).find(({ id }) => id === literal.slice(1));
			keys.push(...list(inside?.identifier).map(identifierKey));
			keys.push(`Claim/${resource.id}${literal}`);
		} else {
			keys.push(literal.replace(/\/_history\/[^/]+$/, ''));
		}
	}
	if (identifier) {
		keys.push(identifierKey(identifier));
	}
	return keys;
}

/** What the claim itself may be called in the map: `Claim/ID`, and its identifiers. */
export function keysOfClaim(resource) {
	const id = resource.id === undefined ? [] : [`Claim/${resource.id}`];
	return [...id, ...list(resource.identifier).map(identifierKey)];
}

function identifierKey({ system = '', value = '' }) {
	return `${system}|${value}`;
}

const WANTED = {
	providers: 'an account',
	members: '{ account, segments: [0 to 31, …] }',
	coverages: 'the number of a plan, or { plan, member }',
	references: 'the number of a record, or { lot, index } of a unit that was dispensed',
	authorisations: 'the number of an authorisation',
	claims: '{ plan, number }',
};

const READ = {
	providers: (value) => (keyOf(value) === undefined ? undefined : value),
	members(value) {
		const { account, segments } = isObject(value) ? value : {};
		const right = keyOf(account) !== undefined && Array.isArray(segments) && segments.length > 0
			&& segments.every((one) => isWhole(one) && one < SEGMENTS);
		return right ? { account, segments: maskOf(segments) } : undefined;
	},
	coverages(value) {
		const { plan, member } = isObject(value) ? value : { plan: value };
		const right = isWhole(plan) && plan <= U32 && (member === undefined || keyOf(member) !== undefined);
		return right ? { plan, member } : undefined;
	},
	references(value) {
		if (isWhole(value)) {
			return { Encounter: value };
		}
		const { lot, index } = isObject(value) ? value : {};
		const right = /^0x[0-9a-fA-F]{32}$/.test(lot) && isWhole(index) && index <= U32;
		return right ? { Dispensed: { lot, index } } : undefined;
	},
	authorisations: (value) => (isWhole(value) ? value : undefined),
	claims(value) {
		const { plan, number } = isObject(value) ? value : {};
		const right = [plan, number].every((one) => isWhole(one) && one <= U32);
		return right ? { plan, number } : undefined;
	},
};

function isWhole(value) {
	return Number.isSafeInteger(value) && value >= 0;
}

function isObject(value) {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

// Of 32 bits: too many for the operators of numbers with a sign.
function maskOf(segments) {
	return [...new Set(segments)].reduce((mask, one) => mask + 2 ** one, 0);
}
