//! The adjudication of a line: from what was billed to what is paid, and why not the rest.
//!
//! Nothing here reads or writes state. All amounts are in the smallest unit of the plan's asset. Where
//! a share does not divide, the patient's part is rounded down.

use crate::{Adjustments, LineUse};
use salus_primitives::{
	Adjustment, AdjustmentGroup, AdjustmentReason, Amount, Benefit, GroupId, WHOLE,
};

/// Why a line is refused, and who bears it.
pub type Refusal = (AdjustmentGroup, AdjustmentReason);

/// What is left, for the member, of what limits their share and the plan's.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Left {
	/// Of the deductible: the individual's or the family's, whichever is less.
	pub deductible: Amount,
	/// Of the most that is due in a year, likewise.
	pub out_of_pocket: Amount,
	/// Of the units that the benefit pays for, `None` without a limit.
	pub units: Option<u32>,
	/// Of the amount that the benefit pays, `None` without a limit.
	pub paid: Option<Amount>,
}

/// A line that is not refused.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Priced {
	/// What was billed.
	pub billed: Amount,
	/// How many units.
	pub units: u32,
	/// What is allowed, at most what was billed.
	pub allowed: Amount,
	/// The patient's share after the plans before this one decided, if there are any.
	pub prior_share: Option<Amount>,
}

/// What becomes of a line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Judged {
	/// What is allowed.
	pub allowed: Amount,
	/// What the plan pays.
	pub paid: Amount,
	/// Why not the rest.
	pub adjustments: Adjustments,
	/// What it used of the coverage, `None` if it was refused.
	pub used: Option<LineUse>,
}

/// The patient's part of a line.
#[derive(Clone, Copy, Default)]
struct Share {
	deductible: Amount,
	copay: Amount,
	coinsurance: Amount,
	/// What is over the benefit's limits.
	over: Amount,
}

impl Share {
	fn cost_sharing(&self) -> Amount {
		self.deductible.saturating_add(self.copay).saturating_add(self.coinsurance)
	}

	fn total(&self) -> Amount {
		self.cost_sharing().saturating_add(self.over)
	}

	/// Takes what exceeds `most` off coinsurance, copay and deductible, in this order.
	fn cap(&mut self, most: Amount) {
		let mut excess = self.cost_sharing().saturating_sub(most);
		for part in [&mut self.coinsurance, &mut self.copay, &mut self.deductible] {
			let off = excess.min(*part);
			*part = part.saturating_sub(off);
			excess = excess.saturating_sub(off);
		}
	}

	/// Leaves `most` of it: of deductible, copay, coinsurance and the rest, in this order.
	fn keep(&mut self, most: Amount) {
		let mut left = most;
		let parts = [&mut self.deductible, &mut self.copay, &mut self.coinsurance, &mut self.over];
		for part in parts {
			*part = left.min(*part);
			left = left.saturating_sub(*part);
		}
	}
}

/// Refuses a line. With plans before this one, what they left to the patient is refused.
pub fn refuse(billed: Amount, prior_share: Option<Amount>, (group, reason): Refusal) -> Judged {
	let open = prior_share.unwrap_or(billed).min(billed);
	let mut adjustments = Adjustments::default();
	adjust(
		&mut adjustments,
		AdjustmentGroup::Other,
		AdjustmentReason::PriorPayer,
		billed.saturating_sub(open),
	);
	adjust(&mut adjustments, group, reason, open);
	Judged { allowed: 0, paid: 0, adjustments, used: None }
}

/// Judges a line of tag group `group` that falls under `benefit` in the benefit year `year`.
pub fn judge(line: Priced, benefit: &Benefit, left: Left, year: u16, group: GroupId) -> Judged {
	let Priced { billed, units, prior_share, .. } = line;
	let allowed = line.allowed.min(billed);
	let mut used = LineUse {
		year,
		group,
		units: 0,
		deductible: 0,
		out_of_pocket: 0,
		limited: benefit.max_units.is_some() || benefit.max_paid.is_some(),
		authorised: 0,
	};
	let (share, benefit_paid) = if benefit.covered {
		share_and_benefit(units, allowed, benefit, left, &mut used)
	} else {
		(Share { over: allowed, ..Share::default() }, 0)
	};
	let over_reason = if benefit.covered {
		AdjustmentReason::BenefitUsedUp
	} else {
		AdjustmentReason::NotCovered
	};

	let mut share = share;
	let mut paid = benefit_paid;
	let mut prior = 0;
	let mut contractual = billed.saturating_sub(allowed);
	if let Some(open) = prior_share {
		let open = open.min(billed);
		paid = paid.min(open);
		let rest = open.saturating_sub(paid);
		share.keep(rest.min(share.total()));
		contractual = rest.saturating_sub(share.total());
		prior = billed.saturating_sub(open);
	}
	used.deductible = share.deductible;
	used.out_of_pocket = share.cost_sharing();

	let mut adjustments = Adjustments::default();
	for (group, reason, amount) in [
		(AdjustmentGroup::Other, AdjustmentReason::PriorPayer, prior),
		(AdjustmentGroup::Contractual, AdjustmentReason::FeeSchedule, contractual),
		(AdjustmentGroup::Patient, AdjustmentReason::Deductible, share.deductible),
		(AdjustmentGroup::Patient, AdjustmentReason::Copay, share.copay),
		(AdjustmentGroup::Patient, AdjustmentReason::Coinsurance, share.coinsurance),
		(AdjustmentGroup::Patient, over_reason, share.over),
	] {
		adjust(&mut adjustments, group, reason, amount);
	}
	Judged { allowed, paid, adjustments, used: benefit.covered.then_some(used) }
}

/// The patient's part of what is allowed, and the plan's, if it is the only plan.
fn share_and_benefit(
	units: u32,
	allowed: Amount,
	benefit: &Benefit,
	left: Left,
	used: &mut LineUse,
) -> (Share, Amount) {
	used.units = left.units.map_or(units, |left| left.min(units));
	let units_over = units.saturating_sub(used.units);
	let over = part(allowed, units_over.into(), units.into());
	let within = allowed.saturating_sub(over);

	let deductible = if benefit.deductible { left.deductible.min(within) } else { 0 };
	let rest = within.saturating_sub(deductible);
	let copay = benefit.copay.min(rest);
	let rest = rest.saturating_sub(copay);
	let coinsurance = part(rest, benefit.coinsurance.into(), WHOLE.into());
	let mut share = Share { deductible, copay, coinsurance, over };
	share.cap(left.out_of_pocket);

	let payable = within.saturating_sub(share.cost_sharing());
	let paid = left.paid.map_or(payable, |left| left.min(payable));
	share.over = share.over.saturating_add(payable.saturating_sub(paid));
	(share, paid)
}

/// `of * numerator / denominator`, rounded down. Amounts are at most [`crate::MAX_BILLED`] and
/// numerators have 32 bits, so that the product fits.
fn part(of: Amount, numerator: Amount, denominator: Amount) -> Amount {
	of.saturating_mul(numerator).checked_div(denominator).unwrap_or_default()
}

/// Notes an adjustment, unless it is of nothing. There is room for one of each kind.
fn adjust(to: &mut Adjustments, group: AdjustmentGroup, reason: AdjustmentReason, amount: Amount) {
	if amount > 0 {
		let noted = to.try_push(Adjustment { group, reason, amount });
		debug_assert!(noted.is_ok(), "there is room for one of each kind");
	}
}
