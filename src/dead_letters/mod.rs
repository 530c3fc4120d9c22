//! Listing, showing, replaying and purging dead letters and unrouted articles.
//!
//! [`queue`] opens one of the two queues for browsing: messages that are not removed return to it. [`letter`] describes a
//! message, [`selection`] chooses messages, [`actions`] lists, replays and purges, and [`record`] writes a message with
//! all its properties as a line of JSON.

pub mod actions;
pub mod letter;
pub mod queue;
pub mod record;
pub mod selection;

pub use actions::{Tally, Target, purge, read, replay};
pub use letter::Letter;
pub use queue::LetterQueue;
pub use selection::Selection;
