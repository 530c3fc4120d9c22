use super::*;

/// Names with how often each is meant.
fn joined(text: &str, names: &[&str]) -> Vec<(String, usize)> {
    people(text, names).into_iter().map(|person| (person.name, person.mentions.len())).collect()
}

fn is(found: &[(String, usize)], expected: &[(&str, usize)]) {
    let found: Vec<_> = found.iter().map(|(name, count)| (name.as_str(), *count)).collect();
    assert_eq!(found, expected);
}

#[test]
fn a_surname_joins_its_full_name_and_namesakes_stay_two() {
    let text =
        "Anna Kovac met Petr Kovac in Brno. Kovac smiled. Later Dr Novak called. Jana Novak said nothing.";
    let names = ["Anna Kovac", "Petr Kovac", "Kovac", "Jana Novak", "Novak"];
    is(&joined(text, &names), &[("Anna Kovac", 1), ("Petr Kovac", 2), ("Jana Novak", 2)]);
}

#[test]
fn names_of_all_orders_and_particles_join() {
    let text = "Tran Van Minh met Abdullah bin Rashid Al Noor and Nguyen Thi Hoa. Minh spoke first, then Al Noor. \
                Maria de la Cruz and Van der Berg listened. De la Cruz left with Pieter Van der Berg.";
    let names = [
        "Tran Van Minh",
        "Abdullah bin Rashid Al Noor",
        "Nguyen Thi Hoa",
        "Maria de la Cruz",
        "Pieter Van der Berg",
        "De la Cruz",
        "Van der Berg",
        "Al Noor",
        "Minh",
    ];
    is(
        &joined(text, &names),
        &[
            ("Tran Van Minh", 2),
            ("Abdullah bin Rashid Al Noor", 2),
            ("Nguyen Thi Hoa", 1),
            ("Maria de la Cruz", 2),
            ("Pieter Van der Berg", 2),
        ],
    );
}

#[test]
fn patronymics_initials_and_capitals_join() {
    let text = "OREL WINS AGAIN. Pavel Ivanovich Orel won on Sunday. P. Orel, 61, thanked his voters. Pavel Orel \
                will be sworn in in May.";
    let names = ["Pavel Ivanovich Orel", "Pavel Orel", "P. Orel", "OREL"];
    is(&joined(text, &names), &[("Pavel Ivanovich Orel", 4)]);
}

#[test]
fn accents_and_misspellings_join_and_grammar_does_not() {
    let text = "Zoltán Szabó arrived. Szabo was late. Kamal Hussaini spoke; Kamal Husseini left. Pavel Ivanov danced \
                with Pavla Ivanova.";
    let names =
        ["Zoltán Szabó", "Szabo", "Kamal Hussaini", "Kamal Husseini", "Pavla Ivanova", "Pavel Ivanov"];
    is(
        &joined(text, &names),
        &[("Zoltán Szabó", 2), ("Kamal Hussaini", 2), ("Pavel Ivanov", 1), ("Pavla Ivanova", 1)],
    );
}

#[test]
fn a_father_is_not_his_son_nor_a_brother_his_brother() {
    let text = "Sam Okoro founded the mill. Sam Okoro Jr. sold it. Kim Jae-ho and Kim Jae-in are brothers.";
    let names = ["Sam Okoro Jr.", "Sam Okoro", "Kim Jae-ho", "Kim Jae-in"];
    is(
        &joined(text, &names),
        &[("Sam Okoro", 1), ("Sam Okoro Jr.", 1), ("Kim Jae-ho", 1), ("Kim Jae-in", 1)],
    );
}

#[test]
fn a_title_is_no_part_of_the_name() {
    let text = "President Lopes met Sheikh Nasreen. Ana Lopes was late, Mr Berg was not.";
    let people = people(text, &["President Lopes", "Sheikh Nasreen", "Ana Lopes", "Mr Berg"]);
    let names: Vec<_> = people.iter().map(|person| person.name.as_str()).collect();
    assert_eq!(names, ["Ana Lopes", "Sheikh Nasreen", "Berg"]);
    assert_eq!(people[0].roles, ["President"]);
}

