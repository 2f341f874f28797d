// Makes a development chain ready for a plan: the council accredits, well-known people are licensed,
// prefixes are assigned, products and sensors registered. What is there already is left as it is.
import { randomBytes } from 'node:crypto';
import { Keyring } from '@polkadot/api';
import { u8aToHex } from '@polkadot/util';
import { GERMANY, accredit } from '../governance.mjs';
import { Journey } from '../journey.mjs';
import { Problem } from '../problem.mjs';
import { Messages } from '../supply/messages.mjs';
import { needsOf } from './needs.mjs';

const YEAR = 365 * 24 * 60 * 60 * 1000;
const FUNDS = 100n;
// Hundredths of a degree, and seconds outside of them.
const LIMITS = { min: 200, max: 800, budget: 7200 };
const PORTIONS = 10;
const INTERVAL = 300;
const SENSORS = ['Sensor1', 'Sensor2', 'Sensor3'];

/** Prepares the chain for `plan`, and says what it did. */
export async function prepare(chain, plan, say) {
	const { signers } = chain;
	const needs = needsOf(plan);
	const keyring = new Keyring({ type: 'sr25519', ss58Format: 42 });
	const person = (name) => {
		const pair = keyring.addFromUri(`//${name}`);
		return { name, pair, address: pair.address };
	};
	const registrar = person('Gs1');
	const known = (holder) => {
		const signer = signers.of(holder);
		if (!signer) {
			throw new Problem(`${holder} is nobody of a development chain: its key is unknown`);
		}
		return signer;
	};
	const step = { ...chain, needs, registrar, known, say };
	const bank = person('Alice');
	await fund(step, bank);
	await decide(step, bank);
	await license(step);
	await assign(step);
	await register(step);
	await registerSensors(step);
}

async function done({ sender }, who, calls, what) {
	const outcome = calls.length === 1 ? await sender.send(who, calls[0]) : await sender.sendAll(who, calls);
	if (outcome.error) {
		throw new Problem(`${what}: ${outcome.error}`);
	}
	return outcome;
}

async function fund(step, bank) {
	const { api, queries, needs, registrar, known, say } = step;
	const unit = 10n ** BigInt(api.registry.chainDecimals[0]);
	const people = [registrar, ...new Set(needs.licences.map(({ holder }) => known(holder)))];
	const balances = await Promise.all(people.map((person) => queries.balance(person)));
	const poor = people.filter((_, index) => balances[index].free < (FUNDS / 2n) * unit);
	if (poor.length > 0) {
		const calls = poor.map(({ address }) => api.tx.balances.transferKeepAlive(address, FUNDS * unit));
		await done(step, bank, calls, 'funds');
		say(`funds for ${poor.map(({ name }) => name).join(', ')}`);
	}
}

async function decide(step, bank) {
	const { api, queries, sender, needs, registrar, say } = step;
	const has = (await api.query.credentials.accreditations(registrar.address)).map(({ kind }) => kind.type);
	const wanted = new Set(['Manufacturer', ...needs.licences.map(({ kind }) => kind)]);
	const kinds = [...wanted].filter((kind) => !has.includes(kind));
	if (kinds.length === 0) {
		return;
	}
	const journey = new Journey({ api, queries, sender, people: { bank }, table: strict() });
	await accredit(journey, new Map(), [[registrar, kinds]]);
	say(`the council accredits ${registrar.name}: ${kinds.join(', ')}`);
}

// A table that nobody reads: whatever is not as expected ends the preparation.
function strict() {
	return {
		row({ step, expected, result }) {
			if (result !== expected) {
				throw new Problem(`${step}: ${result}`);
			}
		},
	};
}

async function license(step) {
	const { api, queries, needs, registrar, known, say } = step;
	const standings = await Promise.all(
		needs.licences.map(({ holder, kind }) => queries.view('Credentials', 'standing', [holder, kind])),
	);
	const missing = needs.licences.filter((_, index) => standings[index].isErr);
	if (missing.length > 0) {
		const until = (await queries.now()) + YEAR;
		const calls = missing.map(({ holder, kind }) =>
			api.tx.credentials.grantLicence(holder, kind, GERMANY, until));
		await done(step, registrar, calls, 'licences');
		say(`licences: ${missing.map(({ holder, kind }) => `${known(holder).name} as ${kind}`).join(', ')}`);
	}
}

async function assign(step) {
	const { api, queries, needs, registrar, known, say } = step;
	for (const { holder, digits, length } of needs.prefixes) {
		const owner = await queries.view('Products', 'prefix_owner', [{ digits, length }]);
		if (owner.isNone) {
			const call = api.tx.products.assignPrefix(holder, { digits, length });
			await done(step, registrar, [call], `the company prefix ${digits}`);
			say(`company prefix ${digits} for ${known(holder).name}`);
		} else if (known(holder) !== step.signers.of(String(owner.unwrap()))) {
			throw new Problem(`the company prefix ${digits} is that of ${owner.unwrap()} on this chain`);
		}
	}
}

async function register(step) {
	const { api, needs, known, say } = step;
	for (const { holder, gtin, prefix } of needs.products) {
		if ((await api.query.products.catalogue(gtin)).isNone) {
			const attributes = u8aToHex(new Uint8Array(randomBytes(32)));
			const call = api.tx.products.register(gtin, prefix, attributes, LIMITS, PORTIONS);
			await done(step, known(holder), [call], `the product ${gtin}`);
			say(`product ${gtin}: 2 to 8 °C, ${PORTIONS} portions`);
		}
	}
}

async function registerSensors(step) {
	const { api, needs, known, say } = step;
	const messages = new Messages(api);
	const keyring = new Keyring({ type: 'ed25519' });
	const pairs = SENSORS.map((name) => ({ name, pair: keyring.addFromUri(`//${name}`) }));
	for (const { holder, sensor } of needs.sensors) {
		const found = pairs.find(({ pair }) => u8aToHex(pair.publicKey) === sensor.Ed25519);
		if ((await api.query.coldchain.sensors(sensor)).isSome) {
			continue;
		}
		if (!found) {
			throw new Problem(`the sensor ${JSON.stringify(sensor)} is none of a development chain`);
		}
		const identity = u8aToHex(new Uint8Array(randomBytes(32)));
		const owner = known(holder);
		const number = (await api.query.coldchain.nextRegistration()).toNumber();
		const message = messages.sensor(number, owner, sensor, identity, INTERVAL);
		const proof = { Ed25519: u8aToHex(found.pair.sign(message)) };
		const call = api.tx.coldchain.registerSensor(sensor, identity, INTERVAL, number, proof);
		await done(step, owner, [call], `the sensor ${found.name}`);
		say(`sensor ${found.name} of ${owner.name}`);
	}
}
