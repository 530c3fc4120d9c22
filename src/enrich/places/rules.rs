//! Rules of recognition: where the form of the text decides by itself whether a name is that of a place, a rule comes
//! before the fitted sum.

use super::article_context::ArticleContext;
use super::cues::Cue;
use super::question::Question;
use super::scan::Candidate;
use super::thresholds::{KNOWN_TOWN, LANGUAGE_REACH, SUBJECT_REACH};
use super::{lookalikes, traps};
use crate::article::enriched::PlaceKind;
use crate::document::{Gap, TokenKind};
use crate::enrich::names::NameKind;
use crate::lexicon::word_lists;
use crate::lexicon::{self, WordList, hash_lower};
use crate::resources::gazetteer::format::NameForm;
use crate::resources::gazetteer::key::NameKey;

word_lists! {
    "place_rules":
    FIRM_FORMS, NO_PLACES,
}

/// A form of the text that decides.
pub(super) struct Rule {
    pub(super) name: &'static str,
    pub(super) why: &'static str,
    test: fn(&Question) -> bool,
    pub(super) is_place: bool,
}

/// The first that holds decides. What is no place comes first: a name that is part of another name is not saved by the
/// words around that.
pub(super) static RULES: [Rule; 32] = [
    Rule {
        name: "day of a month",
        why: "`LAGOS, Nov 5 -`, `5 Mar`: the abbreviation of a month beside its day is the name of some town",
        test: is_month_with_day,
        is_place: false,
    },
    Rule {
        name: "language",
        why: "`taught herself English`, `in French`: the language is named, not the people",
        test: is_language,
        is_place: false,
    },
    Rule {
        name: "bare abbreviation",
        why: "`the Supreme Court (SC)`, `an MS diagnosis`: two capitals are a state behind one of its towns, or where the text names the state in full",
        test: |question| traps::is_bare_abbreviation(question.page, question.candidate, question.gazetteer),
        is_place: false,
    },
    Rule {
        name: "company or county",
        why: "`Tokyo Electric Power Co.`: `Co.` is a county behind a preposition of place and before its state",
        test: |question| traps::is_company(question.page, question.candidate),
        is_place: false,
    },
    Rule {
        name: "direction",
        why: "`the 15 authorities in the South East`: a part of the country, not a district called so abroad",
        test: is_direction,
        is_place: false,
    },
    Rule {
        name: "half of a name",
        why: "`Tasmania's Central Plateau`: a direction and a common noun are one name, of which the state of Plateau is no part",
        test: is_half,
        is_place: false,
    },
    Rule {
        name: "weather pattern",
        why: "`because of El Niño`: some town is called so, too",
        test: |question| NO_PLACES.contains(&question.page.document.slice(question.candidate.span)),
        is_place: false,
    },
    Rule {
        name: "article and common noun",
        why: "`The Post Office`, `The Village`: a common noun with an article is an alternate name of some town",
        test: is_common_noun,
        is_place: false,
    },
    Rule {
        name: "particle of a name",
        why: "`da Vinci`, `van Buren`: a lower-case particle makes the name a family name",
        test: follows_particle,
        is_place: false,
    },
    Rule {
        name: "business of the name",
        why: "`Bank of America`, `Times of India`, `Sinaloa Cartel`: the place is part of the name of an organisation",
        test: is_in_business,
        is_place: false,
    },
    Rule {
        name: "common word of an organisation",
        why: "`European Central Bank` is not at Bānk in India: a common noun inside a name is an alternate name of some town",
        test: is_word_of_organisation,
        is_place: false,
    },
    Rule {
        name: "money",
        why: "`412 U.S. cents`, `the Hong Kong dollar`: a currency is spent elsewhere too",
        test: |question| traps::is_money(question.page, question.candidate),
        is_place: false,
    },
    Rule {
        name: "title of a person",
        why: "`Ms Jordan`, `Dr London`: a courtesy stands before somebody's name",
        test: |question| traps::follows_title(question.page, question.candidate),
        is_place: false,
    },
    Rule {
        name: "ship",
        why: "`the frigate Bismarck`, `USS Nevada`: ships bear the names of places",
        test: |question| traps::is_ship(question.page, question.candidate),
        is_place: false,
    },
    Rule {
        name: "machine",
        why: "`Hercules aircraft`, `a Ford Galaxy`, `the Phoenix drone`: makers call their machines after places",
        test: |question| traps::is_machine(question.page, question.candidate),
        is_place: false,
    },
    Rule {
        name: "storm",
        why: "`Cyclone Paris`: the name of a storm",
        test: |question| traps::is_storm(question.page, question.candidate),
        is_place: false,
    },
    Rule {
        name: "treaty or award",
        why: "`the Kyoto Protocol`, `the Victoria Cross`: the place is part of another name",
        test: |question| traps::is_treaty_or_award(question.page, question.candidate),
        is_place: false,
    },
    Rule {
        name: "house",
        why: "`Lincoln High School`, `the Sydney Morning Herald`: a school, hospital or paper is called after a place",
        test: |question| traps::is_in_house(question.page, question.candidate),
        is_place: false,
    },
    Rule {
        name: "organisation",
        why: "`the South African Weather Service`, `the Bank of Ghana`: a country or region that a body is called after",
        test: |question| traps::is_in_organisation(question.page, question.candidate),
        is_place: false,
    },
    Rule {
        name: "ship again",
        why: "`the machine Selma … Selma weighs 900 tonnes`: the same thing, also without its noun",
        test: lookalikes::is_ship_again,
        is_place: false,
    },
    Rule {
        name: "river",
        why: "`along the Jordan`, `the Niger and Benue rivers`: countries and towns have no article, rivers have",
        test: lookalikes::is_river,
        is_place: false,
    },
    Rule {
        name: "relative",
        why: "`his wife, Florence, and a daughter`, `to Milton, a baker,`: the words beside the name are about a person",
        test: lookalikes::is_relative,
        is_place: false,
    },
    Rule {
        name: "surname",
        why: "`Maria das Dores Lima`: the last word of a person's name",
        test: lookalikes::is_surname,
        is_place: false,
    },
    Rule {
        name: "surname again",
        why: "`Rodrigo Lagos … Lagos denies it`: somebody is called by the last name",
        test: lookalikes::is_surname_again,
        is_place: false,
    },
    Rule {
        name: "part of a foreign name",
        why: "`Port aux Basques`, `Huracan del Sur`: a small word of another language joins the name to a longer one",
        test: lookalikes::is_foreign_part,
        is_place: false,
    },
    Rule {
        name: "short for a firm",
        why: "`Larkspur Therapeutics … Larkspur employs 94 people`: the firm is called by its first word",
        test: lookalikes::is_short_for_firm,
        is_place: false,
    },
    Rule {
        name: "word of a firm",
        why: "`Grupo Bimbo`: a firm may be called after anything, and some small town has that name",
        test: lookalikes::is_word_of_firm,
        is_place: false,
    },
    Rule {
        name: "overlay",
        why: "a name of several words in the overlay was put there by hand and names nothing else",
        test: is_in_overlay,
        is_place: true,
    },
    Rule {
        name: "article and region",
        why: "`the Atlantic`, `the Sahel`: the article in front of a sea or a region that ends its phrase",
        test: is_region_with_article,
        is_place: true,
    },
    Rule {
        name: "country",
        why: "the name of a country that is no person's name and no part of a longer one",
        test: is_country,
        is_place: true,
    },
    Rule {
        name: "taken place",
        why: "`Rebels took Goma`, `shelled Kherson`, `fled Sirte`: armies take and people flee places",
        test: is_taken,
        is_place: true,
    },
    Rule {
        name: "apposition",
        why: "`the city of Goma`, `the Syrian province of Homs`: the text says that it is a place",
        test: is_called_place,
        is_place: true,
    },
];

