//! Containers: opened, looked at, closed.

use crate::{
	Config, Container, ContainerOf, ContainerPlace, Containers, Error, Event, HoldReason, Pallet,
	MAX_DEPTH,
};
use frame_support::{ensure, traits::Get, BoundedVec};
use salus_primitives::{CompanyPrefix, Measure, Products, Sscc};
use sp_runtime::DispatchResult;

/// A container and those that it is in.
pub(crate) struct Chain<T: Config> {
	/// The outermost one.
	pub(crate) root: Sscc,
	/// Who holds it.
	pub(crate) holder: T::AccountId,
	/// How many containers there are.
	pub(crate) depth: u8,
	/// Until when it can be received, if it is on its way.
	pub(crate) receive_by: Option<salus_primitives::Seconds>,
	/// Whether what is in it came back.
	pub(crate) returns: bool,
	/// The severest measure against one of them.
	pub(crate) measure: Option<Measure>,
}

impl<T: Config> Chain<T> {
	/// Ensures that `who` holds it, and nothing keeps what is in it there.
	pub(crate) fn ensure_at_hand(&self, who: &T::AccountId) -> Result<(), Error<T>> {
		ensure!(self.holder == *who, Error::<T>::NotHolder);
		ensure!(self.receive_by.is_none(), Error::<T>::InTransit);
		match self.measure {
			Some(measure) => Err(Error::<T>::UnderMeasure(measure.kind)),
			None => Ok(()),
		}
	}
}

impl<T: Config> Pallet<T> {
	pub(crate) fn do_open_container(
		holder: T::AccountId,
		sscc: Sscc,
		prefix: CompanyPrefix,
		location: u16,
	) -> DispatchResult {
		Self::ensure_in_supply_chain(&holder)?;
		ensure!(sscc.is_valid(), Error::<T>::InvalidSscc);
		ensure!(sscc.has_prefix(&prefix), Error::<T>::WrongPrefix);
		let owner = T::Products::prefix_owner(&prefix);
		ensure!(owner.as_ref() == Some(&holder), Error::<T>::NotPrefixOwner);
		ensure!(!Containers::<T>::contains_key(sscc), Error::<T>::AlreadyExists);

		let deposit = Self::hold(HoldReason::Container, &holder, T::ContainerDeposit::get())?;
		let place = ContainerPlace::Held { holder: holder.clone(), location };
		Containers::<T>::insert(
			sscc,
			Container {
				place,
				height: 1,
				contents: 0,
				returns: false,
				limits: None,
				shipment: None,
				measures: BoundedVec::new(),
				deposit,
			},
		);
		Self::deposit_event(Event::ContainerOpened { container: sscc, holder });
		Ok(())
	}

	/// By its holder, or by who opened it and pays for it.
	pub(crate) fn do_close_container(who: T::AccountId, sscc: Sscc) -> DispatchResult {
		let container = Self::container(&sscc)?;
		let ContainerPlace::Held { holder, .. } = &container.place else {
			return Err(Error::<T>::NotTopLevel.into());
		};
		let may = *holder == who || container.deposit.payer == who;
		ensure!(may, Error::<T>::NotHolder);
		ensure!(container.shipment.is_none(), Error::<T>::InTransit);
		ensure!(container.contents == 0, Error::<T>::NotEmpty);

		Containers::<T>::remove(sscc);
		Self::release(HoldReason::Container, &container.deposit);
		Self::deposit_event(Event::ContainerClosed { container: sscc });
		Ok(())
	}

	pub(crate) fn container(sscc: &Sscc) -> Result<ContainerOf<T>, Error<T>> {
		Containers::<T>::get(sscc).ok_or(Error::<T>::UnknownContainer)
	}

	/// The container, which is in no other one and held by `holder`, shipped or not.
	pub(crate) fn outermost(
		sscc: &Sscc,
		holder: &T::AccountId,
	) -> Result<ContainerOf<T>, Error<T>> {
		let container = Self::container(sscc)?;
		match &container.place {
			ContainerPlace::Within(_) => Err(Error::<T>::NotTopLevel),
			ContainerPlace::Held { holder: other, .. } if other != holder => {
				Err(Error::<T>::NotHolder)
			}
			ContainerPlace::Held { .. } => Ok(container),
		}
	}

	/// The container and those that it is in, from the inside out.
	pub(crate) fn chain(sscc: &Sscc) -> Result<Chain<T>, Error<T>> {
		let (mut root, mut depth, mut measure) = (*sscc, 0u8, None::<Measure>);
		while depth < MAX_DEPTH {
			let container = Self::container(&root)?;
			depth = depth.saturating_add(1);
			let severest = Self::severest(container.measures.iter());
			measure = Self::severest(measure.iter().chain(severest.iter()));
			match container.place {
				ContainerPlace::Within(outer) => root = outer,
				ContainerPlace::Held { holder, .. } => {
					let receive_by = container.shipment.map(|shipment| shipment.receive_by);
					let returns = container.returns;
					return Ok(Chain { root, holder, depth, receive_by, returns, measure });
				}
			}
		}
		Err(Error::<T>::TooDeep)
	}

	/// Changes how much is directly in a container by `change`. An empty one is as good as new.
	pub(crate) fn recount(sscc: &Sscc, change: i64) -> DispatchResult {
		let mut container = Self::container(sscc)?;
		let contents = i64::from(container.contents).saturating_add(change);
		container.contents = u32::try_from(contents).map_err(|_| Error::<T>::TooMuchInside)?;
		if container.contents == 0 {
			container.height = 1;
			container.limits = None;
			container.returns = false;
		}
		Containers::<T>::insert(sscc, container);
		Ok(())
	}

	/// The severest of `measures`.
	pub(crate) fn severest<'a>(measures: impl Iterator<Item = &'a Measure>) -> Option<Measure> {
		measures.max_by_key(|measure| measure.kind).copied()
	}
}
