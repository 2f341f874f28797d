import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { flaws } from '../fixtures/claims/structure.mjs';
import { codec } from '../fixtures/claims/types.mjs';
import { GROUPS, REASONS } from '../src/claims/codes.mjs';
import { dayOf } from '../src/claims/days.mjs';
import { stringifyExactly } from '../src/claims/json.mjs';
import { ReferenceMap } from '../src/claims/map.mjs';
import { remittance } from '../src/claims/remittance.mjs';
import { TagTable } from '../src/claims/tags.mjs';
import { toClaimResponse, toErrorResponse, toExplanation } from '../src/claims/to-fhir.mjs';

const TOOL = fileURLToPath(new URL('../claims-tool.mjs', import.meta.url));
const EXAMPLE = fileURLToPath(import.meta.resolve('hl7.fhir.r4.examples/Claim-100151.json'));
const ALICE = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY';
const BOB = '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty';
const CHARLIE = '5FLSigC9HGRKVhB9FiEo4Y3koPsNmBmLJbpXg2mp1hXcS59Y';
const X12 = 'https://x12.org/codes/';
const UNIT = 1_000_000n;

const [tagsFile, mapFile] = ['tags.json', 'map.json'].map((name) => fileURLToPath(new URL(`../fixtures/claims/${name}`, import.meta.url)));
const tags = TagTable.read(tagsFile);
const map = ReferenceMap.read(mapFile);
const ORAL = 'http://example.org/fhir/oralservicecodes';
const DAY = dayOf('2014-08-16');
const DECIDED = Date.UTC(2014, 7, 20) / 1000;

function line(code, billed, allowed, paid, parts, used = true) {
	return {
		service: {
			tag: tags.tag({ system: ORAL, code }, { Encounter: 17 }, DAY),
			units: 1,
			billed,
			date: DAY,
			reference: { Encounter: 17 },
		},
		allowed,
		paid,
		adjustments: parts.map(([group, reason, amount]) => ({ group, reason, amount })),
		used: used ? { year: 2014, group: 0, units: 1, deductible: 0, outOfPocket: 0, limited: false, authorised: 0 } : null,
	};
}

const PAID = line('1200', 135_570_000n, 120_000_000n, 56_000_000n, [
	['Contractual', 'FeeSchedule', 15_570_000n],
	['Patient', 'Deductible', 40_000_000n],
	['Patient', 'Copay', 10_000_000n],
	['Patient', 'Coinsurance', 14_000_000n],
]);
const REFUSED = line('21211', 105_000_000n, 0n, 0n, [['Contractual', 'FiledLate', 105_000_000n]], false);
const STRANGER = line('21211', 105_000_000n, 0n, 0n, [['Patient', 'NotMember', 105_000_000n]], false);

function stored(change = {}) {
	return codec('StoredClaim', {
		provider: ALICE,
		member: CHARLIE,
		kind: 'Oral',
		status: { Decided: { at: DECIDED, by: 'Rules' } },
		flags: 0,
		appealed: false,
		prior: null,
		next: null,
		authorisation: null,
		document: `0x${'dd'.repeat(32)}`,
		reasons: null,
		version: 0,
		received: DECIDED - 60,
		due: DECIDED + 1000,
		interestRate: 800,
		unpaid: 0,
		paid: 56n * UNIT,
		interest: 0,
		payout: { Settled: null },
		share: 64n * UNIT,
		contributions: [],
		lines: [PAID, REFUSED],
		...change,
	});
}

const CONTEXT = { plan: 0, number: 12, payer: BOB, tags };

function valid(resource) {
	const plain = JSON.parse(stringifyExactly(resource));
	assert.deepEqual(flaws(plain), []);
	return plain;
}

function response(change, more = {}) {
	return valid(toClaimResponse(stored(change), { ...CONTEXT, ...more }));
}

