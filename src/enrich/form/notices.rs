//! Notices of agencies in other languages than English that withdraw an item or hold it back.

use super::text::{Line, is_shouted};
use crate::lexicon::{WordList, word_lists};

word_lists! {
    "notices":
    EMBARGO_LABELS, EMBARGO_OPENINGS, EMBARGO_PHRASES, KILL_LABELS, KILL_PHRASES, TIMED_EMBARGOES,
}

/// True if a line withdraws the item.
pub(super) fn withdraws(line: &Line<'_>) -> bool {
    has_label(line, &KILL_LABELS) || KILL_PHRASES.is_within(&line.lower)
}

/// True if a line holds the item back.
pub(super) fn holds_back(line: &Line<'_>) -> bool {
    let opens = |phrases: &WordList| {
        let text = bare(&line.lower);
        phrases.opening(text).any(|phrase| behind(text, phrase).is_some())
    };
    opens(&EMBARGO_OPENINGS)
        || has_label(line, &EMBARGO_LABELS)
        || opens(&TIMED_EMBARGOES) && has_time_of_day(&line.lower)
        || EMBARGO_PHRASES.is_within(&line.lower) && line.lower.contains(|c: char| c.is_ascii_digit())
}

/// A line without the marks that open it.
fn bare(line: &str) -> &str {
    line.trim_start_matches(|c: char| !c.is_alphanumeric())
}

/// The text behind a phrase that opens a line in lower case.
fn behind<'l>(lower: &'l str, phrase: &str) -> Option<&'l str> {
    bare(lower).strip_prefix(phrase).filter(|rest| !rest.starts_with(char::is_alphabetic))
}

/// True if one of these labels opens a line.
fn has_label(line: &Line<'_>, labels: &WordList) -> bool {
    labels.opening(bare(&line.lower)).any(|label| is_labelled(line, label))
}

/// True if a label stands alone on its line, or in capitals before a mark. A headline that begins with the same word
/// (`Annulation : le concert …`) is none, nor is a line that is in capitals as a whole.
fn is_labelled(line: &Line<'_>, label: &str) -> bool {
    let Some(rest) = behind(&line.lower, label).map(str::trim_start) else { return false };
    let is_alone = !rest.contains(char::is_alphanumeric);
    let is_marked =
        rest.starts_with([':', '-', '\u{2013}', '\u{2014}', '|', '*', ')', ']', '/', '\u{ff1a}', '\u{3011}']);
    let length = label.chars().count();
    let is_capital = bare(line.text).chars().take(length).all(|c| !c.is_lowercase());
    let has_case = label.chars().any(|c| c.to_uppercase().next() != Some(c));
    let rest: String = bare(line.text).chars().skip(length).collect();
    is_alone && (is_capital || line.text.split_whitespace().count() > 1)
        || is_marked && is_capital && !(has_case && is_shouted(&rest))
}

/// Words before the hour of a time of day.
const BEFORE_AN_HOUR: [&str; 4] = [" ore ", " godz. ", " kl ", " pukul "];

/// True for `10:00`, `10.00`, `10h00`, `ore 18`, `18시`, and for a line that names a zone.
fn has_time_of_day(lower: &str) -> bool {
    let bytes = lower.as_bytes();
    let is_clock = |at: usize| {
        let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        digit(at) && matches!(bytes.get(at + 1), Some(b':' | b'.' | b'h')) && digit(at + 2) && digit(at + 3)
    };
    let names_hour = |words: &str| {
        lower.split_once(words).is_some_and(|(_, rest)| rest.starts_with(|c: char| c.is_ascii_digit()))
    };
    let is_hour = |(at, _): (usize, char)| at > 0 && bytes[at - 1].is_ascii_digit();
    (0..bytes.len()).any(is_clock)
        || BEFORE_AN_HOUR.iter().any(|words| names_hour(words))
        || lower.char_indices().filter(|(_, c)| "时時点點시".contains(*c)).any(is_hour)
        || [" gmt", " utc", " uhr", " мск"].iter().any(|zone| lower.contains(zone))
}

