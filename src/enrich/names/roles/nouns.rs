//! Nouns that say what a person is, known by a list, by their ending or by how news writes them.

use super::lexicon::{self, flags};
use crate::document::{Case, Document, Token};
use crate::enrich::names::thresholds::nouns::{MOSTLY_SMALL, SHORTEST_AGENT, SHORTEST_PERSON_NOUN};
use crate::lexicon::{self as words, IMPACT, PERSON, PLURAL, SOMEBODY, word_lists};
use crate::resources::Resources;
use crate::resources::names::lists::{FIRST_NAME, LAST_NAME};
use crate::resources::phrases::Class;

word_lists! {
    "roles":
    ADJECTIVE_ROLE_ENDINGS, AGENT_ENDINGS, NO_AGENTS, PERSON_NOUN_ENDINGS,
}

/// Endings of verbs and adverbs with which a sentence may begin.
pub(super) fn is_verb_form(word: &str) -> bool {
    word.len() > 4 && ["ed", "ing", "ly"].iter().any(|ending| word.ends_with(ending))
}

/// Endings of adjectives: `electoral`, `diplomatic`, `Armenian`.
pub(super) fn is_adjective(word: &str) -> bool {
    word.len() > 4 && ADJECTIVE_ROLE_ENDINGS.iter().any(|ending| word.ends_with(ending))
}

/// True if a word is a noun for one person that the tables of roles leave to the lexicon: `survivor`, `retiree`; not the
/// words that say no more than that it is somebody.
pub(super) fn is_noun_for_a_person(word: &str, key: u64) -> bool {
    let known = words::get().flags(key);
    known.intersects(PERSON)
        && !known.intersects(PLURAL | IMPACT)
        && !word.ends_with('s')
        && !known.intersects(SOMEBODY)
}

/// Endings that make the noun of somebody who does something, and no other noun: `nephrologist`, `beekeeper`.
pub(super) fn is_agent_noun(word: &str) -> bool {
    word.len() >= SHORTEST_PERSON_NOUN && PERSON_NOUN_ENDINGS.iter().any(|ending| word.ends_with(ending))
}

/// Endings that agents share with things: `puller`, but `chapter` too. It takes the words around it to tell.
pub(super) fn ends_as_agent(word: &str) -> bool {
    word.len() >= SHORTEST_AGENT
        && AGENT_ENDINGS.iter().any(|ending| word.ends_with(ending))
        && !NO_AGENTS.contains(&word)
}

/// True for the noun of an agent that no list has, in small letters or where a sentence begins: news writes the word small
/// more often than not, no list of names has it, and it is no verb or adjective.
pub(super) fn is_open_agent(word: &str, key: u64) -> bool {
    let lower = word.to_lowercase();
    ends_as_agent(&lower) && is_small_noun(key)
}

/// True for a word that news mostly writes small. Of a word that it does not know, nothing can be said.
pub(in crate::enrich::names) fn is_mostly_small(key: u64) -> bool {
    (1..=MOSTLY_SMALL).contains(&Resources::embedded().names().look_up(key).capital())
}

/// True for a word that may be a noun and is no name: by the classes of words, and by how news writes it.
pub(super) fn is_small_noun(key: u64) -> bool {
    let resources = Resources::embedded();
    let entry = resources.names().look_up(key);
    let noun = matches!(resources.words().get(key).class, Class::Noun | Class::Weak | Class::Unknown);
    noun && entry.capital() <= MOSTLY_SMALL && entry.lists() & FIRST_NAME == 0
}

/// True for a word at the beginning of a sentence that is the trade of the person named behind it, though the tagger took it
/// into the name: `Survivor Abena Frimpomaa`, `Commuter Ellie Tan`.
pub(in crate::enrich::names) fn is_trade_before_name(document: &Document, token: &Token) -> bool {
    let word = document.word(token);
    if token.case != Case::Title || flags(token.key) & lexicon::TITLE != 0 {
        return false;
    }
    let listed =
        flags(token.key) & (lexicon::NOUN | lexicon::PLURAL) != 0 || is_noun_for_a_person(word, token.key);
    let entry = Resources::embedded().names().look_up(token.key);
    // `Weaver Rangi Hohaia`: two names follow. Of a word that news does not know, a capital may be that of a name: `Javier`.
    listed && entry.lists() & FIRST_NAME == 0
        || entry.lists() & LAST_NAME == 0 && is_mostly_small(token.key) && is_open_agent(word, token.key)
}
