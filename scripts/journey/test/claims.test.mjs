import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { codec } from '../fixtures/claims/types.mjs';
import { dateOf, dayOf } from '../src/claims/days.mjs';
import { fromFhir, inOrder } from '../src/claims/from-fhir.mjs';
import { Decimal, parseExactly, stringifyExactly } from '../src/claims/json.mjs';
import { ReferenceMap } from '../src/claims/map.mjs';
import { MAX_BILLED, toDecimal, toUnits } from '../src/claims/money.mjs';
import { examples, readClaims } from '../src/claims/read.mjs';
import { TagTable, aliasOf, encounterKey, tagOf } from '../src/claims/tags.mjs';
import { Problem } from '../src/problem.mjs';

const SECRET = `0x${'5a'.repeat(32)}`;
const ALICE = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY';
const BOB = '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty';
const CHARLIE = '5FLSigC9HGRKVhB9FiEo4Y3koPsNmBmLJbpXg2mp1hXcS59Y';
const DOCUMENT = `0x${'dd'.repeat(32)}`;

const tags = TagTable.read(fixture('tags.json'));
const map = ReferenceMap.read(fixture('map.json'));

function fixture(name) {
	return fileURLToPath(new URL(`../fixtures/claims/${name}`, import.meta.url));
}

function table(more = {}) {
	return {
		secret: SECRET,
		currency: 'USD',
		decimals: 6,
		aliases: 4,
		periods: [
			{ period: 1, from: '2026-01-01', until: '2026-06-30' },
			{ period: 2, from: '2026-07-01', until: '2026-12-31' },
		],
		services: [
			{ system: 'http://s', code: 'visit', group: 0, benefit: 'visits', fees: { 0: '80', 1: '100.50' } },
			{ system: 'http://s', code: 'scan', group: 1, benefit: 'imaging', intense: true, fees: { 1: '900' }, aliases: 1 },
		],
		...more,
	};
}

// A claim that maps, changed as a test wants it.
function claim(change = {}) {
	return {
		resourceType: 'Claim',
		id: 'c',
		status: 'active',
		type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/claim-type', code: 'professional' }] },
		use: 'claim',
		patient: { reference: 'Patient/p' },
		provider: { reference: 'Organization/o' },
		insurance: [{ sequence: 1, focal: true, coverage: { reference: 'Coverage/v' } }],
		item: [item()],
		...change,
	};
}

function item(change = {}) {
	return {
		sequence: 1,
		productOrService: { coding: [{ system: 'http://s', code: 'visit' }] },
		servicedDate: '2026-03-01',
		net: usd('100.50'),
		encounter: [{ reference: 'Encounter/e' }],
		...change,
	};
}

function usd(value, currency = 'USD') {
	return { value: new Decimal(value), currency };
}

const known = {
	map: new ReferenceMap({
		providers: { 'Organization/o': ALICE, 'Organization/else': BOB },
		members: { 'Patient/p': { account: CHARLIE, segments: [0, 31] } },
		coverages: { 'Coverage/v': 7, 'Coverage/w': 8, 'Coverage/own': { plan: 7, member: BOB } },
		references: { 'Encounter/e': 5, 'Encounter/f': 6, 'Claim/c/item/2': { lot: `0x${'0b'.repeat(16)}`, index: 3 } },
		authorisations: { PA1: 9 },
		claims: { 'ClaimResponse/r': { plan: 8, number: 4 }, 'ClaimResponse/same': { plan: 7, number: 4 }, 'Claim/old': { plan: 7, number: 2 } },
	}),
	tags: new TagTable(table()),
	document: DOCUMENT,
};

function reasons(change, extra = known) {
	return (fromFhir(claim(change), extra).reasons ?? []).map(({ path, reason }) => `${path}: ${reason}`);
}

function refuses(change, ...expected) {
	const found = reasons(change);
	assert.equal(found.length, expected.length, found.join('\n'));
	expected.forEach((pattern, index) => assert.match(found[index], pattern));
}

function linesOf(change) {
	const answer = fromFhir(claim(change), known);
	assert.equal(answer.reasons, undefined, JSON.stringify(answer.reasons));
	return answer.args.claim.lines;
}

