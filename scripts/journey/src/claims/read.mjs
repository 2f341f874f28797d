// Claims in files.
import { createRequire } from 'node:module';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { readDocument, readDocuments } from '../fhir.mjs';
import { Problem } from '../problem.mjs';
import { parseExactly } from './json.mjs';

/** Paths of HL7's own examples of claims. */
export function examples() {
	const folder = dirname(createRequire(import.meta.url).resolve('hl7.fhir.r4.examples/Claim-100150.json'));
	return readdirSync(folder).filter((name) => /^Claim-.*\.json$/.test(name)).sort()
		.map((name) => join(folder, name));
}

/** The claim in a file: `{ path, name, bytes, resource }`, with the digits of its numbers. */
export function readClaim(path) {
	return claimOf(readDocument(path), path);
}

/**
 * The claims in files and folders: `{ claims, others }`. Whatever else is in a folder is only counted; a
 * file that is named has to be a claim.
 */
export function readClaims(paths) {
	let others = 0;
	const claims = paths.flatMap((path) => {
		const documents = readDocuments([path]);
		const isFolder = statSync(path).isDirectory();
		const found = documents.filter(({ name }) => !isFolder || name.split('/')[0] === 'Claim');
		others += documents.length - found.length;
		if (found.length === 0) {
			throw new Problem(`${path}: the folder holds no Claim`);
		}
		return found.map((document) => claimOf(document, document.path));
	});
	return { claims, others };
}

/** JSON in a file, with the digits of its numbers. */
export function readJson(path) {
	let text;
	try {
		text = readFileSync(path, 'utf8');
		JSON.parse(text);
	} catch (error) {
		throw new Problem(`${path}: ${error instanceof SyntaxError ? 'not JSON' : error.message.split('\n')[0]}`);
	}
	return parseExactly(text);
}

function claimOf({ name, bytes }, path) {
	const resource = parseExactly(new TextDecoder().decode(bytes));
	if (resource.resourceType !== 'Claim') {
		throw new Problem(`${path}: a ${resource.resourceType}, not a Claim`);
	}
	return { path, file: basename(path), name, bytes, resource };
}
