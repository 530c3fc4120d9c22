//! Sentences of many kinds of news from many countries, and whom the impact belongs to.

use std::fmt::Write as _;

use crate::article::enriched::Impact;
use crate::document::Document;
use crate::enrich::figures::{Surroundings, read};

/// `12 killed, 300 -`: values with their impacts, `-` for none. Figures that are not named must have no impact.
fn check(rows: &[(&str, &str)]) {
    let mut wrong = String::new();
    for (text, expected) in rows {
        let document = Document::new(None, text);
        let surroundings = Surroundings::default();
        let found: Vec<(f64, Option<Impact>)> = read(&document, surroundings)
            .iter()
            .filter_map(|figure| Some((figure.value?, figure.impact)))
            .collect();
        let mut rest = found.clone();
        let mut fits = true;
        for part in expected.split(", ").filter(|part| !part.is_empty()) {
            let (value, impact) = part.split_once(' ').expect("a value and an impact");
            let (value, impact) = (value.parse::<f64>().expect("a number"), impact_named(impact));
            match rest.iter().position(|&one| one == (value, impact)) {
                Some(index) => drop(rest.remove(index)),
                None => fits = false,
            }
        }
        fits &= rest.iter().all(|(_, impact)| impact.is_none());
        if !fits {
            let found: Vec<String> =
                found.iter().map(|(value, impact)| format!("{value} {}", impact.map_or("-", name))).collect();
            let found = found.join(", ");
            writeln!(wrong, "{text}\n   expected {expected}\n   found    {found}")
                .expect("a string takes it");
        }
    }
    assert!(wrong.is_empty(), "{} of {} wrong\n{wrong}", wrong.matches("expected").count(), rows.len());
}

fn name(impact: Impact) -> &'static str {
    match impact {
        Impact::Killed => "killed",
        Impact::Injured => "injured",
        Impact::Missing => "missing",
        Impact::Displaced => "displaced",
        Impact::Detained => "detained",
        Impact::Affected => "affected",
    }
}

fn impact_named(word: &str) -> Option<Impact> {
    let all = [
        Impact::Killed,
        Impact::Injured,
        Impact::Missing,
        Impact::Displaced,
        Impact::Detained,
        Impact::Affected,
    ];
    all.into_iter().find(|&impact| name(impact) == word)
}

#[test]
fn every_rule_has_a_reason_and_a_name_of_its_own() {
    let names: std::collections::BTreeSet<&str> = super::RULES.iter().map(|rule| rule.reason.name).collect();
    assert_eq!(names.len(), super::RULES.len());
    assert!(super::RULES.iter().chain([&super::STATUS]).all(|rule| rule.reason.why.len() > 12));
}

