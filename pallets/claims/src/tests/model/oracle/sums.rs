//! What a plan pays for one line, as the words have it: whole numbers, one rule after the other.

use std::collections::BTreeMap;

/// Group and code of an adjustment, as remittances write them.
pub type Code = (&'static str, u16);

/// Amounts by what they are for.
pub type Codes = BTreeMap<Code, i128>;

/// What was billed, and what is allowed for it.
#[derive(Clone, Copy, Debug)]
pub struct Bill {
	pub billed: i128,
	pub units: i128,
	pub allowed: i128,
	/// What the plan before left to the patient.
	pub prior_share: Option<i128>,
}

/// What the plan does about it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rule {
	pub covered: bool,
	pub deductible: bool,
	pub authorisation: bool,
	pub review: bool,
	pub coinsurance: i128,
	pub copay: i128,
	pub max_units: Option<i128>,
	pub max_paid: Option<i128>,
}

/// What is left in the year, of the member's and the family's: the smaller one.
#[derive(Clone, Copy, Debug)]
pub struct Left {
	pub deductible: i128,
	pub out_of_pocket: i128,
	pub units: Option<i128>,
	pub paid: Option<i128>,
}

/// What came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judged {
	pub allowed: i128,
	pub paid: i128,
	pub why: Codes,
	pub deductible: i128,
	pub out_of_pocket: i128,
	/// Units within the benefit's limit.
	pub units: i128,
}

/// Parts of what the patient bears, in the order in which a plan that pays later takes them.
const BORNE: [Code; 5] = [("PR", 1), ("PR", 3), ("PR", 2), ("PR", 119), ("PR", 119)];

fn only(amounts: impl IntoIterator<Item = (Code, i128)>) -> Codes {
	let mut codes = Codes::new();
	for (code, amount) in amounts {
		assert!(amount >= 0, "{code:?} of {amount}");
		if amount > 0 {
			*codes.entry(code).or_default() += amount;
		}
	}
	codes
}

/// All of it, for one reason.
pub fn all_of(billed: i128, code: Code) -> Codes {
	only([(code, billed)])
}

/// The rules of a line that is covered.
pub fn judge(bill: Bill, rule: &Rule, left: Left) -> Judged {
	let allowed = bill.allowed.min(bill.billed);

	// Units past the limit of the year are the patient's, in proportion.
	let over_units = left.units.map_or(0, |units| (bill.units - units).max(0));
	let excess = (allowed * over_units).div_euclid(bill.units);
	let rest = allowed - excess;

	// The patient's shares, in the order in which they fall due.
	let mut deductible = if rule.deductible { rest.min(left.deductible) } else { 0 };
	let mut copay = rule.copay.min(rest - deductible);
	let mut coinsurance = ((rest - deductible - copay) * rule.coinsurance).div_euclid(10_000);

	// Past what they pay in a year at most, the last share is let go first.
	let mut too_much = (deductible + copay + coinsurance - left.out_of_pocket).max(0);
	for share in [&mut coinsurance, &mut copay, &mut deductible] {
		let less = too_much.min(*share);
		*share -= less;
		too_much -= less;
	}

	let benefit = rest - deductible - copay - coinsurance;
	let over = left.paid.map_or(0, |paid| (benefit - paid).max(0));
	let alone = benefit - over;

	let mut borne = [deductible, copay, coinsurance, excess, over];
	let mut paid = alone;
	let mut why = BTreeMap::new();
	match bill.prior_share {
		None => {
			why.extend(only([(("CO", 45), bill.billed - allowed)]));
		}
		Some(share) => {
			// What the patient still owes is all that there is to pay.
			paid = alone.min(share);
			let mut left_to_patient = share - paid;
			for part in &mut borne {
				*part = left_to_patient.min(*part);
				left_to_patient -= *part;
			}
			why.extend(only([(("CO", 45), left_to_patient), (("OA", 23), bill.billed - share)]));
		}
	}
	why.extend(only(BORNE.into_iter().zip(borne)));
	let [deductible, copay, coinsurance, ..] = borne;
	Judged {
		allowed,
		paid,
		why,
		deductible,
		out_of_pocket: deductible + copay + coinsurance,
		units: bill.units - over_units,
	}
}

/// The rules of a line that is not covered.
pub fn not_covered(bill: Bill) -> Codes {
	let allowed = bill.allowed.min(bill.billed);
	match bill.prior_share {
		None => only([(("CO", 45), bill.billed - allowed), (("PR", 96), allowed)]),
		Some(share) => {
			let patients = share.min(allowed);
			only([
				(("PR", 96), patients),
				(("CO", 45), share - patients),
				(("OA", 23), bill.billed - share),
			])
		}
	}
}
