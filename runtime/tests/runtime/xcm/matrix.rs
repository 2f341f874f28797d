//! Every origin with every instruction of XCM: what is executed, what the barrier refuses, and what
//! fails.
//!
//! An instruction can be refused in four ways. It is *unknown* when it weighs more than any block has
//! (a message with one of them is never started), the *barrier* turns away who must not send it, it
//! *fails* when it is carried out, or it is *done* and does no more than spend what its sender has.

use super::{account, execute, relay_token, transact};
use crate::support::{call_as, development};
use polkadot_sdk::{
	frame_support::{
		assert_noop,
		storage::{with_transaction, TransactionOutcome},
		traits::fungible::{Inspect, Mutate},
		weights::Weight,
	},
	staging_xcm as xcm, staging_xcm_executor as xcm_executor, *,
};
use salus_runtime::{
	configs::{
		monetary::{RelayToken, Usdc, Usdt, RELAY_UNIT},
		xcm::{AssetHubLocation, LocationToAccountId, RelayLocation, UsdcLocation, UsdtLocation},
	},
	Balances, ParachainSystem, PolkadotXcm, Runtime, RuntimeCall,
};
use sp_keyring::Sr25519Keyring::Eve;
use sp_runtime::DispatchError;
use xcm::{
	latest::{
		prelude::{AccountId32 as Account, *},
		AssetTransferFilter,
	},
	VersionedXcm,
};
use xcm_executor::traits::ConvertLocation;

/// What becomes of a message.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Verdict {
	/// It has an instruction that nothing here may use.
	Unknown,
	/// The barrier turns it away.
	Barrier,
	/// Its instruction fails, with this error.
	Fails(XcmError),
	/// It is executed.
	Done,
}
use Verdict::*;

const ETHEREUM: NetworkId = NetworkId::Ethereum { chain_id: 1 };

fn somebody() -> Junction {
	Account { network: None, id: [7; 32] }
}

/// Chains that may send messages, if they pay: the relay chain, Asset Hub, another parachain.
fn chains() -> [Location; 3] {
	[Location::parent(), AssetHubLocation::get(), Location::new(1, [Parachain(2001)])]
}

/// Whoever else could be the origin of a message.
fn others() -> [Location; 10] {
	[
		// Somebody on each of those chains.
		Location::new(1, [somebody()]),
		Location::new(1, [Parachain(1000), somebody()]),
		Location::new(1, [Parachain(2001), somebody()]),
		// Bodies and pallets of them.
		Location::new(1, [Plurality { id: BodyId::Technical, part: BodyPart::Voice }]),
		Location::new(1, [Parachain(1000), PalletInstance(50)]),
		// Other consensus systems, and a parachain of one.
		Location::new(2, [GlobalConsensus(ETHEREUM)]),
		Location::new(2, [GlobalConsensus(NetworkId::Kusama), Parachain(1000)]),
		// Somebody here, whom nothing lets send a message, this chain itself, and one of its pallets.
		Location::new(0, [Account { network: Some(NetworkId::Polkadot), id: account(Eve).into() }]),
		Location::here(),
		Location::new(0, [PalletInstance(51)]),
	]
}

fn usdt(amount: u128) -> Asset {
	(UsdtLocation::get(), amount).into()
}

fn eve() -> Location {
	Account { network: None, id: account(Eve).into() }.into()
}

fn to_asset_hub() -> QueryResponseInfo {
	QueryResponseInfo {
		destination: AssetHubLocation::get(),
		query_id: 1,
		max_weight: Weight::from_parts(1_000, 1_000),
	}
}

/// What a message does with what it brings along to another chain.
fn onward() -> Xcm<()> {
	Xcm(vec![
		BuyExecution { fees: relay_token(RELAY_UNIT / 10), weight_limit: Unlimited },
		DepositAsset { assets: AllCounted(1).into(), beneficiary: eve() },
	])
}

fn initiate_transfer(filter: fn(AssetFilter) -> AssetTransferFilter) -> Instruction<RuntimeCall> {
	InitiateTransfer {
		destination: AssetHubLocation::get(),
		remote_fees: Some(filter(Definite(relay_token(RELAY_UNIT / 10).into()))),
		preserve_origin: false,
		assets: Default::default(),
		remote_xcm: Xcm(vec![]),
	}
}

