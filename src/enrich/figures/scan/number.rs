//! Numbers as they stand: digits with their separators, words, and the scales behind them.

use super::number_words;
pub(in crate::enrich::figures) use super::value::{Form, Number};
use crate::enrich::figures::counted::noun::is_plural;
use crate::enrich::view::View;
use crate::lexicon::{
    CHANGE, CURRENCY, CURRENCY_CODE, DEMONYM, PREPOSITION, QUALIFIER, RACE, SCALE, SHORT_SCALE,
};

pub(in crate::enrich::figures) use crate::enrich::figures::scan::digits::digits;
use crate::lexicon::word_lists;

word_lists! {
    "figures":
    BEHIND_COUNTING_NUMBER, MEASURES_OF_HEIGHT, SCALES_OF_MONEY,
}

/// The number that starts at token `i`. After a sign of money, single letters scale (`$3 m`).
pub(in crate::enrich::figures) fn at(view: &View<'_>, i: usize, money: bool) -> Option<Number> {
    if view.is_number(i) { in_digits(view, i, money) } else { number_words::at(view, i) }
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
pub(in crate::enrich::figures) fn scale(view: &View<'_>, number: &mut Number, money: bool) {
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

/// True if `k`, `m`, `b`, `t`, `cr` behind a number scale it rather than being a unit.
fn short_scale_fits(view: &View<'_>, number: &Number, i: usize, text: &str, money: bool) -> bool {
    let glued = view.glued(i);
    let word_follows = view.is_word(i + 1) && view.glued(i + 1);
    if word_follows || number.scale > 1.0 {
        return false;
    }
    match text {
        _ if money => SCALES_OF_MONEY.contains(&text),
        "k" | "K" => glued && !view.any(i + 1, &["run", "race", "walk", "fun"]),
        "M" => glued && !is_firm(view, number, i),
        "cr" | "Cr" => true,
        "m" if counts_money(view, i + 1) => glued,
        "m" => glued && !is_race(view, i + 1) && counts_people_or_things(view, i + 1),
        _ => false,
    }
}

/// `3M cut 200 jobs`: the firm, unless the words around it count.
fn is_firm(view: &View<'_>, number: &Number, i: usize) -> bool {
    let before = number.first.wrapping_sub(1);
    number.value == 3.0
        && !counts_money(view, i + 1)
        && !counts_people_or_things(view, i + 1)
        && !view.has(before, QUALIFIER | PREPOSITION | CHANGE)
}

/// True if what follows metres is run or swum: `60m hurdles`, `the third fastest 400m of all time`.
fn is_race(view: &View<'_>, i: usize) -> bool {
    view.phrase(i, &["of", "all"]) || view.has(i, RACE) || view.has(i + 1, RACE)
}

/// True if a currency follows, so that `5m` is a sum: `5m zloty`, `12m Turkish lira`, `3m USD`.
fn counts_money(view: &View<'_>, i: usize) -> bool {
    let at = i + usize::from(view.has(i, DEMONYM));
    let code = view.has(at, CURRENCY_CODE) && view.text(at).bytes().all(|byte| byte.is_ascii_uppercase());
    code || view.has(at, CURRENCY)
}

/// True if a plural noun follows, so that `1.5m` is a million and not metres.
fn counts_people_or_things(view: &View<'_>, i: usize) -> bool {
    (i..i + 2).any(|at| view.lower(at) && is_plural(view, at))
        || view.any(i, &BEHIND_COUNTING_NUMBER) && !view.any(i + 1, &MEASURES_OF_HEIGHT)
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
