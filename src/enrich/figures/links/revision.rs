//! Counts that no longer hold: withdrawn by a correction, or superseded by a later count.

use crate::document::furniture::Kind;
use crate::enrich::figures::draft::{Draft, Standing};
use crate::enrich::figures::impact;
use crate::enrich::rule::Reason;
use crate::enrich::view::View;
use crate::lexicon::WordList;
use crate::lexicon::word_lists;
use crate::lexicon::{CHANGE, SPEECH, UNIT};

word_lists! {
    "figures":
    CALENDAR_UNITS, EARLIER_COUNT_VERBS, EARLIER_REPORT_WORDS, REPORT_VERBS, TAKING_BACK, TOLL_REVISIONS,
}

/// Words of a correction.
static CORRECTS: WordList = WordList::new("figures", "CORRECTS");
/// Words of an error.
static ERRS: WordList = WordList::new("figures", "ERRS");
/// Words for a count that came before.
pub(in crate::enrich::figures) static EARLIER_WORDS: WordList = WordList::new("figures", "EARLIER_WORDS");
/// Words that name a count.
pub(in crate::enrich::figures) static COUNTING_NOUNS: WordList = WordList::new("figures", "COUNTING_NOUNS");

const SUPERSEDED: Reason = Reason::new("superseded", "`up from 200 on Monday`, `an earlier toll of 27`");
const TAKEN_BACK: Reason = Reason::new("taken back", "`(Corrects toll to 12, not 21)`, `wrongly said 21`");

/// Sets the standing of every draft of a sentence.
pub(in crate::enrich::figures) fn set(view: &View<'_>, drafts: &mut [Draft]) {
    let correction = is_correction(view);
    let note = correction && drafts.len() > 1;
    for k in 0..drafts.len() {
        let first = impact::start(view, drafts[k].first);
        let reported_before = k > 0 && is_reported_before(view, &drafts[k]);
        let standing = if correction && is_taken_back(view, first, drafts, k) || reported_before {
            Standing::Withdrawn
        } else if is_superseded(view, first, &drafts[k]) {
            if note { Standing::Withdrawn } else { Standing::Earlier }
        } else {
            Standing::Current
        };
        drafts[k].standing = standing;
        drafts[k].why.standing = match standing {
            Standing::Current => None,
            Standing::Earlier => Some(&SUPERSEDED),
            Standing::Withdrawn => Some(&TAKEN_BACK),
        };
    }
}

/// True if a sentence corrects what was published.
pub(in crate::enrich::figures) fn is_correction(view: &View<'_>) -> bool {
    let Some(token) = view.token(view.start) else { return false };
    if view.document.furniture_at(token.span) == Some(Kind::Correction) {
        return true;
    }
    let opens = (view.start..(view.start + 4).min(view.end)).any(|i| view.any(i, &CORRECTS));
    let version = (view.start..view.end.min(view.start + 40)).any(|i| {
        view.any(i, &["version", "story", "article", "headline"])
            && (view.any(i.wrapping_sub(1), &["earlier", "previous", "original", "initial"])
                || (i..i + 8).any(|at| view.any(at, &ERRS)))
    });
    opens || version
}

/// `four people, not seven as we reported at noon`.
fn is_reported_before(view: &View<'_>, draft: &Draft) -> bool {
    let last = draft.last;
    view.is(draft.first.wrapping_sub(1), "not")
        && view.is(last, "as")
        && (last + 1..last + 5).any(|i| view.any(i, &EARLIER_REPORT_WORDS))
        && (last + 1..last + 5).any(|i| view.has(i, SPEECH))
}

