use super::*;
use sp_runtime::BuildStorage;

fn build(accreditations: Vec<(u64, LicenceKind, Jurisdiction)>) -> sp_io::TestExternalities {
	GenesisConfig::<Test> { accreditations }.build_storage().unwrap().into()
}

#[test]
fn issuers_are_accredited_from_the_start() {
	build(vec![(ISSUER, Facility, germany()), (ISSUER, Facility, place("US-CA"))]).execute_with(
		|| {
			let held = Accreditations::<Test>::get(ISSUER);
			assert_eq!(
				held.iter().map(|held| held.jurisdiction).collect::<Vec<_>>(),
				[germany(), place("US-CA")]
			);
			assert_ok!(Credentials::do_try_state());
		},
	);
}

#[test]
#[should_panic(expected = "cannot accredit 1 for Facility in DE")]
fn a_duplicate_stops_the_chain_from_being_built() {
	build(vec![(ISSUER, Facility, germany()), (ISSUER, Facility, germany())]);
}
