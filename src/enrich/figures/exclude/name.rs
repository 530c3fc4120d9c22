//! Numbers that are part of a name or of a phrase that counts nothing: years, `Boeing 737`, `Formula One`, addresses, pronouns.

use super::super::lexicon::{
    FUNCTION, IMPACT, MONTH, NAMES_NUMBER, NUMBER, PERSON, PRONOUN, QUALIFIER, SCALE, STREET, WEEKDAY,
};
use super::super::noun::NounPhrase;
use super::super::number::{Form, Number};
use super::super::view::View;
use super::form::{is_month, looks_like_year};
use crate::document::{Case, Section};

/// Whether four plain digits are a year here.
pub(in super::super) fn is_year(view: &View<'_>, number: &Number, noun: Option<&NounPhrase>) -> bool {
    let text = view.text(number.first);
    if number.plain_digits() != Some(4) || !looks_like_year(text) {
        return false;
    }
    let before = number.first.wrapping_sub(1);
    let counts = noun.is_some_and(|noun| noun.plural && !view.capitalised(noun.head));
    let early = number.value < 1500.0;
    let dated = view.any(
        before,
        &[
            "in",
            "since",
            "by",
            "until",
            "till",
            "before",
            "after",
            "during",
            "early",
            "late",
            "mid",
            "year",
            "fiscal",
            "FY",
            "spring",
            "summer",
            "autumn",
            "fall",
            "winter",
            "from",
            "the",
            "his",
            "her",
            "its",
            "their",
            "this",
            "that",
            "a",
            "'s",
            "\u{2019}s",
            "following",
        ],
    ) || is_month(view, before);
    if early {
        return dated
            && !counts
            && !view.any(before, &["the", "by", "a", "from", "after", "to", "his", "its", "their"]);
    }
    if counts && view.has(before, QUALIFIER) {
        return false;
    }
    if dated {
        let round = number.value % 500.0 == 0.0 || number.value < 1800.0;
        let people = noun.is_some_and(|noun| noun.person && noun.plural);
        return !(counts && (people || round) && view.any(before, &["the", "by", "a", "from", "after"]));
    }
    if counts {
        let noun_is_person = noun.is_some_and(|noun| noun.person);
        return !(noun_is_person
            || number.value < 1900.0
            || number.value % 100.0 == 0.0
            || !view.capitalised(before) && number.value < 1950.0);
    }
    true
}

/// Whether a number is part of a name: `Resolution 2231`, `Boeing 737`, `Formula One`, `COVID-19`, `No. 5`.
pub(in super::super) fn is_name(view: &View<'_>, number: &Number, noun: Option<&NounPhrase>) -> bool {
    let before = number.first.wrapping_sub(1);
    let two_before = number.first.wrapping_sub(2);
    if matches!(view.text(before), "#" | "\u{2116}") {
        return true;
    }
    // `COVID-19`, `under-21`, `F-16`; not `plus-17` and not `—12`.
    if view.hyphen(before) && view.is_word(two_before) {
        return !view.any(two_before, &["plus", "minus", "to", "a"]) && !view.has(two_before, NUMBER | SCALE);
    }
    if view.text(before) == "."
        && view.any(two_before, &["no", "nos", "art", "sec", "p", "pp", "fig", "vol", "ext", "tel", "par"])
    {
        return true;
    }
    let counts = noun.is_some_and(|noun| noun.plural || noun.person);
    // `Season 3 opens` at the start of a sentence.
    let opens = before == view.start
        && view.capitalised(before)
        && view.has(before, NAMES_NUMBER)
        && !noun.is_some_and(|noun| noun.person);
    // `the 2400 block of Oak Street`, `the S&P 500 index`, `Exit 12`.
    let numbered = number.plain_digits().is_some()
        && (view.any(number.last, &["block", "blk"]) && number.value >= 100.0
            || view.any(number.last, &["index", "average"]) && number.value >= 30.0);
    let size = view.any(before, &["size", "sizes"]) && number.plain_digits().is_some() && number.value < 60.0;
    let marker = view.any(before, &["kilometer", "kilometre", "km", "mile", "milepost"])
        && number.plain_digits().is_some();
    // `in the last 16`, `a round of 32`: how many are left is the round's name.
    let round = noun.is_none()
        && (view.is(before, "last") && view.is(two_before, "the")
            || view.is(before, "of") && view.is(two_before, "round"))
        && [4.0, 8.0, 16.0, 32.0, 64.0].contains(&number.value);
    if opens || numbered || size || marker || round || is_abbreviated(view, number) {
        return true;
    }
    // `iPad 2 tablets`.
    if view.has(before, NAMES_NUMBER)
        && view.token(before).is_some_and(|token| token.case == Case::Mixed)
        && number.plain_digits().is_some()
    {
        return true;
    }
    let titled = view.document.section(number.span) == Section::Title;
    if number.form == Form::Words {
        let capital = view.capitalised(number.first)
            && number.first > view.start
            && !view.is_quote(before)
            && !matches!(
                view.text(before),
                ":" | ")" | "]" | "-" | "--" | "\u{2013}" | "\u{2014}" | "*" | "\u{2022}" | "|" | "\u{b7}"
            );
        let neighbour =
            view.capitalised(before) && !view.has(before, WEEKDAY | MONTH | PRONOUN) && before > view.start;
        let behind = view.capitalised(number.last) && view.is_word(number.last);
        if capital && !titled && (neighbour || behind || view.is(before, "the")) {
            return true;
        }
        if is_proper(view, number, noun) {
            return true;
        }
        return view.has(before, NAMES_NUMBER)
            && !counts
            && !view.has(before, FUNCTION)
            && (capital || number.value > 1.0)
            && view.any(
                before,
                &[
                    "phase", "level", "type", "stage", "day", "week", "year", "top", "round", "number",
                    "category", "grade", "part", "season", "chapter", "game", "page", "tier", "class",
                ],
            );
    }
    if number.plain_digits().is_none() {
        return view.has(before, NAMES_NUMBER)
            && view.any(
                before,
                &["version", "windows", "article", "section", "rule", "channel", "fm", "formula"],
            );
    }
    if view.has(before, NAMES_NUMBER) {
        let people = noun.is_some_and(|noun| noun.person && noun.plural);
        if view.capitalised(before) && before > view.start {
            return !people || view.any(before, &["resolution", "article", "section"]);
        }
        return !counts
            && !view.any(before, &["call", "house", "state", "order", "big", "series", "sign", "line"])
            || view.is(before, "top")
            || view.any(before, &["page", "pages"]);
    }
    // `sections 302 and 304`, `pages 5, 6 and 7`.
    if view.any(before, &["and", ",", "or", "&"]) && view.is_number(two_before) && !counts {
        let mut at = two_before;
        while view.is_number(at)
            && (view.any(at.wrapping_sub(1), &["and", ",", "or", "&"]))
            && view.is_number(at.wrapping_sub(2))
        {
            at -= 2;
        }
        // `sections 302 and 304`, `U.S. 54, 83 and 160`.
        let first = at.wrapping_sub(1);
        if view.has(first, NAMES_NUMBER) || view.text(first) == "U.S." || view.text(first) == "I" {
            return true;
        }
    }
    let name = view.is_word(before)
        && view.capitalised(before)
        && before > view.start
        && !view.has(before, MONTH | WEEKDAY | FUNCTION)
        && !titled;
    name && !counts
}

