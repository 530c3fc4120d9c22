//! Units of measure and currencies.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::rows::rows;

/// A unit of measure.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Unit {
    /// The contract's code (docs/FIGURES.md).
    pub(crate) code: &'static str,
    /// The contract's name of the dimension: `length`, `duration`.
    pub(crate) dimension: &'static str,
    /// Number of `code` in one of it: 10 years for a decade.
    pub(crate) factor: f64,
    /// Code of the unit's square, if it has one.
    pub(crate) square: Option<&'static str>,
    /// Code of the unit's cube, if it has one.
    pub(crate) cube: Option<&'static str>,
    /// Words, separated by single spaces.
    #[cfg_attr(lexicon_compiled, allow(dead_code, reason = "the build script reads it"))]
    pub(super) words: &'static str,
}

/// A currency.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Currency {
    /// ISO 4217.
    pub(crate) code: &'static str,
    /// Words and signs that name it without doubt, separated by single spaces.
    #[cfg_attr(lexicon_compiled, allow(dead_code, reason = "the build script reads it"))]
    pub(super) words: &'static str,
}

/// A word that names currencies of several countries, or a part of one: `dollar`, `pence`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SharedCurrency {
    #[cfg_attr(lexicon_compiled, allow(dead_code, reason = "the build script reads it"))]
    pub(super) words: &'static str,
    /// The currency where the country is unknown or has none of this name.
    pub(crate) default: &'static str,
    /// Value of one of it in the currency: 0.01 for pence and cents.
    pub(crate) factor: f64,
    /// Countries (ISO 3166-1 alpha-2) where the word names another currency than the default.
    pub(super) exceptions: &'static [([u8; 2], &'static str)],
}

impl SharedCurrency {
    /// True if the word names the money of a country: an exception, or the default, whose code begins with the country's.
    pub(crate) fn is_of(&self, country: [u8; 2]) -> bool {
        self.default.as_bytes().starts_with(&country)
            || self.exceptions.iter().any(|exception| exception.0 == country)
    }

    /// The currency that the word names: that of the country, else the default.
    pub(crate) fn code(&self, country: Option<[u8; 2]>) -> &'static str {
        let of = |country| self.exceptions.iter().find(|exception| exception.0 == country);
        country.and_then(of).map_or(self.default, |exception| exception.1)
    }
}

/// Letters before a number that name a currency.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CurrencyPrefix {
    /// The letters, in their own case.
    pub(crate) letters: &'static str,
    /// ISO 4217, or a word of `shared_currencies.tsv`.
    pub(crate) currency: &'static str,
    /// ISO 3166-1 alpha-2 code of the country that the article must be about; `None` for any.
    pub(crate) country: Option<[u8; 2]>,
    /// A blank may stand between the letters and the number.
    pub(crate) spaced: bool,
}

/// The currency or currencies that a word names.
#[derive(Debug, Clone, Copy)]
pub(crate) enum CurrencyUnit<'a> {
    /// One currency.
    One(&'a Currency),
    /// One of several, by country.
    Shared(&'a SharedCurrency),
}

/// The unit that has a code of its own; `None` for codes that only combinations have (`km/h` of `km per hour`).
pub(crate) fn unit_by_code(code: &str) -> Option<&'static Unit> {
    units().iter().find(|unit| unit.code == code)
}

/// The currencies that letters before a number name, in their own case.
pub(crate) fn prefixes_of_currencies(letters: &str) -> impl Iterator<Item = &'static CurrencyPrefix> {
    currency_prefixes().iter().filter(move |prefix| prefix.letters == letters)
}

/// The code of a rate, `bbl/d`, from the code of a unit and the code of its base; `None` for unknown units.
pub(crate) fn rate(unit: &str, base: &str) -> Option<&'static str> {
    static RATES: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
        let codes = |names: &'static [&str]| units().iter().filter(|unit| names.contains(&unit.dimension));
        let bases: Vec<&Unit> = codes(&["duration"]).collect();
        let pairs = codes(&["volume", "mass"]).flat_map(|unit| {
            bases.iter().map(move |base| format!("{}/{}", unit.code, base.code)).collect::<Vec<_>>()
        });
        pairs.map(|code| (code.clone(), code)).collect()
    });
    RATES.get(&format!("{unit}/{base}")).map(String::as_str)
}

/// Rows of `units.tsv`: code, dimension, factor, square, cube, words.
pub(super) fn units() -> &'static [Unit] {
    static ROWS: LazyLock<Vec<Unit>> = LazyLock::new(|| {
        rows(include_str!("en/units.tsv"))
            .map(|row| {
                let [code, dimension, factor, square, cube, words] = columns(row);
                let power = |code: &'static str| (code != "-").then_some(code);
                let factor = factor.parse().unwrap_or(1.0);
                Unit { code, dimension, factor, square: power(square), cube: power(cube), words }
            })
            .collect()
    });
    &ROWS
}

/// Rows of `currencies.tsv`: code, words.
pub(super) fn currencies() -> &'static [Currency] {
    static ROWS: LazyLock<Vec<Currency>> = LazyLock::new(|| {
        rows(include_str!("en/currencies.tsv"))
            .map(|row| {
                let [code, words] = columns(row);
                Currency { code, words }
            })
            .collect()
    });
    &ROWS
}

/// Rows of `shared_currencies.tsv`: words, default, factor, exceptions.
pub(super) fn shared_currencies() -> &'static [SharedCurrency] {
    static ROWS: LazyLock<Vec<SharedCurrency>> = LazyLock::new(|| {
        rows(include_str!("en/shared_currencies.tsv"))
            .map(|row| {
                let [words, default, factor, exceptions] = columns(row);
                // `AU:AUD CA:CAD`.
                let pairs = exceptions.split(' ').filter_map(|pair| pair.split_once(':'));
                let exceptions: Vec<_> = pairs
                    .filter_map(|(country, code)| Some((country.as_bytes().try_into().ok()?, code)))
                    .collect();
                let (factor, exceptions) = (factor.parse().unwrap_or(1.0), exceptions.leak());
                SharedCurrency { words, default, factor, exceptions }
            })
            .collect()
    });
    &ROWS
}

/// Rows of `currency_prefixes.tsv`: letters, currency, country, form.
pub(super) fn currency_prefixes() -> &'static [CurrencyPrefix] {
    static ROWS: LazyLock<Vec<CurrencyPrefix>> = LazyLock::new(|| {
        rows(include_str!("en/currency_prefixes.tsv"))
            .map(|row| {
                let [letters, currency, country, form] = columns(row);
                let country = <[u8; 2]>::try_from(country.as_bytes()).ok();
                CurrencyPrefix { letters, currency, country, spaced: form == "spaced" }
            })
            .collect()
    });
    &ROWS
}

/// The first `N` columns of a row; missing ones are empty.
fn columns<const N: usize>(row: &'static str) -> [&'static str; N] {
    let mut columns = row.split('\t');
    std::array::from_fn(|_| columns.next().unwrap_or_default())
}
