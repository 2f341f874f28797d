//! Fees: charged to the sponsor for calls on the list, within the allowance.

use crate::{CallClass, Config, Event, Pallet, WeightInfo};
use core::marker::PhantomData;
use frame_support::{unsigned::TransactionValidityError, weights::Weight};
use pallet_transaction_payment::{OnChargeTransaction, TxCreditHold};
use sp_runtime::traits::{DispatchInfoOf, PostDispatchInfoOf, Zero};

/// Charges the sponsor for sponsored calls of an enrolled patient, and everybody else as `Inner`
/// does.
///
/// The allowance is used up before the call is dispatched, so by one that fails as well. A call with
/// a tip is not sponsored: priority is for those who pay for it themselves.
pub struct SponsoredFees<T, Inner>(PhantomData<(T, Inner)>);

/// What was withdrawn, and from whom.
pub enum Charged<AccountId, Info> {
	/// The signer's fee.
	Signer(Info),
	/// A fee that the sponsor paid in the signer's place.
	Sponsor {
		/// The sponsor as it was before the call, which may have changed it.
		payer: AccountId,
		/// What `Inner` knows about it.
		info: Info,
	},
	/// Nothing: the call is protective, and neither sponsor nor signer could pay.
	Nobody,
}

impl<AccountId, Info: Default> Default for Charged<AccountId, Info> {
	fn default() -> Self {
		Self::Signer(Info::default())
	}
}

/// Who is to pay for a call.
enum Payer<AccountId> {
	Signer,
	Sponsor(AccountId),
	Nobody,
}

impl<T: Config, Inner: OnChargeTransaction<T>> SponsoredFees<T, Inner> {
	/// Who pays for `call` of `who` as things are. Changes nothing.
	fn payer(
		who: &T::AccountId,
		call: &T::RuntimeCall,
		info: &DispatchInfoOf<T::RuntimeCall>,
		fee_with_tip: Inner::Balance,
		tip: Inner::Balance,
	) -> Payer<T::AccountId> {
		// A call without a fee needs no sponsor, and uses up nothing.
		if fee_with_tip.is_zero() || !tip.is_zero() {
			return Payer::Signer;
		}
		let Some((sponsor, class)) = Pallet::<T>::sponsor_of(who, call) else {
			return Payer::Signer;
		};
		let can_pay = |payer| Inner::can_withdraw_fee(payer, call, info, fee_with_tip, tip).is_ok();
		match class {
			_ if can_pay(&sponsor) => Payer::Sponsor(sponsor),
			CallClass::Protective if !can_pay(who) && Pallet::<T>::may_go_unpaid(who) => {
				Payer::Nobody
			}
			_ => Payer::Signer,
		}
	}
}

// Bound by less than `OnChargeTransaction` is: the SDK's adapter asks for this of whatever the
// runtime charges with, so that more would be a cycle.
impl<T, Inner> TxCreditHold<T> for SponsoredFees<T, Inner>
where
	T: pallet_transaction_payment::Config,
	Inner: TxCreditHold<T>,
{
	type Credit = Inner::Credit;
}

impl<T: Config, Inner: OnChargeTransaction<T>> OnChargeTransaction<T> for SponsoredFees<T, Inner> {
	type Balance = Inner::Balance;
	type LiquidityInfo = Charged<T::AccountId, Inner::LiquidityInfo>;

	fn can_withdraw_fee(
		who: &T::AccountId,
		call: &T::RuntimeCall,
		info: &DispatchInfoOf<T::RuntimeCall>,
		fee_with_tip: Self::Balance,
		tip: Self::Balance,
	) -> Result<(), TransactionValidityError> {
		match Self::payer(who, call, info, fee_with_tip, tip) {
			Payer::Signer => Inner::can_withdraw_fee(who, call, info, fee_with_tip, tip),
			Payer::Sponsor(_) | Payer::Nobody => Ok(()),
		}
	}

	fn withdraw_fee(
		who: &T::AccountId,
		call: &T::RuntimeCall,
		info: &DispatchInfoOf<T::RuntimeCall>,
		fee_with_tip: Self::Balance,
		tip: Self::Balance,
	) -> Result<Self::LiquidityInfo, TransactionValidityError> {
		let withdraw = |payer| Inner::withdraw_fee(payer, call, info, fee_with_tip, tip);
		match Self::payer(who, call, info, fee_with_tip, tip) {
			Payer::Signer => withdraw(who).map(Charged::Signer),
			Payer::Sponsor(payer) => {
				Pallet::<T>::consume_call(who);
				let info = withdraw(&payer)?;
				Ok(Charged::Sponsor { payer, info })
			}
			Payer::Nobody => {
				Pallet::<T>::consume_call(who);
				Ok(Charged::Nobody)
			}
		}
	}

	fn correct_and_deposit_fee(
		who: &T::AccountId,
		info: &DispatchInfoOf<T::RuntimeCall>,
		post_info: &PostDispatchInfoOf<T::RuntimeCall>,
		corrected_fee_with_tip: Self::Balance,
		tip: Self::Balance,
		charged: Self::LiquidityInfo,
	) -> Result<(), TransactionValidityError> {
		let settle = |payer, withdrawn| {
			Inner::correct_and_deposit_fee(
				payer,
				info,
				post_info,
				corrected_fee_with_tip,
				tip,
				withdrawn,
			)
		};
		let sponsor = match charged {
			Charged::Signer(withdrawn) => return settle(who, withdrawn),
			Charged::Sponsor { payer, info } => {
				settle(&payer, info)?;
				Some(payer)
			}
			Charged::Nobody => None,
		};
		Pallet::<T>::deposit_event(Event::CallSponsored { patient: who.clone(), sponsor });
		Ok(())
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn endow_account(who: &T::AccountId, amount: Self::Balance) {
		Inner::endow_account(who, amount);
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn minimum_balance() -> Self::Balance {
		Inner::minimum_balance()
	}
}

/// The weight of charging a fee, with what finding a sponsor adds to `Inner`: the SDK measures it with
/// a tip, which is never sponsored.
pub struct SponsoredFeesWeight<T, Inner>(PhantomData<(T, Inner)>);

impl<T: Config, Inner: pallet_transaction_payment::WeightInfo>
	pallet_transaction_payment::WeightInfo for SponsoredFeesWeight<T, Inner>
{
	fn charge_transaction_payment() -> Weight {
		Inner::charge_transaction_payment()
			.saturating_add(<T as Config>::WeightInfo::sponsored_fee())
	}
}