/// Every instruction, and what becomes of it once a chain has paid for it.
fn instructions() -> Vec<(Instruction<RuntimeCall>, Verdict)> {
	let some = relay_token(RELAY_UNIT / 10);
	let all = || AssetFilter::from(AllCounted(1));
	let nested = || Xcm(vec![ClearOrigin]);
	vec![
		(WithdrawAsset(some.clone().into()), Done),
		(WithdrawAsset(relay_token(1_000 * RELAY_UNIT).into()), FAILS_TO_TRANSACT),
		(WithdrawAsset((Location::here(), 1u128).into()), FAILS_TO_TRANSACT),
		// Only from Asset Hub, see below.
		(ReserveAssetDeposited(some.clone().into()), UNTRUSTED),
		(ReceiveTeleportedAsset(some.clone().into()), Unknown),
		(
			// Nobody asked: it is noted, and nothing else happens.
			QueryResponse {
				query_id: 7,
				response: Response::Null,
				max_weight: Weight::zero(),
				querier: None,
			},
			Done,
		),
		(TransferAsset { assets: some.clone().into(), beneficiary: eve() }, Done),
		(
			TransferAsset { assets: relay_token(1_000 * RELAY_UNIT).into(), beneficiary: eve() },
			FAILS_TO_TRANSACT,
		),
		(
			TransferReserveAsset {
				assets: some.clone().into(),
				dest: AssetHubLocation::get(),
				xcm: onward(),
			},
			Barrier,
		),
		(transact(), Unknown),
		(HrmpNewChannelOpenRequest { sender: 1, max_message_size: 1, max_capacity: 1 }, Unknown),
		(HrmpChannelAccepted { recipient: 1 }, Unknown),
		(HrmpChannelClosing { initiator: 1, sender: 1, recipient: 1 }, Unknown),
		(ClearOrigin, Done),
		(DescendOrigin(somebody().into()), Done),
		(ReportError(to_asset_hub()), Done),
		(DepositAsset { assets: all(), beneficiary: eve() }, Done),
		(
			DepositReserveAsset { assets: all(), dest: AssetHubLocation::get(), xcm: onward() },
			Barrier,
		),
		(ExchangeAsset { give: all(), want: usdt(1).into(), maximal: false }, Unknown),
		(
			InitiateReserveWithdraw {
				assets: all(),
				reserve: AssetHubLocation::get(),
				xcm: onward(),
			},
			Done,
		),
		(
			InitiateReserveWithdraw { assets: all(), reserve: Location::parent(), xcm: onward() },
			Barrier,
		),
		(InitiateTeleport { assets: all(), dest: AssetHubLocation::get(), xcm: onward() }, Unknown),
		(ReportHolding { response_info: to_asset_hub(), assets: all() }, Done),
		(BuyExecution { fees: some.clone(), weight_limit: Unlimited }, Done),
		(PayFees { asset: some.clone() }, Done),
		(RefundSurplus, Done),
		(SetErrorHandler(nested()), Done),
		(SetErrorHandler(Xcm(vec![transact()])), Unknown),
		(SetAppendix(nested()), Done),
		(SetAppendix(Xcm(vec![transact()])), Unknown),
		(
			SetAppendix(Xcm(vec![DepositReserveAsset {
				assets: all(),
				dest: AssetHubLocation::get(),
				xcm: onward(),
			}])),
			Barrier,
		),
		(ClearError, Done),
		(
			ClaimAsset { assets: usdt(1).into(), ticket: Location::here() },
			Fails(XcmError::UnknownClaim),
		),
		(Trap(3), Fails(XcmError::Trap(3))),
		(SubscribeVersion { query_id: 1, max_response_weight: Weight::zero() }, Done),
		(UnsubscribeVersion, Done),
		(BurnAsset(some.clone().into()), Done),
		(ExpectAsset(usdt(1).into()), Fails(XcmError::ExpectationFalse)),
		(ExpectOrigin(None), Fails(XcmError::ExpectationFalse)),
		(ExpectError(Some((0, XcmError::Overflow))), Fails(XcmError::ExpectationFalse)),
		(ExpectTransactStatus(MaybeErrorCode::Success), Done),
		(QueryPallet { module_name: b"pallet_xcm".to_vec(), response_info: to_asset_hub() }, Done),
		(
			ExpectPallet {
				index: 51,
				name: b"PolkadotXcm".to_vec(),
				module_name: b"another".to_vec(),
				crate_major: 1,
				min_crate_minor: 0,
			},
			Fails(XcmError::NameMismatch),
		),
		(ReportTransactStatus(to_asset_hub()), Done),
		(ClearTransactStatus, Done),
		(UniversalOrigin(GlobalConsensus(ETHEREUM)), Unknown),
		(
			ExportMessage { network: ETHEREUM, destination: Here, xcm: Xcm(vec![ClearOrigin]) },
			Unknown,
		),
		(LockAsset { asset: some.clone(), unlocker: AssetHubLocation::get() }, Unknown),
		(UnlockAsset { asset: some.clone(), target: eve() }, Unknown),
		(NoteUnlockable { asset: some.clone(), owner: eve() }, Unknown),
		(RequestUnlock { asset: some, locker: AssetHubLocation::get() }, Unknown),
		(SetFeesMode { jit_withdraw: true }, Done),
		(SetTopic([1; 32]), Done),
		(ClearTopic, Done),
		(AliasOrigin(eve()), Unknown),
		(UnpaidExecution { weight_limit: Unlimited, check_origin: None }, Done),
		(initiate_transfer(AssetTransferFilter::ReserveWithdraw), Done),
		(initiate_transfer(AssetTransferFilter::ReserveDeposit), Barrier),
		(initiate_transfer(AssetTransferFilter::Teleport), TELEPORT),
		// The executor does not know it yet.
		(ExecuteWithOrigin { descendant_origin: None, xcm: nested() }, Unknown),
		(ExecuteWithOrigin { descendant_origin: None, xcm: Xcm(vec![transact()]) }, Unknown),
		(
			SetHints { hints: vec![AssetClaimer { location: eve() }].try_into().expect("is one") },
			Done,
		),
	]
}

