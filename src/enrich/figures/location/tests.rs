//! Places of figures, in the sentences of the news.

use super::*;
use crate::document::Document;

/// The places of the figures, in the order of the text; `-` for none.
fn located(text: &str, names: &[&str], body: &str) -> String {
    let document = Document::new(None, text);
    let tagged = crate::enrich::view::Tagged::new(&document);
    let view = View::new(&document, &tagged);
    let spans = |word: &str| -> Vec<Span> {
        let found = document.text().match_indices(word).filter(|(_, word)| !word.is_empty());
        found.map(|(at, word)| Span::new(at as u32, (at + word.len()) as u32)).collect()
    };
    let numbered = names.iter().enumerate();
    let mention = |(place, name): (usize, &&str)| {
        let found = spans(name).into_iter();
        found.map(move |span| Mention { span, place, form: PlaceForm::Name }).collect::<Vec<_>>()
    };
    let mut mentions: Vec<_> = numbered.flat_map(mention).collect();
    mentions.sort_by_key(|mention| mention.span.start);
    let kinds = vec![PlaceKind::Country; names.len()];
    let mentioned = vec![1; names.len()];
    let locator = Locator { mentions, kinds, mentioned, names: spans(body) };
    let mut found = crate::enrich::figures::Findings::default();
    for sentence in 0..document.sentences().len() {
        let from = found.drafts.len();
        let country = crate::enrich::figures::quantity::money::Country::default();
        crate::enrich::figures::reader::sentence(&view.sentence(sentence), country, &mut found);
        crate::enrich::figures::impact::set(
            &view.sentence(sentence),
            &mut found.drafts[from..],
            crate::enrich::figures::impact::Story::new(&view),
        );
        found.drafts[from..].iter_mut().for_each(|draft| draft.sentence = sentence);
    }
    let name = |draft: &Draft| locator.location(&view, draft).map_or("-", |(place, _)| names[place]);
    found.drafts.iter().map(name).collect::<Vec<_>>().join(" ")
}

#[test]
fn the_place_is_that_of_the_clause() {
    let survey = "A quake of magnitude 6.4 hit northern Chile at a depth of 12 kilometers, the U.S. Geological Survey said.";
    assert_eq!(located(survey, &["Chile", "U.S."], "U.S. Geological Survey"), "Chile Chile");
    let rows: &[(&str, &[&str], &str)] = &[
        ("More than 70 countries, led by Colombia, backed the plan.", &["Colombia"], "-"),
        (
            "Brazil's fund has raised $5 billion; Norway alone promised 2 billion crowns.",
            &["Brazil", "Norway"],
            "Brazil Norway",
        ),
        ("Floods killed 14 people in Kenya, officials in Nairobi said.", &["Kenya", "Nairobi"], "Kenya"),
        ("Officials in Geneva said 300 people had fled.", &["Geneva"], "-"),
        ("In Peru a bus crash killed 12 people.", &["Peru"], "Peru"),
        ("The blast killed 12 people in Karachi and injured 30.", &["Karachi"], "Karachi Karachi"),
        ("Kenya lost 400 hectares, while Uganda lost 90 hectares.", &["Kenya", "Uganda"], "Kenya Uganda"),
        ("A camp founded by Russia holds 40 villagers.", &["Russia"], "-"),
        ("Some 900 people left, the minister told reporters in Doha.", &["Doha"], "-"),
        ("Ghana has 16 regions.", &["Ghana"], "Ghana"),
        ("Chad has taken in 760,000 people since war broke out in Sudan.", &["Chad", "Sudan"], "Chad"),
        ("Amina Saleh walked with 40 others from Geneina.", &["Geneina"], "-"),
        ("More than 70% of the output is exported to Africa.", &["Africa"], "-"),
        ("Tarang, a firm from Pune, raised $62 million.", &["Pune"], "-"),
        ("The som rose against the US dollar by 4.1 percent.", &["US"], "-"),
        ("Twelve people died when a bus plunged off a bridge in Kisumu.", &["Kisumu"], "Kisumu"),
        ("Some 31,000 vehicles in Leeds use the road.", &["Leeds"], "Leeds"),
        ("A boat sank 20 km north of Lampedusa, killing 12 people.", &["Lampedusa"], "- Lampedusa"),
        ("Pedro Ruiz, 31, of Lima, was fined 200 soles.", &["Lima"], "- -"),
        ("Lima floods kill 12.", &["Lima"], "Lima"),
        (
            "A crash in Bolivia killed 11 people, officials in neighbouring Peru said.",
            &["Bolivia", "Peru"],
            "Bolivia",
        ),
        (
            "Floods in Assam displaced 30,000 people and killed 12 in Meghalaya.",
            &["Assam", "Meghalaya"],
            "Assam Meghalaya",
        ),
        ("Some 3,000 people have fled Darfur.", &["Darfur"], "Darfur"),
        ("Floods hit Peru. In the country 12 people died.", &["Peru"], "Peru"),
        ("Floods in Peru killed 600 people nationwide.", &["Peru"], "-"),
        (
            "Alto would cut 400 jobs and close a plant near Umea, booking a loss of 9 million euros.",
            &["Umea"],
            "- -",
        ),
        ("Alto opened a plant in Leipzig, creating 300 jobs.", &["Leipzig"], "Leipzig"),
        (
            "Kenya's tea exports rose 8%, recovering from a strike at the port of Mombasa.",
            &["Kenya", "Mombasa"],
            "Kenya",
        ),
        ("A 70% cut, agreed by ministers in Oslo on Tuesday, will put 800 jobs at risk.", &["Oslo"], "- -"),
        ("Hot in Durban, with 36C in Phalaborwa.", &["Durban"], "-"),
        (
            "Egypt shipped 120 million tonnes, followed by Sudan with 88 million tonnes.",
            &["Egypt", "Sudan"],
            "Egypt Sudan",
        ),
        (
            "Australia has pledged 20 million dollars and Tonga 8 million dollars.",
            &["Australia"],
            "Australia -",
        ),
        ("He took four wickets for 51 runs, his best figures in Asia.", &["Asia"], "- -"),
        (
            "Malawi sold 90 million kilograms of tobacco, followed by Zambia with 30 million and Angola with 4 million.",
            &["Malawi", "Zambia", "Angola"],
            "Malawi Zambia Angola",
        ),
        ("England made 287 runs in 48.2 overs.", &["England"], "- -"),
        ("The side lost five wickets in Perth.", &["Perth"], "Perth"),
        ("In front of 1,874 fans, the biggest crowd at Parkside, they won.", &["Parkside"], "Parkside"),
    ];
    let wrong: Vec<String> = rows
        .iter()
        .map(|(text, names, expected)| (text, located(text, names, ""), expected))
        .filter(|(_, found, expected)| found != *expected)
        .map(|(text, found, expected)| format!("{text}: {found}, not {expected}"))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_rule_has_a_name_and_a_reason() {
    let rules = EXCLUDED.iter().chain(EVIDENCE).map(|rule| rule.reason);
    let rules = rules.chain(excluded::PLACELESS.iter().map(|rule| rule.reason));
    assert!(rules.into_iter().all(|reason| !reason.name.is_empty() && reason.why.len() > 12));
}
