//! Byte offsets to code points.

/// How many code points stand before each multiple of [`STRIDE`] bytes; empty for pure ASCII, where bytes and code
/// points are the same.
#[derive(Debug, Clone)]
pub(super) struct CodePoints {
    checkpoints: Vec<u32>,
}

const STRIDE: usize = 32;

impl CodePoints {
    pub(super) fn new(text: &str) -> Self {
        if text.is_ascii() {
            return Self { checkpoints: Vec::new() };
        }
        let mut checkpoints = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut count = 0;
        for chunk in text.as_bytes().chunks(STRIDE) {
            checkpoints.push(count);
            count += starts(chunk);
        }
        checkpoints.push(count);
        Self { checkpoints }
    }

    /// The number of code points before `byte`, which must be a character border of `text`.
    pub(super) fn before(&self, text: &str, byte: u32) -> u32 {
        if self.checkpoints.is_empty() {
            return byte;
        }
        let byte = byte as usize;
        let checkpoint = byte / STRIDE;
        self.checkpoints[checkpoint] + starts(&text.as_bytes()[checkpoint * STRIDE..byte])
    }
}

/// Counts the bytes that start a code point, that is all but continuation bytes (`10xxxxxx`).
fn starts(bytes: &[u8]) -> u32 {
    // A sum of bytes, as no stride has more: the processor adds many at once.
    let sum: u8 = bytes.iter().map(|byte| u8::from(byte & 0b1100_0000 != 0b1000_0000)).sum();
    u32::from(sum)
}
