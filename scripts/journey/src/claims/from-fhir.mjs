// FHIR R4 Claim in, the arguments of a call of the chain out; or every reason why there is none, with its
// FHIRPath. What a map or a tag table has to say is never guessed, and no amount is rounded.
import { u8aToHex } from '@polkadot/util';
import { commitment, freshSalt } from '../cipher.mjs';
import { keyOf } from '../receipts.mjs';
import { CLAIM_TYPE, KINDS, PAYEE_TYPE, RELATED, codeIn, list } from './codes.mjs';
import { Items } from './items.mjs';
import { keysOf } from './map.mjs';
import { toDecimal } from './money.mjs';
import { nameOf } from './tags.mjs';

const DOCUMENT_DOMAIN = 'salus/statement/v1';
const MAX_LINES = 32;
const MAX_SERVICES = 16;
const U32 = 4_294_967_295;

const STATUSES = {
	draft: 'a draft is not handed in yet',
	cancelled: 'what is cancelled is not handed in: a claim that was is taken back with claims.void',
	'entered-in-error': 'it was entered in error',
};

/**
 * What a Claim is to the chain.
 *
 * `resource` is the Claim as parseExactly reads it, `map` a ReferenceMap, `tags` the plan's TagTable. Its
 * document is committed to by `document` (32 bytes, as hex), or by a fresh salt and `bytes`.
 *
 * Answers `{ call, by, args, lines, notes, document }`: the call's name, who has to sign it, its arguments by
 * name, what became of which item, what the chain is not told, and salt and commitment of the document. Or
 * `{ reasons: [{ path, reason }], notes }`.
 */
export function fromFhir(resource, { map, tags, document, bytes }) {
	const reading = new Reading(resource, map, tags);
	const call = reading.read();
	if (call === undefined) {
		return { reasons: reading.reasons, notes: reading.notes };
	}
	const made = document === undefined
		? commitTo(bytes ?? Buffer.from(JSON.stringify(resource)))
		: { commitment: document };
	return { ...call, args: call.args(made.commitment), notes: reading.notes, document: made };
}

/** What arguments as `fromFhir` makes them are in the order of the call. */
export function inOrder({ call, args }) {
	const names = {
		'claims.submit': ['claim'],
		'claims.replace': ['claim', 'with'],
		'authorisations.request': ['plan', 'member', 'urgent', 'segments', 'from', 'until', 'services', 'document'],
	};
	return names[call].map((name) => args[name]);
}

class Reading {
	constructor(resource, map, tags) {
		Object.assign(this, { resource, map, tags, reasons: [], notes: [] });
		this.items = new Items({
			resource,
			map,
			tags,
			refuse: (path, reason) => this.#refuse(path, reason),
			note: (path, words) => this.notes.push({ path, note: words }),
		});
	}

	/** The call without its document, undefined when there are reasons. */
	read() {
		const { resource } = this;
		this.#modifiers();
		if (resource.status !== 'active') {
			const other = `${resource.status ?? 'none'}: only what is active is handed in`;
			this.#refuse('Claim.status', STATUSES[resource.status] ?? other);
		}
		const call = { claim: () => this.#claim(), preauthorization: () => this.#authorisation() }[resource.use];
		if (call === undefined) {
			this.#refuse('Claim.use', resource.use === 'predetermination'
				? 'the chain decides nothing that is not claimed: Coverage.eligibility answers what is left of deductible and maximum'
				: `${resource.use ?? 'none'} is no use of a claim`);
			return undefined;
		}
		const made = call();
		return this.reasons.length === 0 ? made : undefined;
	}