#[test]
fn a_clause_with_its_own_verb_takes_nothing_from_the_clause_before() {
    check(&[
        ("The death toll climbed to 22, while 60 are still unaccounted for.", "22 killed, 60 missing"),
        ("The toll rose to 19, and 240 remain in hospital.", "19 killed, 240 injured"),
        ("The blast killed 11 people and 1,500 soldiers were sent to the port.", "11 killed, 1500 -"),
        ("The attack killed nine people and 400 attended the funeral.", "9 killed, 400 -"),
        (
            "The cyclone killed 31 people, 1.4 million lost power and 210 were rescued.",
            "31 killed, 1400000 -, 210 affected",
        ),
        ("Three men who had been listed as dead were found in another wing.", "3 -"),
        ("Four climbers who were feared dead walked into a hut.", "4 -"),
        ("Seven miners who were feared dead were confirmed killed.", "7 killed"),
        ("Twelve people are feared dead.", "12 killed"),
        ("At least 880 people died or disappeared.", "880 -"),
        ("The army had bombed the camp, killing \"more than 100 civilians\".", "100 killed"),
        ("Four officers were martyred.", "4 killed"),
        ("Rebels killed 17 people and 3,000 marched in protest.", "17 killed, 3000 -"),
        ("The death toll reached 26, and more than 700 pupils cannot go to school.", "26 killed, 700 -"),
        (
            "The war has killed 13,000 people and 3 million children are out of school.",
            "13000 killed, 3000000 -",
        ),
        ("Sixteen people drowned and 28 were pulled from the water alive.", "16 killed, 28 affected"),
        ("Measles has killed 14 people and 600 are being treated.", "14 killed, 600 -"),
        ("Gunmen abducted 41 pupils and 300 parents gathered at the school.", "41 detained, 300 -"),
        ("Police arrested 23 men and 90 officers searched the flats.", "23 detained, 90 -"),
        ("The crash killed two and 150 passengers continued by coach.", "2 killed, 150 -"),
        ("Shelling wounded six people, and 12,000 households have no water.", "6 injured"),
        ("A landslide killed 40 villagers and 200 volunteers are digging.", "40 killed, 200 -"),
        ("The fire killed three people, but 120 guests escaped.", "3 killed, 120 -"),
        ("The quake injured 80 people and 5,000 residents slept outdoors.", "80 injured, 5000 -"),
        ("Soldiers detained 15 reporters, and 60 journalists signed a letter.", "15 detained, 60 -"),
        ("Floods displaced 4,000 people and 900 schools serve as shelters.", "4000 displaced"),
        ("The virus infected 52 people, and 30,000 travellers were screened.", "52 affected, 30000 -"),
        ("The ferry accident killed 70 people and 200 relatives waited at the pier.", "70 killed, 200 -"),
        ("The strike killed a teacher and 1,100 pupils stayed at home.", "1100 -"),
        ("Police shot dead three protesters and 2,500 people took to the streets.", "3 killed, 2500 -"),
        ("The mine collapse killed 12 workers; 400 colleagues walked out.", "12 killed, 400 -"),
        ("Twelve people were killed and 3,000 police officers are on duty.", "12 killed, 3000 -"),
        ("The heatwave killed 54 people and 11 million customers use more power.", "54 killed, 11000000 -"),
        ("Insurgents killed 20 troops while 150 villagers hid in a mosque.", "20 killed, 150 -"),
        ("A grenade hurt eight people, and 40,000 fans left the stadium calmly.", "8 injured, 40000 -"),
        ("The outbreak has killed 33 people and 2.1 million doses were shipped.", "33 killed"),
        ("Bandits kidnapped 60 worshippers and 1,000 residents pray for them.", "60 detained, 1000 -"),
    ]);
}

#[test]
fn each_count_keeps_its_own_word() {
    check(&[
        ("Seven killed and 20 injured in bus crash.", "7 killed, 20 injured"),
        ("The blast killed 14 and injured 30.", "14 killed, 30 injured"),
        ("The bomb killed 14, wounded 30 and left 12 missing.", "14 killed, 30 injured, 12 missing"),
        ("Fourteen people were killed and 30 injured.", "14 killed, 30 injured"),
        ("Fourteen people died, 30 were injured and five are missing.", "14 killed, 30 injured, 5 missing"),
        ("Landslide leaves 18 dead, 40 missing in Sulawesi.", "18 killed, 40 missing"),
        ("Quake kills 14, 300 injured.", "14 killed, 300 injured"),
        ("Storm kills 21, displaces 9,000.", "21 killed, 9000 displaced"),
        ("Police arrest 12, seize 40 guns.", "12 detained"),
        (
            "The train hit a lorry, killing four people and injuring at least 26 others.",
            "4 killed, 26 injured",
        ),
        ("The avalanche buried a hotel, leaving 29 dead and 11 survivors.", "29 killed, 11 -"),
        (
            "At least 19 soldiers were killed and 41 wounded when rebels stormed the base.",
            "19 killed, 41 injured",
        ),
        ("The stampede left 45 people dead and more than 150 hurt.", "45 killed, 150 injured"),
        ("Dozens were injured and 17 people died, the hospital said.", "17 killed"),
        ("Two people died and three others were hurt.", "2 killed, 3 injured"),
        ("Six miners are dead, 14 are trapped and 80 got out.", "6 killed, 14 affected, 80 -"),
        ("One in five houses fell; 31 people died.", "31 killed"),
        ("The army said 12 militants were killed and eight captured.", "12 killed, 8 detained"),
        (
            "The clashes killed five civilians, injured 19 and displaced 3,400.",
            "5 killed, 19 injured, 3400 displaced",
        ),
        ("The capsizing killed 24 migrants, and 58 were rescued.", "24 killed, 58 affected"),
        ("Cholera: 12 dead, 340 infected.", "12 killed, 340 affected"),
        ("Police detained 200 demonstrators and wounded two.", "200 detained, 2 injured"),
        ("With 14 killed and 35 injured, it was the worst crash this year.", "14 killed, 35 injured"),
        ("Seven fishermen drowned, nine are missing and 22 swam ashore.", "7 killed, 9 missing, 22 -"),
        ("The raid freed 60 hostages and killed eight gunmen.", "60 -, 8 killed"),
    ]);
}

