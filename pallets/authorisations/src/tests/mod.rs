//! One file for each call, one for what is asked, one for what others note, one for what always holds.

mod answer;
mod certify;
mod invariants;
mod lapse;
mod model;
mod pend;
mod reap;
mod refuse;
mod request;
mod uses;
mod views;
mod withdraw;
