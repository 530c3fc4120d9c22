//! Time zones by their abbreviation or name.

use jiff::tz::{Offset, TimeZone};

use super::scan::Token;

/// Abbreviations of one meaning in news, with the offset from UTC in minutes.
///
/// Those from `est` to `pdt` are defined by RFC 2822, section 4.3; see [`is_foreign`] for their other meanings. Not
/// here, because they have several: `ADT`, `AST`, `BST`, `ECT`, `GST`, `IST`, `MMT`, `NDT`, `NST`, `SST`, `WST`.
const OFFSETS: &[(&str, i32)] = &[
    ("aedt", 660),
    ("aest", 600),
    ("akdt", -480),
    ("akst", -540),
    ("cat", 120),
    ("cdt", -300),
    ("cest", 120),
    ("cet", 60),
    ("cst", -360),
    ("eat", 180),
    ("edt", -240),
    ("eest", 180),
    ("eet", 120),
    ("est", -300),
    ("gmt", 0),
    ("hkt", 480),
    ("hst", -600),
    ("ict", 420),
    ("jst", 540),
    ("kst", 540),
    ("mdt", -360),
    ("mst", -420),
    ("npt", 345),
    ("nzdt", 780),
    ("nzst", 720),
    ("pdt", -420),
    ("pkt", 300),
    ("pst", -480),
    ("sast", 120),
    ("sgt", 480),
    ("ut", 0),
    ("utc", 0),
    ("wat", 60),
    ("west", 60),
    ("wet", 0),
    ("wib", 420),
    ("wita", 480),
    ("z", 0),
    ("zulu", 0),
];

/// Zones whose abbreviation or name leaves summer time, or the year, to the date.
const REGIONS: &[(&str, &str)] = &[
    ("central european time", "Europe/Berlin"),
    ("central time", "America/Chicago"),
    ("ct", "America/Chicago"),
    ("eastern time", "America/New_York"),
    ("et", "America/New_York"),
    ("hawaii time", "Pacific/Honolulu"),
    ("msk", "Europe/Moscow"),
    ("moscow time", "Europe/Moscow"),
    ("mountain time", "America/Denver"),
    ("mt", "America/Denver"),
    ("pacific time", "America/Los_Angeles"),
    ("pt", "America/Los_Angeles"),
];

/// Names written out, each for the abbreviation that it spells.
const NAMES: &[(&str, &str)] = &[
    ("central daylight time", "cdt"),
    ("central european standard time", "cet"),
    ("central european summer time", "cest"),
    ("central standard time", "cst"),
    ("coordinated universal time", "utc"),
    ("eastern daylight time", "edt"),
    ("eastern european standard time", "eet"),
    ("eastern european summer time", "eest"),
    ("eastern standard time", "est"),
    ("greenwich mean time", "gmt"),
    ("hong kong time", "hkt"),
    ("japan standard time", "jst"),
    ("korea standard time", "kst"),
    ("mountain daylight time", "mdt"),
    ("mountain standard time", "mst"),
    ("pacific daylight time", "pdt"),
    ("pacific standard time", "pst"),
    ("singapore time", "sgt"),
    ("south africa standard time", "sast"),
    ("universal time", "utc"),
];

/// Most tokens of a name, blanks included.
const LONGEST_NAME: usize = 7;

/// The zone at the start of `tokens` and the number of tokens that name it. `assumed` shows from which part of the
/// world the source comes.
pub(super) fn read(tokens: &[Token], assumed: &TimeZone) -> Option<(TimeZone, usize)> {
    let mut name = String::new();
    let mut found = None;
    for (index, token) in tokens.iter().take(LONGEST_NAME).enumerate() {
        match token {
            Token::Word(word) => name.push_str(word),
            Token::Space => name.push(' '),
            Token::Mark(mark @ ('/' | '-')) => name.push(*mark),
            _ => break,
        }
        if let Some(zone) = named(&name, assumed) {
            found = Some((zone, index + 1));
        }
    }
    found
}

fn named(name: &str, assumed: &TimeZone) -> Option<TimeZone> {
    let of = |table: &'static [(&str, &'static str)]| {
        table.iter().find(|&&(known, _)| known == name).map(|&(_, value)| value)
    };
    if let Some(region) = of(REGIONS) {
        return TimeZone::get(region).ok();
    }
    // `Europe/Berlin`: the database ignores case.
    if name.contains('/') {
        return TimeZone::get(name).ok();
    }
    let abbreviation = of(NAMES).unwrap_or(name);
    if is_foreign(abbreviation, assumed) {
        return None;
    }
    let &(_, minutes) = OFFSETS.iter().find(|&&(known, _)| known == abbreviation)?;
    offset(minutes)
}

/// A fixed offset of so many minutes.
pub(super) fn offset(minutes: i32) -> Option<TimeZone> {
    Offset::from_seconds(minutes * 60).ok().map(TimeZone::fixed)
}

/// True if an American abbreviation has a meaning of its own in the part of the world that a source comes from
/// (`CST` is China's time in China).
fn is_foreign(abbreviation: &str, assumed: &TimeZone) -> bool {
    let home = assumed.iana_name().unwrap_or_default();
    let one_of = |places: &[&str]| places.iter().any(|place| home.starts_with(place));
    match abbreviation {
        "cst" | "cdt" => one_of(&[
            "Asia/Shanghai",
            "Asia/Chongqing",
            "Asia/Urumqi",
            "Asia/Macau",
            "Asia/Taipei",
            "PRC",
            "ROC",
            "America/Havana",
            "Cuba",
            "Australia/",
        ]),
        "est" | "edt" => one_of(&["Australia/"]),
        "mst" => one_of(&["Asia/Kuala_Lumpur", "Asia/Yangon", "Asia/Rangoon", "Europe/Moscow"]),
        "pst" => one_of(&["Asia/Manila"]),
        "et" => one_of(&["Africa/", "Asia/", "Australia/"]),
        _ => false,
    }
}
