//! What the words around a name say that it names: `the charity Blue Door`, `Aguas Andinas, Santiago's water company,`,
//! `shares in Kauri Dairy`, `counties Kerry and Clare`. The tagger knows these names from nowhere.

use std::ops::Range;

use super::no_people::words_of_full_names;
use super::roles::is_mostly_small;
use super::roles::lexicon::{COURTESY, NOUN, PLURAL, SMALL, TITLE, flags};
use super::thresholds::reach::FIRM;
use super::thresholds::scores::{BY_ITS_NOUN, DOUBTED, SHOWN};
use super::words::{self, Writing};
use super::{Mention, NameKind};
use crate::document::{Case, Document, Gap, Section, TokenKind};
use crate::enrich::pattern::{Patterns, patterns};
use crate::enrich::view::{Tagged, View};
use crate::lexicon::{DEMONYM, KeySet, MONTH, WEEKDAY, word_lists};
use crate::resources::Resources;
use crate::resources::names::lists::FIRST_NAME;

word_lists! {
    "organisations":
    NAME_LINKS, OPENING_KINDS,
    SURE_COMPANY_FORMS,
}

patterns! {
    "organisations":
    /// The kind of body stands right before its name: `the drug maker Novaquim`.
    NAMED_BODY = [
        "BODY_KINDS&<lower> ^",
        "AGENCY_KINDS agency ^",
        "think tank ^",
        "GROUP_KINDS group|groups ^",
    ];
    /// The same nouns say what a person does: `parts maker Jan Mayne`.
    NAMED_FIRM = [
        "FIRM_AGENTS&<lower> ^",
        "<possessive> FIRM_AGENTS , ^ ,",
        "<possessive> <lower> FIRM_AGENTS , ^ ,",
    ];
    /// An apposition says what it is: `Grameen Shakti, a Bangladeshi company`.
    DESCRIBED_BODY = [
        "^ , APPOSITION_OPENERS <word>&!NO_APPOSITION? <hyphen>? <word>&!NO_APPOSITION? <hyphen>? <word>&!NO_APPOSITION? BODY_KINDS&<lower> BEHIND_APPOSITION",
        "^ , <name> <possessive> <word>&!NO_APPOSITION? <word>&!NO_APPOSITION? BODY_KINDS&<lower> ,|.|that|which",
        "<lower> BODY_KINDS&<lower> , ^ ,",
        "<possessive> BODY_KINDS , ^ ,",
        "<possessive> <lower> BODY_KINDS , ^ ,",
        "his|her|their|its OWNED_BODIES , ^ ,",
        "^ , the <word>? coast guard|guard ,|.",
    ];
    /// People own parts of it: `shares in Kauri Dairy`, `Kauri Dairy shares`.
    TRADED = [
        "shares|stock|stake in|of ^",
        "^ shares|stock SHARE_MOVES",
        "^ shareholders",
        "^ <possessive> TRADED_PARTS",
    ];
    /// It makes, sells and earns: `Sonelgaz will build the line`, `Zarafon produced 17 tonnes`.
    FIRM_ACTING = [
        "^ FIRM_VERBS <quantity>",
        "^ reported|posted|booked a|an <lower>? <lower>? profit|loss",
        "^ reported|posted|booked <lower>? <lower>? profit|revenue|sales|earnings",
        "^ <possessive> <lower>? OWNED_PARTS",
        "^ FIRM_STAFF",
        "made|operated|manufactured|supplied by ^",
        "merger|venture|takeover with|of|by ^",
        "unit|subsidiary|affiliate|arm of ^",
    ];
    /// It speaks through somebody: `said Salvamento Marítimo spokeswoman Yaiza Perdomo`.
    SPEAKING = ["^ VOICES <name>"];
    /// It is spoken of as a thing: `Sutran said on Monday it would fit 4,000 buses`.
    SPEAKS_AS_IT = [
        "^ said|says|announced that? it OWN_PLANS !been",
        "^ said|says|announced on? WEEKDAY that? it OWN_PLANS !been",
        "^ said|says|announced that? it would|will !be&!take&!rain&!snow",
        "^ said|says|announced on? WEEKDAY that? it would|will !be&!take&!rain&!snow",
    ];
    /// Voters choose it: `New Centre would have 20 seats`, `the nationalist Homeland list`.
    ELECTED = [
        "^ would|will? SEAT_VERBS <quantity> seats",
        "^ VOTE_WORDS <quantity> %|percent",
        "^ was|were|is on <quantity> %|percent",
        "^ VOTE_WORDS <quantity> per cent",
        "^ was|were|is on <quantity> per cent",
        "^ list SEAT_VERBS <quantity>",
        "the POLITICAL ^ <quantity>",
        "alliance|bloc ^ SEAT_VERBS|VOTE_WORDS|<quantity>",
    ];
    /// Research appears in it: `published in Nature Geoscience`.
    JOURNAL = ["published|appeared in ^"];
    /// A match with its result: `Persija drew 0-0 with Arema`.
    WITH_RESULT = [
        "^ MATCH_VERBS <number> <dash>|<hyphen>|- <number>",
        "^ MATCH_VERBS <name> <name>? <number> <dash>|<hyphen>|- <number>",
        "MATCH_VERBS ^ <number> <dash>|<hyphen>|- <number>",
        "^ won|lost <number> <dash>|<hyphen>|- <number> MATCH_LINKS|at|over|in <name>",
        "won|lost <number> <dash>|<hyphen>|- <number> at|against|to|over ^",
        "MATCH_VERBS <number> <dash>|<hyphen>|- <number> with|at|by|to ^",
    ];
    /// The kind of place stands before the name: `counties Kerry and Clare`, `the island of El Hierro`.
    NAMED_PLACE = [
        "PLACE_NOUNS of? ^",
        "PLACE_NOUNS of? <name> , ^",
        "PLACE_NOUNS of? <name> and ^",
        "PLACE_NOUNS of? <name> , <name> and|, ^",
        "PLACE_NOUN of ^",
        "DIRECTIONS of ^",
        "mayor|governor of ^",
    ];
    /// The place of a person's origin: `a teacher from Lugo`.
    HOMETOWN = [
        "PERSON from ^ BEHIND_ORIGIN",
        "KIN_NOUNS of <quantity> from ^",
        "old from ^",
        "fled|left|reached ^ BEHIND_ARRIVAL",
    ];
    /// People and goods go there: `flights to Petropavlovsk`.
    BOUND_FOR = ["JOURNEYS to|from ^", "JOURNEYS between <name> and ^", "JOURNEYS between ^ and <name>"];
    /// A road, a mine or a dam has its name before it: `the Red Cow interchange`.
    NAMED_SITE = ["the ^ SITE_NOUNS"];
}

