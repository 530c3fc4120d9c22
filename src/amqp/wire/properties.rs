//! Content headers: properties and the table of headers (AMQP 0-9-1, section 4.2.6.1; types as RabbitMQ has them).
//!
//! A look over the bytes finds what the client library cannot parse; only then are they changed. Every change keeps the
//! frame's size or makes it smaller, so that no frame outgrows what was negotiated:
//!
//! - a property that is not UTF-8 is taken out;
//! - a header's name that is not UTF-8 keeps its length, with `?` for each byte that is none, and its value;
//! - a table or an array below [`DEEPEST`] becomes a byte array of the same bytes: the client library parses by
//!   recursion, and tables in tables, as many as fit into a frame, would overflow its stack and end the process;
//! - a table of headers that cannot be followed is taken out; where properties cannot be followed, all are;
//! - of headers that do not fit into a frame the largest are taken out. A publisher's own always fit, but a broker adds to
//!   them when it delivers a message again or dead-letters it, and does not look at the size of its frame.

use std::ops::Range;

use super::registry::{Fault, HEADER_NAME, Unreadable};

/// Tables and arrays in one another, the table of headers included. Chosen: `x-death`, the deepest that RabbitMQ makes,
/// has 4.
pub(crate) const DEEPEST: usize = 16;

/// Class, weight and size of the body, before the flags.
const BEFORE_FLAGS: usize = 12;
/// The same with the flags.
const BEFORE_LIST: usize = BEFORE_FLAGS + 2;
/// The flag of the table of headers.
const HEADERS: u16 = 1 << 13;

/// The part after a length of four bytes, or a part of this length.
enum Form {
    ShortString,
    Table,
    Fixed(usize),
}

/// The properties in their order on the wire, with their flags: class `basic`.
const PROPERTIES: [(u16, &str, Form); 14] = [
    (1 << 15, "content_type", Form::ShortString),
    (1 << 14, "content_encoding", Form::ShortString),
    (HEADERS, "headers", Form::Table),
    (1 << 12, "delivery_mode", Form::Fixed(1)),
    (1 << 11, "priority", Form::Fixed(1)),
    (1 << 10, "correlation_id", Form::ShortString),
    (1 << 9, "reply_to", Form::ShortString),
    (1 << 8, "expiration", Form::ShortString),
    (1 << 7, "message_id", Form::ShortString),
    (1 << 6, "timestamp", Form::Fixed(8)),
    (1 << 5, "type", Form::ShortString),
    (1 << 4, "user_id", Form::ShortString),
    (1 << 3, "app_id", Form::ShortString),
    (1 << 2, "cluster_id", Form::ShortString),
];

