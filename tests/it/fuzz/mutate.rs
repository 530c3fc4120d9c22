//! Mutations: bytes, words of a vocabulary, pieces of other inputs.

/// Makes inputs of inputs.
pub(super) struct Mutator {
    random: fastrand::Rng,
    words: &'static [&'static str],
}

/// Bytes that mean something to some reader.
const SIGNS: &[u8] =
    b"{}[]\"\\:,<>/&;#=-+.0123456789eEuTZ \n\t\r\0\x01\x1f\x7f\x80\xbf\xc2\xe2\xed\xf0\xff'!?_@*`|()";
/// Characters that trip up readers: half a pair's neighbours, combining marks, blanks of no width, line ends, a mark of
/// direction, digits and capitals beyond ASCII.
const CHARACTERS: &[&str] = &[
    "\u{feff}",
    "\u{200b}",
    "\u{ad}",
    "\u{301}",
    "\u{2028}",
    "\u{85}",
    "\u{202e}",
    "\u{1f600}",
    "\u{130}",
    "\u{df}",
    "\u{660}",
    "\u{fffd}",
    "\u{3000}",
    "\u{a0}",
    "\u{1d7d8}",
    "\u{fb01}",
];

impl Mutator {
    pub(super) fn new(seed: u64, words: &'static [&'static str]) -> Self {
        Self { random: fastrand::Rng::with_seed(seed), words }
    }

    /// A number below `limit`, which is not 0.
    pub(super) fn below(&mut self, limit: usize) -> usize {
        self.random.usize(..limit)
    }

    /// One of the pool.
    pub(super) fn pick<'p>(&mut self, pool: &'p [Vec<u8>]) -> &'p [u8] {
        &pool[self.below(pool.len())]
    }

    /// How many mutations one input gets: few as a rule.
    pub(super) fn rounds(&mut self) -> usize {
        1 << self.below(5)
    }

    /// One mutation.
    pub(super) fn mutate(&mut self, input: &mut Vec<u8>, pool: &[Vec<u8>]) {
        let at = self.below(input.len() + 1);
        match self.below(10) {
            0 => self.overwrite(input, at),
            1 => {
                let sign = SIGNS[self.random.usize(..SIGNS.len())];
                insert(input, at, &[sign]);
            }
            2 | 3 if !self.words.is_empty() => {
                let word = self.words[self.random.usize(..self.words.len())];
                insert(input, at, word.as_bytes());
            }
            4 => {
                let character = CHARACTERS[self.random.usize(..CHARACTERS.len())];
                insert(input, at, character.as_bytes());
            }
            5 => {
                let end = (at + 1 + self.below(64)).min(input.len());
                input.drain(at.min(end)..end);
            }
            6 => {
                let end = (at + 1 + self.below(256)).min(input.len());
                let piece = input[at.min(end)..end].to_vec();
                let times = 1 + self.below(4);
                insert(input, at, &piece.repeat(times));
            }
            7 => {
                let other = self.pick(pool);
                let from = self.random.usize(..=other.len());
                let end = (from + self.random.usize(..256)).min(other.len());
                insert(input, at, &other[from..end]);
            }
            8 => input.truncate(at),
            _ => {
                if let Some(byte) = input.get_mut(at) {
                    *byte ^= 1 << self.random.u8(..8);
                }
            }
        }
    }

    fn overwrite(&mut self, input: &mut [u8], at: usize) {
        if let Some(byte) = input.get_mut(at) {
            *byte = SIGNS[self.random.usize(..SIGNS.len())];
        }
    }
}

/// Inputs grow within bounds.
fn insert(input: &mut Vec<u8>, at: usize, piece: &[u8]) {
    if input.len() + piece.len() <= super::LONGEST {
        input.splice(at..at, piece.iter().copied());
    }
}
