use super::*;
use crate::article::Article;
use crate::article::enriched::{Enrichment, Form, TagKind};
use crate::enrich::{Enricher, Options, Scratch};

fn enrichment(title: &str, body: &str) -> Enrichment {
    let article =
        Article { id: "1".into(), title: Some(title.into()), body: body.into(), ..Article::default() };
    Enricher::new(Options::default()).enrich(article, &mut Scratch::default()).enrichment
}

const FERRY: &str = "By Daniel Osei\n\nLAGOS, May 3 (Wire) - Harbour chief Ngozi Adeyemi resigned on Tuesday after a ferry sank off \
    Lagos, killing 14 people.\n\nAdeyemi said that she had warned the ministry of transport in March. \"The hull was rotten,\" \
    Adeyemi told reporters in Lagos. The ferry belonged to Lekki Lines.\n\nLekki Lines said that it would answer in court. \
    Nigeria has had six such accidents in two years. An engineer, Peter Bello, once looked at a similar boat in Cotonou, \
    Benin.\n\nAdeyemi will leave on Friday. (Editing by Ruth Hall)";

#[test]
fn the_person_of_the_title_is_above_one_in_passing_and_above_the_reporter() {
    let found = enrichment("Adeyemi resigns over Lagos ferry disaster", FERRY);
    let relevance = |name: &str| {
        let people = found.people.iter().filter(|person| person.name.contains(name));
        people.map(|person| (person.relevance, person.key)).next()
    };
    let (main, passing) = (relevance("Adeyemi").unwrap(), relevance("Bello").unwrap());
    assert!(main.0 >= 75 && main.1, "{main:?}");
    assert!(passing.0 < 50 && !passing.1, "{passing:?}");
    for staff in ["Osei", "Hall"] {
        assert!(relevance(staff).is_none_or(|of_staff| of_staff == (0, false)), "{staff}");
    }
}

#[test]
fn the_place_of_the_events_is_in_focus_before_its_country_and_the_rest() {
    let found = enrichment("Adeyemi resigns over Lagos ferry disaster", FERRY);
    let place = |name: &str| found.locations.iter().find(|place| place.name == name).unwrap();
    assert_eq!(place("Lagos").focus, Some(1));
    assert!(place("Lagos").relevance > place("Nigeria").relevance);
    assert!(place("Nigeria").relevance > place("Cotonou").relevance);
    assert_eq!(place("Cotonou").focus, None);
}

#[test]
fn a_dateline_is_the_scene_where_title_and_lead_name_no_other_place() {
    let first = |title: &str, body: &str| {
        let found = enrichment(title, body).locations.into_iter().find(|place| place.focus == Some(1));
        found.map(|place| place.name)
    };
    let home = "KITWE, Oct 4 (Wire) - Substitute Moses Chilufya struck twice as ten men beat the Ndola-based visitors 2-1 on \
        Sunday.\n\nThe visitors had most of the ball. Elsewhere two teams drew in Lusaka.";
    let found = enrichment("Ten men go top with late goals", home).locations;
    let relevance = |name: &str| found.iter().find(|place| place.name == name).map(|place| place.relevance);
    assert!(relevance("Kitwe") >= Some(SCENE) && relevance("Ndola") < Some(FOCUS), "{found:?}");
    let orders = "KUALA LUMPUR, Aug 27 (Wire) - Glove maker Kedah Latex returned to profit in the second quarter, helped by \
        higher US orders and a cheaper ringgit.\n\nAnalysts kept their ratings, citing a US tariff of 19%. A plant in Hat \
        Yai, Thailand, will open in 2028.";
    assert_ne!(first("Glove maker swings to profit", orders).as_deref(), Some("United States"));
    let abroad = "NAIROBI, Aug 27 (Wire) - A bus fell into a river near Kisumu on Monday, killing 14 people, police \
        said.\n\nThe bus was on its way to Kakamega.";
    assert_ne!(first("Bus plunge kills 14", abroad).as_deref(), Some("Nairobi"));
}

#[test]
fn a_judge_whom_the_title_does_not_name_is_not_key() {
    let found = enrichment(
        "Contractor gets five years for trench collapse",
        "Superior Court Justice Marguerite Oduya fined the company of Dale Hrycak on Friday. Oduya said he had been told \
         twice. \"He was told on Monday,\" Oduya said. Hrycak has 30 days to appeal.",
    );
    let judge = found.people.iter().find(|person| person.name.contains("Oduya")).expect("the judge");
    assert!(!judge.key, "{judge:?}");
}

#[test]
fn topics_have_relevance_and_other_tags_have_none() {
    let found = enrichment("Adeyemi resigns over Lagos ferry disaster", FERRY);
    for tag in &found.tags {
        assert_eq!(tag.relevance.is_some(), tag.kind == TagKind::Topic, "{tag:?}");
    }
    let first = found.tags.iter().find(|tag| tag.kind == TagKind::Topic).unwrap();
    assert!(first.relevance.unwrap() >= 75, "{first:?}");
}

