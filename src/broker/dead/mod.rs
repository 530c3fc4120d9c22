//! What an operator does with dead letters, and with enriched articles that nobody had bound to.
//!
//! A [`Shelf`] takes the messages of a queue one after another and gives back whatever it was not told to remove;
//! [`letter`] says what is known of a message, [`selection`] which are meant, [`work`] lists, replays and purges, and
//! [`record`] is a message as a line of JSON, with everything that it holds.

pub mod letter;
pub mod record;
pub mod selection;
pub mod shelf;
pub mod work;

pub use letter::Letter;
pub use selection::Selection;
pub use shelf::{Shelf, Which};
pub use work::{Tally, Target, purge, read, replay};
