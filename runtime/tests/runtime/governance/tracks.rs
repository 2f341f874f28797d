//! What it takes to win a referendum.

use crate::support::{account, build, development};
use polkadot_sdk::{
	frame_support::{assert_noop, assert_ok, traits::Get},
	pallet_referenda::TracksInfo,
	*,
};
use salus_runtime::{
	configs::{
		consensus::{DAYS, MINUTES},
		governance::{
			origins::{Origin, Shortening},
			tracks::Tracks,
		},
	},
	OriginCaller, Runtime, RuntimeOrigin,
};
use serde_json::json;

fn tracks() -> Vec<pallet_referenda::Track<u16, u128, u32>> {
	Tracks::tracks().map(|track| track.into_owned()).collect()
}

#[test]
fn every_origin_has_the_track_of_its_name() {
	development(|| {
		assert_ok!(Tracks::check_integrity());
		let name = |origin: OriginCaller| {
			let id = Tracks::track_for(&origin).expect("has a track");
			let info = Tracks::info(id).expect("is a track").into_owned();
			String::from_utf8(info.name.into_iter().take_while(|byte| *byte != 0).collect())
				.expect("is text")
		};
		assert_eq!(name(frame_system::RawOrigin::Root.into()), "root");
		for (origin, track) in [
			(Origin::WhitelistedCaller, "whitelisted_caller"),
			(Origin::Accreditor, "accreditation"),
			(Origin::PatientSafety, "patient_safety"),
			(Origin::Treasurer, "treasurer"),
			(Origin::ParameterAdmin, "parameters"),
			(Origin::ReferendumCanceller, "referendum_canceller"),
			(Origin::ReferendumKiller, "referendum_killer"),
		] {
			assert_eq!(name(OriginCaller::Origins(origin)), track);
		}
		for other in [
			frame_system::RawOrigin::None,
			frame_system::RawOrigin::Signed(account(sp_keyring::Sr25519Keyring::Alice)),
		] {
			assert_eq!(Tracks::track_for(&other.into()), Err(()));
		}
	});
}

#[test]
fn a_chain_that_is_meant_to_last_takes_its_time() {
	use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie};
	let members = [Alice, Bob, Charlie].map(account);
	let patch = json!({
		"collatorSelection": { "invulnerables": [account(sp_keyring::Sr25519Keyring::Alice)] },
		"session": { "keys": [[
			account(sp_keyring::Sr25519Keyring::Alice),
			account(sp_keyring::Sr25519Keyring::Alice),
			{ "aura": account(sp_keyring::Sr25519Keyring::Alice) },
		]] },
		"technicalCommittee": { "members": members },
		"council": { "founders": members },
	});
	build("production", patch).expect("builds").execute_with(|| {
		let all = tracks();
		let root = &all.first().expect("is there").info;
		assert_eq!(root.decision_period, 28 * DAYS);
		assert_eq!(root.min_enactment_period, DAYS);
		for track in &all {
			assert!(track.info.prepare_period >= 10 * MINUTES, "{}", track.id);
			assert!(track.info.min_enactment_period >= 10 * MINUTES, "{}", track.id);
			assert!(track.info.decision_period >= 7 * DAYS, "{}", track.id);
		}
	});
}

#[test]
fn a_chain_to_test_with_is_quick_and_no_call_makes_another_one_quick() {
	development(|| {
		assert_eq!(Shortening::<Runtime>::get(), 2_400);
		for track in tracks() {
			let info = track.info;
			for period in [
				info.prepare_period,
				info.confirm_period,
				info.min_enactment_period,
				info.decision_period,
			] {
				assert!((1..=168).contains(&period), "{}: {period}", track.id);
			}
		}
	});
	// A genesis that forgets it, or says nonsense, is a slow one.
	for shortening in [0, 1] {
		let patch = json!({ "origins": { "shortening": shortening } });
		build("development", patch).expect("builds").execute_with(|| {
			assert_eq!(tracks().first().expect("is there").info.decision_period, 28 * DAYS);
		});
	}
}

#[test]
fn root_is_the_hardest_to_win_without_the_committee() {
	use sp_runtime::Perbill;
	development(|| {
		let all = tracks();
		let (root, others) = all.split_first().expect("are there");
		for other in others {
			for percent in (0..=100).step_by(10) {
				let at = Perbill::from_percent(percent);
				// Curves of another kind end where they should but for a rounding.
				let support = |info: &pallet_referenda::TrackInfo<u128, u32>| {
					info.min_support.threshold(at).deconstruct() / 10_000_000
				};
				assert!(
					support(&root.info) >= support(&other.info) || other.id == 1,
					"{} at {percent} %",
					other.id
				);
			}
			assert!(root.info.confirm_period >= other.info.confirm_period || other.id == 4);
			assert!(root.info.decision_deposit >= other.info.decision_deposit);
		}
	});
}

