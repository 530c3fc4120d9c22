//! Sums of money: signs and codes before a number, words and codes behind it, and which country's money is meant.

use crate::document::{Span, TokenKind};
use crate::enrich::figures::reject::looks_like_year;
use crate::enrich::figures::scan::number::{self, Form, Number};
use crate::enrich::pattern::patterns;
use crate::enrich::view::View;
use crate::lexicon::word_lists;
use crate::lexicon::{
    self, CURRENCY, CURRENCY_CODE, CurrencyUnit, DEMONYM, SCALE, SHORT_SCALE, SharedCurrency, Word,
    hash_lower,
};

word_lists! {
    "figures":
    BEFORE_POUNDS_OF_MONEY, BEHIND_AMBIGUOUS_MONEY, SHORT_CURRENCIES, SUMS_IN_LOWER_CASE, WEIGHING,
}

patterns! {
    "figures":
    /// `a dividend of 4 crowns per share`, `costs 30 crowns`.
    PRICED = ["^ per|a|an|each", "cost|costs|pays|paid ^", "price|dividend|fee of|at ^"];
}

/// ISO 3166-1 alpha-2.
type Code = Option<[u8; 2]>;

/// The countries whose money a word may name.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::enrich::figures) struct Country {
    /// The country that the article is about, where known: a bare `$` is that country's.
    pub(in crate::enrich::figures) focus: Code,
    /// The country that the paragraph names first: a round-up tells of several. It decides where the focus has no money of
    /// the name.
    pub(in crate::enrich::figures) near: Code,
}

impl Country {
    /// The one whose money a shared word names.
    fn of(self, shared: &SharedCurrency) -> Code {
        let has = |country: &[u8; 2]| shared.is_of(*country);
        // Dollars and pounds are spent all over the world.
        let world = matches!(shared.default, "USD" | "GBP");
        self.focus.filter(has).or(self.near.filter(has).filter(|_| !world)).or(self.focus)
    }
}

/// A currency, and what one of the named coin is in it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::enrich::figures) struct Money {
    pub(in crate::enrich::figures) code: &'static str,
    pub(in crate::enrich::figures) factor: f64,
}

/// The currency of a currency word: of the country named before it, else of the article's.
fn resolve(word: &Word, named: Code, country: Country) -> Option<Money> {
    match word.currency()? {
        CurrencyUnit::One(currency) => Some(Money { code: currency.code, factor: 1.0 }),
        CurrencyUnit::Shared(shared) => {
            let code = shared.code(named.or_else(|| country.of(shared)));
            Some(Money { code, factor: shared.factor })
        }
    }
}

/// The currency of a bare dollar sign.
pub(in crate::enrich::figures) fn dollar(country: Country) -> &'static str {
    let sign = lexicon::get().find(hash_lower("$"));
    resolve(lexicon::get().word(sign), None, country).map_or("USD", |money| money.code)
}

/// Money with its sign or code before the number, starting at token `i`: `$3.2 billion`, `US$5m`, `Rs 500`, `N60`.
pub(in crate::enrich::figures) fn before(
    view: &View<'_>,
    i: usize,
    country: Country,
) -> Option<(Money, Number)> {
    if view.kind(i) == Some(TokenKind::Symbol) && view.has(i, CURRENCY) {
        let money = resolve(view.word(i), None, country)?;
        let at = i + 1 + usize::from(view.dash(i + 1) && view.is_number(i + 2));
        return with_sign(view, i, at, money);
    }
    if !view.is_word(i) {
        return None;
    }
    if has_sign(view, i) {
        return with_sign(view, i, i + 2, of_sign(view, i, country)?);
    }
    let text = view.text(i);
    if is_prefix(view, i, text) {
        let at = i + 1 + usize::from(view.text(i + 1) == "." && view.glued(i + 1));
        // `Euro 2004` is a tournament.
        if text == "Euro" && looks_like_year(view.text(at)) {
            return None;
        }
        if view.is_number(at) {
            return with_sign(view, i, at, resolve(view.word(i), None, country)?);
        }
        return None;
    }
    inside(view, i, text, country)
}

fn with_sign(view: &View<'_>, i: usize, at: usize, money: Money) -> Option<(Money, Number)> {
    if !view.is_number(at) && !(view.is_word(at) && !view.glued(at)) {
        return None;
    }
    let mut number = number::at(view, at, true).filter(|number| number.form != Form::Fraction)?;
    number.first = i;
    number.span = view.span(i, number.last);
    Some((money, number))
}

/// True for letters with a sign of money glued behind them: `US$`, `GH¢`, `E£`.
pub(in crate::enrich::figures) fn has_sign(view: &View<'_>, i: usize) -> bool {
    view.glued(i + 1)
        && view.kind(i + 1) == Some(TokenKind::Symbol)
        && view.has(i + 1, CURRENCY)
        && view.capitalised(i)
        && view.text(i).len() < 6
}

