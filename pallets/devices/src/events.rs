//! What happened.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod events {
	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A manufacturer registered a model.
		ModelRegistered {
			/// The model.
			model: ModelId,
			/// The UDI-DI.
			identifier: DeviceIdentifier,
			/// Who makes it.
			manufacturer: T::AccountId,
			/// Commitment to what else there is to know.
			attributes: Commitment,
		},
		/// A manufacturer signs a model's firmware with another key from now on.
		FirmwareKeyRotated {
			/// The model.
			model: ModelId,
			/// The new key.
			key: DeviceKey,
		},
		/// The oldest releases of a model that is to be removed were removed.
		ReleasesRemoved {
			/// The model.
			model: ModelId,
			/// How many are left.
			left: u32,
		},
		/// A model without devices was removed.
		ModelRemoved {
			/// The model.
			model: ModelId,
		},
		/// A device was made.
		Manufactured {
			/// The device.
			device: DeviceId,
			/// Its model.
			model: ModelId,
			/// Who made it, and owns it.
			manufacturer: T::AccountId,
			/// What it signs with.
			key: DeviceKey,
		},
		/// A device showed that it is there.
		Authenticated {
			/// The device.
			device: DeviceId,
			/// Who asked.
			by: T::AccountId,
			/// What there is to know of it.
			standing: DeviceReport,
		},
		/// A manufacturer released firmware.
		FirmwareReleased {
			/// The model.
			model: ModelId,
			/// The number of the release.
			release: ReleaseNumber,
			/// Its version.
			version: Version,
			/// The digest of the public image.
			image: H256,
		},
		/// A release was recalled.
		FirmwareRecalled {
			/// The model.
			model: ModelId,
			/// The release.
			release: ReleaseNumber,
			/// By whom.
			by: Authority,
			/// Why.
			reason: MeasureReason,
			/// Commitment to the evidence.
			evidence: Commitment,
		},
		/// The recall of a release was lifted.
		FirmwareRecallLifted {
			/// The model.
			model: ModelId,
			/// The release.
			release: ReleaseNumber,
			/// By whom.
			by: Authority,
			/// Commitment to the evidence.
			evidence: Commitment,
		},
		/// A device runs a release.
		FirmwareInstalled {
			/// The device.
			device: DeviceId,
			/// The release.
			release: ReleaseNumber,
			/// Whether a later one was installed before.
			downgrade: bool,
		},
		/// An owner authorised a servicer.
		ServicerAuthorised {
			/// The owner.
			owner: T::AccountId,
			/// The servicer.
			servicer: T::AccountId,
			/// Until when, exclusive, in milliseconds.
			until: Moment,
		},
		/// An owner took a servicer's authorisation away.
		ServicerRevoked {
			/// The owner.
			owner: T::AccountId,
			/// The servicer.
			servicer: T::AccountId,
		},
		/// An authorisation that was over was removed.
		ServicerReaped {
			/// The owner.
			owner: T::AccountId,
			/// The servicer.
			servicer: T::AccountId,
		},
		/// A device was serviced.
		Serviced {
			/// The device.
			device: DeviceId,
			/// What was done.
			kind: ServiceKind,
			/// Who did it.
			by: T::AccountId,
			/// Commitment to the certificate.
			certificate: Commitment,
			/// When it is due again, in milliseconds.
			next_due: Moment,
		},
		/// An owner offered a device.
		Offered {
			/// The device.
			device: DeviceId,
			/// To whom.
			to: T::AccountId,
		},
		/// An owner took an offer back.
		OfferWithdrawn {
			/// The device.
			device: DeviceId,
		},
		/// A device has another owner.
		Transferred {
			/// The device.
			device: DeviceId,
			/// Whose it was.
			from: T::AccountId,
			/// Whose it is.
			to: T::AccountId,
		},
		/// A facility implanted a device.
		Implanted {
			/// The device.
			device: DeviceId,
			/// Commitment to the patient.
			patient: Commitment,
		},
		/// A device is in no patient any more.
		Explanted {
			/// The device.
			device: DeviceId,
		},
		/// A measure was taken.
		MeasureTaken {
			/// Against what.
			target: Target,
			/// The measure.
			measure: Measure,
			/// Commitment to the evidence.
			evidence: Commitment,
		},
		/// A measure was lifted.
		MeasureLifted {
			/// Against what it was.
			target: Target,
			/// The number of the measure.
			id: u32,
			/// By whom.
			by: Authority,
			/// Commitment to the evidence.
			evidence: Commitment,
		},
		/// A device is not used any more.
		Decommissioned {
			/// The device.
			device: DeviceId,
			/// Why.
			reason: DecommissionReason,
		},
		/// The latest entries in the history of a decommissioned device were removed.
		HistoryReaped {
			/// The device.
			device: DeviceId,
			/// How many are left.
			left: u32,
		},
		/// A decommissioned device was removed after its retention.
		DeviceReaped {
			/// The device.
			device: DeviceId,
		},
	}
}
