// A claim of the chain out as FHIR R4: ClaimResponse for the provider, ExplanationOfBenefit for the member.
//
// Each line has HL7's categories (submitted, eligible, deductible, copay, benefit), and each adjustment once
// more in X12's own words: its group is the category, its reason the reason. Submitted less what is adjusted
// in X12's groups is the benefit. Coinsurance, for which HL7 has no category, is PR-2 only.
import { keyOf } from '../receipts.mjs';
import {
	ADJUDICATION,
	ADJUSTMENT_GROUP,
	ADJUSTMENT_REASON,
	CLAIM_TYPE,
	GROUPS,
	INTEREST,
	PAYEE_TYPE,
	PAYMENT_TYPE,
	PROVIDER_ADJUSTMENT,
	RELATED,
	REASONS,
	concept,
} from './codes.mjs';
import { adjusted, adjustments, chainClaim, isJudged, isTakenBack, sumOf } from './chain-claim.mjs';
import { dateOf, instantOf } from './days.mjs';
import { toDecimal } from './money.mjs';

const URI = 'urn:ietf:rfc:3986';

/**
 * A ClaimResponse of `claim`, as @polkadot/api has it.
 *
 * `{ plan, number, payer, tags }` is its number, the plan's payer and its TagTable. As far as they are known:
 * `chain`, the chain's CAIP-2 name; `map`, a ReferenceMap that knows accounts; `lines`, as `fromFhir` answered
 * them, by which items are called; `request`, the Claim's reference; `paidOn`, the day of the last payment,
 * YYYY-MM-DD, which the claim itself does not say.
 */
export function toClaimResponse(claim, context) {
	const view = new View(claim, context);
	return {
		resourceType: 'ClaimResponse',
		...view.head(),
		requestor: view.account('providers', view.claim.provider),
		request: view.claimed(),
		outcome: view.outcome(),
		disposition: view.disposition(),
		...optional({ preAuthRef: view.preAuthRef() }),
		payeeType: concept(PAYEE_TYPE, 'provider'),
		item: view.items(),
		total: view.totals(),
		...optional({ payment: view.payment() }),
		insurance: view.insurance(),
	};
}

/** An ExplanationOfBenefit of `claim`; `context` as for {@link toClaimResponse}. */
export function toExplanation(claim, context) {
	const view = new View(claim, context);
	const { prior } = view.claim;
	const preAuthRef = view.preAuthRef();
	return {
		resourceType: 'ExplanationOfBenefit',
		...view.head(),
		billablePeriod: view.period(),
		provider: view.account('providers', view.claim.provider),
		...optional({
			related: prior && [{ claim: view.claimReference(prior), relationship: concept(RELATED, 'prior') }],
		}),
		payee: { type: concept(PAYEE_TYPE, 'provider') },
		claim: view.claimed(),
		claimResponse: { reference: `ClaimResponse/${view.id()}` },
		outcome: view.outcome(),
		disposition: view.disposition(),
		...optional({ preAuthRef: preAuthRef && [preAuthRef] }),
		insurance: [{ focal: true, coverage: view.coverage(), ...optional({ preAuthRef: preAuthRef && [preAuthRef] }) }],
		item: view.claim.lines.map((line, index) => view.explained(line, index + 1)),
		total: view.totals(),
		...optional({ payment: view.payment() }),
	};
}

/**
 * A ClaimResponse that says why a Claim was not handed in: `reasons` as `fromFhir` answers them. Each names
 * the item by its place.
 */
export function toErrorResponse(resource, reasons, now = new Date()) {
	return {
		resourceType: 'ClaimResponse',
		status: 'active',
		type: resource.type ?? { text: 'none' },
		use: ['claim', 'preauthorization', 'predetermination'].includes(resource.use) ? resource.use : 'claim',
		patient: outside(resource.patient),
		created: now.toISOString(),
		insurer: outside(resource.insurer),
		...optional({ request: resource.id && { reference: `Claim/${resource.id}` } }),
		outcome: 'error',
		disposition: 'It was not handed in',
		error: reasons.map(({ path, reason }) => {
			const [, item, detail, subDetail] = /item\[(\d+)\](?:\.detail\[(\d+)\])?(?:\.subDetail\[(\d+)\])?/.exec(path) ?? [];
			return {
				...optional({
					itemSequence: place(item),
					detailSequence: place(detail),
					subDetailSequence: place(subDetail),
				}),
				code: { text: `${path}: ${reason}` },
			};
		}),
	};
}

