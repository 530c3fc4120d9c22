use super::*;

#[test]
fn acronyms_join_their_long_form() {
    let document =
        Document::new(None, "The Lake Boating Union (LBU) voted. LBU members cheered, Reuters reported.");
    let names = [
        ("Lake Boating Union", NameKind::Organisation),
        ("LBU", NameKind::Organisation),
        ("Reuters", NameKind::Organisation),
    ];
    let (_, organisations) = join(&document, &mentions(&document, &names));
    assert_eq!(organisations.len(), 2);
    assert_eq!((organisations[0].name.as_str(), organisations[0].mentions.len()), ("Lake Boating Union", 3));
    assert!(organisations[1].source && !organisations[0].source);
}

#[test]
fn brackets_define_a_short_form() {
    let found = organisations(
        "The Tema Fisheries Promotion Agency (TEFIPA) and the Ministry of Roads (MoR) met. TEFIPA won.",
        &["Tema Fisheries Promotion Agency", "TEFIPA", "Ministry of Roads", "MoR"],
    );
    assert_eq!(
        found,
        [("Tema Fisheries Promotion Agency".to_owned(), 3), ("Ministry of Roads".to_owned(), 2)]
    );
}

#[test]
fn a_part_of_a_name_calls_the_whole() {
    let found = organisations(
        "Kestrel Airlines grew. Kestrel hired. The Tema Board of Tax Audit met; the Board of Audit fell. Tema Board of \
         Tax Audit staff left. The National Bank and the National Party stayed.",
        &[
            "Kestrel Airlines",
            "Kestrel",
            "Tema Board of Tax Audit",
            "Board of Audit",
            "National Bank",
            "National Party",
        ],
    );
    assert_eq!(found[0], ("Kestrel Airlines".to_owned(), 2));
    assert!(
        found.contains(&("National Bank".to_owned(), 1)) && found.contains(&("National Party".to_owned(), 1))
    );
}

#[test]
fn the_article_of_a_newspaper_is_part_of_its_name() {
    let found = organisations("As told in The Harbour Post, it sank.", &["Harbour Post"]);
    assert_eq!(found, [("The Harbour Post".to_owned(), 1)]);
}

#[test]
fn what_the_tagger_doubts_is_left_to_places() {
    let document =
        Document::new(None, "Talks on Karabakh went on, the Karabakh Foundation said; Chelsea lost to Bath.");
    let named = ["Karabakh Foundation", "Karabakh", "Chelsea", "Bath"];
    let mut mentions = mentions(&document, &named.map(|name| (name, NameKind::Organisation)));
    let score = |word: &str| if word == "Chelsea" { 0.9 } else { 0.3 };
    for mention in &mut mentions {
        mention.score = score(document.slice(mention.span));
    }
    // Bath is no place to the places room here.
    let places = mentions.iter().map(|mention| mention.span).filter(|&span| document.slice(span) != "Bath");
    let places: Vec<Span> =
        places.map(|span| Span::new(span.start, span.end.min(span.start + 8))).rev().collect();
    leave_to_places(&mut mentions, places.into_iter());
    let kept = mentions.iter().filter(|mention| mention.kind == NameKind::Organisation);
    let kept: Vec<&str> = kept.map(|mention| document.slice(mention.span)).collect();
    assert_eq!(kept, ["Karabakh Foundation", "Chelsea", "Bath"]);
}
