//! Organisations that the form of the text shows, whatever the tagger saw: bodies that the world knows, firms by their
//! form, two names and an ampersand.

use std::ops::Range;
use std::sync::LazyLock;

use super::roles::lexicon::{SMALL, flags};
use super::thresholds::reach::{FIRM, SHORTEST_BY_ENDING};
use super::thresholds::scores::SHOWN;
use super::words::{self, Writing};
use super::{Mention, NameKind};
use crate::document::{Case, Document, Gap, Token, TokenKind, keys_of};
use crate::enrich::steps::counted;
use crate::lexicon::{KeyMap, WordList, word_lists};

word_lists! {
    "organisations":
    BODIES, BODY_ENDINGS, COMPANY_FORMS, FIRM_ENDINGS, FOREIGN_HEADS, FOREIGN_LINKS, HEAD_FIRST_WORDS, INSTITUTION_WORDS, JOINED_PLACES, LIST_HEADS,
    PARTY_ADJECTIVES, PARTY_PEOPLE, SURE_COMPANY_FORMS,
}

/// The bodies of the list, each as the keys of its tokens, by the first key; longer ones first.
static KNOWN: LazyLock<Phrases> = LazyLock::new(|| phrases(&BODIES));

/// `Dumfries and Galloway`, `Trinidad and Tobago`: one place with `and` in its name.
static TWO_IN_ONE: LazyLock<Phrases> = LazyLock::new(|| phrases(&JOINED_PLACES));

/// Words with the ending of a body that are none.
static NO_BODY_ENDINGS: WordList = WordList::new("organisations", "NO_BODY_ENDINGS");

/// Phrases by their first key, each as the keys of its tokens.
type Phrases = KeyMap<Vec<Vec<u64>>>;

fn phrases(list: &[&str]) -> Phrases {
    let mut known: Phrases = Phrases::default();
    for name in list {
        let keys = keys_of(name);
        if let Some(&first) = keys.first() {
            known.entry(first).or_default().push(keys);
        }
    }
    for names in known.values_mut() {
        names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    }
    known
}

/// The number of tokens of the longest phrase that starts at a token; 0 if none does.
fn phrase_at(document: &Document, phrases: &Phrases, at: usize) -> usize {
    let tokens = document.tokens();
    let is_name = tokens[at].is_capitalised(document.text());
    let names = is_name.then(|| phrases.get(&tokens[at].key)).flatten();
    let fits = |name: &&Vec<u64>| {
        let words = tokens.get(at..at + name.len()).unwrap_or_default();
        words.len() == name.len()
            && words.iter().zip(name.iter()).all(|(token, &key)| token.key == key)
            && words.iter().skip(1).all(|token| token.gap <= Gap::Line)
    };
    names.and_then(|names| names.iter().find(fits)).map_or(0, Vec::len)
}

/// `the World Food Programme`, `the UN refugee agency`, `the Court of King's Bench`.
pub(super) fn known(document: &Document, mentions: &mut Vec<Mention>) {
    let tokens = document.tokens();
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let length = phrase_at(document, &KNOWN, at);
        if length > 0 {
            found.push(at..at + length);
        }
        at += length.max(1);
    }
    add(document, mentions, found);
}

/// Makes these tokens organisations: what stands inside them goes, and what holds or crosses one of them stays.
pub(super) fn add(document: &Document, mentions: &mut Vec<Mention>, mut found: Vec<Range<usize>>) {
    found.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
    found.dedup_by(|next, kept| next.start < kept.end);
    found.retain(|range| {
        let first = mentions.partition_point(|mention| mention.tokens.end as usize <= range.start);
        let over = mentions[first..].iter().take_while(|mention| (mention.tokens.start as usize) < range.end);
        let mut over = over.map(|mention| mention.tokens.start as usize..mention.tokens.end as usize);
        !over.any(|own| own != *range && (own.start < range.start || own.end > range.end))
    });
    if found.is_empty() {
        return;
    }
    mentions.retain(|mention| {
        let at = found.partition_point(|range| range.end <= mention.tokens.start as usize);
        found.get(at).is_none_or(|range| range.start >= mention.tokens.end as usize)
    });
    let tokens = document.tokens();
    mentions.extend(found.into_iter().map(|range| Mention {
        span: tokens[range.start].span.to(tokens[range.end - 1].span),
        tokens: range.start as u32..range.end as u32,
        kind: NameKind::Organisation,
        score: SHOWN,
    }));
    mentions.sort_by_key(|mention| mention.tokens.start);
}

pub(super) fn is_capitalised(document: &Document, token: &Token) -> bool {
    token.kind == TokenKind::Word && token.is_capitalised(document.text())
}

