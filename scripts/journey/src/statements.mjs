// What the chain knows of words: a salted commitment. Words and salt stay with whoever wrote them.
import { u8aToHex } from '@polkadot/util';
import { commitment, freshSalt } from './cipher.mjs';

const STATEMENT_DOMAIN = 'salus/statement/v1';
const ERASURE_DOMAIN = 'salus/erasure/v1';

/** The commitment to a statement: a justification, an order, an answer, evidence. */
export function statement(text) {
	return commit(STATEMENT_DOMAIN, text);
}

/** The commitment to the proof that something was destroyed. */
export function erasureReceipt(text) {
	return commit(ERASURE_DOMAIN, text);
}

function commit(domain, text) {
	return u8aToHex(commitment(domain, freshSalt(), Buffer.from(text)));
}
