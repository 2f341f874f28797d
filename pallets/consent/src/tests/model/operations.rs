//! What may happen, how it is drawn, and how it is done to the pallet and to the oracle.

use super::oracle::{Extent, Oracle, Outcome, Question, Said, Signed, Who};
use crate::{mock::*, Capacity, DelegatedTerms, PolicyVersion, Terms};
use frame_support::{dispatch::Pays, storage::with_storage_layer};
use salus_primitives::{
	Action, Actions, Commitment, LicenceKind, LifeEvents, Moment, Purpose, Purposes, Segments, DAY,
};
use sp_runtime::{DispatchError, DispatchResult};
use std::collections::BTreeMap;

/// Two patients: one has money and a place, the other nothing but places.
pub const PATIENTS: [u64; 2] = [1, 2];
/// Who has money: a patient, four people, two organisations.
pub const RICH: [u64; 7] = [1, 11, 12, 13, 14, 21, 22];
const PEOPLE: [u64; 4] = [11, 12, 13, 14];
const ORGANISATIONS: [u64; 2] = [21, 22];
const KINDS: [LicenceKind; 3] =
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

/// xorshift64*: small, and the same everywhere.
pub struct Dice(u64);

impl Dice {
	pub fn new(seed: u64) -> Self {
		// Neighbouring seeds begin far apart (splitmix64).
		let mut state = seed.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
		state = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
		Self((state ^ (state >> 27)) | 1)
	}

	pub fn below(&mut self, bound: u64) -> u64 {
		self.0 ^= self.0 >> 12;
		self.0 ^= self.0 << 25;
		self.0 ^= self.0 >> 27;
		(self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % bound
	}

	pub fn one_in(&mut self, bound: u64) -> bool {
		self.below(bound) == 0
	}

	fn of<T: Copy>(&mut self, choices: &[T]) -> T {
		choices[self.below(choices.len() as u64) as usize]
	}

	fn some<T: Copy + Ord, Set: FromIterator<T>>(&mut self, choices: &[T]) -> Set {
		let count = 1 + self.below(2);
		(0..count).map(|_| self.of(choices)).collect()
	}
}

#[derive(Clone, Debug)]
pub enum Operation {
	Grant(u64, bool, Who, Said, Signed),
	Deny(u64, bool, Who, Said, Signed),
	Revoke(u64, Who),
	Lift(u64, bool, Who),
	RevokeAll(u64),
	Reap(u64, Who),
	ReapProfile(u64),
	Publish(u64),
	Version(u64, u32, bool),
	Require(u64, u32),
	Retire(u64, u32),
	Delegate(u64, Who, Who, Said),
	EndDelegation(u64, u64, Who),
	RevokeDelegation(u64, Who),
	ReapDelegation(u64, Who),
	Freeze(u64),
	Unfreeze(u64, bool),
	Lock(u64, bool, u32),
	OptOut(u64),
	Death(u64, bool),
	Wait(Moment),
	Membership(u64, Vec<u64>),
	Licences(u64, Vec<LicenceKind>),
	Reader(u64, u64, bool),
	Glass(u64, u64, Option<u32>),
}

impl Operation {
	/// Its name, to count it by.
	pub fn name(&self) -> &'static str {
		match self {
			Self::Grant(..) => "Grant",
			Self::Deny(..) => "Deny",
			Self::Revoke(..) => "Revoke",
			Self::Lift(..) => "Lift",
			Self::RevokeAll(..) => "RevokeAll",
			Self::Reap(..) => "Reap",
			Self::ReapProfile(..) => "ReapProfile",
			Self::Publish(..) => "Publish",
			Self::Version(..) => "Version",
			Self::Require(..) => "Require",
			Self::Retire(..) => "Retire",
			Self::Delegate(..) => "Delegate",
			Self::EndDelegation(..) => "EndDelegation",
			Self::RevokeDelegation(..) => "RevokeDelegation",
			Self::ReapDelegation(..) => "ReapDelegation",
			Self::Freeze(..) => "Freeze",
			Self::Unfreeze(..) => "Unfreeze",
			Self::Lock(..) => "Lock",
			Self::OptOut(..) => "OptOut",
			Self::Death(..) => "Death",
			Self::Wait(..) => "Wait",
			Self::Membership(..) => "Membership",
			Self::Licences(..) => "Licences",
			Self::Reader(..) => "Reader",
			Self::Glass(..) => "Glass",
		}
	}

	/// The names of the operations that are calls.
	pub const CALLS: [&'static str; 19] = [
		"Grant",
		"Deny",
		"Revoke",
		"Lift",
		"RevokeAll",
		"Reap",
		"ReapProfile",
		"Publish",
		"Version",
		"Require",
		"Retire",
		"Delegate",
		"EndDelegation",
		"RevokeDelegation",
		"ReapDelegation",
		"Freeze",
		"Unfreeze",
		"Lock",
		"OptOut",
	];

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

