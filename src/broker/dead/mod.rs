//! Listing, showing, replaying and purging dead letters and unrouted articles.
//!
//! A [`Shelf`] reads the messages of a queue one after another and returns to the queue all that were not removed.
//! [`letter`] describes a message, [`selection`] chooses messages, [`work`] lists, replays and purges, and [`record`]
//! writes a message with all its properties as a line of JSON.

pub mod letter;
pub mod record;
pub mod selection;
pub mod shelf;
pub mod work;

pub use letter::Letter;
pub use selection::Selection;
pub use shelf::{Shelf, Which};
pub use work::{Tally, Target, purge, read, replay};
