//! What a custodian puts into a day's batch, and how a subject finds it there.

use codec::Encode;
use salus_primitives::merkle;
use sp_core::H256;
use sp_runtime::traits::{BlakeTwo256, Hash};

/// Domain of a receipt in a day's batch.
pub const RECEIPT_DOMAIN: &[u8] = b"salus/receipt-leaf/v1";
/// Domain of the tag that names a receipt's subject.
pub const SUBJECT_DOMAIN: &[u8] = b"salus/receipt-subject/v1";

/// Names `subject` in a receipt: `blake2_256(`[`SUBJECT_DOMAIN`]` ++ salt ++ subject)`, the account
/// SCALE encoded.
///
/// The custodian draws 32 secret bytes as the salt of each receipt, and gives them to the subject
/// with it. A dispute publishes them, which tells nothing about another receipt.
pub fn subject_tag(salt: &[u8; 32], subject: &impl Encode) -> H256 {
	let mut bytes = [SUBJECT_DOMAIN, salt.as_slice()].concat();
	subject.encode_to(&mut bytes);
	BlakeTwo256::hash(&bytes)
}

/// The leaf `index` of a day's batch: [`merkle::leaf`] in [`RECEIPT_DOMAIN`] of `tag ++ body`.
///
/// `tag` is [`subject_tag`]. `body` is the custodian's digest of everything else in the receipt
/// (reader, basis, action, purpose, record, time), with a salt of its own. The chain never sees
/// what it is of, so that a dispute reveals neither reader nor purpose.
pub fn receipt_leaf(index: u32, tag: H256, body: H256) -> H256 {
	merkle::leaf(RECEIPT_DOMAIN, index, &(tag, body))
}
