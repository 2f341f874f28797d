//! Signals of fraud: counted as claims come in. They raise flags, which may bring a claim before a
//! person. Nothing is judged by them.

use crate::{Bench, Bills, Config, Docket, Flags, GroupCount, Pallet};
use salus_primitives::{Amount, Service, WHOLE};

impl<T: Config> Docket<T> {
	/// Counts the claim, and looks at what is known before it is judged.
	pub(crate) fn note_signals(&mut self, bench: &mut Bench<T>, bills: &mut Bills<T>) {
		let today = Pallet::<T>::today();
		if self.account.day != today {
			self.account.day = today;
			self.account.claims = 0;
		}
		self.account.claims = self.account.claims.saturating_add(1);
		let most = self.terms.thresholds.claims_a_day;
		if most > 0 && self.account.claims > most {
			bench.flags.insert(Flags::VELOCITY);
		}
		if !bench.is_coordinated()
			&& self.claim.lines.iter().any(|line| bills.elsewhere(&line.service))
		{
			bench.flags.insert(Flags::ACROSS_PAYERS);
		}
	}

	/// Counts a service that is not refused. Whether the provider claims more intense ones than usual.
	pub(crate) fn note_service(&mut self, service: &Service) -> bool {
		let groups = &mut self.account.groups;
		let at = match groups.iter().position(|count| count.group == service.group) {
			Some(at) => at,
			None => {
				let new = GroupCount { group: service.group, lines: 0, intense: 0 };
				if groups.try_push(new).is_err() {
					return false;
				}
				groups.len().saturating_sub(1)
			}
		};
		let Some(count) = groups.get_mut(at) else { return false };
		count.lines = count.lines.saturating_add(1);
		count.intense = count.intense.saturating_add(service.intense.into());

		let thresholds = &self.terms.thresholds;
		let intense = Amount::from(count.intense).saturating_mul(WHOLE.into());
		let usual = Amount::from(count.lines).saturating_mul(thresholds.intense_share.into());
		thresholds.intense_share > 0 && count.lines >= thresholds.intense_from && intense > usual
	}

	/// Whether the flags of `bench` bring the claim before a person.
	pub(crate) fn is_unusual(&self, bench: &Bench<T>) -> bool {
		bench.flags.any(self.terms.thresholds.pending)
	}
}
