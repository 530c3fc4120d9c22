//! Numbers that are none by their form: ordinals, clock times, dates, telephone and list numbers, versions.

use crate::enrich::figures::counted::noun::is_plural;
use crate::enrich::figures::reject::dialled;
use crate::enrich::figures::scan::number::digits;
use crate::enrich::rule::{Reason, Rule};
use crate::enrich::view::View;
use crate::lexicon::word_lists;
use crate::lexicon::{
    CURRENCY, CURRENCY_CODE, FUNCTION, MONTH, NAMES_NUMBER, NUMBER, PERSON, SCALE, SCHEDULE, UNIT,
};

word_lists! {
    "figures":
    BEFORE_CLOCK, BEFORE_DOTTED_TIME, CLOCK_JOINERS, CLOCK_ZONES, DAY_JOINERS, ERAS, MERIDIEMS,
}

/// Finds the token behind what is no number by its form; `None` where the rule does not apply.
type Test = fn(&View<'_>, usize) -> Option<usize>;

/// The rules in their order: the first that applies decides how much is passed over. Rules that know more of the text
/// around the number stand before those that see digits and marks alone, which would stop in the middle.
pub(in crate::enrich::figures) const RULES: &[Rule<Test>] = &[
    Rule::new("ordinal", "`21st`", ordinal),
    Rule::new(
        "telephone number",
        "`call 988`, `(02) 5550 7010`; `chain of digits` knows only leading zeros and plus signs",
        dialled::telephone,
    ),
    Rule::new("reference number", "`reference 4724`, `docket no. 2231`", dialled::reference),
    Rule::new("era", "`500 BC`; to `date` it is nothing", era),
    Rule::new("number in a name", "`7-Eleven`; `chain of digits` would leave `Eleven`", hyphenated_name),
    Rule::new("designation", "`F-18C`, `class 9C`; to the units `C` is Celsius", designation),
    Rule::new("version", "`PM2.5`: the digits before the point belong to a word", version),
    Rule::new("clock time", "`10:45`, `5-6pm`; to `chain of digits` hours are a range", clock),
    Rule::new("date", "`20-22 September`, `May 7, 2024`", date),
    Rule::new("chain of digits", "`12/05/2024`, `2019-20`, `1.2.3`", chain),
    Rule::new("decade", "`the 1990s`, `in his 60s`", decade),
    Rule::new("list mark", "`2)` at the start of a line", mark),
    Rule::new("letters glued to digits", "`6A`, `4x4`, `737s`", letters),
];

/// The rule by which what starts at the number token `i` is no number, and the token behind it.
pub(in crate::enrich::figures) fn by_form(view: &View<'_>, i: usize) -> Option<(Reason, usize)> {
    RULES.iter().find_map(|rule| Some((rule.reason, (rule.test)(view, i)?)))
}

/// `7-Eleven`.
fn hyphenated_name(view: &View<'_>, i: usize) -> Option<usize> {
    (view.hyphen(i + 1) && view.capitalised(i + 2) && view.has(i + 2, NUMBER)).then_some(i + 3)
}

/// `F-18C`, `Su-35s`; `class 9C`.
fn designation(view: &View<'_>, i: usize) -> Option<usize> {
    let (hyphen, word) = (i.wrapping_sub(1), i.wrapping_sub(2));
    let glued_word = view.glued(i + 1) && view.is_word(i + 1);
    let end = i + 1 + usize::from(glued_word);
    let model = view.hyphen(hyphen)
        && view.is_word(word)
        && view.capitalised(word)
        && view.text(word).len() <= 4
        && !view.has(word, NUMBER | SCALE | MONTH | CURRENCY_CODE)
        && !view.any(word, &["plus", "mid", "pre", "post"]);
    let class = glued_word
        && view.text(i + 1).len() == 1
        && view.text(i).len() <= 3
        && view.has(hyphen, NAMES_NUMBER)
        && !view.any(hyphen, &["state", "call", "number"]);
    (model && (glued_word || view.has(end, UNIT)) || class).then_some(end)
}

/// The decimals of `PM2.5`, `iOS17.4`, `kr2.5bn`: the digits before the point belong to a word.
fn version(view: &View<'_>, i: usize) -> Option<usize> {
    let (point, word) = (i.wrapping_sub(1), i.wrapping_sub(2));
    // `FerryBox 7.2`.
    let product = view.token(point).is_some_and(|token| token.case == crate::document::Case::Mixed)
        && view.text(i).contains('.')
        && !view.text(point).contains('$')
        && view.text(point).len() > 3
        && view.stops(i + 1);
    if product {
        return Some(i + 1);
    }
    let glued = view.text(point) == "." && view.glued(i) && view.glued(point) && view.is_word(word);
    (glued && view.text(word).ends_with(|c: char| c.is_ascii_digit())).then_some(i + 1)
}

/// `ends at 22.00`, `trains leave from 22.20`: hours and minutes with a point, where something begins or ends.
fn is_dotted_time(view: &View<'_>, i: usize) -> bool {
    let Some((hours, minutes)) = view.text(i).split_once('.') else { return false };
    let time = minutes.len() == 2
        && hours.len() <= 2
        && hours.parse::<u8>().is_ok_and(|hours| hours < 24)
        && minutes.parse::<u8>().is_ok_and(|minutes| minutes < 60);
    let before = i.wrapping_sub(1);
    let article = view.is(before, "the") && (view.stops(i + 1) || view.any(i + 1, &["to", "from"]));
    let leads = view.any(before, &BEFORE_DOTTED_TIME);
    let free = !view.has(i + 1, UNIT | SCALE | CURRENCY) && view.text(i + 1) != "%";
    time && free && (leads || article) && (view.start..view.end).any(|at| view.has(at, SCHEDULE))
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
    if is_dotted_time(view, i) {
        return Some(i + 1);
    }
    if is_meridiem(view, i + 1) || view.any(i + 1, &CLOCK_ZONES) {
        return Some(i + 2);
    }
    if view.phrase(i + 1, &["in", "the"]) && view.any(i + 3, &["morning", "afternoon", "evening"]) {
        return Some(i + 1);
    }
    // `11-11:45`, `at 11, 12 and 4 p.m.`.
    let mut at = i;
    for _ in 0..8 {
        let joined = view.dash(at + 1) || view.any(at + 1, &CLOCK_JOINERS);
        let next = at + 2 + usize::from(view.any(at + 2, &["and", "or"]));
        if !joined || !view.is_number(next) || view.text(next).len() > 2 {
            break;
        }
        if is_meridiem(view, next + 1) || colon(next + 1) {
            return Some(i + 1);
        }
        at = next;
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
        && view.any(i.wrapping_sub(1), &BEFORE_CLOCK))
    .then_some(i + 2)
}

fn is_meridiem(view: &View<'_>, i: usize) -> bool {
    view.any(i, &MERIDIEMS) && !(view.is(i, "am") && view.is(i.wrapping_sub(2), "i"))
}

fn is_day(view: &View<'_>, i: usize) -> bool {
    view.is_number(i)
        && view.text(i).len() <= 2
        && digits(view.text(i)).is_some_and(|(value, dressed, _)| !dressed && (1.0..=31.0).contains(&value))
}

pub(in crate::enrich::figures) fn is_month(view: &View<'_>, i: usize) -> bool {
    view.has(i, MONTH) && view.capitalised(i)
}

/// `500 BC`, `250 and 100 B.C.`.
fn era(view: &View<'_>, i: usize) -> Option<usize> {
    let named = |at: usize| view.any(at, &ERAS) && view.capitalised(at);
    if named(i + 1) {
        return Some(i + 2);
    }
    let joined = view.any(i + 1, &["and", "to", "or"]) || view.dash(i + 1);
    (joined && view.is_number(i + 2) && named(i + 3)).then_some(i + 4)
}

/// Four digits from 1000 to 2100.
pub(in crate::enrich::figures) fn looks_like_year(text: &str) -> bool {
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
                && (view.has(i + 1, PERSON) || is_plural(view, i + 1));
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
        let joined = view.dash(last) || view.any(last, &DAY_JOINERS);
        let comma_and = view.text(last) == "," && view.is(last + 1, "and");
        let next = last + 1 + usize::from(comma_and);
        if !joined {
            return last;
        }
        let year = looks_like_year(view.text(next)) && !is_plural(view, next + 1);
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
        return Some(dialled::end(view, i));
    }
    if text.len() > 1 && text.starts_with('0') && !text.contains(['.', ',']) {
        return Some(dialled::end(view, i));
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
        if is_month(view, i + 3) {
            return Some(i + 4);
        }
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
    let free = matches!(view.text(i), "800" | "888" | "877" | "866" | "855" | "844" | "833");
    (bracketed && (short || free)).then_some(i + 1)
}

/// `6A`, `4x4`, `3D`, `737s`: letters glued to digits that neither scale nor measure.
fn letters(view: &View<'_>, i: usize) -> Option<usize> {
    let glued = view.glued(i + 1) && view.is_word(i + 1);
    // `4G networks`, `8MP cameras`.
    if glued && matches!(view.text(i + 1), "G" | "MP" | "D") && view.text(i).len() <= 3 {
        return Some(i + 2);
    }
    // `501(c)(3)`.
    if view.text(i + 1) == "("
        && view.glued(i + 1)
        && view.text(i + 2).len() == 1
        && view.is_word(i + 2)
        && view.text(i + 3) == ")"
    {
        return Some(i + 4);
    }
    if !glued
        || view.has(i + 1, SCALE | UNIT | CURRENCY)
        || matches!(view.text(i + 1), "C" | "F" | "L" | "l" | "m" | "M")
    {
        return None;
    }
    // A code of currency, or a space that was forgotten: `500USD`, `12people`.
    let known = view.has(i + 1, CURRENCY_CODE | PERSON) || view.lower(i + 1) && view.text(i + 1).len() > 4;
    (!known).then_some(i + 2)
}
