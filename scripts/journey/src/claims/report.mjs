// What becomes of files, in words.
import { list } from './codes.mjs';
import { dateOf } from './days.mjs';

/** Lines of text about `answer`, as `fromFhir` gave it, for a claim in a file. */
export function told({ file, resource }, answer) {
	const what = `${resource.use ?? 'no use'}, ${list(resource.type?.coding)[0]?.code ?? 'no type'}`;
	const notes = answer.notes.map(({ path, note }) => `    note: ${path}: ${note}`);
	if (answer.reasons) {
		const reasons = answer.reasons.map(({ path, reason }) => `    ${path}: ${reason}`);
		return [`${file}  ${what}: refused`, ...reasons, ...notes];
	}
	const { call, lines } = answer;
	const thing = call === 'authorisations.request' ? 'service' : 'line';
	const count = `${lines.length} ${thing}${lines.length === 1 ? '' : 's'}`;
	return [`${file}  ${what}: ${call}, ${count}`, ...lines.map(line), ...notes];
}

/** How many there were of what. */
export function summary(answers, others) {
	const mapped = answers.filter(({ reasons }) => reasons === undefined).length;
	const skipped = others > 0 ? `; ${others} other resources left out` : '';
	return `${answers.length} claims: ${mapped} mapped, ${answers.length - mapped} refused with their reasons${skipped}.`;
}

function line({ path, service, units, billed, currency, date }) {
	const amount = billed === undefined ? '' : `  ${billed} ${currency}`;
	const day = date === undefined ? '' : `  ${dateOf(date)}`;
	return `    ${path}  ${service} x ${units}${amount}${day}`;
}
