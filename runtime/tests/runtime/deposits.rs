//! Every stored byte of Salus's own pallets is paid for.

use codec::MaxEncodedLen;
use polkadot_sdk::frame_support::traits::{StorageInfo, StorageInfoTrait};
use salus_runtime::{
	configs::{claims::*, health::*, monetary::deposit, sponsorship::*, supply::*},
	AccountId, Appeals, Authorisations, Balance, Claims, Coldchain, Consent, Coverage, Credentials,
	Devices, Emergency, Products, Provenance, Records, Representatives, Sponsorship, Trail,
};

/// The most bytes that an entry of the map `name` has, key and value.
fn entry(infos: &[StorageInfo], name: &str) -> u32 {
	infos
		.iter()
		.find(|info| info.storage_name == name.as_bytes())
		.and_then(|info| info.max_size)
		.unwrap_or_else(|| panic!("{name} is a bounded map"))
}

/// What an entry of each of `maps` costs together.
fn price(infos: &[StorageInfo], maps: &[&str]) -> Balance {
	maps.iter().map(|map| deposit(1, entry(infos, map))).sum()
}

/// `held` pays for an entry of each of `maps`.
#[track_caller]
fn pays(held: Balance, infos: &[StorageInfo], maps: &[&str]) {
	let price = price(infos, maps);
	assert!(held >= price, "{maps:?}: {held} is held, {price} would pay");
}

#[test]
fn consents() {
	let infos = Consent::storage_info();
	for map in ["Grants", "Denials"] {
		assert!(entry(&infos, map) <= 112, "{map} has {} bytes", entry(&infos, map));
		pays(ConsentDeposit::get(), &infos, &[map]);
	}
	pays(ProfileDeposit::get(), &infos, &["Profiles"]);
	pays(DelegationDeposit::get(), &infos, &["Delegations"]);
	pays(FormDeposit::get(), &infos, &["Policies"]);
}

#[test]
fn records() {
	let infos = Records::storage_info();
	pays(RecordDeposit::get(), &infos, &["Records", "CustodyOffers"]);
	pays(VersionDeposit::get(), &infos, &["Versions", "Commitments"]);
	pays(ReceiptDeposit::get(), &infos, &["Receipts"]);
	pays(AmendmentDeposit::get(), &infos, &["Amendments"]);
	pays(BatchDeposit::get(), &infos, &["Batches"]);
	let hold = pallet_records::LegalHold::<AccountId, Balance>::max_encoded_len();
	let all = pallet_records::HoldsOf::<salus_runtime::Runtime>::max_encoded_len();
	let first = entry(&infos, "Holds") - (all - hold) as u32;
	assert!(LegalHoldDeposit::get() >= deposit(1, first));
	// What is left of a record is smaller than the record was.
	assert!(entry(&infos, "Leftovers") < entry(&infos, "Records"));
}

#[test]
fn representatives() {
	let infos = Representatives::storage_info();
	pays(RepresentationDeposit::get(), &infos, &["Representatives", "Counts"]);
	// A condition is two attestations.
	pays(2 * AttestationDeposit::get(), &infos, &["Conditions"]);
}

#[test]
fn emergencies() {
	let infos = Emergency::storage_info();
	pays(CaseDeposit::get(), &infos, &["Cases", "Latest", "Conduct", "SubjectUse"]);
}

#[test]
fn the_trail() {
	let infos = Trail::storage_info();
	pays(DayDeposit::get(), &infos, &["Days", "Custodians"]);
	pays(DisputeDeposit::get(), &infos, &["Disputes", "Disputed"]);
}

#[test]
fn enrolments_and_places() {
	let infos = Sponsorship::storage_info();
	pays(EnrolmentDeposit::get(), &infos, &["Enrolments", "Offers"]);
	for (infos, maps) in [
		(Consent::storage_info(), &["Grants"][..]),
		(Consent::storage_info(), &["Denials"]),
		(Consent::storage_info(), &["Profiles"]),
		(Representatives::storage_info(), &["Representatives", "Counts"]),
		(Records::storage_info(), &["Amendments"]),
		(Trail::storage_info(), &["Disputes", "Disputed"]),
	] {
		pays(PlaceDeposit::get(), &infos, maps);
	}
}

#[test]
fn credentials() {
	// The hash and the account of a `Blake2_128Concat` key.
	let key = 16 + AccountId::max_encoded_len();
	let licence = pallet_credentials::Licence::<AccountId, Balance>::max_encoded_len();
	assert!(LicenceDeposit::get() >= deposit(1, (key + licence) as u32));
	let infos = Credentials::storage_info();
	let membership = pallet_credentials::Membership::<AccountId, Balance>::max_encoded_len();
	let others = price(&infos, &["MemberCounts", "PrivacyOfficers"]);
	assert!(MembershipDeposit::get() >= deposit(1, (key + membership) as u32) + others);
	pays(IdentifierDeposit::get(), &infos, &["Identifiers", "IdentifiersOf"]);
	pays(EndpointDeposit::get(), &infos, &["Endpoints"]);
	pays(AppealDeposit::get(), &infos, &["Appeals"]);
}