#[test]
fn passives_actives_and_participles() {
    check(&[
        ("In Lagos 12 people were shot dead.", "12 killed"),
        ("Three tourists were stabbed to death in Cape Town.", "3 killed"),
        ("Eleven hikers have been found dead.", "11 killed"),
        ("Some 30 people are feared drowned off Lampedusa.", "30 killed"),
        ("About 250 people are believed to be trapped under rubble.", "250 affected"),
        ("Forty passengers were taken to hospital.", "40 injured"),
        ("Nine suspects are being held in custody.", "9 detained"),
        ("Four aid workers were taken hostage.", "4 detained"),
        ("Five men were charged with killing two officers.", "5 -, 2 killed"),
        ("Eight people were convicted of abducting 12 girls.", "8 -, 12 detained"),
        ("Twelve gunmen killed five guards.", "12 -, 5 killed"),
        ("Twelve gunmen who killed five guards fled to the hills.", "5 killed, 12 -"),
        ("The shop was robbed by four men who injured two clerks.", "4 -, 2 injured"),
        ("The mayor was killed by three hitmen.", "3 -"),
        ("Nobody was hurt when a bus with 40 pupils overturned.", "40 -"),
        ("Fourteen people were killed when a bus carrying 52 pilgrims fell into a gorge.", "14 killed, 52 -"),
        ("A van carrying 12 workers was burned.", "12 -"),
        ("Some 3,000 people living in tents were evacuated.", "3000 displaced"),
        ("Forty people employed at the mill lost their jobs.", "40 -"),
        ("Sixty people lost their lives in the fire.", "60 killed"),
        ("More than 5,000 people lost their homes.", "5000 displaced"),
        ("The tremor made 2,000 people homeless.", "2000 displaced"),
        ("The storm left 300,000 customers without power.", "300000 -"),
        ("Flooding left 700 tourists stranded.", "700 affected"),
        ("He fatally shot two young children.", "2 killed"),
        ("Three students studying in New Zealand were killed when a van rolled.", "3 killed"),
        ("Two officers responding to a robbery were shot and wounded.", "2 injured"),
        ("A dozen protesters armed with rifles gathered, calling for rapists to be killed.", "12 -"),
        ("The robbery ended with four people shot to death.", "4 killed"),
        ("Police found five people, two of them boys, stabbed to death.", "5 killed, 2 killed"),
        ("The 18 women found dead this weekend lived alone.", "18 killed"),
        ("FLOODS KILLED 14 PEOPLE AND FORCED 3,200 FROM THEIR HOMES.", "14 killed, 3200 displaced"),
        ("The army rescued 83 women and children.", "83 affected"),
        ("Floods forced 6,000 residents from their homes.", "6000 displaced"),
        ("Two climbers are missing and presumed dead.", "2 missing"),
        ("Thirteen protesters were shot and killed.", "13 killed"),
        ("Twenty-two men were hit by a train and killed.", "22 killed"),
        ("Police rounded up 70 activists before dawn.", "70 detained"),
        ("Gunmen gunned down 11 farmers in Zamfara.", "11 killed"),
        ("Fifteen nurses tested positive for the virus.", "15 affected"),
        ("Around 1.8 million people face acute hunger.", "1800000 affected"),
        ("Nineteen players suffered minor injuries.", "19 injured"),
        ("All 132 people on board survived.", "132 -"),
        ("None of the 60 passengers was injured.", "60 -"),
        ("The 14 workers were not injured.", "14 -"),
        ("Thirty guests escaped unhurt.", "30 -"),
        ("The court jailed six officials for taking bribes.", "6 detained"),
        ("Judges sentenced 14 men to death.", "14 -"),
        (
            "A total of 5,600 refugees crossed into Chad after 20 people were killed.",
            "5600 displaced, 20 killed",
        ),
        ("The party says police killed or wounded 40 members.", "40 -"),
    ]);
}