#[test]
fn what_is_not_sure_is_neither_key_nor_in_focus() {
    let found = enrichment("Adeyemi resigns over Lagos ferry disaster", FERRY);
    for person in found.people.iter().filter(|person| person.key) {
        assert!(person.score >= SURE && person.relevance >= KEY, "{person:?}");
    }
    let mut people = [crate::enrich::names::Person {
        name: "Ana Ruiz".into(),
        roles: Vec::new(),
        ids: std::collections::BTreeMap::new(),
        key: true,
        relevance: 100,
        score: SURE - 0.1,
        mentions: Vec::new(),
        statements: Vec::new(),
    }];
    mark_key(&mut people);
    assert!(!people[0].key);
    people[0].score = SURE;
    mark_key(&mut people);
    assert!(people[0].key);
}

#[test]
fn likelihoods_become_relevance_by_anchors() {
    let column = Column::<1> { weights: [0.0], anchors: [0.1, 0.3, 0.6, 0.9] };
    for (likelihood, expected) in
        [(0.0, 0), (0.05, 12), (0.1, 25), (0.2, 37), (0.3, 50), (0.6, 75), (0.9, 100)]
    {
        assert_eq!(column.scale(likelihood), expected, "{likelihood}");
    }
    // Never up to the next anchor, so that 75 means the anchor of 75.
    assert_eq!(column.scale(0.599), 74);
    let flat = Column::<1> { weights: [0.0], anchors: [0.0; 4] };
    assert_eq!(flat.scale(0.5), 100);
}

#[test]
fn a_place_inside_a_name_yields_to_one_named_by_itself() {
    let focus = |title: &str, body: &str| {
        let found = enrichment(title, body).locations;
        let mut ranked: Vec<_> =
            found.iter().filter_map(|place| Some((place.focus?, place.name.clone()))).collect();
        ranked.sort();
        ranked.into_iter().map(|(_, name)| name).collect::<Vec<_>>()
    };
    for (title, body, first, never) in [
        (
            "Newcastle University opens clinic in Leeds",
            "Newcastle University opened a clinic in Leeds on Monday. Newcastle University said 300 people in Leeds had applied.",
            "Leeds",
            "Newcastle upon Tyne",
        ),
        (
            "Bayern Munich sign striker from Porto",
            "A striker left the town of Porto on Monday. Bayern Munich paid 20 million euros. People in Porto were sad.",
            "Porto",
            "Munich",
        ),
    ] {
        let ranked = focus(title, body);
        assert_eq!(ranked.first().map(String::as_str), Some(first), "{title}: {ranked:?}");
        assert!(!ranked.iter().any(|name| name == never), "{title}: {ranked:?}");
    }
    let alone = focus("Lagos University opens clinic", "Lagos University opened a clinic on Monday.");
    assert!(!alone.is_empty(), "the only evidence counts: {alone:?}");
}

#[test]
fn a_report_of_a_market_is_about_the_country_of_the_market() {
    for (country, title, body) in [
        (
            "JP",
            "Tokyo stocks slide ahead of U.S. earnings",
            "TOKYO, Oct 6 (Wire) - Tokyo stocks slid on Tuesday ahead of U.S. earnings, with the benchmark index down 1.2%. \
                Makers of chips led the fall.",
        ),
        (
            "IN",
            "Indian shares rise for third day",
            "Indian shares rose on Wednesday as U.S. inflation slowed. Banks gained 1.4%. Traders await U.S. data on Friday.",
        ),
        (
            "BR",
            "Brazil stocks hit record as US rates fall",
            "Brazil stocks hit a record on Thursday after US rates fell by a quarter of a point. The real firmed.",
        ),
        (
            "KE",
            "Shilling firms on dollar inflows",
            "The Kenyan shilling firmed on Monday, helped by inflows from exports of tea to Britain, traders said. It was \
                quoted at 128.4 to the dollar.",
        ),
        (
            "AU",
            "Sydney shares fall on Chinese demand worries",
            "SYDNEY, March 2 (Wire) - Sydney shares fell 0.8% on Monday as worries about demand in China weighed on miners.",
        ),
    ] {
        let found = enrichment(title, body).locations;
        let first = found.iter().find(|place| place.focus == Some(1));
        let code = first.and_then(|place| place.country_code.as_deref());
        assert_eq!(code, Some(country), "{title}: {found:#?}");
    }
}

#[test]
fn the_dead_and_the_interviewed_are_key_and_a_voice_is_not() {
    let key = |title: &str, body: &str, form: crate::article::enriched::Form| {
        let article = Article {
            id: "1".into(),
            title: Some(title.into()),
            body: body.into(),
            language: Some("en".into()),
            ..Article::default()
        };
        let found = Enricher::new(Options::default()).enrich(article, &mut Scratch::default());
        assert_eq!(found.article.form, Some(form), "{title}");
        let key = found.enrichment.people.into_iter().filter(|person| person.key);
        key.map(|person| person.name).collect::<Vec<_>>()
    };
    let dead = "Kofi Anane, who built boats for fifty years, has died. He was 90.\n\nHis daughter, Esi Anane, said he died at \
        home in Tema. Esi Anane said: \"He never swam.\" Esi Anane will run the yard.";
    assert_eq!(key("Boat builder Kofi Anane dies at 90", dead, Form::Obituary), ["Kofi Anane"]);
    let talk = "Tessa Bop leads a union of fishers in Suva. She spoke to us about boats.\n\nHow many boats are idle?\n\nBop: \
        We have forty idle boats, and I see no end.\n\nWhat did Jude Akua promise you?\n\nBop: He promised a review. I do \
        not believe it.";
    assert_eq!(key("The fishers' leader", talk, Form::Interview), ["Tessa Bop"]);
    let story = "A bus hit a wall in Leeds on Monday and nobody was hurt, police said.\n\nPolice spokesman Ian Howe said the \
        driver slept. \"It was luck,\" Howe said.";
    assert_eq!(key("Bus hits wall in Leeds", story, Form::Story), [""; 0]);
}

