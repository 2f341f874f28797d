//! What the Salus pallets share: the vocabulary of consent, and the traits through which pallets
//! know each other.
//!
//! - [`Purpose`], [`Action`] and [`Segments`] say *what for*, *to do what* and *on which part* of a
//!   patient's data. Codes follow HL7 v3-PurposeOfUse and FHIR R4 `consentaction`.
//! - [`Commitment`] is all the chain ever holds of a document, [`merkle::Batch`] of many.
//! - [`LicenceKind`] and [`Jurisdiction`] say who somebody is and where that counts.
//! - [`ConsentGate`] and [`Credentials`] are the two questions every pallet asks before it touches
//!   somebody's data: may this actor do that, and who is this actor.
//! - [`Gtin`], [`Sscc`] and [`CompanyPrefix`] name goods, packages and who made them; [`Measure`] is
//!   what is done when they are unsafe; [`DeviceKey`] is what sensors and devices sign with.
//! - [`Products`] and [`Custody`] are what the pallets of the supply chain ask each other.
//! - [`Terms`], [`Service`] and [`Adjustment`] are what plans pay, for what, and why not; [`Coverage`],
//!   [`Authorisations`] and [`Appealable`] are what the pallets around claims ask each other.
//! - [`Representation`], [`EmergencyAccess`], [`SubjectControls`], [`Sponsorship`],
//!   [`AccessMonitor`] and [`AccessReceipts`] are what some pallets ask or tell each other.
//!
//! Nothing here has a `Config` or storage, so that clients can use the crate as it is.
//!
//! ```
//! use salus_primitives::{Purpose, Purposes};
//!
//! let consented = Purposes::from_iter([Purpose::TREAT]);
//! assert!(consented.permits(Purpose::COC));
//! assert!(!consented.permits(Purpose::HPAYMT));
//! // Breaking the glass is never implied.
//! assert!(!consented.permits(Purpose::BTG));
//! ```

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod actions;
mod claims;
mod commitment;
mod consent;
mod coverage;
mod credentials;
mod device_keys;
mod gs1;
mod identifiers;
mod jurisdiction;
mod licences;
pub mod merkle;
mod oversight;
mod purposes;
mod representation;
mod roles;
mod runtime_api;
mod segments;
mod sponsorship;
mod supply;
mod time;

pub use actions::{Action, Actions};
pub use claims::*;
pub use commitment::Commitment;
pub use consent::{Basis, ConsentGate, Grantee, LifeEvents, Refusal, SubjectControls};
pub use coverage::*;
pub use credentials::{Credentials, LicenceProblem};
pub use device_keys::{DeviceKey, DeviceSignature};
pub use gs1::{CompanyPrefix, Gtin, Sscc};
pub use identifiers::{gs1_check_digit_is_valid, Identifier};
pub use jurisdiction::Jurisdiction;
pub use licences::{LicenceKind, LicenceKinds};
pub use oversight::{
	AccessMonitor, AccessReceipts, EmergencyAccess, EmergencyGrant, ReceiptParties, Sighting,
};
pub use purposes::{Purpose, Purposes};
pub use representation::{Acting, Power, Powers, Representation, SignedBySubject};
pub use roles::MemberRole;
pub use runtime_api::*;
pub use segments::{Segment, Segments, SEGMENT_COUNT};
pub use sponsorship::Sponsorship;
pub use supply::{
	end_of_day, Authority, Custody, Measure, MeasureKind, MeasureReason, ProductInfo, Products,
	RecallClass, RecallDepth, StorageLimits,
};
pub use time::{Day, Moment, Seconds, DAY, HOUR, MINUTE, YEAR};
