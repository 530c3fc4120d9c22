//! Formats, and what a file's name says about its content.

use std::ffi::OsStr;
use std::path::Path;

use clap::ValueEnum;

/// What the input is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// By file name, else by a look at the content.
    Auto,
    /// Plain text: the body, then a line of hashtags, then a line with a time (both optional).
    Text,
    /// Markdown.
    Markdown,
    /// One article as JSON, or a list of them.
    Json,
    /// One article as JSON on each line.
    Jsonl,
    /// IPTC's news in JSON.
    Ninjs,
    /// A page or fragment of HTML.
    Html,
    /// `NewsML-G2`, NITF, or a feed of RSS or Atom.
    Xml,
}

impl Format {
    /// The content type of a file in this format.
    pub(crate) fn content_type(self) -> Option<&'static str> {
        match self {
            Self::Auto => None,
            Self::Text => Some("text/plain"),
            Self::Markdown => Some("text/markdown"),
            Self::Html => Some("text/html"),
            Self::Xml => Some("application/xml"),
            Self::Json | Self::Jsonl | Self::Ninjs => Some("application/json"),
        }
    }
}

/// What a name says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) format: Format,
    /// `gzip` or `zstd`.
    pub(super) encoding: Option<&'static str>,
}

/// Format and content encoding by the file's name.
pub(super) fn by_name(path: &Path) -> Named {
    let extension =
        |path: &Path| path.extension().and_then(OsStr::to_str).unwrap_or_default().to_ascii_lowercase();
    let (encoding, stem) = match extension(path).as_str() {
        "gz" => (Some("gzip"), path.with_extension("")),
        "zst" => (Some("zstd"), path.with_extension("")),
        _ => (None, path.to_owned()),
    };
    let format = match extension(&stem).as_str() {
        "txt" | "text" => Format::Text,
        "md" | "markdown" => Format::Markdown,
        "json" => Format::Json,
        "jsonl" | "ndjson" => Format::Jsonl,
        "ninjs" => Format::Ninjs,
        "html" | "htm" | "xhtml" => Format::Html,
        "xml" | "rss" | "atom" | "nitf" | "newsml" => Format::Xml,
        _ => Format::Auto,
    };
    Named { format, encoding }
}