#[test]
fn nouns_that_hold_the_impact() {
    check(&[
        ("The flood caused 12 deaths in Assam.", "12 killed"),
        ("A death toll of 14 was confirmed in Fiji.", "14 killed"),
        ("The death toll is 37.", "37 killed"),
        ("The death toll from the typhoon, which hit Leyte on Friday, has passed 90.", "90 killed"),
        ("The number of people killed has risen to 412.", "412 killed"),
        ("The number of injured stands at 58.", "58 injured"),
        ("The number of missing fell to 14.", "14 missing"),
        ("Officials put the toll at 60.", "60 killed"),
        ("The ministry raised the toll to 41 from 35.", "41 killed, 35 killed"),
        ("The deaths of 12 miners shocked Zonguldak.", "12 killed"),
        ("The arrest of 30 lawyers was condemned by the bar.", "30 detained"),
        ("The evacuation of 2,000 residents began at noon.", "2000 affected"),
        ("The kidnapping of 15 nuns ended peacefully.", "15 detained"),
        ("The bodies of nine sailors were flown home.", "9 killed"),
        ("The murder of two journalists is before the court.", "2 killed"),
        ("There were 17 fatalities and 40 injuries.", "17 killed, 40 injured"),
        ("The hospital treated 30 wounded soldiers.", "30 injured"),
        ("Rescuers look for the 12 missing children.", "12 missing"),
        ("Aid reached 40,000 refugees in the camps.", "40000 displaced"),
        ("Raiders killed 12 refugees in the camp.", "12 killed"),
        ("The guards beat 12 prisoners to death.", "12 killed"),
        ("Malaria claims more than 600,000 lives a year.", "600000 killed"),
        ("The crash claimed the lives of eight cyclists.", "8 killed"),
        ("It cost 31 people their lives.", "31 killed"),
        ("Twenty lives were lost at sea.", "20 killed"),
        ("The ambush resulted in the loss of 14 soldiers.", "14 killed"),
        ("A group of 40 people were arrested in Hebron.", "40 detained"),
        ("Relatives of 14 people killed in the crash met the minister.", "14 killed"),
        ("The party lost 14 seats and 300 members.", "14 -, 300 -"),
        ("The district has recorded 230 new infections and 11 deaths.", "230 -, 11 killed"),
    ]);
}

#[test]
fn parts_of_a_count() {
    check(&[
        ("Among the dead were 12 students.", "12 killed"),
        ("Among those injured were two nurses and a guard.", "2 injured"),
        ("The dead included four children and three women.", "4 killed, 3 killed"),
        ("Also killed were two police officers.", "2 killed"),
        ("Ninety people were hurt, 40 of them seriously.", "90 injured, 40 injured"),
        ("Around 90 people swam ashore, 17 of them with burns.", "90 -, 17 injured"),
        ("The trader lost her brother and two cousins in the fire.", "2 killed"),
        ("The family lost three children in the quake.", "3 killed"),
        ("Fourteen people died, including three children.", "14 killed, 3 killed"),
        ("The attack killed 14 people, five of them children.", "14 killed, 5 killed"),
        (
            "The raid killed eight people and injured 30, including five children.",
            "8 killed, 30 injured, 5 injured",
        ),
        ("Sixty passengers were aboard, 12 of whom died.", "60 -, 12 killed"),
        ("Of the 60 passengers, 12 died.", "60 -, 12 killed"),
        ("Four people, among them two tourists, drowned.", "4 killed, 2 killed"),
        ("Some 240 people (including 64 children) were displaced.", "240 displaced, 64 displaced"),
        ("Three of the five suspects were arrested.", "3 detained, 5 -"),
        ("Seven of the 14 injured are children.", "7 injured, 14 injured"),
        ("The explosion wounded 21 people, three critically.", "21 injured, 3 injured"),
        ("Of 200 people infected, 19 have died.", "200 affected, 19 killed"),
        ("Twelve of them were killed.", "12 killed"),
        ("The 11 civilians killed include three police officers.", "11 killed, 3 killed"),
        ("With four of the attackers among the dead, the search is over.", "4 killed"),
        ("It killed the driver and all four people in the car, who were students.", "4 killed"),
        ("All 33 miners trapped by the blast have been found dead.", "33 killed"),
        ("The deaths of a woman and two children are a riddle.", "2 killed"),
        ("Pirates seized 20 ships, with 334 crew members taken hostage.", "334 detained"),
        ("Two children were shot at a playground.", "2 injured"),
        ("Nine soldiers and three civilians died.", "9 killed, 3 killed"),
        ("The bombing killed five marines and two sailors.", "5 killed, 2 killed"),
        ("The strikes killed 24 people in Gaza City and two in Rafah.", "24 killed, 2 killed"),
        ("Troops killed 14 rebels, two officers among them.", "14 killed, 2 killed"),
        ("Some 1,200 workers joined, 90 of them women.", "1200 -, 90 -"),
    ]);
}

