use super::*;

#[test]
fn roles_stand_before_and_after_the_name() {
    let text = "Foreign Minister Ana Lopes met Jo Berg, a spokesman for the harbour authority, on Monday.";
    let people = people(text, &["Ana Lopes", "Jo Berg"]);
    assert_eq!(people[0].roles, ["Foreign Minister"]);
    assert_eq!(people[1].roles, ["spokesman for the harbour authority"]);
}

#[test]
fn what_a_role_is_a_role_in_goes_with_it() {
    for (text, role) in [
        ("Deputy Minister for Roads and Ports Ana Lopes spoke.", "Deputy Minister for Roads and Ports"),
        ("The Minister for Roads, Ana Lopes, spoke.", "Minister for Roads"),
        ("Deputy Youth and Sports Minister Ana Lopes spoke.", "Deputy Youth and Sports Minister"),
        ("Director, Harbour Board of Tema, Ana Lopes, spoke.", "Director, Harbour Board of Tema"),
        ("An envoy of President of Ruritania Ana Lopes came.", "President of Ruritania"),
        (
            "Ana Lopes of Lakeside University, the lead researcher on the study, spoke.",
            "lead researcher on the study",
        ),
        (
            "Ana Lopes, chief of the press service for the Ministry of Roads (MoR), spoke.",
            "chief of the press service for the Ministry of Roads (MoR)",
        ),
        ("Ana Lopes, 41, of Brno, a retired teacher, spoke.", "retired teacher"),
        ("Ana Lopes, a lawyer for Jo Berg, spoke.", "lawyer for Jo Berg"),
        ("Ana Lopes, the group's executive director, spoke.", "executive director"),
        ("Ana Lopes (head of all elders) spoke.", "head of all elders"),
        ("The coordinator of the operation, Colonel Ana Lopes, spoke.", "coordinator of the operation"),
        ("An army spokesman in the province, Lieutenant Ana Lopes, spoke.", "army spokesman in the province"),
        ("The MEC for local government, Ana Lopes, spoke.", "MEC for local government"),
        ("Survivor Ana Lopes spoke.", "Survivor"),
        ("In Ward 2, newcomer Ana Lopes led.", "newcomer"),
    ] {
        let roles = roles_of(text, &["Ana Lopes", "Jo Berg"]);
        assert!(roles.iter().any(|found| found.ends_with(role)), "{text}: {roles:?}");
    }
}

#[test]
fn age_and_place_are_no_part_of_a_role_nor_is_the_sentence_around_it() {
    for (text, role) in [
        ("The 54-year-old farmer Ana Lopes left.", "farmer"),
        ("Even President Ana Lopes left.", "President"),
        ("Her Royal Highness Crown Princess Ana Lopes left.", "Crown Princess"),
        ("Ana Lopes, now the vice president for technology, left.", "vice president for technology"),
        ("News - Even architect Ana Lopes left.", "architect"),
        ("Ana Lopes, an attorney representing two drivers, left.", "attorney"),
        ("Ana Lopes, president for the past four years, left.", "president"),
        (
            "Ana Lopes, chairwoman of the Harbour Union (HU) delivers a speech.",
            "chairwoman of the Harbour Union (HU)",
        ),
        ("Ana Lopes, team leader and then, left.", "team leader"),
    ] {
        assert_eq!(roles_of(text, &["Ana Lopes"]), [role], "{text}");
    }
    for text in [
        "Ana Lopes, forward with him in the photo, left.",
        "Ana Lopes, confirmed the news to our Brno correspondent.",
        "After an attack on a guard, Ana Lopes left.",
        "The letter went to Ana Lopes, the minister said.",
        "Jo Berg, a teacher, Ana Lopes and others left.",
    ] {
        let people = people(text, &["Ana Lopes", "Jo Berg"]);
        let lopes = people.iter().find(|person| person.name == "Ana Lopes");
        assert_eq!(lopes.map(|person| person.roles.len()), Some(0), "{text}: {people:?}");
    }
}

#[test]
fn a_list_shares_its_plural() {
    let people = people(
        "Commissioners Ana Lopes, Jo Berg and Max Orth agreed.",
        &["Ana Lopes", "Jo Berg", "Max Orth"],
    );
    assert!(people.iter().all(|person| person.roles == ["Commissioners"]), "{people:?}");
    let people = super::people("Actor Max Orth and President Ana Lopes agreed.", &["Max Orth", "Ana Lopes"]);
    assert_eq!(
        (&people[0].roles[..], &people[1].roles[..]),
        (&["Actor".to_owned()][..], &["President".to_owned()][..])
    );
}

