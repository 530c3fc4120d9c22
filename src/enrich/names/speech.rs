//! Who said what: quotations and reported speech, with their speakers.

use std::sync::LazyLock;

use super::people::keys;
use super::{Mention, NameKind};
use crate::document::{Document, Sentence, Span, Token, TokenKind, hash_lower};

/// Verbs of saying, in the forms that news uses.
static VERBS: LazyLock<Vec<u64>> = LazyLock::new(|| {
    keys(
        "said says say saying told tells added adds stated announced claimed claims insisted argued \
             explained warned warns confirmed denied noted continued declared admitted recalled wrote \
             tweeted asked replied stressed urged called reported estimated acknowledged commented \
             concluded complained predicted suggested revealed vowed pledged remarked alleged emphasised \
             emphasized testified believes thinks hopes",
    )
});

static PRONOUNS: LazyLock<Vec<u64>> = LazyLock::new(|| keys("he she"));

/// Something said, and by whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Speech {
    /// The words said, without quotation marks.
    pub span: Span,
    /// In quotation marks, or reported.
    pub direct: bool,
    /// Index of the mention that names the speaker; for a pronoun, of the name that it stands for.
    pub speaker: Option<usize>,
    /// The words that name the speaker where the speech stands.
    pub speaker_span: Option<Span>,
}

/// Finds what is said in a document, in the order of the text.
pub fn find(document: &Document, mentions: &[Mention]) -> Vec<Speech> {
    let quotes = quotations(document);
    let mut found = Vec::new();
    // Whom `he` and a bare quotation continue; how long that holds, in paragraphs.
    let mut last: Option<(usize, u32)> = None;
    for sentence in document.sentences() {
        let inside = |token: &Token| quotes.iter().any(|quote| quote.contains(token.span));
        let range = sentence.range();
        let tokens = document.tokens();
        let verb =
            range.clone().find(|&at| VERBS.binary_search(&tokens[at].key).is_ok() && !inside(&tokens[at]));
        let speaker = verb.and_then(|verb| speaker_of(document, sentence, mentions, verb, last.map(|l| l.0)));
        let speaker = speaker.or_else(|| according_to(document, sentence, mentions));
        if let Some((Some(mention), _)) = speaker {
            last = Some((mention, sentence.paragraph));
        }
        let mine: Vec<Span> = quotes.iter().copied().filter(|quote| sentence.span.overlaps(*quote)).collect();
        let continued = last.filter(|&(_, paragraph)| sentence.paragraph <= paragraph + 1).map(|l| l.0);
        for &quote in &mine {
            if found.iter().any(|speech: &Speech| speech.span == quote) {
                continue;
            }
            // A few quoted words are a name or a turn of phrase unless somebody is said to say them.
            let long = document.slice(quote).split_whitespace().count() > 4;
            let (who, span) = match speaker {
                Some((who, span)) => (who, Some(span)),
                None if long => (continued, None),
                None => continue,
            };
            found.push(Speech { span: quote, direct: true, speaker: who, speaker_span: span });
        }
        if let (true, Some(verb), Some((who, span))) = (mine.is_empty(), verb, speaker) {
            let said = reported(document, sentence, verb);
            found.push(Speech { span: said, direct: false, speaker: who, speaker_span: Some(span) });
        }
    }
    found
}

/// Spans between quotation marks; never over more than one paragraph.
fn quotations(document: &Document) -> Vec<Span> {
    let (tokens, mut found) = (document.tokens(), Vec::new());
    let mut open: Option<(usize, &str)> = None;
    for sentence in document.sentences() {
        if open.is_some_and(|(at, _)| {
            document
                .sentence_at(tokens[at].span.start)
                .is_some_and(|first| document.sentences()[first].paragraph != sentence.paragraph)
        }) {
            open = None;
        }
        for at in sentence.range() {
            let mark = document.word(&tokens[at]);
            if tokens[at].kind != TokenKind::Quote
                || !matches!(mark, "\"" | "\u{201c}" | "\u{201d}" | "''" | "``" | "\u{ab}" | "\u{bb}")
            {
                continue;
            }
            match open {
                None if !matches!(mark, "\u{201d}" | "\u{bb}" | "''") => open = Some((at, mark)),
                Some((first, _)) => {
                    if at > first + 1 {
                        found.push(tokens[first + 1].span.to(tokens[at - 1].span));
                    }
                    open = None;
                }
                None => {}
            }
        }
    }
    found
}

