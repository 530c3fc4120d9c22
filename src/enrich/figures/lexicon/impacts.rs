//! What happens to people: verbs, participles and nouns.

use super::{
    AFFECTED, DETAINED, DISPLACED, IMPACT_NOUN, INJURED, KILLED, Lexicon, MISSING, PERSON, TRANSITIVE, VERB,
};

pub(super) fn fill(lexicon: &mut Lexicon) {
    lexicon.mark(KILLED | TRANSITIVE | VERB, KILL);
    lexicon.mark(KILLED, DEAD);
    lexicon.mark(KILLED | IMPACT_NOUN, DEATHS);
    lexicon.mark(INJURED | TRANSITIVE, INJURE);
    lexicon.mark(INJURED | IMPACT_NOUN, INJURIES);
    lexicon.mark(MISSING, LOST);
    lexicon.mark(DISPLACED, FLED);
    lexicon.mark(DISPLACED | TRANSITIVE, DISPLACE);
    lexicon.mark(DISPLACED | IMPACT_NOUN, REFUGEES);
    lexicon.mark(DETAINED | TRANSITIVE, DETAIN);
    lexicon.mark(DETAINED | IMPACT_NOUN, DETAINEES);
    lexicon.mark(AFFECTED | TRANSITIVE, AFFECT);
    lexicon.mark(AFFECTED, SICK);
    for nouns in [DEATHS, INJURIES, REFUGEES, DETAINEES] {
        lexicon.mark(PERSON, nouns);
    }
}

const KILL: &str = "kill kills killed killing murdered murdering slain slaying massacred massacring executed executing \
    beheaded lynched assassinated slaughtered slaughtering gunned drowned drowning electrocuted crushed";
const DEAD: &str = "dead died dying die dies perished perish drowned murder murders killing killings massacre \
    execution executions slayings assassination beheading succumbed suicide decapitated";
const DEATHS: &str =
    "death deaths fatality fatalities dead corpse corpses bodies body martyrs martyr homicides homicide";
const INJURE: &str = "injure injures injured injuring wound wounds wounded wounding hurt hurting hurts maimed maiming \
    stabbed burned burnt hospitalized hospitalised hospitalizing";
const INJURIES: &str = "injury injuries injured wounded";
const LOST: &str = "missing unaccounted disappeared vanished";
const FLED: &str = "exodus displacement displacements relocation resettlement expulsion expulsions deportation deportations eviction evictions fled flee flees fleeing homeless evicted uprooted";
const DISPLACE: &str = "displace displaces displaced displacing uprooting expelled expelling deported deporting evict \
    evicting relocated relocating resettled resettling rehoused";
const REFUGEES: &str = "displacements refugee refugees displaced idps idp";
const DETAIN: &str = "detain detains detained detaining arrest arrests arrested arresting jailed jailing imprisoned \
    imprisoning captured capturing kidnapped kidnapping abducted abducting apprehended apprehending incarcerated \
    nabbed seized custody hostage detention kidnapping abduction imprisonment";
const DETAINEES: &str = "detainee detainees prisoner prisoners inmate inmates hostage hostages arrests arrest captives \
    detentions abductions abductees";
const AFFECT: &str = "affect affects affected affecting infected infecting stranded stranding evacuated evacuating \
    evacuate rescued rescuing rescue rescues trapped trapping quarantined sickened sickening poisoned poisoning \
    contracted hospitalised diagnosed";
const SICK: &str = "evacuation evacuations besieged trapped quarantine infected ill sick starving starve malnourished hungry need needing sheltering evacuee evacuees infections \
    positive";
