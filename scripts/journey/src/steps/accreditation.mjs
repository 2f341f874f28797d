// Governance accredits an issuer, the issuer licenses, the hospital admits.
import { GERMANY, accredit } from '../governance.mjs';

const MONTH = 30 * 24 * 60 * 60 * 1000;
const KINDS = ['Facility', 'Practitioner', 'Payer', 'Regulator'];
const FUNDS = 100;

export async function accreditation(journey) {
	journey.table.part('Who is who');
	const { documents, people } = journey;
	const { bank, ...others } = people;
	const funds = Object.values(others)
		.filter(({ funded }) => funded)
		.map((person) => [person, person.name === 'hospital' ? FUNDS + documents.length : FUNDS]);
	await accredit(journey, new Map(funds), [[people.issuer, KINDS]]);
	await license(journey);
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
