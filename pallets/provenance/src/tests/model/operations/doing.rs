//! How it is done to the oracle, and to the pallet.

use super::{super::oracle::*, code, facts::facts, lot_id, measure, proven, Operation};
use crate::{mock::*, Item, NewLot, ProvenUnit, Report, ReportOutcome, Span, Target, MAX_UNITS};
use frame_support::{
	dispatch::{DispatchResultWithPostInfo, Pays},
	storage::with_storage_layer,
};
use salus_primitives::{
	Authority, Commitment, Custody, Gtin, Measure, MeasureKind, MeasureReason, ProductInfo, DAY,
};
use sp_core::H256;
use sp_runtime::{DispatchError, DispatchResult};
use std::collections::BTreeMap;

pub(super) fn sensed() -> Measure {
	let reason = MeasureReason::ColdChain;
	Measure { id: 0, kind: MeasureKind::Quarantine, reason, by: Authority::Sensor }
}

/// Takes one more measure against a product, or lifts all of them.
pub(super) fn change_measures(measures: &mut Vec<Measure>, kind: Option<MeasureKind>) {
	match kind {
		Some(kind) => measures.push(Measure { id: 1_000 + measures.len() as u32, ..measure(kind) }),
		None => measures.clear(),
	}
}

pub(super) fn commits(said: bool) -> Commitment {
	commitment(u8::from(said))
}

pub(super) fn all<T, Bound: sp_core::Get<u32>>(
	things: impl Iterator<Item = T>,
) -> frame_support::BoundedVec<T, Bound> {
	things.collect::<Vec<_>>().try_into().ok().expect("as many as fit are drawn")
}

pub(super) fn span_of((slot, start, end): Units) -> Span {
	Span { lot: lot_id(slot), start, end }
}

pub(super) fn item(thing: Thing) -> Item {
	match thing {
		Thing::Units(units) => Item::Units(span_of(units)),
		Thing::Box(id) => Item::Container(code(id)),
	}
}

pub(super) fn target(aim: Aim) -> Target {
	match aim {
		Aim::Lot(slot) => Target::Lot(lot_id(slot)),
		Aim::Units(units) => Target::Span(span_of(units)),
		Aim::Box(id) => Target::Container(code(id)),
	}
}

pub(super) fn new(wanted: Wanted) -> NewLot {
	let Wanted { slot, days, flaw } = wanted;
	let (gtin, text, count) = SLOTS[slot];
	let today = (now() / DAY) as u16;
	let mut new = NewLot {
		gtin,
		number: number(text),
		expires: today + days,
		attributes: commitment(1),
		count,
		root: facts().roots[slot],
	};
	match flaw {
		Flaw::None => {}
		Flaw::Product => new.gtin = Gtin(1),
		Flaw::Number => new.number = number("A B"),
		Flaw::Empty => new.count = 0,
		Flaw::Huge => new.count = MAX_UNITS + 1,
		Flaw::Root => new.root = H256::zero(),
		Flaw::Attributes => new.attributes = commitment(0),
		Flaw::Expired => new.expires = today - 1,
	}
	new
}

impl Operation {
	/// Does it to the oracle.
	pub fn tell(&self, oracle: &mut Oracle) -> Outcome {
		let it = self.clone();
		oracle.attempt(|oracle| match it {
			Self::Commission(who, lots, location) => oracle.commission(who, &lots, location),
			Self::Open(who, id, owner) => oracle.open(who, id, owner, 1),
			Self::Close(who, id) => oracle.close(who, id),
			Self::Pack(who, id, things) => oracle.pack(who, id, &things),
			Self::Unpack(who, things, location) => oracle.unpack(who, &things, location),
			Self::Join(who, slot, index) => oracle.join(who, slot, index),
			Self::Ship(who, id, to, kind, said, by) => oracle.ship(who, id, to, kind, said, by),
			Self::Receive(who, id, reports) => oracle.receive(who, id, 1, &reports),
			Self::Reject(who, id, said) => oracle.reject(who, id, said),
			Self::Void(who, id) => oracle.void(who, id),
			Self::Settle(who, slot, index, found) => oracle.report(Some(who), slot, index, found),
			Self::Lapse(slot, index) => oracle.report(None, slot, index, None),
			Self::Dispense(who, slot, index, proven, portions, _) => {
				oracle.dispense(who, slot, index, proven, portions)
			}
			Self::Undo(who, slot, index) => oracle.undo(who, slot, index),
			Self::Decommission(who, units, reason) => oracle.decommission(who, units, reason),
			Self::Transform(who, inputs, outputs) => oracle.transform(who, &inputs, &outputs, 1),
			Self::Suspect(who, slot, index, said) => oracle.suspect(who, slot, index, said),
			Self::QuarantineUnit(who, id) => oracle.quarantine_unit(who, id),
			Self::CloseCase(who, id, bad, said) => oracle.close_case(who, id, bad, said),
			Self::ReapCase(id) => oracle.reap_case(id),
			Self::Take(who, aim, kind, said) => oracle.take_measure(who, aim, measure(kind), said),
			Self::Lift(who, aim, id, said) => oracle.lift_measure(who, aim, id, said),
			Self::VerifyReturn(who, units, proven) => oracle.verify_return(who, units, proven),
			Self::ReapLot(slot) => oracle.reap_lot(slot),
			Self::Sense(id) => oracle.sense(id, sensed()),
			Self::MeasureProduct(gtin, kind) => {
				change_measures(oracle.product_measures.entry(gtin.0).or_default(), kind);
				Ok(())
			}
			Self::Discontinue(gtin, ended) => {
				match ended {
					true => oracle.discontinued.insert(gtin.0),
					false => oracle.discontinued.remove(&gtin.0),
				};
				Ok(())
			}
			Self::Licence(who, kind, held) => {
				match held {
					true => oracle.licences.insert((who, kind)),
					false => oracle.licences.remove(&(who, kind)),
				};
				Ok(())
			}
			Self::Wait(time) => {
				oracle.now += time;
				Ok(())
			}
		})
	}

