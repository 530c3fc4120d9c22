//! Scores: `won 2-1`, `6-4, 7-5`, `a 5-4 ruling`, `plus-17`.

use crate::article::enriched::Dimension;
use crate::enrich::figures::counted::noun;
use crate::enrich::figures::draft::{Draft, Kind, Unit};
use crate::enrich::figures::reject;
use crate::enrich::figures::scan::number::digits;
use crate::enrich::view::View;
use crate::lexicon::word_lists;
use crate::lexicon::{CURRENCY, MONTH, SCALE, SPORT, UNIT};

word_lists! {
    "figures":
    BEHIND_NO_SCORE,
}

/// How far around a pair of numbers the words of sport are looked for.
const REACH: usize = 10;

/// The score that starts at the number token `i`.
pub(in crate::enrich::figures) fn at(view: &View<'_>, i: usize) -> Option<Draft> {
    if let Some(draft) = plus_minus(view, i).or_else(|| result(view, i)) {
        return Some(draft);
    }
    let (high, dressed, _) = digits(view.text(i))?;
    if dressed
        || high > 999.0
        || !view.dash(i + 1)
        || !view.glued(i + 1)
        || !view.glued(i + 2)
        || !view.is_number(i + 2)
    {
        return None;
    }
    let (low, low_dressed, _) = digits(view.text(i + 2))?;
    let padded = |text: &str| text.len() > 1 && text.starts_with('0');
    if low_dressed
        || low > 999.0
        || padded(view.text(i))
        || padded(view.text(i + 2))
        || high == 24.0 && low == 7.0
    {
        return None;
    }
    let last = i + 3;
    let before = i.wrapping_sub(1);
    if view.dash(last) && view.glued(last) && !view.is(last + 1, "to")
        || view.text(last) == "/"
        || view.has(before, MONTH | CURRENCY) && view.capitalised(before)
    {
        return None;
    }
    if view.hyphen(before)
        || view.text(before) == "$"
        || view.has(last, UNIT | SCALE | CURRENCY) && !view.is(last, "second")
        || reject::looks_like_year(view.text(i))
    {
        return None;
    }
    if view.any(last, &BEHIND_NO_SCORE) {
        return None;
    }
    // `27-28 November`.
    if view.has(last, MONTH) && view.capitalised(last) {
        return None;
    }
    // `6-4 3-6 7-6`: sets.
    let pair = |at: usize| {
        view.is_number(at)
            && view.dash(at + 1)
            && view.glued(at + 1)
            && view.is_number(at + 2)
            && view.text(at).len() < 3
    };
    let sets = high < 30.0
        && low < 30.0
        && (pair(last) || i >= 3 && pair(i - 3) || view.text(before) == "(" && i >= 4 && pair(i - 4));
    let cue = sets || (i.saturating_sub(REACH)..(last + REACH).min(view.end)).any(|at| view.has(at, SPORT));
    let counts = noun::after(view, last).is_some_and(|noun| noun.plural && !view.has(noun.head, SPORT));
    // A row of a table: the score stands between the names of two teams.
    let row = high < 100.0 && low < 100.0 && view.begins_cell(last) && view.capitalised(last);
    // `1-1`, `6-140`: no range has equal ends, and no side of a cricket match has more than ten wickets.
    let drawn = high == low && high < 30.0;
    let wickets = view.theme.cricket && high <= 10.0 && low > 10.0;
    let fits = if counts { high > low && cue } else { high > low || drawn || wickets || cue || row };
    // `At 6-4, 310 pounds`: how tall somebody is.
    let tall =
        view.text(last) == "," && view.is_number(last + 1) && view.any(last + 2, &["pounds", "lbs", "lb"]);
    // `paragraphs 6-8`.
    let section = view.any(before, &["paragraph", "paragraphs", "page", "pages"]);
    if !fits || counts && low > high || tall || section {
        return None;
    }
    let mut draft = Draft::new(view, i, last);
    draft.value = Some(high);
    draft.value_max = Some(low);
    draft.dimension = Dimension::Score;
    Some(draft)
}

/// `Suns 111, Clippers 98`: a result as a line or a sentence begins with it.
fn result(view: &View<'_>, i: usize) -> Option<Draft> {
    let club = |at: usize| {
        view.is_word(at) && view.capitalised(at) && !view.has(at, MONTH)
            || view.text(at) == "\u{2019}"
            || view.text(at) == "'"
    };
    let points = |at: usize| {
        digits(view.text(at))
            .filter(|&(value, dressed, _)| view.is_number(at) && !dressed && value < 200.0)
            .map(|found| found.0)
    };
    let first = points(i)?;
    let from = (view.start..i).rev().take(4).take_while(|&at| club(at)).last()?;
    let starts = from == view.start || matches!(view.text(from - 1), ":" | ";" | "." | "-" | "\u{2014}");
    let comma = usize::from(view.text(i + 1) == ",");
    if !starts {
        return None;
    }
    let second = (i + 1 + comma..i + 5 + comma).take_while(|&at| club(at)).last()? + 1;
    let other = points(second)?;
    let ends = view.stops(second + 1)
        || view.token(second + 1).is_none()
        || view.any(second + 1, &["in", "at"])
        || view.capitalised(second + 1);
    if !ends || view.glued(second) {
        return None;
    }
    let mut draft = Draft::new(view, i, second + 1);
    draft.value = Some(first);
    draft.value_max = Some(other);
    draft.dimension = Dimension::Score;
    Some(draft)
}

/// `plus-17`: the balance of goals while a player was on the ice.
fn plus_minus(view: &View<'_>, i: usize) -> Option<Draft> {
    let hyphen = i.wrapping_sub(1);
    let word = i.wrapping_sub(2);
    if !view.hyphen(hyphen) || !view.any(word, &["plus", "minus"]) {
        return None;
    }
    let (value, ..) = digits(view.text(i))?;
    let mut draft = Draft::new(view, word, i + 1);
    draft.value = Some(if view.is(word, "minus") { -value } else { value });
    draft.dimension = Dimension::Score;
    draft.unit = Unit::None;
    draft.kind = Kind::Plain;
    Some(draft)
}
