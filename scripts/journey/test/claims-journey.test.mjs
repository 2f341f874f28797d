import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hexToU8a } from '@polkadot/util';
import { blake2AsHex } from '@polkadot/util-crypto';
import { chosen, freshNonce, nextSeed, pledge, seed } from '../src/claims/journey/appeals.mjs';
import { ClaimsJourney, claimOf } from '../src/claims/journey/journey.mjs';
import { VELOCITY, serviceNamed, tagsOf, termsOf } from '../src/claims/journey/plans.mjs';
import { eligibility } from '../src/claims/journey/queries.mjs';
import { change, dollars, flagsIn, interestOn, lineTold, plain, told, usd } from '../src/claims/journey/told.mjs';

const DAY = 20_778;
const YEAR = 365 * 24 * 60 * 60;

// As @polkadot/api has it in JSON.
function chainLine(billed, allowed, paid, adjustments, used = {}) {
	return {
		service: { tag: '0x00', units: 1, billed: units(billed), date: DAY, reference: { encounter: 1 } },
		allowed: units(allowed),
		paid: units(paid),
		adjustments: adjustments.map(([group, reason, amount]) => ({ group, reason, amount: units(amount) })),
		used,
	};
}

function chainClaim(lines, more = {}) {
	const json = {
		kind: 'Institutional',
		status: { decided: { at: 1, by: 'Rules' } },
		flags: 0,
		received: 1,
		due: 86_401,
		interestRate: 1_000,
		unpaid: 0,
		paid: 0,
		interest: 0,
		payout: { settled: null },
		share: 0,
		lines,
		...more,
	};
	return plain({ toJSON: () => json });
}

function units(amount) {
	return Number(usd(amount));
}

const CARE = chainLine('250', '200', '80', [
	['Contractual', 'FeeSchedule', '50'],
	['Patient', 'Deductible', '100'],
	['Patient', 'Coinsurance', '20'],
]);
const REFUSED = chainLine('60', '0', '0', [['Other', 'Duplicate', '60']], null);

test('a claim is told with every amount', () => {
	const claim = chainClaim([CARE, REFUSED], { paid: units('80'), share: units('120') });
	assert.equal(
		told(claim),
		'partial: billed 310.00, allowed 200.00, CO-45 50.00, PR-1 100.00, PR-2 20.00, OA-18 60.00, '
			+ 'paid 80.00, share 120.00',
	);
	assert.equal(lineTold(claim.lines[1]), 'billed 60.00, allowed 0.00, OA-18 60.00, paid 0.00');
});

test('what waits, was decided by somebody, or is not decided is told', () => {
	const queued = { unpaid: units('80'), share: units('120'), payout: { queued: { place: 0 } } };
	assert.match(told(chainClaim([CARE], queued)), /^complete: .*, paid 0\.00, unpaid 80\.00, share 120\.00, waits$/);
	const decided = { decided: { at: 1, by: 'Payer' } };
	assert.match(told(chainClaim([REFUSED], { status: decided })), /^denied by Payer: billed 60\.00, /);
	assert.equal(told(chainClaim([CARE], { status: { pended: { until: 1 } } })), 'pended: billed 250.00');
	assert.equal(told(chainClaim([CARE], { status: { voided: { at: 1 } } })), 'voided: billed 250.00');
});

test('what does not add up is told, so that no row is as expected', () => {
	const right = { paid: units('80'), share: units('120') };
	assert.match(told(chainClaim([CARE], { ...right, paid: units('79') })), /the lines are not what is paid$/);
	assert.match(told(chainClaim([CARE], { ...right, share: units('119') })), /the lines are not the share$/);
	const wrong = { ...CARE, allowed: units('201'), adjustments: CARE.adjustments.slice(1) };
	assert.match(told(chainClaim([wrong], right)), /billed minus adjustments is not paid$/);
});

test('amounts have the asset\'s digits, and no others', () => {
	assert.equal(usd('99.999999'), 99_999_999n);
	assert.equal(dollars(99_999_999n), '99.999999');
	assert.equal(dollars(5_820_000_000n), '5820.00');
	assert.throws(() => usd('0.0000001'), /more than the 6 decimals/);
	assert.equal(change(1n, 1n), 'stays');
	assert.equal(change(usd('5'), usd('1')), 'falls by 4.00');
	assert.equal(change(usd('1'), usd('216')), 'grows by 215.00');
});

test('interest is simple and rounded down, as the chain\'s own tests have it', () => {
	assert.equal(interestOn(100_000n, 800, YEAR), 8_000n);
	assert.equal(interestOn(100_000n, 800, (30 * YEAR) / 365), 657n);
	assert.equal(interestOn(10_000_000_000n, 10_000, 1), 317n);
	assert.equal(interestOn(100_000n, 0, YEAR), 0n);
	assert.equal(interestOn(100_000n, 800, -1), 0n);
});

test('flags are told', () => {
	assert.equal(flagsIn(0), 'nothing');
	assert.equal(flagsIn(2), 'across payers');
	assert.equal(flagsIn(12), 'velocity, intensity');
	assert.equal(flagsIn(1), 'impossible date');
});

