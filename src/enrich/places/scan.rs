//! Where the text could name a place: everything capitalised that the gazetteer knows, and what reads like the
//! name of a street or a river.

use std::ops::Range;

use super::cues::{Cue, Cues};
use super::thresholds::{LONGEST_FEATURE, NAMESAKES};
use crate::document::{Case, Document, Gap, Sentence, Span, Token, TokenKind};
use crate::enrich::names::{Mention, NameKind};
use crate::lexicon::word_lists;
use crate::resources::gazetteer::format::{Habits, NameForm};
use crate::resources::gazetteer::key::{LONGEST, NameKey, is_glue, is_part};
use crate::resources::gazetteer::{Gazetteer, Named, PlaceId, Record};

word_lists! {
    "place_rules":
    FEATURE_OPENERS,
}

/// A stretch of text that may name a place.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Candidate {
    pub(crate) span: Span,
    /// Tokens, end exclusive.
    pub(crate) first: u32,
    pub(crate) last: u32,
    pub(crate) sentence: u32,
    pub(crate) key: NameKey,
    /// What the gazetteer has under it.
    pub(crate) named: Option<Named<'static>>,
    /// The best known place of that name.
    pub(crate) best: Option<(PlaceId, NameForm, Record)>,
    pub(crate) habits: Habits,
    /// True if the name is a direction and a place, which is the one that is known.
    pub(crate) part: bool,
}

impl Candidate {
    /// True if the name is that of a place's people (`Syrian`).
    pub(crate) fn is_demonym(&self) -> bool {
        self.best.is_some_and(|(_, form, _)| form == NameForm::Demonym)
    }

    /// A name that the gazetteer does not have.
    fn without_record(document: &Document, sentence: usize, tokens: Range<usize>) -> Candidate {
        let words = &document.tokens()[tokens.clone()];
        Candidate {
            span: words[0].span.to(words[words.len() - 1].span),
            first: tokens.start as u32,
            last: tokens.end as u32,
            sentence: sentence as u32,
            key: name_key(document, tokens),
            named: None,
            best: None,
            habits: Habits::default(),
            part: false,
        }
    }

    /// True if one of the places of this name lies in a division.
    pub(crate) fn has_place_in(&self, division: PlaceId, gazetteer: &Gazetteer<'static>) -> bool {
        let mut places = self.named.iter().flat_map(|named| named.places().take(NAMESAKES));
        places.any(|(id, _)| gazetteer.record(id).admin1 == Some(division))
    }
}

/// Collects the candidates, `cues` being those of the document's tokens, in the order of the text, longer before shorter where they start together.
pub(crate) fn scan(
    document: &Document,
    mentions: &[Mention],
    gazetteer: &Gazetteer<'static>,
    cues: &[Cues],
    out: &mut Vec<Candidate>,
) {
    out.clear();
    for (number, sentence) in document.sentences().iter().enumerate() {
        let mut covered = sentence.tokens.start as usize;
        for first in sentence.range() {
            let token = &document.tokens()[first];
            let ordinal = is_ordinal(document, first);
            if !ordinal && !may_start(document, token, cues[first]) {
                continue;
            }
            let before = out.len();
            if !ordinal {
                known(document, sentence, number, first, gazetteer, cues, out);
            }
            let open = first >= covered && (ordinal || token.is_capitalised(document.text()));
            let described = if open { descriptive(document, sentence, number, first, cues) } else { None };
            if let Some(candidate) = described {
                covered = candidate.last as usize;
                if !out[before..].iter().any(|known| known.last >= candidate.last) {
                    out.insert(before, candidate);
                }
            }
        }
    }
    tagged(document, mentions, gazetteer, cues, out);
}

/// `42nd`, two tokens.
fn is_ordinal(document: &Document, at: usize) -> bool {
    document.tokens()[at].kind == TokenKind::Number
        && document.tokens().get(at + 1).is_some_and(|ending| {
            ending.gap == Gap::None && matches!(document.word(ending), "st" | "nd" | "rd" | "th")
        })
}

fn may_start(document: &Document, token: &Token, cues: Cues) -> bool {
    token.is_word()
        && (token.is_capitalised(document.text())
            || token.case == Case::Lower && (cues.has(Cue::Direction) || document.word(token) == "sub"))
}

