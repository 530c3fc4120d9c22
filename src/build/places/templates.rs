//! Templates of wire English for [`super::synthetic`].

use super::synthetic::Source::{
    self, Capital, City, CityIn, Country, CountryOf, Demonym, Division, Local, NamesakeTownIn, Region,
    SharedCity, SharedCountry, State, StateWithNamesake, TownIn, Water,
};

/// Slots, drawn in this order, and templates that use them.
pub(super) struct Scenario {
    pub(super) slots: &'static [(&'static str, Source)],
    pub(super) templates: &'static [&'static str],
}

pub(super) const SCENARIOS: &[Scenario] = &[
    Scenario { slots: &[("k", SharedCountry)], templates: COUNTRY_ALONE },
    Scenario { slots: &[("k", SharedCountry)], templates: COUNTRY_ALONE },
    Scenario { slots: &[("k", Country)], templates: COUNTRY_ALONE },
    Scenario { slots: &[("k", SharedCountry), ("c", Capital("k"))], templates: COUNTRY_AND_CAPITAL },
    Scenario { slots: &[("k", SharedCountry), ("l", Country), ("m", Country)], templates: COUNTRIES },
    Scenario {
        slots: &[("k", SharedCountry), ("a", City), ("b", SharedCity)],
        templates: COUNTRY_AND_CITIES,
    },
    Scenario { slots: &[("d", Division)], templates: DIVISION_ALONE },
    Scenario { slots: &[("d", Division), ("k", CountryOf("d"))], templates: DIVISION_AND_COUNTRY },
    Scenario { slots: &[("s", State)], templates: STATE_ALONE },
    Scenario { slots: &[("s", State), ("t", TownIn("s")), ("u", TownIn("s"))], templates: STATE_AND_TOWNS },
    Scenario { slots: &[("w", Water)], templates: WATER },
    Scenario { slots: &[("r", Region)], templates: REGION },
    Scenario { slots: &[("a", SharedCity)], templates: CITY_ALONE },
    Scenario { slots: &[("a", SharedCity), ("k", CountryOf("a"))], templates: CITY_AND_COUNTRY },
    Scenario { slots: &[("a", SharedCity), ("g", Demonym("a"))], templates: CITY_AND_DEMONYM },
    Scenario { slots: &[("a", SharedCity), ("b", CityIn("a"))], templates: TWO_CITIES },
    Scenario { slots: &[("a", SharedCity), ("b", SharedCity), ("c", City)], templates: CITY_LIST },
    Scenario {
        slots: &[
            ("a", SharedCity),
            ("s", StateWithNamesake("a")),
            ("t", TownIn("s")),
            ("k", CountryOf("a")),
            ("g", Demonym("a")),
        ],
        templates: CITY_AGAINST_STATE,
    },
    Scenario {
        slots: &[
            ("a", SharedCity),
            ("s", StateWithNamesake("a")),
            ("t", TownIn("s")),
            ("k", CountryOf("a")),
            ("g", Demonym("a")),
        ],
        templates: CITY_AGAINST_STATE,
    },
    Scenario {
        slots: &[
            ("s", Local),
            ("a", NamesakeTownIn("s")),
            ("t", TownIn("s")),
            ("u", TownIn("s")),
            ("v", TownIn("s")),
        ],
        templates: LOCAL_WITH_STATE,
    },
    Scenario {
        slots: &[
            ("s", Local),
            ("a", NamesakeTownIn("s")),
            ("t", TownIn("s")),
            ("u", TownIn("s")),
            ("v", TownIn("s")),
        ],
        templates: LOCAL_WITHOUT_STATE,
    },
    Scenario {
        slots: &[("k", Country), ("c", Capital("k")), ("l", Country), ("e", Capital("l"))],
        templates: CAPITALS,
    },
];

const COUNTRY_ALONE: &[&str] = &[
    "{k} will vote on Sunday, and 9 million people may take part.",
    "The war in {k} has displaced a million people, the United Nations said.",
    "Inflation in {k} rose to 14 percent in March, the statistics office said.",
    "{k} has asked the International Monetary Fund for a loan of $2 billion.",
    "Floods in {k} killed 40 people, officials said. More rain is expected in {k} this week.",
    "{k}'s prime minister resigned on Monday after weeks of protests.",
    "The president of {k} said he would not seek a third term. {k} has been in crisis since May.",
    "Health officials in {k} reported 120 new cases of cholera.",
    "A court in {k} sentenced two journalists to six years in prison.",
    "Aid agencies say 3 million people in {k} need food.",
    "{k} beat their hosts 2-1 to reach the final. {k} scored twice in the second half.",
    "The central bank of {k} raised its rate by half a point.",
    "{k} closed its airspace on Friday. The foreign ministry of {k} gave no reason.",
    "{k} deported 200 migrants last week, a rights group said.",
    "Growth in {k} slowed to 1.2 percent, and exports from {k} fell.",
    "{k} signed the treaty in 1994. Critics say {k} has never kept to it.",
    "Lawmakers in {k} voted to ban the trade. It is the first such law in {k}.",
    "The army of {k} said it had lost two soldiers near the border.",
    "A bus plunged into a ravine in {k}, killing 22 passengers.",
    "{k} says it will send 500 peacekeepers. The offer from {k} was welcomed.",
];

