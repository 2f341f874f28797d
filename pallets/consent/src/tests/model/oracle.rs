//! The rules of consent once more, as plainly as they can be said: no storage, no digests, no sets of
//! bits, nothing of the pallet's code.

mod decisions;
mod delegation;
mod forms;
mod gate;
mod given;
mod things;

pub use things::*;

use crate::mock::{CASE, MAX_VALIDITY};
use salus_primitives::{Action, Basis, LicenceKind, Moment, Purpose, Refusal};
use std::collections::{BTreeMap, BTreeSet};

/// The name of an error.
pub type Outcome = Result<(), &'static str>;

#[derive(Clone, Default, Debug)]
pub struct Oracle {
	pub now: Moment,
	/// Accounts that exist.
	pub accounts: BTreeSet<u64>,
	/// Those with money for every deposit.
	pub rich: BTreeSet<u64>,
	pub licences: BTreeMap<u64, BTreeSet<LicenceKind>>,
	pub organisations: BTreeMap<u64, Vec<u64>>,
	pub readers: BTreeSet<(u64, u64)>,
	pub glass: BTreeMap<(u64, u64), u32>,
	pub places: BTreeMap<u64, u32>,
	pub grants: BTreeMap<(u64, Who), Given>,
	pub denials: BTreeMap<(u64, Who), Given>,
	pub links: BTreeMap<(u64, Who), Link>,
	pub decisions: BTreeMap<u64, Decisions>,
	pub forms: BTreeMap<u32, Form>,
	pub last_form: u32,
}

fn upwards(purpose: Purpose) -> impl Iterator<Item = Purpose> {
	std::iter::successors(Some(purpose), |purpose| purpose.parent())
}

/// Consent to `set` is consent to `purpose`.
fn permits(set: &BTreeSet<Purpose>, purpose: Purpose) -> bool {
	match purpose {
		Purpose::BTG => set.contains(&purpose),
		_ => upwards(purpose).any(|above| set.contains(&above)),
	}
}

/// A denial of `set` is a denial of `purpose`.
fn denies(set: &BTreeSet<Purpose>, purpose: Purpose) -> bool {
	upwards(purpose).any(|above| set.contains(&above))
}

fn within(inner: u32, outer: u32) -> bool {
	inner & !outer == 0
}

impl Oracle {
	fn decisions(&self, subject: u64) -> Decisions {
		self.decisions.get(&subject).cloned().unwrap_or_default()
	}

	pub fn is_organisation(&self, who: u64) -> bool {
		self.licences.get(&who).is_some_and(|kinds| kinds.iter().any(|kind| kind.is_organisation()))
	}

	fn may_act(&self, who: Who) -> bool {
		match who {
			Who::Organisation(organisation) => self.is_organisation(organisation),
			_ => true,
		}
	}

	/// Nobody opens anything with a dead person's key.
	fn may_open(&self, subject: u64, represented: bool) -> Outcome {
		if self.decisions(subject).dead && !represented {
			return Err("Deceased");
		}
		Ok(())
	}

	/// Decides something, and pays for it with a place or money if there is either.
	fn decide(&mut self, subject: u64, decision: impl FnOnce(&mut Decisions)) {
		let mut decisions = self.decisions(subject);
		decision(&mut decisions);
		if decisions.paid == Paid::Nothing {
			decisions.paid = self.pay(subject).unwrap_or(Paid::Nothing);
		}
		self.decisions.insert(subject, decisions);
	}

	/// Forgets decisions that say nothing.
	fn tidy(&mut self, subject: u64) {
		let decisions = self.decisions(subject);
		let says_nothing = Decisions { paid: Paid::Nothing, ..decisions } == Decisions::default();
		if says_nothing && !self.denials_of(subject) {
			let paid = self.decisions.remove(&subject).map_or(Paid::Nothing, |it| it.paid);
			self.refund(subject, paid);
		}
	}

	fn denials_of(&self, subject: u64) -> bool {
		self.denials.keys().any(|(whose, _)| *whose == subject)
	}

	fn pay(&mut self, subject: u64) -> Result<Paid, &'static str> {
		match self.places.get_mut(&subject) {
			Some(free) if *free > 0 => {
				*free -= 1;
				Ok(Paid::ByAPlace)
			}
			_ if self.rich.contains(&subject) => Ok(Paid::Themselves),
			_ => Err("Funds are unavailable"),
		}
	}

	fn refund(&mut self, subject: u64, paid: Paid) {
		if paid == Paid::ByAPlace {
			*self.places.get_mut(&subject).expect("had a place") += 1;
		}
	}

	/// What is held from `who` for everything that they paid for.
	pub fn held(&self, who: u64, prices: [u64; 4]) -> u64 {
		let [consent, profile, delegation, form] = prices;
		let count = |things: usize, price: u64| things as u64 * price;
		let given = self.grants.iter().chain(&self.denials);
		let consents =
			given.filter(|((subject, _), it)| *subject == who && it.paid == Paid::Themselves);
		let profiles = self.decisions.get(&who).filter(|it| it.paid == Paid::Themselves);
		let links = self.links.values().filter(|link| link.by.account() == Some(who));
		let forms = self.forms.values().filter(|form| form.institution == who);
		count(consents.count(), consent)
			+ count(profiles.iter().count(), profile)
			+ count(links.count(), delegation)
			+ count(forms.count(), form)
	}
}
