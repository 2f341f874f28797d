// Three plans of two payers: terms, services, contracts, members, and money put aside. Meanwhile members
// consent, facilities file the records of encounters, and a pharmacy gets its medicines.
import { eventsOf } from '../../../send.mjs';
import { statement } from '../../../statements.mjs';
import { terms } from '../../../consents.mjs';
import { tagsOf, termsOf } from '../plans.mjs';
import { ASSET } from '../queries.mjs';
import { usd } from '../told.mjs';
import { dispensing, medicines } from './medicines.mjs';

const DAY = 24 * 60 * 60 * 1000;
// Claims are of one day: it should not be over before the journey is.
const LEEWAY = 3 * 60 * 1000;
const LONG = 30;
const PLACES = 4;
const FAMILY = 1;
// Records of encounters that each facility files.
const ENCOUNTERS = { clinic: 8, centre: 3, imaging: 5, practice: 6, hospital: 30 };
// Room for claims: three units for each, and one for each line.
const ROOM = {
	gold: { clinic: 40, centre: 20, imaging: 40, practice: 60, surgeon: 20, pharmacy: 40, hospital: 420 },
	silver: { centre: 20, hospital: 10 },
	short: { lab: 20 },
};
const RESERVES = { gold: '15000', silver: '1000', short: '100' };

// Who is in which plan, by their pseudonym there: days from today on, tier, family.
const MEMBERS = {
	gold: {
		ada: { family: FAMILY },
		ben: { family: FAMILY },
		cleo: {},
		eve: { tier: 1 },
		fay: {},
		gus: { from: -LONG },
		hal: {},
		ivy: {},
		kim: {},
		lou: {},
		nia: { from: 1 },
		old: { from: -LONG, until: -1 },
	},
	silver: { lou2: {} },
	short: { joe: {} },
};
// Whose data each payer may use. One is no member, one does not consent.
const CONSENTS = {
	insurer1: ['ada', 'ben', 'cleo', 'eve', 'fay', 'gus', 'ivy', 'kim', 'lou', 'nia', 'old', 'otto'],
	insurer2: ['cleo2', 'joe', 'lou2'],
};

export async function plans(journey) {
	journey.table.part('Plans, members, consents');
	await journey.awayFromMidnight(LEEWAY);
	journey.day = Math.floor((await journey.queries.now()) / DAY);
	await opened(journey);
	await filled(journey);
	await ordered(journey);
}

async function opened(journey) {
	const { api, people } = journey;
	const { clinic, insurer1, insurer2, issuer, reviewer1, surgeon } = people;
	const { openPlan } = api.tx.coverage;
	const tokenless = Object.values(people).filter(({ funded }) => funded === false);
	const until = (await journey.queries.now()) + LONG * DAY;
	const filing = Object.keys(ENCOUNTERS).map((name) => [people[name], [
		{ step: `file the records of ${ENCOUNTERS[name]} encounters`, call: records(journey, ENCOUNTERS[name]) },
	]]);
	const [one, two, , ...filed] = await journey.actTogether([
		[insurer1, [{ step: 'open a plan in test dollars', call: openPlan(ASSET) }]],
		[insurer2, [
			{ step: 'open a plan', call: openPlan(ASSET) },
			{ step: 'open a plan of laboratory tests', call: openPlan(ASSET) },
			{ step: 'open one in an asset that there is not', call: openPlan(4_711), expected: 'coverage.UnknownAsset' },
		]],
		[clinic, [
			{
				step: `enrol ${tokenless.length} pseudonyms without tokens, admit a surgeon and a reviewer`,
				call: api.tx.utility.batchAll([
					...tokenless.map(({ address }) => api.tx.sponsorship.enrol(address, PLACES)),
					...[surgeon, reviewer1].map(({ address }) =>
						api.tx.credentials.admitMember(address, 'Doctor', until)),
				]),
			},
		]],
		...filing,
		[issuer, [medicines.prefix(journey)]],
	]);
	const numbers = [...one, ...two].flatMap((outcome) => eventsOf(outcome, 'coverage', 'PlanOpened'));
	['gold', 'silver', 'short'].forEach((name, index) => {
		const payer = index === 0 ? insurer1 : insurer2;
		const id = Number(numbers[index].data.plan);
		journey.plans[name] = { name, id, payer, tags: tagsOf(name, journey.day) };
	});
	for (const [index, [facility]] of filing.entries()) {
		const registered = eventsOf(filed[index][0], 'records', 'Registered');
		journey.encounters.set(facility.name, registered.map(({ data }) => Number(data.record)));
	}
}