/// The name of the first place in focus; empty where there is none.
fn first_focus(title: &str, body: &str) -> String {
    let found = enrichment(title, body).locations.into_iter().find(|place| place.focus == Some(1));
    found.map_or_else(String::new, |place| place.name)
}

#[test]
fn a_round_up_has_no_focus_but_what_its_title_names() {
    let items = "KENYA - Rangers in Tsavo counted 14,000 elephants.\n\nFRANCE: Farmers near Lyon blocked a motorway.\n\n\
        JAPAN - Fishermen in Iwate set free two million salmon.";
    assert_eq!(first_focus("Environment briefs", items), "");
    let found = enrichment("Environment briefs", items).locations;
    for name in ["Kenya", "France", "Lyon", "Japan"] {
        assert!(found.iter().any(|place| place.name == name), "{name} is lost: {found:?}");
    }
    let africa = "Kenya: Elephants counted. Rangers were glad.\n\nNigeria: Fuel dearer. Queues grew in Lagos.\n\n\
        Ghana: Cocoa down. Farmers met in Kumasi.";
    assert_eq!(first_focus("Africa in brief", africa), "Africa");
    let story = "LAGOS, May 3 (Wire) - A ferry sank off Lagos on Tuesday, killing 14 people.\n\nNigeria: a history of \
        wrecks. The country has had six in two years.";
    assert_eq!(first_focus("Ferry sinks off Lagos", story), "Lagos");
}

#[test]
fn what_title_and_lead_place_somewhere_happens_there() {
    let rows = [
        (
            "Georgian director wins top prize at Thessaloniki festival",
            "Georgian director Nino Beridze won the main prize at the Thessaloniki film festival on Sunday for her drama about \
             two sisters in Tbilisi.\n\nThe Georgian film beat 14 others. \"This is for Georgia,\" Beridze said.",
            "Thessaloníki",
        ),
        (
            "Two Australians held in Bali over drugs",
            "Two Australians were arrested in Bali on Monday with 3 kg of cocaine, police said.\n\nThe Australian men, from \
             Perth, face the death penalty. Australia's foreign ministry said it was helping them.",
            "Bali",
        ),
        (
            "Melt of Antarctic ice shelf doubles in a decade",
            "The ice shelf of western Antarctica melts twice as fast as a decade ago, Norwegian researchers said.\n\nThe team \
             from Bergen drilled 12 holes. Norway has two stations there, and Norwegian ships serve them.",
            "Antarctica",
        ),
        // The news is in the country that speaks.
        (
            "Kenya cuts fuel tax",
            "Kenya cut its fuel tax on Monday, Finance Minister Asha Otieno said at a conference in Paris.\n\nThe Kenyan \
             shilling rose. Drivers in Nairobi were glad.",
            "Kenya",
        ),
        // A continent that only measures something is no scene.
        (
            "Dairy group doubles profit",
            "The Italian food group Lattera, once one of Europe's largest, has doubled its profit.\n\nThe company is based in \
             Parma, Italy.",
            "Italy",
        ),
    ];
    for (title, body, first) in rows {
        assert_eq!(first_focus(title, body), first, "{title}");
    }
}

#[test]
fn the_place_of_a_coming_match_or_trip_is_no_scene() {
    let relevance = |body: &str, name: &str| {
        let found = enrichment("Late penalty earns hosts a point", body).locations;
        found.iter().find(|place| place.name == name).map(|place| place.relevance)
    };
    let home = "Rosario Central drew 1-1 with Belgrano in Rosario on Tuesday after a late penalty.\n\nSome 30,000 watched.";
    for (behind, name) in [
        ("Central travel to Mendoza on Saturday.", "Mendoza"),
        ("The runner will compete in Berlin in September.", "Berlin"),
        ("Coach Ivan Gallo, who was at a conference in Lisbon, sent his best wishes.", "Lisbon"),
    ] {
        let plain = format!("{home} A crowd gathered in {name} to see it.");
        let coming = format!("{home} {behind}");
        assert!(relevance(&coming, name) < relevance(&plain, name), "{behind}");
    }
    let away =
        "Forest won 2-0 on Saturday. Wood and Anderson scored.\n\nThe hosts travel to Fulham on Boxing Day.";
    assert_eq!(first_focus("Wolves lose at home", away), "", "nothing happened in Fulham");
}