/// The first rule that holds for a candidate.
pub(super) fn decide(question: &Question) -> Option<&'static Rule> {
    RULES.iter().find(|rule| (rule.test)(question))
}

/// Adjectives of countries that name a language, too.
static LANGUAGES: WordList = WordList::new("place_rules", "LANGUAGES");
/// Nouns behind the name of a language.
static OF_LANGUAGE: WordList = WordList::new("place_rules", "OF_LANGUAGE");
/// Verbs and adjectives before the name of a language.
static LANGUAGE_VERBS: WordList = WordList::new("place_rules", "LANGUAGE_VERBS");
/// Lower-case particles before family names.
static NAME_PARTICLES: WordList = WordList::new("place_rules", "NAME_PARTICLES");
/// Subjects that take or hit places.
static FORCES: WordList = WordList::new("place_rules", "FORCES");
/// Verbs whose subject is a medium rather than a sea.
static REPORTS: WordList = WordList::new("place_rules", "REPORTS");
/// Kinds of place before `of` and the place.
static KINDS: WordList = WordList::new("place_rules", "KINDS");
/// Verbs whose object is a place by themselves.
static SIEGES: WordList = WordList::new("place_rules", "SIEGES");

fn is_one_of(list: &WordList, word: &str) -> bool {
    list.has(hash_lower(word))
}