#[test]
fn a_referendum_needs_its_deposit_and_the_right_track() {
	use frame_support::traits::schedule::DispatchTime;
	use salus_runtime::{Referenda, RuntimeCall};
	development(|| {
		let proposal = frame_support::traits::Bounded::Inline(
			codec::Encode::encode(&RuntimeCall::System(frame_system::Call::remark {
				remark: vec![],
			}))
			.try_into()
			.expect("is short"),
		);
		let submit = |who, origin: OriginCaller| {
			Referenda::submit(
				RuntimeOrigin::signed(account(who)),
				Box::new(origin),
				proposal.clone(),
				DispatchTime::After(0),
			)
		};
		use sp_keyring::Sr25519Keyring::{Alice, One};
		assert_noop!(
			submit(Alice, frame_system::RawOrigin::None.into()),
			pallet_referenda::Error::<Runtime>::NoTrack
		);
		assert_noop!(
			submit(One, OriginCaller::Origins(Origin::Treasurer)),
			pallet_balances::Error::<Runtime>::InsufficientBalance
		);
		assert_ok!(submit(Alice, OriginCaller::Origins(Origin::Treasurer)));
		assert!(matches!(
			pallet_referenda::ReferendumInfoFor::<Runtime>::get(0),
			Some(pallet_referenda::ReferendumInfo::Ongoing(status)) if status.track == 4
		));
	});
}
#[test]
fn what_is_voted_for_is_done() {
	use frame_support::traits::{schedule::DispatchTime, Get, Hooks};
	use pallet_conviction_voting::{AccountVote, Conviction, Vote};
	use salus_runtime::{
		configs::parameters::{values::fees, RuntimeParameters, WholeBlockFee},
		ConvictionVoting, Referenda, RuntimeCall, Scheduler, System, UNIT,
	};
	development(|| {
		let cheaper =
			RuntimeParameters::Fees(fees::Parameters::WholeBlock(fees::WholeBlock, Some(3 * UNIT)));
		let proposal =
			RuntimeCall::Parameters(pallet_parameters::Call::set_parameter { key_value: cheaper });
		let proposal = codec::Encode::encode(&proposal).try_into().expect("is short");
		let signed = |who| RuntimeOrigin::signed(account(who));
		assert_ok!(Referenda::submit(
			signed(sp_keyring::Sr25519Keyring::Alice),
			Box::new(OriginCaller::Origins(Origin::ParameterAdmin)),
			frame_support::traits::Bounded::Inline(proposal),
			DispatchTime::After(0),
		));
		assert_ok!(Referenda::place_decision_deposit(signed(sp_keyring::Sr25519Keyring::Bob), 0));
		for voter in sp_keyring::Sr25519Keyring::well_known() {
			let vote = Vote { aye: true, conviction: Conviction::Locked1x };
			let vote = AccountVote::Standard { vote, balance: 900_000 * UNIT };
			assert_ok!(ConvictionVoting::vote(signed(voter), 0, vote));
		}
		assert_noop!(
			ConvictionVoting::vote(
				signed(sp_keyring::Sr25519Keyring::One),
				0,
				AccountVote::Standard {
					vote: Vote { aye: true, conviction: Conviction::None },
					balance: UNIT,
				},
			),
			pallet_conviction_voting::Error::<Runtime>::InsufficientFunds
		);
		let mut block = System::block_number();
		while WholeBlockFee::get() == 10 * UNIT && block < 100 {
			block += 1;
			System::set_block_number(block);
			Scheduler::on_initialize(block);
		}
		assert_eq!(WholeBlockFee::get(), 3 * UNIT);
		// Prepared, decided, confirmed for a day, and enacted a day later.
		assert!((13..=20).contains(&block), "{block}");
	});
}

#[test]
fn nothing_is_lost_where_an_agenda_is_full() {
	use frame_support::traits::{schedule::DispatchTime, Bounded};
	use salus_runtime::{Referenda, System};
	development(|| {
		let room = <Runtime as pallet_scheduler::Config>::MaxScheduledPerBlock::get();
		let alarms_of = |number| pallet_referenda::ReferendumInfoFor::<Runtime>::get(number);
		for _ in 0..=room {
			assert_ok!(Referenda::submit(
				RuntimeOrigin::signed(account(sp_keyring::Sr25519Keyring::Alice)),
				Box::new(OriginCaller::Origins(Origin::Treasurer)),
				Bounded::Inline(vec![0; 4].try_into().expect("is short")),
				DispatchTime::After(0),
			));
		}
		// Nobody pays a deposit: each is to be looked at when its time is over.
		let due = System::block_number()
			+ <Runtime as pallet_referenda::Config>::UndecidingTimeout::get();
		let tasks = |block| pallet_scheduler::Agenda::<Runtime>::get(block).len() as u32;
		assert_eq!((tasks(due), tasks(due + 1)), (room, 1));
		let pallet_referenda::ReferendumInfo::Ongoing(last) = alarms_of(room).expect("is there")
		else {
			panic!("is over");
		};
		assert_eq!(last.alarm.expect("has one").1 .0, due + 1);
	});
}
