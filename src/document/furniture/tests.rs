//! Furniture in articles of many kinds, and lines of stories that look like it.

use proptest::prelude::*;

use super::Kind;
use crate::document::Document;

const LEAD: &str =
    "The ministry said on Tuesday that the bridge would be open to all by the end of the month.";

/// Datelines in front of a lead.
const DATELINES: &[&str] = &[
    "LIMA, Jan 14 -",
    "LONDON (Reuters) -",
    "LONDON, May 7 (Reuters) -",
    "NEW YORK, April 15 (Reuters) -",
    "PARIS, May 7, 2024 (AFP) -",
    "NAIROBI, Kenya (AP) _",
    "TAIPEI, Taiwan (AP) —",
    "NANJING, July 18 (Xinhua) --",
    "CAIRO, July 19 (MENA) –",
    "SEOUL, May 7 (Yonhap) --",
    "TOKYO, May 7 (Jiji Press)--",
    "EINDHOVEN, Netherlands, September 16, 2025 /Newsline/ --",
    "LOS ANGELES, April 05, 2018 (GLOBE NEWSWIRE) --",
    "MOSCOW, May 7. /TASS/.",
    "Santa Cruz de la Sierra, Oct 2 (EFE).-",
    "NEW DELHI:",
    "KUALA LUMPUR:",
    "KUWAIT CITY, July 25:",
    "MANILA —",
    "WINNIPEG —",
    "TULSA, Okla. —",
    "HORRY COUNTY, S.C. (WMBF) -",
    "PORT-AU-PRINCE, Haiti (AP) —",
    "Nairobi, May 6 2022 (IPS) -",
    "Hong Kong (CNN) --",
    "Berlin (dpa) -",
    "(Reuters) -",
    "(CBS/AP) VIENNA -",
    "Cape Town -",
    "Tegucigalpa –",
    "Colombo, Sri Lanka –",
    "Doha:",
    "Muscat:",
];

#[test]
fn datelines_are_found() {
    for dateline in DATELINES {
        let document = Document::new(None, &format!("{dateline} {LEAD}"));
        let found: Vec<_> =
            document.furniture().iter().map(|piece| (piece.kind, document.slice(piece.span))).collect();
        assert_eq!(found, [(Kind::Dateline, *dateline)], "{dateline}");
    }
}

/// Openings of a sentence that belong to it.
const NO_DATELINES: &[&str] = &[
    "FLOODS KILL 14 IN KENYA - RED CROSS",
    "UPDATE: The council met on Tuesday and will meet again on Friday to vote on the new budget.",
    "BREAKING - Police closed the port of Dover on Tuesday after a fire on a ferry in the outer harbour.",
    "UNICEF: Some 40,000 children in the camps have no clean water, and the wells will be dry by June.",
    "Iran - OPEC's second-biggest producer and one of the world's top gas producers - has raised its output.",
    "Sweden — the road trip",
    "Smith: I think that the council was right, and I would vote the same way again if they asked me.",
    "Q: Minister Ravi Anand has called the strike cruel, and you said that he never came to the wards.",
    "The rule is simple: No player may leave the field before the whistle, whatever the coach may say.",
    "Rovers 4, Albion 2: A hat trick from Lee took Rovers to the top of the table on a cold afternoon.",
    "Mr Nowak - Polish by birth - said on Tuesday that he would not go back to the town of his youth.",
    "Covid-19 cases rose in all parts of the country on Tuesday, the health ministry said in a note.",
];

#[test]
fn other_openings_are_no_datelines() {
    for text in NO_DATELINES {
        let document = Document::new(None, text);
        assert!(document.furniture().iter().all(|piece| piece.kind != Kind::Dateline), "{text}");
    }
}

