//! Benchmarks in the worst case: every list is full and what is looked for stands last; every
//! licence is of another issuer, whose list of discreditings is full too.

// A benchmark whose set-up fails has to stop.
#![allow(clippy::expect_used)]

use crate::*;
use alloc::format;
use frame_benchmarking::v2::*;
use frame_support::traits::fungible::{Inspect, Mutate};
use frame_system::RawOrigin;
use sp_runtime::traits::{Hash, Saturating, TrailingZeroInput};

const KIND: LicenceKind = LicenceKind::Facility;
const NPI: Identifier = Identifier::Npi(*b"1234567893");
const GLN: Identifier = Identifier::Gln(*b"4012345000009");
const CONNECTION: ConnectionType = ConnectionType::HL7FhirRest;

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

/// Gives `who` what it takes to pay for one entry of each sort.
fn fund<T: Config>(who: &T::AccountId) {
	let deposits = T::LicenceDeposit::get()
		.saturating_add(T::MembershipDeposit::get())
		.saturating_add(T::IdentifierDeposit::get())
		.saturating_add(T::IdentifierDeposit::get())
		.saturating_add(T::EndpointDeposit::get())
		.saturating_add(T::AppealDeposit::get());
	T::Currency::mint_into(who, T::Currency::minimum_balance().saturating_add(deposits))
		.expect("minting works in benchmarks");
}

fn funded<T: Config>(name: &'static str) -> T::AccountId {
	let who = account(name, 0, 0);
	fund::<T>(&who);
	who
}

/// `count` accreditations in parts of `country`.
fn accreditations<T: Config>(
	country: &str,
	count: u32,
) -> BoundedVec<Accreditation, T::MaxAccreditations> {
	let held = (0..count).map(|n| Accreditation { kind: KIND, jurisdiction: place(country, n) });
	BoundedVec::truncate_from(held.collect())
}

/// An account with the first `count` accreditations, and discredited for as much else as leaves
/// room for one more.
fn issuer<T: Config>(name: &'static str, count: u32) -> T::AccountId {
	let issuer = funded::<T>(name);
	Accreditations::<T>::insert(&issuer, accreditations::<T>("US", count));
	let others = T::MaxAccreditations::get().saturating_sub(1);
	if others > 0 {
		Discredited::<T>::insert(&issuer, accreditations::<T>("FR", others));
	}
	issuer
}

/// An issuer of no other licence than this one of `holder`.
fn issuer_of<T: Config>(holder: &T::AccountId, licence: Accreditation) -> T::AccountId {
	let hash = T::Hashing::hash_of(&(holder, licence));
	T::AccountId::decode(&mut TrailingZeroInput::new(hash.as_ref())).expect("input has no end; qed")
}

/// Discredits `issuer` for as much as fits, last of all for `last`.
fn discredit<T: Config>(issuer: &T::AccountId, last: Accreditation) {
	let mut discredited = accreditations::<T>("FR", T::MaxAccreditations::get().saturating_sub(1));
	discredited.try_push(last).expect("there is room for one more");
	Discredited::<T>::insert(issuer, discredited);
}

/// A licence without an end or a deposit.
fn licence<T: Config>(
	issuer: T::AccountId,
	kind: LicenceKind,
	jurisdiction: Jurisdiction,
) -> LicenceOf<T> {
	Licence {
		kind,
		jurisdiction,
		issuer,
		until: Moment::MAX,
		status: LicenceStatus::Active,
		deposit: Default::default(),
	}
}

/// An account that has room for one more licence. Those it has are of `issuer`, where that is not
/// accredited.
fn holder<T: Config>(issuer: &T::AccountId) -> T::AccountId {
	let holder = funded::<T>("holder");
	let held =
		(1..T::MaxLicences::get()).map(|n| licence::<T>(issuer.clone(), KIND, place("DE", n)));
	Licences::<T>::insert(&holder, BoundedVec::<_, T::MaxLicences>::truncate_from(held.collect()));
	holder
}

