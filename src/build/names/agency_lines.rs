//! Lines as wire services write them and annotated texts hardly have them: results and tables of sport, in which a town
//! stands for its team, datelines, bylines. Made of the forms below with names of the training data and of the lists.

use std::fmt::Write as _;

use super::corpus::{Annotation, Line};

/// What the forms are filled with.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub people: Vec<String>,
    pub towns: Vec<String>,
    pub countries: Vec<String>,
    pub agencies: Vec<String>,
}

/// A text: a form for its first line (often none), a form that is repeated, how often at most.
struct Form(&'static str, &'static str, u64);

/// `T` is a town's team, `L` a town, `C` a country, `P` a person, `S` a surname, `A` an agency; `n` goals, `m` a minute,
/// `p` points, `q` a share, `s` a set, `t` a time, `d` a date, `o` a place in the order, `w` a day.
const FORMS: &[Form] = &[
    Form("Results of league matches played on {w} :\n", "{T} {n} {T} {n}\n", 8),
    Form("Results of matches on {w}:\n", "{T} {n} {T} {n}\n", 8),
    Form("Results of matches on {w}:\n", "{T} {n}, {T} {n}\n", 8),
    Form(
        "Summaries of matches played on {w}:\n",
        "{T} {n} ({P} {m}, {S} {m}) {T} {n} ({P} {m}pen). Halftime {n}-{n}. Attendance {p},000.\n",
        4,
    ),
    Form("Played on {w}:\n", "{T} {n} ({S} {m}) {T} {n}\n", 6),
    Form(
        "Standings (played, won, drawn, lost, goals for, against, points):\n",
        "{T} {m} {n} {n} {n} {m} {m} {m}\n",
        10,
    ),
    Form("Standings (tabulated under won, lost, share):\n", "{T} {m} {m} {q} {n}\n", 6),
    Form("", "{o}. {T} {m} {n} {n} {n} {m}\n", 10),
    Form("Fixtures on {w}:\n", "{T} at {T}\n", 7),
    Form("{w}'s schedule\n", "{T} v {T}\n", 7),
    Form("Results of games on {w} (home team in capitals):\n", "{T} {p} {T} {p}\n", 7),
    Form("", "{T} {p}, {T} {p} (OT)\n", 5),
    Form("Results of international matches on {w}:\n", "{C} {n} {C} {n}\n", 5),
    Form("Group results:\n", "{C} {m} {n} {n} {n} {m}\n", 4),
    Form(
        "{L} {d}\nResults of second round matches (prefix number denotes seeding):\n",
        "{P} ({C}) beat {P} ({C}) {s} {s}\n",
        6,
    ),
    Form("Men's singles, first round\n", "{o} - {P} ({C}) beat {P} ({C}) {s} {s} {s}\n", 5),
    Form("Leading results:\n", "{o}. {P} ({C}) {t} seconds\n", 7),
    Form("", "{o}. {P}, {C}, {t}\n", 6),
    Form("Leading scores after the third round:\n", "{p} {P} ({C}) {m} {m} {m}\n", 6),
    Form("Scorecard:\n", "{S} c {S} b {S} {m}\n", 6),
    Form("Scorers:\n", "{T}: {S} {m}, {S} {m}\n", 2),
    Form("{L} {d}\n", "", 0),
    Form("{L}, {C} {d}\n", "", 0),
    Form("{P}\n{L} {d}\n", "", 0),
    Form("By {P}\n{L}, {C}\n", "", 0),
    Form("{L}, {w} ({A}) - ", "{P} won on {w}, {A} reported.\n", 1),
    Form("", "{T} beat {T} {n}-{n} on {w} and lead the league.\n", 2),
    Form("", "{T} striker {P} scored twice as they beat {T} {n}-{n}.\n", 1),
    Form("", "{P} scored for {T}, who drew {n}-{n} at {T}.\n", 1),
    Form("", "{T} coach {P} said his team would play {T} on {w}.\n", 1),
    Form("", "In {L}, {P} pitched as {T} won their third game against {T}, {n}-{n}.\n", 1),
];

