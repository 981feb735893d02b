//! What was understood of an export, as a file that can be filled in and given back: all that is
//! told stands in comments of a table of grades.

use std::collections::BTreeMap;
use std::fmt::{self, Display, Formatter};

use super::{Judged, Matched, Rung};

/// Most lines of a kind that are shown.
const SHOWN: usize = 12;

/// A value of an export and how many rows hold it.
type Counted<'a> = BTreeMap<&'a str, usize>;

/// The text is TOML: the findings in comments, below them `[grades]` with what is not known, to be
/// filled in and given with `--grades`.
impl Display for Matched {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.columns(f)?;
        self.jobs(f)?;
        self.candidates(f)?;
        self.outcomes(f)?;
        self.grades(f)
    }
}

impl Matched {
    fn columns(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let read = &self.applications;
        writeln!(
            f,
            "# {}: {}",
            read.path,
            counted(read.applications.len(), "application")
        )?;
        match read.columns.layout {
            Some(layout) => writeln!(f, "# columns as {layout} names them")?,
            None => writeln!(f, "# columns by their general names")?,
        }
        if read.above > 0 {
            writeln!(
                f,
                "#   {} above the header left out",
                counted(read.above, "line")
            )?;
        }
        for (field, names) in read.columns.used() {
            writeln!(f, "#   {:<12} {}", field.name(), quoted(&names))?;
        }
        let unused: Vec<&str> = read.columns.unused().collect();
        if !unused.is_empty() {
            writeln!(f, "#   not used     {}", quoted(&unused))?;
        }
        Ok(())
    }

    fn jobs(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let missing: Vec<(&str, usize)> = self.missing_jobs().collect();
        let all = self.jobs.len();
        writeln!(f, "#\n# jobs: {} of {all} have a post", all - missing.len())?;
        let found = self
            .jobs
            .iter()
            .filter_map(|(name, (post, count))| Some((name, post.as_ref()?, count)));
        for (name, post, count) in found.take(SHOWN) {
            writeln!(f, "#   {} is the post {post} ({count})", shown(name))?;
        }
        for (name, count) in missing.iter().take(SHOWN) {
            let called = if name.is_empty() {
                "without a job".to_owned()
            } else {
                shown(name)
            };
            writeln!(
                f,
                "#   no post: {called} ({})",
                counted(*count, "application")
            )?;
        }
        more(f, missing.len())?;
        if missing.iter().any(|(name, _)| !name.is_empty()) {
            writeln!(
                f,
                "#   name posts in a map, given with --map FILE.toml: [jobs] with lines such as \"Name in the \
                 export\" = \"file of the post\""
            )?;
        }
        Ok(())
    }

    fn candidates(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let found: usize = self.found.values().sum();
        let all = found + self.lost.len();
        writeln!(f, "#\n# candidates: {found} of {all} have a CV")?;
        for (by, count) in &self.found {
            writeln!(f, "#   {count} by {}", by.name())?;
        }
        for (kind, is_ambiguous) in [("not found", false), ("several files fit", true)] {
            let lines = self.lost.values().filter(|(_, kind)| *kind == is_ambiguous);
            let lines: Vec<u64> = lines.map(|(line, _)| *line).collect();
            if !lines.is_empty() {
                let numbers: Vec<String> = lines.iter().take(SHOWN).map(u64::to_string).collect();
                let rest = if lines.len() > SHOWN { ", …" } else { "" };
                writeln!(
                    f,
                    "#   {} {kind}: first on {} {}{rest}",
                    lines.len(),
                    if lines.len() == 1 { "line" } else { "lines" },
                    numbers.join(", ")
                )?;
            }
        }
        Ok(())
    }

