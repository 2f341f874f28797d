//! Handover: shipped by one, received by the other.

use super::spans::Taking;
use crate::{
	Config, ContainerOf, ContainerPlace, Containers, Error, Event, Pallet, Place, Report, Shipment,
	ShipmentKind, MAX_ITEMS,
};
use frame_support::{
	ensure,
	traits::{ConstU32, Get, Time},
	BoundedVec,
};
use salus_primitives::{Commitment, Moment, Seconds, Sscc};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_ship(
		shipper: T::AccountId,
		sscc: Sscc,
		consignee: T::AccountId,
		kind: ShipmentKind,
		documents: Commitment,
		receive_by: Moment,
	) -> DispatchResult {
		Self::ensure_committed(&documents)?;
		let now = T::Time::now();
		let in_time = now < receive_by && receive_by <= now.saturating_add(T::MaxTransit::get());
		ensure!(in_time, Error::<T>::InvalidDeadline);
		let receive_by = Seconds::ceil(receive_by).ok_or(Error::<T>::InvalidDeadline)?;
		ensure!(shipper != consignee, Error::<T>::ShippedToSelf);
		let mut container = Self::outermost(&sscc, &shipper)?;
		ensure!(container.shipment.is_none(), Error::<T>::InTransit);
		ensure!(container.contents > 0, Error::<T>::EmptyContainer);
		if kind == ShipmentKind::Sale {
			ensure!(!container.returns, Error::<T>::ReturnsOnly);
			if let Some(measure) = Self::severest(container.measures.iter()) {
				return Err(Error::<T>::UnderMeasure(measure.kind).into());
			}
		}
		Self::ensure_in_supply_chain(&shipper)?;
		ensure!(Self::is_in_supply_chain(&consignee), Error::<T>::ConsigneeUnlicensed);

		let shipment = Shipment { consignee: consignee.clone(), kind, documents, receive_by };
		container.shipment = Some(shipment);
		Containers::<T>::insert(sscc, container);
		Self::deposit_event(Event::Shipped {
			container: sscc,
			shipper,
			consignee,
			kind,
			documents,
		});
		Ok(())
	}

	pub(crate) fn do_receive(
		consignee: T::AccountId,
		sscc: Sscc,
		location: u16,
		reports: BoundedVec<Report, ConstU32<MAX_ITEMS>>,
	) -> DispatchResult {
		let (container, shipper) = Self::shipped_to(&consignee, &sscc)?;
		let shipment = container.shipment.ok_or(Error::<T>::NotShipped)?;
		ensure!(T::Time::now() <= shipment.receive_by.moment(), Error::<T>::Overdue);
		Self::ensure_in_supply_chain(&consignee)?;
		let due = T::Time::now().saturating_add(T::ReportPeriod::get());
		let due = Seconds::ceil(due).unwrap_or(Seconds(u32::MAX));

		for Report { span, discrepancy } in reports.iter().copied() {
			let mut piece = Self::take(span, Taking::Away, &consignee)?;
			let Place::Container(inner) = piece.place else {
				return Err(Error::<T>::NotInContainer.into());
			};
			ensure!(Self::is_within(&inner, &sscc)?, Error::<T>::NotInContainer);
			// A shipper who finds what was reported must not get it out of a quarantine.
			if let Some(measure) = Self::chain(&inner)?.measure {
				return Err(Error::<T>::UnderMeasure(measure.kind).into());
			}
			piece.place = Place::Reported {
				holder: shipper.clone(),
				consignee: consignee.clone(),
				discrepancy,
				due,
			};
			Self::put(piece, &consignee)?;
		}
		// What was taken out has changed it.
		let mut container = Self::container(&sscc)?;
		container.shipment = None;
		container.returns =
			container.contents > 0 && (container.returns || shipment.kind == ShipmentKind::Return);
		container.place = ContainerPlace::Held { holder: consignee.clone(), location };
		Containers::<T>::insert(sscc, container);
		Self::deposit_event(Event::Received { container: sscc, shipper, consignee, reports });
		Ok(())
	}

	pub(crate) fn do_reject(
		consignee: T::AccountId,
		sscc: Sscc,
		statement: Commitment,
	) -> DispatchResult {
		Self::ensure_committed(&statement)?;
		let (mut container, _) = Self::shipped_to(&consignee, &sscc)?;

		container.shipment = None;
		Containers::<T>::insert(sscc, container);
		Self::deposit_event(Event::Rejected { container: sscc, consignee, statement });
		Ok(())
	}

	pub(crate) fn do_void_shipment(shipper: T::AccountId, sscc: Sscc) -> DispatchResult {
		let mut container = Self::outermost(&sscc, &shipper)?;
		ensure!(container.shipment.take().is_some(), Error::<T>::NotShipped);

		Containers::<T>::insert(sscc, container);
		Self::deposit_event(Event::ShipmentVoided { container: sscc });
		Ok(())
	}

	/// The container, which is on its way to `consignee`, and who ships it.
	fn shipped_to(
		consignee: &T::AccountId,
		sscc: &Sscc,
	) -> Result<(ContainerOf<T>, T::AccountId), Error<T>> {
		let container = Self::container(sscc)?;
		let shipment = container.shipment.as_ref().ok_or(Error::<T>::NotShipped)?;
		ensure!(shipment.consignee == *consignee, Error::<T>::NotConsignee);
		match container.place.clone() {
			ContainerPlace::Held { holder, .. } => Ok((container, holder)),
			ContainerPlace::Within(_) => Err(Error::<T>::NotTopLevel),
		}
	}
}
