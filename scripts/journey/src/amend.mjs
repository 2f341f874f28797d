// The next version of a resource: `meta.versionId` moves on and every other byte stays as it is, for
// parsing and printing would turn 1.00 into 1, and precision is significant in FHIR.

/** The text of `resource` (a FHIR resource as JSON) with its next version number. */
export function nextVersion(resource) {
	const start = resource.indexOf('{');
	const meta = memberAt(resource, start, 'meta');
	if (!meta) {
		return insert(resource, start, '"meta":{"versionId":"2"}');
	}
	const version = memberAt(resource, meta.start, 'versionId');
	if (!version) {
		return insert(resource, meta.start, '"versionId":"2"');
	}
	const current = Number(JSON.parse(resource.slice(version.start, version.end)));
	const next = Number.isSafeInteger(current) ? current + 1 : 2;
	return `${resource.slice(0, version.start)}"${next}"${resource.slice(version.end)}`;
}

function insert(text, brace, member) {
	return `${text.slice(0, brace + 1)}${member},${text.slice(brace + 1)}`;
}

// Where the value of member `key` stands in the object whose brace is at `brace`.
function memberAt(text, brace, key) {
	let at = brace + 1;
	while (text[skipSpace(text, at)] === '"') {
		const nameStart = skipSpace(text, at);
		const nameEnd = valueEnd(text, nameStart);
		const start = skipSpace(text, skipSpace(text, nameEnd) + 1);
		const end = valueEnd(text, start);
		if (JSON.parse(text.slice(nameStart, nameEnd)) === key) {
			return { start, end };
		}
		at = skipSpace(text, end) + 1;
	}
	return undefined;
}

function skipSpace(text, at) {
	while (/\s/.test(text[at] ?? '')) {
		at += 1;
	}
	return at;
}

// Where the JSON value that begins at `start` ends.
function valueEnd(text, start) {
	let depth = 0;
	let at = start;
	do {
		const character = text[at];
		if (character === '"') {
			at = stringEnd(text, at);
		} else if ('{['.includes(character)) {
			depth += 1;
			at += 1;
		} else if ('}]'.includes(character)) {
			depth -= 1;
			at += 1;
		} else {
			at += depth > 0 ? 1 : literalLength(text, at);
		}
	} while (depth > 0);
	return at;
}

function stringEnd(text, quote) {
	let at = quote + 1;
	while (text[at] !== '"') {
		at += text[at] === '\\' ? 2 : 1;
	}
	return at + 1;
}

function literalLength(text, at) {
	return /^[\w.+-]+/.exec(text.slice(at, at + 64))[0].length;
}
