//! Verbs of saying and the frames they open.

use super::super::lexicon::{
    ADVERB, AUXILIARY, DATA, DETERMINER, MONTH, PERSON, PREPOSITION, PRONOUN, RELATIVE, SHOWS, SOURCE,
    SPEAKER, SPEECH, WEEKDAY,
};
use super::super::view::View;
use super::quotes::{Quote, is_inside};
use super::{Frame, subject, verb};

/// Adds the frames of a sentence. `last` is the speaker before, for pronouns.
///
/// `people` are the token ranges at which people are named.
pub(super) fn find(
    view: &View<'_>,
    quotes: &[Quote],
    people: &[(usize, usize)],
    last: Option<(usize, usize)>,
    frames: &mut Vec<Frame>,
) {
    let from = frames.len();
    let mut last = last;
    for verb in view.start..view.end {
        let source = view.has(verb, SOURCE) || is_per(view, verb);
        if !(source || view.has(verb, SPEECH | SHOWS)) || is_inside(quotes, verb) {
            continue;
        }
        let found = if source { source_frame(view, verb) } else { verb_frame(view, verb, &frames[from..]) };
        // Who says `I` is told elsewhere.
        let found = found.filter(|frame| {
            !(frame.speaker.1 == frame.speaker.0 + 1 && view.any(frame.speaker.0, &["i", "we", "you"]))
        });
        if let Some(mut frame) = found {
            frame.speaker = resolve(view, frame.speaker, people, last);
            if !source {
                last = Some(frame.speaker);
            }
            frames.push(frame);
        }
    }
}

/// A pronoun stands for the speaker before.
fn resolve(
    view: &View<'_>,
    speaker: (usize, usize),
    people: &[(usize, usize)],
    last: Option<(usize, usize)>,
) -> (usize, usize) {
    let alone = speaker.1 == speaker.0 + 1;
    if alone && view.any(speaker.0, &["he", "she", "him", "her"]) {
        // A body is no `he`: the last who spoke, if that is a person, else the last person named.
        let wide = view.window(0, view.end);
        let person = |range: (usize, usize)| {
            (range.0..range.1).any(|i| wide.has(i, PERSON) && !wide.has(i, SPEAKER))
                || people.iter().any(|&(first, end)| first < range.1 && range.0 < end)
        };
        let body = |range: (usize, usize)| {
            wide.any(range.0, &["the", "a"]) || (range.0..range.1).any(|i| wide.has(i, SPEAKER))
        };
        let before = people.partition_point(|&(first, _)| first < speaker.0);
        let named =
            before.checked_sub(1).map(|k| people[k]).filter(|named| speaker.0.saturating_sub(named.1) < 80);
        return last
            .filter(|&last| person(last))
            .or(named)
            .or_else(|| last.filter(|&last| !body(last)))
            .or_else(|| name_before(view, speaker.0))
            .unwrap_or(speaker);
    }
    if alone && view.any(speaker.0, &["they", "it", "them"]) {
        return last.or_else(|| name_before(view, speaker.0)).unwrap_or(speaker);
    }
    speaker
}

/// The last run of capitalised words before a token that is the name of a person or body, to resolve a pronoun.
fn name_before(view: &View<'_>, i: usize) -> Option<(usize, usize)> {
    let wide = view.window(0, i);
    let lowest = i.saturating_sub(80);
    let mut last = i;
    while last > lowest {
        let at = last - 1;
        let name = |at: usize| {
            wide.is_word(at)
                && wide.capitalised(at)
                && !wide.has(at, WEEKDAY | MONTH | PRONOUN | DETERMINER | PREPOSITION | ADVERB)
        };
        if name(at) {
            let mut first = at;
            while first > lowest && name(first - 1) && !wide.glued(first) {
                first -= 1;
            }
            if last - first >= 2 {
                return Some((first, last));
            }
            last = first;
        }
        last = last.saturating_sub(1);
    }
    None
}

