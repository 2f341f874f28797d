// The command line.
import { parseArgs } from 'node:util';
import { Problem } from '../problem.mjs';

export const USAGE = `Usage: node claims-tool.mjs report [FILE or FOLDER ...] [--map FILE] [--tags FILE]
       node claims-tool.mjs convert FILE --map FILE --tags FILE [--out FILE]
       node claims-tool.mjs response PLAN NUMBER --tags FILE [--eob] [OPTIONS]
       node claims-tool.mjs remittance PLAN NUMBER [--tags FILE] [--url URL]

FHIR R4 claims in and out. report says for each Claim which calls it maps to, or every reason why not
(without files: HL7's own examples). convert makes the arguments of the call. response makes a
ClaimResponse, or an ExplanationOfBenefit, of a claim on a chain; remittance the values of an 835.

  --map FILE    what references are on the chain
  --tags FILE   the plan's tag table
  --out FILE    where the JSON goes; default: standard output
  --eob         an ExplanationOfBenefit
  --lines FILE  what convert made of the Claim: items are called as there
  --url URL     where the node listens; default ws://127.0.0.1:9944
  --help        this text

Exit code 0: done; report: every file is mapped, or refused with its reasons. 1: convert: the Claim is
refused. 2: it could not be run.`;

const NUMBER = 4_294_967_295;

// What each command takes, and what it cannot do without.
const COMMANDS = {
	report: { options: ['map', 'tags'], required: [] },
	convert: { options: ['map', 'tags', 'out'], required: ['map', 'tags'] },
	response: { options: ['map', 'tags', 'out', 'eob', 'lines', 'url'], required: ['tags'] },
	remittance: { options: ['tags', 'out', 'url'], required: [] },
};

/** What the tool is told: `{ command, files, plan, number, … }`, with the options by name. */
export function parse(argv) {
	const { values, positionals } = read(argv);
	if (values.help) {
		return values;
	}
	const [command, ...rest] = positionals;
	const known = Object.hasOwn(COMMANDS, command ?? '') ? COMMANDS[command] : undefined;
	if (known === undefined) {
		throw new Problem(command === undefined
			? `which of ${Object.keys(COMMANDS).join(', ')}? See --help`
			: `unknown command ${command}, see --help`);
	}
	const foreign = Object.keys(values).find((name) => !known.options.includes(name));
	if (foreign) {
		throw new Problem(`--${foreign} is nothing to ${command}; see --help`);
	}
	const absent = known.required.find((name) => values[name] === undefined);
	if (absent) {
		throw new Problem(`--${absent} is missing; see --help`);
	}
	return { command, url: 'ws://127.0.0.1:9944', ...values, ...subject(command, rest) };
}

function subject(command, rest) {
	if (command === 'report') {
		return { files: rest };
	}
	if (command === 'convert') {
		if (rest.length !== 1) {
			throw new Problem('convert takes one file; see --help');
		}
		return { file: rest[0] };
	}
	const [plan, number] = rest.map((text) => (/^\d{1,10}$/.test(text) ? Number(text) : NUMBER + 1));
	if (rest.length !== 2 || plan > NUMBER || number > NUMBER) {
		throw new Problem(`${command} takes the numbers of a plan and of its claim; see --help`);
	}
	return { plan, number };
}

function read(argv) {
	try {
		return parseArgs({
			args: argv,
			allowPositionals: true,
			options: {
				map: { type: 'string' },
				tags: { type: 'string' },
				out: { type: 'string' },
				lines: { type: 'string' },
				url: { type: 'string' },
				eob: { type: 'boolean' },
				help: { type: 'boolean' },
			},
		});
	} catch (error) {
		throw new Problem(`${error.message.split('. ')[0]}; see --help`);
	}
}