	#claim() {
		const common = this.#common();
		const code = codeIn(CLAIM_TYPE, this.resource.type);
		if (KINDS[code] === undefined) {
			this.#refuse('Claim.type', `${code ?? 'no code of claim-type'}: one of ${Object.keys(KINDS).join(', ')}`);
		}
		this.#payee(common.by);
		const replaced = this.#related();
		const authorisation = this.#authorisationOf(common.focal, common.focalPath);
		const prior = this.#prior(common);
		const lines = this.items.lines();
		this.#count('Claim.item', list(this.resource.item).length === 0 ? 0 : lines.length, MAX_LINES, 'lines');
		this.#total(lines);
		const claim = (document) => ({
			plan: common.plan,
			member: common.member,
			kind: KINDS[code],
			segments: common.segments,
			prior: prior ?? null,
			authorisation: authorisation ?? null,
			document,
			lines: lines.map(({ tag, units, billed, date, reference }) =>
				({ tag, units, billed: String(billed), date, reference })),
		});
		if (replaced !== undefined && replaced.plan !== common.plan) {
			this.#refuse('Claim.related', 'a claim is replaced by one to the same plan');
		}
		return {
			by: common.by,
			lines: lines.map((line) => told(line, this.tags)),
			...(replaced === undefined
				? { call: 'claims.submit', args: (document) => ({ claim: claim(document) }) }
				: { call: 'claims.replace', args: (document) => ({ claim: replaced, with: claim(document) }) }),
		};
	}

	#authorisation() {
		const common = this.#common();
		const services = this.items.services();
		if (this.#related() !== undefined) {
			this.#refuse('Claim.related', 'an authorisation is not replaced: withdraw it, and request another one');
		}
		if (this.resource.fundsReserve !== undefined) {
			this.notes.push({ path: 'Claim.fundsReserve', note: 'an authorisation reserves no funds' });
		}
		const units = new Map();
		for (const service of services) {
			units.set(service.tag, (units.get(service.tag) ?? 0) + service.units);
		}
		this.#count('Claim.item', list(this.resource.item).length === 0 ? 0 : units.size, MAX_SERVICES, 'services');
		if ([...units.values()].some((sum) => sum > U32)) {
			this.#refuse('Claim.item', 'more units of a service than the chain counts');
		}
		return {
			call: 'authorisations.request',
			by: common.by,
			args: (document) => ({
				plan: common.plan,
				member: common.member,
				urgent: codeIn('http://terminology.hl7.org/CodeSystem/processpriority', this.resource.priority) === 'stat',
				segments: common.segments,
				from: Math.min(...services.map(({ from }) => from)),
				until: Math.max(...services.map(({ until }) => until)),
				services: [...units],
				document,
			}),
			lines: services.map((service) => told(service, this.tags)),
		};
	}

	// Who claims, for whom, from which plan.
	#common() {
		const { resource } = this;
		const by = this.#mapped('providers', resource.provider, 'Claim.provider');
		const { focal, path: focalPath } = this.#focal();
		const coverage = focal && this.#mapped('coverages', focal.coverage, `${focalPath}.coverage`);
		const person = this.#mapped('members', resource.patient, 'Claim.patient');
		return {
			by,
			focal,
			focalPath,
			plan: coverage?.plan,
			// A pseudonym is of one plan, where the map says so.
			member: coverage?.member ?? person?.account,
			segments: person?.segments,
		};
	}

	#focal() {
		const insurance = list(this.resource.insurance);
		const indexes = insurance.flatMap(({ focal }, index) => (focal === true ? [index] : []));
		if (indexes.length !== 1) {
			this.#refuse('Claim.insurance.focal', `${indexes.length} of ${insurance.length} are focal: a claim is made to one plan`);
			return {};
		}
		return { focal: insurance[indexes[0]], path: `Claim.insurance[${indexes[0]}]` };
	}

	#mapped(section, reference, path) {
		if (reference === undefined) {
			this.#refuse(path, 'there is none');
			return undefined;
		}
		const keys = keysOf(reference, this.resource);
		const found = this.map.find(section, keys);
		if (found === undefined) {
			const name = keys.length > 0 ? keys.join(' or ') : 'what has neither reference nor identifier';
			this.#refuse(path, `${name} is not in the map, in ${section}`);
		}
		return found;
	}

	#authorisationOf(focal, path) {
		const references = list(focal?.preAuthRef);
		if (references.length > 1) {
			this.#refuse(`${path}.preAuthRef`, `${references.length} of them: a claim has one authorisation`);
			return undefined;
		}
		const [reference] = references;
		const found = reference && this.map.find('authorisations', [reference]);
		if (reference !== undefined && found === undefined) {
			this.#refuse(`${path}.preAuthRef[0]`, `${reference} is not in the map, in authorisations`);
		}
		return found;
	}

	// The claim that the coverage right before this one decided.
	#prior({ focal, plan }) {
		const before = list(this.resource.insurance)
			.map((one, index) => ({ ...one, index }))
			.filter(({ focal: isFocal, sequence }) => isFocal !== true && Number(sequence) < Number(focal?.sequence))
			.sort((a, b) => Number(b.sequence) - Number(a.sequence))
			.find(({ claimResponse }) => claimResponse !== undefined);
		if (before === undefined) {
			return undefined;
		}
		const path = `Claim.insurance[${before.index}]`;
		const coverage = this.map.find('coverages', keysOf(before.coverage, this.resource));
		if (coverage !== undefined && coverage.plan === plan) {
			this.#refuse(`${path}.coverage`, 'it is of the plan that is claimed from: no plan pays before itself');
			return undefined;
		}
		const found = this.#mapped('claims', before.claimResponse, `${path}.claimResponse`);
		if (found !== undefined && found.plan === plan) {
			this.#refuse(`${path}.claimResponse`, 'it is of the plan that is claimed from: no plan pays before itself');
		}
		return found;
	}

	#payee(by) {
		const { payee } = this.resource;
		const code = codeIn(PAYEE_TYPE, payee?.type);
		if (payee !== undefined && code !== 'provider') {
			this.#refuse('Claim.payee.type', `${code ?? 'no code of payeetype'}: the chain pays who claims, and nobody else`);
		}
		if (payee?.party !== undefined && code === 'provider') {
			const party = this.#mapped('providers', payee.party, 'Claim.payee.party');
			if (party !== undefined && by !== undefined && keyOf(party) !== keyOf(by)) {
				this.#refuse('Claim.payee.party', 'the chain pays who claims, and nobody else');
			}
		}
	}

	// The claim that this one replaces, if it does.
	#related() {
		const all = list(this.resource.related).map((one, index) => ({ ...one, path: `Claim.related[${index}]` }));
		const replaced = all.flatMap(({ claim, relationship, path }) => {
			const code = codeIn(RELATED, relationship);
			if (code !== 'prior' && code !== 'associated') {
				this.#refuse(`${path}.relationship`, `${code ?? 'none'}: neither prior nor associated`);
			}
			return code === 'prior' ? [this.#mapped('claims', claim, `${path}.claim`)] : [];
		});
		if (replaced.length > 1) {
			this.#refuse('Claim.related', `${replaced.length} claims are prior: one is replaced`);
		}
		return replaced[0];
	}

	#total(lines) {
		const { total } = this.resource;
		if (total === undefined) {
			return;
		}
		const stated = this.items.money(total, 'Claim.total');
		const sum = this.items.total();
		if (stated !== undefined && sum !== undefined && lines.length > 0 && stated !== sum) {
			const [said, items] = [stated, sum].map((units) => toDecimal(units, this.tags.decimals));
			this.#refuse('Claim.total', `${said}, but the items add up to ${items}`);
		}
	}

	#count(path, count, most, what) {
		if (count > most) {
			this.#refuse(path, `${count} ${what}: ${most} at most`);
		} else if (count === 0 && this.reasons.length === 0) {
			this.#refuse(path, `there are no ${what}`);
		}
	}

	// What changes the meaning of the rest, and nobody here knows how.
	#modifiers() {
		if (this.resource.implicitRules !== undefined) {
			this.#refuse('Claim.implicitRules', 'rules that are not known');
		}
		const look = (value, path) => {
			if (typeof value !== 'object' || value === null) {
				return;
			}
			for (const [name, below] of Object.entries(value)) {
				const at = Array.isArray(value) ? `${path}[${name}]` : `${path}.${name}`;
				if (name === 'modifierExtension') {
					this.#refuse(at, 'an extension that changes the meaning, and is not known');
				} else if (at !== 'Claim.contained' && at !== 'Claim.text') {
					look(below, at);
				}
			}
		};
		look(this.resource, 'Claim');
	}

	#refuse(path, reason) {
		if (!this.reasons.some((one) => one.path === path && one.reason === reason)) {
			this.reasons.push({ path, reason });
		}
	}
}

// A line as people read it, and as a response is to call it.
function told({ path, item, detail, subDetail, code, units, billed, date }, { decimals, currency }) {
	return {
		path,
		item,
		...(detail === undefined ? {} : { detail }),
		...(subDetail === undefined ? {} : { subDetail }),
		service: nameOf(code),
		units,
		...(billed === undefined ? {} : { billed: String(toDecimal(billed, decimals)), currency }),
		...(date === undefined ? {} : { date }),
	};
}

function commitTo(bytes) {
	const salt = freshSalt();
	return { salt: u8aToHex(salt), commitment: u8aToHex(commitment(DOCUMENT_DOMAIN, salt, bytes)) };
}
