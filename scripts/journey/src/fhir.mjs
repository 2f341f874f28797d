// Reads FHIR R4 JSON documents and says which file is wrong, and why.
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { Problem } from './problem.mjs';
import { RESOURCE_TYPES } from './resource-types.mjs';

const EXAMPLES = [
	'Observation-f001',
	'DiagnosticReport-f201',
	'MedicationRequest-medrx0301',
	'Condition-f001',
	'Immunization-example',
	'Procedure-f001',
];

const DEEPEST = 200;

const PATH_REASONS = {
	ENOENT: 'does not exist',
	EACCES: 'may not be read',
	ENOTDIR: 'is not below a folder',
};

/** Paths of the examples that the journey takes when nothing else is asked for. */
export function examples() {
	const require = createRequire(import.meta.url);
	return EXAMPLES.map((name) => require.resolve(`hl7.fhir.r4.examples/${name}.json`));
}

/** Every document below `paths`, validated: `{ path, name, bytes }`. */
export function readDocuments(paths) {
	return paths.flatMap((path) => documentFiles(path)).map((path) => readDocument(path));
}

/** One document, validated. `bytes` are those of the file: nothing is canonicalised. */
export function readDocument(path) {
	const bytes = attempt(path, () => readFileSync(path));
	const resource = parseResource(bytes, path);
	const name = resource.id ? `${resource.resourceType}/${resource.id}` : resource.resourceType;
	return { path, name, bytes };
}

/** Parses the bytes of a resource; `origin` names it in the message when it is none. */
export function parseResource(bytes, origin) {
	if (bytes.length === 0) {
		throw new Problem(`${origin}: the file is empty`);
	}
	const resource = parseJson(decodeText(bytes, origin), origin);
	const flaw = notFhir(resource);
	if (flaw) {
		throw new Problem(`${origin}: JSON, but not FHIR R4: ${flaw}`);
	}
	return resource;
}

function decodeText(bytes, origin) {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		throw new Problem(`${origin}: not JSON: the file is not UTF-8 text`);
	}
}

function parseJson(text, origin) {
	try {
		return JSON.parse(text);
	} catch (error) {
		throw new Problem(`${origin}: not JSON: ${error.message.replace(/\s+/g, ' ')}`);
	}
}

function notFhir(resource) {
	if (!isObject(resource)) {
		return 'a resource is a JSON object';
	}
	const type = resource.resourceType;
	if (type === undefined) {
		return 'there is no resourceType';
	}
	if (!RESOURCE_TYPES.has(type)) {
		return `${JSON.stringify(type)} is no resource type of FHIR R4`;
	}
	if (resource.id !== undefined && typeof resource.id !== 'string') {
		return 'the id is not a string';
	}
	return emptyElement(resource, type);
}

// FHIR has no empty values; null only fills gaps in arrays.
function emptyElement(value, path, depth = 0, inArray = false) {
	if (depth > DEEPEST) {
		return 'it is nested too deeply';
	}
	if (value === null) {
		return inArray ? undefined : `${path} is null`;
	}
	if (value === '') {
		return `${path} is an empty string`;
	}
	if (typeof value !== 'object') {
		return undefined;
	}
	const members = Object.entries(value);
	if (members.length === 0) {
		return `${path} is empty`;
	}
	const list = Array.isArray(value);
	for (const [key, member] of members) {
		const below = list ? `${path}[${key}]` : `${path}.${key}`;
		const flaw = emptyElement(member, below, depth + 1, list);
		if (flaw) {
			return flaw;
		}
	}
	return undefined;
}

function documentFiles(path) {
	if (!attempt(path, () => statSync(path)).isDirectory()) {
		return [path];
	}
	const files = jsonFiles(path);
	if (files.length === 0) {
		throw new Problem(`${path}: the folder holds no .json file`);
	}
	return files;
}

function jsonFiles(folder) {
	const entries = attempt(folder, () => readdirSync(folder, { withFileTypes: true }))
		.filter(({ name }) => !name.startsWith('.') && name !== 'node_modules')
		.sort((a, b) => (a.name < b.name ? -1 : 1));
	return entries.flatMap((entry) => {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) {
			return jsonFiles(path);
		}
		return entry.name.endsWith('.json') && !isFhirPackage(path) ? [path] : [];
	});
}

// The package.json of a FHIR package, which describes the resources beside it.
function isFhirPackage(path) {
	if (basename(path) !== 'package.json') {
		return false;
	}
	try {
		return Array.isArray(JSON.parse(readFileSync(path, 'utf8')).fhirVersions);
	} catch {
		return false;
	}
}

function attempt(path, read) {
	try {
		return read();
	} catch (error) {
		throw new Problem(`${path}: ${PATH_REASONS[error.code] ?? error.message}`);
	}
}

function isObject(value) {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