const COUNTRY_AND_CAPITAL: &[&str] = &[
    "Cholera killed 12 people in {k} on Monday, the health ministry in {c} said.",
    "{C}, {k} (Reuters) - Police fired tear gas at protesters on Tuesday.",
    "{C} (Reuters) - {k} will hold elections in November, the government said on Tuesday.",
    "{k} recalled its envoy. Officials in {c} said the talks had failed.",
    "Thousands marched in {c}, the capital of {k}, to demand the release of a lawyer.",
    "The storm hit {k} at night. In {c}, the airport was closed.",
    "{k}'s government moved its offices out of {c} last year.",
];

const COUNTRIES: &[&str] = &[
    "{k} and {l} closed their border on Sunday.",
    "{l} and {k} agreed to exchange prisoners, and {m} offered to host the talks.",
    "Ministers of {l}, {k} and {m} met to discuss the price of oil.",
    "Exports to {m}, {k} and {l} rose by a fifth.",
    "The group has troops in {l}, {m} and {k}.",
    "{k}, {l} and {m} abstained from the vote.",
    "Migrants from {k} and {m} were found in a lorry.",
    "{l} will play {k} on Saturday; {m} are already through.",
    "Flights from {k} to {l} were cancelled.",
];

const COUNTRY_AND_CITIES: &[&str] = &[
    "{k} sent a delegation to {a} and {b} for talks about debt.",
    "Shares in {a} and {b} fell after {k} defaulted on its bonds.",
    "The airline flies from {b} to {k} twice a week. It has an office in {a}.",
    "A conference on {k} opened in {a}. A second one will be held in {b}.",
];

const DIVISION_ALONE: &[&str] = &[
    "Floods in {d} killed 14 people on Monday, officials said.",
    "Beaches in {d} were closed after a shark attack.",
    "Fighting broke out in {d} overnight, residents said. Hundreds fled {d}.",
    "The state government of {d} declared a holiday.",
    "Farmers in {d} lost half of their crop to drought.",
    "A bridge collapsed in {d}, and 30 people are missing.",
    "Voters in {d} will elect a new assembly on May 12.",
    "The governor of {d} asked for federal troops.",
];

const DIVISION_AND_COUNTRY: &[&str] = &[
    "A landslide in {d}, {k}, buried 20 houses.",
    "An earthquake shook {d} in {k} on Tuesday, and no one was hurt.",
    "{k} sent troops to {d} after a week of riots.",
    "The {d} region of {k} has seen no rain since March.",
    "Miners in {d}, in the north of {k}, went on strike.",
];

const STATE_ALONE: &[&str] = &[
    "{s} teachers want smaller classes, a survey found.",
    "Voters in {s} go to the polls on Tuesday.",
    "{s} Gov. Tom Hale signed the bill on Friday.",
    "Lawmakers in {s} rejected a plan to expand Medicaid.",
    "A judge in {s} blocked the law. The attorney general of {s} will appeal.",
    "Wildfires burned 12,000 acres in {s}, and 300 people left their homes.",
    "The {s} Legislature meets for 60 days.",
];

const STATE_AND_TOWNS: &[&str] = &[
    "Voters in {s} go to the polls on Tuesday; lines formed in {t} and {u}.",
    "{T}, {s} (AP) - A tornado tore the roof off a school on Monday.",
    "A truck driver from {t}, {s}, died when his rig overturned near {u}.",
    "Officials in {t} and {u} asked {s} for money to mend the roads.",
];

const WATER: &[&str] = &[
    "A strike on a tanker in the {w} raised the risk for shipping.",
    "A boat with 60 migrants sank in the {w} on Sunday.",
    "The storm crossed the {w} on Friday and gained strength.",
    "The navy searched the {w} for the missing aircraft.",
    "Ships in the {w} were told to turn back.",
    "Oil from the wreck has spread over the {w}.",
];

const REGION: &[&str] = &[
    "Traders feared a wider war in the {r}.",
    "The drought in the {r} is the worst in 40 years.",
    "Leaders from the {r} met to discuss security.",
    "Investors are pulling money out of the {r}.",
    "Several tribes in the {r} have lost their land.",
    "Temperatures across the {r} rose above 45 degrees.",
];