/// Lines, or parts of one, with what they are.
const LINES: &[(&str, Kind)] = &[
    ("By Jane Doe", Kind::Byline),
    ("By Jane Doe and John van der Roe", Kind::Byline),
    ("BY JANE DOE, Staff Writer", Kind::Byline),
    ("By Le Li, Producer, NBC News", Kind::Byline),
    ("By Isaac Mpho Mogotsi in Pretoria", Kind::Byline),
    ("By Jane Doe, local democracy reporter", Kind::Byline),
    ("By Jane Doe and Bo Roe, staff writers", Kind::Byline),
    ("By Jane Doe | Senior reporter", Kind::Byline),
    ("By Jane Doe, economics editor, in Accra", Kind::Byline),
    ("Report by Jane Doe", Kind::Byline),
    ("Words: Jane Doe", Kind::Byline),
    ("(Reporting by Ange Mukendi; Editing by Paul Strand)", Kind::Credit),
    ("Additional reporting by Meaghen Brown.", Kind::Credit),
    ("Writing by A. Roe; Editing by B. Poe", Kind::Credit),
    ("REUTERS/Tom Gray", Kind::Credit),
    ("REUTERS / Tom Gray / Files", Kind::Credit),
    ("Photo: Jane Doe/AFP", Kind::Credit),
    ("© 2024 The Wire. All rights reserved.", Kind::Credit),
    ("Ceylan Aydin contributed reporting from Istanbul.", Kind::Credit),
    ("Press writers Ann Lee and Bo Roe contributed to this report.", Kind::Credit),
    ("FILE PHOTO: Governor Ann Hill speaks at a rally in Leeds, Britain, May 3, 2014.", Kind::Caption),
    ("FILE - Governor Ann Hill speaks in Leeds, May 3, 2014.", Kind::Caption),
    ("In this March 3, 2023, photo, a woman carries water in Turkana.", Kind::Caption),
    ("Fans wait for the train at Leeds station on Monday. REUTERS/Tom Gray", Kind::Caption),
    ("(Adds details, background)", Kind::Note),
    ("(Updates with comment by the ministry)", Kind::Note),
    ("Editor's note: This piece is part of a series on water.", Kind::Note),
    ("EDITORS: A photo will move at 1400 GMT.", Kind::Note),
    ("This story was first published on May 7.", Kind::Note),
    ("(Corrects number of injured in paragraph 3 to 12, not 21)", Kind::Correction),
    ("(Refiles to correct spelling in headline)", Kind::Correction),
    ("CORRECTION: An earlier version said that 21 people died. It was 12.", Kind::Correction),
    ("This article was amended on 7 May 2024 to say that 12, not 21, died.", Kind::Correction),
    ("An earlier version of this story gave a wrong number of victims.", Kind::Correction),
    ("(412 words)", Kind::WordCount),
    ("eom 340 words", Kind::WordCount),
    ("Words: 412", Kind::WordCount),
    ("WORD COUNT: 412", Kind::WordCount),
    ("eom", Kind::EndMark),
    ("ENDS", Kind::EndMark),
    ("-ends-", Kind::EndMark),
    ("###", Kind::EndMark),
    ("-30-", Kind::EndMark),
    ("(more)", Kind::EndMark),
    ("(END)", Kind::EndMark),
    ("($1 = 0.92 euros)", Kind::ExchangeRate),
    ("($1 = 7.2410 Chinese yuan renminbi)", Kind::ExchangeRate),
    ("(1 euro = $1.08)", Kind::ExchangeRate),
    ("READ MORE: Storm kills 3 in Kerry", Kind::Related),
    ("Also read: SC seeks reply on gig workers' plea", Kind::Related),
    ("Related article: Travelling to Olympia", Kind::Related),
    ("Media contact: Joris Hendriks, +31 40 555 0142, press@lumenta.example", Kind::Contact),
    ("Follow us on Twitter", Kind::Contact),
    ("jdoe@wire.example", Kind::Contact),
    ("Tel: +44 20 7946 0123", Kind::Contact),
    ("[+2219 chars]", Kind::Truncation),
];

#[test]
fn lines_that_are_no_story_are_found() {
    for &(line, kind) in LINES {
        let document = Document::new(None, &format!("{LEAD}\n\n{line}\n\n{LEAD}"));
        let found: Vec<_> =
            document.furniture().iter().map(|piece| (piece.kind, document.slice(piece.span))).collect();
        assert_eq!(found, [(kind, line)], "{line}");
    }
}

