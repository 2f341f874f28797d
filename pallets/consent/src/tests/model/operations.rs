//! What may happen, how it is drawn, and how it is done to the pallet and to the oracle.

mod dice;
mod doing;
mod draws;

pub use dice::Dice;
pub use draws::ask;

use super::oracle::{Said, Signed, Who};
use salus_primitives::{LicenceKind, Moment};

/// Two patients: one has money and a place, the other nothing but places.
pub const PATIENTS: [u64; 2] = [1, 2];

/// Who has money: a patient, four people, two organisations.
pub const RICH: [u64; 7] = [1, 11, 12, 13, 14, 21, 22];

const PEOPLE: [u64; 4] = [11, 12, 13, 14];

const ORGANISATIONS: [u64; 2] = [21, 22];

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
}
