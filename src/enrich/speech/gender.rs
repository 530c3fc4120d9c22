//! The gender of people, where titles, roles, relations and given names tell it for certain.

use super::text::{Named, Text};
use crate::enrich::names::Person;
use crate::enrich::speech::thresholds::{GENDER_REACH, MENTIONS_READ};
use crate::enrich::steps::counted;
use crate::lexicon::{self, FEMALE, Flags, GIVEN_NAME, MALE};

/// A gender, as pronouns ask for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gender {
    Male,
    Female,
}

/// The genders of people, by their index; `None` for unknown. Titles go before roles and roles before given names: each
/// is surer than the next.
pub(super) fn of_people(text: &Text<'_>) -> Vec<Option<Gender>> {
    let mut genders = by_titles(text);
    for (gender, person) in genders.iter_mut().zip(text.people) {
        *gender = gender.or_else(|| by_roles(person)).or_else(|| by_given_name(person));
    }
    genders
}

/// The genders that titles tell, in one pass over the names of the text.
fn by_titles(text: &Text<'_>) -> Vec<Option<Gender>> {
    let mut genders = vec![None; text.people.len()];
    let mut seen = vec![0_u8; text.people.len()];
    for name in counted(text.names.iter()) {
        let Some(person) = name.person() else { continue };
        if genders[person].is_none() && seen[person] < MENTIONS_READ {
            seen[person] += 1;
            genders[person] = by_title(text, name);
        }
    }
    genders
}

/// The gender that a title in a name or before it tells.
fn by_title(text: &Text<'_>, name: &Named) -> Option<Gender> {
    let first = name.tokens.start;
    // A given name is no title.
    let titled = name.tokens.len() > 1 && is_title(text, first);
    let inside = if titled { text.gender_at(first) } else { Flags::empty() };
    one(inside).or_else(|| before_name(text, first))
}

/// A title before the name, or a relation that the name explains.
fn before_name(text: &Text<'_>, first: usize) -> Option<Gender> {
    let view = &text.view;
    let lowest = first.saturating_sub(GENDER_REACH);
    for at in (lowest..first).rev() {
        let comma = view.text(at) == "," && at + 3 >= first;
        if !(view.is_word(at) || comma) || text.name_at(at).is_some() {
            return None;
        }
        if let Some(gender) = one(text.gender_at(at)) {
            let near = at + 1 == first || view.text(at + 1) == "," || text.is_title(at + 1) || view.lower(at);
            return near.then_some(gender);
        }
        if view.has(at, lexicon::PREPOSITION | lexicon::VERB | lexicon::AUXILIARY | lexicon::CONJUNCTION) {
            return None;
        }
    }
    None
}

fn is_title(text: &Text<'_>, at: usize) -> bool {
    text.view.token(at).is_some_and(|token| crate::enrich::names::is_title(token.key))
}

fn by_roles(person: &Person) -> Option<Gender> {
    let words = person.roles.iter().flat_map(|role| role.split(' '));
    let roles = words.map(flags_of).filter(|flags| !flags.intersects(GIVEN_NAME));
    one(roles.fold(Flags::empty(), Flags::union))
}

fn by_given_name(person: &Person) -> Option<Gender> {
    let mut words = person.name.split([' ', '-']);
    let first = words.next()?;
    words.next()?;
    one(flags_of(first) & (MALE | FEMALE))
}

fn flags_of(word: &str) -> Flags {
    lexicon::get().flags(lexicon::hash_lower(word))
}

/// The one gender of flags; `None` for both or neither.
pub(super) fn one(flags: Flags) -> Option<Gender> {
    match (flags.intersects(MALE), flags.intersects(FEMALE)) {
        (true, false) => Some(Gender::Male),
        (false, true) => Some(Gender::Female),
        _ => None,
    }
}
