//! What is counted or measured, as the text words it.

use crate::article::enriched::Dimension;
use crate::document::TokenKind;
use crate::enrich::figures::counted::noun;
use crate::enrich::figures::draft::{Draft, Kind, Unit};
use crate::enrich::figures::impact;
use crate::enrich::rule::Reason;
use crate::enrich::view::View;
use crate::lexicon::morphology;
use crate::lexicon::word_lists;
use crate::lexicon::{
    ADVERB, AUXILIARY, CHANGE, CONJUNCTION, DETERMINER, FUNCTION, FUNDS, MONTH, NUMBER, PERIOD, PERSON,
    PREPOSITION, PRONOUN, QUALIFIER, RELATIVE, SCALE, SPEECH, TIME, VERB, WEEKDAY,
};

word_lists! {
    "figures":
    COMPLEMENT_PREPOSITIONS, DEGREES_OF_CHANGE, GENERIC_NOUNS, LEVEL_VERBS, NOUNS_IN_ING, SCALES_OF_LEVEL, SUM_JOINERS, TERMS_OF_YEARS,
}

/// Longest phrase that is still a name of what is counted.
const LONGEST: usize = 9;

const SUM: Reason =
    Reason::new("sum of money", "`22 billion in investment`: large, of funds or behind a sum");
const SHARED: Reason =
    Reason::new("shared measure", "`5, 7 and 9 percent`: the unit behind the last serves all");
const LEVEL: Reason = Reason::new("level of a scale", "`a body mass index of 25.7`: it counts nothing");

/// Sets what each draft counts.
pub(in crate::enrich::figures) fn set(view: &View<'_>, drafts: &mut [Draft]) {
    for k in 0..drafts.len() {
        let limit = drafts.get(k + 1).map_or(view.end, |next| next.first);
        let draft = &drafts[k];
        // `fell 412 points`: the index is measured, not the points.
        let points = draft.dimension == Dimension::Other
            && draft.noun.is_some_and(|noun| view.any(noun.head, &["point", "points"]));
        let found = match draft.noun.filter(|_| !points) {
            Some(noun) => Some((noun.first, complement(view, noun.last, limit))),
            None if draft.restates.is_some()
                && !matches!(draft.dimension, Dimension::Percent | Dimension::Money) =>
            {
                continue;
            }
            None => measured(view, draft, limit),
        };
        if let Some((first, last)) = found.filter(|(first, last)| first < last) {
            drafts[k].counted = Some(view.span(first, last));
        } else if k > 0 && (draft.bare || continues(view, &drafts[k - 1], draft)) {
            let alike = drafts[k - 1].dimension == draft.dimension;
            drafts[k].counted = drafts[k - 1].counted.filter(|_| alike);
        } else if points {
            drafts[k].counted = draft.noun.map(|noun| view.span(noun.first, noun.last));
        }
    }
}

/// `from 12.05 to 12.90 pounds`, `by 50 basis points to 6.5%`: both measure the same.
fn continues(view: &View<'_>, before: &Draft, draft: &Draft) -> bool {
    let lead = impact::start(view, draft.first).wrapping_sub(1);
    let changed = view.any(lead, &["to", "from", "against", "than"])
        || view.is(lead, "with") && view.is(lead.wrapping_sub(1), "compared");
    changed && draft.first - before.last < 10
}

/// A large number without a unit is a sum of money where one stands before it, or where what it is a sum of says so:
/// `$4.3 billion in April and 4.9 billion in June`, `22 billion in investment`. `currency` is the one named last.
pub(in crate::enrich::figures) fn sums(view: &View<'_>, drafts: &mut [Draft], currency: &mut &'static str) {
    for k in 0..drafts.len() {
        let before = k > 0
            && drafts[k - 1].dimension == Dimension::Money
            && view.any(drafts[k].first.wrapping_sub(1), &SUM_JOINERS)
            && (drafts[k - 1].last..drafts[k].first).all(|i| !view.has(i, VERB));
        let draft = &mut drafts[k];
        if let (Dimension::Money, Unit::Code(code)) = (draft.dimension, draft.unit) {
            *currency = code;
        }
        let large = draft.value.is_some_and(|value| value >= 1e6) && view.has(draft.last - 1, SCALE);
        if !(large && draft.bare && draft.dimension == Dimension::Count) {
            continue;
        }
        let of = view.any(draft.last, &["in", "of", "worth"])
            && (draft.last + 1..draft.last + 5).take_while(|&i| view.is_word(i)).any(|i| view.has(i, FUNDS));
        let subject =
            || subject(view, draft).is_some_and(|(first, last)| (first..last).any(|i| view.has(i, FUNDS)));
        if before || of || subject() {
            draft.dimension = Dimension::Money;
            draft.unit = Unit::Code(currency);
            draft.why.unit = Some(&SUM);
        }
    }
}

