// The hospital anchors its days; who was read about gets an accounting, and disputes an access.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { u8aToHex } from '@polkadot/util';
import { account, anchoredDays, verdict } from '../accounting.mjs';
import { batch, proof } from '../merkle.mjs';
import { bodyOf, dateOf, dayOf, format, parse, receipt, receiptLeaf, tagSalt } from '../receipts.mjs';
import { eventsOf } from '../send.mjs';
import { statement } from '../statements.mjs';

const DAY = 24 * 60 * 60 * 1000;
const HOUR = DAY / 24;

export async function trail(journey) {
	const { queries, table } = journey;
	table.part('The access trail');
	const today = dayOf(await queries.now());
	const file = yesterday(journey, today - 1);
	await anchor(journey, today, file);
	await accountings(journey, today, file);
	await dispute(journey, today - 1, file);
}

async function anchor(journey, today, { receipts }) {
	const { api, people, queries, table } = journey;
	const { hospital, patient } = people;
	const { anchorDay, declareQuietDay } = api.tx.trail;
	const { root, count } = batch(receipts.map(receiptLeaf));
	const anchored = (day) => anchorDay(day, u8aToHex(root), count);
	await journey.actInTurn(hospital, [
		{ step: `anchor yesterday's ${count} receipts`, call: anchored(today - 1) },
		{ step: 'anchor yesterday again', call: anchored(today - 1), expected: 'trail.AlreadyAnchored' },
		{ step: 'anchor today', call: anchored(today), expected: 'trail.DayNotOver' },
		{ step: 'declare the day before yesterday quiet', call: declareQuietDay(today - 2) },
		{ step: 'declare a day before that quiet, with a gap', call: declareQuietDay(today - 4) },
	]);
	const missing = await queries.view(
		'Trail', 'missing_days', [hospital.address, today - 4, today - 1],
	);
	table.row({
		step: 'ask which days are missing',
		who: patient.name,
		expected: dateOf(today - 3),
		result: missing.map((day) => dateOf(Number(day))).join(', '),
	});
}

async function accountings(journey, today, { path, receipts, text }) {
	const { api, people, table } = journey;
	const { hospital, patient } = people;
	const anchored = await anchoredDays(api, hospital.address, today - 4, today - 1);
	const since = (first) => new Map([...anchored].filter(([day]) => day >= first));
	const row = (step, report, expected) =>
		table.row({
			step,
			who: patient.name,
			expected,
			result: `${verdict(report)}; ${report.disclosures.filter(({ proven }) => proven).length} proven`,
		});
	const kept = parse(text, path);
	row('account for two days', account(kept, since(today - 2), patient.address), 'complete; 1 proven');
	row(
		'account for four days, one of them missing',
		account(kept, anchored, patient.address),
		`incomplete: ${dateOf(today - 3)} missing; 1 proven`,
	);
	const altered = parse(format(receipts.map((entry) => ({ ...entry, purpose: 'HMARKT' }))), path);
	row(
		'account for two days, a purpose altered since',
		account(altered, since(today - 2), patient.address),
		`incomplete: ${dateOf(today - 1)} altered; 0 proven`,
	);
	const left = receipts.filter(({ subject }) => subject !== patient.address);
	row(
		'account for two days, a receipt left out since',
		account(parse(format(left), path), since(today - 2), patient.address),
		`incomplete: ${dateOf(today - 1)} altered; 0 proven`,
	);
}

async function dispute(journey, day, { receipts }) {
	const { api, people, table } = journey;
	const { hospital, patient, regulator } = people;
	const entry = receipts.find(({ subject }) => subject === patient.address);
	const siblings = proof(receipts.map(receiptLeaf), entry.index).map((sibling) => u8aToHex(sibling));
	const objection = statement('nobody told me that an insurer reads this');
	const object = (body) =>
		api.tx.trail.disputeLeaf(
			hospital.address, day, entry.index, u8aToHex(tagSalt(entry)), u8aToHex(body), siblings, objection,
		);
	const [, objecting] = await journey.actInTurn(patient, [
		{ step: 'dispute an access that is not in it', call: object(new Uint8Array(32)), expected: 'trail.Proof(Mismatch)' },
		{ step: 'dispute the access', call: object(bodyOf(entry)) },
		{ step: 'dispute it again', call: object(bodyOf(entry)), expected: 'trail.AlreadyDisputed' },
	]);
	const [opened] = eventsOf(objecting, 'trail', 'DisputeOpened');
	if (!opened) {
		throw new Error('no dispute was opened');
	}
	const id = Number(opened.data.dispute);
	const close = () => api.tx.trail.close(id, 'Upheld', statement('the insurer had no purpose to'));
	await journey.act('close it before there is an answer', regulator, close(), 'trail.AwaitingAnswer');
	await journey.act('answer it', hospital, api.tx.trail.answer(id, statement('it was asked for by mistake')));
	await journey.act('close it', regulator, close());
	const found = (await api.query.trail.disputes(id)).unwrapOr(undefined);
	table.row({
		step: 'look at the dispute',
		who: patient.name,
		expected: 'Closed: Upheld',
		result: found?.state.isClosed ? `Closed: ${found.state.asClosed.finding.type}` : `${found?.state.type}`,
	});
}

// What the hospital's own systems wrote down that day, kept in the vault's folder.
function yesterday({ people, records, vault }, day) {
	const { casualty, child, emergency, insurer, nurse, parent, patient, physician } = people;
	const [record] = records;
	const accesses = [
		[casualty, emergency, 'BTG', 1],
		[child, physician, 'TREAT', 2],
		[patient, insurer, 'HPAYMT', record.id],
		[child, parent, 'FAMRQT', 2],
		[casualty, nurse, 'TREAT', 1],
	];
	const receipts = accesses.map(([subject, reader, purpose, number], index) => ({
		index,
		...receipt({
			subject: subject.address,
			reader: reader.address,
			action: 'Access',
			purpose,
			record: number,
			at: day * DAY + (8 + index) * HOUR,
		}),
	}));
	const path = join(vault.folder, 'receipts.jsonl');
	const text = format(receipts);
	writeFileSync(path, text);
	return { path, receipts, text };
}
