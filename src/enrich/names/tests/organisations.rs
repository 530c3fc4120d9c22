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
    let (_, organisations) = join(&document, &mentions(&document, &names), &quotations::find(&document));
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
fn a_doubted_organisation_is_left_to_places() {
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
    settle_places(&document, &mut mentions, places.into_iter());
    let kept = mentions.iter().filter(|mention| mention.kind == NameKind::Organisation);
    let kept: Vec<&str> = kept.map(|mention| document.slice(mention.span)).collect();
    assert_eq!(kept, ["Karabakh Foundation", "Chelsea", "Bath"]);
}

/// The mentions of a text after all repairs, and after places with these names were found.
fn settled(text: &str, names: &[(&str, NameKind)], places: &[&str]) -> Vec<(String, NameKind)> {
    let document = Document::new(None, text);
    let mut found = mentions(&document, names);
    repair::repair(&document, &mut found);
    let spans = places.iter().flat_map(|place| {
        text.match_indices(place).map(|(at, _)| Span::new(at as u32, (at + place.len()) as u32))
    });
    settle_places(&document, &mut found, spans.collect::<Vec<_>>().into_iter());
    found.iter().map(|mention| (document.slice(mention.span).to_owned(), mention.kind)).collect()
}

#[test]
fn organisations_have_their_whole_names() {
    use NameKind::{Location, Organisation, Person};
    for (text, tagged, places, whole) in [
        (
            "The 9th Tema Circuit Court met.",
            ("Tema Circuit Court", Organisation),
            "",
            "9th Tema Circuit Court",
        ),
        (
            "The 82nd Airborne Division left.",
            ("Airborne Division", Organisation),
            "",
            "82nd Airborne Division",
        ),
        (
            "Give to the Chief Minister's Relief Fund.",
            ("Relief Fund", Organisation),
            "",
            "Chief Minister's Relief Fund",
        ),
        (
            "Northern and Western Rail Services hired.",
            ("Western Rail Services", Organisation),
            "",
            "Northern and Western Rail Services",
        ),
        ("He works for Pell & Marsh.", ("Pell & Marsh", Person), "", "Pell & Marsh"),
        ("It went to St. Anne's Hospital.", ("St. Anne's Hospital", Location), "", "St. Anne's Hospital"),
        (
            "Orkney and Shetland Council voted.",
            ("Shetland Council", Organisation),
            "Orkney and Shetland",
            "Orkney and Shetland Council",
        ),
        ("Staff of the Lakeside Port Authority struck.", ("struck", Location), "", "Lakeside Port Authority"),
        (
            "He left the Harbour Foods Trust plc.",
            ("Harbour Foods Trust", Organisation),
            "",
            "Harbour Foods Trust plc",
        ),
        ("Bolton are second.", ("Bolton", Person), "", "Bolton"),
    ] {
        let places: &[&str] = if places.is_empty() { &[] } else { &[places] };
        let score_is_low = text.starts_with("Bolton");
        let found = if score_is_low { doubted(text, tagged) } else { settled(text, &[tagged], places) };
        assert!(found.contains(&(whole.to_owned(), Organisation)), "{text}: {found:?}");
    }
}

/// The repaired mentions of a text whose one name the tagger doubts.
fn doubted(text: &str, name: (&str, NameKind)) -> Vec<(String, NameKind)> {
    let document = Document::new(None, text);
    let mut found = mentions(&document, &[name]);
    for mention in &mut found {
        mention.score = 0.4;
    }
    repair::repair(&document, &mut found);
    found.iter().map(|mention| (document.slice(mention.span).to_owned(), mention.kind)).collect()
}

#[test]
fn a_name_grows_by_no_word_of_its_neighbours() {
    use NameKind::Organisation;
    for (text, name) in [
        ("On the 9th Kestrel Airlines grew.", "Kestrel Airlines"),
        ("Ana and Kestrel Airlines met.", "Kestrel Airlines"),
        ("The minister's Relief Fund grew.", "Relief Fund"),
        ("North and Kestrel Services met.", "Kestrel Services"),
    ] {
        assert_eq!(settled(text, &[(name, Organisation)], &[]), [(name.to_owned(), Organisation)], "{text}");
    }
    for text in
        ["The Council met.", "Court documents show it.", "A UNION LEFT.", "The Ministry of Roads left."]
    {
        assert!(settled(text, &[], &[]).is_empty(), "{text}");
    }
    let places = ["Arauca Department", "Soviet Union"].map(|name| (name, NameKind::Location));
    let found = settled("The Arauca Department was not in the Soviet Union.", &places, &[]);
    assert!(found.iter().all(|(_, kind)| *kind == NameKind::Location), "{found:?}");
}

