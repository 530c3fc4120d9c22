//! What is counted: the noun phrase behind a number, its head, and the head's singular.

use crate::document::Case;
use crate::enrich::view::View;
use crate::lexicon::WordList;
use crate::lexicon::morphology;
use crate::lexicon::word_lists;
use crate::lexicon::{
    ADVERB, AUXILIARY, DEMONYM, FUNCTION, HINT, IMPACT, MONTH, NOT_PLURAL, NUMBER, PERSON, PLURAL, SCALE,
    SPEECH, THING, VERB, WEEKDAY,
};

word_lists! {
    "figures":
    DEGREE_ADJECTIVES, SCALE_LETTERS, THIRD_PERSON_VERBS,
}

/// A noun phrase: tokens `first..last`, with its head at `head`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::enrich::figures) struct NounPhrase {
    pub(in crate::enrich::figures) first: usize,
    pub(in crate::enrich::figures) head: usize,
    pub(in crate::enrich::figures) last: usize,
    /// True if it counts people.
    pub(in crate::enrich::figures) person: bool,
    pub(in crate::enrich::figures) plural: bool,
}

/// Longer modifiers than this are not noun phrases but sentences.
const LONGEST: usize = 8;

/// The noun phrase that starts at token `i`, right behind a number.
pub(in crate::enrich::figures) fn after(view: &View<'_>, i: usize) -> Option<NounPhrase> {
    let mut at = i;
    let mut head: Option<usize> = None;
    let mut plural = false;
    while at < i + LONGEST {
        if view.hyphen(at) && at > i {
            at += 1;
            continue;
        }
        if view.kind(at) == Some(crate::document::TokenKind::Possessive)
            && head.is_some()
            && !plural_possessive_ends(view, at)
        {
            // `12 children's homes`: the owner is a modifier.
            head = None;
            plural = false;
            at += 1;
            continue;
        }
        if let Some(next) = coordinated(view, i, at).filter(|_| head.is_some() && !plural) {
            head = None;
            at = next;
            continue;
        }
        if !view.is_word(at)
            || view
                .token(at)
                .is_some_and(|token| at > i && token.gap > crate::document::Gap::Space && !wraps(view, at))
            || view.begins_cell(at)
        {
            break;
        }
        let degree = view.any(at, &DEGREE_ADJECTIVES);
        // `off-duty officers`, `Turkish-backed fighters`: one word, whatever its parts are.
        let compound = view.hyphen(at + 1) || at > i && view.hyphen(at - 1);
        // `two earlier blasts`, `the 10 most dangerous roads`.
        let adverb = head.is_none()
            && view.has(at, ADVERB)
            && view.lower(at)
            && view.lower(at + 1)
            && !view.has(at + 1, FUNCTION & !ADVERB | VERB | IMPACT | SPEECH);
        if adverb {
            at += 1;
            continue;
        }
        if view.has(at, FUNCTION)
            && !degree
            && !compound
            && !(view.has(at, PERSON)
                && !view.has(at, crate::lexicon::DETERMINER | crate::lexicon::PREPOSITION))
        {
            break;
        }
        if view.has(at, NUMBER | SCALE | HINT) && !view.any(at, &SCALE_LETTERS)
            || view.has(at, WEEKDAY) && view.capitalised(at)
        {
            break;
        }
        if view.has(at, MONTH) && view.capitalised(at) {
            break;
        }
        if let Some(known) = head {
            let firm =
                view.text(known).ends_with('s') || view.any(known, &["people", "men", "women", "children"]);
            let ends_people = view.has(known, PERSON)
                && plural
                && (firm && (!view.has(at, PERSON) || view.has(at, IMPACT) && view.lower(at))
                    || !is_plural(view, at));
            let verb = view.has(at, SPEECH | VERB) && !is_plural(view, at)
                || view.capitalised(known) && known > i && participle(view, at) && !view.hyphen(at + 1);
            if ends_people || verb && !compound {
                break;
            }
        } else if view.has(at, VERB | AUXILIARY)
            && !view.has(at, PERSON | IMPACT)
            && !view.any(at, &["living", "lives"])
            && !third_person(view, at)
            && !modifying(view, at)
        {
            break;
        }
        if degree {
            at += 1;
            continue;
        }
        // `150 dead fish`, `30 wounded soldiers`: an adjective that may stand alone, before a noun.
        let adjective = view.has(at, PERSON)
            && view.has(at, PLURAL)
            && view.has(at, IMPACT)
            && view.lower(at + 1)
            && !view.has(at + 1, FUNCTION | VERB | IMPACT | SPEECH)
            && !participle(view, at + 1);
        let now_plural = is_plural(view, at) && !adjective;
        if head.is_some() && plural && !now_plural {
            // `31 school districts that`; but `200 sales jobs` has its head after the plural.
            break;
        }
        head = Some(at);
        plural = now_plural;
        at += 1;
        if plural && !(view.lower(at) && is_plural(view, at) && !view.has(at, VERB)) && !view.hyphen(at) {
            if view.kind(at) == Some(crate::document::TokenKind::Possessive)
                && !plural_possessive_ends(view, at)
            {
                continue;
            }
            break;
        }
    }
    let mut head = head?;
    // `three shots fired`, `12 aircraft destroyed`: a participle behind a noun is none.
    while head > i && !plural && participle(view, head) && view.is_word(head - 1) && !view.has(head, PERSON) {
        head -= 1;
    }
    if participle(view, head) && head == i && !view.has(head, PERSON) && !plural {
        return None;
    }
    // `Flight UA 804 departing Hong Kong`: what the number's bearer does.
    if head > i
        && participle(view, i)
        && view.capitalised(i + 1)
        && view.capitalised(i.wrapping_sub(2))
        && !view.has(i, PERSON | IMPACT)
    {
        return None;
    }
    let person = is_person(view, head);
    Some(NounPhrase { first: i, head, last: head + 1, person, plural: plural || is_plural(view, head) })
}

