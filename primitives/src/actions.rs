//! What is done with data: the five FHIR R4 `consentaction` codes.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// An action on data, as in FHIR `Consent.provision.action`.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum Action {
	/// `collect`: gather or acquire new data.
	Collect,
	/// `access`: retrieve data that exists.
	Access,
	/// `use`: use retrieved data.
	Use,
	/// `disclose`: pass data on to somebody else.
	Disclose,
	/// `correct`: allow the subject or their agent to correct data.
	Correct,
}

impl Action {
	/// Every action, in the order of its bit.
	pub const ALL: [Self; 5] =
		[Self::Collect, Self::Access, Self::Use, Self::Disclose, Self::Correct];

	/// The FHIR code.
	pub const fn code(self) -> &'static str {
		match self {
			Self::Collect => "collect",
			Self::Access => "access",
			Self::Use => "use",
			Self::Disclose => "disclose",
			Self::Correct => "correct",
		}
	}

	const fn bit(self) -> u8 {
		1 << self as u8
	}
}

/// A set of [`Action`]s: bit `n` stands for the action with index `n`.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Default,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Actions(pub u8);

impl Actions {
	const KNOWN: u8 = 0b1_1111;

	/// Whether no action is in the set.
	pub const fn is_empty(self) -> bool {
		self.0 == 0
	}

	/// Whether every bit stands for an action.
	pub const fn is_known(self) -> bool {
		self.0 & !Self::KNOWN == 0
	}

	/// Whether every action of `other` is in the set.
	pub const fn covers(self, other: Self) -> bool {
		self.0 & other.0 == other.0
	}

	/// Whether `action` is in the set.
	pub const fn contains(self, action: Action) -> bool {
		self.0 & action.bit() != 0
	}
}

impl FromIterator<Action> for Actions {
	fn from_iter<I: IntoIterator<Item = Action>>(actions: I) -> Self {
		Self(actions.into_iter().fold(0, |bits, action| bits | action.bit()))
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_set_holds_what_was_put_in() {
		let set = Actions::from_iter([Action::Access, Action::Correct]);
		for action in Action::ALL {
			assert_eq!(
				set.contains(action),
				matches!(action, Action::Access | Action::Correct),
				"{}",
				action.code()
			);
		}
	}

	#[test]
	fn unknown_bits_are_noticed() {
		assert!(Actions::from_iter(Action::ALL).is_known());
		assert!(!Actions(0b10_0000).is_known());
		assert!(Actions::default().is_empty());
		assert!(Actions(0b11).covers(Actions(0b10)) && !Actions(0b11).covers(Actions(0b110)));
	}
}
