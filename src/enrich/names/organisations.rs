//! Mentions of organisations to organisations.

use std::sync::LazyLock;

use super::people::keys;
use super::{Mention, NameKind, Organisation};
use crate::document::{Document, Token, TokenKind};

/// Agencies and papers that report what others do. Compared by their first words.
static AGENCIES: LazyLock<Vec<u64>> = LazyLock::new(|| {
    keys(
        "reuters ap afp tass xinhua upi dpa efe ansa bernama antara irna kyodo yonhap pti ani ians \
             interfax bloomberg tanjug apa belta ukrinform armenpress anadolu itar-tass wam",
    )
});

/// What follows the name of a company and is no part of what tells it from others.
static FORMS: LazyLock<Vec<u64>> = LazyLock::new(|| {
    keys(
        "inc inc. ltd ltd. plc corp corp. co co. llc ag sa s.a. gmbh nv n.v. limited corporation \
             company bhd bhd. spa ab asa",
    )
});

struct Draft {
    words: Vec<u64>,
    initials: String,
    mentions: Vec<usize>,
}

/// Joins the mentions of organisations; also says whose each mention is.
pub(super) fn join(document: &Document, mentions: &[Mention]) -> (Vec<Organisation>, Vec<Option<usize>>) {
    let mut drafts: Vec<Draft> = Vec::new();
    for (index, mention) in mentions.iter().enumerate() {
        if mention.kind != NameKind::Organisation {
            continue;
        }
        let tokens = name_words(document, mention);
        let words: Vec<u64> = tokens.iter().map(|token| token.key).collect();
        let found = drafts.iter().position(|draft| {
            draft.words == words
                || draft.words.len() > 1 && words.len() == 1 && is_acronym(document, &tokens, &draft.initials)
        });
        let initials = initials(document, mention);
        match found {
            Some(number) => drafts[number].mentions.push(index),
            None => drafts.push(Draft { words, initials, mentions: vec![index] }),
        }
    }
    merge_acronyms(document, mentions, &mut drafts);
    drafts.sort_by_key(|draft| draft.mentions[0]);
    let mut owners = vec![None; mentions.len()];
    let organisations = drafts.iter().enumerate().map(|(number, draft)| {
        for &mention in &draft.mentions {
            owners[mention] = Some(number);
        }
        organisation(document, mentions, draft)
    });
    (organisations.collect(), owners)
}

/// An acronym that stands before its long form (in a headline, say) joins it too.
fn merge_acronyms(document: &Document, mentions: &[Mention], drafts: &mut Vec<Draft>) {
    let mut at = 0;
    while at < drafts.len() {
        let short = &drafts[at];
        let tokens = name_words(document, &mentions[short.mentions[0]]);
        let long = drafts.iter().position(|long| {
            short.words.len() == 1 && long.words.len() > 1 && is_acronym(document, &tokens, &long.initials)
        });
        if let Some(long) = long {
            let mut moved = drafts[at].mentions.clone();
            drafts[long].mentions.append(&mut moved);
            drafts[long].mentions.sort_unstable();
            drafts.remove(at);
        } else {
            at += 1;
        }
    }
}

fn organisation(document: &Document, mentions: &[Mention], draft: &Draft) -> Organisation {
    let spans: Vec<_> = draft.mentions.iter().map(|&mention| mentions[mention].span).collect();
    let name = spans
        .iter()
        .map(|&span| document.slice(span))
        .max_by_key(|name| (name.chars().any(char::is_lowercase), name.len(), std::cmp::Reverse(*name)));
    let source = AGENCIES.binary_search(draft.words.first().unwrap_or(&0)).is_ok() && draft.words.len() <= 3
        || draft.initials == "AP" && name == Some("Associated Press");
    Organisation {
        name: name.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" "),
        source,
        score: f64::from(draft.mentions.iter().map(|&mention| mentions[mention].score).fold(0.0, f32::max)),
        mentions: spans,
    }
}

/// The words that tell an organisation from others.
fn name_words<'a>(document: &'a Document, mention: &Mention) -> Vec<&'a Token> {
    let tokens = &document.tokens()[mention.tokens.start as usize..mention.tokens.end as usize];
    let mut words: Vec<&Token> = tokens.iter().filter(|token| token.kind == TokenKind::Word).collect();
    if words.len() > 1 && document.word(words[0]).eq_ignore_ascii_case("the") {
        words.remove(0);
    }
    while words.len() > 1 && FORMS.binary_search(&words[words.len() - 1].key).is_ok() {
        words.pop();
    }
    words
}

/// The capitals with which the words of a name begin.
fn initials(document: &Document, mention: &Mention) -> String {
    let tokens = &document.tokens()[mention.tokens.start as usize..mention.tokens.end as usize];
    tokens
        .iter()
        .filter_map(|token| document.word(token).chars().next())
        .filter(|c| c.is_uppercase())
        .collect()
}

/// Whether a word in capitals abbreviates a name with these initials.
fn is_acronym(document: &Document, tokens: &[&Token], initials: &str) -> bool {
    let [token] = tokens else { return false };
    let word = document.word(token);
    let letters = word.chars().filter(|&c| c != '.');
    initials.len() > 1 && letters.clone().all(char::is_uppercase) && letters.eq(initials.chars())
}
