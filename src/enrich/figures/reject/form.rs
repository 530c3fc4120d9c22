//! Numbers that are none by their form: ordinals, clock times, dates, telephone and list numbers, versions.

use crate::enrich::figures::counted::noun::is_plural;
use crate::enrich::figures::reject::dialled;
use crate::enrich::figures::scan::number::digits;
use crate::enrich::pattern::patterns;
use crate::enrich::rule::{Reason, Rule};
use crate::enrich::view::View;
use crate::lexicon::word_lists;
use crate::lexicon::{CURRENCY, CURRENCY_CODE, NUMBER, PERSON, SCALE, SCHEDULE, UNIT};

word_lists! {
    "figures":
    CLOCK_ZONES, ERAS, FREE_PREFIXES, MERIDIEMS, UNIT_LETTERS,
}

patterns! {
    "figures":
    /// `F-18C`, `Su-35s`; not `plus-18` and `May-18`.
    MODEL = ["<name>&!NUMBER&!SCALE&!MONTH&!CURRENCY_CODE&!NUMBER_PREFIXES <hyphen> ^"];
    /// `class 9C`.
    NUMBERED_CLASS = ["NAMES_NUMBER&!state&!call&!number ^"];
    /// `leave from 22.20`, `the 22.20 to Leeds`.
    DOTTED_TIME = ["BEFORE_DOTTED_TIME ^", "the ^ <stop>|to|from"];
    /// `14.05 What we know so far`: a line of a live blog.
    TIME_OF_LINE = ["<edge> ^ <capital>&!UNIT&!SCALE&!CURRENCY&!CURRENCY_CODE&!DEMONYM"];
    /// `10.20 kilometres`, `10.20%`.
    MEASURED = ["^ UNIT|SCALE|CURRENCY|%"];
    /// `at ten in the morning`.
    PART_OF_DAY = ["^ in the morning|afternoon|evening"];
    /// `10 to 11 a.m.`, `5-6pm`.
    HOURS = ["^ <dash>|to <number>"];
    /// `at 1900 hours`.
    MILITARY_TIME = ["BEFORE_CLOCK ^ hours|hrs"];
    /// `11, 12 and 4 p.m.`
    CLOCK_LIST = ["^ <dash>|CLOCK_JOINERS"];
    /// `In May 12 people died`.
    COUNTED_IN_MONTH = ["in <word>|. ^ <lower>"];
    /// `501(c)(3)`.
    SECTION_OF_LAW = ["^ (&<glued> <word> )"];
    /// `20 and 21 September`.
    DAYS_JOINED = ["^ <dash>|and|to|,|or"];
    /// `, and 22 May`, `-22 May`.
    FURTHER_DAY = ["^ <dash>|DAY_JOINERS"];
    /// `250 and 100 B.C.`
    JOINED_ERAS = ["^ and|to|or|<dash> <number>"];
    /// A number that is the whole line.
    WHOLE_LINE = ["<edge> ^ <edge>", "<edge> ^ . <edge>"];
    /// `2)` at the start of a line.
    LIST_MARK = ["<edge> ^ .&<glued>|)&<glued>|:&<glued>"];
    /// `(3)`.
    IN_BRACKETS = ["( ^ )"];
    /// `12/05/2024`, `2019-20`: a number glued behind a slash or a dash.
    LINK = ["^ /&<glued>|<dash>&<glued> <number>&<glued>"];
    /// `20 May and 12 people`.
    COUNTS = ["^ <lower>&!FUNCTION", "^ UNIT"];
    /// `+44 20 7946 0958`.
    COUNTRY_CODE = ["+ ^ <number>"];
    /// `12:05`.
    COLON = ["^ :&<glued> <number>&<glued>"];
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
    let letters = has_glued_word(view, i);
    let end = i + 1 + usize::from(letters);
    let short = view.text(i.wrapping_sub(2)).len() <= 4;
    if short && MODEL.at(view, i) && (letters || view.has(end, UNIT)) {
        return Some(end);
    }
    let letter = letters && view.text(i + 1).len() == 1;
    (letter && view.text(i).len() <= 3 && NUMBERED_CLASS.at(view, i)).then_some(end)
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
    let below = |text: &str, limit: u8| text.parse::<u8>().is_ok_and(|value| value < limit);
    let time = minutes.len() == 2 && hours.len() <= 2 && below(hours, 24) && below(minutes, 60);
    let scheduled = || (view.start..view.end).any(|at| view.has(at, SCHEDULE));
    let told = || TIME_OF_LINE.at(view, i) || DOTTED_TIME.at(view, i) && scheduled();
    time && told() && !MEASURED.at(view, i)
}

fn ordinal(view: &View<'_>, i: usize) -> Option<usize> {
    (view.glued(i + 1) && view.any(i + 1, &["st", "nd", "rd", "th"])).then_some(i + 2)
}

fn clock(view: &View<'_>, i: usize) -> Option<usize> {
    let colon = |at: usize| COLON.begin(view, at);
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
    if PART_OF_DAY.at(view, i) || lists_clock_times(view, i) {
        return Some(i + 1);
    }
    if HOURS.at(view, i) && is_meridiem(view, i + 3) {
        return Some(i + 4);
    }
    let four = view.text(i).len() == 4 && view.text(i).starts_with(['0', '1', '2']);
    let hours = four && digits(view.text(i)).is_some_and(|(value, ..)| value <= 2400.0);
    (hours && MILITARY_TIME.at(view, i)).then_some(i + 2)
}

