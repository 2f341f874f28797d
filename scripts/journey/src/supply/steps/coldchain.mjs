// Sensors watch a pallet, and what they sign is enough to have it set apart.
import { u8aToHex } from '@polkadot/util';
import { batch, proof } from '../../merkle.mjs';
import { words } from '../../metadata.mjs';
import { eventsOf } from '../../send.mjs';
import { statement } from '../../statements.mjs';
import { ed25519Key, p256Key } from '../keys.mjs';
import { readingLeaf } from '../messages.mjs';

const CASE = 20;
const PALLET = 120;
const [START, END] = [1_000, 1_100];
const INTERVAL = 3_600;
// Seconds between two readings.
const EVERY = 5;
const COLD = [430, 450, 480, 510];
const WARM = [640, 910, 1_240, 1_480, 1_310, 990, 870, 740];

export async function coldchain(journey) {
	journey.table.part('Out of the fridge');
	const sensors = await loaded(journey);
	const warm = await watched(journey, sensors);
	await setApart(journey, sensors.plain, warm);
}

async function loaded(journey) {
	const { api, goods, messages, people } = journey;
	const { carrier, maker, regulator, wholesaler } = people;
	const { attach, registerSensor } = api.tx.coldchain;
	const sensors = { plain: ed25519Key(), secure: p256Key() };
	const { plain, secure } = sensors;
	const identity = statement('maker, serial number, calibration');
	const next = (await api.query.coldchain.nextRegistration()).toNumber();
	const register = (owner, { key }, signer, number) => {
		const proof = signer.sign(messages.sensor(number, owner, key, identity, INTERVAL));
		return registerSensor(key, identity, INTERVAL, number, proof);
	};
	const documents = statement('transaction information and statement');
	const packed = [
		...journey.open(CASE, PALLET),
		journey.pack(CASE, goods.drops.span(START, END)),
		journey.pack(PALLET, CASE),
		await journey.ship(PALLET, carrier, documents),
	];
	const [, [, one, , two]] = await journey.actTogether([
		[maker, [
			{
				step: 'pack 100 bottles on a pallet, hand it to a carrier',
				call: api.tx.utility.batchAll(packed),
			},
		]],
		[carrier, [
			{
				step: 'register a sensor that somebody else has',
				call: register(carrier, plain, ed25519Key(), next),
				expected: 'coldchain.InvalidSignature',
			},
			{ step: 'register a sensor, Ed25519', call: register(carrier, plain, plain, next) },
			{
				step: 'register one by a proof for an earlier number',
				call: register(carrier, secure, secure, next),
				expected: 'coldchain.StaleProof',
			},
			{ step: 'register a sensor, P-256', call: register(carrier, secure, secure, next + 1) },
		]],
		[regulator, [
			{
				step: 'register a sensor without any goods',
				call: register(regulator, plain, plain, next),
				expected: 'coldchain.NotInSupplyChain',
			},
		]],
	]);
	plain.registration = registrationOf(one);
	secure.registration = registrationOf(two);
	const pallet = journey.container(PALLET);
	const [, attaching] = await journey.actInTurn(carrier, [
		{ step: 'receive the pallet', call: journey.receive(PALLET) },
		{ step: 'attach a sensor', call: attach(plain.key, pallet) },
		{ step: 'attach the other one', call: attach(secure.key, pallet) },
		{ step: 'drive to the wholesaler', call: await journey.ship(PALLET, wholesaler, documents) },
	]);
	const [attached] = eventsOf(attaching, 'coldchain', 'SensorAttached');
	sensors.since = Number(attached.data.since);
	return sensors;
}

