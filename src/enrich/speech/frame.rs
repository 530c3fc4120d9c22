//! Frames of speech: a verb or noun that says so, its speaker, and on which side of it stands what is said.

use std::ops::Range;

use super::rules;
use super::subject::{Part, is_manner};
use super::text::Text;
use super::unit::Unit;
use super::verb::{self, helper_before, is_behind_content, is_saying};
use crate::document::TokenKind;
use crate::enrich::rule::Reason;
use crate::enrich::view::View;
use crate::lexicon::WordList;
use crate::lexicon::word_lists;
use crate::lexicon::{
    ADDRESSED, ADVERB, AUXILIARY, COUNTING, DATA, DENIES, DETERMINER, GIVES, MONTH, PERSON, PREPOSITION,
    PRONOUN, RELATIVE, SHOWS, SOURCE, SPEAKER, SPEECH, TIME, VERB, WEEKDAY,
};

word_lists! {
    "attribution":
    ADVERBIAL_PREPOSITIONS, LATER_ADVERBS, NEGATIONS, QUANTIFIERS_BEHIND_AT,
}

/// The side of a frame on which stands what is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// `X said …`, also `…, X said` and `…, X said, …`.
    Subject,
    /// `…, said X`.
    Inverted,
    /// `according to X`: all of the clause around it.
    Source,
    /// `by X's count`: all of the sentence.
    Sentence,
    /// `X put the toll at 38`: only what follows, and no clause.
    Object,
    /// `X was quoted as saying …`, `X: …`: only what follows.
    Behind,
}

/// Somebody says something.
#[derive(Debug, Clone)]
pub(super) struct Frame {
    pub(super) rule: Reason,
    pub(super) shape: Shape,
    /// The verb of saying, or the noun of counting.
    pub(super) verb: usize,
    /// The words that name the speaker.
    pub(super) speaker: Range<usize>,
    /// The words of the attribution itself: speaker, verb, whom it is told, when and where.
    pub(super) own: Range<usize>,
    /// `denied`: what follows is not what the speaker says.
    pub(super) denies: bool,
}

impl Frame {
    fn new(rule: Reason, shape: Shape, verb: usize, speaker: Range<usize>) -> Self {
        let own = speaker.start.min(verb)..speaker.end.max(verb + 1);
        Self { rule, shape, verb, speaker, own, denies: false }
    }
}

/// The frames of a unit, in the order of the text.
pub(super) fn find(text: &Text<'_>, unit: &Unit) -> Vec<Frame> {
    let mut frames: Vec<Frame> = Vec::new();
    let mut at = unit.start;
    while at < unit.end {
        let view = &text.view;
        let candidate =
            view.has(at, SPEECH | SHOWS | SOURCE | COUNTING | DENIES | GIVES) || view.is(at, "per");
        if candidate && !text.is_quoted(at) {
            let part = part(text, unit, at);
            if let Some(frame) = frame_at(&part, at, &frames) {
                at = at.max(frame.own.end.saturating_sub(1)).max(frame.verb);
                frames.push(frame);
            }
        }
        at += 1;
    }
    if frames.is_empty() {
        frames.extend(without_verb(text, unit));
    }
    frames
}

/// The part of a unit between quotations in which a token stands. Turns of phrase in marks do not part it.
pub(super) fn part<'a>(text: &'a Text<'a>, unit: &Unit, at: usize) -> Part<'a> {
    let (mut start, mut end) = (unit.start, unit.end);
    for quotation in &text.quotations[text.quotations_in(unit.start..unit.end)] {
        if is_phrase(text, &quotation.tokens) {
            continue;
        }
        if quotation.tokens.end <= at {
            start = start.max(quotation.tokens.end + 1);
        } else if quotation.tokens.start > at {
            end = end.min(quotation.tokens.start - 1);
            break;
        }
    }
    Part { text, view: text.view.window(start.min(at), end.max(at + 1)).around(at) }
}