function explanation(change, more = {}) {
	return valid(toExplanation(stored(change), { ...CONTEXT, ...more }));
}

function amountsOf(adjudication) {
	return adjudication.map(({ category, reason, amount }) =>
		[category.coding[0].code, reason?.coding[0].code, amount.value].filter((one) => one !== undefined));
}

function told(args) {
	return new Promise((resolve) => {
		execFile(process.execPath, [TOOL, ...args], (error, stdout, stderr) => {
			resolve({ code: error?.code ?? 0, stdout, stderr });
		});
	});
}

test('codes are those of the primitives', () => {
	const source = readFileSync(new URL('../../../primitives/src/claims.rs', import.meta.url), 'utf8');
	const codes = Object.fromEntries([...source.matchAll(/Self::(\w+) => (\d+),/g)].map(([, name, code]) => [name, Number(code)]));
	assert.deepEqual(REASONS, codes);
	const groups = Object.fromEntries([...source.matchAll(/\/\/\/ `(\w\w)`: .*\n\t(\w+),/g)].map(([, code, name]) => [name, code]));
	assert.deepEqual(GROUPS, groups);
});

test('a decided claim is a ClaimResponse with what FHIR asks for', () => {
	const answer = response();
	for (const name of ['status', 'type', 'use', 'patient', 'created', 'insurer', 'outcome']) {
		assert.notEqual(answer[name], undefined, name);
	}
	assert.equal(answer.status, 'active');
	assert.equal(answer.use, 'claim');
	assert.equal(answer.type.coding[0].code, 'oral');
	assert.equal(answer.outcome, 'partial');
	assert.equal(answer.disposition, 'Decided, 1 of 2 lines refused');
	assert.equal(answer.created, '2014-08-20T00:00:00Z');
	assert.equal(answer.patient.identifier.value, `polkadot:development:${CHARLIE}`);
	assert.deepEqual(answer.item.map(({ itemSequence }) => itemSequence), [1, 2]);
	assert.deepEqual(amountsOf(answer.item[0].adjudication), [
		['submitted', 135.57],
		['eligible', 120],
		['deductible', 40],
		['copay', 10],
		['benefit', 56],
		['CO', '45', 15.57],
		['PR', '1', 40],
		['PR', '3', 10],
		['PR', '2', 14],
	]);
	assert.deepEqual(amountsOf(answer.item[1].adjudication).slice(-2), [['benefit', 0], ['CO', '29', 105]]);
	const [, , , , , { category, reason }] = answer.item[0].adjudication;
	assert.deepEqual(category.coding, [{ system: `${X12}claim-adjustment-group-codes`, code: 'CO' }]);
	assert.deepEqual(reason.coding, [{ system: `${X12}claim-adjustment-reason-codes`, code: '45' }]);
	assert.deepEqual(amountsOf(answer.total), [
		['submitted', 240.57],
		['eligible', 120],
		['deductible', 40],
		['copay', 10],
		['benefit', 56],
		['CO', 120.57],
		['PR', 64],
	]);
	assert.deepEqual(answer.payment.amount, { value: 56, currency: 'USD' });
	assert.equal(answer.payment.type.coding[0].code, 'complete');
	assert.equal(answer.payment.adjustment, undefined);
	assert.equal(answer.payment.date, undefined);
	assert.deepEqual(answer.insurance.map(({ sequence, focal }) => [sequence, focal]), [[1, true]]);
});

test('money keeps its digits', () => {
	const big = 12_345_678_901_234_567_890_000_001n;
	const one = line('1200', big, big, big, []);
	const text = stringifyExactly(toClaimResponse(stored({ lines: [one], paid: big }), CONTEXT), 0);
	assert.match(text, /"value":12345678901234567890\.000001,/);
});

test('interest is an adjustment of the payment', () => {
	const { payment } = response({ interest: 317n }, { paidOn: '2014-09-30' });
	assert.equal(payment.amount.value, 56.000317);
	assert.equal(payment.adjustment.value, 0.000317);
	assert.equal(payment.adjustmentReason.coding[0].code, 'L6');
	assert.equal(payment.date, '2014-09-30');
});