#[test]
fn news_without_victims_has_no_impact() {
    check(&[
        ("The union said 4,000 nurses walked out on Tuesday.", "4000 -"),
        ("Abdul had two children in government hospitals.", "2 -"),
        ("The suspects in his death are 18 and 19.", ""),
        ("Their bid beat two others.", ""),
        ("We can confirm one death and believe there were 12 people on board.", "1 killed, 12 -"),
        ("The three surviving children are in foster care.", "3 -"),
        ("She said her mother died when she was 5.", ""),
        ("The streak is dead at 297.", "297 -"),
        ("The state suffered a net loss of 1,000 people.", "1000 -"),
        ("The otters are part of a population of 15,000.", "15000 -"),
        ("He shot 72 in the first round.", "72 -"),
        ("More than 98 million people can vote on Sunday.", "98000000 -"),
        ("The Greens won 34 seats and 120,000 voters stayed away.", "34 -, 120000 -"),
        ("The plant employs 1,300 people and will hire 200 engineers.", "1300 -, 200 -"),
        ("Some 60,000 fans saw the final; 22 players were booked.", "60000 -, 22 -"),
        ("The jury of seven women and five men retired.", "7 -, 5 -"),
        ("The killing of a judge drew 5,000 mourners to the cathedral.", "5000 -"),
        ("After the murder 300 police officers searched the woods.", "300 -"),
        ("Survivors and 200 relatives attended the service.", "200 -"),
        ("The film about the massacre drew 40,000 viewers.", "40000 -"),
        ("The death penalty was debated by 120 deputies.", "120 -"),
        ("The ministry will train 900 midwives by June.", "900 -"),
        ("Two candidates and 14 observers met the commission.", "14 -"),
        ("Prosecutors questioned 30 witnesses about the killings.", "30 -"),
        ("The prison holds 800 people and has 60 guards.", "60 -"),
        ("The rescue team of 45 firefighters left for Antakya.", "45 -"),
    ]);
}

#[test]
fn harm_in_other_words() {
    check(&[
        ("The army lost six men in the ambush.", "6 killed"),
        (
            "Forty passengers were taken out, 22 of whom were being treated at a hospital in Enugu.",
            "22 injured",
        ),
        ("Nine were shot dead and three others hurt.", "9 killed, 3 injured"),
        ("Forty were rushed to hospital.", "40 injured"),
        ("Officers picked up four men for questioning.", "4 detained"),
        ("Firefighters brought 1,200 residents to safety.", "1200 affected"),
        ("Five climbers froze to death.", "5 killed"),
        ("24 workers were burnt alive.", "24 killed"),
        ("Eight fishermen have not been seen since Tuesday.", "8 missing"),
        (
            "\"We have buried 23 people, among them 11 women and six children,\" the chief said.",
            "23 killed, 11 killed, 6 killed",
        ),
        ("Paramedics treated four people after the crash.", "4 injured"),
        ("(Corrects number of injured in paragraph 3 to 27, not 72)", "27 injured, 72 injured"),
        // No harm, or not to those who are counted.
        ("The house is one of 38 with serious roof damage.", "38 -"),
        ("The side lost six men in the second half of the match.", "6 -"),
        ("The scam has claimed 53,000 victims.", "53000 -"),
        ("The landslide buried 40 people.", "40 -"),
        ("The party picked up 12 seats.", "12 -"),
    ]);
}

#[test]
fn what_befell_the_first_of_a_list_of_names_befell_all() {
    check(&[
        (
            "India recorded 68 deaths, Indonesia 165 and the Philippines 98.",
            "68 killed, 165 killed, 98 killed",
        ),
        ("Kenya reported 12 deaths, Uganda eight and Tanzania three.", "12 killed, 8 killed, 3 killed"),
        (
            "Spain took in 12,000 refugees, Italy 9,500 and Malta 300.",
            "12000 displaced, 9500 displaced, 300 displaced",
        ),
        ("Three people died in Lagos, two in Kano.", "3 killed, 2 killed"),
        ("Peru jailed 14 officers, Bolivia 20.", "14 detained, 20 detained"),
        ("Ghana won 12 medals, Nigeria 10 and South Africa 31.", "12 -, 10 -, 31 -"),
        ("The Socialists have 112 seats, Unity 84, the Farmers' Alliance 20.", "112 -, 84 -, 20 -"),
        ("The storm killed 12 people in Samoa, Channel 4 said.", "12 killed"),
    ]);
}

