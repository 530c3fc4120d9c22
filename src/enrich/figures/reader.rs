//! From tokens to drafts of figures: number, unit, thing counted. What the sentence says about them comes later.

use crate::article::enriched::Dimension;
use crate::document::TokenKind;
use crate::enrich::figures::counted::counted_nouns;
use crate::enrich::figures::draft::{Draft, Kind, Unit};
use crate::enrich::figures::findings::Findings;
use crate::enrich::figures::quantity::core::Core;
use crate::enrich::figures::quantity::money::{self, Country};
use crate::enrich::figures::quantity::unit::{self, Measure};
use crate::enrich::figures::range::{self, Second};
use crate::enrich::figures::reject;
use crate::enrich::figures::scan::number::{self, Form, Number};
use crate::enrich::figures::scan::{ratio, score};
use crate::enrich::pattern::patterns;
use crate::enrich::rule::Reason;
use crate::enrich::view::View;
use crate::lexicon::word_lists;
use crate::lexicon::{
    ARTICLE, CURRENCY, CURRENCY_CODE, FEW, FRACTION, HINT, MULTIPLE, NUMBER, QUALIFIER, SCALE, UNIT,
};

word_lists! {
    "figures":
    BEFORE_MULTIPLE, BEFORE_ONE_UNIT, BEFORE_SPAN_OF_TIME, BEHIND_MULTIPLE, BOUNDS_OF_ONE_UNIT, NO_UNITS,
}

patterns! {
    "figures":
    /// `four years ago`, `two days later`.
    TIME_AGO = ["^ ago|earlier|later"];
    /// `a decade of`, `a decade after`, `a decade ago`: a date, or a stretch that is not measured.
    TIME_OF_EVENT = ["^ TIMES_OF_EVENT"];
    PART_OF_PERIOD = ["first|second|third|fourth ^", "last|next|this|current ^"];
    /// `minus 4 degrees`; not `plus or minus 3 points`.
    SIGN_IN_WORDS = ["!or minus|negative ^"];
}

const PERIOD_PART: Reason =
    Reason::new("part of a period", "`in the first half`, `the third quarter`: a date");
const MINUTE: Reason = Reason::new("minute of a match", "`headed in on 82 minutes`: a clock time");
const DATED_BACK: Reason = Reason::new("time ago", "`four years ago`: a date, not a measure");
const NAMED_MEASURE: Reason =
    Reason::new("measure in a name", "`Three Mile Island`: number, unit and what follows are capitalised");
const DECADE_OF_LIFE: Reason =
    Reason::new("decade of life", "`in his 60s`: an age, not a decade of a century");
const ONE_OF_A_UNIT: Reason = Reason::new("one of a unit", "`within a mile`, `a decade`, where it measures");
const MULTIPLE_WORD: Reason = Reason::new("multiple", "`doubled`, `halved`, `threefold`");
const FRACTION_WORDS: Reason = Reason::new("fraction", "`a third of`, `two-thirds`");
const MONEY: Reason = Reason::new("money", "a sign, a code or a name of a currency stands with the number");
const MEASURE: Reason = Reason::new("measure", "a unit of measure stands behind the number");
const SPAN_OF_TIME: Reason = Reason::new("span of time", "`44-day war`, `within 24 hours`");
const SCORE: Reason = Reason::new("score", "`won 2-1`, `a 5-4 ruling`, `plus-17`");
const RATIO: Reason = Reason::new("ratio", "`one in five`, `three out of four`, `2:1`");
const AGE_IN_YEARS: Reason = Reason::new("age", "`32-year-old`, `12 years old`");

/// Reads the drafts of one sentence, in order.
pub(super) fn sentence(view: &View<'_>, country: Country, found: &mut Findings) {
    let mut i = view.start;
    while i < view.end {
        i = if may_start(view, i) { figure(view, i, country, found).max(i + 1) } else { i + 1 };
    }
}

/// True if a figure may start at a token: nearly all tokens leave here.
fn may_start(view: &View<'_>, i: usize) -> bool {
    match view.kind(i) {
        Some(TokenKind::Number) => true,
        Some(TokenKind::Symbol) => view.has(i, CURRENCY),
        Some(TokenKind::Word) => {
            if money::has_sign(view, i) || view.any(i, &["zero", "nought"]) && view.is(i + 1, "point") {
                return true;
            }
            if view.has(i, NUMBER | HINT | MULTIPLE | FRACTION | CURRENCY | CURRENCY_CODE) {
                return true;
            }
            if view.has(i, ARTICLE) {
                return view.has(i + 1, SCALE | FRACTION | UNIT);
            }
            if view.has(i, FEW) {
                return view.has(i + 1, SCALE);
            }
            money::may_hold_digits(view, i)
        }
        _ => false,
    }
}

