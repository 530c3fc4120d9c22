//! The contract's short names of the top-level topics, for routing keys.

/// The slug of a top-level topic, given its label, its code (`medtop:04000000`) or its number; `_` for anything else.
pub fn slug(topic: &str) -> &'static str {
    let number = topic.strip_prefix("medtop:").unwrap_or(topic);
    SLUGS.iter().find(|(code, label, _)| *code == number || *label == topic).map_or("_", |&(_, _, slug)| slug)
}

const SLUGS: [(&str, &str, &str); 17] = [
    ("01000000", "arts, culture, entertainment and media", "arts"),
    ("02000000", "crime, law and justice", "crime"),
    ("03000000", "disaster, accident and emergency incident", "disaster"),
    ("04000000", "economy, business and finance", "economy"),
    ("05000000", "education", "education"),
    ("06000000", "environment", "environment"),
    ("07000000", "health", "health"),
    ("08000000", "human interest", "human-interest"),
    ("09000000", "labour", "labour"),
    ("10000000", "lifestyle and leisure", "lifestyle"),
    ("11000000", "politics and government", "politics"),
    ("12000000", "religion", "religion"),
    ("13000000", "science and technology", "science"),
    ("14000000", "society", "society"),
    ("15000000", "sport", "sport"),
    ("16000000", "conflict, war and peace", "conflict"),
    ("17000000", "weather", "weather"),
];

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn label_code_and_number_give_the_same_slug() {
        for topic in ["labour", "medtop:09000000", "09000000"] {
            assert_eq!(slug(topic), "labour");
        }
        assert_eq!(slug("conflict, war and peace"), "conflict");
        assert_eq!(slug("football"), "_");
    }
}
