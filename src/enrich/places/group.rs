//! Mentions of one name in one sense become a group.

use std::ops::Range;

use super::article_context::ArticleContext;
use super::container::{self, Whereabouts};
use crate::resources::gazetteer::{Gazetteer, PlaceId};

/// A name with all its mentions in one sense.
#[derive(Debug, Clone)]
pub(crate) struct Group {
    pub(super) key: u64,
    /// The division or country that the text gives with the name (`Paris, Texas`).
    pub(super) container: Option<PlaceId>,
    /// The rule that found the container.
    pub(super) container_rule: Option<&'static container::Rule>,
    pub(crate) demonym: bool,
    /// Another location that the text gives: `Kanyama, a township of Lusaka`.
    pub(super) whereabouts: Option<Whereabouts>,
    /// None of its places lies there.
    pub(super) contradicted: bool,
    /// All mentions stand as the container of another name (`Texas` in `Paris, Texas`).
    pub(super) subordinate: bool,
    /// A bit per sentence with a mention, modulo 64.
    pub(super) sentences: u64,
    /// Of [`Groups::mentions`].
    pub(crate) mentions: Range<usize>,
    /// Of [`super::resolve::Resolution::namesakes`].
    pub(crate) namesakes: Range<usize>,
}

impl Group {
    /// A group without mentions.
    fn new(key: u64, demonym: bool) -> Group {
        Group {
            key,
            container: None,
            container_rule: None,
            demonym,
            whereabouts: None,
            contradicted: false,
            subordinate: true,
            sentences: 0,
            mentions: 0..0,
            namesakes: 0..0,
        }
    }
}

/// The groups of an article; the buffers are reused from article to article.
#[derive(Debug, Default)]
pub(crate) struct Groups {
    pub(crate) list: Vec<Group>,
    /// Indices of candidates, those of one group together.
    pub(crate) mentions: Vec<u32>,
    /// The group of each chosen candidate.
    owners: Vec<u32>,
}

/// Puts mentions of the same name and the same container together.
pub(super) fn group(page: &ArticleContext, chosen: &[u32], gazetteer: &Gazetteer<'static>, out: &mut Groups) {
    out.list.clear();
    out.owners.clear();
    let mut subordinate = None;
    for (order, &index) in chosen.iter().enumerate() {
        let candidate = &page.candidates[index as usize];
        let demonym = candidate.is_demonym();
        let found = if demonym { None } else { container::find(page, chosen, order, gazetteer) };
        let container = found.map(|found| found.id);
        let key = candidate.key.bits();
        // A name that is told its container later (`Paris … Paris, Texas`) is one with its mentions before.
        let same = out.list.iter().position(|group| {
            group.key == key
                && group.demonym == demonym
                && (group.container == container || container.is_none() || group.container.is_none())
        });
        let number = same.unwrap_or(out.list.len());
        if same.is_none() {
            out.list.push(Group::new(key, demonym));
        }
        let group = &mut out.list[number];
        group.container = group.container.or(container);
        if found.is_none() && !demonym && group.whereabouts.is_none() {
            group.whereabouts = container::whereabouts(page, chosen, order).map(|place| match place {
                Whereabouts::At(order) => Whereabouts::At(chosen[order] as usize),
                Whereabouts::Nowhere => Whereabouts::Nowhere,
            });
        }
        group.container_rule = group.container_rule.or(found.map(|found| found.rule));
        group.subordinate &= subordinate == Some(order);
        group.sentences |= 1 << (candidate.sentence % 64);
        group.mentions.end += 1;
        out.owners.push(number as u32);
        subordinate = found.filter(|found| found.rule.subordinate).map(|found| found.order);
    }
    lay_out(chosen, out);
}

/// Lays the mentions of each group side by side; until then `mentions.end` is their count.
fn lay_out(chosen: &[u32], out: &mut Groups) {
    let mut start = 0;
    for group in &mut out.list {
        let count = group.mentions.end;
        group.mentions = start..start;
        start += count;
    }
    out.mentions.clear();
    out.mentions.resize(chosen.len(), 0);
    for (&index, &owner) in chosen.iter().zip(&out.owners) {
        let mentions = &mut out.list[owner as usize].mentions;
        out.mentions[mentions.end] = index;
        mentions.end += 1;
    }
}
