//! A request to give up on an article, which the stages look at between sentences.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// A request that one thread makes and the thread at work sees. Clones share it.
#[derive(Debug, Clone, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Asks for the end of the work.
    pub fn request(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// True once the end was asked for.
    pub fn is_requested(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
