//! Units of measure behind a number.

use crate::article::enriched::Dimension;
use crate::enrich::figures::scan::number::{self, Form, Number};
use crate::enrich::pattern::patterns;
use crate::enrich::view::View;
use crate::lexicon::word_lists;
use crate::lexicon::{self, CONJUNCTION, DETERMINER, PREPOSITION, Unit};

word_lists! {
    "figures":
    ADJECTIVES_OF_TIME, BEHIND_DEGREE, CELSIUS, RACES, SQUARES_AND_CUBES, UNITS_BEHIND_DIGITS, UNITS_IN_SINGULAR,
}

/// A number's unit of measure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::enrich::figures) struct Measure {
    pub(in crate::enrich::figures) dimension: Dimension,
    pub(in crate::enrich::figures) code: &'static str,
    /// What one of the named unit is in `code`.
    pub(in crate::enrich::figures) factor: f64,
    /// The token after it.
    pub(in crate::enrich::figures) last: usize,
}

impl Measure {
    /// A unit of the lexicon, up to the token before `last`.
    fn new(unit: &Unit, last: usize) -> Self {
        Self { dimension: dimension(unit.dimension), code: unit.code, factor: unit.factor, last }
    }
}

/// The dimension that a row of `units.tsv` names.
fn dimension(name: &str) -> Dimension {
    match name {
        "percent" => Dimension::Percent,
        "mass" => Dimension::Mass,
        "length" => Dimension::Length,
        "area" => Dimension::Area,
        "volume" => Dimension::Volume,
        "duration" => Dimension::Duration,
        "speed" => Dimension::Speed,
        "temperature" => Dimension::Temperature,
        "energy" => Dimension::Energy,
        "rate" => Dimension::Rate,
        _ => Dimension::Other,
    }
}

/// The area, mass or length that a word measures by itself: `hectares`.
pub(in crate::enrich::figures) fn of_word(view: &View<'_>, i: usize) -> Option<(Dimension, &'static str)> {
    let unit = view.unit(i).filter(|unit| unit.factor == 1.0)?;
    let dimension = dimension(unit.dimension);
    matches!(dimension, Dimension::Area | Dimension::Mass | Dimension::Length)
        .then_some((dimension, unit.code))
}

/// The unit behind a number, glued to it, after a space or after a hyphen.
pub(in crate::enrich::figures) fn after(view: &View<'_>, number: &Number) -> Option<Measure> {
    let hyphen = view.hyphen(number.last);
    let mut at = number.last + usize::from(hyphen);
    // `month -long`, `4+%`.
    if view.text(at) == "+" && view.text(at + 1) == "%" {
        at += 1;
    }
    let Some(unit) = view.unit(at) else {
        return extended(view, compound(view, at));
    };
    let text = view.text(at);
    // `627 pound-feet`: torque.
    if unit.code == "lb" && view.hyphen(at + 1) && view.any(at + 2, &["foot", "feet", "ft"]) {
        return Some(Measure { dimension: Dimension::Other, code: "lb.ft", factor: 1.0, last: at + 3 });
    }
    if !fits(view, number, at, text, hyphen) {
        return extended(view, compound(view, at));
    }
    extended(view, Some(Measure::new(unit, at + 1)))
}

fn extended(view: &View<'_>, measure: Option<Measure>) -> Option<Measure> {
    measure.map(|mut measure| {
        extend(view, &mut measure);
        measure
    })
}

/// True if a short or ambiguous word is the unit that it looks like.
fn fits(view: &View<'_>, number: &Number, at: usize, text: &str, hyphen: bool) -> bool {
    let digits = matches!(number.form, Form::Digits { .. });
    let glued = view.glued(at) && !hyphen;
    match text {
        "g" | "h" | "s" => digits && glued,
        _ if UNITS_BEHIND_DIGITS.contains(&text) => digits,
        "second" => (hyphen || number.value <= 1.0) && !view.hyphen(at + 1),
        _ if UNITS_IN_SINGULAR.contains(&text) => true,
        "degree" | "degrees" => {
            // `degrees in law`, but `38 degrees in Yakutsk`.
            let season = view.any(at + 2, &["winter", "summer", "spring", "autumn"]);
            let studied =
                view.is(at + 1, "in") && view.lower(at + 2) && !season && !view.has(at + 2, DETERMINER);
            !studied && !view.any(at + 1, &BEHIND_DEGREE)
        }
        "knots" | "knot" => number.value >= 3.0,
        "nautical" => view.any(at + 1, &["mile", "miles"]),
        _ => text != "Min" && text != "Sec",
    }
}

