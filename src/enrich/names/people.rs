//! Mentions of people to people.
//!
//! Names of several words come first: they say who there is. Names of one word are then given to the person who has
//! that word, the nearest before them where several have it (two people of one surname stay two).

use super::matching::{is_misspelt, is_part, is_suffix, same_word};
use super::view::View;
use super::{NameKind, Person, roles};

/// A person being joined.
struct Draft {
    /// The words of the fullest name, without titles: indices of tokens.
    words: Vec<usize>,
    mentions: Vec<usize>,
}

/// Below this a single word named once, without a title or a role, is nobody.
const DOUBTED: f32 = 0.2;

/// Joins the mentions of people; also says whose each mention is.
pub(super) fn join(view: &View<'_>) -> (Vec<Person>, Vec<Option<usize>>) {
    let mut drafts: Vec<Draft> = Vec::new();
    let mut words = Vec::new();
    for several in [true, false] {
        for (index, mention) in view.mentions.iter().enumerate() {
            if mention.kind != NameKind::Person {
                continue;
            }
            name_words(view, index, &mut words);
            if words.is_empty() || (words.len() > 1) != several || is_divine(view, &words) {
                continue;
            }
            let found = if several {
                named(view, &drafts, &words, index)
            } else {
                nearest(view, &drafts, words[0], index)
            };
            match found {
                Some(number) => add(view, &mut drafts[number], &words, index),
                None => drafts.push(Draft { words: words.clone(), mentions: vec![index] }),
            }
        }
    }
    for draft in &mut drafts {
        draft.mentions.sort_unstable();
    }
    drafts.sort_by_key(|draft| draft.mentions[0]);
    let mut owners = vec![None; view.mentions.len()];
    let mut found = Vec::with_capacity(drafts.len());
    for draft in drafts {
        let score = draft.mentions.iter().map(|&mention| view.mentions[mention].score).fold(0.0, f32::max);
        let roles = roles::of(view, &draft.mentions);
        if score < DOUBTED && draft.words.len() == 1 && draft.mentions.len() == 1 && roles.is_empty() {
            continue;
        }
        for &mention in &draft.mentions {
            owners[mention] = Some(found.len());
        }
        found.push(Person {
            name: name(view, &draft),
            roles,
            key: false,
            score: f64::from(score),
            mentions: draft.mentions.iter().map(|&mention| view.mentions[mention].span).collect(),
            statements: Vec::new(),
        });
    }
    (found, owners)
}

/// Who is named like a person and is none.
fn is_divine(view: &View<'_>, words: &[usize]) -> bool {
    matches!(words, &[word] if matches!(view.word(word), "God" | "GOD" | "Allah" | "Lord" | "Satan"))
}

/// The words of a name, without a title before it, possessives and marks.
fn name_words(view: &View<'_>, index: usize, words: &mut Vec<usize>) {
    let mention = &view.mentions[index];
    let start = roles::name_start(view, mention);
    words.clear();
    words.extend((start..mention.tokens.end as usize).filter(|&at| view.is_word(at)));
}

/// The fullest name as the text has it. `Sheikh Hasina` keeps what is title and name in one.
fn name(view: &View<'_>, draft: &Draft) -> String {
    view.text(view.span(draft.words[0], draft.words[draft.words.len() - 1] + 1))
}

/// The person whom a name of several words names: the nearest who has all of them, or of whom it has all.
fn named(view: &View<'_>, drafts: &[Draft], words: &[usize], index: usize) -> Option<usize> {
    let fits = |draft: &Draft| {
        draft.words.len() > 1
            && (if words.len() <= draft.words.len() {
                is_part(view, words, &draft.words)
            } else {
                is_part(view, &draft.words, words)
            } || is_misspelt(view, words, &draft.words))
    };
    // Exactly this name before others that have its words.
    let keys = |words: &[usize], other: &[usize]| {
        words.len() == other.len()
            && words.iter().zip(other).all(|(&a, &b)| view.tokens[a].key == view.tokens[b].key)
    };
    drafts.iter().position(|draft| keys(&draft.words, words)).or_else(|| closest(drafts, index, fits))
}

/// The person to whom a single word belongs: by the last word of the name, else by another.
fn nearest(view: &View<'_>, drafts: &[Draft], word: usize, index: usize) -> Option<usize> {
    let same = |other: usize| view.tokens[other].key == view.tokens[word].key;
    let surname = |draft: &Draft| {
        let last = draft.words.iter().rev().find(|&&at| !is_suffix(view.word(at)));
        last.is_some_and(|&at| same(at))
    };
    closest(drafts, index, surname)
        .or_else(|| closest(drafts, index, |draft| draft.words.iter().any(|&at| same(at))))
        .or_else(|| {
            let long = |at: usize| view.word(at).chars().count() > 1;
            let same = |at: &usize| long(*at) && long(word) && same_word(view, *at, word);
            closest(drafts, index, |draft| draft.words.iter().any(same))
        })
}

/// Of the people that fit, the one mentioned last before a mention, else the first after it.
fn closest(drafts: &[Draft], index: usize, fits: impl Fn(&Draft) -> bool) -> Option<usize> {
    let distance = |draft: &Draft| {
        let before = draft.mentions.iter().filter(|&&mention| mention < index).max();
        before.map_or_else(|| (1, draft.mentions[0]), |&mention| (0, index - mention))
    };
    let found = drafts.iter().enumerate().filter(|(_, draft)| fits(draft));
    found.min_by_key(|(_, draft)| distance(draft)).map(|(number, _)| number)
}

fn add(view: &View<'_>, draft: &mut Draft, words: &[usize], index: usize) {
    draft.mentions.push(index);
    let shouted = |words: &[usize]| !words.iter().any(|&at| view.word(at).chars().any(char::is_lowercase));
    let initials =
        |words: &[usize]| words.iter().filter(|&&at| view.word(at).trim_end_matches('.').len() == 1).count();
    let fuller = words.len() > draft.words.len()
        || words.len() == draft.words.len()
            && (shouted(&draft.words) && !shouted(words) || initials(words) < initials(&draft.words));
    if fuller {
        draft.words.clear();
        draft.words.extend_from_slice(words);
    }
}

/// Marks the one to five people whom the story turns on: those named in the head of the article and those named
/// or quoted again and again.
pub(super) fn mark_key(view: &View<'_>, people: &mut [Person]) {
    let sentences = view.document.sentences();
    let head = sentences.get(3.min(sentences.len().saturating_sub(1)));
    let head = head.map_or(0, |sentence| sentence.span.end);
    let weight = |person: &Person| {
        let early = person.mentions.first().is_some_and(|mention| mention.start < head);
        person.mentions.len() + person.statements.len() + 2 * usize::from(early)
    };
    let weights: Vec<usize> = people.iter().map(weight).collect();
    let top = weights.iter().copied().max().unwrap_or(0);
    let mut order: Vec<usize> = (0..people.len()).collect();
    order.sort_by_key(|&person| (std::cmp::Reverse(weights[person]), person));
    for &person in order.iter().take(5) {
        people[person].key = weights[person] == top || weights[person] >= 3 && weights[person] * 3 >= top;
    }
}
