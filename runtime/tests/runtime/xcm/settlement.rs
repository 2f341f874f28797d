//! Dollars that came from Asset Hub are what a plan sets aside and pays with.

use super::{deposit_for, execute};
use crate::support::{account, call_as, development, license, START};
use polkadot_sdk::staging_xcm::latest::prelude::Location;
use polkadot_sdk::{
	frame_support::{assert_noop, assert_ok, traits::fungible::Inspect},
	*,
};
use salus_primitives::{
	day_of, Action, Actions, AppealClocks, AuthorisationClocks, Benefit, ClaimKind, Commitment,
	Grantee, LicenceKind, Purpose, Purposes, Segments, Service, ServiceReference, ServiceTag,
	Terms, Tier, DAY,
};
use salus_runtime::{
	configs::{
		monetary::{Usdc, Usdt, USDC, USDT, USD_UNIT},
		xcm::{AssetHubLocation, UsdcLocation, UsdtLocation},
	},
	AccountId, CollatorSelection, Runtime, RuntimeCall,
};
use sp_keyring::Sr25519Keyring::{Bob as Member, Dave as Physician, Eve as Payer};

const SERVICE: ServiceTag = ServiceTag([7; 16]);
const SEGMENTS: Segments = Segments(0b1);

fn coverage(call: pallet_coverage::Call<Runtime>) -> RuntimeCall {
	RuntimeCall::Coverage(call)
}

/// Pays four fifths of everything, at once.
fn terms() -> Terms {
	let covered = Benefit { covered: true, coinsurance: 2_000, ..Default::default() };
	Terms {
		year: 2026,
		tiers: vec![Tier {
			out_of_pocket: salus_primitives::Limit {
				individual: 1_000 * USD_UNIT,
				family: 1_000 * USD_UNIT,
			},
			..Default::default()
		}]
		.try_into()
		.expect("is one"),
		benefits: vec![covered].try_into().expect("is one"),
		filing_days: 90,
		prompt_pay_days: 30,
		review_days: 14,
		authorisation: AuthorisationClocks {
			urgent_hours: 24,
			normal_hours: 72,
			answer_hours: 48,
			..Default::default()
		},
		appeals: AppealClocks {
			filing_days: 180,
			internal_days: 30,
			external_days: 45,
			..Default::default()
		},
		..Default::default()
	}
}

/// Opens a plan in `asset` and has it pay a claim.
fn settles_in<Dollar: Inspect<AccountId, Balance = u128>>(asset: u32, location: Location) {
	development(|| {
		let today = day_of(START);
		license(Payer, LicenceKind::Payer);
		license(Physician, LicenceKind::Practitioner);
		// Who is paid fees where no block has an author, and what the payer sends itself.
		for (who, dollars) in [(CollatorSelection::account_id(), 1), (account(Payer), 1_000)] {
			let message = deposit_for(who, (location.clone(), dollars * USD_UNIT).into());
			execute(AssetHubLocation::get(), message).ensure_complete().expect("arrives");
		}
		let arrived = Dollar::balance(&account(Payer));

		let plan = pallet_coverage::NextPlan::<Runtime>::get();
		for call in [
			pallet_coverage::Call::open_plan { asset },
			pallet_coverage::Call::publish_version { plan, from: today, terms: terms() },
			pallet_coverage::Call::list_services {
				plan,
				services: vec![(
					SERVICE,
					Service {
						from: today,
						until: today + 365,
						fees: vec![(0, 150 * USD_UNIT)].try_into().expect("is one"),
						..Default::default()
					},
				)]
				.try_into()
				.expect("is one"),
			},
			pallet_coverage::Call::enrol {
				plan,
				member: account(Member).into(),
				from: today,
				until: today + 365,
				tier: 0,
				family: None,
				after: None,
			},
		] {
			assert_ok!(call_as(Payer, coverage(call)));
		}
		let claims = |call: pallet_claims::Call<Runtime>| RuntimeCall::Claims(call);
		let reserve = 500 * USD_UNIT;
		assert_ok!(call_as(Payer, claims(pallet_claims::Call::top_up { plan, amount: reserve })));
		assert_eq!(Dollar::balance(&account(Payer)), arrived - reserve, "the rest is held");
		assert_eq!(Dollar::total_balance(&account(Payer)), arrived);

		assert_ok!(call_as(
			Member,
			RuntimeCall::Consent(pallet_consent::Call::grant {
				grantee: Grantee::Account(account(Payer)),
				terms: pallet_consent::Terms {
					purposes: Purposes::from_iter([Purpose::HPAYMT]),
					actions: Actions::from_iter([Action::Use]),
					segments: SEGMENTS,
					from: START,
					until: START + 30 * DAY,
					form: Commitment([9; 32]),
					delegation: 0,
					policy: None,
				},
			})
		));
		assert_ok!(call_as(Physician, claims(pallet_claims::Call::buy_room { plan, units: 10 })));
		let claim = pallet_claims::NewClaim {
			plan,
			member: account(Member),
			kind: ClaimKind::Professional,
			segments: SEGMENTS,
			prior: None,
			authorisation: None,
			document: Commitment([8; 32]),
			lines: vec![pallet_claims::ClaimedService {
				tag: SERVICE,
				units: 1,
				billed: 200 * USD_UNIT,
				date: today,
				reference: ServiceReference::Encounter(0),
			}]
			.try_into()
			.expect("is one"),
		};
		assert_ok!(call_as(Physician, claims(pallet_claims::Call::submit { claim })));
		// Four fifths of what is allowed.
		assert_eq!(Dollar::balance(&account(Physician)), 120 * USD_UNIT);
		assert_eq!(Dollar::total_balance(&account(Payer)), arrived - 120 * USD_UNIT);
		assert_eq!(Dollar::total_issuance(), 1_001 * USD_UNIT, "fees and all");
	});
}

#[test]
fn a_plan_settles_in_usdt() {
	settles_in::<Usdt>(USDT, UsdtLocation::get());
}

#[test]
fn a_plan_settles_in_usdc() {
	settles_in::<Usdc>(USDC, UsdcLocation::get());
}

#[test]
fn a_plan_settles_in_nothing_that_is_not_here() {
	development(|| {
		license(Payer, LicenceKind::Payer);
		assert_noop!(
			call_as(Payer, coverage(pallet_coverage::Call::open_plan { asset: 7 })),
			pallet_coverage::Error::<Runtime>::UnknownAsset
		);
	});
}
