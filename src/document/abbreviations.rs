//! Abbreviations that keep their period, and whether a sentence may end after them.

/// What may follow an abbreviation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ends {
    /// A name follows: never the end of a sentence (`Mr.`, `Gov.`, `St.`).
    Never,
    /// May end a sentence, if what follows looks like the start of one (`Inc.`, `Calif.`, `p.m.`).
    Maybe,
}

/// The abbreviation `word` (without its period, any case), if it is one.
pub(super) fn abbreviation(word: &str) -> Option<Ends> {
    if word.len() > 6 || !word.is_ascii() {
        return None;
    }
    let mut buffer = [0_u8; 6];
    let lower = &mut buffer[..word.len()];
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    let capitalised = word.as_bytes()[0].is_ascii_uppercase();
    let lower: &[u8] = lower;
    if capitalised && NEVER.binary_search(&lower).is_ok() {
        return Some(Ends::Never);
    }
    if capitalised && MAYBE.binary_search(&lower).is_ok() || ANY_CASE.binary_search(&lower).is_ok() {
        return Some(Ends::Maybe);
    }
    None
}

/// Titles and ranks before a name, and words before a number or a place. Sorted.
const NEVER: &[&[u8]] = &[
    b"adm", b"amb", b"atty", b"bishop", b"brig", b"capt", b"cdr", b"cmdr", b"col", b"cpl", b"cpt", b"det",
    b"dr", b"fr", b"ft", b"gen", b"gov", b"hon", b"insp", b"lt", b"maj", b"messrs", b"mr", b"mrs", b"ms",
    b"mt", b"mx", b"pfc", b"pres", b"prof", b"pvt", b"rep", b"reps", b"rev", b"rs", b"sen", b"sens", b"sgt",
    b"spc", b"spec", b"ssgt", b"st", b"ste", b"supt", b"tk",
];

/// Capitalised abbreviations after a name or in a date: companies, states (AP style), months, days. Sorted.
const MAYBE: &[&[u8]] = &[
    b"ala", b"apr", b"ariz", b"ark", b"assn", b"aug", b"ave", b"blvd", b"bros", b"calif", b"co", b"colo",
    b"conn", b"corp", b"dec", b"del", b"dept", b"dist", b"div", b"esq", b"feb", b"fla", b"fri", b"ga",
    b"hwy", b"ill", b"inc", b"ind", b"jan", b"jr", b"jul", b"jun", b"kan", b"ky", b"la", b"llc", b"ltd",
    b"mar", b"mass", b"md", b"mich", b"minn", b"miss", b"mo", b"mon", b"mont", b"neb", b"nev", b"no", b"nos",
    b"nov", b"oct", b"okla", b"ont", b"ore", b"pa", b"penn", b"plc", b"pp", b"rd", b"sat", b"sept", b"sr",
    b"sun", b"tenn", b"tex", b"thu", b"thurs", b"tue", b"tues", b"univ", b"va", b"vol", b"vt", b"wash",
    b"wed", b"wis", b"wyo",
];

/// Abbreviations in any case. Sorted.
const ANY_CASE: &[&[u8]] = &[
    b"al", b"approx", b"cf", b"est", b"etc", b"excl", b"fig", b"figs", b"hr", b"hrs", b"incl", b"lb", b"lbs",
    b"mph", b"sq", b"viz", b"vs",
];

#[cfg(test)]
mod tests {
    use super::{ANY_CASE, Ends, MAYBE, NEVER, abbreviation};

    #[test]
    fn lists_are_sorted_for_binary_search() {
        for list in [NEVER, MAYBE, ANY_CASE] {
            assert!(list.is_sorted(), "{list:?}");
        }
    }

    #[test]
    fn case_decides() {
        assert_eq!(abbreviation("Gov"), Some(Ends::Never));
        assert_eq!(abbreviation("gen"), None, "no rank in lower case");
        assert_eq!(abbreviation("Calif"), Some(Ends::Maybe));
        assert_eq!(abbreviation("no"), None, "the word, not the abbreviation of number");
        assert_eq!(abbreviation("etc"), Some(Ends::Maybe));
    }
}
