//! Codes and names of languages.

/// The language that a source declares, as ISO 639-1 code (639-3 where there is none): of a BCP 47 tag, an ISO 639 code
/// of two or three letters, or the English name. `None` for what names no language or several.
pub fn normalise(declared: &str) -> Option<String> {
    let lower = declared.trim().to_lowercase();
    // `English (US)`, `British English`.
    let name = lower.split('(').next().unwrap_or_default().trim();
    if let Some(&(_, code)) = NAMES.iter().find(|&&(known, _)| known == name) {
        return Some(code.to_owned());
    }
    let primary = lower.split(['-', '_']).next().unwrap_or_default();
    let subtags = lower.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    if !subtags {
        return None;
    }
    let code = match primary.len() {
        2 => renamed(primary),
        3 => two_letters(primary).filter(|code| !code.is_empty()).unwrap_or(primary),
        _ => return None,
    };
    let known = if code.len() == 2 {
        TWO_LETTERS.split(' ').any(|known| known == code)
    } else {
        THREE_LETTERS.contains(&code)
    };
    known.then(|| code.to_owned())
}

/// Codes of two letters that ISO 639 has replaced.
fn renamed(code: &str) -> &str {
    match code {
        "in" => "id",
        "iw" => "he",
        "ji" => "yi",
        "jw" => "jv",
        "mo" => "ro",
        code => code,
    }
}

/// True if a declared language is read as one.
pub fn is_known(declared: &str) -> bool {
    normalise(declared).is_some()
}

/// ISO 639-1 for an ISO 639-3 or 639-2 code.
pub(super) fn two_letters(code: &str) -> Option<&'static str> {
    CODES.binary_search_by_key(&code, |&(three, _)| three).ok().map(|index| CODES[index].1)
}

/// True if two codes are one language for a reader: Norwegian is written as Bokmål and Nynorsk, and detectors tell
/// Serbian, Croatian and Bosnian, or Indonesian and Malay, apart by chance.
pub(super) fn are_one(a: &str, b: &str) -> bool {
    const FAMILIES: &[&[&str]] = &[
        &["no", "nb", "nn", "da"],
        &["sr", "hr", "bs", "sh", "me"],
        &["id", "ms"],
        &["zh", "yue"],
        &["fa", "prs"],
        &["tl", "fil"],
    ];
    a == b || FAMILIES.iter().any(|family| family.contains(&a) && family.contains(&b))
}

/// All codes of ISO 639-1.
const TWO_LETTERS: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv \
    dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu \
    ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl \
    nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te \
    tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

/// Codes of three letters for languages of news that have none of two.
const THREE_LETTERS: &[&str] = &[
    "apc", "ary", "arz", "ast", "bal", "bcl", "bho", "brx", "ceb", "ckb", "cnr", "crh", "doi", "dsb", "fil",
    "fur", "gsw", "hak", "haw", "hil", "hmn", "hsb", "ilo", "kab", "kmr", "kok", "lmo", "lus", "mai", "mni",
    "nan", "nap", "nds", "pam", "pap", "pcm", "prs", "sat", "scn", "sco", "tet", "tpi", "tzm", "vec", "war",
    "wuu", "yue",
];

