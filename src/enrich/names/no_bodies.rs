//! Mentions that the tagger took for organisations and that are none.

use std::collections::HashMap;

use super::roles::is_trade_before_name;
use super::roles::lexicon::{COURTESY, NOUN, TITLE, flags};
use super::thresholds::scores::{NO_BODY, NO_BODY_OF_HEADLINE, NO_PERSON};
use super::words::{self, Writing};
use super::{Mention, NameKind};
use crate::document::{Case, Document, Gap, Section, Token, TokenKind};
use crate::lexicon::{WordList, word_lists};

word_lists! {
    "organisations":
    BUILDING_ENDINGS, EVENT_HEADS, FIRM_NOUNS, INSIDE_BUILDING, INSTITUTION_WORDS, NOT_PEOPLE_BEFORE, NO_ORGANISATIONS, PORTFOLIO_NOUNS,
}

/// Nouns of ships, right before the name of one.
static SHIP_NOUNS: WordList = WordList::new("place_rules", "SHIP_NOUNS");

/// `the GDP`, `the CPI`, `an MBA`: short forms of things; `Group C`; `Parliament` alone. Nor are ships and storms
/// people.
pub(super) fn things(document: &Document, mentions: &mut Vec<Mention>) {
    let tokens = document.tokens();
    mentions.retain(|mention| {
        let start = mention.tokens.start as usize;
        let named_by = |at: usize| NOT_PEOPLE_BEFORE.contains(&document.word(&tokens[at]));
        // `the tanker Sola hit the ferry Marella`.
        let is_ship = start > 0
            && tokens[start - 1].case == Case::Lower
            && SHIP_NOUNS.has(tokens[start - 1].key)
            && tokens[start].gap == Gap::Space;
        if is_ship {
            return false;
        }
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
        // `UPDATE 2-Bus and tanker collide`: the number of a version.
        let labelled = start > 0
            && matches!(document.word(&tokens[start - 1]), "UPDATE" | "WRAPUP" | "REFILE" | "CORRECTED");
        let version = labelled && words[0].kind == TokenKind::Number;
        let event = words.len() > 1 && EVENT_HEADS.has(words[0].key);
        !(alone
            || group
            || version
            || event
            || is_building(document, mention)
            || is_portfolio(document, mention))
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
            1 if !bracketed(mention.tokens.start as usize) => NO_BODY,
            1 => 0.0,
            _ if headline() => NO_BODY_OF_HEADLINE,
            _ => 0.0,
        };
        !plain || mention.score >= least
    });
}

/// `outside the Civic Offices`: a building, behind a preposition of place.
fn is_building(document: &Document, mention: &Mention) -> bool {
    let tokens = document.tokens();
    let start = mention.tokens.start as usize;
    let last = document.word(&tokens[mention.tokens.end as usize - 1]);
    let place = start > 1
        && document.word(&tokens[start - 1]) == "the"
        && INSIDE_BUILDING.contains(&document.word(&tokens[start - 2]));
    let justice = document.slice(mention.span) == "Palace of Justice";
    place && (justice || BUILDING_ENDINGS.contains(&last))
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
        // `Minister for Industries of Telangana`.
        let words = tokens[start..mention.tokens.end as usize].iter();
        let mut words = words.take_while(|token| document.word(token) != "of");
        words.all(|token| PORTFOLIO_NOUNS.contains(&&*document.word(token).to_lowercase()))
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
            && mention.score < NO_PERSON
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

/// `Survivor Abena Frimpomaa`, `Commuter Ellie Tan`: the trade with which a sentence begins is no part of the name.
pub(super) fn trades(document: &Document, mentions: &mut [Mention]) {
    let tokens = document.tokens();
    for mention in mentions.iter_mut().filter(|mention| mention.kind == NameKind::Person) {
        let (start, end) = (mention.tokens.start as usize, mention.tokens.end as usize);
        let words = &tokens[start..end];
        let rest_is_name = words.len() > 2
            && words[1..].iter().all(|token| token.kind == TokenKind::Word && token.gap == Gap::Space)
            && words[1].is_capitalised(document.text());
        let opens = document
            .sentence_at(mention.span.start)
            .is_some_and(|at| document.sentences()[at].range().start == start)
            || start > 0 && tokens[start - 1].kind == TokenKind::Quote;
        if rest_is_name && opens && is_trade_before_name(document, &words[0]) {
            mention.tokens.start += 1;
            mention.span = words[1].span.to(words[words.len() - 1].span);
        }
    }
}