/// A word in `-s` right behind a number, which may be a verb or a plural: a plural, unless an object follows.
fn third_person(view: &View<'_>, i: usize) -> bool {
    let text = view.text(i);
    text.len() > 4
        && text.ends_with('s')
        && !text.ends_with("ss")
        && view.has(i, VERB)
        && !view.has(i, AUXILIARY | NOT_PLURAL)
        && !view.any(i, &THIRD_PERSON_VERBS)
        && !view.has(i + 1, crate::lexicon::DETERMINER | crate::lexicon::PRONOUN)
}

/// `12 reporting colleges`: a participle before its noun.
fn modifying(view: &View<'_>, i: usize) -> bool {
    participle(view, i)
        && (i + 1..i + 4)
            .take_while(|&at| view.lower(at) && !view.has(at, FUNCTION | NUMBER))
            .any(|at| is_plural(view, at))
}

/// Behind `or` and `and` between two modifiers: `current or former prosecutors`.
fn coordinated(view: &View<'_>, from: usize, at: usize) -> Option<usize> {
    let modifier = |i: usize| view.lower(i) && !view.has(i, FUNCTION | VERB | NUMBER | SCALE | HINT | SPEECH);
    if at == from
        || !view.any(at, &["or", "and", ","])
        || !modifier(at - 1)
        || !modifier(at + 1)
        || view.text(at - 1).ends_with('s')
    {
        return None;
    }
    let joins = |i: usize| {
        modifier(i)
            || view.hyphen(i)
            || view.capitalised(i) && view.is_word(i)
            || view.kind(i) == Some(crate::document::TokenKind::Possessive)
    };
    (at + 2..at + 6).find(|&i| !joins(i) || is_plural(view, i)).filter(|&i| joins(i)).map(|_| at + 1)
}

/// True if a number may count a noun: more than one is told in the plural. `194,000 gain` and `above 50 signal growth`
/// count something else.
pub(in crate::enrich::figures) fn agrees(view: &View<'_>, value: f64, noun: &NounPhrase) -> bool {
    let text = view.text(noun.head);
    value <= 1.0
        || noun.plural
        || noun.person
        || text.ends_with('s') && !text.ends_with("ss")
        || text.ends_with("ae")
        || !view.lower(noun.head) && view.token(noun.head).is_none_or(|token| token.case != Case::Title)
        || noun.first < noun.head && view.has(noun.first, IMPACT) && view.has(noun.first, PERSON)
        || !text.is_ascii()
        || view.is(noun.last, "of")
}

