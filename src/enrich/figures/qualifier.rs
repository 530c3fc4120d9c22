//! How exact a number is meant.

use crate::article::enriched::{Dimension, Qualifier};
use crate::enrich::figures::draft::Draft;
use crate::enrich::rule::Reason;
use crate::enrich::view::View;
use crate::lexicon::word_lists;
use crate::lexicon::{AUXILIARY, IMPACT, IMPACT_NOUN, QUALIFIER};

word_lists! {
    "figures":
    ABOUT_WORDS, ADDING_VERBS, BEFORE_UP_TO, DEGREES_AS_MANY, DETERMINERS_OF_MORE, HANDED_OVER, LESS_BEHIND, LESS_THAN, MORE_BEHIND, MORE_THAN, MORE_WORDS, NOUNS_OF_ABOUT, OVER_CAUSES, QUALIFIER_LINKS,
}

const RANGE: Reason = Reason::new("range", "`10 to 15 people`: two ends");
const BY_FORM: Reason =
    Reason::new("form of the number", "`50-odd`, `in his 60s`: the reader of numbers says it");
const BEHIND: Reason = Reason::new("words behind", "`10 or more`, `50-plus`, `40 or so`");
const BEFORE: Reason = Reason::new("words before", "`more than 200`, `up to 12`, `some 300`");
const HINT: Reason = Reason::new("hint", "`dozens`, `hundreds of`: no more than a size");
const INHERITED: Reason =
    Reason::new("count before", "`more than 200 people were killed and 400 wounded`: meant as the first");

/// Sets the qualifiers of a sentence's drafts.
pub(super) fn set(view: &View<'_>, drafts: &mut [Draft]) {
    for k in 0..drafts.len() {
        let found = of(view, &drafts[k]).or_else(|| Some((inherited(view, drafts, k)?, &INHERITED)));
        drafts[k].qualifier = Some(found.map_or(Qualifier::Exact, |(qualifier, _)| qualifier));
        drafts[k].why.qualifier = found.map(|(_, reason)| reason);
    }
}

/// The qualifier that the words of a number itself give.
fn of(view: &View<'_>, draft: &Draft) -> Option<(Qualifier, &'static Reason)> {
    if draft.value_max.is_some() && !matches!(draft.dimension, Dimension::Score | Dimension::Rate) {
        return Some((Qualifier::Range, &RANGE));
    }
    if let Some(qualifier) = draft.qualifier {
        return Some((qualifier, &BY_FORM));
    }
    if let Some(qualifier) = behind(view, draft) {
        return Some((qualifier, &BEHIND));
    }
    let before = word_before(view, draft);
    let may_qualify = view.has(before, QUALIFIER) || view.any(before, &QUALIFIER_LINKS);
    match front(view, draft, before).filter(|_| may_qualify) {
        Some(qualifier) => Some((qualifier, &BEFORE)),
        None => draft.hint.then_some((Qualifier::About, &HINT)),
    }
}

/// The token before a number, its sign and its determiners.
fn word_before(view: &View<'_>, draft: &Draft) -> usize {
    let mut before = draft.first.wrapping_sub(1);
    if matches!(view.text(before), "-" | "+") {
        before = before.wrapping_sub(1);
    }
    for _ in 0..2 {
        if view.any(before, &DETERMINERS_OF_MORE)
            && !(view.is(before, "the") && view.has(before.wrapping_sub(1), crate::lexicon::PREPOSITION))
        {
            before = before.wrapping_sub(1);
        }
    }
    before
}

/// `10 or more`, `50-plus`, `40 or so`, `29 years to life`, `4+%`.
fn behind(view: &View<'_>, draft: &Draft) -> Option<Qualifier> {
    for at in [draft.last, draft.last + 1] {
        if view.is(at, "or") {
            // `to €2,118, or more than double its level`: a comparison.
            if view.any(at + 1, &MORE_BEHIND) && !view.is(at + 2, "than") {
                return Some(Qualifier::AtLeast);
            }
            if view.any(at + 1, &LESS_BEHIND) {
                return Some(Qualifier::AtMost);
            }
            if view.is(at + 1, "so") {
                return Some(Qualifier::About);
            }
        }
    }
    for at in draft.first..draft.last {
        if view.phrase(at, &["or", "more"]) && !view.is(at + 2, "than")
            || view.hyphen(at) && view.is(at + 1, "plus")
        {
            return Some(Qualifier::AtLeast);
        }
        if view.phrase(at, &["or", "so"]) || view.hyphen(at) && view.any(at + 1, &["odd", "ish"]) {
            return Some(Qualifier::About);
        }
    }
    if view.phrase(draft.last, &["to", "life"]) {
        return Some(Qualifier::AtLeast);
    }
    if ((draft.first + 1)..=draft.last).any(|at| view.text(at) == "+" && view.glued(at))
        || view.hyphen(draft.last) && view.is(draft.last + 1, "plus")
    {
        return Some(Qualifier::AtLeast);
    }
    None
}

