//! One file for each call, one for what is asked, one for what is signed, one for what always holds.

mod attach;
mod detach;
mod end_journey;
mod invariants;
mod model;
mod mutations;
mod reap_report;
mod register_sensor;
mod report;
mod retire_sensor;
mod verify_reading;
mod views;