#[test]
fn a_role_reaches_the_first_thirty_of_a_list() {
    let letters = |first: char| ('a'..='t').map(move |second| format!("{first}{second}ren"));
    let names: Vec<_> = letters('B').chain(letters('D')).map(|name| format!("Ana {name}")).collect();
    let text = format!("Commissioners {} agreed.", names.join(", "));
    let names: Vec<_> = names.iter().map(String::as_str).collect();
    let found = people(&text, &names);
    let with_role = found.iter().filter(|person| person.roles == ["Commissioners"]).count();
    assert_eq!((found.len(), with_role), (40, 30));
}

#[test]
fn verbs_put_people_into_roles() {
    for (text, role) in [
        ("Ana Lopes was appointed director of the port in May.", "director of the port"),
        ("The board named Ana Lopes as chairwoman of the fund.", "chairwoman of the fund"),
        ("Ana Lopes is also a special envoy of the union.", "special envoy of the union"),
        ("Ana Lopes, who was the neighbour of a singer, left.", "neighbour of a singer"),
    ] {
        let roles = roles_of(text, &["Ana Lopes"]);
        assert!(
            roles == [role] || roles == [role.split(' ').next().unwrap_or_default()],
            "{text}: {roles:?}"
        );
    }
}

#[test]
fn one_telling_of_a_role_is_enough() {
    let text = "Crown Prince Faris Noor arrived. Prince Faris Noor spoke. The sheriff's Sgt. Jo Berg waited for Sgt. Berg.";
    let people = people(text, &["Faris Noor", "Jo Berg", "Berg"]);
    assert_eq!(people[0].roles, ["Crown Prince"]);
    assert_eq!(people[1].roles, ["sheriff's Sgt."]);
}

#[test]
fn the_text_goes_on_with_a_role() {
    let text =
        "Ana Lopes scored twice. The Ghana striker then limped off. A driver hit Jo Berg. The driver fled.";
    let people = people(text, &["Ana Lopes", "Jo Berg"]);
    assert_eq!(people[0].roles, ["Ghana striker"]);
    assert!(people.iter().all(|person| person.name == "Ana Lopes" || person.roles.is_empty()), "{people:?}");
}

#[test]
fn a_role_that_no_list_has_is_told_by_its_ending_or_its_article() {
    for (text, role) in [
        ("Ana Lopes, a nephrologist at Lakeside Clinic, spoke.", "nephrologist at Lakeside Clinic"),
        ("Chief volcanologist Ana Lopes spoke.", "Chief volcanologist"),
        ("Ana Lopes, a rickshaw puller from Khulna, left.", "rickshaw puller from Khulna"),
        ("Ana Lopes, an oyster shucker who lives in Cork, left.", "oyster shucker"),
        ("Det Insp Ana Lopes spoke.", "Det Insp"),
        ("The so-called Emir Ana Lopes spoke.", "Emir"),
    ] {
        assert_eq!(roles_of(text, &["Ana Lopes", "Khulna"]), [role], "{text}");
    }
    for text in [
        "Ana Lopes, a number of witnesses said, left.",
        "Foreign guests Ana Lopes (R) and Jo Berg leave a church.",
        "Ana Lopes, a matter of days later, left.",
    ] {
        assert!(roles_of(text, &["Ana Lopes", "Jo Berg"]).is_empty(), "{text}");
    }
}

#[test]
fn two_offices_are_two_roles_and_titles_are_told() {
    for (text, expected) in [
        ("Founder and chief executive Ana Lopes left.", &["Founder", "chief executive"][..]),
        ("Police spokesperson Captain Ana Lopes left.", &["Police spokesperson", "Captain"]),
        ("Director General Ana Lopes left.", &["Director General"]),
        ("The Minister for Farmers and Fishermen, Ana Lopes, left.", &["Minister for Farmers and Fishermen"]),
        ("Dr Ana Lopes, a botanist, left.", &["botanist", "Dr"]),
        ("Dr Ana Lopes left.", &["Dr"]),
        ("Detective Sergeant Ana Lopes left.", &["Detective Sergeant"]),
        ("Ana Lopes, mother of four, left.", &["mother of four"]),
        ("Ana Lopes, a fisherman from Tema, left.", &["fisherman from Tema"]),
        ("The accused, Ana Lopes, left.", &[]),
        ("The committee chair, Ana Lopes said, had no choice.", &[]),
    ] {
        assert_eq!(roles_of(text, &["Ana Lopes"]), expected, "{text}");
    }
}
