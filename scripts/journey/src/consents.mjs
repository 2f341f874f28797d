// What a patient consents to: the terms on chain, and the signed form off chain that they commit to.
import { u8aToHex } from '@polkadot/util';
import { CONSENT_FORM_DOMAIN, commitment, freshSalt } from './cipher.mjs';
import { bitSet, segmentsSet } from './metadata.mjs';

const DAY = 24 * 60 * 60 * 1000;

/** The terms of a consent that `signer` signs, from now on, for a day unless `lasting` says otherwise. */
export async function terms({ api, queries }, signer, wish) {
	const { purposes, actions, segments, lasting = DAY, delegation = 0, type = 'permit' } = wish;
	const from = await queries.now();
	const until = from + lasting;
	const form = signedForm(signer, { type, purposes, actions, from, until });
	return {
		...scope(api.registry, { purposes, actions, segments }),
		from,
		until,
		form: u8aToHex(commitment(CONSENT_FORM_DOMAIN, freshSalt(), form)),
		delegation,
		policy: null,
	};
}

/** What somebody passes on of a consent, for half a day from now on. */
export async function delegated({ api, queries }, { delegation = 0, ...wish }) {
	const from = await queries.now();
	return { ...scope(api.registry, wish), from, until: from + DAY / 2, delegation };
}

function scope(registry, { purposes, actions, segments }) {
	return {
		purposes: bitSet(registry, 'Purpose', purposes),
		actions: bitSet(registry, 'Action', actions),
		segments: segmentsSet(segments),
	};
}

// A FHIR Consent with the signature of the patient, or of who acts for them, below it. Form and salt
// stay with them.
function signedForm(signer, { type, purposes, actions, from, until }) {
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
	return Buffer.concat([form, signer.pair.sign(form)]);
}
