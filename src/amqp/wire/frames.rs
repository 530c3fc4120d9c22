//! Frames: which bytes are a method, a content header or a body, and which delivery a content header belongs to
//! (AMQP 0-9-1, section 4.2.3).
//!
//! Bodies pass as they come. Methods and content headers are held until they are complete. Nothing here decides that a
//! stream is broken: what cannot be followed passes unchanged, and the client library says what is wrong with it.

use std::collections::HashMap;
use std::sync::Arc;

use super::properties::{fit, past, question_marks, repair, short_string};
use super::registry::{Fault, Registry, Unreadable};

/// Type, channel and size.
const HEAD: usize = 7;
/// The last byte of every frame.
const FRAME_END: u8 = 0xce;
const METHOD: u8 = 1;
const CONTENT_HEADER: u8 = 2;
const BODY: u8 = 3;
const HEARTBEAT: u8 = 8;
/// Longest method or content header that is held. Chosen: far above the 128 KiB that RabbitMQ's frames have by default.
const LONGEST: usize = 32 << 20;
/// Class and method of `connection.tune`: `channel_max` (2 bytes), `frame_max` (4), `heartbeat` (2).
const TUNE: (u16, u16) = (10, 30);

/// A field of a method.
#[derive(Clone, Copy)]
enum Field {
    Text(&'static str),
    Tag,
    Fixed(usize),
}

use Field::{Fixed, Tag, Text};

/// The methods of the broker with texts that a publisher chose, or that a broker may have cut inside a character:
/// class, method, fields up to the last text.
const METHODS: [(u16, u16, &[Field]); 6] = [
    // basic.deliver
    (60, 60, &[Text("consumer tag"), Tag, Fixed(1), Text("exchange"), Text("routing key")]),
    // basic.get-ok
    (60, 71, &[Tag, Fixed(1), Text("exchange"), Text("routing key")]),
    // basic.return
    (60, 50, &[Fixed(2), Text("reply text"), Text("exchange"), Text("routing key")]),
    // channel.close and connection.close
    (20, 40, &[Fixed(2), Text("reply text")]),
    (10, 50, &[Fixed(2), Text("reply text")]),
    // connection.blocked
    (10, 60, &[Text("reason")]),
];

/// The position of the next byte within a frame.
#[derive(Debug, Clone, Copy)]
enum State {
    Between,
    /// So many bytes of a frame pass as they are.
    Passing(usize),
    /// Something that is no frame: everything passes.
    Lost,
}

/// A delivery whose content header has not come yet.
#[derive(Debug)]
struct Announced {
    tag: u64,
    unreadable: Vec<Unreadable>,
}

/// Follows the frames of one stream.
#[derive(Debug)]
pub(super) struct Walker {
    state: State,
    announced: HashMap<u16, Announced>,
    /// Bytes of bodies that were announced and have not come.
    unfinished: u64,
    registry: Arc<Registry>,
}

impl Walker {
    pub(super) fn new(registry: Arc<Registry>) -> Self {
        Self { state: State::Between, announced: HashMap::new(), unfinished: 0, registry }
    }

    /// Walks over `bytes` from `at`, a place where the walk before ended. Gives the place up to which they may be handed
    /// on; what follows is the beginning of a frame, to be walked over when more of it has come. Frames may get smaller.
    pub(super) fn walk(&mut self, bytes: &mut Vec<u8>, mut at: usize) -> usize {
        loop {
            let left = bytes.len() - at;
            match self.state {
                State::Lost => return bytes.len(),
                State::Passing(size) if size > left => {
                    self.state = State::Passing(size - left);
                    return bytes.len();
                }
                State::Passing(size) => {
                    at += size;
                    self.state = State::Between;
                }
                State::Between => match self.frame(bytes, at) {
                    Some(next) => at = next,
                    None => return at,
                },
            }
        }
    }

    /// Bytes that certainly belong to the message that is being read; zero between messages.
    pub(super) fn certain(&self) -> usize {
        match self.state {
            State::Passing(size) => size,
            State::Between if self.unfinished > 0 => HEAD,
            State::Between => 0,
            State::Lost => usize::MAX,
        }
    }

