//! The words of roles, each with what it may do in one.

use std::sync::LazyLock;

use crate::enrich::names::table::Table;

/// What a word may do; several bits may be set.
pub(in super::super) type Flags = u16;

/// Says what a person is: `minister`, `goalkeeper`.
pub(in super::super) const NOUN: Flags = 1;
/// The plural of such a word: `ministers`.
pub(in super::super) const PLURAL: Flags = 1 << 1;
/// Stands before such a word: `former`, `deputy`, `police`.
pub(in super::super) const MODIFIER: Flags = 1 << 2;
/// Leads from a role to what it is a role in: `of`, `for`, `at`.
pub(super) const LINK: Flags = 1 << 3;
/// Stands before a name as its title: `Mr`, `President`.
pub(in super::super) const TITLE: Flags = 1 << 4;
/// A title that says no role: `Mr`, `Dr`.
pub(in super::super) const COURTESY: Flags = 1 << 5;
/// Ends a role: verbs, conjunctions, pronouns.
pub(super) const END: Flags = 1 << 6;
/// No part of a role, though it may begin a sentence with a capital: `The`, `Meanwhile`.
pub(in super::super) const SMALL: Flags = 1 << 7;
/// Such a word that means other things too, so that something must stand around it: `head`, `forward`.
pub(super) const VAGUE: Flags = 1 << 8;
/// An article or a possessive pronoun.
pub(super) const ARTICLE: Flags = 1 << 9;
/// A form of `to be` and the like, between a person and what they are.
pub(super) const COPULA: Flags = 1 << 10;
/// Puts somebody into a role: `appointed`, `elected`.
pub(super) const APPOINTS: Flags = 1 << 11;
/// An adverb before a role that is no part of it: `now`, `also`.
pub(super) const ADVERB: Flags = 1 << 12;
/// Says whose relative a person is.
pub(super) const KIN: Flags = 1 << 13;

static WORDS: LazyLock<Table> = LazyLock::new(|| {
    let several: Vec<String> = LISTS
        .iter()
        .filter(|(_, flags)| flags & NOUN != 0)
        .map(|(list, _)| list.split_whitespace().map(plural).collect::<Vec<_>>().join(" "))
        .collect();
    Table::new(LISTS.into_iter().chain(several.iter().map(|list| (list.as_str(), PLURAL))))
});

/// What a word may do in a role.
pub(in super::super) fn flags(key: u64) -> Flags {
    WORDS.get(key)
}

fn plural(word: &str) -> String {
    if let Some(stem) = word.strip_suffix("man") {
        return format!("{stem}men");
    }
    match word.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o'])) {
        Some(stem) => format!("{stem}ies"),
        None if word.ends_with(['s', 'x']) || word.ends_with("ch") || word.ends_with("sh") => {
            format!("{word}es")
        }
        None => format!("{word}s"),
    }
}

