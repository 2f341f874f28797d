// Governance accredits those who license, and the organisation that gives out company prefixes.
import { GERMANY, accredit } from '../../governance.mjs';

const MONTH = 30 * 24 * 60 * 60 * 1000;
const FUNDS = 100;
// For packs that are yet to be dispensed, a million of them.
const MAKER_FUNDS = 1000;
const KINDS = ['Manufacturer', 'Wholesaler', 'Carrier', 'Pharmacy', 'Facility', 'Regulator'];

export async function accreditation(journey) {
	const { api, people, queries, table } = journey;
	const { bank, gs1, issuer, ...others } = people;
	table.part('Who is who');
	const funded = [gs1, issuer, ...Object.values(others).filter((person) => person.funded)];
	const funds = new Map(funded.map((person) => [person, FUNDS]));
	funds.set(people.maker, MAKER_FUNDS);
	await accredit(journey, funds, [[issuer, KINDS], [gs1, ['Manufacturer']]]);
	const until = (await queries.now()) + MONTH;
	const licence = (holder, kind) =>
		api.tx.credentials.grantLicence(holder.address, kind, GERMANY, until);
	const { maker, rival, wholesaler, carrier, pharmacy1, pharmacy2, hospital, regulator } = people;
	await journey.actAll(
		'license two makers, a wholesaler, a carrier, two pharmacies, a hospital, a regulator',
		issuer,
		[
			...[maker, rival].map((holder) => licence(holder, 'Manufacturer')),
			licence(wholesaler, 'Wholesaler'),
			licence(carrier, 'Carrier'),
			...[pharmacy1, pharmacy2].map((holder) => licence(holder, 'Pharmacy')),
			licence(hospital, 'Facility'),
			licence(regulator, 'Regulator'),
		],
	);
}
