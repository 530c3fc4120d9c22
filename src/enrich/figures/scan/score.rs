//! Scores: `won 2-1`, `6-4, 7-5`, `a 5-4 ruling`, `plus-17`.

use crate::article::enriched::Dimension;
use crate::enrich::figures::counted::noun;
use crate::enrich::figures::draft::{Draft, Kind, Unit};
use crate::enrich::figures::reject;
use crate::enrich::figures::scan::number::{self, digits};
use crate::enrich::figures::thresholds::SPORT_REACH;
use crate::enrich::pattern::patterns;
use crate::enrich::view::View;
use crate::lexicon::{INNINGS, MONTH, SPORT};

patterns! {
    "figures":
    /// `2-1`.
    PAIR = ["^ <number> <dash>&<glued> <number>&<glued>"];
    /// `6-4` beside another.
    SET = ["^ <number> <dash>&<glued> <number>"];
    /// `2-1-`, `2-1/4`, `27-28 November`, `2-1 a.m.`, `2-1 km`: a date, a time or a range; not `3-1 to the hosts`.
    NO_SCORE_BEHIND = [
        "^ <dash>&<glued> !to",
        "^ /|BEHIND_NO_SCORE",
        "^ MONTH&<capital>",
        "^ UNIT&!second|SCALE&!second|CURRENCY&!second",
        "^ , <number> pounds|lbs|lb",
    ];
    /// `May 2-1`, `EUR 2-1`, `$2-1`, `F-2-1`, `paragraphs 6-8`.
    NO_SCORE_BEFORE = [
        "MONTH&<capital>|CURRENCY&<capital> ^",
        "<hyphen>|$ ^",
        "paragraph|paragraphs|page|pages ^",
    ];
    /// `plus-17`.
    PLUS_MINUS = ["plus|minus <hyphen> ^"];
    /// `four for 39 in 12 overs`; not `two for 39 dollars`.
    FIGURES_END = ["^ <stop>|PREPOSITION|CONJUNCTION|SUBORDINATOR", "^ declared|when|as|before", "^ AUXILIARY|RELATIVE|SPEECH"];
    /// `Clippers 98` at its end, or before where and whom.
    RESULT_END = ["^ <stop>|in|at|<capital>"];
}

/// `486 for 8 declared`, `four for 39`: runs and wickets, or a bowler's wickets and runs, in a game of cricket.
pub(in crate::enrich::figures) fn wickets(view: &View<'_>, i: usize) -> Option<Draft> {
    if !(view.is(i + 1, "for") && view.is_numeral(i) && view.is_numeral(i + 2))
        || !is_cricket(&view.around(i))
    {
        return None;
    }
    let one = number::at(view, i, false).filter(|one| one.last == i + 1)?;
    let other = number::at(view, i + 2, false)?;
    let small = one.value.min(other.value);
    if small > 10.0 || small.fract() != 0.0 || !FIGURES_END.begin(view, other.last) {
        return None;
    }
    let bowled = one.value <= 10.0 && other.value > 10.0;
    let mut draft = Draft::new(view, i, other.last);
    draft.value = Some(one.value);
    draft.value_max = Some(other.value);
    draft.dimension = Dimension::Score;
    draft.unit = Unit::Code(if bowled { "wicket" } else { "run" });
    Some(draft)
}

fn is_cricket(view: &View<'_>) -> bool {
    view.theme.cricket || (view.start..view.end).any(|i| view.has(i, INNINGS))
}

/// The score that starts at the number token `i`.
pub(in crate::enrich::figures) fn at(view: &View<'_>, i: usize) -> Option<Draft> {
    if let Some(draft) = plus_minus(view, i).or_else(|| result(view, i)) {
        return Some(draft);
    }
    let (high, low) = pair(view, i)?;
    let tokens = i..i + 3;
    let other = NO_SCORE_BEHIND.around(view, tokens.clone()) || NO_SCORE_BEFORE.around(view, tokens);
    if other || reject::looks_like_year(view.text(i)) || !is_plausible(view, i, high, low) {
        return None;
    }
    let mut draft = Draft::new(view, i, i + 3);
    draft.value = Some(high);
    draft.value_max = Some(low);
    draft.dimension = Dimension::Score;
    Some(draft)
}

/// Two plain numbers below a thousand that a dash joins; `24-7` is around the clock.
fn pair(view: &View<'_>, i: usize) -> Option<(f64, f64)> {
    if !PAIR.begin(view, i) {
        return None;
    }
    let plain = |text: &str| {
        let padded = text.len() > 1 && text.starts_with('0');
        digits(text).filter(|&(value, dressed, _)| !dressed && !padded && value <= 999.0).map(|found| found.0)
    };
    let (high, low) = plain(view.text(i)).zip(plain(view.text(i + 2)))?;
    (high != 24.0 || low != 7.0).then_some((high, low))
}

/// True if two numbers can be a score: the words of sport stand near, or the numbers cannot be the ends of a range.
fn is_plausible(view: &View<'_>, i: usize, high: f64, low: f64) -> bool {
    let last = i + 3;
    let cue = is_of_sets(view, i, high.max(low))
        || (i.saturating_sub(SPORT_REACH)..(last + SPORT_REACH).min(view.end)).any(|at| view.has(at, SPORT));
    // A row of a table: the score stands between the names of two teams.
    let row = high.max(low) < 100.0 && view.begins_cell(last) && view.capitalised(last);
    // `1-1`, `6-140`: no range has equal ends, and no side of a cricket match has more than ten wickets.
    let drawn = high == low && high < 30.0;
    let wickets = view.theme.cricket && high <= 10.0 && low > 10.0;
    if noun::after(view, last).is_some_and(|noun| noun.plural && !view.has(noun.head, SPORT)) {
        return high > low && cue;
    }
    high > low || drawn || wickets || cue || row
}

/// `6-4 3-6 7-6`: sets.
fn is_of_sets(view: &View<'_>, i: usize, larger: f64) -> bool {
    let set = |at: usize| view.text(at).len() < 3 && SET.begin(view, at);
    let before = |steps: usize| i.checked_sub(steps).is_some_and(set);
    let bracketed = view.text(i.wrapping_sub(1)) == "(" && before(4);
    larger < 30.0 && (bracketed || set(i + 3) || before(3))
}

/// `Suns 111, Clippers 98`: a result as a line or a sentence begins with it.
fn result(view: &View<'_>, i: usize) -> Option<Draft> {
    let club =
        |at: usize| view.is_name(at) && !view.has(at, MONTH) || matches!(view.text(at), "\u{2019}" | "'");
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
    if view.glued(second) || !RESULT_END.at(view, second) {
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
    if !PLUS_MINUS.at(view, i) {
        return None;
    }
    let word = i - 2;
    let (value, ..) = digits(view.text(i))?;
    let mut draft = Draft::new(view, word, i + 1);
    draft.value = Some(if view.is(word, "minus") { -value } else { value });
    draft.dimension = Dimension::Score;
    draft.unit = Unit::None;
    draft.kind = Kind::Plain;
    Some(draft)
}
