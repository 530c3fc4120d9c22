//! Words around a name that tell whether it is a place.

use std::sync::LazyLock;

use crate::document::{Token, hash_lower};

/// What a word near a name says about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub(super) enum Cue {
    /// A place follows: `in`, `near`.
    Into,
    /// `of`.
    Of,
    /// A person follows: `Mr.`, `President`.
    Title,
    /// The one before speaks or acts: `said`.
    Said,
    /// A body of local government or an authority that is named after its place: `Police`, `Council`.
    Authority,
    /// A school, hospital or church, named after a place or a person: `University`, `Hospital`.
    Institution,
    /// A business, medium or club: `Times`, `Bank`, `United`.
    Business,
    /// The last word of a place's name: `Street`, `River`.
    Head,
    /// The first word of a place's name: `Lake`, `Mount`.
    Opener,
    /// A direction: `north`, `eastern`.
    Direction,
    /// A common noun for a place: `city`, `province`, `residents`.
    Noun,
    /// A month or a day.
    Calendar,
    /// `and`, `or`.
    And,
    /// `the`.
    The,
    /// What may stand in lower case inside a name: `of`, `de`, `upon`.
    Inner,
    /// What may end a feature's name in lower case: `corridor`, `nuclear`, `plant`.
    Tail,
    /// What follows a rank, an office of a place: `Mayor`, `Gov.`.
    Office,
    /// War, treaty, accord: the name before it is part of the event's.
    Event,
    /// A sport's word after a club named by its town.
    Sport,
    /// A country's division: `province`, `county`.
    Division,
    /// A place follows that an army takes or a storm hits: `captured`, `shelled`.
    Taken,
    /// An office, an institution or an act of a state: `prime`, `embassy`, `invasion`.
    National,
    /// An office or an institution of a division: `governor`, `legislature`.
    Governor,
    /// A word of towns: `downtown`, `mayor`.
    Town,
    /// A preposition between a noun and the place that it concerns: `with`, `on`.
    Link,
    /// A word that ends the noun phrase before it: `that`, `when`, `because`.
    Function,
}

/// Cues with features in recognition: the first ones. The others serve resolution and the rules.
pub(super) const CUES: usize = 21;

