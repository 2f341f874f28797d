// The resource types of FHIR R4, from HL7's own code system.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const CODE_SYSTEM = 'hl7.fhir.r4.examples/CodeSystem-resource-types.json';
const ABSTRACT = ['DomainResource', 'Resource'];

const { concept } = JSON.parse(readFileSync(createRequire(import.meta.url).resolve(CODE_SYSTEM)));

export const RESOURCE_TYPES = new Set(
	concept.map(({ code }) => code).filter((code) => !ABSTRACT.includes(code)),
);