	/// Does it to the oracle.
	pub fn tell(&self, oracle: &mut Oracle) -> Outcome {
		match self.clone() {
			Self::Grant(subject, represented, who, said, signed) => {
				oracle.grant(subject, represented, who, &said, signed)
			}
			Self::Deny(subject, represented, who, said, signed) => {
				oracle.deny(subject, represented, who, &said, signed)
			}
			Self::Revoke(subject, who) => oracle.revoke(subject, who),
			Self::Lift(subject, represented, who) => oracle.lift(subject, represented, who),
			Self::RevokeAll(subject) => oracle.revoke_all(subject),
			Self::Reap(subject, who) => oracle.reap(subject, who),
			Self::ReapProfile(subject) => oracle.reap_profile(subject),
			Self::Publish(who) => oracle.publish(who),
			Self::Version(who, policy, reconsent) => oracle.version(who, policy, reconsent),
			Self::Require(who, policy) => oracle.require(who, policy),
			Self::Retire(who, policy) => oracle.retire(who, policy),
			Self::Delegate(subject, by, to, said) => oracle.delegate(subject, by, to, &said),
			Self::EndDelegation(caller, subject, to) => oracle.end_delegation(caller, subject, to),
			Self::RevokeDelegation(subject, to) => oracle.revoke_delegation(subject, to),
			Self::ReapDelegation(subject, to) => oracle.reap_delegation(subject, to),
			Self::Freeze(subject) => oracle.freeze(subject),
			Self::Unfreeze(subject, represented) => oracle.unfreeze(subject, represented),
			Self::Lock(subject, represented, bits) => oracle.lock(subject, represented, bits),
			Self::OptOut(subject) => oracle.opt_out(subject),
			Self::Death(subject, dead) => oracle.death(subject, dead),
			Self::Wait(time) => {
				oracle.now += time;
				Ok(())
			}
			Self::Membership(who, organisations) => {
				oracle.organisations.insert(who, organisations);
				Ok(())
			}
			Self::Licences(who, kinds) => {
				oracle.licences.insert(who, kinds.into_iter().collect());
				Ok(())
			}
			Self::Reader(subject, who, may) => {
				if may {
					oracle.readers.insert((subject, who));
				} else {
					oracle.readers.remove(&(subject, who));
				}
				Ok(())
			}
			Self::Glass(subject, who, open) => {
				match open {
					Some(bits) => oracle.glass.insert((subject, who), bits),
					None => oracle.glass.remove(&(subject, who)),
				};
				Ok(())
			}
		}
	}

	/// Does it to the pallet.
	pub fn call(&self) -> Outcome {
		let free = |result: frame_support::dispatch::DispatchResultWithPostInfo| -> DispatchResult {
			let post = result.map_err(|error| error.error)?;
			assert_eq!(post.pays_fee, Pays::No, "reaping is free");
			Ok(())
		};
		ActingBy::set(match self {
			Self::Grant(_, true, ..)
			| Self::Deny(_, true, ..)
			| Self::Lift(_, true, _)
			| Self::Unfreeze(_, true)
			| Self::Lock(_, true, _) => Some(PEOPLE[0]),
			_ => None,
		});
		let done = with_storage_layer(|| match self.clone() {
			Self::Grant(subject, _, who, said, signed) => {
				plainly(Consent::grant(signed_by(subject), who.into(), terms_of(&said, signed)))
			}
			Self::Deny(subject, _, who, said, signed) => {
				Consent::deny(signed_by(subject), who.into(), terms_of(&said, signed))
			}
			Self::Revoke(subject, who) => Consent::revoke(signed_by(subject), who.into()),
			Self::Lift(subject, _, who) => Consent::lift_denial(signed_by(subject), who.into()),
			Self::RevokeAll(subject) => Consent::revoke_all(signed_by(subject)),
			Self::Reap(subject, who) => {
				free(Consent::reap(signed_by(PEOPLE[3]), subject, who.into()))
			}
			Self::ReapProfile(subject) => {
				free(Consent::reap_profile(signed_by(PEOPLE[3]), subject))
			}
			Self::Publish(who) => Consent::publish_form(signed_by(who), Commitment([9; 32])),
			Self::Version(who, policy, reconsent) => {
				Consent::publish_version(signed_by(who), policy, Commitment([9; 32]), reconsent)
			}
			Self::Require(who, policy) => Consent::require_reconsent(signed_by(who), policy),
			Self::Retire(who, policy) => Consent::retire_policy(signed_by(who), policy),
			Self::Delegate(subject, by, to, said) => {
				let (capacity, who) = match by {
					Who::Account(who) => (Capacity::Individual, who),
					Who::Organisation(who) => (Capacity::Organisation, who),
					Who::Licence(_) => unreachable!("never drawn"),
				};
				let terms = delegated(&said);
				Consent::delegate(signed_by(who), subject, capacity, to.into(), terms)
			}
			Self::EndDelegation(caller, subject, to) => {
				Consent::end_delegation(signed_by(caller), subject, to.into())
			}
			Self::RevokeDelegation(subject, to) => {
				Consent::revoke_delegation(signed_by(subject), to.into())
			}
			Self::ReapDelegation(subject, to) => {
				free(Consent::reap_delegation(signed_by(PEOPLE[3]), subject, to.into()))
			}
			Self::Freeze(subject) => Consent::freeze(signed_by(subject)),
			Self::Unfreeze(subject, _) => Consent::unfreeze(signed_by(subject)),
			Self::Lock(subject, _, bits) => {
				Consent::lock_for_emergencies(signed_by(subject), Segments(bits))
			}
			Self::OptOut(subject) => Consent::opt_out_of_research(signed_by(subject)),
			Self::Death(subject, dead) => {
				Consent::note_death(&subject, dead);
				Ok(())
			}
			Self::Wait(time) => {
				set_time(pallet_timestamp::Now::<Test>::get() + time);
				Ok(())
			}
			Self::Membership(who, organisations) => {
				Organisations::mutate(|all| all.insert(who, organisations));
				Ok(())
			}
			Self::Licences(who, kinds) => {
				Licences::mutate(|all| all.insert(who, kinds.into_iter().collect()));
				Ok(())
			}
			Self::Reader(subject, who, may) => {
				Readers::mutate(|all| match may {
					true => all.insert((subject, who)),
					false => all.remove(&(subject, who)),
				});
				Ok(())
			}
			Self::Glass(subject, who, open) => {
				Open::mutate(|all| match open {
					Some(bits) => all.insert((subject, who), Segments(bits)),
					None => all.remove(&(subject, who)),
				});
				Ok(())
			}
		});
		done.map_err(|error| match error {
			DispatchError::Module(error) => error.message.expect("has a name"),
			other => other.into(),
		})
	}
}

