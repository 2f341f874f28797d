// Referenda: placed, voted on, and what becomes of them.
import { compactAddLength, stringToU8a, u8aConcat } from '@polkadot/util';
import { blake2AsHex } from '@polkadot/util-crypto';
import { describe } from '../errors.mjs';
import { eventsOf, latest } from '../send.mjs';

const CONVICTIONS = ['Locked1x', 'Locked2x', 'Locked3x', 'Locked4x', 'Locked5x', 'Locked6x'];
// Of the whole tokens that each of the electorate begins with, and keeps some of for fees and deposits.
const STAKE = 900_000n;
const ENDS = ['Confirmed', 'Rejected', 'TimedOut', 'Cancelled', 'Killed'];
const ENACTMENTS = ['Dispatched', 'CallUnavailable', 'PermanentlyOverweight'];

/** The custom origin `name`, as `referenda.submit` takes it. */
export function origin(name) {
	return { Origins: name };
}

/** Where a call's preimage is looked up, and how long it is. */
export function lookup({ method }) {
	return { Lookup: { hash: method.hash.toHex(), len: method.encodedLength } };
}

/**
 * Notes the preimages of proposals, `{ origin, call, track }`, and places referenda on them; a row. Instead of a call
 * a proposal may have the `bounded` that it is found by. Answers with the referenda's numbers.
 */
export async function place(journey, step, proposals) {
	const { api, people, sender, table } = journey;
	const { proposer } = people;
	const notes = await noting(api, proposals.flatMap(({ call }) => call ?? []));
	const submits = proposals.map(({ origin: asked, call, bounded }) =>
		api.tx.referenda.submit(asked, bounded ?? lookup(call), { After: 0 }));
	const placing = await sender.sendAll(proposer, [...notes, ...submits]);
	const submitted = eventsOf(placing, 'referenda', 'Submitted');
	const tracks = submitted.map(({ data }) => trackName(api, data.track));
	table.row({
		step,
		who: proposer.name,
		expected: `on ${proposals.map(({ track }) => track).join(', ')}`,
		result: placing.error ?? `on ${tracks.join(', ')}`,
		block: placing.block,
	});
	if (submitted.length !== proposals.length) {
		throw new Error(`"${step}" placed ${submitted.length} of ${proposals.length} referenda`);
	}
	return submitted.map(({ data }) => Number(data.index));
}

/** Puts down the deposits of referenda, and everybody votes on them, with conviction; a row. */
export async function vote(journey, numbers, aye = true) {
	const { api, electorate, people, sender, table } = journey;
	const unit = 10n ** BigInt(api.registry.chainDecimals[0]);
	const balance = STAKE * unit;
	const deposits = numbers.map((number) => api.tx.referenda.placeDecisionDeposit(number));
	const [depositing, ...votings] = await Promise.all([
		sender.sendAll(people.proposer, deposits),
		...electorate.map((voter, index) => {
			const conviction = CONVICTIONS[index % CONVICTIONS.length];
			const choice = { Standard: { vote: { aye, conviction }, balance } };
			return sender.sendAll(voter, numbers.map((number) => api.tx.convictionVoting.vote(number, choice)));
		}),
	]);
	const votes = votings.flatMap((voting) => eventsOf(voting, 'convictionVoting', 'Voted')).length;
	const failed = [depositing, ...votings].find(({ error }) => error);
	table.row({
		step: `vote ${aye ? 'aye' : 'nay'} on ${listed(numbers)}, with conviction`,
		who: 'voters',
		expected: `${numbers.length * electorate.length} votes`,
		result: failed?.error ?? `${votes} votes`,
		block: latest([depositing, ...votings]).block,
	});
}

/** Prints a row about what becomes of referendum `number`, once it is done: see `fate`. */
export async function ended(journey, step, number, expected, inner) {
	const { block, result } = await fate(journey, number, inner);
	journey.table.row({ step: `referendum ${number}: ${step}`, who: 'voters', expected, result, block });
	return block;
}

/**
 * What becomes of referendum `number`: `approved, carried out`, `approved, BadOrigin`, `rejected`. Of a referendum
 * that dispatches a whitelisted call, `inner`, it is what became of that one: `deferred` when it was not on the
 * whitelist yet.
 */
export async function fate({ api, chronicle }, number, inner) {
	const end = await chronicle.first(`the end of referendum ${number}`, ({ section, method, data }) =>
		section === 'referenda' && ENDS.includes(method) && Number(data.index) === number);
	if (end.event.method !== 'Confirmed') {
		return { block: end.block, result: end.event.method.toLowerCase() };
	}
	const task = taskName(number);
	const { block, event } = await chronicle.first(`the enactment of referendum ${number}`, ({ section, method, data }) =>
		section === 'scheduler' && ENACTMENTS.includes(method) && data.id.isSome && data.id.unwrap().toHex() === task,
		end.block);
	const enacted = enactment(api.registry, event);
	const result = inner && enacted === 'carried out' ? whitelisted(api.registry, chronicle, block, inner) : enacted;
	return { block, result: `approved, ${result}` };
}

/** What the enactment of referendum `number` is called in the scheduler. */
export function taskName(number) {
	const index = new Uint8Array(4);
	new DataView(index.buffer).setUint32(0, number, true);
	const name = u8aConcat(stringToU8a('assembly'), compactAddLength(stringToU8a('enactment')), index);
	return blake2AsHex(name, 256);
}

/** The track with this number, by its name. */
export function trackName(api, id) {
	const track = api.consts.referenda.tracks.find(([known]) => known.eq(id));
	return track ? String(track[1].name).replace(/\0/g, '') : `track ${id}`;
}

/** `carried out`, or why a call was not. */
export function carriedOut(registry, result) {
	if (result.isOk) {
		return 'carried out';
	}
	const error = result.asErr;
	// With what it weighed, or without.
	return describe(registry, error.error ?? error);
}

function enactment(registry, { method, data }) {
	return method === 'Dispatched' ? carriedOut(registry, data.result) : method;
}

function whitelisted(registry, chronicle, block, { method }) {
	const about = (name) => chronicle.between(block, block, 'whitelist', name)
		.find(({ event }) => event.data.callHash.eq(method.hash));
	if (about('DispatchDeferred')) {
		return 'deferred';
	}
	const dispatched = about('WhitelistedCallDispatched');
	return dispatched ? carriedOut(registry, dispatched.event.data.result) : 'not dispatched';
}

// The calls that note preimages, each once, and only those that are not there yet.
async function noting(api, calls) {
	const preimages = new Map(calls.map(({ method }) => [method.hash.toHex(), method.toHex()]));
	const known = await Promise.all([...preimages.keys()].map((hash) => api.query.preimage.requestStatusFor(hash)));
	return [...preimages.values()]
		.filter((_, index) => known[index].isNone)
		.map((preimage) => api.tx.preimage.notePreimage(preimage));
}

function listed(numbers) {
	return numbers.length === 1 ? `referendum ${numbers[0]}` : `referenda ${numbers.join(', ')}`;
}
