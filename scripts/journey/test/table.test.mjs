import assert from 'node:assert/strict';
import { test } from 'node:test';
import { agreed } from '../src/care.mjs';
import { Notes, Table, wrap } from '../src/table.mjs';

test('rows are numbered, compared and counted', () => {
	const lines = [];
	const table = new Table((line) => lines.push(line));
	table.head();
	table.part('First');
	assert(table.row({ step: 'a', who: 'x', expected: 'done', result: 'done', block: 7 }));
	table.part('Second');
	assert(!table.row({ step: 'b', who: 'y', expected: 'done', result: 'records.NotFound' }));
	assert.deepEqual([table.passed, table.failed, table.blocks], [1, 1, [7]]);
	assert.match(lines.find((line) => line.startsWith('1.1')), / 7 +ok$/);
	assert.match(lines.find((line) => line.startsWith('2.1')), /records\.NotFound +- +FAIL$/);
});

test('notes are said later, in their order', () => {
	const lines = [];
	const table = new Table((line) => lines.push(line));
	const notes = new Notes();
	notes.part('Later');
	assert(notes.row({ step: 'a', who: 'x', expected: 'done', result: 'done', block: 3 }));
	assert(!notes.row({ step: 'b', who: 'x', expected: 'done', result: 'not' }));
	assert.deepEqual(lines, []);
	table.part('Now');
	notes.replay(table);
	assert.deepEqual([table.passed, table.failed], [1, 1]);
	assert.match(lines[1], /^2\. Later$/);
	assert.match(lines[2], /^2\.1 /);
});

test('long cells wrap at spaces and lose nothing', () => {
	assert.deepEqual(wrap('one two three', 7), ['one two', 'three']);
	assert.deepEqual(wrap('abcdefgh', 3), ['abc', 'def', 'gh']);
	assert.deepEqual(wrap('', 3), ['']);
});

test('gate and pallet have to agree', () => {
	assert.equal(agreed('permitted by Grant(Account)', undefined), 'permitted by Grant(Account)');
	assert.equal(agreed('refused: Purpose', 'records.Refused(Purpose)'), 'refused: Purpose');
	assert.match(agreed('permitted by Grant(Account)', 'records.Refused(Expired)'), /^gate: .*; records: /);
	assert.match(agreed('refused: Expired', undefined), /records: permitted$/);
	assert.match(agreed('permitted by Grant(Account)', 'records.EnteredInError'), /records\.EnteredInError$/);
});
