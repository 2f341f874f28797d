//! Who may call what.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod calls {
	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Register the model with this `identifier`. A GTIN comes with the caller's own company
		/// `prefix` in it, nothing else does. `attributes` commit to what else there is to know. The
		/// intervals are the longest between two services, in seconds; `None` if it needs none.
		/// `firmware_key` signs its firmware.
		///
		/// By a licensed manufacturer, from which [`Config::ModelDeposit`] is held. Errors:
		/// [`Error::Unlicensed`], those of [`UdiProblem`], [`Error::PrefixMissing`],
		/// [`Error::PrefixUnexpected`], [`Error::PrefixMismatch`], [`Error::NotPrefixOwner`],
		/// [`Error::ZeroCommitment`], [`Error::ZeroInterval`], [`Error::InvalidKey`],
		/// [`Error::AlreadyRegistered`], or the currency's.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::register_model())]
		pub fn register_model(
			origin: OriginFor<T>,
			identifier: DeviceIdentifier,
			prefix: Option<CompanyPrefix>,
			attributes: Commitment,
			calibration_interval: Option<u32>,
			maintenance_interval: Option<u32>,
			firmware_key: DeviceKey,
		) -> DispatchResult {
			let manufacturer = ensure_signed(origin)?;
			let (calibration, maintenance) = (calibration_interval, maintenance_interval);
			Self::do_register_model(
				manufacturer,
				identifier,
				prefix,
				attributes,
				calibration,
				maintenance,
				firmware_key,
			)
		}

		/// Sign the firmware of `model` with another `key` from now on.
		///
		/// By its licensed manufacturer. Errors: [`Error::NotFound`], [`Error::NotManufacturer`],
		/// [`Error::Unlicensed`], [`Error::InvalidKey`].
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::rotate_firmware_key())]
		pub fn rotate_firmware_key(
			origin: OriginFor<T>,
			model: ModelId,
			key: DeviceKey,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_rotate_firmware_key(who, model, key)
		}

		/// Remove `model`, which has no devices, no measures against it and no release that a
		/// regulator recalled. Removes its oldest [`REAP_STEP`] releases, and the model with the last
		/// one: to be repeated until then. The deposits return.
		///
		/// By its manufacturer, licensed or not. Errors: [`Error::NotFound`],
		/// [`Error::NotManufacturer`], [`Error::HasDevices`], [`Error::HasMeasures`],
		/// [`Error::HasRecalls`].
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::remove_model())]
		pub fn remove_model(origin: OriginFor<T>, model: ModelId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_remove_model(who, model)
		}

		/// Register a device of `model` with its `key`. `proof` is the key's signature of
		/// [`possession_message`].
		///
		/// By the model's licensed manufacturer, who owns it then, and from which
		/// [`Config::DeviceDeposit`] is held, and [`Config::KeyDeposit`] for ever. Errors:
		/// [`Error::NotFound`], [`Error::NotManufacturer`], [`Error::Unlicensed`],
		/// [`Error::InvalidLabel`], [`Error::MadeInFuture`], [`Error::ExpiresBeforeMade`],
		/// [`Error::InvalidKey`], [`Error::AlreadyManufactured`], [`Error::KeyTaken`],
		/// [`Error::TooManyDevices`], [`Error::BadSignature`], or the currency's.
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::manufacture())]
		pub fn manufacture(
			origin: OriginFor<T>,
			model: ModelId,
			pi: ProductionIdentifier,
			key: DeviceKey,
			proof: DeviceSignature,
		) -> DispatchResult {
			let manufacturer = ensure_signed(origin)?;
			Self::do_manufacture(manufacturer, model, pi, key, proof)
		}

		/// Put on record that `device` is there: it signed [`challenge_message`] for the caller. The
		/// event says how it stands.
		///
		/// By its owner, or any licensed organisation. Errors: [`Error::NotFound`],
		/// [`Error::Decommissioned`], [`Error::NotOrganisation`], [`Error::ChallengeExpired`],
		/// [`Error::ChallengeTooLong`], [`Error::Replayed`], [`Error::BadSignature`].
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::authenticate())]
		pub fn authenticate(
			origin: OriginFor<T>,
			device: DeviceId,
			challenge: Challenge,
			signature: DeviceSignature,
		) -> DispatchResult {
			let by = ensure_signed(origin)?;
			Self::do_authenticate(by, device, challenge, signature)
		}

		/// Release firmware for `model`. `image` is the digest of the public image, `signature` the
		/// firmware key's of [`release_message`] with the number that is next.
		///
		/// By its licensed manufacturer, from which [`Config::ReleaseDeposit`] is held. Errors:
		/// [`Error::NotFound`], [`Error::NotManufacturer`], [`Error::Unlicensed`],
		/// [`Error::InvalidLabel`], [`Error::ZeroImage`], [`Error::TooManyReleases`],
		/// [`Error::BadSignature`], or the currency's.
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::release_firmware())]
		pub fn release_firmware(
			origin: OriginFor<T>,
			model: ModelId,
			version: Version,
			image: H256,
			signature: DeviceSignature,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_release_firmware(who, model, version, image, signature)
		}

		/// Recall `release` of `model`. `evidence` commits to the reasons.
		///
		/// By its manufacturer, licensed or not, or a licensed regulator, who may make the
		/// manufacturer's recall their own. Errors: [`Error::NotFound`], [`Error::NotAuthority`],
		/// [`Error::AlreadyRecalled`], [`Error::ZeroCommitment`].
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::recall_firmware())]
		pub fn recall_firmware(
			origin: OriginFor<T>,
			model: ModelId,
			release: ReleaseNumber,
			reason: MeasureReason,
			evidence: Commitment,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_recall_firmware(who, model, release, reason, evidence)
		}

		/// Lift the recall of `release` of `model`. `evidence` commits to the reasons.
		///
		/// By a licensed regulator, or the licensed manufacturer that recalled it. Errors:
		/// [`Error::NotFound`], [`Error::NotAuthority`], [`Error::NotRecalled`],
		/// [`Error::RegulatorsDecision`], [`Error::Unlicensed`], [`Error::ZeroCommitment`].
		#[pallet::call_index(7)]
		#[pallet::weight(T::WeightInfo::lift_firmware_recall())]
		pub fn lift_firmware_recall(
			origin: OriginFor<T>,
			model: ModelId,
			release: ReleaseNumber,
			evidence: Commitment,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_lift_firmware_recall(who, model, release, evidence)
		}

		/// Record that `device` runs `release`, an earlier one than before if need be. `attestation`
		/// is the device's signature of [`install_message`] with its next `counter`.
		///
		/// By the owner, from which [`Config::HistoryDeposit`] is held. Errors: [`Error::NotFound`],
		/// [`Error::NotOwner`], [`Error::Decommissioned`], [`Error::FirmwareRecalled`],
		/// [`Error::Replayed`], [`Error::BadSignature`], [`Error::TooMuchHistory`], or the
		/// currency's.
		#[pallet::call_index(8)]
		#[pallet::weight(T::WeightInfo::install())]
		pub fn install(
			origin: OriginFor<T>,
			device: DeviceId,
			release: ReleaseNumber,
			counter: u64,
			attestation: DeviceSignature,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_install(who, device, release, counter, attestation)
		}

		/// Let `servicer` service the caller's devices `until` then, exclusive, in milliseconds. May
		/// be repeated to say another moment.
		///
		/// By a licensed organisation, from which [`Config::ServicerDeposit`] is held. Errors:
		/// [`Error::NotOrganisation`], [`Error::NotInFuture`], or the currency's.
		#[pallet::call_index(9)]
		#[pallet::weight(T::WeightInfo::authorise_servicer())]
		pub fn authorise_servicer(
			origin: OriginFor<T>,
			servicer: AccountIdLookupOf<T>,
			until: Moment,
		) -> DispatchResult {
			let owner = ensure_signed(origin)?;
			Self::do_authorise_servicer(owner, T::Lookup::lookup(servicer)?, until)
		}

		/// Take the authorisation of `servicer` away. The deposit returns.
		///
		/// By who gave it. Errors: [`Error::NotFound`].
		#[pallet::call_index(10)]
		#[pallet::weight(T::WeightInfo::revoke_servicer())]
		pub fn revoke_servicer(
			origin: OriginFor<T>,
			servicer: AccountIdLookupOf<T>,
		) -> DispatchResult {
			let owner = ensure_signed(origin)?;
			Self::do_revoke_servicer(owner, T::Lookup::lookup(servicer)?)
		}

		/// Remove the authorisation of `servicer` by `owner`, which is over. The deposit returns.
		///
		/// By anybody, free of charge on success. Errors: [`Error::NotFound`],
		/// [`Error::StillNeeded`].
		#[pallet::call_index(11)]
		#[pallet::weight(T::WeightInfo::reap_servicer())]
		pub fn reap_servicer(
			origin: OriginFor<T>,
			owner: AccountIdLookupOf<T>,
			servicer: AccountIdLookupOf<T>,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_reap_servicer(T::Lookup::lookup(owner)?, T::Lookup::lookup(servicer)?)?;
			Ok(Pays::No.into())
		}

		/// Record that `device` was serviced. `certificate` commits to what was found, `next_due` is
		/// when it is due again, in milliseconds: within the model's interval.
		///
		/// By a licensed manufacturer, laboratory or facility that the owner authorised, from which
		/// [`Config::HistoryDeposit`] is held. Errors: [`Error::NotFound`],
		/// [`Error::Decommissioned`], [`Error::NotServicer`], [`Error::NotAuthorised`],
		/// [`Error::NotServiced`], [`Error::NotInFuture`], [`Error::DueTooLate`],
		/// [`Error::ZeroCommitment`], [`Error::TooMuchHistory`], or the currency's.
		#[pallet::call_index(12)]
		#[pallet::weight(T::WeightInfo::record_service())]
		pub fn record_service(
			origin: OriginFor<T>,
			device: DeviceId,
			kind: ServiceKind,
			certificate: Commitment,
			next_due: Moment,
		) -> DispatchResult {
			let by = ensure_signed(origin)?;
			Self::do_record_service(by, device, kind, certificate, next_due)
		}

		/// Offer `device` to a licensed organisation.
		///
		/// By the owner. Errors: [`Error::NotFound`], [`Error::NotOwner`],
		/// [`Error::Decommissioned`], [`Error::Implanted`], [`Error::SelfTransfer`],
		/// [`Error::AlreadyOffered`], [`Error::NotOrganisation`].
		#[pallet::call_index(13)]
		#[pallet::weight(T::WeightInfo::offer())]
		pub fn offer(
			origin: OriginFor<T>,
			device: DeviceId,
			to: AccountIdLookupOf<T>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_offer(who, device, T::Lookup::lookup(to)?)
		}

		/// Become the owner of `device`.
		///
		/// By the licensed organisation that it is offered to, from which [`Config::DeviceDeposit`]
		/// is held; what was held from the owner before returns. Errors: [`Error::NotFound`],
		/// [`Error::Decommissioned`], [`Error::NotOffered`], [`Error::NotRecipient`],
		/// [`Error::NotOrganisation`], or the currency's.
		#[pallet::call_index(14)]
		#[pallet::weight(T::WeightInfo::accept())]
		pub fn accept(origin: OriginFor<T>, device: DeviceId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_accept(who, device)
		}

		/// Offer `device` no more.
		///
		/// By the owner. Errors: [`Error::NotFound`], [`Error::NotOwner`],
		/// [`Error::Decommissioned`], [`Error::NotOffered`].
		#[pallet::call_index(15)]
		#[pallet::weight(T::WeightInfo::withdraw_offer())]
		pub fn withdraw_offer(origin: OriginFor<T>, device: DeviceId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_withdraw_offer(who, device)
		}

		/// Record that `device` is in a patient: `patient` is [`patient_commitment`]. An offer of it
		/// ends.
		///
		/// By the owner, a licensed facility. Errors: [`Error::NotFound`], [`Error::NotOwner`],
		/// [`Error::Decommissioned`], [`Error::Unlicensed`], [`Error::Implanted`],
		/// [`Error::ZeroCommitment`], [`Error::UnderMeasure`], [`Error::DeviceExpired`],
		/// [`Error::FirmwareRecalled`].
		#[pallet::call_index(16)]
		#[pallet::weight(T::WeightInfo::implant())]
		pub fn implant(
			origin: OriginFor<T>,
			device: DeviceId,
			patient: Commitment,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_implant(who, device, patient)
		}

		/// Record that `device` is in no patient any more. The commitment goes.
		///
		/// By the owner, licensed or not. Errors: [`Error::NotFound`], [`Error::NotOwner`],
		/// [`Error::Decommissioned`], [`Error::NotImplanted`].
		#[pallet::call_index(17)]
		#[pallet::weight(T::WeightInfo::explant())]
		pub fn explant(origin: OriginFor<T>, device: DeviceId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_explant(who, device)
		}

		/// Hold or call back what `target` names. `evidence` commits to the reasons. At most
		/// [`MAX_MEASURES`] are in force, [`MAX_BY_MANUFACTURER`] of them the manufacturer's.
		///
		/// By the manufacturer, licensed or not, or a licensed regulator, from which
		/// [`Config::MeasureDeposit`] is held. Errors: [`Error::NotFound`],
		/// [`Error::Decommissioned`], [`Error::NotAuthority`], [`Error::ZeroCommitment`],
		/// [`Error::MeasuresExhausted`], [`Error::TooManyMeasures`], or the currency's.
		#[pallet::call_index(18)]
		#[pallet::weight(T::WeightInfo::take_measure())]
		pub fn take_measure(
			origin: OriginFor<T>,
			target: Target,
			kind: MeasureKind,
			reason: MeasureReason,
			evidence: Commitment,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_take_measure(who, target, kind, reason, evidence)
		}

		/// Lift the measure `id` against `target`. The deposit returns.
		///
		/// By a licensed regulator, or the licensed manufacturer that took it. Errors:
		/// [`Error::NotFound`], [`Error::NotAuthority`], [`Error::RegulatorsDecision`],
		/// [`Error::Unlicensed`], [`Error::ZeroCommitment`].
		#[pallet::call_index(19)]
		#[pallet::weight(T::WeightInfo::lift_measure())]
		pub fn lift_measure(
			origin: OriginFor<T>,
			target: Target,
			id: u32,
			evidence: Commitment,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_lift_measure(who, target, id, evidence)
		}

		/// Record that `device` is not used any more. Final; an offer of it ends.
		///
		/// By the owner. Errors: [`Error::NotFound`], [`Error::NotOwner`],
		/// [`Error::Decommissioned`], [`Error::Implanted`].
		#[pallet::call_index(20)]
		#[pallet::weight(T::WeightInfo::decommission())]
		pub fn decommission(
			origin: OriginFor<T>,
			device: DeviceId,
			reason: DecommissionReason,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_decommission(who, device, reason)
		}

		/// Remove `device`, decommissioned [`Config::RetentionPeriod`] ago. Removes the latest
		/// [`REAP_STEP`] entries of its history, and the device with the last one: to be repeated
		/// until then. All deposits but that for the key return.
		///
		/// By anybody, free of charge on success. Errors: [`Error::NotFound`],
		/// [`Error::StillNeeded`].
		#[pallet::call_index(21)]
		#[pallet::weight(T::WeightInfo::reap_device())]
		pub fn reap_device(origin: OriginFor<T>, device: DeviceId) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_reap_device(device)?;
			Ok(Pays::No.into())
		}
	}
}
