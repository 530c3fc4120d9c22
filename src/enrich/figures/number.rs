//! Numbers as they stand: digits with their separators, words, and the scales behind them.

use super::lexicon::{DETERMINER, FRACTION, HINT, NUMBER, SCALE, SHORT_SCALE, UNIT};
use super::view::View;
use crate::document::Span;

pub(super) use super::digits::digits;

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// In digits; what follows tells bare years and dates from numbers.
    Digits {
        /// Has separators, decimals or a scale: never a year.
        dressed: bool,
        /// Digits before the decimal point.
        digits: u8,
    },
    /// In words.
    Words,
    /// `dozens`, `hundreds of thousands`: no value.
    Hint,
    /// `two-thirds`, `half`.
    Fraction,
}

/// A number as it stands in the text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Number {
    pub(super) value: f64,
    pub(super) form: Form,
    /// A scale stands behind it (`million`).
    pub(super) scale: f64,
    /// Tokens `first..last`.
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) span: Span,
}

impl Number {
    /// What the scale of `high`, the second end of a range, does to this one: `$3-5 million`, `15-20,000 euros`.
    pub(super) fn scale_shared_with(&self, high: &Self) -> f64 {
        if self.scale != 1.0 {
            return 1.0;
        }
        if high.scale > 1.0 {
            return if self.value < high.value / high.scale { high.scale } else { 1.0 };
        }
        let thousands = high.value / 1000.0;
        let grouped = matches!(high.form, Form::Digits { dressed: true, .. }) && thousands.fract() == 0.0;
        let bare = matches!(self.plain_digits(), Some(1..=3));
        if bare && grouped && self.value < thousands && self.value * 10.0 >= thousands { 1000.0 } else { 1.0 }
    }

    /// Digits without separator, decimals or scale.
    pub(super) fn plain_digits(&self) -> Option<u8> {
        match self.form {
            Form::Digits { dressed: false, digits } => Some(digits),
            _ => None,
        }
    }

    pub(super) fn is_hint(&self) -> bool {
        self.form == Form::Hint
    }

    /// A small cardinal that may only number off.
    pub(super) fn is_small_word(&self) -> bool {
        self.form == Form::Words && self.value <= 10.0
    }
}

/// The number that starts at token `i`. After a sign of money, single letters scale (`$3 m`).
pub(super) fn at(view: &View<'_>, i: usize, money: bool) -> Option<Number> {
    if view.is_number(i) { in_digits(view, i, money) } else { in_words(view, i) }
}

fn in_digits(view: &View<'_>, i: usize, money: bool) -> Option<Number> {
    let text = view.text(i);
    let (mut value, mut dressed, digits) = digits(text)?;
    let mut last = i + 1;
    let mut first = i;
    // `.284`: a decimal whose zero is left out.
    let point = i.wrapping_sub(1);
    if !dressed && view.text(point) == "." && view.glued(i) && (point == view.start || !view.glued(point)) {
        value /= 10_f64.powi(i32::from(digits));
        (dressed, first) = (true, point);
    }
    // `1 050`: a group of exactly three digits after a space.
    if !dressed && digits <= 3 && !text.starts_with('0') {
        while view.is_number(last)
            && !view.glued(last)
            && is_group(view.text(last))
            && (money || view.lower(last + 1))
        {
            value = value * 1e3 + super::digits::digits(view.text(last))?.0;
            dressed = true;
            last += 1;
        }
    }
    // `2 1/2`, `3/4`.
    if let Some((fraction, end)) = slash_fraction(view, last).filter(|_| digits <= 3 && !view.glued(last)) {
        value += fraction;
        dressed = true;
        last = end;
    } else if let Some((fraction, end)) = slash_fraction(view, i) {
        (value, dressed, last) = (fraction, true, end);
    } else if view.phrase(last, &["and", "a", "half"]) {
        (value, dressed, last) = (value + 0.5, true, last + 3);
    }
    let mut number = Number {
        value,
        form: Form::Digits { dressed, digits },
        scale: 1.0,
        first,
        last,
        span: view.span(first, last),
    };
    scale(view, &mut number, money);
    Some(number)
}

/// Applies the scales behind a number.
pub(super) fn scale(view: &View<'_>, number: &mut Number, money: bool) {
    // `600-plus billion`.
    if view.hyphen(number.last) && view.is(number.last + 1, "plus") && view.has(number.last + 2, SCALE) {
        number.last += 2;
    }
    loop {
        let hyphen = view.hyphen(number.last) && !view.glued(number.first);
        let i = number.last + usize::from(view.hyphen(number.last));
        let word = view.word(i);
        if !word.flags.intersects(SCALE) || view.is(i, "dozen") && number.value > 100.0 {
            break;
        }
        let text = view.text(i);
        if word.flags.intersects(SHORT_SCALE) && !short_scale_fits(view, number, i, text, money) {
            break;
        }
        if hyphen && word.flags.intersects(SHORT_SCALE) {
            break;
        }
        number.value *= word.value;
        number.scale *= word.value;
        number.last = i + 1;
        number.span = view.span(number.first, number.last).to(number.span);
        if let Form::Digits { digits, .. } = number.form {
            number.form = Form::Digits { dressed: true, digits };
        }
        if number.value > 1e18 {
            break;
        }
    }
}

