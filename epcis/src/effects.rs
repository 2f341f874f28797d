//! What an event does to custody, by its type, action, business step and disposition.

use crate::events::{EventType, Said};
use epcis_models::Action;

/// What an event does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Effect {
	/// Units or containers come into being.
	Commission,
	/// Objects are put into a container.
	Pack,
	/// Objects are taken out of one.
	Unpack,
	/// Containers leave for somebody else.
	Ship {
		/// Back to where they came from.
		back: bool,
	},
	/// Containers arrive.
	Receive,
	/// A shipment was none.
	VoidShipping,
	/// Units are given to patients.
	Dispense,
	/// Units are out of use, for this reason of the chain's.
	Decommission(&'static str),
	/// Objects are called back.
	Recall,
	/// Objects are held back, for this reason of the chain's.
	Quarantine(&'static str),
	/// Units may be illegitimate.
	Suspect,
	/// Units become other units.
	Transform,
	/// Something is fastened to something.
	Attach,
	/// It is taken off.
	Detach,
	/// Custody is as it was.
	Observe,
	/// Nothing is done about it, for this reason.
	Nothing(&'static str),
}

/// What an event does, and whether its disposition has a part in that.
pub fn effect(said: &Said) -> (Effect, bool) {
	use Effect::*;
	let step = said.step.as_deref();
	let disposition = said.disposition.as_deref();
	match (said.kind, said.action) {
		(EventType::Transformation, _) => (Transform, false),
		(EventType::Association, Some(Action::Add)) => (Attach, false),
		(EventType::Association, Some(Action::Delete)) => (Detach, false),
		(EventType::Aggregation, Some(Action::Add)) => (Pack, false),
		(EventType::Aggregation, Some(Action::Delete)) => (Unpack, false),
		(EventType::Transaction, Some(Action::Delete)) => {
			(Nothing("a link to a business transaction is gone, custody is as it was"), false)
		}
		(kind, action) => {
			let adds = kind == EventType::Object && action == Some(Action::Add);
			let deletes = kind == EventType::Object && action == Some(Action::Delete);
			match step {
				Some("commissioning") if adds => (Commission, false),
				None if adds => (Commission, false),
				Some("commissioning") => {
					(Nothing("commissioning is said by an object event with action ADD"), false)
				}
				Some("creating_class_instance") => {
					(Nothing("the chain knows units, and this is about a class of them"), false)
				}
				Some("shipping" | "departing" | "consigning") => {
					let back = matches!(disposition, Some("returned" | "recalled"));
					(Ship { back }, back || disposition == Some("in_transit"))
				}
				Some("receiving" | "accepting" | "arriving") => {
					(Receive, matches!(disposition, Some("damaged" | "stolen")))
				}
				Some("void_shipping") => (VoidShipping, false),
				Some("dispensing" | "retail_selling") => {
					let fits = ["dispensed", "retail_sold", "partially_dispensed"];
					(Dispense, disposition.is_some_and(|it| fits.contains(&it)))
				}
				Some("destroying") => (
					Decommission("Destroyed"),
					matches!(disposition, Some("destroyed" | "disposed")),
				),
				Some("sampling") if deletes => (Decommission("Sample"), false),
				Some("decommissioning") => match disposition {
					Some("damaged") => (Decommission("Damaged"), true),
					Some("stolen") => (Decommission("Stolen"), true),
					Some("destroyed" | "disposed" | "expired" | "recalled") => {
						(Decommission("Destroyed"), true)
					}
					_ => (Nothing("it is not said why the units are out of use"), false),
				},
				_ => by_disposition(step, disposition, deletes),
			}
		}
	}
}

fn by_disposition(step: Option<&str>, disposition: Option<&str>, deletes: bool) -> (Effect, bool) {
	use Effect::*;
	match disposition {
		Some("destroyed" | "disposed") => (Decommission("Destroyed"), true),
		Some("damaged") => (Decommission("Damaged"), true),
		Some("stolen") => (Decommission("Stolen"), true),
		Some("dispensed" | "retail_sold" | "partially_dispensed") if step.is_none() => {
			(Dispense, true)
		}
		Some("recalled") => (Recall, true),
		Some("non_sellable_other") => (Quarantine("Other"), true),
		Some("non_conformant") => (Quarantine("Quality"), true),
		Some("no_pedigree_match" | "mismatch_instance" | "mismatch_class") => (Suspect, true),
		Some("mismatch_quantity") => (Nothing("a count is wrong, which names no unit"), true),
		_ if deletes => (Nothing("it is not said why the objects are no more"), false),
		_ => (Observe, false),
	}
}
