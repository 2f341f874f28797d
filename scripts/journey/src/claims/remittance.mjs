// What an 835 says of a claim: its values by element, with codes only. Amounts are the plan's currency.
import { adjusted, adjustments, chainClaim, isJudged, isTakenBack, sumOf } from './chain-claim.mjs';
import { GROUPS, REASONS } from './codes.mjs';
import { dateOf } from './days.mjs';
import { toDecimal } from './money.mjs';

const DENIED = '4';
const REVERSAL = '22';

/**
 * The values of `claim`, as @polkadot/api has it; `null` when nothing was decided, of which an 835 does not
 * tell.
 *
 * `{ plan, number, decimals, currency, rank, tags }`: `rank` is 1, 2 or 3 as the plan pays first, second or
 * third; services are named where there is a TagTable.
 */
export function remittance(claim, { plan, number, decimals, currency, rank = 1, tags }) {
	const { lines, interest, status, ...rest } = chainClaim(claim);
	const whole = { lines, status, ...rest };
	const back = isTakenBack(whole);
	if (!isJudged(whole)) {
		return null;
	}
	const money = (amount) => toDecimal(back ? -amount : amount, decimals);
	const cas = (of) => casOf(adjustments(of), money);
	return {
		currency,
		CLP01: `${plan}-${number}`,
		CLP02: back ? REVERSAL : statusOf(lines, rank),
		CLP03: money(sumOf(lines, 'billed')),
		CLP04: money(sumOf(lines, 'paid')),
		// A reversal does not tell what the patient owes.
		CLP05: back ? null : money(adjusted(lines, GROUPS.Patient)),
		CLP07: `${plan}-${number}`,
		AMT: { AU: money(sumOf(lines, 'allowed')), ...(interest > 0n ? { I: money(interest) } : {}) },
		SVC: lines.map((line) => ({
			SVC01: serviceOf(line, tags),
			SVC02: money(line.billed),
			SVC03: money(line.paid),
			SVC05: line.units,
			DTM: { 472: dateOf(line.date).replaceAll('-', '') },
			CAS: cas([line]),
			AMT: { B6: money(line.allowed) },
		})),
	};
}

// X12 calls only that denied whose patient nobody knows (RFI 1423): whatever else is not paid has been
// processed, and its adjustments say why.
function statusOf(lines, rank) {
	const unknown = lines.every(({ adjustments: parts }) =>
		parts.some(({ group, reason }) => group === GROUPS.Patient && reason === REASONS.NotMember));
	return unknown ? DENIED : String(rank);
}

// A segment for each group: CAS01, then triples of reason, amount and quantity.
function casOf(parts, money) {
	const groups = new Map();
	for (const { group, reason, amount } of parts) {
		const segment = groups.get(group) ?? { CAS01: group };
		const next = Object.keys(segment).length - 1;
		const at = 2 + (next / 2) * 3;
		segment[`CAS${String(at).padStart(2, '0')}`] = String(reason);
		segment[`CAS${String(at + 1).padStart(2, '0')}`] = money(amount);
		groups.set(group, segment);
	}
	return [...groups.values()];
}

function serviceOf({ tag }, tags) {
	const service = tags?.find(tag);
	return service ? { ...(service.system ? { system: service.system } : {}), code: service.code } : { tag };
}