/// Whether `k`, `m`, `b`, `t`, `cr` behind a number scale it rather than being a unit.
fn short_scale_fits(view: &View<'_>, number: &Number, i: usize, text: &str, money: bool) -> bool {
    let glued = view.glued(i);
    let word_follows = view.is_word(i + 1) && view.glued(i + 1);
    if word_follows || number.scale > 1.0 {
        return false;
    }
    match text {
        _ if money => {
            matches!(
                text,
                "k" | "K"
                    | "m"
                    | "M"
                    | "b"
                    | "B"
                    | "t"
                    | "T"
                    | "mm"
                    | "cr"
                    | "Cr"
                    | "mil"
                    | "Mil"
                    | "bil"
                    | "Bil"
            )
        }
        "k" | "K" => glued && !view.any(i + 1, &["run", "race", "walk", "fun"]),
        "M" => glued,
        "cr" | "Cr" => true,
        "m" => glued && !is_race(view, i + 1) && counts_people_or_things(view, i + 1),
        _ => false,
    }
}

/// Whether what follows metres is run or swum: `60m hurdles`, `the third fastest 400m of all time`.
fn is_race(view: &View<'_>, i: usize) -> bool {
    view.phrase(i, &["of", "all"])
        || (i..i + 2).any(|at| {
            view.any(
                at,
                &[
                    "hurdles",
                    "runner",
                    "runners",
                    "freestyle",
                    "backstroke",
                    "breaststroke",
                    "butterfly",
                    "medley",
                    "relay",
                    "relays",
                    "dash",
                    "sprint",
                    "sprints",
                    "sprinter",
                    "sprinters",
                    "race",
                    "races",
                    "final",
                    "finals",
                    "heats",
                    "steeplechase",
                    "swimmer",
                    "swimmers",
                    "champion",
                    "champions",
                    "title",
                    "titles",
                    "medal",
                    "medals",
                    "medallist",
                    "medallists",
                    "hurdlers",
                    "times",
                    "lengths",
                    "events",
                ],
            )
        })
}

/// Whether a plural noun follows, so that `1.5m` is a million and not metres.
fn counts_people_or_things(view: &View<'_>, i: usize) -> bool {
    (i..i + 2).any(|at| view.lower(at) && super::noun::is_plural(view, at))
        || view.any(i, &["of", "more", "last", "this", "per"])
            && !view.any(i + 1, &["height", "depth", "length", "water", "the"])
}

