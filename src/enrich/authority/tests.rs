use super::{Authority, List};
use crate::article::Article;
use crate::article::enriched::EnrichedArticle;
use crate::enrich::{Enricher, Options, Scratch};

fn authority(people: &str, organisations: &str, places: &str) -> Authority {
    let list = |text: &str| (!text.is_empty()).then(|| List::parse(text.to_owned(), true).unwrap());
    Authority {
        ids_key: "desk".into(),
        people: list(people),
        organisations: list(organisations),
        places: list(places),
    }
}

fn enrich(authority: Authority, body: &str) -> EnrichedArticle {
    let article = Article { body: body.into(), ..Article::default() };
    let enricher = Enricher::new(Options::default()).with_authority(authority);
    enricher.enrich(article, &mut Scratch::default())
}

fn names(article: &EnrichedArticle) -> [Vec<&str>; 3] {
    let found = &article.enrichment;
    [
        found.people.iter().map(|one| one.name.as_str()).collect(),
        found.organisations.iter().map(|one| one.name.as_str()).collect(),
        found.locations.iter().map(|one| one.name.as_str()).collect(),
    ]
}

#[test]
fn entries_give_names_ids_and_roles() {
    let people =
        "id,name,aliases,roles,wikidata\np-1,Teodora Vasq,T. Vasq|La Comisaria,commissioner|pilot,Q7\n";
    let text = "Teodora Vasq spoke on Monday. Later La Comisaria left the port.";
    let article = enrich(authority(people, "", ""), text);
    let [person] = &article.enrichment.people[..] else { panic!("{:?}", names(&article)) };
    assert_eq!(person.name, "Teodora Vasq");
    assert_eq!(person.mentions.len(), 2);
    assert_eq!(person.roles, ["commissioner", "pilot"]);
    assert_eq!(person.ids["desk"], "p-1");
    assert_eq!(person.ids["wikidata"], "Q7");
}

#[test]
fn a_place_of_the_newsroom_replaces_that_of_the_gazetteer() {
    let text = "Officials in Paris closed two bridges on Monday.";
    let known = enrich(Authority::default(), text);
    assert_eq!(known.enrichment.locations[0].country_code.as_deref(), Some("FR"));
    assert_eq!(known.enrichment.locations[0].ids["geonames"], "2988507");
    let places = "id,name,kind,country,latitude,longitude\nl-1,Paris,city,US,33.66,-95.55\n";
    let article = enrich(authority("", "", places), text);
    let place = &article.enrichment.locations[0];
    assert_eq!((place.country_code.as_deref(), place.latitude), (Some("US"), Some(33.66)));
    assert_eq!(place.geoname_id, None);
    assert_eq!(place.ids.len(), 1);
    // An entry that only adds an id keeps what the gazetteer says.
    let article = enrich(authority("", "", "id,name\nl-1,Paris\n"), text);
    let place = &article.enrichment.locations[0];
    assert_eq!((place.country_code.as_deref(), place.geoname_id), (Some("FR"), Some(2_988_507)));
    assert_eq!(place.ids["desk"], "l-1");
}

#[test]
fn never_and_always_say_what_words_are() {
    let text = "Officials in Paris closed two bridges. Kelp is at fault, they said.";
    let never = enrich(authority("", "", "name,use\nParis,never\n"), text);
    assert!(names(&never)[2].is_empty(), "{:?}", names(&never));
    let always = enrich(authority("", "id,name,use\no-1,Kelp,always\n", ""), text);
    assert!(names(&always)[1].contains(&"Kelp"), "{:?}", names(&always));
}

#[test]
fn longer_names_stay_and_the_first_list_wins() {
    let places = "id,name\nl-1,Orvane\n";
    let text = "The Bank of Orvane raised its key rate on Tuesday, the Bank of Orvane said.";
    let article = enrich(authority("", "id,name\no-1,Bank of Orvane\n", places), text);
    assert!(names(&article)[1].contains(&"Bank of Orvane"), "{:?}", names(&article));
    assert!(!names(&article)[2].contains(&"Orvane"), "{:?}", names(&article));
    let both =
        enrich(authority("id,name\np-1,Ana Orvane\n", "id,name\no-1,Ana Orvane\n", ""), "Ana Orvane won.");
    assert_eq!(names(&both)[0], ["Ana Orvane"]);
    assert!(names(&both)[1].is_empty());
}

#[test]
fn the_longest_entry_wins_and_of_equal_ones_the_earlier() {
    let people =
        "id,name,aliases\np-1,Ana Orvane,Vasq\np-2,Ana Orvane,\np-3,Ana Orvane Lund,\np-4,ANA,\np-5,Ana,\n";
    let ids = |text: &str| -> Vec<String> {
        let article = enrich(authority(people, "", ""), text);
        article.enrichment.people.iter().filter_map(|person| person.ids.get("desk").cloned()).collect()
    };
    assert_eq!(ids("Ana Orvane won the vote in Lima on Monday."), ["p-1"]);
    assert_eq!(ids("Ana Orvane Lund won the vote in Lima on Monday."), ["p-3"]);
    // An entry in capitals leaves other ways of writing to a later one.
    assert_eq!(ids("The vote was won by Ana, officials said on Monday."), ["p-5"]);
}

