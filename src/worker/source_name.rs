//! The name of a source in metrics and in the console.

use super::outcome::clip;

/// Bytes of a name.
const NAME: usize = 40;
/// A longer text, in words or bytes, is no name.
const NAME_WORDS: usize = 6;
const NAME_BYTES: usize = 100;
/// The name of the sources that are not told apart, and of texts that are no names.
pub(super) const OTHER: &str = "other";

/// The name of a source, without anything that could be text of an article. Of an address it is the host.
pub(super) fn of(source: &str) -> String {
    let host = source.split_once("://").and_then(|(_, rest)| rest.split(['/', '?', '#']).next());
    let host = host.map(|host| host.rsplit('@').next().unwrap_or(host));
    let text = host.unwrap_or(source);
    let is_apart = |c: char| c.is_whitespace() || c.is_control();
    let words: Vec<&str> =
        text.split(is_apart).filter(|word| !word.is_empty()).take(NAME_WORDS + 1).collect();
    if words.len() > NAME_WORDS || text.len() > NAME_BYTES {
        return OTHER.to_owned();
    }
    clip(&words.join(" "), NAME).trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_holds_no_text_of_an_article() {
        for (source, name) in [
            ("AFP", "AFP"),
            (" Agence\tFrance-Presse\n", "Agence France-Presse"),
            ("https://user:secret@www.example.org/feed?key=1", "www.example.org"),
            ("Three ferries sank off the coast near Kilindini on Tuesday evening", "other"),
            (&"x".repeat(101), "other"),
        ] {
            assert_eq!(of(source), name);
        }
        let long = of(&"é".repeat(45));
        assert!(long.len() <= NAME && long.starts_with('é'), "{long}");
    }
}
