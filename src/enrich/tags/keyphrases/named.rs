//! The entity that a candidate names.

/// An entity by a candidate's name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Named {
    /// What it is.
    pub(crate) kind: Kind,
    /// How much the article is about it, 0 to 100.
    pub(crate) relevance: u8,
    /// Its mentions by whatever name.
    pub(crate) mentions: u32,
    /// True if this is the fullest of its names.
    pub(crate) full: bool,
}

/// What a name can name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A person.
    Person,
    /// An organisation.
    Organisation,
    /// An organisation that only reports.
    Source,
    /// A place.
    Place,
}

/// Words of the text that name an entity.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mention {
    pub(super) first: usize,
    pub(super) length: usize,
    /// True if hyphens join its words.
    pub(super) compound: bool,
    /// Whose name it is: mentions of one entity stand together.
    pub(super) named: Named,
}
