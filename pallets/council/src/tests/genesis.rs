use crate::{mock::*, Basis, GenesisConfig, Seats};
use sp_runtime::BuildStorage;

#[test]
fn founders_are_seated_in_order_and_the_collective_knows() {
	founded(&[HOSPICE, UNIVERSITY, MINISTRY]).execute_with(|| {
		assert_eq!(members(), FOUNDERS);
		for founder in FOUNDERS {
			assert_eq!(basis(founder), Some(Basis::Founder));
		}
		assert_eq!(basis(STRANGER), None);
		Council::do_try_state().unwrap();
	});
}

#[test]
fn there_may_be_none_and_as_many_as_there_are_seats() {
	for count in [0, u64::from(MAX_SEATS)] {
		let founders: Vec<_> = (0..count).collect();
		founded(&founders).execute_with(|| {
			assert_eq!(members(), founders);
			Council::do_try_state().unwrap();
		});
	}
}

#[test]
#[should_panic = "there are more founders than seats"]
fn but_not_more() {
	let founders: Vec<_> = (0..=u64::from(MAX_SEATS)).collect();
	founded(&founders);
}

#[test]
#[should_panic = "a founder is named twice"]
fn nor_one_twice() {
	founded(&[MINISTRY, UNIVERSITY, MINISTRY]);
}

#[test]
#[should_panic = "Members are already initialized!"]
fn the_collective_gets_its_members_from_here_only() {
	let mut storage = pallet_collective::GenesisConfig::<Test, pallet_collective::Instance2> {
		members: vec![STRANGER],
		..Default::default()
	}
	.build_storage()
	.unwrap();
	let council = GenesisConfig::<Test> { founders: FOUNDERS.to_vec() };
	council.assimilate_storage(&mut storage).unwrap();
}

#[test]
fn a_seat_is_as_small_as_it_can_be() {
	run(|| {
		// An account of eight bytes and one for being a founder, behind a byte for the length.
		let stored = frame_support::storage::unhashed::get_raw(&Seats::<Test>::hashed_key());
		assert_eq!(stored.map(|bytes| bytes.len()), Some(1 + 3 * 9));
	});
}
