//! What calls pass beside the checks of the SDK.

use crate::{AccountId, Recovery, Runtime, RuntimeCall, RuntimeOrigin};
use codec::{Decode, DecodeWithMemTracking, Encode};
use polkadot_sdk::*;

use frame_support::{traits::Contains, weights::Weight};
use frame_system::RawOrigin;
use pallet_recovery::WeightInfo;
use scale_info::TypeInfo;
use sp_runtime::{
	impl_tx_ext_default,
	traits::{DispatchInfoOf, TransactionExtension, ValidateResult},
	transaction_validity::{InvalidTransaction, TransactionSource},
	MultiAddress,
};

/// Whether somebody else has inherited `who`. Who named themselves their own heir has lost nothing.
pub(crate) fn is_lost(who: &AccountId) -> bool {
	Recovery::inheritor(who.clone()).is_some_and(|heir| heir != *who)
}

/// Turns away what is signed with the key of an account that somebody has inherited.
///
/// Whoever recovers a lost account acts for it from an account of their own. The lost key itself may
/// be in the hands of a thief: it signs nothing any more.
#[derive(Clone, PartialEq, Eq, Debug, Default, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct CheckLostKey;

impl TransactionExtension<RuntimeCall> for CheckLostKey {
	const IDENTIFIER: &'static str = "CheckLostKey";
	type Implicit = ();
	type Pre = ();
	type Val = ();

	/// It reads who inherited an account, as the call does that this weight was measured for.
	fn weight(&self, _: &RuntimeCall) -> Weight {
		<Runtime as pallet_recovery::Config>::WeightInfo::control_inherited_account()
	}

	fn validate(
		&self,
		origin: RuntimeOrigin,
		_: &RuntimeCall,
		_: &DispatchInfoOf<RuntimeCall>,
		_: usize,
		_: Self::Implicit,
		_: &impl Encode,
		_: TransactionSource,
	) -> ValidateResult<Self::Val, RuntimeCall> {
		if let Ok(RawOrigin::Signed(who)) = origin.clone().into() {
			if is_lost(&who) {
				return Err(InvalidTransaction::BadSigner.into());
			}
		}
		Ok((Default::default(), (), origin))
	}

	impl_tx_ext_default!(RuntimeCall; prepare);
}

/// Keeps whoever has a lost key from acting around [`CheckLostKey`], through a proxy that they named
/// before, and from undoing what the heir inherited.
///
/// It is asked about inner calls as well, wherever they are wrapped.
pub struct NothingForLostKeys;

impl Contains<RuntimeCall> for NothingForLostKeys {
	fn contains(call: &RuntimeCall) -> bool {
		match call {
			RuntimeCall::Proxy(
				pallet_proxy::Call::proxy { real, .. }
				| pallet_proxy::Call::proxy_announced { real, .. },
			) => match real {
				MultiAddress::Id(real) => !is_lost(real),
				// Names nobody here.
				_ => true,
			},
			RuntimeCall::Recovery(pallet_recovery::Call::revoke_inheritor { .. }) => false,
			_ => true,
		}
	}
}
