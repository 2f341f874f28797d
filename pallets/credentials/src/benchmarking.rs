//! Benchmarks in the worst case: every list is full and what is looked for stands last.

// A benchmark whose set-up fails has to stop.
#![allow(clippy::expect_used)]

use crate::*;
use alloc::format;
use frame_benchmarking::v2::*;
use frame_support::traits::fungible::{Inspect, Mutate};
use frame_system::RawOrigin;
use sp_runtime::traits::Saturating;

const KIND: LicenceKind = LicenceKind::Facility;

fn place(country: &str, number: u32) -> Jurisdiction {
	format!("{country}-{number}").parse().expect("at most three digits; qed")
}

/// Where the last of an issuer's accreditations counts.
fn last_place<T: Config>() -> Jurisdiction {
	place("US", T::MaxAccreditations::get().saturating_sub(1))
}

/// The latest end there may be.
fn end<T: Config>() -> Moment {
	T::Time::now().saturating_add(T::MaxValidity::get())
}

/// Gives `who` what it takes to pay for a licence and a membership.
fn fund<T: Config>(who: &T::AccountId) {
	let deposits = T::LicenceDeposit::get().saturating_add(T::MembershipDeposit::get());
	T::Currency::mint_into(who, T::Currency::minimum_balance().saturating_add(deposits))
		.expect("minting works in benchmarks");
}

fn funded<T: Config>(name: &'static str) -> T::AccountId {
	let who = account(name, 0, 0);
	fund::<T>(&who);
	who
}

/// An account with the first `count` accreditations.
fn issuer<T: Config>(count: u32) -> T::AccountId {
	let issuer = funded::<T>("issuer");
	let held = (0..count).map(|n| Accreditation { kind: KIND, jurisdiction: place("US", n) });
	Accreditations::<T>::insert(
		&issuer,
		BoundedVec::<_, T::MaxAccreditations>::truncate_from(held.collect()),
	);
	issuer
}

/// A valid licence without a deposit.
fn licence<T: Config>(
	issuer: &T::AccountId,
	kind: LicenceKind,
	jurisdiction: Jurisdiction,
) -> LicenceOf<T> {
	Licence {
		kind,
		jurisdiction,
		issuer: issuer.clone(),
		until: Moment::MAX,
		status: LicenceStatus::Active,
		deposit: Default::default(),
	}
}

/// An account that has room for one more licence.
fn holder<T: Config>() -> T::AccountId {
	let holder = funded::<T>("holder");
	let held = (1..T::MaxLicences::get()).map(|n| licence::<T>(&holder, KIND, place("DE", n)));
	Licences::<T>::insert(&holder, BoundedVec::<_, T::MaxLicences>::truncate_from(held.collect()));
	holder
}

/// An issuer and the holder of a licence of [`KIND`] in [`last_place`] that it granted.
fn granted<T: Config>() -> Result<(T::AccountId, T::AccountId), DispatchError> {
	let (issuer, holder) = (issuer::<T>(T::MaxAccreditations::get()), holder::<T>());
	let until = T::Time::now().saturating_add(1);
	let place = last_place::<T>();
	Pallet::<T>::do_grant_licence(issuer.clone(), holder.clone(), KIND, place, until)?;
	Ok((issuer, holder))
}

/// An account that has room for one more affiliation.
fn member<T: Config>() -> T::AccountId {
	let member = funded::<T>("member");
	let held = (1..T::MaxAffiliations::get()).map(|n| Membership {
		organisation: account("other", n, 0),
		role: MemberRole::Administrator,
		until: Moment::MAX,
		deposit: Default::default(),
	});
	Affiliations::<T>::insert(
		&member,
		BoundedVec::<_, T::MaxAffiliations>::truncate_from(held.collect()),
	);
	member
}

/// An organisation with members and as many licences as fit.
fn organisation<T: Config>() -> T::AccountId {
	let organisation = funded::<T>("organisation");
	fill_licences::<T>(&organisation);
	MemberCounts::<T>::insert(&organisation, 1);
	organisation
}

