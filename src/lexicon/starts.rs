//! The places of a text where one of many phrases may start.

/// A bit for the first three bytes of each phrase, by a small hash: nearly all places of a text have none of them, so that
/// one look a byte is enough.
#[derive(Debug)]
pub(super) struct Starts(Box<[u64; BITS / 64]>);

/// A power of two.
const BITS: usize = 1 << 12;

impl Starts {
    /// The starts of phrases, which are not empty.
    pub(super) fn of(phrases: &[&str]) -> Self {
        let mut starts = Self(Box::new([0; BITS / 64]));
        for phrase in phrases {
            match *phrase.as_bytes() {
                [first, second, third, ..] => starts.set(slot(first, second, third)),
                // Whatever stands behind it in a text.
                [first, second] => {
                    (0..=u8::MAX).for_each(|third| starts.set(slot(first, second, third)));
                }
                _ => starts.0.fill(u64::MAX),
            }
        }
        starts
    }

    /// The bytes of a text at which a phrase may start.
    pub(super) fn within<'t>(&'t self, text: &'t str) -> impl Iterator<Item = usize> + 't {
        let bytes = text.as_bytes();
        let whole = bytes.windows(3).enumerate();
        let whole = whole.filter(|(_, three)| self.has(slot(three[0], three[1], three[2])));
        // A phrase of one or two bytes may end the text.
        let end = match bytes {
            [.., first, second] => [Some(slot(*first, *second, 0)), Some(slot(*second, 0, 0))],
            [first] => [Some(slot(*first, 0, 0)), None],
            [] => [None, None],
        };
        let end = end.into_iter().flatten().enumerate().filter(|&(_, slot)| self.has(slot));
        let behind = bytes.len().saturating_sub(2);
        whole.map(|(at, _)| at).chain(end.map(move |(at, _)| behind + at))
    }

    fn has(&self, slot: usize) -> bool {
        self.0[slot / 64] & (1 << (slot % 64)) != 0
    }

    fn set(&mut self, slot: usize) {
        self.0[slot / 64] |= 1 << (slot % 64);
    }
}

/// The bit of three bytes.
fn slot(first: u8, second: u8, third: u8) -> usize {
    (usize::from(first) << 7 ^ usize::from(second) << 3 ^ usize::from(third)) % BITS
}

#[cfg(test)]
mod tests {
    use super::Starts;

    #[test]
    fn every_place_of_a_phrase_is_a_start() {
        let text = "the dam broke, it is told; AP";
        for phrases in [&["dam", "told"][..], &["AP"], &["P"], &["the", "it"], &["broke, it"]] {
            let starts = Starts::of(phrases);
            let found: Vec<usize> = starts.within(text).collect();
            for phrase in phrases {
                let at = text.find(phrase).expect("it stands there");
                assert!(found.contains(&at), "{phrase:?} at {at}: {found:?}");
            }
        }
    }

    #[test]
    fn nearly_all_other_places_are_none() {
        let text = "Flooding in western Kenya has killed 14 people and forced 3,200 from their homes.";
        let starts = Starts::of(&["should be withdrawn", "please disregard", "kill this story"]);
        assert!(starts.within(text).count() < 3);
        assert_eq!(starts.within("").count(), 0);
    }
}
