import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { examples, readDocuments, readDocument } from '../src/fhir.mjs';
import { Problem } from '../src/problem.mjs';
import { RESOURCE_TYPES } from '../src/resource-types.mjs';

const folder = () => mkdtempSync(join(tmpdir(), 'salus-fhir-'));

function refusal(content) {
	const path = join(folder(), 'input.json');
	writeFileSync(path, content);
	try {
		readDocument(path);
	} catch (error) {
		assert(error instanceof Problem, error.stack);
		assert(error.message.startsWith(`${path}: `), error.message);
		assert(!error.message.includes('\n'), error.message);
		return error.message.slice(path.length + 2);
	}
	return undefined;
}

test('FHIR R4 has 146 resource types', () => {
	assert.equal(RESOURCE_TYPES.size, 146);
});

test('the examples are FHIR and keep their bytes', () => {
	const documents = readDocuments(examples());
	assert.equal(documents[0].name, 'Observation/f001');
	assert(documents.every(({ bytes }) => bytes.length > 0));
});

test('what is no FHIR says why', () => {
	const cases = [
		['', /^the file is empty$/],
		['{ "resourceType": "Patient", ', /^not JSON: /],
		['<Patient/>', /^not JSON: /],
		[Buffer.from([0xff, 0xfe, 0x7b]), /^not JSON: the file is not UTF-8 text$/],
		['[]', /not FHIR R4: a resource is a JSON object/],
		['null', /not FHIR R4: a resource is a JSON object/],
		['"Patient"', /not FHIR R4: a resource is a JSON object/],
		['{ "name": "somebody" }', /not FHIR R4: there is no resourceType/],
		['{ "resourceType": "Pasta" }', /"Pasta" is no resource type of FHIR R4/],
		['{ "resourceType": "Resource" }', /is no resource type/],
		['{ "resourceType": 7 }', /7 is no resource type/],
		['{ "resourceType": "Patient", "id": 7 }', /the id is not a string/],
		['{ "resourceType": "Patient", "name": [] }', /Patient\.name is empty/],
		['{ "resourceType": "Patient", "name": [{ "family": "" }] }', /Patient\.name\[0\]\.family is an empty/],
		['{ "resourceType": "Patient", "active": null }', /Patient\.active is null/],
		[`{ "resourceType": "Patient", "x": ${'['.repeat(5000)}1${']'.repeat(5000)} }`, /nested too deeply/],
	];
	for (const [content, expected] of cases) {
		assert.match(refusal(content) ?? 'accepted', expected);
	}
});

test('null may fill a gap in an array, and a byte order mark is no harm', () => {
	assert.equal(refusal('{ "resourceType": "Patient", "given": [null, "Ada"] }'), undefined);
	assert.equal(refusal('\ufeff{ "resourceType": "Patient" }'), undefined);
});

test('a folder is read in order, with its subfolders and without what is no resource', () => {
	const root = folder();
	mkdirSync(join(root, 'more'));
	writeFileSync(join(root, 'b.json'), '{ "resourceType": "Patient", "id": "b" }');
	writeFileSync(join(root, 'a.json'), '{ "resourceType": "Patient", "id": "a" }');
	writeFileSync(join(root, 'more', 'c.json'), '{ "resourceType": "Basic" }');
	writeFileSync(join(root, 'notes.txt'), 'not read');
	writeFileSync(join(root, 'package.json'), '{ "fhirVersions": ["4.0.1"] }');
	const names = readDocuments([root]).map(({ name }) => name);
	assert.deepEqual(names, ['Patient/a', 'Patient/b', 'Basic']);
});

test('paths that lead nowhere are named', () => {
	const root = folder();
	assert.throws(() => readDocuments([root]), { message: `${root}: the folder holds no .json file` });
	const absent = join(root, 'absent.json');
	assert.throws(() => readDocuments([absent]), { message: `${absent}: does not exist` });
});
