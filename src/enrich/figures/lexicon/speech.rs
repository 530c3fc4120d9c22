//! Verbs and nouns of saying.

use super::{DATA, Lexicon, SHOWS, SOURCE, SPEECH, VERB};

pub(super) fn fill(lexicon: &mut Lexicon) {
    lexicon.mark(SPEECH | VERB, SAYING);
    lexicon.mark(SPEECH, ALSO_NOUNS);
    lexicon.mark(SHOWS | VERB, SHOWING);
    lexicon.mark(DATA, DATA_NOUNS);
    lexicon.mark(SOURCE, "according citing quoting");
}

const SAYING: &str = "said says say saying told tells telling added adds adding announced announces announcing stated states \
    stating noted notes noting claimed claims claiming reported reports reporting confirmed confirms confirming declared declares declaring \
    revealed reveals revealing warned warns warning argued argues arguing insisted insists explained explains explaining wrote writes \
    tweeted tweets predicted predicts forecasts forecasted estimated estimates estimating testified testifies \
    denied denies acknowledged acknowledges admitted admits stressed stresses suggested suggests recalled recalls \
    conceded boasted cautioned continued concluded contended contends alleged alleges asserted asserts commented \
    remarked replied responded believes believed expects expected projected reckons reiterated emphasized emphasised pledged \
    promised vowed indicated indicates disclosed discloses informed maintained lamented observed quipped posted \
    calculates calculated complained cited quoted asked hopes thinks pointed outlined clarified reaffirmed detailed";
const ALSO_NOUNS: &str = "estimate forecast report claim put puts project tweet warn argue predict announce believe expect confirm think points agree agrees agreed";
const SHOWING: &str = "showed shows show shown found finds indicated indicates indicate suggests suggested suggest revealed reveals reveal estimate";
const DATA_NOUNS: &str = "data figures statistics survey poll study report reports research census records results numbers \
    analysis review audit pictures footage documents filing filings estimates index bulletin investigation findings \
    barometer tally count rumors rumours readings surveys studies polls";