/// All names that start at `first`.
fn known(
    document: &Document,
    sentence: &Sentence,
    number: usize,
    first: usize,
    gazetteer: &Gazetteer<'static>,
    all: &[Cues],
    out: &mut Vec<Candidate>,
) {
    let text = document.text();
    let lower_start = document.tokens()[first].case == Case::Lower;
    let start = out.len();
    let mut key = NameKey::EMPTY;
    let mut parts = 0;
    for (at, &own) in all.iter().enumerate().take(sentence.tokens.end as usize).skip(first) {
        let token = &document.tokens()[at];
        if at > first && token.gap > Gap::Line {
            break;
        }
        if at > first && is_glue(document, token) {
            continue;
        }
        if !is_part(document, token) || parts == LONGEST {
            break;
        }
        let capitalised = token.is_capitalised(text);
        let cues = if token.case == Case::Lower && at > first { own } else { Cues::default() };
        let fits = capitalised
            || at == first
            || token.kind != TokenKind::Word
            || token.case == Case::None
            || cues.bits() != 0
                && [Cue::Inner, Cue::Tail, Cue::Of, Cue::And, Cue::The].iter().any(|&cue| cues.has(cue))
            || token.gap == Gap::None;
        if !fits {
            break;
        }
        key = key.with(token);
        parts += 1;
        if lower_start && parts == 1 {
            continue;
        }
        let Some(named) = gazetteer.find(key) else { continue };
        if parts == 1 && is_no_place(document, at, sentence, own) {
            continue;
        }
        if let Some(candidate) = admit(document, number, first..at + 1, key, named, gazetteer) {
            if lower_start && !candidate.best.is_some_and(|(_, _, record)| record.ours) {
                continue;
            }
            out.push(candidate);
        }
    }
    out[start..].reverse();
}

/// A month (`August`), or the country of a currency (`US$40`).
fn is_no_place(document: &Document, at: usize, sentence: &Sentence, cues: Cues) -> bool {
    let next = document.tokens()[..sentence.tokens.end as usize].get(at + 1);
    cues.has(Cue::Calendar)
        || next.is_some_and(|next| next.kind == TokenKind::Symbol && document.word(next) == "$")
}

/// A candidate for what the gazetteer has, if the name's form allows the text's.
fn admit(
    document: &Document,
    sentence: usize,
    tokens: Range<usize>,
    key: NameKey,
    named: Named<'static>,
    gazetteer: &Gazetteer<'static>,
) -> Option<Candidate> {
    let words = &document.tokens()[tokens.clone()];
    let span = words[0].span.to(words[words.len() - 1].span);
    let text = document.slice(span);
    // A single capital is an initial: `U. S.`
    let upper = words.iter().all(|token| match token.case {
        Case::Title => token.span.len() <= 2 && words.len() > 1,
        Case::Upper | Case::None => true,
        Case::Mixed | Case::Lower => false,
    });
    let suits = |form: NameForm| match form {
        NameForm::Capitals => upper,
        NameForm::Period => text.ends_with('.'),
        _ => true,
    };
    // `US`, `IN`, `AP`: letters in capitals are an abbreviation or no place.
    let letters = upper && words.len() == 1 && text.len() <= 3;
    let (id, form) = named.places().find(|&(_, form)| {
        suits(form) && (!letters || matches!(form, NameForm::Capitals | NameForm::Period))
    })?;
    Some(Candidate {
        span,
        first: tokens.start as u32,
        last: tokens.end as u32,
        sentence: sentence as u32,
        key,
        named: Some(named),
        best: Some((id, form, gazetteer.record(id))),
        habits: named.habits,
        part: false,
    })
}

/// A name that says what it is: `Van Dorn Street`, `Lake Wanaka`, `Sand Creek Township`, `County Road 35`.
fn descriptive(
    document: &Document,
    sentence: &Sentence,
    number: usize,
    first: usize,
    cues: &[Cues],
) -> Option<Candidate> {
    let tokens = document.tokens();
    let end = sentence.tokens.end as usize;
    let (mut last, head) = feature_run(document, first, end, cues);
    let opens = cues[first].has(Cue::Opener) && FEATURE_OPENERS.contains(&document.word(&tokens[first]));
    last = match head {
        Some(head) => head,
        None if opens && last - first >= 2 => first + 2,
        None => return None,
    };
    // `County Road 35`, `Highway 6`.
    let numbered = tokens[..end]
        .get(last)
        .is_some_and(|token| token.kind == TokenKind::Number && token.gap == Gap::Space);
    last += usize::from(numbered);
    (last - first >= 2).then(|| Candidate::without_record(document, number, first..last))
}