/// English names, and the names by which some call their own.
const NAMES: &[(&str, &str)] = &[
    ("afrikaans", "af"),
    ("albanian", "sq"),
    ("american english", "en"),
    ("amharic", "am"),
    ("arabic", "ar"),
    ("armenian", "hy"),
    ("azerbaijani", "az"),
    ("bahasa indonesia", "id"),
    ("bahasa melayu", "ms"),
    ("basque", "eu"),
    ("belarusian", "be"),
    ("bengali", "bn"),
    ("bosnian", "bs"),
    ("brazilian portuguese", "pt"),
    ("british english", "en"),
    ("bulgarian", "bg"),
    ("burmese", "my"),
    ("cantonese", "yue"),
    ("castellano", "es"),
    ("catalan", "ca"),
    ("chinese", "zh"),
    ("croatian", "hr"),
    ("czech", "cs"),
    ("danish", "da"),
    ("dari", "prs"),
    ("deutsch", "de"),
    ("dutch", "nl"),
    ("english", "en"),
    ("english us", "en"),
    ("english uk", "en"),
    ("español", "es"),
    ("estonian", "et"),
    ("farsi", "fa"),
    ("filipino", "fil"),
    ("finnish", "fi"),
    ("français", "fr"),
    ("french", "fr"),
    ("galician", "gl"),
    ("georgian", "ka"),
    ("german", "de"),
    ("greek", "el"),
    ("gujarati", "gu"),
    ("haitian creole", "ht"),
    ("hausa", "ha"),
    ("hebrew", "he"),
    ("hindi", "hi"),
    ("hungarian", "hu"),
    ("icelandic", "is"),
    ("igbo", "ig"),
    ("indonesian", "id"),
    ("irish", "ga"),
    ("italian", "it"),
    ("italiano", "it"),
    ("japanese", "ja"),
    ("kannada", "kn"),
    ("kazakh", "kk"),
    ("khmer", "km"),
    ("kinyarwanda", "rw"),
    ("korean", "ko"),
    ("kurdish", "ku"),
    ("kyrgyz", "ky"),
    ("lao", "lo"),
    ("latvian", "lv"),
    ("lithuanian", "lt"),
    ("macedonian", "mk"),
    ("malay", "ms"),
    ("malayalam", "ml"),
    ("maltese", "mt"),
    ("mandarin", "zh"),
    ("marathi", "mr"),
    ("mongolian", "mn"),
    ("nederlands", "nl"),
    ("nepali", "ne"),
    ("norwegian", "no"),
    ("norwegian bokmål", "nb"),
    ("norwegian nynorsk", "nn"),
    ("pashto", "ps"),
    ("persian", "fa"),
    ("polish", "pl"),
    ("polski", "pl"),
    ("portuguese", "pt"),
    ("português", "pt"),
    ("punjabi", "pa"),
    ("romanian", "ro"),
    ("russian", "ru"),
    ("serbian", "sr"),
    ("simplified chinese", "zh"),
    ("sinhala", "si"),
    ("sinhalese", "si"),
    ("slovak", "sk"),
    ("slovene", "sl"),
    ("slovenian", "sl"),
    ("somali", "so"),
    ("spanish", "es"),
    ("swahili", "sw"),
    ("swedish", "sv"),
    ("tagalog", "tl"),
    ("tajik", "tg"),
    ("tamil", "ta"),
    ("telugu", "te"),
    ("thai", "th"),
    ("tibetan", "bo"),
    ("tigrinya", "ti"),
    ("traditional chinese", "zh"),
    ("turkish", "tr"),
    ("turkmen", "tk"),
    ("ukrainian", "uk"),
    ("urdu", "ur"),
    ("us english", "en"),
    ("uzbek", "uz"),
    ("vietnamese", "vi"),
    ("welsh", "cy"),
    ("xhosa", "xh"),
    ("yoruba", "yo"),
    ("zulu", "zu"),
];