	/// Does it to the pallet.
	pub fn call(&self) -> Outcome {
		let done = with_storage_layer(|| self.dispatch());
		done.map_err(|error| match error {
			DispatchError::Module(error) => error.message.expect("has a name"),
			other => other.into(),
		})
	}

	pub(super) fn dispatch(&self) -> DispatchResult {
		let plainly = |result: DispatchResultWithPostInfo| -> DispatchResult {
			result.map(|_| ()).map_err(|error| error.error)
		};
		let free = |result: DispatchResultWithPostInfo| -> DispatchResult {
			let post = result.map_err(|error| error.error)?;
			assert_eq!(post.pays_fee, Pays::No, "reaping is free");
			Ok(())
		};
		match self.clone() {
			Self::Commission(who, lots, location) => {
				Provenance::commission(signed(who), all(lots.into_iter().map(new)), location)
			}
			Self::Open(who, id, owner) => {
				PrefixOwner::set(if owner { who } else { 99 });
				Provenance::open_container(signed(who), code(id), PREFIX, 1)
			}
			Self::Close(who, id) => Provenance::close_container(signed(who), code(id)),
			Self::Pack(who, id, things) => {
				Provenance::pack(signed(who), code(id), all(things.into_iter().map(item)))
			}
			Self::Unpack(who, things, location) => {
				Provenance::unpack(signed(who), all(things.into_iter().map(item)), location)
			}
			Self::Join(who, slot, index) => Provenance::join(signed(who), lot_id(slot), index),
			Self::Ship(who, id, to, kind, said, by) => {
				Provenance::ship(signed(who), code(id), to, kind, commits(said), by)
			}
			Self::Receive(who, id, reports) => {
				let report = |(units, discrepancy)| Report { span: span_of(units), discrepancy };
				let reports = all(reports.into_iter().map(report));
				Provenance::receive(signed(who), code(id), 1, reports)
			}
			Self::Reject(who, id, said) => Provenance::reject(signed(who), code(id), commits(said)),
			Self::Void(who, id) => Provenance::void_shipment(signed(who), code(id)),
			Self::Settle(who, slot, index, found) => {
				let outcome = match found {
					Some(location) => ReportOutcome::Found { location },
					None => ReportOutcome::Confirmed,
				};
				Provenance::settle_report(signed(who), lot_id(slot), index, outcome)
			}
			Self::Lapse(slot, index) => {
				Provenance::lapse_report(signed(STRANGER), lot_id(slot), index)
			}
			Self::Dispense(who, slot, index, honest, portions, ends) => {
				let (mut unit, proof) = proven(slot, index);
				unit.0[7] ^= u8::from(!honest);
				let lot = lot_id(slot);
				plainly(Provenance::dispense(signed(who), lot, index, unit, proof, portions, ends))
			}
			Self::Undo(who, slot, index) => {
				Provenance::undo_dispense(signed(who), lot_id(slot), index)
			}
			Self::Decommission(who, units, reason) => {
				Provenance::decommission(signed(who), span_of(units), reason)
			}
			Self::Transform(who, inputs, outputs) => Provenance::transform(
				signed(who),
				all(inputs.into_iter().map(span_of)),
				all(outputs.into_iter().map(new)),
				1,
			),
			Self::Suspect(who, slot, index, said) => {
				Provenance::suspect(signed(who), lot_id(slot), index, commits(said))
			}
			Self::QuarantineUnit(who, id) => Provenance::quarantine_unit(signed(who), id),
			Self::CloseCase(who, id, bad, said) => {
				Provenance::close_case(signed(who), id, bad, commits(said))
			}
			Self::ReapCase(id) => free(Provenance::reap_case(signed(STRANGER), id)),
			Self::Take(who, aim, kind, said) => {
				let reason = MeasureReason::Quality;
				Provenance::take_measure(signed(who), target(aim), kind, reason, commits(said))
			}
			Self::Lift(who, aim, id, said) => {
				Provenance::lift_measure(signed(who), target(aim), id, commits(said))
			}
			Self::VerifyReturn(who, (slot, start, end), honest) => {
				let units = all((start..end).map(|index| {
					let (unit, proof) = proven(slot, index);
					ProvenUnit { unit, proof }
				}));
				// Those of the units after them.
				let start = if honest { start } else { start + 1 };
				Provenance::verify_return(signed(who), lot_id(slot), start, units)
			}
			Self::ReapLot(slot) => free(Provenance::reap_lot(signed(STRANGER), lot_id(slot))),
			Self::Sense(id) => <Provenance as Custody<u64>>::quarantine(&code(id)),
			Self::MeasureProduct(gtin, kind) => {
				let change = |all: &mut BTreeMap<Gtin, ProductInfo<u64>>| {
					change_measures(&mut all.get_mut(&gtin).unwrap().measures, kind);
				};
				Registered::mutate(change);
				Ok(())
			}
			Self::Discontinue(gtin, ended) => {
				Registered::mutate(|all| all.get_mut(&gtin).unwrap().active = !ended);
				Ok(())
			}
			Self::Licence(who, kind, held) => {
				Licences::mutate(|all| match held {
					true => all.insert((who, kind)),
					false => all.remove(&(who, kind)),
				});
				Ok(())
			}
			Self::Wait(time) => {
				set_time(now() + time);
				Ok(())
			}
		}
	}
}
