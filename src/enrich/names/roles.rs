//! What a person is, as the text says it before the name (`Prime Minister Nikol Pashinyan`) or after it
//! (`David Babayan, advisor to the president`).

use std::sync::LazyLock;

use super::people::keys;
use super::{Mention, NameKind};
use crate::document::{Document, Sentence, Span, Token, TokenKind};

/// Words that say what a person is, and that end the phrase before a name.
static NOUNS: LazyLock<Vec<u64>> = LazyLock::new(|| {
    keys(
        "minister ministers president premier chancellor governor gov. senator sen. rep. congressman \
             congresswoman representative mayor king queen prince princess emperor sultan emir sheikh pope \
             bishop archbishop cardinal imam rabbi pastor reverend rev. priest ayatollah spokesman \
             spokeswoman spokesperson secretary director manager chairman chairwoman chairperson chair \
             chief head leader commander general gen. colonel col. captain capt. lieutenant lt. major maj. \
             sergeant sgt. admiral marshal officer inspector detective superintendent commissioner \
             constable sheriff judge justice magistrate attorney lawyer advocate solicitor prosecutor \
             barrister ambassador envoy consul diplomat adviser advisor aide assistant deputy \
             vice-president coordinator analyst economist strategist expert professor prof. lecturer \
             researcher scientist doctor physician surgeon nurse teacher student principal dean rector \
             actor actress singer musician rapper comedian director-general author writer poet novelist \
             journalist reporter correspondent editor columnist photographer artist painter filmmaker \
             producer coach striker midfielder defender goalkeeper forward winger skipper batsman bowler \
             pitcher quarterback player champion boxer driver rider cyclist athlete sprinter golfer \
             swimmer referee ceo cfo founder co-founder cofounder owner executive businessman \
             businesswoman entrepreneur billionaire banker trader investor broker treasurer auditor \
             activist campaigner dissident politician lawmaker legislator mp councillor councilman \
             councilwoman councilor candidate nominee delegate member farmer fisherman worker engineer \
             pilot astronaut resident neighbour neighbor witness victim survivor suspect defendant gunman \
             rebel militant warlord dictator wife husband brother sister father mother son daughter widow \
             cousin uncle partner speaker whip trustee curator architect designer chef model historian \
             veteran soldier guard trainer jockey legend star official organiser organizer negotiator \
             mediator monk heir associate fellow winner biologist virologist epidemiologist meteorologist \
             psychologist superintendant bureaucrat administrator supervisor registrar ombudsman chieftain \
             lord senators",
    )
});

/// Small words that belong to a role before a name.
static MODIFIERS: LazyLock<Vec<u64>> = LazyLock::new(|| {
    keys(
        "former then ex late deputy vice acting interim chief senior junior general executive prime \
             foreign press police fire finance defence defense health interior state federal managing \
             assistant associate national regional local opposition party crown lead head military army \
             navy team club company government trade union human rights district county city village \
             school university research political economic security intelligence communications media \
             sports founding presidential congressional campaign world olympic veteran co and first \
             longtime renowned prominent outgoing incoming technical medical marketing operations \
             investment fund portfolio market oil energy culture education justice home affairs \
             environment agriculture transport information anonymous criminal defending public relations",
    )
});

/// Titles that belong to a name but are no role.
static TITLES: LazyLock<Vec<u64>> = LazyLock::new(|| {
    keys(
        "mr mr. mrs mrs. ms ms. miss dr dr. sir dame madam mx mx. messrs. president gov. sen. rep. \
             gen. col. capt. lt. maj. sgt. prof. rev. prince princess king queen pope minister senator \
             governor judge justice sheikh prime tan sri datuk seri tun",
    )
});

/// Words that lead from a role to what it is a role in.
static LINKS: LazyLock<Vec<u64>> = LazyLock::new(|| keys("of for to at in with from on the and de"));

/// Words that end a role after a name.
static ENDS: LazyLock<Vec<u64>> = LazyLock::new(|| {
    keys(
        "who which whose whom said says told added was is were are has had have will would died and \
             but as when where while that after before because since been he she",
    )
});

const ARTICLES: [&str; 9] = ["a", "an", "the", "his", "her", "their", "its", "our", "my"];

fn has(list: &LazyLock<Vec<u64>>, token: &Token) -> bool {
    list.binary_search(&token.key).is_ok()
}

/// Whether a word is a title that stands before a name.
pub(super) fn is_title(key: u64) -> bool {
    TITLES.binary_search(&key).is_ok()
}

/// The roles that the text gives a person at these mentions, each once, in the order of the text.
pub(super) fn of(document: &Document, mentions: &[Mention], mine: &[usize]) -> Vec<String> {
    let mut roles: Vec<String> = Vec::new();
    for &index in mine {
        let mention = &mentions[index];
        let Some(sentence) = document.sentence_at(mention.span.start) else { continue };
        let sentence = &document.sentences()[sentence];
        let first = mention.tokens.start as usize;
        let inside = title_inside(document, mention);
        let before = if inside.is_some() { None } else { before(document, sentence, first) };
        let after = after(document, sentence, mentions, index);
        let before = before.or_else(|| linked(document, sentence, mentions, first));
        for span in [inside, before, after].into_iter().flatten() {
            let role = document.slice(span).split_whitespace().collect::<Vec<_>>().join(" ");
            let known = |known: &String| known.eq_ignore_ascii_case(&role);
            if !roles.iter().any(known) && role.len() > 2 {
                roles.push(role);
            }
        }
    }
    roles
}

