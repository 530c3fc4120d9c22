//! Names: mentions of people, organisations and places; and the people and organisations they make up.

mod acronyms;
mod agencies;
mod bodies;
mod by_context;
pub mod features;
pub(crate) mod labels;
mod matching;
pub(crate) mod memory;
mod no_bodies;
mod no_people;
mod organisations;
mod people;
mod repair;
mod roles;
pub(crate) mod runs;
pub(crate) mod second_pass;
mod table;
pub(crate) mod tagger;
mod thresholds;
pub mod training;
mod view;
mod whole_names;
pub(crate) mod words;

pub use roles::RoleReason;
use std::collections::BTreeMap;
use std::ops::Range;

use crate::document::{Document, Span};
use crate::enrich::quotations::Quotation;
use crate::resources::Resources;
use crate::resources::names::lists::FIRST_NAME;
use thresholds::scores::{DOUBTFUL_PLACE, ORGANISATION_BEFORE_PLACE, PLACE_BEFORE_PERSON, SURE};

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NameKind {
    /// A person.
    Person,
    /// An organisation.
    Organisation,
    /// A place; what it is and where, the places room says.
    Location,
}

/// A name in the text. Mentions never overlap and stand in the order of the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// Where.
    pub span: Span,
    /// Indices into [`Document::tokens`].
    pub tokens: Range<u32>,
    /// What it names.
    pub kind: NameKind,
    /// 0 to 1: the tagger's confidence.
    pub score: f32,
}

/// A person, with their mentions.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    /// The fullest name.
    pub name: String,
    /// Roles as the text gives them.
    pub roles: Vec<String>,
    /// Ids of the newsroom's own files, by who gives them.
    pub ids: BTreeMap<String, String>,
    /// True if the story turns on this person.
    pub key: bool,
    /// 0 to 100: how much the article is about this person.
    pub relevance: u8,
    /// 0 to 1.
    pub score: f64,
    /// Where they are named, in the order of the text.
    pub mentions: Vec<Span>,
    /// What they said.
    pub statements: Vec<Statement>,
}

/// Something said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Statement {
    /// The words said, without quotation marks.
    pub span: Span,
    /// In quotation marks, or reported.
    pub direct: bool,
}

/// An organisation, with its mentions.
#[derive(Debug, Clone, PartialEq)]
pub struct Organisation {
    /// The fullest name.
    pub name: String,
    /// Ids of the newsroom's own files, by who gives them.
    pub ids: BTreeMap<String, String>,
    /// True if it only reports.
    pub source: bool,
    /// 0 to 100: how much the article is about it.
    pub relevance: u8,
    /// 0 to 1.
    pub score: f64,
    /// Where it is named, in the order of the text.
    pub mentions: Vec<Span>,
}

/// The tagger's buffers.
#[derive(Debug, Default)]
pub struct Scratch {
    tagger: tagger::Buffers,
}

/// Tags the names of a document. Not inlined: scripts/count-instructions counts stages by their functions.
#[inline(never)]
pub fn tag(document: &Document, resources: &Resources, scratch: &mut Scratch) -> Vec<Mention> {
    let mut mentions = scratch.tagger.tag(document, resources.names());
    repair::repair(document, &mut mentions);
    agencies::add(document, &mut mentions);
    mentions
}

/// Settles which mentions are places: the tagger knows how names are written, the places stage which places there are.
pub fn settle_places(document: &Document, mentions: &mut Vec<Mention>, places: impl Iterator<Item = Span>) {
    whole_names::settle(document, mentions, places.collect());
}

/// Turns people of one word, and organisations of one word that the tagger doubts, into locations where the places stage
/// is sure (`Rebels took Goma`), or as sure as the tagger. `places` are spans with their scores, in any order.
pub fn leave_people_to_places(mentions: &mut [Mention], places: impl Iterator<Item = (Span, f64)>) {
    let mut found: Vec<(Span, f64)> = places.filter(|&(_, score)| score >= DOUBTFUL_PLACE).collect();
    found.sort_unstable_by_key(|&(span, _)| span);
    // `Bursa and Izmir`: a doubtful organisation of one word, likewise.
    let doubtful = |mention: &Mention| {
        mention.kind == NameKind::Organisation && mention.score < ORGANISATION_BEFORE_PLACE
    };
    for mention in mentions.iter_mut().filter(|mention| mention.kind == NameKind::Person || doubtful(mention))
    {
        let Ok(at) = found.binary_search_by_key(&mention.span, |&(span, _)| span) else { continue };
        let sure = found[at].1 >= PLACE_BEFORE_PERSON;
        let likelier = mention.kind == NameKind::Person
            && mention.score < SURE
            && found[at].1 >= f64::from(mention.score);
        // `Figueira da Foz`: the gazetteer knows no person's name of several words.
        let whole = mention.tokens.len() > 2 && likelier;
        if mention.tokens.len() == 1 && (sure || likelier) || whole {
            mention.kind = NameKind::Location;
        }
    }
}

/// Joins mentions into people and organisations, each in the order of first mention; people get their roles.
pub fn join(
    document: &Document,
    mentions: &[Mention],
    quotations: &[Quotation],
) -> (Vec<Person>, Vec<Organisation>) {
    let view = view::View::new(document, mentions);
    let (mut people, owners) = people::join(&view);
    let (organisations, _) = organisations::join(&view);
    roles::add_described(&view, quotations, &owners, &mut people);
    (people, organisations)
}

/// True if a word, by its key, says what a person is: `minister`, `goalkeeper`.
pub(in crate::enrich) fn is_role_noun(key: u64) -> bool {
    roles::lexicon::flags(key) & (roles::lexicon::NOUN | roles::lexicon::PLURAL) != 0
}

/// True for a word, by its key, that news knows as a given name.
pub(in crate::enrich) fn is_given_name(key: u64) -> bool {
    Resources::embedded().names().look_up(key).lists() & FIRST_NAME != 0
}

/// True if a word, by its key, may stand in a role or title before a name.
pub(in crate::enrich) fn is_role_word(key: u64) -> bool {
    use roles::lexicon::{COURTESY, MODIFIER, NOUN, PLURAL, TITLE, flags};
    flags(key) & (NOUN | PLURAL | MODIFIER | TITLE | COURTESY) != 0
}

/// True for a noun that more often means somebody else than the person just named: officials and the other side.
pub(in crate::enrich) fn often_means_another(noun: &str) -> bool {
    roles::is_other(noun)
}

/// True if a word, by its key, is a title before a name: `Mr`, `President`.
pub(in crate::enrich) fn is_title(key: u64) -> bool {
    roles::lexicon::flags(key) & roles::lexicon::TITLE != 0
}

/// The reasons for the roles of people, for `dateline explain`. `people` are those of [`join`] for the same mentions.
pub fn explain_roles(document: &Document, mentions: &[Mention], people: &[Person]) -> Vec<RoleReason> {
    let view = view::View::new(document, mentions);
    let (_, owners) = people::join(&view);
    roles::explain(&view, &owners, people)
}

#[cfg(test)]
mod tests;