fn is_group(text: &str) -> bool {
    text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `1/2` at token `i`: its value and end.
fn slash_fraction(view: &View<'_>, i: usize) -> Option<(f64, usize)> {
    if !(view.is_number(i)
        && view.text(i + 1) == "/"
        && view.is_number(i + 2)
        && view.glued(i + 1)
        && view.glued(i + 2))
    {
        return None;
    }
    if view.text(i + 3) == "/" && view.glued(i + 3) {
        return None;
    }
    let above = digits(view.text(i))?.0;
    let below = digits(view.text(i + 2))?.0;
    let usual = [2.0, 3.0, 4.0, 5.0, 8.0, 10.0, 16.0].contains(&below);
    (usual && above < below && above > 0.0).then_some((above / below, i + 3))
}

fn in_words(view: &View<'_>, i: usize) -> Option<Number> {
    let number =
        |value, form, scale, last| Number { value, form, scale, first: i, last, span: view.span(i, last) };
    let word = view.word(i);
    if let Some(last) = hint(view, i) {
        return Some(number(0.0, Form::Hint, 1.0, last));
    }
    if view.is(i, "half") {
        if view.any(i + 1, &["a", "an"]) && !view.hyphen(i + 1) {
            let scale = view.word(i + 2);
            if scale.flags.intersects(SCALE) && !scale.flags.intersects(SHORT_SCALE) {
                return Some(number(scale.value / 2.0, Form::Words, scale.value, i + 3));
            }
            if scale.flags.intersects(UNIT) {
                return Some(number(0.5, Form::Words, 1.0, i + 2));
            }
        }
        let partitive =
            view.is(i + 1, "of") || view.any(i + 1, &["the", "its", "his", "her", "their", "all"]);
        return partitive.then(|| number(0.5, Form::Fraction, 1.0, i + 1));
    }
    if view.any(i, &["a", "an"]) {
        return with_article(view, i);
    }
    if !word.flags.intersects(NUMBER) {
        return None;
    }
    let mut last = i;
    let (mut total, mut current, mut scale) = (0.0, 0.0_f64, 1.0_f64);
    loop {
        let at = last + usize::from(last > i && view.hyphen(last));
        let next = view.word(at);
        if next.flags.intersects(NUMBER) {
            let fits = last == i
                || (current % 100.0 == 0.0 && current > 0.0)
                || (current == 0.0 && total > 0.0)
                || (current % 100.0 >= 20.0 && current % 10.0 == 0.0 && next.value < 10.0);
            if !fits {
                break;
            }
            current += next.value;
            last = at + 1;
        } else if next.flags.intersects(SCALE) && !next.flags.intersects(SHORT_SCALE) && last > i {
            if next.value == 100.0 || view.is(at, "dozen") {
                current *= next.value;
            } else {
                total += current * next.value;
                current = 0.0;
            }
            scale = scale.max(next.value);
            last = at + 1;
        } else if view.is(at, "and") && at == last && last > i {
            // `a hundred and forty`, `two and a half million`.
            if view.phrase(at, &["and", "a", "half"]) {
                current += 0.5;
                last = at + 3;
                continue;
            }
            let joins = (current >= 100.0 || current == 0.0) && scale >= 100.0;
            if !(joins && view.has(at + 1, NUMBER) && view.word(at + 1).value < 100.0) {
                break;
            }
            // `hundred and two` is one number; `two hundred and three were` may be too: news writes it so.
            current += view.word(at + 1).value;
            last = at + 2;
        } else {
            break;
        }
        if total + current > 1e18 {
            break;
        }
    }
    let value = total + current;
    // `two-thirds`, `three quarters of`.
    let at = last + usize::from(view.hyphen(last));
    if view.has(at, FRACTION) && value < 10.0 && !view.is(at, "half") {
        let hyphen = at > last;
        let below = 1.0 / view.word(at).value;
        if value < below && (hyphen || view.is(at + 1, "of")) && !view.any(at + 1, &["place", "time"]) {
            return Some(number(value / below, Form::Fraction, 1.0, at + 1));
        }
    }
    Some(number(value, Form::Words, scale, last))
}

/// `a million`, `a dozen`, `a hundred and fifty`, `a third of`, `a quarter of`.
fn with_article(view: &View<'_>, i: usize) -> Option<Number> {
    let number =
        |value, form, scale, last| Number { value, form, scale, first: i, last, span: view.span(i, last) };
    let next = view.word(i + 1);
    if next.flags.intersects(SCALE) && !next.flags.intersects(SHORT_SCALE) && !view.hyphen(i + 2) {
        let mut value = next.value;
        let mut last = i + 2;
        if view.is(last, "and") && view.has(last + 1, NUMBER) && view.word(last + 1).value < next.value {
            value += view.word(last + 1).value;
            last += 2;
            if view.hyphen(last) && view.has(last + 1, NUMBER) {
                value += view.word(last + 1).value;
                last += 2;
            }
        }
        let second = view.word(last);
        if second.flags.intersects(SCALE)
            && !second.flags.intersects(SHORT_SCALE)
            && second.value > next.value
        {
            value *= second.value;
            last += 1;
        }
        return Some(number(value, Form::Words, value, last));
    }
    if next.flags.intersects(FRACTION)
        && !view.is(i + 1, "half")
        && view.is(i + 2, "of")
        && view.has(i + 3, DETERMINER | super::lexicon::PRONOUN)
    {
        return Some(number(next.value, Form::Fraction, 1.0, i + 2));
    }
    None
}

/// The end of `dozens`, `tens of thousands`, `several hundred`.
fn hint(view: &View<'_>, i: usize) -> Option<usize> {
    if view.has(i, HINT) {
        // `scores` is mostly a noun or a verb of its own.
        if view.any(i, &["scores", "tens"]) && !view.is(i + 1, "of") {
            return None;
        }
        if view.is(i, "scores")
            && !(view.lower(i + 2) && view.has(i + 2, super::lexicon::PERSON | super::lexicon::DETERMINER))
        {
            return None;
        }
        let mut last = i + 1;
        while view.is(last, "of") && view.has(last + 1, HINT | SCALE) {
            last += 2;
        }
        return Some(last);
    }
    if view.any(i, &["several", "few", "many"]) {
        let scale = view.word(i + 1);
        if scale.flags.intersects(SCALE) && !scale.flags.intersects(SHORT_SCALE) {
            return Some(i + 2 + usize::from(view.has(i + 2, SCALE) && !view.has(i + 2, SHORT_SCALE)));
        }
    }
    None
}
