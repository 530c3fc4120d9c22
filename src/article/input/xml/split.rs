//! A feed, or a `newsMessage`, as messages of one article each.

use super::{recognise, tree};
use crate::article::input::error::InputError;

/// The documents of one article each that a document of several stands for; `None` where it holds one or none.
///
/// Each keeps what stands around the articles (the channel's title and language, namespaces), so that it reads as the
/// article of the whole feed does.
pub(in crate::article::input) fn split(text: &str) -> Result<Option<Vec<String>>, InputError> {
    let root = tree::parse(text)?;
    let Some((_, items)) = recognise(&root) else { return Ok(None) };
    if items.len() < 2 {
        return Ok(None);
    }
    // What stands between two articles is white space as a rule, and is left out then: it would make the documents of a
    // long feed grow with its square.
    let pieces = items.windows(2).map(|pair| &text[pair[0].end..pair[1].start]).enumerate();
    let told: Vec<(usize, &str)> = pieces.filter(|(_, piece)| !piece.trim().is_empty()).collect();
    let join = |pieces: &[(usize, &str)]| pieces.iter().map(|(_, piece)| *piece).collect::<String>();
    let (head, tail) = (&text[..items[0].start], &text[items[items.len() - 1].end..]);
    let documents = items.iter().enumerate().map(|(index, item)| {
        let (before, behind) = told.split_at(told.partition_point(|(at, _)| *at < index));
        let article = &text[item.start..item.end];
        [head, &join(before), article, &join(behind), tail].concat()
    });
    Ok(Some(documents.collect()))
}
