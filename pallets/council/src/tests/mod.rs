//! One file for each call, one for genesis and views, one for what always holds, and one for random
//! calls against a model.

mod found_on_licence;
mod genesis;
mod invariants;
mod model;
mod remove_unlicensed;
mod seat;
mod unseat;
mod vacate;
