// What happened, a row at a time.

const COLUMNS = [
	['#', 5],
	['step', 46],
	['who', 10],
	['expected', 33],
	['result', 33],
	['block', 6],
	['', 4],
];

/** Prints rows as they come and counts them. */
export class Table {
	#part = 0;
	#row = 0;

	constructor(print = console.log) {
		this.print = print;
		this.passed = 0;
		this.failed = 0;
		this.blocks = [];
	}

	/** The line above all rows. */
	head() {
		this.#line(COLUMNS.map(([title]) => title));
		this.print(COLUMNS.map(([, width]) => '─'.repeat(width)).join(' '));
	}

	/** Begins the next part; its rows are numbered within it. */
	part(title) {
		this.#part += 1;
		this.#row = 0;
		this.print(`${this.#part}. ${title}`);
	}

	/** One row. It is as expected when `result` is `expected`, to the letter. */
	row({ step, who, expected, result, block }) {
		this.#row += 1;
		const good = expected === result;
		if (good) {
			this.passed += 1;
		} else {
			this.failed += 1;
		}
		if (block !== undefined) {
			this.blocks.push(block);
		}
		const number = `${this.#part}.${this.#row}`;
		this.#line([number, step, who, expected, result, block ?? '-', good ? 'ok' : 'FAIL']);
		return good;
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

/** Keeps what a step says until it is its turn to be printed. */
export class Notes {
	#said = [];

	part(title) {
		this.#said.push((table) => table.part(title));
	}

	row(row) {
		this.#said.push((table) => table.row(row));
		return row.expected === row.result;
	}

	/** Says it to `table`. */
	replay(table) {
		for (const say of this.#said) {
			say(table);
		}
	}
}

/** `text` in lines of at most `width` characters, broken at spaces where there are any. */
export function wrap(text, width) {
	const lines = [''];
	for (const word of text.split(' ')) {
		const last = lines.at(-1);
		if (last !== '' && last.length + 1 + word.length > width) {
			lines.push(word);
		} else {
			lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
		}
		while (lines.at(-1).length > width) {
			const long = lines.pop();
			lines.push(long.slice(0, width), long.slice(width));
		}
	}
	return lines;
}
