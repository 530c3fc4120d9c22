//! The tests of the rules by which two numbers compete.

use super::Pair;
use crate::article::enriched::Dimension;
use crate::document::Sentence;
use crate::enrich::figures::draft::{Draft, Kind, Standing};
use crate::enrich::figures::figure::Figure;
use crate::enrich::figures::impact;
use crate::enrich::figures::reject::looks_like_year;
use crate::enrich::pattern::patterns;
use crate::enrich::view::{View, WIDE};
use crate::lexicon::word_lists;
use crate::lexicon::{DENIES, DETERMINER, SPEECH};

word_lists! {
    "figures":
    ADDITIONS, CONTRASTS, DISPUTING_VERBS, GROUPS_OF_VICTIMS, PERIODS, PERIOD_DETERMINERS, RECOVERIES, VICTIMS,
}

patterns! {
    "figures":
    /// `Police recorded 31 arrests`: the subject tells its own count.
    OWN_COUNT = ["<word> recorded|counted|confirmed|registered ^"];
    /// `The opposition said 60 were hurt`.
    SAID = ["SPEECH that? ^"];
    DAMAGE = ["^ DAMAGE_VERBS"];
    /// `put the damage at 9 million`.
    PUT_SUM = [
        "put|puts|putting|estimated the|its? it|damage|losses|cost at ^",
        "it|damage|losses|cost was|were|is put|estimated at ^",
    ];
    /// `but insurers estimate 9 million`.
    ESTIMATED_SUM = ["estimate|estimates|estimated it? at? ^ <stop>"];
    /// `was put at 4 million by the council`: who puts it, behind the sum.
    PUT_BY = ["put|given|estimated at ^ by <word>"];
    /// `had taken part`, `were on strike`.
    CROWD = ["^ CROWD_WORDS", "^ taken|took|take part", "^ on strike"];
    /// `43 people in Kalam alone`: a part.
    ALONE = [
        "^ alone",
        "^ here? in <name> alone",
        "^ here? in the|this|our|one <word> alone",
        "^ in <name> <name> alone",
    ];
    /// `; second attack leaves two dead`: another event in one title.
    SECOND_EVENT = ["^ second|another|separate <lower>&!NUMBER"];
    RECOVERED = ["RECOVERIES ^", "RECOVERIES <any> ^"];
    /// `The official death toll is 31`, `the confirmed count`.
    OFFICIAL = ["^ official|confirmed <word>? toll|tally|count|figure"];
    /// `disputed the figure`, `called that figure inflated`.
    CALLS_WRONG = [
        "^ DISPUTING_VERBS|called|calls the|that|this|their figure|number|toll|estimate",
        "^ figure|number|toll|estimate <quote>? exaggerated|inflated|wrong|false",
    ];
    OWN = ["SPEECH that? ^ it|they|he|she", "SPEECH that? ^ we|its|their"];
    /// ` - a figure the council disputes, putting it at 1.7 million`.
    DISPUTED_ASIDE = ["^ DENIES , putting"];
    /// A verb that says what happens to things: no helper, and none of saying.
    CONTENT_VERB = [
        "^ VERB&<lower>&!AUXILIARY&!SPEECH|IMPACT&<lower>&!SPEECH&!PERSON",
        "^ *ed&!SPEECH&!AUXILIARY",
    ];
}

/// So many tokens on both sides of a count its verb stands (chosen).
const CLAUSE_REACH: usize = 8;
/// So many tokens before a count the words that call it official stand (chosen).
const OFFICIAL_REACH: usize = 6;
/// So many tokens before a count the words of another event stand (chosen).
const SECOND_REACH: usize = 5;
/// So many tokens on both sides of a count the words of a crowd stand (chosen).
const CROWD_REACH: usize = 5;

/// Competing counts stand within so many sentences (chosen: a paragraph of a wire report).
pub(super) const NEAR: usize = 3;
/// Directions that part a country: `in the north`.
const DIRECTIONS: [&str; 4] = ["north", "south", "east", "west"];
/// A number this many times smaller is a part, not a rival (chosen).
const PART_FACTOR: f64 = 8.0;
/// A misprint is seldom so many times wrong (chosen).
const MISPRINT: f64 = 40.0;