fn is_language(question: &Question) -> bool {
    let Question { page, candidate, .. } = *question;
    if !candidate.is_demonym() || !is_one_of(&LANGUAGES, page.document.slice(candidate.span)) {
        return false;
    }
    let next = page.behind(candidate, 1);
    let after = if page.word(next) == "-" { page.behind(candidate, 2) } else { next };
    if is_one_of(&OF_LANGUAGE, page.word(after)) {
        return true;
    }
    if !ends_phrase(page, candidate.last as usize) {
        return false;
    }
    // `into Spanish and Italian`: what stands before the first language decides.
    let mut listed = 0;
    while (page.has(page.before(candidate, listed + 1), Cue::And)
        || page.word(page.before(candidate, listed + 1)) == ",")
        && is_one_of(&LANGUAGES, page.word(page.before(candidate, listed + 2)))
    {
        listed += 2;
    }
    (1..=LANGUAGE_REACH).any(|steps| {
        let word = page.word(page.before(candidate, listed + steps));
        is_one_of(&LANGUAGE_VERBS, word) || steps == 1 && matches!(word, "in" | "into")
    })
}

/// No noun follows that the adjective belongs to, also not behind `and` and a second adjective.
fn ends_phrase(page: &ArticleContext, at: usize) -> bool {
    let Some(token) = page.token(Some(at)).filter(|token| token.gap <= Gap::Line) else { return true };
    if page.has(Some(at), Cue::And) && page.is_capitalised(Some(at + 1)) {
        return ends_phrase(page, at + 2);
    }
    if !token.is_word() {
        return page.word(Some(at)) != "-" && token.kind != TokenKind::Possessive;
    }
    [Cue::Into, Cue::Of, Cue::And, Cue::Said, Cue::Function].into_iter().any(|cue| page.has(Some(at), cue))
}

fn is_common_noun(question: &Question) -> bool {
    let Question { page, candidate, gazetteer } = *question;
    let first = candidate.first as usize;
    let Some((_, form, record)) = candidate.best else { return false };
    let two = candidate.last - candidate.first == 2 && page.has(Some(first), Cue::The);
    if !two || form == NameForm::Primary || record.ours || record.capital {
        return false;
    }
    let noun = &page.document.tokens()[first + 1];
    gazetteer.find(NameKey::EMPTY.with(noun)).is_some_and(|named| named.habits.lower > 0)
}

fn is_direction(question: &Question) -> bool {
    let Question { page, candidate, .. } = *question;
    let mut words = candidate.first as usize..candidate.last as usize;
    let ours = candidate.best.is_none_or(|(_, _, record)| record.ours);
    !ours
        && words.all(|at| page.has(Some(at), Cue::Direction))
        && page.has(page.before(candidate, 1), Cue::The)
        && !page.has(page.behind(candidate, 1), Cue::Division)
}

fn is_half(question: &Question) -> bool {
    let Question { page, candidate, .. } = *question;
    let before = page.before(candidate, 1);
    candidate.habits.lower > 0
        && candidate.last == candidate.first + 1
        && page.is_capitalised(before)
        && page.has(before, Cue::Direction)
        && !page.has(page.behind(candidate, 1), Cue::Division)
}

fn is_month_with_day(question: &Question) -> bool {
    let Question { page, candidate, .. } = *question;
    let word = page.document.slice(candidate.span);
    let is_day = |word: &str| (1..=2).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit());
    let beside = [page.before(candidate, 1), page.behind(candidate, 1)];
    lexicon::month(word).is_some() && beside.into_iter().any(|at| is_day(page.word(at)))
}

fn follows_particle(question: &Question) -> bool {
    let Question { page, candidate, .. } = *question;
    let before = page.before(candidate, 1);
    let place = page
        .mention_around(candidate.span)
        .is_some_and(|mention| mention.kind == NameKind::Location && mention.span != candidate.span);
    NAME_PARTICLES.contains(&page.word(before)) && !place
}

fn is_in_business(question: &Question) -> bool {
    let Question { page, candidate, .. } = *question;
    let (one, two) = (page.word(page.before(candidate, 1)), page.word(page.before(candidate, 2)));
    if one == "of" && matches!(two, "Bank" | "Times" | "Voice")
        || matches!(one, "Air" | "Radio" | "Nasdaq" | "Euronext") && !candidate.is_demonym()
    {
        return true;
    }
    FIRM_FORMS.contains(&page.word(page.behind(candidate, 1)))
}

