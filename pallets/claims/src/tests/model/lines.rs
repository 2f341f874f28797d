//! Adjudication alone, line by line: against the oracle's sums, and by what is always so.

use super::{
	env,
	operations::Dice,
	oracle::sums::{self, Bill, Codes, Rule},
};
use crate::adjudication::{self, Judged, Left, Priced};
use salus_primitives::{AdjustmentGroup, AdjustmentReason, Benefit};

const LINES: u64 = 100_000;

/// Small amounts, where everything rounds; large ones, where everything is near the most there is.
fn amount(dice: &mut Dice) -> u128 {
	match dice.below(8) {
		0 => 0,
		1..=3 => dice.below(30).into(),
		4..=5 => dice.below(20_000).into(),
		6 => (u128::from(dice.below(1 << 33)) << 33) + u128::from(dice.below(1 << 33)),
		_ => crate::MAX_BILLED - u128::from(dice.below(4)),
	}
}

fn benefit(dice: &mut Dice) -> Benefit {
	Benefit {
		covered: !dice.one_in(12),
		deductible: dice.one_in(2),
		authorisation: false,
		review: false,
		coinsurance: if dice.one_in(3) { 0 } else { dice.below(10_001) as u16 },
		copay: if dice.one_in(2) { 0 } else { amount(dice) },
		max_units: None,
		max_paid: None,
	}
}

fn left(dice: &mut Dice) -> Left {
	let units = dice.one_in(3).then(|| dice.below(12) as u32);
	Left {
		deductible: amount(dice),
		out_of_pocket: if dice.one_in(2) { u128::MAX >> 8 } else { amount(dice) },
		units,
		paid: dice.one_in(3).then(|| amount(dice)),
	}
}

fn int(amount: u128) -> i128 {
	i128::try_from(amount).expect("fits")
}

fn sums_of(line: Priced, benefit: &Benefit, left: Left) -> sums::Judged {
	let bill = Bill {
		billed: int(line.billed),
		units: line.units.into(),
		allowed: int(line.allowed),
		prior_share: line.prior_share.map(int),
	};
	let rule = Rule {
		covered: benefit.covered,
		deductible: benefit.deductible,
		coinsurance: benefit.coinsurance.into(),
		copay: int(benefit.copay),
		..Default::default()
	};
	if !rule.covered {
		let why = sums::not_covered(bill);
		return sums::Judged { allowed: bill.allowed, why, ..Default::default() };
	}
	let left = sums::Left {
		deductible: int(left.deductible),
		out_of_pocket: int(left.out_of_pocket),
		units: left.units.map(Into::into),
		paid: left.paid.map(int),
	};
	sums::judge(bill, &rule, left)
}

fn patients(judged: &Judged) -> u128 {
	let of = |group| move |it: &&salus_primitives::Adjustment| it.group == group;
	judged.adjustments.iter().filter(of(AdjustmentGroup::Patient)).map(|it| it.amount).sum()
}

fn reason(judged: &Judged, reason: AdjustmentReason) -> u128 {
	let of = judged.adjustments.iter().filter(|it| it.reason == reason);
	of.map(|it| it.amount).sum()
}

/// What is so of every line, and the same as the oracle's.
fn holds(line: Priced, benefit: &Benefit, left: Left, judged: &Judged) {
	let adjusted: u128 = judged.adjustments.iter().map(|it| it.amount).sum();
	assert_eq!(line.billed - adjusted, judged.paid, "billed minus adjustments is paid");
	assert!(judged.paid <= judged.allowed && judged.allowed <= line.billed);
	assert!(judged.adjustments.iter().all(|it| it.amount > 0));

	let expected = sums_of(line, benefit, left);
	let why: Codes = judged
		.adjustments
		.iter()
		.map(|it| {
			let group = match it.group {
				AdjustmentGroup::Contractual => "CO",
				AdjustmentGroup::Patient => "PR",
				AdjustmentGroup::Other => "OA",
				AdjustmentGroup::Payer => "PI",
			};
			((group, it.reason.code()), int(it.amount))
		})
		.collect();
	assert_eq!(why.len(), judged.adjustments.len(), "two adjustments for one reason");
	let amounts = (int(judged.allowed), int(judged.paid), &why);
	assert_eq!(amounts, (expected.allowed, expected.paid, &expected.why));
	assert_eq!(judged.used.is_some(), benefit.covered);
	if let Some(used) = &judged.used {
		let known = (int(used.deductible), int(used.out_of_pocket), used.units.into());
		assert_eq!(known, (expected.deductible, expected.out_of_pocket, expected.units));
		assert!(used.out_of_pocket <= left.out_of_pocket, "more than is due in a year");
		assert!(used.deductible <= left.deductible, "more than the deductible");
		assert!(left.units.is_none_or(|left| used.units <= left), "more than the units of a year");
	}
	assert!(left.paid.is_none_or(|left| judged.paid <= left), "more than is paid in a year");
}