/// An issuer and the holder of a licence of [`KIND`] in [`last_place`] that it granted.
fn granted<T: Config>() -> Result<(T::AccountId, T::AccountId), DispatchError> {
	let issuer = issuer::<T>("issuer", T::MaxAccreditations::get());
	let holder = holder::<T>(&issuer);
	let until = T::Time::now().saturating_add(1);
	let place = last_place::<T>();
	Pallet::<T>::do_grant_licence(issuer.clone(), holder.clone(), KIND, place, until)?;
	Ok((issuer, holder))
}

/// The same, where the licence is suspended.
fn suspended<T: Config>() -> Result<(T::AccountId, T::AccountId), DispatchError> {
	let (issuer, holder) = granted::<T>()?;
	Pallet::<T>::do_suspend_licence(None, holder.clone(), KIND, last_place::<T>())?;
	Ok((issuer, holder))
}

/// The same, where the holder has appealed.
fn appealed<T: Config>() -> Result<(T::AccountId, T::AccountId), DispatchError> {
	let (issuer, holder) = suspended::<T>()?;
	let grounds = Commitment([1; 32]);
	let jurisdiction = last_place::<T>();
	Pallet::<T>::do_appeal_suspension(holder.clone(), KIND, jurisdiction, grounds)?;
	// The issuer acts again once governance has let its time pass.
	Appeals::<T>::mutate(&holder, Accreditation { kind: KIND, jurisdiction }, |appeal| {
		appeal.iter_mut().for_each(|appeal| appeal.due = 0);
	});
	Ok((issuer, holder))
}

