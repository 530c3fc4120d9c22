//! Offices and epithets: `the minister said`, `the retiree said`, `the 34-year-old said`.

use std::ops::Range;

use super::memory::Last;
use super::{Discourse, Voice};
use crate::enrich::names;
use crate::enrich::speech::Speaker;
use crate::enrich::speech::thresholds::SHORTEST_TRADE;
use crate::enrich::speech::unit::Unit;
use crate::lexicon::word_lists;
use crate::lexicon::{DEMONYM, PERSON, PREPOSITION, RELATIVE, SPEAKER};

word_lists! {
    "attribution":
    EPITHET_ADJECTIVES, GENERIC_SPEAKERS, ONE_OF_NATION, QUALIFIED, TRADE_ENDINGS,
}

/// `glaciologist`, `musician`: the noun of a trade by its ending.
fn is_trade(word: &str) -> bool {
    word.len() >= SHORTEST_TRADE && TRADE_ENDINGS.iter().any(|ending| word.ends_with(ending))
}

impl Discourse<'_> {
    /// `the minister said`: the one person who has this office in the text.
    pub(super) fn office(&self, unit: &Unit, words: &Range<usize>) -> Option<Voice> {
        let text = self.text;
        let view = &text.view;
        if !view.any(words.start, &["the", "this"]) {
            return None;
        }
        if let Some(voice) = self.aged(unit, words).or_else(|| self.of_nation(unit, words)) {
            return Some(voice);
        }
        let end = words
            .clone()
            .skip(1)
            .find(|&i| view.has(i, PREPOSITION | RELATIVE) || !view.is_word(i) && !view.hyphen(i));
        let head = end.unwrap_or(words.end) - 1;
        let person = text.is_role(head) || view.has(head, PERSON) || is_trade(view.text(head));
        if text.is_plural(head) || !person {
            return None;
        }
        let Some(holder) = self.offices.get(&view.token(head)?.key) else {
            return self.epithet(unit, words, head);
        };
        let holder = (*holder)?;
        let roles = &text.people[holder].roles;
        let word = view.text(head).to_lowercase();
        let plain = roles.iter().any(|role| {
            let lower = role.to_lowercase();
            let mut parts = lower.split(' ');
            parts.clone().any(|part| part == word)
                && !parts.any(|part| QUALIFIED.contains(&part) && !words.clone().any(|i| view.is(i, part)))
        });
        // Named already, and of no other land or house: `the Kenyan minister` has to fit the role.
        let before =
            text.names.iter().any(|name| name.person() == Some(holder) && name.tokens.start < words.start);
        (plain && before).then(|| Voice::new(Speaker::Person(holder), words.clone()))
    }

    /// `the retiree said`: a noun that the text has not used before, for the person of whom it speaks.
    fn epithet(&self, unit: &Unit, words: &Range<usize>, head: usize) -> Option<Voice> {
        let view = &self.text.view;
        let key = view.token(head)?.key;
        // `the Chicago native`: names may stand between.
        let named = (words.start + 1..head)
            .all(|i| view.capitalised(i) || view.hyphen(i) || EPITHET_ADJECTIVES.contains(&view.text(i)));
        let plain = words.len() <= 4 && named && view.lower(head) && !view.has(head, SPEAKER);
        // `the mother of two`: her children are told for her sake.
        let counted = view.is(head + 1, "of") && head + 2 < words.end;
        let other =
            !counted && (names::often_means_another(view.text(head)) || view.any(head, &GENERIC_SPEAKERS));
        let told = self.text.document.tokens()[..words.start].iter().any(|token| token.key == key);
        if !plain || other || told && !counted {
            return None;
        }
        match self.last_person(unit, self.gender_of(words)) {
            Last::Person(person, words) => Some(Voice::new(Speaker::Person(person), words)),
            Last::Unnamed(_) | Last::Nobody => None,
        }
    }

    /// `the Ghanaian said`: the person of whom the text speaks. `the Dutch` are a people.
    fn of_nation(&self, unit: &Unit, words: &Range<usize>) -> Option<Voice> {
        let view = &self.text.view;
        let noun = words.end - 1;
        let one = words.len() == 2
            && view.capitalised(noun)
            && view.has(noun, DEMONYM)
            && ONE_OF_NATION.iter().any(|ending| view.text(noun).ends_with(ending));
        match one.then(|| self.last_person(unit, None))? {
            Last::Person(person, words) => Some(Voice::new(Speaker::Person(person), words)),
            Last::Unnamed(_) | Last::Nobody => None,
        }
    }

    /// `the 34-year-old said`: the person of whom the text speaks.
    fn aged(&self, unit: &Unit, words: &Range<usize>) -> Option<Voice> {
        let view = &self.text.view;
        let old = words.clone().any(|i| view.is(i, "old"))
            && words.clone().any(|i| view.is_number(i) || view.any(i, &["year"]));
        match old.then(|| self.last_person(unit, None))? {
            Last::Person(person, words) => Some(Voice::new(Speaker::Person(person), words)),
            Last::Unnamed(_) | Last::Nobody => None,
        }
    }
}
