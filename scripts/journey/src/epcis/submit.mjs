// From a plan to the chain, event by event.
import { Problem } from '../problem.mjs';
import { eventsOf } from '../send.mjs';
import { rangeEndIn } from '../supply/queries.mjs';
import { callNames, inTime, isKnownCopy, openOf, reasonsFor } from './plan.mjs';
import { short } from './signers.mjs';
import { remarks } from './table.mjs';

const MAYBE = '; it may have been done when the submission broke off';

export class Submission {
	constructor({ api, queries, sender, signers, journal, table, within, batch }) {
		Object.assign(this, { api, queries, sender, signers, journal, table, within, batch });
	}

	/** Submits all events of a plan, whatever becomes of each. */
	async submit({ documents, events }) {
		for (const { document, error } of documents) {
			if (error) {
				this.table.event({ type: document }, [{ kind: 'malformed', result: error }]);
			}
		}
		for (const event of events) {
			const rows = [...(await this.#event(event)), ...remarks(event)];
			this.table.event(event, rows.length > 0 ? rows : [{ kind: 'fact', result: 'nothing to send' }]);
		}
	}

	async #event(event) {
		const names = callNames(event);
		const rows = event.calls.map((call, index) => ({ call, name: names[index], row: undefined }));
		for (const entry of rows) {
			entry.row = this.#unsent(event, entry);
		}
		const ready = rows.filter(({ row }) => row === undefined);
		for (const calls of this.batch ? bySigner(ready) : ready.map((entry) => [entry])) {
			await this.#send(event, calls);
		}
		return rows.map(({ call, row }) => ({ call: `${call.pallet}.${call.call}`, ...row }));
	}

	/** Why a call is not sent, if so, as far as plan and journal tell. */
	#unsent(event, { call, name }) {
		const by = call.by ? (this.signers.of(call.by)?.name ?? short(call.by)) : '-';
		const open = openOf(call);
		if (open.length > 0) {
			const because = reasonsFor(event, open).map(({ reason }) => reason).join('; ');
			const words = `not sent, to be filled in: ${open.join(', ')}`;
			return { by, kind: 'open', result: because ? `${words} (${because})` : words };
		}
		if (this.signers.of(call.by) === undefined) {
			return { by, kind: 'foreign', result: 'not sent: no key of who signs it' };
		}
		const block = this.journal.blockOf(event.hash, name);
		return block && { by, kind: 'before', result: `done before, in block ${block}: not sent again` };
	}

	/** Sends calls of one signer as one, and notes what became of each. */
	async #send(event, entries) {
		const person = this.signers.of(entries[0].call.by);
		const sent = [];
		const now = await this.queries.now();
		for (const entry of entries) {
			const repeat = await this.#repeat(event, entry);
			if (repeat) {
				entry.row = { by: person.name, kind: 'before', result: repeat };
				continue;
			}
			const { args, note } = inTime(entry.call, now, this.within);
			try {
				const filled = await this.#withRangeEnd(entry.call, args);
				sent.push({ entry, note, extrinsic: this.#extrinsic(entry.call, filled) });
			} catch (error) {
				const result = `not sent: ${error.message.split('\n')[0]}`;
				entry.row = { by: person.name, kind: 'refused', result };
			}
		}
		if (sent.length === 0) {
			return;
		}
		const names = sent.map(({ entry }) => entry.name);
		const uncertain = names.some((name) => this.journal.isUncertain(event.hash, name));
		this.journal.sending(event.hash, names);
		const extrinsics = sent.map(({ extrinsic }) => extrinsic);
		const outcome = extrinsics.length === 1
			? await this.sender.send(person, extrinsics[0])
			: await this.sender.sendAll(person, extrinsics);
		if (outcome.error === undefined) {
			this.journal.done(event.hash, names, outcome);
		} else {
			this.journal.refused(event.hash, names);
		}
		const cases = eventsOf(outcome, 'provenance', 'SuspectedCounterfeit').map(({ data }) => data);
		for (const { entry, note } of sent) {
			const { lot, index } = entry.call.args;
			// Not an error, but not what was wanted either: the unit stays dispensed once.
			const copy = entry.call.call === 'dispense'
				&& cases.find((it) => it.lot.eq(lot) && it.index.eq(index));
			const extra = copy ? `a unit that was dispensed before: case ${copy.case} is open` : note;
			const all = sent.length > 1 ? ' with the others of the event' : '';
			const result = outcome.error === undefined
				? `done in block ${outcome.block}${all}${extra ? `; ${extra}` : ''}`
				: `refused${all}: ${inWords(this.api, outcome.error)}${uncertain ? MAYBE : ''}`;
			const kind = outcome.error === undefined ? 'done' : 'refused';
			entry.row = { by: person.name, kind, result };
		}
	}

	#extrinsic({ pallet, call }, args) {
		const [section, method] = [pallet, call].map(camel);
		const make = this.api.tx[section]?.[method];
		if (make === undefined) {
			throw new Problem(`the chain has no call ${pallet}.${call}`);
		}
		// The library says names in its own way.
		const given = new Map(Object.entries(args).map(([name, value]) => [camel(name), value]));
		const names = make.meta.args.map(({ name }) => camel(name.toString()));
		const missing = names.filter((name) => !given.has(name));
		if (missing.length > 0) {
			throw new Problem(`the plan has no ${missing.join(', ')} for ${pallet}.${call}`);
		}
		return make(...names.map((name) => given.get(name)));
	}