/// An organisation and a member that it admitted.
fn admitted<T: Config>() -> Result<(T::AccountId, T::AccountId), DispatchError> {
	let (organisation, member) = (organisation::<T>(), member::<T>());
	let role = MemberRole::Administrator;
	Pallet::<T>::do_admit_member(organisation.clone(), member.clone(), role, end::<T>())?;
	Ok((organisation, member))
}

/// Gives `who` as many licences as fit, organisational ones among them.
fn fill_licences<T: Config>(who: &T::AccountId) {
	for kind in LicenceKind::ALL.into_iter().rev() {
		if !Licences::<T>::get(who).is_full() {
			ensure_holds::<T>(who, kind);
		}
	}
}

/// Gives `who` a valid licence of `kind`, if need be in place of others.
pub(crate) fn ensure_holds<T: Config>(who: &T::AccountId, kind: LicenceKind) {
	if Pallet::<T>::standing(who.clone(), kind).is_ok() {
		return;
	}
	Licences::<T>::mutate(who, |licences| {
		licences.retain(|licence| licence.kind != kind);
		licences.truncate(T::MaxLicences::get().saturating_sub(1).try_into().unwrap_or_default());
		licences.try_push(licence::<T>(who, kind, place("DE", 0))).expect("there is room");
	});
}

/// Gives `who` as many licences and memberships as fit.
pub(crate) fn ensure_worst_case<T: Config>(who: &T::AccountId) {
	fill_licences::<T>(who);
	fund::<T>(who);
	for n in 0..T::MaxAffiliations::get() {
		let organisation = account("employer", n, 0);
		fill_licences::<T>(&organisation);
		fund::<T>(&organisation);
		let role = MemberRole::Administrator;
		// Somebody who is a member elsewhere has less room.
		let _ = Pallet::<T>::do_admit_member(organisation, who.clone(), role, end::<T>());
	}
}

