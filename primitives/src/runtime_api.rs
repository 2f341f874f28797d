//! What a node answers to dApps about consent.

use crate::{Action, Basis, Purpose, Refusal, Segments};
use codec::Codec;

sp_api::decl_runtime_apis! {
	/// The consent gate, for clients.
	pub trait ConsentApi<AccountId>
	where
		AccountId: Codec,
	{
		/// Whether `actor` may perform `action` for `purpose` on all of `segments` of `subject`'s
		/// data: the right by which they act, or why not.
		fn check(
			subject: AccountId,
			actor: AccountId,
			action: Action,
			purpose: Purpose,
			segments: Segments,
		) -> Result<Basis<AccountId>, Refusal>;
	}
}
