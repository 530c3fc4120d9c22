//! Whole lines that are furniture, by an ordered list of rules.

use super::lines::Line;
use super::{Furniture, Kind};
use crate::document::Span;

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

fn starts_with_any(line: &Line<'_>, openings: &[&str]) -> bool {
    openings.iter().any(|opening| line.plain.starts_with(opening))
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
        || matches!(
            bare.as_str(),
            "eom"
                | "ends"
                | "end"
                | "endit"
                | "enditem"
                | "endofstory"
                | "30"
                | "more"
                | "moretofollow"
                | "xxx"
        ) && line.has_at_most(3)
            && !line.text.ends_with('.')
}

fn is_word_count(line: &Line<'_>) -> bool {
    if !line.has_at_most(4) || !line.text.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let words: Vec<&str> =
        line.plain.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let counts = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    match words.as_slice() {
        [count, "words" | "wds" | "w"]
        | ["words" | "wordcount", count]
        | ["word", "count", count]
        | ["length", count, "words"] => counts(count),
        _ => false,
    }
}

const CORRECTIONS: &[&str] = &[
    "a correction was made",
    "a previous version of this",
    "an earlier version",
    "clarification:",
    "corrected:",
    "correction:",
    "correction -",
    "correction (",
    "corrects ",
    "corrects:",
    "fixes ",
    "in an earlier version",
    "in a previous version",
    "refiles to correct",
    "refiling to correct",
    "this article has been amended",
    "this article was amended",
    "this article was corrected",
    "this article has been corrected",
    "this story corrects",
    "this story has been corrected",
    "this story was corrected",
    "this version corrects",
    "this version has been corrected",
];

/// Of [`CORRECTIONS`], those that open a sentence of a story too: only in brackets.
const BRACKETED_CORRECTIONS: &[&str] = &["corrects ", "fixes "];

fn is_correction(line: &Line<'_>) -> bool {
    let bracketed = line.text.starts_with(['(', '[']);
    let of_this = ["earlier version of this", "previous version of this"];
    starts_with_any(line, CORRECTIONS) && (bracketed || !starts_with_any(line, BRACKETED_CORRECTIONS))
        || of_this.iter().any(|words| line.plain.contains(words)) && line.has_at_most(59)
}

const NOTES: &[&str] = &[
    "adds ",
    "advisory",
    "attention editors",
    "editor's note",
    "editors' note",
    "editors note",
    "editors:",
    "eds:",
    "eds.:",
    "for more ",
    "note to editors",
    "notes to editors",
    "note:",
    "recasts",
    "refiles",
    "releads",
    "repeats ",
    "this is a developing story",
    "this story has been updated",
    "this story was first published",
    "this story was originally published",
    "this article was first published",
    "this article was originally published",
    "this is an opinion",
    "updates ",
    "updating with",
    "updated at",
    "updated:",
    "writes through",
];
/// Of [`NOTES`], those that open a sentence of a story too: only in brackets.
const BRACKETED: &[&str] =
    &["adds ", "advisory", "for more ", "repeats ", "updates ", "recasts", "refiles", "note:"];

fn is_note(line: &Line<'_>) -> bool {
    let bracketed = line.text.starts_with(['(', '[']) && line.text.contains([')', ']']);
    let short = !line.plain.starts_with("updat") || line.has_at_most(14);
    starts_with_any(line, NOTES) && (bracketed || short && !starts_with_any(line, BRACKETED))
}

const CAPTIONS: &[&str] = &[
    "caption:",
    "file -",
    "file \u{2013}",
    "file \u{2014}",
    "file image:",
    "file photo",
    "file picture",
    "file pic:",
    "in this file photo",
    "in this handout",
    "in this image",
    "in this photo",
    "photo caption",
    "photo shows",
    "pictured:",
    "picture shows",
];

fn is_caption(line: &Line<'_>) -> bool {
    let short = line.has_at_most(CAPTION_WORDS);
    short && (starts_with_any(line, CAPTIONS) || ends_with_picture_credit(line) || is_dated_photo(line))
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
    let tail_start = end.len().saturating_sub(60);
    let tail = &end[end.ceil_char_boundary(tail_start)..];
    PICTURE_CREDITS.iter().any(|credit| tail.rfind(credit).is_some_and(|at| at > 0))
}

const PICTURE_CREDITS: &[&str] = &[
    "REUTERS/",
    "REUTERS / ",
    "AP Photo/",
    "AFP/Getty",
    "AFP PHOTO",
    "File Photo",
    "Getty Images",
    "EPA-EFE/",
];

