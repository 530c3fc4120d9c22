//! Who said what: quotations and reported speech, with their speakers.
//!
//! A verb of saying and its subject make a frame; what is quoted beside it, or reported by it, is what was said.
//! Quotations without a frame of their own go on with the speaker before.

pub(super) mod quotes;
mod report;
mod speaker;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::table::Table;
use super::view::View;
use super::{NameKind, Person, Statement};
use crate::document::{Sentence, TokenKind, hash_lower};
use quotes::Quote;
use report::{participles, reported};
use speaker::{Named, Speaker};

/// Verbs of saying.
static VERBS: LazyLock<Table> = LazyLock::new(|| {
    let reports = "added adds adding stated announced claimed claims insisted insists argued argues explained explains \
         explaining warned warns confirmed denied noted notes continued declared admitted recalled recalls wrote \
         writes tweeted asked asks replied responded stressed urged acknowledged commented concluded complained \
         predicted suggested revealed vowed pledged remarked alleged emphasised emphasized testified \
         believes thinks hopes observed maintained reiterated assured quipped joked lamented cautioned conceded \
         contended posted shouted quoted indicated agrees pointed mentioned ruled promised agreed retorted arguing insisting warning \
         noting underlined underscored opined clarified disclosed";
    Table::new([("said says say saying told tells", SAYS), (reports, REPORTS), ("according", ACCORDING)])
});

/// Reports what somebody said, with or without `that`.
const SAYS: u16 = 1;
/// Reports it with `that`, or beside a quotation.
const REPORTS: u16 = 2;
/// Names whom a report comes from.
const ACCORDING: u16 = 4;

/// What the speech of a document is read from.
struct Context<'a> {
    quotes: &'a [Quote],
    owners: &'a [Option<usize>],
    /// Who has a role with a word in it; `None` for several.
    offices: HashMap<u64, Option<usize>>,
}

impl Context<'_> {
    fn is_quoted(&self, at: usize) -> bool {
        quotes::is_quoted(self.quotes, at)
    }
}

/// A verb of saying with its speaker.
struct Frame {
    verb: usize,
    /// The tokens that name the speaker.
    speaker: Range<usize>,
    person: Option<usize>,
    /// Somebody whom the text does not name: `the owner said`.
    unnamed: bool,
}

/// Of whom the text speaks, and who spoke last.
type Known = (Option<usize>, Option<usize>);

/// Tells people what they said in a document.
pub(super) fn attribute(view: &View<'_>, quotes: &[Quote], owners: &[Option<usize>], people: &mut [Person]) {
    let mut offices: HashMap<u64, Option<usize>> = HashMap::new();
    for (number, person) in people.iter().enumerate() {
        for word in person.roles.iter().flat_map(|role| role.split(' ')) {
            let holder = offices.entry(hash_lower(word)).or_insert(Some(number));
            if *holder != Some(number) {
                *holder = None;
            }
        }
    }
    let context = Context { quotes, owners, offices };
    let mut said: Vec<(usize, Statement)> = Vec::new();
    // The speaker so far with their paragraph, and of whom the text speaks.
    let (mut last, mut topic): (Option<(usize, u32)>, Option<usize>) = (None, None);
    let mut next = 0;
    let sentences = view.document.sentences();
    for (number, sentence) in sentences.iter().enumerate() {
        let range = sentence.range();
        let paragraph = sentence.paragraph;
        let frame =
            frame(view, &context, sentence, (topic, last.filter(|l| paragraph <= l.1 + 2).map(|l| l.0)));
        if let Some(Frame { person: Some(person), .. }) = frame {
            last = Some((person, paragraph));
            topic = Some(person);
        }
        if frame.as_ref().is_some_and(|frame| frame.unnamed) {
            (last, topic) = (None, None);
        }
        // Quotations that end in this sentence; a bare `he said.` takes those that ended just before it.
        let first = next;
        while quotes.get(next).is_some_and(|quote| quote.tokens.start < range.end) {
            next += 1;
        }
        let mine = &quotes[first..next];
        let mut told = false;
        let reported = frame.as_ref().and_then(|frame| reported(view, &context, sentence, frame));
        for (offset, quote) in mine.iter().enumerate() {
            let ends_later = quote.tokens.end > range.end;
            // What is reported may be a quotation, or hold one: `told police a man said "he would be back"`.
            let inside = reported
                .as_ref()
                .map(|content: &Range<usize>| (overlap(content, &quote.tokens) * 2, content.len()));
            let whole = inside.is_some_and(|(shared, content)| shared > content);
            let part = inside.is_some_and(|(shared, content)| shared > 0 && shared <= content);
            let alone = whole || !part && stands_alone(view, quote);
            told |= alone;
            // The frame of the sentence in which the quotation ends comes first.
            let later = later_frame(view, &context, &sentences[number..], quote, (topic, last.map(|l| l.0)))
                .filter(|_| ends_later || frame.is_none());
            let who = match (&later, &frame) {
                (Some(later), _) => later.person,
                (None, Some(frame)) if alone || reported.is_none() => frame.person,
                (None, None)
                    if alone
                        && follows(
                            view,
                            quotes.get((first + offset).wrapping_sub(1)),
                            quote,
                            last,
                            paragraph,
                        ) =>
                {
                    last.map(|l| l.0)
                }
                (None, _) => continue,
            };
            if !alone && quote.tokens.len() < 5 {
                continue;
            }
            if let Some(person) = who {
                if later.is_some() {
                    last = Some((person, paragraph));
                }
                said.push((
                    person,
                    Statement { span: view.span(quote.tokens.start, quote.tokens.end), direct: true },
                ));
            }
        }
        if let (Some(Frame { person: Some(person), .. }), Some(content), false) = (&frame, reported, told) {
            said.push((*person, Statement { span: view.span(content.start, content.end), direct: false }));
        }
        if let Some(Frame { person: Some(person), verb, .. }) = frame {
            for content in participles(view, &context, verb, range.end) {
                said.push((person, Statement { span: view.span(content.start, content.end), direct: false }));
            }
        }
        if frame.is_none()
            && let Some(subject) = subject(view, &context, sentence)
        {
            topic = Some(subject);
        }
    }
    said.sort_by_key(|(_, statement)| (statement.span.start, statement.span.end));
    said.dedup_by(|next, kept| next.1.span.overlaps(kept.1.span) && next.0 == kept.0);
    for (person, statement) in said {
        people[person].statements.push(statement);
    }
}

