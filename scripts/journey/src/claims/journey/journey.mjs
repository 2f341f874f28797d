// What every step of the claims journey has at hand.
import { segmentsSet } from '../../metadata.mjs';
import { Journey } from '../../journey.mjs';
import { eventsOf } from '../../send.mjs';
import { statement } from '../../statements.mjs';
import { serviceNamed } from './plans.mjs';
import { change, lineTold, told, usd } from './told.mjs';

const SEGMENT = 7;
// Of a code that is in no table.
const NO_TAG = `0x${'5a'.repeat(16)}`;

export class ClaimsJourney extends Journey {
	constructor(common) {
		super(common);
		// Filled by the steps, for those that follow.
		Object.assign(this, { plans: {}, encounters: new Map(), goods: {}, kept: {} });
	}

	/** The segments of members' data that claims tell of, as the chain has them. */
	get segments() {
		return segmentsSet([SEGMENT]);
	}

	/** The number of the one segment. */
	get segment() {
		return SEGMENT;
	}

	/** An encounter that `facility` has a record of, and that nobody has claimed for. */
	encounter(facility) {
		const id = this.encounters.get(facility.name)?.shift();
		if (id === undefined) {
			throw new Error(`no encounter of ${facility.name} is left`);
		}
		return { Encounter: id };
	}

	/** A claim as it is handed in. Lines are `[code, billed, reference, units, day]`. */
	bill({ plan, member, lines, kind = 'Institutional', prior = null, authorisation = null }) {
		return {
			plan: plan.id,
			member: member.address,
			kind,
			segments: this.segments,
			prior,
			authorisation,
			document: statement('the claim'),
			lines: lines.map(([code, billed, reference, units = 1, date = this.day]) => ({
				tag: this.tag(plan, code, reference),
				units,
				billed: usd(billed),
				date,
				reference,
			})),
		};
	}

	/** What a code is called on chain, in a claim for what `reference` says. */
	tag(plan, code, reference) {
		const service = serviceNamed(code);
		return plan.tags.service(service) ? plan.tags.tag(service, reference, this.day) : NO_TAG;
	}

	/** The call that hands it in. */
	claim(wish) {
		return this.api.tx.claims.submit(this.bill(wish));
	}

	/**
	 * Hands in claims of several people at once, `[person, [{ step, wish, expected, lines }]]`, each of
	 * them in this order. A row about each: `expected` is the claim in words, or an error; and a row about
	 * each of `lines`, which are expected in words. Answers with outcomes that have the claim's `id`.
	 */
	async claimTogether(turns) {
		const sent = await Promise.all(turns.map(([person, claims]) =>
			Promise.all(claims.map(({ wish }) => this.sender.send(person, this.claim(wish))))));
		for (const [turn, [person, claims]] of turns.entries()) {
			for (const [index, { step, expected, lines = [] }] of claims.entries()) {
				sent[turn][index].id = claimOf(sent[turn][index]);
				await this.judged(step, person, sent[turn][index], expected, lines);
			}
		}
		return sent;
	}

	/** As `claimTogether`, for one person. */
	async claimInTurn(person, claims) {
		const [outcomes] = await this.claimTogether([[person, claims]]);
		return outcomes;
	}

	/** Prints a row about what has become of the claim of an outcome, and of its lines. */
	async judged(step, person, outcome, expected, lines = []) {
		const { block, error, hash, id } = outcome;
		const claim = id && (await this.queries.claim(id, hash));
		const result = error ?? (claim ? told(claim) : 'no claim');
		this.table.row({ step, who: person.name, expected, result, block });
		for (const [index, words] of lines.entries()) {
			const line = claim?.lines[index];
			this.table.row({
				step: `line ${index + 1}: ${words[0]}`,
				who: person.name,
				expected: words[1],
				result: line ? lineTold(line) : 'no line',
				block,
			});
		}
		return claim;
	}

	/** Prints a row about how what `person` has of the asset changed in the block of an outcome. */
	async balanced(step, person, { block, hash }, expected) {
		const header = await this.api.rpc.chain.getHeader(hash);
		const [before, after] = await Promise.all(
			[header.parentHash, hash].map((at) => this.queries.spendable(person, at)),
		);
		this.table.row({ step, who: person.name, expected, result: change(before, after), block });
	}
}

/** The claim that an outcome is about, `{ plan, number }`. */
export function claimOf(outcome) {
	const [event] = ['Decided', 'Pended'].flatMap((method) => eventsOf(outcome, 'claims', method));
	return event && idOf(event.data.claim);
}

/** A claim's id as plain values. */
export function idOf({ plan, number }) {
	return { plan: Number(plan), number: Number(number) };
}
