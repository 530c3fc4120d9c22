//! Mentions that the tagger took for organisations and that are none.

use std::collections::HashMap;

use super::roles::lexicon::{COURTESY, NOUN, TITLE, flags};
use super::words::{self, Writing};
use super::{Mention, NameKind};
use crate::document::{Case, Document, Gap, Section, Token, TokenKind};
use crate::lexicon::word_lists;

word_lists! {
    "organisations":
    FIRM_NOUNS, INSTITUTION_WORDS, NOT_PEOPLE_BEFORE, NO_ORGANISATIONS, PORTFOLIO_NOUNS,
}

/// Below this a name behind the noun of a role is a person.
const DOUBTED: f32 = 0.75;
/// Below this a single word that is named once is no organisation, and below the second a phrase of a headline. Chosen on
/// the development half: of the words below it, one in five is a name.
const UNSURE: f32 = 0.35;
const HEADLINE: f32 = 0.4;

/// `the GDP`, `the CPI`, `an MBA`: short forms of things; `Group C`; `Parliament` alone. Nor are ships and storms
/// people.
pub(super) fn things(document: &Document, mentions: &mut Vec<Mention>) {
    let tokens = document.tokens();
    mentions.retain(|mention| {
        let start = mention.tokens.start as usize;
        let named_by = |at: usize| NOT_PEOPLE_BEFORE.contains(&document.word(&tokens[at]));
        match mention.kind {
            // `Cyclone Winston`, `the MV Princesa Lorena`.
            NameKind::Person => return !(named_by(start) || start > 0 && named_by(start - 1)),
            NameKind::Location => return true,
            NameKind::Organisation => {}
        }
        let words = &tokens[mention.tokens.start as usize..mention.tokens.end as usize];
        let first = document.word(&words[0]);
        let alone = words.len() == 1 && NO_ORGANISATIONS.contains(&first);
        let group = words.len() >= 2
            && first == "Group"
            && document.word(&words[1]).trim_end_matches('.').chars().count() == 1;
        !alone && !group && !is_portfolio(document, mention)
    });
}

/// A word that the tagger doubts, named once (`an Orange Level 8 warning`), and what a headline in capitals makes of its
/// nouns where the body has no such name.
pub(super) fn doubtful(document: &Document, mentions: &mut Vec<Mention>) {
    let tokens = document.tokens();
    let key = |mention: &Mention| tokens[mention.tokens.start as usize].key;
    let bracketed = |at: usize| at > 0 && document.word(&tokens[at - 1]) == "(";
    let mut named: HashMap<u64, u32> = HashMap::new();
    for mention in mentions.iter() {
        *named.entry(key(mention)).or_default() += 1;
    }
    mentions.retain(|mention| {
        if mention.kind != NameKind::Organisation || named[&key(mention)] > 1 {
            return true;
        }
        let words = &tokens[mention.tokens.start as usize..mention.tokens.end as usize];
        // `G20` has no small letter.
        let small = |token: &Token| document.word(token).contains(char::is_lowercase);
        let plain = words.iter().all(|token| token.case == Case::Title && small(token))
            && !words.iter().any(|token| INSTITUTION_WORDS.contains(&document.word(token)));
        let headline = || {
            let sentence = document.sentence_at(mention.span.start).map(|at| &document.sentences()[at]);
            sentence.is_some_and(|one| {
                one.section == Section::Title && words::writing(document.tokens_of(one)) == Writing::Headline
            })
        };
        let least = match words.len() {
            // `Andy Najar (Anderlecht)`: a list says whose somebody is.
            1 if !bracketed(mention.tokens.start as usize) => UNSURE,
            1 => 0.0,
            _ if headline() => HEADLINE,
            _ => 0.0,
        };
        !plain || mention.score >= least
    });
}

/// `the Director of Public Health`, `the Minister for Industries`: what an office is for.
fn is_portfolio(document: &Document, mention: &Mention) -> bool {
    let tokens = document.tokens();
    let start = mention.tokens.start as usize;
    let Some(office) = start.checked_sub(2) else { return false };
    let held = matches!(document.word(&tokens[start - 1]), "of" | "for")
        && tokens[office].is_capitalised(document.text())
        && flags(tokens[office].key) & NOUN != 0;
    held && {
        let words = &tokens[start..mention.tokens.end as usize];
        words.iter().all(|token| PORTFOLIO_NOUNS.contains(&&*document.word(token).to_lowercase()))
    }
}

/// `BISHKEK - Miners at the pit`: a dash between blanks stands in no name.
pub(super) fn dashes(document: &Document, mentions: &mut [Mention]) {
    let tokens = document.tokens();
    for mention in mentions.iter_mut().filter(|mention| mention.kind == NameKind::Organisation) {
        let (start, end) = (mention.tokens.start as usize, mention.tokens.end as usize);
        let dash = (start + 1..end.saturating_sub(1)).find(|&at| {
            matches!(document.word(&tokens[at]), "-" | "--" | "\u{2013}" | "\u{2014}")
                && tokens[at].gap != Gap::None
                && tokens[at + 1].gap != Gap::None
        });
        // `Korea Trade - Investment Agency` is a matter of type-setting.
        let shouted = |dash: &usize| tokens[start..*dash].iter().all(|token| token.case == Case::Upper);
        if let Some(dash) = dash.filter(shouted) {
            mention.tokens.end = dash as u32;
            mention.span = tokens[start].span.to(tokens[dash - 1].span);
            mention.kind = NameKind::Location;
        }
    }
}

/// `Det Sgt Deon Jantjies`, `wicketkeeper Junior Alleyne`: a rank before two names, or a role in small letters.
pub(super) fn people(document: &Document, mentions: &mut [Mention]) {
    let tokens = document.tokens();
    for mention in mentions.iter_mut().filter(|mention| mention.kind == NameKind::Organisation) {
        let (start, end) = (mention.tokens.start as usize, mention.tokens.end as usize);
        let words = &tokens[start..end];
        let names = |from: usize| {
            words[from..].len() == 2
                && words[from..].iter().all(|token| {
                    token.kind == TokenKind::Word
                        && token.case == Case::Title
                        && !INSTITUTION_WORDS.contains(&document.word(token))
                })
        };
        let titles = words.iter().take_while(|token| flags(token.key) & (TITLE | COURTESY) != 0).count();
        let ranked = titles > 0 && names(titles);
        let behind_role = names(0)
            && mention.score < DOUBTED
            && start > 0
            && tokens[start].gap == Gap::Space
            && tokens[start - 1].case == Case::Lower
            && flags(tokens[start - 1].key) & NOUN != 0
            && !FIRM_NOUNS.contains(&document.word(&tokens[start - 1]));
        if ranked || behind_role {
            mention.kind = NameKind::Person;
        }
    }
}