/// The frame of a sentence: `according to X`, else the first verb of saying outside quotations with a subject.
fn frame(view: &View<'_>, context: &Context<'_>, sentence: &Sentence, known: Known) -> Option<Frame> {
    let range = sentence.range();
    for verb in range.clone() {
        let token = &view.tokens[verb];
        let kind = VERBS.get(token.key);
        let according = kind == ACCORDING;
        if kind == 0
            || according && !view.is(verb + 1, "to")
            || context.is_quoted(verb)
            || view.mention_at(verb).is_some()
        {
            continue;
        }
        let named = if according {
            speaker::behind(view, verb + 1, range.end).or_else(|| {
                matches!(view.word((verb + 2).min(range.end - 1)), "him" | "her")
                    .then_some((Speaker::Pronoun, verb + 2..verb + 3))
            })
        } else {
            speaker(view, context, &range, verb)
        };
        let Some((speaker, tokens)) = named else { continue };
        if kind == REPORTS && !reports(view, &range, verb, &tokens) {
            continue;
        }
        // `It was old, he said`: whom such a sentence names is spoken of, and need not speak.
        let open = tokens.start.min(verb);
        let reported = open > range.start
            && view.is(open - 1, ",")
            && !context.is_quoted(open - 1)
            && !(open > 1 && view.tokens[open - 2].kind == TokenKind::Quote);
        let last = if reported { known.1.or(known.0) } else { known.0.or(known.1) };
        let person = resolve(view, context, &speaker, last, sentence, &tokens);
        let unnamed = person.is_none() && matches!(speaker, Speaker::Description(_) | Speaker::Other);
        return Some(Frame { verb, speaker: tokens, person, unnamed });
    }
    None
}

fn speaker(view: &View<'_>, context: &Context<'_>, range: &Range<usize>, verb: usize) -> Option<Named> {
    let told = matches!(view.word(verb), "told" | "tells");
    // `," said X`: behind a quotation or what was said.
    let inverted = !told
        && (verb == range.start
            || matches!(view.word(verb - 1), "," | "?" | "!")
            || view.tokens[verb - 1].kind == TokenKind::Quote);
    if inverted
        && let Some(named) = speaker::behind(view, verb, range.end)
        && !is_reported(view, &named, range.end)
    {
        return Some(named);
    }
    speaker::before(view, context, range.start, verb)
}

/// `Nina Reeve, said he would appeal`: a pronoun that goes on as the subject of what is said.
fn is_reported(view: &View<'_>, (speaker, tokens): &Named, end: usize) -> bool {
    let next = tokens.end;
    matches!(speaker, Speaker::Pronoun)
        && next < end
        && view.is_word(next)
        && !view.word(next).ends_with("ly")
        && !view.is_day(next)
        && !matches!(
            view.word(next),
            "in" | "on"
                | "at"
                | "after"
                | "during"
                | "as"
                | "to"
                | "of"
                | "with"
                | "when"
                | "while"
                | "before"
                | "later"
                | "yesterday"
                | "today"
                | "by"
                | "from"
                | "about"
        )
}

