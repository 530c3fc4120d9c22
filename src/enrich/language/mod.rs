//! The language of a text.
//!
//! Two detectors, because each fails where the other is strong: trigrams (`whatlang`, 69 languages) are certain of
//! paragraphs and lost on headlines; hashed n-grams with a linear model (`whichlang`, 16 languages) are good on
//! headlines and know nothing of the rest. On 18,444 English headlines the first alone called 66 % English, both
//! together 99 %.
//!
//! Plain English is told before both by its small words: most of what arrives is, and the trigrams took a fifth of the
//! time of a whole enrichment. Of English news 87 to 95 % need no more than that.

mod codes;
mod script;
mod thresholds;

use whatlang::Lang;

use crate::article::enriched::Language;
use crate::lexicon;
use crate::lexicon::WordList;
use codes::{are_one, two_letters};
pub use codes::{is_known, normalise};
use script::Writing;
use thresholds::{
    AGREED, BY_SCRIPT, CERTAIN, DIFFERENT, ENOUGH, ENOUGH_FOR_ENGLISH, FLASH, LONGEST_ENGLISH, ONE_ALONE,
    ONE_OF, OVERRULES, RUNNING_WORDS,
};

/// Words that English is full of and no other language in Latin letters is.
static ENGLISH: WordList = WordList::new("languages", "ENGLISH");
/// Codes of languages that are written in Latin letters.
static IN_LATIN_LETTERS: WordList = WordList::new("languages", "IN_LATIN_LETTERS");

/// The language of `text`, given what the input declares, in any form that [`normalise`] reads.
///
/// A declared language wins unless detection contradicts it at 0.95 or more on at least 40 words of running text, or the text
/// is in a script that the language does not have. Where
/// neither is sure, `default` is the language of a text in Latin letters; as `en`, of one that could be English.
pub fn detect(text: &str, declared: Option<&str>, default: &str) -> Language {
    let detected = guess(&text[..text.floor_char_boundary(ENOUGH)], default);
    let known = declared.and_then(normalise);
    let (code, confidence) = match (known, detected) {
        (Some(known), Some((code, confidence))) if are_one(code, &known) => (Some(known), confidence),
        (Some(known), Some((code, confidence))) => {
            let start = text.floor_char_boundary(2 * ENOUGH);
            let in_latin = IN_LATIN_LETTERS.contains(&known.as_str());
            // A text in another script than the declared language has is not in that language, however short.
            let in_another_script = in_latin && script::is_mostly_other_than_latin(&text[..start]);
            let is_certain =
                confidence >= OVERRULES && script::running_words(&text[..start]) >= RUNNING_WORDS;
            if is_certain || in_another_script {
                (Some(code.to_owned()), confidence)
            } else {
                (Some(known), 1.0)
            }
        }
        (Some(known), None) => (Some(known), 1.0),
        (None, Some((code, confidence))) => (Some(code.to_owned()), confidence),
        (None, None) => (None, 0.0),
    };
    Language { code, confidence: (confidence * 100.0).round() / 100.0, declared: declared.map(str::to_owned) }
}

/// The language as ISO 639 code, with a confidence of 0 to 1; `None` where the text has no letters or is too short.
fn guess<'a>(text: &str, default: &'a str) -> Option<(&'a str, f64)> {
    match script::of(text) {
        Writing::None => None,
        Writing::One(code) => Some((code, BY_SCRIPT)),
        Writing::Other => {
            // Names in Latin letters say nothing here.
            let letters: String = text.chars().filter(|c| !c.is_ascii_alphabetic()).collect();
            let found = whatlang::detect(&letters)?;
            Some((code(found.lang()), found.confidence()))
        }
        Writing::Latin => latin(text, default),
    }
}

