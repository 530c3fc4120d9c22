//! Currencies: every ISO 4217 code in circulation, with the words and signs by which news names it.

use super::{CURRENCY, CURRENCY_CODE, Lexicon};

/// A currency.
#[derive(Debug)]
pub(in super::super) struct Currency {
    /// ISO 4217.
    pub(in super::super) code: &'static str,
    /// Words and glued prefixes that name it without doubt.
    words: &'static str,
}

/// A word that names the currencies of several countries.
#[derive(Debug)]
pub(in super::super) struct Shared {
    words: &'static str,
    /// What it means where the country is unknown or has none of it.
    pub(in super::super) default: &'static str,
    /// Country and the currency it means there.
    pub(in super::super) by_country: &'static [(&'static str, &'static str)],
    /// What one of it is worth in the currency: 0.01 for pence and cents.
    pub(in super::super) factor: f64,
}

/// Indices from here on are into [`SHARED`].
pub(in super::super) const FIRST_SHARED: u16 = 1000;

pub(super) fn fill(lexicon: &mut Lexicon) {
    for (index, currency) in CURRENCIES.iter().enumerate() {
        let entry = lexicon.entry(currency.code);
        entry.flags |= CURRENCY_CODE;
        entry.currency = index as u16;
        for word in currency.words.split_whitespace() {
            let entry = lexicon.entry(word);
            entry.flags |= CURRENCY;
            entry.currency = index as u16;
        }
    }
    for (index, shared) in SHARED.iter().enumerate() {
        for word in shared.words.split_whitespace() {
            let entry = lexicon.entry(word);
            entry.flags |= CURRENCY;
            entry.currency = FIRST_SHARED + index as u16;
        }
    }
}

const fn of(code: &'static str, words: &'static str) -> Currency {
    Currency { code, words }
}

/// Currencies by code.
pub(in super::super) const CURRENCIES: &[Currency] = &[
    of("USD", "us$ u.s.$ usd$"),
    of("EUR", "€ euro euros"),
    of("GBP", "£ sterling quid stg"),
    of("JPY", "¥ yen"),
    of("CNY", "yuan renminbi rmb ￥ cn¥"),
    of("AED", "dhs dh"),
    of("AFN", "afghani afghanis"),
    of("ALL", "lek leks"),
    of("AMD", "dram drams ֏"),
    of("ANG", "guilder guilders"),
    of("AOA", "kwanza kwanzas"),
    of("ARS", "ar$"),
    of("AUD", "a$ au$"),
    of("AWG", ""),
    of("AZN", "manat manats ₼"),
    of("BAM", ""),
    of("BBD", "bds$"),
    of("BDT", "taka takas ৳ tk"),
    of("BGN", "lev leva levs"),
    of("BHD", ""),
    of("BIF", ""),
    of("BMD", ""),
    of("BND", ""),
    of("BOB", "boliviano bolivianos"),
    of("BRL", "r$ reais reals"),
    of("BSD", ""),
    of("BTN", "ngultrum ngultrums"),
    of("BWP", "pula"),
    of("BYN", ""),
    of("BZD", ""),
    of("CAD", "c$ ca$ cdn$ can$ loonies"),
    of("CDF", ""),
    of("CHF", ""),
    of("CLP", ""),
    of("COP", ""),
    of("CRC", "colones ₡"),
    of("CUP", ""),
    of("CVE", "escudo escudos"),
    of("CZK", "koruna korunas"),
    of("DJF", ""),
    of("DKK", ""),
    of("DOP", "rd$"),
    of("DZD", ""),
    of("EGP", ""),
    of("ERN", "nakfa"),
    of("ETB", "birr"),
    of("FJD", "fj$"),
    of("FKP", ""),
    of("GEL", "lari laris ₾"),
    of("GHS", "cedi cedis ₵ gh₵ gh¢ ghc"),
    of("GIP", ""),
    of("GMD", "dalasi dalasis"),
    of("GNF", ""),
    of("GTQ", "quetzal quetzales quetzals"),
    of("GYD", ""),
    of("HKD", "hk$"),
    of("HNL", "lempira lempiras"),
    of("HRK", "kuna kunas"),
    of("HTG", "gourde gourdes"),
    of("HUF", "forint forints"),
    of("IDR", "rupiah rupiahs rp"),
    of("ILS", "shekel shekels ₪"),
    of("INR", "₹"),
    of("IQD", ""),
    of("IRR", ""),
    of("ISK", ""),
    of("JMD", "j$"),
    of("JOD", ""),
    of("KES", "ksh kshs sh"),
    of("KGS", ""),
    of("KHR", "riel riels ៛"),
    of("KMF", ""),
    of("KPW", ""),
    of("KRW", "₩"),
    of("KWD", ""),
    of("KYD", ""),
    of("KZT", "tenge ₸"),
    of("LAK", "kip ₭"),
    of("LBP", ""),
    of("LKR", ""),
    of("LRD", ""),
    of("LSL", "maloti loti"),
    of("LYD", ""),
    of("MAD", ""),
    of("MDL", ""),
    of("MGA", "ariary"),
    of("MKD", "denar denars"),
    of("MMK", "kyat kyats"),
    of("MNT", "tugrik tugriks ₮"),
    of("MOP", "pataca patacas"),
    of("MRU", "ouguiya"),
    of("MUR", ""),
    of("MVR", "rufiyaa"),
    of("MWK", ""),
    of("MXN", "mx$"),
    of("MYR", "ringgit ringgits rm"),
    of("MZN", "metical meticais meticals"),
    of("NAD", "n$"),
    of("NGN", "naira nairas ₦"),
    of("NIO", "cordoba cordobas"),
    of("NOK", ""),
    of("NPR", ""),
    of("NZD", "nz$"),
    of("OMR", ""),
    of("PAB", "balboa balboas"),
    of("PEN", "soles"),
    of("PGK", "kina"),
    of("PHP", "₱ php"),
    of("PKR", ""),
    of("PLN", "zloty zlotys zlotych"),
    of("PYG", "guarani guaranies guaranis ₲"),
    of("QAR", ""),
    of("RON", ""),
    of("RSD", ""),
    of("RUB", "rouble roubles ruble rubles ₽"),
    of("RWF", ""),
    of("SAR", ""),
    of("SBD", ""),
    of("SCR", ""),
    of("SDG", ""),
    of("SEK", ""),
    of("SGD", "s$ sg$"),
    of("SLE", "leones"),
    of("SOS", ""),
    of("SRD", ""),
    of("SSP", ""),
    of("SYP", ""),
    of("SZL", "emalangeni lilangeni"),
    of("THB", "baht ฿"),
    of("TJS", "somoni"),
    of("TMT", ""),
    of("TND", ""),
    of("TOP", ""),
    of("TRY", "lira liras ₺"),
    of("TTD", "tt$"),
    of("TWD", "nt$"),
    of("TZS", "tsh"),
    of("UAH", "hryvnia hryvnias hryvnya ₴"),
    of("UGX", "ush"),
    of("UYU", ""),
    of("UZS", "soum"),
    of("VES", "bolivar bolivars bolivares"),
    of("VND", "dong ₫"),
    of("VUV", "vatu"),
    of("WST", "tala"),
    of("XAF", ""),
    of("XOF", "fcfa"),
    of("XPF", ""),
    of("YER", ""),
    of("ZAR", "rand rands"),
    of("ZMW", ""),
    of("ZWL", ""),
    of("XCD", "ec$"),
    of("BTC", "bitcoin bitcoins ₿"),
];

