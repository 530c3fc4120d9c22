//! What a word can be besides a noun, and which words can be left out before one.

use std::sync::LazyLock;

use crate::document::hash_lower;
use crate::lexicon::word_lists;

word_lists! {
    "phrases":
    GERUNDS_FOLLOW,
    NOUN_OR_VERB,
    PAST_LIKE_PRESENT,
    VAGUE_MODIFIERS,
    VERBS_FOLLOW,
}

bitflags::bitflags! {
    /// A set of traits of a word.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub(super) struct Traits: u8 {
        /// It can be a verb in the plural or behind `to`: `ban`.
        const VERB = 1;
        /// It can be a verb in the third person: `bans`.
        const THIRD = 1 << 1;
        /// It can be a verb in the past: `hit`, and unknown words in -ed.
        const PAST = 1 << 2;
        /// It is an unknown word in -ed.
        const PARTICIPLE = 1 << 3;
        /// It is an unknown word in -ing.
        const GERUND = 1 << 4;
        /// It says nothing of a subject where it stands before a noun: `new`.
        const VAGUE = 1 << 5;
        /// Verbs stand behind it: `to`, `will`, `they`.
        const BEFORE_VERB = 1 << 6;
        /// Gerunds and participles stand behind it: `by`, `is`.
        const BEFORE_GERUND = 1 << 7;
    }
}

/// The traits of a word, by its key and, where no list of classes has it, by its ending.
pub(super) fn of(key: u64, lower: Option<&str>) -> Traits {
    static LISTS: LazyLock<Vec<(u64, Traits)>> = LazyLock::new(read);
    let at = LISTS.partition_point(|(known, _)| *known < key);
    let listed =
        LISTS.get(at).filter(|(known, _)| *known == key).map_or(Traits::empty(), |(_, traits)| *traits);
    match lower {
        Some(word) if listed.is_empty() && word.len() > 4 && word.ends_with("ed") => {
            Traits::PAST | Traits::PARTICIPLE
        }
        Some(word) if listed.is_empty() && word.len() > 5 && word.ends_with("ing") => Traits::GERUND,
        _ => listed,
    }
}

fn read() -> Vec<(u64, Traits)> {
    let mut all: Vec<(u64, Traits)> = Vec::new();
    for (list, traits) in [
        (&NOUN_OR_VERB, Traits::VERB),
        (&PAST_LIKE_PRESENT, Traits::PAST),
        (&VAGUE_MODIFIERS, Traits::VAGUE),
        (&VERBS_FOLLOW, Traits::BEFORE_VERB),
        (&GERUNDS_FOLLOW, Traits::BEFORE_GERUND),
    ] {
        all.extend(list.iter().map(|word| (hash_lower(word), traits)));
    }
    all.extend(NOUN_OR_VERB.iter().map(|word| (hash_lower(&third_person(word)), Traits::THIRD)));
    all.sort_unstable_by_key(|(key, _)| *key);
    all.dedup_by(|next, kept| {
        let is_same = next.0 == kept.0;
        if is_same {
            kept.1 |= next.1;
        }
        is_same
    });
    all
}

fn third_person(verb: &str) -> String {
    let sibilant = verb.ends_with(['s', 'x', 'z']) || verb.ends_with("ch") || verb.ends_with("sh");
    match verb.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ if sibilant => format!("{verb}es"),
        _ => format!("{verb}s"),
    }
}
