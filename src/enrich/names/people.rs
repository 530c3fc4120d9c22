//! Joins the mentions of people to people.
//!
//! Names of several words come first: they say who there is. Names of one word are then given to the person who has
//! that word, the nearest before them where several have it (two people of one surname stay two).

use std::collections::HashMap;

use super::matching::{first_letters, is_misspelt, is_part, is_suffix, plain_key, same_word};
use super::thresholds::reach::{ALIAS, KIN_REACH, PEOPLE_OF_WORD};
use super::thresholds::scores::{NOBODY, WITH_ROLE};
use super::view::View;
use super::{NameKind, Person, roles};
use crate::document::TokenKind;
use crate::lexicon::{KeyMap, word_lists};

word_lists! {
    "roles":
    ALIAS_WORDS, BEFORE_ALIAS, DIVINE_NAMES, KIN_PLURALS,
}

/// A person being joined.
struct Draft {
    /// The words of the fullest name, without titles: indices of tokens.
    words: Vec<usize>,
    /// Mentions of several words, then those of one, each in the order of the text.
    mentions: Vec<usize>,
    /// How many of the mentions have several words.
    several: usize,
    /// The words of other names that the text gives this person.
    aliases: Vec<usize>,
}

/// A person who has a word in a name.
#[derive(Clone, Copy)]
struct Having {
    person: usize,
    /// The first letters of the words of the fullest name, here and not with the person: most of those who share a word
    /// with a name are ruled out by them, without a look at words that lie all over a long text.
    letters: u64,
}

/// The people so far, and who has which word in a name.
#[derive(Default)]
struct Drafts {
    people: Vec<Draft>,
    having: KeyMap<Vec<Having>>,
    /// The person of each mention.
    owners: HashMap<usize, usize>,
}

/// Joins the mentions of people; also says whose each mention is.
pub(super) fn join(view: &View<'_>) -> (Vec<Person>, Vec<Option<usize>>) {
    let mut drafts = Drafts::default();
    let mut words = Vec::new();
    for several in [true, false] {
        for (index, mention) in view.mentions.iter().enumerate() {
            if mention.kind != NameKind::Person || view.document.is_stopped() {
                continue;
            }
            name_words(view, index, &mut words);
            if words.is_empty() || (words.len() > 1) != several || is_divine(view, &words) {
                continue;
            }
            if let Some(person) =
                also_known(view, index).and_then(|before| drafts.owners.get(&before).copied())
            {
                drafts.add_alias(view, person, &words, index);
                continue;
            }
            let found = if several {
                drafts.named(view, &words, index)
            } else {
                drafts.nearest(view, words[0], index)
            };
            drafts.add(view, found, &words, index);
        }
    }
    let mut drafts = drafts.people;
    for draft in &mut drafts {
        draft.mentions.sort_unstable();
    }
    drafts.sort_by_key(|draft| draft.mentions[0]);
    let mut owners = vec![None; view.mentions.len()];
    let mut found = Vec::with_capacity(drafts.len());
    for draft in drafts {
        let score = draft.mentions.iter().map(|&mention| view.mentions[mention].score).fold(0.0, f32::max);
        let roles = roles::of(view, &draft.mentions);
        // `Innocent Lonema, head of the chiefdom`: a role leaves no doubt of a full name.
        let score = if roles.is_empty() || draft.words.len() == 1 { score } else { score.max(WITH_ROLE) };
        if score < NOBODY && draft.words.len() == 1 && draft.mentions.len() == 1 && roles.is_empty() {
            continue;
        }
        for &mention in &draft.mentions {
            owners[mention] = Some(found.len());
        }
        found.push(Person {
            name: shared_surname(view, &draft).unwrap_or_else(|| name(view, &draft)),
            roles,
            ids: std::collections::BTreeMap::new(),
            key: false,
            relevance: 0,
            score: f64::from(score),
            mentions: draft.mentions.iter().map(|&mention| view.mentions[mention].span).collect(),
            statements: Vec::new(),
        });
    }
    (found, owners)
}