/// The capitalised words, numbers and links from a token on, and the end of the last of them that says what the name is
/// of: `Street`, `River`.
fn feature_run(document: &Document, first: usize, end: usize, cues: &[Cues]) -> (usize, Option<usize>) {
    let tokens = document.tokens();
    let mut last = first + if is_ordinal(document, first) { 2 } else { 0 };
    let mut head = None;
    while last < end && last - first < LONGEST_FEATURE {
        let token = &tokens[last];
        let inside = last > first;
        let capital = token.is_word() && token.is_capitalised(document.text());
        let joined = inside && (token.kind == TokenKind::Number || is_glue(document, token));
        if inside && token.gap > Gap::Space || !(capital || joined) {
            break;
        }
        if inside && token.is_word() && cues[last].has(Cue::Head) {
            head = Some(last + 1);
        }
        last += 1;
    }
    (last, head)
}

/// Places that the tagger found and nothing else did.
fn tagged(
    document: &Document,
    mentions: &[Mention],
    gazetteer: &Gazetteer<'static>,
    cues: &[Cues],
    out: &mut Vec<Candidate>,
) {
    let known = out.len();
    for mention in mentions.iter().filter(|mention| mention.kind == NameKind::Location) {
        let whole = mention.tokens.start as usize..mention.tokens.end as usize;
        let Some(words) = document.tokens().get(whole.clone()).filter(|words| !words.is_empty()) else {
            continue;
        };
        // `Nagano, Japan` is two places, and an article is part of few names.
        if words.iter().any(|word| document.word(word) == ",") || stands(&out[..known], whole.clone()) {
            continue;
        }
        let article = words.len() > 1 && cues[whole.start].has(Cue::The);
        let tokens = whole.start + usize::from(article)..whole.end;
        if article && stands(&out[..known], tokens.clone()) {
            continue;
        }
        let key = name_key(document, tokens.clone());
        let sentence = document.sentence_at(mention.span.start).unwrap_or_default();
        let found = gazetteer
            .find(key)
            .and_then(|named| admit(document, sentence, tokens.clone(), key, named, gazetteer))
            .or_else(|| part(document, sentence, tokens.clone(), gazetteer, cues));
        out.push(found.unwrap_or_else(|| Candidate::without_record(document, sentence, tokens.clone())));
    }
    if out.len() > known {
        out.sort_by_key(|candidate| (candidate.first, std::cmp::Reverse(candidate.last)));
    }
}

fn name_key(document: &Document, tokens: Range<usize>) -> NameKey {
    let words = &document.tokens()[tokens];
    words.iter().filter(|token| is_part(document, token)).fold(NameKey::EMPTY, NameKey::with)
}

/// True if there is a candidate of just these tokens; `known` stands in the order of the text.
fn stands(known: &[Candidate], tokens: Range<usize>) -> bool {
    let at = known.partition_point(|candidate| (candidate.first as usize) < tokens.start);
    let mut same = known[at..].iter().take_while(|candidate| candidate.first as usize == tokens.start);
    same.any(|candidate| candidate.last as usize == tokens.end)
}

/// A part of a known place, which lies where that lies: `Western Massachusetts`, `northern Kenya`.
fn part(
    document: &Document,
    sentence: usize,
    tokens: Range<usize>,
    gazetteer: &Gazetteer<'static>,
    cues: &[Cues],
) -> Option<Candidate> {
    let leads = cues[tokens.clone()].iter().take_while(|cues| cues.has(Cue::Direction)).count();
    let rest = tokens.start + leads..tokens.end;
    if leads == 0 || rest.is_empty() {
        return None;
    }
    let named = gazetteer.find(name_key(document, rest.clone()))?;
    let whole = admit(document, sentence, rest, name_key(document, tokens.clone()), named, gazetteer)?;
    // `Central Plateau`: a common noun with a direction is a name of its own.
    if whole.habits.lower > 0 {
        return None;
    }
    let span = document.tokens()[tokens.start].span.to(whole.span);
    Some(Candidate { span, first: tokens.start as u32, part: true, ..whole })
}
