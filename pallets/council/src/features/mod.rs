//! What the pallet does, one feature a file.

mod founding;
mod licences;
mod membership;
mod seating;