const CITY_ALONE: &[&str] = &[
    "A fire at a hotel in {a} injured three people.",
    "{A} (Reuters) - Two bombs killed 14 people at a market on Thursday.",
    "The museum in {a} bought the painting for 2 million euros.",
    "Talks in {a} ended without a deal on Sunday.",
    "Police in {a} arrested 40 demonstrators.",
    "The airline will fly to {a} from June.",
    "Shares in {a} closed 2 percent lower.",
    "The bank, based in {a}, will cut 900 jobs.",
    "Researchers at a university in {a} published the study.",
    "Thousands marched through {a} to protest against the war.",
    "The firm has its headquarters in {a}, where it employs 1,200 people.",
    "The summit will be held in {a} next year, the organisers said.",
];

const CITY_AND_COUNTRY: &[&str] = &[
    "{A}, {k} (AP) - A ferry capsized in the harbour on Friday.",
    "The firm, based in {a}, {k}, will build a plant.",
    "{k} will open a second airport in {a}.",
    "Police in {a}, in the south of {k}, found 200 kilos of cocaine.",
    "A court in {a} ordered {k} to pay damages.",
    "{a} is the second city of {k}.",
    "He was born in {a}, a port in {k}, in 1956.",
    "Protests spread from {a} to the rest of {k}.",
];

const CITY_AND_DEMONYM: &[&str] = &[
    "{g} police in {a} held a man over a theft of $3 million.",
    "The {g} city of {a} was without power for a third day.",
    "The {g} government said the plant in {a} would close.",
    "{g} troops patrolled {a} after the riots.",
    "In {a}, a {g} court fined the company.",
    "A {g} minister visited {a} on Monday.",
    "The {g} port of {a} was closed by a strike.",
];

const TWO_CITIES: &[&str] = &[
    "Trains between {a} and {b} were cancelled.",
    "{a} and {b} have seen the worst of the violence.",
    "He moved from {b} to {a} at the age of 12.",
    "Hospitals in {a} and {b} ran out of oxygen.",
    "The road from {a} to {b} was blocked by snow.",
];

const CITY_LIST: &[&str] = &[
    "Shares in {a}, {b} and {c} fell on Friday.",
    "The bank has offices in {c}, {a} and {b}.",
    "She has lived in {a}, {b} and {c}.",
    "The tour will visit {b}, {c} and {a}.",
    "Demonstrations were held in {a} and {b}, and in {c} the mayor spoke.",
    "{a} and {c} agreed to talk.",
];

const CITY_AGAINST_STATE: &[&str] = &[
    "{g} police in {a} held a man wanted in {t}, {s}, over a theft of $3 million.",
    "The firm, based in {a}, {k}, will cut 300 jobs in {t}, {s}.",
    "{k}'s prime minister flew from {a} to {t}, {s}, to meet business leaders.",
    "A student from {t}, {s}, was found dead in {a}, {g} officials said.",
    "The {g} embassy said a tourist from {t}, {s}, had been hurt in {a}.",
    "A couple from {t}, {s}, adopted the boys in {a}. {k} changed its law last year.",
    "The company, of {t}, {s}, bought a brewery in {a} from its {g} owner.",
    "The carmaker will move production from {t}, {s}, to {a}, its {g} home.",
    "{A} (Reuters) - A {g} court freed a man from {t}, {s}, on Monday.",
    "Officials in {s} said the suspect had fled to {a}, where {g} police arrested him.",
    "{a} and {k}'s other cities were quiet. In {t}, {s}, relatives waited for news.",
];

const LOCAL_WITH_STATE: &[&str] = &[
    "{A}, {s} (AP) - A tornado hit the town on Monday, and homes in {t} were damaged.",
    "The school board of {a}, {s}, met on Tuesday. Parents from {t} and {u} attended. {a} has two schools.",
    "{A}, {s} - The mayor of {a} said the bridge to {t} would stay closed.",
    "A man from {a} died in a crash near {t}, {s}, on Monday. He had worked in {u}.",
    "Residents of {a} and {t} want {s} to mend the highway to {u}.",
    "The fair in {a}, {s}, drew 4,000 visitors. Next year it moves from {a} to {u}.",
];

const LOCAL_WITHOUT_STATE: &[&str] = &[
    "Firefighters from {a}, {t} and {u} fought the blaze for six hours.",
    "The road between {a} and {t} will be closed on Monday. Drivers can go through {u}.",
    "A man from {u} was hurt in a crash near {a}. He was taken to a hospital in {t}.",
    "The {a} City Council meets on Tuesday. Councils in {t}, {u} and {v} have passed the plan.",
    "Students from {t} and {v} go to high school in {a}. The bus from {u} takes an hour.",
    "Police in {a} asked their colleagues in {t} and {u} for help.",
];

const CAPITALS: &[&str] = &[
    "{c} and {e} agreed to talk about the border.",
    "Officials in {c} said {e} had broken the truce.",
    "Relations between {c} and {e} have cooled. {k} recalled its ambassador.",
    "The minister flew from {c} to {e} on Sunday.",
    "{k} and {l} signed the accord in {c}, and will meet again in {e}.",
];
