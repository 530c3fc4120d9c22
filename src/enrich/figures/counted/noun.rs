//! What is counted: the noun phrase behind a number, its head, and the head's singular.

use crate::document::{Case, Gap, Token};
use crate::enrich::figures::thresholds::LONGEST_NOUN_PHRASE;
use crate::enrich::pattern::patterns;
use crate::enrich::rule::Rule;
use crate::enrich::view::View;
use crate::lexicon::WordList;
use crate::lexicon::morphology;
use crate::lexicon::word_lists;
use crate::lexicon::{
    DEMONYM, FUNCTION, IMPACT, MONTH, NOT_PLURAL, NUMBER, PERSON, PLURAL, SPEECH, THING, VERB, WEEKDAY,
    hash_lower,
};

word_lists! {
    "figures":
    DEGREE_ADJECTIVES, NO_PERSON_ENDINGS,
}

patterns! {
    "figures":
    /// `most dangerous roads`.
    ADVERB_BEFORE_ADJECTIVE = ["^ ADVERB&<lower> <lower>&!PREPOSITION&!CONJUNCTION&!DETERMINER&!AUXILIARY&!PRONOUN&!RELATIVE&!VERB&!IMPACT&!SPEECH"];
    /// A word at which a noun phrase ends; pronouns for people (`others`) are nouns here.
    FUNCTION_WORD = ["^ FUNCTION&!PERSON|FUNCTION&DETERMINER|FUNCTION&PREPOSITION"];
    /// `12 million`, `12 Monday`, `12 May`.
    NUMBER_OR_DAY = [
        "^ NUMBER&!SCALE_LETTERS|SCALE&!SCALE_LETTERS|HINT&!SCALE_LETTERS",
        "^ WEEKDAY&<capital>|MONTH&<capital>",
    ];
    /// `last year`, `this month`.
    TIME_BEHIND = ["^ last|next|this|every year|month|week|season", "^ last|next|this|every WEEKDAY|MONTH&<capital>"];
    /// `12 were`, `12 died`; not `12 living`.
    VERB_BEHIND_NUMBER = ["^ VERB&!PERSON&!IMPACT&!living&!lives|AUXILIARY&!PERSON&!IMPACT&!living&!lives"];
    /// `150 dead fish`, `30 wounded soldiers`.
    LONE_ADJECTIVE = ["^ PERSON&PLURAL&IMPACT <lower>&!FUNCTION&!VERB&!IMPACT&!SPEECH"];
    /// `12 votes`: a plural that could be a verb; an object would follow the verb.
    THIRD_PERSON = ["^ VERB&!AUXILIARY&!NOT_PLURAL&!THIRD_PERSON_VERBS !DETERMINER&!PRONOUN"];
    /// `200 sales jobs`.
    PLURAL_MODIFIED = ["^ <lower>&!VERB"];
    /// `wounded`, `rising`; `building`, `meeting` and `family` are nouns.
    PARTICIPLE = ["^ *ed&!NOUNS_LIKE_PARTICIPLES|*ing&!NOUNS_LIKE_PARTICIPLES|*ly&!NOUNS_LIKE_PARTICIPLES"];
    /// `UA 804 departing Hong Kong`.
    BEARER_ACTS = ["<capital> <any> ^ !PERSON&!IMPACT <capital>"];
    /// `aircraft carriers`, `governing bodies`.
    NO_CARRIERS = ["aircraft|personnel|air ^ carrier|carriers"];
    NO_BODIES = ["BODIES_WITHOUT_PEOPLE ^ body|bodies"];
    /// `20,000 head of cattle`.
    HEAD_OF = ["^ head of <lower>"];
    /// A modifier before a noun.
    MODIFIER = ["^ <lower>&!FUNCTION&!VERB&!NUMBER&!SCALE&!HINT&!SPEECH"];
    /// What may stand between modifiers and their noun.
    JOINER = ["^ <hyphen>|<name>|<possessive>"];
}