class View {
	constructor(claim, context) {
		this.claim = chainClaim(claim);
		Object.assign(this, { chain: 'polkadot:development', ...context });
	}

	id(of = this) {
		return `${of.plan}-${of.number}`;
	}

	head() {
		const { status, received, kind } = this.claim;
		const at = status.name === 'Pended' ? received : status.at;
		return {
			id: this.id(),
			identifier: [{ system: URI, value: this.#claimUri(this) }],
			status: isTakenBack(this.claim) ? 'cancelled' : 'active',
			type: concept(CLAIM_TYPE, kind.toLowerCase()),
			use: 'claim',
			patient: this.account('members', this.claim.member, ({ account }) => account),
			created: instantOf(Number(at)),
			insurer: this.account('providers', this.payer),
		};
	}

	/** By the map if it knows the account, by the account itself otherwise. */
	account(section, address, read = (value) => value) {
		const key = keyOf(address);
		const name = this.map?.nameOf(section, (value) => keyOf(read(value)) === key);
		return named(name) ?? logical(`${this.chain}:${address}`);
	}

	coverage() {
		const { plan, claim: { member } } = this;
		const name = this.map?.nameOf('coverages', (one) =>
			one.plan === plan && one.member !== undefined && keyOf(one.member) === keyOf(member));
		return named(name) ?? logical(`${this.chain}/plans/${plan}/members/${member}`);
	}

	claimReference(id) {
		const name = this.map?.nameOf('claims', ({ plan, number }) => plan === id.plan && number === id.number);
		return (name?.startsWith('Claim/') && named(name)) || logical(this.#claimUri(id));
	}

	claimed() {
		return this.request ? { reference: this.request } : logical(this.#claimUri(this));
	}

	preAuthRef() {
		const { authorisation } = this.claim;
		const name = authorisation === undefined
			? undefined
			: this.map?.nameOf('authorisations', (number) => number === Number(authorisation));
		return authorisation === undefined ? undefined : (name ?? String(Number(authorisation)));
	}

	outcome() {
		if (this.claim.status.name === 'Pended') {
			return 'queued';
		}
		// As the chain has it: partial when some lines were refused. What was refused as a whole has been
		// decided completely.
		const refused = this.claim.lines.filter((line) => line.refused).length;
		const some = refused > 0 && refused < this.claim.lines.length;
		return some && !isTakenBack(this.claim) ? 'partial' : 'complete';
	}

	disposition() {
		const { status, lines, payout, unpaid } = this.claim;
		if (status.name === 'Pended') {
			return `Pended: the payer decides until ${instantOf(Number(status.until))}`;
		}
		if (isTakenBack(this.claim)) {
			return status.name === 'Voided' ? 'Taken back by the provider' : 'Taken back by the payer';
		}
		const refused = lines.filter((line) => line.refused).length;
		if (refused === lines.length) {
			return 'Denied';
		}
		const words = refused > 0 ? [`${refused} of ${lines.length} lines refused`] : [];
		if (unpaid > 0n) {
			words.push('waits for the reserve');
		} else if (payout.name === 'Uncollected') {
			words.push('set apart for the provider to collect');
		}
		return ['Decided', ...words].join(', ');
	}

	/** Adjudication of the lines, below the items of the Claim that they came from. */
	items() {
		const items = new Map();
		this.claim.lines.forEach((line, index) => {
			const { item = index + 1, detail, subDetail } = this.lines?.[index] ?? {};
			const path = [item, detail, subDetail].filter((number) => number !== undefined);
			let level = items;
			for (const number of path) {
				const node = level.get(number) ?? { lines: [], below: new Map() };
				node.lines.push(line);
				level.set(number, node);
				level = node.below;
			}
		});
		return this.#levels(items, ['itemSequence', 'detailSequence', 'subDetailSequence'], ['detail', 'subDetail']);
	}

	explained(line, sequence) {
		const { tag, units, date, billed, reference } = line;
		const service = this.tags?.find(tag);
		const { Encounter: encounter } = reference;
		return {
			sequence,
			productOrService: service
				? { coding: [optional({ system: service.system, code: service.code, display: service.display })] }
				: { text: `service ${tag}` },
			servicedDate: dateOf(date),
			quantity: { value: units },
			net: this.#money(billed),
			...optional({ encounter: encounter !== undefined && [this.#encounter(encounter)] }),
			adjudication: this.#adjudication([line]),
		};
	}

	period() {
		const days = this.claim.lines.map(({ date }) => date);
		return { start: dateOf(Math.min(...days)), end: dateOf(Math.max(...days)) };
	}

	totals() {
		return this.#amounts(this.claim.lines).map(([category, amount]) => ({ category, amount: this.#money(amount) }))
			.concat(this.#groups());
	}

	/** What was transferred, with interest; undefined as long as nothing was. */
	payment() {
		const { paid, interest, unpaid, payout } = this.claim;
		const apart = payout.name === 'Uncollected' ? BigInt(payout.amount) : 0n;
		const amount = paid + interest - apart;
		if (amount <= 0n) {
			return undefined;
		}
		return {
			type: concept(PAYMENT_TYPE, unpaid > 0n || apart > 0n ? 'partial' : 'complete'),
			...optional({
				adjustment: interest > 0n && this.#money(interest),
				adjustmentReason: interest > 0n && concept(PROVIDER_ADJUSTMENT, INTEREST),
				date: this.paidOn,
			}),
			amount: this.#money(amount),
			identifier: { system: URI, value: `${this.#claimUri(this)}/payment` },
		};
	}

	insurance() {
		const { prior } = this.claim;
		const before = prior && {
			sequence: 1,
			focal: false,
			coverage: logical(`${this.chain}/plans/${prior.plan}`),
			claimResponse: this.#responseReference(prior),
		};
		const own = { sequence: before ? 2 : 1, focal: true, coverage: this.coverage() };
		return before ? [before, own] : [own];
	}

	#responseReference(id) {
		const name = this.map?.nameOf('claims', ({ plan, number }) => plan === id.plan && number === id.number);
		return (name?.startsWith('ClaimResponse/') && named(name)) || logical(this.#claimUri(id));
	}

	#encounter(record) {
		const name = this.map?.nameOf('references', ({ Encounter: number }) => number === record);
		return (name?.startsWith('Encounter/') && named(name)) || logical(`${this.chain}/records/${record}`);
	}

	#levels(nodes, [sequence, ...sequences], [below, ...deeper]) {
		return [...nodes].map(([number, node]) => ({
			[sequence]: number,
			adjudication: this.#adjudication(node.lines),
			...(node.below.size > 0 ? { [below]: this.#levels(node.below, sequences, deeper) } : {}),
		}));
	}

	#adjudication(lines) {
		const parts = this.#isDecided() ? adjustments(lines) : [];
		return [
			...this.#amounts(lines).map(([category, amount]) => ({ category, amount: this.#money(amount) })),
			...parts.map(({ group, reason, amount }) => ({
				category: concept(ADJUSTMENT_GROUP, group),
				reason: concept(ADJUSTMENT_REASON, reason),
				amount: this.#money(amount),
			})),
		];
	}

	#amounts(lines) {
		const amounts = [['submitted', sumOf(lines, 'billed')]];
		if (this.#isDecided()) {
			amounts.push(
				['eligible', sumOf(lines, 'allowed')],
				['deductible', adjusted(lines, GROUPS.Patient, REASONS.Deductible)],
				['copay', adjusted(lines, GROUPS.Patient, REASONS.Copay)],
				['benefit', sumOf(lines, 'paid')],
			);
		}
		return amounts.map(([code, amount]) => [concept(ADJUDICATION, code), amount]);
	}

	#groups() {
		const { lines } = this.claim;
		const sums = Object.values(GROUPS).map((group) => [group, adjusted(lines, group)]);
		return sums.filter(([, amount]) => this.#isDecided() && amount > 0n).map(([group, amount]) => ({
			category: concept(ADJUSTMENT_GROUP, group),
			amount: this.#money(amount),
		}));
	}

	#isDecided() {
		return isJudged(this.claim);
	}

	#money(amount) {
		return { value: toDecimal(amount, this.tags.decimals), currency: this.tags.currency };
	}

	#claimUri({ plan, number }) {
		return `${this.chain}/plans/${plan}/claims/${number}`;
	}
}

// A reference out of a name of the map; what is contained in a Claim cannot be referred to outside it.
function named(name) {
	if (name === undefined || name.includes('#')) {
		return undefined;
	}
	const [system, value] = name.split('|');
	return value === undefined ? { reference: name } : { identifier: { ...optional({ system }), value } };
}

function logical(value) {
	return { identifier: { system: URI, value } };
}

function outside(reference) {
	return reference === undefined || reference.reference?.startsWith('#') ? { display: 'see the request' } : reference;
}

function place(index) {
	return index === undefined ? undefined : Number(index) + 1;
}

// Without what is not there.
function optional(members) {
	return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined && value !== false));
}
