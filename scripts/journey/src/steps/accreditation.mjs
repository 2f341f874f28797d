// Governance accredits an issuer, the issuer licenses, the hospital admits.
import { Problem } from '../problem.mjs';
import { committee } from '../people.mjs';
import { eventsOf } from '../send.mjs';
import { describe } from '../errors.mjs';

const GERMANY = { country: '0x4445', subdivision: '0x000000' };
const MONTH = 30 * 24 * 60 * 60 * 1000;
const KINDS = ['Facility', 'Practitioner', 'Payer', 'Regulator'];
const FUNDS = 100n;

export async function accreditation(journey) {
	journey.table.part('Who is who');
	await accredit(journey);
	await license(journey);
}

async function accredit(journey) {
	const { api, sender, table } = journey;
	const { bank, issuer } = journey.people;
	const { members, threshold } = await committee(api);
	const [chair] = members;
	const proposal = api.tx.utility.batchAll(
		KINDS.map((kind) => api.tx.credentials.accredit(issuer.address, kind, GERMANY)),
	);
	const propose = api.tx.technicalCommittee.propose(
		threshold, proposal, proposal.method.encodedLength,
	);
	const [funding, proposing] = await Promise.all([fund(journey), sender.send(chair, propose)]);
	await journey.report('accounts of this run are funded', bank, funding);
	await journey.report(`propose to accredit an issuer: ${KINDS.join(', ')}`, chair, proposing);
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
		step: 'close: the issuer is accredited',
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

function fund({ api, sender, people, documents }) {
	const { bank, ...others } = people;
	const unit = 10n ** BigInt(api.registry.chainDecimals[0]);
	const funded = Object.values(others).filter((person) => person.funded);
	const transfers = funded.map(({ name, address }) => {
		const more = name === 'hospital' ? BigInt(documents.length) : 0n;
		return api.tx.balances.transferKeepAlive(address, (FUNDS + more) * unit);
	});
	return sender.sendAll(bank, transfers);
}

async function license(journey) {
	const { api, sender, people } = journey;
	const { issuer, hospital, hospital2, physician, nurse, physician2, physician3 } = people;
	const { emergency, emergency2, specialist, insurer, regulator } = people;
	const until = (await journey.queries.now()) + MONTH;
	const licence = (holder, kind) =>
		api.tx.credentials.grantLicence(holder.address, kind, GERMANY, until);
	const licences = [
		...[hospital, hospital2].map((holder) => licence(holder, 'Facility')),
		...[physician, physician2, physician3, specialist, emergency, emergency2].map((holder) =>
			licence(holder, 'Practitioner')),
		licence(insurer, 'Payer'),
		licence(regulator, 'Regulator'),
	];
	await journey.actAll(
		'license two hospitals, six practitioners, an insurer, a regulator', issuer, licences,
	);
	const admit = (member, role) => api.tx.credentials.admitMember(member.address, role, until);
	const members = [
		admit(physician, 'Doctor'),
		admit(nurse, 'Nurse'),
		...[emergency, emergency2].map((member) => admit(member, 'EmergencyPractitioner')),
	];
	const [admission, elsewhere, unaccredited] = await Promise.all([
		sender.sendAll(hospital, members),
		sender.send(hospital2, admit(physician3, 'Doctor')),
		sender.send(physician2, licence(people.patient, 'Practitioner')),
	]);
	await journey.report('admit a physician, a nurse and two for emergencies', hospital, admission);
	await journey.report('admit a third physician', hospital2, elsewhere);
	await journey.report(
		'license somebody without accreditation', physician2, unaccredited, 'credentials.NotAccredited',
	);
}