/// `5, 7 and 9 percent`, `at 1,850 and 1,880 dollars`: the unit behind the last serves all.
pub(in crate::enrich::figures) fn share(view: &View<'_>, drafts: &mut [Draft]) {
    for k in (1..drafts.len()).rev() {
        let (before, rest) = drafts.split_at_mut(k);
        let (draft, next) = (&mut before[k - 1], &rest[0]);
        let joined = next.first == draft.last + 1 && view.any(draft.last, &["and", "or", ","]);
        let measured = next.dimension != Dimension::Count
            && matches!(next.unit, Unit::Code(_))
            && next.kind == Kind::Plain;
        if draft.bare
            && draft.unit == Unit::None
            && draft.dimension == Dimension::Count
            && joined
            && measured
            && next.value_max.is_none()
        {
            (draft.dimension, draft.unit) = (next.dimension, next.unit);
            draft.why.unit = Some(&SHARED);
        }
    }
}

/// A bare number on a scale counts nothing: `a body mass index of 25.7`, `a rating of 4`.
pub(in crate::enrich::figures) fn levels(view: &View<'_>, drafts: &mut [Draft]) {
    let mut scale = false;
    for draft in drafts {
        let bare = draft.bare && draft.unit == Unit::None && draft.dimension == Dimension::Count;
        let named = || {
            (draft.first.saturating_sub(5)..draft.first).any(|i| view.any(i, &SCALES_OF_LEVEL))
                && draft.value.is_some_and(|value| value < 2000.0)
        };
        let points = scale && matches!(draft.unit, Unit::Noun(head) if view.any(head, &["point", "points"]));
        if bare
            && (scale || draft.value.is_some_and(|value| value.fract() != 0.0 && value < 1000.0) || named())
            || points && draft.dimension == Dimension::Count
        {
            draft.dimension = Dimension::Other;
            draft.why.unit = Some(&LEVEL);
            scale = true;
        }
    }
}

/// Extends a noun phrase by `of …` and `in …`: `rounds of ammunition`, `Armenians in Nagorno-Karabakh`.
fn complement(view: &View<'_>, from: usize, limit: usize) -> usize {
    let mut last = from;
    if view.any(last, &COMPLEMENT_PREPOSITIONS) {
        let end = phrase(view, last + 1, limit);
        if end > last + 1 {
            last = end;
        }
    }
    last
}

/// The end of the noun phrase that starts at `from`.
fn phrase(view: &View<'_>, from: usize, limit: usize) -> usize {
    let mut at = from;
    // `9% fewer cars`: the cars are counted.
    while view.has(at, DETERMINER) || view.any(at, &["fewer", "more", "less"]) {
        at += 1;
    }
    let from = at;
    while at < limit
        && at < from + LONGEST
        && (view.is_word(at) || at > from && view.kind(at) == Some(TokenKind::Possessive))
        && !(view.has(at, FUNCTION) && !view.has(at, PERSON)
            || view.has(at, SPEECH | VERB) && !noun::is_plural(view, at))
    {
        at += 1;
        if view.hyphen(at) {
            at += 1;
        }
    }
    at
}

