//! The language of a text.
//!
//! Two detectors, because each fails where the other is strong: trigrams (`whatlang`, 69 languages) are certain of
//! paragraphs and lost on headlines; hashed n-grams with a linear model (`whichlang`, 16 languages) are good on
//! headlines and know nothing of the rest. On 18,444 English headlines the first alone called 66 % English, both
//! together 99 %.
//!
//! Plain English is told before both by its small words: most of what arrives is, and the trigrams took a fifth of the
//! time of a whole enrichment. Of English news 87 to 95 % need no more than that.

use whatlang::Lang;

use crate::article::enriched::Language;

/// How many bytes are looked at: more changes nothing and costs time.
const ENOUGH: usize = 1200;
/// How many bytes are read for small words: four or five sentences.
const ENOUGH_FOR_ENGLISH: usize = 640;
/// Of so many words one at least is of [`ENGLISH`], in English; in news every sixth is.
const ONE_OF: usize = 12;
/// So many different ones must be there, so that a quoted title or slogan is not enough.
const DIFFERENT: u32 = 4;
/// Words that English is full of and no other language in Latin letters is.
const ENGLISH: [&str; 19] = [
    "after", "and", "been", "from", "his", "not", "said", "that", "the", "their", "they", "this", "were",
    "when", "where", "which", "who", "with", "would",
];
/// The longest of [`ENGLISH`], in letters.
const LONGEST_ENGLISH: usize = 5;
/// Detection this certain overrules what the input declares.
const OVERRULES: f64 = 0.95;
/// Trigrams this certain need no second opinion.
const CERTAIN: f64 = 0.9;
/// What two detectors that agree on a short text are worth at least.
const AGREED: f64 = 0.8;
/// What the word of one is worth where the other is not certain of anything else.
const ONE_ALONE: f64 = 0.6;

/// The language of `text`, given what the input declares (a BCP 47 tag).
///
/// The declared language wins unless detection contradicts it at 0.95 or more; then both are shown.
pub fn detect(text: &str, declared: Option<&str>) -> Language {
    let detected = guess(&text[..text.floor_char_boundary(ENOUGH)]);
    let primary = declared.map(primary_subtag).filter(|code| !code.is_empty());
    let (code, confidence) = match (primary, detected) {
        (Some(declared), Some((code, confidence))) if code == declared => (Some(declared), confidence),
        (Some(_), Some((code, confidence))) if confidence >= OVERRULES => (Some(code.to_owned()), confidence),
        (Some(declared), _) => (Some(declared), 1.0),
        (None, Some((code, confidence))) => (Some(code.to_owned()), confidence),
        (None, None) => (None, 0.0),
    };
    Language { code, confidence: (confidence * 100.0).round() / 100.0, declared: declared.map(str::to_owned) }
}

/// The language as ISO 639 code, with a confidence of 0 to 1; `None` where the text is too short to tell.
fn guess(text: &str) -> Option<(&'static str, f64)> {
    if is_plain_english(&text[..text.floor_char_boundary(ENOUGH_FOR_ENGLISH)]) {
        return Some(("en", 1.0));
    }
    let trigrams = whatlang::detect(text)?;
    let first = code(trigrams.lang());
    let confidence = trigrams.confidence();
    if confidence >= CERTAIN || trigrams.script() != whatlang::Script::Latin {
        return Some((first, confidence));
    }
    let second = two_letters(whichlang::detect_language(text).three_letter_code());
    if first == second {
        return Some((first, confidence.max(AGREED)));
    }
    // Of what is published unlabelled most is English: one voice for it is enough against an uncertain other.
    if first == "en" || second == "en" {
        return Some(("en", ONE_ALONE));
    }
    (confidence >= ONE_ALONE).then_some((first, confidence))
}

/// Whether the small words of English run through the text.
fn is_plain_english(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let (mut words, mut small, mut seen) = (0, 0, 0_u32);
    for word in lower.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        words += 1;
        if word.len() <= LONGEST_ENGLISH
            && let Ok(index) = ENGLISH.binary_search(&word)
        {
            small += 1;
            seen |= 1 << index;
        }
    }
    small * ONE_OF >= words && seen.count_ones() >= DIFFERENT
}

/// `en` of `en-GB`. Three-letter codes become two-letter ones where there are such.
fn primary_subtag(tag: &str) -> String {
    let primary = tag.trim().split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    let code = two_letters(&primary);
    if code.is_empty() { primary } else { code.to_owned() }
}

fn code(language: Lang) -> &'static str {
    let code = two_letters(language.code());
    if code.is_empty() { language.code() } else { code }
}

/// ISO 639-1 for an ISO 639-3 code that a detector may give; empty where there is none.
fn two_letters(code: &str) -> &'static str {
    CODES.binary_search_by_key(&code, |&(three, _)| three).map_or("", |index| CODES[index].1)
}