/// The subject of a verb of saying: before it, else right behind it. A mention, or a span that no mention covers.
fn speaker_of(
    document: &Document,
    sentence: &Sentence,
    mentions: &[Mention],
    verb: usize,
    last: Option<usize>,
) -> Option<(Option<usize>, Span)> {
    let tokens = document.tokens();
    let range = sentence.range();
    // `he added`, `he was quoted as saying`.
    for at in (range.start..verb).rev().take(8) {
        if PRONOUNS.binary_search(&tokens[at].key).is_ok()
            && (verb - at <= 2 || document.word(&tokens[verb]) == "saying")
        {
            let person = last.filter(|&mention| mentions[mention].kind == NameKind::Person);
            let person = person.or_else(|| {
                mentions.iter().rposition(|m| m.kind == NameKind::Person && (m.tokens.start as usize) < at)
            });
            return Some((person, tokens[at].span));
        }
    }
    let speaks = |mention: &Mention| mention.kind != NameKind::Location;
    let behind = mentions.iter().position(|mention| {
        let start = mention.tokens.start as usize;
        speaks(mention)
            && start > verb
            && start < range.end
            && start - verb <= 8
            && document.word(&tokens[verb]) != "told"
            && tokens[verb + 1..start].iter().all(|token| token.is_word() && token.key != hash_lower("that"))
            && verb > range.start
            && matches!(document.word(&tokens[verb - 1]), "," | "\u{201d}" | "\"" | "''")
    });
    if let Some(mention) = behind {
        return Some((Some(mention), mentions[mention].span));
    }
    let before = mentions.iter().rposition(|mention| {
        let (start, end) = (mention.tokens.start as usize, mention.tokens.end as usize);
        speaks(mention)
            && start >= range.start
            && end <= verb
            && verb - end <= 24
            && is_subject(document, range.start, start)
    });
    before.map(|mention| (Some(mention), mentions[mention].span))
}

/// Whether a name can be a subject where it stands: no preposition leads to it.
fn is_subject(document: &Document, sentence: usize, at: usize) -> bool {
    const LEADING: [&str; 11] =
        ["of", "for", "to", "in", "by", "with", "from", "at", "on", "against", "told"];
    at == sentence || !LEADING.contains(&document.word(&document.tokens()[at - 1]))
}

/// `according to X`.
fn according_to(
    document: &Document,
    sentence: &Sentence,
    mentions: &[Mention],
) -> Option<(Option<usize>, Span)> {
    let tokens = document.tokens();
    let according = hash_lower("according");
    let at = sentence.range().find(|&at| tokens[at].key == according)?;
    let mention = mentions.iter().position(|mention| {
        let start = mention.tokens.start as usize;
        mention.kind != NameKind::Location && start > at && start < sentence.range().end && start - at <= 8
    })?;
    Some((Some(mention), mentions[mention].span))
}

/// What a verb of saying reports: what follows it, or what stands before it where it closes the sentence.
fn reported(document: &Document, sentence: &Sentence, verb: usize) -> Span {
    let tokens = document.tokens();
    let range = sentence.range();
    let mut after = verb + 1;
    if after < range.end && document.word(&tokens[after]) == "that" {
        after += 1;
    }
    let mut end = range.end;
    while end > after && tokens[end - 1].kind == TokenKind::Punctuation {
        end -= 1;
    }
    if end >= after + 4 || after >= range.end {
        let end = end.max(verb + 1);
        return tokens[after.min(end - 1)].span.to(tokens[end - 1].span);
    }
    let comma =
        range.clone().take_while(|&at| at < verb).filter(|&at| document.word(&tokens[at]) == ",").last();
    let last = comma.unwrap_or(verb).max(range.start + 1) - 1;
    tokens[range.start].span.to(tokens[last].span)
}
