// Questions to the runtime: runtime APIs and view functions, encoded by what the metadata says.
import { u8aConcat, u8aToHex } from '@polkadot/util';
import { create, segmentSet, variantIndex, words } from './metadata.mjs';

export class Queries {
	constructor(api) {
		this.api = api;
		this.registry = api.registry;
		this.metadata = api.runtimeMetadata.asLatest;
	}

	/** What the consent gate answers, in words: `permitted by Grant(Account)`, `refused: Purpose`. */
	async gate({ subject, actor, action, purpose, segment }, at) {
		const answer = await this.runtimeApi('ConsentApi', 'check', [
			subject.address,
			actor.address,
			variantIndex(this.registry, 'Action', action),
			variantIndex(this.registry, 'Purpose', purpose),
			segmentSet(segment),
		], at);
		return answer.isOk ? `permitted by ${right(answer.asOk)}` : `refused: ${words(answer.asErr)}`;
	}

	/** What the chain says about a commitment, in words: `Current`, `Superseded by 2`, `Mismatch`. */
	async verify(record, version, commitment, at) {
		const answer = await this.view('Records', 'verify', [record, version, commitment], at);
		return answer.isSuperseded ? `Superseded by ${answer.asSuperseded.by}` : answer.type;
	}

	/** All receipts of a record: `[index, receipt]`. */
	async receipts(record, at) {
		return this.view('Records', 'receipts', [record, 0], at);
	}

	/** The chain's time in milliseconds. */
	async now() {
		return Number(await this.api.query.timestamp.now());
	}

	/** How far the chain's time moves with a block, in milliseconds. */
	async slotDuration() {
		return Number(await this.runtimeApi('AuraApi', 'slot_duration', []));
	}

	/** The answer of a runtime API as a codec. */
	async runtimeApi(name, methodName, values, at) {
		const api = this.metadata.apis.find((candidate) => candidate.name.eq(name));
		const method = api?.methods.find((candidate) => candidate.name.eq(methodName));
		if (!method) {
			throw new Error(`the chain has no runtime API ${name}.${methodName}`);
		}
		const input = this.#encode(method.inputs, values);
		const block = at === undefined ? [] : [at];
		const bytes = await this.api.rpc.state.call(`${name}_${methodName}`, input, ...block);
		return create(this.registry, method.output, bytes.toU8a(true));
	}

	/** The answer of a pallet's view function as a codec. */
	async view(palletName, functionName, values, at) {
		const pallet = this.metadata.pallets.find((candidate) => candidate.name.eq(palletName));
		const view = pallet?.viewFunctions.find((candidate) => candidate.name.eq(functionName));
		if (!view) {
			throw new Error(`the chain has no view function ${palletName}.${functionName}`);
		}
		const input = this.#encode(view.inputs, values);
		const id = view.id.toU8a();
		const query = { prefix: u8aToHex(id.subarray(0, 16)), suffix: u8aToHex(id.subarray(16)) };
		const answer = await this.runtimeApi(
			'RuntimeViewFunction', 'execute_view_function', [query, input], at,
		);
		if (answer.isErr) {
			throw new Error(`view function ${palletName}.${functionName}: ${words(answer.asErr)}`);
		}
		return create(this.registry, view.output, answer.asOk.toU8a(true));
	}

	/** What `person` has, free and on hold, in the token's smallest unit. */
	async balance({ address }) {
		const { data } = await this.api.query.system.account(address);
		return { free: data.free.toBigInt(), held: data.reserved.toBigInt() };
	}

	#encode(inputs, values) {
		const encoded = inputs.map(({ type }, index) => create(this.registry, type, values[index]).toU8a());
		return u8aToHex(u8aConcat(...encoded));
	}
}

/** By what right somebody reads, in words: `Grant(Account)`, `Representative`, `Emergency(7)`. */
export function right(basis) {
	if (basis.isGrant || basis.isDelegation) {
		return `${basis.type}(${basis.inner.type})`;
	}
	return words(basis);
}