/// `law no. 127`, where the point ended a sentence.
fn is_abbreviated(view: &View<'_>, number: &Number) -> bool {
    if number.first != view.start || number.plain_digits().is_none() {
        return false;
    }
    let wide = view.window(view.start.saturating_sub(2), view.end);
    let dot = usize::from(wide.text(number.first.wrapping_sub(1)) == ".");
    wide.any(
        number.first.wrapping_sub(1 + dot),
        &[
            "no", "no.", "nos", "nos.", "pct", "pct.", "art", "art.", "sec", "sec.", "dist", "dist.", "fig",
            "fig.", "vol", "vol.", "ch", "ch.",
        ],
    ) && (dot == 1 || wide.text(number.first.wrapping_sub(1)).ends_with('.'))
}

/// `Six Flags Hurricane Harbor`, the play “Three Sisters”.
fn is_proper(view: &View<'_>, number: &Number, noun: Option<&NounPhrase>) -> bool {
    let before = number.first.wrapping_sub(1);
    let Some(noun) = noun.filter(|noun| view.capitalised(number.first) && view.capitalised(noun.head)) else {
        return false;
    };
    let quoted = view.is_quote(before) && view.is_quote(noun.last);
    let goes_on = noun.plural
        && !noun.person
        && view.capitalised(noun.last)
        && view.is_word(noun.last)
        && !view.has(noun.last, FUNCTION | PERSON);
    quoted || goes_on && view.document.section(number.span) == Section::Body
}

/// Whether a street follows: `10 Downing Street`.
pub(in super::super) fn is_address(view: &View<'_>, number: &Number) -> bool {
    if number.plain_digits().is_none() || !view.capitalised(number.last) {
        return false;
    }
    for at in number.last..number.last + 4 {
        if !view.is_word(at) || !view.capitalised(at) {
            return false;
        }
        if at > number.last && view.has(at, STREET) {
            return true;
        }
    }
    false
}

/// Whether `one` stands for a thing named before, or in a phrase that counts nothing.
pub(in super::super) fn is_pronoun(view: &View<'_>, number: &Number, noun: Option<&NounPhrase>) -> bool {
    if number.value != 1.0 || number.form != Form::Words || number.last != number.first + 1 {
        return false;
    }
    if !view.is(number.first, "one") {
        return false;
    }
    let before = number.first.wrapping_sub(1);
    let exact = view.any(before, &["least", "only", "just", "than", "within", "exactly"]);
    if view.any(
        before,
        &[
            "no", "the", "this", "that", "any", "every", "which", "each", "another", "some", "old", "new",
            "big", "little", "number",
        ],
    ) {
        return true;
    }
    if view.any(
        number.last,
        &[
            "of", "another", "who", "that", "which", "can", "would", "should", "could", "must", "has", "is",
            "was", "by", "to", "thing", "way", "side", "hand", "reason", "point", "time", "such",
        ],
    ) && !exact
    {
        return !(view.any(number.last, &["was", "is"]) && view.has(number.last + 1, IMPACT));
    }
    match noun {
        Some(noun) => !noun.person && !exact,
        None => !exact && !view.has(number.last, IMPACT),
    }
}
