//! From GS1 EPCIS 2.0 documents to calls of the chain.
//!
//! Trading partners and their systems speak EPCIS: events about what was made, packed, shipped,
//! received and dispensed. The chain knows units, lots, containers and who holds them. This crate reads
//! the former and plans calls for the latter; it sends nothing. Whatever is in an event and in no call
//! is named with a reason, so that nothing is lost without a word.
//!
//! # What becomes of events
//!
//! | event | action | business step | disposition | calls |
//! |---|---|---|---|---|
//! | Object | ADD | commissioning, or none | any | `commission` for each 32 lots (GTIN, lot, expiry), `open_container` for each SSCC |
//! | Aggregation | ADD | any | any | `open_container` if the parent was never seen, `pack` for each 16 spans and containers |
//! | Aggregation | DELETE | any | any | `unpack`: what is named, or all that is known to be in it |
//! | Object, Transaction, Aggregation* | | shipping, departing, consigning | returned, recalled | `ship` as a return |
//! | likewise | | the same | others | `ship` as a sale |
//! | likewise | | receiving, accepting, arriving | damaged, stolen | `receive`, reporting the units that are named |
//! | likewise | | the same | others | `receive` |
//! | likewise | | void_shipping | any | `void_shipment` |
//! | likewise | | dispensing, retail_selling, or none and a disposition that says so | partially_dispensed | `dispense` with portions, if a quantity says how many |
//! | likewise | | the same | others | `dispense` for each unit |
//! | likewise | | destroying | any | `decommission` (Destroyed), `close_container` |
//! | Object | DELETE | sampling | any | `decommission` (Sample) |
//! | likewise* | | decommissioning | damaged, stolen; destroyed, disposed, expired, recalled | `decommission` (Damaged, Stolen; Destroyed) |
//! | likewise | | any other | destroyed, disposed; damaged; stolen | `decommission` (Destroyed; Damaged; Stolen) |
//! | likewise | | any other | recalled | `take_measure` (Recall; class and depth are open) |
//! | likewise | | any other | non_sellable_other, non_conformant | `take_measure` (Quarantine for Other, Quality) |
//! | likewise | | any other | no_pedigree_match, mismatch_instance, mismatch_class | `suspect` for each unit |
//! | likewise | OBSERVE, ADD | any other | any other | none: a fact, the event's hash commits to it |
//! | likewise | DELETE | any other | any other | none: a reason |
//! | Transaction | DELETE | any | any | none: a reason |
//! | Transformation | | any | any | `transform`, if all inputs and outputs are known by their serials |
//! | Association | ADD | any | any | `coldchain.attach` for children that are sensors of the map |
//! | Association | DELETE | any | any | `coldchain.detach`, likewise |
//! | Association | OBSERVE | any | any | as an object event without objects |
//! | any that declares itself an error, or is declared one | | | | none: a reason |
//!
//! \* Aggregation with action OBSERVE. The parent is what is shipped and received.
//!
//! Each call names who signs it: the account of the first party or place of the event that the map has,
//! of the source for what is shipped, of the destination for what is received.
//!
//! A shipment commits to its parties, business transactions and contents, a measure and a suspicion to
//! the event, a lot to its master data: with salts that are kept in a file of secrets.
//!
//! # Example
//!
//! ```
//! use salus_epcis::{plan, Document, Secrets, Settings, State};
//!
//! let event = r#"{
//!     "type": "ObjectEvent", "action": "ADD", "bizStep": "commissioning",
//!     "eventTime": "2026-03-01T08:00:00Z", "eventTimeZoneOffset": "+00:00",
//!     "epcList": ["urn:epc:id:sgtin:4012345.011111.A1", "urn:epc:id:sgtin:4012345.011111.A2"],
//!     "ilmd": {"cbvmda:lotNumber": "L1", "cbvmda:itemExpirationDate": "2028-02-29"}
//! }"#;
//! let documents = [Document::read("line-1.jsonld", event)];
//! let (mut state, mut secrets) = (State::default(), Secrets::default());
//! // Real secrets come from the operating system.
//! let mut random = || Ok([7; 32]);
//! let plan = plan(&documents, &mut state, &mut secrets, &Settings::default(), &mut random)?;
//! let commission = &plan.events[0].calls[0];
//! assert_eq!((commission.pallet, commission.call), ("provenance", "commission"));
//! assert_eq!(commission.args["lots"][0]["gtin"], "04012345111118");
//! assert_eq!(commission.args["lots"][0]["count"], 2);
//! # Ok::<(), String>(())
//! ```

mod effects;
mod events;
mod ilmd;
pub mod keys;
mod leftovers;
pub mod lots;
mod output;
mod plan;
mod settings;
mod state;

pub use effects::{effect, Effect};
pub use events::{word, Document, Event, EventType, Said};
pub use ilmd::day;
pub use output::{Call, Counts, DocumentReport, EventPlan, Plan, Problem, ProblemKind, Unmapped};
pub use plan::plan;
pub use settings::Settings;
pub use state::{
	from_hex, hash_hex, to_hex, KnownContainer, KnownLot, Opening, Place, Random, Range, Secrets,
	Span, Stage, State, UnitRef,
};
