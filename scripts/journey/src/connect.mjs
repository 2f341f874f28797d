// The way to the chain, and a clear line when there is none.
import { ApiPromise, WsProvider } from '@polkadot/api';
import { Problem } from './problem.mjs';

/** The pallets of the care journey. */
export const CARE = [
	'balances',
	'clinicalCouncil',
	'consent',
	'credentials',
	'emergency',
	'records',
	'recovery',
	'representatives',
	'sponsorship',
	'trail',
	'utility',
];
/** The pallets of the supply journey. */
export const SUPPLY = [
	'balances',
	'clinicalCouncil',
	'coldchain',
	'credentials',
	'devices',
	'products',
	'provenance',
	'utility',
];
/** The pallets of the claims journey. */
export const CLAIMS = [
	'appeals',
	'assets',
	'authorisations',
	'balances',
	'claims',
	'clinicalCouncil',
	'consent',
	'coverage',
	'credentials',
	'products',
	'provenance',
	'records',
	'sponsorship',
	'utility',
];
/** The pallets of the upgrade journey. */
export const UPGRADE = [
	'balances',
	'clinicalCouncil',
	'consent',
	'convictionVoting',
	'credentials',
	'multiBlockMigrations',
	'preimage',
	'records',
	'referenda',
	'safeMode',
	'system',
	'technicalCommittee',
	'txPause',
	'utility',
	'whitelist',
];
// What a transaction carries for checks that the library does not know: nothing.
const EXTENSIONS = { CheckLostKey: { extrinsic: {}, payload: {} } };
const PATIENCE = 20_000;
const START_NODE = 'start one with scripts/start.sh --no-journey, or give its address with --url';

/**
 * `{ api, lost }` of a chain that has `pallets`: `lost` is a promise that fails when the connection
 * does.
 */
export async function connect(url, pallets) {
	const provider = new WsProvider(checked(url), false);
	await within(reached(provider, url), `${url} does not answer: ${START_NODE}`);
	const lost = new Promise((_, reject) => {
		provider.on('disconnected', () => reject(new Problem(`${url} has gone away`)));
	});
	lost.catch(() => {});
	const created = ApiPromise.create({
		provider,
		noInitWarn: true,
		signedExtensions: EXTENSIONS,
		throwOnConnect: true,
	});
	const silent = `${url} is reached, but does not answer as a Substrate node: ${START_NODE}`;
	const api = await within(Promise.race([explained(created, url), lost]), silent);
	requirePallets(api, url, pallets);
	return { api, lost };
}

function checked(url) {
	if (!/^wss?:\/\//.test(url) || !URL.canParse(url)) {
		throw new Problem(`${url} is no address of a node: expected something like ws://127.0.0.1:9944`);
	}
	return url;
}

function reached(provider, url) {
	return new Promise((resolve, reject) => {
		provider.on('connected', resolve);
		provider.on('error', (event) => {
			const reason = event?.message ? ` (${event.message})` : '';
			reject(new Problem(`no node can be reached at ${url}${reason}: ${START_NODE}`));
		});
		provider.connect().catch(reject);
	});
}

async function explained(created, url) {
	try {
		return await created;
	} catch (error) {
		const reason = error.message.split('\n')[0];
		throw new Problem(`${url} does not answer as a Substrate node: ${reason}`);
	}
}

function requirePallets(api, url, pallets) {
	const missing = pallets.filter((name) => api.tx[name] === undefined);
	if (missing.length > 0) {
		const chain = `${api.runtimeChain} (${api.runtimeVersion.specName})`;
		throw new Problem(`${url} runs ${chain}, not Salus: it has no ${missing.join(', ')}`);
	}
}

function within(promise, message) {
	let timer;
	const late = new Promise((_, reject) => {
		timer = setTimeout(() => reject(new Problem(message)), PATIENCE);
	});
	return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