/// A role that the tagger took into the name: `President Trump`.
fn title_inside(document: &Document, mention: &Mention) -> Option<Span> {
    let tokens = &document.tokens()[mention.tokens.start as usize..mention.tokens.end as usize];
    let count = tokens.iter().take_while(|token| is_title(token.key)).count();
    let last = tokens[..count].iter().rposition(|token| has(&NOUNS, token))?;
    (count < tokens.len()).then(|| tokens[0].span.to(tokens[last].span))
}

/// `former Deputy Minister of Defence X` without what follows `of`: the words right before the name.
fn before(document: &Document, sentence: &Sentence, first: usize) -> Option<Span> {
    let tokens = document.tokens();
    let mut end = first;
    while end > sentence.range().start && is_plain_title(&tokens[end - 1]) {
        end -= 1;
    }
    // `the ministry's spokesman, X`: the comma may stand between.
    if end <= sentence.range().start || !has(&NOUNS, &tokens[end - 1]) {
        return None;
    }
    let mut start = end - 1;
    while start > sentence.range().start && end - start < 9 {
        let token = &tokens[start - 1];
        let initial = start - 1 == sentence.range().start;
        let text = document.word(token);
        let belongs = has(&NOUNS, token)
            || has(&MODIFIERS, token) && !(initial && text == "Then")
            || token.kind == TokenKind::Word
                && token.is_capitalised(document.text())
                && !(initial && is_small(text))
            || text == "-";
        if !belongs {
            break;
        }
        start -= 1;
    }
    while start + 1 < end && matches!(document.word(&tokens[start]), "and" | "-") {
        start += 1;
    }
    Some(tokens[start].span.to(tokens[end - 1].span))
}

/// Words with which sentences begin and no role does.
fn is_small(text: &str) -> bool {
    matches!(
        text,
        "The"
            | "A"
            | "An"
            | "In"
            | "On"
            | "At"
            | "But"
            | "And"
            | "His"
            | "Her"
            | "For"
            | "When"
            | "After"
            | "As"
            | "Our"
            | "By"
            | "With"
    )
}

/// `Mr`, `Dr`: between a role and the name.
fn is_plain_title(token: &Token) -> bool {
    is_title(token.key) && !has(&NOUNS, token) && token.key != crate::document::hash_lower("prime")
}

/// `a spokesman for the ministry, X`: a role with what it is a role in, before the name.
fn linked(document: &Document, sentence: &Sentence, mentions: &[Mention], first: usize) -> Option<Span> {
    let tokens = document.tokens();
    let start = sentence.range().start;
    let mut end = first;
    if end > start && document.word(&tokens[end - 1]) == "," {
        end -= 1;
    }
    let mut best = None;
    let mut at = end;
    while at > start && end - at < 14 {
        let token = &tokens[at - 1];
        let text = document.word(token);
        let named = mentions.iter().any(|m| m.kind == NameKind::Person && m.span.contains(token.span));
        let fits = has(&NOUNS, token)
            || has(&MODIFIERS, token)
            || has(&LINKS, token)
            || text == "-"
            || text == "&"
            || token.kind == TokenKind::Possessive
            || token.kind == TokenKind::Word && token.is_capitalised(document.text());
        if named || !fits {
            break;
        }
        at -= 1;
        if has(&NOUNS, token) && at + 1 < end && has(&LINKS, &tokens[at + 1])
            || has(&NOUNS, token) && at + 1 == end && end < first
        {
            best = Some(at);
        }
    }
    let best = best?;
    let mut from = best;
    while from > start
        && (has(&MODIFIERS, &tokens[from - 1]) && document.word(&tokens[from - 1]) != "and"
            || has(&NOUNS, &tokens[from - 1]))
    {
        from -= 1;
    }
    (best < end).then(|| tokens[from].span.to(tokens[end - 1].span))
}

/// `X, advisor to the president of the Republic of Artsakh,`: the phrase after the name and a comma or bracket.
fn after(document: &Document, sentence: &Sentence, mentions: &[Mention], index: usize) -> Option<Span> {
    let tokens = document.tokens();
    let end = sentence.range().end;
    let mut at = mentions[index].tokens.end as usize;
    if at >= end || !matches!(document.word(&tokens[at]), "," | "(" | "\u{2014}" | "\u{2013}" | "--") {
        return None;
    }
    at += 1;
    // An age: `X, 48, a captain`.
    if at + 1 < end && tokens[at].kind == TokenKind::Number && document.word(&tokens[at + 1]) == "," {
        at += 2;
    }
    while at < end && ARTICLES.contains(&document.word(&tokens[at])) {
        at += 1;
    }
    let start = at;
    let mut noun = false;
    while at < end && at - start < 22 {
        let token = &tokens[at];
        let text = document.word(token);
        let name = mentions.iter().any(|m| m.kind == NameKind::Person && m.span.contains(token.span));
        if name && !noun {
            return None;
        }
        let stops = matches!(token.kind, TokenKind::Quote)
            || matches!(text, "," | "." | ";" | ":" | ")" | "(" | "\u{2014}" | "\u{2013}" | "--" | "?" | "!")
            || has(&ENDS, token) && !(text == "and" && is_list(document, at, end));
        if stops {
            break;
        }
        noun |= has(&NOUNS, token) && at - start < 7;
        at += 1;
    }
    (noun && at > start).then(|| tokens[start].span.to(tokens[at - 1].span))
}

/// Whether `and` joins two capitalised words: `Minister for Investments and Development`.
fn is_list(document: &Document, at: usize, end: usize) -> bool {
    let capital = |at: usize| document.tokens()[at].is_capitalised(document.text());
    at > 0 && at + 1 < end && (capital(at - 1) && capital(at + 1) || has(&NOUNS, &document.tokens()[at + 1]))
}