/// The words that a rule looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Looks {
    /// At all mentions, and at capitalised words that are none.
    All,
    /// At the same, but for places.
    NotPlaces,
    /// At the same, but for people, and for places that the tagger is sure of.
    Doubted,
    /// At the same as `NotPlaces`, but for people and organisations of which the tagger is sure.
    Unsure,
    /// At people alone.
    People,
    /// At organisations alone.
    Organisations,
}

/// Names that a rule leaves to people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum But {
    /// None.
    NoNames,
    /// Names that begin with a given name.
    GivenNames,
    /// The same, and the people of several words: the noun of the rule is a trade of people too.
    FullNames,
    /// People of several words, and those of one word that a fuller name has.
    Known,
    /// All that the tagger takes for people.
    People,
}

/// A rule: the first whose patterns fit around a name gives it its kind.
struct Rule {
    /// The reason for the rule and for its place.
    why: &'static str,
    kind: NameKind,
    looks: Looks,
    /// Names that are a person's all the same.
    but: But,
    /// The name has at least so many tokens.
    words: usize,
    /// The least score of what it finds.
    score: f32,
    patterns: &'static Patterns,
}

const RULES: &[Rule] = &[
    Rule {
        why: "first: `the port of` says it whatever else fits",
        kind: NameKind::Location,
        looks: Looks::People,
        but: But::NoNames,
        words: 1,
        score: SHOWN,
        patterns: &NAMED_PLACE,
    },
    Rule {
        why: "`a teacher from Lugo`: people come from places",
        kind: NameKind::Location,
        looks: Looks::People,
        but: But::Known,
        words: 1,
        score: SHOWN,
        patterns: &HOMETOWN,
    },
    Rule {
        why: "no firm is the end of a journey",
        kind: NameKind::Location,
        looks: Looks::Organisations,
        but: But::NoNames,
        words: 1,
        score: SHOWN,
        patterns: &BOUND_FOR,
    },
    Rule {
        why: "a site stands for no organisation",
        kind: NameKind::Location,
        looks: Looks::Organisations,
        but: But::NoNames,
        words: 1,
        score: SHOWN,
        patterns: &NAMED_SITE,
    },
    Rule {
        why: "`the Kosi barrage`: nor for a person of one name",
        kind: NameKind::Location,
        looks: Looks::People,
        but: But::Known,
        words: 1,
        score: SHOWN,
        patterns: &NAMED_SITE,
    },
    Rule {
        why: "the noun says it",
        kind: NameKind::Organisation,
        looks: Looks::All,
        but: But::NoNames,
        words: 1,
        score: SHOWN,
        patterns: &NAMED_BODY,
    },
    Rule {
        why: "behind the nouns that are sure",
        kind: NameKind::Organisation,
        looks: Looks::All,
        but: But::FullNames,
        words: 1,
        score: SHOWN,
        patterns: &NAMED_FIRM,
    },
    Rule {
        why: "the apposition says it",
        kind: NameKind::Organisation,
        looks: Looks::All,
        but: But::GivenNames,
        words: 1,
        score: SHOWN,
        patterns: &DESCRIBED_BODY,
    },
    Rule {
        why: "nothing else has shares",
        kind: NameKind::Organisation,
        looks: Looks::NotPlaces,
        but: But::GivenNames,
        words: 1,
        score: SHOWN,
        patterns: &TRADED,
    },
    Rule {
        why: "behind shares, which say more: people sell and report, too",
        kind: NameKind::Organisation,
        looks: Looks::Unsure,
        but: But::Known,
        words: 1,
        score: SHOWN,
        patterns: &FIRM_ACTING,
    },
    Rule {
        why: "a town has a mayor, not a spokeswoman of its own beside a name",
        kind: NameKind::Organisation,
        looks: Looks::NotPlaces,
        but: But::GivenNames,
        words: 1,
        score: SHOWN,
        patterns: &SPEAKING,
    },
    Rule {
        why: "people are `he` or `she`",
        kind: NameKind::Organisation,
        looks: Looks::Unsure,
        but: But::Known,
        words: 1,
        score: BY_ITS_NOUN,
        patterns: &SPEAKS_AS_IT,
    },
    Rule {
        why: "people win votes too",
        kind: NameKind::Organisation,
        looks: Looks::Doubted,
        but: But::People,
        words: 1,
        score: SHOWN,
        patterns: &ELECTED,
    },
    Rule {
        why: "of several words: `in Leeds`",
        kind: NameKind::Organisation,
        looks: Looks::NotPlaces,
        but: But::GivenNames,
        words: 2,
        score: SHOWN,
        patterns: &JOURNAL,
    },
    Rule {
        why: "last: a result makes a club of a name without a first name",
        kind: NameKind::Organisation,
        looks: Looks::NotPlaces,
        but: But::People,
        words: 1,
        score: SHOWN,
        patterns: &WITH_RESULT,
    },
];

