//! Identifiers: NPI and GLN, each somebody's and nobody else's.

use super::common::take_entry;
use crate::*;
use core::mem::discriminant;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_register_identifier(
		registrar: T::AccountId,
		holder: T::AccountId,
		identifier: Identifier,
	) -> DispatchResult {
		ensure!(identifier.is_valid(), Error::<T>::InvalidIdentifier);
		Self::ensure_vouches(&registrar, &holder)?;
		ensure!(!Identifiers::<T>::contains_key(identifier), Error::<T>::IdentifierTaken);
		let deposit = T::IdentifierDeposit::get();
		IdentifiersOf::<T>::try_mutate(&holder, |held| {
			let same_kind = |known: &Identifier| discriminant(known) == discriminant(&identifier);
			ensure!(!held.iter().any(same_kind), Error::<T>::AlreadyIdentified);
			held.try_push(identifier).map_err(|_| Error::<T>::AlreadyIdentified)?;
			T::Currency::hold(&HoldReason::Identifier.into(), &registrar, deposit)
		})?;
		let entry =
			IdentifierEntry { holder: holder.clone(), registrar: registrar.clone(), deposit };
		Identifiers::<T>::insert(identifier, entry);
		Self::deposit_event(Event::IdentifierRegistered { holder, identifier, registrar });
		Ok(())
	}

	pub(crate) fn do_remove_identifier(
		by: Option<T::AccountId>,
		identifier: Identifier,
	) -> DispatchResult {
		let entry = Identifiers::<T>::get(identifier).ok_or(Error::<T>::NotFound)?;
		// What a fraud has put in the way, anybody clears away.
		let may = by.is_none_or(|by| by == entry.registrar)
			|| Discredited::<T>::contains_key(&entry.registrar);
		ensure!(may, Error::<T>::NotIssuer);
		Identifiers::<T>::remove(identifier);
		let IdentifierEntry { holder, registrar, deposit } = entry;
		IdentifiersOf::<T>::mutate_exists(&holder, |stored| {
			take_entry(stored, |held| *held == identifier)
		});
		Self::release(HoldReason::Identifier, &registrar, deposit);
		Self::deposit_event(Event::IdentifierRemoved { holder, identifier });
		Ok(())
	}

	/// `registrar` is the issuer of a licence of `holder`, valid or not, and accredited for it.
	fn ensure_vouches(registrar: &T::AccountId, holder: &T::AccountId) -> DispatchResult {
		let mut vouches = Err(Error::<T>::NotIssuer.into());
		for licence in Licences::<T>::get(holder).iter().filter(|held| held.issuer == *registrar) {
			vouches = Self::ensure_in_charge(Some(registrar), licence);
			if vouches.is_ok() {
				break;
			}
		}
		vouches
	}
}
