//! The boundaries of the stages, for a caller that wants to know how long each takes. Enrichment itself reads no clock.

/// A stage of enrichment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each name says it")]
pub enum Stage {
    Document,
    Language,
    Names,
    Places,
    People,
    Speech,
    Figures,
    Summary,
    Tags,
    Rules,
    Assemble,
}

impl Stage {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Language => "language",
            Self::Names => "names",
            Self::Places => "places",
            Self::People => "people",
            Self::Speech => "speech",
            Self::Figures => "figures",
            Self::Summary => "summary",
            Self::Tags => "tags",
            Self::Rules => "rules",
            Self::Assemble => "assemble",
        }
    }
}

/// Is told when a stage begins; the one before it is over then.
pub trait Stages {
    /// A stage begins.
    fn begin(&mut self, stage: Stage);
}

/// Nobody is told, at no cost.
impl Stages for () {
    #[inline]
    fn begin(&mut self, _: Stage) {}
}
