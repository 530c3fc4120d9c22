//! Numbers that measure nothing: dates, years, clock times, names, addresses, telephone and list numbers.

use super::lexicon::{
    FUNCTION, MONTH, NAMES_NUMBER, NUMBER, PERSON, PRONOUN, QUALIFIER, SCALE, STREET, UNIT, WEEKDAY,
};
use super::noun::NounPhrase;
use super::number::{Form, Number, digits};
use super::view::View;
use crate::document::Section;

/// The token behind what starts at the number token `i`, where that is no number at all by its form alone:
/// an ordinal, a clock time, a date in digits, a telephone number, a version, a list mark.
pub(super) fn by_form(view: &View<'_>, i: usize) -> Option<usize> {
    ordinal(view, i)
        .or_else(|| clock(view, i))
        .or_else(|| date(view, i))
        .or_else(|| chain(view, i))
        .or_else(|| decade(view, i))
        .or_else(|| mark(view, i))
        .or_else(|| letters(view, i))
}

fn ordinal(view: &View<'_>, i: usize) -> Option<usize> {
    (view.glued(i + 1) && view.any(i + 1, &["st", "nd", "rd", "th"])).then_some(i + 2)
}

fn clock(view: &View<'_>, i: usize) -> Option<usize> {
    let colon =
        |at: usize| view.text(at) == ":" && view.glued(at) && view.is_number(at + 1) && view.glued(at + 1);
    if colon(i + 1) {
        let mut last = i + 3;
        while colon(last) {
            last += 2;
        }
        return Some(last + usize::from(is_meridiem(view, last)));
    }
    if is_meridiem(view, i + 1) || view.any(i + 1, &["o'clock", "o\u{2019}clock", "GMT", "UTC", "BST"]) {
        return Some(i + 2);
    }
    // `5-6pm`, `10 to 11 a.m.`.
    if (view.dash(i + 1) || view.is(i + 1, "to")) && view.is_number(i + 2) && is_meridiem(view, i + 3) {
        return Some(i + 4);
    }
    let military = view.text(i).len() == 4
        && view.text(i).starts_with(['0', '1', '2'])
        && view.any(i + 1, &["hours", "hrs"]);
    (military
        && digits(view.text(i)).is_some_and(|(value, ..)| value <= 2400.0)
        && view.any(i.wrapping_sub(1), &["at", "by", "from", "until", "to", "around", "about"]))
    .then_some(i + 2)
}

fn is_meridiem(view: &View<'_>, i: usize) -> bool {
    view.any(i, &["am", "pm", "a.m.", "p.m.", "a.m", "p.m", "noon"])
        && !(view.is(i, "am") && view.is(i.wrapping_sub(2), "i"))
}

fn is_day(view: &View<'_>, i: usize) -> bool {
    view.is_number(i)
        && view.text(i).len() <= 2
        && digits(view.text(i)).is_some_and(|(value, dressed, _)| !dressed && (1.0..=31.0).contains(&value))
}

fn is_month(view: &View<'_>, i: usize) -> bool {
    view.has(i, MONTH) && view.capitalised(i)
}

/// Four digits from 1000 to 2100.
pub(super) fn looks_like_year(text: &str) -> bool {
    text.len() == 4
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && (text.starts_with('1') || text.starts_with("20") || text == "2100")
}

fn date(view: &View<'_>, i: usize) -> Option<usize> {
    let before = i.wrapping_sub(1);
    let after_month = is_month(view, before) || view.text(before) == "." && is_month(view, i.wrapping_sub(2));
    if after_month {
        if looks_like_year(view.text(i)) {
            return Some(i + 1);
        }
        if is_day(view, i) {
            let counts = view.is(i.wrapping_sub(2), "in")
                && view.lower(i + 1)
                && (view.has(i + 1, PERSON) || super::noun::is_plural(view, i + 1));
            return (!counts).then(|| days(view, i + 1));
        }
    }
    if is_day(view, i) {
        // `20 September`, `20-22 September`, `20 and 21 September`, `20th of May` is an ordinal.
        let mut last = i + 1;
        while (view.dash(last) || view.any(last, &["and", "to", ",", "or"])) && is_day(view, last + 1) {
            last += 2;
        }
        if is_month(view, last) && !(view.is(last, "may") && !view.capitalised(last)) {
            let year = last + 1 + usize::from(view.text(last + 1) == ",");
            return Some(if looks_like_year(view.text(year)) { year + 1 } else { last + 1 });
        }
    }
    None
}

/// Further days and the year behind the first day of a month.
fn days(view: &View<'_>, mut last: usize) -> usize {
    loop {
        let joined = view.dash(last) || view.any(last, &["and", "to", ",", "or", "through", "&"]);
        let comma_and = view.text(last) == "," && view.is(last + 1, "and");
        let next = last + 1 + usize::from(comma_and);
        if !joined {
            return last;
        }
        let year = looks_like_year(view.text(next)) && !super::noun::is_plural(view, next + 1);
        let counts = view.lower(next + 1) && !view.has(next + 1, FUNCTION) || view.has(next + 1, UNIT);
        if year || is_day(view, next) && !counts {
            last = next + 1;
        } else {
            return last;
        }
    }
}

