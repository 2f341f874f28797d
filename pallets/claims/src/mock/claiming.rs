//! What is claimed.

use super::*;

/// A unit of a service, done today. Each kind of service has an encounter of its own.
pub fn line(tag: ServiceTag, billed: Amount) -> ClaimedService {
	units(tag, 1, billed)
}

/// The same with `units` units, for which `billed` is asked together.
pub fn units(tag: ServiceTag, units: u32, billed: Amount) -> ClaimedService {
	let reference = encounter(tag.0[0].into());
	ClaimedService { tag, units, billed, date: TODAY, reference }
}

/// The same in another encounter.
pub fn line_in(number: u64, tag: ServiceTag, billed: Amount) -> ClaimedService {
	units_in(number, tag, 1, billed)
}

pub fn units_in(number: u64, tag: ServiceTag, units: u32, billed: Amount) -> ClaimedService {
	ClaimedService { reference: encounter(number), ..self::units(tag, units, billed) }
}

pub fn encounter(number: u64) -> ServiceReference {
	ServiceReference::Encounter(number)
}

/// A claim to [`PLAN`] for [`MEMBER`].
pub fn claim(lines: impl IntoIterator<Item = ClaimedService>) -> NewClaim<u64> {
	claim_for(PLAN, MEMBER, lines)
}

pub fn claim_for(
	plan: PlanId,
	member: u64,
	lines: impl IntoIterator<Item = ClaimedService>,
) -> NewClaim<u64> {
	NewClaim {
		plan,
		member,
		kind: ClaimKind::Professional,
		segments: SEGMENTS,
		prior: None,
		authorisation: None,
		document: DOCUMENT,
		lines: bounded(lines),
	}
}

/// A claim of which all that is billed is paid: `amount`, for the encounter `number`.
pub fn free_claim(number: u64, amount: Amount) -> NewClaim<u64> {
	claim([line_in(number, FREE_VISIT, amount)])
}

/// The number that the next claim to `plan` gets.
pub fn next(plan: PlanId) -> ClaimId {
	ClaimId { plan, number: ledger(plan).next }
}

/// `provider` hands in a claim, which is forgotten by [`last_event`]. Its number.
pub fn submit_by(provider: u64, claim: NewClaim<u64>) -> ClaimId {
	let id = next(claim.plan);
	assert_ok!(Claims::submit(signed(provider), claim));
	prepared();
	id
}

/// The clinic does.
pub fn submit(claim: NewClaim<u64>) -> ClaimId {
	submit_by(CLINIC, claim)
}

pub fn top_up(plan: PlanId, amount: Amount) {
	let payer = plan_table(plan, |table| table.payer);
	assert_ok!(Claims::top_up(signed(payer), plan, amount));
	prepared();
}

/// Leaves `amount` of the reserve of `plan`.
pub fn leave_in_reserve(plan: PlanId, amount: Amount) {
	let payer = plan_table(plan, |table| table.payer);
	assert_ok!(Claims::withdraw(signed(payer), plan, ledger(plan).reserve - amount));
	prepared();
}

pub fn buy_room(provider: u64, plan: PlanId, units: u32) {
	assert_ok!(Claims::buy_room(signed(provider), plan, units));
	prepared();
}