fn signed_by(who: u64) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

fn purposes_of(said: &Said) -> Purposes {
	let known: Purposes = said.purposes.iter().copied().collect();
	Purposes(known.0 | u64::from(said.strange_purpose) << 63)
}

fn actions_of(said: &Said) -> Actions {
	let known: Actions = said.actions.iter().copied().collect();
	Actions(known.0 | u8::from(said.strange_action) << 7)
}

fn terms_of(said: &Said, signed: Signed) -> Terms {
	Terms {
		purposes: purposes_of(said),
		actions: actions_of(said),
		segments: Segments(said.segments),
		from: said.from,
		until: said.until,
		form: Commitment([signed.form; 32]),
		delegation: said.delegation,
		policy: signed.policy.map(|(policy, version)| PolicyVersion { policy, version }),
	}
}

fn delegated(said: &Said) -> DelegatedTerms {
	DelegatedTerms {
		purposes: purposes_of(said),
		actions: actions_of(said),
		segments: Segments(said.segments),
		from: said.from,
		until: said.until,
		delegation: said.delegation,
	}
}

/// One of `things`.
fn pick<'a, Key: Copy, Thing>(
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
fn key<Thing>(
	dice: &mut Dice,
	things: &BTreeMap<(u64, Who), Thing>,
	subject: u64,
	operation: impl FnOnce(u64, Who) -> Operation,
) -> Operation {
	let there = pick(dice, things).map(|(key, _)| key).filter(|_| !dice.one_in(8));
	let (subject, who) = there.unwrap_or_else(|| (subject, grantee(dice)));
	operation(subject, who)
}

fn grantee(dice: &mut Dice) -> Who {
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

fn organisations_licence(dice: &mut Dice) -> Vec<LicenceKind> {
	match dice.below(4) {
		0..=1 => vec![],
		2 => vec![LicenceKind::Facility],
		_ => vec![LicenceKind::Facility, LicenceKind::Pharmacy],
	}
}

fn publisher(dice: &mut Dice, oracle: &Oracle) -> u64 {
	let institution = pick(dice, &oracle.forms).map(|(_, form)| form.institution);
	institution.filter(|_| !dice.one_in(4)).unwrap_or(21)
}

fn form(dice: &mut Dice, oracle: &Oracle) -> u32 {
	let there = pick(dice, &oracle.forms).map(|(number, _)| number);
	there.filter(|_| !dice.one_in(6)).unwrap_or(dice.below(3) as u32)
}

/// Terms of all sorts, most of them sound.
fn say(dice: &mut Dice, oracle: &Oracle) -> Said {
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

fn sign(dice: &mut Dice, oracle: &Oracle) -> Signed {
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
fn delegate(dice: &mut Dice, oracle: &Oracle, subject: u64) -> Operation {
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
