// FHIR claims in and out.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { USAGE, parse } from './src/claims/args.mjs';
import { fromFhir } from './src/claims/from-fhir.mjs';
import { stringifyExactly } from './src/claims/json.mjs';
import { ReferenceMap } from './src/claims/map.mjs';
import { examples, readClaim, readClaims, readJson } from './src/claims/read.mjs';
import { remittance } from './src/claims/remittance.mjs';
import { summary, told } from './src/claims/report.mjs';
import { TagTable } from './src/claims/tags.mjs';
import { toClaimResponse, toErrorResponse, toExplanation } from './src/claims/to-fhir.mjs';
import { Problem } from './src/problem.mjs';

const DEBUG = Boolean(process.env.DEBUG);
const FIXTURES = new URL('./fixtures/claims/', import.meta.url);

const COMMANDS = { report, convert, response, remittance: remit };

async function main() {
	const options = parse(process.argv.slice(2));
	if (options.help) {
		console.log(USAGE);
		return 0;
	}
	return COMMANDS[options.command](options);
}

function report({ files, map, tags }) {
	const known = {
		map: ReferenceMap.read(map ?? fixture('map.json')),
		tags: TagTable.read(tags ?? fixture('tags.json')),
	};
	const { claims, others } = readClaims(files.length > 0 ? files : examples());
	const answers = claims.map((claim) => fromFhir(claim.resource, { ...known, bytes: claim.bytes }));
	claims.forEach((claim, index) => console.log(told(claim, answers[index]).join('\n')));
	console.log(`\n${summary(answers, others)}`);
	return 0;
}

function convert({ file, map, tags, out }) {
	const known = { map: ReferenceMap.read(map), tags: TagTable.read(tags) };
	const claim = readClaim(file);
	const answer = fromFhir(claim.resource, { ...known, bytes: claim.bytes });
	if (answer.reasons) {
		process.stderr.write(`${told(claim, answer).join('\n')}\n`);
		write(toErrorResponse(claim.resource, answer.reasons), out);
		return 1;
	}
	write({ ...answer, claim: claim.name }, out);
	return 0;
}

async function response({ plan, number, url, tags: path, map, lines, eob, out }) {
	const tags = TagTable.read(path);
	const known = map && ReferenceMap.read(map);
	const converted = lines === undefined ? {} : readConverted(lines);
	const { claim, payer, decimals, chain, paidOn } = await fetched(url, plan, number);
	if (decimals !== tags.decimals) {
		throw new Problem(`${path}: the plan's asset has ${decimals} decimals, not ${tags.decimals}`);
	}
	if (converted.lines !== undefined && converted.lines.length !== claim.lines.length) {
		throw new Problem(`${lines}: ${converted.lines.length} lines, but the claim has ${claim.lines.length}`);
	}
	const context = { plan, number, payer, tags, chain, paidOn, map: known, ...converted };
	write(eob ? toExplanation(claim, context) : toClaimResponse(claim, context), out);
	return 0;
}

async function remit({ plan, number, url, tags: path, out }) {
	const tags = path && TagTable.read(path);
	const { claim, decimals, symbol, rank } = await fetched(url, plan, number);
	const currency = tags?.currency ?? symbol;
	const values = remittance(claim, { plan, number, decimals, currency, rank, tags });
	write({ plan, number, remittance: values, ...(values ? {} : { reason: 'nothing is decided' }) }, out);
	return 0;
}

// The library takes its time to load, which only these commands need.
async function fetched(url, plan, number) {
	const { fetchClaim } = await import('./src/claims/fetch.mjs');
	return fetchClaim(url, plan, number);
}

// Exact numbers are no numbers to the rest: sequences are.
function readConverted(path) {
	const { lines, claim } = readJson(path) ?? {};
	const right = Array.isArray(lines) && lines.every((line) => line?.item?.integer?.() > 0);
	if (!right) {
		throw new Problem(`${path}: it is not what convert makes`);
	}
	return {
		lines: lines.map(({ item, detail, subDetail }) => ({
			item: item.integer(),
			detail: detail?.integer(),
			subDetail: subDetail?.integer(),
		})),
		request: typeof claim === 'string' && claim.includes('/') ? claim : undefined,
	};
}

function write(value, out) {
	const text = `${stringifyExactly(value)}\n`;
	if (out === undefined) {
		process.stdout.write(text);
		return;
	}
	try {
		writeFileSync(out, text, { mode: 0o600 });
	} catch (error) {
		throw new Problem(`${out}: ${error.message.split('\n')[0]}`);
	}
}

function fixture(name) {
	return fileURLToPath(new URL(name, FIXTURES));
}

function explain(error) {
	const line = error instanceof Problem ? error.message : `the conversion broke off: ${error.message}`;
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
