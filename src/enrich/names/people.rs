//! Mentions of people to people.
//!
//! Names of several words come first: they say who there is. Names of one word are then given to the person who has
//! that word, the nearest before them where several have it (two people of one surname stay two).

use super::{Mention, NameKind, Person, roles};
use crate::document::{Document, Token, TokenKind, hash_lower};

/// A person being joined.
struct Draft {
    /// Keys of the words of the fullest name, without titles.
    words: Vec<u64>,
    name: String,
    mentions: Vec<usize>,
}

/// Joins the mentions of people; also says whose each mention is.
pub(super) fn join(document: &Document, mentions: &[Mention]) -> (Vec<Person>, Vec<Option<usize>>) {
    let parsed: Vec<Vec<&Token>> = mentions.iter().map(|mention| name_words(document, mention)).collect();
    let mut drafts: Vec<Draft> = Vec::new();
    let people = || (0..mentions.len()).filter(|&index| mentions[index].kind == NameKind::Person);
    for index in people().filter(|&index| parsed[index].len() > 1) {
        let words: Vec<u64> = parsed[index].iter().map(|token| token.key).collect();
        let found = drafts.iter().position(|draft| same(document, draft, &parsed[index], &words));
        add(document, &mut drafts, found, index, &parsed[index], words);
    }
    for index in people().filter(|&index| parsed[index].len() == 1) {
        let word = parsed[index][0].key;
        let found = nearest(&drafts, word, index);
        add(document, &mut drafts, found, index, &parsed[index], vec![word]);
    }
    for draft in &mut drafts {
        draft.mentions.sort_unstable();
    }
    drafts.sort_by_key(|draft| draft.mentions[0]);
    let mut owners = vec![None; mentions.len()];
    let mut found = Vec::with_capacity(drafts.len());
    for (person, draft) in drafts.into_iter().enumerate() {
        for &mention in &draft.mentions {
            owners[mention] = Some(person);
        }
        let score = draft.mentions.iter().map(|&mention| mentions[mention].score).fold(0.0, f32::max);
        found.push(Person {
            name: draft.name,
            roles: roles::of(document, mentions, &draft.mentions),
            key: false,
            score: f64::from(score),
            mentions: draft.mentions.iter().map(|&mention| mentions[mention].span).collect(),
            statements: Vec::new(),
        });
    }
    (found, owners)
}

/// The words of a name, without a title before it, possessives and marks.
fn name_words<'a>(document: &'a Document, mention: &Mention) -> Vec<&'a Token> {
    let tokens = &document.tokens()[mention.tokens.start as usize..mention.tokens.end as usize];
    let mut words: Vec<&Token> = tokens.iter().filter(|token| token.kind == TokenKind::Word).collect();
    while words.len() > 1 && roles::is_title(words[0].key) {
        words.remove(0);
    }
    words
}

/// Whether a name of several words names the person of a draft.
fn same(document: &Document, draft: &Draft, tokens: &[&Token], words: &[u64]) -> bool {
    let (short, long) =
        if words.len() < draft.words.len() { (words, &draft.words[..]) } else { (&draft.words[..], words) };
    if short.len() == 1 {
        return false;
    }
    // All words of the shorter name stand in the longer, in the same order.
    let mut rest = long.iter();
    if short.iter().all(|word| rest.any(|other| other == word)) {
        return true;
    }
    // The same surname, and an initial for the first name: `N. Pashinyan`.
    let initial =
        |text: &str| text.chars().next().filter(|_| text.trim_end_matches('.').chars().count() == 1);
    let mine = document.word(tokens[0]);
    let theirs = draft.name.split_whitespace().next().unwrap_or_default();
    words.last() == draft.words.last()
        && words.len().min(draft.words.len()) == 2
        && (initial(mine).is_some_and(|c| theirs.starts_with(c))
            || initial(theirs).is_some_and(|c| mine.starts_with(c)))
}

/// The person to whom a single word belongs: by the last word of the name, else by another; the nearest mention
/// before this one decides among several, else the first after it.
fn nearest(drafts: &[Draft], word: u64, index: usize) -> Option<usize> {
    let distance = |draft: &Draft| {
        let before = draft.mentions.iter().filter(|&&mention| mention < index).max();
        before.map_or_else(|| (1, draft.mentions[0]), |&mention| (0, index - mention))
    };
    let by = |has: &dyn Fn(&Draft) -> bool| {
        let found = drafts.iter().enumerate().filter(|(_, draft)| has(draft));
        found.min_by_key(|(_, draft)| distance(draft)).map(|(number, _)| number)
    };
    by(&|draft| draft.words.last() == Some(&word)).or_else(|| by(&|draft| draft.words.contains(&word)))
}

fn add(
    document: &Document,
    drafts: &mut Vec<Draft>,
    found: Option<usize>,
    index: usize,
    tokens: &[&Token],
    words: Vec<u64>,
) {
    let Some(first) = tokens.first() else { return };
    let name = document.slice(first.span.to(tokens[tokens.len() - 1].span));
    let shouted = |name: &str| !name.chars().any(char::is_lowercase);
    match found {
        Some(number) => {
            let draft = &mut drafts[number];
            draft.mentions.push(index);
            let fuller = words.len() > draft.words.len()
                || words.len() == draft.words.len()
                    && (shouted(&draft.name) && !shouted(name)
                        || draft.name.contains(". ") && !name.contains(". "));
            if fuller {
                draft.words = words;
                name.clone_into(&mut draft.name);
            }
        }
        None => drafts.push(Draft { words, name: name.to_owned(), mentions: vec![index] }),
    }
}

/// Marks the one to five people whom the story turns on: those named in the head of the article and those named
/// or quoted again and again.
pub(super) fn mark_key(document: &Document, people: &mut [Person]) {
    let head = document.sentences().get(3.min(document.sentences().len().saturating_sub(1)));
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

/// The sorted keys of words between spaces, for the lists of this room.
pub(super) fn keys(words: &str) -> Vec<u64> {
    let mut keys: Vec<u64> = words.split_whitespace().map(hash_lower).collect();
    keys.sort_unstable();
    keys
}
