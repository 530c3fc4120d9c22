//! Time zones by their abbreviation or name.

use jiff::tz::{Offset, TimeZone};

use super::scan::Token;

/// Abbreviations of one meaning in news, with the offset from UTC in minutes.
///
/// Those from `est` to `pdt` are defined by RFC 2822, section 4.3; see [`is_foreign`] for their other meanings. Not
/// here, because they have several: `ADT`, `AST`, `BST`, `ECT`, `GST`, `IST`, `MMT`, `NDT`, `NST`, `SST`, `WST`.
const OFFSETS: &[(&str, i32)] = &[
    ("acdt", 630),
    ("acst", 570),
    ("aedt", 660),
    ("aest", 600),
    ("akdt", -480),
    ("akst", -540),
    ("art", -180),
    ("awst", 480),
    ("brt", -180),
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
    ("irst", 210),
    ("jst", 540),
    ("kst", 540),
    ("mdt", -360),
    ("mesz", 120),
    ("mez", 60),
    ("mst", -420),
    ("myt", 480),
    ("npt", 345),
    ("nzdt", 780),
    ("nzst", 720),
    ("pdt", -420),
    ("pht", 480),
    ("pkt", 300),
    ("pst", -480),
    ("sast", 120),
    ("sgt", 480),
    ("trt", 180),
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
    ("aet", "Australia/Sydney"),
    ("australian eastern time", "Australia/Sydney"),
    ("beijing time", "Asia/Shanghai"),
    ("berlin time", "Europe/Berlin"),
    ("brasilia time", "America/Sao_Paulo"),
    ("brussels time", "Europe/Brussels"),
    ("cairo time", "Africa/Cairo"),
    ("central european time", "Europe/Berlin"),
    ("central time", "America/Chicago"),
    ("ct", "America/Chicago"),
    ("eastern european time", "Europe/Athens"),
    ("eastern time", "America/New_York"),
    ("et", "America/New_York"),
    ("hawaii time", "Pacific/Honolulu"),
    ("istanbul time", "Europe/Istanbul"),
    ("jakarta time", "Asia/Jakarta"),
    ("kyiv time", "Europe/Kyiv"),
    ("london time", "Europe/London"),
    ("madrid time", "Europe/Madrid"),
    ("msk", "Europe/Moscow"),
    ("moscow time", "Europe/Moscow"),
    ("mountain time", "America/Denver"),
    ("mt", "America/Denver"),
    ("nairobi time", "Africa/Nairobi"),
    ("new york time", "America/New_York"),
    ("new zealand time", "Pacific/Auckland"),
    ("nzt", "Pacific/Auckland"),
    ("pacific time", "America/Los_Angeles"),
    ("paris time", "Europe/Paris"),
    ("pt", "America/Los_Angeles"),
    ("rome time", "Europe/Rome"),
    ("seoul time", "Asia/Seoul"),
    ("sydney time", "Australia/Sydney"),
    ("tokyo time", "Asia/Tokyo"),
    ("uk time", "Europe/London"),
];

/// Names written out, with the offset from UTC in minutes. They have one meaning even where their abbreviation has several
/// (`British Summer Time`).
const NAMES: &[(&str, i32)] = &[
    ("alaska daylight time", -480),
    ("alaska standard time", -540),
    ("arabia standard time", 180),
    ("atlantic daylight time", -180),
    ("atlantic standard time", -240),
    ("australian central standard time", 570),
    ("australian eastern daylight time", 660),
    ("australian eastern standard time", 600),
    ("australian western standard time", 480),
    ("british summer time", 60),
    ("central africa time", 120),
    ("central daylight time", -300),
    ("central european standard time", 60),
    ("central european summer time", 120),
    ("central standard time", -360),
    ("china standard time", 480),
    ("coordinated universal time", 0),
    ("east africa time", 180),
    ("eastern daylight time", -240),
    ("eastern european standard time", 120),
    ("eastern european summer time", 180),
    ("eastern standard time", -300),
    ("gmt/utc", 0),
    ("greenwich mean time", 0),
    ("gulf standard time", 240),
    ("hawaii standard time", -600),
    ("hong kong time", 480),
    ("india standard time", 330),
    ("indian standard time", 330),
    ("irish standard time", 60),
    ("israel daylight time", 180),
    ("israel standard time", 120),
    ("japan standard time", 540),
    ("korea standard time", 540),
    ("malaysia time", 480),
    ("moscow standard time", 180),
    ("mountain daylight time", -360),
    ("mountain standard time", -420),
    ("nepal time", 345),
    ("new zealand daylight time", 780),
    ("new zealand standard time", 720),
    ("newfoundland daylight time", -150),
    ("newfoundland standard time", -210),
    ("pacific daylight time", -420),
    ("pacific standard time", -480),
    ("pakistan standard time", 300),
    ("philippine standard time", 480),
    ("singapore standard time", 480),
    ("singapore time", 480),
    ("south africa standard time", 120),
    ("universal time", 0),
    ("utc/gmt", 0),
    ("west africa time", 60),
    ("western european summer time", 60),
    ("western european time", 0),
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
    if is_foreign(name, assumed) {
        return None;
    }
    if let Some(&(_, region)) = REGIONS.iter().find(|&&(known, _)| known == name) {
        return TimeZone::get(region).ok();
    }
    if let Some(&(_, minutes)) = NAMES.iter().find(|&&(known, _)| known == name) {
        return offset(minutes);
    }
    // `Europe/Berlin`: the database ignores case.
    if name.contains('/') {
        return TimeZone::get(name).ok();
    }
    let &(_, minutes) = OFFSETS.iter().find(|&&(known, _)| known == name)?;
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
        "cst" | "cdt" | "central standard time" | "central daylight time" => one_of(&[
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
        "est" | "edt" | "eastern standard time" | "eastern daylight time" => one_of(&["Australia/"]),
        "mst" => one_of(&["Asia/Kuala_Lumpur", "Asia/Yangon", "Asia/Rangoon", "Europe/Moscow"]),
        "pst" => one_of(&["Asia/Manila"]),
        "et" | "eastern time" => one_of(&["Africa/", "Asia/", "Australia/"]),
        _ => false,
    }
}
