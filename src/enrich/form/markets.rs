//! Reports of a day on the markets: indices, prices of goods and currencies.

use super::text::count;
use super::thresholds::{INDEXES, SESSION};
use crate::lexicon::word_lists;

word_lists! {
    "item_forms":
    COMPANY_SHARES, GOODS_NOUNS, MARKET_INDEXES, MARKET_MOVES, MARKET_NOUNS, SESSION_PHRASES,
}

/// True if the lead says that a market moved, and the text goes on as such reports do.
pub(super) fn is_report(lead: &str, text: &str) -> bool {
    let lead = &*lead.to_lowercase();
    if !MARKET_MOVES.is_within(lead) {
        return false;
    }
    let indexes = count(text, &MARKET_INDEXES);
    let market = MARKET_NOUNS.is_within(lead);
    // `Shares in Tesco fell`: news of a company, unless the text goes on with the market.
    let company = COMPANY_SHARES.is_within(lead);
    if market && indexes >= INDEXES {
        return true;
    }
    let goods = GOODS_NOUNS.is_within(lead) || MARKET_INDEXES.is_within(lead);
    !company && (goods || market && indexes > 0) && count(text, &SESSION_PHRASES) >= SESSION
}
