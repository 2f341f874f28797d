// What the chain has of records, before and after.
import { create } from '../metadata.mjs';

/**
 * The records at block `at`: `{ rows, history, held, prices }`. `rows` in the order of their keys, which is that of
 * migrations; `history` is all versions and commitments in a line; `held` what custodians have on hold for records.
 */
export async function snapshot(api, at) {
	const { consts, query } = await api.at(at);
	const [entries, versions, commitments] = await Promise.all(
		[query.records.records, query.records.versions, query.records.commitments].map((map) => map.entries()),
	);
	const rows = entries.map(([key, value]) => row(Number(key.args[0]), key.toHex(), value.unwrap()));
	const custodians = [...new Set(rows.map(({ custodian }) => custodian))];
	const holds = await Promise.all(custodians.map((custodian) => query.balances.holds(custodian)));
	const held = new Map(custodians.map((custodian, index) => [custodian, forRecords(holds[index])]));
	const { recordDeposit, versionDeposit } = consts.records;
	return {
		rows,
		history: JSON.stringify([versions, commitments].map((map) =>
			map.map(([key, value]) => [key.toHex(), value.toHex()]))),
		held,
		prices: { record: recordDeposit.toBigInt(), version: versionDeposit.toBigInt() },
	};
}

/** The rows of `before` as they are at block `at`; one that cannot be read has no deposit. */
export async function rowsAt(api, before, at) {
	const { registry, query } = await api.at(at);
	const type = query.records.records.creator.meta.type.asMap.value;
	const keys = before.rows.map(({ key }) => key);
	const [{ changes }] = await api.rpc.state.queryStorageAt.raw(keys, at);
	const values = new Map(changes);
	return before.rows.map(({ id, key }) => read(id, key, values.get(key), (bytes) => create(registry, type, bytes)));
}

function read(id, key, bytes, decode) {
	try {
		const found = row(id, key, decode(bytes));
		return found.bytes === bytes ? found : { id, key, bytes };
	} catch {
		return { id, key, bytes };
	}
}

/** What a migration that was stopped has done to the rows of `before`, in words: `3 lowered, 5 as they were`. */
export function progress(before, rows) {
	const lowered = rows.filter(({ deposit }, index) => deposit < before.rows[index].deposit).length;
	const first = rows.findIndex(({ deposit }, index) => !(deposit < before.rows[index].deposit));
	const inOrder = first === -1 || rows.slice(first).every(({ deposit }, index) =>
		!(deposit < before.rows[first + index].deposit));
	return `${lowered} lowered, ${rows.length - lowered} not${inOrder ? '' : ', out of order'}`;
}

/** What is different of the records of two snapshots, but for deposits; nothing when they are the same. */
export function differences(before, after) {
	const found = [];
	if (before.rows.length !== after.rows.length) {
		found.push(`${before.rows.length} records are ${after.rows.length}`);
	}
	for (const [index, { id, content }] of before.rows.entries()) {
		const same = after.rows[index]?.id === id && after.rows[index].content === content;
		if (!same) {
			found.push(`record ${id}`);
		}
	}
	if (before.history !== after.history) {
		found.push('versions or commitments');
	}
	return found;
}

/**
 * By how much deposits and holds went down, and by how much deposits had to under the prices of `after`:
 * `{ deposits, held, due }`.
 */
export function lowered(before, after) {
	const { record, version } = after.prices;
	const due = sum(before.rows.map(({ deposit, versions }) => {
		const excess = deposit - (record + version * BigInt(versions));
		return excess > 0n ? excess : 0n;
	}));
	const deposits = sum(before.rows.map(({ deposit }) => deposit)) - sum(after.rows.map(({ deposit }) => deposit));
	const held = sum(before.held.values()) - sum(after.held.values());
	return { deposits, held, due };
}

function row(id, key, record) {
	const { deposit, ...content } = record.toJSON();
	return {
		id,
		key,
		bytes: record.toHex(),
		custodian: record.custodian.toString(),
		versions: Number(record.version),
		deposit: record.deposit.toBigInt(),
		content: JSON.stringify(content),
	};
}

function forRecords(holds) {
	return sum(holds
		.filter(({ id }) => id.type === 'Records' && id.inner.type === 'Record')
		.map(({ amount }) => amount.toBigInt()));
}

function sum(amounts) {
	return [...amounts].reduce((total, amount) => total + amount, 0n);
}