test('plans are sound as the chain checks them', () => {
	for (const name of ['gold', 'silver', 'short']) {
		const { appeals, authorisation, benefits, tiers, ...terms } = termsOf(name, DAY);
		assert.equal(terms.year, 2026);
		const clocks = [
			terms.filingDays,
			terms.reviewDays,
			...[appeals.filingDays, appeals.internalDays, appeals.externalDays],
			...[authorisation.urgentHours, authorisation.normalHours, authorisation.answerHours],
		];
		assert.ok(clocks.every((clock) => clock > 0), name);
		for (const limit of tiers.flatMap(({ deductible, outOfPocket }) => [deductible, outOfPocket])) {
			assert.ok(limit.individual <= limit.family, name);
		}
		const listing = tagsOf(name, DAY).listing();
		assert.ok(listing.length > 0 && listing.length <= 100);
		assert.ok(listing.every(([, { group }]) => group < benefits.length), name);
		assert.ok(listing.every(([, { from, until }]) => from <= DAY && DAY <= until));
	}
	assert.ok(VELOCITY < 97);
});

test('tags of two plans, and of two runs, have nothing in common', () => {
	const listed = ['gold', 'gold', 'silver'].map((name) => tagsOf(name, DAY).entries().map(({ tag }) => tag));
	assert.equal(new Set(listed.flat()).size, listed.flat().length);
});

test('a claim is billed with tags, units and days', () => {
	const journey = Object.assign(new ClaimsJourney({}), { day: DAY });
	const plan = { id: 3, tags: tagsOf('gold', DAY) };
	const at = { Encounter: 5 };
	const member = { address: 'member' };
	const bill = journey.bill({ plan, member, lines: [['consult', '120', at], ['physio', '200', at, 4, DAY - 1], ['nothing', '1', at]] });
	assert.equal(bill.plan, 3);
	assert.equal(bill.kind, 'Institutional');
	assert.equal(bill.segments, 128n);
	assert.match(bill.document, /^0x[0-9a-f]{64}$/);
	const [consult, physio, unknown] = bill.lines;
	assert.deepEqual([consult.units, consult.billed, consult.date], [1, 120_000_000n, DAY]);
	assert.deepEqual([physio.units, physio.billed, physio.date], [4, 200_000_000n, DAY - 1]);
	assert.equal(consult.tag, plan.tags.tag(serviceNamed('consult'), at, DAY));
	assert.equal(plan.tags.find(unknown.tag), undefined);
	assert.equal(journey.tag(plan, 'consult', at), consult.tag);
});

test('encounters are claimed for once', () => {
	const journey = new ClaimsJourney({});
	const clinic = { name: 'clinic' };
	assert.throws(() => journey.encounter(clinic), /no encounter of clinic is left/);
	journey.encounters.set('clinic', [8, 9]);
	assert.deepEqual([journey.encounter(clinic), journey.encounter(clinic)], [{ Encounter: 8 }, { Encounter: 9 }]);
	assert.throws(() => journey.encounter(clinic), /no encounter/);
});

test('the claim of an outcome is that of its event', () => {
	const event = (method) => ({ section: 'claims', method, data: { claim: { plan: 1, number: 2 } } });
	assert.deepEqual(claimOf({ events: [event('ToppedUp'), event('Pended')] }), { plan: 1, number: 2 });
	assert.equal(claimOf({ events: [] }), undefined);
});

test('the nonces of both choose the reviewer, and neither alone', () => {
	const claim = { plan: 1, number: 258 };
	const [own, payers] = [`0x${'11'.repeat(32)}`, `0x${'22'.repeat(32)}`];
	const bytes = (domain, ...hex) => Buffer.concat([
		Buffer.from(domain), Buffer.from([1, 0, 0, 0, 2, 1, 0, 0]), ...hex.map((one) => hexToU8a(one)),
	]);
	assert.equal(pledge(claim, own), blake2AsHex(bytes('salus/appeal-pledge/v1', own)));
	assert.equal(seed(claim, own, payers), blake2AsHex(bytes('salus/appeal-seed/v1', own, payers)));
	assert.notEqual(seed(claim, own, payers), seed(claim, payers, own));
	assert.equal(nextSeed(own), blake2AsHex(hexToU8a(own)));
	const pool = ['a', 'b', 'c', 'd'];
	for (const vary of [(nonce) => seed(claim, nonce, payers), (nonce) => seed(claim, own, nonce)]) {
		const found = Array.from({ length: 100 }, () => chosen(pool, vary(freshNonce()), () => true));
		assert.deepEqual([...new Set(found)].sort(), pool);
	}
});

test('who may not review is passed over', () => {
	assert.equal(chosen(['a', 'b', 'c'], '0x05', (who) => who !== 'c'), 'a');
	assert.equal(chosen(['a', 'b', 'c'], '0x05', () => true), 'c');
	assert.equal(chosen(['a'], '0x05', () => false), undefined);
});

test('eligibility is told', () => {
	const amount = (value) => ({ toBigInt: () => usd(value) });
	const none = { isSome: false };
	const some = (value) => ({ isSome: true, unwrap: () => value });
	const answer = {
		isErr: false,
		asOk: {
			tier: 0,
			network: some(1),
			deductibleLeft: { individual: amount('300'), family: some(amount('500')) },
			outOfPocketLeft: { individual: amount('1000'), family: none },
			after: some({ plan: 4 }),
		},
	};
	assert.equal(
		eligibility(answer),
		'tier 0, network 1, deductible left 300.00, family 500.00, out of pocket left 1000.00, after plan 4',
	);
});