/// The language of a text in Latin letters.
fn latin<'a>(text: &str, default: &'a str) -> Option<(&'a str, f64)> {
    if is_plain_english(&text[..text.floor_char_boundary(ENOUGH_FOR_ENGLISH)]) {
        return Some(("en", 1.0));
    }
    let trigrams = whatlang::detect(text)?;
    let first = code(trigrams.lang());
    let confidence = trigrams.confidence();
    let second = two_letters(whichlang::detect_language(text).three_letter_code()).unwrap_or_default();
    let flash = text.split_whitespace().count() < FLASH;
    if confidence >= CERTAIN && (!flash || first == second) {
        return Some((first, confidence));
    }
    let english = could_be_english(text);
    if flash && english {
        return Some((default, ONE_ALONE));
    }
    if first == second {
        return Some((first, confidence.max(AGREED)));
    }
    // Of what is published unlabelled most is English: one voice for it is enough against an uncertain other.
    if english && (first == "en" || second == "en") {
        return Some(("en", ONE_ALONE));
    }
    if confidence >= ONE_ALONE {
        return Some((first, confidence));
    }
    if default != "en" || english {
        return Some((default, ONE_ALONE));
    }
    // The linear model is the better of the two on headlines, in the languages that it knows.
    flash.then_some((second, ONE_ALONE)).filter(|(code, _)| !code.is_empty() && *code != "en")
}

/// True if no word of the text is of another language only, and one at least is English.
fn could_be_english(text: &str) -> bool {
    let mut english = 0;
    let words = || {
        text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '\u{2019}'))
            .filter(|word| !word.is_empty())
    };
    let is_small = |word: &str| word.starts_with(char::is_lowercase);
    // `Le gouvernement`, but not `Le Pen`; names have such words too (`El Salvador`).
    let article = words().nth(1).is_some_and(is_small);
    for (at, word) in words().enumerate() {
        let lower = word.to_lowercase();
        let small = is_small(word);
        if (small || at == 0 && article) && FOREIGN.binary_search(&lower.as_str()).is_ok() {
            return false;
        }
        // `café`, but neither `beschließt` nor `inflação`; names in capitals may have any letter.
        let marked = word.chars().filter(|c| !c.is_ascii() && c.is_alphabetic());
        if small && marked.clone().any(|c| !matches!(c, 'é' | 'è' | 'ê' | 'ï' | 'ñ')) {
            return false;
        }
        let flags = lexicon::get().flags(lexicon::hash_lower(&lower));
        // A given name is of no language.
        let known = lower.len() > 2 && !flags.difference(lexicon::MALE | lexicon::FEMALE).is_empty();
        let inflected =
            small && ENDINGS.iter().any(|ending| lower.len() > ending.len() + 2 && lower.ends_with(ending));
        english += usize::from(known || inflected || ENGLISH_SHORT.contains(&lower.as_str()));
    }
    english > 0
}

/// Endings of English verbs and adverbs in headlines.
const ENDINGS: &[&str] = &["s", "ed", "ing", "ly"];

/// Short words of English that headlines are made of.
static ENGLISH_SHORT: WordList = WordList::new("languages", "ENGLISH_SHORT");

/// Small words of other languages in Latin letters that are none of English, sorted: articles, prepositions,
/// conjunctions and auxiliary verbs.
static FOREIGN: WordList = WordList::new("languages", "FOREIGN");

/// True if the small words of English run through the text.
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

fn code(language: Lang) -> &'static str {
    two_letters(language.code()).unwrap_or(language.code())
}

#[cfg(test)]
mod tests {
    use super::{ENGLISH, FOREIGN, LONGEST_ENGLISH, code, is_plain_english};
    use crate::article::enriched::Language;

    fn detect(text: &str, declared: Option<&str>) -> Language {
        super::detect(text, declared, "en")
    }