/// Reads what starts at token `i`; returns the token to go on from.
fn figure(view: &View<'_>, i: usize, country: Country, found: &mut Findings) -> usize {
    let sign_of_money = money::before(view, i, country);
    if sign_of_money.is_none() {
        if let Some(mut score) = score::wickets(view, i) {
            score.why.form = Some(&SCORE);
            let last = score.last;
            found.drafts.push(score);
            return last;
        }
        if view.is_number(i) {
            if let Some(mut score) = score::at(view, i) {
                score.why.form = Some(&SCORE);
                let last = score.last;
                found.drafts.push(score);
                return last;
            }
            if let Some((rule, last)) = reject::by_form(view, i) {
                if is_decade_of_life(view, i, last) {
                    let mut draft = Draft::new(view, i, last);
                    draft.value = number::digits(view.text(i)).map(|(value, ..)| value);
                    draft.dimension = Dimension::Duration;
                    draft.unit = Unit::Code("a");
                    draft.kind = Kind::Age;
                    draft.why.form = Some(&DECADE_OF_LIFE);
                    draft.qualifier = Some(crate::article::enriched::Qualifier::About);
                    found.drafts.push(draft);
                } else {
                    found.reject(view, i, last, rule);
                }
                return last;
            }
        }
        if let Some(mut rate) = ratio::at(view, i) {
            rate.why.form = Some(&RATIO);
            let last = rate.last;
            found.drafts.push(rate);
            return last;
        }
    }
    if let Some(last) = reject::named_measure(view, i) {
        found.reject(view, i, last, NAMED_MEASURE);
        return last;
    }
    let Some(core) = Core::at(view, i, country, false) else {
        return a_unit(view, i, found).unwrap_or(i + 1);
    };
    match range::behind(view, &core, country) {
        Some(Second::OfRange(second)) => draft(view, &core, Some(&second), found),
        Some(Second::OfChange(second)) => {
            draft(view, &range::start_of_change(view, core, &second), None, found)
        }
        None => draft(view, &core, None, found),
    }
}

/// `in his 60s`.
fn is_decade_of_life(view: &View<'_>, i: usize, last: usize) -> bool {
    let whose = [1, 2, 3].iter().any(|&back| view.any(i.wrapping_sub(back), &["his", "her", "their"]));
    last == i + 2 && view.text(i).len() == 2 && whose && view.any(i + 1, &["s", "'s", "\u{2019}s"])
}

/// `a mile or more`, `a decade`: one of a unit, where it measures something.
fn a_unit(view: &View<'_>, i: usize, found: &mut Findings) -> Option<usize> {
    if !view.any(i, &["a", "an"]) || !view.has(i + 1, UNIT) {
        return multiple(view, i, found);
    }
    let number = Number {
        value: 1.0,
        form: Form::Words,
        scale: 1.0,
        first: i,
        last: i + 1,
        span: view.span(i, i + 1),
    };
    let measure = unit::after(view, &number)?;
    let before = i.wrapping_sub(1);
    let more = view.is(measure.last, "or") && view.any(measure.last + 1, &["more", "less", "so"]);
    let measures = more
        || (view.has(before, QUALIFIER)
            || view.any(before, &BEFORE_ONE_UNIT) && measure.dimension != Dimension::Percent)
            && !view.any(before, &["once", "twice"])
            && (measure.dimension != Dimension::Duration && measure.code != "Cel"
                || view.any(i + 1, &["decade", "century", "fortnight"])
                || view.any(before, &BOUNDS_OF_ONE_UNIT))
            && !TIME_OF_EVENT.begin(view, measure.last);
    if !measures || measure.dimension == Dimension::Percent || view.any(i + 1, &NO_UNITS) && !more {
        return None;
    }
    let mut draft = Draft::new(view, i, measure.last);
    draft.value = Some(measure.factor);
    draft.dimension = measure.dimension;
    draft.unit = Unit::Code(measure.code);
    draft.kind = Kind::Weak;
    draft.why.form = Some(&ONE_OF_A_UNIT);
    found.drafts.push(draft);
    Some(measure.last)
}

/// `doubled`, `halved`, `threefold`.
fn multiple(view: &View<'_>, i: usize, found: &mut Findings) -> Option<usize> {
    if !view.has(i, MULTIPLE) || view.has(i, NUMBER | SCALE) {
        return None;
    }
    let fits = !view.any(i, &["double", "triple", "quadruple"])
        || view.any(i.wrapping_sub(1), &BEFORE_MULTIPLE)
        || view.any(i + 1, &BEHIND_MULTIPLE);
    let adverb = view.any(i, &["twice"]) && !view.any(i + 1, &["as", "the", "its", "that"]);
    if !fits || adverb {
        return None;
    }
    let mut draft = Draft::new(view, i, i + 1);
    draft.value = Some(view.word(i).value);
    draft.dimension = Dimension::Rate;
    draft.kind = Kind::Weak;
    draft.why.form = Some(&MULTIPLE_WORD);
    found.drafts.push(draft);
    Some(i + 1)
}

