//! Unreadable properties, kept beside the delivery they came with.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::worker::byte_budget::ByteBudget;

/// Bytes of a heartbeat's frame.
const HEARTBEAT: usize = 8;
/// Bytes of a content header besides its properties, and of our header that tells publishes apart. Chosen: with room to
/// spare.
const BESIDE_PROPERTIES: usize = 256;
/// The name of a header's name in the list of unreadable properties.
pub(crate) const HEADER_NAME: &str = "header name";

/// Why a property cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// A short string that is not UTF-8.
    NotUtf8,
    /// Tables or arrays nested more deeply than [`super::properties::DEEPEST`].
    TooDeep,
    /// Lengths or types that fit no AMQP value.
    Malformed,
    /// A header without which the others fit into a frame.
    NoRoom,
}

impl Fault {
    fn words(self) -> &'static str {
        match self {
            Self::NotUtf8 => "not UTF-8",
            Self::TooDeep => "nested too deeply",
            Self::Malformed => "malformed",
            Self::NoRoom => "larger than a frame",
        }
    }
}

/// A property that was taken out of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// AMQP's name for the property; `header name` for a name in the table of headers.
    pub property: &'static str,
    /// Why.
    pub fault: Fault,
    /// Its bytes; empty where they stand in the message still.
    pub bytes: Vec<u8>,
}

/// The unreadable properties for an operator: each once, with how often. `None` if there are none.
pub(crate) fn summary(list: &[Unreadable]) -> Option<String> {
    words_of(list.iter().filter(|one| one.fault != Fault::NoRoom))
}

/// The headers that found no room in a frame, for an operator. `None` if there are none.
pub(crate) fn left_out(list: &[Unreadable]) -> Option<String> {
    words_of(list.iter().filter(|one| one.fault == Fault::NoRoom))
}

fn words_of<'a>(list: impl Iterator<Item = &'a Unreadable>) -> Option<String> {
    let mut kinds: Vec<(&str, Fault, usize)> = Vec::new();
    for one in list {
        match kinds.iter_mut().find(|kind| (kind.0, kind.1) == (one.property, one.fault)) {
            Some(kind) => kind.2 += 1,
            None => kinds.push((one.property, one.fault, 1)),
        }
    }
    let mut words = String::new();
    for (property, fault, count) in kinds {
        let separator = if words.is_empty() { "" } else { "; " };
        let times = if count > 1 { format!(" ({count} times)") } else { String::new() };
        // Writing to a string cannot fail.
        write!(words, "{separator}{property}: {}{times}", fault.words()).ok();
    }
    (!words.is_empty()).then_some(words)
}

/// Which delivery: the channel and the tag on it.
type Key = (u16, u64);

/// The unreadable properties of one connection, by delivery. An entry is made before the client library sees the
/// delivery, and taken out by the consumer.
#[derive(Debug)]
pub(crate) struct Registry {
    entries: Mutex<HashMap<Key, Vec<Unreadable>>>,
    /// The number of entries: nearly always none, and then no lock is taken.
    count: AtomicUsize,
    /// The bytes of the messages in hand.
    pub(crate) budget: Arc<ByteBudget>,
    start: Instant,
    /// When the socket last took more than a heartbeat, in milliseconds from `start`.
    written: AtomicU64,
    /// The largest frame of the connection: that of the settings, and the broker's as soon as it has named one.
    frame_max: AtomicUsize,
}

impl Default for Registry {
    /// Of a connection whose messages may be of any size.
    fn default() -> Self {
        Self::with_budget(u64::MAX)
    }
}

impl Registry {
    /// Of a connection with so many bytes of messages in hand, and one message more.
    pub(crate) fn with_budget(limit: u64) -> Self {
        Self {
            entries: Mutex::default(),
            count: AtomicUsize::new(0),
            budget: Arc::new(ByteBudget::new(limit)),
            start: Instant::now(),
            written: AtomicU64::new(0),
            frame_max: AtomicUsize::new(usize::MAX),
        }
    }

    /// The largest frame.
    pub(super) fn frame_max(&self) -> usize {
        self.frame_max.load(Ordering::Relaxed)
    }

    /// Bounds the largest frame.
    pub(crate) fn bound_frames(&self, largest: usize) {
        self.frame_max.fetch_min(largest, Ordering::Relaxed);
    }

    /// The bytes of properties and headers that fit into a frame, with what a publish adds to them.
    pub(crate) fn frame_room(&self) -> usize {
        self.frame_max().saturating_sub(BESIDE_PROPERTIES)
    }

    /// The socket took so many bytes.
    pub(super) fn wrote(&self, bytes: usize) {
        if bytes > HEARTBEAT {
            self.written.store(self.start.elapsed().as_millis() as u64, Ordering::Relaxed);
        }
    }

    /// When the socket last took more than a heartbeat.
    pub(crate) fn last_written(&self) -> Instant {
        self.start + Duration::from_millis(self.written.load(Ordering::Relaxed))
    }

    /// Enters the unreadable properties of a delivery.
    pub(super) fn put(&self, channel: u16, tag: u64, list: Vec<Unreadable>) {
        self.change(|entries| entries.insert((channel, tag), list));
    }

    /// The unreadable properties of a delivery.
    pub(crate) fn take(&self, channel: u16, tag: u64) -> Vec<Unreadable> {
        if self.count.load(Ordering::Acquire) == 0 {
            return Vec::new();
        }
        self.change(|entries| entries.remove(&(channel, tag))).unwrap_or_default()
    }

    fn change<T>(&self, change: impl FnOnce(&mut HashMap<Key, Vec<Unreadable>>) -> T) -> T {
        let mut entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        let value = change(&mut entries);
        self.count.store(entries.len(), Ordering::Release);
        value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unreadable(property: &'static str, fault: Fault) -> Unreadable {
        Unreadable { property, fault, bytes: vec![0xff] }
    }

    #[test]
    fn words_name_each_property_and_how_often() {
        assert_eq!(summary(&[]), None);
        let list = [
            unreadable("message_id", Fault::NotUtf8),
            unreadable(HEADER_NAME, Fault::NotUtf8),
            unreadable(HEADER_NAME, Fault::NotUtf8),
            unreadable("headers", Fault::TooDeep),
        ];
        let expected = "message_id: not UTF-8; header name: not UTF-8 (2 times); headers: nested too deeply";
        assert_eq!(summary(&list).as_deref(), Some(expected));
    }

    #[test]
    fn an_entry_is_taken_once() {
        let registry = Registry::default();
        assert!(registry.take(1, 1).is_empty());
        registry.put(1, 7, vec![unreadable("type", Fault::NotUtf8)]);
        assert!(registry.take(2, 7).is_empty() && registry.take(1, 8).is_empty());
        assert_eq!(registry.take(1, 7).len(), 1);
        assert!(registry.take(1, 7).is_empty());
    }
}