#[test]
fn a_number_of_dead_is_no_age() {
    check(&[
        ("The regional governor put the number of dead at nine.", "9 killed"),
        ("Rescuers put the dead at 34 and the missing at seven.", "34 killed, 7 missing"),
        ("Officials put those killed at 40.", "40 killed"),
        ("The blast left the number of wounded at 45.", "45 injured"),
        ("The ministry put the injured at 120.", "120 injured"),
    ]);
}

#[test]
fn each_count_of_a_headline_has_the_impact_of_its_own_verb() {
    check(&[
        ("Storm leaves 13 dead, forces 210,000 from homes in the south.", "13 killed, 210000 displaced"),
        ("Clashes drive 45,000 people out of villages, claim 18 lives.", "45000 displaced, 18 killed"),
        ("Shelling pushed 60,000 people from their villages.", "60000 displaced"),
        ("Blast kills 5, damages homes of 2,000 people.", "5 killed, 2000 -"),
        ("The armed forces have 210,000 soldiers.", "210000 -"),
        ("Militia burnt huts, killing 22 people and abducting 15 women.", "22 killed, 15 detained"),
        ("Hundreds fled as militia burnt huts, killing 22.", "22 killed"),
    ]);
}

#[test]
fn the_missing_who_are_found_are_not_missing() {
    check(&[
        ("Two climbers listed as missing turned up safe on Tuesday.", "2 -"),
        ("All 14 sailors who had been reported missing have returned.", "14 -"),
        ("Some 30 pupils reported missing were found unharmed.", "30 -"),
        ("Two climbers listed as missing have not returned.", "2 missing"),
        ("Two climbers reported missing were found dead.", "2 killed"),
        ("Fourteen fishermen have yet to be found.", "14 missing"),
    ]);
}

#[test]
fn common_words_of_harm_have_their_impact() {
    check(&[
        ("Of the wounded, three of the soldiers succumbed to burns.", "3 killed"),
        ("Three of the wounded died in hospital.", "3 killed"),
        ("Five of the eight wounded are children.", "5 injured, 8 injured"),
        ("The flood swept away 15 people, of whom nine have been found dead.", "15 -, 9 killed"),
        ("Six labourers suffocated in a tank.", "6 killed"),
        ("The state hanged 12 men.", "12 killed"),
        ("A mob lynched three men.", "3 killed"),
        ("Forty guests were treated for smoke inhalation.", "40 injured"),
        ("Two drivers were treated at the scene.", "2 injured"),
        ("Nobody was hurt, but 300 guests had to leave the hotel.", "300 displaced"),
        ("The 300 guests had to leave early.", "300 -"),
        ("At least 60 people have contracted cholera.", "60 affected"),
        ("The firm contracted 60 people.", "60 -"),
        ("About 4,000 people spent the night in evacuation centres.", "4000 displaced"),
        ("Some 900 people are staying with relatives.", "900 displaced"),
        ("The fighting has uprooted 12 million people.", "12000000 displaced"),
        ("The war has claimed 14,000 lives and uprooted 12 million.", "14000 killed, 12000000 displaced"),
        ("Rescuers are searching for 17 people.", "17 missing"),
        ("Police are searching for two gunmen.", "2 -"),
        ("Some 15,000 people crossed into Chad to escape the fighting.", "15000 displaced"),
        ("Some 15,000 people crossed into Chad to shop.", "15000 -"),
        ("About 2,300 people remain in 28 relief camps.", "2300 displaced, 28 -"),
        ("Eleven activists were sentenced to nine years in prison.", "11 detained, 9 -"),
        ("The bodies of five were recovered.", "5 killed"),
        ("A family of five was killed.", "5 killed"),
        ("A family of five was on holiday.", ""),
        ("Gunmen abducted 52 pupils; 11 escaped.", "52 detained, 11 -"),
        ("A ferry with 120 passengers sank; 34 were saved.", "120 -, 34 -"),
    ]);
}