/// True for a turn of phrase in marks (`the "king" of pop`), which is no quotation of its own.
pub(super) fn is_phrase(text: &Text<'_>, tokens: &Range<usize>) -> bool {
    let view = &text.view;
    let closed = matches!(view.text(tokens.end - 1), "," | "." | "?" | "!" | "...");
    tokens.len() <= 4 && !closed && !matches!(view.text(tokens.start.wrapping_sub(2)), "," | ":")
}

fn frame_at(part: &Part<'_>, at: usize, earlier: &[Frame]) -> Option<Frame> {
    let view = &part.view;
    if view.has(at, SOURCE) || is_per(view, at) {
        return source(part, at);
    }
    if view.has(at, COUNTING)
        && let Some(frame) = counting(part, at)
    {
        return Some(frame);
    }
    let says = view.has(at, SPEECH | SHOWS) && is_saying(part.text, at);
    if says || view.has(at, DENIES) || verb::gives_count(view, at) {
        let mut frame = verb_frame(part, at, earlier)?;
        // Who says `I` is known only from what stands around the quotation.
        let first_person = frame.speaker.len() == 1 && view.any(frame.speaker.start, &["i", "we", "you"]);
        frame.denies = view.has(at, DENIES);
        return (!first_person).then_some(frame);
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
fn source(part: &Part<'_>, verb: usize) -> Option<Frame> {
    let view = &part.view;
    let from = verb + 1 + usize::from(view.is(verb + 1, "to"));
    if view.is(verb, "according") && from == verb + 1 {
        return None;
    }
    let mut speaker = part.source(from)?;
    // `citing higher risks`: a reason, no source.
    let mut head = speaker.clone().take_while(|&i| !view.has(i, PREPOSITION));
    let speaks = |i: usize| part.text.may_speak(i) || view.has(i, PRONOUN) || view.capitalised(i);
    if view.is(verb, "citing") && !head.any(speaks) {
        return None;
    }
    // `according to data compiled by the agency`.
    if view.any(speaker.end, &["by", "from"])
        && let Some(body) = part.behind(speaker.end + 1)
    {
        speaker.end = body.end;
    }
    let mut frame = Frame::new(rules::ACCORDING, Shape::Source, verb, speaker);
    if view.any(verb.wrapping_sub(1), &["as"]) {
        frame.own.start = verb - 1;
    }
    Some(frame)
}

/// `by X's count`, `X's estimate of 38`, `an estimate of 38 by X`.
fn counting(part: &Part<'_>, noun: usize) -> Option<Frame> {
    let view = &part.view;
    let owner = noun
        - (noun.saturating_sub(3).max(view.start)..noun)
            .rev()
            .take_while(|&i| !part.text.is_possessive(i))
            .count();
    let possessive = owner.checked_sub(1).filter(|&i| part.text.is_possessive(i) && i > view.start);
    let pronoun = view.any(noun.wrapping_sub(1), &["his", "her", "their", "its"]);
    if view.any(noun, &["opinion", "view", "estimation"]) {
        return in_opinion(part, noun);
    }
    if pronoun && view.is(noun.wrapping_sub(2), "by") {
        let mut frame = Frame::new(rules::COUNT_OF, Shape::Sentence, noun, noun - 1..noun);
        frame.own.start = noun - 2;
        return Some(frame);
    }
    if let Some(possessive) = possessive {
        let speaker = part.before_noun(possessive)?;
        let mut frame = Frame::new(rules::COUNT_OF, Shape::Object, noun, speaker);
        if view.any(frame.speaker.start.wrapping_sub(1), &["by", "on"]) {
            frame.shape = Shape::Sentence;
            frame.own.start -= 1;
            return Some(frame);
        }
        return view.is(noun + 1, "of").then_some(frame);
    }
    // `an estimate of 38 deaths by the agency`.
    let by = (noun + 2..noun + 9).take_while(|&i| !view.stops(i)).find(|&i| view.is(i, "by"))?;
    if !view.is(noun + 1, "of") {
        return None;
    }
    let speaker = part.behind(by + 1)?;
    let mut frame = Frame::new(rules::COUNT_OF, Shape::Object, noun, speaker);
    frame.own = by..frame.speaker.end;
    Some(frame)
}

/// `In his opinion, …`, `In Lopes's view, …`.
fn in_opinion(part: &Part<'_>, noun: usize) -> Option<Frame> {
    let view = &part.view;
    let before = noun.wrapping_sub(1);
    let speaker = if view.any(before, &["his", "her", "their", "its"]) {
        before..noun
    } else {
        part.before_noun(before).filter(|_| part.text.is_possessive(before))?
    };
    let comma = noun + 1;
    let fits = view.is(speaker.start.wrapping_sub(1), "in") && view.text(comma) == ",";
    fits.then(|| Frame {
        rule: rules::OPINION,
        shape: Shape::Behind,
        verb: noun,
        own: speaker.start - 1..comma + 1,
        speaker,
        denies: false,
    })
}

fn verb_frame(part: &Part<'_>, verb: usize, earlier: &[Frame]) -> Option<Frame> {
    let view = &part.view;
    let helper = helper_before(view, verb);
    if helper.is_some_and(|i| view.any(i, &MODALS)) || is_negated(view, verb) {
        return None;
    }
    let progressive = helper.is_some_and(|i| view.any(i, &["is", "are", "was", "were"]));
    if view.text(verb).to_ascii_lowercase().ends_with("ing") && !progressive {
        return participle(part, verb, earlier);
    }
    if helper.is_some_and(|i| view.any(i, &FORMS_OF_BE))
        && !view.text(verb).to_ascii_lowercase().ends_with("ing")
    {
        return passive(part, verb);
    }
    if let Some(speaker) = inverted(part, verb) {
        let mut frame = Frame::new(rules::INVERTED, Shape::Inverted, verb, speaker);
        frame.own.end = behind_words(part, frame.own.end, verb);
        return Some(frame);
    }
    let before =
        verb - (view.start..verb).rev().take_while(|&i| view.has(i, ADVERB) && !view.is(i, "there")).count();
    let joined = view.any(before.wrapping_sub(1), &["and", "but", "then"]) && before > view.start;
    let (rule, speaker) = if joined {
        (rules::JOINED, part.first_subject(before - 1)?)
    } else {
        (rules::SUBJECT, part.before(verb)?)
    };
    let data = speaker.clone().any(|i| view.has(i, DATA));
    if view.has(verb, SHOWS) && !view.has(verb, SPEECH) && !data {
        return None;
    }
    let puts = view.any(verb, &["put", "puts"])
        || verb::gives_count(view, verb)
        || view.any(verb, &["asked", "asks"]) && view.is(verb + 1, "for");
    let (rule, shape) = match () {
        () if puts => (rules::PUT_AT, Shape::Object),
        () if view.has(verb, SHOWS) && data => (rules::DATA_SHOW, Shape::Subject),
        () => (rule, Shape::Subject),
    };
    let open = part.open_of(&speaker);
    let mut frame = Frame::new(rule, shape, verb, speaker);
    frame.own.start = frame.own.start.min(open);
    if joined {
        frame.own.start = before;
    }
    if !puts {
        frame.own.end = behind_words(part, verb + 1, verb);
        if let Some(colon) = colon_soon(part, frame.own.end) {
            frame.own.end = colon;
        }
    }
    Some(frame)
}

static MODALS: WordList = WordList::new("attribution", "MODALS");
static FORMS_OF_BE: WordList = WordList::new("attribution", "FORMS_OF_BE");

/// `did not say`, `has never said`.
fn is_negated(view: &View<'_>, verb: usize) -> bool {
    let near = verb.saturating_sub(3).max(view.start)..verb;
    near.rev().take_while(|&i| view.has(i, ADVERB | AUXILIARY)).any(|i| view.any(i, &NEGATIONS))
}

/// `He went on, saying …`: the subject of the sentence speaks.
fn participle(part: &Part<'_>, verb: usize, earlier: &[Frame]) -> Option<Frame> {
    let view = &part.view;
    let before = verb.wrapping_sub(1);
    let open = view.text(before) == "," || view.is(before, "by") || part.text.view.is_quote(before);
    let named = part.text.person_at(before).is_some();
    if !open && (named || !view.is(verb, "saying")) {
        return None;
    }
    let inside = |frame: &&Frame| frame.verb >= part.view.start.saturating_sub(200);
    let last = earlier.last().filter(inside).map(|frame| frame.speaker.clone());
    let speaker = last.or_else(|| part.first_subject(verb))?;
    let mut frame = Frame::new(rules::PARTICIPLE, Shape::Behind, verb, speaker);
    frame.own = verb..behind_words(part, verb + 1, verb);
    Some(frame)
}

/// `was quoted by the agency as saying`, `it was said by the minister`.
fn passive(part: &Part<'_>, verb: usize) -> Option<Frame> {
    let view = &part.view;
    if view.any(verb, &["quoted"]) {
        let speaker = part.before(verb)?;
        let saying = (verb + 1..verb + 10).find(|&i| view.any(i, &["saying"]));
        let mut frame = Frame::new(rules::QUOTED_AS, Shape::Subject, verb, speaker);
        frame.own.end = saying.map_or(verb + 1, |i| i + 1);
        return Some(frame);
    }
    let by = (verb + 1..(verb + 4).min(view.end)).find(|&i| view.is(i, "by"))?;
    let speaker = part.behind(by + 1)?;
    Some(Frame::new(rules::SAID_BY, Shape::Sentence, verb, speaker))
}

/// `," said X`.
fn inverted(part: &Part<'_>, verb: usize) -> Option<Range<usize>> {
    let view = &part.view;
    let behind = is_behind_content(&part.text.view, verb);
    if !behind || view.any(verb, &["told", "tells", "believes", "expects"]) || !view.has(verb, SPEECH) {
        return None;
    }
    let next = verb + 1;
    let names = view.has(next, DETERMINER)
        || part.text.may_speak(next)
        || view.capitalised(next) && !view.has(next, WEEKDAY | MONTH)
        || names_somebody_soon(part, next);
    if !names || view.has(next, PRONOUN) && !view.any(next, &["he", "she", "they"]) {
        return None;
    }
    // `Smith, a spokesman, said police had`: before an inversion stands a clause or a quotation.
    let quoted =
        part.text.view.is_quote(verb.wrapping_sub(1)) || part.text.view.is_quote(verb.wrapping_sub(2));
    let question = matches!(view.text(verb.wrapping_sub(1)), "?" | "!");
    let relative = (view.start..verb).find(|&i| view.any(i, &["who", "whose"])).unwrap_or(verb);
    let clause = (view.start..relative.min(verb - 1))
        .any(|i| verb::is_verb(view, i) && part.text.name_at(i).is_none());
    // A real quotation stands before the part: what is said holds it.
    let behind_quotation = part.text.is_quoted(view.start.wrapping_sub(2));
    if !(quoted || question || clause || behind_quotation) {
        return None;
    }
    // Nor does the speaker go on to do something: `…, said the data would not change`.
    part.behind(next).filter(|speaker| {
        let last = speaker.end;
        let acts = view.has(last, AUXILIARY) || view.has(last, VERB) && !view.has(last, SPEECH);
        let goes_on = quoted && view.any(speaker.start, &["he", "she", "they"]) && !ends_pronoun(part, last);
        !acts && !goes_on
    })
}

/// `said coast guard spokesman Jo Berg`: plain words lead to a role or a name.
fn names_somebody_soon(part: &Part<'_>, from: usize) -> bool {
    let view = &part.view;
    let plain = |i: &usize| {
        (view.is_word(*i) || view.hyphen(*i) || view.is_number(*i))
            && !view.has(*i, DETERMINER | AUXILIARY | RELATIVE | PREPOSITION | PRONOUN)
            && !verb::is_verb(view, *i)
    };
    (from..view.end.min(from + 7))
        .take_while(plain)
        .any(|i| part.text.person_at(i).is_some() || part.text.is_role(i))
}

/// `," said he` and nothing that goes on as a clause.
fn ends_pronoun(part: &Part<'_>, at: usize) -> bool {
    let view = &part.view;
    view.stops(at) || is_manner(view, at) || view.has(at, PREPOSITION | WEEKDAY | TIME | ADVERB)
}

/// The end of the words that tell whom, when and where something is said: `told reporters in Lima on Monday`.
fn behind_words(part: &Part<'_>, from: usize, verb: usize) -> usize {
    let view = &part.view;
    let mut at = from;
    if view.is(at, "out") {
        at += 1;
    }
    if view.has(verb, ADDRESSED) && !view.is(at, "that") {
        at = behind_addressee(part, at);
    }
    while at < view.end {
        let next = behind_adverbial(part, at);
        if next == at {
            break;
        }
        at = next;
    }
    at
}

/// `writes from the stop in Stillorgan: "…"`: the colon before a quotation, where nothing is said before it.
fn colon_soon(part: &Part<'_>, from: usize) -> Option<usize> {
    let view = &part.text.view;
    let colon = (from..from + 16).find(|&i| view.text(i) == ":")?;
    let plain = (from..colon).all(|i| !view.stops(i) && !verb::is_verb(view, i) && !view.is(i, "that"));
    (plain && view.is_quote(colon + 1)).then_some(colon)
}

/// `told Reuters he`, `told a news conference that`, `told police`.
fn behind_addressee(part: &Part<'_>, at: usize) -> usize {
    let view = &part.view;
    if let Some(name) = part.text.name_at(at).filter(|name| !part.text.is_possessive(name.tokens.end)) {
        return name.tokens.end;
    }
    if view.has(at, PRONOUN) {
        return at + 1;
    }
    let mut end = at;
    while end < view.end && end < at + 10 {
        let noun = view.is_word(end) || part.text.is_possessive(end) || view.hyphen(end);
        let stop = view.has(end, RELATIVE | PRONOUN | AUXILIARY | PREPOSITION)
            || end > at && view.has(end, DETERMINER);
        if !noun || stop || view.is_quote(end) {
            break;
        }
        end += 1;
        if end > at && (part.text.name_at(end).is_some() && part.text.name_at(end - 1).is_some()) {
            continue;
        }
        let person = view.has(end - 1, PERSON | SPEAKER)
            || view.any(end - 1, &["reporters", "journalists", "conference", "lawmakers"]);
        let plural = part.text.is_plural(end - 1);
        if (person && plural || view.is(end - 1, "conference")) && !view.has(end, PERSON | SPEAKER) {
            break;
        }
    }
    if end == at { at } else { end }
}

/// `on Monday`, `in a statement`, `late on Friday`, `later`.
fn behind_adverbial(part: &Part<'_>, at: usize) -> usize {
    let view = &part.view;
    let dated = |i: usize| view.has(i, WEEKDAY | MONTH | TIME);
    if dated(at) || is_manner(view, at) || view.any(at, &LATER_ADVERBS) {
        let mut next = at + 1;
        while view.is_number(next) && view.has(next - 1, MONTH) || dated(next) {
            next += 1;
        }
        return next;
    }
    if view.any(at, &["there", "here"]) && (view.is(at + 1, "that") || view.stops(at + 1)) {
        return at + 1;
    }
    let places = view.any(at, &ADVERBIAL_PREPOSITIONS);
    if !places || view.any(at + 1, &QUANTIFIERS_BEHIND_AT) || view.text(at + 1).ends_with("ing") {
        return at;
    }
    let mut next = at + 1;
    let mut noun = false;
    while next < view.end && next < at + 12 {
        let month = view.has(next, MONTH | WEEKDAY | TIME);
        if view.is_number(next) && !(view.has(next - 1, MONTH) || view.has(next + 1, MONTH)) {
            return at;
        }
        let word =
            view.is_word(next) || view.hyphen(next) || view.is_number(next) || part.text.is_possessive(next);
        let ends = !word
            || view.has(next, RELATIVE | PREPOSITION | AUXILIARY | PRONOUN)
            || noun
                && (view.has(next, DETERMINER)
                    || view.has(next, PERSON | SPEAKER) && part.text.is_plural(next));
        if ends {
            break;
        }
        // Behind a day or a name nothing of the phrase follows.
        let named = part.text.name_at(next).map(|name| name.tokens.end);
        noun |= !view.has(next, DETERMINER);
        next = named.unwrap_or(next + 1).max(next + 1);
        let closed = month && !view.has(next, MONTH | TIME) && !view.is_number(next);
        if closed {
            break;
        }
    }
    // `said in Lima protesters had gone`: a verb right behind makes the words the subject of what is said.
    if noun && !verb::is_verb(view, next) { next } else { at }
}

/// Frames without a verb: a colon or a dash.
fn without_verb(text: &Text<'_>, unit: &Unit) -> Option<Frame> {
    colon(text, unit).or_else(|| dash(text, unit)).or_else(|| document(text, unit))
}

/// `Mayor: "…"`, `Ana Lopes: …`, in a headline also without marks.
fn colon(text: &Text<'_>, unit: &Unit) -> Option<Frame> {
    let view = &text.view;
    let colon = (unit.start + 1..unit.end.min(unit.start + 9)).find(|&i| view.text(i) == ":")?;
    let words = unit.start..colon;
    if words.clone().any(|i| text.is_quoted(i) || view.is_quote(i) || view.is_number(i)) {
        return None;
    }
    let quoted = view.is_quote(colon + 1);
    let last = colon - 1;
    let name = text
        .name_at(last)
        .is_some_and(|name| name.tokens.end == colon && name.tokens.start <= unit.start + 5);
    let office = text.may_speak(last) && !view.has(last, DATA);
    let opens = if unit.title { view.token(colon + 1).is_some() } else { quoted };
    let fits = opens && (name || office);
    let verbless =
        !words.clone().any(|i| view.has(i, AUXILIARY | PREPOSITION) && !view.any(i, &["of", "for"]));
    (fits && verbless).then(|| Frame {
        rule: rules::COLON,
        shape: Shape::Behind,
        verb: colon,
        speaker: words,
        own: unit.start..colon + 1,
        denies: false,
    })
}

/// `"…" – Ana Lopes`.
fn dash(text: &Text<'_>, unit: &Unit) -> Option<Frame> {
    let view = &text.view;
    let index = text.quotations_in(unit.start..unit.end).next_back()?;
    let quotation = &text.quotations[index];
    let dash = quotation.tokens.end + 1;
    let is_dash = matches!(view.text(dash), "\u{2014}" | "\u{2013}" | "--" | "-");
    let name = text.name_at(dash + 1)?;
    let fits = is_dash && name.tokens.start == dash + 1 && dash < unit.end && quotation.tokens.len() > 1;
    fits.then(|| Frame {
        rule: rules::DASH,
        shape: Shape::Inverted,
        verb: dash,
        speaker: name.tokens.clone(),
        own: dash..unit.end,
        denies: false,
    })
}

/// `In a poll by X, 34% agreed`.
fn document(text: &Text<'_>, unit: &Unit) -> Option<Frame> {
    let view = &text.view;
    if !view.any(unit.start, &["in", "among"]) {
        return None;
    }
    let comma = (unit.start + 2..unit.end.min(unit.start + 24)).find(|&i| view.text(i) == ",")?;
    let words = unit.start + 1..comma;
    let noun =
        words.clone().find(|&i| view.has(i, DATA) && view.any(i, &["poll", "survey", "study", "census"]))?;
    let owned = text.names_in(words.clone()).iter().any(|name| name.person().is_none())
        || (noun + 1..comma).any(|i| view.any(i, &["by", "from"]));
    let fits = owned
        && !words.clone().any(|i| view.has(i, AUXILIARY) || text.view.kind(i) == Some(TokenKind::Quote));
    fits.then(|| Frame {
        rule: rules::DOCUMENT,
        shape: Shape::Behind,
        verb: noun,
        speaker: words,
        own: unit.start..comma + 1,
        denies: false,
    })
}
