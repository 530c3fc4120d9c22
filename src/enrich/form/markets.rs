//! Reports of a day on the markets: indices, prices of goods and currencies.

use super::text::{count, holds};
use crate::lexicon::word_lists;

word_lists! {
    "item_forms":
    COMPANY_SHARES, GOODS_NOUNS, MARKET_INDEXES, MARKET_MOVES, MARKET_NOUNS, SESSION_PHRASES,
}

/// Indices that a report names.
const INDEXES: usize = 2;
/// Phrases of a session that make a report of a text with at most one index.
const SESSION: usize = 3;

/// True if the lead says that a market moved, and the text goes on as such reports do.
pub(super) fn is_report(lead: &str, text: &str) -> bool {
    let lead = &*lead.to_lowercase();
    if !holds(lead, &MARKET_MOVES) {
        return false;
    }
    let indexes = count(text, &MARKET_INDEXES);
    let market = holds(lead, &MARKET_NOUNS);
    // `Shares in Tesco fell`: news of a company, unless the text goes on with the market.
    let company = holds(lead, &COMPANY_SHARES);
    if market && indexes >= INDEXES {
        return true;
    }
    let goods = holds(lead, &GOODS_NOUNS) || holds(lead, &MARKET_INDEXES);
    !company && (goods || market && indexes > 0) && count(text, &SESSION_PHRASES) >= SESSION
}