test('outcomes and where the money is', () => {
	const clean = { lines: [PAID] };
	assert.equal(response(clean).outcome, 'complete');
	assert.equal(response(clean).disposition, 'Decided');
	const denied = response({ lines: [REFUSED], paid: 0, share: 0 });
	assert.equal(denied.outcome, 'complete');
	assert.equal(denied.disposition, 'Denied');
	assert.equal(denied.payment, undefined);
	const waits = response({ ...clean, paid: 0, unpaid: 56n * UNIT, payout: { Queued: { place: 3 } } });
	assert.match(waits.disposition, /waits for the reserve/);
	assert.equal(waits.payment, undefined);
	const apart = response({ ...clean, payout: { Uncollected: { amount: 56n * UNIT } } });
	assert.match(apart.disposition, /set apart/);
	assert.equal(apart.payment, undefined);
	const rest = response({ ...clean, paid: 30n * UNIT, unpaid: 26n * UNIT, payout: { Queued: { place: 3 } } });
	assert.equal(rest.payment.type.coding[0].code, 'partial');
	const fresh = (one) => ({ ...one, allowed: 0n, paid: 0n, adjustments: [], used: null });
	const pended = response({ status: { Pended: { until: DECIDED } }, paid: 0, share: 0, lines: [fresh(PAID)] });
	assert.equal(pended.outcome, 'queued');
	assert.match(pended.disposition, /^Pended: .* 2014-08-20T00:00:00Z$/);
	assert.deepEqual(amountsOf(pended.total), [['submitted', 135.57]]);
	for (const [status, words] of [['Voided', /by the provider/], ['Reversed', /by the payer/]]) {
		const lines = [{ ...PAID, used: null }];
		const back = response({ status: { [status]: { at: DECIDED } }, paid: 0, share: 0, lines });
		assert.equal(back.status, 'cancelled');
		assert.equal(back.outcome, 'complete');
		assert.match(back.disposition, words);
		assert.equal(back.payment, undefined);
		assert.deepEqual(amountsOf(back.total)[4], ['benefit', 56]);
	}
});

test('what was authorised and decided before', () => {
	const change = { authorisation: 4, prior: { plan: 1, number: 0 } };
	const answer = response(change);
	assert.equal(answer.preAuthRef, '4');
	const [before, own] = answer.insurance;
	assert.deepEqual([before.sequence, before.focal, own.sequence, own.focal], [1, false, 2, true]);
	assert.equal(before.claimResponse.identifier.value, 'polkadot:development/plans/1/claims/0');
	const known = response(change, { map, chain: 'polkadot:0123' });
	assert.equal(known.preAuthRef, 'PA2014G56473');
	assert.deepEqual(known.patient, { reference: 'Patient/1' });
	assert.deepEqual(known.requestor, { reference: 'Organization/1' });
	assert.deepEqual(known.insurance[0].claimResponse, { reference: 'ClaimResponse/R3500' });
	assert.equal(known.identifier[0].value, 'polkadot:0123/plans/0/claims/12');
	const eob = explanation(change);
	assert.equal(eob.related[0].relationship.coding[0].code, 'prior');
	assert.deepEqual(eob.preAuthRef, ['4']);
});

test('items are called as in the Claim', () => {
	const lines = [{ item: 3, detail: 1 }, { item: 3, detail: 2 }];
	const answer = response({}, { lines, request: 'Claim/100151' });
	assert.deepEqual(answer.request, { reference: 'Claim/100151' });
	assert.equal(answer.item.length, 1);
	const [{ itemSequence, adjudication, detail }] = answer.item;
	assert.equal(itemSequence, 3);
	assert.deepEqual(amountsOf(adjudication)[0], ['submitted', 240.57]);
	assert.deepEqual(detail.map(({ detailSequence }) => detailSequence), [1, 2]);
	assert.deepEqual(amountsOf(detail[1].adjudication)[0], ['submitted', 105]);
	const deep = response({}, { lines: [{ item: 1, detail: 1, subDetail: 1 }, { item: 1, detail: 1, subDetail: 2 }] });
	assert.deepEqual(deep.item[0].detail[0].subDetail.map(({ subDetailSequence }) => subDetailSequence), [1, 2]);
});

