//! How it is done to the oracle.

use super::{
	super::oracle::{Oracle, Outcome},
	Operation,
};
use crate::{mock::Test, WaitingPlans};
use std::rc::Rc;

impl Operation {
	/// What comes of it, and of batches what was not filed.
	pub fn tell(&self, oracle: &mut Oracle) -> (Outcome, Vec<(u32, String)>) {
		let mut refused = Vec::new();
		let outcome = oracle.wholly(|oracle| self.act(oracle, &mut refused));
		(outcome, refused)
	}

	fn act(&self, oracle: &mut Oracle, refused: &mut Vec<(u32, String)>) -> Outcome {
		match self {
			Self::Submit(who, wanted) => oracle.submit(*who, wanted),
			Self::Batch(who, all) => {
				*refused = oracle.submit_batch(*who, all)?;
				Ok(())
			}
			Self::Decide(who, id, decisions, reasoned) => {
				oracle.decide(*who, *id, decisions, *reasoned)
			}
			Self::Lapse(id) => oracle.lapse(*id),
			Self::Void(who, id) => oracle.void(*who, *id),
			Self::Replace(who, id, with) => oracle.replace(*who, *id, with),
			Self::Reverse(who, id, reasoned) => oracle.reverse(*who, *id, *reasoned),
			Self::TopUp(who, plan, amount) => oracle.top_up(*who, *plan, *amount),
			Self::Withdraw(who, plan, amount) => oracle.withdraw(*who, *plan, *amount),
			Self::Settle(plan, most) => oracle.settle(*plan, *most),
			Self::Collect(id) => oracle.collect(*id),
			Self::PayShare(who, id, amount) => oracle.pay_share(*who, *id, *amount),
			Self::Refund(who, id) => oracle.refund_share(*who, *id),
			Self::Buy(who, plan, units) => oracle.buy_room(*who, *plan, *units),
			Self::Release(who, plan, units) => oracle.release_room(*who, *plan, *units),
			Self::Repay(who, plan, amount) => oracle.repay(*who, *plan, *amount),
			Self::Reap(id) => oracle.reap(*id),
			Self::Appeal(id, open) => oracle.appeal(*id, *open),
			Self::Overturn(id, decisions) => oracle.overturn(*id, decisions),
			// Of several plans, the pallet may begin with any.
			Self::Idle => match WaitingPlans::<Test>::iter_keys().next() {
				Some(plan) => oracle.idle(plan),
				None => Ok(()),
			},
			other => {
				other.change(oracle);
				Ok(())
			}
		}
	}

	/// What is not up to the pallet.
	fn change(&self, oracle: &mut Oracle) {
		match self {
			Self::Wait(time) => oracle.now += time,
			Self::Publish(id, from, terms) => {
				oracle.plan_mut(*id).versions.push((*from, Rc::new(terms.clone())));
			}
			Self::List(id, tag, offered) => {
				Rc::make_mut(&mut oracle.plan_mut(*id).services)
					.insert(*tag, Rc::new(offered.clone()));
			}
			Self::Contract(id, who, from, network) => {
				Rc::make_mut(&mut oracle.plan_mut(*id).contracts)
					.insert(*who, vec![(*from, u16::MAX, *network)]);
			}
			Self::Enrol(id, who, cover) => {
				Rc::make_mut(&mut oracle.plan_mut(*id).members).insert(*who, cover.clone());
			}
			Self::Leave(id, who, until) => {
				if let Some(cover) = Rc::make_mut(&mut oracle.plan_mut(*id).members).get_mut(who) {
					cover.until = *until;
				}
			}
			Self::Certify(certified) => {
				let id = oracle.certificates.len() as u64;
				Rc::make_mut(&mut oracle.certificates).insert(id, certified.clone());
			}
			Self::Happen(who, reference, at) => {
				Rc::make_mut(&mut oracle.happened).insert((*who, *reference), *at);
			}
			Self::Licence(who, kind, standing) => {
				Rc::make_mut(&mut oracle.licences).insert((*who, *kind), *standing);
			}
			Self::Consent(given) => oracle.consent = *given,
			_ => unreachable!("is a call"),
		}
	}

	/// Whether it changes what the pallet asks others about.
	pub fn is_of_the_world(&self) -> bool {
		matches!(
			self,
			Self::Publish(..)
				| Self::List(..)
				| Self::Contract(..)
				| Self::Enrol(..)
				| Self::Leave(..)
				| Self::Certify(_)
				| Self::Happen(..)
				| Self::Licence(..)
				| Self::Consent(_)
		)
	}
}
