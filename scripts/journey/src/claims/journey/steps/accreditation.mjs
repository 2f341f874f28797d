// Who pays, who treats, who reviews; and the money of the run.
import { GERMANY, accredit } from '../../../governance.mjs';
import { ASSET } from '../queries.mjs';
import { usd } from '../told.mjs';

const MONTH = 30 * 24 * 60 * 60 * 1000;
const FUNDS = 100;
const KINDS = ['Facility', 'Laboratory', 'Manufacturer', 'Payer', 'Pharmacy', 'Practitioner'];
// Payers' reserves, and what patients' shares are paid with. The pharmacy has money of its own.
const DOLLARS = { insurer1: '20000', insurer2: '5000', mother: '100', employer: '100', pharmacy: '50' };

export async function accreditation(journey) {
	const { api, people, queries, sender, table } = journey;
	const { bank, issuer } = people;
	table.part('Who is who');
	journey.kept.issuance = await queries.issuance();
	// What providers have that no claim paid.
	journey.kept.own = usd(DOLLARS.pharmacy);
	const funded = Object.values(people).filter((person) => person.funded);
	const transfers = Object.entries(DOLLARS).map(([name, amount]) =>
		api.tx.assets.transfer(ASSET, people[name].address, usd(amount)));
	const paying = sender.sendAll(bank, transfers);
	await accredit(journey, new Map(funded.map((person) => [person, FUNDS])), [[issuer, KINDS]]);
	await journey.report('test dollars for payers, and for whoever pays patients\' shares', bank, await paying);
	await licences(journey);
}

async function licences(journey) {
	const { api, people, queries } = journey;
	const { centre, clinic, dentist, hospital, imaging, insurer1, insurer2, issuer, lab, maker } = people;
	const { pharmacy, practice, reviewer1, reviewer2, reviewer3, surgeon } = people;
	const until = (await queries.now()) + MONTH;
	const { grantLicence, suspendLicence } = api.tx.credentials;
	const licence = (kind, ...holders) =>
		holders.map(({ address }) => grantLicence(address, kind, GERMANY, until));
	await journey.actInTurn(issuer, [
		{
			step: 'license two payers, five facilities, a laboratory, a pharmacy, a surgeon, a dentist, three reviewers, a maker',
			call: api.tx.utility.batchAll([
				...licence('Payer', insurer1, insurer2),
				...licence('Facility', clinic, centre, imaging, practice, hospital),
				...licence('Laboratory', lab),
				...licence('Pharmacy', pharmacy),
				...licence('Practitioner', surgeon, dentist, reviewer1, reviewer2, reviewer3),
				...licence('Manufacturer', maker),
			]),
		},
		{
			step: 'suspend the dentist\'s licence',
			call: suspendLicence(dentist.address, 'Practitioner', GERMANY),
		},
	]);
}