/// Competing totals stand within so many sentences where the first is that of the lead (chosen: half a page of a report).
const NEAR_LEAD: usize = 8;

impl Pair<'_> {
    /// Neither is withdrawn.
    pub(super) fn stand(&self) -> bool {
        !self.one().withdrawn && !self.other().withdrawn
    }

    /// Both count the same unit.
    pub(super) fn are_things(&self) -> bool {
        self.stand() && self.one().unit.is_some() && self.one().unit == self.other().unit
    }

    /// The second speaker of a sentence gives the second count, for what the first one counts.
    pub(super) fn is_by_second_speaker(&self) -> bool {
        let rule = self.drafts[self.b].why.unit;
        self.b == self.a + 1 && rule.is_some_and(|rule| rule.name == "second speaker")
    }

    /// Both count victims with the same impact and unit.
    pub(super) fn are_victims(&self) -> bool {
        let (one, other) = (self.one(), self.other());
        self.stand() && one.impact.is_some() && one.impact == other.impact && one.unit == other.unit
    }

    /// A number that is many times smaller is a part.
    pub(super) fn is_of_other_size(&self) -> bool {
        let values = self.one().value.zip(self.other().value);
        // `five were injured, state media said. The opposition said 60 were`: a larger count is no part.
        let said = || SAID.begin(self.view, impact::start(self.view, self.drafts[self.b].first));
        let takes_up = self.drafts[self.b].bare && self.sentences_apart() <= 1 && said();
        values.is_some_and(|(a, b)| b * PART_FACTOR < a || a * PART_FACTOR < b && !takes_up)
    }

    /// One is withdrawn, and the other is what the note or the story says instead.
    pub(super) fn is_corrected(&self) -> bool {
        let (one, other) = (self.one(), self.other());
        if one.withdrawn == other.withdrawn {
            return false;
        }
        let (wrong, good) = if one.withdrawn { (self.a, self.b) } else { (self.b, self.a) };
        if right(self.figures, wrong).is_some_and(|right| self.figures[good].value != Some(right)) {
            return false;
        }
        let sizes = one.value.zip(other.value);
        if self.has_period() || sizes.is_some_and(|(a, b)| a.max(b) > a.min(b) * MISPRINT) {
            return false;
        }
        let impacts = one.impact == other.impact
            || self.sentences_apart() <= 1 && (one.impact.is_none() || other.impact.is_none());
        let units = one.unit == other.unit || one.unit.is_none() || other.unit.is_none();
        let measured = one.dimension != Dimension::Count;
        let people = one.impact.is_some() || other.impact.is_some();
        let things = one.unit.is_some() && one.unit == other.unit && right(self.figures, wrong).is_some();
        impacts
            && units
            && (people || things || self.sentences_apart() <= 1 || measured && one.unit == other.unit)
            && !self.has_part()
    }

    /// One of them states the other anew.
    pub(super) fn is_restated(&self) -> bool {
        let model = self.drafts[self.b].restates;
        let same = model.is_some_and(|model| {
            model == self.a || self.figures.get(model).is_some_and(|figure| figure.same_as == Some(self.a))
        });
        if !same {
            return false;
        }
        // A count of people whom nothing befell is contested only where somebody puts it at another number.
        let start = impact::start(self.view, self.drafts[self.b].first);
        let put =
            (start.saturating_sub(5)..start).any(|i| self.view.any(i, &["put", "puts", "putting", "given"]));
        let voices = self.voice(self.a).zip(self.voice(self.b));
        let voices = voices.is_some_and(|(one, other)| one != other);
        let share = matches!(self.one().dimension, Dimension::Percent | Dimension::Money);
        let told = self.one().impact.is_some() || self.one().dimension == Dimension::Other || put;
        (told && !share || voices) && !self.is_part(self.b) && !self.is_elsewhere()
    }

    /// `203 people last year, up from 178 in 2024`: the counts of two stretches of time do not compete.
    pub(super) fn has_period(&self) -> bool {
        is_of_period(self.view, &self.drafts[self.a]) || is_of_period(self.view, &self.drafts[self.b])
    }

    /// `60 people were killed, the ministry said. Local officials said 14 died in Hama`: only the second names a place, or
    /// the two name different directions.
    pub(super) fn is_local(&self) -> bool {
        let (one, other) = (self.one(), self.other());
        let direction = |k: usize| {
            let last = self.drafts[k].last;
            (last..last + 4)
                .find(|&i| self.view.phrase(i, &["in", "the"]))
                .map(|i| self.view.text(i + 2))
                .filter(|word| DIRECTIONS.contains(word))
        };
        let parted = direction(self.a).zip(direction(self.b)).is_some_and(|(one, other)| one != other);
        let named = one.location.is_none() && other.location.is_some() && !self.is_title_and_body();
        parted || named && self.drafts[self.b].standing == Standing::Current && one.sentence != other.sentence
    }

    /// `Organisers said 50,000 people marched. Police put the crowd at 18,000`: people whom nothing befell, or a sum of
    /// damage, by two speakers.
    pub(super) fn is_estimated(&self) -> bool {
        let (one, other) = (self.one(), self.other());
        let near = self.sentences_apart() <= 1 && one.unit == other.unit;
        if other.dimension != Dimension::Money || !near || !self.are_two_voices() {
            return false;
        }
        let second = &self.drafts[self.b];
        let start = impact::start(self.view, second.first);
        PUT_SUM.begin(self.view, start) || ESTIMATED_SUM.around(self.view, start..second.last)
    }

    /// `Some 8,000 people marched, police said. Organisers said 40,000 had taken part`.
    pub(super) fn is_crowd(&self) -> bool {
        let (one, other) = (self.one(), self.other());
        let people = |figure: &Figure| figure.unit.as_deref() == Some("person") && figure.impact.is_none();
        let near = self.sentences_apart() <= 1 && people(one) && people(other);
        near && self.drafts[self.b].bare
            && self.tells_crowd(self.a)
            && self.tells_crowd(self.b)
            && self.has_two_speakers()
    }

    /// Those who are counted take part in something.
    fn tells_crowd(&self, k: usize) -> bool {
        let draft = &self.drafts[k];
        CROWD.within(self.view, draft.first.saturating_sub(CROWD_REACH)..draft.last + CROWD_REACH)
    }

    /// `The company denied that 300 workers had been dismissed, saying only 40 had left`.
    pub(super) fn is_denied(&self) -> bool {
        if self.sentences_apart() > 1 {
            return false;
        }
        let view = self.around(self.a);
        let (first, second) = (&self.drafts[self.a], &self.drafts[self.b]);
        let denial = (view.start..first.first).rev().find(|&i| view.has(i, DENIES));
        let from = first.last.max(view.start);
        let instead = (from..second.first)
            .any(|i| self.view.any(i, &["saying", "insisting", "but"]) || self.view.has(i, SPEECH));
        let bare = second.bare || second.noun.is_none();
        let same = first.noun.zip(second.noun);
        let same =
            same.is_some_and(|(a, b)| self.view.text(a.head).eq_ignore_ascii_case(self.view.text(b.head)));
        let fates = self.one().impact == self.other().impact || bare && self.other().impact.is_none();
        let next = self.b == self.a + 1;
        denial.is_some() && instead && (bare || same) && fates && next
    }

    /// `Hackers claimed to have the records of 200,000 people. The company disputed the figure.`
    pub(super) fn is_disputed(&self) -> bool {
        self.is_called_wrong() || self.is_lead_disputed()
    }

    /// `put losses at $85 million. The minister called that figure inflated and spoke of $50 million`.
    fn is_called_wrong(&self) -> bool {
        let from = self.around(self.b).start.max(self.drafts[self.a].last);
        let near = self.sentences_apart() <= 1 && self.one().attribution != self.other().attribution;
        near && CALLS_WRONG.within(self.view, from..self.drafts[self.b].first.max(from))
    }

    fn is_lead_disputed(&self) -> bool {
        let sentences = self.view.document.sentences();
        let total = self.one().sentence <= self.lead() + 1 && self.one().sentence < self.other().sentence;
        let voices = self.one().attribution != self.other().attribution && self.other().attribution.is_some();
        if !(total && voices && self.one().dimension == Dimension::Count) {
            return false;
        }
        let next = sentences.get(self.other().sentence + 1).map_or(0..0, Sentence::range);
        let next = next.start..next.end.min(next.start + WIDE);
        let own = self.drafts[self.b].last..self.around(self.b).end;
        own.chain(next).any(|i| {
            self.view.any(i, &DISPUTING_VERBS)
                && (i + 1..i + 4).any(|at| self.view.any(at, &["figure", "number", "toll", "claim"]))
        })
    }

    /// A word sets the second count against the first: `but the army admits nine`, `; Kyiv said 400`.
    fn is_contrasted(&self) -> bool {
        let (from, to) = (self.drafts[self.a].last, self.drafts[self.b].first);
        self.sentences_apart() <= 1
            && (from..to).any(|i| self.view.any(i, &CONTRASTS) || self.view.text(i) == ";")
    }

    pub(super) fn is_revised(&self) -> bool {
        let earlier = |draft: &Draft| draft.standing == Standing::Earlier;
        let (first, second) = (&self.drafts[self.a], &self.drafts[self.b]);
        let near = self.sentences_apart() <= NEAR || self.one().sentence <= self.lead() + 1;
        // A count that is called earlier is followed by its successor: `It was revised to 19`.
        let succeeded = self.sentences_apart() == 0 || self.sentences_apart() == 1 && second.bare;
        let order = if earlier(first) { succeeded } else { near };
        earlier(first) != earlier(second) && order && self.same_people()
    }

    pub(super) fn has_two_speakers(&self) -> bool {
        let (one, other) = (self.one(), self.other());
        let when = one.as_of.is_none() || other.as_of.is_none() || one.as_of == other.as_of;
        when && self.is_told_near() && self.are_two_voices() && self.may_count_the_same()
    }

    /// The two stand in one passage, or the first is the total of the lead.
    fn is_told_near(&self) -> bool {
        let total = self.one().sentence <= self.lead() + 1 && !self.drafts[self.a].partitive;
        self.sentences_apart() <= NEAR || total && self.sentences_apart() <= NEAR_LEAD
    }

    /// Two different speakers: neither the same words, nor the same person, nor a pronoun, which may be the first.
    fn are_two_voices(&self) -> bool {
        let (one, other) = (self.one(), self.other());
        let Some((a, b)) = self.voice(self.a).zip(self.voice(self.b)) else { return false };
        let same = a.ends_with(&b) || b.ends_with(&a);
        let person = one.speaker.is_some() && one.speaker == other.speaker;
        let pronoun = ["he", "she", "they", "it"].contains(&b.as_str());
        !same && !person && !pronoun
    }

    /// The words for a speaker; a count that is called official speaks for itself.
    fn voice(&self, k: usize) -> Option<String> {
        let words = self.figures[k].attribution.map(|span| self.view.document.slice(span).to_lowercase());
        let start = impact::start(self.view, self.drafts[k].first);
        let near = start.saturating_sub(OFFICIAL_REACH)..start;
        let official = || OFFICIAL.within(self.view, near.clone()).then(|| "the official count".to_owned());
        let disputing =
            || DISPUTED_ASIDE.within(self.view, near.clone()).then(|| "who disputes it".to_owned());
        let own = || {
            OWN_COUNT.begin(self.view, start).then(|| self.view.text(start.wrapping_sub(2)).to_lowercase())
        };
        let put_by = || {
            let last = self.drafts[k].last;
            let by = PUT_BY.around(self.view, start..last).then_some(last + 1)?;
            let name = by + usize::from(self.view.has(by, DETERMINER));
            Some(self.view.text(name).to_lowercase())
        };
        words.or_else(official).or_else(disputing).or_else(own).or_else(put_by)
    }

    /// Both count the same people, as far as their nouns say; the second may have none, or a word sets it against the first.
    fn may_count_the_same(&self) -> bool {
        let taken_up = self.drafts[self.b].bare && self.sentences_apart() <= 1;
        self.same_people() || (taken_up || self.is_contrasted()) && self.may_be_same_people()
    }

    /// `320 homes were destroyed … 270 homes had been destroyed`: the noun and the verb are those of the first.
    pub(super) fn tells_same_thing(&self) -> bool {
        if self.sentences_apart() > 1 || self.one().impact.is_some() {
            return false;
        }
        let heads = self.drafts[self.a].noun.zip(self.drafts[self.b].noun);
        let noun =
            heads.is_some_and(|(a, b)| self.view.text(a.head).eq_ignore_ascii_case(self.view.text(b.head)));
        // `The opposition said it won 40 seats`: its own.
        let own = self.drafts[self.b].first.saturating_sub(CLAUSE_REACH)..self.drafts[self.b].first;
        let told = self.shares_verb() || [self.a, self.b].into_iter().all(|k| self.tells_damage(k));
        noun && !OWN.within(self.view, own) && self.are_two_voices() && told
    }

    /// `homes were flooded`, `schools were hit`: something befell the things.
    fn tells_damage(&self, k: usize) -> bool {
        DAMAGE.within(self.view, self.near(k))
    }

    /// The tokens of a count's sentence around it.
    fn near(&self, k: usize) -> std::ops::Range<usize> {
        let draft = &self.drafts[k];
        let range = self.view.document.sentences()[self.figures[k].sentence].range();
        let first = draft.first.saturating_sub(CLAUSE_REACH).max(range.start);
        first..(draft.last + CLAUSE_REACH).min(range.end)
    }

    /// A verb of the one clause stands in the other too.
    fn shares_verb(&self) -> bool {
        let verbs = |k: usize| self.near(k).filter(|&i| CONTENT_VERB.begin(self.view, i));
        let key = |i: usize| self.view.token(i).map(|token| token.key);
        verbs(self.a).any(|i| verbs(self.b).any(|j| key(i) == key(j)))
    }

    pub(super) fn is_title_and_lead(&self) -> bool {
        let lead = self.sentences_apart() <= 2;
        // `Gunmen kill five in a bar; second attack leaves two dead`: two events, of which nobody knows which is told.
        let fate =
            |figure: &&Figure| figure.sentence == self.one().sentence && figure.impact == self.one().impact;
        let single = || self.figures.iter().filter(fate).count() == 1;
        self.is_title_and_body() && lead && self.same_people() && single()
    }

    /// The second count is the first with what was added between the two.
    pub(super) fn is_sum(&self) -> bool {
        let Some((one, other)) = self.one().value.zip(self.other().value) else { return false };
        (self.a + 1..self.b).any(|k| {
            let added = self.figures[k].value.is_some_and(|value| one + value == other);
            added && self.figures[k].unit == self.other().unit
        })
    }

    /// Neither count is a part of another, or adds to it.
    pub(super) fn has_part(&self) -> bool {
        self.is_part(self.a) || self.is_part(self.b)
    }

    /// A count is a part of another, or adds to it.
    fn is_part(&self, k: usize) -> bool {
        let draft = &self.drafts[k];
        // `26 people have died: 21 in Simav and five in Gediz`.
        let listed = draft.why.form.is_some_and(|form| form.name == "list");
        draft.part || listed || is_addition(self.view, draft)
    }

    /// One counts a group, the other people in general or without a noun.
    fn may_be_same_people(&self) -> bool {
        let head = |k: usize| self.drafts[k].noun.map(|noun| self.view.text(noun.head).to_ascii_lowercase());
        let general = |head: Option<String>| head.is_none_or(|head| VICTIMS.contains(&head.as_str()));
        general(head(self.a)) || general(head(self.b))
    }

    /// Both count people in general, or people by the same noun.
    pub(super) fn same_people(&self) -> bool {
        let head = |k: usize| self.drafts[k].noun.map(|noun| self.view.text(noun.head).to_ascii_lowercase());
        match (head(self.a), head(self.b)) {
            (Some(a), Some(b)) => {
                a == b
                    || !GROUPS_OF_VICTIMS.contains(&a.as_str())
                        && !GROUPS_OF_VICTIMS.contains(&b.as_str())
                        && (VICTIMS.contains(&a.as_str()) || VICTIMS.contains(&b.as_str()))
            }
            (Some(a), None) | (None, Some(a)) => !GROUPS_OF_VICTIMS.contains(&a.as_str()),
            (None, None) => true,
        }
    }
}