#[test]
fn a_single_word_is_an_entry_only_as_a_name_that_no_other_name_has() {
    let places = "id,name,country\nl-1,Jordan,JO\n";
    let article = enrich(authority("", "", places), "Officials in Jordan closed two bridges on Monday.");
    assert_eq!(article.enrichment.locations[0].ids["desk"], "l-1");
    let text = "Michael Jordan bought a team on Monday. Jordan said he was glad.";
    let article = enrich(authority("", "", places), text);
    assert!(names(&article)[2].is_empty(), "{:?}", names(&article));
    let organisations = "id,name\no-1,Target\n";
    let article =
        enrich(authority("", organisations, ""), "Target prices rose. The target was missed in May.");
    assert!(names(&article)[1].is_empty(), "{:?}", names(&article));
}

#[test]
fn never_wins_over_an_entry_of_the_same_words() {
    let places = "id,name,use\n,Victory,never\nl-1,Victory,always\n";
    let article =
        enrich(authority("", "", places), "They sailed to Victory on Monday, officials in Lima said.");
    assert!(!names(&article)[2].contains(&"Victory"), "{:?}", names(&article));
}

#[test]
fn long_files_are_read_in_parts_and_rows_when_they_are_met() {
    let row = |number: usize| {
        format!("p-{number},Ana{number} Orvane{number},\"Vasq{number}|Lund, A{number}\",pilot\r\n")
    };
    let text: String =
        std::iter::once("id,name,aliases,roles\r\n".into()).chain((0..20_000).map(row)).collect();
    let list = List::parse(text.clone(), true).unwrap();
    assert_eq!(list.len(), 20_000);
    for number in [0, 1, 9_999, 10_000, 10_001, 19_999] {
        let people = Authority { people: Some(list.clone()), ids_key: "desk".into(), ..Authority::default() };
        let article = enrich(people, &format!("Ana{number} Orvane{number} spoke on Monday."));
        let [person] = &article.enrichment.people[..] else { panic!("{number}: {:?}", names(&article)) };
        assert_eq!(person.ids["desk"], format!("p-{number}"));
        assert_eq!(person.roles, ["pilot"]);
    }
    for wrong in [3, 10_500, 19_998] {
        let text = text.replacen(&format!("p-{wrong},"), ",", 1);
        assert_eq!(List::parse(text, true).unwrap_err().line, wrong + 2);
    }
}

#[test]
fn writing_decides_where_it_can() {
    let organisations = "id,name,aliases\no-1,World Hops Office,WHO\n";
    let article = enrich(authority("", organisations, ""), "People who drink beer asked who brews it.");
    assert!(names(&article)[1].is_empty());
    let article = enrich(authority("", organisations, ""), "The World-Hops Office opened on Monday in Lima.");
    assert_eq!(names(&article)[1], ["World Hops Office"]);
}

#[test]
fn files_are_read_in_both_forms_with_the_same_result() {
    let csv = "id,name,aliases,roles\np-1,\"Vasq, Teodora\",T. Vasq|Vasq,\"a \"\"pilot\"\"\"\n";
    let toml = "[[entry]]\nid = \"p-1\"\nname = \"Vasq, Teodora\"\naliases = [\"T. Vasq\", \"Vasq\"]\nroles = ['a \"pilot\"']\n";
    let (csv, toml) =
        (List::parse(csv.to_owned(), true).unwrap(), List::parse(toml.to_owned(), false).unwrap());
    assert_eq!(csv.entry(22), toml.entry(0));
    let wrong = |text: &str, is_csv| {
        let error = List::parse(text.to_owned(), is_csv).unwrap_err();
        (error.line, error.problem)
    };
    assert_eq!(wrong("[[entry]]\nid = \"1\"\nname = \"A\"\n\n[[entry]]\nnam = \"\"\n", false).0, 6);
    assert_eq!(wrong("id,name\n1,A\n2,B,C\n", true).0, 3);
    assert!(wrong("id,nam\n", true).1.contains("\"nam\""));
    assert!(wrong("name\nA\n", true).1.contains("has no id"));
    assert!(wrong("id,name,latitude,longitude\n1,A,95,1\n", true).1.contains("-90 to 90"));
    assert!(wrong("id,name,use\n1,A,sometimes\n", true).1.contains("sometimes"));
    assert_eq!(wrong("id,name\n1,\"A\n", true).0, 2);
}

#[test]
fn settings_tell_which_files_made_an_article() {
    let plain = enrich(Authority::default(), "x").enrichment.engine.settings;
    let one = enrich(authority("id,name\np-1,Ana Orvane\n", "", ""), "x").enrichment.engine.settings;
    let other = enrich(authority("id,name\np-2,Ana Orvane\n", "", ""), "x").enrichment.engine.settings;
    assert!(plain != one && one != other);
}
