// Who plays, and the records whose deposits the next runtime lowers.
import { u8aToHex } from '@polkadot/util';
import { RECORD_DOMAIN, commitment, freshSalt } from '../../cipher.mjs';
import { terms } from '../../consents.mjs';
import { GERMANY, accredit } from '../../governance.mjs';
import { eventsOf } from '../../send.mjs';
import { origin, place, vote } from '../referenda.mjs';

const MONTH = 30 * 24 * 60 * 60 * 1000;
const FUNDS = 100;
// What it takes to hand in a runtime, for a fee that is returned.
const MUCH = 500;
// So many that the migration takes several blocks.
const RECORDS = 60;
// Each of so many has a second version.
const AMENDED = 5;

export async function registration(journey) {
	const { api, people, table } = journey;
	const { hospital, issuer, physician, patient, mother } = people;
	table.part('Who is who');
	const funds = new Map(Object.values(people).filter(({ funded }) => funded).map((person) =>
		[person, person.name === 'anybody' ? MUCH : FUNDS]));
	await accredit(journey, funds, [[issuer, ['Facility', 'Practitioner']]]);
	const until = (await journey.queries.now()) + MONTH;
	const licence = ({ address }, kind) => api.tx.credentials.grantLicence(address, kind, GERMANY, until);
	await journey.actAll('license a hospital and a physician', issuer, [
		licence(hospital, 'Facility'),
		licence(physician, 'Practitioner'),
	]);
	const consent = async (signer, grantee) => api.tx.consent.grant(grantee, await terms(journey, signer, {
		purposes: ['TREAT'], actions: ['Access'], segments: [journey.segment],
	}));
	const grants = (signer) => Promise.all([
		consent(signer, { Account: physician.address }),
		consent(signer, { Organisation: hospital.address }),
	]);
	const calls = Array.from({ length: RECORDS }, (_, index) =>
		journey.register(index % 2 === 0 ? patient : mother, freshCommitment()));
	const [registering, ...granting] = await Promise.all([
		journey.sender.sendAll(hospital, calls),
		...[patient, mother].map(async (signer) => journey.sender.sendAll(signer, await grants(signer))),
	]);
	const ids = eventsOf(registering, 'records', 'Registered').map(({ data }) => Number(data.record));
	table.row({
		step: `register ${RECORDS} records of two patients`,
		who: hospital.name,
		expected: `${RECORDS} registered`,
		result: registering.error ?? `${ids.length} registered`,
		block: registering.block,
	});
	for (const [index, signer] of [patient, mother].entries()) {
		await journey.report('let physician and hospital see them', signer, granting[index]);
	}
	const amended = ids.filter((_, index) => index % AMENDED === 0);
	await journey.beside(opposed, () => journey.actAll(`amend ${amended.length} of them`, hospital, amended.map((id) =>
		api.tx.records.amend(id, freshCommitment(), null))));
	// Every other one is about the mother.
	journey.kept.record = ids[1];
	await journey.act('access one of them', physician, access(journey));
}

/** The call with which the physician accesses the one record. */
export function access({ api, kept }) {
	return api.tx.records.access(kept.record, 'Access', 'TREAT');
}

/** The commitment to a document that nobody ever sees. */
export function freshCommitment() {
	return u8aToHex(commitment(RECORD_DOMAIN, freshSalt(), Buffer.from('a document')));
}

// A referendum that everybody votes against. It takes until the end of its time to be rejected, so that it is
// placed first.
async function opposed(journey) {
	const { api, kept } = journey;
	const call = api.tx.safeMode.forceEnter();
	const proposal = { origin: origin('PatientSafety'), call, track: 'patient_safety' };
	[kept.opposed] = await place(journey, 'place a referendum that stops everything', [proposal]);
	await vote(journey, [kept.opposed], false);
}
