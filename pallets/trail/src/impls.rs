//! What the pallet offers to others.

use crate::{Config, Pallet};
use salus_primitives::{AccessMonitor, Sighting};

impl<T: Config> AccessMonitor<T::AccountId> for Pallet<T> {
	/// Two reads, a write, and an event when it is unusual. Never fails.
	fn note(actor: &T::AccountId, sighting: Sighting<T::AccountId>) {
		Self::do_note(actor, sighting);
	}
}