/// Words shared by several currencies. The first is the bare dollar sign.
pub(in super::super) const SHARED: &[Shared] = &[
    Shared { words: "$ ＄ dollar dollars dlr dlrs", default: "USD", by_country: DOLLARS, factor: 1.0 },
    Shared { words: "cent cents cts ¢", default: "USD", by_country: CENTS, factor: 0.01 },
    Shared { words: "pound pounds", default: "GBP", by_country: POUNDS, factor: 1.0 },
    Shared { words: "pence penny p", default: "GBP", by_country: &[], factor: 0.01 },
    Shared { words: "rupee rupees rs ₨ rs.", default: "INR", by_country: RUPEES, factor: 1.0 },
    Shared { words: "paise paisa", default: "INR", by_country: RUPEES, factor: 0.01 },
    Shared { words: "peso pesos", default: "MXN", by_country: PESOS, factor: 1.0 },
    Shared { words: "franc francs", default: "CHF", by_country: FRANCS, factor: 1.0 },
    Shared { words: "shilling shillings shs", default: "KES", by_country: SHILLINGS, factor: 1.0 },
    Shared { words: "dinar dinars", default: "IQD", by_country: DINARS, factor: 1.0 },
    Shared { words: "dirham dirhams", default: "AED", by_country: &[("MA", "MAD")], factor: 1.0 },
    Shared { words: "riyal riyals", default: "SAR", by_country: RIYALS, factor: 1.0 },
    Shared { words: "rial rials ﷼", default: "IRR", by_country: RIYALS, factor: 1.0 },
    Shared { words: "krona kronor kronas", default: "SEK", by_country: &[("IS", "ISK")], factor: 1.0 },
    Shared {
        words: "krone kroner",
        default: "NOK",
        by_country: &[("DK", "DKK"), ("GL", "DKK")],
        factor: 1.0,
    },
    Shared { words: "crown crowns", default: "SEK", by_country: CROWNS, factor: 1.0 },
    Shared { words: "leu lei", default: "RON", by_country: &[("MD", "MDL")], factor: 1.0 },
    Shared { words: "kwacha kwachas", default: "ZMW", by_country: &[("MW", "MWK")], factor: 1.0 },
    Shared { words: "som soms sum", default: "KGS", by_country: &[("UZ", "UZS")], factor: 1.0 },
    Shared { words: "won", default: "KRW", by_country: &[("KP", "KPW")], factor: 1.0 },
    Shared { words: "colon", default: "CRC", by_country: &[], factor: 1.0 },
    Shared { words: "kopecks kopeks", default: "RUB", by_country: &[("UA", "UAH")], factor: 0.01 },
    Shared { words: "real", default: "BRL", by_country: &[], factor: 1.0 },
    Shared { words: "sol", default: "PEN", by_country: &[], factor: 1.0 },
    Shared { words: "kobo", default: "NGN", by_country: &[], factor: 0.01 },
];