/// What a measure measures: `150 tons of flour`, `44-day war`, `$5 million in artillery`, `the index fell 2%`.
fn measured(view: &View<'_>, draft: &Draft, limit: usize) -> Option<(usize, usize)> {
    let lead = impact::start(view, draft.first).wrapping_sub(1);
    // `a glimpse of the 56 percent eclipse`: the number belongs to what follows.
    let whose = view.has(draft.first.wrapping_sub(1), DETERMINER) || draft.dimension == Dimension::Score;
    if let Some(found) = possessor(view, lead).filter(|_| view.is(lead, "of") && !whose) {
        return Some(found);
    }
    // `bonds worth 20 billion yen`.
    if let Some(found) = possessor(view, lead).filter(|_| view.is(lead, "worth")) {
        return Some(found);
    }
    if let Some(found) = object_of(view, draft, draft.last, limit) {
        return Some(found);
    }
    let at = draft.last;
    let compound = view.hyphen(draft.first + 1)
        || draft.dimension == Dimension::Money
        || draft.dimension == Dimension::Percent
        || draft.kind == Kind::Weak;
    if compound && view.is_word(at) && !view.has(at, FUNCTION | VERB | SPEECH | TIME) {
        // `a 2% decline in sales`: the sales are measured.
        if let Some(change) = (at..at + 3)
            .take_while(|&i| view.is_word(i) && !view.has(i, FUNCTION))
            .find(|&i| view.has(i, CHANGE))
        {
            if let Some(found) = object_of(view, draft, change + 1, limit) {
                return Some(found);
            }
        } else {
            let end = phrase(view, at, limit);
            let first = at + usize::from(view.any(at, &["fewer", "more", "less"]));
            if end > first && !is_degree(view, at, end) && !is_predicate(view, draft, at, end) {
                return Some((first, end));
            }
        }
    }
    if let Unit::Noun(head) = draft.unit
        && draft.bare
    {
        return Some((phrase_before(view, head).map_or(head, |(first, _)| first), head + 1));
    }
    if matches!(draft.dimension, Dimension::Duration | Dimension::Length | Dimension::Score | Dimension::Rate)
    {
        return None;
    }
    if let Some(found) = changed(view, draft, lead) {
        return Some(found);
    }
    // Who has or suffers something is not what is counted.
    let person = draft.bare
        && draft.dimension == Dimension::Count
        && (draft.impact.is_some() || draft.unit == Unit::Person);
    let (first, last) = subject(view, draft)?;
    let named = (first..last).all(|i| !view.lower(i) || view.has(i, FUNCTION));
    let known = !named || !matches!(draft.dimension, Dimension::Count | Dimension::Money);
    let clean = (first..last).all(|i| {
        !view.has(i, PRONOUN | AUXILIARY | RELATIVE)
            && (!view.has(i, VERB) || view.any(i, &["cover", "live", "cost", "trade"]))
    });
    // `The central bank sold $300 million`: who has it or does it is not measured.
    let level = (last..draft.first).any(|i| view.has(i, CHANGE | AUXILIARY) || view.any(i, &LEVEL_VERBS));
    (clean && known && level && !person && !view.has(last - 1, ADVERB | TIME)).then_some((first, last))
}

/// What stands behind `of`, `in`, `for` or `worth` at a token.
fn object_of(view: &View<'_>, draft: &Draft, at: usize, limit: usize) -> Option<(usize, usize)> {
    let spent = draft.dimension == Dimension::Money && view.is(at, "on");
    if !(view.any(at, &["of", "in", "for", "worth"]) || spent) {
        return None;
    }
    let from = at + 1 + usize::from(view.is(at + 1, "of"));
    let from = from + (from..limit).take_while(|&i| view.has(i, DETERMINER)).count();
    let end = phrase(view, from, limit);
    // `2 percent in March`, `for the same period` and `in Rome` tell when and where.
    let placed = view.any(at, &["in", "on"]) && (view.capitalised(from) || view.is_number(from));
    let dated = (from..end).any(|i| {
        view.has(i, TIME | WEEKDAY | PERIOD)
            || view.has(i, MONTH) && view.capitalised(i)
            || view.any(i, &TERMS_OF_YEARS)
    });
    (end > from && !dated && !placed).then_some((from, end))
}

/// What is set or changed: `left its key rate at 6.5 percent`, `cut the fee from 12 to 10 pounds`.
fn changed(view: &View<'_>, draft: &Draft, lead: usize) -> Option<(usize, usize)> {
    let (first, last) = possessor(view, lead).filter(|_| view.any(lead, &["at", "by", "to", "from"]))?;
    let verb = (first.saturating_sub(3).max(view.start)..first).any(|i| view.has(i, CHANGE));
    let set = view.is(lead, "at") && draft.dimension != Dimension::Count;
    (set || verb).then_some((first, last))
}

/// Nouns that only tell how large a number is: `a total of`, `a record of`.
fn is_generic(view: &View<'_>, i: usize) -> bool {
    view.has(i, CHANGE | QUALIFIER) || view.any(i, &GENERIC_NOUNS)
}

/// `higher`, `overnight`: adjectives of degree behind a measure, which it does not measure.
fn is_degree(view: &View<'_>, first: usize, last: usize) -> bool {
    last == first + 1
        && (view.has(first, ADVERB | CHANGE)
            || view.text(first).ends_with("ly")
            || view.any(first, &DEGREES_OF_CHANGE))
}