/// ISO 639-3 to 639-1, sorted. Facts of the standard (SIL International, ISO 639-3 code tables).
const CODES: &[(&str, &str)] = &[
    ("afr", "af"),
    ("aka", "ak"),
    ("amh", "am"),
    ("ara", "ar"),
    ("aze", "az"),
    ("bel", "be"),
    ("ben", "bn"),
    ("bul", "bg"),
    ("cat", "ca"),
    ("ces", "cs"),
    ("cmn", "zh"),
    ("cym", "cy"),
    ("dan", "da"),
    ("deu", "de"),
    ("ell", "el"),
    ("eng", "en"),
    ("epo", "eo"),
    ("est", "et"),
    ("fin", "fi"),
    ("fra", "fr"),
    ("guj", "gu"),
    ("heb", "he"),
    ("hin", "hi"),
    ("hrv", "hr"),
    ("hun", "hu"),
    ("hye", "hy"),
    ("ind", "id"),
    ("ita", "it"),
    ("jav", "jv"),
    ("jpn", "ja"),
    ("kan", "kn"),
    ("kat", "ka"),
    ("khm", "km"),
    ("kor", "ko"),
    ("lat", "la"),
    ("lav", "lv"),
    ("lit", "lt"),
    ("mal", "ml"),
    ("mar", "mr"),
    ("mkd", "mk"),
    ("mya", "my"),
    ("nep", "ne"),
    ("nld", "nl"),
    ("nob", "nb"),
    ("ori", "or"),
    ("pan", "pa"),
    ("pes", "fa"),
    ("pol", "pl"),
    ("por", "pt"),
    ("ron", "ro"),
    ("rus", "ru"),
    ("sin", "si"),
    ("slk", "sk"),
    ("slv", "sl"),
    ("sna", "sn"),
    ("spa", "es"),
    ("srp", "sr"),
    ("swe", "sv"),
    ("tam", "ta"),
    ("tel", "te"),
    ("tgl", "tl"),
    ("tha", "th"),
    ("tuk", "tk"),
    ("tur", "tr"),
    ("ukr", "uk"),
    ("urd", "ur"),
    ("uzb", "uz"),
    ("vie", "vi"),
    ("yid", "yi"),
    ("zho", "zh"),
    ("zul", "zu"),
];

#[cfg(test)]
mod tests {
    use super::{CODES, ENGLISH, LONGEST_ENGLISH, code, detect, is_plain_english};

    #[test]
    fn every_language_of_the_detector_has_its_code() {
        assert!(CODES.is_sorted() && ENGLISH.is_sorted());
        assert_eq!(ENGLISH.iter().map(|word| word.len()).max(), Some(LONGEST_ENGLISH));
        for &language in whatlang::Lang::all() {
            assert!(!code(language).is_empty(), "{language:?}");
        }
    }

    #[test]
    fn headlines_are_told() {
        for (headline, expected) in [
            ("Shares rise as central bank holds rates", "en"),
            ("lion escapes from zoo near toronto", "en"),
            ("Regierung beschließt neues Gesetz zur Rente", "de"),
            ("Le gouvernement annonce une réforme des retraites", "fr"),
            ("El presidente anuncia nuevas medidas económicas", "es"),
            ("Президент подписал новый закон о выборах", "ru"),
            ("رئيس الوزراء يعلن استقالته", "ar"),
            ("日本の首相が辞任を表明", "ja"),
        ] {
            assert_eq!(detect(headline, None).code.as_deref(), Some(expected), "{headline}");
        }
    }

    #[test]
    fn plain_english_is_told_by_its_small_words() {
        let news =
            "The ministry said that the two ships were towed from the harbour after they had been hit.";
        assert!(is_plain_english(news));
        assert!(is_plain_english(&news.to_uppercase()));
        // A language near to it, and a sentence that quotes it.
        assert!(!is_plain_english(
            "De minister was in het kabinet van mening dat het besluit over de wet te laat was genomen."
        ));
        assert!(!is_plain_english(
            "Der Film „The Man Who Was Not There“ läuft ab Donnerstag in den Kinos; gedreht wurde er in nur \
             vier Wochen und mit wenig Geld, doch die Kritik lobt ihn und seine Darsteller."
        ));
    }

    #[test]
    fn the_declared_language_wins_over_doubt_only() {
        let certain = "The government said on Monday that it would not accept the proposal, which had been put \
                       forward by the opposition last week, and that further talks would be held in the capital.";
        let found = detect(certain, Some("de-AT"));
        assert_eq!((found.code.as_deref(), found.declared.as_deref()), (Some("en"), Some("de-AT")));
        let found = detect("Ristretto Modernist", Some("it"));
        assert_eq!(found.code.as_deref(), Some("it"));
        assert_eq!(detect(certain, Some("en_GB")).code.as_deref(), Some("en"));
        assert_eq!(detect("", None).code, None);
        assert_eq!(detect("", Some("")).code, None);
    }
}