/// The patient's coinsurance is not a fraction of a unit more than its share, nor a unit less.
fn rounds_down(line: Priced, benefit: &Benefit, left: Left, judged: &Judged) {
	let Some(used) = judged.used.as_ref().filter(|_| line.prior_share.is_none()) else { return };
	let over = u128::from(line.units - used.units);
	let excess = line.allowed * over / u128::from(line.units);
	let coinsurance = reason(judged, AdjustmentReason::Coinsurance);
	let before = line.allowed
		- excess
		- reason(judged, AdjustmentReason::Deductible)
		- reason(judged, AdjustmentReason::Copay);
	let exact = before * u128::from(benefit.coinsurance);
	assert!(coinsurance * 10_000 <= exact, "rounded up");
	if used.out_of_pocket < left.out_of_pocket {
		assert!(exact < (coinsurance + 1) * 10_000, "a whole unit less");
	}
}

/// What is so of two plans that decide one after the other.
fn two_plans(dice: &mut Dice, line: Priced, first: &Judged) {
	let (benefit, left) = (benefit(dice), left(dice));
	let alone = Priced { allowed: amount(dice).min(line.billed), prior_share: None, ..line };
	let after = Priced { prior_share: Some(patients(first)), ..alone };
	let alone = adjudication::judge(alone, &benefit, left, 2_026, 0);
	let second = adjudication::judge(after, &benefit, left, 2_026, 0);
	holds(after, &benefit, left, &second);
	assert!(patients(&second) <= patients(first), "more than under the first plan alone");
	assert!(patients(&second) <= patients(&alone), "more than under the second plan alone");
	assert!(second.paid <= alone.paid, "more is paid than without another plan");
	let together = first.paid + second.paid;
	assert!(together <= first.allowed.max(second.allowed), "more than any of them allows");

	// The same for what the second one refuses.
	let why = [
		(AdjustmentGroup::Patient, AdjustmentReason::AfterCoverage),
		(AdjustmentGroup::Contractual, AdjustmentReason::FiledLate),
	];
	let refused = adjudication::refuse(line.billed, after.prior_share, dice.of(&why));
	let adjusted: u128 = refused.adjustments.iter().map(|it| it.amount).sum();
	assert_eq!((adjusted, refused.paid), (line.billed, 0));
	assert!(patients(&refused) <= patients(first));
}

#[test]
fn every_line_adds_up() {
	let first = env("SALUS_MODEL_SEED").unwrap_or(0);
	let count = env("SALUS_MODEL_SEQUENCES").unwrap_or(LINES);
	for seed in first..first + count {
		let mut dice = Dice::new(seed);
		let billed = amount(&mut dice).max(1);
		let (benefit, left) = (benefit(&mut dice), left(&mut dice));
		let line = Priced {
			billed,
			units: 1 + if dice.one_in(2) { 0 } else { dice.below(12) as u32 },
			allowed: if dice.one_in(4) { billed } else { amount(&mut dice).min(billed) },
			prior_share: None,
		};
		let played = std::panic::catch_unwind(move || {
			let judged = adjudication::judge(line, &benefit, left, 2_026, 0);
			holds(line, &benefit, left, &judged);
			rounds_down(line, &benefit, left, &judged);
			two_plans(&mut dice, line, &judged);
		});
		assert!(played.is_ok(), "SALUS_MODEL_SEED={seed} SALUS_MODEL_SEQUENCES=1: {line:?}");
	}
}
