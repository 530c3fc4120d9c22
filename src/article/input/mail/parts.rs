//! The parts of a mail: head and body of each, down to those that hold text.

use super::encoded;

/// Most lines of a head, the deepest nesting and the most parts that are read.
const LINES: usize = 1000;
const DEPTH: usize = 10;
const PARTS: usize = 200;

/// A mail or a part of one.
pub(super) struct Part<'t> {
    fields: Vec<(&'t str, String)>,
    body: &'t str,
}

/// A part that holds text.
pub(super) struct Leaf {
    pub(super) text: String,
    pub(super) is_html: bool,
    /// It is sent as a file beside the text.
    pub(super) is_file: bool,
}

impl<'t> Part<'t> {
    /// A text that begins with a head of at least one field and a blank line behind it.
    pub(super) fn read(text: &'t str) -> Option<Self> {
        let start = text.trim_start_matches(['\u{feff}', '\n', '\r']);
        // An mbox puts a line of its own before the head.
        let start = match start.strip_prefix("From ") {
            Some(rest) => rest.split_once('\n')?.1,
            None => start,
        };
        Self::of(start).filter(|part| !part.fields.is_empty())
    }

    /// The same for a part, which may have no head at all.
    fn of(text: &'t str) -> Option<Self> {
        let mut fields: Vec<(&str, String)> = Vec::new();
        let mut at = 0;
        for line in text.split_inclusive('\n').take(LINES) {
            at += line.len();
            let plain = line.trim_end_matches(['\r', '\n']);
            if plain.trim().is_empty() {
                return Some(Self { fields, body: &text[at..] });
            }
            if plain.starts_with([' ', '\t']) {
                let (_, value) = fields.last_mut()?;
                value.push(' ');
                value.push_str(plain.trim());
                continue;
            }
            let (name, value) = plain.split_once(':')?;
            if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_graphic()) {
                return None;
            }
            fields.push((name, value.trim().to_owned()));
        }
        // A head without a body.
        (at >= text.len()).then_some(Self { fields, body: "" })
    }

    /// True if another mail stands behind this one in a mailbox.
    pub(super) fn is_followed(&self) -> bool {
        self.body.match_indices("\nFrom ").any(|(at, _)| {
            let next = Self::read(&self.body[at + 1..]);
            next.is_some_and(|next| next.field("from").is_some())
        })
    }

    /// The fields of the head, in order.
    pub(super) fn fields(&self) -> impl Iterator<Item = (&'t str, &str)> {
        self.fields.iter().map(|(name, value)| (*name, value.as_str()))
    }

    /// The first value of a field.
    pub(super) fn field(&self, name: &str) -> Option<&str> {
        let found = self.fields.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    /// The parts that hold text. Of alternatives the fullest, the plain text first.
    pub(super) fn leaves(&self) -> Vec<Leaf> {
        let mut left = PARTS;
        self.leaves_to(DEPTH, &mut left)
    }

    fn leaves_to(&self, depth: usize, left: &mut usize) -> Vec<Leaf> {
        if depth == 0 || *left == 0 {
            return Vec::new();
        }
        *left -= 1;
        let given = self.field("content-type").unwrap_or("text/plain");
        let kind = given.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        let boundary = parameter(given, "boundary").filter(|boundary| !boundary.is_empty());
        if kind.starts_with("multipart/")
            && let Some(boundary) = boundary
            && let Some(parts) = split(self.body, &boundary)
        {
            let inner = |part: &str, left: &mut usize| {
                let text = part.strip_prefix("\r\n").or_else(|| part.strip_prefix('\n'));
                let whole = Part { fields: Vec::new(), body: text.unwrap_or(part) };
                text.map_or_else(
                    || Part::of(part).unwrap_or(whole),
                    |text| Part { fields: Vec::new(), body: text },
                )
                .leaves_to(depth - 1, left)
            };
            let found = parts.into_iter().map(|part| inner(part, left));
            return if kind == "multipart/alternative" {
                fullest(found.collect())
            } else {
                found.flatten().collect()
            };
        }
        if kind == "message/rfc822" {
            return Part::read(self.body).map_or_else(Vec::new, |part| part.leaves_to(depth - 1, left));
        }
        self.leaf(given, &kind).into_iter().collect()
    }

    fn leaf(&self, given: &str, kind: &str) -> Option<Leaf> {
        // A part in several parts without its boundary is read as the text that it is.
        if !kind.is_empty() && !kind.starts_with("text/") && !kind.starts_with("multipart/")
            || kind == "text/calendar"
        {
            return None;
        }
        let encoding =
            self.field("content-transfer-encoding").unwrap_or_default().trim().to_ascii_lowercase();
        let charset = parameter(given, "charset");
        let text = match encoding.as_str() {
            "base64" => encoded::text(&encoded::base64(self.body)?, charset.as_deref()),
            "quoted-printable" => encoded::text(&encoded::quoted_printable(self.body), charset.as_deref()),
            // The message is text already.
            _ => self.body.to_owned(),
        };
        let disposition = self.field("content-disposition").unwrap_or_default().trim_start();
        let is_file = disposition.get(..10).is_some_and(|start| start.eq_ignore_ascii_case("attachment"));
        // The line end before a boundary belongs to it.
        let text = text.trim_start_matches(['\r', '\n']).trim_end().to_owned();
        let is_text = !text.is_empty() && !text.contains('\0');
        is_text.then(|| Leaf { text, is_html: kind == "text/html", is_file })
    }
}

