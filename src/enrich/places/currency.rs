//! The country in whose money an article counts: `a £9 million bridge` is in Britain, if no other sign stands beside it.

use crate::document::{Document, TokenKind};

/// Signs of money that one country uses, and the country.
const SIGNS: [(&str, &str); 4] = [("£", "GB"), ("₹", "IN"), ("₦", "NG"), ("₱", "PH")];

/// The country of the only sign of money in an article.
pub(super) fn country(document: &Document) -> Option<&'static str> {
    let signs = document.tokens().iter().filter(|token| token.kind == TokenKind::Symbol);
    let mut found = None;
    for token in signs {
        let word = document.word(token);
        let money = word.ends_with(['$', '€', '¥']);
        match SIGNS.iter().find(|(sign, _)| *sign == word) {
            Some((_, country)) if found.is_none_or(|known| known == *country) => found = Some(*country),
            None if !money => {}
            _ => return None,
        }
    }
    found
}
