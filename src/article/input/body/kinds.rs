//! The kind of a block in a document of blocks, by the type that its editor gives it.

use serde_json::Value;

use crate::article::input::pointer::Fields;

/// A kind of block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Paragraph,
    Heading,
    List,
    Item,
    Quote,
    Code,
    Table,
    Row,
    Cell,
    /// A picture, a recording or something embedded, of which a reader reads the caption.
    Media,
    Break,
    /// Part of a line: text with or without a mark, a link.
    Inline,
    /// It groups other blocks.
    Container,
    /// No part of the story: an advertisement, a box about other stories, a rule.
    Skipped,
}

/// Keys under which editors write the type of a block.
const TYPES: &[&str] = &[
    "_type",
    "nodeType",
    "blockName",
    "__typename",
    "__component",
    "slice_type",
    "acf_fc_layout",
    "typeHandle",
    "component",
    "type",
    "typeName",
    "block_type",
    "blockType",
    "role",
    "kind",
    "tag",
    "tagName",
];

/// Words in a type, without marks and in lower case, with their kind. The first that fits decides, so that `list-item`
/// stands before `list`.
const WITHIN: &[(&str, Kind)] = &[
    ("listitem", Kind::Item),
    ("taskitem", Kind::Item),
    ("checkitem", Kind::Item),
    ("tablerow", Kind::Row),
    ("tablecell", Kind::Cell),
    ("tableheader", Kind::Cell),
    ("advert", Kind::Skipped),
    ("promo", Kind::Skipped),
    ("newsletter", Kind::Skipped),
    ("related", Kind::Skipped),
    ("interstitial", Kind::Skipped),
    ("recirc", Kind::Skipped),
    ("readmore", Kind::Skipped),
    ("horizontalrule", Kind::Skipped),
    ("thematicbreak", Kind::Skipped),
    ("pagebreak", Kind::Skipped),
    ("quote", Kind::Quote),
    ("heading", Kind::Heading),
    ("headline", Kind::Heading),
    ("subhead", Kind::Heading),
    ("crosshead", Kind::Heading),
    ("subtitle", Kind::Heading),
    ("hyperlink", Kind::Inline),
    ("inline", Kind::Inline),
    ("caption", Kind::Paragraph),
    ("image", Kind::Media),
    ("photo", Kind::Media),
    ("picture", Kind::Media),
    ("figure", Kind::Media),
    ("gallery", Kind::Media),
    ("video", Kind::Media),
    ("audio", Kind::Media),
    ("embed", Kind::Media),
    ("media", Kind::Media),
    ("iframe", Kind::Media),
    ("slideshow", Kind::Media),
    ("table", Kind::Table),
    ("code", Kind::Code),
];

/// Whole types.
const WHOLE: &[(&str, Kind)] = &[
    ("a", Kind::Inline),
    ("ad", Kind::Skipped),
    ("ads", Kind::Skipped),
    ("atomic", Kind::Media),
    ("b", Kind::Inline),
    ("body", Kind::Container),
    ("br", Kind::Break),
    ("bulletlist", Kind::List),
    ("checklist", Kind::List),
    ("column", Kind::Container),
    ("columns", Kind::Container),
    ("container", Kind::Container),
    ("delimiter", Kind::Skipped),
    ("divider", Kind::Skipped),
    ("doc", Kind::Container),
    ("document", Kind::Container),
    ("em", Kind::Inline),
    ("fragment", Kind::Inline),
    ("group", Kind::Container),
    ("hardbreak", Kind::Break),
    ("header", Kind::Heading),
    ("headerfive", Kind::Heading),
    ("headerfour", Kind::Heading),
    ("headerone", Kind::Heading),
    ("headersix", Kind::Heading),
    ("headerthree", Kind::Heading),
    ("headertwo", Kind::Heading),
    ("hr", Kind::Skipped),
    ("i", Kind::Inline),
    ("li", Kind::Item),
    ("linebreak", Kind::Break),
    ("link", Kind::Inline),
    ("list", Kind::List),
    ("mention", Kind::Inline),
    ("ol", Kind::List),
    ("ollist", Kind::List),
    ("orderedlist", Kind::List),
    ("pre", Kind::Code),
    ("root", Kind::Container),
    ("script", Kind::Skipped),
    ("section", Kind::Container),
    ("separator", Kind::Skipped),
    ("spacer", Kind::Skipped),
    ("span", Kind::Inline),
    ("strong", Kind::Inline),
    ("style", Kind::Skipped),
    ("td", Kind::Cell),
    ("text", Kind::Inline),
    ("th", Kind::Cell),
    ("toc", Kind::Skipped),
    ("tr", Kind::Row),
    ("u", Kind::Inline),
    ("ul", Kind::List),
    ("ullist", Kind::List),
    ("unorderedlist", Kind::List),
];

