//! The sink of html5ever's tokenizer: writes text and keeps the open elements, but builds no tree.

use std::cell::RefCell;

use html5ever::LocalName;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};

use super::dropped::{self, Dropped};
use super::elements::{self, Element, Flow, Role};
use super::part::Part;
use super::{Meta, related, script};
use crate::article::MarkKind;

/// Deepest nesting of elements; deeper ones are read, but have no role.
const DEPTH: usize = 256;

/// Most `meta` elements that are kept.
const METAS: usize = 100;

/// Longest cell of a table of data on average, caption, and credit or byline, in bytes. Chosen: a sentence has about 120.
const LONGEST_CELL: usize = 60;
const LONGEST_CAPTION: usize = 800;
const LONGEST_LINE: usize = 200;

/// The separation of the text so far from the text to come.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    None,
    Space,
    Line,
    Paragraph,
}

/// The content read from a page.
#[derive(Debug, Default)]
pub(super) struct Reading {
    pub(super) text: String,
    pub(super) title: String,
    pub(super) language: Option<String>,
    /// It has a `html` or `body` element, so that it is more than a fragment.
    pub(super) is_page: bool,
    /// Boxes that are to be taken out, in order, without overlaps.
    pub(super) boxes: Vec<Box>,
    /// Parts that are marked.
    pub(super) marks: Vec<(Part, MarkKind)>,
    /// Parts that hold the article, with their rank.
    pub(super) mains: Vec<(Part, u8)>,
    /// The first headline of the first order.
    pub(super) headline: Option<Part>,
    /// What the page says of itself.
    pub(super) metas: Vec<Meta>,
    /// An attribute, a style or a class hides an element.
    pub(super) has_hidden: bool,
    /// The texts of links, in order.
    pub(super) links: Vec<Part>,
    /// All headlines of the first order.
    pub(super) titles: Vec<Part>,
    /// Headlines of the second to fourth order that are links.
    pub(super) teasers: Vec<Part>,
    /// Running text of hidden parts.
    pub(super) dropped: Vec<Dropped>,
}

/// A part that is to be taken out, and its element as it is shown.
#[derive(Debug)]
pub(super) struct Box {
    pub(super) part: Part,
    pub(super) place: String,
}

/// An open element.
struct Open {
    name: LocalName,
    role: Role,
    /// The end of the text before it, and the gap there.
    start: usize,
    gap: Gap,
    /// Bytes of link text written before it.
    linked: usize,
    /// Rows and cells of a table.
    rows: u32,
    cells: u32,
    /// The element as it is shown, where it may be left out.
    place: String,
}

#[derive(Default)]
pub(super) struct Sink(RefCell<Writer>);

impl Sink {
    /// A sink of a document that ends in an unclosed comment.
    pub(super) fn with_open_comment(self) -> Self {
        self.0.borrow_mut().is_comment_open = true;
        self
    }

    /// A sink that reads what a page hides.
    pub(super) fn showing_hidden() -> Self {
        Self(RefCell::new(Writer { shows_hidden: true, ..Writer::default() }))
    }

    pub(super) fn finish(self) -> Reading {
        let mut writer = self.0.into_inner();
        while !writer.open.is_empty() {
            writer.close_unended();
        }
        writer.reading
    }
}

