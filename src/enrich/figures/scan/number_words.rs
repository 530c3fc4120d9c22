//! Numbers in words: `two hundred and three`, `three point two million`, `half a million`, `dozens`.

use super::value::{Form, Number};
use crate::enrich::figures::counted::noun::is_plural;
use crate::enrich::view::View;
use crate::lexicon::word_lists;
use crate::lexicon::{
    CONJUNCTION, DETERMINER, FRACTION, HINT, MONTH, NUMBER, PERSON, PREPOSITION, PRONOUN, SCALE, SHORT_SCALE,
    UNIT,
};

word_lists! {
    "figures":
    HALF_TARGETS,
}

/// The number in words that starts at token `i`.
///
/// The order matters: hints and parts of a scale begin with words that a cardinal could begin with too.
pub(in crate::enrich::figures) fn at(view: &View<'_>, i: usize) -> Option<Number> {
    if let Some(last) = hint(view, i) {
        return Some(number(view, i, last, 0.0, 1.0, Form::Hint));
    }
    part_of_scale(view, i)
        .or_else(|| half(view, i))
        .or_else(|| with_article(view, i))
        .or_else(|| share(view, i))
        .or_else(|| cardinal(view, i))
}

fn number(view: &View<'_>, first: usize, last: usize, value: f64, scale: f64, form: Form) -> Number {
    Number { value, form, scale, first, last, span: view.span(first, last) }
}

/// True for `hundred`, `million`, `crore`, but not for single letters.
fn is_scale(view: &View<'_>, i: usize) -> bool {
    view.has(i, SCALE) && !view.has(i, SHORT_SCALE)
}

/// The next word of a spelled number: behind a hyphen, if there is one.
fn next_word(view: &View<'_>, i: usize) -> usize {
    i + usize::from(view.hyphen(i))
}

/// `half a million`, `half-a-dozen`, `a quarter of a million`, `three quarters of a billion`.
fn part_of_scale(view: &View<'_>, i: usize) -> Option<Number> {
    let (count, noun) = match () {
        () if view.is(i, "half") || view.any(i, &["quarter", "third"]) => (1.0, i),
        () if view.any(i, &["a", "one"]) => (1.0, next_word(view, i + 1)),
        () if view.has(i, NUMBER) => (view.word(i).value, next_word(view, i + 1)),
        () => return None,
    };
    if !view.has(noun, FRACTION) || noun == i && view.has(i.wrapping_sub(1), NUMBER) {
        return None;
    }
    let of = next_word(view, noun + 1);
    let article = if view.is(of, "of") { of + 1 } else { of };
    let half = view.is(noun, "half");
    // `half-million`, `a half million`: without an article of its own.
    let own = view.any(article, &["a", "an", "one"]);
    if !own && !half {
        return None;
    }
    let scale = if own { next_word(view, article + 1) } else { article };
    if !is_scale(view, scale) || view.is(scale, "hundred") || article == of && !half {
        return None;
    }
    let factor = view.word(scale).value;
    Some(number(view, i, scale + 1, count * view.word(noun).value * factor, factor, Form::Words))
}

/// `half an hour`, `half of the`, `half its`.
fn half(view: &View<'_>, i: usize) -> Option<Number> {
    if !view.is(i, "half") {
        return None;
    }
    if view.any(i + 1, &["a", "an"]) && !view.hyphen(i + 1) && view.has(i + 2, UNIT) {
        return Some(number(view, i, i + 2, 0.5, 1.0, Form::Words));
    }
    let partitive = view.is(i + 1, "of") || view.any(i + 1, &HALF_TARGETS);
    partitive.then(|| number(view, i, i + 1, 0.5, 1.0, Form::Fraction))
}

/// `two-thirds of`, `three quarters of`: a share.
fn share(view: &View<'_>, i: usize) -> Option<Number> {
    if !view.has(i, NUMBER) || view.word(i).value >= 10.0 {
        return None;
    }
    let noun = next_word(view, i + 1);
    if !view.has(noun, FRACTION) || view.is(noun, "half") {
        return None;
    }
    let (above, below) = (view.word(i).value, 1.0 / view.word(noun).value);
    let hyphen = noun > i + 1;
    let shares = above < below && (hyphen || view.is(noun + 1, "of"));
    (shares && !view.any(noun + 1, &["place", "time"]))
        .then(|| number(view, i, noun + 1, above / below, 1.0, Form::Fraction))
}

/// A cardinal: `seven`, `two hundred and three`, `zero point five`, `two-and-a-half`, `one and a half million`.
fn cardinal(view: &View<'_>, i: usize) -> Option<Number> {
    let mut sum = Sum::default();
    let mut last = i;
    if view.any(i, &["zero", "nought", "nil"]) {
        if !view.is(i + 1, "point") {
            return None;
        }
        last = i + 1;
    } else if !view.has(i, NUMBER) {
        return None;
    }
    while let Some(next) = sum.step(view, i, last) {
        last = next;
        if sum.value() > 1e18 {
            break;
        }
    }
    Some(number(view, i, last, sum.value(), sum.scale, Form::Words))
}

/// The sum of a spelled number: what is complete up to a scale, and what waits for the next scale.
struct Sum {
    total: f64,
    current: f64,
    scale: f64,
}

impl Default for Sum {
    fn default() -> Self {
        Self { total: 0.0, current: 0.0, scale: 1.0 }
    }
}

impl Sum {
    fn value(&self) -> f64 {
        self.total + self.current
    }