/// A noun phrase: tokens `first..last`, with its head at `head`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::enrich::figures) struct NounPhrase {
    pub(in crate::enrich::figures) first: usize,
    pub(in crate::enrich::figures) head: usize,
    pub(in crate::enrich::figures) last: usize,
    /// True if it counts people.
    pub(in crate::enrich::figures) person: bool,
    pub(in crate::enrich::figures) plural: bool,
}

/// A noun phrase while it is read.
struct Scan<'a> {
    view: &'a View<'a>,
    /// The first token of the phrase.
    first: usize,
    /// The token that is looked at.
    at: usize,
    /// The last noun so far.
    head: Option<usize>,
    /// It is a plural.
    plural: bool,
}

/// What becomes of a token that is no noun of the phrase.
enum Step {
    /// It belongs to the phrase.
    Pass,
    /// It belongs to the phrase, and the noun before it is a modifier: go on at a token.
    Modifier(usize),
    /// The phrase ends before it.
    End,
}

/// A decision about the token of a scan; `None` leaves it to the next rule.
type Test = fn(&Scan<'_>) -> Option<Step>;

/// The rules of a token in their order: marks, then words that no phrase holds, then what the noun before allows. A token
/// that no rule decides is a noun.
const STEPS: &[Rule<Test>] = &[
    Rule::new("hyphen", "`off-duty officers`: one word, whatever its parts are", |it| {
        (it.at > it.first && it.view.hyphen(it.at)).then_some(Step::Pass)
    }),
    Rule::new("owner", "`12 children's homes`: the owner is a modifier", |it| {
        (it.head.is_some() && owns(it.view, it.at)).then_some(Step::Modifier(it.at + 1))
    }),
    Rule::new("coordination", "`current or former prosecutors`", |it| {
        let next = coordinated(it.view, it.first, it.at)?;
        (it.head.is_some() && !it.plural).then_some(Step::Modifier(next))
    }),
    Rule::new("border", "a mark, a line break or the next cell of a table", |it| {
        it.is_border().then_some(Step::End)
    }),
    Rule::new("adverb", "`two earlier blasts`, `the 10 most dangerous roads`", |it| {
        (it.head.is_none() && ADVERB_BEFORE_ADJECTIVE.begin(it.view, it.at)).then_some(Step::Pass)
    }),
    Rule::new("function word", "`12 in Rome`; `12 more people` and `12 off-duty officers` go on", |it| {
        let free = it.is_degree() || it.is_compound();
        (!free && FUNCTION_WORD.begin(it.view, it.at)).then_some(Step::End)
    }),
    Rule::new("number or day", "`12 million`, `12 Monday`, `12 May`", |it| {
        NUMBER_OR_DAY.begin(it.view, it.at).then_some(Step::End)
    }),
    Rule::new("time behind", "`90,000 last year`: when, not what", |it| {
        TIME_BEHIND.begin(it.view, it.at).then_some(Step::End)
    }),
    Rule::new("end of people", "`12 people armed`: behind a plural for people only people follow", |it| {
        it.head.filter(|&head| it.ends_people(head)).map(|_| Step::End)
    }),
    Rule::new("verb behind a noun", "`12 people died`; `12 workers voting bloc`", |it| {
        let head = it.head.filter(|_| !it.is_compound())?;
        it.is_verb_behind(head).then_some(Step::End)
    }),
    Rule::new("verb behind the number", "`12 were hurt`; not `12 lives`, `12 reporting colleges`", |it| {
        (it.head.is_none() && it.is_verb_behind_number()).then_some(Step::End)
    }),
    Rule::new("degree", "`12 more`, `12 other`: adjectives without a noun", |it| {
        it.is_degree().then_some(Step::Pass)
    }),
];

impl Scan<'_> {
    /// In wrapped text a single line break is a space.
    fn is_border(&self) -> bool {
        let Self { view, at, .. } = *self;
        let broken = |token: &Token| token.gap > Gap::Space && at > self.first && !view.lower(at);
        !view.is_word(at) || view.token(at).is_some_and(broken) || view.begins_cell(at)
    }

    fn is_degree(&self) -> bool {
        self.view.any(self.at, &DEGREE_ADJECTIVES)
    }

    /// `off-duty officers`, `Turkish-backed fighters`.
    fn is_compound(&self) -> bool {
        self.view.hyphen(self.at + 1) || self.at > self.first && self.view.hyphen(self.at - 1)
    }

    fn ends_people(&self, head: usize) -> bool {
        let Self { view, at, .. } = *self;
        let firm = view.text(head).ends_with('s') || view.any(head, &["people", "men", "women", "children"]);
        let other = !view.has(at, PERSON) || view.has(at, IMPACT) && view.lower(at);
        self.plural && view.has(head, PERSON) && (firm && other || !is_plural(view, at))
    }

    fn is_verb_behind(&self, head: usize) -> bool {
        let Self { view, at, .. } = *self;
        let verb = view.has(at, SPEECH | VERB) && !is_plural(view, at);
        let named = view.capitalised(head) && head > self.first;
        verb || named && participle(view, at) && !view.hyphen(at + 1)
    }

    fn is_verb_behind_number(&self) -> bool {
        let Self { view, at, .. } = *self;
        VERB_BEHIND_NUMBER.begin(view, at) && !third_person(view, at) && !modifying(view, at)
    }

    /// The number of the noun at the token: `150 dead fish` has an adjective there, which may stand alone.
    fn is_plural_noun(&self) -> bool {
        let Self { view, at, .. } = *self;
        let adjective = LONE_ADJECTIVE.begin(view, at) && !participle(view, at + 1);
        !adjective && is_plural(view, at)
    }

    /// Behind a plural noun only another plural belongs to the phrase, an owner, or what a hyphen joins.
    fn goes_on(&self) -> bool {
        let Self { view, at, .. } = *self;
        let plural = PLURAL_MODIFIED.begin(view, at) && is_plural(view, at);
        !self.plural || plural || view.hyphen(at) || owns(view, at)
    }

    /// Reads to the end of the phrase.
    fn run(&mut self) {
        while self.at < self.first + LONGEST_NOUN_PHRASE {
            match STEPS.iter().find_map(|rule| (rule.test)(self)) {
                Some(Step::Pass) => self.at += 1,
                Some(Step::Modifier(next)) => (self.head, self.plural, self.at) = (None, false, next),
                Some(Step::End) => return,
                None => {
                    let plural = self.is_plural_noun();
                    // `31 school districts that`; but `200 sales jobs` has its head after the plural.
                    if self.plural && !plural && self.head.is_some() {
                        return;
                    }
                    (self.head, self.plural) = (Some(self.at), plural);
                    self.at += 1;
                    if !self.goes_on() {
                        return;
                    }
                }
            }
        }
    }
}

