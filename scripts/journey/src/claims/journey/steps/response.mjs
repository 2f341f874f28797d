// The first claim once more, as FHIR has it: what the chain paid, to the cent.
import { Decimal } from '../../json.mjs';
import { toClaimResponse } from '../../to-fhir.mjs';
import { adjusted, sumOf } from '../../chain-claim.mjs';
import { dollars, plain } from '../told.mjs';

export async function response(journey) {
	const { kept, people, plans, queries, table } = journey;
	const { clinic, insurer1 } = people;
	const { block, hash, id } = kept.clean;
	table.part('The clean claim as a FHIR ClaimResponse');
	const claim = (await queries.codec(id, hash)).unwrap();
	const context = { ...id, payer: insurer1.address, tags: plans.gold.tags };
	const made = toClaimResponse(claim, context);
	const { lines, paid } = plain(claim);
	const row = (step, expected, result) =>
		table.row({ step, who: clinic.name, expected, result, block });
	row('look at its outcome', 'active, complete', `${made.status}, ${made.outcome}`);
	const billed = dollars(sumOf(lines, 'billed'));
	const totals = [
		['submitted', 'billed', billed],
		['eligible', 'allowed', dollars(sumOf(lines, 'allowed'))],
		['copay', 'copays', dollars(adjusted(lines, 'PR', 3))],
		['benefit', 'paid', dollars(paid)],
		['CO', 'contractual adjustments', dollars(adjusted(lines, 'CO'))],
		['PR', 'the patient\'s', dollars(adjusted(lines, 'PR'))],
	];
	for (const [code, name, expected] of totals) {
		row(`compare the total of what is ${name}`, `${expected} USD`, totalOf(made.total, code));
	}
	const items = made.item.map(({ adjudication }) => totalOf(adjudication, 'benefit')).join(', ');
	row('compare what is paid of each item', lines.map((line) => `${dollars(line.paid)} USD`).join(', '), items);
	row('compare the payment', `${dollars(paid)} USD`, money(made.payment?.amount));
}

function totalOf(list, code) {
	return money(list.find(({ category, reason }) => !reason && category.coding[0].code === code)?.amount);
}

function money(amount) {
	return amount ? `${Decimal.from(amount.value)} ${amount.currency}` : 'none';
}
