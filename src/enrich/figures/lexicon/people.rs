//! Nouns for people: whatever they count has the unit `person`.

use super::{Lexicon, PERSON, PLURAL, SPEAKER};

pub(super) fn fill(lexicon: &mut Lexicon) {
    lexicon.mark_nouns(PERSON, ROLES);
    lexicon.mark_nouns(PERSON, RELATIVES);
    lexicon.mark_nouns(PERSON, WORKERS);
    lexicon.mark_nouns(PERSON | SPEAKER, SPEAKERS);
    lexicon.mark(PERSON | PLURAL, COLLECTIVE);
    lexicon.mark(SPEAKER, INSTITUTIONS);
}

const ROLES: &str = "person human individual man woman boy girl baby infant toddler newborn teen teenager \
    youth youngster adult adolescent senior pensioner elder kid citizen resident inhabitant villager dweller \
    islander native local neighbor neighbour national foreigner expatriate expat visitor tourist traveler traveller \
    vacationer holidaymaker guest migrant immigrant emigrant refugee evacuee returnee exile asylum-seeker seeker \
    victim survivor casualty fatality hostage captive abductee kidnapper prisoner inmate detainee convict suspect defendant \
    accused accomplice perpetrator attacker assailant gunman bomber shooter sniper robber thief burglar thug \
    smuggler trafficker dealer gangster criminal offender murderer killer terrorist militant insurgent rebel \
    extremist jihadist jihadi islamist guerrilla fighter combatant mercenary separatist partisan paramilitary \
    soldier troop serviceman servicewoman marine sailor airman paratrooper commando conscript reservist veteran \
    recruit peacekeeper officer policeman policewoman constable trooper cop deputy guard guardsman ranger agent \
    firefighter fireman paramedic rescuer lifeguard protester protestor demonstrator rioter activist campaigner \
    marcher striker supporter opponent follower believer worshipper worshiper pilgrim parishioner devotee mourner \
    voter elector delegate candidate contender contestant participant attendee entrant competitor finalist \
    semifinalist nominee winner loser champion medalist medallist athlete player footballer cricketer batsman \
    bowler pitcher goalkeeper midfielder defender quarterback runner swimmer cyclist boxer golfer rider jockey \
    skier skater gymnast rower wrestler teammate debutant spectator fan reader viewer listener subscriber follower \
    user customer client consumer shopper buyer purchaser seller vendor merchant trader shareholder stockholder \
    investor creditor depositor borrower lender taxpayer ratepayer homeowner householder landlord tenant renter \
    passenger commuter motorist driver biker motorcyclist pedestrian bystander passer-by onlooker passenger \
    student pupil schoolchild schoolgirl schoolboy undergraduate graduate alumnus freshman sophomore learner \
    applicant claimant beneficiary recipient donor volunteer patient carrier contact member colleague partner \
    witness juror plaintiff complainant petitioner signatory respondent celebrity star fugitive escapee stowaway \
    servant slave orphan widow widower beggar squatter peasant settler nomad civilian noncombatant minor \
    millionaire billionaire entrepreneur founder crewman crewmember crew-member castaway climber hiker camper \
    skydiver diver surfer trekker mountaineer sherpa faithful breadwinner grandmaster transgender drinker smoker \
    addict diabetic sufferer amputee twin triplet bride groom couple newcomer starter \
    companion accuser parolee female male juvenile dispatcher exhibitor influencer alderman alderwoman guy celeb grower \
    attendant caller gamer enthusiast daredevil namesake rival occupant pirate diner grandkid buddy \
    jobseeker evangelist survivor hitchhiker trespasser looter arsonist hijacker stalker rapist molester predator \
    predecessor successor counterpart co-worker coworker roommate housemate classmate schoolmate flatmate guest \
    speaker panelist panellist presenter host hostess usher enforcer insider outsider loyalist royalist monarchist \
    hacker abuser molester drug-user nonsmoker shopkeeper innkeeper bookmaker bookseller trafficker negotiator \
    cardholder policyholder stakeholder officeholder bondholder policymaker lawmaker caretaker undertaker babysitter \
    cheerleader backpacker sunbather swimmer snorkeler rafter kayaker sailor yachtsman balloonist aviator \
    bicyclist snowboarder skateboarder racer sprinter hurdler marathoner lifter \
    winger defenseman goalie linebacker outfielder infielder catcher reliever rookie trialist walker jogger";

const RELATIVES: &str = "father mother parent son daughter brother sister sibling grandfather grandmother grandparent \
    grandson granddaughter grandchild uncle aunt cousin nephew niece husband spouse dependent dependant \
    relative descendant ancestor stepson stepdaughter friend girlfriend boyfriend";

const WORKERS: &str = "worker laborer labourer employee employer staffer colleague miner builder farmer farmhand \
    fisherman fisher herder herdsman shepherd logger carpenter plumber electrician engineer technician mechanic welder \
    scientist researcher academic scholar professor lecturer teacher educator instructor principal tutor coach \
    trainer referee umpire doctor physician surgeon nurse midwife dentist pharmacist therapist psychologist \
    psychiatrist caregiver carer cleaner janitor cook chef waiter waitress bartender barista cashier clerk \
    secretary receptionist accountant auditor banker broker economist consultant lawyer attorney barrister \
    solicitor prosecutor magistrate architect designer artist actor actress singer musician dancer performer \
    comedian writer author poet novelist journalist reporter editor photographer cameraman filmmaker producer \
    broadcaster blogger publisher pilot stewardess steward captain seaman seafarer docker stevedore trucker \
    courier mailman programmer developer coder hacker inventor astronaut cosmonaut priest bishop monk nun imam \
    cleric rabbi pastor missionary preacher contractor subcontractor apprentice intern trainee freelancer retiree \
    maid porter gardener butcher baker tailor weaver artisan craftsman salesman saleswoman saleswoman manager \
    executive director chairman supervisor foreman administrator operator politician lawmaker legislator senator \
    congressman congresswoman parliamentarian councillor councilor councilman councilwoman councilmember mp mla mep \
    mlas governor mayor minister ambassador diplomat envoy commissioner king queen prince princess lord leader \
    chief head president premier dissident defector spy informant whistleblower mediator negotiator inspector \
    investigator detective observer monitor expert specialist advisor adviser aide assistant helper intellectual \
    professional colleague sheriff lieutenant sergeant colonel general cadet bodyguard bouncer prostitute";

const SPEAKERS: &str = "official spokesman spokeswoman spokesperson analyst pollster forecaster source critic \
    representative authority";

const COLLECTIVE: &str = "people police troops personnel staff crew children schoolchildren grandchildren folk folks \
    dead wounded injured missing displaced homeless unemployed jobless poor elderly disabled infected hospitalized \
    hospitalised wives alumni others newborns gunmen kin persons passers-by youths servicemen infantry cavalry \
    asylum-seekers rohingya uighurs uyghurs";

const INSTITUTIONS: &str = "ministry department government agency commission committee council court bureau office \
    police army military company firm bank fund union association federation organization organisation institute \
    university hospital newspaper network channel group party campaign administration board authority authorities \
    officials statement opposition rebels hospital observatory coalition team media press nations countries sides parties allies governments website organisers organizers reuters president minister white kremlin palace committee nato hamas taliban investigators statement think-tank state centre center club library charity insurer airline manufacturer startup operator spokesman spokeswoman regulator watchdog parliament senate judge jury prosecution defense \
    defence indictment complaint affidavit lawsuit bill law ministry embassy";
