mod access;
mod amend;
mod invariants;
mod reap_receipt;
mod register;
mod retract;
mod views;

use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{
	Action, Commitment, Grantee, LicenceKind, LicenceProblem, Purpose, Refusal, Segments,
};
use sp_runtime::{DispatchError::BadOrigin, TokenError};

/// Every way in which a facility licence can be missing.
const PROBLEMS: [LicenceProblem; 3] =
	[LicenceProblem::NotHeld, LicenceProblem::Expired, LicenceProblem::Suspended];
