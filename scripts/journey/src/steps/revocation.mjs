// Consents end: by revocation, by themselves, all at once.
const TREAT = { purposes: ['TREAT'], actions: ['Access'] };

export async function revocation(journey) {
	const { api, people, queries, records, segments, table } = journey;
	const { physician, patient } = people;
	const [record] = records;
	table.part('The patient revokes');
	const revoke = api.tx.consent.revoke({ Account: physician.address });
	const { block } = await journey.act('revoke the physician\'s consent', patient, revoke);
	const asked = { subject: patient, actor: physician, action: 'Access', purpose: 'TREAT' };
	const [reading, result] = await Promise.all([
		journey.read(physician, record),
		journey.blockHash(block + 1).then((hash) => queries.gate({ ...asked, segment: segments.open }, hash)),
	]);
	const expected = 'refused: NoConsent';
	table.row({ step: 'ask the gate in the next block', who: physician.name, expected, result, block: block + 1 });
	table.row({ step: 'access the record', who: physician.name, expected, result: reading.result, block: reading.block });
}

export async function expiry(journey) {
	const { people, records, segments, table } = journey;
	const { physician2, patient } = people;
	const [record] = records;
	table.part('A consent expires by itself');
	const lasting = await journey.lasting(5);
	const short = await journey.grant(
		{ Account: physician2.address }, { ...TREAT, segments: [segments.open], lasting },
	);
	await journey.act(`grant the second physician ${lasting / 1000} s`, patient, short);
	await journey.readAll([
		{ step: 'access in time', reader: physician2, record, expected: 'permitted by Grant(Account)' },
	]);
	await journey.until(Number(short.args[1].until));
	await journey.readAll([
		{ step: 'access after the end', reader: physician2, record, expected: 'refused: Expired' },
	]);
}

export async function revocationOfAll(journey) {
	const { api, people, records, segments, table } = journey;
	const { hospital, nurse, physician, patient } = people;
	const [record] = records;
	const wish = { ...TREAT, segments: [segments.open] };
	table.part('The patient revokes everything');
	const grants = await Promise.all([
		journey.grant({ Account: physician.address }, wish),
		journey.grant({ Organisation: hospital.address }, wish),
	]);
	await journey.actAll('grant the physician, and the hospital\'s members', patient, grants);
	await journey.readAll([
		{ step: 'access', reader: physician, record, expected: 'permitted by Grant(Account)' },
		{ step: 'access as a member of the hospital', reader: nurse, record, expected: 'permitted by Grant(Organisation)' },
	]);
	await journey.act('revoke all consents at once', patient, api.tx.consent.revokeAll());
	await journey.readAll([
		{ step: 'access', reader: physician, record, expected: 'refused: Revoked' },
		{ step: 'access as a member of the hospital', reader: nurse, record, expected: 'refused: Revoked' },
	]);
}
