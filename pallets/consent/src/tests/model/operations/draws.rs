//! What may happen next, and what may be asked.

use super::{
	super::oracle::{Extent, Oracle, Question, Said, Signed, Who},
	Dice, Operation, ORGANISATIONS, PATIENTS, PEOPLE,
};
use crate::mock::MAX_VALIDITY;
use salus_primitives::{Action, LicenceKind, Purpose, DAY};
use std::collections::BTreeMap;

pub(super) const KINDS: [LicenceKind; 3] =
	[LicenceKind::Practitioner, LicenceKind::Researcher, LicenceKind::Facility];
/// Parents and children in the tree, and what is beside them.
const PURPOSES: [Purpose; 8] = [
	Purpose::TREAT,
	Purpose::ETREAT,
	Purpose::BTG,
	Purpose::COC,
	Purpose::HRESCH,
	Purpose::CLINTRCH,
	Purpose::CLINTRL,
	Purpose::HPAYMT,
];

/// One of `things`.
pub(super) fn pick<'a, Key: Copy, Thing>(
	dice: &mut Dice,
	things: &'a BTreeMap<Key, Thing>,
) -> Option<(Key, &'a Thing)> {
	let count = things.len() as u64;
	if count == 0 {
		return None;
	}
	things.iter().nth(dice.below(count) as usize).map(|(key, thing)| (*key, thing))
}

/// Mostly about something that there is.
pub(super) fn key<Thing>(
	dice: &mut Dice,
	things: &BTreeMap<(u64, Who), Thing>,
	subject: u64,
	operation: impl FnOnce(u64, Who) -> Operation,
) -> Operation {
	let there = pick(dice, things).map(|(key, _)| key).filter(|_| !dice.one_in(8));
	let (subject, who) = there.unwrap_or_else(|| (subject, grantee(dice)));
	operation(subject, who)
}

pub(super) fn grantee(dice: &mut Dice) -> Who {
	match dice.below(16) {
		0..=9 => Who::Account(dice.of(&PEOPLE)),
		10..=12 => Who::Organisation(dice.of(&ORGANISATIONS)),
		13..=14 => Who::Licence(dice.of(&KINDS)),
		// The patient, an organisation as a person, nobody, a person as an organisation.
		_ => dice.of(&[
			Who::Account(1),
			Who::Account(21),
			Who::Account(99),
			Who::Organisation(11),
			Who::Organisation(1),
		]),
	}
}

pub(super) fn organisations_licence(dice: &mut Dice) -> Vec<LicenceKind> {
	match dice.below(4) {
		0..=1 => vec![],
		2 => vec![LicenceKind::Facility],
		_ => vec![LicenceKind::Facility, LicenceKind::Pharmacy],
	}
}

pub(super) fn publisher(dice: &mut Dice, oracle: &Oracle) -> u64 {
	let institution = pick(dice, &oracle.forms).map(|(_, form)| form.institution);
	institution.filter(|_| !dice.one_in(4)).unwrap_or(21)
}

pub(super) fn form(dice: &mut Dice, oracle: &Oracle) -> u32 {
	let there = pick(dice, &oracle.forms).map(|(number, _)| number);
	there.filter(|_| !dice.one_in(6)).unwrap_or(dice.below(3) as u32)
}

/// Terms of all sorts, most of them sound.
pub(super) fn say(dice: &mut Dice, oracle: &Oracle) -> Said {
	let now = oracle.now;
	let mut said = Said {
		purposes: dice.some(&PURPOSES),
		strange_purpose: false,
		actions: dice.some(&Action::ALL),
		strange_action: false,
		segments: 1 + dice.below(7) as u32,
		from: dice.of(&[0, now, now, now, now + 500, now + DAY]),
		until: now + dice.of(&[2_000, 2 * DAY, 2 * DAY, 10 * DAY, 10 * DAY, MAX_VALIDITY]),
		delegation: dice.of(&[0, 1, 2, 3, 3]),
	};
	said.actions.insert(Action::Access);
	if said.from >= said.until {
		said.from = now;
	}
	if dice.one_in(12) {
		match dice.below(9) {
			0 => said.purposes.clear(),
			1 => said.strange_purpose = true,
			2 => said.actions.clear(),
			3 => said.strange_action = true,
			4 => said.segments = 0,
			5 => said.until = dice.of(&[now, now + 1, now + 999, now + MAX_VALIDITY + 1]),
			6 => said.from = dice.of(&[said.until, said.until + 1, said.until - 1]),
			7 => said.until = said.from,
			_ => said.delegation = 4,
		}
	}
	said
}