    /// One frame, or its head; `None` where it is not complete.
    fn frame(&mut self, bytes: &mut Vec<u8>, at: usize) -> Option<usize> {
        let kind = *bytes.get(at)?;
        if !matches!(kind, METHOD | CONTENT_HEADER | BODY | HEARTBEAT) {
            self.state = State::Lost;
            return Some(at);
        }
        let head = bytes.get(at..at + HEAD)?;
        let channel = u16::from_be_bytes([head[1], head[2]]);
        let payload = u32::from_be_bytes([head[3], head[4], head[5], head[6]]);
        let payload = usize::try_from(payload).unwrap_or(usize::MAX);
        let size = payload.saturating_add(HEAD + 1);
        if !matches!(kind, METHOD | CONTENT_HEADER) || size > LONGEST {
            if kind == BODY {
                self.unfinished = self.unfinished.saturating_sub(payload as u64);
            }
            self.state = State::Passing(size);
            return Some(at);
        }
        let end = past(bytes, at, size)?;
        if bytes[end - 1] != FRAME_END {
            self.state = State::Lost;
            return Some(at);
        }
        let content = &mut bytes[at + HEAD..end - 1];
        if kind == METHOD {
            self.method(channel, content);
            return Some(end);
        }
        let kept = self.content_header(channel, content);
        if kept < payload {
            bytes[at + 3..at + HEAD].copy_from_slice(&u32::try_from(kept).unwrap_or(u32::MAX).to_be_bytes());
            bytes.drain(at + HEAD + kept..end - 1);
        }
        Some(at + HEAD + kept + 1)
    }

    fn method(&mut self, channel: u16, payload: &mut [u8]) {
        let &mut [class_high, class_low, method_high, method_low, ..] = payload else { return };
        let (class, method) =
            (u16::from_be_bytes([class_high, class_low]), u16::from_be_bytes([method_high, method_low]));
        if (class, method) == TUNE
            && let Some(&[a, b, c, d]) = payload.get(6..10)
            && let Ok(largest @ 1..) = usize::try_from(u32::from_be_bytes([a, b, c, d]))
        {
            self.registry.bound_frames(largest);
        }
        let known = METHODS.iter().find(|known| (known.0, known.1) == (class, method));
        let Some((_, _, fields)) = known else { return };
        let mut unreadable = Vec::new();
        let tag = texts(payload, fields, &mut unreadable);
        if let Some(tag) = tag {
            // A channel that is opened once more counts its deliveries from 1: what was left of the one before is not
            // this one's.
            self.registry.take(channel, tag);
            self.announced.insert(channel, Announced { tag, unreadable });
        } else {
            self.announced.remove(&channel);
        }
    }

    /// Gives the length that is left of it.
    fn content_header(&mut self, channel: u16, payload: &mut [u8]) -> usize {
        let announced = self.announced.remove(&channel);
        let (tag, mut unreadable) = match announced {
            Some(announced) => (Some(announced.tag), announced.unreadable),
            None => (None, Vec::new()),
        };
        if let Some(size) = payload.get(4..12).and_then(|size| size.try_into().ok()).map(u64::from_be_bytes) {
            self.unfinished = self.unfinished.saturating_add(size);
            self.registry.budget.take(size);
        }
        let mut kept = repair(payload, &mut unreadable);
        let room = self.registry.frame_max().saturating_sub(HEAD + 1);
        if kept > room {
            kept = fit(&mut payload[..kept], room, &mut unreadable);
        }
        if let Some(tag) = tag
            && !unreadable.is_empty()
        {
            self.registry.put(channel, tag, unreadable);
        }
        kept
    }
}

/// Makes the texts of a method readable; gives its delivery tag, where it has one.
fn texts(payload: &mut [u8], fields: &[Field], unreadable: &mut Vec<Unreadable>) -> Option<u64> {
    let mut at = 4;
    let mut tag = None;
    for field in fields {
        match *field {
            Fixed(size) => at = past(payload, at, size)?,
            Tag => {
                let end = past(payload, at, 8)?;
                tag = payload[at..end].try_into().ok().map(u64::from_be_bytes);
                at = end;
            }
            Text(property) => {
                let text = short_string(payload, at)?;
                at = text.end;
                if std::str::from_utf8(&payload[text.clone()]).is_err() {
                    let bytes = payload[text.clone()].to_vec();
                    unreadable.push(Unreadable { property, fault: Fault::NotUtf8, bytes });
                    question_marks(&mut payload[text]);
                }
            }
        }
    }
    tag
}