const CREDITS: &[&str] = &[
    "additional reporting by",
    "all rights reserved",
    "ap photo",
    "compiled by",
    "copyright ",
    "credit:",
    "editing by",
    "edited by",
    "graphic by",
    "image:",
    "image credit",
    "photo:",
    "photo by",
    "photo credit",
    "photo courtesy",
    "photograph:",
    "photographs by",
    "photos by",
    "photo/",
    "picture:",
    "picture credit",
    "reporting by",
    "reuters/",
    "reuters / ",
    "source:",
    "translated by",
    "video by",
    "with assistance from",
    "with reporting by",
    "writing by",
    "written by",
    "\u{a9}",
];

fn is_credit(line: &Line<'_>) -> bool {
    let short = line.has_at_most(CREDIT_WORDS);
    let inside = ["contributed to this report", "contributed reporting", "all rights reserved"];
    short && (starts_with_any(line, CREDITS) || inside.iter().any(|words| line.plain.contains(words)))
}

/// A line of credits has at most so many words.
const CREDIT_WORDS: usize = 60;

const CONTACTS: &[&str] = &[
    "@",
    "click here",
    "contact:",
    "contacts:",
    "e-mail:",
    "email:",
    "email us",
    "follow @",
    "follow us",
    "follow him on",
    "follow her on",
    "for further information",
    "for media enquiries",
    "for media inquiries",
    "for more information",
    "get the latest",
    "join our",
    "like us on",
    "media contact",
    "media enquiries",
    "media inquiries",
    "mobile:",
    "phone:",
    "press contact",
    "press office",
    "reach ",
    "read the full",
    "share this",
    "sign up",
    "subscribe",
    "tel:",
    "tel.:",
    "telephone:",
    "to contact the",
];

fn is_contact(line: &Line<'_>) -> bool {
    let opened = starts_with_any(line, CONTACTS);
    if !opened && !line.has_at_most(6) {
        return false;
    }
    // `Reach out to …` may open a sentence of a story; an address or a short line does not.
    let addressed = line.text.contains('@') || line.plain.contains("http") || line.plain.contains("www.");
    let doubtful = line.plain.starts_with("reach ") || line.plain.starts_with("press office");
    opened && line.has_at_most(40) && (addressed || !doubtful) || addressed && line.has_at_most(6)
}

const RELATED: &[&str] = &[
    "also read",
    "also see",
    "don't miss",
    "explore more",
    "latest news:",
    "listen:",
    "more from",
    "more on this",
    "more stories",
    "most popular",
    "most read",
    "more:",
    "read also",
    "read more",
    "read next",
    "recommended",
    "related",
    "see also",
    "see more",
    "top stories",
    "trending",
    "watch:",
    "you may also like",
    "you might also like",
];

/// A heading of a box about other stories, or a line that links to one (`READ MORE: …`).
fn is_related(line: &Line<'_>) -> bool {
    if !starts_with_any(line, RELATED) || !line.has_at_most(LINK_WORDS + 4) {
        return false;
    }
    let heading = line.has_at_most(HEADING_WORDS) && !line.ends_sentence();
    let label =
        line.text.split_once([':', '|']).is_some_and(|(label, _)| label.split_whitespace().count() <= 4);
    heading || label
}

/// Words in small letters inside bylines.
const NAME_PARTICLES: &[&str] = &[
    "&", "al", "and", "at", "bin", "da", "de", "del", "den", "der", "di", "du", "el", "for", "in", "la",
    "of", "ter", "the", "van", "von",
];

/// `By Jane Doe`, `By Jane Doe and John Roe`, `BY JANE DOE, Staff Writer`, `Jane Doe in Paris`.
fn is_byline(line: &Line<'_>) -> bool {
    let Some(rest) = line.text.strip_prefix("By ").or_else(|| line.text.strip_prefix("BY ")) else {
        return false;
    };
    let words: Vec<&str> = rest.split_whitespace().collect();
    let small = |word: &str| NAME_PARTICLES.contains(&word);
    let named =
        |word: &&str| small(word) || word.trim_start_matches(['(', '@']).starts_with(char::is_uppercase);
    let ends = line.ends_sentence() && !rest.ends_with("Jr.") && !rest.ends_with("Sr.");
    (1..=14).contains(&words.len()) && words.iter().all(named) && !small(words[0]) && !ends
}