#[test]
fn products() {
	let infos = Products::storage_info();
	pays(PrefixDeposit::get(), &infos, &["Prefixes"]);
	pays(BranchDeposit::get(), &infos, &["Prefixes"]);
	pays(ProductDeposit::get(), &infos, &["Catalogue"]);
}

#[test]
fn provenance() {
	let infos = Provenance::storage_info();
	pays(LotDeposit::get(), &infos, &["Lots"]);
	pays(RangeDeposit::get(), &infos, &["Ranges"]);
	pays(ContainerDeposit::get(), &infos, &["Containers"]);
	pays(ExceptionDeposit::get(), &infos, &["Exceptions"]);
	pays(SuspicionDeposit::get(), &infos, &["Cases"]);
	// A word's marks are paid for with their exceptions.
	let marks = pallet_provenance::UNITS_PER_WORD + 1;
	assert!(WordDeposit::get() >= deposit(0, entry(&infos, "Words") - marks));
	let span = pallet_provenance::Span::max_encoded_len() as u32;
	let origins = deposit(1, entry(&infos, "Origins"));
	let paid = OriginDeposit::get() * Balance::from(pallet_provenance::MAX_ORIGINS);
	assert!(OriginDeposit::get() >= deposit(0, span));
	assert!(paid + deposit(1, 0) >= origins);
}

#[test]
fn the_cold_chain() {
	let infos = Coldchain::storage_info();
	pays(SensorDeposit::get(), &infos, &["Sensors"]);
	pays(JourneyDeposit::get(), &infos, &["Journeys"]);
	pays(ReportDeposit::get(), &infos, &["Reports"]);
}

#[test]
fn devices() {
	let infos = Devices::storage_info();
	pays(ModelDeposit::get(), &infos, &["Models"]);
	pays(DeviceDeposit::get(), &infos, &["Devices"]);
	pays(KeyDeposit::get(), &infos, &["Keys"]);
	pays(ReleaseDeposit::get(), &infos, &["Releases"]);
	pays(HistoryDeposit::get(), &infos, &["Histories"]);
	pays(ServicerDeposit::get(), &infos, &["Servicers"]);
	// Four measures share an entry, of which each pays a quarter.
	pays(4 * MeasureDeposit::get(), &infos, &["Measures"]);
}

#[test]
fn plans() {
	let infos = Coverage::storage_info();
	pays(PlanDeposit::get(), &infos, &["Plans"]);
	pays(ServiceDeposit::get(), &infos, &["Services"]);
	pays(ContractDeposit::get(), &infos, &["Contracts"]);
	pays(MemberDeposit::get(), &infos, &["Members"]);
	pays(FamilyDeposit::get(), &infos, &["Families"]);
	let terms = salus_primitives::Terms::max_encoded_len() as u32;
	let rest = entry(&infos, "Versions") - terms;
	assert!(TermsDeposit::get() >= deposit(1, rest));
	assert!(TermsByteDeposit::get() >= deposit(0, 1));
}

#[test]
fn claims() {
	let infos = Claims::storage_info();
	// The plan's ledger goes with its first provider.
	pays(ProviderAccountDeposit::get(), &infos, &["ProviderAccounts"]);
	// A claim of one line, with the entry for what it refers to, and a place in the queue.
	let lines = pallet_claims::Line::max_encoded_len() as u32;
	let claim = entry(&infos, "Claims") - lines * salus_primitives::MAX_LINES;
	let service = pallet_claims::BilledService::max_encoded_len() as u32;
	let reference = entry(&infos, "Billed") - service * pallet_claims::MAX_SERVICES;
	let line = deposit(1, lines + reference + service);
	assert!(RoomDeposit::get() >= line, "a line costs {line}");
	let room = RoomDeposit::get() * Balance::from(pallet_claims::ROOM_OF_CLAIM);
	let base = deposit(1, claim) + price(&infos, &["Queue"]);
	assert!(room >= base, "a claim costs {base}");
}

#[test]
fn authorisations_and_appeals() {
	let infos = Authorisations::storage_info();
	pays(AuthorisationDeposit::get(), &infos, &["Authorisations"]);
	let infos = Appeals::storage_info();
	pays(ClaimAppealDeposit::get(), &infos, &["Appeals"]);
}