pub(super) fn sign(dice: &mut Dice, oracle: &Oracle) -> Signed {
	let mut signed = Signed { form: 7, policy: None };
	if dice.one_in(if oracle.forms.is_empty() { 20 } else { 2 }) {
		let policy = form(dice, oracle);
		let latest = oracle.forms.get(&policy).map_or(1, |form| form.latest);
		let version = if dice.one_in(4) { dice.below(4) as u16 } else { latest };
		signed.policy = Some((policy, version));
	}
	if dice.one_in(24) {
		signed.form = 0;
	}
	signed
}

/// Passing on: mostly what somebody has, as it is or narrower.
pub(super) fn delegate(dice: &mut Dice, oracle: &Oracle, subject: u64) -> Operation {
	let to = match grantee(dice) {
		Who::Licence(_) if !dice.one_in(6) => Who::Account(dice.of(&PEOPLE)),
		to => to,
	};
	let from_link = dice.one_in(2).then(|| pick(dice, &oracle.links)).flatten();
	let held = match from_link {
		Some((key, link)) => Some((key, &link.extent, link.delegation)),
		// What was granted to a kind of licence is nobody's to pass on.
		None => (0..3)
			.filter_map(|_| pick(dice, &oracle.grants))
			.find(|((_, who), grant)| who.account().is_some() && grant.delegation > 0)
			.map(|(key, grant)| (key, &grant.extent, grant.delegation)),
	};
	let held = held.filter(|((_, by), ..)| by.account().is_some() && !dice.one_in(12));
	let Some(((subject, by), extent, allowed)) = held else {
		let by = dice.of(&[Who::Account(11), Who::Account(12), Who::Organisation(21)]);
		return Operation::Delegate(subject, by, to, say(dice, oracle));
	};
	let Extent { purposes, actions, segments, from, until } = extent.clone();
	let mut said = Said {
		purposes,
		strange_purpose: false,
		actions,
		strange_action: false,
		segments,
		from: from * 1_000,
		until: until * 1_000,
		delegation: allowed.saturating_sub(1),
	};
	match dice.below(16) {
		0 => said.until = (said.until - 1_000).min(oracle.now + DAY),
		1 => said.from = oracle.now + DAY,
		2 => said.segments &= dice.below(8) as u32,
		3 => said.delegation = dice.below(4) as u8,
		4 => said.purposes = dice.some(&PURPOSES),
		5 => said.actions = dice.some(&Action::ALL),
		6 => said.segments |= dice.below(8) as u32,
		7 => said.until += 1_000,
		_ => {}
	}
	Operation::Delegate(subject, by, to, said)
}

/// A question for the gate: mostly about something that there is.
pub fn ask(dice: &mut Dice, oracle: &Oracle) -> Question {
	let mut question = Question {
		subject: if dice.one_in(6) { PATIENTS[1] } else { PATIENTS[0] },
		actor: dice.of(&[11, 11, 12, 12, 13, 13, 14, 14, 1, 21]),
		action: if dice.one_in(4) { dice.of(&Action::ALL) } else { Action::Access },
		purpose: dice.of(&PURPOSES),
		segments: if dice.one_in(24) { 0 } else { 1 << dice.below(3) },
	};
	let there = match dice.below(8) {
		0..=3 => pick(dice, &oracle.links).map(|(key, link)| (key, &link.extent)),
		4 => pick(dice, &oracle.grants).map(|(key, grant)| (key, &grant.extent)),
		5 => pick(dice, &oracle.denials).map(|(key, denial)| (key, &denial.extent)),
		6 => {
			if let Some(((subject, actor), bits)) = pick(dice, &oracle.glass) {
				let bits = if dice.one_in(4) { question.segments } else { *bits };
				let purpose = Purpose::BTG;
				question = Question { subject, actor, purpose, segments: bits, ..question };
			}
			None
		}
		_ => None,
	};
	if let Some(((subject, who), extent)) = there {
		question.subject = subject;
		let mut members = Vec::new();
		if let Who::Organisation(organisation) = who {
			let all = oracle.organisations.iter();
			members.extend(
				all.filter(|(_, of)| of.contains(&organisation)).map(|(member, _)| *member),
			);
		}
		if let Who::Account(account) = who {
			members.push(account);
		}
		if !members.is_empty() {
			question.actor = dice.of(&members);
		}
		if !dice.one_in(6) {
			let purposes: Vec<_> = extent.purposes.iter().copied().collect();
			question.purpose = dice.of(&purposes);
		}
		if !dice.one_in(6) {
			question.segments = extent.segments;
		}
	}
	question
}