/// `Dangote Cement Plc and Equity Group Holdings`, `the Alliance and A Partnership`: two names that the tagger took as one.
pub(super) fn split(document: &Document, mentions: &mut Vec<Mention>) {
    let tokens = document.tokens();
    let mut behind = Vec::new();
    for mention in mentions.iter_mut().filter(|mention| mention.kind == NameKind::Organisation) {
        let (start, end) = (mention.tokens.start as usize, mention.tokens.end as usize);
        let word = |at: usize| document.word(&tokens[at]);
        let two = |and: &usize| {
            let (before, next) = (word(and - 1), word(and + 1));
            word(*and) == "and"
                && (SURE_COMPANY_FORMS.contains(&before)
                    || matches!(next, "The" | "A" | "the")
                    || HEAD_FIRST_WORDS.contains(&word(start)) && HEAD_FIRST_WORDS.contains(&next))
        };
        let Some(and) = (start + 1..end.saturating_sub(1)).find(two) else { continue };
        let from = and + 1 + usize::from(matches!(word(and + 1), "The" | "A" | "the"));
        if from < end {
            let span = tokens[from].span.to(tokens[end - 1].span);
            behind.push(Mention { span, tokens: from as u32..end as u32, ..mention.clone() });
            mention.tokens.end = and as u32;
            mention.span = tokens[start].span.to(tokens[and - 1].span);
        }
    }
    if !behind.is_empty() {
        mentions.append(&mut behind);
        mentions.sort_by_key(|mention| mention.tokens.start);
    }
}

/// `Nordkalk Oyj`, `Tirupur Knitwear Pvt Ltd`: the form of a company ends its name.
pub(super) fn firms(document: &Document, mentions: &mut Vec<Mention>) {
    let tokens = document.tokens();
    let form = |at: usize| {
        tokens
            .get(at)
            .is_some_and(|token| token.gap == Gap::Space && document.is_in(token, &SURE_COMPANY_FORMS))
    };
    let mut found = Vec::new();
    for at in 1..tokens.len() {
        if !form(at) || form(at - 1) {
            continue;
        }
        let mut end = at + 1;
        while form(end)
            || end < tokens.len()
                && document.is_in(&tokens[end], &COMPANY_FORMS)
                && tokens[end].gap == Gap::Space
        {
            end += 1;
        }
        let start = name_before(document, mentions, at);
        if start < at {
            found.push(start..end);
        }
    }
    add(document, mentions, found);
}

/// The first of the capitalised words before a token, at most [`FIRM`] of them: not with a small word that opens a sentence,
/// nor before the end of a name of another kind.
fn name_before(document: &Document, mentions: &[Mention], end: usize) -> usize {
    let tokens = document.tokens();
    let before = mentions.partition_point(|mention| (mention.tokens.end as usize) < end);
    let near = mentions[..before].iter().rev().take_while(|mention| mention.tokens.end as usize + FIRM > end);
    let free = counted(near).find(|mention| mention.kind != NameKind::Organisation);
    let free = free.map_or(0, |mention| mention.tokens.end as usize);
    let sentence = document.sentence_at(tokens[end].span.start);
    let opens = sentence.map_or(0, |index| document.sentences()[index].range().start);
    let lowest = opens.max(free).max(end.saturating_sub(FIRM));
    let mut start = end;
    while start > lowest && tokens[start].gap <= Gap::Space {
        let token = &tokens[start - 1];
        let small = flags(token.key) & SMALL != 0;
        // `Aceros del Norte S.A.`
        let link = matches!(document.word(token), "de" | "del" | "do" | "da")
            && is_capitalised(document, &tokens[start]);
        let joins = (link || matches!(document.word(token), "&" | "-")) && start - 1 > lowest;
        if !(joins || is_capitalised(document, token) && !small) {
            break;
        }
        start -= 1;
    }
    // `LEEDS, July 24 - Castlegate Foods`: a mark begins no name.
    while start < end && matches!(document.word(&tokens[start]), "-" | "&") {
        start += 1;
    }
    start
}

/// `Marks & Spencer raised prices`: an ampersand between two names stands in the name of a firm.
pub(super) fn ampersands(document: &Document, mentions: &mut Vec<Mention>) {
    let tokens = document.tokens();
    let name = |at: usize| {
        is_capitalised(document, &tokens[at]) && tokens[at].case == Case::Title && tokens[at].span.len() > 2
    };
    let mut found = Vec::new();
    for at in 1..tokens.len().saturating_sub(1) {
        let amid =
            document.word(&tokens[at]) == "&" && [at, at + 1].iter().all(|&at| tokens[at].gap == Gap::Space);
        if !amid || !name(at - 1) || !name(at + 1) {
            continue;
        }
        let known = mentions.partition_point(|mention| (mention.tokens.end as usize) < at);
        let start = mentions.get(known).filter(|mention| mention.tokens.end as usize == at);
        let start = start
            .map_or_else(|| name_before(document, mentions, at), |mention| mention.tokens.start as usize);
        let mut end = at + 2;
        while end < tokens.len() && end - at < FIRM && tokens[end].gap == Gap::Space && name(end) {
            end += 1;
        }
        found.push(start..end);
    }
    add(document, mentions, found);
}