/// What follows a unit and changes it: `km per hour`, `degrees Celsius`, `percentage points`.
fn extend(view: &View<'_>, measure: &mut Measure) {
    let last = measure.last;
    let hour = view.any(last + 1, &["hour", "hr", "h"]);
    match measure.dimension {
        Dimension::Length if view.any(last, &["per", "an"]) && hour || view.text(last) == "/" && hour => {
            let code = match measure.code {
                "km" => "km/h",
                "mi" => "mi/h",
                "m" => "m/h",
                _ => return,
            };
            *measure = Measure { dimension: Dimension::Speed, code, last: last + 2, ..*measure };
        }
        Dimension::Length if view.any(last, &["per", "a"]) && view.any(last + 1, &["second", "sec"]) => {
            *measure = Measure { dimension: Dimension::Speed, code: "m/s", last: last + 2, ..*measure };
        }
        Dimension::Volume | Dimension::Mass => per_time(view, measure),
        Dimension::Length if measure.code == "nmi" => measure.last += 1,
        Dimension::Length if view.any(last, &["square", "squared"]) => {
            let square = lexicon::unit_by_code(measure.code).and_then(|unit| unit.square);
            if let Some(code) = square {
                *measure = Measure { dimension: Dimension::Area, code, last: last + 1, ..*measure };
            }
        }
        Dimension::Area
            if measure.code == "acre" && view.hyphen(last) && view.any(last + 1, &["feet", "foot"]) =>
        {
            *measure =
                Measure { dimension: Dimension::Volume, code: "acre-foot", last: last + 2, ..*measure };
        }
        Dimension::Temperature => {
            let (code, extra) = match view.text(last) {
                _ if CELSIUS.contains(&view.text(last)) => ("Cel", 1),
                "F" | "f" | "Fahrenheit" | "fahrenheit" => ("degF", 1),
                _ => (measure.code, 0),
            };
            measure.code = code;
            measure.last += extra;
        }
        Dimension::Percent if measure.code == "%" => {
            let at = last + usize::from(view.hyphen(last));
            if view.any(at, &["point", "points"]) {
                *measure = Measure { code: "pp", last: at + 1, ..*measure };
            }
        }
        Dimension::Energy => {
            let at = last + usize::from(view.hyphen(last));
            if view.any(at, &["hour", "hours"]) {
                let code = match measure.code {
                    "kW" => "kWh",
                    "MW" => "MWh",
                    "GW" => "GWh",
                    "TW" => "TWh",
                    _ => "Wh",
                };
                *measure = Measure { code, last: at + 1, ..*measure };
            }
        }
        _ => {}
    }
}

patterns! {
    "figures":
    /// `1.9 million tonnes a year earlier`: a time, not the base of a rate.
    TIME_BEFORE = ["^ a|an <any> earlier|ago|before|later", "^ a|an <any> previously"];
}

/// `barrels per day`, `litres a second`, `barrels of oil per day`: a rate with the time as its base.
fn per_time(view: &View<'_>, measure: &mut Measure) {
    let last = measure.last;
    let of =
        usize::from(view.is(last, "of")) * 2 + usize::from(view.is(last, "of") && view.is(last + 2, "oil"));
    let at = last + of;
    let article = view.any(at, &["a", "an", "each"]);
    let daily = measure.dimension == Dimension::Volume && view.is(at, "daily");
    if !(view.any(at, &["per", "/"]) || article || daily) || TIME_BEFORE.begin(view, at) {
        return;
    }
    let base = if daily {
        Some("d")
    } else {
        view.unit(at + 1).filter(|unit| unit.dimension == "duration").map(|unit| unit.code)
    };
    let Some(code) = base.and_then(|base| lexicon::rate(measure.code, base)) else { return };
    measure.code = code;
    measure.dimension = Dimension::Rate;
    if of == 0 {
        measure.last = at + 2 - usize::from(daily);
    }
}

/// How many of a smaller unit a larger one has, where both may stand in one measure: `three hours and 41 minutes`.
const PARTS: &[(&str, &str, f64)] = &[
    ("a", "mo", 12.0),
    ("wk", "d", 7.0),
    ("d", "h", 24.0),
    ("h", "min", 60.0),
    ("min", "s", 60.0),
    ("ft", "in", 12.0),
    ("[stone_av]", "lb", 14.0),
    ("lb", "oz", 16.0),
];

