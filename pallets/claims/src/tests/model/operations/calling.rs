//! How it is done to the pallet.

use super::{
	super::oracle::{Id, Outcome},
	mirror::{amount, new_claim},
	Operation,
};
use crate::{
	mock::{
		bounded, events, idle, now, plainly, prepared, set_time, signed, Claims, System, Test,
		NOTHING, REASONS, STRANGER,
	},
	Error, Event,
};
use codec::Decode;
use frame_support::storage::with_storage_layer;
use salus_primitives::{Appealable, ClaimId, Commitment};
use sp_runtime::{DispatchError, ModuleError};

fn id(id: &Id) -> ClaimId {
	ClaimId { plan: id.0, number: id.1 }
}

fn reasons(given: bool) -> Commitment {
	if given {
		REASONS
	} else {
		NOTHING
	}
}

fn name(error: DispatchError) -> String {
	match error {
		DispatchError::Module(ModuleError { message: Some(name), .. }) => name.into(),
		// In events, errors have no names.
		DispatchError::Module(ModuleError { error, .. }) => {
			let error = Error::<Test>::decode(&mut &error[..]).expect("is the pallet's");
			let text = format!("{error:?}");
			text.split('(').next().unwrap_or_default().into()
		}
		other => {
			let text: &'static str = other.into();
			text.into()
		}
	}
}

impl Operation {
	/// What comes of it, and of batches what was not filed.
	pub fn call(&self) -> (Outcome, Vec<(u32, String)>) {
		let told = matches!(self, Self::Batch(..));
		if told {
			// At block 0 there are no events.
			System::set_block_number(1);
		}
		let done = with_storage_layer(|| match self {
			Self::Submit(who, wanted) => Claims::submit(signed(*who), new_claim(wanted)),
			Self::Batch(who, all) => {
				Claims::submit_batch(signed(*who), bounded(all.iter().map(new_claim)))
			}
			Self::Decide(who, claim, decisions, reasoned) => Claims::decide(
				signed(*who),
				id(claim),
				bounded(decisions.iter().copied()),
				reasons(*reasoned),
			),
			Self::Lapse(claim) => plainly(Claims::lapse(signed(STRANGER), id(claim))),
			Self::Void(who, claim) => Claims::void(signed(*who), id(claim)),
			Self::Replace(who, claim, with) => {
				Claims::replace(signed(*who), id(claim), new_claim(with))
			}
			Self::Reverse(who, claim, reasoned) => {
				Claims::reverse(signed(*who), id(claim), reasons(*reasoned))
			}
			Self::TopUp(who, plan, money) => Claims::top_up(signed(*who), *plan, amount(*money)),
			Self::Withdraw(who, plan, money) => {
				Claims::withdraw(signed(*who), *plan, amount(*money))
			}
			Self::Settle(plan, most) => Claims::settle(signed(STRANGER), *plan, *most),
			Self::Collect(claim) => Claims::collect(signed(STRANGER), id(claim)),
			Self::PayShare(who, claim, money) => {
				Claims::pay_share(signed(*who), id(claim), amount(*money))
			}
			Self::Refund(who, claim) => Claims::refund_share(signed(*who), id(claim)),
			Self::Buy(who, plan, units) => Claims::buy_room(signed(*who), *plan, *units),
			Self::Release(who, plan, units) => Claims::release_room(signed(*who), *plan, *units),
			Self::Repay(who, plan, money) => Claims::repay(signed(*who), *plan, amount(*money)),
			Self::Reap(claim) => plainly(Claims::reap(signed(STRANGER), id(claim))),
			Self::Appeal(claim, open) => Claims::note_appeal(id(claim), *open),
			Self::Overturn(claim, decisions) => Claims::overturn(id(claim), decisions, REASONS),
			Self::Idle => {
				idle();
				Ok(())
			}
			Self::Wait(time) => {
				set_time(now() + time);
				Ok(())
			}
			_ => Ok(()),
		});
		let mut refused = Vec::new();
		if told {
			for event in events() {
				if let Event::NotFiled { index, error } = event {
					refused.push((index, name(error)));
				}
			}
			prepared();
			System::set_block_number(0);
		}
		(done.map_err(name), refused)
	}
}
