//! Times as Chinese, Japanese and Korean write them (`2024年5月7日 午後3時05分`), rewritten in figures.

use std::borrow::Cow;

/// Marks behind the year, with those behind month and day.
const DATES: [[char; 3]; 3] = [['年', '月', '日'], ['年', '月', '号'], ['년', '월', '일']];
/// Words for the halves of the day, and whether the later one is meant.
const HALVES: &[(&str, bool)] = &[
    ("上午", false),
    ("午前", false),
    ("오전", false),
    ("早上", false),
    ("凌晨", false),
    ("下午", true),
    ("午後", true),
    ("오후", true),
    ("晚上", true),
];
const HOURS: [char; 6] = ['時', '时', '点', '點', '시', ':'];
const MINUTES: [char; 3] = ['分', '분', ':'];
const SECONDS: [char; 2] = ['秒', '초'];
/// Names of zones of one meaning.
const ZONES: [(&str, &str); 4] =
    [("北京时间", "+08:00"), ("北京時間", "+08:00"), ("日本時間", "+09:00"), ("한국시간", "+09:00")];

/// The same time in figures; as it is where it is not written so.
pub(super) fn in_figures(text: &str) -> Cow<'_, str> {
    if text.contains(['年', '년']) { rewritten(text).map_or(text.into(), Cow::Owned) } else { text.into() }
}

fn rewritten(text: &str) -> Option<String> {
    // Figures of full width are figures.
    let plain: String = text
        .chars()
        .map(|c| match c {
            '０'..='９' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
            '：' => ':',
            '（' => '(',
            '）' => ')',
            c => c,
        })
        .collect();
    let mut rest = plain.as_str();
    let mut zone = "";
    for (name, offset) in ZONES {
        if let Some(behind) = rest.strip_prefix(name) {
            (rest, zone) = (behind.trim_start(), offset);
        }
    }
    let (year, behind) = number(rest)?;
    let marks = DATES.iter().find(|marks| behind.starts_with(marks[0]) && behind.contains(marks[2]))?;
    let (month, behind) = number(behind.strip_prefix(marks[0])?)?;
    let (day, behind) = number(behind.trim_start().strip_prefix(marks[1])?)?;
    let mut rest = without_weekday(behind.trim_start().strip_prefix(marks[2])?.trim_start());
    let date = format!("{year:04}-{month:02}-{day:02}");
    let half = HALVES.iter().find_map(|(word, later)| Some((rest.strip_prefix(word)?, *later)));
    if let Some((behind, _)) = half {
        rest = behind.trim_start();
    }
    let Some((hour, behind)) = number(rest) else {
        return half.is_none().then(|| format!("{date} {rest}{zone}").trim_end().to_owned());
    };
    let (mut rest, mut minute, mut second) = (behind.strip_prefix(HOURS)?.trim_start(), 0, 0);
    if let Some((number, behind)) = number(rest) {
        minute = number;
        rest = behind.strip_prefix(MINUTES).unwrap_or(behind).trim_start();
    }
    if let Some((number, behind)) = number(rest) {
        second = number;
        rest = behind.strip_prefix(SECONDS).unwrap_or(behind).trim_start();
    }
    let hour = match half {
        Some((_, true)) if hour < 12 => hour + 12,
        Some((_, false)) if hour == 12 => 0,
        _ => hour,
    };
    let (hours, minutes) = (format!("{hour:02}"), format!("{minute:02}:{second:02}"));
    Some(format!("{date} {hours}:{minutes} {rest}{zone}").trim_end().to_owned())
}

/// The number at the start of a text, and the rest.
fn number(text: &str) -> Option<(u32, &str)> {
    let text = text.trim_start();
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    (1..=4).contains(&end).then(|| text[..end].parse().ok().map(|number| (number, &text[end..])))?
}

/// The text behind a weekday: `(火)`, `星期二`, `화요일`. It says nothing that the date does not say.
fn without_weekday(text: &str) -> &str {
    let bracketed = text.strip_prefix('(').and_then(|rest| rest.split_once(')'));
    if let Some((weekday, rest)) = bracketed
        && weekday.chars().count() <= 3
    {
        return rest.trim_start();
    }
    for start in ["星期", "周", "週"] {
        if let Some(rest) = text.strip_prefix(start) {
            let mut rest = rest.chars();
            rest.next();
            return rest.as_str().trim_start();
        }
    }
    for end in ["曜日", "요일"] {
        if let Some((weekday, rest)) = text.split_once(end)
            && weekday.chars().count() == 1
        {
            return rest.trim_start();
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;

    #[test]
    fn dates_with_their_marks_are_read() {
        for (text, expected) in [
            ("2024年5月7日", Some("2024-05-07T00:00:00Z")),
            ("2024年05月07日 06:30", Some("2024-05-07T06:30:00Z")),
            ("2024年5月7日 14时30分", Some("2024-05-07T14:30:00Z")),
            ("2024年5月7日（火）午後3時05分 JST", Some("2024-05-07T06:05:00Z")),
            ("２０２４年５月７日　１５：３０", Some("2024-05-07T15:30:00Z")),
            ("2024년 5월 7일 오전 6시 30분", Some("2024-05-07T06:30:00Z")),
            ("2024년 5월 7일 화요일", Some("2024-05-07T00:00:00Z")),
            ("北京时间2024年5月7日 14:30", Some("2024-05-07T06:30:00Z")),
            ("2024年5月7日 星期二 下午2点", Some("2024-05-07T14:00:00Z")),
            ("2024年13月7日", None),
            ("2024年5月", None),
            ("年月日", None),
            ("令和6年5月7日", None),
            ("6年5月7日", None),
            ("2024年5月7日 晚上", None),
        ] {
            let found = super::super::read(text, &TimeZone::UTC).map(|time| time.timestamp.to_string());
            assert_eq!(found.as_deref(), expected, "{text}");
        }
    }
}
