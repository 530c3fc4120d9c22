//! The singular of a noun, as the contract writes what is counted.

/// The singular of a noun, in lower case unless it is a name or an abbreviation.
pub(super) fn of(text: &str) -> String {
    const IRREGULAR: &[(&str, &str)] = &[
        ("aircraft", "aircraft"),
        ("crises", "crisis"),
        ("criteria", "criterion"),
        ("feet", "foot"),
        ("geese", "goose"),
        ("halves", "half"),
        ("knives", "knife"),
        ("leaves", "leaf"),
        ("lives", "life"),
        ("loaves", "loaf"),
        ("men", "man"),
        ("mice", "mouse"),
        ("movies", "movie"),
        ("series", "series"),
        ("shelves", "shelf"),
        ("species", "species"),
        ("teeth", "tooth"),
        ("ties", "tie"),
        ("wives", "wife"),
        ("wolves", "wolf"),
        ("women", "woman"),
        ("bacteria", "bacterium"),
        ("buses", "bus"),
        ("gases", "gas"),
        ("viruses", "virus"),
        ("campuses", "campus"),
        ("statuses", "status"),
        ("geniuses", "genius"),
        ("bonuses", "bonus"),
        ("cookies", "cookie"),
        ("calories", "calorie"),
        ("caches", "cache"),
        ("shoes", "shoe"),
        ("axes", "axe"),
        ("analyses", "analysis"),
        ("quizzes", "quiz"),
        ("zombies", "zombie"),
        ("rookies", "rookie"),
        ("selfies", "selfie"),
        ("dice", "die"),
        ("lenses", "lens"),
        ("heroes", "hero"),
        ("potatoes", "potato"),
        ("tomatoes", "tomato"),
        ("mosquitoes", "mosquito"),
        ("tornadoes", "tornado"),
        ("volcanoes", "volcano"),
        ("vetoes", "veto"),
        ("torpedoes", "torpedo"),
        ("echoes", "echo"),
        ("cargoes", "cargo"),
        ("arms", "arm"),
        ("headquarters", "headquarters"),
        ("means", "means"),
        ("news", "news"),
        ("businesses", "business"),
        ("canoes", "canoe"),
        ("pies", "pie"),
        ("indices", "index"),
        ("vertices", "vertex"),
        ("appendices", "appendix"),
        ("matrices", "matrix"),
        ("prices", "price"),
        ("thieves", "thief"),
        ("calves", "calf"),
        ("hooves", "hoof"),
        ("scarves", "scarf"),
    ];
    let word =
        if text.chars().skip(1).any(char::is_uppercase) { text.to_owned() } else { text.to_lowercase() };
    if let Ok(found) = IRREGULAR.binary_search_by(|(plural, _)| plural.cmp(&word.as_str())) {
        return IRREGULAR[found].1.to_owned();
    }
    if let Some(&(_, singular)) = IRREGULAR.iter().find(|(plural, _)| *plural == word) {
        return singular.to_owned();
    }
    let stem = |n: usize| word[..word.len() - n].to_owned();
    if word.ends_with("ies") && word.len() > 4 {
        stem(3) + "y"
    } else if word.ends_with("sses")
        || word.ends_with("shes")
        || word.ends_with("ches")
        || word.ends_with("xes")
        || word.ends_with("zzes")
    {
        stem(2)
    } else if word.ends_with("men") && word.len() > 4 {
        stem(3) + "man"
    } else if word.ends_with('s')
        && !word.ends_with("ss")
        && !word.ends_with("us")
        && !word.ends_with("is")
        && word.len() > 2
    {
        stem(1)
    } else {
        word
    }
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn heads_are_written_in_the_singular() {
        for (plural, expected) in [
            ("vehicles", "vehicle"),
            ("arms", "arm"),
            ("countries", "country"),
            ("boxes", "box"),
            ("churches", "church"),
            ("buses", "bus"),
            ("houses", "house"),
            ("aircraft", "aircraft"),
            ("lives", "life"),
            ("MPs", "MP"),
            ("Districts", "district"),
            ("crossings", "crossing"),
            ("glass", "glass"),
            ("wolves", "wolf"),
            ("goals", "goal"),
            ("premises", "premise"),
        ] {
            assert_eq!(of(plural), expected);
        }
    }
}
