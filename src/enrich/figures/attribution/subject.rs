//! The words that name a speaker, before or behind a verb of saying.

use super::super::lexicon::{
    ADVERB, AUXILIARY, CONJUNCTION, DATA, DETERMINER, MONTH, PERSON, PREPOSITION, PRONOUN, RELATIVE, SOURCE,
    SPEAKER, SPEECH, TIME, VERB, WEEKDAY,
};
use super::super::view::View;

/// A longer subject is a sentence.
const LONGEST: usize = 18;

/// The subject that ends before the verb at `verb`.
pub(super) fn before(view: &View<'_>, verb: usize) -> Option<(usize, usize)> {
    let mut last = verb;
    // `police late on Friday said`, `he also said`.
    while last > view.start
        && (view.has(last - 1, ADVERB | AUXILIARY | TIME) && !view.has(last - 1, PERSON)
            || view.has(last - 1, WEEKDAY)
            || view.is(last - 1, "on") && view.has(last, WEEKDAY))
    {
        last -= 1;
    }
    if last == view.start {
        return None;
    }
    // `the Bureau of Statistics (BLS) said`.
    if view.text(last - 1) == ")"
        && let Some(open) = (view.start..last - 1).rev().take(8).find(|&i| view.text(i) == "(")
    {
        return segment(view, open);
    }
    // `Smith, the minister, said`; `Smith, who resigned, said`.
    if matches!(view.text(last - 1), "," | "\u{2014}" | "\u{2013}" | "--" | ")" | "-") {
        return apposed(view, last - 1);
    }
    if view.any(last - 1, &["who", "which"]) {
        let end = if view.text(last.wrapping_sub(2)) == "," { last - 2 } else { last - 1 };
        return segment(view, end);
    }
    segment(view, last)
}

/// The noun phrase that ends at `last`, from the border of its clause on.
fn segment(view: &View<'_>, last: usize) -> Option<(usize, usize)> {
    let mut first = last;
    while first > view.start && last - first < LONGEST {
        let i = first - 1;
        if view.stops(i) && view.text(i) != "." && !is_ampersand(view, i)
            || view.has(i, SOURCE)
            || view.is(i, "what")
            || view.has(i, SPEECH) && !view.has(i, DATA) && i + 1 < last
            || view.text(i) == "."
        {
            break;
        }
        if view.has(i, RELATIVE)
            || view.has(i, CONJUNCTION) && !joins_names(view, i)
            || view.has(i, AUXILIARY) && first < last
        {
            break;
        }
        first -= 1;
    }
    trim(view, direct(view, first, last), last)
}

fn is_ampersand(view: &View<'_>, i: usize) -> bool {
    view.text(i) == "&" && view.capitalised(i.wrapping_sub(1)) && view.capitalised(i + 1)
}

/// Of `a man city police say`, where no `who` parts the two, the body that says it.
fn direct(view: &View<'_>, first: usize, last: usize) -> usize {
    if last > first + 1 && view.any(last - 1, &["he", "she", "they"]) {
        return last - 1;
    }
    if last <= first {
        return first;
    }
    let speaks = view.has(last - 1, SPEAKER | PERSON) && super::super::noun::is_plural(view, last - 1);
    if !speaks || !view.any(first, &["a", "an", "the"]) {
        return first;
    }
    let someone = (first + 1..last - 1).find(|&i| {
        view.lower(i) && view.has(i, PERSON) && !super::super::noun::is_plural(view, i) && !view.hyphen(i + 1)
    });
    someone.filter(|&i| view.capitalised(i + 1) || i + 2 == last).map_or(first, |i| i + 1)
}

/// `the two nations and Israel`, `Johnson and Johnson`.
fn joins_names(view: &View<'_>, i: usize) -> bool {
    view.any(i, &["and", "&"])
        && view.is_word(i.wrapping_sub(1))
        && (view.capitalised(i.wrapping_sub(1)) && view.capitalised(i + 1)
            || view.has(i + 1, SPEAKER) && !view.has(i.wrapping_sub(1), VERB))
}

