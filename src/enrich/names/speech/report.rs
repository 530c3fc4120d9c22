//! What a verb of saying reports, where no quotation marks say so.

use std::ops::Range;
use std::sync::LazyLock;

use super::{Context, Frame, SAYS, VERBS, View};
use crate::document::{Sentence, TokenKind};
use crate::enrich::names::matching::keys;

/// Clauses begin with these: `said he would`, `said the bridge`.
static OPENS: LazyLock<Vec<u64>> = LazyLock::new(|| {
    keys(
        "that he she it they we i you there this these those the a an his her its their our my your no some many \
         most all such what when while if although because both neither any each nobody everyone people",
    )
});

/// What a frame reports: what follows the verb as a clause, else what stands before the frame and a comma.
pub(super) fn reported(
    view: &View<'_>,
    context: &Context<'_>,
    sentence: &Sentence,
    frame: &Frame,
) -> Option<Range<usize>> {
    let range = sentence.range();
    let stop = |from: usize| stop(view, from, range.end);
    let open = frame.speaker.start.min(frame.verb);
    let close = frame.speaker.end.max(frame.verb + 1);
    if view.is(frame.verb, "according") || view.is(frame.verb, "According") {
        return match open > range.start {
            true => clause(view, range.start, open),
            false if view.is(close, ",") => clause(view, close + 1, stop(close)),
            false => None,
        };
    }
    // Before the frame: `The bridge would open, Lopes said`; not `Speaking in Brno, Lopes said`.
    let led = open > range.start
        && view.is(open - 1, ",")
        && !context.is_quoted(open.saturating_sub(2))
        && (view.mention_at(range.start).is_some()
            || !(view.word(range.start).ends_with("ing") || view.word(range.start).ends_with("ed")));
    let says = VERBS.get(view.tokens[frame.verb].key) == SAYS;
    // Verbs that mean other things too report what stands before them only where nothing follows.
    let led = led && (says || stop(close) <= close);
    let before = led.then(|| clause(view, range.start, open - 1)).flatten();
    // `The focus, Lopes said, was on the bridge`: the sentence goes on around the frame.
    let goes_on = led && frame.verb > frame.speaker.start && view.is(close, ",");
    if goes_on && clause(view, close + 1, stop(close + 1)).is_some() {
        return clause(view, range.start, stop(close));
    }
    let (from, sure) = behind(view, close, range.end);
    let that = sure
        && (view.is(from - 1, "that") || matches!(view.word(from), "he" | "she" | "they" | "it" | "there"));
    let after = clause(view, from, stop(from)).filter(|_| says || that);
    if sure { after.or(before) } else { before.or(after) }
}

/// What a sentence goes on to report: `…, noting that the law was old`.
pub(super) fn participles<'a>(
    view: &'a View<'_>,
    context: &'a Context<'_>,
    verb: usize,
    end: usize,
) -> impl Iterator<Item = Range<usize>> + 'a {
    (verb + 1..end).filter_map(move |at| {
        let participle =
            VERBS.get(view.tokens[at].key) != 0 && view.word(at).ends_with("ing") && view.is(at - 1, ",");
        if !participle || context.is_quoted(at) {
            return None;
        }
        let (from, sure) = behind(view, at + 1, end);
        clause(view, from, stop(view, from, end)).filter(|_| sure)
    })
}

/// The end of a clause, without the marks that close the sentence.
fn stop(view: &View<'_>, from: usize, end: usize) -> usize {
    let mut end = end;
    while end > from && matches!(view.tokens[end - 1].kind, TokenKind::Punctuation | TokenKind::Quote) {
        end -= 1;
    }
    end
}

/// Where the clause that a verb reports begins: behind whom it is told, when, and `that`; and whether it surely is one.
fn behind(view: &View<'_>, close: usize, end: usize) -> (usize, bool) {
    let opens = |at: usize| {
        OPENS.binary_search(&view.tokens[at].key).is_ok()
            || view.is_capitalised(at)
            || view.tokens[at].kind == TokenKind::Number
    };
    if close >= end {
        return (close, false);
    }
    let told = close > 0 && matches!(view.word(close - 1), "told" | "tells");
    if told {
        // `told Reuters he`, `told police a stranger`.
        let object = match view.mention_at(close) {
            Some(mention) => view.mentions[mention].tokens.end as usize,
            None => close + 1,
        };
        if let Some(that) = (object..end.min(object + 6)).find(|&at| view.is(at, "that")) {
            return (that + 1, true);
        }
        return (object, object < end && opens(object));
    }
    if !view.is_word(close)
        && view.tokens[close].kind != TokenKind::Number
        && view.tokens[close].kind != TokenKind::Quote
    {
        return (end, false);
    }
    // `said that`, `pointed out that`.
    let that = close + usize::from(view.is(close, "out"));
    if that < end && view.is(that, "that") {
        return (that + 1, true);
    }
    let dated = view.is_day(close);
    if opens(close) && !dated {
        return (close, true);
    }
    // `said after the meeting he …`, `said on Monday the …`; and clauses that begin with any noun.
    let preposition = dated
        || matches!(
            view.word(close),
            "in" | "on"
                | "at"
                | "after"
                | "during"
                | "to"
                | "of"
                | "before"
                | "by"
                | "about"
                | "as"
                | "late"
                | "early"
        );
    if preposition {
        let clause =
            (close + 1..end.min(close + 7)).find(|&at| matches!(view.word(at), "he" | "she" | "they" | "it"));
        return clause.map_or((close, false), |at| (at, true));
    }
    (close, true)
}

fn clause(view: &View<'_>, from: usize, to: usize) -> Option<Range<usize>> {
    let words = (from..to).filter(|&at| view.is_word(at)).count();
    (from < to && words >= 4).then_some(from..to)
}
