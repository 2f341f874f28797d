// An accounting of disclosures, checked against the chain.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { cryptoWaitReady } from '@polkadot/util-crypto';
import { account, anchoredDays, span, told } from './src/accounting.mjs';
import { CARE, connect } from './src/connect.mjs';
import { Problem } from './src/problem.mjs';
import { keyOf, parse } from './src/receipts.mjs';

const USAGE = `Usage: node accounting.mjs --custodian ADDRESS --subject ADDRESS --from YYYY-MM-DD --to YYYY-MM-DD
                          [--url ws://127.0.0.1:9944] FILE.jsonl

Lists to whom, when and for what a custodian disclosed a subject's data, out of the custodian's file
of receipts, and checks for each day that the file is what the custodian anchored on chain.

  --custodian ADDRESS  whose file it is
  --subject ADDRESS    whose data it is about
  --from, --to DATE    the first and the last day (UTC)
  --url URL            where the node listens; default ws://127.0.0.1:9944
  --help               this text

The file has one receipt a line, a JSON object with day, index, salt, subject, reader, action,
purpose, record and at: see src/receipts.mjs.

Exit code 0: the accounting is complete. 1: a day is missing or altered. 2: bad input, or no chain.`;

const REQUIRED = ['custodian', 'subject', 'from', 'to'];
const DEBUG = Boolean(process.env.DEBUG);

async function main() {
	const options = read(process.argv.slice(2));
	if (options.help) {
		console.log(USAGE);
		return 0;
	}
	await cryptoWaitReady();
	const { first, last, receipts } = checked(options);
	const { api, lost } = await connect(options.url, CARE);
	const asking = anchoredDays(api, options.custodian, first, last);
	const report = account(receipts, await Promise.race([asking, lost]), options.subject);
	for (const line of told(report)) {
		console.log(line);
	}
	return report.complete ? 0 : 1;
}

function read(argv) {
	try {
		const { values, positionals } = parseArgs({
			args: argv,
			allowPositionals: true,
			options: {
				url: { type: 'string', default: 'ws://127.0.0.1:9944' },
				custodian: { type: 'string' },
				subject: { type: 'string' },
				from: { type: 'string' },
				to: { type: 'string' },
				help: { type: 'boolean', default: false },
			},
		});
		return { ...values, files: positionals };
	} catch (error) {
		throw new Problem(`${error.message.split('. ')[0]}; see --help`);
	}
}

function checked(options) {
	const absent = REQUIRED.find((name) => options[name] === undefined);
	if (absent) {
		throw new Problem(`--${absent} is missing; see --help`);
	}
	if (options.files.length !== 1) {
		throw new Problem('exactly one file of receipts is wanted; see --help');
	}
	for (const name of ['custodian', 'subject']) {
		if (keyOf(options[name]) === undefined) {
			throw new Problem(`--${name}: ${options[name]} is no address`);
		}
	}
	const days = span(options.from, options.to);
	if (days === undefined) {
		throw new Problem(`${options.from} to ${options.to}: expected two dates, YYYY-MM-DD, in their order`);
	}
	const [file] = options.files;
	return { ...days, receipts: parse(text(file), file) };
}

function text(file) {
	try {
		return readFileSync(file, 'utf8');
	} catch (error) {
		throw new Problem(`${file}: ${error.code === 'ENOENT' ? 'does not exist' : error.message}`);
	}
}

// 2 for anything but an answer about the days.
function explain(error) {
	const line = error instanceof Problem ? error.message : `the accounting broke off: ${error.message}`;
	process.stderr.write(`error: ${DEBUG ? error.stack : line}\n`);
	return 2;
}

// The library logs what is reported here in one line.
if (!DEBUG) {
	console.warn = () => {};
	console.error = () => {};
}
process.on('uncaughtException', (error) => process.exit(explain(error)));
process.exit(await main().catch(explain));