/// The smaller part of a measure behind its larger one: its size in the smaller unit for both, and the smaller unit.
/// `three hours and 41 minutes` gives 221 minutes, `6-foot-7` 79 inches.
pub(in crate::enrich::figures) fn with_part(
    view: &View<'_>,
    value: f64,
    measure: &Measure,
) -> Option<(f64, Measure)> {
    let at = measure.last;
    if value.fract() != 0.0 || measure.factor != 1.0 {
        return None;
    }
    // `6-foot-7`, `6ft 7`.
    let bare = at + usize::from(view.hyphen(at));
    let part = number::at(view, at + usize::from(view.any(at, &["and", ","]) || view.hyphen(at)), false)?;
    if part.value < 0.0 || part.scale != 1.0 || matches!(part.form, Form::Hint | Form::Fraction) {
        return None;
    }
    let Some(smaller) = after(view, &part) else {
        let inches = measure.code == "ft" && part.first == bare && part.value < 12.0 && view.is_number(bare);
        let tall = inches
            && (view.hyphen(at) || view.stops(part.last) || view.has(part.last, CONJUNCTION | PREPOSITION));
        return tall.then(|| {
            let measure = Measure { code: "in", last: part.last, ..*measure };
            (value * 12.0 + part.value, measure)
        });
    };
    let &(.., size) =
        PARTS.iter().find(|(large, small, _)| *large == measure.code && *small == smaller.code)?;
    (part.value < size && smaller.factor == 1.0).then_some((value * size + part.value, smaller))
}

/// Units of several words: `square kilometres`, `per cent`, `percentage points`, `metric tons`, `35C`.
fn compound(view: &View<'_>, at: usize) -> Option<Measure> {
    let measure = |dimension, code, last| Some(Measure { dimension, code, factor: 1.0, last });
    let next = at + 1 + usize::from(view.hyphen(at + 1));
    let text = view.text(at);
    match text {
        // `30 F-15s`: aircraft.
        "C" | "F" if view.hyphen(at + 1) => return None,
        "C" if view.is_number(at.wrapping_sub(1)) => return measure(Dimension::Temperature, "Cel", at + 1),
        "F" if view.is_number(at.wrapping_sub(1)) => return measure(Dimension::Temperature, "degF", at + 1),
        "m" if view.is_number(at.wrapping_sub(1)) => return measure(Dimension::Length, "m", at + 1),
        "L" | "l" if view.glued(at) => return measure(Dimension::Volume, "L", at + 1),
        // `a 10K race`.
        "K" | "k" if view.glued(at) && view.any(at + 1, &RACES) => {
            return measure(Dimension::Length, "km", at + 1);
        }
        _ => {}
    }
    match text.to_ascii_lowercase().as_str() {
        "per" if view.is(next, "cent") => {
            let point = next + 1 + usize::from(view.hyphen(next + 1));
            if view.any(point, &["point", "points"]) {
                return measure(Dimension::Percent, "pp", point + 1);
            }
            measure(Dimension::Percent, "%", next + 1)
        }
        "percentage" if view.any(next, &["point", "points"]) => measure(Dimension::Percent, "pp", next + 1),
        "basis" if view.any(next, &["point", "points"]) => measure(Dimension::Percent, "bp", next + 1),
        "metric" if view.any(next, &["ton", "tons", "tonne", "tonnes"]) => {
            measure(Dimension::Mass, "t", next + 1)
        }
        "newton" | "newton-meters" | "newton-metres" | "nm"
            if view.any(next, &["meter", "meters", "metre", "metres"]) =>
        {
            measure(Dimension::Other, "N.m", next + 1)
        }
        "pound" | "lb" if view.any(next, &["feet", "ft"]) => measure(Dimension::Other, "lb.ft", next + 1),
        "light" if view.any(next, &["year", "years"]) => measure(Dimension::Length, "ly", next + 1),
        _ if SQUARES_AND_CUBES.contains(&text.to_ascii_lowercase().as_str()) => {
            let next = next + usize::from(view.text(next) == ".");
            let unit = view.unit(next)?;
            let cubic = text.to_ascii_lowercase().starts_with('c');
            let (dimension, code) =
                if cubic { (Dimension::Volume, unit.cube?) } else { (Dimension::Area, unit.square?) };
            measure(dimension, code, next + 1)
        }
        _ if ADJECTIVES_OF_TIME.contains(&text.to_ascii_lowercase().as_str())
            && !view.is(at + 1, "second") =>
        {
            let measure = Measure::new(view.unit(at + 1)?, at + 2);
            (measure.dimension == Dimension::Duration).then_some(measure)
        }
        _ => None,
    }
}
