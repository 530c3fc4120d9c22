//! Authority files in CSV: a header, then one entry a line.

use std::borrow::Cow;

use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error as ValueError, StrDeserializer};

use super::AuthorityError;
use super::entry::Entry;

/// The columns there are.
const COLUMNS: &[&str] = &[
    "id",
    "name",
    "aliases",
    "use",
    "roles",
    "kind",
    "country",
    "latitude",
    "longitude",
    "geonames",
    "wikidata",
];

/// The rows of a text and where each begins.
pub(super) fn rows(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut begin = 0;
    text.split_inclusive('\n').map(move |row| {
        let at = begin;
        begin += row.len();
        (at, row.trim_end_matches(['\r', '\n']))
    })
}

/// The columns of a file by their place in [`COLUMNS`].
#[derive(Debug, Clone, Default)]
pub(super) struct Header(Vec<usize>);

impl Header {
    /// Reads the first line.
    pub(super) fn parse(line: &str) -> Result<Self, AuthorityError> {
        let wrong = |problem: String| AuthorityError { line: 1, problem };
        let mut columns = Vec::new();
        for name in fields(line.trim_start_matches('\u{feff}')).map_err(wrong)? {
            let name = name.trim();
            let column = COLUMNS.iter().position(|known| *known == name).ok_or_else(|| {
                wrong(format!("there is no column {name:?}; the columns are {}", COLUMNS.join(", ")))
            })?;
            if columns.contains(&column) {
                return Err(wrong(format!("the column {name:?} stands here twice")));
            }
            columns.push(column);
        }
        if columns.contains(&1) {
            Ok(Self(columns))
        } else {
            Err(wrong("there is no column \"name\"".into()))
        }
    }

    /// Reads an entry; an error in words.
    pub(super) fn entry<'f>(&self, line: &'f str) -> Result<Entry<'f>, String> {
        let mut entry = Entry::default();
        if line.contains('"') {
            let fields = fields(line)?;
            self.check_count(fields.len())?;
            self.fill(&mut entry, fields.into_iter())?;
        } else {
            self.check_count(line.bytes().filter(|&byte| byte == b',').count() + 1)?;
            self.fill(&mut entry, line.split(',').map(Cow::Borrowed))?;
        }
        entry.check()?;
        Ok(entry)
    }

    fn fill<'f>(
        &self,
        entry: &mut Entry<'f>,
        fields: impl Iterator<Item = Cow<'f, str>>,
    ) -> Result<(), String> {
        for (&column, field) in self.0.iter().zip(fields) {
            let field = trim(field);
            if !field.is_empty() {
                set(entry, column, field)?;
            }
        }
        Ok(())
    }

    fn check_count(&self, count: usize) -> Result<(), String> {
        if count == self.0.len() {
            return Ok(());
        }
        Err(format!(
            "{count} fields, but the header has {}; put a field with a comma into double quotes",
            self.0.len()
        ))
    }
}

fn trim(field: Cow<'_, str>) -> Cow<'_, str> {
    match field {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    }
}

/// The parts of a field that has several.
fn parts(field: Cow<'_, str>) -> Vec<Cow<'_, str>> {
    match field {
        Cow::Borrowed(text) if !text.contains('|') => vec![Cow::Borrowed(text)],
        Cow::Borrowed(text) => {
            text.split('|').map(|part| Cow::Borrowed(part.trim())).filter(|part| !part.is_empty()).collect()
        }
        Cow::Owned(text) => {
            parts(Cow::Borrowed(&text)).into_iter().map(|part| part.into_owned().into()).collect()
        }
    }
}

fn set<'f>(entry: &mut Entry<'f>, column: usize, field: Cow<'f, str>) -> Result<(), String> {
    let degrees = || field.parse().map_err(|_| format!("{field:?} is no number of degrees"));
    let word = || -> StrDeserializer<'_, ValueError> { field.as_ref().into_deserializer() };
    match COLUMNS[column] {
        "id" => entry.id = field,
        "name" => entry.name = field,
        "aliases" => entry.aliases = parts(field),
        "use" => {
            entry.usage = Deserialize::deserialize(word()).map_err(|error: ValueError| error.to_string())?;
        }
        "roles" => entry.roles = parts(field),
        "kind" => {
            entry.kind =
                Some(Deserialize::deserialize(word()).map_err(|error: ValueError| error.to_string())?);
        }
        "country" => entry.country = Some(field),
        "latitude" => entry.latitude = Some(degrees()?),
        "longitude" => entry.longitude = Some(degrees()?),
        "geonames" => {
            let number = field.parse().map_err(|_| format!("{field:?} is no GeoNames number"))?;
            entry.geonames = Some(number);
        }
        _ => entry.wikidata = Some(field),
    }
    Ok(())
}

/// The fields of a line. A field in double quotes may hold commas, and quotes written twice.
fn fields(line: &str) -> Result<Vec<Cow<'_, str>>, String> {
    if !line.contains('"') {
        return Ok(line.split(',').map(Cow::Borrowed).collect());
    }
    let mut found = Vec::new();
    let mut rest = Some(line);
    while let Some(text) = rest {
        let Some(mut quoted) = text.strip_prefix('"') else {
            let (field, after) =
                text.split_once(',').map_or((text, None), |(field, after)| (field, Some(after)));
            found.push(Cow::Borrowed(field));
            rest = after;
            continue;
        };
        let mut field = String::new();
        loop {
            let (part, after) = quoted
                .split_once('"')
                .ok_or("a double quote is not closed on this line; a field has no line break")?;
            field.push_str(part);
            let Some(more) = after.strip_prefix('"') else {
                rest = after.strip_prefix(',');
                if rest.is_none() && !after.is_empty() {
                    return Err(
                        "text follows a closing double quote; write a quote inside a field twice".into()
                    );
                }
                break;
            };
            field.push('"');
            quoted = more;
        }
        found.push(Cow::Owned(field));
    }
    Ok(found)
}
