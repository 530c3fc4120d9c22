//! Words for numbers.

use super::{FRACTION, HINT, Lexicon, MULTIPLE, NUMBER, ORDINAL, SCALE, SHORT_SCALE};

pub(super) fn fill(lexicon: &mut Lexicon) {
    let lists = [
        (NUMBER, CARDINALS),
        (SCALE, SCALES),
        (SCALE | SHORT_SCALE, SHORT_SCALES),
        (HINT, HINTS),
        (FRACTION, FRACTIONS),
        (MULTIPLE, MULTIPLES),
    ];
    for (flags, list) in lists {
        for &(word, value) in list {
            let entry = lexicon.entry(word);
            entry.flags |= flags;
            entry.value = value;
        }
    }
    lexicon.mark(ORDINAL, ORDINALS);
}

const CARDINALS: &[(&str, f64)] = &[
    ("one", 1.0),
    ("two", 2.0),
    ("three", 3.0),
    ("four", 4.0),
    ("five", 5.0),
    ("six", 6.0),
    ("seven", 7.0),
    ("eight", 8.0),
    ("nine", 9.0),
    ("ten", 10.0),
    ("eleven", 11.0),
    ("twelve", 12.0),
    ("thirteen", 13.0),
    ("fourteen", 14.0),
    ("fifteen", 15.0),
    ("sixteen", 16.0),
    ("seventeen", 17.0),
    ("eighteen", 18.0),
    ("nineteen", 19.0),
    ("twenty", 20.0),
    ("thirty", 30.0),
    ("forty", 40.0),
    ("fifty", 50.0),
    ("sixty", 60.0),
    ("seventy", 70.0),
    ("eighty", 80.0),
    ("ninety", 90.0),
];

const SCALES: &[(&str, f64)] = &[
    ("hundred", 1e2),
    ("thousand", 1e3),
    ("million", 1e6),
    ("billion", 1e9),
    ("trillion", 1e12),
    ("quadrillion", 1e15),
    ("lakh", 1e5),
    ("lakhs", 1e5),
    ("lac", 1e5),
    ("crore", 1e7),
    ("crores", 1e7),
    ("dozen", 12.0),
    ("mln", 1e6),
    ("mn", 1e6),
    ("bn", 1e9),
    ("bln", 1e9),
    ("tn", 1e12),
    ("trn", 1e12),
];

/// One letter: a scale only where glued to a number or after money.
const SHORT_SCALES: &[(&str, f64)] =
    &[("k", 1e3), ("m", 1e6), ("b", 1e9), ("mm", 1e6), ("mil", 1e6), ("bil", 1e9), ("t", 1e12), ("cr", 1e7)];

const HINTS: &[(&str, f64)] = &[
    ("dozens", 12.0),
    ("tens", 10.0),
    ("scores", 20.0),
    ("hundreds", 1e2),
    ("thousands", 1e3),
    ("millions", 1e6),
    ("billions", 1e9),
    ("trillions", 1e12),
];

const FRACTIONS: &[(&str, f64)] = &[
    ("half", 1.0 / 2.0),
    ("halves", 1.0 / 2.0),
    ("third", 1.0 / 3.0),
    ("thirds", 1.0 / 3.0),
    ("quarter", 1.0 / 4.0),
    ("quarters", 1.0 / 4.0),
    ("fifth", 1.0 / 5.0),
    ("fifths", 1.0 / 5.0),
    ("sixth", 1.0 / 6.0),
    ("sixths", 1.0 / 6.0),
    ("eighth", 1.0 / 8.0),
    ("eighths", 1.0 / 8.0),
    ("tenth", 1.0 / 10.0),
    ("tenths", 1.0 / 10.0),
];

const MULTIPLES: &[(&str, f64)] = &[
    ("double", 2.0),
    ("doubled", 2.0),
    ("doubles", 2.0),
    ("doubling", 2.0),
    ("triple", 3.0),
    ("tripled", 3.0),
    ("triples", 3.0),
    ("tripling", 3.0),
    ("trebled", 3.0),
    ("quadrupled", 4.0),
    ("quadruple", 4.0),
    ("quintupled", 5.0),
    ("halved", 0.5),
    ("halving", 0.5),
    ("twice", 2.0),
    ("twofold", 2.0),
    ("threefold", 3.0),
    ("fourfold", 4.0),
    ("fivefold", 5.0),
    ("sixfold", 6.0),
    ("tenfold", 10.0),
];

const ORDINALS: &str = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth \
    thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth hundredth \
    st nd rd th";