/// True if a correction takes the number back: `12, not 21`, `from 21 to 12`, `wrongly said 21`.
fn is_taken_back(view: &View<'_>, first: usize, drafts: &[Draft], k: usize) -> bool {
    let before = first.wrapping_sub(1);
    let number = drafts[k].first;
    let not = (number.saturating_sub(4).max(view.start)..number).any(|i| {
        view.is(i, "not") || view.is(i, "instead") || view.any(i, &["rather"]) && view.is(i + 1, "than")
    });
    if not {
        return true;
    }
    let to_follows =
        drafts.get(k + 1).is_some_and(|next| view.is(impact::start(view, next.first).wrapping_sub(1), "to"));
    let to_before = k > 0 && view.is(impact::start(view, drafts[k - 1].first).wrapping_sub(1), "to");
    if view.is(before, "from") && (to_follows || to_before) {
        return true;
    }
    // `An earlier version said 21 were hurt. It was 12.`
    let err = (view.start..first).rev().take(24).find(|&i| {
        view.any(i, &ERRS)
            || view.any(i, &["version", "original", "earlier"])
                && (i..first).any(|at| view.has(at, SPEECH) || view.any(at, &REPORT_VERBS))
    });
    let amended = err.is_some_and(|err| {
        (err..first).any(|i| view.any(i, &TAKING_BACK) && view.text(i.wrapping_sub(1)) == ";")
    });
    err.is_some() && !amended && !(k > 0 && drafts[k - 1].standing == Standing::Withdrawn)
}

/// True if a later count has superseded the number.
fn is_superseded(view: &View<'_>, start: usize, draft: &Draft) -> bool {
    let (first, before) = (draft.first, start.wrapping_sub(1));
    let near = |reach: usize, words: &[&str]| {
        (first.saturating_sub(reach).max(view.start)..first)
            .rev()
            .take_while(|&i| !ends(view, i))
            .any(|i| view.any(i, words))
    };
    // `up from 200`, `rose from 27 to 31`, `to 31 from 27`.
    let from = view.is(before, "from")
        && (near(12, &TOLL_REVISIONS) || (first.saturating_sub(8)..before).any(|i| view.has(i, CHANGE)));
    if from {
        return true;
    }
    // `an earlier figure of 200`, `earlier reports of 12 dead`, `had initially said 27`.
    let earlier = (first.saturating_sub(9).max(view.start)..first)
        .rev()
        .take_while(|&i| !ends(view, i))
        .find(|&i| view.any(i, &EARLIER_WORDS));
    let named = earlier.is_some_and(|i| {
        (i..first).any(|at| {
            view.any(at, &COUNTING_NOUNS) || view.has(at, SPEECH) || view.any(at, &EARLIER_COUNT_VERBS)
        }) || view.has(i.wrapping_sub(1), SPEECH)
    });
    // `41, up from the 35 reported earlier`, `instead of the 35 initially reported`.
    let reported = (draft.last..draft.last + 4).take_while(|&i| !view.stops(i)).any(|i| {
        view.any(i, &EARLIER_WORDS) && (view.has(i + 1, SPEECH) || view.has(i.wrapping_sub(1), SPEECH))
    });
    // `The toll was 12 an hour earlier`.
    let ago = (draft.last..draft.last + 5)
        .take_while(|&i| !view.stops(i))
        .any(|i| view.any(i, &["earlier", "before", "previously"]) && view.has(i.wrapping_sub(1), UNIT));
    let year = (draft.last..draft.last + 5).any(|i| view.any(i, &CALENDAR_UNITS));
    // `it had been given as 23`, `first put at 14`, `having first said 70`, `compared with 14 on Monday`.
    let verb = before.wrapping_sub(usize::from(view.any(before, &["at", "as"])));
    let first_told = (view.has(verb, SPEECH) || view.any(verb, &["put", "given", "estimated", "counted"]))
        && (view.is(verb.wrapping_sub(1), "first") || view.phrase(verb.wrapping_sub(2), &["had", "been"]));
    let compared = view.phrase(before.wrapping_sub(1), &["compared", "with"]) && view.is(draft.last, "on");
    if first_told || compared {
        return true;
    }
    named || reported || draft.restates.is_some() && ago && !year
}

fn ends(view: &View<'_>, i: usize) -> bool {
    view.stops(i) && !view.hyphen(i)
}
