// The plans of the journey, off chain: their terms, and the services that tags stand for.
import { randomBytes } from 'node:crypto';
import { dateOf } from '../days.mjs';
import { TagTable } from '../tags.mjs';
import { DECIMALS, usd } from './told.mjs';

const SYSTEM = 'urn:salus:journey';
const PERIOD = 30;

/** From how many claims of a provider a day on they are flagged. */
export const VELOCITY = 60;
/** Bits of the flags that bring a claim to `silver` before a person. */
const ACROSS_PAYERS = 2;

const NONE = { individual: 0n, family: 0n };
const CLOCKS = {
	filingDays: 90,
	// Payable at once, so that what is paid a minute later bears interest.
	promptPayDays: 0,
	interest: 1_000,
	reviewDays: 5,
	reviewSilence: 'Grants',
	authorisation: { urgentHours: 72, normalHours: 168, answerHours: 48, silence: 'Grants' },
	appeals: { filingDays: 180, internalDays: 30, externalDays: 45, silence: 'Grants' },
};

// What each group of services is, by plan: what is not said is as in `COVERED`.
const COVERED = {
	covered: true,
	deductible: false,
	authorisation: false,
	review: false,
	coinsurance: 0,
	copay: 0n,
	maxUnits: null,
	maxPaid: null,
};
const GOLD = {
	consultation: { copay: usd('20') },
	care: { deductible: true, coinsurance: 2_000 },
	imaging: { authorisation: true, coinsurance: 1_000 },
	physiotherapy: { copay: usd('10'), maxUnits: 3, maxPaid: usd('120') },
	cosmetic: { covered: false },
	surgery: { review: true, coinsurance: 1_000 },
	drugs: { copay: usd('5') },
	prevention: {},
};
const SILVER = {
	consultation: { coinsurance: 5_000 },
	care: { coinsurance: 3_000 },
	prevention: {},
};
const SHORT = { tests: {} };

// Code, group, fee for a unit in network 1, and what else there is to say.
const SERVICES = {
	gold: [
		['consult', 'consultation', '120', { aliases: 3 }],
		['care-a', 'care', '200'],
		['care-b', 'care', '300'],
		['care-c', 'care', '100'],
		['care-x', 'care', '250', { intense: true }],
		['mri', 'imaging', '500'],
		['physio', 'physiotherapy', '45'],
		['cosmetic', 'cosmetic', '80'],
		['surgery', 'surgery', '1200'],
		['second-surgery', 'surgery', '700'],
		['drug', 'drugs', '25'],
		['check-a', 'prevention', '60', { aliases: 2 }],
		['check-b', 'prevention', '60'],
		['check-c', 'prevention', '60'],
		['check-d', 'prevention', '60'],
	],
	silver: [
		['consult', 'consultation', '90', { aliases: 3 }],
		['care-a', 'care', '150'],
		['check-a', 'prevention', '50'],
	],
	short: [
		['test', 'tests', '80'],
		['small-test', 'tests', '20'],
	],
};
const BENEFITS = { gold: GOLD, silver: SILVER, short: SHORT };
const THRESHOLDS = {
	gold: { claimsADay: VELOCITY, intenseShare: 4_000, intenseFrom: 3, pending: 0 },
	silver: { claimsADay: 0, intenseShare: 0, intenseFrom: 0, pending: ACROSS_PAYERS },
	short: { claimsADay: 0, intenseShare: 0, intenseFrom: 0, pending: 0 },
};
const TIERS = {
	gold: [
		{
			deductible: { individual: usd('300'), family: usd('500') },
			outOfPocket: { individual: usd('1000'), family: usd('1800') },
		},
		{ deductible: NONE, outOfPocket: { individual: usd('50'), family: usd('50') } },
	],
	silver: [{ deductible: NONE, outOfPocket: { individual: usd('500'), family: usd('1000') } }],
	short: [{ deductible: NONE, outOfPocket: NONE }],
};

/** The terms of a plan in the year of `day`, as `coverage.publish_version` takes them. */
export function termsOf(plan, day) {
	return {
		year: Number(dateOf(day).slice(0, 4)),
		tiers: TIERS[plan],
		benefits: Object.values(BENEFITS[plan]).map((benefit) => ({ ...COVERED, ...benefit })),
		...CLOCKS,
		// Its services are tests of a laboratory, which keeps no records.
		references: plan !== 'short',
		thresholds: THRESHOLDS[plan],
	};
}

/** The services of a plan for some days from `day` on, with a new secret. */
export function tagsOf(plan, day) {
	const groups = Object.keys(BENEFITS[plan]);
	return new TagTable({
		secret: randomBytes(32).toString('hex'),
		currency: 'USD',
		decimals: DECIMALS,
		periods: [{ period: 1, from: dateOf(day), until: dateOf(day + PERIOD) }],
		services: SERVICES[plan].map(([code, benefit, fee, more = {}]) => ({
			system: SYSTEM,
			code,
			group: groups.indexOf(benefit),
			benefit,
			fees: { 1: fee },
			...more,
		})),
	});
}

/** The service that a code of this journey names. */
export function serviceNamed(code) {
	return { system: SYSTEM, code };
}