/// One change, found while looking.
enum Change {
    /// A property goes, and its flag with it.
    TakeOut { flag: u16, property: &'static str, fault: Fault, bytes: Range<usize> },
    /// A header's name is made readable.
    Rename(Range<usize>),
    /// The type at this place becomes a byte array.
    Flatten(usize),
}

/// Makes the payload of a content header parsable. Gives the length that is left of it; `found` gets what was unreadable.
pub(super) fn repair(payload: &mut [u8], found: &mut Vec<Unreadable>) -> usize {
    let Some(flags) = payload.get(BEFORE_FLAGS..BEFORE_LIST) else { return payload.len() };
    let flags = u16::from_be_bytes([flags[0], flags[1]]);
    let mut changes = Vec::new();
    if look(payload, flags, &mut changes).is_none() {
        let bytes = payload[BEFORE_LIST..].to_vec();
        found.push(Unreadable { property: "properties", fault: Fault::Malformed, bytes });
        payload[BEFORE_FLAGS..BEFORE_LIST].fill(0);
        return BEFORE_LIST;
    }
    if changes.is_empty() { payload.len() } else { change(payload, flags, changes, found) }
}

/// Takes out the largest headers until the payload has `room` bytes at most; those of the broker go last. Gives the length
/// that is left of it.
pub(super) fn fit(payload: &mut [u8], room: usize, found: &mut Vec<Unreadable>) -> usize {
    let length = payload.len();
    if length <= room {
        return length;
    }
    let Some((table, entries)) = headers(payload) else { return length };
    let mut by_size: Vec<usize> = (0..entries.len()).collect();
    by_size.sort_by_key(|&at| {
        let entry = &entries[at];
        let is_brokers = payload[entry.start + 1..entry.end].starts_with(b"x-");
        (is_brokers, std::cmp::Reverse(entry.len()))
    });
    let mut goes = vec![false; entries.len()];
    let mut left = length;
    for at in by_size {
        if left <= room {
            break;
        }
        goes[at] = true;
        left -= entries[at].len();
        found.push(Unreadable { property: "headers", fault: Fault::NoRoom, bytes: Vec::new() });
    }
    let mut end = table.start;
    for (entry, _) in entries.into_iter().zip(goes).filter(|(_, goes)| !goes) {
        let size = entry.len();
        payload.copy_within(entry, end);
        end += size;
    }
    let size = u32::try_from(end - table.start).unwrap_or(u32::MAX).to_be_bytes();
    payload[table.start - 4..table.start].copy_from_slice(&size);
    payload.copy_within(table.end..length, end);
    left
}

/// The table of headers and its entries.
fn headers(payload: &[u8]) -> Option<(Range<usize>, Vec<Range<usize>>)> {
    let flags = payload.get(BEFORE_FLAGS..BEFORE_LIST)?;
    let flags = u16::from_be_bytes([flags[0], flags[1]]);
    let mut at = BEFORE_LIST;
    // Only two properties stand before them.
    for (flag, _, _) in PROPERTIES.iter().take_while(|(flag, _, _)| *flag != HEADERS) {
        if flags & flag != 0 {
            at = short_string(payload, at)?.end;
        }
    }
    let table = (flags & HEADERS != 0).then(|| long_string(payload, at)).flatten()?;
    let mut found = Vec::new();
    let mut at = table.start;
    while at < table.end {
        let name = short_string(payload, at)?;
        let end = value_end(&payload[..table.end], name.end)?;
        found.push(at..end);
        at = end;
    }
    Some((table, found))
}

/// The place behind a value whose type stands at `kind`.
fn value_end(bytes: &[u8], kind: usize) -> Option<usize> {
    let at = kind + 1;
    match bytes.get(kind)? {
        b'V' => Some(at),
        b't' | b'b' | b'B' => past(bytes, at, 1),
        b's' | b'U' | b'u' => past(bytes, at, 2),
        b'I' | b'i' | b'f' => past(bytes, at, 4),
        b'D' => past(bytes, at, 5),
        b'L' | b'l' | b'd' | b'T' => past(bytes, at, 8),
        b'S' | b'x' | b'F' | b'A' => Some(long_string(bytes, at)?.end),
        _ => None,
    }
}

/// Follows the properties; `None` where they are not what their flags and lengths say.
fn look(payload: &[u8], flags: u16, changes: &mut Vec<Change>) -> Option<()> {
    let mut at = BEFORE_LIST;
    for (flag, property, form) in PROPERTIES {
        if flags & flag == 0 {
            continue;
        }
        let begin = at;
        let fault = match form {
            Form::Fixed(size) => {
                at = past(payload, at, size)?;
                None
            }
            Form::ShortString => {
                let text = short_string(payload, at)?;
                at = text.end;
                std::str::from_utf8(&payload[text]).is_err().then_some(Fault::NotUtf8)
            }
            Form::Table => {
                let bytes = long_string(payload, at)?;
                at = bytes.end;
                let before = changes.len();
                let followed = entries(payload, bytes, 1, true, changes);
                if followed.is_none() {
                    changes.truncate(before);
                }
                followed.is_none().then_some(Fault::Malformed)
            }
        };
        if let Some(fault) = fault {
            changes.push(Change::TakeOut { flag, property, fault, bytes: begin..at });
        }
    }
    (at == payload.len()).then_some(())
}

/// Follows the values in a table (with `named`) or an array.
fn entries(
    payload: &[u8],
    bytes: Range<usize>,
    depth: usize,
    named: bool,
    changes: &mut Vec<Change>,
) -> Option<()> {
    let inside = &payload[..bytes.end];
    let mut at = bytes.start;
    while at < inside.len() {
        if named {
            let name = short_string(inside, at)?;
            at = name.end;
            if std::str::from_utf8(&inside[name.clone()]).is_err() {
                changes.push(Change::Rename(name));
            }
        }
        let kind = at;
        at = value_end(inside, kind)?;
        if let &container @ (b'F' | b'A') = inside.get(kind)? {
            if depth < DEEPEST {
                entries(payload, long_string(inside, kind + 1)?, depth + 1, container == b'F', changes)?;
            } else {
                changes.push(Change::Flatten(kind));
            }
        }
    }
    Some(())
}

/// Applies the changes, from the last to the first: what is taken out moves only what was changed already.
fn change(payload: &mut [u8], mut flags: u16, changes: Vec<Change>, found: &mut Vec<Unreadable>) -> usize {
    let mut length = payload.len();
    let first = found.len();
    for change in changes.into_iter().rev() {
        match change {
            Change::Rename(name) => {
                let bytes = payload[name.clone()].to_vec();
                question_marks(&mut payload[name]);
                found.push(Unreadable { property: HEADER_NAME, fault: Fault::NotUtf8, bytes });
            }
            Change::Flatten(kind) => {
                payload[kind] = b'x';
                found.push(Unreadable { property: "headers", fault: Fault::TooDeep, bytes: Vec::new() });
            }
            Change::TakeOut { flag, property, fault, bytes } => {
                let length_bytes = if flag == HEADERS { 4 } else { 1 };
                let kept = payload[bytes.start + length_bytes..bytes.end].to_vec();
                found.push(Unreadable { property, fault, bytes: kept });
                flags &= !flag;
                payload.copy_within(bytes.end..length, bytes.start);
                length -= bytes.len();
            }
        }
    }
    found[first..].reverse();
    payload[BEFORE_FLAGS..BEFORE_LIST].copy_from_slice(&flags.to_be_bytes());
    length
}

/// Puts `?` in the place of every byte that is not part of UTF-8.
pub(super) fn question_marks(mut bytes: &mut [u8]) {
    while let Err(error) = std::str::from_utf8(bytes) {
        let begin = error.valid_up_to();
        let end = error.error_len().map_or(bytes.len(), |count| begin + count);
        bytes[begin..end].fill(b'?');
        bytes = &mut bytes[end..];
    }
}

/// The text of a short string whose length stands at `at`.
pub(super) fn short_string(bytes: &[u8], at: usize) -> Option<Range<usize>> {
    let length = usize::from(*bytes.get(at)?);
    let end = past(bytes, at + 1, length)?;
    Some(at + 1..end)
}

/// The content of anything whose length of four bytes stands at `at`.
fn long_string(bytes: &[u8], at: usize) -> Option<Range<usize>> {
    let length = bytes.get(at..at.checked_add(4)?)?;
    let length = u32::from_be_bytes([length[0], length[1], length[2], length[3]]);
    let end = past(bytes, at + 4, usize::try_from(length).ok()?)?;
    Some(at + 4..end)
}

/// The place after `count` bytes, where there are so many.
pub(super) fn past(bytes: &[u8], at: usize, count: usize) -> Option<usize> {
    at.checked_add(count).filter(|&end| end <= bytes.len())
}
