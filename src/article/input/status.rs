//! The words that systems of the world have for the three states of an item.

use super::keys::fold;

/// Words for an item that may be published. Without case and marks, as all of these.
const USABLE: &[&str] = &[
    "approved",
    "corrected",
    "final",
    "live",
    "public",
    "publicado",
    "publié",
    "publish",
    "published",
    "released",
    "usable",
    "veröffentlicht",
];

/// Words for one that must not be published yet.
const WITHHELD: &[&str] = &[
    "agendado",
    "archived",
    "autodraft",
    "awaitingapproval",
    "awaitingreview",
    "borrador",
    "bozza",
    "brouillon",
    "donotpublish",
    "disabled",
    "draft",
    "drafted",
    "embargado",
    "embargo",
    "embargoed",
    "enattente",
    "enrevision",
    "enrevisión",
    "entwurf",
    "future",
    "gesperrt",
    "held",
    "hold",
    "holdforrelease",
    "inbearbeitung",
    "inprogress",
    "inreview",
    "klad",
    "kladde",
    "needsreview",
    "nonpublié",
    "nonpubblicato",
    "notforpublication",
    "notforrelease",
    "notpublished",
    "nãopublicado",
    "nopublicado",
    "onembargo",
    "onhold",
    "pending",
    "pendingapproval",
    "pendingreview",
    "pendente",
    "pendiente",
    "private",
    "programado",
    "programmato",
    "programmé",
    "rascunho",
    "scheduled",
    "sobembargo",
    "sousembargo",
    "sperrfrist",
    "submitted",
    "szkic",
    "taslak",
    "underembargo",
    "underreview",
    "unpublished",
    "unreleased",
    "unveröffentlicht",
    "utkast",
    "withheld",
    "withhold",
    "неопубликовано",
    "черновик",
    "эмбарго",
    "محظور",
    "مسودة",
    "草稿",
    "待审",
    "待审核",
    "未发布",
    "下書き",
    "非公開",
    "公開前",
    "초안",
    "비공개",
    "concept",
    "delayedpublish",
    "forreview",
    "internalreview",
    "konzept",
    "notready",
    "readyforreview",
    "rejected",
    "tobereviewed",
    "임시저장",
    "작성중",
    "예약",
];

/// Words for one that must not be published any more.
const CANCELED: &[&str] = &[
    "annulé",
    "annulée",
    "annulled",
    "annulliert",
    "annullata",
    "annullato",
    "anulada",
    "anulado",
    "canceled",
    "cancelada",
    "cancelado",
    "cancelled",
    "delete",
    "deleted",
    "eliminada",
    "eliminado",
    "eliminato",
    "excluído",
    "gelöscht",
    "geloescht",
    "ingetrokken",
    "kill",
    "killed",
    "mandatorykill",
    "recall",
    "recalled",
    "removed",
    "removido",
    "rescinded",
    "retirada",
    "retirado",
    "retiré",
    "retirée",
    "retract",
    "retracted",
    "retraction",
    "revoked",
    "ritirato",
    "spike",
    "spiked",
    "storniert",
    "supprimé",
    "supprimée",
    "takedown",
    "takendown",
    "tillbakadragen",
    "trash",
    "trashed",
    "withdraw",
    "withdrawn",
    "zurückgezogen",
    "zurueckgezogen",
    "аннулировано",
    "отозвано",
    "удалено",
    "محذوف",
    "ملغى",
    "ملغي",
    "已删除",
    "已撤回",
    "撤稿",
    "取り消し",
    "削除",
    "철회",
    "취소",
];

/// The state that a word means: `stat:usable`, `http://cv.example/pubstatus/usable` and `Usable` are `usable`.
pub(super) fn of(word: &str) -> Option<&'static str> {
    let last = word.trim().rsplit(['/', '#']).next().unwrap_or_default();
    let word = fold(last);
    let is_in = |words: &[&str]| words.contains(&word.as_str());
    let states = [(CANCELED, "canceled"), (WITHHELD, "withheld"), (USABLE, "usable")];
    states.into_iter().find_map(|(words, state)| is_in(words).then_some(state))
}

#[cfg(test)]
mod tests {
    use super::{CANCELED, USABLE, WITHHELD, fold, of};

    #[test]
    fn a_word_has_one_state_and_is_written_without_marks() {
        let all: Vec<&str> = [USABLE, WITHHELD, CANCELED].concat();
        for (at, word) in all.iter().enumerate() {
            assert_eq!(fold(word), *word);
            assert!(!all[at + 1..].contains(word), "{word}");
        }
    }

    #[test]
    fn states_are_read_as_vocabularies_write_them() {
        for (word, state) in [
            ("stat:usable", Some("usable")),
            ("http://cv.iptc.org/newscodes/pubstatusg2/withheld", Some("withheld")),
            ("On hold", Some("withheld")),
            ("NOT FOR PUBLICATION", Some("withheld")),
            ("in_review", Some("withheld")),
            ("Zurückgezogen", Some("canceled")),
            ("MANDATORY KILL", Some("canceled")),
            ("Kansas", None),
            ("ok", None),
            ("", None),
        ] {
            assert_eq!(of(word), state, "{word}");
        }
    }
}