	/**
	 * Whether a call would be done a second time: the chain takes these as often as they come. A journal
	 * knows that already, unless the submission broke off at this call.
	 */
	async #repeat(event, { name, call: { call, args } }) {
		if (this.journal.isKept && !this.journal.isUncertain(event.hash, name)) {
			return undefined;
		}
		if (call === 'dispense' && !isKnownCopy(event)) {
			const answer = await this.#verified(args);
			const state = answer.isOk ? answer.asOk.state : undefined;
			if (state?.isDispensed || state?.isPartlyDispensed) {
				return 'not sent: dispensed already, and once more would open a case';
			}
		}
		if (call === 'take_measure' && (await this.#inForce(args))) {
			return 'not sent: the same measure is in force already';
		}
		return undefined;
	}

	/** The arguments of a dispensing, with where the unit's range ends now: it costs less that way. */
	async #withRangeEnd({ call }, args) {
		if (call !== 'dispense' || typeof args.range_end === 'number') {
			return args;
		}
		return { ...args, range_end: rangeEndIn(await this.#verified(args)) };
	}

	#verified({ lot, index, unit, proof }) {
		return this.queries.view('Provenance', 'verify_unit', [lot, index, unit, proof]);
	}

	async #inForce({ target, kind, reason }) {
		const { provenance } = this.api.query;
		const same = (measure) => reason === measure.reason.type
			&& JSON.stringify(measure.kind.toHuman()) === JSON.stringify(human(kind));
		if (target.Span) {
			const { lot, start, end } = target.Span;
			const found = await provenance.lots(lot);
			return found.isSome && found.unwrap().measures.some((it) =>
				it.start.eq(start) && it.end.eq(end) && same(it.measure));
		}
		const found = await provenance.containers(target.Container);
		return found.isSome && found.unwrap().measures.some(same);
	}
}

/** Consecutive calls with the same signer. */
export function bySigner(entries) {
	const groups = [];
	for (const entry of entries) {
		const last = groups.at(-1);
		if (last?.[0].call.by === entry.call.by) {
			last.push(entry);
		} else {
			groups.push([entry]);
		}
	}
	return groups;
}

/** `provenance.NotHolder (The caller does not hold this.)`. */
function inWords(api, error) {
	const [, section, name] = /^(\w+)\.(\w+)/.exec(error) ?? [];
	const docs = api.errors[section]?.[name]?.meta.docs ?? [];
	const words = docs.map(String).join(' ').trim();
	return words ? `${error} (${words})` : error;
}

function camel(name) {
	return name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());
}

// A kind as the library says it to people.
function human(kind) {
	return typeof kind === 'string' ? kind : { Recall: kind.Recall };
}