/// `11-11:45`, `at 11, 12 and 4 p.m.`: what makes the last number a clock time makes the first one too.
fn lists_clock_times(view: &View<'_>, i: usize) -> bool {
    let mut at = i;
    for _ in 0..8 {
        let next = at + 2 + usize::from(view.any(at + 2, &["and", "or"]));
        let hour = view.is_number(next) && view.text(next).len() <= 2;
        if !hour || !CLOCK_LIST.at(view, at) {
            return false;
        }
        if is_meridiem(view, next + 1) || COLON.at(view, next) {
            return true;
        }
        at = next;
    }
    false
}

fn is_meridiem(view: &View<'_>, i: usize) -> bool {
    view.any(i, &MERIDIEMS) && !(view.is(i, "am") && view.is(i.wrapping_sub(2), "i"))
}

fn is_day(view: &View<'_>, i: usize) -> bool {
    view.is_number(i)
        && view.text(i).len() <= 2
        && digits(view.text(i)).is_some_and(|(value, dressed, _)| !dressed && (1.0..=31.0).contains(&value))
}

/// `500 BC`, `250 and 100 B.C.`.
fn era(view: &View<'_>, i: usize) -> Option<usize> {
    let named = |at: usize| view.any(at, &ERAS) && view.capitalised(at);
    if named(i + 1) {
        return Some(i + 2);
    }
    (JOINED_ERAS.at(view, i) && named(i + 3)).then_some(i + 4)
}

/// Four digits from 1000 to 2100.
pub(in crate::enrich::figures) fn looks_like_year(text: &str) -> bool {
    text.len() == 4
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && (text.starts_with('1') || text.starts_with("20") || text == "2100")
}

fn date(view: &View<'_>, i: usize) -> Option<usize> {
    let before = i.wrapping_sub(1);
    let point = view.text(before) == ".";
    let after_month = view.is_month(if point { before.wrapping_sub(1) } else { before });
    if after_month {
        if looks_like_year(view.text(i)) {
            return Some(i + 1);
        }
        if is_day(view, i) {
            let noun = view.has(i + 1, PERSON) || is_plural(view, i + 1);
            return (!(noun && COUNTED_IN_MONTH.at(view, i))).then(|| days(view, i + 1));
        }
    }
    if is_day(view, i) {
        // `20 September`, `20-22 September`, `20 and 21 September`, `20th of May` is an ordinal.
        let mut last = i + 1;
        while DAYS_JOINED.begin(view, last) && is_day(view, last + 1) {
            last += 2;
        }
        if view.is_month(last) {
            let year = last + 1 + usize::from(view.text(last + 1) == ",");
            return Some(if looks_like_year(view.text(year)) { year + 1 } else { last + 1 });
        }
    }
    None
}

/// Further days and the year behind the first day of a month.
fn days(view: &View<'_>, mut last: usize) -> usize {
    loop {
        if !FURTHER_DAY.begin(view, last) {
            return last;
        }
        let next = last + 1 + usize::from(view.phrase(last, &[",", "and"]));
        let year = looks_like_year(view.text(next)) && !is_plural(view, next + 1);
        if !year && (!is_day(view, next) || COUNTS.at(view, next)) {
            return last;
        }
        last = next + 1;
    }
}

/// Numbers chained by slashes, hyphens or dots: dates, telephone numbers, seasons, records, versions.
fn chain(view: &View<'_>, i: usize) -> Option<usize> {
    if digits(view.text(i)).is_none() {
        return Some(i + 1);
    }
    let text = view.text(i);
    let link = |at: usize| LINK.begin(view, at);
    let padded = text.len() > 1 && text.starts_with('0') && !text.contains(['.', ',']);
    let abroad = text.len() <= 3 && view.glued(i) && COUNTRY_CODE.at(view, i);
    if text.starts_with('+') || padded || abroad {
        return Some(dialled::end(view, i));
    }
    if !link(i + 1) {
        // Long bare digits are identifiers.
        let bare = text.len() >= 8 && text.bytes().all(|byte| byte.is_ascii_digit());
        return (bare && !text.ends_with("000")).then_some(i + 1);
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
        if view.is_month(i + 3) {
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
    let opens = WHOLE_LINE.at(view, i) || short && LIST_MARK.at(view, i);
    let bracketed = IN_BRACKETS.at(view, i) && (short || view.any(i, &FREE_PREFIXES));
    (opens || bracketed).then_some(i + 1)
}

/// `6A`, `4x4`, `3D`, `737s`: letters glued to digits that neither scale nor measure.
fn letters(view: &View<'_>, i: usize) -> Option<usize> {
    let glued = has_glued_word(view, i);
    // `4G networks`, `8MP cameras`.
    if glued && matches!(view.text(i + 1), "G" | "MP" | "D") && view.text(i).len() <= 3 {
        return Some(i + 2);
    }
    // `501(c)(3)`.
    if view.text(i + 2).len() == 1 && SECTION_OF_LAW.at(view, i) {
        return Some(i + 4);
    }
    let measures = view.has(i + 1, SCALE | UNIT | CURRENCY) || UNIT_LETTERS.contains(&view.text(i + 1));
    // A code of currency, or a space that was forgotten: `500USD`, `12people`.
    let word = view.lower(i + 1) && view.text(i + 1).len() > 4;
    let counts = word || view.has(i + 1, CURRENCY_CODE | PERSON);
    (glued && !measures && !counts).then_some(i + 2)
}

/// Letters stand right behind a number.
fn has_glued_word(view: &View<'_>, i: usize) -> bool {
    view.glued(i + 1) && view.is_word(i + 1)
}