test('an ExplanationOfBenefit names the services', () => {
	const eob = explanation({}, { map });
	assert.deepEqual(eob.item[0].productOrService, { coding: [{ system: ORAL, code: '1200' }] });
	assert.equal(eob.item[0].servicedDate, '2014-08-16');
	assert.deepEqual(eob.item[0].net, { value: 135.57, currency: 'USD' });
	assert.deepEqual(eob.item[0].encounter, [{ reference: 'Encounter/example' }]);
	assert.deepEqual(eob.provider, { reference: 'Organization/1' });
	assert.deepEqual(eob.billablePeriod, { start: '2014-08-16', end: '2014-08-16' });
	const dispensed = { Dispensed: { lot: `0x${'0b'.repeat(16)}`, index: 1 } };
	const unknown = { ...PAID, service: { ...PAID.service, tag: `0x${'ff'.repeat(16)}`, reference: dispensed } };
	const [one] = explanation({ lines: [unknown] }).item;
	assert.deepEqual(one.productOrService, { text: `service 0x${'ff'.repeat(16)}` });
	assert.equal(one.encounter, undefined);
});

test('the values of an 835 balance', () => {
	const context = { plan: 0, number: 12, decimals: 6, currency: 'USD', tags };
	const values = JSON.parse(stringifyExactly(remittance(stored({ interest: 317n }), context)));
	assert.deepEqual([values.CLP01, values.CLP02, values.CLP03, values.CLP04, values.CLP05], ['0-12', '1', 240.57, 56, 64]);
	assert.deepEqual(values.AMT, { AU: 120, I: 0.000317 });
	assert.deepEqual(values.SVC[0].CAS, [
		{ CAS01: 'CO', CAS02: '45', CAS03: 15.57 },
		{ CAS01: 'PR', CAS02: '1', CAS03: 40, CAS05: '3', CAS06: 10, CAS08: '2', CAS09: 14 },
	]);
	assert.deepEqual(values.SVC[0].SVC01, { system: ORAL, code: '1200' });
	assert.deepEqual(values.SVC[0].DTM, { 472: '20140816' });
	const status = (change, rank) => remittance(stored(change), { ...context, rank })?.CLP02;
	assert.equal(status({}, 2), '2');
	assert.equal(status({}, 3), '3');
	// Refused is processed: denied is only whom nobody knows.
	assert.equal(status({ lines: [REFUSED] }), '1');
	assert.equal(status({ lines: [STRANGER] }), '4');
	const fresh = { ...PAID, allowed: 0n, paid: 0n, adjustments: [], used: null };
	assert.equal(remittance(stored({ status: { Pended: { until: 1 } }, lines: [fresh] }), context), null);
	assert.equal(remittance(stored({ status: { Voided: { at: 1 } }, lines: [fresh] }), context), null);
	const back = JSON.parse(stringifyExactly(remittance(stored({ status: { Reversed: { at: DECIDED } }, paid: 0 }), context)));
	assert.deepEqual([back.CLP02, back.CLP03, back.CLP04, back.CLP05], ['22', -240.57, -56, null]);
	assert.equal(back.SVC[0].CAS[0].CAS03, -15.57);
	// What was billed less the adjustments is what was paid, of each line.
	for (const { SVC02, SVC03, CAS } of values.SVC) {
		const adjusted = CAS.flatMap(({ CAS03 = 0, CAS06 = 0, CAS09 = 0 }) => [CAS03, CAS06, CAS09]).reduce((sum, one) => sum + one, 0);
		assert.equal(Math.round((SVC02 - adjusted) * 100), Math.round(SVC03 * 100));
	}
});

