//! The flags of words.

macro_rules! flags {
    ($($(#[doc = $doc:literal])* $name:ident = $bit:literal;)*) => {
        bitflags::bitflags! {
            /// A set of parts that a word can play. A word often has several (`second`, `may`, `pound`, `won`).
            #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
            pub(crate) struct Flags: u128 {
                $($(#[doc = $doc])* const $name = 1 << $bit;)*
            }
        }
        $(
            $(#[doc = $doc])*
            #[allow(dead_code, reason = "a pattern names a flag by its text")]
            pub(crate) const $name: Flags = Flags::$name;
        )*
    };
}

// Each flag is also a constant of this module, so that a rule reads `view.has(i, MONTH | WEEKDAY)`.
flags! {
    /// A cardinal below a hundred: `seven`, `forty`.
    NUMBER = 0;
    /// Multiplies the number before it: `hundred`, `million`, `bn`, `crore`.
    SCALE = 1;
    /// Hints at a number: `dozens`, `thousands`.
    HINT = 2;
    /// A function word, which carries no topic.
    STOP = 3;
    /// `half`, `quarter`, `thirds`.
    FRACTION = 4;
    /// `doubled`, `halved`, `twice`, `threefold`.
    MULTIPLE = 5;
    /// Names a unit of measure.
    UNIT = 6;
    /// Names a currency.
    CURRENCY = 7;
    /// An ISO 4217 code (in capitals).
    CURRENCY_CODE = 8;
    /// Adjective of a country: `Canadian`.
    DEMONYM = 9;
    /// A month.
    MONTH = 10;
    /// A day of the week.
    WEEKDAY = 11;
    /// A noun for people.
    PERSON = 12;
    /// Death: `killed`, `deaths`.
    KILLED = 13;
    /// Injury: `wounded`, `injuries`.
    INJURED = 14;
    /// `missing`, `unaccounted`.
    MISSING = 15;
    /// Loss of a home: `displaced`, `refugees`.
    DISPLACED = 16;
    /// Arrest and abduction: `detained`, `hostages`.
    DETAINED = 17;
    /// Another harm, or a rescue: `infected`, `evacuated`.
    AFFECTED = 18;
    /// A noun that names the harm and counts people by itself: `deaths`, `refugees`.
    IMPACT_NOUN = 19;
    /// A verb of saying.
    SPEECH = 20;
    /// A verb by which data speak: `showed`, `found`.
    SHOWS = 21;
    /// A noun for data: `survey`, `figures`, `report`.
    DATA = 22;
    /// `of`, `in`, `near`.
    PREPOSITION = 23;
    /// `and`, `because`, `then`.
    CONJUNCTION = 24;
    /// `the`, `this`, `every`.
    DETERMINER = 25;
    /// `is`, `had`, `won't`.
    AUXILIARY = 26;
    /// `he`, `themselves`, `something`.
    PRONOUN = 27;
    /// `who`, `which`, `where`.
    RELATIVE = 28;
    /// `also`, `still`, `nearly`.
    ADVERB = 29;
    /// A verb form that is hardly ever a noun.
    VERB = 30;
    /// Stands before a number that is part of a name: `Resolution`, `page`, `Boeing`.
    NAMES_NUMBER = 31;
    /// The last word of a street's name: `Street`, `Avenue`.
    STREET = 32;
    /// Near two numbers with a dash it makes them a score.
    SPORT = 33;
    /// A change of an amount: `rose`, `cut`.
    CHANGE = 34;
    /// An index or a market.
    MARKET = 35;
    /// Ends in `s` but is no plural, or is a plural that stands before nouns (`sports`).
    NOT_PLURAL = 36;
    /// A plural without `s`.
    PLURAL = 37;
    /// An active verb whose object suffers the harm: `killed`, `wounded`.
    TRANSITIVE = 38;
    /// A capitalised plural that is no people: `Oscars`.
    THING = 39;
    /// `today`, `yesterday`, `last`, `late`.
    TIME = 40;
    /// A short form of a scale that must be glued to its number or follow a currency: `m`, `k`, `b`.
    SHORT_SCALE = 41;
    /// Qualifies the number behind it: `about`, `nearly`.
    QUALIFIER = 42;
    /// An institution or office that makes statements: `ministry`, `police`, `spokesman`.
    SPEAKER = 43;
    /// `a`, `an`.
    ARTICLE = 44;
    /// `several`, `few`, `many`.
    FEW = 45;
    /// A source follows: `according`, `citing`.
    SOURCE = 46;
    /// A noun that sums of money are sums of: `investment`, `revenue`, `damages`.
    FUNDS = 47;
    /// Opens a sentence, where a name might go on.
    SENTENCE_OPENER = 49;
    /// Behind metres it makes them the distance of a race: `60m hurdles`.
    RACE = 50;
    /// A telephone number follows: `call`, `hotline`.
    DIALLED = 51;
    /// The number of a case or of a document follows: `reference`, `docket`.
    REFERENCE = 52;
    /// A number behind it is always part of the name: `Maroon 5 fans`.
    BRAND = 53;
    /// A noun of a measure or a tally: `toll`, `turnout`.
    TALLY = 54;
    /// A word of cricket, beside which bare numbers are runs.
    INNINGS = 55;
    /// Behind a number and a hyphen it is not counted: `two-way`, `five-star`.
    UNCOUNTED = 56;
    /// Makes a month or a number of four digits behind it a date: `in`, `since`, `until`.
    BEFORE_DATE = 57;
    /// Leads ahead with `to`: `expected to`, `plans to`.
    PLAN = 58;
    /// Tells the beginning of a thing: `founded`, `built`, `born`.
    FOUNDING = 59;
    /// Leads from a distance to the place that it is measured from: `north`, `away`, `off`.
    DIRECTION = 60;
    /// Tells that a report came out: `published`, `released`.
    PUBLICATION = 61;
    /// A stretch of time that returns each year: `month`, `period`.
    PERIOD = 62;
    /// A preposition of place: `in`, `near`, `across`.
    LOCATIVE = 63;
    /// Begins a clause that depends on another: `since`, `after`, `because`.
    SUBORDINATOR = 64;
    /// A noun for a town: `the city`, `the village`.
    CITY_NOUN = 65;
    /// A noun for a country: `the republic`.
    COUNTRY_NOUN = 66;
    /// A noun for a first-level part of a country: `the province`, `the state`.
    DIVISION_NOUN = 67;
    /// A noun for a second-level part of a country: `the district`, `the county`.
    DISTRICT_NOUN = 68;
    /// A verb by which a disaster or an attack reaches a place: `hit`, `struck`.
    STRIKES = 69;
    /// A verb of saying behind which a clause follows, with or without `that`.
    BARE_CLAUSE = 70;
    /// A verb of saying with an addressee: `told reporters`.
    ADDRESSED = 71;
    /// A verb that speaks only with `that`, a quotation, a colon, or behind what is said.
    NEEDS_CUE = 72;
    /// A verb that speaks only with such a mark or behind a speaker.
    NEEDS_SUBJECT = 73;
    /// A form that is a noun too.
    NOUN_TOO = 74;
    /// A verb by which somebody contradicts what follows.
    DENIES = 75;
    /// A verb of asking: what follows is not said.
    ASKS = 76;
    /// A noun of counting that has a counter: `by the ministry's count`.
    COUNTING = 77;
    /// A word in -ly that is no adverb.
    NO_ADVERB = 78;
    /// A title, role, relation or given name of a man.
    MALE = 79;
    /// A title, role, relation or given name of a woman.
    FEMALE = 80;
    /// A given name that tells a gender for certain.
    GIVEN_NAME = 81;
    /// A verb by which somebody gives a count or foresees an amount: `gave a toll of 38`.
    GIVES = 82;
    /// A noun that says no more than that it is a person: `man`, `child`.
    SOMEBODY = 83;
    /// A verb of timetables: `departs`, `opens`, `kicks`.
    SCHEDULE = 84;
    /// A step in somebody's life: `retired`, `sent to prison`.
    LIFE = 85;
    /// A noun whose regular plural has the same flags. The reader of the tables adds the plural.
    COUNTABLE = 48;
}

/// The flags of a name: one flag, or a union of this module.
pub(crate) fn named(name: &str) -> Option<Flags> {
    match name {
        "FUNCTION" => Some(FUNCTION),
        "IMPACT" => Some(IMPACT),
        _ => Flags::from_name(name),
    }
}

/// All harms.
pub(crate) const IMPACT: Flags =
    KILLED.union(INJURED).union(MISSING).union(DISPLACED).union(DETAINED).union(AFFECTED);

/// Words at which a noun phrase ends.
pub(crate) const FUNCTION: Flags = PREPOSITION
    .union(CONJUNCTION)
    .union(DETERMINER)
    .union(AUXILIARY)
    .union(PRONOUN)
    .union(RELATIVE)
    .union(ADVERB);