/// `as per the ruling, …`, `…, per the agency`.
fn is_per(view: &View<'_>, i: usize) -> bool {
    let before = i.wrapping_sub(1);
    view.is(i, "per")
        && (i == view.start || view.lower(i))
        && (i == view.start || view.text(before) == "," || view.is(before, "as"))
        && (view.capitalised(i + 1) || view.is(i + 1, "the"))
}

/// `according to X`, `citing X`.
fn source_frame(view: &View<'_>, verb: usize) -> Option<Frame> {
    let from = verb + 1 + usize::from(view.is(verb + 1, "to"));
    if view.is(verb, "according") && from == verb + 1 {
        return None;
    }
    let mut speaker = subject::behind(view, from)?;
    // `citing higher risks`: a reason, no source.
    let mut head = (speaker.0..speaker.1).take_while(|&i| !view.has(i, PREPOSITION));
    if view.is(verb, "citing")
        && !head.any(|i| view.has(i, PERSON | SPEAKER | DATA | PRONOUN) || view.capitalised(i))
    {
        return None;
    }
    // `according to data compiled by the agency`.
    if view.any(speaker.1, &["by", "from"])
        && let Some(body) = subject::behind(view, speaker.1 + 1)
    {
        speaker.1 = body.1;
    }
    // In brackets it is the source of what stands there.
    let open =
        (view.start..verb).rev().take(60).take_while(|&i| view.text(i) != ")").find(|&i| view.text(i) == "(");
    let content = match open {
        Some(open) => (open, (verb..view.end).take(60).find(|&i| view.text(i) == ")").unwrap_or(view.end)),
        None => (view.start, view.end),
    };
    Some(Frame { speaker, content, verb })
}

fn verb_frame(view: &View<'_>, verb: usize, earlier: &[Frame]) -> Option<Frame> {
    if !verb::may_speak(view, verb) {
        return None;
    }
    let before = verb.wrapping_sub(1);
    let participle = view.text(verb).to_ascii_lowercase().ends_with("ing");
    let helper = helper_before(view, verb);
    if helper.is_some_and(|i| view.any(i, &["should", "would", "could", "might", "must", "can", "may"])) {
        return None;
    }
    if participle && !helper.is_some_and(|i| view.any(i, &["is", "are", "was", "were"])) {
        // `He went on, saying …`: the subject of the sentence speaks.
        if !(view.text(before) == "," || view.is(before, "by")) && !view.any(verb, &["saying"]) {
            return None;
        }
        let speaker = earlier.last().map(|frame| frame.speaker).or_else(|| first_subject(view, verb))?;
        return Some(Frame { speaker, content: (verb, view.end), verb });
    }
    if !participle && helper.is_some_and(|i| is_passive_helper(view, i)) {
        // `was quoted by the agency as saying`, `it was said by the minister`.
        let by = (verb + 1..(verb + 4).min(view.end)).find(|&i| view.is(i, "by"))?;
        if view.any(verb, &["quoted"]) {
            let speaker = subject::before(view, verb)?;
            return Some(Frame { speaker, content: (view.start, view.end), verb });
        }
        let speaker = subject::behind(view, by + 1)?;
        // `It was said by the minister`: what the paragraph told before.
        let told = view.any(view.start, &["it", "this", "that"]) && verb <= view.start + 3;
        let start = if told { paragraph(view) } else { view.start };
        return Some(Frame { speaker, content: (start, view.end), verb });
    }
    if let Some(speaker) = inverted(view, verb) {
        // What is told about the speaker is not said by him: `…, said the owner, who has three of them`.
        let about = view.text(speaker.1) == "," && view.has(speaker.1 + 1, RELATIVE);
        let end = if about { speaker.1 } else { view.end };
        return Some(Frame { speaker, content: (view.start, end), verb });
    }
    // `Papy Ekila disputed the count and said 100 were missing`: one subject, two verbs.
    let joined = view.any(before, &["and", "but"]) && !participle;
    let speaker = if joined { first_subject(view, verb)? } else { subject::before(view, verb)? };
    if view.has(verb, SHOWS) && !view.has(verb, SPEECH) && !(speaker.0..speaker.1).any(|i| view.has(i, DATA))
    {
        return None;
    }
    let suffix =
        verb::ends_speech(view, verb) && speaker.0 > view.start && opens_after_content(view, speaker.0);
    // `After the minister announced …, thousands marched`: what is said ends with the clause.
    let aside = view.any(
        speaker.0.wrapping_sub(1),
        &["after", "when", "as", "since", "while", "although", "though", "because", "if", "once", "before"],
    );
    let comma = aside.then(|| (verb..view.end).find(|&i| view.text(i) == ",")).flatten();
    // `…, the department said, against forecasts of 0.3%`: that is set against what was said.
    let against = view.text(verb + 1) == ","
        && view.any(verb + 2, &["against", "versus", "compared", "beating", "missing", "above", "below"]);
    let content = if suffix && against {
        (view.start, verb)
    } else if suffix {
        (view.start, view.end)
    } else {
        (verb, comma.unwrap_or(view.end))
    };
    Some(Frame { speaker, content, verb })
}

