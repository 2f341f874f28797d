// A claim as the chain answers, with amounts as numbers that do not lose digits.
import { Problem } from '../problem.mjs';
import { GROUPS, REASONS } from './codes.mjs';

/**
 * `claim` as @polkadot/api has it (a codec, an option of one, or what its `.toJSON()` says), so that the
 * rest need not know how: amounts are bigints, variants `{ name, … }`, groups and reasons X12's codes.
 */
export function chainClaim(claim) {
	const json = typeof claim?.toJSON === 'function' ? claim.toJSON() : claim;
	if (json === null || json === undefined) {
		throw new Problem('there is no such claim');
	}
	return {
		provider: json.provider,
		member: json.member,
		kind: variant(json.kind).name,
		status: variant(json.status),
		appealed: json.appealed,
		prior: json.prior ?? undefined,
		next: json.next ?? undefined,
		authorisation: json.authorisation === null ? undefined : json.authorisation,
		document: json.document,
		received: Number(json.received),
		due: Number(json.due),
		unpaid: BigInt(json.unpaid),
		paid: BigInt(json.paid),
		interest: BigInt(json.interest),
		payout: variant(json.payout),
		share: BigInt(json.share),
		lines: json.lines.map(chainLine),
	};
}

/** Whether it was judged, if only to be taken back afterwards. */
export function isJudged({ status, lines }) {
	return status.name !== 'Pended'
		&& lines.some(({ paid, adjustments }) => paid > 0n || adjustments.length > 0);
}

/** Whether it was taken back, by either side. */
export function isTakenBack({ status }) {
	return status.name === 'Voided' || status.name === 'Reversed';
}

/** How much of `lines` a group answers for, for a reason if one is named. */
export function adjusted(lines, group, reason) {
	const all = lines.flatMap(({ adjustments }) => adjustments);
	return all
		.filter((one) => one.group === group && (reason === undefined || one.reason === reason))
		.reduce((sum, { amount }) => sum + amount, 0n);
}

/** Adjustments of `lines`, those of a group and reason as one, as they come first. */
export function adjustments(lines) {
	const sums = new Map();
	for (const { group, reason, amount } of lines.flatMap((line) => line.adjustments)) {
		const key = `${group}-${reason}`;
		sums.set(key, { group, reason, amount: (sums.get(key)?.amount ?? 0n) + amount });
	}
	return [...sums.values()];
}

/** The sum of a field of `lines`. */
export function sumOf(lines, field) {
	return lines.reduce((sum, line) => sum + line[field], 0n);
}

function chainLine({ service, allowed, paid, adjustments: parts, used }) {
	const reference = variant(service.reference);
	return {
		tag: service.tag,
		units: Number(service.units),
		billed: BigInt(service.billed),
		date: Number(service.date),
		reference: reference.name === 'Encounter'
			? { Encounter: reference.value }
			: { Dispensed: { lot: reference.lot, index: reference.index } },
		allowed: BigInt(allowed),
		paid: BigInt(paid),
		adjustments: parts.map(({ group, reason, amount }) => ({
			group: GROUPS[variant(group).name],
			reason: REASONS[variant(reason).name],
			amount: BigInt(amount),
		})),
		refused: used === null || used === undefined,
	};
}

// `"Oral"`, `{ decided: { at, by } }` and `{ encounter: 5 }`, each in the same form.
function variant(value) {
	if (typeof value === 'string') {
		return { name: upper(value) };
	}
	const [[name, inside]] = Object.entries(value);
	const fields = typeof inside === 'object' && inside !== null ? inside : { value: inside };
	return { ...fields, name: upper(name) };
}

function upper(name) {
	return name.charAt(0).toUpperCase() + name.slice(1);
}
