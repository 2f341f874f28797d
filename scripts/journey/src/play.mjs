// Plays the steps of a journey, and ends the process as it went.
import { Problem } from './problem.mjs';
import { Notes } from './table.mjs';

const DEBUG = Boolean(process.env.DEBUG);

/**
 * Plays `steps` one after the other, then `lanes` side by side, each lane in its order, and `closing` one
 * after the other. Prints `lines`, the table and a summary. 0: every row is as expected, 1: one is not.
 */
export async function play(journey, { lines, steps, lanes, closing = [] }) {
	const { table } = journey;
	const started = Date.now();
	console.log(`${lines.join('\n')}\n`);
	table.head();
	for (const step of steps) {
		await step(journey);
	}
	await playTogether(journey, lanes);
	for (const step of closing) {
		await step(journey);
	}
	const [first, last] = [Math.min(...table.blocks), Math.max(...table.blocks)];
	const seconds = Math.round((Date.now() - started) / 1000);
	console.log(`\nBlocks ${first} to ${last}, ${seconds} s: ${table.passed} rows as expected, ${table.failed} not.`);
	return table.failed === 0 ? 0 : 1;
}

/** Runs `main`, which answers with the exit code. */
export async function run(main) {
	// The library logs what is reported here in one line.
	if (!DEBUG) {
		console.warn = () => {};
		console.error = () => {};
	}
	// A server that is no node may answer with what the library cannot read.
	process.on('uncaughtException', (error) => process.exit(explain(error)));
	process.exit(await main().catch(explain));
}

async function playTogether(journey, lanes) {
	const steps = lanes.flatMap((lane) => {
		let before = Promise.resolve();
		return lane.map((step) => {
			const notes = new Notes();
			before = before.then(() => step(journey.noting(notes)));
			// Whether it fails is asked when it is its turn.
			before.catch(() => {});
			return { notes, ending: before };
		});
	});
	for (const { notes, ending } of steps) {
		try {
			await ending;
		} finally {
			notes.replay(journey.table);
		}
	}
}

// 2 when the journey could not be made, 1 when it broke off on the way.
function explain(error) {
	const known = error instanceof Problem;
	const line = known ? error.message : `the journey broke off: ${error.message}`;
	process.stderr.write(`error: ${DEBUG ? error.stack : line}\n`);
	return known ? 2 : 1;
}
