//! Statements: who says which words.
//!
//! A quotation may be cut into pieces in more than one way, so pieces are not paired. A statement of the gold is found if
//! statements of the same person cover at least half of it; one of an answer is right if at least half of it is covered by
//! statements of that person in the gold. Statements of people who are optional cost nothing.

use super::answer;
use super::entities::Entities;
use super::gold;
use super::measure::Measure;
use super::report::Report;
use crate::article::enriched::Field;

type Range = (Field, u32, u32);

fn of_gold(statement: &gold::Statement) -> Range {
    (statement.field, statement.start, statement.end)
}

fn of_answer(statement: &answer::Statement) -> Range {
    (statement.field, statement.start, statement.end)
}

fn shared(one: Range, other: Range) -> u32 {
    if one.0 == other.0 { one.2.min(other.2).saturating_sub(one.1.max(other.1)) } else { 0 }
}

/// True if ranges, which do not overlap each other, cover at least half of one.
fn half_covered(range: Range, others: impl Iterator<Item = Range>) -> bool {
    let covered: u32 = others.map(|other| shared(range, other)).sum();
    covered > 0 && 2 * covered >= range.2.saturating_sub(range.1)
}

pub(super) fn score(report: &mut Report, entities: &Entities<'_>) {
    let (gold, said) = (&entities.gold.people, &entities.answer.enrichment.people);
    let is_free = |g: usize| gold[g].optional || gold[g].not_key;
    let everyone =
        || gold.iter().enumerate().flat_map(|(g, person)| person.statements.iter().map(move |s| (g, s)));
    for (g, statement) in everyone().filter(|(g, _)| !is_free(*g)) {
        let answer = entities.people.iter().find(|pair| pair.0 == g).map(|pair| &said[pair.1]);
        let given = answer.into_iter().flat_map(|person| person.statements.iter().map(of_answer));
        report.wanted(
            Measure::Statements,
            half_covered(of_gold(statement), given),
            &format!("{}: {}", gold[g].name, statement.text),
        );
    }
    for (a, person) in said.iter().enumerate() {
        let pair = entities.people.iter().find(|pair| pair.1 == a).map(|pair| pair.0);
        if pair.is_some_and(is_free) {
            continue;
        }
        for statement in &person.statements {
            let range = of_answer(statement);
            let words = entities.gold.slice(range.0, range.1, range.2).unwrap_or_default();
            let own = pair.into_iter().flat_map(|g| gold[g].statements.iter().map(of_gold));
            let is_right = half_covered(range, own);
            report.said(Measure::Statements, is_right, &format!("{}: {words}", person.name));
            let best = everyone().max_by_key(|(_, other)| shared(range, of_gold(other)));
            let Some((g, other)) = best.filter(|_| half_covered(range, everyone().map(|(_, s)| of_gold(s))))
            else {
                continue;
            };
            let names = || (words.to_owned(), gold[g].name.clone(), person.name.clone());
            report.accuracy(Measure::StatementSpeaker, is_right || pair == Some(g), names);
            if is_right {
                let kind = |direct: bool| if direct { "direct" } else { "reported" }.to_owned();
                report.accuracy(Measure::Direct, other.direct == statement.direct, || {
                    (words.to_owned(), kind(other.direct), kind(statement.direct))
                });
            }
        }
    }
}
