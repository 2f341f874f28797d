// Claims on a live chain.
import { connect } from '../connect.mjs';
import { Problem } from '../problem.mjs';
import { Queries } from '../queries.mjs';
import { dateOf } from './days.mjs';

const PALLETS = ['claims', 'coverage', 'assets'];
const DAY = 24 * 60 * 60 * 1000;
const FIRST = 1;
const MOST_PRIOR = 2;

/**
 * The claim with this number, and what there is to know about it: `{ claim, payer, decimals, symbol, rank,
 * chain, paidOn }`. `claim` is as the chain says it in JSON.
 */
export async function fetchClaim(url, plan, number) {
	const { api, lost } = await connect(url, PALLETS);
	return Promise.race([read(api, plan, number), lost]);
}

async function read(api, plan, number) {
	const queries = new Queries(api);
	const claim = await claimOf(queries, plan, number);
	if (claim === null) {
		throw new Problem(`${api.runtimeChain} has no claim ${number} of plan ${plan}`);
	}
	const info = (await queries.view('Coverage', 'plan', [plan])).toJSON();
	if (info === null) {
		throw new Problem(`${api.runtimeChain} has no plan ${plan} any more`);
	}
	const { decimals, symbol } = await api.query.assets.metadata(info.asset);
	return {
		claim,
		payer: info.payer,
		decimals: decimals.toNumber(),
		symbol: symbol.toUtf8(),
		rank: await rankOf(queries, claim),
		chain: `polkadot:${api.genesisHash.toHex().slice(2, 34)}`,
		paidOn: await paidOn(api, plan, number, claim),
	};
}

async function claimOf(queries, plan, number) {
	return (await queries.view('Claims', 'claim', [{ plan, number }])).toJSON();
}

// Whether the plan pays first, second or third: a claim of the one before may have one before itself.
async function rankOf(queries, claim) {
	let { prior } = claim;
	let rank = 1;
	while (prior && rank <= MOST_PRIOR) {
		rank += 1;
		({ prior } = (await claimOf(queries, prior.plan, prior.number)) ?? {});
	}
	return rank;
}

// The day since when as much is paid as now: found in the chain's history, as far as the node has it.
async function paidOn(api, plan, number, claim) {
	const sameAs = JSON.stringify(moneyOf(claim));
	if (BigInt(claim.paid) === 0n) {
		return undefined;
	}
	const at = async (block) => api.at(await api.rpc.chain.getBlockHash(block));
	const isSame = async (block) => {
		const then = (await (await at(block)).query.claims.claims(plan, number)).toJSON();
		return then !== null && JSON.stringify(moneyOf(then)) === sameAs;
	};
	try {
		let late = (await api.rpc.chain.getHeader()).number.toNumber();
		let early = FIRST;
		while (early < late) {
			const middle = Math.floor((early + late) / 2);
			if (await isSame(middle)) {
				late = middle;
			} else {
				early = middle + 1;
			}
		}
		const now = Number(await (await at(late)).query.timestamp.now());
		return dateOf(Math.floor(now / DAY));
	} catch {
		// The node has forgotten these blocks: the day is left out.
		return undefined;
	}
}

function moneyOf({ paid, interest, unpaid, payout }) {
	return [paid, interest, unpaid, payout];
}