test('tags are as they are documented', () => {
	const head = Buffer.from([0, 0, 7, 0xe0, 0, 3]);
	const digest = createHmac('sha256', Buffer.alloc(32, 0x5a)).update(head).update('http://s|visit').digest('hex');
	assert.equal(tagOf(SECRET, 2016, 3, { system: 'http://s', code: 'visit' }), `0x${digest.slice(0, 32)}`);
	assert.equal(tagOf(SECRET, 2016, 3, { code: 'visit' }).length, 34);
	assert.notEqual(tagOf(SECRET, 2016, 3, { code: 'visit' }), tagOf(SECRET, 2016, 3, { system: 'http://s', code: 'visit' }));
});

test('the same code of an encounter has the same tag, and of another period another one', () => {
	const { tags: own } = known;
	const code = { system: 'http://s', code: 'visit' };
	const [spring, autumn] = [dayOf('2026-03-01'), dayOf('2026-09-01')];
	const tag = own.tag(code, { Encounter: 5 }, spring);
	assert.equal(own.tag(code, { Encounter: 5 }, dayOf('2026-06-30')), tag);
	assert.notEqual(own.tag(code, { Encounter: 5 }, autumn), tag);
	assert.equal(own.find(own.tag(code, { Encounter: 5 }, autumn)).alias, own.find(tag).alias);
	assert.notEqual(own.tag({ system: 'http://s', code: 'scan' }, { Encounter: 5 }, spring), tag);
	assert.notEqual(new TagTable(table({ secret: SECRET.replaceAll('5', '6') })).tag(code, { Encounter: 5 }, spring), tag);
	const counts = [0, 0, 0, 0];
	for (let encounter = 0; encounter < 400; encounter += 1) {
		counts[aliasOf(SECRET, encounterKey({ Encounter: encounter }), code, 4)] += 1;
	}
	assert(counts.every((count) => count > 60), counts.join());
	assert.equal(encounterKey({ Dispensed: { lot: '0xAB', index: 1 } }), encounterKey({ Dispensed: { lot: '0xab', index: 1 } }));
});

test('the whole table is there, both ways', () => {
	const { tags: own } = known;
	assert.equal(own.entries().length, (4 + 1) * 2);
	assert(own.entries().every(({ tag, code }) => own.find(tag.toUpperCase().replace('0X', '0x')).code === code));
	assert.equal(own.find(`0x${'00'.repeat(16)}`), undefined);
	const [tag, service] = own.listing()[0];
	assert.equal(own.find(tag).code, 'visit');
	assert.deepEqual(service, {
		from: dayOf('2026-01-01'),
		until: dayOf('2026-06-30'),
		group: 0,
		intense: false,
		benefit: null,
		fees: [[0, 80_000_000n], [1, 100_500_000n]],
	});
});

test('what is no tag table says why', () => {
	const [visit] = table().services;
	const cases = [
		[{ secret: '0x12' }, /secret is not 32 bytes/],
		[{ currency: 'usd' }, /currency is no code/],
		[{ decimals: -1 }, /decimals is no number/],
		[{ periods: [] }, /there are no periods/],
		[{ periods: [{ period: 1, from: '2026-02-30', until: '2026-12-31' }] }, /periods\[0\] has no number, or no days/],
		[{ periods: [{ period: 1, from: '2026-01-01', until: '2026-02-01' }, { period: 2, from: '2026-02-01', until: '2026-03-01' }] }, /overlaps/],
		[{ services: [{ ...visit, group: 64 }] }, /services\[0\]\.group/],
		[{ services: [{ ...visit, fees: { 1: '0.0000001' } }] }, /fees\.1: 0\.0000001 has more than the 6 decimals/],
		[{ services: [{ ...visit, fees: {} }] }, /names no network/],
		[{ services: [{ ...visit, aliases: 0 }] }, /aliases/],
		[{ services: [visit, visit] }, /there twice/],
	];
	for (const [change, expected] of cases) {
		assert.throws(() => new TagTable(table(change)), (error) => error instanceof Problem && expected.test(error.message));
	}
	assert.throws(() => TagTable.read('/nowhere/tags.json'), /ENOENT/);
});