#[test]
fn mentions_are_repaired() {
    let repaired = |text: &str, names: &[(&str, NameKind, f32)]| {
        let document = Document::new(None, text);
        let pairs: Vec<_> = names.iter().map(|&(name, kind, _)| (name, kind)).collect();
        let mut found = mentions(&document, &pairs);
        for mention in &mut found {
            let name = document.slice(mention.span);
            mention.score = names.iter().find(|other| other.0 == name).map_or(0.9, |other| other.2);
        }
        repair::repair(&document, &mut found);
        found.iter().map(|m| (document.slice(m.span).to_owned(), m.kind)).collect::<Vec<_>>()
    };
    let (person, organisation) = (NameKind::Person, NameKind::Organisation);
    assert_eq!(
        repaired("Ada Lee-Lee Moru sang.", &[("Ada Lee", person, 0.9), ("Lee Moru", person, 0.9)]),
        [("Ada Lee-Lee Moru".to_owned(), person)]
    );
    assert_eq!(
        repaired("By Ana Lopes LISBON (Reuters) - It rained.", &[("Ana Lopes LISBON", organisation, 0.2)]),
        [("Ana Lopes".to_owned(), person)]
    );
    assert_eq!(
        repaired(
            "Jo Abend spoke. The Abend house burned.",
            &[("Jo Abend", person, 0.9), ("Abend", organisation, 0.1)]
        ),
        [("Jo Abend".to_owned(), person), ("Abend".to_owned(), person)]
    );
    assert_eq!(
        repaired("Shares of Lakeside Foods plc fell.", &[("Lakeside Foods", organisation, 0.9)]),
        [("Lakeside Foods plc".to_owned(), organisation)]
    );
}

#[test]
fn a_person_known_by_another_name_is_one_person() {
    for text in [
        "Jon Widodo, better known as Jokwi, visited Brno. Jokwi promised roads.",
        "Jon Widodo (alias Jokwi) was freed. Jokwi thanked his lawyer.",
        "Jon Widodo, nicknamed \"Jokwi\", sang. Jokwi left.",
        "Jon Widodo, who is also known as Jokwi, lost. Jokwi wept.",
    ] {
        is(&joined(text, &["Jon Widodo", "Jokwi"]), &[("Jon Widodo", 3)]);
    }
    for text in
        ["Jon Widodo has known Ana Jokwi. Jokwi left.", "Jon Widodo is not known as Jokwi. Jokwi left."]
    {
        assert_eq!(joined(text, &["Jon Widodo", "Ana Jokwi", "Jokwi"]).len(), 2, "{text}");
    }
}

#[test]
fn a_place_or_a_people_is_no_person() {
    use NameKind::{Location, Person};
    let kinds = |text: &str, name: &str, score: f32| {
        let document = Document::new(None, text);
        let mut found = mentions(&document, &[(name, NameKind::Person)]);
        for mention in &mut found {
            mention.score = score;
        }
        repair::repair(&document, &mut found);
        found.iter().map(|mention| mention.kind).collect::<Vec<_>>()
    };
    assert_eq!(kinds("A lodge near Tyler burned.", "Tyler", 0.95), [Location]);
    assert_eq!(kinds("Rockets fell outside Gaddafi's house.", "Gaddafi", 0.95), [Person]);
    assert_eq!(kinds("Alf, 81, from Hull, spoke.", "Hull", 0.3), [Location]);
    assert_eq!(kinds("He took it from Hull.", "Hull", 0.9), [Person]);
    assert_eq!(kinds("The Dane retired. The Dane was out.", "Dane", 0.5), []);
    assert_eq!(kinds("The Dane retired. Dane rose.", "Dane", 0.9), [Person, Person]);
    assert_eq!(kinds("The Mayor of Bergen Ole Dahl left.", "Bergen Ole Dahl", 0.9), [Location, Person]);
}