fn is_word_of_organisation(question: &Question) -> bool {
    let Question { page, candidate, .. } = *question;
    let Some((_, form, record)) = candidate.best else { return false };
    let obscure = record.kind == PlaceKind::City && !record.capital && !record.ours;
    let noun = candidate.last == candidate.first + 1
        && [Cue::Institution, Cue::Business, Cue::Authority]
            .into_iter()
            .any(|cue| page.has(Some(candidate.first as usize), cue));
    let common = candidate.habits.lower > 0 && (form == NameForm::Alternate || noun);
    let organisation = page.mention_around(candidate.span).is_some_and(|mention| {
        mention.kind == NameKind::Organisation && mention.span.start < candidate.span.start
    });
    obscure && common && organisation
}

fn is_in_overlay(question: &Question) -> bool {
    let Question { page, candidate, .. } = *question;
    let overlay = candidate.best.is_some_and(|(_, _, record)| record.ours) && !candidate.is_demonym();
    overlay && candidate.last - candidate.first >= 2 && !candidate.part && !is_inside_name(page, candidate)
}

fn is_region_with_article(question: &Question) -> bool {
    let Question { page, candidate, .. } = *question;
    let wide = candidate.best.is_some_and(|(_, form, record)| {
        let region = matches!(record.kind, PlaceKind::Water | PlaceKind::Region | PlaceKind::Landform);
        record.ours && region && form != NameForm::Demonym
    });
    // `The Atlantic reported`: the magazine.
    let speaks = is_one_of(&REPORTS, page.word(page.behind(candidate, 1)));
    wide && candidate.habits.lower == 0
        && page.has(page.before(candidate, 1), Cue::The)
        && !speaks
        && ends_phrase(page, candidate.last as usize)
}

fn is_country(question: &Question) -> bool {
    let Question { page, candidate, .. } = *question;
    let country = candidate.best.is_some_and(|(_, form, record)| {
        record.kind == PlaceKind::Country && matches!(form, NameForm::Primary | NameForm::Alternate)
    });
    let habits = candidate.habits;
    country
        && habits.lower == 0
        && !habits.given
        && !habits.family
        && !is_part_of_name(page, candidate)
        && !page.is_capitalised(page.before(candidate, 1))
        && !is_inside_name(page, candidate)
}

/// The first mention of the tagger at the candidate is longer than it.
fn is_inside_name(page: &ArticleContext, candidate: &Candidate) -> bool {
    page.mention_around(candidate.span).is_some_and(|mention| mention.span != candidate.span)
}

fn is_taken(question: &Question) -> bool {
    let Question { page, candidate, .. } = *question;
    let verb = page.before(candidate, 1);
    if !page.has(verb, Cue::Taken) || !is_known_place(candidate) || is_part_of_name(page, candidate) {
        return false;
    }
    let subject = |steps| is_one_of(&FORCES, page.word(page.before(candidate, steps)));
    is_one_of(&SIEGES, page.word(verb)) || (2..=SUBJECT_REACH).any(subject)
}

fn is_called_place(question: &Question) -> bool {
    let Question { page, candidate, .. } = *question;
    let (of, noun) = (page.before(candidate, 1), page.before(candidate, 2));
    page.word(of) == "of"
        && page.has(noun, Cue::Noun)
        && is_one_of(&KINDS, page.word(noun))
        && !page.is_capitalised(noun)
        && is_known_place(candidate)
        && !is_part_of_name(page, candidate)
}

/// A town, country or division of the gazetteer that is no hamlet.
fn is_known_place(candidate: &Candidate) -> bool {
    candidate.best.is_some_and(|(_, _, record)| match record.kind {
        PlaceKind::City => record.size >= KNOWN_TOWN,
        PlaceKind::Country | PlaceKind::Admin1 | PlaceKind::Admin2 => true,
        _ => record.ours,
    }) && !candidate.is_demonym()
        && candidate.habits.lower == 0
}

/// A capitalised word follows: the candidate is the first part of a longer name.
fn is_part_of_name(page: &ArticleContext, candidate: &Candidate) -> bool {
    let next = page.behind(candidate, 1);
    page.is_capitalised(next) && page.token(next).is_some_and(|token| token.gap <= Gap::Space)
}
