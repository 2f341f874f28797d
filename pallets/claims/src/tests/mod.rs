//! One file for each call, one for each subject that goes through many of them.

mod buy_room;
mod collect;
mod coordination;
mod decide;
mod invariants;
mod judging;
mod lapse;
mod limits;
mod model;
mod money;
mod overturn;
mod pay_share;
mod reap;
mod refund_share;
mod release_room;
mod repay;
mod replace;
mod reverse;
mod settle;
mod signals;
mod submit;
mod submit_batch;
mod top_up;
mod void;
mod withdraw;