/// The noun phrase that starts at token `i`, right behind a number.
pub(in crate::enrich::figures) fn after(view: &View<'_>, i: usize) -> Option<NounPhrase> {
    let mut scan = Scan { view, first: i, at: i, head: None, plural: false };
    scan.run();
    let (mut head, plural) = (scan.head?, scan.plural);
    // `three shots fired`, `12 aircraft destroyed`: a participle behind a noun is none.
    let trailing = |head: usize| participle(view, head) && !view.has(head, PERSON) && !plural;
    while head > i && trailing(head) && view.is_word(head - 1) {
        head -= 1;
    }
    // `Flight UA 804 departing Hong Kong`: what the number's bearer does.
    let bearer = head > i && participle(view, i) && BEARER_ACTS.begin(view, i);
    if bearer || head == i && trailing(head) {
        return None;
    }
    let person = is_person(view, head);
    Some(NounPhrase { first: i, head, last: head + 1, person, plural: plural || is_plural(view, head) })
}

/// A possessive that makes the noun before it a modifier: `12 children's homes`, not `two weeks' notice`.
fn owns(view: &View<'_>, at: usize) -> bool {
    view.is_possessive(at) && view.is_word(at + 1)
}

/// A word in `-s` right behind a number, which may be a verb or a plural: a plural, unless an object follows.
fn third_person(view: &View<'_>, i: usize) -> bool {
    let text = view.text(i);
    let plural_form = text.len() > 4 && text.ends_with('s') && !text.ends_with("ss");
    plural_form && THIRD_PERSON.begin(view, i)
}

