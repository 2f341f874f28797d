// Everybody else, and everything else, is refused with its reason and leaves nothing behind.
export async function refusals(journey) {
	const { people, queries, records, table } = journey;
	const { physician, physician2, insurer, patient } = people;
	const [record, closed] = records;
	table.part('Everybody else is refused');
	await journey.readAll([
		{ step: 'access as a second physician', reader: physician2, record, expected: 'refused: NoConsent' },
		{ step: 'access as an insurer', reader: insurer, record, purpose: 'HPAYMT', expected: 'refused: NoConsent' },
		{ step: 'access for research', reader: physician, record, purpose: 'HRESCH', expected: 'refused: Purpose' },
		{ step: 'break the glass, which TREAT never implies', reader: physician, record, purpose: 'BTG', expected: 'refused: Purpose' },
		{ step: 'disclose instead of access', reader: physician, record, action: 'Disclose', expected: 'refused: Action' },
		{ step: 'access a record of another segment', reader: physician, record: closed, expected: 'refused: Segment' },
	]);
	const receipts = await Promise.all([record, closed].map(({ id }) => queries.receipts(id)));
	table.row({
		step: 'look for receipts of what was refused',
		who: patient.name,
		expected: '1 and 0 receipts',
		result: `${receipts.map(({ length }) => length).join(' and ')} receipts`,
	});
}

export async function denial(journey) {
	const { people, records, segments, table } = journey;
	const { insurer, patient } = people;
	const [record] = records;
	const wish = { purposes: ['HPAYMT'], actions: ['Access'], segments: [segments.open] };
	table.part('A denial beats a permit');
	const permit = await journey.grant({ Account: insurer.address }, wish);
	await journey.act('grant the insurer HPAYMT/Access', patient, permit);
	const reading = { reader: insurer, record, purpose: 'HPAYMT' };
	await journey.readAll([
		{ step: 'access for payment', ...reading, expected: 'permitted by Grant(Account)' },
	]);
	await journey.act('deny it to all payers', patient, await journey.deny({ Licence: 'Payer' }, wish));
	await journey.readAll([
		{ step: 'access for payment, the permit still standing', ...reading, expected: 'refused: Denied' },
	]);
}