/// The currency of letters and a sign: one of the lexicon, a code (`CLP$`), or the sign's currency in a country (`CL$`).
fn of_sign(view: &View<'_>, i: usize, country: Country) -> Option<Money> {
    let sign = view.look_up(view.document.slice(view.span(i, i + 2)));
    if sign.flags.intersects(CURRENCY) {
        return resolve(sign, None, country);
    }
    let letters = view.text(i);
    if !letters.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return None;
    }
    match <[u8; 2]>::try_from(letters.as_bytes()) {
        Ok(named) => resolve(view.word(i + 1), Some(named), country),
        Err(_) if view.has(i, CURRENCY_CODE) => resolve(view.word(i), None, country),
        Err(_) => None,
    }
}

/// True if digits may stand inside the word (`N60`, `kr2`): nearly all words leave here.
pub(in crate::enrich::figures) fn may_hold_digits(view: &View<'_>, i: usize) -> bool {
    let text = view.text(i);
    (view.capitalised(i) || text.starts_with("kr"))
        && text.bytes().skip(1).take(4).any(|byte| byte.is_ascii_digit())
}

/// True if a word may stand before a number as a sign of money.
fn is_prefix(view: &View<'_>, i: usize, text: &str) -> bool {
    let upper = text.bytes().all(|byte| byte.is_ascii_uppercase());
    if upper && text.len() == 3 && view.has(i, CURRENCY_CODE) {
        // `quoting CAD 1234`: the number of an incident.
        let quoted =
            (i.saturating_sub(8).max(view.start)..i).any(|at| view.any(at, &["quoting", "reference", "ref"]));
        return !quoted;
    }
    let letters = text.trim_end_matches('.');
    let spaced = lexicon::prefixes_of_currencies(letters).any(|prefix| prefix.spaced);
    spaced && view.has(i, CURRENCY | CURRENCY_CODE)
}

/// `N60 million`, `R1.2bn`, `Rs500`, `USD500m`: a sign that is a letter glued to the digits.
fn inside(view: &View<'_>, i: usize, text: &str, country: Country) -> Option<(Money, Number)> {
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    if letters == 0 || letters > 4 || letters == text.len() || !text.as_bytes()[letters].is_ascii_digit() {
        return None;
    }
    let (prefix, _) = text.split_at(letters);
    let code = code_of_prefix(view, prefix, country)?;
    // The digits may run over the tokens behind (`N1,200`, `R1.2bn`): read them from the text.
    let token = view.token(i)?.span;
    let start = token.start as usize + letters;
    let whole = view.document.text();
    let bytes = whole.as_bytes();
    let mut end = start;
    while end < bytes.len()
        && (bytes[end].is_ascii_digit()
            || matches!(bytes[end], b',' | b'.') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit))
    {
        end += 1;
    }
    let (mut value, dressed, digits) = number::digits(&whole[start..end])?;
    let mut scale = 1.0;
    // `N60m`: the scale is glued to digits that are part of a word.
    let tail: usize = bytes[end..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    if tail > 0 && (end + tail) as u32 == token.end {
        let word = view.look_up(&whole[end..end + tail]);
        if !word.flags.intersects(SCALE) {
            return None;
        }
        scale = word.value;
        value *= scale;
        end += tail;
    }
    let mut last = i + 1;
    while view.token(last).is_some_and(|token| (token.span.start as usize) < end) {
        last += 1;
    }
    let mut number = Number {
        value,
        form: Form::Digits { dressed: dressed || scale > 1.0, digits },
        scale,
        first: i,
        last,
        span: Span::new(token.start, end as u32),
    };
    number::scale(view, &mut number, true);
    number.span = Span::new(token.start, number.span.end.max(end as u32));
    // `R1` and `N7` are roads, `R7610` is a model, `COP27` a conference: a letter is money only before a sum.
    let at_home = match prefix {
        "R" => country.focus == Some(*b"ZA"),
        "N" => country.focus == Some(*b"NG"),
        _ => true,
    };
    let grouped = dressed && digits >= 4;
    let sum = number.scale > 1.0 || grouped || at_home && (dressed || digits >= 3);
    let fits = sum || letters > 1 && code != "COP";
    fits.then_some((Money { code, factor: 1.0 }, number))
}