/// The right number beside a withdrawn one: `12, not 21`, `said 21 … It was 12`.
fn right(figures: &[Figure], withdrawn: usize) -> Option<f64> {
    let near = |k: &usize| figures[*k].sentence.abs_diff(figures[withdrawn].sentence) <= 1;
    let stands = |k: &usize| {
        let (one, other) = (&figures[*k], &figures[withdrawn]);
        !one.withdrawn
            && one.dimension == other.dimension
            && one.unit == other.unit
            && one.impact == other.impact
    };
    let beside = [withdrawn.wrapping_sub(1), withdrawn + 1].into_iter().filter(|&k| k < figures.len());
    beside.filter(near).find(stands).and_then(|k| figures[k].value)
}

/// `4,300 a year`, `203 people last year`, `178 in 2024`: the count of a stretch of time.
fn is_of_period(view: &View<'_>, draft: &Draft) -> bool {
    let year = |i: usize| view.is_number(i) && looks_like_year(view.text(i));
    // `272 people died when the dam broke in 2019`: the year of the event, not a stretch that is counted.
    let own = |i: &usize| !view.stops(*i) && !view.any(*i, &["when", "after"]);
    let behind = (draft.last..draft.last + 8).take_while(own).any(|i| {
        view.any(i, &["annually", "yearly"])
            || view.any(i, &["in", "since", "during"]) && year(i + 1)
            || view.any(i, &PERIOD_DETERMINERS) && view.any(i + 1, &PERIODS)
    });
    let before = (draft.first.saturating_sub(9)..draft.first).any(|i| {
        view.any(i, &["every", "each"]) && view.is(i + 1, "year") || view.any(i, &["annual", "annually"])
    });
    behind || before
}

