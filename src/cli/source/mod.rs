//! Raw articles from files, folders and standard input, one after the other. Lists and feeds are split.

#![expect(clippy::print_stderr, reason = "the command line speaks to people here")]

mod folder;
mod named;

use std::ffi::OsStr;
use std::fmt;
use std::fs::File;
use std::io::{self, BufRead, BufReader, IsTerminal, Read};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use dateline::article::input::{self, Hints, Rules, Unread};

pub(crate) use named::Format;
use named::{Named, by_name};

/// One raw article and where it was found.
#[derive(Debug, Clone)]
pub(crate) struct Raw {
    /// `articles.jsonl:12`, `feed.xml[3]`.
    pub(crate) label: String,
    pub(crate) bytes: Vec<u8>,
    pub(crate) content_type: Option<&'static str>,
    pub(crate) content_encoding: Option<&'static str>,
    /// Long texts beside the list that this is the first article of.
    pub(crate) beside: Vec<Unread>,
}

impl Raw {
    /// What is known about it besides its bytes.
    pub(crate) fn hints(&self) -> Hints<'_> {
        Hints { content_type: self.content_type, content_encoding: self.content_encoding, ..Hints::default() }
    }
}

/// A file or a part of one that gives no article, in words.
#[derive(Debug, Clone)]
pub(crate) enum Miss {
    /// It should be an article and cannot be read.
    Unreadable(String),
    /// It stands in a folder and is none.
    PassedOver(String),
}

impl fmt::Display for Miss {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(words) | Self::PassedOver(words) => formatter.write_str(words),
        }
    }
}

/// Takes what was found, and says whether to go on.
type Take<'t> = &'t mut dyn FnMut(Result<Raw, Miss>) -> ControlFlow<()>;

/// How files are read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reading<'r> {
    /// What the input is.
    pub(crate) format: Format,
    /// Splits lists and feeds by these rules; as they are without.
    pub(crate) split: Option<&'r Rules>,
}

