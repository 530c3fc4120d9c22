//! The part that a text plays beside a body, by its key and its length.

use super::Known;
use crate::article::input::keys::words;
use crate::article::input::prose::LONG;

/// The part that a text plays, by its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::article::input) enum Role {
    /// Any.
    Text,
    /// A title, a name, a caption: what stands beside a text and is short.
    Label,
    /// A summary: no loss beside a body that is longer.
    Summary,
    /// A notice to editors: no loss beside a body.
    Notice,
    /// A notice of rights: never the story.
    Rights,
}

/// Words of keys, with the part that a text under such a key plays. The first word of this list that a key has decides.
const WORDS: &[(&str, Role)] = &[
    ("copyright", Role::Rights),
    ("copyrightnotice", Role::Rights),
    ("rights", Role::Rights),
    ("usageterms", Role::Rights),
    ("usage", Role::Rights),
    ("license", Role::Rights),
    ("licence", Role::Rights),
    ("disclaimer", Role::Rights),
    ("legal", Role::Rights),
    ("ednote", Role::Notice),
    ("editornote", Role::Notice),
    ("editorsnote", Role::Notice),
    ("editorialnote", Role::Notice),
    ("advisory", Role::Notice),
    ("instructions", Role::Notice),
    ("description", Role::Summary),
    ("summary", Role::Summary),
    ("excerpt", Role::Summary),
    ("abstract", Role::Summary),
    ("teaser", Role::Summary),
    ("dek", Role::Summary),
    ("deck", Role::Summary),
    ("standfirst", Role::Summary),
    ("subtitle", Role::Summary),
    ("trail", Role::Summary),
    ("blurb", Role::Summary),
    ("snippet", Role::Summary),
    ("synopsis", Role::Summary),
    ("highlights", Role::Summary),
    ("bio", Role::Summary),
    ("biography", Role::Summary),
    ("caption", Role::Summary),
    ("alt", Role::Summary),
    ("tldr", Role::Summary),
    ("desc", Role::Summary),
    ("title", Role::Label),
    ("headline", Role::Label),
    ("subheadline", Role::Label),
    ("name", Role::Label),
    ("slugline", Role::Label),
    ("slug", Role::Label),
    ("kicker", Role::Label),
    ("byline", Role::Label),
    ("credit", Role::Label),
    ("tag", Role::Label),
    ("tags", Role::Label),
    ("keyword", Role::Label),
    ("keywords", Role::Label),
    ("category", Role::Label),
    ("categories", Role::Label),
    ("topics", Role::Label),
    ("entities", Role::Label),
    ("authors", Role::Label),
    ("author", Role::Label),
    ("label", Role::Label),
    ("dateline", Role::Label),
];

/// The part that a text under a key plays.
pub(in crate::article::input) fn role(key: &str) -> Role {
    let words = words(key);
    let whole = words.concat();
    let is = |found: &str, word: &str| found == word || found.strip_suffix('s') == Some(word);
    let of = |word: &str| is(&whole, word) || words.iter().any(|found| is(found, word));
    WORDS.iter().find(|(word, _)| of(word)).map_or(Role::Text, |&(_, role)| role)
}

/// Longest summary and notice that does not count, in weight.
const LONGEST_SUMMARY: usize = 1000;
const LONGEST_NOTICE: usize = 2000;

/// True if a text of this part and weight is plainly not the story. `body` is the weight of the body that was read.
pub(super) fn is_aside(role: Role, weight: usize, known: &Known) -> bool {
    let body = known.body;
    if known.is_alone && role != Role::Text {
        return true;
    }
    match role {
        Role::Text => false,
        Role::Label => weight <= LONG,
        Role::Summary => body > 0 && weight <= LONGEST_SUMMARY.min(body.max(LONG)),
        Role::Notice => weight <= LONGEST_NOTICE && body > 0,
        Role::Rights => weight <= LONGEST_NOTICE,
    }
}