/// ISO 639-3, and the bibliographic codes of 639-2, to 639-1, sorted. Facts of the standard (SIL International, ISO 639-3 code tables).
const CODES: &[(&str, &str)] = &[
    ("afr", "af"),
    ("aka", "ak"),
    ("alb", "sq"),
    ("amh", "am"),
    ("ara", "ar"),
    ("arb", "ar"),
    ("arm", "hy"),
    ("asm", "as"),
    ("aze", "az"),
    ("azj", "az"),
    ("bak", "ba"),
    ("bam", "bm"),
    ("baq", "eu"),
    ("bel", "be"),
    ("ben", "bn"),
    ("bis", "bi"),
    ("bod", "bo"),
    ("bos", "bs"),
    ("bre", "br"),
    ("bul", "bg"),
    ("bur", "my"),
    ("cat", "ca"),
    ("ces", "cs"),
    ("che", "ce"),
    ("chi", "zh"),
    ("cmn", "zh"),
    ("cos", "co"),
    ("cym", "cy"),
    ("cze", "cs"),
    ("dan", "da"),
    ("deu", "de"),
    ("div", "dv"),
    ("dut", "nl"),
    ("dzo", "dz"),
    ("ekk", "et"),
    ("ell", "el"),
    ("eng", "en"),
    ("epo", "eo"),
    ("est", "et"),
    ("eus", "eu"),
    ("ewe", "ee"),
    ("fao", "fo"),
    ("fas", "fa"),
    ("fij", "fj"),
    ("fin", "fi"),
    ("fra", "fr"),
    ("fre", "fr"),
    ("fry", "fy"),
    ("ful", "ff"),
    ("geo", "ka"),
    ("ger", "de"),
    ("gla", "gd"),
    ("gle", "ga"),
    ("glg", "gl"),
    ("gre", "el"),
    ("grn", "gn"),
    ("guj", "gu"),
    ("hat", "ht"),
    ("hau", "ha"),
    ("heb", "he"),
    ("hin", "hi"),
    ("hrv", "hr"),
    ("hun", "hu"),
    ("hye", "hy"),
    ("ibo", "ig"),
    ("ice", "is"),
    ("ind", "id"),
    ("isl", "is"),
    ("ita", "it"),
    ("jav", "jv"),
    ("jpn", "ja"),
    ("kan", "kn"),
    ("kat", "ka"),
    ("kaz", "kk"),
    ("khm", "km"),
    ("kik", "ki"),
    ("kin", "rw"),
    ("kir", "ky"),
    ("kor", "ko"),
    ("kur", "ku"),
    ("lao", "lo"),
    ("lat", "la"),
    ("lav", "lv"),
    ("lim", "li"),
    ("lin", "ln"),
    ("lit", "lt"),
    ("ltz", "lb"),
    ("lug", "lg"),
    ("lvs", "lv"),
    ("mac", "mk"),
    ("mal", "ml"),
    ("mao", "mi"),
    ("mar", "mr"),
    ("may", "ms"),
    ("mkd", "mk"),
    ("mlg", "mg"),
    ("mlt", "mt"),
    ("mon", "mn"),
    ("mri", "mi"),
    ("msa", "ms"),
    ("mya", "my"),
    ("nep", "ne"),
    ("nld", "nl"),
    ("nno", "nn"),
    ("nob", "nb"),
    ("nor", "no"),
    ("npi", "ne"),
    ("nya", "ny"),
    ("oci", "oc"),
    ("ori", "or"),
    ("orm", "om"),
    ("ory", "or"),
    ("pan", "pa"),
    ("per", "fa"),
    ("pes", "fa"),
    ("pnb", "pa"),
    ("pol", "pl"),
    ("por", "pt"),
    ("pus", "ps"),
    ("que", "qu"),
    ("roh", "rm"),
    ("ron", "ro"),
    ("rum", "ro"),
    ("run", "rn"),
    ("rus", "ru"),
    ("sag", "sg"),
    ("san", "sa"),
    ("sin", "si"),
    ("slk", "sk"),
    ("slo", "sk"),
    ("slv", "sl"),
    ("sme", "se"),
    ("smo", "sm"),
    ("sna", "sn"),
    ("snd", "sd"),
    ("som", "so"),
    ("sot", "st"),
    ("spa", "es"),
    ("sqi", "sq"),
    ("srd", "sc"),
    ("srp", "sr"),
    ("ssw", "ss"),
    ("sun", "su"),
    ("swa", "sw"),
    ("swe", "sv"),
    ("swh", "sw"),
    ("tam", "ta"),
    ("tat", "tt"),
    ("tel", "te"),
    ("tgk", "tg"),
    ("tgl", "tl"),
    ("tha", "th"),
    ("tib", "bo"),
    ("tir", "ti"),
    ("ton", "to"),
    ("tsn", "tn"),
    ("tso", "ts"),
    ("tuk", "tk"),
    ("tur", "tr"),
    ("twi", "tw"),
    ("uig", "ug"),
    ("ukr", "uk"),
    ("urd", "ur"),
    ("uzb", "uz"),
    ("uzn", "uz"),
    ("ven", "ve"),
    ("vie", "vi"),
    ("wel", "cy"),
    ("wln", "wa"),
    ("wol", "wo"),
    ("xho", "xh"),
    ("yid", "yi"),
    ("yor", "yo"),
    ("zho", "zh"),
    ("zsm", "ms"),
    ("zul", "zu"),
];

#[cfg(test)]
mod tests {
    use super::{CODES, THREE_LETTERS, normalise};

    #[test]
    fn tables_are_sorted() {
        assert!(CODES.is_sorted() && THREE_LETTERS.is_sorted());
    }

    #[test]
    fn declared_languages_become_codes() {
        for (declared, code) in [
            ("en", "en"),
            ("EN", "en"),
            (" en ", "en"),
            ("en-GB", "en"),
            ("en_US", "en"),
            ("eng", "en"),
            ("English", "en"),
            ("ENGLISH", "en"),
            ("English (US)", "en"),
            ("British English", "en"),
            ("eng-US", "en"),
            ("de-AT", "de"),
            ("ger", "de"),
            ("deu", "de"),
            ("German", "de"),
            ("fre", "fr"),
            ("Français", "fr"),
            ("zh-Hant-TW", "zh"),
            ("chi", "zh"),
            ("zho", "zh"),
            ("Chinese", "zh"),
            ("pt-BR", "pt"),
            ("es-419", "es"),
            ("iw", "he"),
            ("in", "id"),
            ("nb-NO", "nb"),
            ("no", "no"),
            ("sr-Latn", "sr"),
            ("per", "fa"),
            ("ceb", "ceb"),
            ("fil", "fil"),
            ("Cantonese", "yue"),
            ("jpn", "ja"),
            ("Swahili", "sw"),
        ] {
            assert_eq!(normalise(declared).as_deref(), Some(code), "{declared}");
        }
        for unknown in [
            "",
            " ",
            "und",
            "mul",
            "zxx",
            "en,fr",
            "en;q=0.9",
            "xx",
            "qq",
            "none",
            "null",
            "unknown",
            "text",
            "e",
            "Klingonese",
            "1",
            "🇬🇧",
            "en fr",
        ] {
            assert_eq!(normalise(unknown), None, "{unknown}");
        }
    }
}