test('what is no map says why', () => {
	const cases = [
		[[], /it is none of providers/],
		[{ patients: {} }, /patients is none of/],
		[{ providers: { a: 'b' } }, /providers: a is not an account/],
		[{ members: { a: ALICE } }, /members: a is not \{ account/],
		[{ members: { a: { account: ALICE, segments: [32] } } }, /segments/],
		[{ coverages: { a: -1 } }, /coverages: a is not the number/],
		[{ references: { a: { lot: '0x12', index: 0 } } }, /references: a/],
		[{ claims: { a: 5 } }, /claims: a is not \{ plan, number \}/],
	];
	for (const [value, expected] of cases) {
		assert.throws(() => new ReferenceMap(value), (error) => error instanceof Problem && expected.test(error.message));
	}
});

test('numbers keep their digits through JSON', () => {
	const text = '{"a":0.10,"b":[12345678901234567890.123456,-1e2],"c":"1.50 \\"2\\" {","d":null,"e":{"f":true}}';
	const parsed = parseExactly(text);
	assert.equal(parsed.b[0].text, '12345678901234567890.123456');
	assert.equal(stringifyExactly(parsed, 0), text);
});

test('amounts are exact', () => {
	const units = (text, decimals = 6) => {
		const { units: found, flaw } = toUnits(new Decimal(text), decimals);
		return flaw ?? found;
	};
	assert.equal(units('135.57'), 135_570_000n);
	assert.equal(units('0.1'), 100_000n);
	assert.equal(units('1.230000000'), 1_230_000n);
	assert.equal(units('1.2e2'), 120_000_000n);
	assert.equal(units('12345e-4'), 1_234_500n);
	assert.equal(units('4007199254740993.000001'), 4_007_199_254_740_993_000_001n);
	assert.equal(units('5', 0), 5n);
	assert.match(units('0.0000001'), /more than the 6 decimals/);
	assert.match(units('-1'), /negative/);
	assert.match(units('1e999'), /no decimal/);
	assert.match(units('abc'), /no decimal/);
	assert.match(units(String(MAX_BILLED)), /more than a line can bill/);
	assert.equal(units(String(MAX_BILLED), 0), MAX_BILLED);
	for (const text of ['0.00', '0.01', '135.57', '1.000001', '1234567890123456.12']) {
		assert.equal(toDecimal(units(text), 6).text, text);
	}
	assert.equal(toDecimal(-1n, 6).text, '-0.000001');
	assert.equal(toDecimal(7n, 0).text, '7');
});

test('days are those of the calendar', () => {
	assert.equal(dayOf('1970-01-01'), 0);
	assert.equal(dayOf('2014-08-16'), 16_298);
	assert.equal(dateOf(16_298), '2014-08-16');
	for (const wrong of ['2014-08', '2014-02-30', '1969-12-31', '2200-01-01', '2014-8-16', '']) {
		assert.equal(dayOf(wrong), undefined, wrong);
	}
});

test('a claim becomes what claims.submit takes', () => {
	const answer = fromFhir(claim(), known);
	assert.equal(answer.call, 'claims.submit');
	assert.equal(answer.by, ALICE);
	const tag = known.tags.tag({ system: 'http://s', code: 'visit' }, { Encounter: 5 }, dayOf('2026-03-01'));
	assert.deepEqual(inOrder(answer), [{
		plan: 7,
		member: CHARLIE,
		kind: 'Professional',
		segments: 2 ** 31 + 1,
		prior: null,
		authorisation: null,
		document: DOCUMENT,
		lines: [{ tag, units: 1, billed: '100500000', date: dayOf('2026-03-01'), reference: { Encounter: 5 } }],
	}]);
	assert.deepEqual(answer.lines, [{
		path: 'Claim.item[0]',
		item: 1,
		service: 'http://s|visit',
		units: 1,
		billed: '100.50',
		currency: 'USD',
		date: dayOf('2026-03-01'),
	}]);
	const encoded = codec('NewClaim', answer.args.claim);
	assert.equal(encoded.lines[0].billed.toBigInt(), 100_500_000n);
	assert.equal(encoded.lines[0].tag.toHex(), tag);
});

test('the document is committed to with a fresh salt', () => {
	const { document: _, ...fresh } = known;
	const [one, other] = [fromFhir(claim(), fresh), fromFhir(claim(), fresh)];
	assert.match(one.document.commitment, /^0x[0-9a-f]{64}$/);
	assert.equal(one.args.claim.document, one.document.commitment);
	assert.notEqual(one.document.salt, other.document.salt);
	assert.notEqual(one.document.commitment, other.document.commitment);
});

test('a pseudonym of the plan goes before that of the patient', () => {
	const insurance = [{ sequence: 1, focal: true, coverage: { reference: 'Coverage/own' } }];
	assert.equal(fromFhir(claim({ insurance }), known).args.claim.member, BOB);
});

test('status, use and type', () => {
	for (const status of ['draft', 'cancelled', 'entered-in-error', undefined, 'pasta']) {
		refuses({ status }, /^Claim\.status: /);
	}
	refuses({ use: 'predetermination' }, /^Claim\.use: the chain decides nothing that is not claimed/);
	refuses({ use: undefined }, /^Claim\.use: none is no use/);
	refuses({ type: { coding: [{ code: 'pasta' }] } }, /^Claim\.type: pasta: one of institutional/);
	refuses({ type: { coding: [{ system: 'http://else', code: 'oral' }] } }, /^Claim\.type: no code of claim-type/);
	const kinds = ['institutional', 'oral', 'pharmacy', 'professional', 'vision'].map((code) =>
		fromFhir(claim({ type: { coding: [{ code }] } }), known).args.claim.kind);
	assert.deepEqual(kinds, ['Institutional', 'Oral', 'Pharmacy', 'Professional', 'Vision']);
});

test('who claims, for whom, from whom', () => {
	refuses({ provider: undefined }, /^Claim\.provider: there is none/);
	refuses({ provider: { reference: 'Organization/x' } }, /^Claim\.provider: Organization\/x is not in the map, in providers/);
	refuses({ provider: { display: 'somebody' } }, /what has neither reference nor identifier/);
	refuses({ patient: { identifier: { system: 'http://n', value: '1' } } }, /http:\/\/n\|1 is not in the map, in members/);
	refuses({ patient: { reference: '#p' } }, /^Claim\.patient: Claim\/c#p is not in the map/);
	assert.equal(reasons({ patient: { reference: 'Patient/p/_history/3' } }).length, 0);
	const one = { sequence: 1, focal: true, coverage: { reference: 'Coverage/v' } };
	refuses({ insurance: undefined }, /^Claim\.insurance\.focal: 0 of 0 are focal/);
	refuses({ insurance: [{ ...one, focal: false }] }, /0 of 1 are focal/);
	refuses({ insurance: [one, { ...one, sequence: 2 }] }, /2 of 2 are focal/);
});

test('what another plan decided before', () => {
	const insurance = (response, coverage = 'Coverage/w') => [
		{ sequence: 2, focal: true, coverage: { reference: 'Coverage/v' } },
		{ sequence: 1, focal: false, coverage: { reference: coverage }, claimResponse: { reference: response } },
	];
	assert.deepEqual(fromFhir(claim({ insurance: insurance('ClaimResponse/r') }), known).args.claim.prior, { plan: 8, number: 4 });
	refuses({ insurance: insurance('ClaimResponse/x') }, /^Claim\.insurance\[1\]\.claimResponse: ClaimResponse\/x is not in the map/);
	refuses({ insurance: insurance('ClaimResponse/same') }, /no plan pays before itself/);
	refuses({ insurance: insurance('ClaimResponse/r', 'Coverage/v') }, /^Claim\.insurance\[1\]\.coverage: .*no plan pays before itself/);
	// What pays after the focal one has not decided.
	const after = [insurance()[0], { ...insurance('ClaimResponse/x')[1], sequence: 3 }];
	assert.equal(fromFhir(claim({ insurance: after }), known).args.claim.prior, null);
});

test('authorisations', () => {
	const insurance = (preAuthRef) => [{ sequence: 1, focal: true, coverage: { reference: 'Coverage/v' }, preAuthRef }];
	assert.equal(fromFhir(claim({ insurance: insurance(['PA1']) }), known).args.claim.authorisation, 9);
	refuses({ insurance: insurance(['PA2']) }, /^Claim\.insurance\[0\]\.preAuthRef\[0\]: PA2 is not in the map/);
	refuses({ insurance: insurance(['PA1', 'PA2']) }, /2 of them/);
});

test('the provider is paid, and nobody else', () => {
	const payee = (code, reference) => ({ payee: { type: { coding: [{ code }] }, party: reference && { reference } } });
	assert.equal(reasons(payee('provider', 'Organization/o')).length, 0);
	refuses(payee('provider', 'Organization/else'), /^Claim\.payee\.party: the chain pays who claims/);
	refuses(payee('subscriber'), /^Claim\.payee\.type: subscriber/);
});

test('a prior claim is replaced', () => {
	const related = (code, reference = 'Claim/old') => ({ related: [{ claim: { reference }, relationship: { coding: [{ code }] } }] });
	const answer = fromFhir(claim(related('prior')), known);
	assert.equal(answer.call, 'claims.replace');
	assert.deepEqual(inOrder(answer)[0], { plan: 7, number: 2 });
	assert.equal(inOrder(answer)[1].plan, 7);
	assert.equal(fromFhir(claim(related('associated')), known).call, 'claims.submit');
	refuses(related('pasta'), /^Claim\.related\[0\]\.relationship: pasta/);
	refuses(related('prior', 'ClaimResponse/r'), /replaced by one to the same plan/);
});

test('amounts of items', () => {
	const cases = [
		[{ net: usd('1.0000001') }, /^Claim\.item\[0\]\.net\.value: 1\.0000001 has more than the 6 decimals/],
		[{ net: usd('-5') }, /^Claim\.item\[0\]\.net\.value: -5 is negative/],
		[{ net: usd('5', 'EUR') }, /^Claim\.item\[0\]\.net\.currency: EUR: the plan pays USD/],
		[{ net: { value: new Decimal('5') } }, /no currency: the plan pays USD/],
		[{ net: { value: '5', currency: 'USD' } }, /the amount is text/],
		[{ net: { currency: 'USD' } }, /there is no amount/],
		[{ net: undefined }, /^Claim\.item\[0\]\.net: there is neither net nor unitPrice/],
		[{ net: usd('0') }, /nothing is billed/],
		[{ net: usd('101'), unitPrice: usd('100.50') }, /101 is not quantity x unitPrice x factor, 100\.5/],
		[{ net: undefined, unitPrice: usd('0.000001'), factor: new Decimal('0.5') }, /quantity x unitPrice x factor: .* decimals/],
		[{ unitPrice: usd('100.50'), factor: new Decimal('-1') }, /^Claim\.item\[0\]\.factor: -1 is no factor/],
	];
	for (const [change, expected] of cases) {
		refuses({ item: [item(change)] }, expected);
	}
	const billed = (change) => linesOf({ item: [item(change)] })[0].billed;
	assert.equal(billed({ net: usd('75'), unitPrice: usd('100'), factor: new Decimal('0.75') }), '75000000');
	assert.equal(billed({ net: undefined, unitPrice: usd('33.333333'), quantity: { value: 3 } }), '99999999');
	// Rounded to the cent.
	assert.equal(billed({ net: usd('33.34'), unitPrice: usd('100.01'), factor: new Decimal('0.33333') }), '33340000');
});

test('units are whole', () => {
	for (const value of ['1.5', '0', '-2', '4294967296', '1e-1']) {
		refuses({ item: [item({ quantity: { value: new Decimal(value) } })] }, /^Claim\.item\[0\]\.quantity\.value: .*units are whole/);
	}
	refuses({ item: [item({ quantity: { unit: 'TAB' } })] }, /no value: units are whole/);
	refuses({ item: [item({ quantity: { value: new Decimal('2'), comparator: '<' } })] }, /units are a number, not a range/);
	assert.equal(linesOf({ item: [item({ quantity: { value: new Decimal('2.0') } })] })[0].units, 2);
});

test('dates', () => {
	const period = (start, end) => ({ item: [item({ servicedDate: undefined, servicedPeriod: { start, end } })] });
	assert.equal(linesOf(period('2026-03-01T08:00:00Z', '2026-03-01'))[0].date, dayOf('2026-03-01'));
	refuses(period('2026-03-01', '2026-03-02'), /^Claim\.item\[0\]\.servicedPeriod: a line is of one day/);
	refuses(period('2026-03-01'), /2026-03-01 to \?: days are named in full/);
	refuses(period('2026-03-02', '2026-03-01'), /2026-03-02 is after 2026-03-01/);
	refuses({ item: [item({ servicedDate: '2026-03' })] }, /^Claim\.item\[0\]\.servicedDate: .*named in full/);
	refuses({ item: [item({ servicedDate: '2027-03-01' })] }, /no period of this day/);
	refuses({ item: [item({ servicedDate: undefined })] }, /^Claim\.item\[0\]\.serviced: there is no date/);
	const billablePeriod = { start: '2026-03-03', end: '2026-03-03' };
	assert.equal(linesOf({ billablePeriod, item: [item({ servicedDate: undefined })] })[0].date, dayOf('2026-03-03'));
});

test('what a line refers to', () => {
	refuses({ item: [item({ encounter: [{ reference: 'Encounter/x' }] })] }, /^Claim\.item\[0\]\.encounter\[0\]: Encounter\/x is not in the map/);
	refuses({ item: [item({ encounter: [{ reference: 'Encounter/e' }, { reference: 'Encounter/f' }] })] }, /one encounter/);
	refuses({ item: [item({ encounter: undefined })] }, /there is none, and the map has no Claim\/c\/item\/1 or Claim\/c/);
	const [, second] = linesOf({ item: [item(), item({ sequence: 2, encounter: undefined })] });
	assert.deepEqual(second.reference, { Dispensed: { lot: `0x${'0b'.repeat(16)}`, index: 3 } });
});

test('one to 32 lines', () => {
	const many = (count) => Array.from({ length: count }, (_, index) => item({ sequence: index + 1 }));
	assert.equal(linesOf({ item: many(32) }).length, 32);
	refuses({ item: many(33) }, /^Claim\.item: 33 lines: 32 at most/);
	refuses({ item: undefined }, /^Claim\.item: there are no lines/);
	const services = many(1).map((one) => ({ ...one, productOrService: { coding: [{ system: 'http://s', code: 'pasta' }] } }));
	refuses({ item: services }, /^Claim\.item\[0\]\.productOrService: http:\/\/s\|pasta is not in the tag table/);
	refuses({ item: [item({ productOrService: { text: 'pasta' } })] }, /there is no code/);
});

test('parts are lines when each has a price and they add up', () => {
	const part = (code, net, more = {}) => ({ productOrService: { coding: [{ system: 'http://s', code }] }, net: net && usd(net), ...more });
	const whole = (detail, more = {}) => ({ item: [item({ net: usd('100'), detail, ...more })] });
	const lines = linesOf(whole([part('visit', '60'), part('scan', '40', { quantity: { value: 2 } })]));
	assert.deepEqual(lines.map(({ billed, units }) => [billed, units]), [['60000000', 1], ['40000000', 2]]);
	assert.deepEqual(linesOf(whole([part('visit', '60'), part('scan', '40')], { net: undefined })).length, 2);
	refuses(whole([part('visit', '60'), part('scan', '41')]), /^Claim\.item\[0\]\.net: 100\.00, but its parts add up to 101\.00/);
	const [unpriced] = reasons(whole([part('visit', '60'), part('scan')]));
	assert.match(unpriced, /^Claim\.item\[0\]\.detail\[1\]\.net: this part has no price/);
	// The table has only the whole.
	const answer = fromFhir(claim(whole([part('glue', '60'), part('scan', '40')])), known);
	assert.deepEqual(answer.args.claim.lines.map(({ billed }) => billed), ['100000000']);
	assert.match(answer.notes[0].note, /visit is the line/);
	const neither = { productOrService: { coding: [{ code: 'kit' }] } };
	refuses(whole([part('glue', '60'), part('scan', '40')], neither), /detail\[0\]\.productOrService: http:\/\/s\|glue is not/);
	const deep = whole([part('scan', '40'), part('kit', '60', { subDetail: [part('visit', '20'), part('scan', '40')] })]);
	assert.deepEqual(fromFhir(claim(deep), known).lines.map(({ item: of, detail, subDetail }) => [of, detail, subDetail]),
		[[1, 1, undefined], [1, 2, 1], [1, 2, 2]]);
});

test('the total is that of the items', () => {
	assert.equal(reasons({ total: usd('100.5') }).length, 0);
	refuses({ total: usd('100.51') }, /^Claim\.total: 100\.51, but the items add up to 100\.50/);
	refuses({ total: usd('100.5', 'CAD') }, /^Claim\.total\.currency/);
});

test('what changes the meaning and is not known is refused', () => {
	refuses({ modifierExtension: [{ url: 'http://x' }] }, /^Claim\.modifierExtension: /);
	refuses({ item: [item({ modifierExtension: [{ url: 'http://x' }] })] }, /^Claim\.item\[0\]\.modifierExtension: /);
	refuses({ implicitRules: 'http://x' }, /^Claim\.implicitRules: /);
});

test('all reasons are given at once', () => {
	refuses({ status: 'draft', provider: undefined, item: [item({ net: usd('1', 'EUR'), quantity: { value: new Decimal('0.5') } })] },
		/Claim\.status/, /Claim\.provider/, /quantity\.value/, /net\.currency/);
});

test('a preauthorization becomes what authorisations.request takes', () => {
	const scan = (more = {}) => item({ productOrService: { coding: [{ system: 'http://s', code: 'scan' }] }, encounter: undefined, net: undefined, ...more });
	const change = {
		use: 'preauthorization',
		priority: { coding: [{ code: 'stat' }] },
		item: [scan(), scan({ quantity: { value: 2 } }), scan({ servicedDate: undefined, servicedPeriod: { start: '2026-09-01', end: '2026-09-30' } })],
	};
	const answer = fromFhir(claim(change), known);
	const code = { system: 'http://s', code: 'scan' };
	const [spring] = known.tags.tags(code, dayOf('2026-03-01'));
	const [autumn] = known.tags.tags(code, dayOf('2026-09-01'));
	assert.equal(answer.call, 'authorisations.request');
	assert.deepEqual(inOrder(answer), [
		7, CHARLIE, true, 2 ** 31 + 1, dayOf('2026-03-01'), dayOf('2026-09-30'), [[spring, 3], [autumn, 1]], DOCUMENT,
	]);
	refuses({ ...change, item: [item({ encounter: undefined })] }, /has aliases, of which the encounter chooses/);
	refuses({ ...change, item: [scan({ servicedDate: undefined, servicedPeriod: { start: '2026-06-30', end: '2026-07-01' } })] }, /two periods/);
});

test("HL7's examples: what becomes of each", () => {
	const expected = {
		'Claim-100150.json': ['claims.submit', '135.57'],
		'Claim-100151.json': ['claims.submit', '135.57', '105.00', '750.00', '350.00'],
		'Claim-100152.json': ['claims.submit', '135.57'],
		'Claim-100153.json': ['authorisations.request', 1, 1, 1, 24, 24, 1, 1, 1],
		'Claim-100154.json': ['claims.submit', '135.57'],
		'Claim-100155.json': ['claims.submit', '135.57'],
		'Claim-100156.json': ['Claim.payee.type'],
		'Claim-660150.json': ['claims.submit', '80.00'],
		'Claim-660151.json': ['claims.submit', '100.00', '100.00', '14.00'],
		'Claim-660152.json': ['Claim.insurance[0].coverage'],
		'Claim-760150.json': ['claims.submit', '60.00'],
		'Claim-760151.json': ['claims.submit', '90.00'],
		'Claim-760152.json': ['claims.submit', '155.00'],
		'Claim-860150.json': ['claims.submit', '75.00'],
		'Claim-960150.json': ['claims.submit', '125.00'],
		'Claim-960151.json': ['claims.submit', '125.00'],
		'Claim-MED-00050.json': ['claims.submit', '12500.00'],
	};
	const { claims } = readClaims(examples());
	const found = claims.map(({ file, resource, bytes }) => {
		const { reasons: why, call, lines } = fromFhir(resource, { map, tags, bytes });
		return [file, why ? why.map(({ path }) => path) : [call, ...lines.map(({ billed, units }) => billed ?? units)]];
	});
	assert.deepEqual(Object.fromEntries(found), expected);
});

test('without a map and with another table, each example says what is missing', () => {
	const nothing = { map: new ReferenceMap({}), tags: new TagTable(table()) };
	for (const { file, resource } of readClaims(examples()).claims) {
		const { reasons: why } = fromFhir(resource, nothing);
		assert(why.length > 3, file);
		assert(why.every(({ path, reason }) => path.startsWith('Claim.') && reason.length > 0), file);
	}
});