/// The start of the paragraph of a sentence, at most some sentences before.
fn paragraph(view: &View<'_>) -> usize {
    let tokens = view.document.tokens();
    let lowest = view.start.saturating_sub(120);
    let mut i = view.start;
    while i > lowest && tokens[i].gap < crate::document::Gap::Line {
        i -= 1;
    }
    i
}

/// The auxiliary before a verb, over adverbs.
pub(super) fn helper_before(view: &View<'_>, verb: usize) -> Option<usize> {
    let mut i = verb;
    while i > view.start && view.has(i - 1, ADVERB) && !view.has(i - 1, AUXILIARY) {
        i -= 1;
    }
    (i > view.start && view.has(i - 1, AUXILIARY)).then(|| i - 1)
}

fn is_passive_helper(view: &View<'_>, i: usize) -> bool {
    view.any(i, &["was", "were", "is", "are", "been", "be", "being"])
}

pub(super) fn is_inverted_place(view: &View<'_>, verb: usize) -> bool {
    let before = verb.wrapping_sub(1);
    view.is_quote(before) || view.text(before) == ","
}

/// `," said X`.
fn inverted(view: &View<'_>, verb: usize) -> Option<(usize, usize)> {
    if !is_inverted_place(view, verb) || view.any(verb, &["told", "tells", "informed", "believes", "expects"])
    {
        return None;
    }
    let next = verb + 1;
    let names = view.has(next, DETERMINER | PERSON | SPEAKER)
        || view.capitalised(next) && !view.has(next, WEEKDAY | MONTH);
    if !names || view.has(next, PRONOUN) && !view.any(next, &["he", "she", "they"]) {
        return None;
    }
    if !view.has(verb, SPEECH) {
        return None;
    }
    // `Smith, a spokesman, said police had`: before an inversion stands a clause or a quotation.
    let from = view.around(verb).start;
    let comma = (from..verb).find(|&i| view.text(i) == ",")?;
    let clause = view.is_quote(verb.wrapping_sub(1))
        || (from..comma)
            .any(|i| view.has(i, AUXILIARY | super::super::lexicon::VERB) || view.text(i).ends_with("ed"));
    if !clause {
        return None;
    }
    // Nor does the speaker go on to do something: `…, said the data would not change`.
    subject::behind(view, next).filter(|&(_, last)| {
        !view.has(last, AUXILIARY)
            && !(view.has(last, super::super::lexicon::VERB) && !view.has(last, SPEECH))
    })
}

/// The subject with which a sentence starts, for participles.
fn first_subject(view: &View<'_>, verb: usize) -> Option<(usize, usize)> {
    let first_verb = (view.around(verb).start + 1..verb).find(|&i| {
        view.has(i, AUXILIARY | super::super::lexicon::VERB | SPEECH)
            || view.text(i).ends_with("ed") && view.lower(i)
    })?;
    subject::before(view, first_verb)
}

/// True if a subject stands behind what is said: after a comma, a dash or a quotation.
fn opens_after_content(view: &View<'_>, first: usize) -> bool {
    let before = first.wrapping_sub(1);
    matches!(view.text(before), "," | "\u{2014}" | "\u{2013}" | "--") || view.is_quote(before)
}
