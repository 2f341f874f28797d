//! What happened.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod events {
	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// An organisation got a company prefix.
		PrefixAssigned {
			/// The prefix.
			prefix: CompanyPrefix,
			/// The organisation.
			holder: T::AccountId,
			/// Who assigned it.
			assigner: T::AccountId,
		},
		/// An organisation lost a company prefix. Its products stay.
		PrefixWithdrawn {
			/// The prefix.
			prefix: CompanyPrefix,
			/// The organisation.
			holder: T::AccountId,
		},
		/// A manufacturer registered a product.
		ProductRegistered {
			/// The product.
			gtin: Gtin,
			/// The manufacturer.
			manufacturer: T::AccountId,
			/// Commitment to its master data.
			attributes: Commitment,
			/// How it is kept, if that matters.
			limits: Option<StorageLimits>,
			/// How many portions a unit has.
			portions: u16,
		},
		/// A manufacturer changed what is known of a product.
		ProductUpdated {
			/// The product.
			gtin: Gtin,
			/// Commitment to its master data.
			attributes: Commitment,
			/// How it is kept from now on, if that matters.
			limits: Option<StorageLimits>,
			/// How it was kept before.
			limits_before: Option<StorageLimits>,
		},
		/// No more lots are made of a product.
		ProductDiscontinued {
			/// The product.
			gtin: Gtin,
		},
		/// Lots are made of a product again.
		ProductReactivated {
			/// The product.
			gtin: Gtin,
		},
		/// All of a product is held or called back.
		MeasureTaken {
			/// The product.
			gtin: Gtin,
			/// The measure.
			measure: Measure,
			/// Who took it.
			who: T::AccountId,
			/// Commitment to the evidence.
			evidence: Commitment,
		},
		/// A measure against a product is over.
		MeasureLifted {
			/// The product.
			gtin: Gtin,
			/// The measure, which is removed.
			measure: Measure,
			/// Who lifted it.
			who: T::AccountId,
			/// Commitment to the evidence.
			evidence: Commitment,
		},
	}
}
