//! Sentences from all over the world, by the form of their numbers: what is a number, and what it measures.
//!
//! Each row has a sentence and its figures as `value|unit`, separated by `; `. Rows of one table hold one kind.

use super::*;

/// Checks a table; lists every row that fails, so that a change shows all that it breaks.
fn check_table(table: &str) {
    let mut failures = Vec::new();
    let mut rows = 0;
    for row in table.lines().map(str::trim).filter(|row| !row.is_empty()) {
        let (text, expected) = row.split_once(" => ").unwrap_or_else(|| panic!("no arrow in {row:?}"));
        let found: Vec<String> =
            told(text).iter().map(|line| line.splitn(3, '|').take(2).collect::<Vec<_>>().join("|")).collect();
        let found = if found.is_empty() { "none".to_owned() } else { found.join("; ") };
        if found != expected.trim() {
            failures.push(format!("{text}\n   found {found}\n   right {expected}"));
        }
        rows += 1;
    }
    assert!(failures.is_empty(), "{} of {rows} rows:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn the_other_end_of_a_measure_and_the_next_name_of_a_list_have_its_unit() {
    check_table(
        "Coffee exports fell to 6 million kilograms from 19 million a year before. => 6000000|kg; 19000000|kg
        Steel sales rose from 2 million tonnes to 3 million. => 2000000|t; 3000000|t
        Fund sales fell to $6 million from 19 million. => 6000000|USD; 19000000|USD
        Vietnam shipped 90 million tonnes, followed by Laos with 31 million. => 90000000|t; 31000000|t
        Profit fell to 3.1 billion euros ($3.4 billion) from 4.4 billion. => 3100000000|EUR; 3400000000|USD; 4400000000|EUR
        Output rose for 2026 to 570 million kilograms. => 570000000|kg
        Output rose in 2025 to 1,200 tonnes. => 1200|t
        Some 2000 to 5000 tonnes were lost. => 2000..5000|t",
    );
}

#[test]
fn the_object_of_a_verb_of_harm_is_people() {
    check_table(
        "Bomb blasts kill 12 in Kabul. => 12|person
        Monsoon rains kill 33 across Pakistan. => 33|person
        Snake bites kill 300 in Zambia. => 300|person
        Drone strikes on the market kill dozens. => ?|person
        Rebel attacks displace 4,000 in Ituri. => 4000|person
        Police raids kill 3, wound 8 in Rio. => 3|person; 8|person
        22 drown as a ferry sinks. => 22|person
        Two boys drown and 6 are missing. => 2|person; 6|person
        Bird flu cases rise to 45. => 45|case
        Hospital admissions hit 900. => 900|admission
        Parcel thefts rose to 310. => 310|theft",
    );
}

#[test]
fn a_number_behind_is_has_an_age_only_for_people() {
    check_table(
        "The death toll is 14. => 14|person
        The number of confirmed cases is 52. => 52|case
        The total is 23. => 23|-
        The number of seats is 99. => 99|seat
        The official toll was 31. => 31|person
        The attendance was 84. => 84|person
        Officials say the figure is 47. => 47|-
        The quorum was 21. => 21|-
        The margin was 12. => 12|-
        She is 34. => 34|a
        He was 71. => 71|a
        Mr Okafor is 58. => 58|a
        The suspect is 19. => 19|a
        The singer, who was 62, died at home. => 62|a
        Her brother is 45. => 45|a
        Wanjiru was 29 when she won. => 29|a
        The victim was only 16. => 16|a
        Kovacs turns 40 on Friday. => 40|a
        The senator would be 78 when the term ends. => 78|a
        The star, who actually turns 16 on Sunday, sang. => 16|a
        There are believed to be 73 in the bay. => 73|-
        The minimum age to wed is 16. => 16|a
        The quota for women is 30. => 30|-",
    );
}

#[test]
fn letters_before_a_decimal_make_a_name() {
    check_table(
        "PM2.5 levels rose in Lahore. => none
        The air in Hanoi held much PM2.5 on Monday. => none
        The phone runs iOS17.4 by default. => none
        A laptop with USB3.2 ports was shown in Taipei. => none
        Support for Llama3.1 and GPT-4.5 was added. => none
        The lab used H5N1.2 samples. => none
        Sales of the X3.5 model began in Ulsan. => none
        The river rose 2.5 metres in Dhaka. => 2.5|m
        Inflation reached 4.5 percent in Accra. => 4.5|%",
    );
}

#[test]
fn a_letter_behind_a_number_is_a_scale_where_money_or_people_follow() {
    check_table(
        "Fines of €3-4m are planned in Vienna. => 3000000..4000000|EUR
        The road will cost £3m-4m. => 3000000..4000000|GBP
        The bank set aside €5m to €6m. => 5000000..6000000|EUR
        Police in Gdansk seized 5m zloty. => 5000000|PLN
        The club paid 1.2m euro for the striker. => 1200000|EUR
        The court froze 12m Turkish lira. => 12000000|TRY
        The firm in Malmo made 300m kronor. => 300000000|SEK
        The fund lost 40m baht in a week. => 40000000|THB
        The port will get 7m shekels. => 7000000|ILS
        The film took 9m yuan in Harbin. => 9000000|CNY
        The region has 3m people. => 3000000|person
        The tower in Dubai is 828m high. => 828|m
        She won the 100m hurdles in Doha. => 100|m
        The tunnel is 57m below the lake. => 57|m",
    );
}

#[test]
fn letters_before_a_sign_name_its_country() {
    check_table(
        "The miner offered A$2.5bn for its rival. => 2500000000|AUD
        Ghana will spend GH¢2.5bn on roads. => 2500000000|GHS
        Schools will get GH¢300 million. => 300000000|GHS
        Cairo set aside E£2.5bn for roads. => 2500000000|EGP
        The fine was US$400,000. => 400000|USD
        The ferry cost NZ$551 million. => 551000000|NZD
        The flat sold for HK$12.5 million. => 12500000|HKD
        The grant is worth C$40m. => 40000000|CAD
        The stadium cost S$1.3 billion. => 1300000000|SGD
        Bail was set at J$500,000. => 500000|JMD
        The budget is TT$59 billion. => 59000000000|TTD
        The plant cost NT$100 million. => 100000000|TWD
        The dam will cost R$3 billion. => 3000000000|BRL
        The loan is worth CL$900 million. => 900000000|CLP
        Fishermen will get FJ$200 each. => 200|FJD
        Growers were paid EC$75,000. => 75000|XCD
        The mine paid N$80 million in tax. => 80000000|NAD",
    );
}

#[test]
fn letters_before_digits_are_money_only_before_a_sum() {
    check_table(
        "The group showed its Compact R7610 workstation in Berlin. => none
        The reproduction number rose to R1.2 in Lyon. => none
        The Orbis R5 camera was sold out. => none
        Route R21 was shut. => none
        The state will spend R1.2bn on clinics. => 1200000000|ZAR
        The fraud cost R14 million. => 14000000|ZAR
        The governor approved N60 billion for dams. => 60000000000|NGN
        Traders lost N1,200,000 in the fire. => 1200000|NGN
        The fine was RM5,000. => 5000|MYR
        The firm paid USD500m for the mine. => 500000000|USD
        COP27 was held in Egypt. => none
        The N7 road was flooded. => none",
    );
}

#[test]
fn signs_with_a_point_and_codes_behind_a_scale_are_money() {
    check_table(
        "The fraud is worth Rs. 250 crore. => 2500000000|INR
        Police seized Rs. 3.5 lakh in cash. => 350000|INR
        The ticket costs Rs 500. => 500|INR
        Each family got Tk. 5,000. => 5000|BDT
        They paid 75 USD million for the mine. => 75000000|USD
        The port got 30 MUSD from the bank. => 30000000|USD
        The order is worth 12 MEUR. => 12000000|EUR
        The yard in Turku lost 900 KEUR. => 900000|EUR
        Tickets cost 25-40 usd. => 25..40|USD
        The room is 90 eur a night. => 90|EUR
        The bank lent EUR 40 million. => 40000000|EUR
        The loan of 500 USD was repaid. => 500|USD
        The price is KSh 1,500. => 1500|KES
        A spin costs 30 to 50 cents. => 0.3..0.5|USD
        He got a bat for 1500 Rs. It broke. => 1500|INR",
    );
}

#[test]
fn minus_and_negative_turn_a_measure() {
    check_table(
        "The airline made a result of negative $64.2 million. => -64200000|USD
        The yield was negative 0.3 percent. => -0.3|%
        It was minus 38 degrees in Yakutsk. => -38|Cel
        The economy grew by -2.1% in Quito. => -2.1|%
        The loss was -$17 a share. => -17|USD",
    );
}

#[test]
fn numbers_in_words_have_decimals_halves_and_parts_of_millions() {
    check_table(
        "The bank raised its rate by zero point five percent. => 0.5|%
        The country has three point two million refugees. => 3200000|person
        Growth was one point seven five percent in Perth. => 1.75|%
        The barn stood two and one-half miles north of the river. => 2.5|mi
        He was jailed for two-and-a-half years. => 2.5|a
        She was fined one-and-a-half million pesos. => 1500000|MXN
        The agency fed half a million people. => 500000|person
        Aid reached a quarter of a million children. => 250000|person
        The fair drew three quarters of a million visitors. => 750000|person
        The dam holds one and a half billion litres. => 1500000000|L
        The march drew half-a-million people. => 500000|person
        The town spent a half-million dollars. => 500000|USD
        A third of a million homes lost power. => 333333.333|home
        The walk took three and a quarter hours. => 3.25|h
        The baby weighed four and three quarter pounds. => 4.75|lb
        Two hundred and fifty miners were trapped. => 250|person
        Forty-two people died in Manila. => 42|person
        One hundred and six villages were cut off. => 106|village
        Half a dozen boats sank off Mogadishu. => 6|boat
        Twenty-five thousand people fled. => 25000|person
        Nine hundred thousand pupils went back to school. => 900000|person
        A million people marched in Seoul. => 1000000|person",
    );
}

#[test]
fn numbers_that_are_dialled_or_quoted_are_no_figures() {
    check_table(
        "Anyone with information should call +61 (0)491 570 157 or the hotline 1800 160 402. => none
        Call (02) 5550 7010 or +1 202 555 0143. => none
        In the US, call or text 988; in the UK, 116 123; in Australia, 13 11 14. => none
        Ring 101 quoting reference 4724 of 7 May or CAD 1234. => none
        The helpline is open on 0800 555 111. => none
        Readers can text 70070 to donate. => none
        Witnesses are asked to phone 020 7946 0958. => none
        Call the police on 10111. => none
        The case was filed under docket no. 2231. => none
        Quote crime reference number 48210 when calling. => none
        The WhatsApp number is +27 82 555 0101. => none
        Police took 120 calls in an hour. => 120|call
        The union called 300 members to a vote. => 300|person
        Police called in 45 officers. => 45|person
        The hotline took 500 calls. => 500|call",
    );
}

#[test]
fn numbers_of_models_bands_and_classes_are_no_figures() {
    check_table(
        "An F-18C crash-landed in Spain. => none
        An MQ-4C drone flew over the strait. => none
        Six Su-35s flew past Hokkaido. => 6|-
        Iraq wants to buy 36 F-16 fighter planes. => 36|plane
        Pupils of class 9C planted 20 trees. => 20|tree
        Flat 7B was searched in Leeds. => none
        The show by Maroon 5 drew crowds. => none
        The hall was full of Maroon 5 fans. => none
        The chain was bought by Forever 21 staff. => none
        Radio 5 Live reported from Kyiv. => none
        A leak at Three Mile Island was feared. => none
        3M cut 200 jobs in Minnesota. => 200|job
        7-Eleven shut 9 shops in Osaka. => 9|shop
        It was 9C in Oslo at noon. => 9|Cel
        The oven reached 200C. => 200|Cel",
    );
}

#[test]
fn ranges_with_a_hanging_hyphen_have_both_ends() {
    check_table(
        "An 8- to 16-metre wave hit the port. => 8..16|m
        A two- to three-week closure is likely. => 2..3|wk
        It is a 10-to-12-mile walk. => 10..12|mi
        The 5- or 6-day trek begins in Leh. => 5..6|d
        Last Friday 300 walked out. => 300|-
        On Monday 40 were arrested in Tunis. => 40|person",
    );
}

#[test]
fn rates_have_their_base() {
    check_table(
        "The field yields 40,000 barrels per day. => 40000|bbl/d
        Output fell to 1.2 million barrels a day. => 1200000|bbl/d
        Iraq pumped 4.1 million barrels of oil per day. => 4100000|bbl/d
        The refinery runs 200,000 bpd. => 200000|bbl/d
        The leak lost 300 litres a second. => 300|L/s
        The plant treats 5,000 cubic metres per hour. => 5000|m3/h
        The mill grinds 90 tonnes per hour. => 90|t/h
        The death rate among miners was 31.5 per 100,000. => 31.5|per 100,000
        There were 12 cases per 1,000 births. => 12|per 1,000
        The country had 8 murders per 100,000 people. => 8|per 100,000
        The barge carried 300 tonnes of rice. => 300|t
        He drove at 90 km per hour. => 90|km/h",
    );
}

#[test]
fn a_measure_in_two_units_is_one_figure() {
    check_table(
        "The hearing lasted three hours and 41 minutes. => 221|min
        The winner took 2 hours 5 minutes. => 125|min
        He ran it in 1 hour, 4 minutes and 30 seconds. => 3870|s
        She was jailed for two years and six months. => 30|mo
        The guard is 6-foot-7. => 79|in
        He is 5 feet 10 inches tall. => 70|in
        The forward, 6ft 4in, plays in Kaunas. => 76|in
        The boxer weighed 12 stone 4 pounds. => 172|lb
        The strike lasted 2 days and 6 hours. => 54|h
        The child was three years old. => 3|a
        The talks took six hours and two breaks. => 6|h; 2|break",
    );
}

#[test]
fn a_bare_number_has_the_unit_of_what_it_is_compared_with() {
    check_table(
        "Markets price in 50 basis points of cuts, down from 65 last week. => 50|bp; 65|bp
        Turnout was 66.8%, down 4.2 points from 2022. => 66.8|%; 4.2|pp
        The share of women is 41%, up from 38 a decade ago. => 41|%; 38|%
        The gauge read 31 degrees, against 28 on Sunday. => 31|Cel; 28|Cel
        Prosecutors asked for 20 years; the defence sought no more than six. => 20|a; 6|a
        The Greens took 12% and 13 seats, the Liberals 7% and eight, and the Radicals 4% and three. => 12|%; 13|seat; 7|%; 8|seat; 4|%; 3|seat
        Unemployment was 9.1 percent, compared with 10.4 in June. => 9.1|%; 10.4|%
        Attacks rose by 10% to more than 290,000 a year. => 10|%; 290000|-
        The index rose 1.6% and the Nasdaq was up 173 points. => 1.6|%; 173|point
        The bridge is 40 metres long; more than 65 died in the collapse. => 40|m; 65|person",
    );
}

#[test]
fn cricket_counts_runs() {
    check_table(
        "Smith's 127 off 248 balls took the hosts to 411 all out, a lead of 196. => 127|run; 248|ball; 411|run; 196|run
        Bangladesh were 214 all out in the first innings. => 214|run
        The visitors, chasing 231, lost early wickets. => 231|run
        Barbados made 278 for 8 in 50 overs. => 278..8|run; 50|over
        Kohli made 82 not out as the bowlers tired. => 82|run",
    );
}

#[test]
fn a_bare_number_takes_the_unit_of_what_it_is_set_beside() {
    check_table(
        "The museum hopes to lift the number of visitors from 485,062 last year to 3 million. => 485062|person; 3000000|person
        The museum drew 485,062 visitors and costs 3 million euros a year to run. => 485062|person; 3000000|EUR
        The population reached 310 million, up from 288 million a decade earlier, while the budget rose to $4 billion. => 310000000|person; 288000000|person; 4000000000|USD
        Revenue rose to 9 billion euros from 8.1 billion. => 9000000000|EUR; 8100000000|EUR
        The plant will employ 900 and make 4 billion gloves a year. => 900|person; 4000000000|glove
        The firm will hire 1,200 by the end of the year. => 1200|person
        A crowd saw the match; it was played in front of 9,500 at the new ground. => 9500|person
        The final was watched by 22,000. => 22000|person
        Bulgaria is a country of 6.4 million. => 6400000|person
        The town of 12,000 has no doctor. => 12000|person
        The ferry, built for 90, was carrying 211 people. => 90|person; 211|person
        The hall seats 1,400. => 1400|person
        The ministry recorded 81 deaths at work last year. Of those, 19 were in construction. => 81|person; 19|person
        Earnings per share were 2.8 sen and the dividend 1.2 sen. => 0.028|MYR; 0.012|MYR
        The exchange sold 48 million shares, down from 61 million on Friday. => 48000000|share; 61000000|share
        Unemployment fell to 5.1 percent from 5.3. => 5.1|%; 5.3|%
        The rate is 16 percent; a year ago it was 12. => 16|%; 12|%
        The bank cut the rate by 50 basis points to 5.25. => 50|bp; 5.25|%
        Temperatures reached 41 degrees Celsius, up from 38 on Sunday. => 41|Cel; 38|Cel
        The reservoir holds 12 million cubic metres, compared with 19 million in a normal year. => 12000000|m3; 19000000|m3
        Exports were 3.2 million tonnes, against 2.8 million in 2022. => 3200000|t; 2800000|t
        The fleet has 41 ships, down from 60. => 41|ship; 60|ship
        Attendance fell to 14,200 from 16,000. => 14200|person; 16000|person
        Membership has grown to 31,000. => 31000|person
        Enrolment stood at 4,300, up from 4,100 last year. => 4300|person; 4100|person
        Turnout was 61 percent, up from 55. => 61|%; 55|%
        The index closed at 7,203, up from 7,150 on Friday. => 7203|point; 7150|point
        The party won 71 of the 240 seats, four fewer than in 2020 and 12 more than its rival. => 71|seat; 240|seat; 4|seat; 12|seat
        The commission counted 2.1 million votes for the president and 1.7 million for his rival. => 2100000|vote; 1700000|vote
        The candidate polled 7,912 votes to his rival's 6,604. => 7912|vote; 6604|vote
        The company has 240 employees, of whom 35 work at its laboratory. => 240|person; 35|person
        So far 6,400 refugees have moved; the camp has room for 50,000. => 6400|person; 50000|person
        The bus had room for 40 but carried 63. => 40|person; 63|person
        Profit rose to $12 million, from $9.5 million, on sales of 140 million. => 12000000|USD; 9500000|USD; 140000000|USD
        The state needs 900 doctors but has only 410. => 900|person; 410|person
        The mayor ordered 300 buses in May, and the first 40 arrived in June. => 300|bus; 40|bus
        The Herd grew from 12 elephants to 45. => 12|elephant; 45|elephant
        The city lost 3,400 homes in the fire; 1,100 have been rebuilt. => 3400|home; 1100|home
        More than half of the 90 schools are open, and 31 will open on Monday. => 0.5|-; 90|school; 31|school
        The airline cancelled 140 flights on Monday and 90 on Tuesday. => 140|flight; 90|flight
        Net debt stood at 1.4 billion pounds, down from 1.9 billion. => 1400000000|GBP; 1900000000|GBP
        A litre of petrol costs 1.89 euros, up from 1.62 in January. => 1.89|EUR; 1.62|EUR",
    );
}

#[test]
fn rules_have_names_of_their_own() {
    let names = reject::rule_names();
    let unique: std::collections::HashSet<&str> = names.iter().copied().collect();
    assert_eq!(names.len(), unique.len(), "{names:?}");
}

#[test]
fn explain_names_the_rule_by_which_a_number_is_no_figure() {
    for (text, number, rule) in [
        ("An F-18C crash-landed in Spain.", "18C", "designation"),
        ("Anyone with news should call 988.", "988", "telephone number"),
        ("The vote was held in 2019.", "2019", "year"),
        ("A Boeing 737 landed in Lima.", "737", "word that numbers"),
        ("They met in the last 16.", "16", "round of a tournament"),
        ("Air with PM2.5 was feared.", "5", "version"),
        ("He came 21st in Lahti.", "21st", "ordinal"),
        ("A leak at Three Mile Island was feared.", "Three Mile Island", "measure in a name"),
    ] {
        let document = Document::new(None, text);
        let surroundings = Surroundings::default();
        let found: Vec<(&str, &str)> = explain(&document, surroundings)
            .rejections
            .iter()
            .map(|rejection| (document.slice(rejection.span), rejection.reason.name))
            .collect();
        assert_eq!(found, [(number, rule)], "{text}");
    }
}

#[test]
fn steps_in_a_life_have_ages() {
    for (text, ages) in [
        ("The singer died on Tuesday at 88.", &["88|a"][..]),
        ("He was sent to prison at 14 and came out at 30.", &["14|a", "30|a"]),
        ("She joined the army at 17, retired at 55 and died at 91.", &["17|a", "55|a", "91|a"]),
        ("He was 14 when he left home and married at 19.", &["14|a", "19|a"]),
        ("Mwangi died in a hospital in Nakuru at 88, her son said.", &["88|a"]),
        ("The actress, dead at 92, made films.", &["92|a"]),
    ] {
        check(text, ages);
    }
    for text in
        ["The shares started at 14.", "He left the count of votes at 45.", "She left at 10 on Tuesday."]
    {
        assert!(
            !told(text).iter().any(|figure| figure.contains("|a|")),
            "{text} has no age: {:?}",
            told(text)
        );
    }
}

#[test]
fn the_other_end_of_a_change_has_the_measure_of_the_first() {
    check_table(
        "Copper sales from Zambia rose to 9 million kilograms in May from 7 million. => 9000000|kg; 7000000|kg
        Sales of cement fell to 2.5 million tonnes against 3.2 million a year before. => 2500000|t; 3200000|t
        Power sales grew to 4 billion kilowatt-hours from 3.5 billion. => 4000000000|kWh; 3500000000|kWh
        Revenue rose to $4.2 billion from 3.9 billion. => 4200000000|USD; 3900000000|USD
        The pit yields 4 tonnes of gold, and it paid 60 million in taxes. => 4|t; 60000000|USD
        A plant of 3 megawatts opened, built with sales of 8 million pounds. => 3|MW; 8000000|GBP",
    );
}

#[test]
fn a_ranking_goes_on_with_the_measure_of_its_first_number() {
    check_table(
        "Malawi sold 90 million kilograms of tobacco, followed by Zambia with 30 million, Mozambique with 12 million and Angola with 4 million. => 90000000|kg; 30000000|kg; 12000000|kg; 4000000|kg
        Norway made 5.3 million tonnes of steel, ahead of Finland with 2.7 million and the Republic of Moldova with 1.5 million. => 5300000|t; 2700000|t; 1500000|t
        Fiji sent 310 athletes, followed by Samoa with 120 and Tonga with 95. => 310|person; 120|person; 95|person
        The train carried 400 people, 120 with children. => 400|person; 120|person",
    );
}

#[test]
fn a_year_before_to_is_no_end_of_a_range() {
    check_table(
        "Output rose for 2026 to 570 million kilograms. => 570000000|kg
        The estimate was raised for 2027 to 3.2 million barrels. => 3200000|bbl
        Spending will grow in 2027 to 45 billion euros. => 45000000000|EUR
        It fell in 2024 to about 9,000 tonnes. => 9000|t
        The car sold for 2000 to 3000 euros. => 2000..3000|EUR
        Between 2000 and 3000 tonnes were lost. => 2000..3000|t",
    );
}

#[test]
fn a_share_of_a_group_needs_no_determiner() {
    check_table(
        "A fifth of women in Quito said yes. => 0.2|-
        A quarter of Kenyan farmers lost crops. => 0.25|-
        A tenth of all calls were false. => 0.1|-
        A third of April was wet. => none",
    );
}
