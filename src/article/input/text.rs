//! Plain text in the form of a wire dump: the body, then a line of hashtags, then a line with a time; both optional.

use jiff::tz::TimeZone;

use super::draft::{Draft, Markup, Recognised};
use super::error::InputError;
use super::fields::Field;
use super::{front_matter, header_lines, mail, time};

/// Plain text, as it is named.
const FORM: Recognised = Recognised { name: "text", why: "whatever is neither JSON nor XML nor HTML" };
/// A mail, as it is named.
const MAIL: Recognised = Recognised { name: "mail", why: "a text whose head only a mail has" };

/// Reads the whole of `text`; what is cut off as hashtags and time is not part of the body.
pub(super) fn read<'r>(text: &str, zone: &'r TimeZone, markup: Markup) -> Result<Draft<'r>, InputError> {
    let mut draft = Draft::new(FORM, zone);
    if let Some(read) = mail::read(text, &mut draft) {
        draft.form = MAIL;
        return read.map(|()| draft);
    }
    let mut body = front_matter::read(text, &mut draft);
    if draft.used.is_empty() {
        body = header_lines::read(body, &mut draft)?;
    }
    let mut body = body.trim_end();
    let (rest, line) = last_line(body);
    // A time in the front matter leaves the last line alone.
    if time::read_line(line, zone).is_some() && draft.set(Field::PublishedAt, line, "the last line") {
        body = rest;
    }
    let (rest, line) = last_line(body);
    if let Some(hashtags) = hashtags(line) {
        draft.set(Field::Hashtags, hashtags, "the line of hashtags");
        body = rest;
    }
    if markup == Markup::Markdown
        && let Some((title, rest)) = headline(body)
        && draft.set(Field::Title, title, "the first heading")
    {
        body = rest;
    }
    draft.set(Field::Body, body, "the text");
    draft.body_markup = markup;
    Ok(draft)
}

/// The heading of the first order that Markdown begins with, and the text behind it.
fn headline(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    let (line, rest) = text.split_once('\n')?;
    let title = line.strip_prefix("# ")?.trim().trim_end_matches('#').trim_end();
    let is_plain = !title.is_empty() && !title.contains(['[', '*', '`', '_']);
    (is_plain && !rest.trim().is_empty()).then(|| (title, rest.trim_start()))
}

/// The text before the last line, and the last line, both without white space at their ends.
fn last_line(text: &str) -> (&str, &str) {
    let start = text.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    (text[..start].trim_end(), text[start..].trim())
}

/// The hashtags of a line that holds nothing else.
fn hashtags(line: &str) -> Option<Vec<String>> {
    let mut found = Vec::new();
    for word in line.split([' ', '\t', ',', '\u{a0}']).filter(|word| !word.is_empty()) {
        let tag = word.strip_prefix('#')?;
        if tag.is_empty() || tag.contains('#') || !tag.starts_with(|c: char| c.is_alphanumeric() || c == '_')
        {
            return None;
        }
        found.push(tag.to_owned());
    }
    (!found.is_empty()).then_some(found)
}
