//! Issuers that are accredited from the start.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod genesis {
	/// Issuers that are accredited from the start.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// Issuer, licence kind and jurisdiction (an ISO 3166 code such as `DE`).
		pub accreditations: Vec<(T::AccountId, LicenceKind, Jurisdiction)>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			for (issuer, kind, jurisdiction) in &self.accreditations {
				let added = Pallet::<T>::add_accreditation(issuer, *kind, *jurisdiction);
				assert!(
					added.is_ok(),
					"cannot accredit {issuer:?} for {kind:?} in {jurisdiction}: {added:?}"
				);
			}
		}
	}
}