/// `the Department for Education, Children and Young People`: what a ministry is for may be a list.
pub(super) fn lists(document: &Document, mentions: &mut Vec<Mention>) {
    let tokens = document.tokens();
    for index in 0..mentions.len() {
        let mention = &mentions[index];
        let (start, end) = (mention.tokens.start as usize, mention.tokens.end as usize);
        let word = |at: usize| tokens.get(at).map_or("", |token| document.word(token));
        let head = mention.kind == NameKind::Organisation && LIST_HEADS.contains(&word(start));
        if !head || !(start..end).any(|at| matches!(word(at), "of" | "for")) {
            continue;
        }
        let Some(to) =
            list_end(document, mentions.get(index + 1), end, (start..end).any(|at| word(at) == ","))
        else {
            continue;
        };
        let mention = &mut mentions[index];
        mention.tokens.end = to as u32;
        mention.span = mention.span.to(tokens[to - 1].span);
        let end = mention.tokens.end;
        let inside = mentions[index + 1..].iter().take_while(|next| next.tokens.start < end).count();
        for next in &mut mentions[index + 1..index + 1 + inside] {
            next.tokens.end = next.tokens.start;
        }
    }
    mentions.retain(|mention| !mention.tokens.is_empty());
}

/// The end of a list that goes on at a token, if it ends in `and` and capitalised words: `Union of Greens and Farmers`. A
/// name of a person or place is no part of it.
fn list_end(document: &Document, next: Option<&Mention>, from: usize, begun: bool) -> Option<usize> {
    let tokens = document.tokens();
    let word = |at: usize| tokens.get(at).map_or("", |token| document.word(token));
    let capital = |at: usize| tokens.get(at).is_some_and(|token| is_capitalised(document, token));
    let other =
        next.filter(|next| next.kind != NameKind::Organisation).map(|next| next.tokens.start as usize);
    let mut at = from;
    let mut begun = begun;
    while at < from + FIRM * 2 {
        let and = word(at) == "and";
        if !(and || word(at) == ",") || !capital(at + 1) || LIST_HEADS.contains(&word(at + 1)) {
            return None;
        }
        let mut end = at + 1;
        while capital(end) && end - at <= 4 {
            end += 1;
        }
        // `the Ministry of Finance and Parliament`: another body. What is no name is a part of this one.
        let apart = !begun
            && (next.is_some_and(|next| (next.tokens.start as usize) < end)
                || INSTITUTION_WORDS.contains(&word(end - 1)));
        if apart || other.is_some_and(|other| other < end) {
            return None;
        }
        if and {
            return Some(end);
        }
        begun = true;
        at = end;
    }
    None
}

/// `Trinidad and Tobago Electricity Commission`, `Brighton and Hove Albion`: the whole of such a place is part of the name.
pub(super) fn joined_places(document: &Document, mentions: &mut Vec<Mention>) {
    let tokens = document.tokens();
    let mut found = Vec::new();
    for at in 0..tokens.len() {
        let length = phrase_at(document, &TWO_IN_ONE, at);
        if length == 0 {
            continue;
        }
        let (last, mut end) = (at + length, at + length);
        let next = mentions.partition_point(|mention| mention.tokens.end as usize <= last);
        let known = mentions.get(next).filter(|mention| {
            mention.kind == NameKind::Organisation && (at..=last).contains(&(mention.tokens.start as usize))
        });
        if let Some(mention) = known {
            end = mention.tokens.end as usize;
        } else {
            while end < tokens.len() && end - last <= FIRM && is_capitalised(document, &tokens[end]) {
                end += 1;
            }
            if !(last..end).any(|at| INSTITUTION_WORDS.contains(&document.word(&tokens[at]))) {
                continue;
            }
        }
        if end > last {
            found.push(at..end);
        }
    }
    // How far the ranges up to each one reach.
    let ends: Vec<usize> = found
        .iter()
        .scan(0, |reach, range: &Range<usize>| {
            *reach = range.end.max(*reach);
            Some(*reach)
        })
        .collect();
    let inside = |mention: &Mention| {
        let before = found.partition_point(|range| range.start < mention.tokens.end as usize);
        before > 0 && ends[before - 1] > mention.tokens.start as usize
    };
    if !found.is_empty() {
        mentions.retain(|mention| !inside(mention));
        add(document, mentions, found);
    }
}

