// What became of events, a few lines each.
import { wrap } from '../table.mjs';
import { reasonsFor, shortHash } from './plan.mjs';

const COLUMNS = [
	['event', 8],
	['type', 14],
	['step', 14],
	['call', 28],
	['by', 11],
	['result', 60],
];

export class Table {
	#counts = {};

	constructor(print = console.log) {
		this.print = print;
		this.#line(COLUMNS.map(([title]) => title));
		print(COLUMNS.map(([, width]) => '─'.repeat(width)).join(' '));
	}

	/** All rows of an event: `{ call, by, kind, result }`, of which there is one at least. */
	event(event, rows) {
		const type = (event.type ?? '-').replace(/Event$/, '');
		const first = [shortHash(event.hash), type, event.bizStep ?? '-'];
		for (const [index, { call = '', by = '', kind, result }] of rows.entries()) {
			this.#counts[kind] = this.count(kind) + 1;
			this.#line([...(index === 0 ? first : ['', '', '']), call, by, result]);
		}
	}

	/** How many rows there were of a kind. */
	count(kind) {
		return this.#counts[kind] ?? 0;
	}

	/** How many there were of what. */
	summary({ events }) {
		const kinds = [
			['done', 'done'],
			['refused', 'refused by the chain'],
			['open', 'to be filled in by a person'],
			['foreign', 'of others, not sent'],
			['before', 'done before, not sent'],
			['duplicate', 'events seen before'],
			['malformed', 'malformed'],
		];
		const counts = kinds.filter(([kind]) => kind === 'done' || this.count(kind) > 0);
		return `${events.length} events: ${counts.map(([kind, words]) => `${this.count(kind)} ${words}`).join(', ')}.`;
	}

	#line(cells) {
		const wrapped = cells.map((cell, index) => wrap(String(cell), COLUMNS[index][1]));
		const height = Math.max(...wrapped.map((lines) => lines.length));
		for (let line = 0; line < height; line += 1) {
			const texts = wrapped.map((lines, index) => (lines[line] ?? '').padEnd(COLUMNS[index][1]));
			this.print(texts.join(' ').trimEnd());
		}
	}
}

/** The rows about what is in an event and in no call, but for what is said with the calls. */
export function remarks(event) {
	const { calls, facts, problems } = event;
	const said = reasonsFor(event, calls.flatMap(({ open = [] }) => open));
	const unmapped = event.unmapped.filter((one) => !said.includes(one));
	const kinds = { duplicate: 'duplicate', malformed: 'malformed' };
	return [
		...problems.map(({ kind, text }) => ({
			kind: kinds[kind] ?? 'problem',
			result: kind === 'duplicate' ? `duplicate: ${text}, nothing is sent` : `${kind.replaceAll('_', ' ')}: ${text}`,
		})),
		...facts.map((fact) => ({ kind: 'fact', result: `nothing to send: ${fact}` })),
		...unmapped.map(({ what, reason }) => ({ kind: 'unmapped', result: `not mapped: ${what}: ${reason}` })),
	];
}