async function watched(journey, { plain, secure, since }) {
	const { api, messages, people, queries } = journey;
	const { carrier, wholesaler } = people;
	const pallet = journey.container(PALLET);
	const limits = (await queries.limits(pallet)).toJSON();
	const good = reported(1, since, COLD, limits);
	const bad = reported(2, good.until, WARM, limits);
	const signed = ({ registration }, report) => messages.report(registration, pallet, report);
	const report = (sensor, content, signature = sensor.sign(signed(sensor, content))) =>
		api.tx.coldchain.report(sensor.key, content, signature);
	const smooth = { ...bad, max: limits.max, outside: 0 };
	const outcomes = await journey.actInTurn(carrier, [
		{ step: 'hand in what the sensor signed', call: report(plain, good) },
		{ step: 'hand it in again', call: report(plain, good), expected: 'coldchain.Replayed' },
		{
			step: 'hand in a P-256 signature with the higher s',
			call: report(secure, good, secure.signHigh(signed(secure, good))),
			expected: 'coldchain.InvalidSignature',
		},
		{ step: 'hand in the other sensor\'s, P-256', call: report(secure, good) },
		{
			step: 'hand in a bad one, smoothed',
			call: report(plain, smooth, plain.sign(signed(plain, bad))),
			expected: 'coldchain.InvalidSignature',
		},
		{
			step: 'leave one out',
			call: report(plain, { ...bad, sequence: 3 }),
			expected: 'coldchain.SequenceGap',
		},
	]);
	const [kept] = eventsOf(outcomes[0], 'coldchain', 'Reported');
	await journey.ask(
		'look at the good report', wholesaler, '0 s outside, kept',
		kept && `${kept.data.spent} s outside, ${kept.data.kept.isTrue ? 'kept' : 'not kept'}`,
		outcomes[0].block,
	);
	const exceeding = await journey.act(
		'hand in the bad one, not being the owner', wholesaler, report(plain, bad),
	);
	const [exceeded] = eventsOf(exceeding, 'coldchain', 'ExcursionExceeded');
	await journey.ask(
		'look at the bad one', wholesaler, `${bad.outside} s of ${limits.budget}: quarantined`,
		exceeded && excursion(exceeded.data, limits),
		exceeding.block,
	);
	await journey.ask(
		'look at the pallet', wholesaler, 'Carrier, in transit, 0 deep, Quarantine',
		queries.container(pallet, exceeding.hash), exceeding.block,
	);
	return bad;
}

async function setApart(journey, { registration }, { from, sequence }) {
	const { api, goods, people, queries, table } = journey;
	const { drops } = goods;
	const { carrier, pharmacy1, regulator, wholesaler } = people;
	const span = drops.span(START, END);
	const doubts = statement('it was not that warm');
	const lift = api.tx.provenance.liftMeasure({ Container: journey.container(PALLET) }, 0, doubts);
	const [[, , shipping]] = await journey.actTogether([
		[wholesaler, [
			{ step: 'receive the pallet', call: journey.receive(PALLET) },
			{
				step: 'put the bottles into stock',
				call: journey.unpack(span),
				expected: 'provenance.UnderMeasure(Quarantine)',
			},
			{
				step: 'sell the pallet on',
				call: await journey.ship(PALLET, pharmacy1, statement('transaction information')),
				expected: 'provenance.UnderMeasure(Quarantine)',
			},
		]],
		[carrier, [{ step: 'lift the quarantine', call: lift, expected: 'provenance.NotAuthorized' }]],
	]);
	const { block, hash } = shipping;
	await journey.ask(
		'verify a bottle', pharmacy1, 'Received, Wholesaler, Quarantine, not saleable',
		queries.unit(drops, START, hash), block,
	);
	const warmest = WARM.indexOf(Math.max(...WARM));
	const siblings = proof(leavesOf(from, WARM), warmest).map((sibling) => u8aToHex(sibling));
	const reading = async (temperature) => {
		const asked = [registration, sequence, warmest, from + warmest * EVERY, temperature, siblings];
		const answer = await queries.view('Coldchain', 'verify_reading', asked, hash);
		return answer.isOk ? 'proven' : words(answer.asErr);
	};
	const degrees = (WARM[warmest] / 100).toFixed(1);
	await journey.ask(
		`prove that it had ${degrees} degrees`, regulator, 'proven', reading(WARM[warmest]), block,
	);
	await journey.ask('prove that it had 5.0', carrier, 'Proof(Mismatch)', reading(500), block);
	const destroy = api.tx.provenance.decommission(span, 'Destroyed');
	const destroying = await journey.act('destroy the bottles', wholesaler, destroy);
	table.row({
		step: 'verify a bottle',
		who: pharmacy1.name,
		expected: 'Decommissioned(Destroyed)',
		result: await queries.state(drops, START, destroying.hash),
		block: destroying.block,
	});
}

function excursion({ spent, quarantined }, { budget }) {
	return `${spent} s of ${budget}: ${quarantined.isTrue ? 'quarantined' : 'not quarantined'}`;
}

// What a sensor says of a time in which it measured these temperatures, one every few seconds.
function reported(sequence, from, temperatures, limits) {
	const { root, count } = batch(leavesOf(from, temperatures));
	const outside = temperatures.filter((one) => one < limits.min || one > limits.max).length;
	return {
		sequence,
		from,
		until: from + temperatures.length * EVERY,
		readings: { root: u8aToHex(root), count },
		min: Math.min(...temperatures),
		max: Math.max(...temperatures),
		outside: outside * EVERY,
		limits,
	};
}

function leavesOf(from, temperatures) {
	return temperatures.map((temperature, index) => readingLeaf(index, from + index * EVERY, temperature));
}

function registrationOf(outcome) {
	const [registered] = eventsOf(outcome, 'coldchain', 'SensorRegistered');
	if (!registered) {
		throw new Error('no sensor was registered');
	}
	return Number(registered.data.registration);
}