/// Gives names the kind that the words around them show, and adds names that the tagger missed.
pub(super) fn settle(document: &Document, mentions: &mut Vec<Mention>) {
    let tagged = Tagged::new(document);
    let view = View::new(document, &tagged);
    let mut runs = Vec::new();
    let in_full_names = words_of_full_names(document, mentions);
    for (index, sentence) in document.sentences().iter().enumerate() {
        // Headlines capitalise every noun.
        let writing = words::writing(document.tokens_of(sentence));
        let of_title = sentence.section == Section::Title && writing == Writing::Headline;
        if !of_title && writing != Writing::Capitals {
            read_runs(document, view.sentence(index), sentence.range(), mentions, &in_full_names, &mut runs);
        }
    }
    let mut found = Vec::new();
    for run in runs {
        let here = view.around(run.tokens.start);
        let Some(rule) =
            RULES.iter().find(|rule| run.fits(rule) && rule.patterns.around(&here, run.tokens.clone()))
        else {
            continue;
        };
        debug_assert!(!rule.why.is_empty());
        match run.mention {
            Some(at) => {
                mentions[at].kind = rule.kind;
                mentions[at].score = mentions[at].score.max(rule.score);
            }
            None => found.push(run.mention_of(document, rule)),
        }
    }
    mentions.append(&mut found);
    mentions.sort_by_key(|mention| mention.tokens.start);
}

/// A name: a mention, or capitalised words that are none.
#[expect(clippy::struct_excessive_bools, reason = "each is an observation of its own")]
struct Run {
    tokens: Range<usize>,
    mention: Option<usize>,
    kind: Option<NameKind>,
    /// True if it begins with a given name, as people do.
    given: bool,
    /// True if a person's fuller name contains the word.
    known: bool,
    /// True if the form of a firm ends it.
    firm: bool,
    /// True if the tagger doubts it.
    doubted: bool,
}

impl Run {
    fn fits(&self, rule: &Rule) -> bool {
        let looked = match rule.looks {
            Looks::All => true,
            Looks::NotPlaces => self.kind != Some(NameKind::Location),
            Looks::Doubted => match self.kind {
                Some(NameKind::Person) => false,
                Some(NameKind::Location) => self.doubted,
                Some(NameKind::Organisation) | None => true,
            },
            Looks::Unsure => self.kind != Some(NameKind::Location) && (self.kind.is_none() || self.doubted),
            Looks::People => self.kind == Some(NameKind::Person),
            Looks::Organisations => self.kind == Some(NameKind::Organisation) && !self.firm,
        };
        let person = self.kind == Some(NameKind::Person);
        let left = match rule.but {
            But::NoNames => false,
            But::GivenNames => self.given,
            But::FullNames => self.given || person && self.tokens.len() > 1,
            But::Known => self.given || self.known || person && self.tokens.len() > 1,
            But::People => self.given || person,
        };
        looked && self.tokens.len() >= rule.words && !left
    }