/// By the word before the number and those before that.
fn front(view: &View<'_>, draft: &Draft, at: usize) -> Option<Qualifier> {
    let back = |steps: usize| at.wrapping_sub(steps);
    let no = |steps: usize| view.any(back(steps), &["no", "not", "n't"]);
    let word = view.text(at).to_ascii_lowercase();
    let qualifier = match word.as_str() {
        _ if ABOUT_WORDS.contains(&word.as_str()) => Qualifier::About,
        "over" if hands_over(view, back(1)) || view.any(back(1), &OVER_CAUSES) => return None,
        "over" => {
            let spans = draft.dimension == Dimension::Duration && !view.any(back(1), &BEFORE_UP_TO);
            if spans && !view.has(back(1), AUXILIARY) || view.any(back(1), &["spread", "all"]) {
                return None;
            }
            Qualifier::MoreThan
        }
        "past" | "beyond" if !view.any(back(1), &["the", "in"]) => Qualifier::MoreThan,
        "exceeding" | "exceed" if no(1) => Qualifier::AtMost,
        _ if MORE_WORDS.contains(&word.as_str()) => Qualifier::MoreThan,
        "than" => {
            if view.any(back(1), &MORE_THAN) {
                if no(2) { Qualifier::AtMost } else { Qualifier::MoreThan }
            } else if view.any(back(1), &LESS_THAN) {
                if no(2) { Qualifier::AtLeast } else { Qualifier::LessThan }
            } else {
                return None;
            }
        }
        "least" if view.any(back(1), &["at", "the"]) => Qualifier::AtLeast,
        "minimum" | "\u{2265}" => Qualifier::AtLeast,
        "most" if view.is(back(1), "at") => Qualifier::AtMost,
        "maximum" | "within" | "\u{2264}" => Qualifier::AtMost,
        "under" | "below" | "<" => Qualifier::LessThan,
        "to" if view.is(back(1), "up") && view.any(back(2), &ADDING_VERBS) => {
            return None;
        }
        "to" if view.is(back(1), "up") => Qualifier::AtMost,
        "to" if view.any(back(1), &["close", "nearer", "near", "closer"]) => Qualifier::About,
        "as" if view.any(back(1), &DEGREES_AS_MANY) && view.is(back(2), "as") => Qualifier::AtMost,
        "as" if view.any(back(1), &["few", "little", "low"]) && view.is(back(2), "as") => Qualifier::AtLeast,
        "of" if view.is(back(1), "south") && money_or_share(draft) => Qualifier::LessThan,
        "of" if view.any(back(1), &["upwards", "upward", "excess"])
            || view.is(back(1), "north") && money_or_share(draft) =>
        {
            Qualifier::MoreThan
        }
        "of" if view.is(back(1), "minimum") => Qualifier::AtLeast,
        "of" if view.is(back(1), "maximum") => Qualifier::AtMost,
        "of" if view.any(back(1), &NOUNS_OF_ABOUT) => Qualifier::About,
        "of" if view.any(back(1), &["shy", "short"]) => Qualifier::LessThan,
        "at" if view.any(back(1), &["estimated"]) => Qualifier::About,
        "up" if view.is(at + 1, "to") => Qualifier::AtMost,
        "just" if view.is(back(1), "over") => Qualifier::MoreThan,
        _ => return None,
    };
    Some(qualifier)
}

/// `north of $5 million`; what lies 5 miles north of a town is something else.
fn money_or_share(draft: &Draft) -> bool {
    matches!(draft.dimension, Dimension::Money | Dimension::Percent | Dimension::Count)
}

/// Verbs that go with `over` themselves: `handed over $5 million`.
fn hands_over(view: &View<'_>, verb: usize) -> bool {
    HANDED_OVER.iter().any(|stem| view.lower(verb) && view.text(verb).starts_with(stem))
        && (view.text(verb).ends_with("ed") || view.text(verb).ends_with("ing") || view.text(verb).len() < 6)
}

/// `more than 200 people were killed and 400 wounded`: the second, which has no noun of its own, is meant as the first.
fn inherited(view: &View<'_>, drafts: &[Draft], k: usize) -> Option<Qualifier> {
    let previous = drafts[..k].last()?;
    let draft = &drafts[k];
    // `up to 850 horsepower (633 kW)`: the same in another unit.
    if view.text(draft.first.wrapping_sub(1)) == "("
        && previous.last + 1 == draft.first
        && previous.dimension == draft.dimension
    {
        return previous.qualifier.filter(|&qualifier| qualifier != Qualifier::Range);
    }
    let bare = draft.bare
        || draft.noun.is_some_and(|noun| {
            noun.first == noun.head
                && view.has(noun.head, IMPACT_NOUN)
                && view.has(noun.head, IMPACT)
                && view.text(noun.head).ends_with("ed")
        });
    if !bare || !draft.counts_people() || !previous.counts_people() {
        return None;
    }
    let joined = view.is(draft.first.wrapping_sub(1), "and")
        && (previous.last..draft.first - 1).all(|i| view.has(i, AUXILIARY | IMPACT | crate::lexicon::ADVERB));
    previous.qualifier.filter(|&qualifier| {
        joined && matches!(qualifier, Qualifier::MoreThan | Qualifier::AtLeast | Qualifier::About)
    })
}
