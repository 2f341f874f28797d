use crate::{mock::*, Actor};
use frame_support::assert_ok;

#[test]
fn they_answer_what_is_so_now() {
	run_with(2, || {
		assert_eq!((Appeals::appeal(CLAIM), Appeals::next(CLAIM)), (None, None));
		assert_eq!(pool().iter().map(|one| one.account).collect::<Vec<_>>(), [FIRST, FIRST + 1]);

		filed(CLAIM);
		assert_eq!(Appeals::appeal(CLAIM), Some(entry(CLAIM)));
		let over = edge(START, INTERNAL).1;
		assert_eq!(turn(CLAIM), Some((Actor::Payer(PAYER), Some(over))));
		assert_ok!(uphold(PAYER, CLAIM));
		let over = edge(START, FILING).1;
		assert_eq!(turn(CLAIM), Some((Actor::Appellant(CLINIC), Some(over))));
		assert_ok!(escalate(CLINIC, CLAIM));
		let over = edge(START, EXTERNAL).1;
		let reviewer = assigned(CLAIM);
		assert_eq!(turn(CLAIM), Some((Actor::Reviewer(reviewer), Some(over))));
		set_time(over - 1);
		assert_eq!(turn(CLAIM), Some((Actor::Reviewer(reviewer), Some(over))));
		set_time(over);
		assert_eq!(turn(CLAIM), Some((Actor::Anybody, None)));
		assert_ok!(lapse(CLAIM));
		assert_eq!(turn(CLAIM), None);
	});
}