/// An issuer and a holder that it has registered both identifiers of.
fn identified<T: Config>() -> Result<(T::AccountId, T::AccountId), DispatchError> {
	let (issuer, holder) = granted::<T>()?;
	for identifier in [NPI, GLN] {
		Pallet::<T>::do_register_identifier(issuer.clone(), holder.clone(), identifier)?;
	}
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

/// An organisation with members, a privacy officer, and as many licences as fit, of which only the
/// last is worth anything.
fn organisation<T: Config>() -> T::AccountId {
	let organisation = funded::<T>("organisation");
	license_at_worst::<T>(&organisation);
	MemberCounts::<T>::insert(&organisation, 1);
	PrivacyOfficers::<T>::insert(&organisation, account::<T::AccountId>("officer", 0, 0));
	organisation
}

/// An organisation and its privacy officer.
fn admitted<T: Config>() -> Result<(T::AccountId, T::AccountId), DispatchError> {
	let (organisation, member) = (organisation::<T>(), member::<T>());
	let role = MemberRole::PrivacyOfficer;
	Pallet::<T>::do_admit_member(organisation.clone(), member.clone(), role, end::<T>())?;
	Ok((organisation, member))
}

/// The longest address there may be.
fn address<T: Config>() -> Vec<u8> {
	let mut address = b"https://".to_vec();
	address.resize(T::MaxAddressLength::get().try_into().unwrap_or_default(), b'a');
	address
}

/// Gives `who` as many valid licences as fit, organisational ones among them.
fn fill_licences<T: Config>(who: &T::AccountId) {
	for kind in LicenceKind::ALL.into_iter().rev() {
		if !Licences::<T>::get(who).is_full() {
			ensure_holds::<T>(who, kind);
		}
	}
}

/// Makes `who` a facility, which one finds out after all issuers of other licences, discredited
/// for them.
fn license_at_worst<T: Config>(who: &T::AccountId) {
	ensure_holds::<T>(who, KIND);
	Licences::<T>::mutate(who, |licences| {
		let mut number = 0;
		while !licences.is_full() {
			let last = Accreditation { kind: KIND, jurisdiction: place("GB", number) };
			let issuer = issuer_of::<T>(who, last);
			discredit::<T>(&issuer, last);
			let void = licence::<T>(issuer, last.kind, last.jurisdiction);
			licences.try_insert(0, void).expect("there is room");
			number = number.saturating_add(1);
		}
	});
}

/// Gives `who` a valid licence of `kind`, of an issuer of its own, if need be in place of others.
pub(crate) fn ensure_holds<T: Config>(who: &T::AccountId, kind: LicenceKind) {
	if Pallet::<T>::standing(who.clone(), kind).is_ok() {
		return;
	}
	let jurisdiction = place("DE", 0);
	let issuer = issuer_of::<T>(who, Accreditation { kind, jurisdiction });
	discredit::<T>(&issuer, Accreditation { kind, jurisdiction: place("GB", 0) });
	Licences::<T>::mutate(who, |licences| {
		licences.retain(|licence| licence.kind != kind);
		if licences.is_full() {
			licences.remove(0);
		}
		licences.try_push(licence::<T>(issuer, kind, jurisdiction)).expect("there is room");
	});
}

/// Makes `who` a member of the facility `organisation`, if need be in place of others.
pub(crate) fn ensure_member<T: Config>(
	organisation: &T::AccountId,
	who: &T::AccountId,
	role: MemberRole,
) {
	license_at_worst::<T>(organisation);
	fund::<T>(organisation);
	fund::<T>(who);
	let held = Affiliations::<T>::get(who);
	if held.is_full() && !held.iter().any(|known| known.organisation == *organisation) {
		let first = held.first().expect("a full list has a first entry; qed");
		Pallet::<T>::do_leave(who.clone(), first.organisation.clone()).expect("they are a member");
	}
	Pallet::<T>::do_admit_member(organisation.clone(), who.clone(), role, end::<T>())
		.expect("the organisation may admit");
}

/// Accredits `who` for `kind`, if need be in place of something else.
pub(crate) fn ensure_accredited<T: Config>(who: &T::AccountId, kind: LicenceKind) {
	Accreditations::<T>::mutate(who, |held| {
		if held.iter().any(|held| held.kind == kind) {
			return;
		}
		if held.is_full() {
			held.remove(0);
		}
		let jurisdiction = place("DE", 0);
		held.try_push(Accreditation { kind, jurisdiction }).expect("there is room");
	});
}

/// Gives `who` as many licences and memberships as fit, every licence of another issuer.
pub(crate) fn ensure_worst_case<T: Config>(who: &T::AccountId) {
	fill_licences::<T>(who);
	fund::<T>(who);
	for n in 0..T::MaxAffiliations::get() {
		let organisation = account("employer", n, 0);
		license_at_worst::<T>(&organisation);
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
		let issuer = issuer::<T>("issuer", T::MaxAccreditations::get().saturating_sub(1));
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
		let issuer = issuer::<T>("issuer", T::MaxAccreditations::get());
		let lookup = T::Lookup::unlookup(issuer.clone());
		// The whole country, which takes every accreditation away.
		let jurisdiction = "US".parse::<Jurisdiction>().expect("a code of ISO 3166; qed");
		let (kind, reason) = (KIND, Withdrawal::Fraud);

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, lookup, kind, jurisdiction, reason);

		assert!(!Accreditations::<T>::contains_key(&issuer));
		assert!(Discredited::<T>::get(&issuer).is_full());
		assert_last_event(Event::<T>::AccreditationWithdrawn {
			issuer,
			kind,
			jurisdiction,
			reason,
		});
		Ok(())
	}

	#[benchmark]
	fn grant_licence() -> Result<(), BenchmarkError> {
		// In place of the licence of a discredited issuer, with an appeal.
		let (fraud, holder) = appealed::<T>()?;
		let issuer = issuer::<T>("successor", T::MaxAccreditations::get());
		let (origin, lookup) =
			(RawOrigin::Signed(issuer.clone()), T::Lookup::unlookup(holder.clone()));
		let (kind, jurisdiction, until) = (KIND, last_place::<T>(), end::<T>());
		discredit::<T>(&fraud, Accreditation { kind, jurisdiction });

		#[extrinsic_call]
		_(origin, lookup, kind, jurisdiction, until);

		assert!(!Appeals::<T>::contains_key(&holder, Accreditation { kind, jurisdiction }));
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
		let (issuer, holder) = appealed::<T>()?;
		let lookup = T::Lookup::unlookup(holder.clone());
		let (kind, jurisdiction) = (KIND, last_place::<T>());

		#[extrinsic_call]
		_(RawOrigin::Signed(issuer.clone()), lookup, kind, jurisdiction);

		let by = Some(issuer);
		assert_last_event(Event::<T>::LicenceReinstated { holder, kind, jurisdiction, by });
		Ok(())
	}

	#[benchmark]
	fn revoke_licence() -> Result<(), BenchmarkError> {
		let (issuer, holder) = appealed::<T>()?;
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
		let (_, holder) = appealed::<T>()?;
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

	#[benchmark]
	fn register_identifier() -> Result<(), BenchmarkError> {
		let (registrar, holder) = granted::<T>()?;
		Pallet::<T>::do_register_identifier(registrar.clone(), holder.clone(), GLN)?;
		let lookup = T::Lookup::unlookup(holder.clone());

		#[extrinsic_call]
		_(RawOrigin::Signed(registrar.clone()), lookup, NPI);

		assert_eq!(IdentifiersOf::<T>::get(&holder).len(), 2);
		let identifier = NPI;
		assert_last_event(Event::<T>::IdentifierRegistered { holder, identifier, registrar });
		Ok(())
	}

	#[benchmark]
	fn remove_identifier() -> Result<(), BenchmarkError> {
		let (registrar, holder) = identified::<T>()?;

		#[extrinsic_call]
		_(RawOrigin::Signed(registrar), GLN);

		assert!(!Identifiers::<T>::contains_key(GLN));
		assert_last_event(Event::<T>::IdentifierRemoved { holder, identifier: GLN });
		Ok(())
	}

	#[benchmark]
	fn set_endpoint() -> Result<(), BenchmarkError> {
		let (organisation, connection) = (organisation::<T>(), CONNECTION);

		#[extrinsic_call]
		_(RawOrigin::Signed(organisation.clone()), connection, address::<T>());

		assert!(Endpoints::<T>::contains_key(&organisation, connection));
		assert_last_event(Event::<T>::EndpointSet { organisation, connection });
		Ok(())
	}

	#[benchmark]
	fn remove_endpoint() -> Result<(), BenchmarkError> {
		let (organisation, connection) = (organisation::<T>(), CONNECTION);
		Pallet::<T>::do_set_endpoint(organisation.clone(), connection, address::<T>())?;

		#[extrinsic_call]
		_(RawOrigin::Signed(organisation.clone()), connection);

		assert!(!Endpoints::<T>::contains_key(&organisation, connection));
		assert_last_event(Event::<T>::EndpointRemoved { organisation, connection });
		Ok(())
	}

	#[benchmark]
	fn appeal_suspension() -> Result<(), BenchmarkError> {
		let (_, holder) = suspended::<T>()?;
		let (kind, jurisdiction, grounds) = (KIND, last_place::<T>(), Commitment([1; 32]));
		let due = T::Time::now().saturating_add(T::AppealPeriod::get());

		#[extrinsic_call]
		_(RawOrigin::Signed(holder.clone()), kind, jurisdiction, grounds);

		assert!(Appeals::<T>::contains_key(&holder, Accreditation { kind, jurisdiction }));
		assert_last_event(Event::<T>::SuspensionAppealed {
			holder,
			kind,
			jurisdiction,
			grounds,
			due,
		});
		Ok(())
	}

	#[benchmark]
	fn decide_appeal() -> Result<(), BenchmarkError> {
		let origin =
			T::SafetyOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		let (_, holder) = appealed::<T>()?;
		let lookup = T::Lookup::unlookup(holder.clone());
		let (kind, jurisdiction, outcome) = (KIND, last_place::<T>(), Outcome::Overturned);

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, lookup, kind, jurisdiction, outcome);

		assert!(!Appeals::<T>::contains_key(&holder, Accreditation { kind, jurisdiction }));
		assert_last_event(Event::<T>::AppealDecided { holder, kind, jurisdiction, outcome });
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