const DOLLARS: &[(&str, &str)] = &[
    ("AG", "XCD"),
    ("AU", "AUD"),
    ("BB", "BBD"),
    ("BM", "BMD"),
    ("BN", "BND"),
    ("BS", "BSD"),
    ("BZ", "BZD"),
    ("CA", "CAD"),
    ("DM", "XCD"),
    ("FJ", "FJD"),
    ("GD", "XCD"),
    ("GY", "GYD"),
    ("HK", "HKD"),
    ("JM", "JMD"),
    ("KI", "AUD"),
    ("KN", "XCD"),
    ("KY", "KYD"),
    ("LC", "XCD"),
    ("LR", "LRD"),
    ("NA", "NAD"),
    ("NR", "AUD"),
    ("NZ", "NZD"),
    ("SB", "SBD"),
    ("SG", "SGD"),
    ("SR", "SRD"),
    ("TT", "TTD"),
    ("TV", "AUD"),
    ("TW", "TWD"),
    ("VC", "XCD"),
];
const CENTS: &[(&str, &str)] = &[
    ("AU", "AUD"),
    ("CA", "CAD"),
    ("HK", "HKD"),
    ("JM", "JMD"),
    ("KE", "KES"),
    ("NZ", "NZD"),
    ("SG", "SGD"),
    ("TT", "TTD"),
    ("ZA", "ZAR"),
    ("DE", "EUR"),
    ("FR", "EUR"),
    ("IE", "EUR"),
    ("IT", "EUR"),
    ("ES", "EUR"),
    ("NL", "EUR"),
    ("MT", "EUR"),
    ("AT", "EUR"),
    ("BE", "EUR"),
    ("FI", "EUR"),
    ("GR", "EUR"),
    ("PT", "EUR"),
];
const POUNDS: &[(&str, &str)] = &[
    ("EG", "EGP"),
    ("LB", "LBP"),
    ("SD", "SDG"),
    ("SS", "SSP"),
    ("SY", "SYP"),
    ("GI", "GIP"),
    ("FK", "FKP"),
];
const RUPEES: &[(&str, &str)] = &[("LK", "LKR"), ("MU", "MUR"), ("NP", "NPR"), ("PK", "PKR"), ("SC", "SCR")];
const PESOS: &[(&str, &str)] = &[
    ("AR", "ARS"),
    ("CL", "CLP"),
    ("CO", "COP"),
    ("CU", "CUP"),
    ("DO", "DOP"),
    ("PH", "PHP"),
    ("UY", "UYU"),
];
const FRANCS: &[(&str, &str)] = &[
    ("BF", "XOF"),
    ("BI", "BIF"),
    ("BJ", "XOF"),
    ("CD", "CDF"),
    ("CF", "XAF"),
    ("CG", "XAF"),
    ("CI", "XOF"),
    ("CM", "XAF"),
    ("DJ", "DJF"),
    ("GA", "XAF"),
    ("GN", "GNF"),
    ("GQ", "XAF"),
    ("GW", "XOF"),
    ("KM", "KMF"),
    ("ML", "XOF"),
    ("NC", "XPF"),
    ("NE", "XOF"),
    ("PF", "XPF"),
    ("RW", "RWF"),
    ("SN", "XOF"),
    ("TD", "XAF"),
    ("TG", "XOF"),
];
const SHILLINGS: &[(&str, &str)] = &[("SO", "SOS"), ("TZ", "TZS"), ("UG", "UGX")];
const DINARS: &[(&str, &str)] = &[
    ("BH", "BHD"),
    ("DZ", "DZD"),
    ("JO", "JOD"),
    ("KW", "KWD"),
    ("LY", "LYD"),
    ("RS", "RSD"),
    ("TN", "TND"),
];
const RIYALS: &[(&str, &str)] = &[("IR", "IRR"), ("OM", "OMR"), ("QA", "QAR"), ("SA", "SAR"), ("YE", "YER")];
const CROWNS: &[(&str, &str)] = &[("CZ", "CZK"), ("DK", "DKK"), ("IS", "ISK"), ("NO", "NOK")];