/// In wrapped text a single line break is a space.
fn wraps(view: &View<'_>, at: usize) -> bool {
    view.lower(at)
}

/// `two weeks' notice` is measured in weeks: nothing to do here; `12 workers' rights` hardly occurs.
fn plural_possessive_ends(view: &View<'_>, at: usize) -> bool {
    !view.is_word(at + 1)
}

fn participle(view: &View<'_>, i: usize) -> bool {
    let text = view.text(i);
    view.lower(i)
        && (text.len() > 4 || matches!(text, "fled" | "died"))
        && (text.ends_with("ed") || text.ends_with("ing") || text.ends_with("ly"))
        && !matches!(
            text,
            "building"
                | "hundred"
                | "dwelling"
                | "meeting"
                | "breed"
                | "seed"
                | "bed"
                | "family"
                | "reply"
                | "ceiling"
                | "painting"
                | "filing"
                | "hearing"
                | "killing"
                | "shooting"
                | "bombing"
                | "sibling"
                | "feed"
                | "weed"
                | "steed"
                | "assembly"
                | "ruling"
                | "landing"
                | "wedding"
                | "training"
                | "listing"
                | "offering"
                | "evening"
                | "morning"
                | "inning"
                | "rally"
                | "ally"
                | "bully"
        )
}

/// True if a word is a plural noun, as far as its form and the lexicon tell.
pub(in crate::enrich::figures) fn is_plural(view: &View<'_>, i: usize) -> bool {
    let flags = view.word(i).flags;
    match view.token(i).map_or(Case::None, |token| token.case) {
        // `USA` and `MPs` show their number by case, unless they are known.
        case @ (Case::Upper | Case::Mixed) if !flags.intersects(PLURAL | NOT_PLURAL) => {
            case == Case::Mixed && view.text(i).ends_with('s')
        }
        _ => view.is_word(i) && morphology::is_plural(view.text(i), flags),
    }
}

/// True if a head noun names people.
pub(in crate::enrich::figures) fn is_person(view: &View<'_>, i: usize) -> bool {
    if view.has(i, PERSON) {
        return !ambiguous_person(view, i);
    }
    let text = view.text(i);
    if morphology::is_men(text) {
        return true;
    }
    if view.capitalised(i) {
        if view.has(i, DEMONYM) {
            return true;
        }
        let title = view.token(i).is_some_and(|token| token.case == Case::Title);
        return title
            && is_plural(view, i)
            && !view.has(i, THING | WEEKDAY | MONTH)
            && people_by_suffix(text, true);
    }
    view.lower(i) && is_plural(view, i) && people_by_suffix(text, false)
}

/// Nouns for people that name things behind some modifiers (`aircraft carriers`, `hard drivers`).
fn ambiguous_person(view: &View<'_>, i: usize) -> bool {
    let before = view.text(i.wrapping_sub(1)).to_ascii_lowercase();
    match view.text(i).to_ascii_lowercase().as_str() {
        // `20,000 head of cattle`.
        "head" => view.is(i + 1, "of") && view.lower(i + 2),
        "carrier" | "carriers" => matches!(before.as_str(), "aircraft" | "personnel" | "air"),
        "bodies" | "body" => {
            matches!(before.as_str(), "celestial" | "heavenly" | "governing" | "water" | "public" | "student")
        }
        _ => false,
    }
}

fn people_by_suffix(text: &str, capital: bool) -> bool {
    static CAPITALISED_PERSON_ENDINGS: WordList = WordList::new("figures", "CAPITALISED_PERSON_ENDINGS");
    static PERSON_ENDINGS: WordList = WordList::new("figures", "PERSON_ENDINGS");
    let list = if capital { &CAPITALISED_PERSON_ENDINGS } else { &PERSON_ENDINGS };
    let thing = matches!(
        text.to_ascii_lowercase().as_str(),
        "assists"
            | "heists"
            | "lists"
            | "checklists"
            | "shortlists"
            | "blacklists"
            | "waitlists"
            | "fists"
            | "wrists"
            | "twists"
            | "waists"
            | "mists"
            | "hoists"
            | "boosters"
            | "posters"
            | "quarters"
            | "sheers"
            | "beers"
            | "piers"
            | "careers"
    );
    !thing && list.iter().any(|suffix| text.ends_with(suffix))
}