    #[test]
    fn every_language_of_the_detector_has_its_code() {
        assert!(ENGLISH.is_sorted() && FOREIGN.is_sorted());
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

    const ENGLISH_NEWS: &str = "The government said on Monday that it would not accept the proposal, which had been put forward \
        by the opposition last week, and that further talks would be held in the capital. The minister told reporters \
        that she had asked both sides to wait until the report was published.";

    #[test]
    fn the_declared_language_wins_over_doubt_only() {
        let found = detect(ENGLISH_NEWS, Some("de-AT"));
        assert_eq!((found.code.as_deref(), found.declared.as_deref()), (Some("en"), Some("de-AT")));
        // Fewer than 40 words of running text, and lists of names, do not overrule.
        let short = "The government said on Monday that it would not accept the proposal of the opposition.";
        assert_eq!(detect(short, Some("de")).code.as_deref(), Some("de"));
        let names =
            "Maria da Silva\nJoao dos Santos\nAna Paula de Souza\nPedro Alves Cabral\nLuiza Helena Costa\n"
                .repeat(8);
        assert_eq!(detect(&names, Some("en")).code.as_deref(), Some("en"));
        assert_eq!(detect("Ristretto Modernist", Some("it")).code.as_deref(), Some("it"));
        assert_eq!(detect(ENGLISH_NEWS, Some("English")).code.as_deref(), Some("en"));
        assert_eq!(detect(ENGLISH_NEWS, Some("unknown")).code.as_deref(), Some("en"));
        assert_eq!(detect("", None).code, None);
        assert_eq!(detect("", Some("")).code, None);
        assert_eq!(detect("14 - 2", None).code, None);
    }

    #[test]
    fn flashes_are_english_where_they_could_be() {
        for flash in [
            "Floods kill 14 in Kenya",
            "Kenya floods: 14 dead, 3,200 displaced",
            "Covid: 300 new cases",
            "Ferry sinks off Crete",
            "Oil prices fall 3%",
            "Quake hits northern Chile",
            "Fed holds rates",
            "US President arrives in El Salvador",
            "Le Pen loses vote in Paris",
            "Los Angeles fire destroys 40 homes",
            "MADRID BEAT MUNICH 2-1",
            "Nigeria: Gunmen kidnap 30 pupils in Kaduna",
            "Lula wins election in Brazil",
        ] {
            assert_eq!(detect(flash, None).code.as_deref(), Some("en"), "{flash}");
        }
        for (flash, code) in [
            ("Überschwemmungen in Kenia: 14 Tote", "de"),
            ("Inondations au Kenya : 14 morts et 3 200 déplacés", "fr"),
            ("Inundaciones en Kenia dejan 14 muertos", "es"),
            ("Enchentes no Quênia matam 14 pessoas", "pt"),
            ("Kabinet presenteert nieuwe plannen voor de woningmarkt", "nl"),
            ("Il governo approva una nuova legge sulle pensioni", "it"),
            ("Наводнение в Кении: 14 погибших", "ru"),
        ] {
            assert_eq!(detect(flash, None).code.as_deref(), Some(code), "{flash}");
        }
        assert_eq!(super::detect("Fed holds rates", None, "de").code.as_deref(), Some("de"));
    }

    #[test]
    fn names_in_another_script_do_not_decide() {
        for (text, code) in [
            (
                "ソニーグループ（Sony Group Corporation）は、PlayStation 5の販売がUnited StatesとEuropeで好調だと発表した。",
                "ja",
            ),
            ("삼성전자 Samsung Electronics는 Galaxy S24를 미국 San Jose에서 공개했다.", "ko"),
            (
                "(示例新聞稿)--為城市提供電動自行車租借方案的廠商Veloway Mobility Corporation今天宣布，該公司最近被Greenline評選為「年度創新者」。",
                "zh",
            ),
            (
                "Компания Apple Inc. представила iPhone 15 Pro Max и Apple Watch в Cupertino, California.",
                "ru",
            ),
            ("Taiwan envoy Frank Hsieh (謝長廷) said on Monday that he would visit the school.", "en"),
        ] {
            assert_eq!(detect(text, None).code.as_deref(), Some(code), "{text}");
            assert_eq!(detect(text, Some(code)).code.as_deref(), Some(code), "{text}");
        }
    }
}