/// `another 12`, `12 more`, `12 others`, `20 bodies identified`: it adds to a count or is a part of it.
pub(super) fn is_addition(view: &View<'_>, draft: &Draft) -> bool {
    let wide = view.window(0, view.end);
    let before = (draft.first.saturating_sub(3)..draft.first).any(|i| wide.any(i, &ADDITIONS));
    let behind = (draft.first..=draft.last)
        .any(|i| wide.any(i, &["more", "other", "others"]) && !wide.is(i + 1, "than"));
    let recovered = || {
        (draft.last..draft.last + 6).any(|i| wide.any(i, &RECOVERIES)) || RECOVERED.begin(&wide, draft.first)
    };
    let bodies = (draft.first..draft.last).any(|i| wide.any(i, &["bodies", "corpses"])) && recovered();
    // `Seven people later died in hospital`.
    let later = wide.any(draft.last, &["later", "subsequently", "also"]);
    let mut clause =
        (draft.first.saturating_sub(SECOND_REACH)..draft.first).rev().take_while(|&i| !wide.stops(i));
    let second = clause.any(|i| SECOND_EVENT.begin(&wide, i));
    before
        || behind
        || bodies
        || later
        || second
        || ALONE.begin(&wide, draft.last)
        || draft.kind == Kind::Weak
}

/// True for a noun of a group of people: `soldiers`, `children`.
pub(super) fn is_group(noun: &str) -> bool {
    GROUPS_OF_VICTIMS.contains(&noun)
}