    fn outcomes(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let mut graded: BTreeMap<u64, Counted<'_>> = BTreeMap::new();
        let mut outside: Counted<'_> = BTreeMap::new();
        let (mut open, mut empty) = (0, 0);
        for application in &self.applications.applications {
            match &application.judged {
                Judged::Grade(grade) => {
                    let of_grade = graded.entry(grade.to_bits()).or_default();
                    *of_grade.entry(&application.said).or_default() += 1;
                }
                Judged::Outside(words) => *outside.entry(words).or_default() += 1,
                Judged::Open => open += 1,
                Judged::Empty => empty += 1,
                Judged::Unknown(_) => {}
            }
        }
        writeln!(f, "#\n# outcomes, and the grade they are taken for")?;
        let mut grades: Vec<(f64, Counted<'_>)> = graded
            .into_iter()
            .map(|(bits, said)| (f64::from_bits(bits), said))
            .collect();
        grades.sort_by(|a, b| b.0.total_cmp(&a.0));
        for (grade, said) in &grades {
            let rung = Rung::ALL.into_iter().find(|rung| rung.grade() == *grade);
            let name = rung.map_or("as stated", Rung::name);
            writeln!(f, "#   {grade} ({name}): {}", list(said))?;
        }
        if open > 0 {
            writeln!(f, "#   left out, not decided yet: {open}")?;
        }
        if empty > 0 {
            writeln!(f, "#   left out, no outcome: {empty}")?;
        }
        if !outside.is_empty() {
            writeln!(
                f,
                "#   left out, decided for what no CV holds: {}",
                list(&outside)
            )?;
        }
        if self.again > 0 {
            writeln!(
                f,
                "#   {} of who applied for the same job before: the best outcome counts",
                counted(self.again, "row")
            )?;
        }
        writeln!(
            f,
            "#\n# {} in {}",
            counted(self.labels, "label"),
            match &self.benchmark {
                Some(benchmark) => counted(benchmark.jobs.len(), "job"),
                None => "no job".to_owned(),
            }
        )
    }

    /// What is not known, to be filled in.
    fn grades(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let mut unknown: Counted<'_> = BTreeMap::new();
        for application in &self.applications.applications {
            if let Judged::Unknown(values) = &application.judged {
                for value in values {
                    *unknown.entry(value).or_default() += 1;
                }
            }
        }
        writeln!(f, "\n[grades]")?;
        if unknown.is_empty() {
            return writeln!(f, "# every outcome is understood");
        }
        writeln!(
            f,
            "# not understood, and left out until they are. Take the # away and write a grade (0 to 4 as above), \
             \"rejected\",\n# \"counts\" (a reason that a CV can show) or \"no label\" (a reason that it cannot); \
             give this file with --grades"
        )?;
        for (value, count) in by_count(&unknown) {
            let key = toml::Value::String(value.to_owned());
            writeln!(f, "# {key} = \"no label\"    # {}", counted(count, "row"))?;
        }
        Ok(())
    }
}

/// The most frequent first.
fn by_count<'a>(counts: &Counted<'a>) -> Vec<(&'a str, usize)> {
    let mut all: Vec<(&str, usize)> = counts
        .iter()
        .map(|(value, count)| (*value, *count))
        .collect();
    all.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    all
}

fn list(counts: &Counted<'_>) -> String {
    let all = by_count(counts);
    let mut parts: Vec<String> = all
        .iter()
        .take(SHOWN)
        .map(|(value, count)| match value.is_empty() {
            true => format!("a date or a yes ({count})"),
            false => format!("{} ({count})", shown(value)),
        })
        .collect();
    if all.len() > SHOWN {
        parts.push(format!("{} more", all.len() - SHOWN));
    }
    parts.join(", ")
}

fn more(f: &mut Formatter<'_>, count: usize) -> fmt::Result {
    match count.checked_sub(SHOWN) {
        None | Some(0) => Ok(()),
        Some(left) => writeln!(f, "#   and {left} more"),
    }
}

/// On one line: what a cell holds must not leave its comment.
fn shown(value: &str) -> String {
    let line: Vec<&str> = value.split_whitespace().collect();
    let line = line.join(" ");
    let safe: String = line.chars().filter(|letter| !letter.is_control()).collect();
    format!("“{safe}”")
}

fn quoted(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| shown(name)).collect();
    names.join(", ")
}

fn counted(count: usize, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {what}{plural}")
}
