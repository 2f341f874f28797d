//! Every stored byte of Salus's own pallets is paid for.

use codec::MaxEncodedLen;
use polkadot_sdk::frame_support::traits::{StorageInfo, StorageInfoTrait};
use salus_runtime::{
	configs::{health::*, monetary::deposit},
	AccountId, Balance, Consent, Credentials, Records,
};

/// The most bytes that an entry of the map `name` has, key and value.
fn entry(infos: &[StorageInfo], name: &str) -> u32 {
	infos
		.iter()
		.find(|info| info.storage_name == name.as_bytes())
		.and_then(|info| info.max_size)
		.unwrap_or_else(|| panic!("{name} is a bounded map"))
}

#[test]
fn consents() {
	let infos = Consent::storage_info();
	for map in ["Grants", "Denials"] {
		assert!(entry(&infos, map) <= 112, "{map} has {} bytes", entry(&infos, map));
		assert!(ConsentDeposit::get() >= deposit(1, entry(&infos, map)), "{map}");
	}
	assert!(ProfileDeposit::get() >= deposit(1, entry(&infos, "Profiles")));
}

#[test]
fn records() {
	let infos = Records::storage_info();
	assert!(RecordDeposit::get() >= deposit(1, entry(&infos, "Records")));
	let version = deposit(1, entry(&infos, "Versions")) + deposit(1, entry(&infos, "Commitments"));
	assert!(VersionDeposit::get() >= version);
	assert!(ReceiptDeposit::get() >= deposit(1, entry(&infos, "Receipts")));
}

#[test]
fn credentials() {
	// The hash and the account of a `Blake2_128Concat` key.
	let key = 16 + AccountId::max_encoded_len();
	let licence = pallet_credentials::Licence::<AccountId, Balance>::max_encoded_len();
	assert!(LicenceDeposit::get() >= deposit(1, (key + licence) as u32));
	let membership = pallet_credentials::Membership::<AccountId, Balance>::max_encoded_len();
	let count = entry(&Credentials::storage_info(), "MemberCounts");
	assert!(MembershipDeposit::get() >= deposit(2, (key + membership) as u32 + count));
}