/// The currency that letters glued to digits name.
fn code_of_prefix(view: &View<'_>, letters: &str, country: Country) -> Option<&'static str> {
    let mut prefixes = lexicon::prefixes_of_currencies(letters);
    let known = prefixes.find(|prefix| prefix.country.is_none() || prefix.country == country.focus);
    let is_code = letters.len() == 3
        && letters.bytes().all(|byte| byte.is_ascii_uppercase())
        && view.look_up(letters).flags.intersects(CURRENCY_CODE);
    let word = view.look_up(known.map_or(letters, |prefix| prefix.currency));
    if known.is_none() && !is_code {
        return None;
    }
    Some(resolve(word, None, country)?.code)
}

/// Money with its word or code behind the number: `100 laris`, `59.2 billion US dollars`, `500 USD`.
/// Also the token after it.
pub(in crate::enrich::figures) fn behind(
    view: &View<'_>,
    number: &Number,
    country: Country,
) -> Option<(Money, usize)> {
    let mut at = number.last + usize::from(view.hyphen(number.last));
    let mut named = None;
    // `200 billion (euros)`.
    if number.scale > 1.0 && view.text(at) == "(" && view.has(at + 1, CURRENCY) && view.text(at + 2) == ")" {
        return Some((resolve(view.word(at + 1), None, country)?, at + 3));
    }
    if view.any(at, &["New", "Hong"]) && view.has(at + 1, DEMONYM) {
        at += 1;
    }
    if view.any(at, &["West", "Central", "South"]) && view.has(at + 1, DEMONYM) {
        at += 1;
    }
    if view.has(at, DEMONYM) && view.has(at + 1, CURRENCY) {
        // `CFA francs` are those of the country's own union, west or central.
        let home = resolve(view.word(at + 1), None, country).map(|money| money.code);
        let union = view.is(at, "cfa") && home.is_some_and(|code| matches!(code, "XOF" | "XAF"));
        named = Some(view.word(at).country).filter(|_| !union);
        at += 1;
    }
    if view.has(at, CURRENCY_CODE)
        && view.text(at).bytes().all(|byte| byte.is_ascii_uppercase())
        && view.text(at).len() == 3
    {
        // `ALL`, `TOP` and the like are words in headlines.
        if !matches!(view.text(at), "ALL" | "TOP" | "TRY") {
            let money = resolve(view.word(at), None, country)?;
            return Some(scaled_behind(view, money, at + 1));
        }
    }
    if let Some(money) = scaled_code(view, at, country) {
        return Some((money, at + 1));
    }
    if !view.has(at, CURRENCY) {
        return None;
    }
    let text = view.text(at);
    let lower = text.to_ascii_lowercase();
    let sum = number.scale > 1.0 || number.value >= 100.0 || named.is_some();
    let fits = match lower.as_str() {
        "p" => text == "p" && view.glued(at) && number.value < 10_000.0,
        "won" => sum && !view.any(at + 1, &BEHIND_AMBIGUOUS_MONEY),
        "sen" => view.lower(at),
        "real" if view.is(at + 1, "estate") => false,
        _ if SUMS_IN_LOWER_CASE.contains(&lower.as_str()) => {
            (sum || PRICED.around(view, number.first..at + 1)) && view.lower(at)
        }
        "pound" | "pounds" => !is_weight(view, number, at, named, country),
        _ if SHORT_CURRENCIES.contains(&lower.as_str()) => sum || lower.len() > 2,
        "¢" | "cent" | "cents" => !view.is(at.wrapping_sub(1), "per"),
        _ => true,
    };
    if !fits {
        return None;
    }
    let last = at + 1 + usize::from(view.is(at + 1, "sterling"));
    Some((resolve(view.word(at), named, country)?, last))
}

/// `75 USD million`: the scale stands behind the code.
fn scaled_behind(view: &View<'_>, money: Money, last: usize) -> (Money, usize) {
    let scale = view.word(last);
    if scale.flags.intersects(SCALE) && !scale.flags.intersects(SHORT_SCALE) {
        return (Money { factor: money.factor * scale.value, ..money }, last + 1);
    }
    (money, last)
}

/// `30 MUSD`: a letter for the scale before the code.
fn scaled_code(view: &View<'_>, at: usize, country: Country) -> Option<Money> {
    let text = view.text(at);
    let factor = match text.as_bytes().first()? {
        b'M' | b'm' => 1e6,
        b'K' | b'k' | b'T' => 1e3,
        b'B' => 1e9,
        _ => return None,
    };
    let code =
        text.get(1..).filter(|code| code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase()))?;
    let word = Some(view.look_up(code)).filter(|word| word.flags.intersects(CURRENCY_CODE))?;
    Some(Money { factor, ..resolve(word, None, country)? })
}

/// True if `pounds` weigh here.
fn is_weight(view: &View<'_>, number: &Number, at: usize, named: Code, country: Country) -> bool {
    if named.is_some() || number.scale >= 1e6 || view.is(at + 1, "sterling") {
        return false;
    }
    let spends = country.focus.is_none_or(|country| {
        matches!(
            &country,
            b"GB" | b"EG" | b"LB" | b"SD" | b"SS" | b"SY" | b"IE" | b"IM" | b"JE" | b"GG" | b"GI" | b"FK"
        )
    });
    let weighs = view.is(at + 1, "of") && view.lower(at + 2) && !view.any(at + 2, &BEFORE_POUNDS_OF_MONEY)
        || view.any(at + 1, &["heavier", "lighter", "overweight", "underweight"])
        || (number.first.saturating_sub(4)..number.first).any(|i| view.any(i, &WEIGHING));
    weighs || !spends
}