/// `a Labour MP`, `Liberal Democrat peers`: the party, before its people.
pub(super) fn parties(document: &Document, mentions: &mut Vec<Mention>) {
    let tokens = document.tokens();
    let mut found = Vec::new();
    for at in 1..tokens.len() {
        if !document.is_in(&tokens[at], &PARTY_PEOPLE) || tokens[at].gap != Gap::Space {
            continue;
        }
        let before = (1..=2).rev().filter_map(|words| at.checked_sub(words));
        let named = before.into_iter().find(|&from| {
            let span = tokens[from].span.to(tokens[at - 1].span);
            PARTY_ADJECTIVES.contains(&document.slice(span))
        });
        found.extend(named.map(|from| from..at));
    }
    add(document, mentions, found);
}

/// `Rostekhnadzor`, `Energoatom`, `Safaricom`: the ending says what it is.
pub(super) fn endings(document: &Document, mentions: &mut Vec<Mention>) {
    let tokens = document.tokens();
    let mut found = Vec::new();
    for sentence in document.sentences() {
        if words::writing(document.tokens_of(sentence)) != Writing::Normal {
            continue;
        }
        found.extend(sentence.range().filter(|&at| ends_as_body(document, &tokens[at])).map(|at| at..at + 1));
    }
    add(document, mentions, found);
}

/// True for one word with a capital and the ending of a body, that is no common word itself.
fn ends_as_body(document: &Document, token: &Token) -> bool {
    if token.span.len() < SHORTEST_BY_ENDING || !is_capitalised(document, token) {
        return false;
    }
    let word = document.word(token);
    let ending = BODY_ENDINGS.iter().find(|&&ending| word.ends_with(ending));
    ending.is_some_and(|ending| word.len() >= ending.len() + 3) && !NO_BODY_ENDINGS.has_word(token.word)
}

/// The last words of the names of houses: `Eastgate Capital`.
static FIRM_HOUSES: WordList = WordList::new("place_rules", "FIRM_HOUSES");

/// `an analyst at Eastgate Capital`: a location that ends as a firm does is one.
pub(super) fn named_as_firms(document: &Document, mentions: &mut [Mention]) {
    for mention in mentions.iter_mut().filter(|one| one.kind == NameKind::Location && one.tokens.len() > 1) {
        let last = &document.tokens()[mention.tokens.end as usize - 1];
        let first = &document.tokens()[mention.tokens.start as usize];
        if last.case == Case::Title && FIRM_HOUSES.has_word(last.word) && is_capitalised(document, first) {
            mention.kind = NameKind::Organisation;
        }
    }
}

/// `Banco do Brasil`, `Médecins d'Urgence`: in some languages the kind of body comes first.
pub(super) fn foreign(document: &Document, mentions: &mut Vec<Mention>) {
    let tokens = document.tokens();
    let word = |at: usize| tokens.get(at).map_or("", |token| document.word(token));
    let capital = |at: usize| {
        tokens.get(at).is_some_and(|token| {
            is_capitalised(document, token)
                || token.kind == TokenKind::Word && words::is_elided(document.word(token))
        })
    };
    let near = |at: usize| tokens.get(at).is_some_and(|token| token.gap <= Gap::Space);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let mut end = at + 1;
        if document.is_in(&tokens[at], &FOREIGN_HEADS) && capital(at) {
            while end - at < FIRM * 2 && near(end) {
                let links = (end..end + 2).take_while(|&at| FOREIGN_LINKS.contains(&word(at))).count();
                if !capital(end + links) || !near(end + links) {
                    break;
                }
                end += links + 1;
            }
            if end > at + 1 {
                found.push(at..end);
            }
        }
        at = end;
    }
    add(document, mentions, found);
}

/// `Corbin Aerostructures`, `Montenegro Lines`: a noun that ends the names of firms. Headlines capitalise every noun.
pub(super) fn businesses(document: &Document, mentions: &mut Vec<Mention>) {
    let tokens = document.tokens();
    let mut found = Vec::new();
    for sentence in document.sentences() {
        if words::writing(document.tokens_of(sentence)) != Writing::Normal {
            continue;
        }
        for at in sentence.range().skip(1) {
            let ends = document.is_in(&tokens[at], &FIRM_ENDINGS) && tokens[at].gap == Gap::Space;
            let goes_on = tokens.get(at + 1).is_some_and(|next| {
                next.gap == Gap::Space && (is_capitalised(document, next) || document.word(next) == "&")
            });
            let start = if ends && !goes_on { name_before(document, mentions, at) } else { at };
            if start < at {
                found.push(start..at + 1);
            }
        }
    }
    add(document, mentions, found);
}