/// The mention of the person to whom a mention gives another name: `Joko Widodo, better known as Jokowi`.
fn also_known(view: &View<'_>, index: usize) -> Option<usize> {
    let before = index.checked_sub(1)?;
    let person = &view.mentions[before];
    let (end, start) = (person.tokens.end as usize, view.mentions[index].tokens.start as usize);
    if person.kind != NameKind::Person || !(1..=ALIAS).contains(&(start - end)) {
        return None;
    }
    let quoted = usize::from(start > end && view.tokens[start - 1].kind == TokenKind::Quote);
    let last = start - quoted;
    let mut words = (end..last).map(|at| view.word(at));
    let known = words.any(|word| ALIAS_WORDS.contains(&word));
    let joined = BEFORE_ALIAS.contains(&view.word(last - 1));
    (known && joined && !(end..last).any(|at| matches!(view.word(at), "." | ";" | "not"))).then_some(before)
}

/// True for a divine name, which is tagged as a person and is none.
fn is_divine(view: &View<'_>, words: &[usize]) -> bool {
    matches!(words, &[word] if DIVINE_NAMES.contains(&view.word(word)))
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

/// `brothers Kyle and Evan Mekanak`: a given name between a noun of kin and a full name has the surname of that.
fn shared_surname(view: &View<'_>, draft: &Draft) -> Option<String> {
    let (&[word], &first) = (&draft.words[..], draft.mentions.first()?) else { return None };
    let (own, next) = (&view.mentions[first], view.mentions.get(first + 1)?);
    let and = own.tokens.end as usize;
    let joined = next.kind == NameKind::Person
        && next.tokens.len() > 1
        && next.tokens.start as usize == and + 1
        && matches!(view.word(and), "and" | "&");
    let lowest = word.saturating_sub(KIN_REACH);
    let kin = (lowest..word).any(|at| KIN_PLURALS.has_word(view.tokens[at].word));
    let surname = (next.tokens.start as usize..next.tokens.end as usize)
        .rev()
        .find(|&at| view.is_word(at) && !is_suffix(view.word(at)))?;
    (joined && kin).then(|| format!("{} {}", view.word(word), view.word(surname)))
}

impl Drafts {
    /// The latest people who have one of some words in their names.
    fn sharing<'a>(&'a self, view: &'a View<'_>, words: &'a [usize]) -> impl Iterator<Item = Having> + 'a {
        words.iter().flat_map(|&at| {
            let people = self.having.get(&plain_key(view, at)).map_or(&[][..], Vec::as_slice);
            people.iter().rev().take(PEOPLE_OF_WORD).copied()
        })
    }

    /// The person with a name of several words: an exact match, else the nearest person whose name contains this one
    /// or is contained in it.
    fn named(&self, view: &View<'_>, words: &[usize], index: usize) -> Option<usize> {
        let fits = |draft: &Draft| {
            let (short, long) = if words.len() <= draft.words.len() {
                (words, &draft.words[..])
            } else {
                (&draft.words[..], words)
            };
            short.len() > 1 && (is_part(view, short, long) || is_misspelt(view, words, &draft.words))
        };
        let same = |draft: &Draft| {
            words.len() == draft.words.len()
                && words.iter().zip(&draft.words).all(|(&a, &b)| view.tokens[a].key == view.tokens[b].key)
        };
        let letters = first_letters(view, words);
        let like = |one: &Having| {
            let common = letters & one.letters;
            common == letters || common == one.letters
        };
        let candidates = || self.sharing(view, words).filter(like).map(|one| one.person);
        candidates()
            .find(|&person| same(&self.people[person]))
            .or_else(|| self.closest(candidates(), index, fits))
    }

    /// The person to whom a single word belongs: by the last word of the name, else by another.
    fn nearest(&self, view: &View<'_>, word: usize, index: usize) -> Option<usize> {
        let words = [word];
        let same = |other: usize| view.tokens[other].key == view.tokens[word].key;
        let surname = |draft: &Draft| {
            let last = draft.words.iter().rev().find(|&&at| !is_suffix(view.word(at)));
            last.is_some_and(|&at| same(at))
        };
        let sharing = || self.sharing(view, &words).map(|one| one.person);
        let long = |at: usize| view.word(at).chars().count() > 1;
        let alike = |at: &usize| long(*at) && long(word) && same_word(view, *at, word);
        self.closest(sharing(), index, surname)
            .or_else(|| {
                self.closest(sharing(), index, |draft| {
                    draft.words.iter().chain(&draft.aliases).any(|&at| same(at))
                })
            })
            .or_else(|| self.closest(sharing(), index, |draft| draft.words.iter().any(alike)))
    }

    /// Of the people that fit, the one mentioned last before a mention, else the first after it.
    fn closest(
        &self,
        people: impl Iterator<Item = usize>,
        index: usize,
        fits: impl Fn(&Draft) -> bool,
    ) -> Option<usize> {
        let distance = |draft: &Draft| {
            let (several, single) = draft.mentions.split_at(draft.several);
            let before = |mentions: &[usize]| {
                mentions.partition_point(|&mention| mention < index).checked_sub(1).map(|at| mentions[at])
            };
            let before = before(several).max(before(single));
            before.map_or_else(|| (1, draft.mentions[0]), |mention| (0, index - mention))
        };
        let found = people.filter(|&person| fits(&self.people[person]));
        found.min_by_key(|&person| (distance(&self.people[person]), person))
    }

    /// Gives a mention to a person whom the text names otherwise elsewhere; the fullest name stays as it is.
    fn add_alias(&mut self, view: &View<'_>, person: usize, words: &[usize], index: usize) {
        self.owners.insert(index, person);
        let draft = &mut self.people[person];
        draft.mentions.push(index);
        draft.several += usize::from(words.len() > 1);
        draft.aliases.extend_from_slice(words);
        let letters = first_letters(view, &draft.words);
        for &at in words {
            self.has_word(plain_key(view, at), Having { person, letters });
        }
    }

    /// Notes that a person has a word.
    fn has_word(&mut self, key: u64, one: Having) {
        let having = self.having.entry(key).or_default();
        if having.last().is_none_or(|last| last.person != one.person) {
            having.push(one);
        }
    }

    /// A person's fullest name has other letters now, also with the words of the name before.
    fn change_letters(&mut self, keys: impl Iterator<Item = u64>, one: Having) {
        for key in keys {
            let having = self.having.get_mut(&key).map_or(&mut [][..], Vec::as_mut_slice);
            // Those further back are never looked at.
            let recent = having.iter_mut().rev().take(PEOPLE_OF_WORD);
            recent.filter(|other| other.person == one.person).for_each(|other| other.letters = one.letters);
        }
    }

    /// Gives a mention to a person, or to a new one.
    fn add(&mut self, view: &View<'_>, found: Option<usize>, words: &[usize], index: usize) {
        let person = found.unwrap_or(self.people.len());
        if found.is_none() {
            self.people.push(Draft {
                words: Vec::new(),
                mentions: Vec::new(),
                several: 0,
                aliases: Vec::new(),
            });
        }
        self.owners.insert(index, person);
        let draft = &mut self.people[person];
        draft.mentions.push(index);
        draft.several += usize::from(words.len() > 1);
        let shouted =
            |words: &[usize]| !words.iter().any(|&at| view.word(at).chars().any(char::is_lowercase));
        let initials = |words: &[usize]| {
            words.iter().filter(|&&at| view.word(at).trim_end_matches('.').len() == 1).count()
        };
        let fuller = words.len() > draft.words.len()
            || words.len() == draft.words.len()
                && (shouted(&draft.words) && !shouted(words) || initials(words) < initials(&draft.words));
        if fuller {
            let before = std::mem::replace(&mut draft.words, words.to_vec());
            let others: Vec<usize> = before.into_iter().chain(draft.aliases.iter().copied()).collect();
            let one = Having { person, letters: first_letters(view, words) };
            self.change_letters(others.into_iter().map(|at| plain_key(view, at)), one);
            for &at in words {
                self.has_word(plain_key(view, at), one);
            }
        }
    }
}