async function filled(journey) {
	const { api, people } = journey;
	const { gold, silver, short } = journey.plans;
	const { insurer1, insurer2, maker, reviewer1, reviewer2, reviewer3 } = people;
	const rooms = new Map();
	for (const [name, providers] of Object.entries(ROOM)) {
		for (const [provider, units] of Object.entries(providers)) {
			const calls = rooms.get(provider) ?? [];
			rooms.set(provider, [...calls, api.tx.claims.buyRoom(journey.plans[name].id, units)]);
		}
	}
	const consents = await Promise.all(Object.entries(CONSENTS).flatMap(([payer, members]) =>
		members.map(async (member) => [people[member], [{
			step: `consent to ${payer} using their data for payment`,
			call: await consent(journey, people[member], people[payer]),
		}]])));
	const join = { step: 'join the pool of reviewers', call: api.tx.appeals.joinPool() };
	await journey.actTogether([
		[insurer1, [{ step: described(gold), call: filling(journey, gold) }]],
		[insurer2, [
			{ step: described(silver), call: filling(journey, silver) },
			{ step: described(short), call: filling(journey, short) },
		]],
		...[...rooms].map(([name, calls]) => [people[name], [
			{ step: 'buy room for claims', call: api.tx.utility.batchAll(calls) },
		]]),
		...consents,
		...[reviewer1, reviewer2, reviewer3].map((reviewer) => [reviewer, [join]]),
		[maker, [await medicines.sold(journey)]],
	]);
}

// The coverage that pays second names the one that pays first, which has to be there.
async function ordered(journey) {
	const { api, people } = journey;
	const { gold, silver } = journey.plans;
	const { cleo, cleo2, insurer1, insurer2, pharmacy } = people;
	const after = { plan: gold.id, member: cleo.address };
	const second = (coverage) => enrolment(journey, silver, 'cleo2', { after: coverage });
	await journey.actTogether([
		[insurer2, [
			{
				step: 'enrol somebody after a coverage that there is not',
				call: second({ plan: gold.id, member: cleo2.address }),
				expected: 'coverage.UnknownCoverage',
			},
			{ step: 'enrol somebody whom the other plan covers first', call: second(after) },
		]],
		[insurer1, [
			{
				step: 'change the terms from yesterday on',
				call: api.tx.coverage.publishVersion(gold.id, journey.day - 1, termsOf('gold', journey.day)),
				expected: 'coverage.InThePast',
			},
		]],
		[pharmacy, [await dispensing(journey)]],
	]);
}

function described({ name, tags }) {
	const services = tags.listing().length;
	const members = Object.keys(MEMBERS[name]).length;
	return `publish terms, list ${services} tags, contract providers, enrol ${members}, put ${RESERVES[name]}.00 aside`;
}

function filling(journey, plan) {
	const { api, day, people } = journey;
	const { contract, listServices, publishVersion } = api.tx.coverage;
	const providers = Object.keys(ROOM[plan.name]);
	return api.tx.utility.batchAll([
		publishVersion(plan.id, day, termsOf(plan.name, day)),
		listServices(plan.id, plan.tags.listing()),
		...providers.map((name) => contract(plan.id, people[name].address, 1, day, day + LONG)),
		...Object.entries(MEMBERS[plan.name]).map(([name, wish]) => enrolment(journey, plan, name, wish)),
		api.tx.claims.topUp(plan.id, usd(RESERVES[plan.name])),
	]);
}

function enrolment({ api, day, people }, plan, name, wish) {
	const { from = 0, until = LONG, tier = 0, family = null, after = null } = wish;
	return api.tx.coverage.enrol(plan.id, people[name].address, day + from, day + until, tier, family, after);
}

async function consent(journey, member, payer) {
	const wish = { purposes: ['HPAYMT'], actions: ['Use'], segments: [journey.segment] };
	return journey.api.tx.consent.grant({ Account: payer.address }, await terms(journey, member, wish));
}

function records({ api, people, segment }, count) {
	const filing = () =>
		api.tx.records.register(people.ada.address, segment, statement('an encounter'), null, 'Clinical');
	return api.tx.utility.batchAll(Array.from({ length: count }, filing));
}
