//! Dates of figures, in the sentences of the news.

use super::*;
use crate::document::Document;
use crate::enrich::view::Tagged;

fn first(text: &str) -> Option<(String, String)> {
    let document = Document::new(None, text);
    let tagged = Tagged::new(&document);
    let view = View::new(&document, &tagged);
    let published = Published::parse("2023-09-24T23:46:11Z", None, None)?;
    (0..view.end)
        .find_map(|i| dates::read(&view, i, published.today()))
        .and_then(|(days, _)| interval(days, published.offset))
        .map(|interval| (interval.from, interval.to))
}

#[test]
fn date_words_become_intervals() {
    for (text, from, to) in [
        ("late on Sunday evening", "2023-09-24T18:00:00Z", "2023-09-24T23:59:59Z"),
        ("on Saturday", "2023-09-23T00:00:00Z", "2023-09-23T23:59:59Z"),
        ("they left yesterday", "2023-09-23T00:00:00Z", "2023-09-23T23:59:59Z"),
        ("last month", "2023-08-01T00:00:00Z", "2023-08-31T23:59:59Z"),
        ("last year", "2022-01-01T00:00:00Z", "2022-12-31T23:59:59Z"),
        ("on September 20", "2023-09-20T00:00:00Z", "2023-09-20T23:59:59Z"),
        ("on 3 May 2019", "2019-05-03T00:00:00Z", "2019-05-03T23:59:59Z"),
        ("from 1988 to 1994", "1988-01-01T00:00:00Z", "1994-12-31T23:59:59Z"),
        ("fell in December", "2022-12-01T00:00:00Z", "2022-12-31T23:59:59Z"),
        ("killed two years ago", "2021-01-01T00:00:00Z", "2021-12-31T23:59:59Z"),
        ("found 3 days ago", "2023-09-21T00:00:00Z", "2023-09-21T23:59:59Z"),
        ("in the second quarter", "2023-04-01T00:00:00Z", "2023-06-30T23:59:59Z"),
        ("in the fourth quarter", "2022-10-01T00:00:00Z", "2022-12-31T23:59:59Z"),
        ("profit in Q1 2021", "2021-01-01T00:00:00Z", "2021-03-31T23:59:59Z"),
        ("the first half of 2022", "2022-01-01T00:00:00Z", "2022-06-30T23:59:59Z"),
        ("last quarter", "2023-04-01T00:00:00Z", "2023-06-30T23:59:59Z"),
        ("in the three months to June", "2023-04-01T00:00:00Z", "2023-06-30T23:59:59Z"),
        ("in the year to March 2023", "2022-04-01T00:00:00Z", "2023-03-31T23:59:59Z"),
        ("in the 26 weeks to 1 July", "2023-01-01T00:00:00Z", "2023-07-01T23:59:59Z"),
        ("in the past week", "2023-09-17T00:00:00Z", "2023-09-24T23:59:59Z"),
        ("over the last two years", "2021-09-24T00:00:00Z", "2023-09-24T23:59:59Z"),
        ("at the end of the year", "2023-12-31T00:00:00Z", "2023-12-31T23:59:59Z"),
        ("since the start of March", "2023-03-01T00:00:00Z", "2023-09-24T23:59:59Z"),
        ("in the 1980s", "1980-01-01T00:00:00Z", "1989-12-31T23:59:59Z"),
        ("between 16 and 21 August", "2023-08-16T00:00:00Z", "2023-08-21T23:59:59Z"),
        ("in Aug. 1-10", "2023-08-01T00:00:00Z", "2023-08-10T23:59:59Z"),
        ("the last three months of 2022", "2022-10-01T00:00:00Z", "2022-12-31T23:59:59Z"),
        ("will open on 5 May", "2024-05-05T00:00:00Z", "2024-05-05T23:59:59Z"),
        ("at the 2019 election", "2019-01-01T00:00:00Z", "2019-12-31T23:59:59Z"),
        ("over the weekend", "2023-09-23T00:00:00Z", "2023-09-24T23:59:59Z"),
        ("since Friday", "2023-09-22T00:00:00Z", "2023-09-24T23:59:59Z"),
        ("since August", "2023-08-01T00:00:00Z", "2023-09-24T23:59:59Z"),
        ("since 2011", "2011-01-01T00:00:00Z", "2023-09-24T23:59:59Z"),
        ("late in April", "2023-04-01T00:00:00Z", "2023-04-30T23:59:59Z"),
    ] {
        assert_eq!(first(text), Some((from.to_owned(), to.to_owned())), "{text}");
    }
    for text in [
        "12 people were killed",
        "the last year for which figures are available",
        "in the first half",
        "a quarter of households",
        "in 2023-24",
        "for January delivery",
        "the second quarter of fiscal 2024",
        "in the last week of his life",
        "she may leave",
    ] {
        assert_eq!(first(text), None, "{text}");
    }
}