const FAILS_TO_TRANSACT: Verdict = Fails(XcmError::FailedToTransactAsset(""));
const UNTRUSTED: Verdict = Fails(XcmError::UntrustedReserveLocation);
/// There is no relay chain here that could be answered.
const UNREACHABLE: Verdict = Fails(XcmError::Transport(""));
const TELEPORT: Verdict = Fails(XcmError::UntrustedTeleportLocation);

/// A number for each instruction there is. When XCM gets a new one this does not compile any more: it
/// belongs into [`instructions`] too.
fn number(instruction: &Instruction<RuntimeCall>) -> usize {
	match instruction {
		WithdrawAsset(..) => 0,
		ReserveAssetDeposited(..) => 1,
		ReceiveTeleportedAsset(..) => 2,
		QueryResponse { .. } => 3,
		TransferAsset { .. } => 4,
		TransferReserveAsset { .. } => 5,
		Transact { .. } => 6,
		HrmpNewChannelOpenRequest { .. } => 7,
		HrmpChannelAccepted { .. } => 8,
		HrmpChannelClosing { .. } => 9,
		ClearOrigin => 10,
		DescendOrigin(..) => 11,
		ReportError(..) => 12,
		DepositAsset { .. } => 13,
		DepositReserveAsset { .. } => 14,
		ExchangeAsset { .. } => 15,
		InitiateReserveWithdraw { .. } => 16,
		InitiateTeleport { .. } => 17,
		ReportHolding { .. } => 18,
		BuyExecution { .. } => 19,
		RefundSurplus => 20,
		SetErrorHandler(..) => 21,
		SetAppendix(..) => 22,
		ClearError => 23,
		ClaimAsset { .. } => 24,
		Trap(..) => 25,
		SubscribeVersion { .. } => 26,
		UnsubscribeVersion => 27,
		BurnAsset(..) => 28,
		ExpectAsset(..) => 29,
		ExpectOrigin(..) => 30,
		ExpectError(..) => 31,
		ExpectTransactStatus(..) => 32,
		QueryPallet { .. } => 33,
		ExpectPallet { .. } => 34,
		ReportTransactStatus(..) => 35,
		ClearTransactStatus => 36,
		UniversalOrigin(..) => 37,
		ExportMessage { .. } => 38,
		LockAsset { .. } => 39,
		UnlockAsset { .. } => 40,
		NoteUnlockable { .. } => 41,
		RequestUnlock { .. } => 42,
		SetFeesMode { .. } => 43,
		SetTopic(..) => 44,
		ClearTopic => 45,
		AliasOrigin(..) => 46,
		UnpaidExecution { .. } => 47,
		PayFees { .. } => 48,
		InitiateTransfer { .. } => 49,
		ExecuteWithOrigin { .. } => 50,
		SetHints { .. } => 51,
	}
}

