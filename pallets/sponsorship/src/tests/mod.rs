//! One file for each call, one for fees, places, tickets and views each, one for what always holds.

mod accept_offer;
mod decline_offer;
mod discharge;
mod enrol;
mod fees;
mod invariants;
mod offer;
mod places;
mod resize;
mod tickets;
mod views;
mod withdraw_offer;

use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{LicenceKind, DAY};
use sp_runtime::{DispatchError::BadOrigin, TokenError};
