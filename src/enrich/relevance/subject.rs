//! The person whom an article of its form is about: the one who died, the one who is interviewed; and those who only
//! speak about it.

use super::features::Features;
use super::thresholds::{ANSWERS, REACH};
use crate::article::enriched::Form;
use crate::document::{Document, Section};
use crate::enrich::names::Person;
use crate::lexicon::word_lists;

word_lists! {
    "item_forms":
    DEATH_WORDS, VOICES,
}

/// The index of the person whom the article is about; `read` has no features of the people who made it.
pub(super) fn find(
    document: &Document,
    form: Form,
    people: &[Person],
    read: &[Option<Features>],
) -> Option<usize> {
    let story: Vec<usize> =
        (0..people.len()).filter(|&at| read.get(at).is_some_and(Option::is_some)).collect();
    match form {
        Form::Obituary => dead(document, people, &story),
        Form::Interview => interviewed(people, &story),
        _ => None,
    }
}

/// True for somebody whom the title names; without a title, the first sentence.
pub(super) fn is_in_title(features: &Features) -> bool {
    features[1] > 0.0
}

/// True for somebody who speaks about the story and is no part of it: a spokesman, an analyst, a sergeant of the police
/// whom the title does not name.
pub(super) fn is_voice(person: &Person, features: &Features) -> bool {
    let voice = |role: &String| {
        // `Superior Court Justice`, and no `Justice Minister`.
        let justice = role.to_lowercase().ends_with("justice");
        justice || role.split(' ').any(|word| VOICES.contains(&&*word.to_lowercase()))
    };
    !is_in_title(features) && person.roles.iter().any(voice)
}

/// The first person behind whom a title or the first sentence of the body with a name says that somebody died.
fn dead(document: &Document, people: &[Person], story: &[usize]) -> Option<usize> {
    let named = |sentence: &crate::document::Sentence| {
        let mentions = story.iter().flat_map(|&at| people[at].mentions.iter().map(move |&span| (span, at)));
        mentions.filter(|(span, _)| sentence.span.contains(*span)).min().map(|(span, at)| (span.end, at))
    };
    for section in [Section::Title, Section::Body] {
        let mut sentences = document.sentences().iter().filter(|sentence| sentence.section == section);
        let found = sentences.find_map(|sentence| {
            let (end, person) = named(sentence)?;
            let behind = document.tokens_of(sentence).iter().filter(|token| token.span.start >= end);
            let mut words = behind.take(REACH).map(|token| document.word(token).to_lowercase());
            words.any(|word| DEATH_WORDS.contains(&word.as_str())).then_some(person)
        });
        if found.is_some() {
            return found;
        }
    }
    // `OBITUARY: Nils Berg, painter of fjords`: nobody else is named before.
    story.iter().copied().min_by_key(|&at| people[at].mentions.first().copied())
}

/// The person who says most, if that is more than an answer.
fn interviewed(people: &[Person], story: &[usize]) -> Option<usize> {
    let said = |at: usize| people[at].statements.len();
    let most = story.iter().copied().max_by_key(|&at| (said(at), std::cmp::Reverse(at)))?;
    (said(most) >= ANSWERS).then_some(most)
}
