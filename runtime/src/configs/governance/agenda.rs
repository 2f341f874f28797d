//! Where the agenda of a block is full, the next block with room takes what is to be done.
//!
//! `pallet_referenda` asks the scheduler once, and does not look at the answer: an alarm that finds no
//! room is lost, and with it the end of a referendum, or the place of one that is no longer decided on
//! a track that decides one at a time. Referenda that nobody votes for, all due in one block, could
//! fill its agenda on purpose.

use crate::BlockNumber;
use codec::Codec;
use core::marker::PhantomData;
use polkadot_sdk::*;

use frame_support::traits::{
	schedule::{
		v3::{Anon, Named, TaskName},
		DispatchTime, Period, Priority,
	},
	Bounded,
};
use sp_runtime::{DispatchError, DispatchResult};

/// How many blocks are asked, from the one that was meant.
const ATTEMPTS: BlockNumber = 64;

/// A scheduler that goes on to the next block.
pub struct NextWithRoom<S>(PhantomData<S>);

fn in_turn<T>(
	when: DispatchTime<BlockNumber>,
	schedule: impl Fn(DispatchTime<BlockNumber>) -> Result<T, DispatchError>,
) -> Result<T, DispatchError> {
	let later = |by: BlockNumber| match when {
		DispatchTime::At(block) => DispatchTime::At(block.saturating_add(by)),
		DispatchTime::After(blocks) => DispatchTime::After(blocks.saturating_add(by)),
	};
	(0..ATTEMPTS)
		.map(|by| schedule(later(by)))
		.find(|result| !matches!(result, Err(DispatchError::Exhausted)))
		.unwrap_or(Err(DispatchError::Exhausted))
}

impl<S, Call, Origin> Anon<BlockNumber, Call, Origin> for NextWithRoom<S>
where
	S: Anon<BlockNumber, Call, Origin>,
	Call: Clone,
	Origin: Clone,
{
	type Address = S::Address;
	type Hasher = S::Hasher;

	fn schedule(
		when: DispatchTime<BlockNumber>,
		maybe_periodic: Option<Period<BlockNumber>>,
		priority: Priority,
		origin: Origin,
		call: Bounded<Call, Self::Hasher>,
	) -> Result<Self::Address, DispatchError> {
		in_turn(when, |when| {
			S::schedule(when, maybe_periodic, priority, origin.clone(), call.clone())
		})
	}

	fn cancel(address: Self::Address) -> DispatchResult {
		S::cancel(address)
	}

	fn reschedule(
		address: Self::Address,
		when: DispatchTime<BlockNumber>,
	) -> Result<Self::Address, DispatchError> {
		in_turn(when, |when| S::reschedule(address.clone(), when))
	}

	fn next_dispatch_time(address: Self::Address) -> Result<BlockNumber, DispatchError> {
		S::next_dispatch_time(address)
	}
}

impl<S, Call, Origin> Named<BlockNumber, Call, Origin> for NextWithRoom<S>
where
	S: Named<BlockNumber, Call, Origin>,
	S::Address: Codec,
	Call: Clone,
	Origin: Clone,
{
	type Address = S::Address;
	type Hasher = S::Hasher;

	fn schedule_named(
		id: TaskName,
		when: DispatchTime<BlockNumber>,
		maybe_periodic: Option<Period<BlockNumber>>,
		priority: Priority,
		origin: Origin,
		call: Bounded<Call, Self::Hasher>,
	) -> Result<Self::Address, DispatchError> {
		in_turn(when, |when| {
			S::schedule_named(id, when, maybe_periodic, priority, origin.clone(), call.clone())
		})
	}

	fn cancel_named(id: TaskName) -> DispatchResult {
		S::cancel_named(id)
	}

	fn reschedule_named(
		id: TaskName,
		when: DispatchTime<BlockNumber>,
	) -> Result<Self::Address, DispatchError> {
		in_turn(when, |when| S::reschedule_named(id, when))
	}

	fn next_dispatch_time(id: TaskName) -> Result<BlockNumber, DispatchError> {
		S::next_dispatch_time(id)
	}
}