/// Makes a draft of a number, or drops it as no figure; returns the token to go on from.
fn draft(view: &View<'_>, core: &Core, high: Option<&Core>, found: &mut Findings) -> usize {
    let number = &core.number;
    let end = high.unwrap_or(core);
    let mut draft = Draft::new(view, number.first, end.last);
    // `30- to 50-cent`: what the second end measures, the first does too.
    let factor = if core.money.is_none() && core.measure.is_none() { end.factor() } else { core.factor() };
    let scale = high.map_or(1.0, |high| number.scale_shared_with(&high.number));
    draft.value = (!number.is_hint()).then_some(tidy(number.value * scale * factor));
    draft.value_max = high.map(|high| tidy(high.number.value * end.factor().max(factor.min(end.factor()))));
    draft.hint = number.is_hint();
    draft.small = number.is_small_word() && high.is_none();
    if let Some(span) = glued_span(view, core, high) {
        draft.span = span;
    }
    sign(view, &mut draft, core);
    // `in the first half of the year`: a part of a date.
    if number.form == Form::Fraction && PART_OF_PERIOD.begin(view, number.first) {
        found.reject(view, number.first, number.last, PERIOD_PART);
        return number.last;
    }
    if number.form == Form::Fraction {
        draft.dimension = Dimension::Rate;
        draft.kind = Kind::Weak;
        draft.why.form = Some(&FRACTION_WORDS);
        found.drafts.push(draft);
        return number.last;
    }
    let money = core.money.or(high.and_then(|high| high.money));
    let measure = core.measure.or(high.and_then(|high| high.measure));
    if let Some(money) = money {
        draft.dimension = Dimension::Money;
        draft.unit = Unit::Code(money.code);
        draft.why.form = Some(&MONEY);
    } else if let Some(measure) = measure {
        if measure.dimension == Dimension::Duration && TIME_AGO.begin(view, draft.last) {
            found.reject(view, core.number.first, draft.last, DATED_BACK);
            return end.last;
        }
        let minute = measure.code == "min" && view.is(number.first.wrapping_sub(1), "on");
        if minute && view.lower(number.first.wrapping_sub(1)) && !view.hyphen(number.last) {
            found.reject(view, core.number.first, draft.last, MINUTE);
            return end.last;
        }
        if !measured(view, core, &measure, &mut draft) {
            return end.last;
        }
    } else {
        return counted_nouns::counted(view, core, end, &draft, found);
    }
    let last = draft.last;
    found.drafts.push(draft);
    last
}

/// Without the dust of binary fractions: 16.9 billion is 16,900,000,000.
fn tidy(value: f64) -> f64 {
    let grain = if value.abs() < 1e3 { 1e9 } else { 1e3 };
    if value.abs() < 1e12 { (value * grain).round() / grain } else { value.round() }
}

/// The span where number and sign stand inside one token (`N60 million`).
fn glued_span(view: &View<'_>, core: &Core, high: Option<&Core>) -> Option<crate::document::Span> {
    let end = high.unwrap_or(core);
    (end.last == end.number.last).then(|| {
        let span = core.number.span.to(end.number.span);
        if end.number.last > 0 { span } else { view.span(core.number.first, end.last) }
    })
}

/// `-2.1%`, `minus 5 degrees`.
fn sign(view: &View<'_>, draft: &mut Draft, core: &Core) {
    let before = core.number.first.wrapping_sub(1);
    let measured = core.measure.is_some()
        || core.money.is_some()
        || matches!(core.number.form, Form::Digits { dressed: true, .. });
    let dash = matches!(view.text(before), "-" | "\u{2212}")
        && view.glued(core.number.first)
        && (!view.glued(before) || matches!(view.text(before.wrapping_sub(1)), "(" | "/" | ","));
    if measured && (dash || SIGN_IN_WORDS.begin(view, core.number.first)) {
        draft.value = draft.value.map(|value| -value);
        draft.first = before;
        draft.span = view.span(before, before + 1).to(draft.span);
    }
}

/// Fills a draft that has a unit of measure; whether it is a figure.
fn measured(view: &View<'_>, core: &Core, measure: &Measure, draft: &mut Draft) -> bool {
    draft.dimension = measure.dimension;
    draft.unit = Unit::Code(measure.code);
    draft.why.form = Some(&MEASURE);
    if measure.dimension != Dimension::Duration {
        return !(measure.code == "Cel" && draft.value == Some(360.0));
    }
    draft.why.form = Some(&SPAN_OF_TIME);
    let last = draft.last;
    // Ages: `32-year-old`, `50 year-old`, `12 years old`, `18 years of age`.
    let old = last + usize::from(view.hyphen(last));
    if view.any(old, &["old", "olds"]) {
        draft.kind = Kind::Age;
        draft.why.form = Some(&AGE_IN_YEARS);
        draft.set_last(view, old + 1);
        return true;
    }
    if view.phrase(last, &["of", "age"]) {
        draft.kind = Kind::Age;
        draft.why.form = Some(&AGE_IN_YEARS);
        return true;
    }
    let single =
        core.number.value == 1.0 && core.number.form == Form::Words && view.is(core.number.first, "one");
    let before = core.number.first.wrapping_sub(1);
    if single && !view.hyphen(core.number.last) {
        // `will one day be held`: a day to come, not a span.
        let spans = view.any(before, &BEFORE_SPAN_OF_TIME);
        let growing = view.lower(last) && view.text(last).ends_with("ing");
        if !spans || growing || view.any(last, &["of"]) {
            return false;
        }
    }
    true
}
