//! Whole lines that are furniture, by an ordered list of rules.

use super::lines::Line;
use super::{Furniture, Kind};
use crate::document::Span;
use crate::lexicon::WordList;
use crate::lexicon::word_lists;

word_lists! {
    "furniture":
    END_MARKS,
}

/// A rule; the first that fits a line decides.
struct Rule {
    kind: Kind,
    /// The reason for the rule, and for its place in the list.
    why: &'static str,
    test: fn(&Line<'_>) -> bool,
}

const RULES: &[Rule] = &[
    Rule {
        kind: Kind::EndMark,
        why: "short marks, which no later rule may take for a byline",
        test: is_end_mark,
    },
    Rule {
        kind: Kind::WordCount,
        why: "a count of the words of the article, not of the story",
        test: is_word_count,
    },
    Rule {
        kind: Kind::Correction,
        why: "before other notes: its numbers are read, as withdrawn or right",
        test: is_correction,
    },
    Rule { kind: Kind::Note, why: "words of the desk to other desks or to readers", test: is_note },
    Rule { kind: Kind::Caption, why: "before credits, for a caption often ends with one", test: is_caption },
    Rule { kind: Kind::Credit, why: "who made the report or the picture", test: is_credit },
    Rule { kind: Kind::Contact, why: "whom to call, and pleas to subscribe", test: is_contact },
    Rule { kind: Kind::Byline, why: "last, as its form is the least marked", test: is_byline },
];

/// Puts whole lines of furniture into `found`, with the lists that stand below a heading of other stories.
pub(super) fn whole_lines(lines: &[Line<'_>], found: &mut Vec<Furniture>) {
    let mut in_box = 0;
    for line in lines {
        if in_box > 0 && is_link_line(line) {
            in_box -= 1;
            found.push(Furniture { span: line.span, kind: Kind::Related });
            continue;
        }
        in_box = 0;
        if is_related(line) {
            in_box = if line.has_at_most(HEADING_WORDS) { BOX_LINES } else { 0 };
            found.push(Furniture { span: line.span, kind: Kind::Related });
        } else if let Some(rule) = RULES.iter().find(|rule| (rule.test)(line)) {
            debug_assert!(!rule.why.is_empty());
            found.push(Furniture { span: extent(line), kind: rule.kind });
        }
    }
}

/// What stands in the brackets that open a line, else the whole line: the story may go on behind `(Corrects …)`.
fn extent(line: &Line<'_>) -> Span {
    let close = match line.text.chars().next() {
        Some('(') => line.text.find(')'),
        Some('[') => line.text.find(']'),
        _ => None,
    };
    let end = close.filter(|&at| at > 1).map_or(line.span.end, |at| line.span.start + at as u32 + 1);
    Span::new(line.span.start, end)
}

/// A heading of a box has at most so many words (`MOST READ IN WORLD NEWS`).
const HEADING_WORDS: usize = 5;
/// A box lists at most so many stories.
const BOX_LINES: usize = 10;
/// A link to another story has at most so many words.
const LINK_WORDS: usize = 16;

fn is_link_line(line: &Line<'_>) -> bool {
    !line.ends_sentence() && line.has_at_most(LINK_WORDS)
}

fn starts_with_any(line: &Line<'_>, openings: &WordList) -> bool {
    openings.opening(&line.plain).next().is_some()
}

/// Three words of an end mark and the signs around them have at most so many bytes; a row of signs may have more.
const END_MARK: usize = 60;

fn is_end_mark(line: &Line<'_>) -> bool {
    if line.text.len() > END_MARK && line.text.starts_with(char::is_alphanumeric) {
        return false;
    }
    let bare: String = line.text.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    let marks = line.text.chars().all(|c| matches!(c, '#' | '*' | '-' | '_' | '=' | '~' | ' ' | '\u{2014}'));
    marks && line.text.len() >= 3
        || END_MARKS.contains(&bare.as_str()) && line.has_at_most(3) && !line.text.ends_with('.')
}

fn is_word_count(line: &Line<'_>) -> bool {
    if !line.has_at_most(4) || !line.text.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let words: Vec<&str> =
        line.plain.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let counts = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    // `eom 340 words`.
    let words = match words.as_slice() {
        [mark, rest @ ..] if END_MARKS.contains(mark) => rest,
        all => all,
    };
    match words {
        [count, "words" | "wds" | "w"]
        | ["words" | "wordcount", count]
        | ["word", "count", count]
        | ["length", count, "words"] => counts(count),
        _ => false,
    }
}

static CORRECTIONS: WordList = WordList::new("furniture", "CORRECTIONS");

/// Of [`CORRECTIONS`], those that open a sentence of a story too: only in brackets.
const BRACKETED_CORRECTIONS: &[&str] = &["corrects ", "fixes "];

fn is_correction(line: &Line<'_>) -> bool {
    let bracketed = line.text.starts_with(['(', '[']);
    let of_this = ["earlier version of this", "previous version of this"];
    starts_with_any(line, &CORRECTIONS)
        && (bracketed || !BRACKETED_CORRECTIONS.iter().any(|opening| line.plain.starts_with(opening)))
        || of_this.iter().any(|words| line.plain.contains(words)) && line.has_at_most(59)
}

static NOTES: WordList = WordList::new("furniture", "NOTES");
/// Of [`NOTES`], those that open a sentence of a story too: only in brackets.
static BRACKETED: WordList = WordList::new("furniture", "BRACKETED");

fn is_note(line: &Line<'_>) -> bool {
    let bracketed = line.text.starts_with(['(', '[']) && line.text.contains([')', ']']);
    let short = !line.plain.starts_with("updat") || line.has_at_most(14);
    starts_with_any(line, &NOTES) && (bracketed || short && !starts_with_any(line, &BRACKETED))
}

static CAPTIONS: WordList = WordList::new("furniture", "CAPTIONS");

fn is_caption(line: &Line<'_>) -> bool {
    let is_marked =
        starts_with_any(line, &CAPTIONS) || ends_with_picture_credit(line) || is_dated_photo(line);
    is_marked && line.has_at_most(CAPTION_WORDS)
}

/// A caption has at most so many words.
const CAPTION_WORDS: usize = 70;

/// `In this March 3, 2023, photo, …`.
fn is_dated_photo(line: &Line<'_>) -> bool {
    line.plain.starts_with("in this ")
        && line.plain.split(',').take(3).any(|part| part.ends_with(" photo") || part.ends_with(" file photo"))
}

/// `… in Leeds, May 3, 2014. REUTERS/Tom Gray/File Photo`, `… on Monday. (AP Photo/Ann Lee)`.
fn ends_with_picture_credit(line: &Line<'_>) -> bool {
    let end = line.text.trim_end_matches([')', '.', ']']);
    if end.starts_with('(') || line.has_at_most(6) {
        return false;
    }
    let tail = &end[end.ceil_char_boundary(end.len().saturating_sub(60))..];
    // Behind the first character: a credit alone is no caption.
    let behind = tail.char_indices().nth(1).map_or("", |(at, _)| &tail[at..]);
    PICTURE_CREDITS.is_within(behind)
}

static PICTURE_CREDITS: WordList = WordList::new("furniture", "PICTURE_CREDITS");

static CREDITS: WordList = WordList::new("furniture", "CREDITS");

fn is_credit(line: &Line<'_>) -> bool {
    let inside = ["contributed to this report", "contributed reporting", "all rights reserved"];
    let is_marked = starts_with_any(line, &CREDITS) || inside.iter().any(|words| line.plain.contains(words));
    is_marked && line.has_at_most(CREDIT_WORDS)
}

/// A line of credits has at most so many words.
const CREDIT_WORDS: usize = 60;

static CONTACTS: WordList = WordList::new("furniture", "CONTACTS");

fn is_contact(line: &Line<'_>) -> bool {
    let opened = starts_with_any(line, &CONTACTS);
    if !opened && !line.has_at_most(6) {
        return false;
    }
    // `Reach out to …` may open a sentence of a story; an address or a short line does not.
    let addressed = line.text.contains('@') || line.plain.contains("http") || line.plain.contains("www.");
    let doubtful = line.plain.starts_with("reach ") || line.plain.starts_with("press office");
    opened && line.has_at_most(40) && (addressed || !doubtful) || addressed && line.has_at_most(6)
}

static RELATED: WordList = WordList::new("furniture", "RELATED");

/// A heading of a box about other stories, or a line that links to one (`READ MORE: …`).
fn is_related(line: &Line<'_>) -> bool {
    if !starts_with_any(line, &RELATED) || !line.has_at_most(LINK_WORDS + 4) {
        return false;
    }
    let heading = line.has_at_most(HEADING_WORDS) && !line.ends_sentence();
    let label =
        line.text.split_once([':', '|']).is_some_and(|(label, _)| label.split_whitespace().count() <= 4);
    heading || label
}

/// Words in small letters inside bylines.
static NAME_PARTICLES: WordList = WordList::new("furniture", "NAME_PARTICLES");

/// The words before the name of an author.
static BYLINES: WordList = WordList::new("furniture", "BYLINES");

/// The jobs of those who make a report.
static PRESS_JOBS: WordList = WordList::new("furniture", "PRESS_JOBS");

/// `By Jane Doe`, `By Jane Doe and John Roe`, `BY JANE DOE, Staff Writer`, `By Jane Doe, local democracy reporter`.
fn is_byline(line: &Line<'_>) -> bool {
    // A line that opens with a mark has another length in its plain form.
    let opening = BYLINES.opening(&line.plain).map(str::len).max();
    let opening = opening.filter(|_| line.text.starts_with(char::is_alphabetic));
    let Some(rest) = opening.and_then(|opening| line.text.get(opening..)) else { return false };
    let authors = match rest.split_once([',', '|']) {
        Some((authors, job)) if is_press_job(job) => authors,
        _ => rest,
    };
    let words: Vec<&str> = authors.split_whitespace().collect();
    let small = |word: &str| NAME_PARTICLES.contains(&word);
    let named =
        |word: &&str| small(word) || word.trim_start_matches(['(', '@']).starts_with(char::is_uppercase);
    let ends = line.ends_sentence() && !rest.ends_with("Jr.") && !rest.ends_with("Sr.");
    line.has_at_most(BYLINE_WORDS)
        && !words.is_empty()
        && words.iter().all(named)
        && !small(words[0])
        && !ends
}

/// A byline has at most so many words.
const BYLINE_WORDS: usize = 15;

fn is_press_job(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(|word| PRESS_JOBS.contains(&word.to_lowercase()))
}
