//! What a second look at all names of a document mends: names cut in two, and names whose kind the rest of the
//! document knows better.

use std::collections::HashMap;

use super::{Mention, NameKind};
use crate::document::{Case, Document, Gap, TokenKind};

/// Below this a mention gives way to what other mentions of the same words say; below the second it does where they
/// say it far more strongly.
const UNSURE: f32 = 0.35;
const DOUBTED: f32 = 0.7;
/// What one of them must have to be believed.
const SURE: f32 = 0.5;

/// Mends the mentions of a document.
pub(super) fn mend(document: &Document, mentions: &mut Vec<Mention>) {
    join_hyphenated(document, mentions);
    bylines(document, mentions);
    vote(document, mentions);
    company_forms(document, mentions);
}

/// `Austin Jay-Jay Okocha`: two names with nothing but a hyphen between them are one.
fn join_hyphenated(document: &Document, mentions: &mut Vec<Mention>) {
    let tokens = document.tokens();
    mentions.dedup_by(|next, kept| {
        let (hyphen, start) = (kept.tokens.end as usize, next.tokens.start as usize);
        let joined = kept.kind == NameKind::Person
            && next.kind == NameKind::Person
            && hyphen + 1 == start
            && document.word(&tokens[hyphen]) == "-"
            && tokens[hyphen].gap == Gap::None
            && tokens[start].gap == Gap::None
            && (document.word(&tokens[hyphen - 1]) == document.word(&tokens[start])
                || (kept.tokens.len() == 1) != (next.tokens.len() == 1));
        if joined {
            kept.tokens.end = next.tokens.end;
            kept.span = kept.span.to(next.span);
            kept.score = kept.score.max(next.score);
        }
        joined
    });
}

/// `By Ana Lopes LISBON (Reuters)`: the place in capitals is no part of the name, and the name is a person's.
fn bylines(document: &Document, mentions: &mut [Mention]) {
    let tokens = document.tokens();
    for mention in mentions.iter_mut().filter(|mention| mention.kind != NameKind::Location) {
        let (start, end) = (mention.tokens.start as usize, mention.tokens.end as usize);
        let by = start > 0 && matches!(document.word(&tokens[start - 1]), "By" | "BY");
        if !by {
            continue;
        }
        let shouted = |at: usize| tokens[at].case == Case::Upper && tokens[at].span.len() > 2;
        let mut last = end;
        while last > start + 2 && shouted(last - 1) {
            last -= 1;
        }
        let names =
            (start..last).all(|at| tokens[at].kind == TokenKind::Word && tokens[at].case != Case::Upper);
        if last < end && names {
            mention.kind = NameKind::Person;
            mention.tokens.end = last as u32;
            mention.span = tokens[start].span.to(tokens[last - 1].span);
        }
    }
}

/// `RS2 Software plc`: the form of a company goes with its name.
fn company_forms(document: &Document, mentions: &mut [Mention]) {
    let tokens = document.tokens();
    for index in 0..mentions.len() {
        let end = mentions[index].tokens.end as usize;
        let taken = mentions.get(index + 1).is_some_and(|next| next.tokens.start as usize <= end);
        let Some(next) = tokens.get(end).filter(|token| !taken && token.gap == Gap::Space) else { continue };
        let form = matches!(
            document.word(next),
            "plc"
                | "PLC"
                | "Plc"
                | "Inc"
                | "Inc."
                | "Ltd"
                | "Ltd."
                | "LLC"
                | "GmbH"
                | "AG"
                | "Corp"
                | "Corp."
                | "Bhd"
                | "Pte"
                | "Pvt"
        );
        if form && mentions[index].kind == NameKind::Organisation {
            mentions[index].tokens.end += 1;
            mentions[index].span = mentions[index].span.to(next.span);
        }
    }
}

/// What a document says about the same words.
#[derive(Debug, Default, Clone, Copy)]
struct Votes {
    /// The scores of all mentions, by kind.
    sum: [f32; 3],
    /// Mentions believed, by kind.
    sure: [u32; 3],
}

/// A mention that the tagger doubts takes the kind that the same words have elsewhere in the document, and a
/// doubtful single word that is a sure person's surname is that person.
fn vote(document: &Document, mentions: &mut [Mention]) {
    let tokens = document.tokens();
    let key = |mention: &Mention| {
        let words = &tokens[mention.tokens.start as usize..mention.tokens.end as usize];
        words
            .iter()
            .filter(|token| token.kind == TokenKind::Word)
            .fold(0_u64, |key, token| key.rotate_left(7).wrapping_mul(31) ^ token.key)
    };
    if mentions.iter().all(|mention| mention.score >= DOUBTED) {
        return;
    }
    let mut votes: HashMap<u64, Votes> = HashMap::with_capacity(mentions.len() * 2);
    let mut count = |key: u64, mention: &Mention| {
        let votes = votes.entry(key).or_default();
        votes.sum[mention.kind as usize] += mention.score;
        votes.sure[mention.kind as usize] += u32::from(mention.score >= SURE);
    };
    for mention in &*mentions {
        count(key(mention), mention);
        let surname = mention.kind == NameKind::Person && mention.tokens.len() > 1 && mention.score >= SURE;
        if surname && let Some(last) = tokens.get(mention.tokens.end as usize - 1) {
            // As `key` has it for a single word.
            count(last.key, mention);
        }
    }
    for mention in mentions.iter_mut().filter(|mention| mention.score < DOUBTED) {
        let Some(votes) = votes.get(&key(mention)) else { continue };
        let own = mention.kind as usize;
        let kinds = [NameKind::Person, NameKind::Organisation, NameKind::Location];
        let best = kinds.into_iter().max_by(|&a, &b| votes.sum[a as usize].total_cmp(&votes.sum[b as usize]));
        let Some(best) = best.filter(|&best| best != mention.kind) else { continue };
        let (mine, theirs) = (votes.sum[own], votes.sum[best as usize]);
        let others = kinds.into_iter().any(|kind| kind != mention.kind && votes.sure[kind as usize] > 0);
        if mention.score < UNSURE && others && theirs > mine || theirs > 2.0 * mine {
            mention.kind = best;
        }
    }
}