const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// So many texts.
pub(super) fn lines(names: &Names, count: usize, random: &mut fastrand::Rng) -> Vec<Line> {
    let mut lines = Vec::with_capacity(count);
    let whole = |pool: &Vec<String>| !pool.is_empty();
    if ![&names.people, &names.towns, &names.countries, &names.agencies].into_iter().all(whole) {
        return lines;
    }
    for number in 0..count {
        let Form(head, row, most) = &FORMS[number % FORMS.len()];
        let mut made = Made { line: Line::default(), names, order: 0 };
        made.fill(head, random);
        for _ in 0..random.u64((*most).min(1)..=*most) {
            made.order += 1;
            made.fill(row, random);
        }
        lines.push(made.line);
    }
    lines
}

struct Made<'a> {
    line: Line,
    names: &'a Names,
    order: u32,
}

impl Made<'_> {
    fn fill(&mut self, form: &str, random: &mut fastrand::Rng) {
        let mut rest = form;
        while let Some((before, after)) = rest.split_once('{') {
            let (what, after) = after.split_once('}').unwrap_or((after, ""));
            self.line.text.push_str(before);
            self.put(what, random);
            rest = after;
        }
        self.line.text.push_str(rest);
    }

    fn put(&mut self, what: &str, random: &mut fastrand::Rng) {
        let names = self.names;
        let mut any = |pool: &[String]| pool[random.usize(..pool.len())].clone();
        let name = match what {
            "T" => Some((any(&names.towns), "ORG")),
            "L" => Some((any(&names.towns), "LOC")),
            "C" => Some((any(&names.countries), "LOC")),
            "P" => Some((any(&names.people), "PER")),
            "S" => Some((any(&names.people).rsplit(' ').next().unwrap_or_default().to_string(), "PER")),
            "A" => Some((any(&names.agencies), "ORG")),
            _ => None,
        };
        let text = &mut self.line.text;
        let start = text.chars().count();
        if let Some((name, kind)) = name {
            text.push_str(&name);
            let end = start + name.chars().count();
            self.line.entities.push(Annotation { start, end, kind: kind.to_string() });
            return;
        }
        let day = random.u32(1..29);
        let written = match what {
            "n" => write!(text, "{}", random.u32(0..6)),
            "m" => write!(text, "{}", random.u32(1..91)),
            "p" => write!(text, "{}", random.u32(1..130)),
            "q" => write!(text, ".{}", random.u32(300..700)),
            "s" => write!(text, "{}-{}", random.u32(6..8), random.u32(0..6)),
            "t" => write!(text, "{}.{:02}", random.u32(9..60), random.u32(0..100)),
            "o" => write!(text, "{}", self.order),
            "w" => write!(text, "{}", DAYS[random.usize(..7)]),
            _ if random.bool() => write!(text, "19{}-{:02}-{day:02}", random.u32(70..99), random.u32(1..13)),
            _ => write!(text, "{} {day}", MONTHS[random.usize(..12)]),
        };
        debug_assert!(written.is_ok(), "writing to a string cannot fail");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_filled_and_its_names_are_where_they_are_said_to_be() {
        let pool = |name: &str| vec![name.to_string()];
        let names = Names {
            people: pool("Zoë Marsh"),
            towns: pool("Brno"),
            countries: pool("Chad"),
            agencies: pool("ABC"),
        };
        let lines = lines(&names, FORMS.len(), &mut fastrand::Rng::with_seed(1));
        assert_eq!(lines.len(), FORMS.len());
        for line in lines {
            assert!(!line.text.contains(['{', '}']), "{}", line.text);
            for name in &line.entities {
                let surface: String =
                    line.text.chars().skip(name.start).take(name.end - name.start).collect();
                assert!(
                    ["Zoë Marsh", "Marsh", "Brno", "Chad", "ABC"].contains(&surface.as_str()),
                    "{surface}"
                );
            }
        }
    }
}
