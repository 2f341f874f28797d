//! Endpoints: where an organisation's services are.

use crate::*;

/// What an address begins with: health data goes encrypted or not at all.
const SCHEME: &[u8] = b"https://";

/// Whether `address` is a URL in ASCII with something after its [`SCHEME`].
pub(crate) fn is_url(address: &[u8]) -> bool {
	address
		.strip_prefix(SCHEME)
		.is_some_and(|rest| !rest.is_empty() && rest.iter().all(u8::is_ascii_graphic))
}

impl<T: Config> Pallet<T> {
	pub(crate) fn do_set_endpoint(
		organisation: T::AccountId,
		connection: ConnectionType,
		address: Vec<u8>,
	) -> DispatchResult {
		Self::ensure_organisation(&organisation)?;
		// First, so that the rest looks at few bytes.
		let address = BoundedVec::try_from(address).map_err(|_| Error::<T>::TooLong)?;
		ensure!(is_url(&address), Error::<T>::MalformedAddress);
		Endpoints::<T>::try_mutate(&organisation, connection, |stored| {
			let deposit = match stored {
				Some(endpoint) => endpoint.deposit,
				None => {
					let deposit = T::EndpointDeposit::get();
					T::Currency::hold(&HoldReason::Endpoint.into(), &organisation, deposit)?;
					deposit
				}
			};
			*stored = Some(Endpoint { address, deposit });
			Ok::<_, DispatchError>(())
		})?;
		Self::deposit_event(Event::EndpointSet { organisation, connection });
		Ok(())
	}

	/// Where the services of `organisation` are.
	pub(crate) fn endpoints_of(organisation: &T::AccountId) -> Vec<(ConnectionType, Vec<u8>)> {
		ConnectionType::ALL
			.into_iter()
			.filter_map(|connection| {
				let endpoint = Endpoints::<T>::get(organisation, connection)?;
				Some((connection, endpoint.address.into_inner()))
			})
			.collect()
	}

	pub(crate) fn do_remove_endpoint(
		organisation: T::AccountId,
		connection: ConnectionType,
	) -> DispatchResult {
		let endpoint =
			Endpoints::<T>::take(&organisation, connection).ok_or(Error::<T>::NotFound)?;
		Self::release(HoldReason::Endpoint, &organisation, endpoint.deposit);
		Self::deposit_event(Event::EndpointRemoved { organisation, connection });
		Ok(())
	}
}