fn assert_last_event<T: Config>(event: Event<T>) {
	frame_system::Pallet::<T>::assert_last_event(event.into());
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn accredit() -> Result<(), BenchmarkError> {
		let origin = T::AccreditationOrigin::try_successful_origin()
			.map_err(|_| BenchmarkError::Weightless)?;
		let issuer = issuer::<T>(T::MaxAccreditations::get().saturating_sub(1));
		let jurisdiction = last_place::<T>();

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, T::Lookup::unlookup(issuer.clone()), KIND, jurisdiction);

		assert_last_event(Event::<T>::Accredited { issuer, kind: KIND, jurisdiction });
		Ok(())
	}

	#[benchmark]
	fn withdraw_accreditation() -> Result<(), BenchmarkError> {
		let origin = T::AccreditationOrigin::try_successful_origin()
			.map_err(|_| BenchmarkError::Weightless)?;
		let issuer = issuer::<T>(T::MaxAccreditations::get());
		let jurisdiction = last_place::<T>();

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, T::Lookup::unlookup(issuer.clone()), KIND, jurisdiction);

		assert_last_event(Event::<T>::AccreditationWithdrawn { issuer, kind: KIND, jurisdiction });
		Ok(())
	}

	#[benchmark]
	fn grant_licence() -> Result<(), BenchmarkError> {
		let (issuer, holder) = (issuer::<T>(T::MaxAccreditations::get()), holder::<T>());
		let (origin, lookup) =
			(RawOrigin::Signed(issuer.clone()), T::Lookup::unlookup(holder.clone()));
		let (kind, jurisdiction, until) = (KIND, last_place::<T>(), end::<T>());

		#[extrinsic_call]
		_(origin, lookup, kind, jurisdiction, until);

		let event = Event::<T>::LicenceGranted { holder, kind, jurisdiction, issuer, until };
		assert_last_event(event);
		Ok(())
	}

	#[benchmark]
	fn renew_licence() -> Result<(), BenchmarkError> {
		let (issuer, holder) = granted::<T>()?;
		let lookup = T::Lookup::unlookup(holder.clone());
		let (kind, jurisdiction, until) = (KIND, last_place::<T>(), end::<T>());

		#[extrinsic_call]
		_(RawOrigin::Signed(issuer), lookup, kind, jurisdiction, until);

		assert_last_event(Event::<T>::LicenceRenewed { holder, kind, jurisdiction, until });
		Ok(())
	}

	#[benchmark]
	fn suspend_licence() -> Result<(), BenchmarkError> {
		let (issuer, holder) = granted::<T>()?;
		let lookup = T::Lookup::unlookup(holder.clone());
		let (kind, jurisdiction) = (KIND, last_place::<T>());

		#[extrinsic_call]
		_(RawOrigin::Signed(issuer.clone()), lookup, kind, jurisdiction);

		let by = Some(issuer);
		assert_last_event(Event::<T>::LicenceSuspended { holder, kind, jurisdiction, by });
		Ok(())
	}

	#[benchmark]
	fn reinstate_licence() -> Result<(), BenchmarkError> {
		let (issuer, holder) = granted::<T>()?;
		let lookup = T::Lookup::unlookup(holder.clone());
		let (kind, jurisdiction) = (KIND, last_place::<T>());
		Pallet::<T>::do_suspend_licence(None, holder.clone(), kind, jurisdiction)?;

		#[extrinsic_call]
		_(RawOrigin::Signed(issuer.clone()), lookup, kind, jurisdiction);

		let by = Some(issuer);
		assert_last_event(Event::<T>::LicenceReinstated { holder, kind, jurisdiction, by });
		Ok(())
	}

	#[benchmark]
	fn revoke_licence() -> Result<(), BenchmarkError> {
		let (issuer, holder) = granted::<T>()?;
		let lookup = T::Lookup::unlookup(holder.clone());
		let (kind, jurisdiction) = (KIND, last_place::<T>());

		#[extrinsic_call]
		_(RawOrigin::Signed(issuer.clone()), lookup, kind, jurisdiction);

		let by = Some(issuer);
		assert_last_event(Event::<T>::LicenceRevoked { holder, kind, jurisdiction, by });
		Ok(())
	}

	#[benchmark]
	fn admit_member() -> Result<(), BenchmarkError> {
		let (organisation, member) = (organisation::<T>(), member::<T>());
		let lookup = T::Lookup::unlookup(member.clone());
		let (role, until) = (MemberRole::Doctor, end::<T>());

		#[extrinsic_call]
		_(RawOrigin::Signed(organisation.clone()), lookup, role, until);

		assert_last_event(Event::<T>::MemberAdmitted { organisation, member, role, until });
		Ok(())
	}

	#[benchmark]
	fn remove_member() -> Result<(), BenchmarkError> {
		let (organisation, member) = admitted::<T>()?;
		let lookup = T::Lookup::unlookup(member.clone());

		#[extrinsic_call]
		_(RawOrigin::Signed(organisation.clone()), lookup);

		assert_last_event(Event::<T>::MemberRemoved { organisation, member });
		Ok(())
	}

	#[benchmark]
	fn leave() -> Result<(), BenchmarkError> {
		let (organisation, member) = admitted::<T>()?;
		let lookup = T::Lookup::unlookup(organisation.clone());

		#[extrinsic_call]
		_(RawOrigin::Signed(member.clone()), lookup);

		assert_last_event(Event::<T>::MemberLeft { organisation, member });
		Ok(())
	}

	#[benchmark]
	fn reap_licence() -> Result<(), BenchmarkError> {
		let caller: T::AccountId = whitelisted_caller();
		let (_, holder) = granted::<T>()?;
		Licences::<T>::mutate(&holder, |licences| {
			licences.iter_mut().for_each(|licence| licence.until = 0);
		});
		let lookup = T::Lookup::unlookup(holder.clone());
		let (kind, jurisdiction) = (KIND, last_place::<T>());

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), lookup, kind, jurisdiction);

		assert_last_event(Event::<T>::LicenceReaped { holder, kind, jurisdiction });
		Ok(())
	}

	#[benchmark]
	fn reap_membership() -> Result<(), BenchmarkError> {
		let caller: T::AccountId = whitelisted_caller();
		let (organisation, member) = admitted::<T>()?;
		Affiliations::<T>::mutate(&member, |memberships| {
			memberships.iter_mut().for_each(|membership| membership.until = 0);
		});
		let lookup = T::Lookup::unlookup(member.clone());
		let organisation_lookup = T::Lookup::unlookup(organisation.clone());

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), lookup, organisation_lookup);

		assert_last_event(Event::<T>::MembershipReaped { organisation, member });
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