impl Reading<'_> {
    /// Hands every raw article, or what went wrong in words, to `take`, until that breaks off.
    pub(crate) fn each(self, paths: &[PathBuf], take: Take<'_>) {
        // Whether all was taken or the taker broke off, it is over.
        self.all(paths, take).continue_value().unwrap_or_default();
    }

    fn all(self, paths: &[PathBuf], take: Take<'_>) -> ControlFlow<()> {
        if paths.is_empty() {
            return self.standard_input(take);
        }
        for path in paths {
            if path == OsStr::new("-") {
                self.standard_input(take)?;
            } else if path.is_dir() {
                folder::each(path, &mut |found| match found {
                    Ok(file) => self.file(&file, take),
                    Err(miss) => take(Err(miss)),
                })?;
            } else {
                self.file(path, take)?;
            }
        }
        ControlFlow::Continue(())
    }

    fn file(self, path: &Path, take: Take<'_>) -> ControlFlow<()> {
        let Named { format, encoding } = by_name(path);
        let label = path.display().to_string();
        let format = if self.format == Format::Auto { format } else { self.format };
        let file = match File::open(path) {
            Ok(file) => file,
            Err(error) => return take(Err(Miss::Unreadable(format!("{label}: cannot be opened: {error}")))),
        };
        if format == Format::Jsonl {
            let reader: Box<dyn Read> = match encoding {
                Some("gzip") => Box::new(flate2::read::MultiGzDecoder::new(file)),
                Some(_) => match ruzstd::decoding::StreamingDecoder::new(file) {
                    Ok(decoder) => Box::new(decoder),
                    Err(error) => {
                        return take(Err(Miss::Unreadable(format!("{label}: is not valid zstd: {error}"))));
                    }
                },
                None => Box::new(file),
            };
            return lines(BufReader::with_capacity(1 << 16, reader), &label, 1, take);
        }
        self.whole(file, &label, format, encoding, take)
    }

    fn standard_input(self, take: Take<'_>) -> ControlFlow<()> {
        if io::stdin().is_terminal() {
            eprintln!("Reading from the terminal; end with Ctrl-D.");
        }
        let mut reader = BufReader::with_capacity(1 << 16, io::stdin().lock());
        let label = "standard input";
        match self.format {
            Format::Jsonl => lines(reader, label, 1, take),
            Format::Auto => {
                // A first line that is a JSON object by itself means JSON lines; those are not waited for to the end.
                let mut first = Vec::new();
                if let Err(error) = reader.read_until(b'\n', &mut first) {
                    return take(Err(Miss::Unreadable(format!("{label}: {error}"))));
                }
                let more = first.ends_with(b"\n") && reader.fill_buf().is_ok_and(|buffer| !buffer.is_empty());
                if more && is_object(&first) {
                    take(Ok(json_line(first, format!("{label}:1"))))?;
                    return lines(reader, label, 2, take);
                }
                self.whole(first.chain(reader), label, self.format, None, take)
            }
            format => self.whole(reader, label, format, None, take),
        }
    }

    /// A file that is one article, a list or a feed, or, where its name does not say so, JSON lines.
    fn whole(
        self,
        mut reader: impl Read,
        label: &str,
        format: Format,
        content_encoding: Option<&'static str>,
        take: Take<'_>,
    ) -> ControlFlow<()> {
        let mut bytes = Vec::new();
        if let Err(error) = reader.read_to_end(&mut bytes) {
            return take(Err(Miss::Unreadable(format!("{label}: {error}"))));
        }
        if matches!(format, Format::Auto | Format::Json | Format::Ninjs) && are_lines(&bytes) {
            return lines(bytes.as_slice(), label, 1, take);
        }
        let raw = Raw {
            label: label.to_owned(),
            bytes,
            content_type: format.content_type(),
            content_encoding,
            beside: Vec::new(),
        };
        // What cannot be split is told when it is read.
        let articles =
            self.split.and_then(|rules| input::split(&raw.bytes, &raw.hints(), rules).ok().flatten());
        let Some(articles) = articles else { return take(Ok(raw)) };
        let mut beside =
            self.split.map_or_else(Vec::new, |rules| input::beside_a_list(&raw.bytes, &raw.hints(), rules));
        for (index, bytes) in articles.into_iter().enumerate() {
            let content_type = if bytes.starts_with(b"<") { "application/xml" } else { "application/json" };
            let label = format!("{label}[{index}]");
            // The first article tells what stands beside the list.
            let beside = std::mem::take(&mut beside);
            take(Ok(Raw { label, bytes, content_type: Some(content_type), content_encoding: None, beside }))?;
        }
        ControlFlow::Continue(())
    }
}

fn is_object(line: &[u8]) -> bool {
    serde_json::from_slice::<serde_json::Map<String, serde_json::Value>>(line).is_ok()
}

/// True if a file is JSON lines: its first line is an object by itself, and the next one begins another.
fn are_lines(bytes: &[u8]) -> bool {
    let mut lines =
        bytes.split(|&byte| byte == b'\n').map(<[u8]>::trim_ascii).filter(|line| !line.is_empty());
    let first = lines.next().unwrap_or_default();
    lines.next().is_some_and(|second| second.starts_with(b"{")) && is_object(first)
}

fn json_line(mut bytes: Vec<u8>, label: String) -> Raw {
    // The line's end is no part of the article, and would shift the place that an error names.
    bytes.truncate(bytes.trim_ascii_end().len());
    Raw { label, bytes, content_type: Some("application/json"), content_encoding: None, beside: Vec::new() }
}

fn lines(mut reader: impl BufRead, label: &str, first: usize, take: Take<'_>) -> ControlFlow<()> {
    for number in first.. {
        let mut line = Vec::with_capacity(8192);
        match reader.read_until(b'\n', &mut line) {
            Ok(0) => break,
            Ok(_) if line.iter().all(u8::is_ascii_whitespace) => {}
            Ok(_) => take(Ok(json_line(line, format!("{label}:{number}"))))?,
            Err(error) => return take(Err(Miss::Unreadable(format!("{label}:{number}: {error}")))),
        }
    }
    ControlFlow::Continue(())
}