/// The first day of `as_of` of each figure; `-` for none. Published on Tuesday, May 7, 2024, unless `None`.
fn dates(text: &str, published_at: Option<&str>) -> String {
    let document = Document::new(None, text);
    let surroundings = super::super::Surroundings { published_at, ..super::super::Surroundings::default() };
    let figures = super::super::read(&document, surroundings);
    let day = |figure: &super::super::Figure| {
        figure.as_of.as_ref().map_or("-".to_owned(), |at| at.from[..10].to_owned())
    };
    figures.iter().map(day).collect::<Vec<_>>().join(" ")
}

#[test]
fn tense_and_prepositions_decide() {
    let rows = [
        ("The ministry will send 200 officers to Quito on Friday.", "2024-05-10"),
        ("Some 500 workers will strike next Monday, the union said.", "2024-05-13"),
        ("Schools serving 5,000 pupils will stay shut until Sunday.", "2024-05-12"),
        ("On Sunday, 98 million people can vote.", "2024-05-12"),
        ("Snow of up to 20 cm could fall on Saturday.", "2024-05-11"),
        ("A dividend of 12 cents is payable on December 15.", "2024-12-15"),
        ("A dividend of 30 cents was paid on December 15.", "2023-12-15"),
        ("The vote on the 2 billion peso plan takes place on October 12.", "2024-10-12"),
        ("The permits for 40 bars expire on 30 November.", "2024-11-30"),
        (
            "Net profit was CHF 246 million (Q1 2023: CHF 219 million) and sales of CHF 1.2 billion are seen.",
            "- 2023-01-01 -",
        ),
        ("Revenue was 40 million pounds (38 million in 2023).", "- 2023-01-01"),
        ("The flood killed 12 people (on 3 March 2021).", "2021-03-03"),
        ("The flood killed 12 people (March 3, 2021 8:52PM EST).", "2021-03-03"),
        ("(March 3, 2021, 10:15 AM) The flood killed 12 people.", "2021-03-03"),
        ("On Sunday, 12 people were killed in Goma.", "2024-05-05"),
        ("Police arrested 40 people on Friday.", "2024-05-03"),
        ("Last Friday 40 people were arrested.", "2024-05-03"),
        ("The firm said on Monday it will hire 900 people.", "-"),
        ("The minister said on Monday that 900 people had died.", "2024-05-06"),
        ("In March, 120 people died.", "2024-03-01"),
        ("In December, 90 patients will be moved.", "2024-12-01"),
        ("In June last year, 15 people were hurt.", "2023-06-01"),
        ("The Greens won 40 seats, five fewer than in 2021.", "- -"),
        ("Founded in 2011 as a student club, the firm employs 165 people.", "-"),
        ("Built in 1902, the hotel has 300 rooms.", "-"),
        (
            "Rich states will give $120 billion a year by 2035, up from $40 billion now.",
            "2035-01-01 2024-05-07",
        ),
        ("Inflation slowed to 2.3% in April from 2.7% in March.", "2024-04-01 2024-03-01"),
        ("The river reached 9.4 metres, the highest since 1954.", "-"),
        ("Exports fell 3% in 2023 but rose 12% in 2024.", "2023-01-01 2024-01-01"),
        ("Twelve ships, which were built in 1990, sank.", "-"),
        (
            "Sales were 40 million euros in 2023, compared with 35 million euros in 2022.",
            "2023-01-01 2022-01-01",
        ),
        ("Right now, it costs 230 euros.", "-"),
        ("Unemployment is at a low of 4.1 percent, and it could drop by next year.", "-"),
        ("The toll has risen to 44 after a worker from the depot died on Wednesday.", "2024-05-01"),
        ("Next month 12,000 troops will leave.", "2024-06-01"),
        ("Some 30,000 fans are expected to arrive tomorrow.", "2024-05-08"),
        ("The quake killed 230 people in 2015, while this one killed 12 people.", "2015-01-01 -"),
        ("Pedro Ruiz, 31, was shot on Monday.", "-"),
        ("The camp, 40 km (25 miles) from the port, was shelled on Sunday.", "- -"),
        ("A quake struck 290 miles north of Tokyo on Sunday.", "-"),
        ("A lawyer for the two officers said on Monday that he would appeal.", "-"),
        ("Some 61,000 people came on Saturday, breaking the record set in 2022.", "2024-05-04"),
        ("Sales rose 12% in the first quarter.", "2024-01-01"),
        ("Exports fell 3% in the three months to March.", "2024-01-01 -"),
        (
            "Engineers warned in 2021 about the dam, which was breached last month, killing 73 people.",
            "2024-04-01",
        ),
        ("The firm has hired 40 people since January.", "2024-01-01"),
        ("There have been 218 deaths since the fighting began on 3 March.", "2024-03-03"),
        ("Since the war began in 2014, 15,000 people have been killed.", "2014-01-01"),
        ("It was the worst attack since 2023, when 14 people were killed.", "2023-01-01"),
        ("The firm offered staff a raise of 10% from September.", "-"),
        ("The council will raise the fee by 10% from September.", "2024-09-01"),
        ("He owes 3.2 million rand in taxes for years in which he was based in Dubai until 2003.", "-"),
        ("The forest shrank by 12% from 2010 to 2020.", "2010-01-01"),
        ("The concert, due on Friday, has sold 30,000 tickets.", "-"),
        ("The law, passed in December, allows fines of up to 5,000 euros.", "-"),
        ("The plant will cost $4 billion and open in 2029.", "-"),
        ("A strike that began on Thursday has cost the port $15 million.", "-"),
        ("The storm that hit the coast on Sunday killed 12 people.", "2024-05-05"),
        ("The treaty of 1994 limits each side to 200 warheads.", "-"),
        ("The price has doubled since October, to $7,200 a tonne.", "2023-10-01 -"),
        (
            "Rescuers found three more bodies on Monday, two days after the boat sank with 60 aboard.",
            "2024-05-06 - -",
        ),
        ("Voting opens on Saturday for 3.1 million people.", "2024-05-11"),
        ("Polls open on Friday for 3.1 million voters.", "2024-05-10"),
        ("Police made 40 arrests ahead of the vote on Sunday.", "-"),
        ("Prosecutors said on Monday that 272 people had died when the dam broke in 2019.", "2019-01-01"),
        (
            "The shop made a loss of 14 million euros in 2023, compared with a profit of 2 million euros the year before.",
            "2023-01-01 2022-01-01",
        ),
        ("The bank expects growth of 2.5% in 2027.", "2027-01-01"),
        (
            "Output was 2.3 million tonnes in March and 1.9 million tonnes a year earlier.",
            "2024-03-01 2023-03-01",
        ),
        ("Tolls go up to $9 in October.", "-"),
        ("Tolls went up to $9 in October.", "2023-10-01"),
        ("Traders see a 40% chance of a cut in September.", "-"),
        ("The plant will add 1,100 megawatts when it starts in March.", "2025-03-01"),
        ("The plant added 1,100 megawatts when it started in March.", "2024-03-01"),
        ("In a filing on Monday, the firm said revenue fell 8%.", "-"),
        ("The firm said on Monday revenue fell 8% to $310 million.", "- -"),
        ("The agency said late on Monday that 150 tons of flour had arrived.", "2024-05-06"),
        ("Copper stood at 9,400 points on Monday.", "2024-05-06"),
        ("The bank on Friday named a new head and reported a loss of 40 million francs.", "-"),
        ("The death toll from last week's floods has risen to 43.", "-"),
        ("Last week's floods killed 43 people.", "2024-04-29"),
        (
            "A court on Monday jailed seven men over the 2022 bombing, in which 26 people were killed.",
            "2024-05-06 -",
        ),
        ("In the crash on Monday, in which 12 people died, a bridge was destroyed.", "2024-05-06"),
        (
            "We have lost a third of our funding since 2010 and demand has doubled in six years.",
            "2010-01-01 - -",
        ),
        (
            "The town will raise the tax by 5 per cent from June as it tries to close a gap of 29 million pounds.",
            "2024-06-01 -",
        ),
        ("Planting has reached 36% of the area, 4 percentage points behind last year.", "- -"),
        ("Tehran will free 38 fishermen, whom it detained in December.", "-"),
        (
            "The bank raised rates to 5% on Thursday and cut its growth forecast for 2027 to 1.1%.",
            "2024-05-02 -",
        ),
        ("Six villages have moved since Navua became the first in 2014.", "2014-01-01"),
        ("Rents rose 4.1%, the slowest pace since the war ended in 1995.", "-"),
        (
            "The derby against Recife on April 27, which was attended by 22,316 people, ended early.",
            "2024-04-27",
        ),
        ("About 12,000 tonnes are due in December.", "2024-12-01"),
        ("Ruiz, who won 14 titles before retiring in 2019, coaches 40 players.", "- -"),
        ("The dam holds 40% of its capacity, compared with 60% this time last year.", "- -"),
        ("The bank raised its forecast to 3.1% from the 2.8% it gave in March.", "- 2024-03-01"),
        ("The bank is to cut 300 jobs in March.", "2025-03-01"),
    ];
    let wrong: Vec<String> = rows
        .iter()
        .filter_map(|(text, expected)| {
            let found = dates(text, Some("2024-05-07T09:00:00Z"));
            (found != *expected).then(|| format!("{text}: {found}, not {expected}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_quarter_of_results_is_that_of_the_calendar_where_it_has_just_ended() {
    let text =
        "The firm reported third-quarter revenue of $2.1 billion, compared with $1.9 billion a year earlier.";
    assert_eq!(dates(text, Some("2024-10-24T09:00:00Z")), "2024-07-01 2023-07-01");
    assert_eq!(dates(text, Some("2024-12-12T09:00:00Z")), "- -");
}

#[test]
fn the_period_of_results_goes_on_beside_a_comparison() {
    let text = "The bank earned 40 million euros in the quarter ended March 31. Net interest income rose to 120 million euros \
                from 110 million euros a year earlier. The margin was 2.1%.";
    assert_eq!(dates(text, Some("2024-05-07T09:00:00Z")), "2024-01-01 2024-01-01 2023-01-01 2024-01-01");
}

#[test]
fn the_day_of_the_result_is_not_that_of_the_vote() {
    let won = "Kamau won Sunday's by-election with 12,000 votes. Turnout was 41%.";
    assert_eq!(dates(won, Some("2024-05-07T09:00:00Z")), "2024-05-05 2024-05-05");
    let declared = "The commission on Monday declared Kamau the winner of the by-election with 12,000 votes. Turnout was 41%.";
    assert_eq!(dates(declared, Some("2024-05-07T09:00:00Z")), "- -");
}

#[test]
fn whole_dates_need_no_time_of_publication() {
    assert_eq!(dates("On 3 May 2019 a bus hit 12 people.", None), "2019-05-03");
    assert_eq!(dates("In 2015 the quake killed 8,000 people.", None), "2015-01-01");
    assert_eq!(dates("On Monday a bus hit 12 people.", None), "-");
}

#[test]
fn every_rule_has_a_name_and_a_reason() {
    assert!(TIMELESS.iter().all(|rule| rule.reason.why.len() > 12));
    assert!(excluded::EXCLUDED.iter().all(|rule| !rule.reason.name.is_empty() && rule.reason.why.len() > 12));
}

#[test]
fn zones_are_kept_and_nonsense_is_refused() {
    assert!(Published::parse("yesterday", None, None).is_none());
    let document = Document::new(None, "today");
    let tagged = Tagged::new(&document);
    let view = View::new(&document, &tagged);
    let published = Published::parse("2024-02-01T01:00:00+05:30", None, Some(77.0)).expect("RFC 3339");
    let (days, _) = dates::read(&view, 0, published.today()).expect("a date word");
    assert_eq!(interval(days, published.offset).expect("in range").from, "2024-02-01T00:00:00+05:30");
}

#[test]
fn the_weekday_is_that_of_the_place() {
    // Tuesday evening in UTC is Wednesday morning in Auckland.
    let today =
        |longitude| Published::parse("2024-05-07T20:30:00Z", None, longitude).expect("RFC 3339").today();
    assert_eq!(today(None).to_string(), "2024-05-07");
    assert_eq!(today(Some(174.8)).to_string(), "2024-05-08");
    assert_eq!(today(Some(-70.0)).to_string(), "2024-05-07");
    let night = Published::parse("2024-05-08T02:30:00Z", None, Some(-122.4)).expect("RFC 3339");
    assert_eq!(night.today().to_string(), "2024-05-07");
}