const INSTRUCTIONS: usize = 52;

/// What is issued of the token of this chain, and of what moves.
fn issued() -> [u128; 4] {
	[
		Balances::total_issuance(),
		RelayToken::total_issuance(),
		Usdt::total_issuance(),
		Usdc::total_issuance(),
	]
}

/// What becomes of `message` from `origin`. Nothing of it stays.
fn judge(origin: &Location, message: Xcm<RuntimeCall>) -> Verdict {
	let judged = with_transaction(|| -> TransactionOutcome<Result<_, DispatchError>> {
		// Who asks for the version is answered.
		let asks = message
			.0
			.iter()
			.any(|instruction| matches!(instruction, SubscribeVersion { .. } | UnsubscribeVersion));
		if let (true, (1, [Parachain(para)])) = (asks, origin.unpack()) {
			ParachainSystem::open_outbound_hrmp_channel_for_benchmarks_or_tests((*para).into());
		}
		let before = issued();
		let verdict = match execute(origin.clone(), message) {
			Outcome::Complete { .. } => Done,
			Outcome::Incomplete { error, .. } if error.error == XcmError::Barrier => Barrier,
			Outcome::Incomplete { error, .. } => Fails(match error.error {
				// The words that come with it are nobody's business.
				XcmError::FailedToTransactAsset(_) => XcmError::FailedToTransactAsset(""),
				XcmError::Transport(_) => XcmError::Transport(""),
				error => error,
			}),
			Outcome::Error(_) => Unknown,
		};
		TransactionOutcome::Rollback(Ok((verdict, before, issued())))
	});
	let (verdict, before, after) = judged.expect("is judged");
	assert_eq!(before[0], after[0], "SLS is out of reach");
	assert!(before.iter().zip(&after).all(|(before, after)| before >= after), "nothing is minted");
	verdict
}

/// `instruction` after it has been paid for with what its sender has here.
fn paid(instruction: Instruction<RuntimeCall>) -> Xcm<RuntimeCall> {
	Xcm(vec![
		WithdrawAsset(relay_token(5 * RELAY_UNIT).into()),
		BuyExecution { fees: relay_token(RELAY_UNIT), weight_limit: Unlimited },
		instruction,
	])
}

/// Runs `test` where everybody could pay, and messages reach Asset Hub.
fn everybody_can_pay(test: impl FnOnce()) {
	development(|| {
		ParachainSystem::open_outbound_hrmp_channel_for_benchmarks_or_tests(1000.into());
		for place in chains().into_iter().chain(others()) {
			if let Some(account) = LocationToAccountId::convert_location(&place) {
				RelayToken::set_balance(&account, 10 * RELAY_UNIT);
			}
			// What a chain subscribes to is answered in a version that it speaks.
			PolkadotXcm::force_xcm_version(
				salus_runtime::RuntimeOrigin::root(),
				Box::new(place),
				xcm::latest::VERSION,
			)
			.expect("root may");
		}
		test();
	});
}

#[test]
fn the_table_has_every_instruction() {
	let mut seen: Vec<usize> = instructions().iter().map(|(it, _)| number(it)).collect();
	seen.sort();
	seen.dedup();
	assert_eq!(seen, (0..INSTRUCTIONS).collect::<Vec<_>>());
}

#[test]
fn a_chain_that_pays_may_do_this_and_no_more() {
	everybody_can_pay(|| {
		let mut surprises = Vec::new();
		for chain in chains() {
			for (instruction, expected) in instructions() {
				// What Asset Hub says is deposited, is: see below.
				let trusted = chain == AssetHubLocation::get();
				if trusted && matches!(instruction, ReserveAssetDeposited(..)) {
					continue;
				}
				let verdict = judge(&chain, paid(instruction.clone()));
				let relay = chain == Location::parent();
				let answers = relay && matches!(instruction, SubscribeVersion { .. });
				if verdict != if answers { UNREACHABLE } else { expected } {
					surprises.push(format!("{verdict:?}: {chain:?}: {instruction:?}"));
				}
			}
		}
		assert!(surprises.is_empty(), "{surprises:#?}");
	});
}