/// `only 23% full`, `14% smaller than`: an adjective behind a share, of the subject before it.
fn is_predicate(view: &View<'_>, draft: &Draft, first: usize, last: usize) -> bool {
    let lead = impact::start(view, draft.first).wrapping_sub(1);
    let compared = view.is(last, "than");
    draft.dimension == Dimension::Percent
        && last == first + 1
        && !noun::is_plural(view, first)
        && (compared || view.has(lead, AUXILIARY) && (view.stops(last) || view.has(last, PREPOSITION)))
}

/// The noun phrase right before a preposition: `its key rate at 6.5 percent`, `a fine of 500 pounds`.
fn possessor(view: &View<'_>, preposition: usize) -> Option<(usize, usize)> {
    let head = preposition.wrapping_sub(1);
    // `at a rate of 5 percent` names nothing, `its key rate at 5 percent` does.
    let bare = |first: usize| first == head && view.any(head, &["rate", "price"]);
    let verb = view.has(head, VERB) || view.any(head, &["stand", "stands", "stood", "totals"]);
    // `fell by a third to $4.2 billion`: a share of the change, which nothing is measured of.
    let verb = verb || view.any(head, &["half", "third", "quarter", "fifth"]);
    phrase_before(view, head).filter(|&(first, _)| !is_generic(view, head) && !verb && !bare(first))
}

/// The noun phrase that ends with a token.
fn phrase_before(view: &View<'_>, head: usize) -> Option<(usize, usize)> {
    let noun = |i: usize| {
        view.is_word(i)
            && !view.has(i, FUNCTION | SPEECH | NUMBER | SCALE | TIME | WEEKDAY | AUXILIARY)
            && !(view.has(i, MONTH) && view.capitalised(i))
    };
    let participle = |i: usize| {
        view.lower(i)
            && (view.text(i).ends_with("ed") || view.text(i).ends_with("ing") || view.text(i).ends_with("ly"))
            && !view.any(i, &NOUNS_IN_ING)
    };
    if !noun(head) || participle(head) {
        return None;
    }
    let mut first = head;
    while head - first < 4 && first > view.start {
        let before = first - 1;
        let joined = view.hyphen(before);
        if !joined && (!noun(before) || view.has(before, VERB | CHANGE) || participle(before)) {
            break;
        }
        first = before;
    }
    if view.hyphen(first) {
        first += 1;
    }
    Some((first, head + 1))
}

/// The noun phrase before the verb that stands before the number.
pub(in crate::enrich::figures) fn subject(view: &View<'_>, draft: &Draft) -> Option<(usize, usize)> {
    let mut verb = draft.first;
    while verb > view.start && draft.first - verb < 12 {
        let i = verb - 1;
        if view.stops(i) {
            return None;
        }
        let is_verb = view.has(i, VERB | CHANGE | AUXILIARY | SPEECH)
            || view.any(i, &["stands", "stood", "totals", "averages"])
            || view.lower(i) && view.text(i).ends_with("ed");
        // `the Red Cross said 3,200 fled`: who says it is not counted.
        if view.has(i, SPEECH) && !view.has(i, CHANGE) && is_verb {
            return None;
        }
        if is_verb && !view.has(i, PREPOSITION) {
            let mut first = i;
            while first > view.start
                && i - first < LONGEST
                && !view.stops(first - 1)
                && !view.has(first - 1, CONJUNCTION | SPEECH | AUXILIARY)
            {
                first -= 1;
            }
            while first < i && view.has(first, DETERMINER | CONJUNCTION | PREPOSITION) {
                first += 1;
            }
            return (first < i).then_some((first, trimmed(view, first, i)));
        }
        verb = i;
    }
    None
}

/// The end of a subject without its adverbs and without what tells when: `The bank on Monday`, `Sales also`.
fn trimmed(view: &View<'_>, first: usize, last: usize) -> usize {
    let when = |i: usize| {
        view.any(i, &["on", "in", "since", "during"])
            && (view.has(i + 1, WEEKDAY | TIME) || view.has(i + 1, MONTH) && view.capitalised(i + 1))
    };
    let mut end = (first + 1..last).find(|&i| when(i)).unwrap_or(last);
    while end > first + 1 && view.has(end - 1, ADVERB | TIME | WEEKDAY) {
        end -= 1;
    }
    end
}

/// The contract's unit of a draft.
pub(in crate::enrich::figures) fn unit(view: &View<'_>, draft: &Draft) -> Option<String> {
    match draft.unit {
        Unit::Code(code) => Some(code.to_owned()),
        Unit::Person => Some("person".to_owned()),
        Unit::Points => Some("point".to_owned()),
        Unit::Noun(i) => Some(morphology::singular(view.text(i))),
        Unit::None => None,
    }
}
