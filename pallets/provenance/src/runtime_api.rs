//! What a node answers about packs and lots, to whoever asks.

use crate::{
	ContainerReport, LotId, LotNumber, LotReport, UnitProof, UnitReport, VerificationProblem,
};
use salus_primitives::{Gtin, Sscc};
use sp_core::H256;

sp_api::decl_runtime_apis! {
	/// Verification, for clients.
	pub trait ProvenanceApi {
		/// What there is to say of the unit `index` with this commitment to its serial, naming no
		/// trading partner. Its `range_end` is what `dispense` takes.
		fn verify_unit(
			lot: LotId,
			index: u32,
			unit: H256,
			proof: UnitProof,
		) -> Result<UnitReport, VerificationProblem>;

		/// What there is to say of a container.
		fn verify_container(container: Sscc) -> Result<ContainerReport, VerificationProblem>;

		/// Whether the lot `number` of the product `gtin` is recalled.
		fn recall_check(gtin: Gtin, number: LotNumber) -> Result<LotReport, VerificationProblem>;
	}
}
