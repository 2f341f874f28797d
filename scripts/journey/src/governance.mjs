// The clinical council accredits those who issue licences, and the bank pays for everybody.
import { describe } from './errors.mjs';
import { seated } from './people.mjs';
import { Problem } from './problem.mjs';
import { eventsOf } from './send.mjs';

export const GERMANY = { country: '0x4445', subdivision: '0x000000' };

/**
 * Gives people what `funds`, a map, says, in whole tokens, and accredits `issuers`, each with the
 * kinds of licences that it may grant.
 */
export async function accredit(journey, funds, issuers) {
	const { api, people, table } = journey;
	const accreditations = issuers.flatMap(([{ address }, kinds]) =>
		kinds.map((kind) => api.tx.credentials.accredit(address, kind, GERMANY)));
	const [funding, motion] = await Promise.all([
		fund(journey, funds),
		pass(journey, 'clinicalCouncil', api.tx.utility.batchAll(accreditations)),
	]);
	const { chair, members, proposing, votes, closing, result } = motion;
	await journey.report('accounts of this run are funded', people.bank, funding);
	const wishes = issuers.map(([{ name }, kinds]) => `${name}: ${kinds.join(', ')}`);
	await journey.report(`propose to accredit ${wishes.join('; ')}`, chair, proposing);
	for (const [index, member] of members.entries()) {
		await journey.report('vote aye', member, votes[index]);
	}
	table.row({
		step: `close: ${issuers.map(([{ name }]) => name).join(' and ')} accredited`,
		who: chair.name,
		expected: 'carried out',
		result,
		block: closing.block,
	});
}

/**
 * Takes `call` through a council, `technicalCommittee` or `clinicalCouncil`: proposed, voted for by all
 * whose keys are known, closed. `result` is `carried out`, or why it was not.
 */
export async function pass({ api, sender }, council, call) {
	const { members, threshold } = await seated(api, council);
	const [chair] = members;
	const { encodedLength } = call.method;
	const proposing = await sender.send(chair, api.tx[council].propose(threshold, call, encodedLength));
	const [proposed] = eventsOf(proposing, council, 'Proposed');
	if (!proposed) {
		throw new Problem(`the ${council} took no proposal: ${proposing.error ?? 'it proposed nothing'}`);
	}
	const { proposalHash, proposalIndex } = proposed.data;
	const aye = api.tx[council].vote(proposalHash, proposalIndex, true);
	const [{ weight }, ...votes] = await Promise.all([
		call.paymentInfo(chair.address),
		...members.map((member) => sender.send(member, aye)),
	]);
	const close = api.tx[council].close(proposalHash, proposalIndex, weight, encodedLength);
	const closing = await sender.send(chair, close);
	const result = closing.error ?? carriedOut(api.registry, council, closing);
	return { chair, members, proposing, votes, closing, result };
}

function carriedOut(registry, council, closing) {
	const [executed] = eventsOf(closing, council, 'Executed');
	if (!executed) {
		return 'not carried out';
	}
	const { result } = executed.data;
	return result.isOk ? 'carried out' : describe(registry, result.asErr);
}

function fund({ api, sender, people }, funds) {
	const unit = 10n ** BigInt(api.registry.chainDecimals[0]);
	const transfers = [...funds].map(([{ address }, amount]) =>
		api.tx.balances.transferKeepAlive(address, BigInt(amount) * unit));
	return sender.sendAll(people.bank, transfers);
}