#[derive(Default)]
struct Writer {
    reading: Reading,
    /// What attributes hide is read too.
    shows_hidden: bool,
    gap: Gap,
    /// Depth of `pre`, in which white space counts.
    preformatted: u32,
    open: Vec<Open>,
    /// Open elements beyond [`DEPTH`].
    deeper: u32,
    in_title: bool,
    /// The comment that was read last, and whether the document ends in it.
    last_comment: Option<StrTendril>,
    is_comment_open: bool,
    /// Depth of links, and bytes of text in them so far.
    links: u32,
    linked: usize,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut writer = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(characters) => writer.write(&characters),
            Token::TagToken(tag) => return writer.tag(&tag),
            Token::CommentToken(comment) => writer.last_comment = Some(comment),
            Token::EOFToken => writer.tell_unclosed_comment(),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Writer {
    fn tag(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name: &str = &tag.name;
        let opens = tag.kind == TagKind::StartTag;
        // A title inside a picture is not the page's.
        let outside = |open: &Open| open.role != Role::Unseen || &*open.name == "head";
        if name == "title" && self.open.iter().all(outside) {
            self.in_title = opens;
            return if opens { TokenSinkResult::RawData(RawKind::Rcdata) } else { TokenSinkResult::Continue };
        }
        if opens {
            self.start(tag);
        } else {
            self.end(name);
        }
        match name {
            _ if !opens => TokenSinkResult::Continue,
            "script" => TokenSinkResult::RawData(RawKind::ScriptData),
            "style" | "iframe" | "noframes" | "noembed" | "xmp" => TokenSinkResult::RawData(RawKind::Rawtext),
            "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
            _ => TokenSinkResult::Continue,
        }
    }

    fn start(&mut self, tag: &Tag) {
        let element = Element::of(tag);
        self.end_implied(element.name);
        if self.reading.metas.len() < METAS
            && let Some(meta) = elements::meta(&element)
        {
            self.reading.metas.push(meta);
        }
        self.reading.has_hidden = self.reading.has_hidden || elements::is_hidden(&element);
        let role =
            if self.shows_hidden { elements::role_if_shown(&element) } else { elements::role(&element) };
        let is_void = tag.self_closing || elements::is_void(element.name);
        let (start, gap) = (self.reading.text.len(), self.gap);
        self.separate(element.name, true);
        match element.name {
            "pre" => self.preformatted += 1,
            "html" | "body" => {
                self.reading.is_page = true;
                let language = element.attribute("lang").filter(|language| !language.is_empty());
                self.reading.language = self.reading.language.take().or(language.map(str::to_owned));
            }
            "tr" => self.count(1, 0),
            "td" | "th" => self.count(0, 1),
            _ => {}
        }
        if is_void {
            return;
        }
        if self.open.len() >= DEPTH {
            self.deeper += 1;
            return;
        }
        self.links += u32::from(role == Role::Link);
        let (name, linked) = (tag.name.clone(), self.linked);
        let place = if elements::may_be_left_out(role) { element.shown() } else { String::new() };
        self.open.push(Open { name, role, start, gap, linked, rows: 0, cells: 0, place });
    }

    fn count(&mut self, rows: u32, cells: u32) {
        if let Some(table) = self.open.iter_mut().rev().find(|open| &*open.name == "table") {
            table.rows += rows;
            table.cells += cells;
        }
    }

    fn end(&mut self, name: &str) {
        if name == "pre" {
            self.preformatted = self.preformatted.saturating_sub(1);
        }
        if self.deeper > 0 {
            self.deeper -= 1;
        } else if let Some(at) = self.open.iter().rposition(|open| &*open.name == name) {
            while self.open.len() > at + 1 {
                self.close_unended();
            }
            self.close();
        }
        self.separate(name, false);
    }

    /// Ends open elements whose end tag may be left out before a start tag `name`.
    fn end_implied(&mut self, name: &str) {
        // A row ends its last cell and the row before it.
        for _ in 0..2 {
            let found = self
                .open
                .iter()
                .rposition(|open| elements::ends(name, &open.name) || elements::is_scope(&open.name));
            match found {
                Some(at) if elements::ends(name, &self.open[at].name) => {
                    while self.open.len() > at {
                        self.close_unended();
                    }
                }
                _ => return,
            }
        }
    }

    /// Closes the innermost element, whose end tag is missing. An unseen element or a box that never closes must not
    /// swallow the article.
    fn close_unended(&mut self) {
        let Some(open) = self.open.last_mut() else { return };
        if !elements::has_optional_end(&open.name) {
            open.role = if open.role == Role::Link { Role::Link } else { Role::Text };
        }
        self.close();
    }

    fn close(&mut self) {
        let Some(open) = self.open.pop() else { return };
        if matches!(&*open.name, "h2" | "h3" | "h4")
            && let Some(part) = self.part(open.start)
            && (self.linked - open.linked) * 5 >= (part.end - part.start) * 4
        {
            self.reading.teasers.push(part);
        }
        match open.role {
            Role::Text => {}
            Role::Unseen => {
                self.tell(&open);
                self.cut(open.start, open.gap);
            }
            Role::Box => self.take_out(open.start, open.gap, open.place),
            Role::Header => self.close_header(&open),
            Role::Container => self.close_container(&open),
            Role::Marked(kind) => self.close_marked(&open, kind),
            Role::Main(rank) => {
                if let Some(part) = self.part(open.start) {
                    self.reading.mains.push((part, rank));
                }
            }
            Role::Headline => {
                let part = self.part(open.start);
                self.reading.headline = self.reading.headline.or(part);
                self.reading.titles.extend(part);
            }
            Role::Link => {
                self.links = self.links.saturating_sub(1);
                self.reading.links.extend(self.part(open.start));
            }
            Role::Above => self.close_superscript(&open),
            Role::Below => {
                let content = self.reading.text.split_off(open.start.min(self.reading.text.len()));
                let content = script::subscript(&self.reading.text, &content);
                self.reading.text.push_str(&content);
            }
        }
    }

    /// The text since `start`, without the white space around it; `None` where there is none.
    fn part(&self, start: usize) -> Option<Part> {
        let written = self.reading.text.get(start..)?;
        let trimmed = written.trim();
        let start = start + (written.len() - written.trim_start().len());
        (!trimmed.is_empty()).then_some(Part { start, end: start + trimmed.len() })
    }

    /// Keeps the running text of a comment that swallows the rest of a document.
    fn tell_unclosed_comment(&mut self) {
        if !self.is_comment_open {
            return;
        }
        if let Some(comment) = self.last_comment.take() {
            let text = super::text_of_comment(&comment);
            let part = Part { start: 0, end: text.len() };
            let found = dropped::of(&text, part, &[]);
            self.reading.dropped.extend(found.map(|text| Dropped { place: "comment".into(), text }));
        }
    }

    /// Keeps the running text of an element that is about to be dropped, unless it is never read as text.
    fn tell(&mut self, open: &Open) {
        if elements::is_never_text(&open.name) {
            return;
        }
        let part = Part { start: open.start, end: self.reading.text.len() };
        let first = self.reading.links.partition_point(|link| link.end <= part.start);
        let found = dropped::of(&self.reading.text, part, &self.reading.links[first..]);
        self.reading.dropped.extend(found.map(|text| Dropped { place: open.place.clone(), text }));
    }

    /// Drops the text since `start`.
    fn cut(&mut self, start: usize, gap: Gap) {
        let reading = &mut self.reading;
        reading.text.truncate(start);
        // What was found since stands at the end of each list.
        while reading.boxes.pop_if(|boxed| boxed.part.start >= start).is_some() {}
        while reading.titles.pop_if(|part| part.start >= start).is_some() {}
        while reading.teasers.pop_if(|part| part.start >= start).is_some() {}
        while reading.links.pop_if(|part| part.start >= start).is_some() {}
        while reading.marks.pop_if(|(part, _)| part.start >= start).is_some() {}
        while reading.mains.pop_if(|(part, _)| part.start >= start).is_some() {}
        reading.headline.take_if(|part| part.start >= start);
        self.gap = gap;
    }

    /// Notes the text since `start` as a box. It is taken out at the end, unless nothing would be left.
    fn take_out(&mut self, start: usize, gap: Gap, place: String) {
        let end = self.reading.text.len();
        if start < end {
            while self.reading.boxes.pop_if(|boxed| boxed.part.start >= start).is_some() {}
            self.reading.boxes.push(Box { part: Part { start, end }, place });
        }
        self.gap = self.gap.max(gap);
    }

    /// Marks what is short enough to be of its kind: layout puts whole articles into tables.
    fn close_marked(&mut self, open: &Open, kind: MarkKind) {
        let Some(part) = self.part(open.start) else { return };
        let length = part.end - part.start;
        let is_kind = match kind {
            MarkKind::Table => {
                open.rows >= 2
                    && open.cells >= open.rows.saturating_mul(2)
                    && length <= LONGEST_CELL * open.cells as usize
            }
            MarkKind::Caption => length <= LONGEST_CAPTION,
            MarkKind::Credit | MarkKind::Byline => length <= LONGEST_LINE,
        };
        if is_kind {
            self.reading.marks.push((part, kind));
        }
    }

    /// The header of a page is a box, that of an article or of a part with a headline is not.
    fn close_header(&mut self, open: &Open) {
        let has_headline = self.reading.headline.is_some_and(|part| part.start >= open.start);
        let inside = |open: &Open| matches!(open.role, Role::Main(_)) || &*open.name == "section";
        if self.reading.is_page && !has_headline && !self.open.iter().any(inside) {
            self.take_out(open.start, open.gap, open.place.clone());
        }
    }

    /// A container that introduces other stories and holds little but links is a box.
    fn close_container(&mut self, open: &Open) {
        let Some(part) = self.part(open.start) else { return };
        let linked = self.linked - open.linked;
        if linked == 0 {
            return;
        }
        let before = &self.reading.text[..part.start];
        if let Some(lead_in) =
            related::box_start(before, &self.reading.text[part.start..part.end], linked, &open.name)
        {
            let place = open.name.to_string();
            self.take_out(lead_in.min(open.start), open.gap.max(Gap::Paragraph), place);
        }
    }

    fn close_superscript(&mut self, open: &Open) {
        if open.start >= self.reading.text.len() {
            return;
        }
        let is_link = self.linked > open.linked;
        let content = self.reading.text.split_off(open.start);
        match script::superscript(&self.reading.text, &content, is_link) {
            Some(content) => self.reading.text.push_str(&content),
            None => self.gap = self.gap.max(open.gap),
        }
    }

    fn separate(&mut self, name: &str, opens: bool) {
        let gap = match elements::flow(name) {
            Flow::Block => Gap::Paragraph,
            // Two line breaks make a paragraph, as they do for the eye.
            Flow::Line if name == "br" && opens && self.gap >= Gap::Line => Gap::Paragraph,
            Flow::Line => Gap::Line,
            Flow::Cell => Gap::Space,
            Flow::Inline => return,
        };
        self.gap = self.gap.max(gap);
    }

    fn write(&mut self, characters: &str) {
        if self.in_title {
            self.reading.title.push_str(characters);
            return;
        }
        let before = self.reading.text.len();
        if self.preformatted > 0 {
            self.flush_gap();
            self.reading.text.push_str(characters);
        } else {
            self.write_words(characters);
        }
        if self.links > 0 {
            self.linked += self.reading.text.len() - before;
        }
    }

    fn write_words(&mut self, characters: &str) {
        let mut rest = characters;
        loop {
            let word = rest.trim_start_matches(SPACE);
            if word.len() < rest.len() {
                self.gap = self.gap.max(Gap::Space);
            }
            // A line does not begin with a hard blank, and one that holds nothing else is empty.
            let starts_line = self.gap >= Gap::Line || self.reading.text.is_empty();
            let word = if starts_line { word.trim_start_matches(BLANK) } else { word };
            if word.is_empty() {
                return;
            }
            self.flush_gap();
            let end = word.find(SPACE).unwrap_or(word.len());
            self.reading.text.push_str(&word[..end]);
            rest = &word[end..];
        }
    }

    fn flush_gap(&mut self) {
        let gap = std::mem::take(&mut self.gap);
        let text = &mut self.reading.text;
        if gap >= Gap::Line && self.preformatted == 0 {
            text.truncate(text.trim_end_matches(BLANK).len());
        }
        if !text.is_empty() {
            text.push_str(match gap {
                Gap::None => "",
                Gap::Space => " ",
                Gap::Line => "\n",
                Gap::Paragraph => "\n\n",
            });
        }
    }
}

/// White space that HTML collapses. A no-break space is not among it.
const SPACE: [char; 5] = [' ', '\n', '\t', '\r', '\u{c}'];
/// White space at the border of a line.
const BLANK: [char; 6] = [' ', '\n', '\t', '\r', '\u{c}', '\u{a0}'];
