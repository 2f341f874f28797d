import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { nextVersion } from '../src/amend.mjs';
import { examples } from '../src/fhir.mjs';

test('the version moves on and nothing else changes', () => {
	const cases = [
		['{"resourceType":"Basic"}', '{"meta":{"versionId":"2"},"resourceType":"Basic"}'],
		[
			' {"value":1.00, "meta": {"source":"urn:x"}}',
			' {"value":1.00, "meta": {"versionId":"2","source":"urn:x"}}',
		],
		[
			'{"a":[{"meta":{}}],"b":"\\"{","meta":{"tag":[1],"versionId" : "9"} }',
			'{"a":[{"meta":{}}],"b":"\\"{","meta":{"tag":[1],"versionId" : "10"} }',
		],
		['{"meta":{"versionId":"v-a"}}', '{"meta":{"versionId":"2"}}'],
		['{"me\\u0074a":{"versionId":"3"},"x":-1.5e3}', '{"me\\u0074a":{"versionId":"4"},"x":-1.5e3}'],
	];
	for (const [before, after] of cases) {
		assert.equal(nextVersion(before), after);
	}
});

test('amended examples parse and differ in their version only', () => {
	for (const path of examples()) {
		const text = readFileSync(path, 'utf8');
		const { meta: before, ...original } = JSON.parse(text);
		const { meta: after, ...amended } = JSON.parse(nextVersion(text));
		assert.deepEqual(amended, original);
		assert.deepEqual({ ...after, versionId: undefined }, { ...before, versionId: undefined });
		assert.equal(typeof after.versionId, 'string');
	}
});