    fn mention_of(&self, document: &Document, rule: &Rule) -> Mention {
        let tokens = document.tokens();
        Mention {
            span: tokens[self.tokens.start].span.to(tokens[self.tokens.end - 1].span),
            tokens: self.tokens.start as u32..self.tokens.end as u32,
            kind: rule.kind,
            score: rule.score,
        }
    }
}

/// The mentions and the capitalised runs of a sentence, in the order of the text.
fn read_runs(
    document: &Document,
    view: View<'_>,
    sentence: Range<usize>,
    mentions: &[Mention],
    in_full_names: &KeySet,
    runs: &mut Vec<Run>,
) {
    let tokens = document.tokens();
    let given = |at: usize| Resources::embedded().names().look_up(tokens[at].key).lists() & FIRST_NAME != 0;
    let mut next = mentions.partition_point(|mention| (mention.tokens.end as usize) <= sentence.start);
    let mut at = sentence.start;
    while at < sentence.end {
        if let Some(mention) = mentions.get(next).filter(|mention| mention.tokens.start as usize <= at) {
            let own = mention.tokens.start as usize..mention.tokens.end as usize;
            at = own.end.max(at + 1);
            let known = own.len() == 1 && in_full_names.contains(&tokens[own.start].key);
            runs.push(Run {
                // A given name alone may be a club's or a firm's.
                given: own.len() > 1 && given(own.start),
                firm: SURE_COMPANY_FORMS.contains(&document.word(&tokens[own.end - 1])),
                tokens: own,
                mention: Some(next),
                kind: Some(mention.kind),
                doubted: mention.score < DOUBTED,
                known,
            });
            next += 1;
            continue;
        }
        let limit = mentions.get(next).map_or(sentence.end, |mention| mention.tokens.start as usize);
        let end = run_end(document, view, at, limit.min(sentence.end));
        if end > at {
            let known = in_full_names.contains(&tokens[at].key);
            runs.push(Run {
                tokens: at..end,
                mention: None,
                kind: None,
                given: given(at),
                firm: false,
                doubted: true,
                known,
            });
        }
        at = end.max(at + 1);
    }
}

/// The end of the capitalised words of a name that begin at a token; the token itself where none begins.
fn run_end(document: &Document, view: View<'_>, at: usize, limit: usize) -> usize {
    let tokens = document.tokens();
    let capital = |at: usize| {
        at < limit && tokens[at].kind == TokenKind::Word && tokens[at].is_capitalised(document.text())
    };
    let no_name = TITLE | COURTESY | NOUN | PLURAL | SMALL;
    let first = view.word(at).flags.intersects(MONTH | WEEKDAY | DEMONYM)
        || flags(tokens[at].key) & no_name != 0
        || tokens[at].span.len() < 2;
    // `Trust chairman Ana Lopes`: a capital at the beginning of a sentence says nothing.
    let opens = at == view.start && !capital(at + 1) && is_mostly_small(tokens[at].key);
    if !capital(at) || first || opens {
        return at;
    }
    let mut end = at + 1;
    while end < limit && end - at < FIRM && tokens[end].gap <= Gap::Space {
        let link = NAME_LINKS.has_word(tokens[end].word) && capital(end + 1);
        let elided = tokens[end].kind == TokenKind::Word && words::is_elided(document.word(&tokens[end]));
        if !(capital(end) || link || elided) {
            break;
        }
        end += 1;
    }
    end
}

/// `Carmaker Tatra Motors`: the noun with which a sentence begins is no part of a firm's name.
pub(super) fn opening_nouns(document: &Document, mentions: &mut [Mention]) {
    let tokens = document.tokens();
    for mention in mentions.iter_mut().filter(|mention| mention.kind == NameKind::Organisation) {
        let start = mention.tokens.start as usize;
        let opens = document
            .sentence_at(mention.span.start)
            .is_some_and(|at| document.sentences()[at].range().start == start);
        let noun = tokens[start].case == Case::Title
            && mention.tokens.len() > 1
            && OPENING_KINDS.has_word(tokens[start].word)
            && tokens[start + 1].gap == Gap::Space
            && tokens[start + 1].is_capitalised(document.text());
        if opens && noun {
            mention.tokens.start += 1;
            mention.span = tokens[start + 1].span.to(tokens[mention.tokens.end as usize - 1].span);
        }
    }
}