const WORDS: &[(Cue, &str)] = &[
    (
        Cue::Into,
        "in at near from to into outside across around throughout toward towards via through inside between beyond off leaving left entering reached reaching visited visiting visit invaded invading bordering neighboring neighbouring nearby downtown central over against within along under onto behind",
    ),
    (Cue::Of, "of"),
    (
        Cue::Title,
        "mr mr. mrs mrs. ms ms. dr dr. miss sir lord lady dame prof prof. professor president king queen prince princess captain capt. colonel col. general gen. lt. lieutenant sgt. sergeant maj. major cpl. corporal pvt. rev. reverend father bishop pope sheikh imam justice judge detective officer deputy coach actor actress singer author writer analyst spokesman spokeswoman director chairman chairwoman ceo senator sen. sens. rep. reps. congressman congresswoman minister secretary ambassador attorney lawyer brother sister son daughter wife husband mother uncle aunt named by",
    ),
    (
        Cue::Office,
        "mayor governor gov. premier chancellor commissioner sheriff councilman councilwoman alderman superintendent chief prosecutor coroner republican democrat democrats republicans legislature lawmakers voters",
    ),
    (
        Cue::Said,
        "said says told added announced warned insisted denied accused agreed wants will has have had was is were would could should urged claimed called asked replied argued",
    ),
    (
        Cue::Authority,
        "police council county city sheriff department dept. fire municipal district courthouse court town borough township government parliament state metropolitan metro regional public school schools transit port chamber housing planning zoning board council sheriff's circuit superior magistrates magistrates' crown ministry embassy consulate army",
    ),
    (
        Cue::Institution,
        "university college high elementary middle hospital medical academy institute church cathedral library museum community center centre memorial seminary clinic health zoo symphony theatre theater festival fair conference society foundation club hotel inn resort mall",
    ),
    (
        Cue::Business,
        "times post herald tribune news journal gazette chronicle press daily sun star mirror telegraph examiner observer dispatch review sentinel globe inc inc. corp corp. co. ltd ltd. llc plc group bank insurance airlines airways motors energy oil petroleum power electric gas steel mining capital partners holdings industries technologies systems stock exchange trust fund brewery foods company & association union federation party front movement army brigade league",
    ),
    (
        Cue::Sport,
        "united fc f.c. rovers wanderers athletic hotspur villa albion raiders giants eagles bears lions tigers cubs yankees mets red white sox dodgers lakers celtics bulls heat knicks nets rangers bruins devils islanders penguins flyers capitals blues hawks braves cowboys patriots steelers packers vikings saints falcons panthers chiefs broncos chargers dolphins bills jets ravens browns bengals colts texans titans jaguars cardinals rams seahawks 49ers pirates reds brewers twins royals astros mariners angels padres rockies phillies nationals orioles jays rays marlins",
    ),
    (
        Cue::Head,
        "street st st. road rd rd. avenue ave ave. boulevard blvd blvd. drive dr lane ln highway hwy hwy. freeway parkway pike turnpike route trail circle court terrace place plaza square bridge tunnel station airport river creek lake bay beach island islands isle sea ocean gulf strait channel canal harbor harbour pond falls spring springs mountain mountains mount hill hills ridge valley canyon peak volcano glacier desert forest woods park gardens garden cemetery stadium arena field grounds peninsula cape point coast county parish township twp twp. village borough heights estates province region district oblast governorate prefecture territory territories reservation base camp prison jail dam reservoir corridor crossing checkpoint",
    ),
    (
        Cue::Opener,
        "lake mount mt. mt fort ft. port cape camp san santa los las el saint st. st new north south east west upper lower greater grand little great old point isle gulf bay river rue via plaza wadi jabal",
    ),
    (
        Cue::Direction,
        "north south east west northern southern eastern western northeast northwest southeast southwest northeastern northwestern southeastern southwestern upstate greater central mid",
    ),
    (
        Cue::Noun,
        "city town village province region state area county border residents resident suburb neighborhood neighbourhood district capital airport island coast countryside municipality outskirts mayor based native natives born-bred port community metro prison refugee camp government authorities officials troops forces parliament embassy economy suburbs territory peninsula man woman teen teenager couple family firefighters firefighter driver cities towns villages provinces regions states counties districts suburbs streets roads avenues islands areas",
    ),
    (
        Cue::Calendar,
        "january february march april may june july august september october november december jan. feb. mar. apr. jun. jul. aug. sept. oct. nov. dec. monday tuesday wednesday thursday friday saturday sunday",
    ),
    (Cue::And, "and or"),
    (Cue::The, "the"),
    (
        Cue::Inner,
        "de la le du des del da do dos el al an-nahr upon on sur am im an der den und y e les lo ed es ul bin bint i su sous aux en van von",
    ),
    (
        Cue::Tail,
        "nuclear power plant corridor crossing mosque dam bridge peninsula compound complex steelworks rainforest parallel",
    ),
    (
        Cue::Division,
        "province region state county governorate oblast district prefecture department voivodeship municipality parish canton regency krai",
    ),
    (
        Cue::Event,
        "war accord accords treaty agreement declaration massacre attack attacks bombing olympics games cup open marathon summit convention syndrome virus fever",
    ),
    (
        Cue::Taken,
        "took captured seized retook recaptured stormed besieged shelled bombed bombarded liberated occupied overran encircled surrounded hit struck rocked flooded battered evacuated pounded recapture capture seize retake liberate fled",
    ),
    (
        Cue::National,
        "prime president presidents presidential king queen emperor monarch sultan emir army navy troops ambassador ambassadors embassy envoy diplomats diplomat foreign sanctions embargo invasion occupation independence ceasefire cease-fire truce coup junta peacekeepers currency war ally allies exports imports nationals citizens refugees border borders parliament constitution republic kingdom sovereignty nation country ties relations gdp national finance defence defense interior exile visa passport",
    ),
    (
        Cue::Governor,
        "governor gov. gov legislature lawmakers senate senator sen. assembly delegate delegates attorney statehouse state voters province democrat republican rep. chief",
    ),
    (
        Cue::Town,
        "downtown mayor city town village streets suburb suburbs outskirts township municipal municipality neighborhood neighborhoods councilman councilwoman alderman school schools elementary high port residents police firefighters council",
    ),
    (Cue::Link, "with on against from for"),
    (
        Cue::Function,
        "that which who whose where when while because after before since until but as if than then so yet not also for with by on off during under over amid despite is are be been being were was may might must can cannot did does do",
    ),
];

/// Slots of the table: a power of two, three times as many as there are words.
const SLOTS: usize = 2048;

/// The words' keys with their cues, each in the first free slot from its own on; no cues in a free slot.
static TABLE: LazyLock<Vec<(u64, Cues)>> = LazyLock::new(|| {
    let mut table = vec![(0, Cues::default()); SLOTS];
    for (cue, words) in WORDS {
        for key in words.split(' ').map(hash_lower) {
            let mut at = slot(key);
            while table[at].1 != Cues::default() && table[at].0 != key {
                at = (at + 1) % SLOTS;
            }
            table[at] = (key, Cues(table[at].1.0 | 1 << *cue as u32));
        }
    }
    table
});

fn slot(key: u64) -> usize {
    (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 53) as usize
}

/// The cues of a word, as a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Cues(u32);

impl Cues {
    /// Those of every token, in their order.
    pub(crate) fn of_all(tokens: &[Token], out: &mut Vec<Cues>) {
        let table = TABLE.as_slice();
        out.clear();
        out.extend(tokens.iter().map(|token| {
            let mut at = slot(token.key);
            loop {
                match table.get(at) {
                    Some(&(key, cues)) if key == token.key || cues == Cues::default() => break cues,
                    _ => at = (at + 1) % SLOTS,
                }
            }
        }));
    }

    pub(super) fn has(self, cue: Cue) -> bool {
        self.0 & 1 << cue as u32 != 0
    }

    /// The bits of the first [`CUES`] cues.
    pub(super) fn bits(self) -> u32 {
        self.0 & ((1 << CUES) - 1)
    }
}
