//! The first and last days of periods (`the end of June`), and decades.

use jiff::civil::Date;

use crate::enrich::figures::when::calendar::{month, year};
use crate::enrich::figures::when::days::{Days, day, up_to_now, whole, year_at};
use crate::enrich::figures::when::periods::period;
use crate::enrich::pattern::patterns;
use crate::enrich::view::View;

patterns! {
    "figures":
    /// `the end of …`, `the start of …`.
    EDGE = ["^ PERIOD_EDGES of"];
    /// `since the start`.
    SINCE_EDGE = ["since the? ^"];
    /// `of the year`, `of this month`.
    RELATIVE_PERIOD = ["^ the|this|last|next week|month|quarter|year"];
    /// `in the 1980s`; not `the late 1980s`, a part of it.
    DECADE = ["in|during|through|throughout the ^ <any> s|'s|\u{2019}s&<glued>"];
}

/// `the end of the year`, `since the start of June`.
pub(super) fn edge(view: &View<'_>, i: usize, today: Date) -> Option<(Days, usize)> {
    if !EDGE.begin(view, i) {
        return None;
    }
    let of = i + 2;
    let (whole_period, last) = if RELATIVE_PERIOD.begin(view, of) {
        let step = match view.text(of).to_ascii_lowercase().as_str() {
            "last" => -1,
            "next" => 1,
            _ => 0,
        };
        period(view, of, today, step)?
    } else {
        month(view, of, today).or_else(|| year(view, of, today))?
    };
    let at_end = view.any(i, &["end", "close"]);
    let at = if at_end { whole_period.to.date() } else { whole_period.from.date() };
    let days = if SINCE_EDGE.begin(view, i) { up_to_now(at, today)? } else { day(at) };
    Some((days, last))
}

/// `in the 1980s`.
pub(super) fn decade(view: &View<'_>, i: usize, _: Date) -> Option<(Days, usize)> {
    if !DECADE.begin(view, i) {
        return None;
    }
    let first = year_at(view, i).filter(|year| year % 10 == 0)?;
    Some((whole(Date::new(first, 1, 1).ok()?, Date::new(first + 9, 12, 31).ok()?), i + 2))
}