test('what is refused is a ClaimResponse, too', () => {
	const reasons = [{ path: 'Claim.item[2].detail[1].net', reason: 'too much' }, { path: 'Claim.use', reason: 'none' }];
	const resource = { id: 'c', use: 'claim', type: { coding: [{ code: 'oral' }] }, patient: { reference: '#p' } };
	const answer = valid(toErrorResponse(resource, reasons));
	assert.equal(answer.outcome, 'error');
	assert.deepEqual([answer.error[0].itemSequence, answer.error[0].detailSequence, answer.error[1].itemSequence], [3, 2, undefined]);
	assert.deepEqual(answer.patient, { display: 'see the request' });
});

test('the tool reports on the examples', async () => {
	const { code, stdout } = await told(['report']);
	assert.equal(code, 0);
	assert.match(stdout, /17 claims: 15 mapped, 2 refused with their reasons\.\n$/);
	assert.match(stdout, /Claim-100156\.json {2}claim, oral: refused\n {4}Claim\.payee\.type: other/);
});

test('the tool converts', async () => {
	const known = ['--map', mapFile, '--tags', tagsFile];
	const out = join(mkdtempSync(join(tmpdir(), 'salus-claims-')), 'out.json');
	assert.equal((await told(['convert', EXAMPLE, ...known, '--out', out])).code, 0);
	const made = JSON.parse(readFileSync(out));
	assert.equal(made.call, 'claims.submit');
	assert.equal(made.args.claim.document, made.document.commitment);
	assert.equal(made.lines[3].detail, 2);
	const refused = await told(['convert', EXAMPLE.replace('100151', '100156'), ...known]);
	assert.equal(refused.code, 1);
	assert.match(refused.stderr, /Claim\.payee\.type/);
	assert.equal(JSON.parse(refused.stdout).outcome, 'error');
});

test('what cannot be run ends with 2 and one line', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'salus-claims-'));
	const broken = join(folder, 'broken.json');
	writeFileSync(broken, '{');
	const known = ['--map', mapFile, '--tags', tagsFile];
	const patient = EXAMPLE.replace('Claim-100151', 'Patient-example');
	const cases = [
		[[], /which of report, convert/],
		[['pasta'], /unknown command pasta/],
		[['toString'], /unknown command toString/],
		[['report', '--nonsense'], /Unknown option '--nonsense'/],
		[['report', broken], /broken\.json: not JSON/],
		[['report', patient], /a Patient, not a Claim/],
		[['report', '--map', broken], /broken\.json: not JSON/],
		[['report', '--tags', mapFile], /secret is not 32 bytes/],
		[['convert', EXAMPLE], /--map is missing/],
		[['convert', ...known], /convert takes one file/],
		[['convert', EXAMPLE, ...known, '--eob'], /--eob is nothing to convert/],
		[['response', '1', '--tags', tagsFile], /takes the numbers/],
		[['response', '1', '-2'], /Unknown option '-2'/],
		[['remittance', '1', '4294967296'], /takes the numbers/],
		[['remittance', '1', '2', '--url', 'nonsense'], /nonsense is no address of a node/],
		[['response', '1', '2', '--tags', tagsFile, '--lines', mapFile], /it is not what convert makes/],
	];
	await Promise.all(cases.map(async ([args, pattern]) => {
		const { code, stderr } = await told(args);
		assert.match(stderr, pattern);
		assert.equal(stderr.trim().split('\n').length, 1, stderr);
		assert.equal(code, 2, args.join(' '));
	}));
	const help = await told(['--help']);
	assert.equal(help.code, 0);
	assert.match(help.stdout, /^Usage: node claims-tool\.mjs/);
});
