//! What is counted: the noun phrase behind a number, its head, and the head's singular.

use super::lexicon::{
    AUXILIARY, DEMONYM, FUNCTION, HINT, IMPACT, MONTH, NOT_PLURAL, NUMBER, PERSON, PLURAL, SCALE, SPEECH,
    THING, UNIT, VERB, WEEKDAY,
};
use super::view::View;
use crate::document::Case;

/// A noun phrase: tokens `first..last`, with its head at `head`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NounPhrase {
    pub(super) first: usize,
    pub(super) head: usize,
    pub(super) last: usize,
    /// Whether it counts people.
    pub(super) person: bool,
    pub(super) plural: bool,
}

/// Longer modifiers than this are not noun phrases but sentences.
const LONGEST: usize = 8;

/// The noun phrase that starts at token `i`, right behind a number.
pub(super) fn after(view: &View<'_>, i: usize) -> Option<NounPhrase> {
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
        if !view.is_word(at)
            || view
                .token(at)
                .is_some_and(|token| at > i && token.gap > crate::document::Gap::Space && !wraps(view, at))
        {
            break;
        }
        let degree = view.any(at, &["more", "other", "additional", "further", "new", "such", "fewer"]);
        if view.has(at, FUNCTION)
            && !degree
            && !(view.has(at, PERSON)
                && !view.has(at, super::lexicon::DETERMINER | super::lexicon::PREPOSITION))
        {
            break;
        }
        if view.has(at, NUMBER | SCALE | HINT) && !view.any(at, &["t", "m", "k", "b", "cr"])
            || view.has(at, WEEKDAY) && view.capitalised(at)
        {
            break;
        }
        if view.has(at, MONTH) && view.capitalised(at) {
            break;
        }
        if let Some(known) = head {
            let ends_people = view.has(known, PERSON) && plural && !is_plural(view, at);
            if ends_people || view.has(at, SPEECH | VERB) && !is_plural(view, at) {
                break;
            }
        } else if view.has(at, VERB | AUXILIARY) && !view.has(at, PERSON | IMPACT) && !view.is(at, "living") {
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
    let person = is_person(view, head);
    Some(NounPhrase { first: i, head, last: head + 1, person, plural: plural || is_plural(view, head) })
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
        && text.len() > 4
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

/// Whether a word is a plural noun, as far as its form and the lexicon tell.
pub(super) fn is_plural(view: &View<'_>, i: usize) -> bool {
    if view.has(i, PLURAL) {
        return true;
    }
    if view.has(i, NOT_PLURAL) && !view.has(i, UNIT) {
        return false;
    }
    let text = view.text(i);
    let bytes = text.as_bytes();
    let Some(&[before, last]) = bytes.last_chunk::<2>() else { return false };
    if last != b's' || !view.is_word(i) {
        return false;
    }
    let case = view.token(i).map_or(Case::None, |token| token.case);
    match case {
        Case::Upper => false,
        Case::Mixed => true,
        Case::Lower => bytes.len() > 3 && !matches!(before, b's' | b'u' | b'\'') && !text.ends_with("sis"),
        _ => bytes.len() > 3 && !matches!(before, b's' | b'u'),
    }
}

/// Whether a head noun names people.
pub(super) fn is_person(view: &View<'_>, i: usize) -> bool {
    if view.has(i, PERSON) {
        return !ambiguous_person(view, i);
    }
    let text = view.text(i);
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
        "carrier" | "carriers" => matches!(before.as_str(), "aircraft" | "personnel" | "air"),
        "bodies" | "body" => {
            matches!(before.as_str(), "celestial" | "heavenly" | "governing" | "water" | "public" | "student")
        }
        _ => false,
    }
}

fn people_by_suffix(text: &str, capital: bool) -> bool {
    const CAPITAL: &[&str] = &[
        "ians", "ans", "is", "ese", "ists", "ites", "crats", "ers", "ims", "ews", "abs", "urds", "erbs",
        "oats", "hais", "oles", "ots", "rits", "edes", "anes", "inns", "urks", "eks", "akhs", "hans", "idis",
        "icans", "yans", "tics", "ics", "oons", "abakhs", "ubans", "indus", "ikhs", "utus", "utsis", "ants",
    ];
    const SMALL: &[&str] = &[
        "ists", "ians", "ologists", "crats", "keepers", "workers", "fighters", "holders", "goers", "makers",
        "owners", "players", "seekers", "dwellers", "leaders", "mates", "persons", "nauts", "mongers",
        "smiths", "eers",
    ];
    let list = if capital { CAPITAL } else { SMALL };
    list.iter().any(|suffix| text.ends_with(suffix))
}

/// The singular of a noun, in lower case unless it is a name or an abbreviation.
pub(super) fn singular(text: &str) -> String {
    const IRREGULAR: &[(&str, &str)] = &[
        ("aircraft", "aircraft"),
        ("crises", "crisis"),
        ("criteria", "criterion"),
        ("feet", "foot"),
        ("geese", "goose"),
        ("halves", "half"),
        ("knives", "knife"),
        ("leaves", "leaf"),
        ("lives", "life"),
        ("loaves", "loaf"),
        ("men", "man"),
        ("mice", "mouse"),
        ("movies", "movie"),
        ("series", "series"),
        ("shelves", "shelf"),
        ("species", "species"),
        ("teeth", "tooth"),
        ("ties", "tie"),
        ("wives", "wife"),
        ("wolves", "wolf"),
        ("women", "woman"),
        ("bacteria", "bacterium"),
        ("buses", "bus"),
        ("gases", "gas"),
        ("viruses", "virus"),
        ("campuses", "campus"),
        ("statuses", "status"),
        ("bonuses", "bonus"),
        ("cookies", "cookie"),
        ("calories", "calorie"),
        ("caches", "cache"),
        ("shoes", "shoe"),
        ("axes", "axe"),
        ("analyses", "analysis"),
        ("quizzes", "quiz"),
        ("zombies", "zombie"),
        ("rookies", "rookie"),
        ("selfies", "selfie"),
        ("dice", "die"),
        ("lenses", "lens"),
        ("heroes", "hero"),
        ("potatoes", "potato"),
        ("tomatoes", "tomato"),
        ("mosquitoes", "mosquito"),
        ("tornadoes", "tornado"),
        ("volcanoes", "volcano"),
        ("vetoes", "veto"),
        ("torpedoes", "torpedo"),
        ("echoes", "echo"),
        ("cargoes", "cargo"),
        ("arms", "arm"),
        ("headquarters", "headquarters"),
        ("means", "means"),
        ("news", "news"),
        ("businesses", "business"),
        ("canoes", "canoe"),
        ("pies", "pie"),
        ("indices", "index"),
        ("vertices", "vertex"),
        ("appendices", "appendix"),
        ("matrices", "matrix"),
        ("prices", "price"),
        ("thieves", "thief"),
        ("calves", "calf"),
        ("hooves", "hoof"),
        ("scarves", "scarf"),
    ];
    let word =
        if text.chars().skip(1).any(char::is_uppercase) { text.to_owned() } else { text.to_lowercase() };
    if let Ok(found) = IRREGULAR.binary_search_by(|(plural, _)| plural.cmp(&word.as_str())) {
        return IRREGULAR[found].1.to_owned();
    }
    if let Some(&(_, singular)) = IRREGULAR.iter().find(|(plural, _)| *plural == word) {
        return singular.to_owned();
    }
    let stem = |n: usize| word[..word.len() - n].to_owned();
    if word.ends_with("ies") && word.len() > 4 {
        stem(3) + "y"
    } else if word.ends_with("sses")
        || word.ends_with("shes")
        || word.ends_with("ches")
        || word.ends_with("xes")
        || word.ends_with("zzes")
    {
        stem(2)
    } else if word.ends_with("men") && word.len() > 4 {
        stem(3) + "man"
    } else if word.ends_with('s')
        && !word.ends_with("ss")
        && !word.ends_with("us")
        && !word.ends_with("is")
        && word.len() > 2
    {
        stem(1)
    } else {
        word
    }
}

#[cfg(test)]
mod tests {
    use super::singular;

    #[test]
    fn heads_are_written_in_the_singular() {
        for (plural, expected) in [
            ("vehicles", "vehicle"),
            ("arms", "arm"),
            ("countries", "country"),
            ("boxes", "box"),
            ("churches", "church"),
            ("buses", "bus"),
            ("houses", "house"),
            ("aircraft", "aircraft"),
            ("lives", "life"),
            ("MPs", "MP"),
            ("Districts", "district"),
            ("crossings", "crossing"),
            ("glass", "glass"),
            ("wolves", "wolf"),
            ("goals", "goal"),
            ("premises", "premise"),
        ] {
            assert_eq!(singular(plural), expected);
        }
    }
}
