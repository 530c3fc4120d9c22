//! What tokens and sentences must be.

use proptest::prelude::*;

use super::{Document, Gap, Section};

fn words(text: &str) -> Vec<String> {
    let document = Document::new(None, text);
    document.tokens().iter().map(|token| document.word(token).to_owned()).collect()
}

fn sentences(text: &str) -> Vec<String> {
    let document = Document::new(None, text);
    document.sentences().iter().map(|sentence| document.slice(sentence.span).to_owned()).collect()
}

#[test]
fn the_keys_of_a_name_are_those_of_its_tokens_in_an_article() {
    for name in [
        "World Health Organization",
        "Médecins Sans Frontières",
        "St. John's Co-op",
        "Court of King\u{2019}s Bench",
    ] {
        let document = Document::new(None, name);
        let keys: Vec<u64> = document.tokens().iter().map(|token| token.key).collect();
        assert_eq!(super::keys_of(name), keys, "{name}");
    }
}

#[test]
fn tokens_of_news() {
    assert_eq!(words("Azerbaijan’s 44-day war"), ["Azerbaijan", "’s", "44", "-", "day", "war"]);
    assert_eq!(words("1,050 people, $3.2bn."), ["1,050", "people", ",", "$", "3.2", "bn", "."]);
    assert_eq!(words("the U.S. and O'Brien don't"), ["the", "U.S.", "and", "O'Brien", "don't"]);
    assert_eq!(words("Mr. John F. Kennedy Jr."), ["Mr.", "John", "F.", "Kennedy", "Jr."]);
    assert_eq!(words("AT&T's G20 at Amazon.com"), ["AT&T", "'s", "G20", "at", "Amazon.com"]);
    assert_eq!(
        words("see https://x.org/a?b=1. Or a.b@c.org"),
        ["see", "https://x.org/a?b=1", ".", "Or", "a.b@c.org"]
    );
    assert_eq!(words("#Armenia @nato #1"), ["#Armenia", "@nato", "#", "1"]);
    assert_eq!(words("workers' rights"), ["workers", "'", "rights"]);
}

#[test]
fn sentences_of_news() {
    assert_eq!(sentences("He said so. She did not.").len(), 2);
    assert_eq!(sentences("Mr. Smith met Gov. Jones in St. Louis, Mo. The talks failed.").len(), 2);
    assert_eq!(sentences("The U.S. Army left. In the U.S. The law is new.").len(), 3);
    assert_eq!(sentences("“We left.” He paused. \"Never.\" They agreed.").len(), 4);
    assert_eq!(sentences("First Karabakh War\nNagorno-Karabakh, known").len(), 2);
    assert_eq!(sentences("It rose 3.5 percent to $4.5 million. Sales fell.").len(), 2);
    assert_eq!(sentences("prefer to leave. 99.9 percent prefer").len(), 2);
}

#[test]
fn title_and_body_are_apart_and_located_in_code_points() {
    let document = Document::new(Some("Škoda né"), "Zürich, naïve.");
    assert_eq!(document.sentences().len(), 2);
    assert_eq!(document.sentences()[0].section, Section::Title);
    let naive = document.tokens()[4];
    assert_eq!(document.word(&naive), "naïve");
    assert_eq!(naive.gap, Gap::Space);
    let located = document.locate(naive.span);
    assert_eq!((located.section, located.start, located.end), (Section::Body, 8, 13));
}

proptest! {
    #[test]
    fn any_text_is_cut_without_loss(title in proptest::option::of("\\PC{0,40}"), body in "(\\PC|[ \n.'’\"-]){0,300}") {
        let document = Document::new(title.as_deref(), &body);
        let mut end = 0;
        let mut counted = 0;
        for sentence in document.sentences() {
            prop_assert_eq!(sentence.tokens.start, counted);
            counted = sentence.tokens.end;
        }
        prop_assert_eq!(counted as usize, document.tokens().len());
        for token in document.tokens() {
            prop_assert!(token.span.start >= end && !token.span.is_empty());
            end = token.span.end;
            let located = document.locate(token.span);
            let field = match located.section {
                Section::Title => title.as_deref().unwrap_or_default(),
                Section::Body => &body,
            };
            let cut: String = field.chars().skip(located.start as usize).take((located.end - located.start) as usize).collect();
            prop_assert_eq!(cut.as_str(), document.original(token.span));
        }
    }
}

#[test]
fn furniture_of_the_markup_goes_before_that_of_the_words() {
    use super::furniture::Kind;
    let body = "Rain fell.\n\n(Reporting by Ann Lee)\n\nA river. Getty";
    let at = |text: &str| {
        let start = body.find(text).unwrap() as u32;
        (start, start + text.len() as u32)
    };
    let (caption, credit) = (at("A river. Getty"), at("Getty"));
    let marks =
        [(caption.0, caption.1, Kind::Caption), (credit.0, credit.1, Kind::Credit), (500, 600, Kind::Table)];
    let document = Document::new(Some("Title"), body).with_furniture(marks);
    let found: Vec<_> =
        document.furniture().iter().map(|piece| (document.slice(piece.span), piece.kind)).collect();
    assert_eq!(found, [("(Reporting by Ann Lee)", Kind::Credit), ("A river. Getty", Kind::Caption)]);
    let whole = Document::new(None, body).with_furniture([(0, body.len() as u32, Kind::Table)]);
    assert_eq!(whole.furniture().len(), 1);
    // Bytes of the body as it came, though the text is composed and has no soft hyphen.
    let decomposed = "Cafe\u{301} in Nai\u{ad}robi.\n\nA cafe\u{301} by night";
    let start = decomposed.find("A cafe").unwrap() as u32;
    let document =
        Document::new(None, decomposed).with_furniture([(start, decomposed.len() as u32, Kind::Caption)]);
    assert_eq!(document.text()[document.furniture()[0].span.range()], *"A caf\u{e9} by night");
}

#[test]
fn a_text_without_a_full_stop_is_parted_at_a_comma() {
    let lengths = |text: &str| -> Vec<usize> {
        let document = Document::new(None, text);
        document.sentences().iter().map(|sentence| sentence.range().len()).collect()
    };
    let longest = super::sentences::LONGEST;
    assert_eq!(lengths(&"word ".repeat(longest - 1)).len(), 1);
    let clauses = format!("{}, ", "word ".repeat(7).trim_end());
    let parts = lengths(&clauses.repeat(longest / 2));
    assert!(parts.len() > 3 && parts.iter().all(|&length| length < longest + 8), "{parts:?}");
    // Without commas too, and never inside a word.
    let parts = lengths(&"word ".repeat(5 * longest));
    assert!(parts.len() == 3 && parts.iter().all(|&length| length <= 2 * longest), "{parts:?}");
    assert!(lengths(&"a-".repeat(3 * longest)).len() <= 2);
}
