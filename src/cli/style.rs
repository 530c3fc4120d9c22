//! Colour on a terminal, none elsewhere.

use dateline::telemetry::wants_colour;

/// True where standard output takes colour.
pub(crate) fn coloured() -> bool {
    wants_colour(&std::io::stdout())
}

/// What a piece of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    Title,
    Heading,
    Faint,
    Place,
    Person,
    Organisation,
    Figure,
    Tag,
}

impl Style {
    fn code(self) -> &'static str {
        match self {
            Self::Title => "1",
            Self::Heading => "1;4",
            Self::Faint => "2",
            Self::Place => "32",
            Self::Person => "35",
            Self::Organisation => "34",
            Self::Figure => "1;33",
            Self::Tag => "36",
        }
    }

    /// The text in this style.
    pub(crate) fn paint(self, text: &str, coloured: bool) -> String {
        if coloured { format!("\x1b[{}m{text}\x1b[0m", self.code()) } else { text.to_owned() }
    }
}
