//! The language of a text.

use crate::article::enriched::Language;

/// How much of the text is looked at: more changes nothing and costs time.
const ENOUGH: usize = 1500;
/// Detection this certain overrules what the input declares.
const OVERRULES: f64 = 0.95;

/// The language of `text`, given what the input declares (a BCP 47 tag).
///
/// The declared language wins unless detection contradicts it at [`OVERRULES`] or more; then both are shown.
pub fn detect(text: &str, declared: Option<&str>) -> Language {
    let mut end = text.len().min(ENOUGH);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let found = whatlang::detect(&text[..end]);
    let declared_code = declared.map(primary_subtag);
    let detected = found.map(|info| (two_letters(info.lang()), info.confidence()));
    let (code, confidence) = match (declared_code, detected) {
        (Some(declared), Some((code, confidence))) if code == declared => (Some(declared), confidence),
        (Some(_), Some((code, confidence))) if confidence >= OVERRULES => (Some(code.to_owned()), confidence),
        (Some(declared), _) => (Some(declared), 1.0),
        (None, Some((code, confidence))) => (Some(code.to_owned()), confidence),
        (None, None) => (None, 0.0),
    };
    Language { code, confidence: (confidence * 100.0).round() / 100.0, declared: declared.map(str::to_owned) }
}

fn primary_subtag(tag: &str) -> String {
    tag.split(['-', '_']).next().unwrap_or(tag).to_ascii_lowercase()
}

/// ISO 639-1 for the languages that the detector knows; 639-3 where there is none.
fn two_letters(language: whatlang::Lang) -> &'static str {
    use whatlang::Lang;
    match language {
        Lang::Eng => "en",
        other => other.code(),
    }
}
