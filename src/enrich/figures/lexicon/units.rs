//! Units of measure.

use super::{Lexicon, UNIT};
use crate::article::enriched::Dimension;

/// A unit of measure.
#[derive(Debug)]
pub(in super::super) struct Unit {
    /// What it measures.
    pub(in super::super) dimension: Dimension,
    /// How the contract writes it.
    pub(in super::super) code: &'static str,
    /// What one of it makes in `code`: 10 years for a decade.
    pub(in super::super) factor: f64,
    words: &'static str,
}

pub(super) fn fill(lexicon: &mut Lexicon) {
    for (index, unit) in UNITS.iter().enumerate() {
        for word in unit.words.split_whitespace() {
            let entry = lexicon.entry(word);
            entry.flags |= UNIT;
            entry.unit = index as u16;
        }
    }
}

const fn unit(dimension: Dimension, code: &'static str, words: &'static str) -> Unit {
    Unit { dimension, code, factor: 1.0, words }
}

use Dimension::{Area, Duration, Energy, Length, Mass, Other, Percent, Speed, Temperature, Volume};

/// All units. Short ones (`m`, `g`, `C`) count only where they are glued to the number or in their own case, which
/// the reader of units sees to.
pub(in super::super) const UNITS: &[Unit] = &[
    unit(Percent, "%", "% percent pct pc per-cent"),
    unit(Percent, "pp", "pp ppts"),
    unit(Percent, "bp", "bps"),
    unit(Mass, "t", "ton tons tonne tonnes"),
    unit(Mass, "kt", "kiloton kilotons kilotonne kilotonnes"),
    unit(Mass, "Mt", "megaton megatons megatonne megatonnes"),
    unit(Mass, "kg", "kg kgs kilogram kilograms kilogramme kilogrammes kilo kilos"),
    unit(Mass, "g", "g gram grams gramme grammes"),
    unit(Mass, "mg", "mg milligram milligrams"),
    unit(Mass, "ug", "microgram micrograms"),
    unit(Mass, "lb", "lb lbs lb. lbs. pound pounds"),
    unit(Mass, "[stone_av]", "stone"),
    unit(Mass, "oz", "ounce ounces oz oz."),
    unit(Mass, "[car]", "carat carats karat karats"),
    unit(Length, "km", "km kms kilometre kilometres kilometer kilometers"),
    unit(Length, "m", "metre metres meter meters"),
    unit(Length, "cm", "cm centimetre centimetres centimeter centimeters"),
    unit(Length, "mm", "mm millimetre millimetres millimeter millimeters"),
    unit(Length, "nm", "nanometre nanometres nanometer nanometers"),
    unit(Length, "mi", "mile miles"),
    unit(Length, "ft", "foot feet ft ft."),
    unit(Length, "in", "inch inches"),
    unit(Length, "yd", "yard yards yds yd"),
    unit(Length, "nmi", "nautical"),
    unit(Length, "ly", "light-year light-years lightyears"),
    unit(Area, "ha", "hectare hectares ha"),
    unit(Area, "acre", "acre acres"),
    unit(Area, "km2", "sqkm km2 km²"),
    unit(Area, "m2", "sqm m2 m²"),
    unit(Area, "ft2", "sqft"),
    unit(Volume, "L", "litre litres liter liters"),
    unit(Volume, "mL", "ml millilitre millilitres milliliter milliliters"),
    unit(Volume, "gal", "gallon gallons"),
    unit(Volume, "bbl", "barrel barrels bbl bpd"),
    unit(Volume, "m3", "m3 m³ cumecs"),
    unit(Volume, "ft3", "cusecs"),
    unit(Volume, "bushel", "bushel bushels"),
    unit(Duration, "s", "second seconds sec secs"),
    unit(Duration, "ms", "millisecond milliseconds"),
    unit(Duration, "min", "minute minutes min mins"),
    unit(Duration, "h", "hour hours hr hrs hr. hrs."),
    unit(Duration, "d", "day days"),
    unit(Duration, "wk", "week weeks wk wks"),
    unit(Duration, "mo", "month months"),
    unit(Duration, "a", "year years yr yrs"),
    Unit { dimension: Duration, code: "wk", factor: 2.0, words: "fortnight fortnights" },
    Unit { dimension: Duration, code: "a", factor: 10.0, words: "decade decades" },
    Unit { dimension: Duration, code: "a", factor: 100.0, words: "century centuries" },
    unit(Speed, "km/h", "km/h kmh kph kmph"),
    unit(Speed, "mi/h", "mph"),
    unit(Speed, "m/s", "m/s"),
    unit(Speed, "kn", "knot knots"),
    unit(Temperature, "Cel", "celsius centigrade °c ℃"),
    unit(Temperature, "degF", "fahrenheit °f ℉"),
    unit(Temperature, "Cel", "degree degrees °"),
    unit(Energy, "W", "watt watts"),
    unit(Energy, "kW", "kw kilowatt kilowatts"),
    unit(Energy, "MW", "mw megawatt megawatts"),
    unit(Energy, "GW", "gw gigawatt gigawatts"),
    unit(Energy, "TW", "tw terawatt terawatts"),
    unit(Energy, "kWh", "kwh kilowatt-hour"),
    unit(Energy, "MWh", "mwh"),
    unit(Energy, "GWh", "gwh"),
    unit(Energy, "TWh", "twh"),
    unit(Energy, "J", "joule joules"),
    unit(Energy, "kcal", "calorie calories kcal kilocalories"),
    unit(Energy, "hp", "horsepower hp bhp"),
    unit(Other, "V", "volt volts kilovolt kilovolts kv"),
    unit(Other, "N.m", "newton-metres newton-meters"),
    unit(Other, "lb.ft", "lb-ft pound-feet foot-pounds"),
    unit(Volume, "mL", "cc ccs"),
    unit(Other, "Bq", "becquerel becquerels"),
    unit(Other, "Mpx", "megapixel megapixels"),
    unit(Other, "dB", "decibel decibels"),
    unit(Other, "MB", "mb megabyte megabytes"),
    unit(Other, "GB", "gb gigabyte gigabytes"),
    unit(Other, "TB", "tb terabyte terabytes"),
    unit(Other, "Mbit/s", "mbps"),
    unit(Other, "Hz", "hertz"),
    unit(Other, "MHz", "mhz megahertz"),
    unit(Other, "GHz", "ghz gigahertz"),
];

/// The unit of a square of `code`, and of its cube.
pub(in super::super) fn power(code: &str, cube: bool) -> Option<(Dimension, &'static str)> {
    let area = match (code, cube) {
        ("km", false) => "km2",
        ("m", false) => "m2",
        ("cm", false) => "cm2",
        ("mi", false) => "mi2",
        ("ft", false) => "ft2",
        ("yd", false) => "yd2",
        ("in", false) => "in2",
        ("km", true) => "km3",
        ("m", true) => "m3",
        ("cm", true) => "cm3",
        ("ft", true) => "ft3",
        ("yd", true) => "yd3",
        ("mi", true) => "mi3",
        _ => return None,
    };
    Some((if cube { Volume } else { Area }, area))
}
