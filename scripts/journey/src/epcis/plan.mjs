// Plans as salus-epcis writes them.
import { readFileSync } from 'node:fs';
import { Problem } from '../problem.mjs';

/** Reads a plan. */
export function readPlan(path) {
	let plan;
	try {
		plan = JSON.parse(readFileSync(path, 'utf8'));
	} catch (error) {
		const reason = error instanceof SyntaxError ? 'not JSON' : error.message.split('\n')[0];
		throw new Problem(`${path}: ${reason}`);
	}
	const isCall = (call) => [call?.pallet, call?.call].every((name) => typeof name === 'string')
		&& typeof call.args === 'object' && call.args !== null;
	const isEvent = (event) => Array.isArray(event?.calls) && event.calls.every(isCall)
		&& ['facts', 'unmapped', 'problems'].every((list) => Array.isArray(event[list]));
	if (!Array.isArray(plan?.documents) || !Array.isArray(plan.events) || !plan.events.every(isEvent)) {
		throw new Problem(`${path}: no plan of salus-epcis`);
	}
	return plan;
}

/** What has to be filled in before `call` can be sent: what it says is open, and still has a `null`. */
export function openOf(call) {
	const open = (call.open ?? []).filter((name) => name !== 'by' && hasNull(call.args[name]));
	return call.by ? open : [...open, 'by'];
}

function hasNull(value) {
	return value === null || value === undefined
		|| (typeof value === 'object' && Object.values(value).some(hasNull));
}

/** Why something of a call has to be filled in, as the plan says. */
export function reasonsFor({ unmapped }, open) {
	return unmapped.filter(({ what }) => open.some((field) => what.split(' ')[0] === field));
}

/**
 * Each call's name within its event, by which it is known whether it was sent: the second `dispense` of
 * an event is `provenance.dispense#1`.
 */
export function callNames(event) {
	const seen = new Map();
	return event.calls.map(({ pallet, call }) => {
		const name = `${pallet}.${call}`;
		const count = seen.get(name) ?? 0;
		seen.set(name, count + 1);
		return `${name}#${count}`;
	});
}

/** The arguments of `call`, with a time to come where the planned one is over, and what was changed. */
export function inTime(call, now, within) {
	const planned = call.args.receive_by;
	if (typeof planned !== 'number' || planned > now) {
		return { args: call.args };
	}
	const receiveBy = now + within;
	const [was, is] = [planned, receiveBy].map((at) => new Date(at).toISOString().slice(0, 10));
	return {
		args: { ...call.args, receive_by: receiveBy },
		note: `receive_by ${was} is over: ${is} instead`,
	};
}

/** Whether the plan knows that a unit is dispensed once more, by another event. */
export function isKnownCopy(event) {
	return event.problems.some(({ kind, text }) => kind === 'state' && text.includes('dispensed already'));
}

/** The first characters of an event's hash. */
export function shortHash(hash) {
	return /^ni:\/\/\/sha-256;([0-9a-f]{8})/.exec(hash ?? '')?.[1] ?? '-';
}
