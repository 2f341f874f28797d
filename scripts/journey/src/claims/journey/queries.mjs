// What everybody asks the chain about claims, plans and money.
import { Queries } from '../../queries.mjs';
import { words } from '../../metadata.mjs';
import { dollars, plain } from './told.mjs';

/** The test dollar of a development chain. */
export const ASSET = 1;

export class ClaimsQueries extends Queries {
	/** A claim as plain values, at block `at`. */
	async claim(id, at) {
		return plain((await this.codec(id, at)).unwrap());
	}

	/** The same as the chain has it. */
	async codec(id, at) {
		return this.view('Claims', 'claim', [id], at);
	}

	/** What a plan has put aside, and what it owes. */
	async ledger(plan, at) {
		const { reserve, queued } = await this.view('Claims', 'ledger', [plan.id], at);
		return { reserve: reserve.toBigInt(), queued: queued.toBigInt() };
	}

	/** What a provider still has to give back to a plan. */
	async receivable(plan, { address }, at) {
		const account = await this.view('Claims', 'provider_account', [plan.id, address], at);
		return account.unwrap().receivable.toBigInt();
	}

	/** What the patient still owes, in words. */
	async openShare(id, at) {
		const left = await this.view('Claims', 'open_share', [id], at);
		return `${dollars(left.unwrap().toBigInt())} open`;
	}

	/** What somebody has of the asset and can spend. */
	async spendable({ address }, at) {
		const api = await this.#at(at);
		const account = await api.query.assets.account(ASSET, address);
		return account.isSome ? account.unwrap().balance.toBigInt() : 0n;
	}

	/** What somebody has of it on hold. */
	async held({ address }, at) {
		const api = await this.#at(at);
		const held = await api.query.assetsHolder.balancesOnHold(ASSET, address);
		return held.isSome ? held.unwrap().toBigInt() : 0n;
	}

	/** How much of the asset there is. */
	async issuance(at) {
		const api = await this.#at(at);
		return (await api.query.assets.asset(ASSET)).unwrap().supply.toBigInt();
	}

	/** When block `at` was, in milliseconds. */
	async time(at) {
		return Number(await (await this.#at(at)).query.timestamp.now());
	}

	/** What somebody is covered for on a day, in words; or why not. */
	async eligible(plan, { address }, provider, day, at) {
		const asked = [plan.id, address, provider.address, day];
		return eligibility(await this.view('Coverage', 'eligibility', asked, at));
	}

	/** How an authorisation stands, in words. */
	async authorisation(id, at) {
		return words((await this.view('Authorisations', 'state_of', [id], at)).unwrap());
	}

	async #at(hash) {
		return hash === undefined ? this.api : this.api.at(hash);
	}
}

/** The answer about somebody's coverage, in words. */
export function eligibility(answer) {
	if (answer.isErr) {
		return words(answer.asErr);
	}
	const { tier, network, deductibleLeft, outOfPocketLeft, after } = answer.asOk;
	return [
		`tier ${tier}`,
		...(network.isSome ? [`network ${network.unwrap()}`] : []),
		`deductible left ${left(deductibleLeft)}`,
		`out of pocket left ${left(outOfPocketLeft)}`,
		...(after.isSome ? [`after plan ${after.unwrap().plan}`] : []),
	].join(', ');
}

function left({ individual, family }) {
	const own = dollars(individual.toBigInt());
	return family.isSome ? `${own}, family ${dollars(family.unwrap().toBigInt())}` : own;
}
