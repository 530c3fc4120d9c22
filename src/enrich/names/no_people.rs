//! Mentions that the tagger takes for people, and that are towns or clubs by the words around them.

use std::cell::LazyCell;

use super::thresholds::CLUB_STORY;
use super::thresholds::reach::SHORTEST_ACRONYM;
use super::thresholds::scores::LEFT_TO_PLACES;
use super::words::{self, Writing};
use super::{Mention, NameKind};
use crate::document::{Case, Document};
use crate::enrich::pattern::patterns;
use crate::enrich::steps::counted;
use crate::enrich::view::{Tagged, View};
use crate::lexicon::{KeySet, WordList, word_lists};

word_lists! {
    "organisations":
    CAPITAL_PEOPLE, CLUB_PREFIXES, CLUB_WORDS, DUEL_WORDS, PLACE_LEADS, RESIDENTS,
}

/// Nouns of ships, machines and animals that have names.
static NAMED_THINGS: [WordList; 2] =
    [WordList::new("place_rules", "SHIP_NOUNS"), WordList::new("place_rules", "THING_NOUNS")];

/// The last word of a place's name: `Hill`, `River`.
static FEATURES: WordList = WordList::new("place_cues", "HEAD");

patterns! {
    "organisations":
    /// A plural verb: `Bolton are second`.
    PLURAL_TEAM = ["!and&!,&!or&!if ^ are|were|have"];
    /// A match: proof only in a story of clubs.
    MATCH = [
        "^ MATCH_VERBS <name>",
        "MATCH_VERBS&!host&!hosts the? ^",
        "^ will face|host|play|meet <name>",
        "will face|host|play|meet ^",
        "drew|draw|drawn with|against ^",
        "lost|lose|losing to ^",
        "MATCH_RESULTS MATCH_LINKS ^",
    ];
}

/// `in Mingora, Matta and Kalam`: a single name among places behind a preposition of place is one, unless somebody has it.
pub(super) fn listed_places(document: &Document, mentions: &mut [Mention]) {
    let tokens = document.tokens();
    let word = |at: usize| document.word(&tokens[at]);
    let joined = |a: &Mention, b: &Mention| {
        let (from, to) = (a.tokens.end as usize, b.tokens.start as usize);
        from < to && to - from <= 2 && (from..to).all(|at| matches!(word(at), "," | "and" | "or" | "&"))
    };
    let in_full_names = LazyCell::new(|| words_of_full_names(document, mentions));
    let mut turned = Vec::new();
    let mut at = 0;
    while at < mentions.len() {
        let mut end = at + 1;
        while end < mentions.len() && joined(&mentions[end - 1], &mentions[end]) {
            end += 1;
        }
        let list = &mentions[at..end];
        let places = list.iter().filter(|mention| mention.kind == NameKind::Location).count();
        let before = (list[0].tokens.start as usize).checked_sub(1);
        let led = before.is_some_and(|before| leads_to_places(document, before));
        // `in Peckham, Tower Hamlets and Hackney Wick`.
        let odd = |mention: &Mention| {
            let short = mention.kind == NameKind::Organisation && mention.tokens.len() <= 2;
            let doubted = short && mention.score < LEFT_TO_PLACES;
            doubted || mention.kind == NameKind::Person
        };
        let people = list.iter().filter(|mention| odd(mention)).count();
        let person = (at..end).find(|&at| odd(&mentions[at]));
        if led
            && people == 1
            && places + 1 == list.len()
            && places > 0
            && let Some(person) = person
            && is_short_or_feature(document, &mentions[person])
            && !(mentions[person].tokens.len() == 1
                && in_full_names.contains(&tokens[mentions[person].tokens.start as usize].key))
        {
            turned.push(person);
        }
        at = end;
    }
    for person in turned {
        mentions[person].kind = NameKind::Location;
    }
}

/// True for a preposition of place: `in`, `towards`, and `of` behind `residents`.
fn leads_to_places(document: &Document, at: usize) -> bool {
    let tokens = document.tokens();
    let resident = at.checked_sub(1).is_some_and(|noun| RESIDENTS.has_word(tokens[noun].word));
    PLACE_LEADS.has_word(tokens[at].word) || document.word(&tokens[at]) == "of" && resident
}

/// True for a name of one word, and for one that ends as that of a place: `between Ludlow and Clee Hill`; for any organisation.
fn is_short_or_feature(document: &Document, mention: &Mention) -> bool {
    if mention.kind == NameKind::Organisation {
        return true;
    }
    let last = document.tokens()[mention.tokens.end as usize - 1].key;
    mention.tokens.len() == 1 || FEATURES.has(last)
}

