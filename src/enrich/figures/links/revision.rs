//! Counts that no longer hold: withdrawn by a correction, or superseded by a later count.

use crate::document::furniture::Kind;
use crate::enrich::figures::draft::{Draft, Standing};
use crate::enrich::figures::impact;
use crate::enrich::pattern::patterns;
use crate::enrich::rule::{Reason, Rule};
use crate::enrich::view::View;
use crate::lexicon::WordList;
use crate::lexicon::word_lists;
use crate::lexicon::{CHANGE, SPEECH};

word_lists! {
    "figures":
    CALENDAR_UNITS, CORRECTED_TEXTS, EARLIER_REPORT_WORDS, REPORT_VERBS, TAKING_BACK, TOLL_REVISIONS,
}

patterns! {
    "figures":
    FROM = ["from ^"];
    NOT = ["not ^"];
    COMPARED_WITH = ["compared with ^"];
    /// `35 reported earlier`, `35 initially reported`.
    REPORTED_EARLIER = ["^ EARLIER_WORDS SPEECH", "SPEECH ^ EARLIER_WORDS"];
    /// `said 27`, `figure of 27`.
    TOLD = ["^ COUNTING_NOUNS|SPEECH|EARLIER_COUNT_VERBS"];
    /// `first said`, `had been given`.
    FIRST_TOLD = ["first ^", "had been ^"];
    GIVEN = ["^ SPEECH|put|given|estimated|counted"];
    /// `had said that`, `had put the dead at`: before what the article tells.
    HAD_SAID = ["^ had SPEECH|put", "^ had <word> SPEECH|put"];
    /// `as first thought`, `as initially reported`.
    THOUGHT_FIRST = ["^ as EARLIER_WORDS|first *ed|thought|said", "^ as it? was? EARLIER_WORDS|first *ed|thought|said"];
    EARLIER_REPORTS = ["^ EARLIER_WORDS|initial reports|report|statements|claims"];
    WERE_WRONG = ["^ was|were|are wrong|false|incorrect|untrue"];
    /// `an hour earlier`, `a day before`.
    TIME_EARLIER = ["UNIT ^ earlier|before|previously"];
}

/// So many tokens before a number stands the verb by which it was told before (chosen).
const SAID_REACH: usize = 10;

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
        let wrong = is_called_wrong(view, &drafts[k]);
        let standing = if correction && is_taken_back(view, first, drafts, k) || reported_before || wrong {
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
        view.any(i, &CORRECTED_TEXTS)
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

/// `earlier reports that three houses had been destroyed were wrong`.
fn is_called_wrong(view: &View<'_>, draft: &Draft) -> bool {
    let reports = || clause_before(view, draft.first, SAID_REACH).any(|i| EARLIER_REPORTS.begin(view, i));
    clause_behind(view, draft, SAID_REACH).any(|i| WERE_WRONG.begin(view, i)) && reports()
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

/// A way in which a text says that a later count has superseded a number; the token is that of the number with its qualifier.
type Superseding = fn(&View<'_>, usize, &Draft) -> bool;

/// Any of these is enough.
const SUPERSEDING: &[Rule<Superseding>] = &[
    Rule::new("base of a change", "`up from 200`, `rose from 27 to 31`, `to 31 from 27`", is_base),
    Rule::new("earlier count", "`an earlier figure of 200`, `had initially said 27`", is_called_earlier),
    Rule::new("reported earlier", "`up from the 35 reported earlier`", |view, _, draft| {
        clause_behind(view, draft, 4).any(|i| REPORTED_EARLIER.begin(view, i))
    }),
    Rule::new(
        "first told",
        "`it had been given as 23`, `first put at 14`, `having first said 70`",
        is_first_told,
    ),
    Rule::new("compared day", "`compared with 14 on Monday`", |view, start, draft| {
        COMPARED_WITH.begin(view, start) && view.is(draft.last, "on")
    }),
    Rule::new("said before", "`Police had said on Thursday that 22 were killed`", |view, start, draft| {
        let told = || clause_before(view, start, SAID_REACH).any(|i| HAD_SAID.begin(view, i));
        draft.impact.is_some() && told()
    }),
    Rule::new("thought at first", "`72 people died, not 71 as first thought`", |view, start, draft| {
        NOT.begin(view, start) && THOUGHT_FIRST.begin(view, draft.last)
    }),
    Rule::new("time ago", "`The toll was 12 an hour earlier`: of the same day", |view, _, draft| {
        let year = (draft.last..draft.last + 5).any(|i| view.any(i, &CALENDAR_UNITS));
        let ago = || clause_behind(view, draft, 5).any(|i| TIME_EARLIER.begin(view, i));
        draft.restates.is_some() && !year && ago()
    }),
];

/// True if a later count has superseded the number.
fn is_superseded(view: &View<'_>, start: usize, draft: &Draft) -> bool {
    SUPERSEDING.iter().any(|rule| (rule.test)(view, start, draft))
}

/// The tokens before one, the nearest first, up to the mark at which a clause ends.
fn clause_before<'v>(view: &'v View<'_>, at: usize, reach: usize) -> impl Iterator<Item = usize> + 'v {
    (at.saturating_sub(reach).max(view.start)..at).rev().take_while(move |&i| !ends(view, i))
}

/// The tokens behind a number up to the mark at which a clause ends.
fn clause_behind<'v>(view: &'v View<'_>, draft: &Draft, reach: usize) -> impl Iterator<Item = usize> + 'v {
    (draft.last..draft.last + reach).take_while(move |&i| !view.stops(i))
}

fn is_base(view: &View<'_>, start: usize, draft: &Draft) -> bool {
    let revised = || clause_before(view, draft.first, 12).any(|i| view.any(i, &TOLL_REVISIONS));
    let changes = || (draft.first.saturating_sub(8)..start.wrapping_sub(1)).any(|i| view.has(i, CHANGE));
    FROM.begin(view, start) && (revised() || changes())
}

fn is_called_earlier(view: &View<'_>, _: usize, draft: &Draft) -> bool {
    let earlier = clause_before(view, draft.first, 9).find(|&i| view.any(i, &EARLIER_WORDS));
    earlier.is_some_and(|i| TOLD.within(view, i..draft.first) || view.has(i.wrapping_sub(1), SPEECH))
}

fn is_first_told(view: &View<'_>, start: usize, _: &Draft) -> bool {
    let before = start.wrapping_sub(1);
    let verb = before.wrapping_sub(usize::from(view.any(before, &["at", "as"])));
    FIRST_TOLD.begin(view, verb) && GIVEN.begin(view, verb)
}

fn ends(view: &View<'_>, i: usize) -> bool {
    view.stops(i) && !view.hyphen(i)
}
