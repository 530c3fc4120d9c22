//! Raw articles from files, folders and standard input, one after the other.

#![expect(clippy::print_stderr, reason = "the command line speaks to people here")]

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, BufRead, BufReader, IsTerminal, Read};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use dateline::article::input::Hints;

/// What the input is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// By file name, else by a look at the content.
    Auto,
    /// Plain text: the body, then a line of hashtags, then a line with a time (both optional).
    Text,
    /// One article as JSON, or a list of them.
    Json,
    /// One article as JSON on each line.
    Jsonl,
    /// IPTC's news in JSON.
    Ninjs,
    /// A page or fragment of HTML.
    Html,
}

/// One raw article and where it was found.
#[derive(Debug, Clone)]
pub(crate) struct Raw {
    /// `articles.jsonl:12`.
    pub(crate) label: String,
    pub(crate) bytes: Vec<u8>,
    pub(crate) content_type: Option<&'static str>,
    pub(crate) content_encoding: Option<&'static str>,
}

impl Raw {
    /// What is known about it besides its bytes.
    pub(crate) fn hints(&self) -> Hints<'_> {
        Hints { content_type: self.content_type, content_encoding: self.content_encoding, ..Hints::default() }
    }
}

/// Hands every raw article, or what went wrong in words, to `take`, until that breaks off.
pub(crate) fn each(
    paths: &[PathBuf],
    format: Format,
    take: &mut dyn FnMut(Result<Raw, String>) -> ControlFlow<()>,
) {
    // Whether all was taken or the taker broke off, it is over.
    all(paths, format, take).continue_value().unwrap_or_default();
}

fn all(paths: &[PathBuf], format: Format, take: Take<'_>) -> ControlFlow<()> {
    if paths.is_empty() {
        return standard_input(format, take);
    }
    for path in paths {
        if path == OsStr::new("-") {
            standard_input(format, take)?;
        } else if path.is_dir() {
            for file in files_below(path) {
                one_file(&file, format, take)?;
            }
        } else {
            one_file(path, format, take)?;
        }
    }
    ControlFlow::Continue(())
}

type Take<'t> = &'t mut dyn FnMut(Result<Raw, String>) -> ControlFlow<()>;

/// The articles of a folder by name: whatever has an extension that we know.
fn files_below(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return vec![folder.to_owned()] };
    let mut paths: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            files.append(&mut files_below(&path));
        } else if by_name(&path).0 != Format::Auto {
            files.push(path);
        }
    }
    files
}

/// Format and content encoding by the file's name.
fn by_name(path: &Path) -> (Format, Option<&'static str>) {
    let extension =
        |path: &Path| path.extension().and_then(OsStr::to_str).unwrap_or_default().to_ascii_lowercase();
    let (encoding, stem) = match extension(path).as_str() {
        "gz" => (Some("gzip"), path.with_extension("")),
        "zst" => (Some("zstd"), path.with_extension("")),
        _ => (None, path.to_owned()),
    };
    let format = match extension(&stem).as_str() {
        "txt" | "text" => Format::Text,
        "json" => Format::Json,
        "jsonl" | "ndjson" => Format::Jsonl,
        "html" | "htm" | "xhtml" => Format::Html,
        _ => Format::Auto,
    };
    (format, encoding)
}

fn one_file(path: &Path, format: Format, take: Take<'_>) -> ControlFlow<()> {
    let (named, encoding) = by_name(path);
    let label = path.display().to_string();
    let format = if format == Format::Auto { named } else { format };
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) => return take(Err(format!("{label}: cannot be opened: {error}"))),
    };
    if format == Format::Jsonl {
        let reader: Box<dyn Read> = match encoding {
            Some("gzip") => Box::new(flate2::read::MultiGzDecoder::new(file)),
            Some(_) => match ruzstd::decoding::StreamingDecoder::new(file) {
                Ok(decoder) => Box::new(decoder),
                Err(error) => return take(Err(format!("{label}: is not valid zstd: {error}"))),
            },
            None => Box::new(file),
        };
        return lines(BufReader::with_capacity(1 << 16, reader), &label, 1, take);
    }
    whole(file, &label, format, encoding, take)
}

fn standard_input(format: Format, take: Take<'_>) -> ControlFlow<()> {
    if io::stdin().is_terminal() {
        eprintln!("Reading from the terminal; end with Ctrl-D.");
    }
    let mut reader = BufReader::with_capacity(1 << 16, io::stdin().lock());
    let label = "standard input";
    match format {
        Format::Jsonl => lines(reader, label, 1, take),
        Format::Auto => {
            // A first line that is a JSON object by itself means JSON lines; those are not waited for to the end.
            let mut first = Vec::new();
            if let Err(error) = reader.read_until(b'\n', &mut first) {
                return take(Err(format!("{label}: {error}")));
            }
            if serde_json::from_slice::<serde_json::Map<String, serde_json::Value>>(&first).is_ok() {
                take(Ok(json_line(first, format!("{label}:1"))))?;
                return lines(reader, label, 2, take);
            }
            whole(first.chain(reader), label, format, None, take)
        }
        _ => whole(reader, label, format, None, take),
    }
}

fn json_line(mut bytes: Vec<u8>, label: String) -> Raw {
    // The line's end is no part of the article, and would shift the place that an error names.
    bytes.truncate(bytes.trim_ascii_end().len());
    Raw { label, bytes, content_type: Some("application/json"), content_encoding: None }
}

fn lines(mut reader: impl BufRead, label: &str, first: usize, take: Take<'_>) -> ControlFlow<()> {
    for number in first.. {
        let mut line = Vec::with_capacity(8192);
        match reader.read_until(b'\n', &mut line) {
            Ok(0) => break,
            Ok(_) if line.iter().all(u8::is_ascii_whitespace) => {}
            Ok(_) => take(Ok(json_line(line, format!("{label}:{number}"))))?,
            Err(error) => return take(Err(format!("{label}:{number}: {error}"))),
        }
    }
    ControlFlow::Continue(())
}

fn whole(
    mut reader: impl Read,
    label: &str,
    format: Format,
    content_encoding: Option<&'static str>,
    take: Take<'_>,
) -> ControlFlow<()> {
    let mut bytes = Vec::new();
    if let Err(error) = reader.read_to_end(&mut bytes) {
        return take(Err(format!("{label}: {error}")));
    }
    let is_list = bytes.trim_ascii_start().starts_with(b"[");
    if matches!(format, Format::Json | Format::Ninjs) && is_list && content_encoding.is_none() {
        match serde_json::from_slice::<Vec<serde_json::Value>>(&bytes) {
            Ok(articles) => {
                for (index, article) in articles.iter().enumerate() {
                    take(Ok(json_line(article.to_string().into_bytes(), format!("{label}[{index}]"))))?;
                }
                return ControlFlow::Continue(());
            }
            Err(error) => return take(Err(format!("{label}: is not a list of articles in JSON: {error}"))),
        }
    }
    let content_type = match format {
        Format::Auto => None,
        Format::Text => Some("text/plain"),
        Format::Html => Some("text/html"),
        Format::Json | Format::Jsonl | Format::Ninjs => Some("application/json"),
    };
    take(Ok(Raw { label: label.to_owned(), bytes, content_type, content_encoding }))
}
