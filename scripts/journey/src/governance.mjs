// The technical committee accredits those who issue licences, and the bank pays for everybody.
import { describe } from './errors.mjs';
import { committee } from './people.mjs';
import { Problem } from './problem.mjs';
import { eventsOf } from './send.mjs';

export const GERMANY = { country: '0x4445', subdivision: '0x000000' };

/**
 * Gives people what `funds`, a map, says, in whole tokens, and accredits `issuers`, each with the
 * kinds of licences that it may grant.
 */
export async function accredit(journey, funds, issuers) {
	const { api, people, sender, table } = journey;
	const { members, threshold } = await committee(api);
	const [chair] = members;
	const accreditations = issuers.flatMap(([{ address }, kinds]) =>
		kinds.map((kind) => api.tx.credentials.accredit(address, kind, GERMANY)));
	const proposal = api.tx.utility.batchAll(accreditations);
	const propose = api.tx.technicalCommittee.propose(
		threshold, proposal, proposal.method.encodedLength,
	);
	const [funding, proposing] = await Promise.all([
		fund(journey, funds),
		sender.send(chair, propose),
	]);
	await journey.report('accounts of this run are funded', people.bank, funding);
	const wishes = issuers.map(([{ name }, kinds]) => `${name}: ${kinds.join(', ')}`);
	await journey.report(`propose to accredit ${wishes.join('; ')}`, chair, proposing);
	const [proposed] = eventsOf(proposing, 'technicalCommittee', 'Proposed');
	if (!proposed) {
		throw new Problem('the technical committee took no proposal: nobody can be accredited');
	}
	const { proposalHash, proposalIndex } = proposed.data;
	const aye = api.tx.technicalCommittee.vote(proposalHash, proposalIndex, true);
	const votes = await Promise.all(members.map((member) => sender.send(member, aye)));
	for (const [index, member] of members.entries()) {
		await journey.report('vote aye', member, votes[index]);
	}
	const { weight } = await proposal.paymentInfo(chair.address);
	const close = api.tx.technicalCommittee.close(
		proposalHash, proposalIndex, weight, proposal.method.encodedLength,
	);
	const closing = await sender.send(chair, close);
	table.row({
		step: `close: ${issuers.map(([{ name }]) => name).join(' and ')} accredited`,
		who: chair.name,
		expected: 'carried out',
		result: closing.error ?? carriedOut(api.registry, closing),
		block: closing.block,
	});
}

function carriedOut(registry, closing) {
	const [executed] = eventsOf(closing, 'technicalCommittee', 'Executed');
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
