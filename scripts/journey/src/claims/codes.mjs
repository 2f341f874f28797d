// Codes that claims are told in outside the chain. Of X12's lists only the codes themselves.

export const CLAIM_TYPE = 'http://terminology.hl7.org/CodeSystem/claim-type';
export const ADJUDICATION = 'http://terminology.hl7.org/CodeSystem/adjudication';
export const RELATED = 'http://terminology.hl7.org/CodeSystem/ex-relatedclaimrelationship';
export const PAYEE_TYPE = 'http://terminology.hl7.org/CodeSystem/payeetype';
export const PAYMENT_TYPE = 'http://terminology.hl7.org/CodeSystem/ex-paymenttype';
export const ADJUSTMENT_GROUP = 'https://x12.org/codes/claim-adjustment-group-codes';
export const ADJUSTMENT_REASON = 'https://x12.org/codes/claim-adjustment-reason-codes';
export const PROVIDER_ADJUSTMENT = 'https://x12.org/codes/provider-adjustment-reason-codes';
/** Interest, among the provider adjustment reason codes. */
export const INTEREST = 'L6';

/** The chain's kinds of claims, by FHIR's code. */
export const KINDS = {
	institutional: 'Institutional',
	oral: 'Oral',
	pharmacy: 'Pharmacy',
	professional: 'Professional',
	vision: 'Vision',
};

/** Claim adjustment group codes, by the chain's name. */
export const GROUPS = { Contractual: 'CO', Patient: 'PR', Other: 'OA', Payer: 'PI' };

/** Claim adjustment reason codes, by the chain's name: as `AdjustmentReason::code` in primitives. */
export const REASONS = {
	Deductible: 1,
	Coinsurance: 2,
	Copay: 3,
	Reference: 16,
	Duplicate: 18,
	OtherPayerFirst: 22,
	PriorPayer: 23,
	BeforeCoverage: 26,
	AfterCoverage: 27,
	FiledLate: 29,
	NotMember: 31,
	FeeSchedule: 45,
	NotNecessary: 50,
	NotCovered: 96,
	BenefitUsedUp: 119,
	UnknownService: 181,
	NotAuthorised: 197,
	AuthorisationUsedUp: 198,
};

/** A CodeableConcept of one code. */
export function concept(system, code, display) {
	return { coding: [{ system, code: String(code), ...(display ? { display } : {}) }] };
}

/** The code of a CodeableConcept in `system`; one that names no system is taken for one of it. */
export function codeIn(system, value) {
	const codings = list(value?.coding).filter((coding) => coding?.code !== undefined);
	const named = codings.find((coding) => coding.system === system);
	return (named ?? codings.find((coding) => coding.system === undefined))?.code;
}

/** What should be a list, as one. */
export function list(value) {
	return Array.isArray(value) ? value : [];
}