#[test]
fn nobody_else_may_do_anything_even_if_they_pay() {
	everybody_can_pay(|| {
		let mut surprises = Vec::new();
		for origin in others() {
			for (instruction, expected) in instructions() {
				let verdict = judge(&origin, paid(instruction.clone()));
				let refused = if expected == Unknown { Unknown } else { Barrier };
				if verdict != refused {
					surprises.push(format!("{verdict:?}: {origin:?}: {instruction:?}"));
				}
			}
		}
		assert!(surprises.is_empty(), "{surprises:#?}");
	});
}

#[test]
fn nothing_is_free_but_asking_for_the_version() {
	everybody_can_pay(|| {
		for origin in chains().into_iter().chain(others()) {
			let chain = chains().contains(&origin);
			for (instruction, _) in instructions() {
				let verdict = judge(&origin, Xcm(vec![instruction.clone()]));
				match instruction {
					SubscribeVersion { .. } | UnsubscribeVersion if chain => {
						assert!(
							verdict == Done
								|| (origin == Location::parent() && verdict == UNREACHABLE),
							"{origin:?}: {instruction:?}: {verdict:?}"
						);
					}
					_ => assert!(
						matches!(verdict, Barrier | Unknown),
						"{origin:?}: {instruction:?}: {verdict:?}"
					),
				}
			}
		}
	});
}

#[test]
fn what_claims_to_be_deposited_comes_from_asset_hub_and_is_one_of_three() {
	everybody_can_pay(|| {
		let deposited = |asset: &Location| {
			Xcm(vec![
				ReserveAssetDeposited((asset.clone(), RELAY_UNIT).into()),
				BuyExecution { fees: (asset.clone(), RELAY_UNIT).into(), weight_limit: Unlimited },
			])
		};
		let known = [RelayLocation::get(), UsdtLocation::get(), UsdcLocation::get()];
		let unknown = [
			Location::here(),
			AssetHubLocation::get(),
			Location::new(1, [Parachain(1000), PalletInstance(50), GeneralIndex(7)]),
			Location::new(1, [Parachain(1000), PalletInstance(53), GeneralIndex(1984)]),
			Location::new(1, [Parachain(2001), PalletInstance(50), GeneralIndex(1984)]),
			Location::new(1, [PalletInstance(50), GeneralIndex(1984)]),
			Location::new(0, [PalletInstance(50), GeneralIndex(1984)]),
			Location::new(2, [GlobalConsensus(NetworkId::Polkadot)]),
			Location::new(2, [GlobalConsensus(NetworkId::Kusama)]),
		];
		for origin in chains() {
			for asset in known.iter().chain(&unknown) {
				let trusted = origin == AssetHubLocation::get() && known.contains(asset);
				let outcome = with_transaction(|| {
					TransactionOutcome::Rollback(Ok::<_, DispatchError>(execute(
						origin.clone(),
						deposited(asset),
					)))
				})
				.expect("is executed");
				let expected =
					if trusted { Ok(()) } else { Err(XcmError::UntrustedReserveLocation) };
				assert_eq!(
					outcome.ensure_complete().map_err(|failure| failure.error),
					expected,
					"{origin:?}: {asset:?}"
				);
			}
		}

		// An asset is more than its name: what is not fungible has none of these names.
		let unique = Asset { id: UsdtLocation::get().into(), fun: NonFungible(Index(1)) };
		let message = Xcm(vec![
			ReserveAssetDeposited(unique.into()),
			BuyExecution { fees: usdt(1), weight_limit: Unlimited },
		]);
		assert_eq!(judge(&AssetHubLocation::get(), message), UNTRUSTED);
	});
}

#[test]
fn nobody_here_executes_anything_of_their_own() {
	everybody_can_pay(|| {
		RelayToken::set_balance(&account(Eve), 10 * RELAY_UNIT);
		for (instruction, _) in instructions() {
			for message in [Xcm(vec![instruction.clone()]), paid(instruction.clone())] {
				let execute = pallet_xcm::Call::execute {
					message: Box::new(VersionedXcm::from(message)),
					max_weight: Weight::MAX,
				};
				assert_noop!(
					call_as(Eve, RuntimeCall::PolkadotXcm(execute)),
					pallet_xcm::Error::<Runtime>::Filtered
				);
			}
		}
	});
}