/// `The tunnel boring machine Selma`: what stands behind such a noun is no person, wherever it is named.
pub(super) fn named_things(document: &Document, mentions: &mut Vec<Mention>) {
    let tokens = document.tokens();
    let key = |mention: &Mention| tokens[mention.tokens.start as usize].key;
    let lone = |mention: &Mention| mention.kind == NameKind::Person && mention.tokens.len() == 1;
    let behind_noun = |mention: &&Mention| {
        let noun = mention.tokens.start.checked_sub(1).map(|at| &tokens[at as usize]);
        noun.is_some_and(|noun| {
            noun.case == Case::Lower && NAMED_THINGS.iter().any(|list| list.has_word(noun.word))
        })
    };
    let things: KeySet = mentions.iter().filter(|one| lone(one)).filter(behind_noun).map(key).collect();
    if !things.is_empty() {
        mentions.retain(|mention| !(lone(mention) && things.contains(&key(mention))));
    }
}

/// `PAGASA warned`, `KNSB said`: a word in capitals is an organisation, but for the few people who are called by their letters.
pub(super) fn capitals(document: &Document, mentions: &mut [Mention]) {
    let tokens = document.tokens();
    let in_full_names = words_of_full_names(document, mentions);
    for mention in mentions.iter_mut().filter(|one| one.kind == NameKind::Person && one.tokens.len() == 1) {
        let token = &tokens[mention.tokens.start as usize];
        let word = document.word(token);
        let letters = word.len() >= SHORTEST_ACRONYM && word.bytes().all(|byte| byte.is_ascii_uppercase());
        if !letters || in_full_names.contains(&token.key) || CAPITAL_PEOPLE.contains(&word) {
            continue;
        }
        let sentence = document.sentence_at(mention.span.start).map(|at| &document.sentences()[at]);
        if sentence.is_some_and(|one| words::writing(document.tokens_of(one)) == Writing::Normal) {
            mention.kind = NameKind::Organisation;
        }
    }
}

/// The keys of the words in the names of people of several words.
pub(super) fn words_of_full_names(document: &Document, mentions: &[Mention]) -> KeySet {
    let full = counted(mentions.iter())
        .filter(|mention| mention.kind == NameKind::Person && mention.tokens.len() > 1);
    let words = full
        .flat_map(|mention| &document.tokens()[mention.tokens.start as usize..mention.tokens.end as usize]);
    words.map(|token| token.key).collect()
}

/// Clubs that the tagger took for people, by what one of their mentions proves: `Al Masry stunned Al Ahly`. A name that
/// somebody with a fuller name has is none.
pub(super) fn clubs(document: &Document, mentions: &mut [Mention]) {
    let tokens = document.tokens();
    let tagged = Tagged::new(document);
    let view = View::new(document, &tagged);
    let range = |mention: &Mention| mention.tokens.start as usize..mention.tokens.end as usize;
    let prefixed = |mention: &Mention| {
        mention.tokens.len() == 2 && CLUB_PREFIXES.has_word(tokens[mention.tokens.start as usize].word)
    };
    let key = |mention: &Mention| {
        tokens[range(mention)].iter().fold(0_u64, |key, token| key.rotate_left(7) ^ token.key)
    };
    let people = || mentions.iter().filter(|mention| mention.kind == NameKind::Person);
    let in_full_names: KeySet = people()
        .filter(|mention| mention.tokens.len() > 1 && !prefixed(mention))
        .flat_map(|mention| tokens[range(mention)].iter().map(|token| token.key))
        .collect();
    let lone = |mention: &Mention| {
        mention.kind == NameKind::Person
            && (prefixed(mention)
                || mention.tokens.len() == 1
                    && !in_full_names.contains(&tokens[mention.tokens.start as usize].key))
    };
    if !mentions.iter().any(&lone) {
        return;
    }
    let of_duels = tokens.iter().any(|token| DUEL_WORDS.has_word(token.word));
    let of_clubs = !of_duels
        && tokens.iter().filter(|token| CLUB_WORDS.has_word(token.word)).take(CLUB_STORY).count()
            == CLUB_STORY;
    let proven: KeySet = mentions
        .iter()
        .filter(|mention| lone(mention))
        .filter(|mention| {
            let here = view.around(mention.tokens.start as usize);
            PLURAL_TEAM.around(&here, range(mention)) || of_clubs && MATCH.around(&here, range(mention))
        })
        .map(&key)
        .collect();
    if proven.is_empty() {
        return;
    }
    let turned: Vec<bool> =
        mentions.iter().map(|mention| lone(mention) && proven.contains(&key(mention))).collect();
    for (mention, turned) in mentions.iter_mut().zip(turned) {
        if turned {
            mention.kind = NameKind::Organisation;
        }
    }
}