#[test]
fn an_index_is_no_organisation() {
    for (text, none) in [
        (
            "The Sensex fell 312 points and the NSE Nifty closed lower on Wednesday.",
            &["Sensex", "NSE Nifty"][..],
        ),
        ("The Nikkei gained 2% while the FTSE slipped.", &["Nikkei", "FTSE"]),
    ] {
        let document = Document::new(None, text);
        let found = tag(&document, Resources::embedded(), &mut Scratch::default());
        let names: Vec<_> = found
            .iter()
            .filter(|mention| mention.kind == NameKind::Organisation)
            .map(|mention| document.slice(mention.span))
            .collect();
        assert!(none.iter().all(|name| !names.contains(name)), "{text}: {names:?}");
    }
}

#[test]
fn an_amount_is_no_name() {
    for text in [
        "The minister said arrears of the hazard allowance, put at N2.8bn, would be paid.",
        "Damage to rice and corn was initially pegged at P1.84 billion across 96,000 hectares.",
        "The bank set aside R1,250 for each of the members of the union.",
    ] {
        let document = Document::new(None, text);
        let found = tag(&document, Resources::embedded(), &mut Scratch::default());
        assert!(found.is_empty(), "{text}: {found:?}");
    }
    let document = Document::new(None, "Leaders of the G20, 19 of them present, met in Rome.");
    let found = tag(&document, Resources::embedded(), &mut Scratch::default());
    assert!(found.iter().any(|mention| document.slice(mention.span) == "G20"), "{found:?}");
}

/// The names of the organisations that the program finds in a text.
fn told(text: &str) -> Vec<String> {
    let document = Document::new(None, text);
    let found = tag(&document, Resources::embedded(), &mut Scratch::default());
    join(&document, &found, &quotations::find(&document)).1.into_iter().map(|one| one.name).collect()
}

#[test]
fn the_form_of_the_text_shows_organisations_that_no_model_knows() {
    let rows: &[(&str, &[&str])] = &[
        ("The World Food Programme cut rations, an aide said.", &["World Food Programme"]),
        ("The UN refugee agency counted 900 tents.", &["UN refugee agency"]),
        ("The Court of King's Bench in Regina ruled on Monday.", &["Court of King's Bench"]),
        ("Quarrel Stone Oyj and Brava Minerals Tbk fell.", &["Quarrel Stone Oyj", "Brava Minerals Tbk"]),
        ("Hobbs & Larkin raised its prices.", &["Hobbs & Larkin"]),
        ("Trinidad and Tobago Water Commission staff went home.", &["Trinidad and Tobago Water Commission"]),
        ("The Korle Union of Net Makers (KUNM) voted. KUNM has 40 members.", &["Korle Union of Net Makers"]),
        (
            "The Department for Fisheries, Ports and Young People said no.",
            &["Department for Fisheries, Ports and Young People"],
        ),
        ("A Labour MP left the room.", &["Labour"]),
        ("The GDP rose and the CPI fell, a man with an MBA said.", &[]),
        ("The Director of Public Health spoke.", &[]),
    ];
    for (text, names) in rows {
        assert_eq!(told(text), *names, "{text}");
    }
}

#[test]
fn short_forms_join_what_the_text_says_they_stand_for() {
    for (text, names, whole) in [
        ("The Front for Total Change (Fotal) lost. Fotal sued.", ["Front for Total Change", "Fotal"], 3),
        ("The United Boat Makers Club, or Ubmc, met. Ubmc won.", ["United Boat Makers Club", "Ubmc"], 3),
        ("Kestrel Lane Markets fell. Kestrel Lane will close.", ["Kestrel Lane Markets", "Kestrel Lane"], 2),
        ("Tamrin Semiconductors grew. Tamrin Semi hired.", ["Tamrin Semiconductors", "Tamrin Semi"], 2),
        ("The Conservatives lost and the Tories wept.", ["Conservatives", "Tories"], 2),
    ] {
        assert_eq!(organisations(text, &names), [(names[0].to_owned(), whole)], "{text}");
    }
}

#[test]
fn a_name_stands_without_the_place_that_owns_it() {
    let found = settled(
        "Norway's Fjord Foods grew.",
        &[("Norway's Fjord Foods", NameKind::Organisation)],
        &["Norway"],
    );
    assert_eq!(found, [("Fjord Foods".to_owned(), NameKind::Organisation)]);
}
