//! Seats, and what they rest on.

use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use salus_primitives::LicenceKind;
use scale_info::TypeInfo;

/// What a seat rests on.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum Basis {
	/// The holder was named at genesis.
	#[codec(index = 0)]
	Founder,
	/// The holder has a licence of this kind, which organisations hold.
	#[codec(index = 1)]
	Licence(LicenceKind),
}

impl Basis {
	/// A licence of `kind`, unless that is held by persons.
	pub fn on_licence(kind: LicenceKind) -> Option<Self> {
		kind.is_organisation().then_some(Self::Licence(kind))
	}

	/// The kind of the licence, unless it is none.
	pub const fn licence(self) -> Option<LicenceKind> {
		match self {
			Self::Founder => None,
			Self::Licence(kind) => Some(kind),
		}
	}
}

/// A place on the council.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Seat<AccountId> {
	/// Who has it.
	pub holder: AccountId,
	/// What it rests on.
	pub basis: Basis,
}

/// Where the seat of `who` is among `seats`, or where it would be put. They are in order.
pub fn place_of<AccountId: Ord>(
	seats: &[Seat<AccountId>],
	who: &AccountId,
) -> Result<usize, usize> {
	seats.binary_search_by(|seat| seat.holder.cmp(who))
}

/// What the seat of `who` rests on, if one of `seats`, which are in order, is theirs.
pub fn basis_of<AccountId: Ord>(seats: &[Seat<AccountId>], who: &AccountId) -> Option<Basis> {
	let place = place_of(seats, who).ok()?;
	seats.get(place).map(|seat| seat.basis)
}

/// Who has `seats`, in their order.
pub fn holders<AccountId: Clone>(seats: &[Seat<AccountId>]) -> Vec<AccountId> {
	seats.iter().map(|seat| seat.holder.clone()).collect()
}
