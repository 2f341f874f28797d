// What every step of a journey has at hand, and the few moves that all journeys make.
const PATIENCE = 300_000;
const DAY = 24 * 60 * 60 * 1000;

export class Journey {
	constructor({ api, sender, queries, people, table }) {
		Object.assign(this, { api, sender, queries, people, table });
	}

	/** The same journey, with its rows in `notes`. */
	noting(notes) {
		return Object.assign(Object.create(Object.getPrototypeOf(this)), this, { table: notes });
	}

	/** Sends a call and prints a row about it. `expected` is `done` or an error in words. */
	async act(step, person, call, expected = 'done') {
		return this.report(step, person, this.sender.send(person, call), expected);
	}

	/** As `act`, with several calls as one, all or none. */
	async actAll(step, person, calls, expected = 'done') {
		return this.report(step, person, this.sender.sendAll(person, calls), expected);
	}

	/** Prints a row about what `sending` comes to. */
	async report(step, person, sending, expected = 'done') {
		const outcome = await sending;
		const result = outcome.error ?? 'done';
		this.table.row({ step, who: person.name, expected, result, block: outcome.block });
		if (outcome.block === undefined) {
			throw new Error(`"${step}" came into no block: ${result}`);
		}
		return outcome;
	}

	/** Sends several calls of one person at once, which come in this order; a row about each. */
	async actInTurn(person, calls) {
		const [outcomes] = await this.actTogether([[person, calls]]);
		return outcomes;
	}

	/** As `actInTurn`, for several people at once: `[person, calls]`. The outcomes of each. */
	async actTogether(turns) {
		const outcomes = await Promise.all(turns.map(([person, calls]) =>
			Promise.all(calls.map(({ call }) => this.sender.send(person, call)))));
		for (const [turn, [person, calls]] of turns.entries()) {
			for (const [index, { step, expected }] of calls.entries()) {
				await this.report(step, person, outcomes[turn][index], expected);
			}
		}
		return outcomes;
	}

	/** Prints a row about what `asking` comes to, in words; `block` is what it is about. */
	async ask(step, person, expected, asking, block) {
		this.table.row({ step, who: person.name, expected, result: `${await asking}`, block });
	}

	/** Sends a call that no block may have, and prints a row about why: `invalid: Payment`. */
	async actInVain(step, person, call, expected) {
		const { error, block } = await this.sender.send(person, call);
		this.table.row({ step, who: person.name, expected, result: error ?? 'done', block });
	}

	/** Waits until the chain has block `number` and answers its hash. */
	async blockHash(number) {
		for (;;) {
			const hash = await this.api.rpc.chain.getBlockHash(number);
			if (!hash.isEmpty) {
				return hash;
			}
			await pause();
		}
	}

	/** How far the chain's time moves, in milliseconds, while so many calls are done one after the other. */
	async lasting(calls) {
		return calls * this.sender.depth * (await this.queries.slotDuration());
	}

	/** Waits until the chain's time is `moment`. */
	async until(moment) {
		await this.eventually(async () => (await this.queries.now()) >= moment);
	}

	/** Waits for midnight, if it is that near, in milliseconds. */
	async awayFromMidnight(leeway) {
		const now = await this.queries.now();
		const midnight = Math.ceil(now / DAY) * DAY;
		if (midnight - now < leeway) {
			await this.until(midnight);
		}
	}

	/** Waits until `holds` does. */
	async eventually(holds) {
		const end = Date.now() + PATIENCE;
		while (!(await holds())) {
			if (Date.now() > end) {
				throw new Error(`waited for ${PATIENCE / 1000} s in vain: does the chain's time move?`);
			}
			await pause();
		}
	}
}

function pause() {
	return new Promise((resolve) => {
		setTimeout(resolve, 250);
	});
}