#[cfg(test)]
mod tests {
    use super::{holds_back, withdraws};
    use crate::document::Document;
    use crate::enrich::form::text::lines;

    fn any(text: &str, fits: fn(&super::Line<'_>) -> bool) -> bool {
        let document = Document::new(None, text);
        lines(&document).any(|line| fits(&line))
    }

    #[test]
    fn notices_of_other_languages_are_read() {
        for line in [
            "SOUS EMBARGO JUSQU'AU 7 MAI 2024 10H00 GMT",
            "NE PAS PUBLIER AVANT 10H00",
            "Sous embargo",
            "ATTENTION - EMBARGO",
            "EMBARGADO HASTA EL 7 DE MAYO A LAS 10:00 GMT",
            "NO PUBLICAR ANTES DE LAS 10:00",
            "SPERRFRIST: Dienstag, 7. Mai 2024, 10.00 Uhr",
            "(Sperrfrist bis 10.00 Uhr beachten)",
            "Frei für Dienstag, 10.00 Uhr",
            "Sob embargo até terça-feira",
            "NÃO PUBLICAR ANTES DAS 10H",
            "محظور النشر حتى الساعة 10:00",
            "ممنوع النشر قبل الساعة العاشرة",
            "【解禁】",
            "A ne pas diffuser avant 18h00",
            "EMBARGO FINO ALLE ORE 18 DEL 7 MAGGIO 2024",
            "EMBARGO DO GODZ. 18.00",
            "7 Mayıs 2024 saat 18.00'e kadar ambargolu",
            "(本稿限5月7日18时以后刊用,提前不得刊发)",
            "※報道解禁日時 2024年5月7日18時以降",
            "[엠바고 5월 7일 오후 6시]",
            "※이 기사는 7일 18시 이후에 사용해 주시기 바랍니다",
        ] {
            assert!(any(line, holds_back) && !any(line, withdraws), "{line}");
        }
        for line in [
            "ANNULATION: Tema - grève",
            "DÉPÊCHE ANNULÉE",
            "Prière d'annuler la dépêche intitulée Tema",
            "ANULADA: huelga en Tema",
            "Se ruega anular la noticia sobre Tema",
            "ACHTUNG: Meldung zurückgezogen",
            "ZURÜCKGEZOGEN: Streik in Tema",
            "STORNO",
            "Favor desconsiderar a matéria",
            "إلغاء خبر: إضراب في تيما",
            "الغاء",
            "[전문취소]",
            "İPTAL: Tema'da grev",
            "ANULOWANA: Strajk w Temie",
        ] {
            assert!(any(line, withdraws), "{line}");
        }
    }

    #[test]
    fn stories_about_embargoes_and_cancellations_are_none() {
        for line in [
            "Le Sénat a voté l'embargo sur le pétrole russe.",
            "Embargo pétrolier: l'UE hésite",
            "Sous embargo depuis 2012, l'Iran exporte son pétrole",
            "El embargo contra Cuba cumple 60 años.",
            "Embargo hasta 2030 para el petróleo",
            "Annulation du concert de Tema : les fans déçus",
            "Annulation : le concert de Tema reporté",
            "Anulación del partido de Tema deja pérdidas",
            "Frei für alle: Museen in Berlin",
            "Sperrfrist für Feuerwerk verkürzt? Streit in Köln",
            "Der Streik wurde storniert.",
            "ANULADA: LA VOTACIÓN DEL CONGRESO",
            "İptal: Tema'da konser ertelendi",
            "Anulowana decyzja wraca do sądu w Temie",
            "엠바고 풀린 쿠바 경제",
            "Storno der Rechnung erzürnt Kunden",
            "إلغاء الرحلات الجوية في مطار أكرا",
            "حظر النشر في قضية الميناء",
            "Cancelada a partida entre Tema e Accra",
        ] {
            assert!(!any(line, holds_back) && !any(line, withdraws), "{line}");
        }
    }
}