/// The alternative that says most; of two that say the same the first, which is plain text as a rule.
fn fullest(alternatives: Vec<Vec<Leaf>>) -> Vec<Leaf> {
    let weight = |leaves: &Vec<Leaf>| -> usize {
        let letters = |leaf: &Leaf| {
            let text = if leaf.is_html { super::super::html::to_text(&leaf.text) } else { leaf.text.clone() };
            text.chars().filter(|c| c.is_alphanumeric()).count()
        };
        leaves.iter().map(letters).sum()
    };
    let mut best: Option<(usize, Vec<Leaf>)> = None;
    for leaves in alternatives {
        let found = weight(&leaves);
        // Notes that only one rendering has, such as addresses of links, do not decide.
        if best.as_ref().is_none_or(|(known, _)| found > known + known / 4) {
            best = Some((found, leaves));
        }
    }
    best.map(|(_, leaves)| leaves).unwrap_or_default()
}

/// The parts between lines of a boundary; `None` where there is no such line.
fn split<'t>(body: &'t str, boundary: &str) -> Option<Vec<&'t str>> {
    let mut parts = Vec::new();
    let mut start = None;
    let mut at = 0;
    for line in body.split_inclusive('\n') {
        let mark = line.trim_end().strip_prefix("--").and_then(|rest| rest.strip_prefix(boundary));
        if let Some(end) = mark.filter(|end| end.is_empty() || *end == "--") {
            parts.extend(start.map(|start| &body[start..at]));
            start = end.is_empty().then_some(at + line.len());
        }
        at += line.len();
    }
    // The last boundary may be missing.
    parts.extend(start.map(|start| &body[start..]));
    (!parts.is_empty()).then_some(parts)
}

/// A parameter of a field: `charset=utf-8`, `boundary="a b"`.
fn parameter(value: &str, name: &str) -> Option<String> {
    let mut rest = value.split_once(';')?.1;
    loop {
        let (key, behind) = rest.split_once('=')?;
        let behind = behind.trim_start();
        let (found, after) = if let Some(quoted) = behind.strip_prefix('"') {
            quoted.split_once('"').unwrap_or((quoted, ""))
        } else {
            let end = behind.find(';').unwrap_or(behind.len());
            (behind[..end].trim_end(), &behind[end..])
        };
        if key.trim_matches([' ', '\t', ';']).eq_ignore_ascii_case(name) {
            return Some(found.to_owned());
        }
        rest = after;
    }
}
