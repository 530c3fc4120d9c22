//! Browsers that have shown the token: a cookie instead of the token itself, which no script of a page can read.

use std::collections::VecDeque;
use std::fmt::Write;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Sessions at the same time; the oldest ends for a new one.
const MOST: usize = 64;
/// The length of a session: a working day.
pub(super) const LIFETIME: Duration = Duration::from_hours(12);

/// The open sessions. They end with the process.
#[derive(Debug, Default)]
pub(super) struct Sessions(Mutex<VecDeque<(String, Instant)>>);

impl Sessions {
    /// Begins a session and gives its key; `None` without a source of random numbers.
    pub(super) fn begin(&self) -> Option<String> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).ok()?;
        let key = bytes.iter().fold(String::with_capacity(64), |mut key, byte| {
            write!(key, "{byte:02x}").ok();
            key
        });
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if open.len() == MOST {
            open.pop_front();
        }
        open.push_back((key.clone(), Instant::now()));
        Some(key)
    }

    /// True for the key of a session that has not ended.
    pub(super) fn is_open(&self, key: &str) -> bool {
        let open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        open.iter().any(|(known, begun)| is_same(known, key) && begun.elapsed() < LIFETIME)
    }

    /// Ends a session.
    pub(super) fn end(&self, key: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).retain(|(known, _)| known != key);
    }
}

/// Takes the same time for all keys of the right length.
fn is_same(known: &str, given: &str) -> bool {
    known.len() == given.len()
        && known.bytes().zip(given.bytes()).fold(0, |differs, (a, b)| differs | (a ^ b)) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sessions_begin_and_end() {
        let sessions = Sessions::default();
        let keys: Vec<String> = (0..MOST).map(|_| sessions.begin().expect("random numbers")).collect();
        assert!(keys.iter().all(|key| sessions.is_open(key)));
        assert!(!sessions.is_open("") && !sessions.is_open(&keys[0][1..]));
        sessions.begin();
        assert!(!sessions.is_open(&keys[0]), "the oldest has ended");
        sessions.end(&keys[1]);
        assert!(!sessions.is_open(&keys[1]) && sessions.is_open(&keys[2]));
    }
}
