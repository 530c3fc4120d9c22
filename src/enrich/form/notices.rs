//! Notices of agencies in other languages than English that withdraw an item or hold it back.

use super::text::{Line, is_shouted};
use crate::lexicon::{WordList, word_lists};

word_lists! {
    "notices":
    EMBARGO_LABELS, EMBARGO_OPENINGS, KILL_LABELS, KILL_PHRASES, TIMED_EMBARGOES,
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

/// True for `10:00`, `10.00`, `10h00`, and for a line that names a zone.
fn has_time_of_day(lower: &str) -> bool {
    let bytes = lower.as_bytes();
    let is_clock = |at: usize| {
        let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        digit(at) && matches!(bytes.get(at + 1), Some(b':' | b'.' | b'h')) && digit(at + 2) && digit(at + 3)
    };
    (0..bytes.len()).any(is_clock) || [" gmt", " utc", " uhr", " мск"].iter().any(|zone| lower.contains(zone))
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
            "Storno der Rechnung erzürnt Kunden",
            "إلغاء الرحلات الجوية في مطار أكرا",
            "حظر النشر في قضية الميناء",
            "Cancelada a partida entre Tema e Accra",
        ] {
            assert!(!any(line, holds_back) && !any(line, withdraws), "{line}");
        }
    }
}