/// Lines of stories that begin like furniture.
const STORIES: &[&str] = &[
    "By Tuesday, the editor of the paper had left, and so had two reporters.",
    "Report by auditors finds waste at the port",
    "By sea, air and road: how the reporter got home",
    "By Monday the water had reached the second floor of the school.",
    "By 2030 the city wants to plant 40,000 trees.",
    "Corrections officers at the prison in Attica went on strike on Tuesday.",
    "Corrects itself, the market does, but it takes its time, said the broker.",
    "Adds up to 40 million, said the clerk.",
    "Updates to the software failed at 14 airports on Tuesday.",
    "Fixes for the roof cost 40,000 euros.",
    "Reports of a fire on the pier were false, the police said.",
    "Ends of the rope were found on the deck, the coroner said.",
    "More than 40 people were hurt.",
    "Photographs of the wreck were shown to the jury on Tuesday.",
    "Reach of the campaign grew to 4 million people, the agency said.",
    "Related costs rose by 12 percent to 40 million pounds in the year to March.",
    "The vote (12 to 3) was held on Tuesday.",
    "The firm paid 12 euros (about $13) a share.",
    "Words fail me, said the mayor.",
    "Source code of the voting machines was read by 12 experts, and no fault was found.",
    "Contact was lost with the two climbers at 8,100 metres.",
];

#[test]
fn lines_of_a_story_are_none() {
    for line in STORIES {
        let document = Document::new(None, &format!("{LEAD}\n\n{line}\n\n{LEAD}"));
        assert!(document.furniture().is_empty(), "{line}: {:?}", document.furniture());
    }
}

#[test]
fn a_box_lists_stories_until_a_sentence() {
    let body = format!("{LEAD}\n\nMost read\nTen ways to keep hens\nWhy we sleep badly\n{LEAD}");
    let document = Document::new(None, &body);
    let found: Vec<_> = document.furniture().iter().map(|piece| document.slice(piece.span)).collect();
    assert_eq!(found, ["Most read", "Ten ways to keep hens", "Why we sleep badly"]);
}

#[test]
fn rows_are_a_table() {
    for rows in [
        "Leeds\t38\t25\t84\nHull\t38\t24\t81\nYork\t38\t20\t70",
        "Leeds 2 Hull 1\nYork 0 Derby 0\nBath 3 Leek 1",
        "1. Amos Tal 9.84\n2. Bo Roe 9.91\n3. Cy Poe 9.97",
        "Pos | Driver | Time\n1 | Tal | 1:32:07\n2 | Roe | 1:32:15\n3 | Poe | 1:33:02",
    ] {
        let document = Document::new(None, &format!("{LEAD}\n\n{rows}\n\n{LEAD}"));
        let tables = document.furniture().iter().filter(|piece| piece.kind == Kind::Table).count();
        assert!(tables >= 3, "{rows}: {:?}", document.furniture());
    }
    let prose =
        Document::new(None, &format!("{LEAD}\n{LEAD}\nIn 2023 some 40 of 60 seats changed hands.\n{LEAD}"));
    assert!(prose.furniture().is_empty());
}

#[test]
fn a_note_ends_with_its_bracket() {
    let document = Document::new(
        None,
        &format!("(Corrects website name in 21st paragraph.) ROME, April 1 (Wire) - {LEAD}"),
    );
    let found: Vec<_> =
        document.furniture().iter().map(|piece| (piece.kind, document.slice(piece.span))).collect();
    assert_eq!(
        found,
        [
            (Kind::Correction, "(Corrects website name in 21st paragraph.)"),
            (Kind::Dateline, "ROME, April 1 (Wire) -"),
        ]
    );
}

proptest! {
    #[test]
    fn furniture_is_ordered_and_inside(text in "(\\PC|[ \n\t.:()-]|[A-Z]{3,6}|[0-9]{1,3}|By |\\(Reporting by |FILE PHOTO: | - |Read more\n|\\[\\+12 chars\\]){0,80}") {
        let document = Document::new(Some("Title"), &text);
        let mut end = document.body_start();
        for piece in document.furniture() {
            prop_assert!(piece.span.start >= end && !piece.span.is_empty());
            prop_assert!(document.text().get(piece.span.range()).is_some());
            end = piece.span.end;
        }
    }
}
