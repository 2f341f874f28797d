import assert from 'node:assert/strict';
import { test } from 'node:test';
import { u8aToHex } from '@polkadot/util';
import { describe, turnedAway } from '../src/errors.mjs';
import { words } from '../src/metadata.mjs';
import { Queries, right } from '../src/queries.mjs';
import { realMetadata } from '../fixtures/metadata.mjs';

const { registry, metadata } = realMetadata();

function moduleError(pallet, variant, nested) {
	const { index } = metadata.asLatest.pallets.find(({ name }) => name.eq(pallet));
	return registry.createType('SpRuntimeDispatchError', {
		Module: { index, error: new Uint8Array([variant, nested, 0, 0]) },
	});
}

test('errors are named as deep as they go', () => {
	assert.equal(describe(registry, moduleError('VoterList', 0, 1)), 'voterList.List(NotHeavier)');
	assert.equal(describe(registry, moduleError('VoterList', 0, 4)), 'voterList.List(Locked)');
	assert.match(describe(registry, moduleError('Balances', 2, 0)), /^balances\.[A-Z]\w+$/);
	assert.equal(describe(registry, registry.createType('SpRuntimeDispatchError', 'BadOrigin')), 'BadOrigin');
	const token = registry.createType('SpRuntimeDispatchError', { Token: 'FundsUnavailable' });
	assert.equal(words(token), 'Token(FundsUnavailable)');
});

test('why a transaction is turned away is named', () => {
	const payment = '1010: Invalid Transaction: Inability to pay some fees , e.g. account balance too low';
	assert.equal(turnedAway(payment), 'invalid: Payment');
	assert.equal(turnedAway('1010: Invalid Transaction: Invalid signing address'), 'invalid: BadSigner');
	assert.equal(turnedAway('1014: Priority is too low\nmore'), '1014: Priority is too low');
});

test('a right is named with its kind, and an emergency with its case', () => {
	const grantee = { _enum: { Account: 'AccountId', Organisation: 'AccountId' } };
	const basis = {
		_enum: { Subject: 'Null', Grant: 'Grantee', Delegation: 'Grantee', Representative: 'Null', Emergency: 'u64' },
	};
	registry.register({ Grantee: grantee, Basis: basis });
	const named = (value) => right(registry.createType('Basis', value));
	const someone = new Uint8Array(32).fill(7);
	assert.equal(named('Subject'), 'Subject');
	assert.equal(named({ Grant: { Organisation: someone } }), 'Grant(Organisation)');
	assert.equal(named({ Delegation: { Account: someone } }), 'Delegation(Account)');
	assert.equal(named({ Emergency: 12 }), 'Emergency(12)');
});

test('a view function is asked by its id and its answer decoded by its type', async () => {
	const asked = [];
	const answer = registry.createType('Result<Bytes, Null>', { Ok: '0x01' });
	const call = async (name, input, ...rest) => {
		asked.push([name, input, rest.length]);
		return registry.createType('Bytes', u8aToHex(answer.toU8a()));
	};
	const api = { registry, runtimeMetadata: metadata, rpc: { state: { call } } };
	const { viewFunctions } = metadata.asLatest.pallets.find(({ name }) => name.eq('Proxy'));
	const view = viewFunctions.find(({ name }) => name.eq('is_superset'));
	const queries = new Queries(api);
	const result = await queries.view('Proxy', 'is_superset', [0, 1]);
	assert.equal(result.isTrue, true);
	assert.deepEqual(asked, [
		['RuntimeViewFunction_execute_view_function', `${view.id.toHex()}080001`, 0],
	]);
	await assert.rejects(queries.view('Proxy', 'absent', []), /no view function Proxy\.absent/);
});
