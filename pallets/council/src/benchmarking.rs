//! What each call costs at the most. Where the members change, the collective has as many open
//! motions as fit, and every member has voted on each of them.

use super::*;
use alloc::{boxed::Box, vec::Vec};
use codec::Encode;
use frame_benchmarking::v2::*;
use frame_support::traits::{ChangeMembers, Consideration, EnsureOrigin, Get};
use frame_system::RawOrigin as System;
use pallet_collective::{Config as CollectiveConfig, Instance2, Pallet as Collective};
use salus_primitives::{Credentials, LicenceKind, MemberRole};
use sp_runtime::traits::{Hash, StaticLookup};

const KIND: LicenceKind = LicenceKind::Facility;

type OriginOf<T> = <T as frame_system::Config>::RuntimeOrigin;
type AccountIdOf<T> = <T as frame_system::Config>::AccountId;
type AccountIdLookup<T> = <<T as frame_system::Config>::Lookup as StaticLookup>::Source;

fn named<T: Config>(who: &AccountIdOf<T>) -> AccountIdLookup<T> {
	T::Lookup::unlookup(who.clone())
}

fn governance<T: Config>() -> Result<OriginOf<T>, BenchmarkError> {
	T::SeatOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)
}

/// Makes `who` a facility, whose licence is found after as many void ones as fit.
fn license<T: Config>(who: &AccountIdOf<T>) {
	T::Credentials::ensure_member(who, &account("employee", 0, 0), MemberRole::Administrator);
}

fn institution<T: Config>(name: &'static str) -> AccountIdOf<T> {
	let who = account(name, 0, 0);
	license::<T>(&who);
	who
}

/// A council of `n`, whose seats rest on `basis`. The members, in order.
fn council<T: Config>(n: u32, basis: Basis) -> Vec<AccountIdOf<T>> {
	let mut seats: Vec<_> = (0..n)
		.map(|number| Seat { holder: account::<AccountIdOf<T>>("member", number, 0), basis })
		.collect();
	seats.sort_by(|one, other| one.holder.cmp(&other.holder));
	let members = holders(&seats);
	T::MembershipChanged::set_members_sorted(&members, &[]);
	Seats::<T>::put(SeatsOf::<T>::truncate_from(seats));
	members
}

/// A council of `n` with as many open motions as fit, on each of which all have voted. Nobody holds
/// the licence that their seat rests on. The first member, since all others move up when it goes.
fn busy_council<T: Config + CollectiveConfig<Instance2>>(
	n: u32,
) -> Result<AccountIdOf<T>, BenchmarkError> {
	let members = council::<T>(n, Basis::Licence(KIND));
	let first = members.first().cloned().ok_or("a council has members")?;
	for index in 0..<T as CollectiveConfig<Instance2>>::MaxProposals::get() {
		let remark = index.encode();
		let motion: <T as CollectiveConfig<Instance2>>::Proposal =
			frame_system::Call::<T>::remark { remark }.into();
		let hash = T::Hashing::hash_of(&motion);
		let length = u32::try_from(motion.encoded_size()).map_err(|_| "a remark is short")?;
		<T as CollectiveConfig<Instance2>>::Consideration::ensure_successful(&first, index);
		// More than one, or it would be carried out at once.
		let threshold = n.saturating_add(1);
		let proposer = System::Signed(first.clone());
		Collective::<T, Instance2>::propose(proposer.into(), threshold, Box::new(motion), length)
			.map_err(|error| error.error)?;
		for member in &members {
			let voter = System::Signed(member.clone());
			Collective::<T, Instance2>::vote(voter.into(), hash, index, true)
				.map_err(|error| error.error)?;
		}
	}
	Ok(first)
}

#[benchmarks(where T: CollectiveConfig<Instance2>)]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn seat(n: Linear<1, { T::MaxSeats::get() - 1 }>) -> Result<(), BenchmarkError> {
		let origin = governance::<T>()?;
		busy_council::<T>(n)?;
		let institution = institution::<T>("institution");
		let lookup = named::<T>(&institution);

		#[extrinsic_call]
		_(origin as OriginOf<T>, lookup, KIND);

		assert_eq!(basis_of(&Seats::<T>::get(), &institution), Some(Basis::Licence(KIND)));
		Ok(())
	}

	#[benchmark]
	fn unseat(n: Linear<1, { T::MaxSeats::get() }>) -> Result<(), BenchmarkError> {
		let origin = governance::<T>()?;
		let member = busy_council::<T>(n)?;
		let lookup = named::<T>(&member);

		#[extrinsic_call]
		_(origin as OriginOf<T>, lookup);

		assert_eq!(basis_of(&Seats::<T>::get(), &member), None);
		Ok(())
	}

	#[benchmark]
	fn vacate(n: Linear<1, { T::MaxSeats::get() }>) -> Result<(), BenchmarkError> {
		let member = busy_council::<T>(n)?;

		#[extrinsic_call]
		_(System::Signed(member.clone()));

		assert_eq!(basis_of(&Seats::<T>::get(), &member), None);
		Ok(())
	}

	/// The member has no licence. The most to look at are void ones, and who has these here also has
	/// one in force: so another's are looked at on top.
	#[benchmark]
	fn remove_unlicensed(n: Linear<1, { T::MaxSeats::get() }>) -> Result<(), BenchmarkError> {
		let member = busy_council::<T>(n)?;
		let lookup = named::<T>(&member);
		let other = institution::<T>("other");
		let caller = System::Signed(account("caller", 0, 0));
		let licensed;

		#[block]
		{
			licensed = T::Credentials::holds(&other, KIND);
			Pallet::<T>::remove_unlicensed(caller.into(), lookup).map_err(|error| error.error)?;
		}

		assert!(licensed);
		assert_eq!(basis_of(&Seats::<T>::get(), &member), None);
		Ok(())
	}

	#[benchmark]
	fn found_on_licence(n: Linear<1, { T::MaxSeats::get() }>) -> Result<(), BenchmarkError> {
		let member = council::<T>(n, Basis::Founder).pop().ok_or("a council has members")?;
		license::<T>(&member);

		#[extrinsic_call]
		_(System::Signed(member.clone()), KIND);

		assert_eq!(basis_of(&Seats::<T>::get(), &member), Some(Basis::Licence(KIND)));
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
