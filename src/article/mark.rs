//! Parts of a body that its markup distinguishes from the running text.

/// A kind of text that a reader sees and that is no running text of the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MarkKind {
    /// The words below a picture.
    Caption,
    /// The origin of a picture.
    Credit,
    /// The author's line.
    Byline,
    /// A table of at least two rows and two columns.
    Table,
}

/// A part of a body, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// Its first byte.
    pub start: u32,
    /// The byte after its last.
    pub end: u32,
    /// Its kind.
    pub kind: MarkKind,
}