/// True if a verb that also means other things reports here: with `that`, or with a quotation beside it.
fn reports(view: &View<'_>, range: &Range<usize>, verb: usize, speaker: &Range<usize>) -> bool {
    let next = (verb.max(speaker.end.saturating_sub(1)) + 1).min(range.end);
    let quote = |at: usize| view.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Quote);
    let that = (verb + 1..range.end.min(verb + 7))
        .find(|&at| matches!(view.word(at), "that" | "the" | "a" | "an" | "his" | "her" | "its"))
        .is_some_and(|at| view.is(at, "that"));
    let before = speaker
        .start
        .min(verb)
        .checked_sub(1)
        .is_some_and(|at| quote(at) || at > 0 && view.is(at, ",") && quote(at - 1));
    let after = (next..range.end.min(next + 6)).any(|at| quote(at) || view.is(at, ":"));
    let pronoun = view.tokens.get(verb + 1).is_some_and(|_| {
        verb + 1 < range.end && matches!(view.word(verb + 1), "he" | "she" | "they" | "it" | "there")
    });
    that || before || after || pronoun
}

/// Who a speaker is.
fn resolve(
    view: &View<'_>,
    context: &Context<'_>,
    speaker: &Speaker,
    last: Option<usize>,
    sentence: &Sentence,
    tokens: &Range<usize>,
) -> Option<usize> {
    match *speaker {
        Speaker::Name(mention) => context.owners[mention],
        Speaker::Other => None,
        Speaker::Pronoun => {
            // `When Lopes arrived, she said`; else of whom the text spoke.
            let start = sentence.range().start;
            let clause = matches!(
                view.word(start),
                "When" | "After" | "As" | "While" | "Before" | "Asked" | "Although"
            );
            let opening = subject(view, context, sentence).filter(|_| clause && tokens.start > start + 2);
            opening.or(last)
        }
        Speaker::Description(at) => match context.offices.get(&view.tokens[at].key) {
            Some(holder) => *holder,
            // `the Decatur Democrat`: with a name in it, it goes on speaking of the one before.
            None => last.filter(|_| {
                (tokens.start + 1..=at).any(|part| view.is_capitalised(part)) && at > tokens.start + 1
            }),
        },
    }
}

/// The person with whom a sentence begins.
fn subject(view: &View<'_>, context: &Context<'_>, sentence: &Sentence) -> Option<usize> {
    let range = sentence.range();
    let first = view.mentions.partition_point(|mention| (mention.tokens.start as usize) < range.start);
    let mention = view.mentions.get(first)?;
    let start = mention.tokens.start as usize;
    let owns =
        view.tokens.get(mention.tokens.end as usize).is_some_and(|next| next.kind == TokenKind::Possessive);
    let early = mention.kind == NameKind::Person && start < range.end && start - range.start < 8 && !owns;
    (early && !context.is_quoted(start)).then(|| context.owners[first]).flatten()
}

/// The speaker named in the sentence in which a quotation ends, if that is a later one, or by a bare `he said.` behind
/// it.
fn later_frame(
    view: &View<'_>,
    context: &Context<'_>,
    sentences: &[Sentence],
    quote: &Quote,
    known: Known,
) -> Option<Frame> {
    let ends = sentences.iter().take(30).position(|sentence| sentence.range().end >= quote.tokens.end)?;
    if ends > 0
        && let Some(frame) = frame(view, context, &sentences[ends], known)
    {
        return Some(frame);
    }
    let next = sentences.get(ends + 1)?.range();
    let bare = next.start <= quote.tokens.end + 1 && next.len() < 10;
    let frame = bare.then(|| frame(view, context, &sentences[ends + 1], known)).flatten()?;
    (frame.speaker.start.min(frame.verb) == next.start).then_some(frame)
}

/// True if a quotation is a statement of its own, and no turn of phrase inside a sentence.
fn stands_alone(view: &View<'_>, quote: &Quote) -> bool {
    let Range { start, end } = quote.tokens;
    let last = end - 1;
    let closed = matches!(view.word(last), "," | "." | "?" | "!" | "..." | "\u{2026}")
        || view.tokens.get(end + 1).is_some_and(|next| matches!(view.document.word(next), "," | "."))
            && view.is_capitalised(start);
    quote.unclosed
        || quote.tokens.len() > 9
        || closed && (quote.tokens.len() > 3 || view.is_capitalised(start))
}

/// True if a quotation without a frame goes on with the speaker before.
fn follows(
    view: &View<'_>,
    before: Option<&Quote>,
    quote: &Quote,
    last: Option<(usize, u32)>,
    paragraph: u32,
) -> bool {
    let Some((_, spoke)) = last else { return false };
    quote.tokens.len() > 3
        && (paragraph == spoke
            || paragraph == spoke + 1 && quote.opens_paragraph
            || before.is_some_and(|before| before.unclosed && before.tokens.end + 1 >= quote.tokens.start)
                && view.tokens[quote.tokens.start].kind != TokenKind::Quote)
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}