/// The type that a block gives itself.
pub(super) fn type_of(block: &Fields) -> Option<&str> {
    let named = TYPES.iter().find_map(|&key| block.get(key)?.as_str());
    // WordPress's blocks are `core/paragraph`; any other name is one.
    named.or_else(|| block.get("name")?.as_str().filter(|name| name.contains('/') && !name.contains(' ')))
}

/// The kind of a block; a paragraph unless its type says otherwise.
pub(super) fn kind(block: &Fields) -> Kind {
    let Some(written) = type_of(block) else {
        let is_leaf = block.len() <= 6 && block.get("text").is_some_and(serde_json::Value::is_string);
        return if is_leaf { Kind::Inline } else { Kind::Paragraph };
    };
    // Portable Text says it beside the type.
    if block.get("listItem").is_some_and(serde_json::Value::is_string) {
        return Kind::Item;
    }
    let style = block.get("style").and_then(serde_json::Value::as_str).map(by_word);
    let kind = by_word(written);
    match style {
        Some(style @ (Kind::Heading | Kind::Quote)) if kind == Kind::Paragraph => style,
        _ => kind,
    }
}

fn by_word(written: &str) -> Kind {
    let last = written.rsplit(['/', '.', ':', '#']).next().unwrap_or_default();
    let word: String = last.chars().filter(|c| c.is_alphanumeric()).map(|c| c.to_ascii_lowercase()).collect();
    let is_level = word.len() == 2 && word.starts_with('h') && word.ends_with(|c: char| c.is_ascii_digit());
    if is_level {
        return Kind::Heading;
    }
    let whole = WHOLE.iter().find(|(known, _)| *known == word);
    let within = || WITHIN.iter().find(|(part, _)| word.contains(part));
    whole.or_else(within).map_or(Kind::Paragraph, |&(_, kind)| kind)
}

/// True for a piece of a line that stands for a person or a thing that it names: `@Ana Lopes`.
pub(super) fn is_mention(fields: &Fields) -> bool {
    type_of(fields).is_some_and(|name| name.to_ascii_lowercase().contains("mention"))
}

/// The name that a mention shows.
pub(super) fn label(fields: &Fields) -> Option<&str> {
    const LABELS: [&str; 6] = ["label", "name", "displayName", "title", "value", "text"];
    LABELS.iter().find_map(|&key| fields.get(key)?.as_str())
}

/// Lexical's bit for text that is struck out.
const LEXICAL_STRUCK: u64 = 4;

/// True for a piece of a line that its writer has struck out: by a mark, by a field, or by the bits of its format.
pub(super) fn is_struck(fields: &Fields) -> bool {
    let is_strike = |word: &str| {
        let word: String =
            word.chars().filter(char::is_ascii_alphabetic).collect::<String>().to_ascii_lowercase();
        matches!(word.as_str(), "strike" | "strikethrough")
    };
    // Notion keeps its marks in an object beside the text.
    let marked = fields.get("annotations").and_then(Value::as_object);
    let mut flags = fields.iter().chain(marked.into_iter().flatten());
    let by_field = flags.any(|(key, value)| is_strike(key) && value.as_bool() == Some(true));
    // The format of any other node is its alignment.
    let bits = fields.get("format").filter(|_| type_of(fields) == Some("text")).and_then(Value::as_u64);
    let by_format = bits.is_some_and(|bits| bits & LEXICAL_STRUCK != 0);
    let mut marks = fields.get("marks").and_then(Value::as_array).into_iter().flatten();
    let by_mark = marks.any(|mark| {
        let name = mark.as_str().or_else(|| mark.get("type")?.as_str());
        name.is_some_and(is_strike)
    });
    by_field || by_format || by_mark
}
