// What a patient consents to: the terms on chain, and the signed form off chain that they commit to.
import { u8aToHex } from '@polkadot/util';
import { CONSENT_FORM_DOMAIN, commitment, freshSalt } from './cipher.mjs';
import { bitSet, segmentSet } from './metadata.mjs';

const DAY = 24 * 60 * 60 * 1000;

/** The terms of a consent of `patient` from now on, for a day unless `lasting` says otherwise. */
export async function terms({ api, queries }, patient, wish) {
	const { purposes, actions, segments, lasting = DAY, type = 'permit' } = wish;
	const from = await queries.now();
	const until = from + lasting;
	const form = signedForm(patient, { type, purposes, actions, from, until });
	return {
		purposes: bitSet(api.registry, 'Purpose', purposes),
		actions: bitSet(api.registry, 'Action', actions),
		segments: segments.reduce((bits, segment) => bits | segmentSet(segment), 0n),
		from,
		until,
		form: u8aToHex(commitment(CONSENT_FORM_DOMAIN, freshSalt(), form)),
		version: 1,
	};
}

// A FHIR Consent with the patient's signature below it. Form and salt stay with the patient.
function signedForm(patient, { type, purposes, actions, from, until }) {
	const form = Buffer.from(JSON.stringify({
		resourceType: 'Consent',
		status: 'active',
		scope: { coding: [{ code: 'patient-privacy' }] },
		category: [{ coding: [{ system: 'http://loinc.org', code: '59284-0' }] }],
		policyRule: { coding: [{ code: 'OPTIN' }] },
		provision: {
			type,
			period: { start: new Date(from).toISOString(), end: new Date(until).toISOString() },
			action: actions.map((code) => ({ coding: [{ code: code.toLowerCase() }] })),
			purpose: purposes.map((code) => ({ code })),
		},
	}));
	return Buffer.concat([form, patient.pair.sign(form)]);
}