    /// Takes what follows at token `last`, if it belongs to the number that begins at `first`; the token behind it.
    fn step(&mut self, view: &View<'_>, first: usize, last: usize) -> Option<usize> {
        let at = if last > first { next_word(view, last) } else { last };
        if view.has(at, NUMBER) {
            let value = view.word(at).value;
            return self.fits(first == last, value).then(|| {
                self.current += value;
                at + 1
            });
        }
        if last == first {
            return None;
        }
        if is_scale(view, at) {
            self.multiply(view, at);
            return Some(at + 1);
        }
        self.decimals(view, at).or_else(|| self.half_behind(view, at)).or_else(|| self.joined(view, last))
    }

    /// `forty-two` and `two hundred six` are one number, `six seven` is not.
    fn fits(&self, first: bool, value: f64) -> bool {
        let rest = self.current % 100.0;
        first
            || self.current > 0.0 && rest == 0.0
            || self.current == 0.0 && self.total > 0.0
            || rest >= 20.0 && self.current % 10.0 == 0.0 && value < 10.0
    }

    fn multiply(&mut self, view: &View<'_>, at: usize) {
        let factor = view.word(at).value;
        if factor == 100.0 || view.is(at, "dozen") {
            self.current *= factor;
        } else {
            self.total += self.current * factor;
            self.current = 0.0;
        }
        self.scale = self.scale.max(factor);
    }

    /// `point five`, `point two five`.
    fn decimals(&mut self, view: &View<'_>, at: usize) -> Option<usize> {
        let digit = |i: usize| match () {
            () if view.any(i, &["zero", "nought", "oh"]) => Some(0.0),
            () if view.has(i, NUMBER) => Some(view.word(i).value).filter(|&value| value < 10.0),
            () => None,
        };
        if !view.is(at, "point") || self.current.fract() != 0.0 {
            return None;
        }
        let mut last = at + 1;
        let mut place = 0.1;
        while let Some(value) = digit(next_word(view, last)).filter(|_| place > 1e-6) {
            self.current += value * place;
            place /= 10.0;
            last = next_word(view, last) + 1;
        }
        (last > at + 1).then_some(last)
    }

    /// `and a half`, `-and-a-half`, `and one-half`, `and a quarter`, `and three quarters`.
    fn half_behind(&mut self, view: &View<'_>, at: usize) -> Option<usize> {
        if !view.is(at, "and") {
            return None;
        }
        let count = next_word(view, at + 1);
        let noun = next_word(view, count + 1);
        let article = view.any(count, &["a", "one"]);
        let shares = view.is(noun, "half") || view.any(noun, &["quarter", "third"]);
        let several = view.has(count, NUMBER) && view.any(noun, &["quarters", "quarter", "thirds"]);
        if !(article && shares || several) || view.is(noun + 1, "of") {
            return None;
        }
        self.current += view.word(noun).value * if article { 1.0 } else { view.word(count).value };
        Some(noun + 1)
    }

    /// `hundred and forty`, `two thousand and six`. `two hundred and three were` may be two numbers; news writes one.
    fn joined(&mut self, view: &View<'_>, at: usize) -> Option<usize> {
        let open = self.scale >= 100.0 && (self.current >= 100.0 || self.current == 0.0);
        let joins = open && view.is(at, "and") && view.has(at + 1, NUMBER) && view.word(at + 1).value < 100.0;
        joins.then(|| {
            self.current += view.word(at + 1).value;
            at + 2
        })
    }
}

/// `a million`, `a dozen`, `a hundred and fifty`, `a third of the`.
fn with_article(view: &View<'_>, i: usize) -> Option<Number> {
    if !view.any(i, &["a", "an"]) {
        return None;
    }
    let next = view.word(i + 1);
    if is_scale(view, i + 1) && !view.hyphen(i + 2) {
        let (mut value, mut last) = (next.value, i + 2);
        if view.is(last, "and") && view.has(last + 1, NUMBER) && view.word(last + 1).value < next.value {
            value += view.word(last + 1).value;
            last += 2;
            if view.hyphen(last) && view.has(last + 1, NUMBER) {
                value += view.word(last + 1).value;
                last += 2;
            }
        }
        if is_scale(view, last) && view.word(last).value > next.value {
            value *= view.word(last).value;
            last += 1;
        }
        return Some(number(view, i, last, value, value, Form::Words));
    }
    let shares = view.has(i + 1, FRACTION) && !view.is(i + 1, "half") && view.is(i + 2, "of");
    let those = view.has(i + 3, DETERMINER | PRONOUN) || is_group_of(view, i + 3);
    (shares && those).then(|| number(view, i, i + 2, next.value, 1.0, Form::Fraction))
}

/// `a fifth of women`, `a third of British adults`: a plural, behind one adjective at most.
fn is_group_of(view: &View<'_>, i: usize) -> bool {
    let adjective = view.is_word(i) && view.is_word(i + 1) && !view.has(i, PREPOSITION | CONJUNCTION | MONTH);
    is_plural(view, i) || adjective && view.lower(i + 1) && is_plural(view, i + 1)
}

/// The end of `dozens`, `tens of thousands`, `several hundred`.
fn hint(view: &View<'_>, i: usize) -> Option<usize> {
    if view.has(i, HINT) {
        // `scores` is mostly a noun or a verb of its own.
        if view.any(i, &["scores", "tens"]) && !view.is(i + 1, "of") {
            return None;
        }
        if view.is(i, "scores") && !(view.lower(i + 2) && view.has(i + 2, PERSON | DETERMINER)) {
            return None;
        }
        let mut last = i + 1;
        while view.is(last, "of") && view.has(last + 1, HINT | SCALE) {
            last += 2;
        }
        return Some(last);
    }
    (view.any(i, &["several", "few", "many"]) && is_scale(view, i + 1))
        .then(|| i + 2 + usize::from(is_scale(view, i + 2)))
}
