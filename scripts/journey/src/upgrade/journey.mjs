// What every step of the upgrade journey has at hand.
import { pass } from '../governance.mjs';
import { Journey } from '../journey.mjs';
import { Notes } from '../table.mjs';
import { ended, place, vote } from './referenda.mjs';

const COUNCILS = { technicalCommittee: 'committee', clinicalCouncil: 'council' };

export class UpgradeJourney extends Journey {
	constructor({ chronicle, code, electorate, ...common }) {
		super(common);
		// Steps fill `kept`, for those that follow.
		Object.assign(this, { chronicle, code, electorate, kept: {} });
	}

	/** Takes calls through a council side by side, `{ step, call, expected }`; a row about each. */
	async passAll(council, motions) {
		const passed = await Promise.all(motions.map(({ call }) => pass(this, council, call)));
		for (const [index, { step, expected = 'carried out' }] of motions.entries()) {
			const { closing, result } = passed[index];
			this.table.row({ step, who: COUNCILS[council], expected, result, block: closing.block });
		}
		return passed;
	}

	/**
	 * Puts proposals to the vote side by side, `{ step, origin, call, track, expected, inner }`: see `place` and
	 * `ended`. `before` is done before they are voted on, however slow the machine is. Answers with the blocks in
	 * which they were enacted.
	 */
	async decide(what, proposals, before = async () => {}) {
		const numbers = await this.beside(before, () => place(this, what, proposals));
		await vote(this, numbers);
		const blocks = [];
		for (const [index, { step, expected = 'approved, carried out', inner }] of proposals.entries()) {
			blocks.push(await ended(this, step, numbers[index], expected, inner));
		}
		return blocks;
	}

	/** Takes a step, and meanwhile `another`, whose rows come after. */
	async beside(another, step) {
		const notes = new Notes();
		const [done] = await Promise.all([step(), another(this.noting(notes))]);
		notes.replay(this.table);
		return done;
	}

	/** The call that dispatches `call` as root, once the committee has whitelisted it. */
	whitelisted(call) {
		return this.api.tx.whitelist.dispatchWhitelistedCallWithPreimage(call);
	}

	/** The call with which the committee whitelists calls. */
	whitelisting(calls) {
		const each = calls.map(({ method }) => this.api.tx.whitelist.whitelistCall(method.hash.toHex()));
		return each.length === 1 ? each[0] : this.api.tx.utility.batchAll(each);
	}

	/** An ordinary call of `person`: a tenth of a token to the bank. */
	transfer() {
		const amount = 10n ** BigInt(this.api.registry.chainDecimals[0] - 1);
		return this.api.tx.balances.transferKeepAlive(this.people.bank.address, amount);
	}

	/** The call with which the hospital files a record about `subject`. */
	register(subject, commitment) {
		return this.api.tx.records.register(subject.address, this.segment, commitment, null, 'Clinical');
	}

	/** What was measured, in lines. */
	figures() {
		const { completed, failed, released, resumed, seconds, upgraded } = this.kept;
		return [
			`From the referendum to the new code: ${seconds} s.`,
			`The migration: stopped after ${failed - upgraded + 1} blocks, then carried through in ${completed - resumed + 1}.`,
			`Released to custodians: ${released}.`,
		];
	}

	/** Part of the patients' data; the number means nothing. */
	get segment() {
		return 5;
	}
}