/// Numbers chained by slashes, hyphens or dots: dates, telephone numbers, seasons, records, versions.
fn chain(view: &View<'_>, i: usize) -> Option<usize> {
    if digits(view.text(i)).is_none() {
        return Some(i + 1);
    }
    let text = view.text(i);
    let link = |at: usize| {
        (view.text(at) == "/" || view.dash(at))
            && view.glued(at)
            && view.is_number(at + 1)
            && view.glued(at + 1)
    };
    if text.starts_with('+')
        || view.text(i.wrapping_sub(1)) == "+" && view.glued(i) && text.len() <= 3 && view.is_number(i + 1)
    {
        return Some(phone(view, i));
    }
    if text.len() > 1 && text.starts_with('0') && !text.contains(['.', ',']) {
        return Some(phone(view, i));
    }
    if !link(i + 1) {
        // Long bare digits are identifiers.
        return (text.len() >= 8 && text.bytes().all(|byte| byte.is_ascii_digit()) && !text.ends_with("000"))
            .then_some(i + 1);
    }
    if link(i + 3) {
        let mut last = i + 3;
        while link(last) {
            last += 2;
        }
        return Some(last);
    }
    let second = view.text(i + 2);
    if looks_like_year(text) && (looks_like_year(second) || second.len() == 2) {
        return Some(i + 3);
    }
    if view.text(i + 1) == "/" {
        let fraction = digits(text)?.0 < digits(second)?.0
            && matches!(second, "2" | "3" | "4" | "5" | "8" | "10" | "16");
        return (!fraction || text == "9").then_some(i + 3);
    }
    // `555-0123`.
    if text.len() == 3 && second.len() == 4 && !text.contains(['.', ',']) && !second.contains(['.', ',']) {
        return Some(i + 3);
    }
    None
}

fn phone(view: &View<'_>, i: usize) -> usize {
    let mut last = i + 1;
    while view.is_number(last) || view.dash(last) && view.is_number(last + 1) {
        last += 1;
    }
    last
}

fn decade(view: &View<'_>, i: usize) -> Option<usize> {
    let plural = view.glued(i + 1) && view.any(i + 1, &["s", "'s", "\u{2019}s"]);
    let quoted = view.glued(i)
        && view.is_quote(i.wrapping_sub(1))
        && view.text(i).len() == 2
        && !view.glued(i.wrapping_sub(1));
    if plural {
        return Some(i + 2);
    }
    (quoted
        && matches!(view.text(i.wrapping_sub(1)), "'" | "\u{2019}" | "\u{2018}")
        && !view.is_quote(i + 1)
        && !view.lower(i + 1))
    .then_some(i + 1)
}

/// `1.` or `2)` at the start of a line, `(3)`, a number that is the whole line.
fn mark(view: &View<'_>, i: usize) -> Option<usize> {
    let short = view.text(i).len() <= 2 && !view.text(i).contains(['.', ',']);
    let first = i == view.start;
    if first && (view.end == i + 1 || view.end == i + 2 && view.text(i + 1) == ".")
        || first && short && view.glued(i + 1) && matches!(view.text(i + 1), "." | ")" | ":")
    {
        return Some(i + 1);
    }
    let bracketed = view.text(i.wrapping_sub(1)) == "(" && view.text(i + 1) == ")";
    (bracketed && short).then_some(i + 1)
}

/// `6A`, `4x4`, `3D`, `737s`: letters glued to digits that neither scale nor measure.
fn letters(view: &View<'_>, i: usize) -> Option<usize> {
    let glued = view.glued(i + 1) && view.is_word(i + 1);
    if !glued
        || view.has(i + 1, SCALE | UNIT | super::lexicon::CURRENCY)
        || matches!(view.text(i + 1), "C" | "F" | "L" | "l" | "m" | "M")
    {
        return None;
    }
    // A code of currency, or a space that was forgotten: `500USD`, `12people`.
    let known = view.has(i + 1, super::lexicon::CURRENCY_CODE | PERSON)
        || view.lower(i + 1) && view.text(i + 1).len() > 4;
    (!known).then_some(i + 2)
}

/// Whether four plain digits are a year here.
pub(super) fn is_year(view: &View<'_>, number: &Number, noun: Option<&NounPhrase>) -> bool {
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
pub(super) fn is_name(view: &View<'_>, number: &Number, noun: Option<&NounPhrase>) -> bool {
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
    let titled = view.document.section(number.span) == Section::Title;
    if number.form == Form::Words {
        let capital = view.capitalised(number.first)
            && number.first > view.start
            && !view.is_quote(before)
            && view.text(before) != ":";
        let neighbour =
            view.capitalised(before) && !view.has(before, WEEKDAY | MONTH | PRONOUN) && before > view.start;
        let behind = view.capitalised(number.last) && view.is_word(number.last);
        if capital && !titled && (neighbour || behind || view.is(before, "the")) {
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
        if view.has(at.wrapping_sub(1), NAMES_NUMBER) {
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

/// Whether a street follows: `10 Downing Street`.
pub(super) fn is_address(view: &View<'_>, number: &Number) -> bool {
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
pub(super) fn is_pronoun(view: &View<'_>, number: &Number, noun: Option<&NounPhrase>) -> bool {
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
        return !(view.any(number.last, &["was", "is"]) && view.has(number.last + 1, super::lexicon::IMPACT));
    }
    match noun {
        Some(noun) => !noun.person && !exact,
        None => !exact && !view.has(number.last, super::lexicon::IMPACT),
    }
}