/// `12 reporting colleges`: a participle before its noun.
fn modifying(view: &View<'_>, i: usize) -> bool {
    participle(view, i)
        && (i + 1..i + 4)
            .take_while(|&at| view.lower(at) && !view.has(at, FUNCTION | NUMBER))
            .any(|at| is_plural(view, at))
}

/// Behind `or` and `and` between two modifiers: `current or former prosecutors`.
fn coordinated(view: &View<'_>, from: usize, at: usize) -> Option<usize> {
    let modifier = |i: usize| MODIFIER.begin(view, i);
    let joined = at > from && view.any(at, &["or", "and", ","]) && modifier(at - 1) && modifier(at + 1);
    if !joined || view.text(at - 1).ends_with('s') {
        return None;
    }
    let joins = |i: usize| modifier(i) || JOINER.begin(view, i);
    (at + 2..at + 6).find(|&i| !joins(i) || is_plural(view, i)).filter(|&i| joins(i)).map(|_| at + 1)
}

/// True if a number may count a noun: more than one is told in the plural. `194,000 gain` and `above 50 signal growth`
/// count something else.
pub(in crate::enrich::figures) fn agrees(view: &View<'_>, value: f64, noun: &NounPhrase) -> bool {
    let text = view.text(noun.head);
    value <= 1.0
        || noun.plural
        || noun.person
        || text.ends_with('s') && !text.ends_with("ss")
        || text.ends_with("ae")
        || !view.lower(noun.head) && view.token(noun.head).is_none_or(|token| token.case != Case::Title)
        || noun.first < noun.head && view.has(noun.first, IMPACT) && view.has(noun.first, PERSON)
        || !text.is_ascii()
        || view.is(noun.last, "of")
}

/// A word in the form of a participle or an adverb, which is no known noun.
fn participle(view: &View<'_>, i: usize) -> bool {
    let long = view.text(i).len() > 4 || matches!(view.text(i), "fled" | "died");
    long && PARTICIPLE.begin(view, i)
}

/// True if a word is a plural noun, as far as its form and the lexicon tell.
pub(in crate::enrich::figures) fn is_plural(view: &View<'_>, i: usize) -> bool {
    let flags = view.word(i).flags;
    match view.token(i).map_or(Case::None, |token| token.case) {
        // `USA` and `MPs` show their number by case, unless they are known.
        case @ (Case::Upper | Case::Mixed) if !flags.intersects(PLURAL | NOT_PLURAL) => {
            case == Case::Mixed && view.text(i).ends_with('s')
        }
        _ => view.is_word(i) && morphology::is_plural(view.text(i), flags),
    }
}

/// True if a head noun names people.
pub(in crate::enrich::figures) fn is_person(view: &View<'_>, i: usize) -> bool {
    if view.has(i, PERSON) {
        return !ambiguous_person(view, i);
    }
    let text = view.text(i);
    if morphology::is_men(text) {
        return true;
    }
    if view.capitalised(i) {
        if view.has(i, DEMONYM) {
            return true;
        }
        let title = view.token(i).is_some_and(|token| token.case == Case::Title);
        let thing = view.has(i, THING | WEEKDAY | MONTH);
        return title && !thing && is_plural(view, i) && people_by_suffix(text, true);
    }
    view.lower(i) && is_plural(view, i) && people_by_suffix(text, false)
}

/// Nouns for people that name things behind some modifiers (`aircraft carriers`, `hard drivers`).
fn ambiguous_person(view: &View<'_>, i: usize) -> bool {
    NO_CARRIERS.begin(view, i) || NO_BODIES.begin(view, i) || HEAD_OF.begin(view, i)
}

fn people_by_suffix(text: &str, capital: bool) -> bool {
    static CAPITALISED_PERSON_ENDINGS: WordList = WordList::new("figures", "CAPITALISED_PERSON_ENDINGS");
    static PERSON_ENDINGS: WordList = WordList::new("figures", "PERSON_ENDINGS");
    let list = if capital { &CAPITALISED_PERSON_ENDINGS } else { &PERSON_ENDINGS };
    let thing = NO_PERSON_ENDINGS.has(hash_lower(text));
    !thing && list.iter().any(|suffix| text.ends_with(suffix))
}