/// The subject before an apposition that ends with a comma at `comma`.
fn apposed(view: &View<'_>, comma: usize) -> Option<(usize, usize)> {
    // Behind a quotation only what follows it names the speaker.
    let from = view.around(comma).start;
    let from = (from..comma)
        .rev()
        .find(|&i| matches!(view.text(i), "\"" | "\u{201d}" | "''"))
        .map_or(from, |i| i + 1);
    let mut end = from;
    while end < comma && !matches!(view.text(end), "," | "\u{2014}" | "\u{2013}" | "--" | "(" | ":") {
        end += 1;
    }
    // `On Monday, Smith, the minister, said`: the first piece may be an adverbial.
    let mut start = from;
    if view.has(start, PREPOSITION) || view.has(start, TIME | ADVERB) && !view.capitalised(start + 1) {
        start = end + 1;
        end = start;
        while end < comma && !matches!(view.text(end), "," | "\u{2014}" | "\u{2013}" | "--" | "(") {
            end += 1;
        }
    }
    if end >= comma
        || (start..end).any(|i| view.has(i, AUXILIARY | SPEECH) && !view.has(i, DATA))
        || end - start > LONGEST
    {
        return None;
    }
    // `Shares fell after Smith, the chief, said`.
    let clause = (start..end).rev().find(|&i| {
        view.any(i, &["after", "as", "when", "while", "because", "but", "since", "before", "although", "if"])
            && view.capitalised(i + 1)
    });
    trim(view, clause.map_or(start, |i| i + 1), end)
}

/// The speaker behind the verb: `said provincial spokesman Mohammad Yusufi`.
pub(super) fn behind(view: &View<'_>, from: usize) -> Option<(usize, usize)> {
    let mut last = from;
    while last < view.end && last < from + LONGEST {
        if view.stops(last) && !(view.text(last) == "." && view.glued(last + 1)) && !is_ampersand(view, last)
            || view.has(last, RELATIVE | SPEECH) && last > from && !view.has(last, DATA)
        {
            break;
        }
        if view.has(last, CONJUNCTION) && !joins_names(view, last)
            || view.has(last, AUXILIARY)
            || view.has(last, VERB) && !view.has(last, PERSON | SPEAKER) && view.lower(last)
        {
            break;
        }
        if view.has(last, PREPOSITION) && !view.any(last, &["of", "for", "in", "at", "from", "with"])
            || (view.has(last, WEEKDAY | MONTH) && view.capitalised(last) || view.has(last, TIME))
                && last > from
        {
            break;
        }
        if view.any(last, &["in", "at", "on", "with", "from", "for"])
            && (view.has(last + 1, WEEKDAY | TIME) || view.any(last + 1, &["a", "an"]))
        {
            break;
        }
        last += 1;
    }
    trim(view, from, last)
}

/// `emphatically`, `later`: how something was said.
fn is_manner(view: &View<'_>, i: usize) -> bool {
    let nouns = [
        "family",
        "assembly",
        "ally",
        "bully",
        "rally",
        "reply",
        "supply",
        "monopoly",
        "weekly",
        "daily",
        "monthly",
        "quarterly",
        "elderly",
        "anomaly",
    ];
    view.lower(i) && view.text(i).len() > 4 && view.text(i).ends_with("ly") && !view.any(i, &nouns)
}

/// Cuts what stands around the name, and refuses what cannot speak.
fn trim(view: &View<'_>, mut first: usize, mut last: usize) -> Option<(usize, usize)> {
    while first < last
        && (view.has(first, CONJUNCTION)
            || view.has(first, ADVERB) && !view.has(first, PERSON)
            || view.is_quote(first)
            || !view.is_word(first) && !view.is_number(first))
    {
        first += 1;
    }
    // `On Monday police said`, `In a report the agency said`; but `After the minister said`.
    if first < last
        && view.any(first, &["after", "before", "since", "until"])
        && !view.has(first + 1, WEEKDAY | MONTH | TIME)
    {
        first += 1;
    } else if view.has(first, PREPOSITION) {
        let names = |i: usize| view.has(i, WEEKDAY | MONTH | TIME) || view.is_number(i);
        let mut at = first + 1;
        while at < last && (names(at) || view.has(at, DETERMINER) && at == first + 1) {
            at += 1;
        }
        first = if at > first + 1 && at < last { at } else { first + 1 };
    }
    if view.phrase(last.wrapping_sub(3), &["the", "next", "day"]) {
        last = last.saturating_sub(3).max(first);
    }
    while last > first
        && (last - 1 > first && is_manner(view, last - 1)
            || view.has(last - 1, ADVERB | PREPOSITION | CONJUNCTION | WEEKDAY)
                && !view.has(last - 1, PERSON)
            || !view.is_word(last - 1) && view.kind(last - 1) != Some(crate::document::TokenKind::Symbol))
    {
        if view.text(last - 1).ends_with('.') && view.is_word(last - 1) {
            break;
        }
        last -= 1;
    }
    if first >= last {
        return None;
    }
    let speaks = (first..last).any(|i| {
        view.has(i, PERSON | SPEAKER | DATA)
            || view.has(i, PRONOUN) && !view.any(i, &["there", "here", "what", "i"])
            || view.capitalised(i) && i > view.start
    }) || view.capitalised(first) && !view.has(first, DETERMINER | PREPOSITION);
    (speaks || view.is(first, "the") && last == first + 2).then_some((first, last))
}