/// The words, by what they may do.
const LISTS: [(&str, Flags); 20] = [
    // Government and state.
    (
        "minister president premier chancellor governor senator representative congressman \
         congresswoman assemblyman assemblywoman selectman councillor councilor councilman \
         councilwoman alderman mayor deputy secretary undersecretary commissioner ambassador \
         envoy consul diplomat attache attach\u{e9} emissary lawmaker legislator parliamentarian \
         politician statesman mp mep mla mna mlc mpp msp speaker whip delegate nominee candidate \
         contender frontrunner incumbent appointee bureaucrat administrator registrar ombudsman \
         comptroller treasurer auditor clerk regulator prefect adviser advisor aide counsellor \
         counselor magistrate judge justice jurist prosecutor attorney lawyer advocate solicitor \
         barrister counsel litigator sheriff constable inspector detective superintendent marshal \
         officer policeman policewoman patrolman trooper investigator coroner pathologist \
         examiner warden firefighter fireman paramedic medic colonel captain lieutenant sergeant \
         corporal brigadier admiral commodore commander commandant soldier airman seaman cadet \
         veteran dictator strongman warlord chieftain elder king queen prince princess emperor \
         empress sultan emir monarch duke duchess earl baron baroness heir tsar czar shah ruler \
         leader spokesman spokeswoman spokesperson negotiator mediator rapporteur observer \
         dissident defector exile refugee activist campaigner protester organiser organizer \
         strategist pollster lobbyist speechwriter ally rival opponent critic",
        NOUN,
    ),
    // Religion.
    (
        "pope bishop archbishop cardinal patriarch imam mufti ayatollah cleric rabbi pastor \
         preacher evangelist reverend vicar priest chaplain deacon abbot abbess nun monk friar \
         missionary theologian lama guru prophet",
        NOUN,
    ),
    // Business and work.
    (
        "chairman chairwoman chairperson chair director manager supervisor coordinator executive \
         ceo cfo coo cto cio cmo founder cofounder owner proprietor shareholder investor \
         financier banker trader broker dealer merchant retailer shopkeeper grocer butcher baker \
         entrepreneur businessman businesswoman industrialist magnate mogul tycoon billionaire \
         millionaire philanthropist oligarch economist analyst accountant consultant planner \
         controller vendor salesman saleswoman developer contractor builder landlord landowner \
         tenant realtor employer employee worker coworker colleague labourer laborer foreman \
         technician mechanic electrician plumber carpenter welder miner engineer architect \
         designer surveyor programmer coder hacker blogger vlogger youtuber influencer tiktoker \
         streamer farmer rancher grower fisherman herder shepherd pastoralist beekeeper gardener \
         forester winemaker brewer distiller restaurateur chef cook waiter waitress bartender \
         barista hotelier driver trucker cabbie chauffeur pilot aviator astronaut cosmonaut \
         navigator sailor stewardess steward conductor courier postman cleaner janitor \
         housekeeper nanny babysitter maid receptionist cashier assistant intern trainee \
         apprentice volunteer hairdresser barber tailor seamstress couturier jeweller jeweler \
         watchmaker craftsman artisan potter weaver blacksmith facilitator recruiter publicist \
         valuer orchardist mec mmc taoiseach tanaiste sarpanch tahsildar kagawad \
         promoter impresario steelworker unionist boss trustee assessor appraiser adjuster",
        NOUN,
    ),
    // Science, health and learning.
    (
        "professor lecturer researcher scientist scholar academic physicist chemist biologist \
         microbiologist ecologist botanist zoologist geologist geophysicist seismologist \
         volcanologist meteorologist climatologist oceanographer hydrologist astronomer \
         astrophysicist mathematician statistician demographer geographer historian archaeologist \
         archeologist anthropologist sociologist psychologist psychiatrist psychotherapist \
         therapist neurologist neuroscientist epidemiologist virologist immunologist oncologist \
         cardiologist dermatologist paediatrician pediatrician gynaecologist gynecologist \
         obstetrician radiologist surgeon physician doctor gp dentist pharmacist nurse midwife \
         carer caregiver veterinarian nutritionist dietitian dietician physiotherapist \
         entomologist ornithologist conservationist naturalist environmentalist agronomist \
         criminologist linguist philosopher ethicist librarian curator archivist teacher tutor \
         educator headteacher headmaster headmistress principal dean provost rector student pupil \
         undergraduate graduate alumnus freshman sophomore schoolgirl schoolboy schoolteacher \
         expert specialist technologist inventor vet handler chronicler toxicologist palaeontologist paleontologist",
        NOUN,
    ),
    // Arts and media.
    (
        "actor actress comedian entertainer performer singer songwriter vocalist rapper musician \
         drummer guitarist bassist keyboardist pianist violinist cellist saxophonist trumpeter \
         composer lyricist maestro soprano tenor baritone dj dancer ballerina choreographer \
         producer filmmaker screenwriter scriptwriter playwright dramatist cinematographer \
         cameraman animator illustrator cartoonist artist painter sculptor photographer \
         photojournalist model supermodel stylist writer author novelist poet essayist biographer \
         translator publisher editor columnist commentator reviewer journalist reporter \
         correspondent broadcaster newscaster newsreader anchor anchorman presenter moderator \
         interviewer pundit announcer collector auctioneer frontman showman magician socialite \
         celebrity icon superstar legend laureate",
        NOUN,
    ),
    // Sport.
    (
        "coach trainer skipper striker midfielder defender goalkeeper goalie winger playmaker \
         footballer cricketer batsman batter bowler spinner seamer wicketkeeper pitcher \
         quarterback linebacker player teammate champion medallist medalist winner olympian \
         paralympian athlete sprinter hurdler runner marathoner jumper decathlete heptathlete \
         swimmer diver rower surfer skater skier snowboarder gymnast boxer wrestler judoka fencer \
         archer weightlifter cyclist rider racer jockey golfer grandmaster referee umpire \
         linesman selector rookie debutant opener allrounder fullback flanker goalscorer substitute heavyweight middleweight welterweight",
        NOUN,
    ),
    // People to whom things happen.
    (
        "resident neighbour neighbor villager townsman citizen expatriate survivor passenger \
         motorist pedestrian bystander onlooker witness eyewitness whistleblower informant \
         suspect defendant convict inmate prisoner detainee fugitive gunman assassin killer \
         murderer rapist robber burglar kidnapper smuggler trafficker gangster mobster kingpin \
         ringleader mastermind hijacker bomber terrorist extremist militant jihadist insurgent \
         rebel guerrilla fighter plaintiff complainant petitioner appellant claimant juror victim \
         patient donor customer member participant spectator supporter follower disciple pilgrim \
         tourist traveller traveler hiker climber mountaineer explorer adventurer settler migrant \
         immigrant pensioner lifeguard rescuer hunter",
        NOUN,
    ),
    // Relatives and friends.
    (
        "wife husband spouse widow widower fiance fiancee fianc\u{e9} fianc\u{e9}e girlfriend boyfriend \
         partner father mother dad mum mom stepfather stepmother stepson stepdaughter son \
         daughter brother sister sibling twin grandfather grandmother grandson granddaughter \
         uncle aunt nephew niece cousin godfather godmother friend confidant mentor successor \
         predecessor classmate roommate",
        NOUN | KIN,
    ),
    // Words that mean other things too.
    (
        "native republican democrat chief head lead fellow forward international official star guard associate general major \
         private host agent fan mate count comic buyer seller driller scout captain supporter \
         partner model icon legend seed favourite favorite",
        NOUN | VAGUE,
    ),
    // Titles cut short.
    (
        "cllr cllr. dep. gov. sen. rep. gen. col. capt. lt. maj. sgt. cpl. adm. brig. cmdr. insp. supt. det. \
         prof. rev. fr. amb. pvt. gov sen prof rev sgt lt col gen capt det insp supt cpl const const. ch. pc dc ds \
         di dci wo hon. dy. asst. addl. ssp acp dcp asp",
        NOUN | TITLE,
    ),
    // Titles before a name that are no part of it.
    (
        "president prince princess king queen pope minister senator governor judge justice sheikh \
         sheikha prime chancellor sergeant captain colonel general lieutenant major inspector \
         constable detective commissioner ambassador cardinal archbishop bishop rabbi imam \
         ayatollah professor reverend mayor premier emperor emir congressman congresswoman \
         councillor admiral commodore brigadier superintendent corporal magistrate sheriff",
        TITLE,
    ),
    // Titles that say no role.
    (
        "mr mr. mrs mrs. ms ms. miss dr dr. sir dame madam madame mme monsieur mx mx. messrs \
         messrs. shri smt smt. se\u{f1}or se\u{f1}ora tan sri datuk dato datin seri tun engr engr. atty \
         atty. hon hon. honourable honorable cr ven ven. venerable",
        TITLE | COURTESY,
    ),
    // Before such words.
    (
        "former permanent then ex late deputy vice acting interim chief senior junior general executive \
         prime foreign press police fire finance defence defense health interior state federal \
         managing assistant associate national regional local opposition party crown lead head \
         military army navy team club company government trade union human rights district county \
         city village town school university college research economic security intelligence \
         communications media sports founding past presidential congressional campaign world olympic \
         veteran co first longtime renowned prominent outgoing incoming technical medical \
         marketing operations investment fund portfolio market oil energy culture education \
         justice home affairs environment agriculture transport information anonymous criminal \
         defending public relations legal policy programme program project staff group division \
         attorney coalition cabinet shadow parliamentary governing ruling council committee \
         commission board bank business tech technology software arts art film movie tv \
         television radio news newspaper magazine music pop rock rap folk hip hop jazz opera \
         fashion food wine sales product account resources hr it data climate weather water power \
         gas mining steel car auto motor aviation airline rail railway bus taxi truck delivery \
         construction building property housing real estate insurance tax customs immigration \
         border prison hospital clinic emergency ambulance rescue disaster relief aid charity \
         welfare labour labor employment youth student women men girls boys children left right \
         wing back centre center full half fast star top award winning retired disgraced jailed \
         ousted exiled deposed alleged suspected confessed fugitive elder eldest younger youngest \
         older oldest twin newly elected reigning current longest serving famed famous popular \
         legendary controversial influential outspoken respected acclaimed celebrated noted \
         eminent ranking supreme high appeals appeal circuit court trial air traffic space rocket \
         nuclear wildlife animal dairy cattle rice tea coffee cotton child family life science \
         sciences computer web internet cyber special crime homicide murder drug gang bomb hockey \
         football soccer basketball baseball cricket rugby tennis golf swimming boxing cycling \
         racing formula track field volleyball netball handball surfing skating skiing rowing \
         sailing wrestling chess snooker athletics gymnastics premier league varsity surviving \
         teenage young elderly pregnant disabled blind wealthy rich poor moderate green duty \
         ground service services front bench spokes vocational wear ready development planning \
         spokesperson leader",
        MODIFIER,
    ),
    // From a role to what it is a role in.
    ("of for to at in with from on de und du and &", LINK),
    // What ends a role.
    (
        "who which whose whom said says told added was is were are has had have will would died \
         but as when where while that after before because since been he she they it not if than \
         or until during speaking adding according amid despite whereas although though so \
         yesterday today tomorrow monday tuesday wednesday thursday friday saturday sunday can \
         could should may might must do does did about over under into unless whether",
        END,
    ),
    // What begins sentences and no role.
    (
        "the a an in on at but and for when after as by with from of to his her its their our my \
         your this that these those he she it we they you i even only also now still yet just \
         later earlier then meanwhile however moreover instead despite although though while \
         since because if before during until among amid both either neither all some many most \
         more few each every other another such so thus therefore hence not no nor or like unlike \
         according following including under over against between through there here what who how \
         why where once again perhaps maybe yes indeed unless whether photo photos video read watch said says \
         say asked told added is was are were",
        SMALL,
    ),
    // Articles and the like.
    ("a an the his her their its our my your this that whose another one", ARTICLE),
    // Between a person and what they are.
    ("is was became becomes remains remained been be being are were", COPULA),
    // Into a role.
    (
        "appointed named elected reelected nominated chosen hired reappointed inaugurated \
         promoted crowned designated picked selected voted",
        APPOINTS,
    ),
    // Beside a role.
    (
        "now also currently still then once formerly previously himself herself again already \
         both",
        ADVERB,
    ),
];