impl Operation {
	/// Draws what happens next. Most of it is about what there is: blind draws would hardly ever
	/// pass anything on twice.
	pub fn draw(dice: &mut Dice, oracle: &Oracle) -> Self {
		let subject = if dice.one_in(6) { PATIENTS[1] } else { PATIENTS[0] };
		let represented = dice.one_in(4);
		let roll = match dice.below(64) {
			// Without a grant there is not much to do.
			_ if oracle.grants.len() < 2 && !dice.one_in(3) => 0,
			roll => roll,
		};
		match roll {
			0..=9 => {
				let (said, signed) = (say(dice, oracle), sign(dice, oracle));
				Self::Grant(subject, represented, grantee(dice), said, signed)
			}
			10 => Self::Publish(if dice.one_in(6) { 11 } else { dice.of(&ORGANISATIONS) }),
			11 | 26 => Self::Version(publisher(dice, oracle), form(dice, oracle), dice.one_in(2)),
			12..=16 => {
				let (mut said, signed) = (say(dice, oracle), sign(dice, oracle));
				if !dice.one_in(8) {
					said.delegation = 0;
				}
				let mut who = grantee(dice);
				if dice.one_in(2) {
					// One through whom something was passed on.
					who = pick(dice, &oracle.links).map_or(who, |(_, link)| link.by);
				}
				Self::Deny(subject, represented, who, said, signed)
			}
			17..=18 => key(dice, &oracle.grants, subject, Self::Revoke),
			19..=20 => key(dice, &oracle.denials, subject, |subject, who| {
				Self::Lift(subject, represented, who)
			}),
			21 => Self::RevokeAll(subject),
			22..=23 if dice.one_in(3) => key(dice, &oracle.denials, subject, Self::Reap),
			22..=23 => key(dice, &oracle.grants, subject, Self::Reap),
			24 => Self::ReapProfile(subject),
			25 | 27 => match dice.below(3) {
				0 => Self::Retire(publisher(dice, oracle), form(dice, oracle)),
				_ => Self::Require(publisher(dice, oracle), form(dice, oracle)),
			},
			28..=43 => delegate(dice, oracle, subject),
			44 => {
				let who = dice.below(4);
				key(dice, &oracle.links, subject, |subject, to| {
					let link = oracle.links.get(&(subject, to));
					let caller = match who {
						0 => None,
						1 => to.account(),
						_ => link.and_then(|link| link.by.account()),
					};
					Self::EndDelegation(caller.unwrap_or(PEOPLE[0]), subject, to)
				})
			}
			45 => key(dice, &oracle.links, subject, Self::RevokeDelegation),
			46..=47 => key(dice, &oracle.links, subject, Self::ReapDelegation),
			48 => Self::Freeze(subject),
			49..=50 => Self::Unfreeze(subject, represented),
			51 => Self::Lock(subject, represented, dice.below(8) as u32),
			52 => Self::OptOut(subject),
			53 => Self::Death(subject, dice.one_in(2)),
			54..=57 => Self::Wait(dice.of(&[1, 999, 1_000, DAY - 1, DAY, 2 * DAY, MAX_VALIDITY])),
			58 => {
				let all = [vec![], vec![21], vec![22], vec![21, 22], vec![22, 21]];
				Self::Membership(dice.of(&PEOPLE), all[dice.below(5) as usize].clone())
			}
			59 => match dice.one_in(2) {
				true => Self::Licences(dice.of(&ORGANISATIONS), organisations_licence(dice)),
				false => {
					let kinds = [&KINDS[..0], &KINDS[..1], &KINDS[1..2], &KINDS[..2]];
					Self::Licences(dice.of(&PEOPLE), kinds[dice.below(4) as usize].to_vec())
				}
			},
			60..=61 => Self::Reader(subject, dice.of(&PEOPLE), !dice.one_in(3)),
			_ => {
				let open = (!dice.one_in(3)).then(|| 1 + dice.below(7) as u32);
				Self::Glass(subject, dice.of(&PEOPLE), open)
			}
		}
	}
}
